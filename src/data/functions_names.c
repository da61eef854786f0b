/* functions_names.c: the spelling that prints, and the order of names (topic functions). */
#include "data/db.h"

#include <string.h>

/* ---- which name prints */

/* never a garbled, misspelt or partial form, whatever a database written elsewhere marks for display */
#define BEST \
	"SELECT id, name FROM name WHERE owner = ?1 AND display = 1 AND kind IN('preferred','descriptive') AND (?3 IS NULL OR script = ?3)" \
	" ORDER BY lang = ?2 DESC, substr(lang, 1, instr(lang || '-', '-') - 1) = substr(?2, 1, instr(?2 || '-', '-') - 1) DESC, lang = ?4 DESC, id LIMIT 1"

enum { BEST_ID, BEST_NAME };

static void best(sqlite3_context *x, const char *function, int n, sqlite3_value **v, int column)
{
	struct data *d = sqlite3_user_data(x);
	const char *arg[3] = {NULL, NULL, NULL}, *own;
	struct err e = {0};
	sqlite3_stmt *s;

	for (int i = 0; i < n; i++)
		if (!functions_text(x, function, v[i], &arg[i]))
			return;
	if (arg[0] == NULL)
		return;
	own = data_meta(d, "language");
	if (!data_has_table(d, "name"))
		err_set(&e, "this dataset has no table 'name'");
	s = e.set ? NULL : functions_cached(d, &e, BEST);
	if (s != NULL) {
		db_bind(s, 1, arg[0]);
		db_bind(s, 2, arg[1] != NULL ? arg[1] : own);
		db_bind(s, 3, arg[2]);
		db_bind(s, 4, own);
		functions_row(x, s, column, &e);
	}
	if (e.set)
		functions_fail(x, function, &e);
}

static void display_name(sqlite3_context *x, int n, sqlite3_value **v) { best(x, "display_name", n, v, BEST_NAME); }
static void name_id(sqlite3_context *x, int n, sqlite3_value **v) { best(x, "name_id", n, v, BEST_ID); }

/* ---- the order of names
 *
 *   key = letters '.' accents '.' case     4 hex digits a letter, one character an accent, '0' or '1' a case
 *
 * Levels and their order are those of the Unicode collation algorithm (UTS #10, 1.1), blanks and punctuation before digits before letters
 * as in CLDR's root (UTS #35 part 5, 3.2); a letter that a language counts in its alphabet is a letter, elsewhere an accent. Cyrillic comes first
 * for languages written in it ("reorder Cyrl" in CLDR's ru and kk). What is in no table comes last, by code point. */
#define SPACE 0x0001u
#define PUNCTUATION 0x0010u
#define DIGIT 0x0100u
#define CYRILLIC_FIRST 0x0200u
#define LATIN 0x0400u
#define CYRILLIC 0x0600u

static const struct { const char *lang, *letters; } latin[] = {
	{"da", "abcdefghijklmnopqrstuvwxyzæøå"},
	{"es", "abcdefghijklmnñopqrstuvwxyz"},
	{"fi", "abcdefghijklmnopqrstuvwxyzåäö"},
	{"kk", "aäbcdefgğhıijklmnñoöpqrsştuūüvwxyz"},   /* alphabet of 2021; c, w and x, which it lacks, where Latin has them */
	{"nb", "abcdefghijklmnopqrstuvwxyzæøå"},
	{"pl", "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"},
	{"sv", "abcdefghijklmnopqrstuvwxyzåäö"},
	{"tr", "abcçdefgğhıijklmnoöpqrsştuüvwxyz"},
	{NULL, "abcdefghijklmnopqrstuvwxyz"},
};
static const struct { const char *lang, *letters; } cyrillic[] = {
	{"kk", "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"},
	{NULL, "аәбвгґғдђеєжзѕиіїйјкқлљмнњңоөпрстћуўүұфхһцчџшщъыьэюя"},
};
static const char *const in_cyrillic[] = {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"};
static const char punctuation[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/* combining marks from the lightest on; 1-based in the table below, 15: another letter that counts as this one */
static const uint32_t marks[] = {0x301, 0x300, 0x306, 0x302, 0x30C, 0x30A, 0x308, 0x30B, 0x303, 0x307, 0x327, 0x328, 0x304, 0x326};
#define OTHER_MARK 15u
static const struct { uint16_t letter; char base[3]; unsigned char mark; } accented[] = {
	{0x00DF, "ss", 15}, {0x00E0, "a", 2}, {0x00E1, "a", 1}, {0x00E2, "a", 4}, {0x00E3, "a", 9}, {0x00E4, "a", 7}, {0x00E5, "a", 6},
	{0x00E6, "ae", 15}, {0x00E7, "c", 11}, {0x00E8, "e", 2}, {0x00E9, "e", 1}, {0x00EA, "e", 4}, {0x00EB, "e", 7}, {0x00EC, "i", 2},
	{0x00ED, "i", 1}, {0x00EE, "i", 4}, {0x00EF, "i", 7}, {0x00F0, "d", 15}, {0x00F1, "n", 9}, {0x00F2, "o", 2}, {0x00F3, "o", 1},
	{0x00F4, "o", 4}, {0x00F5, "o", 9}, {0x00F6, "o", 7}, {0x00F8, "o", 15}, {0x00F9, "u", 2}, {0x00FA, "u", 1}, {0x00FB, "u", 4},
	{0x00FC, "u", 7}, {0x00FD, "y", 1}, {0x00FE, "th", 15}, {0x00FF, "y", 7}, {0x0101, "a", 13}, {0x0103, "a", 3}, {0x0105, "a", 12},
	{0x0107, "c", 1}, {0x0109, "c", 4}, {0x010B, "c", 10}, {0x010D, "c", 5}, {0x010F, "d", 5}, {0x0111, "d", 15}, {0x0113, "e", 13},
	{0x0115, "e", 3}, {0x0117, "e", 10}, {0x0119, "e", 12}, {0x011B, "e", 5}, {0x011D, "g", 4}, {0x011F, "g", 3}, {0x0121, "g", 10},
	{0x0123, "g", 11}, {0x0125, "h", 4}, {0x0127, "h", 15}, {0x0129, "i", 9}, {0x012B, "i", 13}, {0x012D, "i", 3}, {0x012F, "i", 12},
	{0x0131, "i", 15}, {0x0133, "ij", 15}, {0x0135, "j", 4}, {0x0137, "k", 11}, {0x0138, "k", 15}, {0x013A, "l", 1}, {0x013C, "l", 11},
	{0x013E, "l", 5}, {0x0140, "l", 15}, {0x0142, "l", 15}, {0x0144, "n", 1}, {0x0146, "n", 11}, {0x0148, "n", 5}, {0x0149, "n", 15},
	{0x014B, "n", 15}, {0x014D, "o", 13}, {0x014F, "o", 3}, {0x0151, "o", 8}, {0x0153, "oe", 15}, {0x0155, "r", 1}, {0x0157, "r", 11},
	{0x0159, "r", 5}, {0x015B, "s", 1}, {0x015D, "s", 4}, {0x015F, "s", 11}, {0x0161, "s", 5}, {0x0163, "t", 11}, {0x0165, "t", 5},
	{0x0167, "t", 15}, {0x0169, "u", 9}, {0x016B, "u", 13}, {0x016D, "u", 3}, {0x016F, "u", 6}, {0x0171, "u", 8}, {0x0173, "u", 12},
	{0x0175, "w", 4}, {0x0177, "y", 4}, {0x017A, "z", 1}, {0x017C, "z", 10}, {0x017E, "z", 5}, {0x017F, "s", 15}, {0x01E7, "g", 5},
	{0x01F5, "g", 1}, {0x0219, "s", 14}, {0x021B, "t", 14}, {0x0259, "e", 15}, {0x1E81, "w", 2}, {0x1E83, "w", 1}, {0x1E85, "w", 7},
	{0x1EF3, "y", 2},
};
static const struct { uint16_t letter, base; } accented_cyrillic[] = {{0x0451, 0x0435}, {0x0450, 0x0435}, {0x045D, 0x0438}};

struct keys {
	const char *latin, *cyrillic;
	unsigned first_cyrillic;
	struct buf letters, accents, cases;   /* owned */
};

/* a lower-case letter; the same for what has no case here */
static uint32_t lower(uint32_t c, bool dotless)
{
	if (c >= 'A' && c <= 'Z')
		return dotless && c == 'I' ? 0x131 : c + 32;
	if (c < 0xC0)
		return c;
	if (c <= 0xDE)
		return c == 0xD7 ? c : c + 32;
	if (c == 0x130)
		return 'i';
	if (c == 0x178)
		return 0xFF;
	if (c == 0x1E9E)
		return 0xDF;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
		return (c & 1) != 0 ? c + 1 : c;
	if ((c >= 0x100 && c <= 0x177) || (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F4 && c <= 0x21F) || (c >= 0x1E00 && c <= 0x1EFF))
		return (c & 1) == 0 && c != 0x138 ? c + 1 : c;
	if (c == 0x18F)
		return 0x259;
	if (c >= 0x410 && c <= 0x42F)
		return c + 32;
	if (c >= 0x400 && c <= 0x40F)
		return c + 80;
	return c >= 0x460 && c <= 0x52F && (c & 1) == 0 ? c + 1 : c;
}

/* place of a letter in an alphabet, -1 when it is not there */
static int place(const char *alphabet, uint32_t c)
{
	const char *p = alphabet, *end = alphabet + strlen(alphabet);

	for (int i = 0; p < end; i++)
		if (utf8_next(&p, end) == c)
			return i;
	return -1;
}

static void put(struct keys *k, unsigned letter, unsigned accent, bool upper)
{
	buf_printf(&k->letters, "%04X", letter);
	buf_putc(&k->accents, (char)('0' + accent));
	buf_putc(&k->cases, upper ? '1' : '0');
}

static bool put_accented(struct keys *k, uint32_t c, bool upper)
{
	for (size_t i = 0; i < COUNT_OF(accented); i++)
		if (accented[i].letter == c) {
			for (const char *b = accented[i].base; *b != '\0'; b++)
				put(k, LATIN + (unsigned)place(k->latin, (unsigned char)*b), accented[i].mark, upper);
			return true;
		}
	for (size_t i = 0; i < COUNT_OF(accented_cyrillic); i++)
		if (accented_cyrillic[i].letter == c) {
			put(k, k->first_cyrillic + (unsigned)place(k->cyrillic, accented_cyrillic[i].base), OTHER_MARK, upper);
			return true;
		}
	return false;
}

/* a mark behind its letter weighs as it does within one */
static bool put_mark(struct keys *k, uint32_t c)
{
	if (c < 0x300 || c > 0x36F)
		return false;
	if (k->accents.len > 0) {
		size_t i = 0;
		while (i < COUNT_OF(marks) && marks[i] != c)
			i++;
		k->accents.p[k->accents.len - 1] = (char)('0' + (i < COUNT_OF(marks) ? i + 1 : OTHER_MARK));
	}
	return true;
}

static void put_letter(struct keys *k, uint32_t was)
{
	uint32_t c = lower(was, place(k->latin, 0x131) >= 0);
	const char *sign = was < 0x80 && was != 0 ? strchr(punctuation, (int)was) : NULL;
	int at;

	if (was == 0x2019 || was == 0x2018 || was == 0x02BC)
		sign = strchr(punctuation, '\'');
	if (was == 0x2010 || was == 0x2011)
		sign = strchr(punctuation, '-');
	if (was <= ' ' || was == 0xA0)
		put(k, SPACE, 0, false);
	else if (sign != NULL)
		put(k, PUNCTUATION + (unsigned)(sign - punctuation), 0, false);
	else if (was >= '0' && was <= '9')
		put(k, DIGIT + (was - '0'), 0, false);
	else if ((at = place(k->latin, c)) >= 0)
		put(k, LATIN + (unsigned)at, 0, c != was);
	else if ((at = place(k->cyrillic, c)) >= 0)
		put(k, k->first_cyrillic + (unsigned)at, 0, c != was);
	else if (!put_mark(k, c) && !put_accented(k, c, c != was)) {
		buf_printf(&k->letters, "FF%02X%04X", (unsigned)(c >> 16), (unsigned)(c & 0xFFFF));
		buf_puts(&k->accents, "0");
		buf_puts(&k->cases, c != was ? "1" : "0");
	}
}

static bool is_lang(const char *lang, const char *primary)
{
	size_t n = strlen(primary);

	return lang != NULL && sqlite3_strnicmp(lang, primary, (int)n) == 0 && (lang[n] == '\0' || lang[n] == '-');
}

static void choose(struct keys *k, const char *lang)
{
	size_t i = 0;

	while (latin[i].lang != NULL && !is_lang(lang, latin[i].lang))
		i++;
	k->latin = latin[i].letters;
	for (i = 0; cyrillic[i].lang != NULL && !is_lang(lang, cyrillic[i].lang);)
		i++;
	k->cyrillic = cyrillic[i].letters;
	k->first_cyrillic = CYRILLIC;
	for (i = 0; i < COUNT_OF(in_cyrillic); i++)
		if (is_lang(lang, in_cyrillic[i]) && strstr(lang, "-Latn") == NULL)
			k->first_cyrillic = CYRILLIC_FIRST;
}

static void sort_key(sqlite3_context *x, int n, sqlite3_value **v)
{
	const char *name, *lang = NULL, *end;
	struct keys k = {0};

	if (!functions_text(x, "sort_key", v[0], &name) || (n == 2 && !functions_text(x, "sort_key", v[1], &lang)) || name == NULL)
		return;
	choose(&k, lang);
	end = name + strlen(name);
	while (name < end)
		put_letter(&k, utf8_next(&name, end));
	buf_putc(&k.letters, '.');
	if (k.accents.len > 0)
		buf_add(&k.letters, k.accents.p, k.accents.len);
	buf_putc(&k.letters, '.');
	if (k.cases.len > 0)
		buf_add(&k.letters, k.cases.p, k.cases.len);
	sqlite3_result_text(x, k.letters.p, (int)k.letters.len, SQLITE_TRANSIENT);
	buf_drop(&k.letters);
	buf_drop(&k.accents);
	buf_drop(&k.cases);
}

bool functions_names_register(struct data *d, struct err *e)
{
	bool ok = true;

	for (int n = 1; ok && n <= 3; n++)
		ok = functions_add(d, "display_name", n, 0, display_name, e) && functions_add(d, "name_id", n, 0, name_id, e);
	return ok && functions_add(d, "sort_key", 1, FUNCTION_PURE, sort_key, e) && functions_add(d, "sort_key", 2, FUNCTION_PURE, sort_key, e);
}
