/* problems.c: everything that is wrong with the files of one import, in their order, as far as a reader wants to see it at once. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_FOR_REST 100            /* [bytes] of an error's detail lines, for the line that says how many more there are */

struct data_problems *data_problems_new(void)
{
	struct data_problems *p = mem_zalloc(sizeof *p);

	p->arena = arena_new();
	return p;
}

void data_problems_drop(struct data_problems *p)
{
	if (p != NULL)
		arena_drop(p->arena);
	free(p);
}

bool problems_full(const struct data_problems *p) { return p->n == DATA_PROBLEMS_MOST; }

/* one line, whatever a file put into it */
static char *one_line(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text);

	for (char *p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = ' ';
	return copy;
}

static bool add(struct data_problems *p, size_t order, size_t line, const char *text)
{
	if (problems_full(p)) {
		p->more++;
		return false;
	}
	p->list[p->n] = (struct data_problem){one_line(p->arena, text), order, line, p->n};
	p->n++;
	return false;
}

bool problems_add(struct data_problems *p, const struct feed_input *in, size_t line, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	if (!problems_full(p)) {
		buf_printf(&b, "%s: ", feed_place(p->arena, in, line));
		va_start(ap, fmt);
		buf_vprintf(&b, fmt, ap);
		va_end(ap);
	}
	add(p, in->order, line, b.p);
	buf_drop(&b);
	return false;
}

bool problems_take(struct data_problems *p, size_t order, struct err *e)
{
	add(p, order, 0, e->msg);
	*e = (struct err){0};
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct data_problem *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->nth < y->nth ? -1 : 1;
}

bool problems_tell(struct data_problems *p, struct err *e)
{
	size_t told = 1, rest;

	qsort(p->list, p->n, sizeof *p->list, by_place);
	err_set(e, "%s", p->list[0].text);
	while (told < p->n && strlen(e->more) + strlen(p->list[told].text) + ROOM_FOR_REST < sizeof e->more)
		err_more(e, "%s", p->list[told++].text);
	rest = p->n + p->more - told;
	if (rest > 0)
		err_more(e, "and %zu more: 'attest import' tells a hundred of them", rest);
	return false;
}
