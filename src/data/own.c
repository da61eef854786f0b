/* own.c: what an organisation says of itself and of its meeting, in two JSON files that are no part of any dataset.
 *
 *   --org FILE       { "name", "contact": [lines], "register_id", "corrections", "url" }
 *   --meeting FILE   { "place", "date", "addressee", "reference", "asks": [{ "verb", ..., "rests_on": [ids] }] }
 *
 * One table per object says its keys; whatever is not in it is an error, since a key with a slip in it would print a blank. Strings are
 * copied into the caller's arena. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define LINES_MAX 3                  /* of "contact": the room that the reports give it */
#define ASKS_MAX 100
#define IDS_MAX 1000                 /* of one ask */
#define ID_BYTES_MAX 127
#define VERBS_MAX 64
#define LINE_MAX_CHARACTERS 300      /* of what stands in a foot, a head or a blank */

enum kind { LINE, TEXT, DAY, REGISTER_ID, WEB, VERB, LINES, IDS, ASKS };
struct spec { const char *key; enum kind kind; bool needed; };

static const struct spec org_specs[] = {
	{"name", LINE, true}, {"contact", LINES, false}, {"register_id", REGISTER_ID, false}, {"corrections", LINE, false}, {"url", WEB, false}};
static const struct spec meeting_specs[] = {
	{"place", LINE, false}, {"date", DAY, false}, {"addressee", LINE, false}, {"reference", LINE, false}, {"asks", ASKS, false}};
static const struct spec ask_specs[] = {
	{"verb", VERB, true}, {"addressee", LINE, true}, {"text", TEXT, true}, {"occasion", LINE, false}, {"deadline", DAY, false},
	{"rests_on", IDS, true}};

struct reader {
	struct arena *a;             /* borrowed */
	const char *verbs[VERBS_MAX]; size_t n_verbs;
	struct err *e;
};

/* ---- messages */
static bool wrong(struct reader *r, yyjson_val *v, const char *expected)
{
	char text[64];

	if (yyjson_is_str(v))
		return err_set(r->e, "expected %s, got \"%s\"", expected, str_show(text, sizeof text, yyjson_get_str(v), yyjson_get_len(v)));
	return err_set(r->e, "expected %s, got %s", expected, yyjson_is_null(v) ? "null (leave the key out)" : yyjson_is_bool(v) ?
	    (yyjson_get_bool(v) ? "true" : "false") : yyjson_is_num(v) ? "a number" : yyjson_is_arr(v) ? "an array" : "an object");
}

static bool unknown_key(struct reader *r, yyjson_val *key, const struct spec *specs, size_t n)
{
	const char *names[16];
	char shown[64];
	struct buf b = {0};

	for (size_t i = 0; i < n; i++)
		names[i] = specs[i].key;
	str_suggest(&b, yyjson_get_str(key), names, n);
	for (size_t i = 0; i < n && str_nearest(yyjson_get_str(key), names, n) == NULL; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "; known are ", names[i]);
	err_set(r->e, "unknown key '%s'%s", str_show(shown, sizeof shown, yyjson_get_str(key), yyjson_get_len(key)), b.p);
	buf_drop(&b);
	return false;
}

/* ---- texts */
static bool blank(const char *s) { return s[strspn(s, " \t\r\n")] == '\0'; }

/* What layout would drop in silence, as a line feed between two words, is told here, where file and key are known. */
static bool read_text(struct reader *r, yyjson_val *v, const char *expected, size_t most, const char **out)
{
	const char *s = yyjson_is_str(v) ? yyjson_get_str(v) : "", *p = s, *end = s + (yyjson_is_str(v) ? yyjson_get_len(v) : 0);
	size_t n = 0;

	if (!yyjson_is_str(v))
		return wrong(r, v, expected);
	for (; p < end; n++) {
		uint32_t cp = utf8_next(&p, end);
		if (utf8_steers(cp))
			return err_set(r->e, "the control character U+%04X cannot be printed: take it out%s", (unsigned)cp,
			    cp == '\n' ? " (a text is one line)" : "");
	}
	if (blank(s))
		return err_set(r->e, "the text is empty: write it, or leave the key out");
	if (n > most)
		return err_set(r->e, "a text of %zu characters: it may have %zu", n, most);
	*out = arena_strndup(r->a, s, (size_t)(end - s));
	return true;
}

static bool read_line(struct reader *r, yyjson_val *v, const char *expected, const char **out)
{
	return read_text(r, v, expected, LINE_MAX_CHARACTERS, out);
}

static bool read_day(struct reader *r, yyjson_val *v, const char **out)
{
	static const char expected[] = "a day such as 2021-02-28";
	int year, month, day;

	return yyjson_is_str(v) && date_parse(yyjson_get_str(v), &year, &month, &day) ? read_line(r, v, expected, out) : wrong(r, v, expected);
}

/* An official looks the number up: digits, a hyphen and two digits. How many digits come first has changed over the years. */
static bool read_register_id(struct reader *r, yyjson_val *v, const char **out)
{
	static const char expected[] = "a number of the EU Transparency Register: digits, '-' and two digits";
	const char *s = yyjson_is_str(v) ? yyjson_get_str(v) : "";
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 15 || s[n] != '-' || strspn(s + n + 1, "0123456789") != 2 || s[n + 3] != '\0')
		return wrong(r, v, expected);
	return read_line(r, v, expected, out);
}

static bool read_web(struct reader *r, yyjson_val *v, const char **out)
{
	static const char expected[] = "an address that begins with https://";
	const char *s = yyjson_is_str(v) ? yyjson_get_str(v) : "";

	if (!str_starts(s, "https://") || s[strlen("https://")] == '\0' || strpbrk(s, " \t\r\n") != NULL)
		return wrong(r, v, expected);
	return read_line(r, v, expected, out);
}

static bool read_verb(struct reader *r, yyjson_val *v, const char **out)
{
	struct buf b = {0};

	for (size_t i = 0; yyjson_is_str(v) && i < r->n_verbs; i++)
		if (yyjson_equals_str(v, r->verbs[i])) {
			*out = r->verbs[i];
			return true;
		}
	for (size_t i = 0; i < r->n_verbs; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "one of ", r->verbs[i]);
	wrong(r, v, b.p);
	buf_clear(&b);
	str_suggest(&b, yyjson_is_str(v) ? yyjson_get_str(v) : "", r->verbs, r->n_verbs);
	snprintf(r->e->msg + strlen(r->e->msg), sizeof r->e->msg - strlen(r->e->msg), "%s", b.p);
	buf_drop(&b);
	return false;
}

/* ---- lists */
static bool listed(const char *const *items, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i], s) == 0)
			return true;
	return false;
}

static bool read_id(struct reader *r, yyjson_val *v, const struct data_own_field *f, const char **out)
{
	static const char expected[] = "the id of a row: lower-case letters, digits and '-'";

	if (!yyjson_is_str(v) || strlen(yyjson_get_str(v)) != yyjson_get_len(v) || yyjson_get_len(v) > ID_BYTES_MAX ||
	    !ids_well_formed(yyjson_get_str(v)))
		return wrong(r, v, expected);
	if (listed(f->items, f->n_items, yyjson_get_str(v)))
		return err_set(r->e, "'%s' stands twice: name each row once", yyjson_get_str(v));
	*out = arena_strdup(r->a, yyjson_get_str(v));
	return true;
}

static bool read_list(struct reader *r, yyjson_val *v, enum kind kind, struct data_own_field *f)
{
	size_t most = kind == LINES ? LINES_MAX : IDS_MAX, n = yyjson_arr_size(v), i, max;
	const char *expected = kind == LINES ? "an array of lines, such as [\"Press desk\", \"desk@example.org\"]" :
	    "an array of ids of rows, such as [\"e-campaign\"]";
	yyjson_val *item;

	if (!yyjson_is_arr(v))
		return wrong(r, v, expected);
	if (n == 0 || n > most)
		return err_set(r->e, "expected %s, got %zu items: at least one, and at most %zu", expected, n, most);
	f->items = arena_alloc(r->a, n * sizeof *f->items);
	yyjson_arr_foreach(v, i, max, item) {
		bool ok = kind == LINES ? read_line(r, item, "a line of text", &f->items[i]) : read_id(r, item, f, &f->items[i]);
		if (!ok)
			return err_context(r->e, "%s %zu", kind == LINES ? "line" : "id", i + 1);
		f->n_items++;
	}
	return true;
}

static bool read_object(struct reader *r, yyjson_val *v, const struct spec *specs, size_t n, struct data_own *out);

static bool read_asks(struct reader *r, yyjson_val *v, struct data_own_field *f)
{
	size_t n = yyjson_arr_size(v), i, max;
	struct data_own *rows;
	yyjson_val *item;

	if (!yyjson_is_arr(v))
		return wrong(r, v, "an array of asks, such as [{ \"verb\": \"raise\", ... }]"), err_context(r->e, "'asks'");
	if (n > ASKS_MAX)
		return err_set(r->e, "'asks': %zu of them: %d are the most", n, ASKS_MAX);
	f->rows = rows = arena_alloc(r->a, (n + 1) * sizeof *rows);
	f->n_rows = n;
	yyjson_arr_foreach(v, i, max, item)
		if (!read_object(r, item, ask_specs, COUNT_OF(ask_specs), &rows[i]))
			return err_context(r->e, "ask %zu", i + 1);
	return true;
}

/* ---- objects */
static bool read_simple(struct reader *r, yyjson_val *v, enum kind kind, struct data_own_field *f)
{
	switch (kind) {
	case DAY: f->format = DATA_EDTF; return read_day(r, v, &f->text);
	case REGISTER_ID: return read_register_id(r, v, &f->text);
	case WEB: return read_web(r, v, &f->text);
	case VERB: return read_verb(r, v, &f->text);
	case LINES:
	case IDS: return read_list(r, v, kind, f);
	case TEXT: return read_text(r, v, "a text", DATA_OWN_BYTES_MAX, &f->text);
	default: return read_line(r, v, "a text", &f->text);
	}
}

/* an ask says its own number */
static bool read_field(struct reader *r, yyjson_val *v, enum kind kind, struct data_own_field *f)
{
	f->given = true;
	return kind == ASKS ? read_asks(r, v, f) : read_simple(r, v, kind, f) || err_context(r->e, "'%s'", f->key);
}

static size_t find(yyjson_val *key, const struct spec *specs, size_t n)
{
	size_t i = 0;

	while (i < n && !yyjson_equals_str(key, specs[i].key))
		i++;
	return i;
}

static bool read_object(struct reader *r, yyjson_val *v, const struct spec *specs, size_t n, struct data_own *out)
{
	size_t i, k, max;
	yyjson_val *key, *value;

	if (!yyjson_is_obj(v))
		return wrong(r, v, "an object: { \"key\": \"text\", ... }");
	out->n = n;
	out->fields = arena_alloc(r->a, n * sizeof *out->fields);
	for (i = 0; i < n; i++)
		out->fields[i].key = specs[i].key;
	yyjson_obj_foreach(v, i, max, key, value) {
		k = find(key, specs, n);
		if (k == n)
			return unknown_key(r, key, specs, n);
		if (out->fields[k].given)
			return err_set(r->e, "'%s' stands twice: keep one", specs[k].key);
		if (!read_field(r, value, specs[k].kind, &out->fields[k]))
			return false;
	}
	for (i = 0; i < n; i++)
		if (specs[i].needed && !out->fields[i].given)
			return err_set(r->e, "'%s' is missing: write it", specs[i].key);
	return true;
}

/* ---- files */
static bool syntax(const char *file, const char *json, size_t n, const yyjson_read_err *why, struct err *e)
{
	size_t at = why->pos < n ? why->pos : n;

	err_set(e, "%s:%zu: this is not JSON: %s", file, str_line(json, at), why->msg);
	err_mark(e, json, at, 1);
	return false;
}

static bool check_encoding(const char *file, const char *json, size_t n, struct err *e)
{
	size_t bad = 0;

	if (n >= 2 && (memcmp(json, "\xFF\xFE", 2) == 0 || memcmp(json, "\xFE\xFF", 2) == 0))
		return err_set(e, "%s: the file is in UTF-16: save it as UTF-8", file);
	if (!utf8_valid(json, n, &bad))
		return err_set(e, "%s:%zu: the file is not UTF-8: save it so", file, str_line(json, bad));
	if (memchr(json, '\0', n) != NULL)
		return err_set(e, "%s:%zu: the file holds a NUL byte: it is no text", file, str_line(json, strlen(json)));
	return true;
}

/* kind's tables on the whole of the file */
static bool read_root(enum data_own_kind kind, yyjson_val *root, struct data_own *o, struct arena *a, struct err *e)
{
	struct reader r = {.a = a, .e = e};

	r.n_verbs = schema_words_of(a, "ask", "verb", r.verbs, VERBS_MAX);
	return kind == DATA_OWN_ORG ? read_object(&r, root, org_specs, COUNT_OF(org_specs), o) :
	    read_object(&r, root, meeting_specs, COUNT_OF(meeting_specs), o);
}

struct data_own *data_own_parse(enum data_own_kind kind, const char *file, const char *json, size_t n, struct arena *a, struct err *e)
{
	struct data_own *o = arena_alloc(a, sizeof *o);
	yyjson_read_err why = {0};
	yyjson_doc *doc;
	bool ok;

	o->file = arena_strdup(a, file);
	if (!check_encoding(file, json, n, e))
		return NULL;
	if (n >= 3 && memcmp(json, "\xEF\xBB\xBF", 3) == 0) {
		json += 3;               /* some editors begin a file with a byte order mark */
		n -= 3;
	}
	if (blank(json)) {
		err_set(e, "%s: the file is empty", file);
		return NULL;
	}
	doc = yyjson_read_opts((char *)(uintptr_t)json, n, 0, NULL, &why);      /* without YYJSON_READ_INSITU it is only read */
	if (doc == NULL) {
		syntax(file, json, n, &why, e);
		return NULL;
	}
	ok = read_root(kind, yyjson_doc_get_root(doc), o, a, e) || err_context(e, "%s", file);
	yyjson_doc_free(doc);
	return ok ? o : NULL;
}

const struct data_own_field *data_own_field(const struct data_own *o, const char *key)
{
	for (size_t i = 0; i < o->n; i++)
		if (strcmp(o->fields[i].key, key) == 0)
			return &o->fields[i];
	return NULL;
}

/* ---- rows at a level */
/* A row that this level hides is not in d: what is said of it is said of one that never was. */
static bool no_row(struct data *d, const char *id, struct err *e)
{
	struct arena *a = arena_new();
	sqlite3_stmt *s = db_cached(d, e, "SELECT id FROM registry ORDER BY id");
	const char **ids = NULL;
	size_t n = 0, cap = 0;
	struct buf b = {0};

	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		const char *one = (const char *)sqlite3_column_text(s, 0);
		ids = grow_array(ids, &cap, n + 1, sizeof *ids);
		ids[n++] = arena_strdup(a, one != NULL ? one : "");
	}
	if (s != NULL)
		sqlite3_reset(s);
	str_suggest(&b, id, ids, n);
	err_set(e, "there is no row '%s'%s%s%s", id, data_level(d) != DATA_UNLEVELLED ? " at level " : "",
	    data_level(d) != DATA_UNLEVELLED ? data_level_name(data_level(d)) : "", b.p);
	buf_drop(&b);
	free(ids);
	arena_drop(a);
	return false;
}

static bool check_ask(struct data *d, const struct data_own *ask, struct err *e)
{
	const struct data_own_field *f = data_own_field(ask, "rests_on");

	if (!data_has_table(d, "registry"))
		return err_set(e, "this dataset keeps no ids of rows: leave 'asks' out");
	for (size_t i = 0; i < f->n_items; i++)
		if (data_table_of(d, f->items[i]) == NULL)
			return no_row(d, f->items[i], e);
	return true;
}

bool data_own_check(struct data *d, const struct data_own *o, struct err *e)
{
	const struct data_own_field *f = data_own_field(o, "asks");

	for (size_t i = 0; f != NULL && i < f->n_rows; i++)
		if (!check_ask(d, &f->rows[i], e))
			return err_context(e, "%s: ask %zu: 'rests_on'", o->file, i + 1);
	return true;
}
