/* trace.c: the trace device: display list and tree as text, for goldens. All numbers are integers [mpt], so a golden needs no tolerance.
 *
 *     budget 1                                                                     pages at most; only where there is one
 *     page 1 595276x841890
 *     area 56693 44000 481890x743890                                               the body box; heads and feet stand above and below
 *     text 56693 70000 +36110 10500 NotoSerif-Regular #4 "The ask" #000000       x y width size
 *     text 56693 84000 +5250 10500 NotoSerif-Regular header "..." #666666        an artifact, by name
 *     rule 56693 90000 400000x500 layout #CCCCCC
 *     link 56693 60000 90000x14000 #5
 *     draw 56693 90000 60000x20000 #7               a drawing, then its operators, from its top left corner
 *       rectangle 0 0 10000 10000
 *       fill
 *     running 1
 *     ...
 *     tree
 *     Document #0 @1,56693
 *       Div #1 @1,60000 columns                                                    its children stand side by side
 *       Sect #2 @1,65000 pages=2                                                   a part with a page budget of its own
 *       P #3 @1,70000 10500/14000                                                  a paragraph: size and leading
 *         text #4 @1,70000 "The ask"
 *
 * Below the tree of a report with claims, 'attest run --trace' adds a line "values" and what each printed value rests on (bind/told.c).
 *
 * The width guards shaping: kerning, ligatures, tracking. A text with a space after it ends with " +space". Pages in the tree count from
 * 1, as those above. */
#include "pdf/device.h"

#include <stdlib.h>
#include <string.h>

struct trace_device {
	struct file_out *out;        /* borrowed */
	struct layout_doc *doc;      /* borrowed */
	struct buf line;
};

struct trace_device *trace_device_new(struct file_out *out, struct layout_doc *doc)
{
	struct trace_device *d = mem_zalloc(sizeof *d);

	d->out = out;
	d->doc = doc;
	return d;
}

void trace_device_drop(struct trace_device *d)
{
	if (d == NULL)
		return;
	buf_drop(&d->line);
	free(d);
}

static void put_line(struct trace_device *d)
{
	buf_putc(&d->line, '\n');
	file_out_write(d->out, d->line.p, d->line.len);
	buf_clear(&d->line);
}

static bool done(const struct trace_device *d, struct err *e)
{
	return file_out_ok(d->out, e);
}

static void put_quoted(struct buf *b, const char *s, size_t n)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c < 0x20)
			buf_printf(b, "\\x%02x", c);
		else
			buf_putc(b, (char)c);
	}
	buf_putc(b, '"');
}

/* ---- operations */

static void put_mark(struct buf *b, const struct layout_op *op)
{
	static const char *const names[] = {
		[LAYOUT_ARTIFACT_HEADER] = "header", [LAYOUT_ARTIFACT_FOOTER] = "footer",
		[LAYOUT_ARTIFACT_PAGINATION] = "pagination", [LAYOUT_ARTIFACT_LAYOUT] = "layout",
	};

	if (op->artifact == LAYOUT_REAL)
		buf_printf(b, " #%d", (int)op->node);
	else
		buf_printf(b, " %s", names[op->artifact]);
}

static void put_draw(struct trace_device *d, const struct layout_draw *op)
{
	static const struct { const char *name; int n; } kinds[LAYOUT_DRAW_COUNT] = {
		[LAYOUT_DRAW_SAVE] = {"save", 0}, [LAYOUT_DRAW_RESTORE] = {"restore", 0}, [LAYOUT_DRAW_CONCAT] = {"concat", 6},
		[LAYOUT_DRAW_MOVE] = {"move", 2}, [LAYOUT_DRAW_LINE] = {"line", 2}, [LAYOUT_DRAW_CURVE] = {"curve", 6},
		[LAYOUT_DRAW_RECTANGLE] = {"rectangle", 4}, [LAYOUT_DRAW_CLOSE] = {"close", 0}, [LAYOUT_DRAW_FILL] = {"fill", 0},
		[LAYOUT_DRAW_EOFILL] = {"eofill", 0}, [LAYOUT_DRAW_STROKE] = {"stroke", 0}, [LAYOUT_DRAW_FILL_STROKE] = {"fill-stroke", 0},
		[LAYOUT_DRAW_EOFILL_STROKE] = {"eofill-stroke", 0}, [LAYOUT_DRAW_CLIP] = {"clip", 0}, [LAYOUT_DRAW_EOCLIP] = {"eoclip", 0},
		[LAYOUT_DRAW_END] = {"end", 0}, [LAYOUT_DRAW_WIDTH] = {"width", 1}, [LAYOUT_DRAW_CAP] = {"cap", 1}, [LAYOUT_DRAW_JOIN] = {"join", 1},
		[LAYOUT_DRAW_DASH] = {"dash", 6}, [LAYOUT_DRAW_FILL_COLOR] = {"fill-color", 0}, [LAYOUT_DRAW_STROKE_COLOR] = {"stroke-color", 0},
	};
	int n = op->kind == LAYOUT_DRAW_DASH ? 2 + op->v[0] : kinds[op->kind].n;

	buf_printf(&d->line, "  %s", kinds[op->kind].name);
	for (int i = 0; i < n; i++)
		buf_printf(&d->line, " %d", (int)op->v[i]);
	if (op->kind == LAYOUT_DRAW_FILL_COLOR || op->kind == LAYOUT_DRAW_STROKE_COLOR)
		buf_printf(&d->line, " #%06X", (unsigned)op->v[0]);
	put_line(d);
}

static void put_op(struct trace_device *d, const struct layout_op *op)
{
	struct buf *b = &d->line;
	const struct text_run *r = &op->run;

	switch (op->kind) {
	case LAYOUT_OP_TEXT:
		buf_printf(b, "text %d %d +%d %d %s%s", (int)op->x, (int)op->y, (int)op->w, (int)r->size, text_face_name(r->face),
		    r->rtl ? " rtl" : "");
		put_mark(b, op);
		buf_putc(b, ' ');
		put_quoted(b, r->text + r->from, r->to - r->from);
		break;
	case LAYOUT_OP_RULE:
	case LAYOUT_OP_LINK:
	case LAYOUT_OP_DRAW:
		buf_printf(b, "%s %d %d %dx%d", op->kind == LAYOUT_OP_RULE ? "rule" : op->kind == LAYOUT_OP_LINK ? "link" : "draw", (int)op->x, (int)op->y, (int)op->w, (int)op->h);
		put_mark(b, op);
		break;
	}
	if (op->kind == LAYOUT_OP_TEXT || op->kind == LAYOUT_OP_RULE)
		buf_printf(b, " #%06X", (unsigned)op->color);
	if (op->kind == LAYOUT_OP_TEXT && op->space_after)
		buf_puts(b, " +space");
	put_line(d);
	for (size_t i = 0; op->kind == LAYOUT_OP_DRAW && i < op->drawing.n; i++)
		put_draw(d, &op->drawing.v[i]);
}

static void put_area(struct trace_device *d, const struct layout_page *page)
{
	const struct layout_geometry *g = &layout_info(d->doc)->geometry;
	mpt left = g->mirrored && page->number % 2 == 0 ? g->outer : g->inner;

	buf_printf(&d->line, "area %d %d %dx%d", (int)left, (int)g->top, (int)(page->width - g->inner - g->outer),
	    (int)(page->height - g->top - g->bottom));
	put_line(d);
}

static bool sink_page(void *ctx, const struct layout_page *page, struct err *e)
{
	struct trace_device *d = ctx;
	int budget = layout_info(d->doc)->page_budget;

	if (page->number == 1 && budget > 0) {
		buf_printf(&d->line, "budget %d", budget);
		put_line(d);
	}
	buf_printf(&d->line, "page %d %dx%d", page->number, (int)page->width, (int)page->height);
	put_line(d);
	put_area(d, page);
	for (size_t i = 0; i < page->n; i++)
		put_op(d, &page->ops[i]);
	return done(d, e);
}

static bool sink_running(void *ctx, const struct layout_page *page, struct err *e)
{
	struct trace_device *d = ctx;

	buf_printf(&d->line, "running %d", page->number);
	put_line(d);
	for (size_t i = 0; i < page->n; i++)
		put_op(d, &page->ops[i]);
	return done(d, e);
}

/* ---- the tree */

static const char *node_name(const struct layout_node *n)
{
	if (n->role != LAYOUT_ROLE_NONE)
		return layout_role_name(n->role);
	switch (n->kind) {
	case LAYOUT_TEXT: return "text";
	case LAYOUT_MARK: return "mark";
	case LAYOUT_PAGE_REF: return "page-number";
	case LAYOUT_BREAK: return "break";
	case LAYOUT_PAGE_BREAK: return "page-break";
	case LAYOUT_RULE: return "rule";
	case LAYOUT_CANVAS: return "canvas";
	case LAYOUT_INLINE: return "inline";
	default: return "block";
	}
}

static void put_quoted_field(struct buf *b, const char *name, const char *s)
{
	if (s == NULL)
		return;
	buf_printf(b, " %s", name);
	put_quoted(b, s, strlen(s));
}

static bool is_inline(enum layout_kind k)
{
	return k == LAYOUT_INLINE || k == LAYOUT_TEXT || k == LAYOUT_MARK || k == LAYOUT_PAGE_REF || k == LAYOUT_BREAK;
}

/* size and leading of what is laid out in lines: paragraphs, and flows that hold text directly */
static void put_lines(struct trace_device *d, const struct layout_doc *doc, int32_t at)
{
	const struct layout_node *n = layout_node(doc, at);
	const struct layout_style *s = NULL;

	if (n->first == LAYOUT_NONE || is_inline(n->kind) || !is_inline(layout_node(doc, n->first)->kind))
		return;
	for (; at != LAYOUT_NONE && s == NULL; at = layout_node(doc, at)->parent)
		s = layout_node(doc, at)->style;
	if (s == NULL)
		s = layout_info(d->doc)->body;
	if (s != NULL)
		buf_printf(&d->line, " %d/%d", (int)s->text.size, (int)s->leading);
}

static void put_node(struct trace_device *d, const struct layout_doc *doc, int32_t at, int depth)
{
	const struct layout_node *n = layout_node(doc, at);
	struct buf *b = &d->line;

	buf_printf(b, "%*s%s #%d", 2 * depth, "", node_name(n), (int)at);
	if (n->dropped)
		buf_puts(b, " dropped");
	else if (n->placed)
		buf_printf(b, " @%d,%d", (int)n->page + 1, (int)n->y);
	if (n->placed && !n->dropped)
		put_lines(d, doc, at);
	if (n->kind == LAYOUT_COLUMNS && n->role != LAYOUT_LI)
		buf_puts(b, " columns");
	if (n->pages > 0)
		buf_printf(b, " pages=%d", n->pages);
	if (n->role == LAYOUT_TH)
		buf_puts(b, n->column_scope ? " column" : " row");
	if (n->role == LAYOUT_L && n->numbered)
		buf_puts(b, " numbered");
	if (n->rowspan > 1 || n->colspan > 1)
		buf_printf(b, " span %dx%d", n->colspan, n->rowspan);
	put_quoted_field(b, "lang=", n->lang);
	put_quoted_field(b, "alt=", n->alt);
	put_quoted_field(b, "url=", n->url);
	if (n->dest != LAYOUT_NONE)
		buf_printf(b, " dest=#%d", (int)n->dest);
	put_quoted_field(b, "", n->text);
	put_line(d);
	for (int32_t c = n->first; c != LAYOUT_NONE; c = layout_node(doc, c)->next)
		put_node(d, doc, c, depth + 1);
}

static bool sink_finish(void *ctx, const struct layout_doc *doc, struct err *e)
{
	struct trace_device *d = ctx;

	buf_puts(&d->line, "tree");
	put_line(d);
	if (layout_node_count(doc) > 0)
		put_node(d, doc, 0, 0);
	return done(d, e);
}

void trace_device_sink(struct trace_device *d, struct layout_sink *sink)
{
	*sink = (struct layout_sink){ .ctx = d, .page = sink_page, .running = sink_running, .finish = sink_finish };
}
