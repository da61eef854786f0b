/* fonts.h: what the files of src/text share about faces. */
#ifndef TEXT_FONTS_H
#define TEXT_FONTS_H

#include "text/text.h"

#include <hb.h>
#include <hb-ot.h>

struct text_face {
	hb_face_t *face;             /* owned; its bytes belong to the font source */
	hb_font_t *font;             /* owned; scale is the em, so positions are font units */
	const char *name;            /* static */
	int upem;                    /* [font units] */
	int32_t ascender, descender, cap_height;     /* [font units], descender negative */
	int index;                   /* [0-based] */
	bool ascii;                  /* has a glyph for each printable character of ASCII */
};

#define TEXT_FACES_MAX 24

struct text_fonts {
	text_font_source *source;
	void *ctx;                   /* borrowed, of source */
	struct text_face *faces[TEXT_FACES_MAX];     /* owned, in order of first use */
	int n;
	struct text_words *words;    /* owned */
	struct segment *segments;    /* owned: room for the runs of the text that is shaped (shape.c) */
	size_t segments_cap;         /* [runs] */
	hb_buffer_t *buffer;         /* owned: shaping is not re-entered */
};

struct text_face *text_face_open(struct text_fonts *f, const char *stem);    /* NULL when there is no such font */
const char *text_fallback(const struct text_style *s, size_t i);              /* stem of the i-th face to try; NULL ends */
mpt text_scale(const struct text_face *f, mpt size, int32_t units);           /* font units to mpt, rounded half away from 0 */

/* ---- words.c: words that were shaped before */
#define TEXT_WORDS_BYTES (8u << 20)           /* [bytes] what is kept is given up when it is more, and begun anew */
#define TEXT_WORD_MAX 255                     /* [bytes] longer ones are not kept */

struct text_manner {                          /* how a run is shaped */
	struct text_face *face;
	hb_script_t script;
	hb_language_t lang;
	bool tabular;
	mpt size;
};

struct text_words *text_words_new(void);
void text_words_drop(struct text_words *w);
size_t text_words_bytes(const struct text_words *w);
size_t text_words_count(const struct text_words *w);
/* Shapes by HarfBuzz into b, whose text and context are set. False: no memory. */
bool text_harfbuzz(const struct text_manner *m, hb_buffer_t *b, struct err *e);
/* the glyphs of b, without tracking; out has room for all */
void text_glyphs_of(const struct text_manner *m, hb_buffer_t *b, struct text_glyph *out);
/* text[from, to) put together from words, into glyphs (in a) and width; false when it must be shaped as a whole. b is at its disposal. */
bool text_words_set(struct text_words *w, const struct text_manner *m, hb_buffer_t *b, const char *text, uint32_t from, uint32_t to,
    struct arena *a, struct text_run *out, struct err *e);
/* True when no lookup of a plan (GSUB or GPOS), no kerning and no state machine of the face sees the glyph: what stands before it and
 * what stands behind it are then shaped as if each was alone. */
bool text_stands_apart(hb_face_t *face, hb_shape_plan_t *plan, hb_codepoint_t gid);

#endif
