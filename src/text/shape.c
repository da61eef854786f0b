/* shape.c: text of one style to runs of glyphs.
 *
 * The text is walked in clusters (a character with the marks that follow it). A cluster's face is the first of the primary face and the
 * fallbacks that has every character of it; neighbours of one face and script make a run, which HarfBuzz shapes. */
#include "text/fonts.h"

#include <string.h>

#define RUN_MAX 60000                /* [bytes] a longer run ends at the next space, so that sums of advances stay small */

struct segment {                     /* a run before shaping */
	struct text_face *face;
	hb_script_t script;
	uint32_t from, to;           /* [bytes] */
};

static bool is_mark(uint32_t cp)
{
	hb_unicode_general_category_t c;

	if (cp < 0x300)                      /* no marks are below: most text needs no look-up */
		return false;
	c = hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);
	return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
	    c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK || cp == 0x200d || (cp >= 0xfe00 && cp <= 0xfe0f);
}

/* spaces and invisible controls: HarfBuzz makes them of the space's glyph where the face lacks them */
static bool stands_for_space(uint32_t cp)
{
	hb_unicode_general_category_t c;

	if (cp < 0x80)
		return cp == ' ';
	c = hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);
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
	unsigned char c = (unsigned char)*p;

	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
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

static bool itemise(struct text_fonts *f, const struct text_style *s, const char *text, uint32_t from, uint32_t to, struct segment **v,
    size_t *n, struct arena *a, struct err *e)
{
	struct text_face *primary = text_face_of(f, s, e), *face;
	struct segment *cur = NULL;
	uint32_t at, end;
	size_t cap = 0;

	if (primary == NULL)
		return false;
	*v = NULL;
	*n = 0;
	for (at = from; at < to; at = end) {
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
		if (*n == cap) {         /* mostly there is one */
			struct segment *grown = arena_alloc(a, (cap = 4 * cap + 1) * sizeof *grown);
			if (*n > 0)
				memcpy(grown, *v, *n * sizeof *grown);
			*v = grown;
		}
		cur = &(*v)[(*n)++];
		*cur = (struct segment){.face = face, .script = script, .from = at, .to = end};
	}
	return true;
}

static void copy_glyphs(const struct text_style *s, hb_buffer_t *b, struct text_run *r, struct arena *a)
{
	unsigned n;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, &n);

	r->n = n;
	r->glyphs = arena_alloc(a, n * sizeof *r->glyphs);
	for (unsigned i = 0; i < n; i++) {
		struct text_glyph *g = &r->glyphs[i];
		bool last_of_cluster = i + 1 == n || info[i + 1].cluster != info[i].cluster;
		g->gid = info[i].codepoint;
		g->cluster = info[i].cluster;
		g->advance = text_scale(r->face, r->size, pos[i].x_advance) + (last_of_cluster ? s->tracking : 0);
		g->natural = text_scale(r->face, r->size, hb_font_get_glyph_h_advance(r->face->font, g->gid));
		g->dx = text_scale(r->face, r->size, pos[i].x_offset);
		g->dy = text_scale(r->face, r->size, pos[i].y_offset);
		r->width += g->advance;
	}
}

/* HarfBuzz without memory gives no glyphs and says so only when asked: the text would be missing from the page. */
static bool shape_segment(const struct segment *seg, const struct text_style *s, hb_buffer_t *b, const char *lang, const char *text,
    struct text_run *r, struct arena *a, struct err *e)
{
	hb_feature_t tnum = {HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1};

	hb_buffer_reset(b);
	/* the neighbours are given as context, so that joining scripts shape rightly at a run's ends */
	hb_buffer_add_utf8(b, text, (int)seg->to, seg->from, (int)(seg->to - seg->from));
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	hb_buffer_set_script(b, neutral(seg->script) ? HB_SCRIPT_LATIN : seg->script);
	hb_buffer_set_language(b, hb_language_from_string(lang != NULL ? lang : "en", -1));
	hb_shape(seg->face->font, b, &tnum, s->tabular ? 1 : 0);
	if (!hb_buffer_allocation_successful(b))
		return err_set(e, "out of memory while shaping text");
	*r = (struct text_run){.face = seg->face, .size = s->size, .text = text, .from = seg->from, .to = seg->to};
	copy_glyphs(s, b, r, a);
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
	static hb_buffer_t *buffer;  /* one per process: shaping is not re-entered */
	struct segment *segments;
	bool whole = from == 0;      /* what stands before would be context */
	size_t n;

	*out = (struct text_runs){0};
	if (from == to || (whole && text_cache_find(text_cache_of(f), s, lang, text, to, a, out)))
		return true;
	if (!itemise(f, s, text, from, to, &segments, &n, a, e))
		return false;
	if (buffer == NULL)
		buffer = hb_buffer_create();
	out->v = arena_alloc(a, n * sizeof *out->v);
	out->n = n;
	for (size_t i = 0; i < n; i++) {
		if (!left_to_right(&segments[i], text, e) || !shape_segment(&segments[i], s, buffer, lang, text, &out->v[i], a, e))
			return false;
	}
	if (whole)
		text_cache_keep(text_cache_of(f), s, lang, text, to, out);
	return true;
}
