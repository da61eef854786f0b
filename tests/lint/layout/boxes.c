/* boxes.c: rules on where ink stands: overlap, area, last-page. */
#include "trace.h"

#include <stdlib.h>
#include <string.h>

#define THICK 6000                   /* [mpt] a rule is a line up to this thickness, and a fill above it */
#define LEAST_PART 5                 /* the last page is full to one part in so many */

/* figures and letters of English without a descender; what other letters reach is not looked up */
static bool descends(const char *text)
{
	for (const char *s = text; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80 || strchr("gjpqyQ,;()[]{}@$_|/\\", *s) != NULL)
			return true;
	return false;
}

/* Capitals of our faces are 0.71 em high and descenders reach 0.24 em down. Accents and the tips of descenders may touch what stands
 * above and below; lines set solid do not touch in this box. Large figures have nothing below the baseline, and their words stand close. */
struct box ink(const struct op *op)
{
	return (struct box){op->x, op->y - op->size / 10 * 7, op->x + op->w, op->y + (descends(op->text) ? op->size / 10 * 2 : 0)};
}

static struct box box_of(const struct op *op)
{
	return op->kind == OP_TEXT ? ink(op) : (struct box){op->x, op->y, op->x + op->w, op->y + op->h};
}

static mpt smaller(mpt a, mpt b) { return a < b ? a : b; }
static mpt larger(mpt a, mpt b) { return a > b ? a : b; }

static bool meet(struct box a, struct box b)
{
	return smaller(a.right, b.right) - larger(a.left, b.left) > HAIR && smaller(a.bottom, b.bottom) - larger(a.top, b.top) > HAIR;
}

/* a line is thin, so any part of it within the box counts */
static bool crosses(struct box line, struct box b)
{
	return line.left < b.right - HAIR && line.right > b.left + HAIR && line.top < b.bottom - HAIR && line.bottom > b.top + HAIR;
}

static bool holds(struct box outer, struct box b)
{
	return b.left >= outer.left - HAIR && b.right <= outer.right + HAIR && b.top >= outer.top - HAIR && b.bottom <= outer.bottom + HAIR;
}

static bool is_fill(const struct op *op) { return op->kind == OP_RULE && op->w > THICK && op->h > THICK; }

/* ---- overlap */

struct inked { const struct op *op; struct box box; };       /* what is on a page, in paint order; fills of one colour that join are one */

/* spaces of any kind: U+00A0, U+2000 to U+200B, U+202F */
static bool is_blank(const struct op *op)
{
	const char *s = op->kind == OP_TEXT ? op->text : "x", *end = s + strlen(s);

	while (s < end) {
		uint32_t c = utf8_next(&s, end);
		if (c != ' ' && c != 0xa0 && c != 0x202f && (c < 0x2000 || c > 0x200b))
			return false;
	}
	return true;
}

static bool joins(const struct inked *a, const struct op *op)
{
	return is_fill(a->op) && a->op->color == op->color && a->box.left == op->x && a->box.right == op->x + op->w &&
	    labs((long)a->box.bottom - op->y) <= HAIR;
}

static void add(struct inked *v, size_t *n, const struct op *op)
{
	if (op->kind == OP_LINK || op->kind == OP_DRAW || is_blank(op))      /* texts may stand in a drawing */
		return;
	for (size_t i = 0; is_fill(op) && i < *n; i++)
		if (joins(&v[i], op)) {
			v[i].box.bottom = op->y + op->h;
			return;
		}
	v[(*n)++] = (struct inked){op, box_of(op)};
}

static void compare_text(const struct trace *t, const struct inked *text, const struct inked *other, bool painted_later)
{
	const struct op *o = other->op;

	if (o->kind == OP_TEXT && painted_later && meet(text->box, other->box))
		breach(t, "overlap", text->op, "runs into \"%s\" at %d,%d (line %d)", o->text, (int)o->x, (int)o->y, o->line);
	else if (o->kind == OP_TEXT || !crosses(other->box, text->box))
		return;
	else if (!is_fill(o))
		breach(t, "overlap", text->op, "is crossed by the rule at %d,%d (line %d)", (int)o->x, (int)o->y, o->line);
	else if (painted_later)
		breach(t, "overlap", text->op, "is painted over by the fill at %d,%d (line %d)", (int)o->x, (int)o->y, o->line);
	else if (!holds(other->box, text->box))
		breach(t, "overlap", text->op, "stands over the edge of the fill at %d,%d (line %d)", (int)o->x, (int)o->y, o->line);
}

static void compare_fills(const struct trace *t, const struct inked *a, const struct inked *b)
{
	if (is_fill(a->op) && is_fill(b->op) && meet(a->box, b->box) && !holds(a->box, b->box) && !holds(b->box, a->box))
		breach(t, "overlap", b->op, "cuts the fill at %d,%d (line %d)", (int)a->op->x, (int)a->op->y, a->op->line);
}

void check_overlap(const struct trace *t)
{
	struct inked *v = mem_alloc((t->n_ops + 1) * sizeof *v);

	for (size_t p = 0; p < t->n_pages; p++) {
		const struct page *page = &t->pages[p];
		size_t n = 0;
		for (size_t i = page->from; i < page->to; i++)
			add(v, &n, &t->ops[i]);
		for (size_t i = page->running_from; i < page->running_to; i++)
			add(v, &n, &t->ops[i]);
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < n; b++)
				if (a != b && v[a].op->kind == OP_TEXT)
					compare_text(t, &v[a], &v[b], b > a);
				else if (a < b)
					compare_fills(t, &v[a], &v[b]);
	}
	free(v);
}

/* ---- area: the body box; a head stands above it, a foot below, both as wide */

static struct box room(const struct page *p, const struct op *op)
{
	struct box b = p->area;

	if (op->running && op->head) {
		b.top = 0;
		b.bottom = p->area.top;
	} else if (op->running) {
		b.top = p->area.bottom;
		b.bottom = p->height;
	}
	return b;
}

void check_area(const struct trace *t)
{
	for (size_t i = 0; i < t->n_ops; i++) {
		const struct op *op = &t->ops[i];
		struct box b = room(&t->pages[op->page], op);
		if (op->kind != OP_LINK && !holds(b, box_of(op)))
			breach(t, "area", op, "stands outside %d,%d to %d,%d", (int)b.left, (int)b.top, (int)b.right, (int)b.bottom);
	}
}

/* ---- last-page: of several pages, the last is not nearly empty; a budget promises a number of pages, so there it may be */

static bool has_budget(const struct trace *t, int32_t node)
{
	while (node >= 0 && t->nodes[node].budget == 0)
		node = t->nodes[node].parent;
	return t->budget > 0 || node >= 0;
}

void check_last_page(const struct trace *t)
{
	const struct page *p = &t->pages[t->n_pages - 1];
	const struct op *last = NULL;

	for (size_t i = p->from; i < p->to; i++)
		if (t->ops[i].kind != OP_LINK && (last == NULL || box_of(&t->ops[i]).bottom > box_of(last).bottom))
			last = &t->ops[i];
	if (t->n_pages == 1 || last == NULL || has_budget(t, last->node))
		return;
	if ((int64_t)(box_of(last).bottom - p->area.top) * LEAST_PART < p->area.bottom - p->area.top)
		breach(t, "last-page", last, "is the lowest on the last page, which is not full to a fifth");
}
