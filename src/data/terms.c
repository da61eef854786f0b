/* terms.c: many strings looked for at once: a table over their first eight bytes, and one over all of them for whole strings. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

struct terms {
	struct term *list;           /* owned; texts borrowed */
	size_t n, cap;
	uint32_t *bucket, *whole;    /* owned: term + 1 */
	size_t n_buckets;            /* a power of two */
};

struct terms *terms_new(void) { return mem_zalloc(sizeof(struct terms)); }

void terms_drop(struct terms *t)
{
	if (t == NULL)
		return;
	free(t->list);
	free(t->bucket);
	free(t->whole);
	free(t);
}

static size_t bucket_of(const struct terms *t, const char *s)
{
	uint64_t v;

	memcpy(&v, s, 8);
	return (size_t)(v * 0x9e3779b97f4a7c15u >> 32) & (t->n_buckets - 1);
}

static size_t whole_of(const struct terms *t, const char *s, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32) & (t->n_buckets - 1);
}

static void put(struct terms *t, size_t i)
{
	struct term *x = &t->list[i];
	size_t b = bucket_of(t, x->text), w = whole_of(t, x->text, x->n);

	x->next = t->bucket[b];
	t->bucket[b] = (uint32_t)i + 1;
	x->next_whole = t->whole[w];
	t->whole[w] = (uint32_t)i + 1;
}

static void widen(struct terms *t)
{
	free(t->bucket);
	free(t->whole);
	t->n_buckets = t->n_buckets == 0 ? 1024 : 4 * t->n_buckets;
	t->bucket = mem_zalloc(t->n_buckets * sizeof *t->bucket);
	t->whole = mem_zalloc(t->n_buckets * sizeof *t->whole);
	for (size_t i = 0; i < t->n; i++)
		put(t, i);
}

struct term *terms_get(struct terms *t, const char *text, size_t n)
{
	if (n < TERM_MIN || t->n == 0)
		return NULL;
	for (uint32_t k = t->whole[whole_of(t, text, n)]; k != 0; k = t->list[k - 1].next_whole)
		if (t->list[k - 1].n == n && memcmp(t->list[k - 1].text, text, n) == 0)
			return &t->list[k - 1];
	return NULL;
}

void terms_add(struct terms *t, const struct term *term)
{
	if (term->n < TERM_MIN || terms_get(t, term->text, term->n) != NULL)
		return;
	if (2 * t->n >= t->n_buckets)
		widen(t);
	t->list = grow_array(t->list, &t->cap, t->n + 1, sizeof *t->list);
	t->list[t->n] = *term;
	put(t, t->n++);
}

void terms_scan(struct terms *t, const char *p, size_t n, void (*hit)(void *ctx, struct term *term, const char *p, size_t n, size_t at), void *ctx)
{
	for (size_t i = 0; t->n > 0 && i + TERM_MIN <= n; i++)
		for (uint32_t k = t->bucket[bucket_of(t, p + i)]; k != 0; k = t->list[k - 1].next) {
			struct term *x = &t->list[k - 1];
			if (x->n <= n - i && memcmp(p + i, x->text, x->n) == 0)
				hit(ctx, x, p, n, i);
		}
}
