/* arena.c: memory that dies together.
 *
 * A list of chunks; an allocation moves a pointer. */
#include "base.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK_FIRST (16u << 10)      /* [bytes] */
#define CHUNK_MAX (1u << 20)         /* [bytes] */
#define ALIGN 16u

struct chunk {
	struct chunk *next;
	size_t size, used;           /* [bytes] of the space behind the header */
	_Alignas(16) unsigned char space[];
};

struct arena {
	struct chunk *top;           /* owned */
	size_t bytes;                /* [bytes] of all chunks */
};

struct arena *arena_new(void) { return mem_zalloc(sizeof(struct arena)); }

void arena_drop(struct arena *a)
{
	struct chunk *c, *next;

	if (a == NULL)
		return;
	for (c = a->top; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	free(a);
}

static void chunk_add(struct arena *a, size_t need)
{
	size_t size = a->top == NULL ? CHUNK_FIRST : a->top->size * 2;
	struct chunk *c;

	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
	if (size < need)
		size = need;
	c = mem_zalloc(sizeof *c + size);
	c->size = size;
	c->next = a->top;
	a->top = c;
	a->bytes += sizeof *c + size;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	void *p;

	bytes = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (a->top == NULL || a->top->size - a->top->used < bytes)
		chunk_add(a, bytes);
	p = a->top->space + a->top->used;
	a->top->used += bytes;
	return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *arena_strdup(struct arena *a, const char *s) { return arena_strndup(a, s, strlen(s)); }

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;
	char *s;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	s = arena_strndup(a, b.p, b.len);
	buf_drop(&b);
	return s;
}

size_t arena_bytes(const struct arena *a) { return a->bytes; }
