/* pdf_device.c: the PDF and the trace device, looked at through the file that comes out. Whether it conforms is for tests/pdf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cmocka.h>

#include <libdeflate.h>

#include "pdf/device.h"

static const struct layout_style body = {.text = {.family = TEXT_SERIF, .size = 10000}, .leading = 13000};
static const struct layout_style bold = {.text = {.family = TEXT_SERIF, .bold = true, .size = 10000}, .leading = 13000};
static char path[256];
static struct layout_doc *doc;
static int32_t root;

static const void *font_file(void *ctx, const char *name, size_t *n)
{
	static struct { char name[64]; char *bytes; size_t n; } known[16];
	struct err e = {0};
	char file[256];
	size_t i = 0;

	(void)ctx;
	for (; i < COUNT_OF(known) && known[i].bytes != NULL; i++)
		if (strcmp(known[i].name, name) == 0) {
			*n = known[i].n;
			return known[i].bytes;
		}
	snprintf(file, sizeof file, "build/image/assets/fonts/%s", name);
	if (!os_exists(file))
		return NULL;
	snprintf(known[i].name, sizeof known[i].name, "%s", name);
	known[i].bytes = file_read(file, &known[i].n, &e);
	*n = known[i].n;
	return known[i].bytes;
}

/* ---- documents */

static int32_t add(int32_t parent, enum layout_role role, enum layout_kind kind) { return layout_add(doc, parent, role, kind, NULL); }
static void text(int32_t parent, const char *s) { layout_add_text(doc, parent, NULL, s, strlen(s)); }

static int32_t paragraph(int32_t parent, enum layout_role role, const char *s)
{
	int32_t p = add(parent, role, LAYOUT_PARAGRAPH);

	text(p, s);
	return p;
}

static int32_t link_in(int32_t p, const char *s, const char *url)
{
	int32_t l = add(p, LAYOUT_LINK, LAYOUT_INLINE);

	layout_node(doc, l)->url = url;
	layout_node(doc, l)->line = 7;
	text(l, s);
	return l;
}

static void long_paragraph(int32_t parent, int sentences)
{
	struct buf b = {0};

	while (sentences-- > 0)
		buf_puts(&b, "The first office was reported with efficient flights on 30 June 2022. ");
	paragraph(parent, LAYOUT_P, b.p);
	buf_drop(&b);
}

static int new_document(void **state)
{
	(void)state;
	doc = layout_doc_new();
	*layout_info(doc) = (struct layout_info){ .title = "A title", .lang = "en", .date = "2022-06-30", .body = &body,
	    .geometry = { .width = 300000, .height = 300000, .top = 40000, .bottom = 40000, .inner = 40000, .outer = 40000 } };
	root = layout_add(doc, LAYOUT_NONE, LAYOUT_DOCUMENT, LAYOUT_FLOW, &body);
	snprintf(path, sizeof path, "/tmp/pdf_device.%ld", (long)getpid());
	return 0;
}

static int drop_document(void **state)
{
	(void)state;
	layout_doc_drop(doc);
	unlink(path);
	return 0;
}

#define FOOT 1                       /* elements of the foot of the last page, one paragraph */
static bool foot(void *ctx, struct layout_doc *d, int32_t flow, enum layout_artifact where, int page, int pages, struct err *e)
{
	char s[64];

	(void)ctx, (void)e;
	if (where != LAYOUT_ARTIFACT_FOOTER)
		return false;
	snprintf(s, sizeof s, "Page %d of %d", page, pages);
	layout_add_text(d, layout_add(d, flow, LAYOUT_P, LAYOUT_PARAGRAPH, &body), NULL, s, strlen(s));
	return true;
}

/* ---- files */

static bool run(struct layout_sink *sink, struct err *e)
{
	const struct layout_resolver resolver = { .running = foot };
	struct text_fonts *fonts = text_fonts_new(font_file, NULL);
	bool ok = layout_run(doc, fonts, &resolver, sink, e);

	text_fonts_drop(fonts);
	return ok;
}

static bool write_pdf(const struct pdf_profile *profile, struct err *e)
{
	static const char icc[] = "not a profile";
	const struct pdf_metadata meta = { .producer = "attest test", .icc = icc, .icc_bytes = sizeof icc };
	struct file_out *out = file_out_open(path, e);
	struct pdf_device *d = pdf_device_new(out, profile, &meta, doc, e);
	struct layout_sink sink;
	bool ok = d != NULL;

	if (ok) {
		pdf_device_sink(d, &sink);
		ok = run(&sink, e);
	}
	pdf_device_drop(d);
	if (ok)
		return file_out_commit(out, 0, e);
	file_out_drop(out);
	return false;
}

/* The file with the contents of its compressed streams behind it: a text to search in. */
static struct buf unfold(void)
{
	struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
	struct err e = {0};
	struct buf all = {0};
	size_t n, room = 1 << 20, got;
	char *file = file_read(path, &n, &e), *to = malloc(room);
	static const char start[] = ">>\nstream\n";

	assert_non_null(file);
	for (char *p = file; (p = memmem(p, n - (size_t)(p - file), start, strlen(start))) != NULL;) {
		p += strlen(start);
		if (libdeflate_zlib_decompress_ex(z, p, n - (size_t)(p - file), to, room, NULL, &got) == LIBDEFLATE_SUCCESS)
			buf_add(&all, to, got);
	}
	buf_add(&all, file, n);
	for (size_t i = 0; i < all.len; i++)
		if (all.p[i] == '\0')
			all.p[i] = ' ';
	libdeflate_free_decompressor(z);
	free(file);
	free(to);
	return all;
}

static struct buf written(void)
{
	struct err e = {0};

	if (!write_pdf(&pdf_profile_a3a_ua1, &e))
		fail_msg("%s", e.msg);
	return unfold();
}

static int count(const struct buf *b, const char *s)
{
	int n = 0;

	for (const char *p = b->p; (p = strstr(p, s)) != NULL; p += strlen(s))
		n++;
	return n;
}

/* ---- tests */

static void the_same_document_gives_the_same_bytes(void **state)
{
	struct err e = {0};
	size_t n[2];
	char *file[2];

	for (int i = 0; i < 2; i++) {
		if (i > 0) {
			drop_document(state);
			new_document(state);
		}
		paragraph(root, LAYOUT_H1, "A heading");
		long_paragraph(root, 40);
		assert_true(write_pdf(&pdf_profile_a3a_ua1, &e));
		file[i] = file_read(path, &n[i], &e);
	}
	assert_int_equal(n[0], n[1]);
	assert_memory_equal(file[0], file[1], n[0]);
	free(file[0]);
	free(file[1]);
}

static void an_element_across_pages_has_marks_on_both(void **state)
{
	struct buf b;

	(void)state;
	long_paragraph(root, 30);
	b = written();
	assert_int_equal(count(&b, "/S/P/"), 1 + FOOT);
	assert_true(count(&b, "/Type/MCR/Pg") >= 1);
	assert_true(count(&b, "/Type /Page\n") >= 2);
	buf_drop(&b);
}

static void only_the_last_foot_is_content(void **state)
{
	struct buf b;
	int pages;

	(void)state;
	long_paragraph(root, 60);
	b = written();
	pages = count(&b, "/Type /Page\n");
	assert_true(pages >= 3);
	assert_int_equal(count(&b, "/Artifact<</Type/Pagination/Subtype/Footer"), pages - 1);
	assert_int_equal(count(&b, "/S/P/"), 1 + FOOT);
	buf_drop(&b);
}

static void content_and_children_keep_their_order(void **state)
{
	int32_t p = add(root, LAYOUT_P, LAYOUT_PARAGRAPH), words;
	struct buf b;

	(void)state;
	text(p, "before ");
	words = layout_add(doc, p, LAYOUT_ROLE_NONE, LAYOUT_INLINE, &bold);
	text(words, "bold ");
	link_in(p, "a link", "https://example.org/");
	text(p, " after");
	b = written();
	/* the bold words share the first mark; then the Link element, then the second mark of the paragraph */
	assert_non_null(strstr(b.p, "/K[0 "));
	assert_non_null(strstr(b.p, " 0 R 2]/Pg"));
	assert_int_equal(count(&b, "/P<</MCID"), 2 + FOOT);
	assert_int_equal(count(&b, "/Link<</MCID 1>>"), 1);
	assert_int_equal(count(&b, "/Type/OBJR"), 1);
	assert_non_null(strstr(b.p, "/A<</S/URI/URI(https://example.org/)>>"));
	buf_drop(&b);
}

static void words_in_another_language_are_an_element(void **state)
{
	int32_t p = paragraph(root, LAYOUT_P, "English and "), words = add(p, LAYOUT_ROLE_NONE, LAYOUT_INLINE);
	struct buf b;

	(void)state;
	layout_node(doc, words)->lang = "de";
	text(words, "Deutsch");
	b = written();
	assert_int_equal(count(&b, "/S/Span/"), 1);
	assert_int_equal(count(&b, "/Lang(de)"), 1);
	buf_drop(&b);
}

static void add_row(int32_t group, bool head, int n)
{
	int32_t row = add(group, LAYOUT_TR, LAYOUT_ROW), cell;

	layout_node(doc, row)->header = head;
	for (int i = 0; i < n; i++) {
		cell = add(row, head ? LAYOUT_TH : LAYOUT_TD, LAYOUT_CELL);
		layout_node(doc, cell)->header = layout_node(doc, cell)->column_scope = head;
		if (i != 1)
			text(cell, "a cell");
	}
}

static void a_repeated_head_is_tagged_once_and_empty_cells_are_kept(void **state)
{
	const struct layout_column columns[3] = { { .share = 1 }, { .share = 1 }, { .share = 1 } };
	int32_t table = add(root, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK), group = add(table, LAYOUT_THEAD, LAYOUT_ROW_GROUP);
	struct buf b;

	(void)state;
	layout_table_columns(doc, table, columns, COUNT_OF(columns));
	layout_node(doc, group)->header = true;
	add_row(group, true, 3);
	group = add(table, LAYOUT_TBODY, LAYOUT_ROW_GROUP);
	for (int i = 0; i < 40; i++)
		add_row(group, false, 3);
	b = written();
	assert_int_equal(count(&b, "/S/TH/"), 3);
	assert_int_equal(count(&b, "/Scope/Column"), 3);
	assert_int_equal(count(&b, "/S/TD/"), 120);
	assert_true(count(&b, "/Artifact<</Type/Pagination>>BDC") >= 1);
	assert_true(count(&b, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC") >= 2);
	buf_drop(&b);
}

/* ---- drawings */

static int32_t figure(const struct layout_canvas *v)
{
	int32_t f = add(root, LAYOUT_FIGURE, LAYOUT_CANVAS);

	layout_node(doc, f)->alt = "a figure";
	layout_node(doc, f)->canvas = v;
	return f;
}

static void a_drawing_has_exact_numbers_and_leaves_the_state_as_it_was(void **state)
{
	static const struct layout_draw ops[] = {
		{LAYOUT_DRAW_SAVE, {0}}, {LAYOUT_DRAW_CONCAT, {7071, -7071, 1, 1000000, -1, 14399999}}, {LAYOUT_DRAW_WIDTH, {600}},
		{LAYOUT_DRAW_CAP, {1}}, {LAYOUT_DRAW_JOIN, {2}}, {LAYOUT_DRAW_DASH, {3, 1, 2500, 0, 1}}, {LAYOUT_DRAW_FILL_COLOR, {0x6B0A14}},
		{LAYOUT_DRAW_STROKE_COLOR, {0xFFFFFF}}, {LAYOUT_DRAW_MOVE, {595276, 1}}, {LAYOUT_DRAW_LINE, {-14399999, 14399998}},
		{LAYOUT_DRAW_CURVE, {8191999, 8192001, -10, 999, 1001, 14400000}}, {LAYOUT_DRAW_CLOSE, {0}}, {LAYOUT_DRAW_EOFILL_STROKE, {0}},
		{LAYOUT_DRAW_RECTANGLE, {0, -1000, 1000, 123456}}, {LAYOUT_DRAW_EOCLIP, {0}}, {LAYOUT_DRAW_END, {0}}, {LAYOUT_DRAW_RESTORE, {0}},
	};
	const struct layout_canvas v = {.width = 100000, .height = 20000, .v = ops, .n = COUNT_OF(ops)};
	struct buf b;

	(void)state;
	paragraph(root, LAYOUT_P, "before");
	figure(&v);
	paragraph(root, LAYOUT_P, "after");
	b = written();
	assert_non_null(strstr(b.p, "ET\nEMC\n/Figure<</MCID 1>>BDC\n"
	    "q\n1 0 0 -1 40 247 cm\n-1 -1 102 22 re\nW\nn\n0 0 0 rg\n"
	    "q\n0.7071 -0.7071 0.0001 100 -0.001 14399.999 cm\n0.6 w\n1 J\n2 j\n[2.5 0 0.001] 0.001 d\n0.4196 0.0392 0.0784 rg\n1 1 1 RG\n"
	    "595.276 0.001 m\n-14399.999 14399.998 l\n8191.999 8192.001 -0.01 0.999 1.001 14400 c\nh\nB*\n"
	    "0 -1 1 123.456 re\nW*\nn\nQ\nQ\nEMC\n/P<</MCID 2>>BDC\nBT\n40 "));
	assert_non_null(strstr(b.p, "/A<</O/Layout/BBox[40 227 140 247]>>/Alt(a figure)"));
	buf_drop(&b);
}

static void every_length_of_a_page_is_written_as_it_is(void **state)
{
	enum { N = 4096 };
	static struct layout_draw ops[N + 2];
	struct layout_canvas v = {.width = 100000, .height = 20000, .v = ops, .n = N + 2};
	struct buf b, want = {0};
	uint32_t x = 1;

	(void)state;
	for (int i = 0; i <= N; i++) {
		ops[i] = (struct layout_draw){i == 0 ? LAYOUT_DRAW_MOVE : LAYOUT_DRAW_LINE, {0}};
		for (int k = 0; k < 2; k++) {
			x = x * 1664525u + 1013904223u;
			ops[i].v[k] = (mpt)(x >> 3) % 14400001 * (x & 1 ? 1 : -1);
		}
		if (i == 0)
			continue;
		for (int k = 0; k < 2; k++) {
			mpt n = ops[i].v[k], up = n < 0 ? -n : n;
			buf_printf(&want, "%s%d", n < 0 ? "-" : "", up / 1000);
			if (up % 1000 != 0)
				buf_printf(&want, ".%03d", up % 1000);
			while (up % 1000 != 0 && want.p[want.len - 1] == '0')
				want.p[--want.len] = '\0';
			buf_puts(&want, k == 0 ? " " : " l\n");
		}
	}
	ops[N + 1].kind = LAYOUT_DRAW_STROKE;
	figure(&v);
	b = written();
	assert_non_null(strstr(b.p, want.p));
	buf_drop(&b);
	buf_drop(&want);
}

static void a_figure_without_a_role_is_an_artifact(void **state)
{
	static const struct layout_draw ops[] = {{LAYOUT_DRAW_RECTANGLE, {0, 0, 1000, 1000}}, {LAYOUT_DRAW_FILL, {0}}};
	const struct layout_canvas v = {.width = 100000, .height = 20000, .v = ops, .n = COUNT_OF(ops)};
	struct buf b;

	(void)state;
	layout_node(doc, add(root, LAYOUT_ROLE_NONE, LAYOUT_CANVAS))->canvas = &v;
	paragraph(root, LAYOUT_P, "text");
	b = written();
	assert_int_equal(count(&b, "/S/Figure"), 0);
	assert_non_null(strstr(b.p, "/Artifact<</Type/Layout>>BDC\nq\n"));
	buf_drop(&b);
}

static void text_on_a_figure_belongs_to_its_element(void **state)
{
	static const struct layout_draw ops[] = {{LAYOUT_DRAW_RECTANGLE, {0, 0, 1000, 1000}}, {LAYOUT_DRAW_FILL, {0}}};
	struct layout_canvas_text texts[2] = {{.x = 10000, .y = 12000, .width = 80000}, {.x = 50000, .y = 12000, .width = 40000}};
	const struct layout_canvas v = {.width = 100000, .height = 20000, .v = ops, .n = COUNT_OF(ops), .texts = texts, .n_texts = 2};
	int32_t f = figure(&v);
	struct buf b;

	(void)state;
	texts[0].node = paragraph(f, LAYOUT_ROLE_NONE, "first");
	texts[1].node = paragraph(f, LAYOUT_ROLE_NONE, "second");
	b = written();
	assert_int_equal(count(&b, "/S/Figure"), 1);
	assert_int_equal(count(&b, "/Figure<</MCID"), 1);
	assert_int_equal(count(&b, "/S/P/"), FOOT);
	assert_non_null(strstr(b.p, "\nQ\n0 g\n/F0 10 Tf\nBT\n"));
	assert_non_null(strstr(b.p, "\n50 248 Td"));
	buf_drop(&b);
}

static void notes_have_ids_and_a_tree_of_them(void **state)
{
	struct buf b;

	(void)state;
	paragraph(root, LAYOUT_NOTE, "one");
	paragraph(root, LAYOUT_NOTE, "two");
	b = written();
	assert_int_equal(count(&b, "/ID(note000000"), 2);
	assert_int_equal(count(&b, "/IDTree"), 1);
	buf_drop(&b);
}

static void bookmarks_come_with_the_second_heading(void **state)
{
	struct buf b;

	(void)state;
	paragraph(root, LAYOUT_H1, "Only one");
	b = written();
	assert_int_equal(count(&b, "/Outlines"), 0);
	buf_drop(&b);
	drop_document(state);
	new_document(state);
	paragraph(root, LAYOUT_H1, "First");
	paragraph(root, LAYOUT_H2, "Second \xd2\x9a");
	b = written();
	assert_non_null(strstr(b.p, "/Title(First)"));
	assert_non_null(strstr(b.p, "/Title<FEFF005300650063006F006E00640020049A>"));
	buf_drop(&b);
}

static void bookmarks_follow_the_tree_and_leave_source_marks_out(void **state)
{
	int32_t section, heading, mark;
	struct buf b;

	(void)state;
	section = layout_add(doc, root, LAYOUT_SECT, LAYOUT_FLOW, NULL);
	heading = paragraph(root, LAYOUT_H1, "Second");
	mark = layout_add(doc, heading, LAYOUT_REFERENCE, LAYOUT_MARK, NULL);
	layout_add_text(doc, mark, NULL, "[1]", 3);
	paragraph(section, LAYOUT_H1, "First");  /* made late, like the list of sources */
	b = written();
	assert_non_null(strstr(b.p, "/Title(Second)"));
	assert_non_null(strstr(b.p, "/Title(First)"));
	assert_true(strstr(b.p, "/Title(First)") < strstr(b.p, "/Title(Second)"));
	buf_drop(&b);
}

static void what_codes_cannot_say_is_actual_text(void **state)
{
	struct buf b;

	(void)state;
	paragraph(root, LAYOUT_P, "so \xe2\x80\x8bt e\xcc\x81");      /* a zero width space is shaped to the glyph of the space */
	b = written();
	assert_int_equal(count(&b, "/ActualText<FEFF200B>"), 1);
	assert_int_equal(count(&b, "/ActualText"), 1);
	assert_int_equal(count(&b, "/Span<</MCID 1/ActualText"), 1);     /* not within another mark */
	buf_drop(&b);
}

static void claims_come_from_the_profile(void **state)
{
	struct pdf_profile profile = pdf_profile_a3a_ua1;
	struct err e = {0};
	struct buf b;

	(void)state;
	paragraph(root, LAYOUT_P, "text");
	profile.pdfua_part = 0;
	assert_true(write_pdf(&profile, &e));
	b = unfold();
	assert_int_equal(count(&b, "<pdfuaid:part>"), 0);
	assert_int_equal(count(&b, "<pdfaid:part>3<"), 1);
	buf_drop(&b);
}

static void expect_refusal(const char *message)
{
	struct err e = {0};

	assert_false(write_pdf(&pdf_profile_a3a_ua1, &e));
	assert_string_equal(e.msg, message);
	assert_false(os_exists(path));
}

static void what_would_not_conform_is_refused(void **state)
{
	int32_t p = paragraph(root, LAYOUT_P, "text ");

	link_in(p, "here", "http://example.org/");
	expect_refusal("line 7: a link may lead to https or mailto only, not to 'http://example.org/'");
	drop_document(state);
	new_document(state);
	link_in(paragraph(root, LAYOUT_P, "text "), "here", NULL);
	expect_refusal("line 7: a link leads nowhere");
	drop_document(state);
	new_document(state);
	layout_node(doc, paragraph(root, LAYOUT_FIGURE, "a picture"))->line = 9;
	expect_refusal("line 9: a figure needs alternative text");
	drop_document(state);
	new_document(state);
	layout_info(doc)->title = NULL;
	expect_refusal("a document needs a title");
}

static void a_failed_write_stops_the_run_and_leaves_nothing(void **state)
{
	struct rlimit old, small;
	char message[512];

	(void)state;
	for (int i = 0; i < 300; i++)
		long_paragraph(root, 10 + i);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){ 65536, old.rlim_max };
	setrlimit(RLIMIT_FSIZE, &small);
	snprintf(message, sizeof message, "cannot write '%s': File too large; the old file, if any, is untouched", path);
	expect_refusal(message);
	setrlimit(RLIMIT_FSIZE, &old);
}

static void the_trace_says_what_the_display_list_says(void **state)
{
	struct err e = {0};
	struct file_out *out = file_out_open(path, &e);
	struct trace_device *t = trace_device_new(out, doc);
	struct layout_sink sink;
	size_t n;
	char *got;

	(void)state;
	layout_node(doc, paragraph(root, LAYOUT_P, "A \"word\""))->lang = "de";
	trace_device_sink(t, &sink);
	assert_true(run(&sink, &e));
	trace_device_drop(t);
	assert_true(file_out_commit(out, 0, &e));
	got = file_read(path, &n, &e);
	assert_non_null(strstr(got, "page 1 300000x300000\narea 40000 40000 220000x220000\ntext 40000 "));
	assert_non_null(strstr(got, " 10000 NotoSerif-Regular #2 \"A \\\"word\\\"\" #000000\nrunning 1\ntext "));
	assert_non_null(strstr(got, " 10000 NotoSerif-Regular #6 \"Page 1 of 1\" #000000\ntree\nDocument #0 @1,"));
	assert_non_null(strstr(got, "\n  P #1 @1,"));
	assert_non_null(strstr(got, " 10000/13000 lang=\"de\"\n    text #2 @1,"));
	free(got);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, new_document, drop_document)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_same_document_gives_the_same_bytes),
		TEST(an_element_across_pages_has_marks_on_both),
		TEST(only_the_last_foot_is_content),
		TEST(content_and_children_keep_their_order),
		TEST(words_in_another_language_are_an_element),
		TEST(a_repeated_head_is_tagged_once_and_empty_cells_are_kept),
		TEST(a_drawing_has_exact_numbers_and_leaves_the_state_as_it_was),
		TEST(every_length_of_a_page_is_written_as_it_is),
		TEST(a_figure_without_a_role_is_an_artifact),
		TEST(text_on_a_figure_belongs_to_its_element),
		TEST(notes_have_ids_and_a_tree_of_them),
		TEST(bookmarks_come_with_the_second_heading),
		TEST(bookmarks_follow_the_tree_and_leave_source_marks_out),
		TEST(what_codes_cannot_say_is_actual_text),
		TEST(claims_come_from_the_profile),
		TEST(what_would_not_conform_is_refused),
		TEST(a_failed_write_stops_the_run_and_leaves_nothing),
		TEST(the_trace_says_what_the_display_list_says),
	};

	return cmocka_run_group_tests_name("pdf_device", tests, NULL, NULL);
}
