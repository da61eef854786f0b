/* text_words.c: runs put together from kept words are what HarfBuzz makes of the whole run. */
#include "text_fixture.h"
#include "text/fonts.h"

static const struct text_style styles[] = {
	{.family = TEXT_SANS, .size = 10000}, {.family = TEXT_SANS, .bold = true, .size = 9300, .tabular = true},
	{.family = TEXT_SANS, .italic = true, .size = 8500}, {.family = TEXT_SANS, .bold = true, .italic = true, .size = 10000},
	{.family = TEXT_SERIF, .size = 10000, .tabular = true}, {.family = TEXT_SERIF, .bold = true, .size = 10000},
	{.family = TEXT_SERIF, .italic = true, .size = 10000}, {.family = TEXT_SERIF, .bold = true, .italic = true, .size = 7000},
	{.family = TEXT_MONO, .size = 10000}, {.family = TEXT_MONO, .bold = true, .size = 10000},
};

/* the script of a run: that of its first character that has one */
static hb_script_t script_of(const struct text_run *r)
{
	const char *p = r->text + r->from, *end = r->text + r->to;

	while (p < end) {
		hb_script_t s = hb_unicode_script(hb_unicode_funcs_get_default(), utf8_next(&p, end));
		if (s != HB_SCRIPT_COMMON && s != HB_SCRIPT_INHERITED && s != HB_SCRIPT_UNKNOWN)
			return s;
	}
	return HB_SCRIPT_LATIN;
}

static void compare_run(const struct text_run *r, const struct text_style *s)
{
	struct text_manner m = {r->face, script_of(r), hb_language_from_string("en", -1), s->tabular, s->size};
	hb_buffer_t *b = hb_buffer_create();
	struct err e = {0};
	struct text_glyph *g;
	mpt width = 0;

	hb_buffer_add_utf8(b, r->text, (int)r->to, r->from, (int)(r->to - r->from));
	assert_true(text_harfbuzz(&m, b, &e));
	if (r->n != hb_buffer_get_length(b))
		print_error("'%.*s'\n", (int)(r->to - r->from), r->text + r->from);
	assert_int_equal(r->n, hb_buffer_get_length(b));
	g = mem_zalloc(r->n * sizeof *g);
	text_glyphs_of(&m, b, g);
	if (memcmp(g, r->glyphs, r->n * sizeof *g) != 0)
		print_error("%s '%.*s'\n", text_face_name(r->face), (int)(r->to - r->from), r->text + r->from);
	assert_memory_equal(g, r->glyphs, r->n * sizeof *g);
	for (size_t i = 0; i < r->n; i++)
		width += g[i].advance;
	assert_int_equal(r->width, width);
	free(g);
	hb_buffer_destroy(b);
}

/* twice: what is not there yet, and what is */
static void compare(const struct text_style *s, const char *text)
{
	struct text_runs runs;
	struct err e = {0};
	struct arena *a = arena_new();

	for (int again = 0; again < 2; again++) {
		assert_true(text_shape(fonts, s, "en", text, 0, (uint32_t)strlen(text), a, &runs, &e));
		for (size_t i = 0; i < runs.n; i++)
			compare_run(&runs.v[i], s);
	}
	arena_drop(a);
}

static void hits_and_misses_give_what_harfbuzz_gives(void **state)
{
	static const char *const texts[] = {"AV A VA To T o. W, W ,", "fi ffi f i ff  i", "q\xcc\x83 q \xcc\x83 i\xcc\x87\xcc\x81",
	    " a ", "   ", "\xd2\x9a\xd0\xb0\xd0\xb7\xd0\xb0\xd2\x9b Kazak \xce\xb1\xcc\x81 a", "1\xe2\x81\x84""2 1/2 11 1", "2\xc2\xa0July 2",
	    "a\xcc\x88 \xcc\x88", "\xe4\xb8\xad\xe5\x9b\xbd a", "x\xe2\x80\x8d y", "\xc4\xb0I \xc4\xb1i"};

	(void)state;
	for (size_t k = 0; k < COUNT_OF(styles); k++)
		for (size_t i = 0; i < COUNT_OF(texts); i++)
			compare(&styles[k], texts[i]);
}

static bool is_left_to_right(hb_codepoint_t c)
{
	return hb_script_get_horizontal_direction(hb_unicode_script(hb_unicode_funcs_get_default(), c)) != HB_DIRECTION_RTL;
}

/* what HarfBuzz cannot tell: that no lookup moves a glyph that its classes do not name, as the space, beside another */
static void no_face_moves_any_of_its_characters_beside_a_space(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT_OF(styles); k++) {
		struct err e = {0};
		hb_set_t *all = hb_set_create();
		hb_codepoint_t c = HB_SET_VALUE_INVALID;
		struct buf b = {0};
		char s[4];
		hb_face_collect_unicodes(text_face_of(fonts, &styles[k], &e)->face, all);
		for (size_t n = 0; hb_set_next(all, &c); n++) {
			if (c < ' ' || !is_left_to_right(c) || hb_unicode_general_category(hb_unicode_funcs_get_default(), c) == HB_UNICODE_GENERAL_CATEGORY_CONTROL)
				continue;
			buf_add(&b, s, utf8_put(s, c));
			buf_putc(&b, ' ');
			buf_add(&b, s, utf8_put(s, c));
			buf_putc(&b, ' ');
			if (n % 8 == 0) {
				compare(&styles[k], b.p);
				buf_clear(&b);
			}
		}
		compare(&styles[k], b.p);
		buf_drop(&b);
		hb_set_destroy(all);
	}
}

static uint32_t draw(uint32_t n)
{
	static uint64_t seed = 2021;

	seed = seed * 16807 % 2147483647;
	return (uint32_t)(seed % n);
}

static void random_texts_are_what_harfbuzz_gives(void **state)
{
	static const struct { uint32_t from, n; } of[] = {{0x21, 94}, {'a', 26}, {'A', 26}, {'0', 10}, {0xa0, 0x1f0}, {0x300, 0x40}, {0x386, 0x40},
	    {0x400, 0x100}, {0x1ea0, 0x50}, {0x2010, 0x16}};
	char s[4];

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct buf b = {0};
		struct text_runs runs;
		struct err e = {0};
		for (uint32_t k = 0, from = draw(COUNT_OF(of)); k < 60; k++, from = draw(4) == 0 ? draw(COUNT_OF(of)) : from) {
			uint32_t c = draw(6) == 0 ? ' ' : of[from].from + draw(of[from].n);
			buf_add(&b, s, utf8_put(s, c));
		}
		if (text_shape(fonts, &styles[i % 10], "en", b.p, 0, (uint32_t)b.len, arena, &runs, &e))
			compare(&styles[i % 10], b.p);
		buf_drop(&b);
	}
}

static void what_is_kept_has_a_bound(void **state)
{
	size_t most = 0;
	char text[600];

	(void)state;
	for (int i = 0; i < 40000; i++) {
		size_t at = 0;
		for (int k = 0; k < 3; k++)
			at += (size_t)snprintf(text + at, sizeof text - at, "word%xof%d ", i, k);
		compare(&styles[i % 10], text);
		most = text_words_bytes(fonts->words) > most ? text_words_bytes(fonts->words) : most;
	}
	assert_true(most > TEXT_WORDS_BYTES / 2);
	assert_true(most < TEXT_WORDS_BYTES + (2u << 20));
}

static void many_sizes_have_a_bound_too(void **state)
{
	struct text_style s = styles[0];

	(void)state;
	for (s.size = 1000; s.size < 1500; s.size++)
		compare(&s, "The AV of Table");
	s.size = 1001;
	compare(&s, "The AV of Table");
}

static void a_long_word_and_a_joining_script_are_not_kept(void **state)
{
	char text[600];
	size_t had;

	(void)state;
	text_words_drop(fonts->words);
	fonts->words = text_words_new();
	had = text_words_count(fonts->words);
	compare(&styles[0], "onefold twofold onefold");
	assert_int_equal(text_words_count(fonts->words), had + 2);
	memset(text, 'm', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	compare(&styles[0], text);
	text[TEXT_WORD_MAX + 1] = ' ';
	compare(&styles[0], text);
	compare(&styles[0], "\xe4\xb8\xad \xe5\x9b\xbd");
	compare(&styles[0], "\xcc\x81 \xcc\x82");     /* marks, which would sit on the space */
	assert_int_equal(text_words_count(fonts->words), had + 2);
}

static void a_glyph_that_lookups_see_does_not_stand_apart(void **state)
{
	struct err e = {0};
	hb_segment_properties_t p = {.direction = HB_DIRECTION_LTR, .script = HB_SCRIPT_LATIN, .language = hb_language_from_string("en", -1)};
	struct text_face *face = text_face_of(fonts, &styles[0], &e);
	hb_shape_plan_t *plan = hb_shape_plan_create_cached(face->face, &p, NULL, 0, NULL);
	hb_codepoint_t space, kerned, joined;

	(void)state;
	assert_true(hb_font_get_nominal_glyph(face->font, ' ', &space));
	assert_true(hb_font_get_nominal_glyph(face->font, 'V', &kerned));
	assert_true(hb_font_get_nominal_glyph(face->font, 0x301, &joined));
	assert_true(text_stands_apart(face->face, plan, space));
	assert_false(text_stands_apart(face->face, plan, kerned));       /* GPOS */
	assert_false(text_stands_apart(face->face, plan, joined));       /* a mark, in GSUB and GPOS */
	hb_shape_plan_destroy(plan);
}

static void tracking_is_no_part_of_what_is_kept(void **state)
{
	struct text_style tracked = styles[0];
	struct text_runs plain, wide;
	struct err e = {0};

	(void)state;
	tracked.tracking = 100;
	assert_true(text_shape(fonts, &styles[0], "en", "To be", 0, 5, arena, &plain, &e));
	assert_true(text_shape(fonts, &tracked, "en", "To be", 0, 5, arena, &wide, &e));
	assert_int_equal(wide.v[0].width, plain.v[0].width + 500);
	assert_int_equal(wide.v[0].glyphs[2].advance, plain.v[0].glyphs[2].advance + 100);
	assert_true(text_shape(fonts, &styles[0], "en", "To be", 0, 5, arena, &wide, &e));
	assert_int_equal(wide.v[0].width, plain.v[0].width);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_and_misses_give_what_harfbuzz_gives),
		cmocka_unit_test(no_face_moves_any_of_its_characters_beside_a_space),
		cmocka_unit_test(random_texts_are_what_harfbuzz_gives),
		cmocka_unit_test(what_is_kept_has_a_bound),
		cmocka_unit_test(many_sizes_have_a_bound_too),
		cmocka_unit_test(a_long_word_and_a_joining_script_are_not_kept),
		cmocka_unit_test(a_glyph_that_lookups_see_does_not_stand_apart),
		cmocka_unit_test(tracking_is_no_part_of_what_is_kept),
	};
	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
