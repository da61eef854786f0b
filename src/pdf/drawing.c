/* drawing.c: plays a drawing on a page object of libharu that is part of no document; what libharu writes goes into our own content stream.
 *
 *     layout_draw -> HPDF_Page_... -> scratch page's stream -> numbers made exact -> content stream
 *
 *     q 1 0 0 -1 70.866 500 cm       the canvas: its origin at the top left corner, y down
 *     -1 -1 202 102 re W n           nothing outside of it
 *     0 0 0 rg                       the colour that the text before has left
 *     ... Q
 *
 * libharu holds numbers in single floats and writes five decimals cut off (595.276 comes out as 595.27597). Every number that it wrote is
 * compared with the integer that it stands for, to half a unit of the last place we keep, and that integer is written. So order and syntax
 * are libharu's, the numbers exact, and a number that libharu got wrong (#258: small ones; over 32767: cut) is an error, not a picture that
 * is a little off. Layout keeps lengths below 14400 pt, where neighbouring floats are less than 1/1000 pt apart. */
#include "pdf/drawing.h"
#include "pdf/syntax.h"

#include <hpdf_pages.h>
#include <stdlib.h>

#define LENGTH MPT_PER_PT            /* units of a number: 1/1000 pt, */
#define FRACTION LAYOUT_DRAW_UNIT    /* or 1/10000 of a colour channel or of a matrix */
#define DECIMALS 100000              /* what libharu writes */

struct pdf_drawing {
	HPDF_Xref xref;              /* owned: a cross-reference list of its own, so that the page is never written */
	HPDF_Page page;              /* in xref */
	HPDF_Stream stream;          /* owned: libharu writes through it into `text` */
	struct buf text;             /* of the operator in hand */
	HPDF_STATUS refused;         /* the first status that is none of success */
	char inexact[96];            /* the first number that came out wrong, "" none */
};

static HPDF_STATUS append_to_text(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
	buf_add(stream->attr, p, n);
	return HPDF_OK;
}

static void new_page(struct pdf_drawing *d, HPDF_MMgr mmgr)
{
	d->xref = HPDF_Xref_New(mmgr, 0);
	d->page = HPDF_Page_New(mmgr, d->xref);
	((HPDF_PageAttr)d->page->attr)->stream = d->stream;
}

struct pdf_drawing *pdf_drawing_new(struct pdf_writer *w)
{
	struct pdf_drawing *d = mem_zalloc(sizeof *d);
	HPDF_MMgr mmgr = pdf_writer_haru(w)->mmgr;

	d->stream = HPDF_CallbackWriter_New(mmgr, append_to_text, &d->text);
	new_page(d, mmgr);
	return d;
}

void pdf_drawing_drop(struct pdf_drawing *d)
{
	if (d == NULL)
		return;
	HPDF_Xref_Free(d->xref);
	HPDF_Stream_Free(d->stream);
	buf_drop(&d->text);
	free(d);
}

bool pdf_drawing_ok(const struct pdf_drawing *d, struct err *e)
{
	if (d->refused != HPDF_OK)
		return err_set(e, "cannot draw a figure: libharu error 0x%04lX", (unsigned long)d->refused);
	if (d->inexact[0] != '\0')
		return err_set(e, "cannot draw a figure: %s", d->inexact);
	return true;
}

/* ---- numbers */
struct number { int64_t n; int unit; };      /* n / unit */

/* reads one that libharu wrote, in 1/DECIMALS */
static int64_t read_number(const char **s)
{
	bool minus = **s == '-';
	int64_t n = 0, part = DECIMALS;

	*s += minus;
	for (; **s >= '0' && **s <= '9'; ++*s)
		n = n * 10 + (**s - '0');
	n *= DECIMALS;
	if (**s == '.')
		for (++*s; **s >= '0' && **s <= '9'; ++*s)
			n += (**s - '0') * (part /= 10);
	return minus ? -n : n;
}

static void put_number(struct buf *out, struct number v)
{
	int64_t n = v.n < 0 ? -v.n : v.n, rest = n % v.unit;

	if (v.unit == LENGTH) {
		pdf_length(out, v.n);
		return;
	}
	if (v.n < 0)
		buf_putc(out, '-');
	pdf_int(out, n / v.unit);
	if (rest == 0)
		return;
	buf_printf(out, ".%04d", (int)rest);
	while (out->p[out->len - 1] == '0')
		out->p[--out->len] = '\0';
}

/* the operator that libharu has just written, with exact numbers */
static void take(struct pdf_drawing *d, HPDF_STATUS status, const struct number *v, size_t n, struct buf *out)
{
	const char *s = d->text.p != NULL ? d->text.p : "";
	size_t i = 0;

	if (status != HPDF_OK && d->refused == HPDF_OK)
		d->refused = status;
	while (*s != '\0' && d->refused == HPDF_OK) {
		if (*s == '-' || (*s >= '0' && *s <= '9')) {
			const char *from = s;
			int64_t got = read_number(&s), unit = i < n ? DECIMALS / v[i].unit : 1, off = i < n ? got - v[i].n * unit : 1;
			if ((i >= n || 2 * off > unit || 2 * off < -unit) && d->inexact[0] == '\0')
				snprintf(d->inexact, sizeof d->inexact, "libharu wrote %.*s for another number", (int)(s - from), from);
			if (i < n)
				put_number(out, v[i]);
			i++;
		} else {
			buf_putc(out, *s++);
		}
	}
	if (i != n && d->inexact[0] == '\0')
		snprintf(d->inexact, sizeof d->inexact, "libharu wrote %zu numbers for %zu", i, n);
	buf_clear(&d->text);
}

static void take_lengths(struct pdf_drawing *d, HPDF_STATUS status, const mpt *v, size_t n, struct buf *out)
{
	struct number numbers[6];

	for (size_t i = 0; i < n; i++)
		numbers[i] = (struct number){v[i], LENGTH};
	take(d, status, numbers, n, out);
}

static HPDF_REAL pt(mpt n) { return (HPDF_REAL)((double)n / LENGTH); }
static HPDF_REAL fraction(mpt n) { return (HPDF_REAL)((double)n / FRACTION); }

/* ---- operators */
static void play_matrix(struct pdf_drawing *d, const mpt *v, struct buf *out)
{
	const struct number numbers[6] = {{v[0], FRACTION}, {v[1], FRACTION}, {v[2], FRACTION}, {v[3], FRACTION}, {v[4], LENGTH}, {v[5], LENGTH}};

	take(d, HPDF_Page_Concat(d->page, fraction(v[0]), fraction(v[1]), fraction(v[2]), fraction(v[3]), pt(v[4]), pt(v[5])), numbers, 6, out);
}

static mpt channel(uint32_t color, int shift) { return (mpt)(((color >> shift & 255) * 20000 + 255) / 510); }    /* as in content.c */

static void play_color(struct pdf_drawing *d, bool fill, uint32_t color, struct buf *out)
{
	const struct number v[3] = {{channel(color, 16), FRACTION}, {channel(color, 8), FRACTION}, {channel(color, 0), FRACTION}};
	HPDF_REAL r = fraction((mpt)v[0].n), g = fraction((mpt)v[1].n), b = fraction((mpt)v[2].n);

	take(d, fill ? HPDF_Page_SetRGBFill(d->page, r, g, b) : HPDF_Page_SetRGBStroke(d->page, r, g, b), v, 3, out);
}

/* libharu 2.3.0 knows whole numbers only, none of 0, and its later versions have another signature: the one operator of our own */
static void play_dash(const mpt *v, struct buf *out)
{
	buf_putc(out, '[');
	for (mpt i = 0; i < v[0]; i++) {
		if (i > 0)
			buf_putc(out, ' ');
		pdf_length(out, v[2 + i]);
	}
	buf_puts(out, "] ");
	pdf_length(out, v[1]);
	buf_puts(out, " d\n");
}

static void play_rectangle(struct pdf_drawing *d, const mpt *v, struct buf *out)
{
	take_lengths(d, HPDF_Page_Rectangle(d->page, pt(v[0]), pt(v[1]), pt(v[2]), pt(v[3])), v, 4, out);
}

static HPDF_STATUS play_plain(HPDF_Page p, enum layout_draw_kind kind)
{
	switch (kind) {
	case LAYOUT_DRAW_SAVE: return HPDF_Page_GSave(p);
	case LAYOUT_DRAW_RESTORE: return HPDF_Page_GRestore(p);
	case LAYOUT_DRAW_CLOSE: return HPDF_Page_ClosePath(p);
	case LAYOUT_DRAW_FILL: return HPDF_Page_Fill(p);
	case LAYOUT_DRAW_EOFILL: return HPDF_Page_Eofill(p);
	case LAYOUT_DRAW_STROKE: return HPDF_Page_Stroke(p);
	case LAYOUT_DRAW_FILL_STROKE: return HPDF_Page_FillStroke(p);
	case LAYOUT_DRAW_EOFILL_STROKE: return HPDF_Page_EofillStroke(p);
	case LAYOUT_DRAW_CLIP: return HPDF_Page_Clip(p);
	case LAYOUT_DRAW_EOCLIP: return HPDF_Page_Eoclip(p);
	case LAYOUT_DRAW_END: return HPDF_Page_EndPath(p);
	default: return HPDF_INVALID_PARAMETER;
	}
}

static void play(struct pdf_drawing *d, const struct layout_draw *op, struct buf *out)
{
	const mpt *v = op->v;

	switch (op->kind) {
	case LAYOUT_DRAW_CONCAT: play_matrix(d, v, out); break;
	case LAYOUT_DRAW_MOVE: take_lengths(d, HPDF_Page_MoveTo(d->page, pt(v[0]), pt(v[1])), v, 2, out); break;
	case LAYOUT_DRAW_LINE: take_lengths(d, HPDF_Page_LineTo(d->page, pt(v[0]), pt(v[1])), v, 2, out); break;
	case LAYOUT_DRAW_CURVE:
		take_lengths(d, HPDF_Page_CurveTo(d->page, pt(v[0]), pt(v[1]), pt(v[2]), pt(v[3]), pt(v[4]), pt(v[5])), v, 6, out);
		break;
	case LAYOUT_DRAW_RECTANGLE: play_rectangle(d, v, out); break;
	case LAYOUT_DRAW_WIDTH: take_lengths(d, HPDF_Page_SetLineWidth(d->page, pt(v[0])), v, 1, out); break;
	case LAYOUT_DRAW_CAP: take(d, HPDF_Page_SetLineCap(d->page, (HPDF_LineCap)v[0]), &(struct number){v[0], 1}, 1, out); break;
	case LAYOUT_DRAW_JOIN: take(d, HPDF_Page_SetLineJoin(d->page, (HPDF_LineJoin)v[0]), &(struct number){v[0], 1}, 1, out); break;
	case LAYOUT_DRAW_DASH: play_dash(v, out); break;
	case LAYOUT_DRAW_FILL_COLOR: play_color(d, true, (uint32_t)v[0], out); break;
	case LAYOUT_DRAW_STROKE_COLOR: play_color(d, false, (uint32_t)v[0], out); break;
	default: take(d, play_plain(d->page, op->kind), NULL, 0, out);
	}
}

void pdf_drawing_play(struct pdf_drawing *d, const struct layout_op *op, mpt height, struct buf *out)
{
	const mpt canvas[6] = {LAYOUT_DRAW_UNIT, 0, 0, -LAYOUT_DRAW_UNIT, op->x, height - op->y};
	const mpt edge[4] = {-LAYOUT_OVERHANG, -LAYOUT_OVERHANG, op->w + 2 * LAYOUT_OVERHANG, op->h + 2 * LAYOUT_OVERHANG};
	const struct layout_draw clip = {.kind = LAYOUT_DRAW_CLIP}, end = {.kind = LAYOUT_DRAW_END};

	take(d, HPDF_Page_GSave(d->page), NULL, 0, out);
	play_matrix(d, canvas, out);
	play_rectangle(d, edge, out);
	play(d, &clip, out);
	play(d, &end, out);
	play_color(d, true, 0, out);
	for (size_t i = 0; i < op->drawing.n && d->refused == HPDF_OK; i++) {
		if ((i & 1023) == 0 && limit_time_over())
			break;           /* the device looks at it too, and then says so */
		play(d, &op->drawing.v[i], out);
	}
	take(d, HPDF_Page_GRestore(d->page), NULL, 0, out);
}
