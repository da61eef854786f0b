/* utf8.c: decoding and encoding, strict: no overlong forms, no surrogates (RFC 3629). */
#include "base.h"

static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

static int sequence_length(unsigned char c)
{
	return c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : (c & 0xf0) == 0xe0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
}

/* one code point from p; 0 bytes when ill-formed */
static int decode(const unsigned char *p, size_t n, uint32_t *cp)
{
	static const unsigned char mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	int len = sequence_length(*p);

	if (len == 0 || (size_t)len > n)
		return 0;
	*cp = *p & mask[len];
	for (int i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*cp = *cp << 6 | (p[i] & 0x3f);
	}
	if (len > 1 && (*cp < least[len] || *cp > 0x10ffff || (*cp >= 0xd800 && *cp < 0xe000)))
		return 0;
	return len;
}

uint32_t utf8_next(const char **p, const char *end)
{
	uint32_t cp = 0xfffd;
	int len = decode((const unsigned char *)*p, (size_t)(end - *p), &cp);

	if (len == 0) {
		*p += 1;
		return 0xfffd;
	}
	*p += len;
	return cp;
}

size_t utf8_put(char out[4], uint32_t cp)
{
	unsigned char *o = (unsigned char *)out;

	if (cp < 0x80) {
		o[0] = (unsigned char)cp;
		return 1;
	}
	if (cp < 0x800) {
		o[0] = (unsigned char)(0xc0 | cp >> 6);
		o[1] = (unsigned char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		o[0] = (unsigned char)(0xe0 | cp >> 12);
		o[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3f));
		o[2] = (unsigned char)(0x80 | (cp & 0x3f));
		return 3;
	}
	o[0] = (unsigned char)(0xf0 | cp >> 18);
	o[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3f));
	o[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3f));
	o[3] = (unsigned char)(0x80 | (cp & 0x3f));
	return 4;
}

bool utf8_valid(const char *s, size_t n, size_t *bad_at)
{
	size_t i = 0;
	uint32_t cp;

	while (i < n) {
		int len = decode((const unsigned char *)s + i, n - i, &cp);
		if (len == 0) {
			if (bad_at != NULL)
				*bad_at = i;
			return false;
		}
		i += (size_t)len;
	}
	return true;
}

/* ---- cells of a terminal */
struct range { uint32_t lo, hi; };
/* what takes no cell of its own, and what takes two (Unicode: combining marks and format characters; UAX 11, W and F) */
static const struct range none[] = {{0x300, 0x36f}, {0x483, 0x489}, {0x591, 0x5bd}, {0x610, 0x61a}, {0x64b, 0x65f}, {0x200b, 0x200f},
    {0x202a, 0x202e}, {0x2060, 0x206f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}};
static const struct range two[] = {{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
    {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

static bool within(const struct range *r, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= r[i].lo && cp <= r[i].hi)
			return true;
	return false;
}

int utf8_cells(uint32_t cp)
{
	return within(none, COUNT_OF(none), cp) ? 0 : within(two, COUNT_OF(two), cp) ? 2 : 1;
}

bool utf8_steers(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x200e || cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}
