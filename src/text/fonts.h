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

#endif
