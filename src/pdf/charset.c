/* charset.c: just enough of the Compact Font Format to know which CID a glyph has (Adobe Technical Note 5176, 4 to 9, 13 and 18).
 *
 *     header | Name INDEX | Top DICT INDEX | ... charset ... CharStrings INDEX
 *
 * The font's bytes are not trusted: every read is checked against the end, and a read beyond it gives zero. */
#include "pdf/charset.h"
#include "base/base.h"

#include <stdlib.h>

struct reader { const unsigned char *p; size_t n; };

static unsigned long read_number(const struct reader *r, size_t at, unsigned bytes)
{
	unsigned long v = 0;

	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (at + i < r->n ? r->p[at + i] : 0);
	return v;
}

/* An INDEX is a count, an offset size, count + 1 offsets, data. first: where its first item begins; returns where it ends. */
static size_t index_end(const struct reader *r, size_t at, size_t *first)
{
	size_t count = read_number(r, at, 2), size = read_number(r, at + 2, 1), data = at + 3 + (count + 1) * size - 1;

	if (count == 0 || size == 0 || size > 4)
		return at + 2;
	*first = data + read_number(r, at + 3, (unsigned)size);
	return data + read_number(r, at + 3 + count * size, (unsigned)size);
}

static size_t index_count(const struct reader *r, size_t at) { return read_number(r, at, 2); }

/* An operand of a DICT; real numbers are skipped. */
static size_t read_operand(const struct reader *r, size_t at, long *v)
{
	unsigned b = (unsigned)read_number(r, at, 1);

	if (b == 28) {
		*v = (int16_t)read_number(r, at + 1, 2);
		return at + 3;
	}
	if (b == 29) {
		*v = (int32_t)read_number(r, at + 1, 4);
		return at + 5;
	}
	if (b == 30) {
		while (at + 1 < r->n && (r->p[++at] & 15) != 15)
			continue;
		return at + 1;
	}
	if (b >= 247) {
		long low = (long)read_number(r, at + 1, 1);
		*v = b < 251 ? ((long)b - 247) * 256 + low + 108 : -((long)b - 251) * 256 - low - 108;
		return at + 2;
	}
	*v = (long)b - 139;
	return at + 1;
}

/* From the Top DICT: where charset and CharStrings are, and whether it says ROS, that is CID-keyed. */
static bool read_top(const struct reader *r, size_t at, size_t end, size_t *charset, size_t *glyphs)
{
	bool ros = false;
	long v = 0;

	while (at < end && at < r->n) {
		unsigned b = r->p[at];
		if (b > 21) {
			at = read_operand(r, at, &v);
			continue;
		}
		if (b == 12)
			ros |= read_number(r, ++at, 1) == 30;
		else if (b == 15)
			*charset = (size_t)v;
		else if (b == 17)
			*glyphs = (size_t)v;
		at++;
	}
	return ros;
}

/* Format 0 lists every CID; 1 and 2 list ranges with a count of what follows the first in one or two bytes. */
static void read_charset(const struct reader *r, size_t at, uint16_t *cids, size_t n)
{
	unsigned format = (unsigned)read_number(r, at++, 1), left_bytes = format > 2 ? 2 : format;

	for (size_t gid = 1; gid < n; at += 2 + left_bytes) {
		unsigned long cid = read_number(r, at, 2), left = read_number(r, at + 2, left_bytes);
		for (unsigned long i = 0; i <= left && gid < n; i++)
			cids[gid++] = (uint16_t)(cid + i);
	}
}

uint16_t *pdf_charset_cids(const unsigned char *cff, size_t bytes, size_t *n)
{
	struct reader r = { cff, bytes };
	size_t first = 0, top, end, charset = 0, glyphs = 0;
	uint16_t *cids;

	top = index_end(&r, read_number(&r, 2, 1), &first);
	end = index_end(&r, top, &first);
	if (!read_top(&r, first, end, &charset, &glyphs) || glyphs == 0 || charset < 3)
		return NULL;
	*n = index_count(&r, glyphs);
	cids = mem_zalloc((*n + 1) * sizeof *cids);
	read_charset(&r, charset, cids, *n);
	return cids;
}
