/* functions_dates.c: what dates mean and how they stand to each other (topic functions). What a date is, edtf.c knows. */
#include "data/db.h"

#include <string.h>

static bool parse(sqlite3_context *x, const char *function, sqlite3_value *v, struct data_edtf *out, bool *null)
{
	const struct data *d = sqlite3_user_data(x);
	const char *s;
	char shown[80];
	struct err e = {0};

	if (!functions_text(x, function, v, &s))
		return false;
	*null = s == NULL;
	if (s == NULL || data_edtf_parse(s, &d->fuzz, out))
		return true;
	err_set(&e, "'%s' is not a date: yyyy, yyyy-mm or yyyy-mm-dd, with ? or ~ behind, a/b, ../b, a/.. or [a,b]", str_show(shown, sizeof shown, s, strlen(s)));
	functions_fail(x, function, &e);
	return false;
}

/* both dates of a comparison; false: there is an answer already, NULL or an error */
static bool parse_two(sqlite3_context *x, const char *function, sqlite3_value **v, struct data_edtf *a, struct data_edtf *b)
{
	bool null_a, null_b;

	return parse(x, function, v[0], a, &null_a) && parse(x, function, v[1], b, &null_b) && !null_a && !null_b;
}

static void bounds(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct data_edtf date;
	const char *which;
	bool null, hi;

	(void)n;
	if (!functions_text(x, "bounds", v[1], &which) || !parse(x, "bounds", v[0], &date, &null))
		return;
	hi = str_eq(which, "hi");
	if (!hi && !str_eq(which, "lo")) {
		functions_fail(x, "bounds", &(struct err){.msg = "the second argument is 'lo' or 'hi'"});
		return;
	}
	if (!null && !(hi ? date.open_end : date.open_start))
		sqlite3_result_text(x, hi ? date.hi : date.lo, -1, SQLITE_TRANSIENT);
}

static bool is_before(const struct data_edtf *a, const struct data_edtf *b)
{
	return !a->open_end && !b->open_start && strcmp(a->hi, b->lo) < 0;
}

static void certainly_before(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct data_edtf a, b;

	(void)n;
	if (parse_two(x, "certainly_before", v, &a, &b))
		sqlite3_result_int(x, is_before(&a, &b));
}

bool data_certainly_before(const struct data *d, const char *earlier, const char *later)
{
	struct data_edtf a, b;

	return earlier != NULL && later != NULL && data_edtf_parse(earlier, &d->fuzz, &a) && data_edtf_parse(later, &d->fuzz, &b) && is_before(&a, &b);
}

static void possibly_before(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct data_edtf a, b;

	(void)n;
	if (parse_two(x, "possibly_before", v, &a, &b))
		sqlite3_result_int(x, a.open_start || b.open_end || strcmp(a.lo, b.hi) < 0);
}

static void day_number(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct data_edtf from, to;
	const char *how = "ordinal";
	bool elapsed;
	long days;

	if (n == 3 && !functions_text(x, "day_number", v[2], &how))
		return;
	elapsed = str_eq(how, "elapsed");
	if (!elapsed && !str_eq(how, "ordinal")) {
		functions_fail(x, "day_number", &(struct err){.msg = "the third argument is 'ordinal' or 'elapsed'"});
		return;
	}
	if (!parse_two(x, "day_number", v, &from, &to) || !data_edtf_exact(&from) || !data_edtf_exact(&to) ||
	    !data_days_between(from.lo, to.lo, &days))
		return;
	if (elapsed || days >= 0)
		sqlite3_result_int64(x, elapsed ? days : days + 1);
}

static void day_shift(sqlite3_context *x, int n, sqlite3_value **v)
{
	const char *day;
	char out[11];
	struct err e = {0};
	long long by = sqlite3_value_int64(v[1]);

	(void)n;
	if (!functions_text(x, "day_shift", v[0], &day) || day == NULL || sqlite3_value_type(v[1]) == SQLITE_NULL)
		return;
	if (sqlite3_value_numeric_type(v[1]) != SQLITE_INTEGER)
		err_set(&e, "the second argument is a whole number of days");
	else if (by < -4000000 || by > 4000000 || !data_day_shift(day, (long)by, out)) {
		char shown[40];
		err_set(&e, "'%s' is not a day yyyy-mm-dd, or %lld days from it there is none", str_show(shown, sizeof shown, day, strlen(day)), by);
	}
	if (e.set)
		functions_fail(x, "day_shift", &e);
	else
		sqlite3_result_text(x, out, -1, SQLITE_TRANSIENT);
}

bool functions_dates_register(struct data *d, struct err *e)
{
	return functions_add(d, "bounds", 2, FUNCTION_PURE, bounds, e) && functions_add(d, "certainly_before", 2, FUNCTION_PURE, certainly_before, e) &&
	    functions_add(d, "possibly_before", 2, FUNCTION_PURE, possibly_before, e) &&
	    functions_add(d, "day_number", 2, FUNCTION_PURE, day_number, e) && functions_add(d, "day_number", 3, FUNCTION_PURE, day_number, e) &&
	    functions_add(d, "day_shift", 2, FUNCTION_PURE, day_shift, e);
}
