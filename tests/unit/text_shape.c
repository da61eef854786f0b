/* text_shape.c: itemising, fallback, shaping and line breaks. */
#include "text_fixture.h"

#include <linebreak.h>

static const struct text_style sans = {.family = TEXT_SANS, .size = 10000};

static struct text_runs shape(const struct text_style *s, const char *text)
{
	struct text_runs runs;
	struct err e = {0};

	assert_true(text_shape(fonts, s, "en", text, 0, (uint32_t)strlen(text), arena, &runs, &e));
	return runs;
}

static void a_run_ends_where_script_or_face_changes(void **state)
{
	struct text_runs r = shape(&sans, "Aa \xd2\x9a\xd0\xb0 \xce\xb1 \xe4\xb8\xad");       /* Latin, Cyrillic, Greek, Han */

	(void)state;
	assert_int_equal(r.n, 4);
	assert_string_equal(text_face_name(r.v[0].face), "NotoSans-Regular");
	assert_ptr_equal(r.v[0].face, r.v[2].face);
	assert_string_equal(text_face_name(r.v[3].face), "NotoSansCJKsc-Regular");
}

static void right_to_left_text_is_refused_not_reversed(void **state)
{
	const char *text = "a \xd8\xa6\xdb\x87";    /* Uyghur letters */
	struct text_runs runs;
	struct err e = {0};

	(void)state;
	assert_false(text_shape(fonts, &sans, "en", text, 0, (uint32_t)strlen(text), arena, &runs, &e));
	assert_string_equal(e.msg, "right-to-left text cannot be set yet ('\xd8\xa6'): leave it out, or write it in Latin letters");
}

static void every_byte_belongs_to_one_run_in_order(void **state)
{
	const char *text = "\xc5\xbd \xd2\x9a\xd0\xb0\xd0\xb7 (1\xe2\x80\x93""2) \xce\xb1\xcc\x81 x";
	struct text_runs r = shape(&sans, text);
	uint32_t at = 0;

	(void)state;
	for (size_t i = 0; i < r.n; i++) {
		assert_int_equal(r.v[i].from, at);
		at = r.v[i].to;
	}
	assert_int_equal(at, strlen(text));
}

static void a_mark_shares_the_cluster_of_its_base_and_has_no_width(void **state)
{
	struct text_runs r = shape(&sans, "q\xcc\x83");          /* q with tilde: no precomposed form */

	(void)state;
	assert_int_equal(r.n, 1);
	assert_int_equal(r.v[0].n, 2);
	assert_int_equal(r.v[0].glyphs[1].cluster, 0);
	assert_int_equal(r.v[0].glyphs[1].advance, 0);
}

static void kerning_moves_letters_and_natural_does_not(void **state)
{
	struct text_runs r = shape(&sans, "AV");

	(void)state;
	assert_true(r.v[0].glyphs[0].advance < r.v[0].glyphs[0].natural);
	assert_int_equal(r.v[0].width, r.v[0].glyphs[0].advance + r.v[0].glyphs[1].advance);
}

static void tracking_is_added_once_a_cluster(void **state)
{
	struct text_style tracked = sans;

	(void)state;
	tracked.tracking = 100;
	assert_int_equal(shape(&tracked, "nq\xcc\x83").v[0].width, shape(&sans, "nq\xcc\x83").v[0].width + 200);
}

static void bold_italic_and_mono_open_their_own_faces(void **state)
{
	struct text_style s = {.family = TEXT_SERIF, .bold = true, .italic = true, .size = 10000};

	(void)state;
	assert_string_equal(text_face_name(shape(&s, "a").v[0].face), "NotoSerif-BoldItalic");
	s = (struct text_style){.family = TEXT_MONO, .size = 10000};
	assert_string_equal(text_face_name(shape(&s, "a").v[0].face), "NotoSansMono-Regular");
}

static void symbols_come_from_the_symbol_faces(void **state)
{
	(void)state;
	assert_string_equal(text_face_name(shape(&sans, "\xe2\x88\x92").v[0].face), "NotoSansMath-Regular");     /* minus */
	assert_string_equal(text_face_name(shape(&sans, "\xe2\x96\xa0").v[0].face), "NotoSansSymbols2-Regular"); /* black square */
}

static void lines_may_end_after_spaces_and_hyphens_only(void **state)
{
	const char *text = "a b-c 9:30";
	unsigned char b[16];

	(void)state;
	text_breaks(text, strlen(text), "en", b);
	assert_int_equal(b[0], TEXT_NO_BREAK);
	assert_int_equal(b[1], TEXT_MAY_BREAK);
	assert_int_equal(b[3], TEXT_MAY_BREAK);
	assert_int_equal(b[7], TEXT_NO_BREAK);
	assert_int_equal(b[9], TEXT_MUST_BREAK);
}

static void no_line_ends_at_a_no_break_space(void **state)
{
	const char *text = "2\xc2\xa0July";
	unsigned char b[16];

	(void)state;
	text_breaks(text, strlen(text), "en", b);
	assert_int_equal(b[0], TEXT_NO_BREAK);
	assert_int_equal(b[2], TEXT_NO_BREAK);
}

static void an_option_keeps_its_hyphens(void **state)
{
	const char *text = "with --sources a--b";
	unsigned char b[32];

	(void)state;
	text_breaks(text, strlen(text), "en", b);
	assert_int_equal(b[4], TEXT_MAY_BREAK);
	assert_int_equal(b[5], TEXT_NO_BREAK);
	assert_int_equal(b[6], TEXT_NO_BREAK);
	assert_int_equal(b[17], TEXT_MAY_BREAK);
}

/* the second hyphen of " --a", or of "--a" at the beginning: the one place where we differ */
static bool begins_option(const char *text, size_t i, size_t n)
{
	return i > 0 && i + 1 < n && text[i - 1] == '-' && text[i] == '-' && (i == 1 || text[i - 2] == ' ') &&
	       strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", text[i + 1]) != NULL;
}

static uint32_t draw(uint32_t n)
{
	static uint64_t seed = 1966;

	seed = seed * 16807 % 2147483647;
	return (uint32_t)(seed % n);
}

static void compare_breaks(const char *text, size_t n, const char *lang)
{
	unsigned char b[80];
	char all[80];

	text_breaks(text, n, lang, b);
	memset(all, LINEBREAK_NOBREAK, sizeof all);      /* it leaves a text that begins with half a character as it was */
	set_linebreaks_utf8((const utf8_t *)text, n, lang, all);
	for (size_t i = 0; i + 1 < n; i++)
		if (!begins_option(text, i, n) &&
		    b[i] != (all[i] == LINEBREAK_MUSTBREAK ? TEXT_MUST_BREAK : all[i] == LINEBREAK_ALLOWBREAK ? TEXT_MAY_BREAK : TEXT_NO_BREAK))
			fail_msg("'%.*s' (%s): byte %zu is %d, libunibreak says %d", (int)n, text, lang, i, b[i], all[i]);
}

static void letters_are_skipped_without_a_difference(void **state)
{
	static const char *const langs[] = {"en", "de", "fr", "zh", "xx"};
	static const char *const others[] = {"\xd7\x90", "\xcc\x81", "\xe2\x80\x8d", "\xc2\xa0", "\xe2\x80\x9c", "\xf0\x9f\x87\xa6", "\xe4\xb8\xad",
	    "\xe2\x80\xa8", "\xc3", "\xe4\xb8", "\xff", "\xcc\x81 ", "\xe2\x80\x8b"};
	char text[80];

	(void)state;
	for (int i = 0; i < 400000; i++) {
		size_t n = 0, most = 2 + draw(60), of = draw(4);
		while (n < most) {
			uint32_t kind = draw(16);
			if (kind < 8 || of == 0)
				text[n++] = (char)(of == 0 ? 1 + draw(127) : 'a' + draw(26) - 32 * draw(2));
			else if (kind < 12)
				text[n++] = ' ';
			else if (kind < 15 || of == 1)
				text[n++] = (char)(' ' + draw(95));
			else
				n += (size_t)snprintf(text + n, 5, "%s", others[draw(COUNT_OF(others))]);
		}
		compare_breaks(text, n, langs[draw(COUNT_OF(langs))]);
	}
}

static void a_control_character_is_named_and_not_repeated(void **state)
{
	struct text_runs runs;
	struct err e = {0};

	(void)state;
	assert_false(text_shape(fonts, &sans, "en", "a\x1b[2J", 0, 5, arena, &runs, &e));
	assert_string_equal(e.msg, "the control character U+001B cannot be printed: take it out");
}

static void a_very_long_text_is_cut_into_runs_at_spaces(void **state)
{
	size_t n = 400000;
	char *text = arena_alloc(arena, n + 1);
	struct text_runs r;

	(void)state;
	memset(text, 'm', n);            /* in one run its width would not fit a length */
	for (size_t i = 9; i < n; i += 10)
		text[i] = ' ';
	r = shape(&sans, text);
	assert_true(r.n > 5);
	for (size_t i = 0; i < r.n; i++) {
		assert_true(r.v[i].width > 0);
		assert_true(i == 0 || text[r.v[i].from] == ' ');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_ends_where_script_or_face_changes),
		cmocka_unit_test(right_to_left_text_is_refused_not_reversed),
		cmocka_unit_test(every_byte_belongs_to_one_run_in_order),
		cmocka_unit_test(a_mark_shares_the_cluster_of_its_base_and_has_no_width),
		cmocka_unit_test(kerning_moves_letters_and_natural_does_not),
		cmocka_unit_test(tracking_is_added_once_a_cluster),
		cmocka_unit_test(bold_italic_and_mono_open_their_own_faces),
		cmocka_unit_test(symbols_come_from_the_symbol_faces),
		cmocka_unit_test(lines_may_end_after_spaces_and_hyphens_only),
		cmocka_unit_test(no_line_ends_at_a_no_break_space),
		cmocka_unit_test(an_option_keeps_its_hyphens),
		cmocka_unit_test(letters_are_skipped_without_a_difference),
		cmocka_unit_test(a_control_character_is_named_and_not_repeated),
		cmocka_unit_test(a_very_long_text_is_cut_into_runs_at_spaces),
	};
	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
