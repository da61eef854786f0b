/* seal.c: the lines of seal.h. */
#include "pdf/seal.h"
#include "pdf/syntax.h"

void pdf_seal_font(struct buf *fonts, const char *name, const char *program, const char *to_unicode)
{
	buf_printf(fonts, "%s %s %s", name, program, to_unicode);
}

void pdf_seal_width(struct buf *fonts, unsigned code, int width)
{
	buf_putc(fonts, ' ');
	pdf_int(fonts, code);
	buf_putc(fonts, ':');
	pdf_int(fonts, width);
}

void pdf_seal_font_end(struct buf *fonts) { buf_putc(fonts, '\n'); }

void pdf_seal_content(struct buf *page, const void *p, size_t n)
{
	char hex[HASH_HEX_SIZE];

	hash_hex(p, n, hex);
	buf_printf(page, "%s\n", hex);
}

void pdf_seal_link(struct buf *page, const char *uri, size_t n)
{
	buf_puts(page, "link ");
	buf_add(page, uri != NULL ? uri : "", n);
	buf_putc(page, '\n');
}

void pdf_seal_page(struct buf *page, const struct buf *fonts, char out[HASH_HEX_SIZE])
{
	pdf_seal_content(page, fonts->p, fonts->len);
	hash_hex(page->p, page->len, out);
}
