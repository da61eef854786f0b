/* lines.c: rules on lines of text: heading, alone, word. */
#include "trace.h"
#include "text/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool is_heading(const struct node *n) { return n->name[0] == 'H' && isdigit((unsigned char)n->name[1]); }

static int32_t paragraph_of(const struct trace *t, int32_t node)
{
	while (node >= 0 && t->nodes[node].leading == 0)
		node = t->nodes[node].parent;
	return node;
}

/* ---- text into lines */

/* raised marks stand a little above the baseline of their line */
static bool goes_on(const struct trace *t, const struct text_line *l, int32_t paragraph, const struct op *op)
{
	return l->paragraph == paragraph && l->page == op->page && labs((long)op->y - l->y) <= t->nodes[paragraph].leading / 2;
}

static void add_to_line(struct trace *t, size_t at)
{
	const struct op *op = &t->ops[t->reading[at]];
	int32_t paragraph = paragraph_of(t, op->node);

	if (paragraph < 0)
		return;
	if (t->n_lines == 0 || !goes_on(t, &t->lines[t->n_lines - 1], paragraph, op)) {
		t->lines = grow_array(t->lines, &t->cap_lines, t->n_lines + 1, sizeof *t->lines);
		t->lines[t->n_lines++] = (struct text_line){.paragraph = paragraph, .page = op->page, .y = op->y, .from = at};
	}
	t->lines[t->n_lines - 1].to = at + 1;
}

void lines_make(struct trace *t)
{
	t->reading = mem_alloc((t->n_ops + 1) * sizeof *t->reading);
	for (size_t n = 0; n < t->n_nodes; n++)
		for (int32_t i = t->nodes[n].first_op; i >= 0; i = t->ops[i].next)
			if (t->ops[i].kind == OP_TEXT)
				t->reading[t->n_reading++] = i;
	for (size_t i = 0; i < t->n_reading; i++)
		add_to_line(t, i);
}

static const struct op *first_op(const struct trace *t, const struct text_line *l) { return &t->ops[t->reading[l->from]]; }

/* ---- heading: two lines that are read after it stand below it or beside it, on its page. A column that stands beside others may end
 * after one line, where the others go on below that */

/* the column that a node stands in, -1 none */
static int32_t column_of(const struct trace *t, int32_t node)
{
	while (node >= 0 && (t->nodes[node].parent < 0 || !t->nodes[t->nodes[node].parent].columns))
		node = t->nodes[node].parent;
	return node;
}

static bool within(const struct trace *t, int32_t node, int32_t outer)
{
	while (node >= 0 && node != outer)
		node = t->nodes[node].parent;
	return node >= 0;
}

/* cells of a row, a label and its text stand on one line */
static bool same_line(const struct trace *t, const struct text_line *a, const struct text_line *b)
{
	return labs((long)a->y - b->y) <= t->nodes[b->paragraph].leading / 2;
}

/* two lines of any text stand lower on the page, in columns beside this one */
static bool others_go_on(const struct trace *t, const struct text_line *h)
{
	const struct text_line *last = NULL;

	for (size_t i = 0; i < t->n_lines; i++) {
		const struct text_line *l = &t->lines[i];
		if (l->page != h->page || l->y <= h->y || same_line(t, h, l))
			continue;
		if (last != NULL && !same_line(t, last, l))
			return true;
		last = last == NULL ? l : last;
	}
	return false;
}

static bool has_two_below(const struct trace *t, size_t heading)
{
	const struct text_line *h = &t->lines[heading], *last = NULL;
	int32_t column = column_of(t, h->paragraph);
	mpt top = h->y - t->nodes[h->paragraph].size;
	int n = 0;

	for (size_t i = heading + 1; n < 2 && i < t->n_lines; i++) {
		const struct text_line *l = &t->lines[i];
		if (is_heading(&t->nodes[l->paragraph]))
			continue;
		if (n > 0 && t->nodes[l->paragraph].stretch != t->nodes[h->paragraph].stretch)
			return true; /* nothing follows before a page break */
		if (l->page != h->page || l->y < top)
			return n > 0 && column >= 0 && !within(t, l->paragraph, column) && others_go_on(t, h);
		if (last != NULL && same_line(t, last, l))
			continue;
		last = l;
		n++;
	}
	return true;         /* or nothing follows in the document */
}

void check_heading(const struct trace *t)
{
	for (size_t i = 0; i < t->n_lines; i++) {
		const struct text_line *l = &t->lines[i];
		if (!is_heading(&t->nodes[l->paragraph]) || (i + 1 < t->n_lines && t->lines[i + 1].paragraph == l->paragraph))
			continue;
		if (!has_two_below(t, i))
			breach(t, "heading", first_op(t, l), "has not two lines of its text below it on its page");
	}
}

/* ---- alone: a paragraph that is cut has two lines at least in every part */

/* the end of the part that begins with a line: the same page and column */
static size_t part_end(const struct trace *t, size_t from)
{
	size_t i = from + 1;

	while (i < t->n_lines && t->lines[i].paragraph == t->lines[from].paragraph && t->lines[i].page == t->lines[from].page &&
	    t->lines[i].y > t->lines[i - 1].y)
		i++;
	return i;
}

void check_alone(const struct trace *t)
{
	for (size_t i = 0, end; i < t->n_lines; i = end) {
		const struct text_line *l = &t->lines[i];
		bool begins = i == 0 || t->lines[i - 1].paragraph != l->paragraph, ends;
		end = part_end(t, i);
		ends = end == t->n_lines || t->lines[end].paragraph != l->paragraph;
		if (end - i == 1 && !(begins && ends))
			breach(t, "alone", first_op(t, l), "is the %s line of a paragraph, alone on its page or column",
			    begins ? "first" : ends ? "last" : "middle");
	}
}

/* ---- word: no line ends within a word that has no hyphen there: the column is narrower than its longest word */

static bool has_hyphen(const struct buf *b, size_t end)
{
	return (end >= 1 && b->p[end - 1] == '-') || (end >= 3 && memcmp(b->p + end - 3, "\xe2\x80\x90", 3) == 0);
}

/* the paragraph's text into b, and the byte where each of its lines ends into ends */
static void join_lines(const struct trace *t, size_t from, size_t to, struct buf *b, size_t *ends)
{
	for (size_t i = from; i < to; i++) {
		for (size_t k = t->lines[i].from; k < t->lines[i].to; k++) {
			const struct op *op = &t->ops[t->reading[k]];
			buf_puts(b, op->text);
			if (op->space)
				buf_putc(b, ' ');
		}
		ends[i - from] = b->len;
	}
}

static void check_paragraph(const struct trace *t, size_t from, size_t to)
{
	size_t *ends = mem_alloc((to - from) * sizeof *ends);
	struct buf b = {0};
	unsigned char *breaks;

	join_lines(t, from, to, &b, ends);
	breaks = mem_alloc(b.len + 1);
	text_breaks(b.p != NULL ? b.p : "", b.len, "", breaks);
	for (size_t i = from; i + 1 < to; i++) {
		size_t end = ends[i - from];
		if (end > 0 && end < b.len && breaks[end - 1] == TEXT_NO_BREAK && !has_hyphen(&b, end))
			breach(t, "word", &t->ops[t->reading[t->lines[i].to - 1]], "ends within a word: its column is too narrow");
	}
	free(breaks);
	buf_drop(&b);
	free(ends);
}

void check_word(const struct trace *t)
{
	for (size_t i = 0, end; i < t->n_lines; i = end) {
		for (end = i + 1; end < t->n_lines && t->lines[end].paragraph == t->lines[i].paragraph; end++)
			;
		check_paragraph(t, i, end);
	}
}
