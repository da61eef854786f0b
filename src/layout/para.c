/* para.c: inline content into lines.
 *
 * The leaves of a paragraph become one text with spans (node, style); each span is shaped; the glyphs are walked once and lines are ended
 * at the last break opportunity that fits: greedy, ragged right, unhyphenated. Total fit will replace break_lines() alone. */
#include "layout/compose.h"
#include "layout/doc.h"

#include <string.h>

#define WIDE (1 << 24)               /* [mpt] wider than any page: measuring stops there, so that sums of many columns stay small */

struct span {                        /* a leaf's part of the text */
	int32_t node;
	const struct layout_style *style;
	const char *lang;
	uint32_t from, to;           /* [bytes] */
};

struct piece {                       /* a shaped run of a span */
	const struct span *span;
	struct text_run run;
};

struct para {
	struct compose *c;
	const struct layout_style *style;
	struct buf text;             /* owned while composing; then moved to the arena */
	struct span *spans;
	size_t n_spans, cap_spans;
	struct piece *pieces;
	size_t n_pieces;
	unsigned char *breaks;       /* [bytes of text] */
	struct kept { uint32_t from, to; } *kept;    /* source marks: no line ends before them, or inside other than at a space [bytes] */
	size_t n_kept, cap_kept;
	const char *stable;          /* the text in the arena */
	bool measuring;              /* marks are not resolved then */
};

/* ---- collecting */

static void add_span(struct para *p, int32_t node, const char *text, size_t n)
{
	struct span *grown;
	uint32_t from = (uint32_t)p->text.len;

	for (size_t i = 0; i < n; i++) {         /* white space of the source is one space; none at the start of a line */
		if ((unsigned char)text[i] == 0xc2 && (unsigned char)text[i + 1] == 0xad) {
			i++;             /* a soft hyphen: lines are not hyphenated, so that no word may part there */
			continue;
		}
		char ch = text[i] == '\t' || text[i] == '\r' || text[i] == '\n' ? ' ' : text[i];
		char before = p->text.len > 0 ? p->text.p[p->text.len - 1] : '\n';
		if (ch != ' ' || (before != ' ' && before != '\n'))
			buf_putc(&p->text, ch);
	}
	if (p->text.len == from)
		return;
	if (p->n_spans == p->cap_spans) {
		p->cap_spans = p->cap_spans ? 4 * p->cap_spans : 2;
		grown = arena_alloc(p->c->arena, p->cap_spans * sizeof *grown);
		if (p->n_spans > 0)
			memcpy(grown, p->spans, p->n_spans * sizeof *grown);
		p->spans = grown;
	}
	p->spans[p->n_spans++] = (struct span){.node = node, .style = style_of(p->c->doc, node), .lang = lang_of(p->c->doc, node),
	    .from = from, .to = (uint32_t)p->text.len};
}

static void collect(struct para *p, int32_t node);

static void keep_whole(struct para *p, uint32_t from)
{
	if (p->n_kept == p->cap_kept) {
		struct kept *grown = arena_alloc(p->c->arena, (p->cap_kept = 2 * p->cap_kept + 8) * sizeof *grown);
		if (p->n_kept > 0)
			memcpy(grown, p->kept, p->n_kept * sizeof *grown);
		p->kept = grown;
	}
	p->kept[p->n_kept++] = (struct kept){from, (uint32_t)p->text.len};
}

static void collect_mark(struct para *p, int32_t node)
{
	const struct layout_resolver *r = p->c->resolver;
	uint32_t from = (uint32_t)p->text.len;
	const char *text;

	if (p->measuring) {
		add_span(p, node, "[00]", 4);
		keep_whole(p, from);
		return;
	}
	layout_node(p->c->doc, node)->first = layout_node(p->c->doc, node)->last = LAYOUT_NONE;
	text = r != NULL && r->mark != NULL ? r->mark(r->ctx, p->c->doc, node) : NULL;
	if (text != NULL)
		add_span(p, node, text, strlen(text));
	for (int32_t i = layout_node(p->c->doc, node)->first; i != LAYOUT_NONE; i = layout_node(p->c->doc, i)->next)
		collect(p, i);
	keep_whole(p, from);
}

/* what the last pass found; two figures before there was one */
static void collect_page(struct para *p, int32_t node)
{
	int page = page_of(p->c->doc, layout_node(p->c->doc, node)->dest);
	char digits[16];

	snprintf(digits, sizeof digits, page > 0 ? "%d" : "00", page);
	add_span(p, node, digits, strlen(digits));
}

static void collect(struct para *p, int32_t node)
{
	const struct layout_node *n = layout_node(p->c->doc, node);

	switch (n->kind) {
	case LAYOUT_TEXT:
		add_span(p, node, n->text, strlen(n->text));
		break;
	case LAYOUT_MARK:
		collect_mark(p, node);
		break;
	case LAYOUT_PAGE_REF:
		collect_page(p, node);
		break;
	case LAYOUT_BREAK:
		buf_putc(&p->text, '\n');
		break;
	default:
		for (int32_t i = n->first; i != LAYOUT_NONE; i = layout_node(p->c->doc, i)->next)
			collect(p, i);
	}
}

/* ---- shaping */

static void find_breaks(struct para *p)
{
	p->breaks = arena_alloc(p->c->arena, p->text.len + 1);
	text_breaks(p->stable, p->text.len, lang_of(p->c->doc, LAYOUT_NONE), p->breaks);
	for (size_t i = 0; i < p->n_kept; i++)
		for (uint32_t at = p->kept[i].from; at < p->kept[i].to; at++)
			if (at > 0 && p->breaks[at - 1] == TEXT_MAY_BREAK && (at == p->kept[i].from || p->stable[at - 1] != ' '))
				p->breaks[at - 1] = TEXT_NO_BREAK;
}

static bool name_place(const struct para *p, int32_t node)
{
	struct err why = *p->c->err;

	*p->c->err = (struct err){0};
	err_set(p->c->err, "%s%s", layout_where(p->c->doc, node), why.msg);
	return false;
}

static bool shape(struct para *p)
{
	size_t cap = 0;

	p->stable = arena_strndup(p->c->arena, p->text.p != NULL ? p->text.p : "", p->text.len);
	find_breaks(p);
	for (size_t i = 0; i < p->n_spans; i++) {
		const struct span *s = &p->spans[i];
		struct text_runs runs;
		if (!text_shape(p->c->fonts, &s->style->text, s->lang, p->stable, s->from, s->to, p->c->arena, &runs, p->c->err))
			return name_place(p, s->node);
		if (p->n_pieces + runs.n > cap) {
			struct piece *grown = arena_alloc(p->c->arena, (cap = cap > 0 ? 2 * (p->n_pieces + runs.n) + 8 : runs.n + p->n_spans - 1) * sizeof *grown);
			if (p->n_pieces > 0)
				memcpy(grown, p->pieces, p->n_pieces * sizeof *grown);
			p->pieces = grown;
		}
		for (size_t k = 0; k < runs.n; k++)
			p->pieces[p->n_pieces++] = (struct piece){.span = s, .run = runs.v[k]};
	}
	return true;
}

/* ---- lines */

struct place { size_t piece, glyph; };       /* a position between glyphs */

struct line { struct place from, to; mpt width; bool forced; };      /* width [mpt] without the spaces at its end */

static bool is_space_at(const struct para *p, uint32_t byte) { return p->stable[byte] == ' '; }

/* the byte where the cluster of a glyph ends: where the next cluster begins */
static uint32_t cluster_to(const struct text_run *r, size_t glyph)
{
	for (size_t i = glyph + 1; i < r->n; i++)
		if (r->glyphs[i].cluster != r->glyphs[glyph].cluster)
			return r->glyphs[i].cluster;
	return r->to;
}

static unsigned char break_after(const struct para *p, uint32_t end)
{
	/* a forced line end stands between spans as one byte that no run has */
	if (p->stable[end] == '\n')
		return TEXT_MUST_BREAK;
	return p->breaks[end - 1];
}

struct breaker {
	struct line *lines;
	size_t n, cap;
	struct place start, best;    /* line start; end of the best line so far */
	mpt width, solid;            /* [mpt] from start to here; the same without spaces at the end */
	mpt best_solid, best_width;
	bool have_best;
};

static void end_line(struct para *p, struct breaker *b, struct place to, mpt width, bool forced)
{
	if (b->n == b->cap) {
		struct line *grown = arena_alloc(p->c->arena, (b->cap = 4 * b->cap + 2) * sizeof *grown);
		if (b->n > 0)
			memcpy(grown, b->lines, b->n * sizeof *grown);
		b->lines = grown;
	}
	b->lines[b->n++] = (struct line){.from = b->start, .to = to, .width = width, .forced = forced};
	b->start = to;
	b->have_best = false;
}

static void break_lines(struct para *p, mpt first_room, mpt room, struct breaker *b)
{
	for (size_t i = 0; i < p->n_pieces; i++) {
		const struct text_run *r = &p->pieces[i].run;
		for (size_t k = 0; k < r->n; k++) {
			const struct text_glyph *g = &r->glyphs[k];
			bool ends = k + 1 == r->n || r->glyphs[k + 1].cluster != g->cluster;
			bool space = is_space_at(p, g->cluster);
			mpt limit = b->n == 0 ? first_room : room;
			if (!space && b->solid != 0 && b->width + g->advance > limit) {
				if (b->have_best) {
					b->width -= b->best_width;
					end_line(p, b, b->best, b->best_solid, false);
				} else if (k == 0 || r->glyphs[k - 1].cluster != g->cluster) {  /* a word wider than the line */
					end_line(p, b, (struct place){i, k}, b->solid, false);
					b->width = 0;
				}
				b->solid = b->width;
			}
			b->width += g->advance;
			if (!space)
				b->solid = b->width;
			if (!ends)
				continue;
			unsigned char kind = break_after(p, cluster_to(r, k));
			if (kind == TEXT_MUST_BREAK) {
				end_line(p, b, (struct place){i, k + 1}, b->solid, true);
				b->width = b->solid = 0;
			} else if (kind == TEXT_MAY_BREAK) {
				b->best = (struct place){i, k + 1};
				b->best_solid = b->solid;
				b->best_width = b->width;
				b->have_best = true;
			}
		}
	}
}

static int32_t link_above(const struct layout_doc *d, int32_t node)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent) {
		enum layout_kind k = layout_node(d, node)->kind;
		if (layout_node(d, node)->role == LAYOUT_LINK)
			return node;
		if (k != LAYOUT_INLINE && k != LAYOUT_TEXT && k != LAYOUT_MARK)
			break;
	}
	return LAYOUT_NONE;
}

/* the part of a piece that stands on a line: glyphs [from, to), spaces at the line end taken off */
static bool cut_piece(const struct para *p, const struct piece *pc, size_t from, size_t to, bool at_end, struct layout_op *op)
{
	const struct text_run *r = &pc->run;
	bool trimmed = false;

	while (at_end && to > from && is_space_at(p, r->glyphs[to - 1].cluster)) {
		to--;
		trimmed = true;
	}
	op->space_after = trimmed;
	if (to == from)
		return false;
	op->kind = LAYOUT_OP_TEXT;
	op->node = pc->span->node;
	op->color = pc->span->style->color;
	op->run = *r;
	op->run.glyphs = r->glyphs + from;
	op->run.n = to - from;
	op->run.from = r->glyphs[from].cluster;
	op->run.to = cluster_to(r, to - 1);
	op->run.width = 0;
	for (size_t k = from; k < to; k++)
		op->run.width += r->glyphs[k].advance;
	op->w = op->run.width;
	return true;
}

/* one rectangle for neighbouring runs of a link; last is the line's latest one */
static void add_link(const struct para *p, struct slice *s, const struct layout_op *text, struct layout_op **last)
{
	int32_t link = link_above(p->c->doc, text->node);
	mpt asc, desc, cap;

	if (link == LAYOUT_NONE)
		return;
	if (*last != NULL && (*last)->node == link) {
		(*last)->w = text->x + text->w - (*last)->x;
		return;
	}
	*last = &s->ops[s->n];
	text_face_heights(text->run.face, text->run.size, &asc, &desc, &cap);
	s->ops[s->n++] = (struct layout_op){.kind = LAYOUT_OP_LINK, .node = link, .x = text->x, .y = text->y - asc, .w = text->w,
	    .h = asc + desc};
}

/* the last piece of a line that has more than spaces */
static size_t last_solid(const struct para *p, const struct line *l)
{
	size_t last = l->to.glyph > 0 ? l->to.piece : l->to.piece - 1;

	while (last > l->from.piece) {
		const struct text_run *r = &p->pieces[last].run;
		size_t to = last == l->to.piece ? l->to.glyph : r->n;
		for (size_t k = 0; k < to; k++)
			if (!is_space_at(p, r->glyphs[k].cluster))
				return last;
		last--;
	}
	return last;
}

static mpt aligned(const struct layout_style *s, mpt room, mpt width)
{
	return s->align == LAYOUT_RIGHT ? room - width : s->align == LAYOUT_CENTER ? (room - width) / 2 : 0;
}

/* Where the baseline is below the top of a line of this style: half the leading above, half below. */
static bool baseline_of(const struct para *p, const struct layout_style *st, mpt *baseline)
{
	struct text_face *face = text_face_of(p->c->fonts, &st->text, p->c->err);
	mpt asc, desc, cap;

	if (face == NULL)
		return false;
	text_face_heights(face, st->text.size, &asc, &desc, &cap);
	*baseline = (st->leading - asc - desc) / 2 + asc;
	return true;
}

/* Larger letters within the line make it higher; smaller ones, raised or not, do not. */
static void make_room(const struct para *p, const struct line *l, mpt *baseline, mpt *height)
{
	mpt up = *baseline, down = *height - *baseline, own;

	for (size_t i = l->from.piece; i < p->n_pieces && i <= l->to.piece; i++) {
		const struct layout_style *st = p->pieces[i].span->style;
		if ((i == l->to.piece && l->to.glyph == 0) || st->text.size <= p->style->text.size || !baseline_of(p, st, &own))
			continue;
		up = own > up ? own : up;
		down = st->leading - own > down ? st->leading - own : down;
	}
	*baseline = up;
	*height = up + down;
}

static struct slice set_line(struct para *p, const struct line *l, int32_t node, mpt x, mpt baseline)
{
	struct slice s = {.height = p->style->leading, .lines = 1, .may_break = true, .block = node};
	size_t solid = last_solid(p, l), end = l->to.piece < p->n_pieces ? l->to.piece : p->n_pieces - 1;
	struct layout_op *last_text = NULL, *last_link = NULL;

	make_room(p, l, &baseline, &s.height);
	s.ops = arena_alloc(p->c->arena, 2 * (end - l->from.piece + 1) * sizeof *s.ops);
	for (size_t i = l->from.piece; i <= end; i++) {
		size_t from = i == l->from.piece ? l->from.glyph : 0, to = i == l->to.piece ? l->to.glyph : p->pieces[i].run.n;
		struct layout_op op = {.node = LAYOUT_NONE};
		while (i == l->from.piece && from < to && is_space_at(p, p->pieces[i].run.glyphs[from].cluster))
			from++;          /* spaces that began a line */
		if (from >= to)
			continue;
		if (!cut_piece(p, &p->pieces[i], from, to, i >= solid, &op)) {
			if (last_text != NULL)
				last_text->space_after = true;
			continue;
		}
		op.x = x;
		op.y = baseline - p->pieces[i].span->style->rise;
		x += op.w;
		add_link(p, &s, &op, &last_link);
		s.ops[s.n] = op;
		last_text = &s.ops[s.n++];
	}
	if (last_text != NULL && l->forced && p->stable[last_text->run.to] == '\n')
		last_text->space_after = true;
	return s;
}

static bool open_para(struct para *p, struct compose *c, int32_t node, bool measuring)
{
	*p = (struct para){.c = c, .style = style_of(c->doc, node), .measuring = measuring};
	for (int32_t i = layout_node(c->doc, node)->first; i != LAYOUT_NONE; i = layout_node(c->doc, i)->next)
		collect(p, i);
	bool ok = shape(p);
	buf_drop(&p->text);
	return ok;
}

/* ---- the decimal mark */

static uint32_t trimmed_to(const char *s, uint32_t to)
{
	for (;;) {
		if (to > 0 && (s[to - 1] == ' ' || s[to - 1] == '\n'))
			to--;
		else if (to >= 2 && memcmp(s + to - 2, "\u00A0", 2) == 0)
			to -= 2;
		else if (to >= 3 && memcmp(s + to - 3, "\u202F", 3) == 0)
			to -= 3;
		else
			return to;
	}
}

/* the byte that stands at the mark's place: the first decimal mark with a digit behind it, else where the text ends. Source marks at the
 * end are no part of the number. */
static uint32_t decimal_at(const struct para *p)
{
	const char *mark = p->c->doc->info.decimal != NULL ? p->c->doc->info.decimal : ".";
	uint32_t n = (uint32_t)strlen(mark), to = p->n_kept > 0 ? p->kept[0].from : (uint32_t)strlen(p->stable);

	for (uint32_t i = 0; n > 0 && i + n < to; i++)
		if (memcmp(p->stable + i, mark, n) == 0 && p->stable[i + n] >= '0' && p->stable[i + n] <= '9')
			return i;
	return trimmed_to(p->stable, to);
}

/* [mpt] how wide the line is on either side of that place */
static void split_at_decimal(const struct para *p, mpt *before, mpt *after)
{
	uint32_t at = decimal_at(p);
	mpt behind = 0;

	*before = *after = 0;
	for (size_t i = 0; i < p->n_pieces; i++)
		for (size_t k = 0; k < p->pieces[i].run.n && *before < WIDE && behind < WIDE; k++) {
			const struct text_glyph *g = &p->pieces[i].run.glyphs[k];
			*before += g->cluster < at ? g->advance : 0;
			behind += g->cluster < at ? 0 : g->advance;
			*after = is_space_at(p, g->cluster) ? *after : behind;
		}
}

/* x of a line [mpt]; one that goes on over others has no place for its mark */
static mpt line_x(const struct para *p, const struct breaker *b, size_t i, mpt room)
{
	mpt before, after, x;

	if (!p->c->on_decimal || b->n > 1)
		return aligned(p->style, room, b->lines[i].width);
	split_at_decimal(p, &before, &after);
	x = p->c->decimal - before < room - b->lines[i].width ? p->c->decimal - before : room - b->lines[i].width;
	return x > 0 ? x : 0;
}

bool compose_paragraph(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	struct para p;
	struct breaker b = {0};
	mpt baseline, hang = block_style(c->doc, node)->hang;

	if (!open_para(&p, c, node, false))
		return false;
	if (!baseline_of(&p, p.style, &baseline))
		return false;
	if (p.n_pieces == 0)
		return true;
	break_lines(&p, width, width - hang, &b);
	for (size_t i = 0; i < b.n; i++) {
		mpt indent = i > 0 ? hang : 0;
		struct slice s = set_line(&p, &b.lines[i], node, indent + line_x(&p, &b, i, width - indent), baseline);
		s.may_break = i == 0 || (i >= 2 && i + 2 <= b.n);        /* no orphan, no widow */
		galley_add(g, s);
	}
	return true;
}

bool measure_paragraph(struct compose *c, int32_t node, struct extent *e)
{
	struct para p;
	mpt line = 0, word = 0, cluster = 0;

	if (!open_para(&p, c, node, true))
		return false;
	for (size_t i = 0; i < p.n_pieces; i++)
		for (size_t k = 0; k < p.pieces[i].run.n; k++) {
			const struct text_run *r = &p.pieces[i].run;
			mpt advance = r->glyphs[k].advance;
			bool solid = !is_space_at(&p, r->glyphs[k].cluster);
			unsigned char kind = break_after(&p, cluster_to(r, k));
			line = line < WIDE ? line + advance : line;
			word = solid && word < WIDE ? word + advance : word;
			cluster = k > 0 && r->glyphs[k - 1].cluster == r->glyphs[k].cluster ? cluster + advance : advance;
			e->natural = line > e->natural ? line : e->natural;
			e->least = word > e->least ? word : e->least;
			e->cluster = solid && cluster > e->cluster ? cluster : e->cluster;
			if (kind != TEXT_NO_BREAK)
				word = 0;
			if (kind == TEXT_MUST_BREAK)
				line = 0;
		}
	if (c->on_decimal)
		split_at_decimal(&p, &e->before, &e->after);
	return true;
}
