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
