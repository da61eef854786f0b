/* words.c: words that were shaped before.
 *
 *     [the][ ][consulate][ ][in][ ][Almaty]      a run is cut at U+0020; the glyphs of each word are copied, a space's are known
 *
 * Shaping is most of the work of setting prose, and a text says the same words again and again. A word is kept with all that its glyphs
 * depend on: face, script, language, figures, size. It has no neighbour, since nothing is kept for a manner of shaping in which a lookup
 * sees the space (text_stands_apart). That HarfBuzz does not tell is what a lookup does to the glyphs that its classes do not name; that
 * none of our faces does such a thing to the space is shown by tests/unit/text_words.c, for each of their characters.
 *
 * Kept are words of scripts that HarfBuzz shapes letter by letter, without marks at their beginning, which would sit on the space, and
 * without characters that are not seen. A run that has another word is shaped as a whole. When more is kept than allowed, all of it is
 * given up: the words that are frequent are back at once. */
#include "text/fonts.h"

#include <stdlib.h>
#include <string.h>

#define MANNERS_MAX 64

struct word {
	struct word *next;           /* of one slot */
	uint32_t hash;
	uint8_t bytes;
	uint16_t n;                  /* [glyphs] */
	mpt width;                   /* [mpt] sum of the advances */
	const struct manner *manner; /* borrowed from the words */
	const char *text;            /* behind the glyphs */
	struct text_glyph glyphs[];  /* clusters from the word's beginning on */
};

struct manner {
	struct text_manner is;
	bool apart;
	struct text_glyph space;
};

struct text_words {
	struct arena *arena;         /* owned: the words */
	size_t n;                    /* [words] */
	struct word **slots;         /* owned */
	size_t n_slots;              /* a power of two */
	struct manner manners[MANNERS_MAX];
	size_t n_manners;
	const struct word **line;    /* owned: the words of the run at hand */
	size_t line_cap;
};

struct text_words *text_words_new(void)
{
	struct text_words *w = mem_zalloc(sizeof *w);

	w->arena = arena_new();
	return w;
}

void text_words_drop(struct text_words *w)
{
	if (w == NULL)
		return;
	arena_drop(w->arena);
	free(w->slots);
	free(w->line);
	free(w);
}

size_t text_words_bytes(const struct text_words *w) { return arena_bytes(w->arena) + w->n_slots * sizeof *w->slots; }

size_t text_words_count(const struct text_words *w) { return w->n; }

static void give_up(struct text_words *w)
{
	arena_drop(w->arena);
	free(w->slots);
	w->arena = arena_new();
	w->slots = NULL;
	w->n = w->n_slots = w->n_manners = 0;
}

/* ---- HarfBuzz */

bool text_harfbuzz(const struct text_manner *m, hb_buffer_t *b, struct err *e)
{
	hb_feature_t tnum = {HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1};

	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	hb_buffer_set_script(b, m->script);
	hb_buffer_set_language(b, m->lang);
	hb_shape(m->face->font, b, &tnum, m->tabular ? 1 : 0);
	/* HarfBuzz without memory gives no glyphs and says so only when asked: the text would be missing from the page */
	return hb_buffer_allocation_successful(b) || err_set(e, "out of memory while shaping text");
}

static mpt natural(const struct text_manner *m, uint32_t gid)
{
	return text_scale(m->face, m->size, hb_font_get_glyph_h_advance(m->face->font, gid));
}

void text_glyphs_of(const struct text_manner *m, hb_buffer_t *b, struct text_glyph *out)
{
	unsigned n;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, &n);

	for (unsigned i = 0; i < n; i++)
		out[i] = (struct text_glyph){.gid = info[i].codepoint, .cluster = info[i].cluster,
		    .advance = text_scale(m->face, m->size, pos[i].x_advance), .natural = natural(m, info[i].codepoint),
		    .dx = text_scale(m->face, m->size, pos[i].x_offset), .dy = text_scale(m->face, m->size, pos[i].y_offset)};
}

/* ---- manners */

static bool seen_by_lookups(hb_face_t *face, hb_shape_plan_t *plan, hb_tag_t table, hb_codepoint_t gid)
{
	hb_set_t *lookups = hb_set_create(), *glyphs = hb_set_create();
	hb_codepoint_t i = HB_SET_VALUE_INVALID;
	bool seen = false;

	hb_ot_shape_plan_collect_lookups(plan, table, lookups);
	while (!seen && hb_set_next(lookups, &i)) {
		hb_ot_layout_lookup_collect_glyphs(face, table, i, glyphs, glyphs, glyphs, NULL);
		seen = hb_set_has(glyphs, gid);
	}
	seen = seen || !hb_set_allocation_successful(glyphs) || !hb_set_allocation_successful(lookups);
	hb_set_destroy(glyphs);
	hb_set_destroy(lookups);
	return seen;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *b = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(b) > 0;

	hb_blob_destroy(b);
	return has;
}

bool text_stands_apart(hb_face_t *face, hb_shape_plan_t *plan, hb_codepoint_t gid)
{
	static const hb_tag_t others[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('k', 'e', 'r', 'x'), HB_TAG('m', 'o', 'r', 't'),
	    HB_TAG('m', 'o', 'r', 'x')};

	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (has_table(face, others[i]))
			return false;
	return !seen_by_lookups(face, plan, HB_OT_TAG_GSUB, gid) && !seen_by_lookups(face, plan, HB_OT_TAG_GPOS, gid);
}

static bool space_stands_apart(const struct text_manner *m, hb_codepoint_t gid)
{
	hb_segment_properties_t p = {.direction = HB_DIRECTION_LTR, .script = m->script, .language = m->lang};
	hb_feature_t tnum = {HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1};
	hb_shape_plan_t *plan;
	bool apart;

	if (m->script != HB_SCRIPT_LATIN && m->script != HB_SCRIPT_CYRILLIC && m->script != HB_SCRIPT_GREEK)
		return false;
	plan = hb_shape_plan_create_cached(m->face->face, &p, &tnum, m->tabular ? 1 : 0, NULL);
	apart = text_stands_apart(m->face->face, plan, gid);
	hb_shape_plan_destroy(plan);
	return apart;
}

static bool same_plan(const struct text_manner *a, const struct text_manner *b)
{
	return a->face == b->face && a->script == b->script && a->lang == b->lang && a->tabular == b->tabular;
}

static const struct manner *manner_of(struct text_words *w, const struct text_manner *m)
{
	const struct manner *like = NULL;
	struct manner *new;
	hb_codepoint_t gid = 0;

	for (size_t i = 0; i < w->n_manners; i++) {
		const struct manner *known = &w->manners[i];
		if (!same_plan(&known->is, m))
			continue;
		if (known->is.size == m->size)
			return known;
		like = known;
	}
	bool has_space = hb_font_get_nominal_glyph(m->face->font, ' ', &gid);
	bool apart = like != NULL ? like->apart : has_space && space_stands_apart(m, gid);
	if (w->n_manners == MANNERS_MAX)
		give_up(w);
	new = &w->manners[w->n_manners++];
	*new = (struct manner){.is = *m, .apart = apart, .space = {.gid = gid, .advance = natural(m, gid), .natural = natural(m, gid)}};
	return new;
}

/* ---- words */

static bool is_mark(uint32_t cp)
{
	hb_unicode_general_category_t c = hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);

	return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
	    c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

/* Latin, Greek, Cyrillic and their marks, punctuation, currencies, letterlike signs, arrows, operators: nothing of it joins over a space
 * or is invisible */
static bool is_plain(uint32_t cp)
{
	static const struct { uint32_t lo, hi; } ranges[] = {{0x21, 0x7e}, {0xa0, 0xac}, {0xae, 0x34e}, {0x350, 0x52f}, {0x1e00, 0x1fff},
	    {0x2010, 0x2027}, {0x2030, 0x205e}, {0x2070, 0x209f}, {0x20a0, 0x20bf}, {0x2100, 0x22ff}};

	for (size_t i = 0; i < COUNT_OF(ranges); i++)
		if (cp >= ranges[i].lo && cp <= ranges[i].hi)
			return true;
	return false;
}

static bool may_be_kept(const char *word, size_t bytes)
{
	const char *p = word, *end = word + bytes;

	if (bytes > TEXT_WORD_MAX || is_mark(utf8_next(&p, end)))
		return false;
	for (p = word; p < end; )
		if (!is_plain(utf8_next(&p, end)))
			return false;
	return true;
}

static void grow_slots(struct text_words *w)
{
	size_t n = w->n_slots == 0 ? 1024 : 2 * w->n_slots;
	struct word **slots = mem_zalloc(n * sizeof *slots);

	for (size_t i = 0; i < w->n_slots; i++)
		for (struct word *x = w->slots[i], *next; x != NULL; x = next) {
			next = x->next;
			x->next = slots[x->hash & (n - 1)];
			slots[x->hash & (n - 1)] = x;
		}
	free(w->slots);
	w->slots = slots;
	w->n_slots = n;
}

static const struct word *keep(struct text_words *w, const struct manner *m, hb_buffer_t *b, const char *text, size_t bytes,
    uint32_t hash, struct err *e)
{
	struct word *x;
	size_t n;

	if (!may_be_kept(text, bytes))
		return NULL;
	hb_buffer_reset(b);
	hb_buffer_add_utf8(b, text, (int)bytes, 0, (int)bytes);
	if (!text_harfbuzz(&m->is, b, e) || (n = hb_buffer_get_length(b)) > UINT16_MAX)
		return NULL;
	if (w->n >= w->n_slots)
		grow_slots(w);
	x = arena_alloc(w->arena, sizeof *x + n * sizeof *x->glyphs + bytes);
	*x = (struct word){.next = w->slots[hash & (w->n_slots - 1)], .hash = hash, .bytes = (uint8_t)bytes, .n = (uint16_t)n, .manner = m,
	    .text = memcpy(&x->glyphs[n], text, bytes)};
	text_glyphs_of(&m->is, b, x->glyphs);
	for (size_t i = 0; i < n; i++)
		x->width += x->glyphs[i].advance;
	w->slots[hash & (w->n_slots - 1)] = x;
	w->n++;
	return x;
}

/* the word that begins there and ends before a space or at the end; NULL when it cannot be kept */
static const struct word *word_at(struct text_words *w, const struct manner *m, hb_buffer_t *b, const char *text, uint32_t to,
    struct err *e)
{
	uint32_t n, hash = 2166136261u ^ (uint32_t)(m - w->manners);

	for (n = 0; n < to && text[n] != ' '; n++)
		hash = (hash ^ (unsigned char)text[n]) * 16777619u;
	hash ^= hash >> 15;
	if (w->n_slots > 0)
		for (const struct word *x = w->slots[hash & (w->n_slots - 1)]; x != NULL; x = x->next)
			if (x->hash == hash && x->bytes == n && x->manner == m && memcmp(x->text, text, n) == 0)
				return x;
	return keep(w, m, b, text, n, hash, e);
}

static void put_glyphs(const struct text_glyph *g, size_t n, uint32_t at, struct text_run *out)
{
	struct text_glyph *to = out->glyphs + out->n;

	for (size_t i = 0; i < n; i++) {
		to[i] = g[i];
		to[i].cluster += at;
	}
	out->n += n;
}

bool text_words_set(struct text_words *w, const struct text_manner *is, hb_buffer_t *b, const char *text, uint32_t from, uint32_t to,
    struct arena *a, struct text_run *out, struct err *e)
{
	const struct manner *m;
	size_t n = 0, words = 0, k = 0;

	/* only here, as the words of a run must live until they are put together */
	if (text_words_bytes(w) > TEXT_WORDS_BYTES)
		give_up(w);
	m = manner_of(w, is);
	if (!m->apart)
		return false;
	for (uint32_t at = from; at < to; at += text[at] == ' ' ? 1 : w->line[words++]->bytes) {
		n++;
		if (text[at] == ' ')
			continue;
		w->line = grow_array(w->line, &w->line_cap, words + 1, sizeof *w->line);
		w->line[words] = word_at(w, m, b, text + at, to - at, e);
		if (w->line[words] == NULL)
			return false;
		n += w->line[words]->n - 1u;
	}
	out->glyphs = arena_alloc(a, n * sizeof *out->glyphs);
	for (uint32_t at = from; at < to; ) {
		const struct word *x = text[at] == ' ' ? NULL : w->line[k++];
		put_glyphs(x != NULL ? x->glyphs : &m->space, x != NULL ? x->n : 1, at, out);
		out->width += x != NULL ? x->width : m->space.advance;
		at += x != NULL ? x->bytes : 1;
	}
	return true;
}
