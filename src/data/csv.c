/* csv.c: RFC 4180 with UTF-8, one record in memory at a time. Lines may end in LF or CRLF; a byte order mark and blank lines are passed
 * over; columns are separated by commas, semicolons or tabs, as the first line tells.
 *
 *   file ── window ── record_end: quotes and line ends only ── split: cells cut out in place
 *
 * A record with a fault is told and passed over; what comes behind it is still read. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 2000             /* what SQLite takes, SQLITE_MAX_COLUMN */
#define PIECE (256u << 10)           /* [bytes] read at once */
#define RECORD_MAX (16u << 20)       /* [bytes] */

enum state { CELL, BARE, QUOTED, CLOSED };
struct reader {
	const struct feed_input *in;
	const struct feed_sink *sink;
	struct file_in *file;
	char *window;                /* owned: what was read and not used yet, and a NUL */
	size_t at, len, cap;         /* [bytes] of it: where the record begins, its end, its room */
	bool end;                    /* of the file: the window holds the rest */
	char separator;              /* '\0' until the first line told */
	size_t line;                 /* [1-based] of the record */
	const char **cells;          /* owned: of the record being read */
	size_t n, cap_cells;
	size_t columns;
};

/* what is wrong with the file or a whole line */
static bool fail(struct reader *r, size_t line, const char *what) { return problems_add(r->sink->problems, r->in, line, "%s", what); }

/* what spreadsheets write when they are asked for something else than CSV in UTF-8; NULL when it is none of that */
static const char *other_format(const char *text, size_t n)
{
	if (n >= 4 && memcmp(text, "PK\003\004", 4) == 0)
		return "this is a spreadsheet under another name: open it and save it as CSV, UTF-8";
	if (n >= 2 && (memcmp(text, "\377\376", 2) == 0 || memcmp(text, "\376\377", 2) == 0 || (text[0] == '\0') != (text[1] == '\0')))
		return "the file is in UTF-16 ('Unicode text'): save it as CSV, UTF-8";
	return NULL;
}

/* ---- the window */

/* more of the file behind what is there; false: a failure, in sink->e */
static bool refill(struct reader *r)
{
	size_t got;

	if (r->in->text != NULL && r->window == NULL) {
		r->window = mem_strdup(r->in->text);
		r->len = strlen(r->window);
		r->end = true;
		return true;
	}
	if (r->at > 0) {
		memmove(r->window, r->window + r->at, r->len - r->at);
		r->len -= r->at;
		r->at = 0;
	}
	if (r->len + PIECE + 1 > r->cap) {
		r->cap = 2 * r->cap > r->len + PIECE + 1 ? 2 * r->cap : r->len + PIECE + 1;
		r->window = mem_realloc(r->window, r->cap);
	}
	if (!db_time_left(r->sink->e))
		return false;
	got = file_in_read(r->file, r->window + r->len, PIECE, r->sink->e);
	r->end = got < PIECE;
	r->len += got;
	r->window[r->len] = '\0';
	return !r->sink->e->set;
}

static bool separates(const struct reader *r, char c) { return r->separator != '\0' ? c == r->separator : c == ',' || c == ';' || c == '\t'; }

static enum state next_state(const struct reader *r, enum state s, char c)
{
	if (s == QUOTED)
		return c == '"' ? CLOSED : QUOTED;
	if (c == '"' && s != BARE)
		return QUOTED;               /* also the second of two within quotes */
	return separates(r, c) ? CELL : BARE;
}

enum ending { FOUND, FILE_END, NEVER_CLOSED, TOO_LONG, FAILED /* sink->e is set */ };

/* n: bytes of the record with its line end; open: line of the last quote that opened a cell */
static enum ending record_end(struct reader *r, size_t *n, size_t *open)
{
	enum state s = CELL;
	size_t line = r->line;

	for (*n = 0, *open = 0; *n < RECORD_MAX; ++*n) {
		char c;
		if (r->at + *n == r->len && !r->end && !refill(r))
			return FAILED;
		if (r->at + *n == r->len)
			return s == QUOTED ? NEVER_CLOSED : *n == 0 ? FILE_END : FOUND;
		c = r->window[r->at + *n];
		if (c == '\n' && s != QUOTED) {
			++*n;
			return FOUND;
		}
		line += c == '\n';
		if (s == CELL && c == '"')
			*open = line;
		s = next_state(r, s, c);
	}
	return s == QUOTED ? NEVER_CLOSED : TOO_LONG;
}

/* ---- the first line */

/* The separator that stands most often outside quotes. A spreadsheet writes another one than the comma where that is the decimal sign. */
static char detect(const char *p, size_t n)
{
	size_t counts[3] = {0};
	static const char known[] = ",;\t";
	bool inside = false;
	int best = 0;

	for (size_t i = 0; i < n; i++) {
		const char *k = p[i] == '\0' ? NULL : strchr(known, p[i]);
		inside = inside != (p[i] == '"');
		if (!inside && k != NULL)
			counts[k - known]++;
	}
	for (int i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return known[best];
}

/* "sep=;" before the header, which one spreadsheet program writes for itself */
static char told_separator(const char *p, size_t n)
{
	while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
		n--;
	return n == 5 && memcmp(p, "sep=", 4) == 0 && strchr(",;\t", p[4]) != NULL ? p[4] : '\0';
}

char csv_separator(const char *text, size_t n)
{
	const char *eol = memchr(text, '\n', n);
	size_t line = eol != NULL ? (size_t)(eol - text) + 1 : n;
	char told = told_separator(text, line);

	return told != '\0' ? told : detect(text, line);
}

/* ---- one record */

/* what is wrong with the cell that is being read */
static bool fail_cell(struct reader *r, size_t line, const char *what)
{
	return problems_add(r->sink->problems, r->in, line, "cell %zu: %s", r->n + 1, what);
}

/* the cell [1-based] in which the byte lies */
static size_t cell_at(const struct reader *r, const char *text, size_t at)
{
	size_t cell = 1;
	bool inside = false;

	for (size_t i = 0; i < at; i++) {
		inside = inside != (text[i] == '"');
		cell += !inside && text[i] == r->separator;
	}
	return cell;
}

/* the place is shown with what the byte is in Windows-1252 and Latin-1, which most such files are in */
static bool fail_bytes(struct reader *r, const char *text, size_t n, size_t bad)
{
	unsigned char byte = (unsigned char)text[bad];
	size_t from = bad, to = bad, line = r->line;
	char as[4], shown[80];

	for (size_t i = 0; i < bad; i++)
		line += text[i] == '\n';
	while (from > 0 && text[from - 1] != '\n' && bad - from < 20)
		from--;
	while (to < n && to - from < 40 && text[to] != '\r' && text[to] != '\n')
		to++;
	str_show(shown, sizeof shown, text + from, to - from);
	if (byte < 0xa0)
		return problems_add(r->sink->problems, r->in, line, "cell %zu: byte %02X is not UTF-8, in '%s': save the file as CSV, UTF-8",
		    cell_at(r, text, bad), byte, shown);
	return problems_add(r->sink->problems, r->in, line, "cell %zu: byte %02X is not UTF-8 (in Windows-1252 and Latin-1 it is '%.*s'), in '%s': "
	    "save the file as CSV, UTF-8", cell_at(r, text, bad), byte, (int)utf8_put(as, byte), as, shown);
}

static bool check_bytes(struct reader *r, const char *text, size_t n)
{
	const char *nul = memchr(text, '\0', n);
	size_t bad = 0, line = r->line;

	if (nul != NULL) {
		for (const char *p = text; p < nul; p++)
			line += *p == '\n';
		return problems_add(r->sink->problems, r->in, line, "cell %zu: there is a NUL byte: save the file as CSV, UTF-8",
		    cell_at(r, text, (size_t)(nul - text)));
	}
	return utf8_valid(text, n, &bad) || fail_bytes(r, text, n, bad);
}

static void push(struct reader *r, const char *cell)
{
	r->cells = grow_array(r->cells, &r->cap_cells, r->n + 1, sizeof *r->cells);
	r->cells[r->n++] = *cell == '\0' ? NULL : cell;
}

/* *p is behind the opening quote; the cell moves left over doubled quotes. What record_end took as closed is closed. */
static bool quoted(struct reader *r, char **p, const char *end, size_t *line, const char **cell)
{
	char *w = *p;

	*cell = w;
	for (; *p < end; ++*p) {
		if (**p == '"') {
			if (*p + 1 == end || (*p)[1] != '"')
				break;
			++*p;
		}
		*line += **p == '\n';
		*w++ = **p;
	}
	++*p;
	if (*p < end && **p != r->separator && **p != '\r')
		return fail_cell(r, *line, "text behind a closing quote: double the quotes inside a cell");
	*w = '\0';
	return true;
}

/* A quote within is a quote: 37.8"N. Behind blanks alone somebody meant it to open the cell. */
static bool bare(struct reader *r, char **p, const char *end, size_t line, const char **cell)
{
	*cell = *p;
	while (*p < end && **p == ' ')
		++*p;
	if (*p < end && *p > *cell && **p == '"')
		return fail_cell(r, line, "a quote behind a blank: let the quote follow the separator at once");
	while (*p < end && **p != r->separator && **p != '\r')
		++*p;
	return true;
}

/* The n bytes at p, the line feed cut off, into r->cells; p[n] can be written. */
static bool split(struct reader *r, char *p, size_t n)
{
	char *end = p + n;
	size_t line = r->line;

	for (r->n = 0;;) {
		const char *cell;
		bool q = p < end && *p == '"', more;
		p += q;
		if (q ? !quoted(r, &p, end, &line, &cell) : !bare(r, &p, end, line, &cell))
			return false;
		if (p < end && *p == '\r' && p + 1 != end)
			return fail_cell(r, line, "a carriage return without line feed: end lines with LF or CRLF");
		more = p < end && *p == r->separator;
		*p = '\0';
		p += p < end;
		push(r, cell);
		if (!more)
			return true;
	}
}

static bool header(struct reader *r)
{
	struct feed_table t = {.from = r->in};

	if (r->n > COLUMNS_MAX)              /* before each name is compared with each other one */
		return problems_add(r->sink->problems, r->in, 1, "%zu columns: a table may have %d", r->n, COLUMNS_MAX);
	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i] == NULL)
			return problems_add(r->sink->problems, r->in, 1, "column %zu has no name", i + 1);
		for (size_t j = 0; j < i; j++)
			if (sqlite3_stricmp(r->cells[i], r->cells[j]) == 0)
				return problems_add(r->sink->problems, r->in, 1, "column '%s' is there twice", r->cells[i]);
	}
	t.columns = r->cells;
	t.n = r->columns = r->n;
	return r->sink->table(r->sink->ctx, &t);
}

static bool row(struct reader *r)
{
	if (r->n == 1 && r->cells[0] == NULL && r->columns > 1)
		return true;
	if (r->n == r->columns)
		return r->sink->row(r->sink->ctx, r->line, r->cells);
	problems_add(r->sink->problems, r->in, r->line, "%zu cells, but the header names %zu columns", r->n, r->columns);
	for (size_t i = 0; i < r->n; i++)
		if (r->cells[i] != NULL)
			r->sink->lost(r->sink->ctx, r->cells[i], strlen(r->cells[i]));
	return true;
}

/* ---- a file */

/* 1: it was taken, 0: nothing of the file is wanted any more, -1: reading ends */
static int record(struct reader *r, size_t n)
{
	char *p = r->window + r->at;
	size_t lines = 0, len = n > 0 && p[n - 1] == '\n' ? n - 1 : n;
	bool ok, first = r->columns == 0;

	for (size_t i = 0; i < n; i++)
		lines += p[i] == '\n';
	ok = check_bytes(r, p, len) && split(r, p, len);
	if (first)
		ok = ok && header(r);
	else if (!ok)
		r->sink->lost(r->sink->ctx, p, len);
	else if (!row(r))
		return -1;
	r->line += lines;
	r->at += n;
	return ok || !first;
}

static bool begin(struct reader *r)
{
	const char *other;

	if (!refill(r))
		return false;
	other = other_format(r->window, r->len);
	if (other != NULL)
		return problems_add(r->sink->problems, r->in, 0, "%s", other);
	if (r->len >= 3 && memcmp(r->window, "\357\273\277", 3) == 0)
		r->at = 3;
	return r->at < r->len || fail(r, 1, "the file is empty: the first line must name the columns");
}

static bool first_line(struct reader *r, size_t n)
{
	r->separator = told_separator(r->window + r->at, n);
	if (r->separator == '\0') {
		r->separator = detect(r->window + r->at, n);
		return false;
	}
	r->at += n;
	r->line++;
	return true;
}

/* false: reading ends */
static bool records(struct reader *r)
{
	enum ending ending;
	size_t n, open;
	int taken = 1;

	while (taken > 0 && (ending = record_end(r, &n, &open)) == FOUND) {
		if (r->separator == '\0' && first_line(r, n))
			continue;
		taken = record(r, n);
	}
	if (r->sink->e->set || taken < 0)
		return false;
	if (taken > 0 && ending == FILE_END && r->columns > 0)
		return true;
	if (taken > 0 && ending == NEVER_CLOSED)
		fail(r, open, "the quote that opens here is never closed");
	else if (taken > 0 && ending == TOO_LONG)
		fail(r, r->line, "a line of more than 16 MiB");
	else if (taken > 0)
		fail(r, r->line, "the file is empty: the first line must name the columns");
	r->sink->lost(r->sink->ctx, "", 0);
	return true;
}

bool csv_feed(const struct feed_input *in, const struct feed_sink *sink)
{
	struct reader r = {.in = in, .sink = sink, .line = 1};
	struct err e = {0};
	bool ok;

	if (in->text == NULL && (r.file = file_in_open(in->path, &e)) == NULL) {
		problems_take(sink->problems, in->order, &e);
		sink->lost(sink->ctx, "", 0);
		return true;
	}
	ok = begin(&r) ? records(&r) : (sink->lost(sink->ctx, "", 0), !sink->e->set);
	file_in_drop(r.file);
	free(r.cells);
	free(r.window);
	return ok;
}

void data_csv_cell(struct buf *b, const char *s, const char *special, bool first)
{
	if (!first)
		buf_putc(b, *special);
	if (s == NULL || strpbrk(s, special) == NULL) {
		buf_puts(b, s == NULL ? "" : s);
		return;
	}
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_putc(b, '"');
		buf_putc(b, *s);
	}
	buf_putc(b, '"');
}
