/* layout_flow.c: paragraphs, columns, tables and page budgets, looked at through the display list. */
#include "layout_fixture.h"

static void a_paragraph_breaks_into_lines_that_fit(void **state)
{
	struct layout_doc *d = new_doc();
	char text[1024] = "";
	struct seen s;

	(void)state;
	for (int i = 0; i < 4; i++)
		strcat(text, lorem);
	add_p(d, 0, text);
	s = run_ok(d);
	assert_int_equal(s.pages, 1);
	assert_non_null(strstr(s.text.p, "70866,"));
	for (char *line = strtok(s.text.p, "\n"); line != NULL; line = strtok(NULL, "\n"))
		assert_true(line[strlen(line) - 1] != ' ');      /* no space ends a line */
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_long_paragraph_goes_over_two_pages_without_orphan_or_widow(void **state)
{
	struct layout_doc *d = new_doc();
	struct buf b = {0};
	struct seen s;
	int lines = 0, page = 0, on[3] = {0};

	(void)state;
	for (int i = 0; i < 60; i++)
		buf_puts(&b, lorem);
	add_p(d, 0, b.p);
	s = run_ok(d);
	assert_int_equal(s.pages, 2);
	for (char *line = strtok(s.text.p, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++) {
		if (line[0] == '#')
			page = atoi(line + 1);
		else
			on[page]++;
	}
	assert_int_equal(on[1], (841890 - 64000 - 63000) / 13000);
	assert_true(on[2] >= 2);
	buf_drop(&s.text);
	buf_drop(&b);
	layout_doc_drop(d);
}

static void a_word_wider_than_the_line_is_cut_at_a_cluster(void **state)
{
	struct layout_doc *d = new_doc();
	struct seen s;
	char word[400];

	(void)state;
	memset(word, 'w', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	add_p(d, 0, word);
	s = run_ok(d);
	assert_true(strlen(s.text.p) > 400);     /* the letters and more than one line's coordinates */
	assert_non_null(strstr(s.text.p, "\n70866,87380 ww"));
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_missing_glyph_names_character_font_and_line(void **state)
{
	struct layout_doc *d = new_doc();
	struct err e = {0};
	int32_t p = add_p(d, 0, "a \xf0\x92\x80\x80 b");         /* U+12000, cuneiform */
	struct seen s;

	(void)state;
	layout_node(d, layout_node(d, p)->first)->line = 12;
	s = run(d, false, &e);
	assert_string_equal(e.msg, "line 12: no font here has a glyph for '\xf0\x92\x80\x80' (U+12000); 'NotoSans-Regular' was asked first: "
	    "write it with other characters");
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void combining_marks_stay_with_their_base(void **state)
{
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	add_p(d, 0, "e\xcc\x81 \xd3\x99\xd1\x81\xcc\x88 \xce\xb1\xcc\x81");     /* e acute, Kazakh schwa and s with diaeresis, alpha */
	s = run_ok(d);
	assert_non_null(strstr(s.text.p, " e\xcc\x81 \n"));      /* runs part where the script does */
	assert_non_null(strstr(s.text.p, " \xd3\x99\xd1\x81\xcc\x88 \n"));
	assert_non_null(strstr(s.text.p, " \xce\xb1\xcc\x81\n"));
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_table_repeats_its_header_on_each_page_as_an_artifact(void **state)
{
	static const struct layout_column columns[] = {{.width = 0}, {.width = 100000}, {.share = 1}};
	struct layout_doc *d = new_doc();
	int32_t table = layout_add(d, 0, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK, NULL);
	int32_t head = layout_add(d, table, LAYOUT_THEAD, LAYOUT_ROW_GROUP, NULL), rows;
	struct seen s;

	(void)state;
	layout_table_columns(d, table, columns, 3);
	layout_node(d, head)->header = true;
	add_row(d, head, 3, "Head");
	rows = layout_add(d, table, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL);
	for (int i = 0; i < 200; i++)
		add_row(d, rows, 3, "cell");
	s = run_ok(d);
	assert_int_equal(s.pages, 4);
	assert_int_equal(s.repeated, 3 * 3);
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_heading_does_not_part_from_what_follows(void **state)
{
	static struct layout_style heading;
	struct layout_doc *d = new_doc();
	struct seen s;
	char *second;

	(void)state;
	heading = body;
	heading.keep_next = true;
	for (int i = 0; i < 54; i++)
		add_p(d, 0, "line");
	int32_t h = layout_add(d, 0, LAYOUT_H2, LAYOUT_PARAGRAPH, &heading);
	layout_add_text(d, h, NULL, "heading", 7);
	add_p(d, 0, "last");
	s = run_ok(d);
	second = strstr(s.text.p, "#2");
	assert_non_null(second);
	assert_non_null(strstr(second, "heading"));
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_page_budget_drops_the_highest_rank_and_leaves_no_trace(void **state)
{
	struct layout_doc *d = new_doc();
	struct seen s;
	int32_t dropped = 0;

	(void)state;
	layout_info(d)->page_budget = 1;
	for (int i = 0; i < 60; i++) {
		int32_t p = add_p(d, 0, i == 30 ? "droppable" : "line");
		if (i >= 30 && i < 40)
			layout_node(d, p)->rank = 1 + (i == 30);
		if (i == 30)
			dropped = p;
	}
	s = run_ok(d);
	assert_int_equal(s.pages, 1);
	assert_int_equal(layout_dropped(d), 60 - (841890 - 64000 - 63000) / 13000);
	assert_true(layout_node(d, dropped)->dropped);
	assert_false(layout_node(d, dropped)->placed);
	assert_null(strstr(s.text.p, "droppable"));
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void a_budget_that_cannot_be_kept_says_how_many_pages_it_takes(void **state)
{
	struct layout_doc *d = new_doc();
	struct err e = {0};
	struct seen s;

	(void)state;
	layout_info(d)->page_budget = 1;
	for (int i = 0; i < 60; i++)
		add_p(d, 0, "line");
	s = run(d, false, &e);
	assert_string_equal(e.msg, "the document takes 2 pages, its budget is 1, and no block is left that may be dropped");
	assert_false(s.finished);
	buf_drop(&s.text);
	layout_doc_drop(d);
}

static void columns_stand_side_by_side_in_reading_order(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t c = layout_add(d, 0, LAYOUT_DIV, LAYOUT_COLUMNS, NULL);
	struct seen s;

	(void)state;
	for (int i = 0; i < 3; i++) {
		int32_t f = layout_add(d, c, LAYOUT_DIV, LAYOUT_FLOW, NULL);
		add_p(d, f, i == 1 ? "middle" : "side");
	}
	s = run_ok(d);
	assert_string_equal(s.text.p, "#1\n70866,74380 side\n226771,74380 middle\n382676,74380 side\n");
	buf_drop(&s.text);
	layout_doc_drop(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paragraph_breaks_into_lines_that_fit),
		cmocka_unit_test(a_long_paragraph_goes_over_two_pages_without_orphan_or_widow),
		cmocka_unit_test(a_word_wider_than_the_line_is_cut_at_a_cluster),
		cmocka_unit_test(a_missing_glyph_names_character_font_and_line),
		cmocka_unit_test(combining_marks_stay_with_their_base),
		cmocka_unit_test(a_table_repeats_its_header_on_each_page_as_an_artifact),
		cmocka_unit_test(a_heading_does_not_part_from_what_follows),
		cmocka_unit_test(a_page_budget_drops_the_highest_rank_and_leaves_no_trace),
		cmocka_unit_test(a_budget_that_cannot_be_kept_says_how_many_pages_it_takes),
		cmocka_unit_test(columns_stand_side_by_side_in_reading_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
