/* layout_fixture.h: a document on A4, and its display list as text, for the tests of src/layout.
 *
 *   #1                     a page
 *   70866,74380 text       x and y of the baseline [mpt]
 *   link x,y wxh           rules likewise
 *   70866,74380 ~text      an artifact */
#ifndef LAYOUT_FIXTURE_H
#define LAYOUT_FIXTURE_H

#include "font_fixture.h"
#include "layout/layout.h"

static struct layout_style body = {.text = {.family = TEXT_SANS, .size = 10000}, .leading = 13000};

struct seen { struct buf text; int pages; size_t repeated; int last_real_page; bool finished; };

static inline bool on_page(void *ctx, const struct layout_page *p, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	s->pages = p->number;
	buf_printf(&s->text, "#%d\n", p->number);
	for (size_t i = 0; i < p->n; i++) {
		const struct layout_op *op = &p->ops[i];
		s->repeated += op->artifact == LAYOUT_ARTIFACT_PAGINATION;
		if (op->kind == LAYOUT_OP_TEXT)
			buf_printf(&s->text, "%d,%d %s%.*s\n", op->x, op->y, op->artifact == LAYOUT_REAL ? "" : "~", (int)(op->run.to - op->run.from), op->run.text + op->run.from);
		else
			buf_printf(&s->text, "%s %d,%d %dx%d\n", op->kind == LAYOUT_OP_LINK ? "link" : "rule", op->x, op->y, op->w, op->h);
	}
	return true;
}

static inline bool on_running(void *ctx, const struct layout_page *p, struct err *e)
{
	(void)ctx, (void)p, (void)e;
	return true;
}

static inline bool on_finish(void *ctx, const struct layout_doc *d, struct err *e)
{
	(void)e, (void)d;
	((struct seen *)ctx)->finished = true;
	return true;
}

static inline struct layout_doc *new_doc(void)
{
	struct layout_doc *d = layout_doc_new();
	struct layout_info *i = layout_info(d);

	i->lang = "en";
	i->body = &body;
	i->geometry = (struct layout_geometry){.width = 595276, .height = 841890, .top = 64000, .bottom = 63000, .inner = 70866, .outer = 56693};
	layout_add(d, LAYOUT_NONE, LAYOUT_DOCUMENT, LAYOUT_FLOW, &body);
	return d;
}

static inline int32_t add_p(struct layout_doc *d, int32_t parent, const char *text)
{
	int32_t p = layout_add(d, parent, LAYOUT_P, LAYOUT_PARAGRAPH, NULL);

	layout_add_text(d, p, NULL, text, strlen(text));
	return p;
}

static inline struct seen run(struct layout_doc *d, bool want, struct err *e)
{
	struct seen s = {0};
	struct layout_sink sink = {&s, on_page, on_running, on_finish};
	struct text_fonts *f = text_fonts_new(font_file, NULL);

	assert_int_equal(layout_run(d, f, NULL, &sink, e), want);
	text_fonts_drop(f);
	return s;
}

static inline struct seen run_ok(struct layout_doc *d)
{
	struct err e = {0};
	struct seen s = run(d, true, &e);

	assert_string_equal(e.msg, "");
	assert_true(s.finished);
	return s;
}

static const char lorem[] = "The quick brown fox jumps over the lazy dog and then it goes home, where nobody waits for it but a cat. ";

static inline int32_t add_row(struct layout_doc *d, int32_t group, int n, const char *text)
{
	int32_t row = layout_add(d, group, LAYOUT_TR, LAYOUT_ROW, NULL);

	for (int i = 0; i < n; i++) {
		int32_t cell = layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL);
		layout_add_text(d, cell, NULL, text, strlen(text));
	}
	return row;
}

#endif
