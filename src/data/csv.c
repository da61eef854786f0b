/* csv.c: RFC 4180 with UTF-8, read whole. Lines may end in LF or CRLF; a byte order mark and blank lines are passed over.
 * Every error names file and line. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 2000             /* what SQLite takes, SQLITE_MAX_COLUMN */

struct reader {
	const char *path;
	char *p, *end;               /* in the file's text, which cells are cut out of in place */
	size_t line;                 /* [1-based] */
	struct arena *arena;
	const char **cells;          /* owned: of the record being read */
	size_t n, cap;
	struct err *e;
};

static bool fail(struct reader *r, size_t line, const char *what)
{
	return err_set(r->e, "%s:%zu: %s", r->path, line, what);
}

static size_t line_of(const char *text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

/* what spreadsheets write when they are asked for something else than CSV in UTF-8; NULL when it is none of that */
static const char *other_format(const char *text, size_t n)
{
	if (n >= 4 && memcmp(text, "PK\003\004", 4) == 0)
		return "this is a spreadsheet under another name: open it and save it as CSV, UTF-8";
	if (n >= 2 && (memcmp(text, "\377\376", 2) == 0 || memcmp(text, "\376\377", 2) == 0 || (text[0] == '\0') != (text[1] == '\0')))
		return "the file is in UTF-16 ('Unicode text'): save it as CSV, UTF-8";
	return NULL;
}

/* the place is shown with what the byte is in Windows-1252 and Latin-1, which most such files are in */
static bool fail_bytes(struct reader *r, const char *text, size_t n, size_t bad)
{
	unsigned char byte = (unsigned char)text[bad];
	size_t from = bad, to = bad;
	char as[4], shown[80];

	while (from > 0 && text[from - 1] != '\n' && bad - from < 20)
		from--;
	while (to < n && to - from < 40 && text[to] != '\r' && text[to] != '\n')
		to++;
	str_show(shown, sizeof shown, text + from, to - from);
	if (byte < 0xa0)
		return err_set(r->e, "%s:%zu: byte %02X is not UTF-8, in '%s': save the file as CSV, UTF-8", r->path, line_of(text, bad), byte, shown);
	return err_set(r->e, "%s:%zu: byte %02X is not UTF-8 (in Windows-1252 and Latin-1 it is '%.*s'), in '%s': save the file as CSV, UTF-8",
	    r->path, line_of(text, bad), byte, (int)utf8_put(as, byte), as, shown);
}

static bool check_text(struct reader *r, const char *text, size_t n)
{
	size_t bad = 0;
	const char *nul = memchr(text, '\0', n), *other = other_format(text, n);

	if (other != NULL)
		return err_set(r->e, "%s: %s", r->path, other);
	if (nul != NULL)
		return fail(r, line_of(text, (size_t)(nul - text)), "there is a NUL byte: save the file as CSV, UTF-8");
	if (!utf8_valid(text, n, &bad))
		return fail_bytes(r, text, n, bad);
	return true;
}

/* A first line without a comma that other separators divide: what a spreadsheet writes where the comma is the decimal sign. */
static bool check_separator(struct reader *r)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool inside = false;

	if ((size_t)(r->end - r->p) > 4 && strncmp(r->p, "sep=", 4) == 0)
		return fail(r, 1, "a line 'sep=' for one spreadsheet program: take it out, and separate the columns by commas");
	for (const char *p = r->p; p < r->end && *p != '\n'; p++) {
		inside = inside != (*p == '"');
		commas += !inside && *p == ',';
		semicolons += !inside && *p == ';';
		tabs += !inside && *p == '\t';
	}
	if (commas == 0 && semicolons > 0)
		return fail(r, 1, "the columns are separated by ';': save the file as CSV with commas, UTF-8");
	if (commas == 0 && tabs > 0)
		return fail(r, 1, "the columns are separated by tabs: save the file as CSV with commas, UTF-8");
	return true;
}

/* r->p is behind the opening quote; the cell moves left over doubled quotes */
static bool quoted(struct reader *r, const char **cell)
{
	char *w = r->p;
	size_t line = r->line;

	*cell = w;
	for (; r->p < r->end; r->p++) {
		if (*r->p == '"') {
			if (r->p + 1 == r->end || r->p[1] != '"')
				break;
			r->p++;
		}
		r->line += *r->p == '\n';
		*w++ = *r->p;
	}
	if (r->p == r->end)
		return fail(r, line, "the quote that opens here is never closed");
	r->p++;
	if (r->p < r->end && strchr(",\r\n", *r->p) == NULL)
		return fail(r, r->line, "text behind a closing quote: double the quotes inside a cell");
	*w = '\0';
	return true;
}

static bool bare(struct reader *r, const char **cell)
{
	*cell = r->p;
	while (r->p < r->end && strchr(",\r\n\"", *r->p) == NULL)
		r->p++;
	if (r->p < r->end && *r->p == '"')
		return fail(r, r->line, "a quote inside an unquoted cell: quote the whole cell and double the quotes inside");
	return true;
}

static void push(struct reader *r, const char *cell)
{
	r->cells = grow_array(r->cells, &r->cap, r->n + 1, sizeof *r->cells);
	r->cells[r->n++] = *cell == '\0' ? NULL : cell;
}

/* One record into r->cells, r->p behind its line end. */
static bool record(struct reader *r)
{
	const char *cell;

	for (r->n = 0;;) {
		bool q = r->p < r->end && *r->p == '"';
		char end;
		r->p += q;
		if (q ? !quoted(r, &cell) : !bare(r, &cell))
			return false;
		end = r->p < r->end ? *r->p : '\n';
		if (r->p < r->end)
			*r->p++ = '\0';
		push(r, cell);
		if (end == ',')
			continue;
		if (end == '\r' && (r->p == r->end || *r->p++ != '\n'))
			return fail(r, r->line, "a carriage return without line feed: end lines with LF or CRLF");
		r->line++;
		return true;
	}
}

static const char **keep(struct reader *r)
{
	const char **cells = arena_alloc(r->arena, (r->n + 1) * sizeof *cells);

	memcpy(cells, r->cells, r->n * sizeof *cells);
	return cells;
}

static bool read_header(struct reader *r, struct csv *out)
{
	if (r->p == r->end)
		return fail(r, 1, "the file is empty: the first line must name the columns");
	if (!record(r))
		return false;
	if (r->n > COLUMNS_MAX)              /* before each name is compared with each other one */
		return err_set(r->e, "%s:1: %zu columns: a table may have %d", r->path, r->n, COLUMNS_MAX);
	out->header = keep(r);
	out->n_columns = r->n;
	for (size_t i = 0; i < r->n; i++) {
		if (out->header[i] == NULL)
			return err_set(r->e, "%s:1: column %zu has no name", r->path, i + 1);
		for (size_t j = 0; j < i; j++)
			if (sqlite3_stricmp(out->header[i], out->header[j]) == 0)
				return err_set(r->e, "%s:1: column '%s' is there twice", r->path, out->header[i]);
	}
	return true;
}

static bool read_rows(struct reader *r, struct csv *out)
{
	struct csv_row *rows = NULL;
	size_t cap = 0;
	bool ok = true;

	while (ok && r->p < r->end) {
		size_t line = r->line;
		ok = db_time_left(r->e) && record(r);
		if (!ok || (r->n == 1 && r->cells[0] == NULL && out->n_columns > 1))
			continue;
		if (r->n != out->n_columns) {
			ok = err_set(r->e, "%s:%zu: %zu cells, but the header names %zu columns", r->path, line, r->n, out->n_columns);
			continue;
		}
		rows = grow_array(rows, &cap, out->n_rows + 1, sizeof *rows);
		rows[out->n_rows++] = (struct csv_row){line, keep(r)};
	}
	out->rows = arena_alloc(r->arena, (out->n_rows + 1) * sizeof *rows);
	if (out->n_rows > 0)
		memcpy(out->rows, rows, out->n_rows * sizeof *rows);
	free(rows);
	return ok;
}

bool csv_parse(const char *path, const char *text, size_t n, struct arena *a, struct csv *out, struct err *e)
{
	struct reader r = {.path = path, .line = 1, .arena = a, .e = e};
	bool ok;

	*out = (struct csv){.path = path};
	ok = check_text(&r, text, n);
	r.p = arena_alloc(a, n + 1);
	memcpy(r.p, text, n);
	r.end = r.p + n;
	if (n >= 3 && memcmp(r.p, "\357\273\277", 3) == 0)
		r.p += 3;
	ok = ok && check_separator(&r) && read_header(&r, out) && read_rows(&r, out);
	free(r.cells);
	return ok;
}

bool csv_read(const char *path, struct arena *a, struct csv *out, struct err *e)
{
	size_t n;
	char *file = file_read(path, &n, e);
	bool ok;

	*out = (struct csv){.path = path};
	ok = file != NULL && csv_parse(path, file, n, a, out, e);
	free(file);
	return ok;
}
