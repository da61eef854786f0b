/* seal.h: what the hash of a page covers. The device makes it while it writes, the reader again of a finished file. Private to src/pdf.
 *
 *   0 0 595.276 841.89          the page's box
 *   1f3a...                     SHA-256 of each content stream, decoded
 *   link https://...            each link, in order; without an address: one within the document
 *   77b0...                     SHA-256 of the fonts of the document, below
 *
 * Every line ends in a line feed, and the page's hash is the SHA-256 of them all. For the fonts, in the order of their names F0, F1, ...:
 *
 *   F0 9c41... 20aa... 0:500 1:612 2:0 ...      font program and ToUnicode, both decoded, then each code with its width
 *
 * So text, position, glyphs, what extraction gets, and addresses are covered; structure, bookmarks and metadata are not: for these
 * pdf_file_state tells whether the file is byte for byte the one that was written. */
#ifndef PDF_SEAL_H
#define PDF_SEAL_H

#include "base/base.h"

void pdf_seal_font(struct buf *fonts, const char *name, const char *program, const char *to_unicode);  /* begins its line */
void pdf_seal_width(struct buf *fonts, unsigned code, int width);
void pdf_seal_font_end(struct buf *fonts);
void pdf_seal_content(struct buf *page, const void *p, size_t n);
void pdf_seal_link(struct buf *page, const char *uri, size_t n);     /* uri as the file has it; NULL: within the document */
void pdf_seal_page(struct buf *page, const struct buf *fonts, char out[HASH_HEX_SIZE]);

#endif
