/* fonts.c: the faces of one process, opened on first use.
 *
 * A face is a file of the executable's fonts/ folder. Which file serves a style is the table below; which file serves a character
 * that the primary face lacks is the fallback list, searched in order. */
#include "text/fonts.h"

#include <stdlib.h>
#include <string.h>

static const char *const stems[3][4] = {   /* [family][bold + 2 * italic] */
	[TEXT_SANS] = {"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"},
	[TEXT_SERIF] = {"NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic"},
	[TEXT_MONO] = {"NotoSansMono-Regular", "NotoSansMono-Bold", "NotoSansMono-Regular", "NotoSansMono-Bold"},
};

/* [bold]: the first is the primary face's family, put in by the caller */
static const char *const fallbacks[2][8] = {
	{"NotoSans-Regular", "NotoSerif-Regular", "NotoNaskhArabic-Regular", "NotoSansCJKsc-Regular",
	    "NotoSansMath-Regular", "NotoSansSymbols2-Regular", "NotoSansMono-Regular", NULL},
	{"NotoSans-Bold", "NotoSerif-Bold", "NotoNaskhArabic-Bold", "NotoSansCJKsc-Regular",
	    "NotoSansMath-Regular", "NotoSansSymbols2-Regular", "NotoSansMono-Bold", NULL},
};

struct text_fonts *text_fonts_new(text_font_source *source, void *ctx)
{
	struct text_fonts *f = mem_zalloc(sizeof *f);

	f->source = source;
	f->ctx = ctx;
	f->words = text_words_new();
	return f;
}

void text_fonts_drop(struct text_fonts *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < f->n; i++) {
		hb_font_destroy(f->faces[i]->font);
		hb_face_destroy(f->faces[i]->face);
		free(f->faces[i]);
	}
	text_words_drop(f->words);
	hb_buffer_destroy(f->buffer);
	free(f->segments);
	free(f);
}

static const void *font_bytes(struct text_fonts *f, const char *stem, size_t *n)
{
	static const char *const endings[] = {".ttf", ".otf"};
	char name[64];

	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		snprintf(name, sizeof name, "%s%s", stem, endings[i]);
		const void *p = f->source(f->ctx, name, n);
		if (p != NULL)
			return p;
	}
	return NULL;
}

static void read_heights(struct text_face *face)
{
	hb_font_extents_t ext = {0};

	hb_font_get_h_extents(face->font, &ext);
	face->ascender = ext.ascender;
	face->descender = ext.descender;
	if (!hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &face->cap_height))
		face->cap_height = ext.ascender * 7 / 10;
}

static bool has_ascii(hb_font_t *font)
{
	hb_codepoint_t gid;

	for (hb_codepoint_t c = ' '; c <= '~'; c++)
		if (!hb_font_get_nominal_glyph(font, c, &gid))
			return false;
	return true;
}

struct text_face *text_face_open(struct text_fonts *f, const char *stem)
{
	struct text_face *face;
	hb_blob_t *blob;
	const void *bytes;
	size_t n = 0;

	for (int i = 0; i < f->n; i++)
		if (strcmp(f->faces[i]->name, stem) == 0)
			return f->faces[i];
	bytes = f->n < TEXT_FACES_MAX ? font_bytes(f, stem, &n) : NULL;
	if (bytes == NULL)
		return NULL;
	face = mem_zalloc(sizeof *face);
	blob = hb_blob_create(bytes, (unsigned)n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	face->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	face->font = hb_font_create(face->face);
	face->upem = (int)hb_face_get_upem(face->face);
	hb_font_set_scale(face->font, face->upem, face->upem);
	read_heights(face);
	face->ascii = has_ascii(face->font);
	face->name = stem;
	face->index = f->n;
	f->faces[f->n++] = face;
	return face;
}

const char *text_fallback(const struct text_style *s, size_t i) { return fallbacks[s->bold][i]; }

struct text_face *text_face_of(struct text_fonts *f, const struct text_style *s, struct err *e)
{
	const char *stem = stems[s->family][s->bold + 2 * s->italic];
	struct text_face *face = text_face_open(f, stem);

	if (face == NULL)
		err_set(e, "the font '%s' is not in this executable", stem);
	return face;
}

bool text_has_glyph(struct text_fonts *f, uint32_t cp)
{
	hb_codepoint_t gid;

	for (size_t i = 0; fallbacks[0][i] != NULL; i++) {
		struct text_face *face = text_face_open(f, fallbacks[0][i]);
		if (face != NULL && hb_font_get_nominal_glyph(face->font, cp, &gid))
			return true;
	}
	return false;
}

const char *text_face_name(const struct text_face *f) { return f->name; }
int text_face_index(const struct text_face *f) { return f->index; }
struct hb_face_t *text_face_hb(const struct text_face *f) { return f->face; }
int text_face_upem(const struct text_face *f) { return f->upem; }

mpt text_scale(const struct text_face *f, mpt size, int32_t units)
{
	int64_t p = (int64_t)units * size;
	int64_t half = f->upem / 2;

	return (mpt)((p >= 0 ? p + half : p - half) / f->upem);
}

void text_face_heights(const struct text_face *f, mpt size, mpt *ascender, mpt *descender, mpt *cap_height)
{
	*ascender = text_scale(f, size, f->ascender);
	*descender = -text_scale(f, size, f->descender);
	*cap_height = text_scale(f, size, f->cap_height);
}
