/* mention.c: names as words in text, of whatever length and script.
 *
 *   "Li Wei" ── words ──> li wei        found in "(LI WEI)", "Li\nWei", "act-li-wei-2021"; not in "Life weighs"
 *
 * A word is a run of letters, digits and marks; in scripts that put no spaces between words it is one character. A place that lies
 * within a longer name which may stand ("Wei" of "Li Wei") is no mention. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

#define WORD_LETTERS 5u              /* [letters] shorter parts of a name are other words too often */
#define LONG 7u                      /* [letters] a single word of so many is no other word by chance */

struct word { uint64_t hash; bool upper; };   /* hash of the folded letters; upper: it begins with a capital */
struct words { struct word *list; size_t n, cap; };
struct name { struct word *words; size_t n, letters, value, next; };   /* next: name + 1 with the same first word */

struct mention {
	struct arena *a;
	struct name *names;          /* owned */
	size_t n, cap;
	size_t *bucket;              /* owned: name + 1; as many as cap */
	size_t n_buckets;
	struct words text;           /* owned: of the text at hand */
};

/* ---- letters */
static bool between(uint32_t cp, uint32_t lo, uint32_t hi) { return cp >= lo && cp <= hi; }

/* capital and small letter of Latin, Greek and Cyrillic; in these blocks they are neighbours, or a fixed distance apart */
static uint32_t fold(uint32_t cp)
{
	if (between(cp, 'A', 'Z') || (between(cp, 0xc0, 0xde) && cp != 0xd7) || between(cp, 0x391, 0x3a9) || between(cp, 0x410, 0x42f))
		return cp + 32;
	if (between(cp, 0x400, 0x40f))
		return cp + 80;
	if (cp == 0x130)
		return 'i';
	if (cp == 0x178)
		return 0xff;
	if (cp == 0x18f)
		return 0x259;
	if (between(cp, 0x139, 0x148) || between(cp, 0x179, 0x17e) || between(cp, 0x4c1, 0x4ce))
		return cp + (cp & 1);
	if (between(cp, 0x100, 0x137) || between(cp, 0x14a, 0x177) || between(cp, 0x460, 0x481) || between(cp, 0x48a, 0x4bf) ||
	    between(cp, 0x4d0, 0x52f) || between(cp, 0x1e00, 0x1eff))
		return cp | 1;
	return cp;
}

/* what is not seen and parts no words: soft hyphen, zero-width characters */
static bool is_nothing(uint32_t cp) { return cp == 0xad || between(cp, 0x200b, 0x200f) || between(cp, 0x2060, 0x2064) || cp == 0xfeff; }

/* apostrophes are written in many ways (U+02BB to U+02BD are letters to Unicode), so all of them part words */
static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return between(cp, '0', '9') || between(cp, 'a', 'z') || between(cp, 'A', 'Z');
	return cp >= 0xc0 && cp != 0xd7 && cp != 0xf7 && !between(cp, 0x2b9, 0x2bf) && !between(cp, 0x2000, 0x2bff) && !between(cp, 0x3000, 0x3004) &&
	    !between(cp, 0x3008, 0x3020) && cp != 0x30fb && !between(cp, 0xff00, 0xff0f) && cp != 0x60c && cp != 0x61b && cp != 0x61f && cp != 0xfffd;
}

static void add_word(struct words *w, const struct word *word)
{
	w->list = grow_array(w->list, &w->cap, w->n + 1, sizeof *w->list);
	w->list[w->n++] = *word;
}

/* returns the number of letters */
static size_t split(struct words *w, const char *s, size_t n)
{
	const char *end = s + n;
	struct word at = {0};
	bool open = false;
	size_t letters = 0;

	w->n = 0;
	while (s < end) {
		uint32_t cp = utf8_next(&s, end), small = fold(cp);
		bool letter = is_letter(cp), alone = letter && utf8_cells(cp) == 2;
		if (is_nothing(cp))
			continue;
		if (open && (!letter || alone)) {
			add_word(w, &at);
			open = false;
		}
		if (!letter)
			continue;
		if (!open)
			at = (struct word){14695981039346656037u, small != cp};
		at.hash = (at.hash ^ small) * 1099511628211u;
		letters++;
		open = !alone;
		if (alone)
			add_word(w, &at);
	}
	if (open)
		add_word(w, &at);
	return letters;
}

/* ---- names */
struct mention *mention_new(void)
{
	struct mention *m = mem_zalloc(sizeof *m);

	m->a = arena_new();
	return m;
}

void mention_drop(struct mention *m)
{
	if (m == NULL)
		return;
	arena_drop(m->a);
	free(m->names);
	free(m->bucket);
	free(m->text.list);
	free(m);
}

void mention_add(struct mention *m, const char *name, size_t value)
{
	size_t letters = split(&m->text, name, strlen(name));
	struct name *to;

	if (m->text.n == 0)
		return;
	m->names = grow_array(m->names, &m->cap, m->n + 1, sizeof *m->names);
	to = &m->names[m->n++];
	*to = (struct name){arena_alloc(m->a, m->text.n * sizeof *to->words), m->text.n, letters, value, 0};
	memcpy(to->words, m->text.list, m->text.n * sizeof *to->words);
	m->n_buckets = 0;
}

/* A word that is part of a name which may stand is no secret: whoever adds that name adds its words as kept, too. */
void mention_add_words(struct mention *m, const char *name, size_t value)
{
	const char *end = name + strlen(name);

	for (const char *from = name, *s = name; s < end; from = s) {
		const char *to = s;
		size_t letters = 0;
		while (s < end && is_letter(utf8_next(&s, end)))
			to = s, letters++;
		if (letters >= WORD_LETTERS)
			mention_add(m, arena_strndup(m->a, from, (size_t)(to - from)), value);
	}
}

/* after the last name, once */
static void build(struct mention *m)
{
	if (m->n_buckets > 0 || m->n == 0)
		return;
	for (m->n_buckets = 64; m->n_buckets < 2 * m->n; m->n_buckets *= 2)
		;
	free(m->bucket);
	m->bucket = mem_zalloc(m->n_buckets * sizeof *m->bucket);
	for (size_t i = m->n; i-- > 0;) {
		size_t *b = &m->bucket[m->names[i].words[0].hash & (m->n_buckets - 1)];
		m->names[i].next = *b;
		*b = i + 1;
	}
}

/* A short single word is a name only with its capital: "Will" and "will". In an id everything is small. */
static bool stands_at(const struct name *x, const struct word *w, size_t n, bool id)
{
	bool strict = !id && x->n == 1 && x->letters < LONG;

	if (x->n > n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (x->words[i].hash != w[i].hash || (strict && x->words[i].upper && !w[i].upper))
			return false;
	return true;
}

size_t mention_find(struct mention *m, const char *text, size_t n, bool id)
{
	size_t covered = 0;          /* words before this one belong to a name that may stand */

	build(m);
	if (m->n == 0)
		return MENTION_NONE;
	split(&m->text, text, n);
	for (size_t i = 0; i < m->text.n; i++) {
		const struct word *w = &m->text.list[i];
		size_t first = m->bucket[w->hash & (m->n_buckets - 1)], best = MENTION_NONE;
		for (size_t k = first; k != 0; k = m->names[k - 1].next)
			if (m->names[k - 1].value == MENTION_KEPT && i + m->names[k - 1].n > covered && stands_at(&m->names[k - 1], w, m->text.n - i, id))
				covered = i + m->names[k - 1].n;
		for (size_t k = first; k != 0; k = m->names[k - 1].next)
			if (m->names[k - 1].value != MENTION_KEPT && i + m->names[k - 1].n > covered && best == MENTION_NONE &&
			    stands_at(&m->names[k - 1], w, m->text.n - i, id))
				best = m->names[k - 1].value;
		if (best != MENTION_NONE)
			return best;
	}
	return MENTION_NONE;
}
