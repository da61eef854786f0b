/* edtf.c: dates after ISO 8601-2:2019 (EDTF), levels 0 and 1 and 'one of a set', compiled to the first and last day meant.
 *
 *   2021-07-01  2021-07  2021   2021-07-XX  20XX   2021~ 2021? 2021%   a/b  ../b  a/..   [a,b,c]
 *
 * '~' and '%' widen by 3 days, 1 month or 1 year by precision. Days outside 0001..9999 are clipped. */
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

static struct day move(struct day v, int precision, int by)
{
	if (precision == 3)
		return clip(move_days(v, 3 * by));
	if (precision == 2) {
		bool last = v.d == days_in(v.y, v.m);
		v.m += by;
		if (v.m < 1)
			v.m = 12, v.y--;
		if (v.m > 12)
			v.m = 1, v.y++;
		if (v.y >= 1 && v.y <= 9999)
			v.d = last ? days_in(v.y, v.m) : 1;
		return clip(v);
	}
	v.y += by;
	return clip(v);
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

static bool parse_one(const char **s, struct one *out)
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
		out->lo = move(out->lo, out->precision, -1);
		out->hi = move(out->hi, out->precision, 1);
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
static bool parse_member(const char **s, struct data_edtf *out, struct one *v)
{
	bool earlier = strncmp(*s, "..", 2) == 0;
	struct one last;

	*s += earlier ? 2 : 0;
	if (!parse_one(s, v))
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
	if (earlier || !parse_one(s, &last) || compare(v->lo, last.hi) > 0)
		return false;
	v->hi = last.hi;
	return true;
}

static bool parse_set(const char *s, struct data_edtf *out)
{
	struct one all, v;
	bool first = true;

	do {
		s++;
		if (!parse_member(&s, out, &v))
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

static bool parse_end(const char **s, bool *open, struct one *v)
{
	*open = strncmp(*s, "..", 2) == 0;
	if (*open)
		*s += 2;
	return *open || parse_one(s, v);
}

static bool parse_interval(const char *s, struct data_edtf *out)
{
	struct one a = {.precision = 3}, b = {.precision = 3};

	if (!parse_end(&s, &out->open_start, &a) || *s++ != '/' || !parse_end(&s, &out->open_end, &b) || *s != '\0')
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

bool data_edtf_parse(const char *s, struct data_edtf *out)
{
	struct one v;

	memset(out, 0, sizeof *out);
	if (*s == '[')
		return parse_set(s, out);
	if (strchr(s, '/') != NULL) {
		out->interval = true;
		return parse_interval(s, out);
	}
	if (!parse_one(&s, &v) || *s != '\0')
		return false;
	finish(out, &v);
	return true;
}
