/* text.h: from UTF-8 to positioned glyphs.
 *
 * A paragraph's text is cut into runs of one face, script, language and direction; HarfBuzz shapes each run, or the words of it that were
 * not shaped before; libunibreak says where lines may break. Everything is left to right for now, other text is refused; struct text_run
 * has the direction in it already.
 *
 * Faces are opened on first use from bytes that the host supplies (fonts live in the executable). The hb_face_t is lent to the font
 * embedder of src/pdf, the only other place that knows HarfBuzz. */
#ifndef TEXT_H
#define TEXT_H

#include "base/base.h"

struct text_fonts;                   /* the faces of one process, opened on demand */
struct text_face;
struct hb_face_t;

/* returns the bytes of a font file by name, alive as long as the text_fonts; NULL when there is none */
typedef const void *text_font_source(void *ctx, const char *name, size_t *bytes);

struct text_fonts *text_fonts_new(text_font_source *source, void *ctx);
void text_fonts_drop(struct text_fonts *f);

/* ---- what a designer asks for */
enum text_family { TEXT_SANS, TEXT_SERIF, TEXT_MONO };
struct text_style {
	enum text_family family;
	bool bold, italic;
	bool tabular;                /* figures of equal width */
	mpt size;                    /* [mpt] em */
	mpt tracking;                /* [mpt] added after each cluster */
};

/* ---- faces */
const char *text_face_name(const struct text_face *f);        /* file stem: "NotoSans-Bold" */
int text_face_index(const struct text_face *f);               /* [0-based] order of first use */
struct hb_face_t *text_face_hb(const struct text_face *f);    /* borrowed */
int text_face_upem(const struct text_face *f);                /* [font units] per em */
struct text_face *text_face_of(struct text_fonts *f, const struct text_style *s, struct err *e);   /* the primary face */
/* heights above and below the baseline, positive [mpt] */
void text_face_heights(const struct text_face *f, mpt size, mpt *ascender, mpt *descender, mpt *cap_height);

bool text_has_glyph(struct text_fonts *f, uint32_t cp);      /* some face of those tried for upright text has it */

/* ---- runs */
struct text_glyph {
	uint32_t gid;                /* glyph id in the face */
	uint32_t cluster;            /* [bytes] offset of its cluster's first byte in the text that was shaped */
	mpt advance;                 /* [mpt] with kerning and tracking */
	mpt natural;                 /* [mpt] the face's own advance: what a PDF viewer moves by */
	mpt dx, dy;                  /* [mpt] offset from the pen, dy upwards */
};
struct text_run {
	struct text_face *face;
	mpt size;
	const char *text;            /* the whole text that was shaped; borrowed from the caller's arena */
	uint32_t from, to;           /* [bytes] this run's part of it */
	struct text_glyph *glyphs;   /* in visual order; in the arena */
	size_t n;                    /* [glyphs] */
	mpt width;                   /* [mpt] sum of the advances */
	bool rtl;
};
struct text_runs { struct text_run *v; size_t n; };

/* Shapes text[from, to) in one style and language. A character that no face has is an error that names it. Runs lie in the arena. */
bool text_shape(struct text_fonts *f, const struct text_style *s, const char *lang, const char *text, uint32_t from, uint32_t to,
    struct arena *a, struct text_runs *out, struct err *e);

/* ---- line breaking (UAX 14): out[i] tells whether a line may or must end after byte i */
enum { TEXT_NO_BREAK, TEXT_MAY_BREAK, TEXT_MUST_BREAK };
void text_breaks(const char *text, size_t n, const char *lang, unsigned char *out);

#endif
