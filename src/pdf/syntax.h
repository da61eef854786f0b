/* syntax.h: PDF tokens as text (ISO 32000-1, 7.3). Private to src/pdf. */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/base.h"

void pdf_int(struct buf *b, int64_t n);
void pdf_length(struct buf *b, int64_t millipoints);            /* 595276 -> "595.276": exact, no float, no locale */
void pdf_ref(struct buf *b, uint32_t id);                       /* "12 0 R" */
void pdf_hex16(struct buf *b, unsigned v);                      /* four hex digits */
void pdf_literal16(struct buf *b, unsigned v);              /* two bytes of a literal string, ( and ) not included */
void pdf_utf16(struct buf *b, const char *utf8, size_t n);      /* hex digits of UTF-16BE */
void pdf_text_string(struct buf *b, const char *utf8);          /* "(ASCII)" or "<FEFF...>", 7.9.2.2 */
void pdf_date(struct buf *b, const char *iso);                  /* "2022-06-30" -> "(D:20220630000000Z)" */

#endif
