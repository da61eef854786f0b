/* pdf_syntax.c: numbers and strings of PDF, and charsets of fonts that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "pdf/charset.h"
#include "pdf/syntax.h"

static void check(struct buf *b, const char *want)
{
	assert_string_equal(b->p, want);
	buf_drop(b);
}

static void a_length_is_exact_and_short(void **state)
{
	static const struct { int64_t mpt; const char *text; } cases[] = {
		{ 0, "0" }, { 1, "0.001" }, { -1, "-0.001" }, { 10, "0.01" }, { 500, "0.5" }, { 595276, "595.276" }, { 841890, "841.89" },
		{ -12000, "-12" }, { -1500, "-1.5" }, { INT32_MAX, "2147483.647" }, { INT32_MIN, "-2147483.648" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf b = {0};
		pdf_length(&b, cases[i].mpt);
		check(&b, cases[i].text);
	}
}

static void text_is_a_literal_or_utf16(void **state)
{
	struct buf b = {0};

	(void)state;
	pdf_text_string(&b, "a (b) \\c");
	check(&b, "(a \\(b\\) \\\\c)");
	pdf_text_string(&b, "\xd2\x9a");             /* one Cyrillic letter */
	check(&b, "<FEFF049A>");
	pdf_text_string(&b, "\xf0\x9d\x84\x9e");     /* beyond the first plane: a surrogate pair */
	check(&b, "<FEFFD834DD1E>");
	pdf_text_string(&b, "a\nb");
	check(&b, "<FEFF0061000A0062>");
}

static void codes_survive_a_literal_string(void **state)
{
	struct buf b = {0};

	(void)state;
	pdf_literal16(&b, 'a' << 8 | 'b');
	pdf_literal16(&b, '(' << 8 | ')');
	pdf_literal16(&b, '\\' << 8 | '\r');
	check(&b, "ab\\(\\)\\\\\\r");
	pdf_literal16(&b, 0x000a);                   /* zeros and line feeds are what they are */
	assert_int_equal(b.len, 2);
	assert_memory_equal(b.p, "\0\n", 2);
	buf_drop(&b);
}

static void a_date_is_midnight_utc(void **state)
{
	struct buf b = {0};

	(void)state;
	pdf_date(&b, "2022-06-30");
	check(&b, "(D:20220630000000Z)");
}

/* A CFF font of three glyphs keyed by CID: header, Name INDEX, Top DICT INDEX, charset, CharStrings INDEX. */
static const unsigned char cff[] = {
	1, 0, 4, 1,                                          /* header of 4 bytes */
	0, 1, 1, 1, 2, 'A',                                  /* names: "A" */
	0, 1, 1, 1, 10, 139, 139, 139, 12, 30, 139 + 24, 15, 139 + 29, 17,     /* ROS, charset at 24, CharStrings at 29 */
	2, 0x12, 0x34, 0, 1,                                 /* charset, format 2: two glyphs from CID 0x1234 on */
	0, 3, 1, 1, 2, 3, 4, 14, 14, 14,                     /* three empty glyphs */
};

static void glyphs_of_a_cid_keyed_font_have_its_cids(void **state)
{
	size_t n = 0;
	uint16_t *cids = pdf_charset_cids(cff, sizeof cff, &n);

	(void)state;
	assert_non_null(cids);
	assert_int_equal(n, 3);
	assert_int_equal(cids[0], 0);
	assert_int_equal(cids[1], 0x1234);
	assert_int_equal(cids[2], 0x1235);
	free(cids);
}

static void a_cut_or_changed_font_is_survived(void **state)
{
	unsigned char bad[sizeof cff];
	size_t n = 0;

	(void)state;
	for (size_t cut = 0; cut < sizeof cff; cut++) {
		unsigned char *p = malloc(cut + 1);          /* of that size, so that the sanitizer sees a step too far */
		memcpy(p, cff, cut);
		free(pdf_charset_cids(p, cut, &n));
		free(p);
	}
	for (size_t at = 0; at < sizeof cff; at++)
		for (int v = 0; v < 256; v += 17) {
			memcpy(bad, cff, sizeof cff);
			bad[at] = (unsigned char)v;
			free(pdf_charset_cids(bad, sizeof bad, &n));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_length_is_exact_and_short),
		cmocka_unit_test(text_is_a_literal_or_utf16),
		cmocka_unit_test(codes_survive_a_literal_string),
		cmocka_unit_test(a_date_is_midnight_utc),
		cmocka_unit_test(glyphs_of_a_cid_keyed_font_have_its_cids),
		cmocka_unit_test(a_cut_or_changed_font_is_survived),
	};

	return cmocka_run_group_tests_name("pdf_syntax", tests, NULL, NULL);
}
