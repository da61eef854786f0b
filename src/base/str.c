/* str.c: small questions about strings, and the nearest name for messages. */
#include "base.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool str_eq(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool str_starts(const char *s, const char *prefix) { return strncmp(s, prefix, strlen(prefix)) == 0; }

bool str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);
	return n >= m && strcmp(s + n - m, suffix) == 0;
}

#define NAME_MAX_COMPARED 64

/* Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours cost 1 each. */
static size_t distance(const char *a, const char *b)
{
	size_t row[3][NAME_MAX_COMPARED + 1];
	size_t n = strlen(a), m = strlen(b), i, j;
	size_t *before = row[0], *prev = row[1], *cur = row[2], *t;

	if (n > NAME_MAX_COMPARED || m > NAME_MAX_COMPARED)
		return SIZE_MAX;
	for (j = 0; j <= m; j++)
		prev[j] = j;
	for (i = 1; i <= n; i++) {
		cur[0] = i;
		for (j = 1; j <= m; j++) {
			size_t best = prev[j - 1] + (a[i - 1] != b[j - 1]);
			if (prev[j] + 1 < best)
				best = prev[j] + 1;
			if (cur[j - 1] + 1 < best)
				best = cur[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			cur[j] = best;
		}
		t = before, before = prev, prev = cur, cur = t;
	}
	return prev[m];
}

/* "cols" is short for "columns": it begins so, and its other letters follow in their order, within a word */
static bool is_short_for(const char *s, const char *name)
{
	if (strlen(s) < 3 || strncmp(s, name, 3) != 0)
		return false;
	for (s += 3, name += 3; *s != '\0' && *name != '\0' && *name != ' '; name++)
		s += *s == *name;
	return *s == '\0';
}

static const char *shortened(const char *s, const char *const *candidates, size_t n)
{
	const char *found = NULL;

	for (size_t i = 0; i < n; i++)
		if (is_short_for(s, candidates[i]) && (found == NULL || strlen(candidates[i]) < strlen(found)))
			found = candidates[i];
	return found;
}

const char *str_nearest(const char *s, const char *const *candidates, size_t n)
{
	/* of a word of three letters one may be wrong: 'pet' is not meant to be 'act' */
	size_t best = SIZE_MAX, limit = strlen(s) > 3 ? strlen(s) / 3 + 1 : 1;
	const char *found = NULL, *longer = shortened(s, candidates, n);

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(s, candidates[i]);
		if (d < best) {
			best = d;
			found = candidates[i];
		}
	}
	return best > 1 && longer != NULL ? longer : best <= limit ? found : NULL;
}

void str_suggest(struct buf *b, const char *s, const char *const *candidates, size_t n)
{
	const char *near = str_nearest(s, candidates, n);

	buf_puts(b, "");
	if (near != NULL)
		buf_printf(b, " (did you mean '%s'?)", near);
}

bool str_to_int(const char *s, long long *out)
{
	char *end;

	if (*s == '\0' || *s == ' ')
		return false;
	errno = 0;
	*out = strtoll(s, &end, 10);
	return errno == 0 && *end == '\0';
}

const char *str_show(char *out, size_t cap, const char *s, size_t n)
{
	const char *end = s + n, *from;
	size_t at = 0, kept = 0;     /* kept: where "..." still fits */

	for (; s < end; at += strlen(out + at)) {
		uint32_t cp;
		char piece[16];
		from = s;
		cp = utf8_next(&s, end);
		if (cp == 0xfffd && s == from + 1)
			snprintf(piece, sizeof piece, "\\x%02X", (unsigned char)*from);
		else if (cp == '\n' || cp == '\t' || cp == '\r')
			snprintf(piece, sizeof piece, "\\%c", cp == '\n' ? 'n' : cp == '\t' ? 't' : 'r');
		else if (utf8_steers(cp))
			snprintf(piece, sizeof piece, cp < 0x80 ? "\\x%02X" : "\\u{%04X}", (unsigned)cp);
		else
			snprintf(piece, sizeof piece, "%.*s", (int)(s - from), from);
		if (at + strlen(piece) + 1 > cap) {
			snprintf(out + kept, cap - kept, "...");
			return out;
		}
		snprintf(out + at, cap - at, "%s", piece);
		if (at + strlen(piece) + 4 <= cap)
			kept = at + strlen(piece);
	}
	out[at] = '\0';
	return out;
}

size_t str_line(const char *s, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && s[i] != '\0'; i++)
		line += s[i] == '\n';
	return line;
}

static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

bool date_parse(const char *iso, int *y, int *m, int *d)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	for (int i = 0; i < 10; i++)
		if ((i == 4 || i == 7) ? iso[i] != '-' : iso[i] < '0' || iso[i] > '9')
			return false;
	if (iso[10] != '\0')
		return false;
	*y = atoi(iso);
	*m = atoi(iso + 5);
	*d = atoi(iso + 8);
	return *m >= 1 && *m <= 12 && *d >= 1 && *d <= days[*m - 1] + (*m == 2 && leap(*y));
}

/* Counted from 0000-03-01, so that the leap day ends a year: 146097 days in 400 years, 153 in 5 months from March or August on. */
void date_of_days(unsigned days, char iso[11])
{
	unsigned since = days % 2932897u + 719468u;  /* to the end of year 9999, so that it has 4 digits */
	unsigned era = since / 146097, day = since % 146097;
	unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	unsigned of_year = day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;

	year += era * 400 + (month >= 10);
	day = of_year - (153 * month + 2) / 5 + 1;
	month = month < 10 ? month + 3 : month - 9;
	snprintf(iso, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}
