/* charset.h: CIDs of the glyphs of a CID-keyed CFF font. Private to src/pdf. */
#ifndef PDF_CHARSET_H
#define PDF_CHARSET_H

#include <stddef.h>
#include <stdint.h>

/* the CID of each glyph; NULL for a font that is keyed by names, or one that cannot be read. Release with free(). */
uint16_t *pdf_charset_cids(const unsigned char *cff, size_t bytes, size_t *n);

#endif
