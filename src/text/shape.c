/* shape.c: text of one style to runs of glyphs.
 *
 * The text is walked in clusters (a character with the marks that follow it). A cluster's face is the first of the primary face and the
 * fallbacks that has every character of it; neighbours of one face and script make a run, which HarfBuzz shapes, or which is put together
 * from words that it has shaped before (words.c). */
#include "text/fonts.h"

#define RUN_MAX 60000                /* [bytes] a longer run ends at the next space, so that sums of advances stay small */

struct segment {                     /* a run before shaping */
	struct text_face *face;
	hb_script_t script;
	uint32_t from, to;           /* [bytes] */
};

static bool is_mark(uint32_t cp)
{
	hb_unicode_general_category_t c = hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);

	return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
	    c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK || cp == 0x200d || (cp >= 0xfe00 && cp <= 0xfe0f);
}

/* spaces and invisible controls: HarfBuzz makes them of the space's glyph where the face lacks them */
static bool stands_for_space(uint32_t cp)
{
	hb_unicode_general_category_t c = hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);

	return c == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR || c == HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
	    (cp >= 0xfe00 && cp <= 0xfe0f);
}

static uint32_t cluster_end(const char *text, uint32_t from, uint32_t to)
{
	const char *p = text + from, *end = text + to, *next;

	utf8_next(&p, end);
	for (next = p; p < end; p = next)
		if (!is_mark(utf8_next(&next, end)))
			break;
	return (uint32_t)(p - text);
}

/* A face serves a cluster when it has each character, or a precomposed one for base and mark. */
static bool face_covers(const struct text_face *f, const char *text, uint32_t from, uint32_t to)
{
	const char *p = text + from, *end = text + to;
	hb_codepoint_t gid, composed, base = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		if (base != 0 && hb_unicode_compose(hb_unicode_funcs_get_default(), base, cp, &composed) &&
		    hb_font_get_nominal_glyph(f->font, composed, &gid)) {
			base = composed;
			continue;
		}
		if (!hb_font_get_nominal_glyph(f->font, cp, &gid) &&
		    !(stands_for_space(cp) && hb_font_get_nominal_glyph(f->font, ' ', &gid)))
			return false;
		base = cp;
	}
	return true;
}

static bool missing_glyph(const char *text, uint32_t from, uint32_t to, const char *face, struct err *e)
{
	const char *p = text + from;
	uint32_t cp = utf8_next(&p, text + to);

	if (hb_unicode_general_category(hb_unicode_funcs_get_default(), cp) == HB_UNICODE_GENERAL_CATEGORY_CONTROL)
		return err_set(e, "the control character U+%04X cannot be printed: take it out", (unsigned)cp);
	return err_set(e, "no font here has a glyph for '%.*s' (U+%04X); '%s' was asked first: write it with other characters",
	    (int)(to - from), text + from, (unsigned)cp, face);
}

static struct text_face *face_for(struct text_fonts *f, const struct text_style *s, struct text_face *primary, const char *text,
    uint32_t from, uint32_t to, struct err *e)
{
	const char *stem;

	if (face_covers(primary, text, from, to))
		return primary;
	for (size_t i = 0; (stem = text_fallback(s, i)) != NULL; i++) {
		struct text_face *face = text_face_open(f, stem);
		if (face != NULL && face_covers(face, text, from, to))
			return face;
	}
	missing_glyph(text, from, to, primary->name, e);
	return NULL;
}

static hb_script_t script_of(const char *text, uint32_t from, uint32_t to)
{
	const char *p = text + from;

	return hb_unicode_script(hb_unicode_funcs_get_default(), utf8_next(&p, text + to));
}

static bool neutral(hb_script_t s)
{
	return s == HB_SCRIPT_COMMON || s == HB_SCRIPT_INHERITED || s == HB_SCRIPT_UNKNOWN;
}

static bool only_spaces(const char *text, uint32_t from, uint32_t to)
{
	const char *p = text + from, *end = text + to;

	while (p < end)
		if (!stands_for_space(utf8_next(&p, end)))
			return false;
	return true;
}

static bool too_long(const struct segment *s, const char *text, uint32_t from, uint32_t to)
{
	uint32_t n = from - s->from;

	return n > RUN_MAX && (only_spaces(text, from, to) || n > 2 * RUN_MAX);
}

static bool is_printable_ascii(char c) { return c >= ' ' && c <= '~'; }

/* Lengthens a run of the primary face by the ASCII that follows, and returns where that ends: what itemise would do byte by byte. The last
 * one before something else is left to it, as a mark may follow. */
static uint32_t take_ascii(struct segment *cur, const char *text, uint32_t at, uint32_t to)
{
	uint32_t most = to - cur->from > RUN_MAX ? cur->from + RUN_MAX : to;

	for (; at < most && is_printable_ascii(text[at]) && (at + 1 == to || is_printable_ascii(text[at + 1])); at++) {
		bool letter = (text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z');
		if (letter && cur->script != HB_SCRIPT_LATIN && !neutral(cur->script))
			break;
		if (letter)
			cur->script = HB_SCRIPT_LATIN;
		else if (neutral(cur->script))
			cur->script = HB_SCRIPT_COMMON;
	}
	cur->to = at > cur->to ? at : cur->to;
	return at;
}

static struct segment *add_segment(struct text_fonts *f, size_t *n, struct segment s)
{
	f->segments = grow_array(f->segments, &f->segments_cap, *n + 1, sizeof *f->segments);
	f->segments[*n] = s;
	return &f->segments[(*n)++];
}

static bool itemise(struct text_fonts *f, const struct text_style *s, const char *text, uint32_t from, uint32_t to, size_t *n, struct err *e)
{
	struct text_face *primary = text_face_of(f, s, e), *face;
	struct segment *cur = NULL;
	uint32_t at, end;

	if (primary == NULL)
		return false;
	*n = 0;
	for (at = from; at < to; at = end) {
		if (cur != NULL && cur->face == primary && primary->ascii && (end = take_ascii(cur, text, at, to)) > at)
			continue;
		hb_script_t script = script_of(text, at, to);
		end = cluster_end(text, at, to);
		face = cur != NULL && only_spaces(text, at, end) && face_covers(cur->face, text, at, end) ? cur->face :
		    face_for(f, s, primary, text, at, end, e);
		if (face == NULL)
			return false;
		if (cur != NULL && cur->face == face && !too_long(cur, text, at, end) && (neutral(script) || neutral(cur->script) || script == cur->script)) {
			cur->to = end;
			if (neutral(cur->script))
				cur->script = script;
			continue;
		}
		cur = add_segment(f, n, (struct segment){.face = face, .script = script, .from = at, .to = end});
	}
	return true;
}

/* adds to each cluster's last glyph */
static void track(struct text_run *r, mpt tracking)
{
	for (size_t i = 0; i < r->n; i++) {
		struct text_glyph *g = &r->glyphs[i];
		if (i + 1 < r->n && g[1].cluster == g->cluster)
			continue;
		g->advance += tracking;
		r->width += tracking;
	}
}

static bool shape_whole(const struct segment *seg, const struct text_manner *m, hb_buffer_t *b, const char *text, struct text_run *r,
    struct arena *a, struct err *e)
{
	hb_buffer_reset(b);
	/* the neighbours are given as context, so that joining scripts shape rightly at a run's ends */
	hb_buffer_add_utf8(b, text, (int)seg->to, seg->from, (int)(seg->to - seg->from));
	if (!text_harfbuzz(m, b, e))
		return false;
	r->n = hb_buffer_get_length(b);
	r->glyphs = arena_alloc(a, r->n * sizeof *r->glyphs);
	text_glyphs_of(m, b, r->glyphs);
	for (size_t i = 0; i < r->n; i++)
		r->width += r->glyphs[i].advance;
	return true;
}

static bool shape_segment(struct text_fonts *f, const struct segment *seg, const struct text_style *s, const char *lang, const char *text,
    struct text_run *r, struct arena *a, struct err *e)
{
	struct text_manner m = {.face = seg->face, .script = neutral(seg->script) ? HB_SCRIPT_LATIN : seg->script,
	    .lang = hb_language_from_string(lang != NULL ? lang : "en", -1), .tabular = s->tabular, .size = s->size};

	*r = (struct text_run){.face = seg->face, .size = s->size, .text = text, .from = seg->from, .to = seg->to};
	if (!text_words_set(f->words, &m, f->buffer, text, seg->from, seg->to, a, r, e) &&
	    (e->set || !shape_whole(seg, &m, f->buffer, text, r, a, e)))
		return false;
	if (s->tracking != 0)
		track(r, s->tracking);
	return true;
}

/* Set from left to right it would print reversed, and nobody who does not read it would see that. */
static bool left_to_right(const struct segment *s, const char *text, struct err *e)
{
	if (hb_script_get_horizontal_direction(s->script) != HB_DIRECTION_RTL)
		return true;
	return err_set(e, "right-to-left text cannot be set yet ('%.*s'): leave it out, or write it in Latin letters",
	    (int)(cluster_end(text, s->from, s->to) - s->from), text + s->from);
}

bool text_shape(struct text_fonts *f, const struct text_style *s, const char *lang, const char *text, uint32_t from, uint32_t to,
    struct arena *a, struct text_runs *out, struct err *e)
{
	size_t n;

	*out = (struct text_runs){0};
	if (from == to)
		return true;
	if (!itemise(f, s, text, from, to, &n, e))
		return false;
	if (f->buffer == NULL)
		f->buffer = hb_buffer_create();
	out->v = arena_alloc(a, n * sizeof *out->v);
	out->n = n;
	for (size_t i = 0; i < n; i++) {
		if (!left_to_right(&f->segments[i], text, e) || !shape_segment(f, &f->segments[i], s, lang, text, &out->v[i], a, e))
			return false;
	}
	return true;
}
