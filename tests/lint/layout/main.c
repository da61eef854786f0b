/* main.c: layout TRACE...: what breaks a rule of layout in traces of `attest run --trace`.
 *
 *     x.trace:812: heading: page 2, H2 #12 at 70866,123000 "The ask": has not two lines of its text below it on its page
 *
 * overlap    no two texts overlap, no line crosses a text, no fill covers one or ends within it, no fill cuts another
 * area       nothing stands outside the body box; heads above it and feet below are as wide
 * heading    a heading has two lines of other text below it, unless the document, a part of it, or the page by will ends before
 * alone      a paragraph that is cut has two lines at least in every part
 * last-page  of several pages the last is full to a fifth, unless it has a page budget
 * word       no line ends within a word: the column would be narrower than its longest word
 *
 * Exit: 0 none, 1 some, 2 a trace cannot be read. */
#include "trace.h"

#include <stdarg.h>

static size_t breaches;

void breach(const struct trace *t, const char *rule, const struct op *at, const char *fmt, ...)
{
	int32_t node = at->node;
	va_list ap;

	breaches++;
	while (node >= 0 && t->nodes[node].leading == 0)
		node = t->nodes[node].parent;
	printf("%s:%d: %s: page %d, ", t->file, at->line, rule, at->page + 1);
	if (node >= 0)
		printf("%s #%ld", t->nodes[node].name, t->nodes[node].id);
	else
		printf("%s", at->running ? at->head ? "head" : "foot" : at->kind == OP_RULE ? "rule" : "artifact");
	printf(" at %d,%d", (int)at->x, (int)at->y);
	if (at->text != NULL)
		printf(" \"%s\"", at->text);
	printf(": ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
}

static bool lint(const char *file)
{
	struct trace t;
	struct err e = {0};
	bool ok = trace_read(&t, file, &e);

	if (ok) {
		lines_make(&t);
		check_overlap(&t);
		check_area(&t);
		check_heading(&t);
		check_alone(&t);
		check_last_page(&t);
		check_word(&t);
	} else {
		fprintf(stderr, "layout: %s\n", e.msg);
	}
	trace_drop(&t);
	return ok;
}

int main(int argc, char **argv)
{
	bool ok = true;

	if (argc < 2) {
		fprintf(stderr, "usage: layout TRACE...\n");
		return 2;
	}
	for (int i = 1; i < argc; i++)
		ok = lint(argv[i]) && ok;
	return !ok ? 2 : breaches > 0;
}
