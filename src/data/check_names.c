/* check_names.c: names that may be confused, scripts, and characters that no font has.
 *
 * Near names are found without comparing each with each: two texts at most k edits apart share one of k + 1 pieces of the shorter one,
 * moved by at most k places, so that only texts with a piece in common are compared. */
#include "data/check.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_FOUND_MAX 1000u                  /* pairs that are told one by one */
#define NEAR_COMPARED_MAX 4000000u            /* pairs that are compared */
#define NAME_MAX_BYTES 80u                    /* longer names are not compared */

/* ---- folding: lower case, without marks; what cannot be folded stays as it is */

static const char *plain(uint32_t cp)
{
	static const struct { uint32_t from, to; const char *as; } table[] = {
		{0xC0, 0xC5, "a"}, {0xC7, 0xC7, "c"}, {0xC8, 0xCB, "e"}, {0xCC, 0xCF, "i"}, {0xD1, 0xD1, "n"}, {0xD2, 0xD6, "o"}, {0xD8, 0xD8, "o"},
		{0xD9, 0xDC, "u"}, {0xDD, 0xDD, "y"}, {0xDF, 0xDF, "ss"}, {0xE0, 0xE5, "a"}, {0xE7, 0xE7, "c"}, {0xE8, 0xEB, "e"}, {0xEC, 0xEF, "i"},
		{0xF1, 0xF1, "n"}, {0xF2, 0xF6, "o"}, {0xF8, 0xF8, "o"}, {0xF9, 0xFC, "u"}, {0xFD, 0xFD, "y"}, {0xFF, 0xFF, "y"}, {0x100, 0x105, "a"},
		{0x106, 0x10D, "c"}, {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"}, {0x11C, 0x123, "g"}, {0x124, 0x127, "h"}, {0x128, 0x131, "i"},
		{0x134, 0x135, "j"}, {0x136, 0x137, "k"}, {0x139, 0x142, "l"}, {0x143, 0x14B, "n"}, {0x14C, 0x151, "o"}, {0x154, 0x159, "r"},
		{0x15A, 0x161, "s"}, {0x162, 0x167, "t"}, {0x168, 0x173, "u"}, {0x174, 0x175, "w"}, {0x176, 0x178, "y"}, {0x179, 0x17E, "z"},
		{0x2B0, 0x2FF, ""}, {0x300, 0x36F, ""}, {0x2018, 0x201F, ""},
	};

	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (cp >= table[i].from && cp <= table[i].to)
			return table[i].as;
	return NULL;
}

static void fold(struct buf *b, const char *name)
{
	const char *end = name + strlen(name);

	while (name < end) {
		const char *from = name, *as;
		uint32_t cp = utf8_next(&name, end);
		if (cp < 0x80 && ((cp >= 'a' && cp <= 'z') || cp == ' '))
			buf_putc(b, (char)cp);
		else if (cp < 0x80 && cp >= 'A' && cp <= 'Z')
			buf_putc(b, (char)(cp + 32));
		else if (cp >= 0x80 && (as = plain(cp)) != NULL)
			buf_puts(b, as);
		else if (cp >= 0x410 && cp <= 0x42F) {
			char out[4];
			buf_add(b, out, utf8_put(out, cp + 32));
		} else if (cp >= 0x80)
			buf_add(b, from, (size_t)(name - from));
	}
	buf_puts(b, "");
}

/* what is heard: one letter for those that transliterations exchange, no vowels, no doubled letters */
static void sound(struct buf *b, const char *folded)
{
	static const char from[] = "qgckxhjzwfbp", to[] = "kkkkkkjjvvbb";

	for (const char *p = folded; *p != '\0'; p++) {
		const char *at = strchr(from, *p);
		char c = at != NULL ? to[at - from] : *p;
		if (strchr("aeiouy ", c) == NULL && (b->len == 0 || b->p[b->len - 1] != c))
			buf_putc(b, c);
	}
	buf_puts(b, "");
}

/* ---- near pairs */

struct near_name { const char *id, *owner, *key; size_t n; };      /* n [bytes] of key */

struct joining {
	struct check_run *r;
	struct arena *a;                      /* of the comparison */
	struct near_name *p; size_t n;
	size_t edits, shortest;               /* keys at most so many edits apart, and at least so long [bytes], are near */
	struct ids pieces;                    /* piece -> first name with it */
	size_t *next, cap_next, *seen;        /* owned: chain of entries; name -> last one that was compared with it */
	size_t *entries;                      /* owned: the name of each */
	size_t n_entries, cap_entries, compared, found;
	struct ids told;                      /* owner pairs */
	bool full;
};

static bool within(const char *a, size_t n, const char *b, size_t m, size_t most)
{
	size_t row[NAME_MAX_BYTES + 1];

	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t before = row[0], best = row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t up = row[j], v = before + (a[i - 1] != b[j - 1]);
			v = up + 1 < v ? up + 1 : v;
			v = row[j - 1] + 1 < v ? row[j - 1] + 1 : v;
			row[j] = v;
			before = up;
			best = v < best ? v : best;
		}
		if (best > most)
			return false;
	}
	return row[m] <= most;
}

static bool related(struct check_run *r, const char *a, const char *b)
{
	return db_pair(r->d, "SELECT 1 FROM relation WHERE kind IN('same_as','same_as_candidate','not_same_as')"
	    " AND ((a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1))", a, b, r->e);
}

static void tell(struct joining *j, const struct near_name *x, const struct near_name *y)
{
	bool swap = strcmp(x->owner, y->owner) > 0;
	const struct near_name *a = swap ? y : x, *b = swap ? x : y;

	if (ids_add(&j->told, arena_printf(j->a, "%s %s", a->owner, b->owner), 1) != IDS_NONE || related(j->r, a->owner, b->owner))
		return;
	check_found(j->r, (struct check_place){.ref = a->owner}, "spelled nearly as %s (%s and %s), and no row says whether they are the same",
	    b->owner, a->id, b->id);
	if (++j->found < NEAR_FOUND_MAX)
		return;
	j->full = true;
}

static void compare(struct joining *j, size_t i, size_t k)
{
	const struct near_name *a = &j->p[i], *b = &j->p[k];

	if (j->seen[k] == i + 1 || strcmp(a->owner, b->owner) == 0)
		return;
	j->seen[k] = i + 1;
	if (++j->compared > NEAR_COMPARED_MAX)
		j->full = true;
	else if (within(a->key, a->n, b->key, b->n, j->edits))
		tell(j, a, b);
}

/* piece number i of a text of n bytes, of k + 1: its place and length */
static size_t piece(size_t n, size_t pieces, size_t i, size_t *at)
{
	size_t small = n / pieces, larger = n % pieces;

	*at = i * small + (i < larger ? i : larger);
	return small + (i < larger);
}

struct key { char text[NAME_MAX_BYTES + 48]; };

static struct key piece_key(size_t n, size_t i, const char *p, size_t len)
{
	struct key k;

	snprintf(k.text, sizeof k.text, "%zu %zu %.*s", n, i, (int)len, p);
	return k;
}

static void search(struct joining *j, size_t i)
{
	const struct near_name *a = &j->p[i];
	size_t least = a->n > j->edits + j->shortest ? a->n - j->edits : j->shortest;

	for (size_t n = least; n <= a->n && !j->full; n++)
		for (size_t k = 0; k <= j->edits; k++) {
			size_t at, len = piece(n, j->edits + 1, k, &at);
			for (size_t from = at > j->edits ? at - j->edits : 0; from <= at + j->edits && from + len <= a->n; from++) {
				const struct key key = piece_key(n, k, a->key + from, len);
				size_t e = ids_get(&j->pieces, key.text);
				for (; e != IDS_NONE && !j->full; e = j->next[e] == 0 ? IDS_NONE : j->next[e] - 1)
					compare(j, i, j->entries[e]);
			}
		}
}

static void enter(struct joining *j, size_t i)
{
	const struct near_name *a = &j->p[i];

	for (size_t k = 0; k <= j->edits; k++) {
		size_t at, len = piece(a->n, j->edits + 1, k, &at), head;
		const struct key key = piece_key(a->n, k, a->key + at, len);
		j->entries = grow_array(j->entries, &j->cap_entries, j->n_entries + 1, sizeof *j->entries);
		j->next = grow_array(j->next, &j->cap_next, j->n_entries + 1, sizeof *j->next);
		j->entries[j->n_entries] = i;
		j->next[j->n_entries] = 0;
		head = ids_add(&j->pieces, arena_strdup(j->a, key.text), j->n_entries);
		if (head != IDS_NONE) {
			j->next[j->n_entries] = j->next[head];
			j->next[head] = j->n_entries + 1;
		}
		j->n_entries++;
	}
}

static int by_length(const void *x, const void *y)
{
	const struct near_name *a = x, *b = y;

	return a->n != b->n ? (a->n < b->n ? -1 : 1) : strcmp(a->id, b->id);
}

static bool join(struct joining *j)
{
	bool ok = true;

	if (j->n > 0)
		qsort(j->p, j->n, sizeof *j->p, by_length);
	j->seen = mem_zalloc((j->n + 1) * sizeof *j->seen);
	for (size_t i = 0; ok && i < j->n && !j->full; i++) {
		if (j->p[i].n < j->shortest || j->p[i].n > NAME_MAX_BYTES)
			continue;
		search(j, i);
		enter(j, i);
		ok = db_time_left(j->r->e);
	}
	if (ok && j->full)
		check_found(j->r, (struct check_place){.ref = j->p[0].owner}, "so many names are near to each other that not all were compared");
	free(j->seen);
	free(j->next);
	free(j->entries);
	ids_drop(&j->pieces);
	return ok && !j->r->e->set;
}

static bool names_of_persons(struct check_run *r, struct arena *a, struct near_name **out, size_t *n)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT n.id, n.owner, n.name FROM name n JOIN person p ON p.id = n.owner"
	    " WHERE n.kind NOT IN('descriptive','title','garbled','misspelling','given_only','surname_only','external_id') ORDER BY n.id");
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		struct buf b = {0};
		const char *id = (const char *)sqlite3_column_text(s, 0), *owner = (const char *)sqlite3_column_text(s, 1),
		    *name = (const char *)sqlite3_column_text(s, 2);
		if (id == NULL || owner == NULL || name == NULL)     /* a database that is not ours */
			continue;
		fold(&b, name);
		*out = grow_array(*out, &cap, *n + 1, sizeof **out);
		(*out)[(*n)++] = (struct near_name){arena_strdup(a, id), arena_strdup(a, owner), arena_strdup(a, b.p), b.len};
		buf_drop(&b);
	}
	sqlite3_finalize(s);
	return s != NULL;
}

static void by_sound(struct near_name *p, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = {0};
		sound(&b, p[i].key);
		p[i].key = arena_strdup(a, b.p);
		p[i].n = b.len;
		buf_drop(&b);
	}
}

/* twice: by letters, at most two apart; by sound, at most one apart */
bool check_names_near(struct check_run *r)
{
	struct arena *a = arena_new();
	struct joining j = {.r = r, .a = a, .edits = 2, .shortest = 8};
	bool ok = names_of_persons(r, a, &j.p, &j.n);

	ok = ok && join(&j);
	if (ok && !j.full) {
		struct joining heard = {.r = r, .a = a, .p = j.p, .n = j.n, .edits = 1, .shortest = 6, .told = j.told, .found = j.found};
		by_sound(j.p, j.n, a);
		ok = join(&heard);
		j.told = heard.told;
	}
	ids_drop(&j.told);
	free(j.p);
	arena_drop(a);
	return ok;
}

/* ---- scripts */

static const char *script_of(uint32_t cp)
{
	static const struct { uint32_t from, to; const char *script; } table[] = {
		{'A', 'Z', "Latn"}, {'a', 'z', "Latn"}, {0xC0, 0xD6, "Latn"}, {0xD8, 0xF6, "Latn"}, {0xF8, 0x24F, "Latn"}, {0x1E00, 0x1EFF, "Latn"},
		{0x370, 0x3FF, "Grek"}, {0x400, 0x52F, "Cyrl"}, {0x1C80, 0x1C8F, "Cyrl"}, {0x530, 0x58F, "Armn"}, {0x591, 0x5F4, "Hebr"},
		{0x620, 0x64A, "Arab"}, {0x66E, 0x6D3, "Arab"}, {0x6EE, 0x6FF, "Arab"}, {0x750, 0x77F, "Arab"}, {0x8A0, 0x8FF, "Arab"},
		{0xFB50, 0xFDFF, "Arab"}, {0xFE70, 0xFEFC, "Arab"}, {0x900, 0x97F, "Deva"}, {0xE00, 0xE7F, "Thai"}, {0xF00, 0xFFF, "Tibt"},
		{0x10A0, 0x10FF, "Geor"}, {0x1800, 0x18AF, "Mong"}, {0x3040, 0x30FF, "Kana"}, {0x3400, 0x4DBF, "Hani"}, {0x4E00, 0x9FFF, "Hani"},
		{0xAC00, 0xD7A3, "Hang"}, {0x20000, 0x3134F, "Hani"},
	};

	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (cp >= table[i].from && cp <= table[i].to)
			return table[i].script;
	return NULL;                          /* digits, blanks, marks: of every script */
}

static bool fits(const char *tag, const char *script)
{
	if (strcmp(script, "Hani") == 0)
		return strcmp(tag, "Hans") == 0 || strcmp(tag, "Hant") == 0 || strcmp(tag, "Hani") == 0 || strcmp(tag, "Jpan") == 0 ||
		    strcmp(tag, "Kore") == 0;
	if (strcmp(script, "Kana") == 0 || strcmp(script, "Hang") == 0)
		return strcmp(tag, "Jpan") == 0 || strcmp(tag, "Kore") == 0 || strcmp(tag, script) == 0;
	return strcmp(tag, script) == 0;
}

static void judge_script(struct check_run *r, const char *id, const char *name, const char *tag)
{
	const char *end = name + strlen(name), *first = NULL;

	while (name < end) {
		const char *script = script_of(utf8_next(&name, end));
		if (script == NULL)
			continue;
		if (first == NULL && !fits(tag, script)) {
			check_found(r, (struct check_place){.ref = id, .field = "script"}, "stated as %s, written in %s", tag, script);
			return;
		}
		if (first != NULL && strcmp(first, script) != 0 && !fits(tag, script)) {
			check_found(r, (struct check_place){.ref = id, .field = "name"}, "letters of %s and of %s in one name", first, script);
			return;
		}
		first = first != NULL ? first : script;
	}
}

static bool each_name(struct check_run *r, void (*f)(struct check_run *r, const char *id, const char *name, const char *script))
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id, name, script FROM name WHERE kind <> 'external_id' ORDER BY id");
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 1), *script = (const char *)sqlite3_column_text(s, 2);
		f(r, (const char *)sqlite3_column_text(s, 0), name != NULL ? name : "", script != NULL ? script : "");
	}
	sqlite3_finalize(s);
	return ok;
}

bool check_names_script(struct check_run *r) { return each_name(r, judge_script); }

/* ---- characters that the fonts inside do not have */

static void judge_glyphs(struct check_run *r, const char *id, const char *name, const char *script)
{
	const char *end = name + strlen(name);

	(void)script;
	while (name < end) {
		uint32_t cp = utf8_next(&name, end);
		if (!r->o->has_glyph(r->o->ctx, cp)) {
			check_found(r, (struct check_place){.ref = id, .field = "name"}, "no font inside has U+%04X", (unsigned)cp);
			return;
		}
	}
}

bool check_names_glyphs(struct check_run *r) { return each_name(r, judge_glyphs); }
