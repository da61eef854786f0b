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
};

struct text_face *text_face_open(struct text_fonts *f, const char *stem);    /* NULL when there is no such font */
const char *text_fallback(const struct text_style *s, size_t i);              /* stem of the i-th face to try; NULL ends */
mpt text_scale(const struct text_face *f, mpt size, int32_t units);           /* font units to mpt, rounded half away from 0 */

/* ---- cache.c: texts from their first byte on, shaped before */
struct text_cache;
struct text_cache *text_cache_new(void);
void text_cache_drop(struct text_cache *c);
bool text_cache_find(struct text_cache *c, const struct text_style *s, const char *lang, const char *text, uint32_t n, struct arena *a,
    struct text_runs *out);
void text_cache_keep(struct text_cache *c, const struct text_style *s, const char *lang, const char *text, uint32_t n,
    const struct text_runs *runs);
struct text_cache *text_cache_of(struct text_fonts *f);

#endif
