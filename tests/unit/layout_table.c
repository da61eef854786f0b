/* layout_table.c: tables: decimal marks, groups, rows that were dropped, rows that come while they are composed. */
#include "layout_fixture.h"

static int32_t add_table(struct layout_doc *d, const struct layout_column *columns, size_t n)
{
	int32_t table = layout_add(d, 0, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK, NULL), head;

	layout_table_columns(d, table, columns, n);
	head = layout_add(d, table, LAYOUT_THEAD, LAYOUT_ROW_GROUP, NULL);
	layout_node(d, head)->header = true;
	add_row(d, head, (int)n, "Head");
	return table;
}

static int32_t add_body(struct layout_doc *d, int32_t table) { return layout_add(d, table, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL); }

static int32_t add_group(struct layout_doc *d, int32_t table, int columns, const char *head, int rows, const char *text)
{
	int32_t group = add_body(d, table), row = add_row(d, group, 1, head);

	layout_node(d, row)->group_head = true;
	layout_node(d, layout_node(d, row)->first)->colspan = (int16_t)columns;
	for (int i = 0; i < rows; i++)
		add_row(d, group, columns, text);
	return group;
}

static struct seen seen_of(struct layout_doc *d)
{
	struct seen s = run_ok(d);

	layout_doc_drop(d);
	return s;
}

/* x of the first line with exactly that text [mpt] */
static int x_of(const struct seen *s, const char *text)
{
	char line[200], want[200];

	snprintf(want, sizeof want, " %s", text);
	for (const char *at = s->text.p; sscanf(at, "%199[^\n]", line) == 1; at += strlen(line) + 1)
		if (strlen(line) > strlen(want) && strcmp(line + strlen(line) - strlen(want), want) == 0)
			return atoi(line);
	fail_msg("there is no '%s'", text);
	return 0;
}

static int count(const char *s, const char *what)
{
	int n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

#define DIGIT 5720                   /* [mpt] width of a digit at 10 pt */
#define RIGHT (595276 - 56693)       /* [mpt] right edge of the body */

/* ---- the decimal mark */

static void numbers_stand_on_their_decimal_marks(void **state)
{
	static const struct layout_column columns[] = {{.align = LAYOUT_DECIMAL}, {.share = 1}};
	struct layout_doc *d = new_doc();
	int32_t group = add_body(d, add_table(d, columns, 2));
	struct seen s;

	(void)state;
	for (const char *const *t = (const char *const[]){"1.5", "22.25", "333", "4444.125", ".5", NULL}; *t != NULL; t++)
		layout_add_text(d, layout_add(d, layout_add(d, group, LAYOUT_TR, LAYOUT_ROW, NULL), LAYOUT_TD, LAYOUT_CELL, NULL), NULL, *t, strlen(*t));
	s = seen_of(d);
	assert_int_equal(x_of(&s, "4444.125"), 70866);
	assert_int_equal(x_of(&s, "333"), 70866 + DIGIT);
	assert_int_equal(x_of(&s, "22.25"), 70866 + 2 * DIGIT);
	assert_int_equal(x_of(&s, "1.5"), 70866 + 3 * DIGIT);
	assert_int_equal(x_of(&s, ".5"), 70866 + 4 * DIGIT);
}

static void the_mark_is_that_of_the_language_and_has_a_digit_behind_it(void **state)
{
	static const struct layout_column columns[] = {{.align = LAYOUT_DECIMAL}, {.share = 1}};
	struct layout_doc *d = new_doc();
	int32_t group = add_body(d, add_table(d, columns, 2));
	struct seen s;

	(void)state;
	layout_info(d)->decimal = ",";
	for (const char *const *t = (const char *const[]){"1.111,5", "2,", "33", NULL}; *t != NULL; t++)
		layout_add_text(d, layout_add(d, layout_add(d, group, LAYOUT_TR, LAYOUT_ROW, NULL), LAYOUT_TD, LAYOUT_CELL, NULL), NULL, *t, strlen(*t));
	s = seen_of(d);
	assert_int_equal(x_of(&s, "33") - x_of(&s, "1.111,5"), 4 * DIGIT + 2680 - 2 * DIGIT);
	assert_int_equal(x_of(&s, "2,") - x_of(&s, "33"), DIGIT - 2680);
}

static void a_fixed_column_has_its_numbers_at_its_right_and_none_leaves_it(void **state)
{
	static const struct layout_column columns[] = {{.share = 1}, {.width = 100000, .align = LAYOUT_DECIMAL}};
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, columns, 2), group = add_body(d, table);
	struct seen s;

	(void)state;
	add_row(d, group, 2, "1.5");
	add_row(d, group, 2, "1.12345");
	add_row(d, group, 2, "words that take more than the line has room for");
	s = seen_of(d);
	assert_non_null(strstr(s.text.p, " 1.12345\n"));
	for (char *line = strtok(s.text.p, "\n"); line != NULL; line = strtok(NULL, "\n"))
		if (line[0] != '#' && strstr(line, "1.12345") != NULL && atoi(line) > 70866)
			assert_int_equal(atoi(line), RIGHT - 6 * DIGIT - 2680);
}

/* ---- groups and dropped rows */

static void the_head_of_a_group_keeps_to_its_first_row(void **state)
{
	static const struct layout_column columns[] = {{.share = 1}, {.share = 1}};
	int lines = (841890 - 64000 - 63000) / 13000;
	struct layout_doc *d = new_doc();
	int32_t table;
	struct seen s;

	(void)state;
	for (int i = 0; i < lines - 4; i++)
		add_p(d, 0, "line");
	table = add_table(d, columns, 2);
	add_group(d, table, 2, "One", 2, "a");           /* head, group, two rows: the page is full but for no line */
	add_group(d, table, 2, "Two", 1, "b");
	s = seen_of(d);
	assert_non_null(strstr(strstr(s.text.p, "#2"), " Two\n"));
	d = new_doc();
	for (int i = 0; i < lines - 5; i++)
		add_p(d, 0, "line");
	table = add_table(d, columns, 2);
	add_group(d, table, 2, "One", 2, "a");
	add_group(d, table, 2, "Two", 1, "b");           /* its head would fit, its row would not */
	s = seen_of(d);
	assert_non_null(strstr(strstr(s.text.p, "#2"), " Two\n"));
}

static void a_group_without_rows_loses_its_head(void **state)
{
	static const struct layout_column columns[] = {{.share = 1}, {.share = 1}};
	struct layout_doc *d = new_doc();
	int32_t table = add_table(d, columns, 2), one = add_group(d, table, 2, "One", 2, "a"), two = add_group(d, table, 2, "Two", 2, "b");
	struct seen s;

	(void)state;
	layout_node(d, layout_node(d, one)->last)->dropped = true;
	for (int32_t i = layout_node(d, layout_node(d, two)->first)->next; i != LAYOUT_NONE; i = layout_node(d, i)->next)
		layout_node(d, i)->dropped = true;
	s = seen_of(d);
	assert_int_equal(count(s.text.p, " a\n"), 2);
	assert_int_equal(count(s.text.p, " One\n"), 1);
	assert_int_equal(count(s.text.p, " Two\n"), 0);
}

static void a_dropped_row_does_not_widen_its_column(void **state)
{
	static const struct layout_column columns[2];
	struct layout_doc *d = new_doc();
	int32_t group = add_body(d, add_table(d, columns, 2)), row;
	struct seen s;

	(void)state;
	add_row(d, group, 2, "a");
	row = add_row(d, group, 2, "wide wide wide wide wide wide wide wide wide wide");
	layout_node(d, row)->dropped = true;
	s = seen_of(d);
	assert_null(strstr(s.text.p, "wide"));
}

/* ---- words */

static void a_word_widens_its_column_while_others_can_give_way(void **state)
{
	static const struct layout_column columns[] = {{.width = 10000}, {.share = 1}, {.share = 99}};
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	add_row(d, add_body(d, add_table(d, columns, 3)), 3, "Donaudampfschifffahrt");
	s = seen_of(d);
	assert_int_equal(count(s.text.p, " Donaudampfschifffahrt\n"), 3);
}

static void widths_that_leave_no_room_for_words_are_kept(void **state)
{
	static const struct layout_column columns[] = {{.width = 400000}, {.width = 10000}, {0}};
	struct layout_doc *d = new_doc();
	struct seen s;

	(void)state;
	add_row(d, add_body(d, add_table(d, columns, 3)), 3, "Rindfleischetikettierungsueberwachung");
	s = seen_of(d);
	assert_int_equal(count(s.text.p, " Rindfleischetikettierungsueberwachung\n"), 1);
}

/* ---- streamed rows */

struct stream { int rows, given, asked, rewinds; int32_t body; };

static bool give_rows(void *ctx, struct layout_doc *d, int32_t table, bool again, struct err *e)
{
	struct stream *s = ctx;

	(void)e;
	s->asked++;
	if (again) {
		layout_cut(d, table, layout_node(d, table)->first);
		s->given = 0;
		s->rewinds++;
		s->body = add_body(d, table);
	}
	for (int i = 0; i < 10 && s->given < s->rows; i++, s->given++) {
		char text[16];
		snprintf(text, sizeof text, "row %d", s->given);
		layout_node(d, add_row(d, s->body, 2, text))->line = -1 - s->given;
	}
	return true;
}

static struct seen stream(struct layout_doc *d, struct stream *st, bool want, struct err *e)
{
	struct layout_resolver r = {.ctx = st, .rows = give_rows};
	struct seen s = {0};
	struct layout_sink sink = {&s, on_page, on_running, on_finish};
	struct text_fonts *f = text_fonts_new(font_file, NULL);

	assert_int_equal(layout_run(d, f, &r, &sink, e), want);
	text_fonts_drop(f);
	return s;
}

static struct layout_doc *streamed(void)
{
	static const struct layout_column columns[2];
	struct layout_doc *d = new_doc();

	layout_node(d, add_table(d, columns, 2))->streamed = true;
	return d;
}

static void streamed_rows_are_asked_for_as_they_are_composed(void **state)
{
	struct layout_doc *d = streamed();
	struct stream st = {.rows = 205};
	struct err e = {0};
	struct seen s = stream(d, &st, true, &e);
	size_t nodes = layout_node_count(d);

	(void)state;
	assert_int_equal(st.asked, 22);          /* the last time there is nothing more */
	assert_int_equal(count(s.text.p, " row 0\n"), 2);
	assert_int_equal(count(s.text.p, " row 204\n"), 2);
	assert_int_equal(s.repeated, 2 * (s.pages - 1));
	st.asked = 0;
	layout_node(d, 0)->placed = false;
	buf_drop(&s.text);
	s = stream(d, &st, true, &e);
	assert_int_equal(st.rewinds, 2);
	assert_int_equal(count(s.text.p, " row 204\n"), 2);
	assert_int_equal(layout_node_count(d), nodes);           /* the rows' nodes served anew */
	layout_doc_drop(d);
}

static void a_streamed_table_without_rows_prints_nothing(void **state)
{
	struct layout_doc *d = streamed();
	struct stream st = {0};
	struct err e = {0};
	struct seen s = stream(d, &st, true, &e);

	(void)state;
	assert_string_equal(s.text.p, "#1\n");
	layout_doc_drop(d);
}

static void what_is_wrong_in_a_streamed_row_is_told_with_its_number(void **state)
{
	struct layout_doc *d = streamed();
	int32_t row;

	(void)state;
	layout_node(d, 1)->line = 7;
	row = add_row(d, add_body(d, 1), 2, "x");
	layout_node(d, row)->line = -12;
	assert_string_equal(layout_where(d, layout_node(d, row)->first), "line 7: row 12: ");
	layout_doc_drop(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_stand_on_their_decimal_marks),
		cmocka_unit_test(the_mark_is_that_of_the_language_and_has_a_digit_behind_it),
		cmocka_unit_test(a_fixed_column_has_its_numbers_at_its_right_and_none_leaves_it),
		cmocka_unit_test(the_head_of_a_group_keeps_to_its_first_row),
		cmocka_unit_test(a_group_without_rows_loses_its_head),
		cmocka_unit_test(a_dropped_row_does_not_widen_its_column),
		cmocka_unit_test(a_word_widens_its_column_while_others_can_give_way),
		cmocka_unit_test(widths_that_leave_no_room_for_words_are_kept),
		cmocka_unit_test(streamed_rows_are_asked_for_as_they_are_composed),
		cmocka_unit_test(a_streamed_table_without_rows_prints_nothing),
		cmocka_unit_test(what_is_wrong_in_a_streamed_row_is_told_with_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
