/* edtf.c: dates after ISO 8601-2:2019 (EDTF), levels 0 and 1 and 'one of a set', compiled to the first and last day meant.
 *
 *   2021-07-01  2021-07  2021   2021-07-XX  20XX   2021~ 2021? 2021%   a/b  ../b  a/..   [a,b,c]
 *
 * '~' and '%' widen by days, months or years, by precision: the dataset says how many (meta fuzz-days, fuzz-months, fuzz-years), and
 * this file is where they are applied. Days outside 0001..9999 are clipped. */
#include "data/data.h"

#include <string.h>

struct day { int y, m, d; };
#define DAY_FIRST ((struct day){1, 1, 1})
#define DAY_LAST ((struct day){9999, 12, 31})

static int days_in(int y, int m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0));
}

static int compare(struct day a, struct day b)
{
	return a.y != b.y ? a.y - b.y : a.m != b.m ? a.m - b.m : a.d - b.d;
}

static struct day clip(struct day v)
{
	if (v.y < 1)
		return DAY_FIRST;
	return v.y > 9999 ? DAY_LAST : v;
}

static struct day move_days(struct day v, int by)
{
	for (v.d += by; v.d < 1; v.d += days_in(v.y, v.m))
		if (--v.m < 1)
			v.m = 12, v.y--;
	while (v.d > days_in(v.y, v.m)) {
		v.d -= days_in(v.y, v.m);
		if (++v.m > 12)
			v.m = 1, v.y++;
	}
	return v;
}

/* a bound is the first or the last day of its month or year, and so is what it moves to */
static struct day move(struct day v, int precision, const struct data_fuzz *f, int direction)
{
	int months = precision == 2 ? f->months : 12 * f->years;
	int month = v.y * 12 + v.m - 1 + direction * months;

	if (precision == 3)
		return clip(move_days(v, direction * f->days));
	if (month < 12 || month >= 10000 * 12)
		return month < 12 ? DAY_FIRST : DAY_LAST;
	return (struct day){month / 12, month % 12 + 1, v.d == 1 ? 1 : days_in(month / 12, month % 12 + 1)};
}

/* n characters of digits, the last ones of which may be X; lo and hi of what they can mean */
static bool digits(const char **s, int n, int *lo, int *hi, bool *unspecified)
{
	*lo = *hi = 0;
	*unspecified = false;
	for (int i = 0; i < n; i++, (*s)++) {
		if (**s == 'X') {
			*unspecified = true;
			*lo *= 10;
			*hi = *hi * 10 + 9;
		} else if (**s >= '0' && **s <= '9' && !*unspecified) {
			*lo = *lo * 10 + (**s - '0');
			*hi = *hi * 10 + (**s - '0');
		} else
			return false;
	}
	return true;
}

/* a month or day: 01..top, or XX for any of them (ISO 8601-2, 4.4; 1X is level 2) */
static bool part(const char **s, int top, int *lo, int *hi, bool *unspecified)
{
	if (*(*s)++ != '-' || !digits(s, 2, lo, hi, unspecified))
		return false;
	if (*unspecified) {
		if (*lo != 0 || *hi != 99)
			return false;
		*lo = 1;
		*hi = top;
	}
	return *lo >= 1 && *lo <= top;
}

struct one { struct day lo, hi; char qualifier; int precision; };

static bool parse_one(const char **s, const struct data_fuzz *f, struct one *out)
{
	bool xy, xm = false, xd = false;

	out->lo = (struct day){0, 1, 1};
	out->hi = (struct day){0, 12, 31};
	out->precision = 1;
	out->qualifier = 0;
	if (!digits(s, 4, &out->lo.y, &out->hi.y, &xy) || out->hi.y < 1)
		return false;
	if (out->lo.y < 1)
		out->lo.y = 1;
	if (**s == '-') {
		if (!part(s, 12, &out->lo.m, &out->hi.m, &xm))
			return false;
		out->precision = xm || xy ? 1 : 2;
		out->hi.d = days_in(out->hi.y, out->hi.m);
		if (**s == '-') {
			if (!part(s, xm ? 31 : days_in(out->hi.y, out->hi.m), &out->lo.d, &out->hi.d, &xd) || (xm && !xd))
				return false;
			out->precision = xd || xy ? out->precision : 3;
		}
	}
	if (**s == '?' || **s == '~' || **s == '%')
		out->qualifier = *(*s)++;
	if (out->qualifier == '~' || out->qualifier == '%') {
		out->lo = move(out->lo, out->precision, f, -1);
		out->hi = move(out->hi, out->precision, f, 1);
	}
	return true;
}

static void write_day(char out[11], struct day v)
{
	char b[40];

	snprintf(b, sizeof b, "%04d-%02d-%02d", v.y, v.m, v.d);
	memcpy(out, b, 10);
	out[10] = '\0';
}

static void finish(struct data_edtf *out, const struct one *a)
{
	write_day(out->lo, a->lo);
	write_day(out->hi, a->hi);
	out->qualifier = a->qualifier;
	out->precision = a->precision;
}

/* one of [a,b,c]: from the earliest to the latest */
/* a date, "..date" for it or an earlier one, "date.." for it or a later one, "date..date" */
static bool parse_member(const char **s, const struct data_fuzz *f, struct data_edtf *out, struct one *v)
{
	bool earlier = strncmp(*s, "..", 2) == 0;
	struct one last;

	*s += earlier ? 2 : 0;
	if (!parse_one(s, f, v))
		return false;
	if (earlier) {
		out->open_start = true;
		v->lo = DAY_FIRST;
	}
	if (strncmp(*s, "..", 2) != 0)
		return true;
	*s += 2;
	if (**s == ']' || **s == ',') {
		out->open_end = true;
		v->hi = DAY_LAST;
		return !earlier;
	}
	if (earlier || !parse_one(s, f, &last) || compare(v->lo, last.hi) > 0)
		return false;
	v->hi = last.hi;
	return true;
}

static bool parse_set(const char *s, const struct data_fuzz *f, struct data_edtf *out)
{
	struct one all, v;
	bool first = true;

	do {
		s++;
		if (!parse_member(&s, f, out, &v))
			return false;
		if (first)
			all = v;
		all.lo = compare(v.lo, all.lo) < 0 ? v.lo : all.lo;
		all.hi = compare(v.hi, all.hi) > 0 ? v.hi : all.hi;
		all.precision = v.precision < all.precision ? v.precision : all.precision;
		all.qualifier = all.qualifier != 0 ? all.qualifier : v.qualifier;
		first = false;
	} while (*s == ',');
	if (strcmp(s, "]") != 0)
		return false;
	finish(out, &all);
	return true;
}

static bool parse_end(const char **s, const struct data_fuzz *f, bool *open, struct one *v)
{
	*open = strncmp(*s, "..", 2) == 0;
	if (*open)
		*s += 2;
	return *open || parse_one(s, f, v);
}

static bool parse_interval(const char *s, const struct data_fuzz *f, struct data_edtf *out)
{
	struct one a = {.precision = 3}, b = {.precision = 3};

	if (!parse_end(&s, f, &out->open_start, &a) || *s++ != '/' || !parse_end(&s, f, &out->open_end, &b) || *s != '\0')
		return false;
	if (out->open_start && out->open_end)
		return false;
	if (out->open_start)
		a.lo = DAY_FIRST;
	if (out->open_end)
		b.hi = DAY_LAST;
	if (!out->open_start && !out->open_end && compare(a.lo, b.hi) > 0)
		return false;
	a.hi = b.hi;
	a.qualifier = a.qualifier != 0 ? a.qualifier : b.qualifier;
	a.precision = a.precision < b.precision ? a.precision : b.precision;
	finish(out, &a);
	return true;
}

const struct data_fuzz data_fuzz_default = {3, 1, 1};

bool data_fuzz_take(struct data_fuzz *f, const char *id, const char *value)
{
	int *width = str_eq(id, "fuzz-days") ? &f->days : str_eq(id, "fuzz-months") ? &f->months : str_eq(id, "fuzz-years") ? &f->years : NULL;
	long long n;

	if (width == NULL)
		return true;
	if (value == NULL || !str_to_int(value, &n) || n < 0 || n > DATA_FUZZ_MAX)
		return false;
	*width = (int)n;
	return true;
}

bool data_edtf_parse(const char *s, const struct data_fuzz *f, struct data_edtf *out)
{
	struct one v;

	f = f != NULL ? f : &data_fuzz_default;
	memset(out, 0, sizeof *out);
	if (*s == '[')
		return parse_set(s, f, out);
	if (strchr(s, '/') != NULL) {
		out->interval = true;
		return parse_interval(s, f, out);
	}
	if (!parse_one(&s, f, &v) || *s != '\0')
		return false;
	finish(out, &v);
	return true;
}

bool data_edtf_exact(const struct data_edtf *v)
{
	return v->precision == 3 && v->qualifier == 0 && !v->open_start && !v->open_end && strcmp(v->lo, v->hi) == 0;
}

/* ---- days by number */

/* a day of 0001-01-01 to 9999-12-31 as the number of days since the first of them */
static long number_of(struct day v)
{
	long y = v.y - 1, n = y * 365 + y / 4 - y / 100 + y / 400;

	for (int m = 1; m < v.m; m++)
		n += days_in(v.y, m);
	return n + v.d - 1;
}

static bool read_day(const char *iso, struct day *v) { return date_parse(iso, &v->y, &v->m, &v->d) && v->y >= 1; }

bool data_days_between(const char *from, const char *to, long *days)
{
	struct day a, b;

	if (!read_day(from, &a) || !read_day(to, &b))
		return false;
	*days = number_of(b) - number_of(a);
	return true;
}

bool data_day_shift(const char *iso, long days, char out[11])
{
	struct day v;
	long n;

	if (!read_day(iso, &v) || days < -number_of(DAY_LAST) || days > number_of(DAY_LAST))
		return false;
	n = number_of(v) + days;
	if (n < 0 || n > number_of(DAY_LAST))
		return false;
	for (v = (struct day){(int)(n / 366) + 1, 1, 1}; v.y < 9999 && number_of((struct day){v.y + 1, 1, 1}) <= n;)
		v.y++;
	write_day(out, move_days(v, (int)(n - number_of(v))));
	return true;
}
