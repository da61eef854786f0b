/* check_words.c: checks on what is written: private details, weekdays beside dates; and the SQL functions on words.
 *
 *   unfilled(text)     without {row-id.column}
 *   unquoted(text)     and without what stands between quotation marks, “…” or "..."
 *   says(text, word)   the word stands there as a word of its own, whatever the case of its ASCII letters
 *   words(text)        how many words, separated by blanks */
#include "data/check.h"

#include <ctype.h>
#include <string.h>

static bool is_word(unsigned char c) { return isalnum(c) || c >= 0x80 || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- SQL functions */

size_t check_words(const char *s)
{
	static const char blanks[] = " \t\r\n";
	size_t n = 0;

	for (s += strspn(s, blanks); *s != '\0'; s += strspn(s, blanks), n++)
		s += strcspn(s, blanks);
	return n;
}

static const char *closing(const char *p)
{
	static const char *const pairs[][2] = {{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}};
	const char *end;

	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (str_starts(p, pairs[i][0])) {
			end = strstr(p + strlen(pairs[i][0]), pairs[i][1]);
			return end == NULL ? NULL : end + strlen(pairs[i][1]);
		}
	return NULL;
}

/* what is left out becomes one blank */
static void strip(struct buf *b, const char *s, bool quotes)
{
	while (*s != '\0') {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		if (end != NULL)
			end++;
		else if (quotes)
			end = closing(s);
		buf_putc(b, end != NULL ? ' ' : *s);
		s = end != NULL ? end : s + 1;
	}
}

static void give_stripped(sqlite3_context *c, sqlite3_value *v, bool quotes)
{
	const char *text = (const char *)sqlite3_value_text(v);
	struct buf b = {0};

	if (text == NULL)
		return;
	strip(&b, text, quotes);
	sqlite3_result_text(c, b.p != NULL ? b.p : "", -1, SQLITE_TRANSIENT);
	buf_drop(&b);
}

static void sql_unfilled(sqlite3_context *c, int n, sqlite3_value **v) { (void)n; give_stripped(c, v[0], false); }
static void sql_unquoted(sqlite3_context *c, int n, sqlite3_value **v) { (void)n; give_stripped(c, v[0], true); }

static void sql_words(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *text = (const char *)sqlite3_value_text(v[0]);

	(void)n;
	if (text != NULL)
		sqlite3_result_int64(c, (sqlite3_int64)check_words(text));
}

static const char *find_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = text; n > 0 && *p != '\0'; p++)
		/* letters differ from their other case in one bit: most places are passed over by that */
		if (((*p ^ *word) & ~0x20) == 0 && sqlite3_strnicmp(p, word, (int)n) == 0 && (p == text || !is_word((unsigned char)p[-1])) && !is_word((unsigned char)p[n]))
			return p;
	return NULL;
}

static void sql_says(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *text = (const char *)sqlite3_value_text(v[0]), *word = (const char *)sqlite3_value_text(v[1]);

	(void)n;
	sqlite3_result_int(c, text != NULL && word != NULL && find_word(text, word) != NULL);
}

bool check_functions(sqlite3 *db, struct err *e)
{
	static const struct { const char *name; int n; void (*f)(sqlite3_context *, int, sqlite3_value **); } all[] = {
		{"words", 1, sql_words}, {"unfilled", 1, sql_unfilled}, {"unquoted", 1, sql_unquoted}, {"says", 2, sql_says},
	};

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (sqlite3_create_function_v2(db, all[i].name, all[i].n, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, all[i].f, NULL, NULL,
		    NULL) != SQLITE_OK)
			return db_fail(db, e);
	return true;
}

/* ---- every text that people read */

static bool is_read(const struct schema_table *t, const struct schema_column *c)
{
	static const char *const not_words[] = {"id", "level", "sha256", "file", "url", "archive_url", "key", "lang", "tbl", "field"};

	for (size_t i = 0; i < COUNT_OF(not_words); i++)
		if (strcmp(c->name, not_words[i]) == 0)
			return false;
	return c->ref == SCHEMA_NONE && !c->computed && c->format != DATA_EDTF && sqlite3_stricmp(c->type, "INTEGER") != 0 &&
	    strcmp(t->name, "registry") != 0;
}

static bool each_of(struct check_run *r, const struct schema_table *t, const struct schema_column *c,
    void (*f)(struct check_run *r, const struct check_cell *c))
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id, \"%w\", %s%w%s FROM \"%w\" t WHERE \"%w\" IS NOT NULL AND NOT EXISTS"
	    " (SELECT 1 FROM restriction x WHERE x.ref = t.id AND x.field = '%q' AND x.needs = 'editors')", c->name,
	    t->level >= 0 ? "\"" : "", t->level >= 0 ? t->columns[t->level].name : "NULL", t->level >= 0 ? "\"" : "", t->name, c->name, c->name);
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW) {
		struct check_cell cell = {.table = t->name, .id = (const char *)sqlite3_column_text(s, 0), .column = c->name,
		    .text = (const char *)sqlite3_column_text(s, 1), .level = (const char *)sqlite3_column_text(s, 2)};
		if (cell.id != NULL && cell.text != NULL)
			f(r, &cell);
	}
	sqlite3_finalize(s);
	return ok;
}

static bool each_text(struct check_run *r, void (*f)(struct check_run *r, const struct check_cell *c))
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->d->schema.n; i++) {
		const struct schema_table *t = &r->d->schema.tables[i];
		for (size_t c = 0; ok && t->id >= 0 && c < t->n; c++)
			if (is_read(t, &t->columns[c]))
				ok = each_of(r, t, &t->columns[c], f) && db_time_left(r->e);
	}
	return ok;
}

/* ---- private details */

/* [bytes] of YYYY-MM-DD at p, else 0 */
static size_t iso_at(const char *p)
{
	char day[11] = "";
	int y, m, d;

	memcpy(day, p, strnlen(p, 10));
	return date_parse(day, &y, &m, &d) && !is_digit(p[10]) ? 10 : 0;
}

/* [bytes] of a run of digits at p, apart only by blanks, dashes, points and brackets; days do not count */
static size_t digits_at(const char *p, size_t *digits)
{
	const char *from = p;

	for (*digits = 0; *p != '\0' && (is_digit(*p) || strchr(" ()-.", *p) != NULL); p++) {
		if (iso_at(p) > 0)
			break;
		*digits += is_digit(*p);
	}
	return p > from ? (size_t)(p - from) : 1;
}

/* nine digits or more that stand alone: behind a letter, a dash or a stroke they number a document */
static bool has_phone(const char *s)
{
	for (const char *p = s; *p != '\0';) {
		bool alone = p == s || strchr(" +(:,;\t\n", p[-1]) != NULL;
		size_t digits = 0, n = is_digit(*p) && iso_at(p) == 0 ? digits_at(p, &digits) : iso_at(p) > 0 ? 10 : 1;
		if (alone && digits >= 9)
			return true;
		p += n;
	}
	return false;
}

static bool has_mail(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && at > s && is_word((unsigned char)at[-1]) && is_word((unsigned char)at[1]) && strchr(at, '.') != NULL;
}

/* a number among the two words before or behind */
static bool number_near(const char *text, const char *word, size_t n)
{
	const char *p = word;

	for (int blanks = 0; p > text && blanks < 3; p--)
		blanks += p[-1] == ' ';
	for (const char *end = word + n; *end != '\0' && p < end + 8 && *p != '\0'; p++)
		if (is_digit(*p))
			return true;
	return false;
}

static bool has_address(const char *s)
{
	static const char *const roads[] = {"street", "avenue", "boulevard", "prospekt", "apartment", "flat", "улица", "проспект", "квартира", "көшесі"};

	for (size_t i = 0; i < COUNT_OF(roads); i++) {
		const char *at = find_word(s, roads[i]);
		if (at != NULL && number_near(s, at, strlen(roads[i])))
			return true;
	}
	return false;
}

static void judge_private(struct check_run *r, const struct check_cell *c)
{
	const char *what = has_mail(c->text) ? "an e-mail address" : has_address(c->text) ? "an address" :
	    has_phone(c->text) ? "a telephone number" : NULL;

	/* the words of the finding must not repeat what they warn of */
	if (what != NULL && !str_eq(c->level, "editors"))
		check_found(r, (struct check_place){.ref = c->id, .field = c->column}, "this may be %s, at level %s", what,
		    c->level != NULL ? c->level : "public");
}

bool check_private_words(struct check_run *r) { return each_text(r, judge_private); }

/* ---- weekdays */

static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"};

static int number_at(const char **p, size_t most)
{
	size_t n = 0;
	int v = 0;

	for (; n < most && is_digit(**p); n++, (*p)++)
		v = v * 10 + (**p - '0');
	return n > 0 && !is_digit(**p) ? v : 0;
}

static int month_at(const char **p)
{
	for (size_t i = 0; i < COUNT_OF(months); i++)
		if (str_starts(*p, months[i])) {
			*p += strlen(months[i]);
			return (int)i + 1;
		}
	return 0;
}

static void skip(const char **p) { *p += strspn(*p, " ,"); }

/* 2021-11-25, 25 November 2021, November 25, 2021 */
static bool date_at(const char *p, char iso[16])
{
	int y = 0, m = 0, d = 0;

	if (iso_at(p) > 0) {
		snprintf(iso, 16, "%.10s", p);
		return true;
	}
	m = month_at(&p);
	skip(&p);
	d = number_at(&p, 2);
	skip(&p);
	if (m == 0) {
		m = month_at(&p);
		skip(&p);
	}
	y = number_at(&p, 4);
	snprintf(iso, 16, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
	return m > 0 && d > 0 && y > 999 && date_parse(iso, &y, &m, &d);
}

/* 0 Monday; Zeller's rule turned round */
static int weekday_of(const char *iso)
{
	static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
	int y = 0, m = 1, d = 1;

	date_parse(iso, &y, &m, &d);
	y -= m < 3;
	return (y + y / 4 - y / 100 + y / 400 + shift[m - 1] + d + 6) % 7;
}

static void fill(struct check_run *r, const struct check_cell *c, struct buf *b)
{
	for (const char *p = c->text; *p != '\0'; p++) {
		const char *q = p;
		struct prose_ref ref;
		struct data_value v = {0};
		struct err none = {0};
		if (*p == '{' && prose_next(&q, &ref) && data_cell(r->d, ref.id, ref.column, r->a, &v, &none) && v.kind != DATA_NULL &&
		    strchr(p, '}') != NULL) {
			buf_puts(b, v.text);
			p = strchr(p, '}');
		} else
			buf_putc(b, *p);
	}
	buf_puts(b, "");
}

static void judge_weekdays(struct check_run *r, const struct check_cell *c)
{
	struct buf b = {0};
	char iso[16];

	for (size_t i = 0; i < COUNT_OF(weekdays); i++) {
		const char *at = find_word(c->text, weekdays[i]);
		if (at == NULL)
			continue;
		fill(r, c, &b);
		at = find_word(b.p, weekdays[i]);
		for (const char *p = at; p != NULL && *p != '\0' && p < at + 40; p++)
			if ((is_digit(*p) || isupper((unsigned char)*p)) && !is_word((unsigned char)p[-(p > b.p)]) && date_at(p, iso)) {
				if (weekday_of(iso) != (int)i)
					check_found(r, (struct check_place){.ref = c->id, .field = c->column}, "%s is a %s, not a %s", iso,
					    weekdays[weekday_of(iso)], weekdays[i]);
				break;
			}
		buf_clear(&b);
	}
	buf_drop(&b);
}

bool check_weekdays(struct check_run *r) { return each_text(r, judge_weekdays); }
