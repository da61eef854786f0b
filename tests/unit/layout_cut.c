/* layout_cut.c: what stands side by side and is cut: rows, columns, list items, boxes over pages; and budgets that drop within them. */
#include "layout_fixture.h"

#define BODY_LINES ((841890 - 64000 - 63000) / 13000)

static char *repeat(const char *s, int n)
{
	struct buf b = {0};

	for (int i = 0; i < n; i++)
		buf_puts(&b, s);
	return b.p;                      /* the few bytes stay until the test ends */
}

static struct seen seen_of(struct layout_doc *d)
{
	struct seen s = run_ok(d);

	layout_doc_drop(d);
	return s;
}

static int count(const char *s, const char *what)
{
	int n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

/* x of the first line of a page that ends so [mpt] */
static int x_of(const struct seen *s, int page, const char *end)
{
	char head[16], line[200];
	const char *at;

	snprintf(head, sizeof head, "#%d\n", page);
	at = strstr(s->text.p, head);
	assert_non_null(at);
	for (; sscanf(at, "%199[^\n]", line) == 1; at += strlen(line) + 1)
		if (strlen(line) > strlen(end) && strcmp(line + strlen(line) - strlen(end), end) == 0)
			return atoi(line);
	fail_msg("page %d has no '%s'", page, end);
	return 0;
}

static int32_t add_table(struct layout_doc *d, int32_t parent, size_t columns, int rows, const char *text)
{
	static const struct layout_column by_content[64];
	int32_t table = layout_add(d, parent, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK, NULL), group;

	layout_table_columns(d, table, by_content, columns);
	group = layout_add(d, table, LAYOUT_THEAD, LAYOUT_ROW_GROUP, NULL);
	layout_node(d, group)->header = true;
	add_row(d, group, (int)columns, "Head");
	group = layout_add(d, table, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL);
	for (int i = 0; i < rows; i++)
		add_row(d, group, (int)columns, text);
	return table;
}

static int32_t add_item(struct layout_doc *d, int32_t list, const char *text)
{
	int32_t item = layout_add(d, list, LAYOUT_LI, LAYOUT_COLUMNS, NULL);
	int32_t label = layout_add(d, item, LAYOUT_LBL, LAYOUT_FLOW, NULL), content;

	layout_node(d, label)->width = 12000;
	add_p(d, label, "-");
	content = layout_add(d, item, LAYOUT_LBODY, LAYOUT_FLOW, NULL);
	if (text != NULL)
		add_p(d, content, text);
	return content;
}

/* ---- cutting */

static void a_list_item_is_cut_without_orphan_or_widow(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t list;
	struct seen s;

	(void)state;
	for (int i = 0; i < BODY_LINES - 1; i++)
		add_p(d, 0, "line");
	list = layout_add(d, 0, LAYOUT_L, LAYOUT_FLOW, NULL);
	add_item(d, list, repeat(lorem, 3));     /* one line of it would fit */
	s = seen_of(d);
	assert_non_null(strstr(strstr(s.text.p, "#2"), " -\n"));
	assert_int_equal(count(s.text.p, " line\n"), BODY_LINES - 1);
}

static void space_between_paragraphs_of_an_item_vanishes_at_the_top_of_a_page(void **state)
{
	static struct layout_style spaced;
	struct layout_doc *d = new_doc();
	int32_t list, content;
	struct seen s;

	(void)state;
	spaced = body;
	spaced.before = 9000;
	for (int i = 0; i < BODY_LINES - 1; i++)
		add_p(d, 0, "line");
	list = layout_add(d, 0, LAYOUT_L, LAYOUT_FLOW, NULL);
	content = add_item(d, list, "one");
	layout_node(d, add_p(d, content, "two"))->style = &spaced;
	layout_node(d, add_p(d, content, "three"))->style = &spaced;
	s = seen_of(d);
	assert_non_null(strstr(s.text.p, "#2\n82866,74380 two\n"));      /* "one" stands on the first page's last line */
}

static void a_row_over_two_pages_keeps_the_reading_order_on_each(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, 0, 2, 1, "short"), row, first;
	const char *ox, *second;
	struct seen s;

	(void)state;
	row = layout_add(d, layout_node(d, table)->last, LAYOUT_TR, LAYOUT_ROW, NULL);
	first = layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL);
	layout_add_text(d, first, NULL, repeat("ox ", 1500), 4500);
	layout_add_text(d, layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL), NULL, repeat("yak ", 1200), 4800);
	s = seen_of(d);
	second = strstr(s.text.p, "#2\n");
	assert_non_null(second);
	for (const char *page = s.text.p; page != NULL; page = page == s.text.p ? second : NULL) {
		const char *end = page == s.text.p ? second : page + strlen(page), *yak = strstr(page, " yak");
		for (ox = page; (ox = strstr(ox + 1, " ox ox")) != NULL && ox < end;)
			assert_true(ox < yak);
	}
	assert_int_equal(s.repeated, 2);
}

static void a_cell_of_many_lines_takes_time_in_proportion(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, 0, 2, 0, ""), row = layout_add(d, layout_node(d, table)->last, LAYOUT_TR, LAYOUT_ROW, NULL);
	int lines = 40000;
	struct seen s;

	(void)state;
	for (int i = 0; i < 2; i++) {
		int32_t cell = layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL);
		for (int k = 0; k < lines; k++) {
			layout_add_text(d, cell, NULL, "x", 1);
			layout_add(d, cell, LAYOUT_ROLE_NONE, LAYOUT_BREAK, NULL);
		}
	}
	s = seen_of(d);                  /* hours when each cut looks at all lines */
	assert_int_equal(count(s.text.p, " x\n"), 2 * lines);
	assert_int_equal(s.pages, (lines + BODY_LINES - 2) / (BODY_LINES - 1));
}

static void columns_higher_than_a_page_are_cut_where_their_lines_do_not_meet(void **state)
{
	static struct layout_style small;
	struct layout_doc *d = new_doc();
	int32_t columns = layout_add(d, 0, LAYOUT_DIV, LAYOUT_COLUMNS, NULL), left, right;
	struct seen s;

	(void)state;
	small = body;
	small.leading = 9750;
	small.before = 100;              /* the lines never meet */
	left = layout_add(d, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL);
	right = layout_add(d, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL);
	for (int i = 0; i < 150; i++) {
		add_p(d, left, "left");
		layout_node(d, add_p(d, right, "right"))->style = &small;
	}
	s = seen_of(d);
	assert_int_equal(s.pages, 3);
	assert_int_equal(count(s.text.p, " left\n"), 150);
	assert_int_equal(count(s.text.p, " right\n"), 150);
}

/* ---- headers */

static void the_repeated_header_of_a_table_in_a_box_stands_above_its_rows(void **state)
{
	static struct layout_style box;
	struct layout_doc *d = new_doc();
	int32_t outer;
	struct seen s;

	(void)state;
	box = body;
	box.pad_left = 20000;
	box.rule_above = 1000;
	outer = layout_add(d, 0, LAYOUT_DIV, LAYOUT_FLOW, &box);
	add_table(d, outer, 1, 100, "cell");
	s = seen_of(d);
	assert_int_equal(s.pages, 2);
	assert_int_equal(x_of(&s, 2, " ~Head"), 70866 + 20000);
	assert_int_equal(x_of(&s, 2, " cell"), 70866 + 20000);
}

static void tables_in_columns_repeat_their_headers(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t columns = layout_add(d, 0, LAYOUT_DIV, LAYOUT_COLUMNS, NULL);
	struct seen s;

	(void)state;
	add_table(d, layout_add(d, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL), 1, 100, "cell");
	add_table(d, layout_add(d, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL), 1, 100, "second");
	s = seen_of(d);
	assert_int_equal(s.pages, 2);
	assert_int_equal(s.repeated, 2);
	assert_int_equal(x_of(&s, 2, " second"), 70866 + 233858);
}

static void a_header_higher_than_half_a_page_is_not_repeated(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, 0, 1, 40, repeat("word ", 60)), head = layout_node(d, layout_node(d, table)->first)->first;
	struct seen s;

	(void)state;
	layout_node(d, layout_node(d, layout_node(d, head)->first)->first)->text = repeat(lorem, 50);
	s = seen_of(d);
	assert_int_equal(s.repeated, 0);
}

/* ---- widths */

static void words_wider_than_the_table_are_cut_and_nothing_leaves_the_body(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, 0, 3, 0, ""), row = layout_add(d, layout_node(d, table)->last, LAYOUT_TR, LAYOUT_ROW, NULL);
	struct seen s;

	(void)state;
	for (int i = 0; i < 3; i++)
		layout_add_text(d, layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL), NULL, repeat("x", i == 2 ? 3 : 200), i == 2 ? 3 : 200);
	s = seen_of(d);
	for (char *line = strtok(s.text.p, "\n"); line != NULL; line = strtok(NULL, "\n"))
		if (line[0] != '#')
			assert_true(atoi(line) + (int)strlen(strchr(line, ' ')) * 5290 - 5290 <= 595276 - 56693);    /* the width of an x */
}

static void a_long_word_outside_the_sample_still_counts(void **state)
{
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, 0, 2, 2000, "1 cell"), row = layout_node(d, layout_node(d, table)->last)->first;
	struct seen s;

	(void)state;
	for (int i = 0; i < 1234; i++)
		row = layout_node(d, row)->next;
	layout_node(d, layout_node(d, layout_node(d, row)->first)->first)->text = "Donaudampfschifffahrtsgesellschaft";
	layout_node(d, layout_node(d, layout_node(d, row)->last)->first)->text = repeat(lorem, 3);
	s = seen_of(d);
	assert_int_equal(count(s.text.p, "Donaudampfschifffahrtsgesellschaft"), 1);
}

static void a_table_without_room_for_its_letters_is_refused(void **state)
{
	struct layout_doc *d = new_doc();
	struct err e = {0};
	int32_t table = add_table(d, 0, 64, 1, "wwww");

	(void)state;
	layout_node(d, table)->line = 7;
	layout_info(d)->geometry.outer = 400000;
	run(d, false, &e);
	assert_string_equal(e.msg, "line 7: column 1 of the table has no room left: give the others less width");
	layout_doc_drop(d);
}

/* ---- budgets */

static struct layout_doc *budgeted(bool with)
{
	static struct layout_style section;
	struct layout_doc *d = new_doc();
	int32_t s;

	section = body;
	section.before = 40000;
	section.after = 30000;
	layout_info(d)->page_budget = 2;
	for (int i = 0; i < BODY_LINES + 5; i++)
		add_p(d, 0, "line");
	if (with) {
		s = layout_add(d, 0, LAYOUT_SECT, LAYOUT_FLOW, &section);
		layout_node(d, s)->rank = 1;
		add_p(d, layout_add(d, s, LAYOUT_SECT, LAYOUT_FLOW, &section), repeat(lorem, 200));
	}
	add_p(d, 0, "after");
	return d;
}

static void a_section_dropped_on_the_open_page_leaves_no_trace(void **state)
{
	struct seen with = seen_of(budgeted(true)), without = seen_of(budgeted(false));

	(void)state;
	assert_string_equal(with.text.p, without.text.p);
}

/* ---- lines and boxes */

static void no_line_ends_at_a_soft_hyphen_and_none_is_printed(void **state)
{
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	add_p(d, 0, repeat("Donau\xc2\xad" "dampf\xc2\xadschiff ", 40));
	s = seen_of(d);
	assert_int_equal(count(s.text.p, "Donaudampfschiff"), 40);
}

static void larger_letters_make_their_line_higher(void **state)
{
	static struct layout_style large;
	struct layout_doc *d = new_doc();
	int32_t p = add_p(d, 0, "small ");
	struct seen s;

	(void)state;
	large = body;
	large.text.size = 20000;
	large.leading = 26000;
	layout_add_text(d, p, &large, "large", 5);
	add_p(d, 0, "next");
	s = seen_of(d);
	assert_string_equal(s.text.p, "#1\n70866,84760 small \n98376,84760 large\n70866,100380 next\n");
}

static void a_rule_is_drawn_once(void **state)
{
	static struct layout_style rule = {.rule_above = 500, .left = 10000};
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	layout_add(d, 0, LAYOUT_ROLE_NONE, LAYOUT_RULE, &rule);
	s = seen_of(d);
	assert_string_equal(s.text.p, "#1\nrule 80866,64000 457717x500\n");
}

static void space_after_the_last_block_goes_through_an_open_box(void **state)
{
	static struct layout_style spaced, indent = {.left = 10000};
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	spaced = body;
	spaced.after = 7000;
	layout_node(d, add_p(d, layout_add(d, 0, LAYOUT_DIV, LAYOUT_FLOW, &indent), "in"))->style = &spaced;
	add_p(d, 0, "after");
	s = seen_of(d);
	assert_string_equal(s.text.p, "#1\n80866,74380 in\n70866,94380 after\n");
}

static void indents_that_leave_no_width_are_refused(void **state)
{
	static struct layout_style indent = {.left = 300000, .right = 300000};
	struct layout_doc *d = new_doc();
	struct err e = {0};
	int32_t flow = layout_add(d, 0, LAYOUT_DIV, LAYOUT_FLOW, &indent);

	(void)state;
	layout_node(d, flow)->line = 3;
	add_p(d, flow, "x");
	run(d, false, &e);
	assert_string_equal(e.msg, "line 3: nothing is left of the width between the indents: give them less");
	layout_doc_drop(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_item_is_cut_without_orphan_or_widow),
		cmocka_unit_test(space_between_paragraphs_of_an_item_vanishes_at_the_top_of_a_page),
		cmocka_unit_test(a_row_over_two_pages_keeps_the_reading_order_on_each),
		cmocka_unit_test(a_cell_of_many_lines_takes_time_in_proportion),
		cmocka_unit_test(columns_higher_than_a_page_are_cut_where_their_lines_do_not_meet),
		cmocka_unit_test(the_repeated_header_of_a_table_in_a_box_stands_above_its_rows),
		cmocka_unit_test(tables_in_columns_repeat_their_headers),
		cmocka_unit_test(a_header_higher_than_half_a_page_is_not_repeated),
		cmocka_unit_test(words_wider_than_the_table_are_cut_and_nothing_leaves_the_body),
		cmocka_unit_test(a_long_word_outside_the_sample_still_counts),
		cmocka_unit_test(a_table_without_room_for_its_letters_is_refused),
		cmocka_unit_test(a_section_dropped_on_the_open_page_leaves_no_trace),
		cmocka_unit_test(no_line_ends_at_a_soft_hyphen_and_none_is_printed),
		cmocka_unit_test(larger_letters_make_their_line_higher),
		cmocka_unit_test(a_rule_is_drawn_once),
		cmocka_unit_test(space_after_the_last_block_goes_through_an_open_box),
		cmocka_unit_test(indents_that_leave_no_width_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
