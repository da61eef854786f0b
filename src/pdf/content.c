/* content.c: the content stream of a page (ISO 32000-1, 8.5, 9.4 and 14.6).
 *
 *     /P<</MCID 3>>BDC BT /F0 10.5 Tf 56.693 700.2 Td[(abcd)-12(ef)]TJ 0 -14 Td(gh)Tj ET EMC
 *
 * Nothing is drawn outside a mark or an artifact. Operations in a row that show one element share a mark. Font, size and colour are
 * written when they change.
 *
 * Codes are two bytes in a literal string: half of what hex digits take, and deflate is most of what is left of writing a page.
 *
 * Exactness: every run begins at its position to 1/1000 pt. Inside a run the viewer moves by the widths of the font (1/1000 em); where
 * that differs from what layout wants by half of 1/1000 em or more, a whole number in TJ corrects it. The difference is measured from the
 * viewer's exact pen position, so errors do not add up: no glyph is off by more than 1/2000 em (0.005 pt at 10 pt). Correcting what
 * remains would put a number between most glyphs, as advances are rounded to 1/1000 pt, and nobody could see it.
 *
 * Units: millipoints; the pen inside a run in millionths of a point, so that width times size is exact. */
#include "pdf/content.h"
#include "pdf/syntax.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PEN 1000                     /* pen units in a millipoint */

struct pdf_content {
	struct pdf_fonts *fonts;     /* borrowed */
	struct pdf_tags *tags;       /* borrowed */
	struct pdf_drawing *drawing; /* borrowed */
	struct buf out;
	mpt height;                  /* of the page */
	int32_t page;                /* [0-based] */

	/* graphics state of the viewer; unknown when a stream begins, as another may stand before it */
	bool color_known;
	uint32_t color;
	const struct pdf_font *font;
	mpt size;
	struct pdf_font *run_font;   /* of the run in hand */

	/* what is open */
	bool marked, in_text;
	bool shown;                  /* something was shown since the last Td: the viewer's pen has left the start of the text line */
	enum layout_artifact artifact;
	int32_t node;                /* last one in the open mark */
	mpt line_x, line_y;          /* start of the viewer's text line, y up */

	/* the show operation in hand: codes and corrections between ( and ) */
	struct buf show;
	bool corrected;              /* needs TJ */
	mpt show_x, show_y;          /* where it begins, y up */
	int64_t pen;                 /* from show_x on [1/1000 mpt] */
};

struct pdf_content *pdf_content_new(struct pdf_fonts *fonts, struct pdf_tags *tags, struct pdf_drawing *drawing)
{
	struct pdf_content *c = mem_zalloc(sizeof *c);

	c->fonts = fonts;
	c->tags = tags;
	c->drawing = drawing;
	return c;
}

void pdf_content_drop(struct pdf_content *c)
{
	if (c == NULL)
		return;
	buf_drop(&c->out);
	buf_drop(&c->show);
	free(c);
}

/* ---- marks */

static void begin_text(struct pdf_content *c)
{
	if (c->in_text)
		return;
	buf_puts(&c->out, "BT\n");
	c->in_text = true;
	c->shown = false;
	c->line_x = c->line_y = 0;
}

static void end_text(struct pdf_content *c)
{
	if (c->in_text)
		buf_puts(&c->out, "ET\n");
	c->in_text = false;
}

static void end_mark(struct pdf_content *c)
{
	end_text(c);
	if (c->marked)
		buf_puts(&c->out, "EMC\n");
	c->marked = false;
}

static const char *artifact_begin(enum layout_artifact a)
{
	switch (a) {
	case LAYOUT_ARTIFACT_HEADER: return "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n";
	case LAYOUT_ARTIFACT_FOOTER: return "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
	case LAYOUT_ARTIFACT_PAGINATION: return "/Artifact<</Type/Pagination>>BDC\n";
	default: return "/Artifact<</Type/Layout>>BDC\n";
	}
}

static void begin_mark(struct pdf_content *c, const struct layout_op *op)
{
	if (c->marked && c->artifact == op->artifact) {
		if (op->artifact != LAYOUT_REAL)
			return;
		if (pdf_tags_continues(c->tags, c->node, op->node)) {
			c->node = op->node;
			return;
		}
	}
	end_mark(c);
	c->marked = true;
	c->artifact = op->artifact;
	c->node = op->node;
	if (op->artifact != LAYOUT_REAL) {
		buf_puts(&c->out, artifact_begin(op->artifact));
		return;
	}
	buf_putc(&c->out, '/');
	buf_puts(&c->out, layout_role_name(pdf_tags_role(c->tags, op->node)));
	buf_puts(&c->out, "<</MCID ");
	pdf_int(&c->out, pdf_tags_mark(c->tags, op->node, c->page));
	buf_puts(&c->out, ">>BDC\n");
}

/* ---- state */

static void put_channel(struct buf *b, unsigned v)   /* 0..255 -> 0..1 with four decimals: enough to tell 256 levels apart */
{
	unsigned n = (v * 20000 + 255) / 510;

	if (n == 0 || n == 10000) {
		buf_putc(b, n == 0 ? '0' : '1');
		return;
	}
	buf_printf(b, "0.%04u", n);
	while (b->p[b->len - 1] == '0')
		b->p[--b->len] = '\0';
}

static void set_color(struct pdf_content *c, uint32_t color)
{
	unsigned r = color >> 16 & 255, g = color >> 8 & 255, b = color & 255;

	if (c->color_known && c->color == color)
		return;
	put_channel(&c->out, r);
	if (r != g || g != b) {
		buf_putc(&c->out, ' ');
		put_channel(&c->out, g);
		buf_putc(&c->out, ' ');
		put_channel(&c->out, b);
		buf_puts(&c->out, " rg\n");
	} else {
		buf_puts(&c->out, " g\n");
	}
	c->color_known = true;
	c->color = color;
}

static void set_font(struct pdf_content *c, const struct pdf_font *font, mpt size)
{
	if (c->font == font && c->size == size)
		return;
	buf_printf(&c->out, "/F%d ", pdf_font_number(font));
	pdf_length(&c->out, size);
	buf_puts(&c->out, " Tf\n");
	c->font = font;
	c->size = size;
}

/* ---- showing glyphs */

static void begin_show(struct pdf_content *c, mpt x, mpt y)
{
	buf_clear(&c->show);
	c->corrected = false;
	c->show_x = x;
	c->show_y = y;
	c->pen = 0;
}

static void end_show(struct pdf_content *c)
{
	if (c->show.len == 0)
		return;
	begin_text(c);
	if (c->shown || c->show_x != c->line_x || c->show_y != c->line_y) {
		pdf_length(&c->out, c->show_x - c->line_x);
		buf_putc(&c->out, ' ');
		pdf_length(&c->out, c->show_y - c->line_y);
		buf_puts(&c->out, " Td");
		c->line_x = c->show_x;
		c->line_y = c->show_y;
	}
	buf_puts(&c->out, c->corrected ? "[(" : "(");
	buf_add(&c->out, c->show.p, c->show.len);
	buf_puts(&c->out, c->corrected ? ")]TJ\n" : ")Tj\n");
	c->shown = true;
	buf_clear(&c->show);
}

/* Shows a glyph with its origin at x [mpt] on the baseline of the show operation. */
static void show_glyph(struct pdf_content *c, mpt x, uint32_t gid)
{
	int width;
	unsigned code = pdf_font_code(c->run_font, gid, &width);
	int64_t off = (int64_t)(x - c->show_x) * PEN - c->pen;
	int64_t n = (2 * off + (off < 0 ? -c->size : c->size)) / (2 * (int64_t)c->size);

	if (n != 0) {
		buf_putc(&c->show, ')');
		pdf_int(&c->show, -n);
		buf_putc(&c->show, '(');
		c->pen += n * c->size;
		c->corrected = true;
	}
	pdf_literal16(&c->show, code);
	c->pen += (int64_t)width * c->size;
}

/* ---- clusters: which text a group of glyphs stands for */

/* The glyphs [i, j) that share a cluster, and its text [from, to). Clusters grow with the glyphs, or shrink in a right-to-left run. */
static size_t cluster_at(const struct text_run *r, size_t i, uint32_t *from, uint32_t *to)
{
	size_t j = i + 1;

	while (j < r->n && r->glyphs[j].cluster == r->glyphs[i].cluster)
		j++;
	*from = r->glyphs[i].cluster;
	if (r->rtl)
		*to = i > 0 ? r->glyphs[i - 1].cluster : r->to;
	else
		*to = j < r->n ? r->glyphs[j].cluster : r->to;
	return j;
}

/* Base letter and marks as glyphs of their own: each has its own character, in order. */
static bool is_one_to_one(const struct pdf_content *c, const struct text_run *r, size_t i, size_t j, const char *s, const char *end)
{
	for (; i < j; i++) {
		uint32_t gid;
		if (s >= end || !pdf_font_nominal(c->run_font, utf8_next(&s, end), &gid) || gid != r->glyphs[i].gid)
			return false;
	}
	return s == end;
}

/* True when extraction gets the cluster's text from the codes alone. */
static bool codes_tell(const struct pdf_content *c, const struct text_run *r, size_t i, size_t j, uint32_t from, uint32_t to)
{
	const char *s = r->text + from, *end = r->text + to;
	bool ok = true;

	if (j - i == 1)
		return s < end && pdf_font_means(c->run_font, r->glyphs[i].gid, s, (size_t)(end - s));
	if (!is_one_to_one(c, r, i, j, s, end))
		return false;
	for (; i < j; i++) {
		const char *start = s;
		utf8_next(&s, end);
		ok &= pdf_font_means(c->run_font, r->glyphs[i].gid, start, (size_t)(s - start));
	}
	return ok;
}

/* ---- runs */

static void show_glyphs(struct pdf_content *c, const struct layout_op *op, size_t i, size_t j, mpt *x)
{
	mpt base = c->height - op->y;

	for (; i < j; i++) {
		const struct text_glyph *g = &op->run.glyphs[i];
		if (base + g->dy != c->show_y) {     /* a mark that stands higher or lower */
			end_show(c);
			begin_show(c, *x + g->dx, base + g->dy);
		}
		show_glyph(c, *x + g->dx, g->gid);
		*x += g->advance;
	}
}

/* 14.9.4: what the glyphs stand for, where their codes cannot say it. It has a mark of its own: within another, Poppler takes its end
 * for that of the outer one and loses the rest of the paragraph. */
static void show_with_actual_text(struct pdf_content *c, const struct layout_op *op, size_t i, size_t j, const char *s, size_t n, mpt *x)
{
	mpt y = c->show_y;

	end_show(c);
	end_mark(c);
	buf_printf(&c->out, "/Span<</MCID %d/ActualText<FEFF", (int)pdf_tags_mark(c->tags, op->node, c->page));
	pdf_utf16(&c->out, s, n);
	buf_puts(&c->out, ">>>BDC\n");
	c->marked = true;
	begin_show(c, *x, y);
	show_glyphs(c, op, i, j, x);
	end_show(c);
	end_mark(c);
	begin_show(c, *x, c->height - op->y);
}

/* A space that line breaking has dropped: extraction needs it, the eye does not. */
static void show_space(struct pdf_content *c, const struct layout_op *op, mpt x)
{
	uint32_t gid;

	if (!pdf_font_nominal(c->run_font, ' ', &gid))
		return;
	begin_mark(c, op);
	if (c->show_y != c->height - op->y) {
		end_show(c);
		begin_show(c, x, c->height - op->y);
	}
	pdf_font_means(c->run_font, gid, " ", 1);
	show_glyph(c, x, gid);
}

static void play_text(struct pdf_content *c, const struct layout_op *op)
{
	const struct text_run *r = &op->run;
	mpt x = op->x;
	uint32_t from, to;

	if (r->n == 0)
		return;
	set_color(c, op->color);
	c->run_font = pdf_fonts_of(c->fonts, r->face);
	set_font(c, c->run_font, r->size);
	begin_show(c, x, c->height - op->y);
	for (size_t i = 0, j; i < r->n; i = j) {
		j = cluster_at(r, i, &from, &to);
		if (codes_tell(c, r, i, j, from, to) || op->artifact != LAYOUT_REAL) {
			begin_mark(c, op);
			show_glyphs(c, op, i, j, &x);
		} else {
			show_with_actual_text(c, op, i, j, r->text + from, to - from, &x);
		}
	}
	if (op->space_after)
		show_space(c, op, x);
	end_show(c);
}

static void play_rule(struct pdf_content *c, const struct layout_op *op)
{
	begin_mark(c, op);
	end_text(c);
	set_color(c, op->color);
	pdf_length(&c->out, op->x);
	buf_putc(&c->out, ' ');
	pdf_length(&c->out, c->height - op->y - op->h);
	buf_putc(&c->out, ' ');
	pdf_length(&c->out, op->w);
	buf_putc(&c->out, ' ');
	pdf_length(&c->out, op->h);
	buf_puts(&c->out, " re f\n");
}

/* colour and font stay as they are: the drawing stands between q and Q */
static void play_drawing(struct pdf_content *c, const struct layout_op *op)
{
	if (op->drawing.n == 0)
		return;
	begin_mark(c, op);
	end_text(c);
	pdf_drawing_play(c->drawing, op, c->height, &c->out);
}

const struct buf *pdf_content_play(struct pdf_content *c, const struct layout_page *page, int32_t page_index)
{
	buf_clear(&c->out);
	c->height = page->height;
	c->page = page_index;
	c->color_known = false;
	c->font = NULL;
	for (size_t i = 0; i < page->n; i++) {
		const struct layout_op *op = &page->ops[i];
		assert(op->artifact != LAYOUT_REAL || op->node != LAYOUT_NONE);
		if (op->kind == LAYOUT_OP_TEXT)
			play_text(c, op);
		else if (op->kind == LAYOUT_OP_RULE)
			play_rule(c, op);
		else if (op->kind == LAYOUT_OP_DRAW)
			play_drawing(c, op);
	}
	end_mark(c);
	return &c->out;
}
