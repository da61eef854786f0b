/* cache.c: short texts that were shaped before: a long table says the same towns and dates on and on, and shapes many cells twice, for
 * widths and for lines.
 *
 * A text is kept when it comes the second time, and then until the fonts go: operations that wait for a page point to its glyphs. When the
 * room is used up nothing more is kept. */
#include "text/fonts.h"

#include <stdlib.h>
#include <string.h>

#define SHORT 48                     /* [bytes] of the longest text that is kept */
#define SLOTS 4096
#define ROOM (2u << 20)              /* [bytes] */

struct kept {
	struct kept *next;           /* of the same slot */
	struct text_style style;
	const char *lang, *text;
	uint32_t n;                  /* [bytes] of text */
	struct text_runs runs;
};

struct text_cache {
	struct arena *arena;         /* owned */
	struct kept *slots[SLOTS];
	unsigned char once[SLOTS];   /* tag of the last text of a slot that came for the first time */
};

struct text_cache *text_cache_new(void)
{
	struct text_cache *c = mem_zalloc(sizeof *c);

	c->arena = arena_new();
	return c;
}

void text_cache_drop(struct text_cache *c)
{
	if (c == NULL)
		return;
	arena_drop(c->arena);
	free(c);
}

/* FNV-1a, folded */
static uint32_t mix(const struct text_style *s, const char *text, uint32_t n)
{
	uint32_t h = 2166136261u ^ (uint32_t)s->size ^ (uint32_t)s->bold << 8 ^ (uint32_t)s->italic << 9;

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h ^ h >> 15;
}

static bool same_style(const struct text_style *a, const struct text_style *b)
{
	return a->family == b->family && a->bold == b->bold && a->italic == b->italic && a->tabular == b->tabular && a->size == b->size &&
	    a->tracking == b->tracking;
}

/* the runs are copied, as each tells its text; the glyphs are shared and never written to */
static void hand_out(const struct kept *k, const char *text, struct arena *a, struct text_runs *out)
{
	out->n = k->runs.n;
	out->v = arena_alloc(a, out->n * sizeof *out->v);
	for (size_t i = 0; i < out->n; i++) {
		out->v[i] = k->runs.v[i];
		out->v[i].text = text;
	}
}

bool text_cache_find(struct text_cache *c, const struct text_style *s, const char *lang, const char *text, uint32_t n, struct arena *a,
    struct text_runs *out)
{
	if (n > SHORT)
		return false;
	for (const struct kept *k = c->slots[mix(s, text, n) % SLOTS]; k != NULL; k = k->next)
		if (k->n == n && memcmp(k->text, text, n) == 0 && same_style(&k->style, s) && str_eq(k->lang, lang)) {
			hand_out(k, text, a, out);
			return true;
		}
	return false;
}

void text_cache_keep(struct text_cache *c, const struct text_style *s, const char *lang, const char *text, uint32_t n,
    const struct text_runs *runs)
{
	uint32_t h = mix(s, text, n), slot = h % SLOTS;
	unsigned char tag = (unsigned char)(h >> 24 | 1);
	struct kept *k;

	if (n > SHORT || lang == NULL || arena_bytes(c->arena) > ROOM)
		return;
	if (c->once[slot] != tag) {
		c->once[slot] = tag;
		return;
	}
	k = arena_alloc(c->arena, sizeof *k);
	*k = (struct kept){.next = c->slots[slot], .style = *s, .lang = arena_strdup(c->arena, lang), .text = arena_strndup(c->arena, text, n),
	    .n = n, .runs = {.n = runs->n}};
	k->runs.v = arena_alloc(c->arena, runs->n * sizeof *k->runs.v);
	for (size_t i = 0; i < runs->n; i++) {
		struct text_run *r = &k->runs.v[i];
		*r = runs->v[i];
		r->glyphs = arena_alloc(c->arena, r->n * sizeof *r->glyphs);
		memcpy(r->glyphs, runs->v[i].glyphs, r->n * sizeof *r->glyphs);
	}
	c->slots[slot] = k;
}
