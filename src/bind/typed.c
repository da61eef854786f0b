/* typed.c: what is typed into wording though the dataset says it: digits, number words, names of people and places.
 *
 *   "Seven were held in Almaty."   ->   words  seven | were | held | in | almaty      each looked up once, a name by its first word
 *
 * Wording is what the author's texts and the library's hold outside of {placeholders}. What stands for a placeholder ends a word on both
 * sides, so 't{x}wo' is no 'two' unless {x} prints nothing. Words are compared without case and accents; a name that begins with a capital
 * is found only where the word does. Words and names lie in buffers that last as long as the run. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define ADVICE "('attest help evidence')"
#define BETWEEN '\x01'               /* what stands for a placeholder, in the folded text */

enum kind { NUMBER_WORD, NAME, NAME_PART, HEDGE, CERTAINTY };
struct known {                       /* what is looked for */
	enum kind kind;
	const char *folded; size_t n;        /* its words with a blank between [bytes] */
	bool capital;
	const char *table, *owner, *row, *name;      /* of a name */
	size_t next;                         /* of the same first word; SIZE_MAX: none */
};
struct word { size_t at, n; bool capital; const struct bind_content *from; };        /* in the folded text [bytes] */

struct bind_typed {
	struct known *known; size_t n_known, cap_known;
	size_t *slots, n_slots;              /* open addressing, by the first word; SIZE_MAX: empty */
	struct buf folded;                   /* of the text at hand */
	struct word *words; size_t n_words, cap_words;
	bool in_word;
};

/* ---- letters */
struct fold { uint32_t last; const char *to; };
/* Latin letters without their marks, up to U+017F; "" is no letter */
static const struct fold latin[] = {{0xa9, ""}, {0xaa, "a"}, {0xb4, ""}, {0xb5, "u"}, {0xb9, ""}, {0xba, "o"}, {0xbf, ""}, {0xc5, "a"}, {0xc6, "ae"}, {0xc7, "c"},
    {0xcb, "e"}, {0xcf, "i"}, {0xd0, "d"}, {0xd1, "n"}, {0xd6, "o"}, {0xd7, ""}, {0xd8, "o"}, {0xdc, "u"}, {0xdd, "y"}, {0xde, "th"}, {0xdf, "ss"},
    {0xe5, "a"}, {0xe6, "ae"}, {0xe7, "c"}, {0xeb, "e"}, {0xef, "i"}, {0xf0, "d"}, {0xf1, "n"}, {0xf6, "o"}, {0xf7, ""}, {0xf8, "o"}, {0xfc, "u"},
    {0xfd, "y"}, {0xfe, "th"}, {0xff, "y"}, {0x105, "a"}, {0x10d, "c"}, {0x111, "d"}, {0x11b, "e"}, {0x123, "g"}, {0x127, "h"}, {0x131, "i"},
    {0x133, "ij"}, {0x135, "j"}, {0x138, "k"}, {0x142, "l"}, {0x14b, "n"}, {0x151, "o"}, {0x153, "oe"}, {0x159, "r"}, {0x161, "s"}, {0x167, "t"},
    {0x173, "u"}, {0x175, "w"}, {0x178, "y"}, {0x17e, "z"}, {0x17f, "s"}};

static bool is_unseen(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x300 && cp <= 0x36f) || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 || cp == 0xfeff ||
	    (cp >= 0xfe00 && cp <= 0xfe0f);
}

static bool is_sign(uint32_t cp)     /* punctuation and symbols beyond U+017F */
{
	return (cp >= 0x2000 && cp <= 0x2bff) || (cp >= 0x2e00 && cp <= 0x2e7f) || (cp >= 0x3000 && cp <= 0x3004) || (cp >= 0x3008 && cp <= 0x3020) ||
	    (cp >= 0xfe30 && cp <= 0xfe6f) || (cp >= 0xff00 && cp <= 0xff20) || cp >= 0x1f000;
}

/* digits of every script that writes numbers by ten of them, and what is a number in one sign */
static bool is_digit(uint32_t cp)
{
	static const uint16_t zeros[] = {0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
		0x1040, 0x17e0, 0x1810, 0xff10};

	if (cp < 0x80)
		return cp >= '0' && cp <= '9';
	if (cp == 0xb2 || cp == 0xb3 || cp == 0xb9 || (cp >= 0xbc && cp <= 0xbe) || (cp >= 0x2070 && cp <= 0x2089 && cp != 0x2071) ||
	    (cp >= 0x2150 && cp <= 0x2189) || (cp >= 0x2460 && cp <= 0x249b) || (cp >= 0x24ea && cp <= 0x24ff) || (cp >= 0x2776 && cp <= 0x2793))
		return true;
	for (size_t i = 1; i < COUNT_OF(zeros); i++)
		if (cp >= zeros[i] && cp < zeros[i] + 10u)
			return true;
	return false;
}

static bool is_capital(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	if (cp < 0x100)
		return cp >= 0xc0 && cp <= 0xde && cp != 0xd7;
	if (cp < 0x180)
		return cp == 0x178 || (((cp >= 0x139 && cp <= 0x148) || cp >= 0x179) == (cp & 1) && cp != 0x17f);
	return (cp >= 0x391 && cp <= 0x3ab) || (cp >= 0x400 && cp <= 0x42f) || (cp >= 0x460 && cp <= 0x52f && (cp & 1) == 0);
}

/* the letter in small, without its marks: [bytes] in out, 0 for none */
static size_t fold_letter(uint32_t cp, char out[4])
{
	size_t i = 0;

	if (cp < 0x80) {
		out[0] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
		return (out[0] >= 'a' && out[0] <= 'z') || is_digit(cp);
	}
	if (cp < 0x180) {
		while (latin[i].last < cp)
			i++;
		memcpy(out, latin[i].to, strlen(latin[i].to));
		return strlen(latin[i].to);
	}
	if (is_sign(cp))
		return 0;
	if (is_capital(cp))
		cp += cp >= 0x460 ? 1 : cp >= 0x400 && cp < 0x410 ? 80 : 32;
	return utf8_put(out, cp);
}

/* ---- words */
static void end_word(struct bind_typed *t)
{
	if (t->in_word)
		buf_putc(&t->folded, ' ');
	t->in_word = false;
}

static void add_letter(struct bind_typed *t, const char *s, size_t n, bool capital, const struct bind_content *from)
{
	if (!t->in_word) {
		t->words = grow_array(t->words, &t->cap_words, t->n_words + 1, sizeof *t->words);
		t->words[t->n_words++] = (struct word){.at = t->folded.len, .capital = capital, .from = from};
		t->in_word = true;
	}
	buf_add(&t->folded, s, n);
	t->words[t->n_words - 1].n += n;
}

static void add_text(struct bind_typed *t, const char *s, size_t bytes, const struct bind_content *from)
{
	const char *end = s + bytes;
	char letter[4];

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		size_t n = is_unseen(cp) ? 0 : fold_letter(cp, letter);
		if (n > 0)
			add_letter(t, letter, n, is_capital(cp), from);
		else if (!is_unseen(cp))
			end_word(t);
	}
}

static void begin(struct bind_typed *t)
{
	buf_clear(&t->folded);
	t->n_words = 0;
	t->in_word = false;
}

static void add_placeholder(struct bind_typed *t)
{
	end_word(t);
	buf_putc(&t->folded, BETWEEN);
}

/* ---- what is looked for */
static size_t slot_of(const struct bind_typed *t, const char *word, size_t n)
{
	uint32_t h = 2166136261u;
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)word[i]) * 16777619u;
	for (i = h % t->n_slots; t->slots[i] != SIZE_MAX; i = (i + 1) % t->n_slots) {
		const struct known *k = &t->known[t->slots[i]];
		if (k->n >= n && memcmp(k->folded, word, n) == 0 && (k->n == n || k->folded[n] == ' '))
			break;
	}
	return i;
}

static size_t first_word(const struct known *k)
{
	const char *blank = memchr(k->folded, ' ', k->n);
	return blank != NULL ? (size_t)(blank - k->folded) : k->n;
}

static void add_known(struct bind *b, struct known k, const char *folded, size_t n)
{
	struct bind_typed *t = b->typed;

	k.folded = arena_strndup(b->keep, folded, n);
	k.n = n;
	k.next = SIZE_MAX;
	t->known = grow_array(t->known, &t->cap_known, t->n_known + 1, sizeof *t->known);
	t->known[t->n_known++] = k;
}

/* the words of s are those of the text at hand: k becomes known by all of them, and of a person's name by each */
static void add_name(struct bind *b, struct known k, const char *name)
{
	struct bind_typed *t = b->typed;
	size_t from;

	begin(t);
	add_text(t, name, strlen(name), NULL);
	if (t->n_words == 0)
		return;
	from = t->words[0].at;
	k.capital = t->words[0].capital;
	add_known(b, k, t->folded.p + from, t->words[t->n_words - 1].at + t->words[t->n_words - 1].n - from);
	for (size_t i = 0; t->n_words > 1 && i < t->n_words && str_eq(k.table, "person"); i++)
		if (t->words[i].capital && t->words[i].n >= 4) {        /* a surname alone names a person too; bin and van do not */
			k.kind = NAME_PART;
			k.capital = true;
			add_known(b, k, t->folded.p + t->words[i].at, t->words[i].n);
		}
}

static void read_words(lua_State *L, const char *list, enum kind kind)
{
	struct bind *b = bind_of(L);
	int top = lua_gettop(L);

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->language);
	if (lua_getfield(L, -1, list) == LUA_TTABLE)
		for (lua_Integer i = 1; lua_rawgeti(L, -1, i) == LUA_TSTRING; i++, lua_pop(L, 1))
			add_name(b, (struct known){.kind = kind}, lua_tostring(L, -1));
	lua_settop(L, top);
}

/* Of what describes a person ("a police officer"), the words are anybody's. An expression has no cell that would be read again. */
static const char names_sql[] = "select n.name || '' as name, r.tbl || '' as tbl, n.owner || '' as owner, n.id || '' as row"
    " from name n join registry r on r.id = n.owner where r.tbl in ('person', 'place')"
    " and n.kind not in ('descriptive', 'title', 'external_id') order by n.id";

static const char *column(struct bind *b, const struct data_stmt *s, size_t i)
{
	const char *text = data_column(s, i)->text;
	return text != NULL ? arena_strdup(b->keep, text) : "";
}

/* a dataset without such a table has no names that could be typed */
static void read_names(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct err none = {0};
	struct data_stmt **s = bind_push_statement(L);

	if (data_has_table(b->data, "name") && data_has_table(b->data, "registry"))
		*s = data_prepare(b->data, names_sql, true, &none);
	while (*s != NULL && !limit_time_over() && data_step(*s, &none) > 0) {
		struct known k = {.kind = NAME, .name = column(b, *s, 0), .table = column(b, *s, 1), .owner = column(b, *s, 2), .row = column(b, *s, 3)};
		add_name(b, k, k.name);
	}
	data_stmt_drop(*s);
	*s = NULL;
	lua_pop(L, 1);
}

static void read_known(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_typed *t = b->typed = mem_zalloc(sizeof *t);

	read_words(L, "number_words", NUMBER_WORD);
	read_words(L, "hedges", HEDGE);
	read_words(L, "certainties", CERTAINTY);
	read_names(L);
	t->n_slots = 2 * t->n_known + 1;
	t->slots = mem_alloc(t->n_slots * sizeof *t->slots);
	for (size_t i = 0; i < t->n_slots; i++)
		t->slots[i] = SIZE_MAX;
	for (size_t i = t->n_known; i-- > 0;) {
		size_t at = slot_of(t, t->known[i].folded, first_word(&t->known[i]));
		t->known[i].next = t->slots[at];
		t->slots[at] = i;
	}
}

void bind_typed_drop(struct bind_typed *t)
{
	if (t == NULL)
		return;
	buf_drop(&t->folded);
	free(t->words);
	free(t->known);
	free(t->slots);
	free(t);
}

/* ---- looking */
static bool stands_at(const struct bind_typed *t, const struct known *k, const struct word *w)
{
	size_t end = w->at + k->n;

	return (w->capital || !k->capital) && end <= t->folded.len && memcmp(t->folded.p + w->at, k->folded, k->n) == 0 &&
	    (end == t->folded.len || t->folded.p[end] == ' ' || t->folded.p[end] == BETWEEN);
}

/* the whole name rather than a part of it */
static const struct known *find(const struct bind_typed *t, const struct word *w, enum kind most, enum kind least)
{
	const struct known *best = NULL;
	size_t i = t->n_slots > 0 ? t->slots[slot_of(t, t->folded.p + w->at, w->n)] : SIZE_MAX;

	for (; i != SIZE_MAX; i = t->known[i].next)
		if (t->known[i].kind >= least && t->known[i].kind <= most && stands_at(t, &t->known[i], w) && (best == NULL || t->known[i].n > best->n ||
		    (t->known[i].n == best->n && t->known[i].kind < best->kind)))
			best = &t->known[i];
	return best;
}

const char *bind_wording_name(struct bind *b, const struct bind_content *c)
{
	const char *name = c != NULL ? c->name : NULL;

	return name != NULL && str_starts(name, "text '") ? arena_printf(b->arena, "%s (%s)", name, b->lang) : name;
}

static const char *where_of(struct bind *b, const struct bind_content *c)
{
	const char *name = bind_wording_name(b, c);
	return name != NULL ? arena_printf(b->arena, "%s: ", name) : "";
}

static void raise_word(lua_State *L, const struct word *w, const struct known *k)
{
	struct bind *b = bind_of(L);
	const char *where = where_of(b, w->from), *said = arena_strndup(b->arena, b->typed->folded.p + w->at, k->n);

	if (k->kind == NUMBER_WORD)
		bind_raise(L, "%sthe number word '%s' is typed: print the number by a {placeholder}, as {n:words} " ADVICE, where, said);
	bind_raise(L, "%sthe name '%s' of %s '%s'%s%s%s is typed: print it by the row of the name, {%s.name} or {%s.name:unmarked} " ADVICE, where,
	    k->name, k->table, k->owner, k->kind == NAME_PART ? " or a part of it, '" : "", k->kind == NAME_PART ? said : "",
	    k->kind == NAME_PART ? "'," : "", k->row, k->row);
}

static void check_words(lua_State *L)
{
	const struct bind_typed *t = bind_of(L)->typed;

	for (size_t i = 0; i < t->n_words; i++) {
		const struct known *k = find(t, &t->words[i], NAME_PART, NUMBER_WORD);
		if (k != NULL)
			raise_word(L, &t->words[i], k);
	}
}

static void check_digits(lua_State *L, const char *s, size_t n, const struct bind_content *from)
{
	struct bind *b = bind_of(L);
	const char *end = s + n, *digit = NULL, *at = s;

	while (at < end) {
		const char *here = at;
		if (is_digit(utf8_next(&at, end))) {
			digit = digit != NULL ? digit : here;
		} else if (digit != NULL) {
			at = here;
			break;
		}
	}
	if (digit != NULL)
		bind_raise(L, "%sthe number '%s' is typed: print it by a {placeholder} " ADVICE, where_of(b, from),
		    arena_strndup(b->arena, digit, (size_t)(at - digit)));
}

static struct bind_typed *looking(lua_State *L)
{
	struct bind *b = bind_of(L);

	if (b->typed == NULL)
		read_known(L);
	begin(b->typed);
	return b->typed;
}

void bind_check_typed(lua_State *L, const struct bind_pieces *pieces)
{
	struct bind_typed *t;

	if (!bind_of(L)->evidence)
		return;
	t = looking(L);
	for (const struct bind_piece *p = pieces->first; p != NULL; p = p->next) {
		if (p->kind == BIND_P_TEXT && p->from != NULL) {
			check_digits(L, p->text, strlen(p->text), p->from);
			add_text(t, p->text, strlen(p->text), p->from);
		} else if (p->kind == BIND_P_BREAK) {
			end_word(t);
		} else if (p->kind == BIND_P_PAGE || ((p->kind == BIND_P_TEXT || p->kind == BIND_P_VALUE) && *p->text != '\0')) {
			add_placeholder(t);
		}
	}
	check_words(L);
}

/* {placeholders} stand for what comes from elsewhere */
void bind_check_typed_string(lua_State *L, const char *name, const char *s, bool digits)
{
	struct bind *b = bind_of(L);
	struct bind_typed *t;
	struct bind_content *from;

	if (!b->evidence)
		return;
	t = looking(L);
	from = arena_alloc(b->arena, sizeof *from);
	from->name = name;
	while (*s != '\0') {
		size_t n = strcspn(s, "{");
		if (digits)
			check_digits(L, s, n, from);
		add_text(t, s, n, from);
		s += n;
		if (*s == '{') {
			n = strcspn(s, "}");
			s += n + (s[n] == '}');
			add_placeholder(t);
		}
	}
	check_words(L);
}

/* ---- what else words are looked at for */
bool bind_has_letter(const char *s)
{
	const char *end = s + strlen(s);
	char letter[4];

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		if (!is_digit(cp) && !is_unseen(cp) && fold_letter(cp, letter) > 0)
			return true;
	}
	return false;
}

/* the first of those words in s, in small letters; NULL: there is none */
static const char *has(lua_State *L, const char *s, enum kind kind)
{
	struct bind_typed *t = looking(L);

	add_text(t, s, strlen(s), NULL);
	for (size_t i = 0; i < t->n_words; i++) {
		const struct known *k = find(t, &t->words[i], kind, kind);
		if (k != NULL)
			return k->folded;
	}
	return NULL;
}

bool bind_has_hedge(lua_State *L, const char *s) { return has(L, s, HEDGE) != NULL; }
const char *bind_certainty(lua_State *L, const char *s) { return has(L, s, CERTAINTY); }
