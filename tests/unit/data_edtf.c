/* EDTF dates: what they mean as first and last day, and what is not a date. */
#include "data_fixture.h"

static const struct { const char *s, *lo, *hi; char qualifier; int precision; } good[] = {
	{"2021-07-01", "2021-07-01", "2021-07-01", 0, 3},
	{"2021-07", "2021-07-01", "2021-07-31", 0, 2},
	{"2021", "2021-01-01", "2021-12-31", 0, 1},
	{"2024-02", "2024-02-01", "2024-02-29", 0, 2},
	{"2021-02-XX", "2021-02-01", "2021-02-28", 0, 2},
	{"2021-XX", "2021-01-01", "2021-12-31", 0, 1},
	{"2021-XX-XX", "2021-01-01", "2021-12-31", 0, 1},
	{"202X", "2020-01-01", "2029-12-31", 0, 1},
	{"20XX", "2000-01-01", "2099-12-31", 0, 1},
	{"2021-07-01?", "2021-07-01", "2021-07-01", '?', 3},
	{"2021-07-01~", "2021-06-28", "2021-07-04", '~', 3},
	{"2021-12-30~", "2021-12-27", "2022-01-02", '~', 3},
	{"2024-03-01%", "2024-02-27", "2024-03-04", '%', 3},
	{"2021-01~", "2020-12-01", "2021-02-28", '~', 2},
	{"2021-12~", "2021-11-01", "2022-01-31", '~', 2},
	{"2021~", "2020-01-01", "2022-12-31", '~', 1},
	{"0001~", "0001-01-01", "0002-12-31", '~', 1},
	{"9999~", "9998-01-01", "9999-12-31", '~', 1},
	{"2021-02/2021-03-05", "2021-02-01", "2021-03-05", 0, 2},
	{"2021-02-09/..", "2021-02-09", "9999-12-31", 0, 3},
	{"../2022-06-27", "0001-01-01", "2022-06-27", 0, 3},
	{"2021-06~/2021-07-01?", "2021-05-01", "2021-07-01", '~', 2},
	{"[2021-03-01,2021-03-02]", "2021-03-01", "2021-03-02", 0, 3},
	{"[2021-03-02,2021-03-01,2021-02]", "2021-02-01", "2021-03-02", 0, 2},
	{"[2021-11-26..]", "2021-11-26", "9999-12-31", 0, 3},
	{"[..2021-07-02]", "0001-01-01", "2021-07-02", 0, 3},
	{"[2021-02,2021-11-26..]", "2021-02-01", "9999-12-31", 0, 2},
	{"[2021-03-01..2021-03-04]", "2021-03-01", "2021-03-04", 0, 3},
};

static void edtf_dates_mean_a_first_and_a_last_day(void **state)
{
	struct data_edtf d;

	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (!data_edtf_parse(good[i].s, NULL, &d))
			fail_msg("%s is refused", good[i].s);
		if (strcmp(d.lo, good[i].lo) != 0 || strcmp(d.hi, good[i].hi) != 0)
			fail_msg("%s means %s..%s", good[i].s, d.lo, d.hi);
		assert_int_equal(d.qualifier, good[i].qualifier);
		assert_int_equal(d.precision, good[i].precision);
	}
}

static void what_is_not_a_date_is_refused(void **state)
{
	static const char *const bad[] = {"[..]", "[..2021..]", "[2021-03-04..2021-03-01]", "", "21", "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-7-1", "2021-07-01T10:00", "0000",
		"2021/", "/2021", "../..", "2022/2021", "2021-07-01 ", " 2021", "[]", "[2021", "[2021,]", "2021??", "X021", "2X21", "2021-1X",
		"2021-XX-05", "July 2021", "2021-07-", "2021-07-01/2021-07-02/2021-07-03", "2021-07-01-02", "-2021", ".."};
	struct data_edtf d;

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (data_edtf_parse(bad[i], NULL, &d))
			fail_msg("'%s' is taken as %s..%s", bad[i], d.lo, d.hi);
}

static void open_ends_and_intervals_are_marked(void **state)
{
	struct data_edtf d;

	assert_true(data_edtf_parse("2021/..", NULL, &d));
	assert_true(d.interval && d.open_end && !d.open_start);
	assert_true(data_edtf_parse("../2021", NULL, &d));
	assert_true(d.interval && d.open_start && !d.open_end);
	assert_true(data_edtf_parse("2021", NULL, &d));
	assert_false(d.interval || d.open_start || d.open_end);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edtf_dates_mean_a_first_and_a_last_day),
		cmocka_unit_test(what_is_not_a_date_is_refused),
		cmocka_unit_test(open_ends_and_intervals_are_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
