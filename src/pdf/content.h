/* content.h: operations of a page as a content stream. Private to src/pdf. */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "layout/ops.h"
#include "pdf/drawing.h"
#include "pdf/fonts.h"
#include "pdf/tags.h"

/* Plays the texts, rules and drawings of a page (links draw nothing) and returns the stream's bytes, borrowed until the next call.
 * page: [0-based]. */
struct pdf_content;
struct pdf_content *pdf_content_new(struct pdf_fonts *fonts, struct pdf_tags *tags, struct pdf_drawing *drawing);
void pdf_content_drop(struct pdf_content *c);
const struct buf *pdf_content_play(struct pdf_content *c, const struct layout_page *page, int32_t page_index);

#endif
