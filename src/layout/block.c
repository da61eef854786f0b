/* block.c: blocks into galleys: flows, boxes, columns, rules. */
#include "layout/compose.h"

#include <string.h>

bool holds_inline(const struct layout_doc *d, int32_t node)
{
	int32_t first = layout_node(d, node)->first;
	enum layout_kind k;

	if (layout_node(d, node)->kind == LAYOUT_PARAGRAPH)
		return true;
	if (first == LAYOUT_NONE)
		return false;
	k = layout_node(d, first)->kind;
	return k == LAYOUT_INLINE || k == LAYOUT_TEXT || k == LAYOUT_MARK || k == LAYOUT_PAGE_REF || k == LAYOUT_BREAK;
}

bool compose_children(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	for (int32_t i = layout_node(c->doc, node)->first; i != LAYOUT_NONE; i = layout_node(c->doc, i)->next)
		if (!compose_block(c, i, width, g))
			return false;
	return true;
}

static bool compose_generated(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	struct layout_node *n = layout_node(c->doc, node);

	n->first = n->last = LAYOUT_NONE;        /* a restart makes them anew */
	if (c->resolver != NULL && c->resolver->generate != NULL && !c->resolver->generate(c->resolver->ctx, c->doc, node, c->err))
		return false;
	return compose_children(c, node, width, g);
}

/* ---- "n of m shown" */

static void count_items(const struct layout_doc *d, int32_t node, bool stands, int *shown, int *all)
{
	for (int32_t i = layout_node(d, node)->first; i != LAYOUT_NONE; i = layout_node(d, i)->next) {
		bool here = stands && !layout_node(d, i)->dropped;
		if (layout_node(d, i)->item) {
			*shown += here;
			*all += 1;
		} else {
			count_items(d, i, here, shown, all);
		}
	}
}

/* Kept with what it tells about. */
bool compose_shown(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	struct layout_node *n = layout_node(c->doc, node);
	int shown = 0, all = 0;

	n->first = n->last = LAYOUT_NONE;        /* a restart makes them anew */
	if (!is_kept(c->doc, n->dest))           /* the list as a whole has a rank too */
		return true;
	count_items(c->doc, n->dest, true, &shown, &all);
	if (shown == all)
		return true;
	if (c->resolver == NULL || c->resolver->shown == NULL)
		return true;
	if (!c->resolver->shown(c->resolver->ctx, c->doc, node, shown, all, c->err))
		return false;
	g->glue = g->glue > 0 ? g->glue : 1;
	return compose_paragraph(c, node, width, g);
}

static void compose_rule(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	const struct layout_style *s = block_style(c->doc, node);
	mpt thick = s->rule_above ? s->rule_above : 500;
	struct slice line = {.height = thick, .may_break = true, .block = node, .n = 1, .ops = arena_alloc(c->arena, sizeof *line.ops)};

	line.ops[0] = (struct layout_op){.kind = LAYOUT_OP_RULE, .artifact = LAYOUT_ARTIFACT_LAYOUT, .node = LAYOUT_NONE, .x = s->left,
	    .w = width - s->left - s->right, .h = thick, .color = s->rule_color};
	galley_add(g, line);
}

/* ---- columns: flows side by side */

int64_t column_widths(const struct layout_doc *d, int32_t node, mpt width, mpt gutter, mpt *out, size_t n)
{
	int64_t fixed = 0, rest;         /* a script may ask for any number of columns as wide as it likes */
	int32_t i = layout_node(d, node)->first;
	size_t open = 0, k;

	for (k = 0; k < n; k++, i = layout_node(d, i)->next) {
		out[k] = layout_node(d, i)->width;
		fixed += out[k];
		open += out[k] == 0;
	}
	rest = width - fixed - (int64_t)gutter * (int64_t)(n - 1);
	for (k = 0; k < n && rest > 0; k++)
		if (out[k] == 0)
			out[k] = (mpt)(rest / (int64_t)open);
	return open > 0 ? rest / (int64_t)open - 1 : rest;           /* an open one needs some width */
}

static size_t child_count(const struct layout_doc *d, int32_t node)
{
	size_t n = 0;

	for (int32_t i = layout_node(d, node)->first; i != LAYOUT_NONE; i = layout_node(d, i)->next)
		n++;
	return n;
}

static bool too_narrow(struct compose *c, int32_t node)
{
	return err_set(c->err, "%sthe columns are wider than the page: give them less width", layout_where(c->doc, node));
}

/* Side by side and never cut, except that list items (label and body) are cut between lines, and what no page could hold. */
bool compose_columns(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	size_t n = child_count(c->doc, node), k = 0;
	struct galley *cells;
	int64_t height = 0;
	mpt *widths, x = 0, gutter = block_style(c->doc, node)->gutter;
	bool ok = true;

	if (n == 0)
		return true;
	cells = arena_alloc(c->arena, n * sizeof *cells);
	widths = arena_alloc(c->arena, n * sizeof *widths);
	if (column_widths(c->doc, node, width, gutter, widths, n) < 0)
		return too_narrow(c, node);
	for (int32_t i = layout_node(c->doc, node)->first; ok && i != LAYOUT_NONE; i = layout_node(c->doc, i)->next, k++) {
		ok = compose_block(c, i, widths[k], &cells[k]);
		galley_shift(&cells[k], x, c->arena);
		x += widths[k] + gutter;
		if (galley_height(&cells[k]) > height)
			height = galley_height(&cells[k]);
	}
	k = g->n;
	if (ok)
		galley_zip(g, cells, n, c->page_room, layout_node(c->doc, node)->role == LAYOUT_LI || height > c->page_room, c->arena);
	for (; k < g->n; k++)
		g->v[k].block = node;
	for (k = 0; k < n; k++)
		galley_drop(&cells[k]);
	return ok;
}

/* ---- boxes: indents, rules, padding and fill around a block */

bool plain(const struct layout_style *s)
{
	return !s->fill && !s->rule_above && !s->rule_below && !s->pad_top && !s->pad_bottom && !s->pad_left && !s->pad_right &&
	    !s->left && !s->right && !s->keep_together;
}

static struct layout_op box_op(mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	return (struct layout_op){.kind = LAYOUT_OP_RULE, .artifact = LAYOUT_ARTIFACT_LAYOUT, .node = LAYOUT_NONE, .x = x, .y = y, .w = w,
	    .h = h, .color = color};
}

void box_slice(struct slice *s, const struct layout_style *st, mpt width, bool first, bool last, struct arena *a)
{
	struct layout_op *ops = arena_alloc(a, (s->n + 3) * sizeof *ops);
	mpt top = first ? st->rule_above + st->pad_top : 0, bottom = last ? st->rule_below + st->pad_bottom : 0;
	mpt w = width - st->left - st->right, height = s->height + top + bottom;
	size_t n = 0;

	if (st->fill)
		ops[n++] = box_op(st->left, 0, w, height, st->fill_color);
	if (first && st->rule_above)
		ops[n++] = box_op(st->left, 0, w, st->rule_above, st->rule_color);
	for (size_t i = 0; i < s->n; i++) {
		ops[n] = s->ops[i];
		ops[n].x += st->left + st->pad_left;
		ops[n++].y += top;
	}
	if (last && st->rule_below)
		ops[n++] = box_op(st->left, height - st->rule_below, w, st->rule_below, st->rule_color);
	s->ops = ops;
	s->n = n;
	s->height = height;
}

/* the header that a slice repeats stands in the same box */
static void box_head(struct slice *s, const struct galley **old, const struct galley **boxed, const struct layout_style *st, mpt width,
    struct arena *a)
{
	if (s->head == NULL)
		return;
	if (s->head != *old) {
		struct slice one = (*old = s->head)->v[0];
		box_slice(&one, st, width, false, false, a);
		*boxed = galley_head(one, a);
	}
	s->head = *boxed;
}

static void add_boxed(struct compose *c, int32_t node, mpt width, const struct layout_style *st, struct galley *inner, struct galley *g)
{
	bool whole = st->keep_together || st->fill;
	const struct galley *old = NULL, *boxed = NULL;

	if (inner->n == 0)
		galley_add(inner, (struct slice){.may_break = true, .block = node});
	if (whole && galley_height(inner) <= c->page_room) {
		struct slice one = galley_merge(inner, c->arena);
		box_slice(&one, st, width, true, true, c->arena);
		galley_add(g, one);
		return;
	}
	for (size_t i = 0; i < inner->n; i++) {
		struct slice s = inner->v[i];
		if (st->fill && i > 0) {         /* the fill goes through the spaces between */
			s.height += s.space;
			for (size_t k = 0; k < s.n; k++)
				s.ops[k].y += s.space;
			s.space = 0;
		}
		box_slice(&s, st, width, i == 0, i + 1 == inner->n, c->arena);
		box_head(&s, &old, &boxed, st, width, c->arena);
		galley_add(g, s);
	}
}

static bool compose_kind(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	switch (layout_node(c->doc, node)->kind) {
	case LAYOUT_PARAGRAPH:
		return compose_paragraph(c, node, width, g);
	case LAYOUT_COLUMNS:
		return compose_columns(c, node, width, g);
	case LAYOUT_TABLE_BLOCK:
		return compose_table(c, node, width, g, NULL);
	case LAYOUT_CANVAS:
		return compose_canvas(c, node, width, g);
	case LAYOUT_GENERATED:
		return compose_generated(c, node, width, g);
	case LAYOUT_AREA:
		return compose_area(c, node, width, g);
	case LAYOUT_SHOWN:
		return compose_shown(c, node, width, g);
	case LAYOUT_PAGE_BREAK:
		return err_set(c->err, "%sa page break stands in a column, box or cell: put it between blocks of the document or of a section",
		    layout_where(c->doc, node));
	case LAYOUT_RULE:
		compose_rule(c, node, width, g);
		return true;
	default:
		return holds_inline(c->doc, node) ? compose_paragraph(c, node, width, g) : compose_children(c, node, width, g);
	}
}

/* A block with indents, rules, padding or fill. Space and glue at its end go through where nothing is drawn or left free there. */
static bool compose_boxed(struct compose *c, int32_t node, mpt width, const struct layout_style *st, struct galley *g)
{
	mpt room = c->page_room, inside = width - st->left - st->right - st->pad_left - st->pad_right;
	struct galley inner = {0};
	bool ok;

	if (inside <= 0)
		return err_set(c->err, "%snothing is left of the width between the indents: give them less", layout_where(c->doc, node));
	c->page_room -= st->rule_above + st->pad_top + st->pad_bottom + st->rule_below;
	ok = compose_kind(c, node, inside, &inner);
	if (ok)
		add_boxed(c, node, width, st, &inner, g);
	c->page_room = room;
	if (!st->fill && !st->rule_below && !st->pad_bottom)
		galley_space(g, inner.pending);
	g->glue = g->glue > inner.glue ? g->glue : inner.glue;
	galley_drop(&inner);
	return ok;
}

bool compose_block(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	const struct layout_style *st = block_style(c->doc, node);
	bool ok;

	if (layout_node(c->doc, node)->dropped)
		return true;
	if (!time_left(c))
		return false;
	galley_space(g, st->before);
	ok = plain(st) || layout_node(c->doc, node)->kind == LAYOUT_RULE ? compose_kind(c, node, width, g) : compose_boxed(c, node, width, st, g);
	galley_space(g, st->after);
	if (st->keep_next)
		g->glue = KEPT_LINES;
	return ok;
}
