/* memory.c: every allocation of the process, ours and the libraries', counted against one limit.
 *
 * The linker sends each malloc, calloc, realloc and free of all objects here (-Wl,--wrap, see build.sh). Two kinds of callers:
 *
 *   Lua               survives a refused allocation: it calls mem_try, collects garbage, then raises an error with the script's line
 *   everything else   SQLite, HarfBuzz, libharu, md4c and ourselves: the run ends with one message (limit_die), so that nobody can go
 *                     on with half an answer, half a shaped line or half a page
 *
 * What is counted is what malloc_usable_size tells, of all blocks that live. */
#include "base.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);

static size_t cap, used;             /* [bytes]; cap 0: none */

void limit_memory_set(size_t bytes) { cap = bytes; }
size_t limit_memory_bytes(void) { return cap; }
size_t limit_memory_used(void) { return used; }

static bool fits(size_t more) { return !fault_alloc() && (cap == 0 || (more <= cap && used <= cap - more)); }

static void count(void *p) { used += malloc_usable_size(p); }

/* what libc allocated behind our back and gives back here was never counted */
static void discount(void *p)
{
	size_t n = malloc_usable_size(p);
	used -= n < used ? n : used;
}

void limit_memory_words(char *out, size_t n)
{
	if (cap != 0)
		snprintf(out, n, "the memory limit of %zu MiB is reached: let it do less (or raise it with --memory)", cap >> 20);
	else
		snprintf(out, n, "out of memory");
}

static _Noreturn void refuse(size_t more)
{
	char words[128];

	limit_memory_words(words, sizeof words);
	if (cap != 0 && (more > cap || used > cap - more))
		limit_die("%s", words);
	limit_die("out of memory: this machine refused %zu bytes more", more);
}

void *mem_try(void *p, size_t n)
{
	size_t had = p != NULL ? malloc_usable_size(p) : 0;
	void *q;

	if (n == 0) {
		__wrap_free(p);
		return NULL;
	}
	if (n > had && !fits(n - had))
		return NULL;
	q = __real_realloc(p, n);
	if (q != NULL) {
		used -= had < used ? had : used;
		count(q);
	}
	return q;
}

size_t mem_size(void *p) { return p != NULL ? malloc_usable_size(p) : 0; }

void *__wrap_malloc(size_t n)
{
	void *p = fits(n) ? __real_malloc(n) : NULL;

	if (p == NULL)
		refuse(n);
	count(p);
	return p;
}

void *__wrap_calloc(size_t n, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	p = fits(bytes) ? __real_calloc(n, size) : NULL;
	if (p == NULL)
		refuse(bytes);
	count(p);
	return p;
}

void *__wrap_realloc(void *p, size_t n)
{
	void *q = mem_try(p, n);

	if (q == NULL && n > 0)
		refuse(n);
	return q;
}

void __wrap_free(void *p)
{
	if (p == NULL)
		return;
	discount(p);
	__real_free(p);
}

/* ---- ours: malloc above never gives NULL */
void *mem_alloc(size_t bytes) { return malloc(bytes ? bytes : 1); }
void *mem_zalloc(size_t bytes) { return calloc(1, bytes ? bytes : 1); }
void *mem_realloc(void *p, size_t bytes) { return realloc(p, bytes ? bytes : 1); }

char *mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(mem_alloc(n), s, n);
}
