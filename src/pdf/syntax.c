/* syntax.c: numbers, references and strings of PDF as text.
 *
 * Nothing here goes through printf's floats: those follow the locale, and two machines must write the same bytes. */
#include "pdf/syntax.h"

#include <string.h>

static const char hex[] = "0123456789ABCDEF";

void pdf_int(struct buf *b, int64_t n)
{
	char s[24];
	size_t i = sizeof s;
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		s[--i] = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	if (n < 0)
		s[--i] = '-';
	buf_add(b, s + i, sizeof s - i);
}

void pdf_length(struct buf *b, int64_t millipoints)
{
	int64_t whole = millipoints / MPT_PER_PT, rest = millipoints % MPT_PER_PT;
	char s[4];
	size_t n = sizeof s;

	if (millipoints < 0) {
		buf_putc(b, '-');
		whole = -whole;
		rest = -rest;
	}
	pdf_int(b, whole);
	if (rest == 0)
		return;
	s[0] = '.';
	for (size_t i = 3; i > 0; i--, rest /= 10)
		s[i] = (char)('0' + rest % 10);
	while (s[n - 1] == '0')
		n--;
	buf_add(b, s, n);
}

void pdf_ref(struct buf *b, uint32_t id)
{
	pdf_int(b, id);
	buf_add(b, " 0 R", 4);
}

void pdf_hex16(struct buf *b, unsigned v)
{
	char s[4] = { hex[v >> 12 & 15], hex[v >> 8 & 15], hex[v >> 4 & 15], hex[v & 15] };

	buf_add(b, s, sizeof s);
}

/* 7.3.4.2: a carriage return would be read as a line feed */
static size_t put_literal(char *out, unsigned char c)
{
	if (c != '(' && c != ')' && c != '\\' && c != '\r') {
		*out = (char)c;
		return 1;
	}
	out[0] = '\\';
	out[1] = c == '\r' ? 'r' : (char)c;
	return 2;
}

void pdf_literal16(struct buf *b, unsigned v)
{
	char s[4];
	size_t n = put_literal(s, (unsigned char)(v >> 8));

	n += put_literal(s + n, (unsigned char)v);
	buf_add(b, s, n);
}

void pdf_utf16(struct buf *b, const char *utf8, size_t n)
{
	const char *end = utf8 + n;

	while (utf8 < end) {
		uint32_t c = utf8_next(&utf8, end);
		if (c >= 0x10000) {
			pdf_hex16(b, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		pdf_hex16(b, c);
	}
}

static bool is_printable_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s > 0x7E)
			return false;
	return true;
}

void pdf_text_string(struct buf *b, const char *utf8)
{
	if (!is_printable_ascii(utf8)) {
		buf_puts(b, "<FEFF");
		pdf_utf16(b, utf8, strlen(utf8));
		buf_putc(b, '>');
		return;
	}
	buf_putc(b, '(');
	for (; *utf8 != '\0'; utf8++) {
		if (strchr("()\\", *utf8) != NULL)
			buf_putc(b, '\\');
		buf_putc(b, *utf8);
	}
	buf_putc(b, ')');
}

void pdf_date(struct buf *b, const char *iso)
{
	buf_printf(b, "(D:%.4s%.2s%.2s000000Z)", iso, iso + 5, iso + 8);
}
