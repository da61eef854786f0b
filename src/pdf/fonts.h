/* fonts.h: the faces of a document as embedded, subset Type0 fonts. Private to src/pdf. */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "pdf/writer.h"
#include "text/text.h"

struct pdf_fonts;
struct pdf_font;

struct pdf_fonts *pdf_fonts_new(struct pdf_writer *w);
void pdf_fonts_drop(struct pdf_fonts *f);

struct pdf_font *pdf_fonts_of(struct pdf_fonts *f, const struct text_face *face);   /* borrowed; begins a font on first use */
int pdf_font_number(const struct pdf_font *f);                  /* [0-based] order of first use in the document: resource /F<n> */

/* the code that shows a glyph; width: what a viewer moves by [1/1000 em] */
unsigned pdf_font_code(struct pdf_font *f, uint32_t gid, int *width);
/* says what a code stands for; false when it already stands for something else, then the content needs ActualText */
bool pdf_font_means(struct pdf_font *f, uint32_t gid, const char *utf8, size_t n);
bool pdf_font_nominal(struct pdf_font *f, uint32_t codepoint, uint32_t *gid);        /* the glyph of a lone character */

/* subsets and writes all fonts; the resource dictionary's text ("/F0 5 0 R/F1 ...") is added to resources, their lines to sealed (seal.h) */
bool pdf_fonts_finish(struct pdf_fonts *f, struct buf *resources, struct buf *sealed, struct err *e);

#endif
