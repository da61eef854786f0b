/* base_all.c: errors, buffers, strings, UTF-8, dates, output files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/base.h"

/* ---- errors */
static void the_first_error_wins_and_context_goes_before_it(void **state)
{
	struct err e = {0};

	(void)state;
	assert_false(err_set(&e, "no such column '%s'", "amont"));
	err_set(&e, "later");
	err_context(&e, "query '%s'", "arrests");
	err_context(&e, "report 'x'");
	assert_string_equal(e.msg, "report 'x': query 'arrests': no such column 'amont'");
}

static void a_message_longer_than_the_record_is_cut_not_lost(void **state)
{
	struct err e = {0};
	char *text = malloc(5000);

	(void)state;
	memset(text, 'x', 4999);
	text[4999] = '\0';
	err_set(&e, "%s", text);
	err_context(&e, "a");
	assert_int_equal(strlen(e.msg), sizeof e.msg - 1);
	assert_true(str_starts(e.msg, "a: xxx"));
	free(text);
}

static void detail_lines_stay_below_whatever_context_is_added(void **state)
{
	struct err e = {0};

	(void)state;
	err_more(&e, "before there is an error");
	assert_string_equal(e.more, "");
	err_set(&e, "wrong");
	err_more(&e, "line %d", 1);
	err_context(&e, "report 'x'");
	err_more(&e, "line %d", 2);
	assert_string_equal(e.msg, "report 'x': wrong");
	assert_string_equal(e.more, "line 1\nline 2\n");
	for (int i = 0; i < 400; i++)
		err_more(&e, "one of many lines");
	assert_true(strlen(e.more) < sizeof e.more && str_ends(e.more, "one of many lines\n"));
}

static const char *marked(const char *text, const char *word)
{
	static struct err e;

	e = (struct err){.set = true};
	err_mark(&e, text, (size_t)(strstr(text, word) - text), strlen(word));
	return e.more;
}

static void carets_stand_below_the_word_in_every_script(void **state)
{
	char wide[400];

	(void)state;
	assert_string_equal(marked("select id,\n\t  nmae\nfrom pet", "nmae"), "nmae\n^^^^\n");
	assert_string_equal(marked("select id, nmae from pet", "nmae"), "select id, nmae from pet\n           ^^^^\n");
	assert_string_equal(marked("select '\u00e9\u0301\u4e2d', \u0431\u0430 x", "\u0431\u0430"),
	    "select '\u00e9\u0301\u4e2d', \u0431\u0430 x\n              ^^\n");
	assert_string_equal(marked("a\tb\033c", "c"), "a b c\n    ^\n");
	memset(wide, 'x', sizeof wide);
	memcpy(wide + 200, " word ", 6);
	wide[sizeof wide - 1] = '\0';
	assert_true(strstr(marked(wide, "word"), " word x") != NULL);
	assert_int_equal(strcspn(marked(wide, "word"), "^") - strcspn(marked(wide, "word"), "\n") - 1, 60);
	assert_string_equal((err_mark(&(struct err){.set = false}, "x", 0, 1), marked("end", "")), "end\n^\n");
}

static void shown_text_is_one_line_that_steers_no_terminal(void **state)
{
	char out[24];

	(void)state;
	assert_string_equal(str_show(out, sizeof out, "a\n\t\033[1m\x7f", 8), "a\\n\\t\\x1B[1m\\x7F");
	assert_string_equal(str_show(out, sizeof out, "\xc2\x9b\u202e", 5), "\\u{009B}\\u{202E}");
	assert_string_equal(str_show(out, sizeof out, "\xff\u00e9", 3), "\\xFF\u00e9");
	assert_string_equal(str_show(out, sizeof out, "a\0b", 3), "a\\x00b");
	assert_string_equal(str_show(out, 8, "1234567", 7), "1234567");
	assert_string_equal(str_show(out, 8, "12345678", 8), "1234...");
	assert_int_equal(str_line("a\nb\nc", 4), 3);
}

static void warnings_are_counted_and_errors_when_strict(void **state)
{
	struct err e = {0};
	size_t before = warning_count();

	(void)state;
	assert_true(warning_add(&e, "the pet '%s' has no name\n", "p-1"));
	assert_int_equal(warning_count(), before + 1);
	assert_false(e.set);
	warning_strict(true);
	assert_false(warning_add(&e, "the pet '%s' has no name", "p-1"));
	warning_strict(false);
	assert_string_equal(e.msg, "the pet 'p-1' has no name (a warning, and --strict makes errors of them)");
	assert_int_equal(warning_count(), before + 2);
}

/* ---- buffers and arenas */
static void a_buffer_is_always_closed_by_nul(void **state)
{
	struct buf b = {0};

	(void)state;
	for (int i = 0; i < 200; i++) {
		buf_putc(&b, 'a');
		assert_int_equal(strlen(b.p), b.len);
	}
	buf_printf(&b, "%d-%s", 7, "x");
	assert_string_equal(b.p + 200, "7-x");
	buf_clear(&b);
	assert_string_equal(b.p, "");
	buf_drop(&b);
}

static void an_arena_gives_zeroed_aligned_memory_of_any_size(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t n = 1; n < 3000000; n = n * 3 + 1) {
		unsigned char *p = arena_alloc(a, n);
		assert_int_equal((uintptr_t)p % 16, 0);
		assert_int_equal(p[0] | p[n - 1], 0);
		memset(p, 0xff, n);
	}
	assert_true(arena_bytes(a) > 3000000);
	arena_drop(a);
}

static void memory_given_back_can_be_taken_again(void **state)
{
	(void)state;
	void *volatile p;            /* volatile: a block that nobody looks at is not asked for */
	size_t before = limit_memory_used();

	limit_memory_set(before + 100000);
	p = mem_try(NULL, 90000);
	assert_non_null(p);
	assert_true(limit_memory_used() >= before + 90000);
	assert_null(mem_try(NULL, 20000));
	p = mem_try(p, 0);
	assert_null(p);
	assert_int_equal(limit_memory_used(), before);
	p = malloc(90000);                   /* a library's own calls count too */
	assert_null(mem_try(NULL, 20000));
	free(p);
	limit_memory_set(0);
}

/* ---- strings */
static void the_nearest_name_is_one_that_could_be_meant(void **state)
{
	static const char *const names[] = {"event", "act", "amount", "person"};
	static const char *const keys[] = {"rows", "color", "columns", "fill"};
	struct buf b = {0};

	(void)state;
	assert_string_equal(str_nearest("amont", names, 4), "amount");
	assert_string_equal(str_nearest("evnet", names, 4), "event");    /* neighbours swapped */
	assert_null(str_nearest("zzzzzz", names, 4));
	assert_string_equal(str_nearest("cols", keys, 4), "columns");    /* short for it, though 'rows' is as near */
	assert_string_equal(str_nearest("row", keys, 4), "rows");
	assert_string_equal(str_nearest("colunms", keys, 4), "columns");
	assert_null(str_nearest("co", keys, 4));
	str_suggest(&b, "persn", names, 4);
	assert_string_equal(b.p, " (did you mean 'person'?)");
	buf_drop(&b);
}

static void whole_numbers_are_read_whole_or_not_at_all(void **state)
{
	long long v;

	(void)state;
	assert_true(str_to_int("-42", &v) && v == -42);
	assert_false(str_to_int("", &v) || str_to_int(" 1", &v) || str_to_int("1x", &v) || str_to_int("99999999999999999999", &v));
}

static void only_days_that_exist_are_dates(void **state)
{
	int y, m, d;

	(void)state;
	assert_true(date_parse("2024-02-29", &y, &m, &d) && y == 2024 && m == 2 && d == 29);
	assert_false(date_parse("2023-02-29", &y, &m, &d) || date_parse("2021-13-01", &y, &m, &d) || date_parse("2021-1-01", &y, &m, &d) ||
	    date_parse("2021-04-31", &y, &m, &d) || date_parse("2021-01-011", &y, &m, &d));
}

static void days_since_1970_are_dates(void **state)
{
	(void)state;
	for (unsigned day = 0; day < 2932897; day += day % 1461 == 0 ? 1 : 13) {
		time_t t = (time_t)day * 86400;
		char iso[11], want[16];
		date_of_days(day, iso);
		strftime(want, sizeof want, "%Y-%m-%d", gmtime(&t));
		assert_string_equal(iso, want);
	}
}

/* ---- UTF-8 */
static void every_code_point_goes_out_and_comes_back(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp <= 0x10ffff; cp += cp < 0x3000 ? 1 : 97) {
		char s[4];
		const char *p = s;
		size_t n;
		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		n = utf8_put(s, cp);
		assert_true(utf8_valid(s, n, NULL));
		assert_int_equal(utf8_next(&p, s + n), cp);
		assert_ptr_equal(p, s + n);
	}
}

static void ill_formed_bytes_are_found_where_they_are(void **state)
{
	static const char *const bad[] = {"ab\xff", "ab\xc0\x80", "ab\xed\xa0\x80", "ab\xf4\x90\x80\x80", "ab\xe2\x82", "ab\x80"};
	size_t at;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_false(utf8_valid(bad[i], strlen(bad[i]), &at));
		assert_int_equal(at, 2);
	}
}

/* ---- output files */
static char folder[] = "/tmp/attest-base-XXXXXX", path[64];

static int make_folder(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/out", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

static size_t files_there(void)
{
	struct err e = {0};
	size_t n;
	char **names = os_list_dir(folder, &n, &e);

	os_list_drop(names, n);
	return n;
}

static void write_whole(const char *text)
{
	struct err e = {0};
	struct file_out *f = file_out_open(path, &e);

	assert_non_null(f);
	assert_true(file_out_write(f, text, strlen(text)));
	assert_true(file_out_commit(f, 0640, &e));
}

static char *content(void)
{
	struct err e = {0};
	size_t n;
	return file_read(path, &n, &e);
}

static void a_file_appears_whole_with_its_mode(void **state)
{
	struct stat st;
	char *s;

	(void)state;
	write_whole("first");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	s = content();
	assert_string_equal(s, "first");
	free(s);
	assert_int_equal(files_there(), 1);
}

static void an_abandoned_output_leaves_the_old_file_and_no_temporary(void **state)
{
	struct err e = {0};
	struct file_out *f;
	char *s;

	(void)state;
	write_whole("old");
	f = file_out_open(path, &e);
	file_out_write(f, "new", 3);
	assert_int_equal(files_there(), 2);
	file_out_drop(f);
	assert_int_equal(files_there(), 1);
	f = file_out_open(path, &e);
	file_remove_temporaries();       /* as a watchdog would */
	assert_int_equal(files_there(), 1);
	file_out_drop(f);
	s = content();
	assert_string_equal(s, "old");
	free(s);
}

static void a_full_device_is_an_error_at_commit_and_is_not_replaced(void **state)
{
	struct err e = {0};
	struct file_out *f = file_out_open("/dev/full", &e);
	struct stat st;

	(void)state;
	assert_non_null(f);
	file_out_write(f, "x", 1);
	assert_false(file_out_commit(f, 0, &e));
	assert_string_equal(e.msg, "cannot write '/dev/full': No space left on device");
	assert_int_equal(stat("/dev/full", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void a_folder_or_a_missing_folder_is_refused_before_anything_is_written(void **state)
{
	struct err e = {0}, other = {0};

	(void)state;
	assert_null(file_out_open(folder, &e));
	assert_non_null(strstr(e.msg, "it is a folder"));
	assert_null(file_out_open("/nowhere/at/all/x", &other));
	assert_string_equal(other.msg, "cannot write '/nowhere/at/all/x': No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_error_wins_and_context_goes_before_it),
		cmocka_unit_test(a_message_longer_than_the_record_is_cut_not_lost),
		cmocka_unit_test(detail_lines_stay_below_whatever_context_is_added),
		cmocka_unit_test(carets_stand_below_the_word_in_every_script),
		cmocka_unit_test(shown_text_is_one_line_that_steers_no_terminal),
		cmocka_unit_test(warnings_are_counted_and_errors_when_strict),
		cmocka_unit_test(a_buffer_is_always_closed_by_nul),
		cmocka_unit_test(an_arena_gives_zeroed_aligned_memory_of_any_size),
		cmocka_unit_test(memory_given_back_can_be_taken_again),
		cmocka_unit_test(the_nearest_name_is_one_that_could_be_meant),
		cmocka_unit_test(whole_numbers_are_read_whole_or_not_at_all),
		cmocka_unit_test(only_days_that_exist_are_dates),
		cmocka_unit_test(days_since_1970_are_dates),
		cmocka_unit_test(every_code_point_goes_out_and_comes_back),
		cmocka_unit_test(ill_formed_bytes_are_found_where_they_are),
		cmocka_unit_test(a_file_appears_whole_with_its_mode),
		cmocka_unit_test(an_abandoned_output_leaves_the_old_file_and_no_temporary),
		cmocka_unit_test(a_full_device_is_an_error_at_commit_and_is_not_replaced),
		cmocka_unit_test(a_folder_or_a_missing_folder_is_refused_before_anything_is_written),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
