/* layout_flow.c: paragraphs, columns, tables and page budgets, looked at through the display list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "layout/layout.h"

static struct layout_style body = {.text = {.family = TEXT_SANS, .size = 10000}, .leading = 13000};

static const void *font_file(void *ctx, const char *name, size_t *n)
{
	struct err e = {0};
	char path[256];

	(void)ctx;
	snprintf(path, sizeof path, "build/image/assets/fonts/%s", name);
	return os_exists(path) ? file_read(path, n, &e) : NULL;
}

struct seen { struct buf text; int pages; size_t repeated; int last_real_page; bool finished; };

static bool on_page(void *ctx, const struct layout_page *p, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	s->pages = p->number;
	buf_printf(&s->text, "#%d\n", p->number);
	for (size_t i = 0; i < p->n; i++) {
		const struct layout_op *op = &p->ops[i];
		s->repeated += op->artifact == LAYOUT_ARTIFACT_PAGINATION;
		if (op->kind == LAYOUT_OP_TEXT)
			buf_printf(&s->text, "%d,%d %.*s\n", op->x, op->y, (int)(op->run.to - op->run.from), op->run.text + op->run.from);
		else if (op->kind == LAYOUT_OP_LINK)
			buf_printf(&s->text, "link %d,%d %dx%d\n", op->x, op->y, op->w, op->h);
	}
	return true;
}

static bool on_running(void *ctx, const struct layout_page *p, struct err *e)
{
	(void)ctx, (void)p, (void)e;
	return true;
}

static bool on_finish(void *ctx, const struct layout_doc *d, struct err *e)
{
	(void)e, (void)d;
	((struct seen *)ctx)->finished = true;
	return true;
}

static struct layout_doc *new_doc(void)
{
	struct layout_doc *d = layout_doc_new();
	struct layout_info *i = layout_info(d);

	i->lang = "en";
	i->body = &body;
	i->geometry = (struct layout_geometry){.width = 595276, .height = 841890, .top = 64000, .bottom = 63000, .inner = 70866, .outer = 56693};
	layout_add(d, LAYOUT_NONE, LAYOUT_DOCUMENT, LAYOUT_FLOW, &body);
	return d;
}

static int32_t add_p(struct layout_doc *d, int32_t parent, const char *text)
{
	int32_t p = layout_add(d, parent, LAYOUT_P, LAYOUT_PARAGRAPH, NULL);

	layout_add_text(d, p, NULL, text, strlen(text));
	return p;
}

static struct seen run(struct layout_doc *d, bool want, struct err *e)
{
	struct seen s = {0};
	struct layout_sink sink = {&s, on_page, on_running, on_finish};
	struct text_fonts *f = text_fonts_new(font_file, NULL);

	assert_int_equal(layout_run(d, f, NULL, &sink, e), want);
	text_fonts_drop(f);
	return s;
}

static struct seen run_ok(struct layout_doc *d)
{
	struct err e = {0};
	struct seen s = run(d, true, &e);

	assert_string_equal(e.msg, "");
	assert_true(s.finished);
	return s;
}

static const char lorem[] = "The quick brown fox jumps over the lazy dog and then it goes home, where nobody waits for it but a cat. ";

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

static int32_t add_row(struct layout_doc *d, int32_t group, int n, const char *text)
{
	int32_t row = layout_add(d, group, LAYOUT_TR, LAYOUT_ROW, NULL);

	for (int i = 0; i < n; i++) {
		int32_t cell = layout_add(d, row, LAYOUT_TD, LAYOUT_CELL, NULL);
		layout_add_text(d, cell, NULL, text, strlen(text));
	}
	return row;
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
