/* check_files.c: the documents against what the dataset says of them. The documents are handed in: nothing here opens a file. */
#include "data/check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Two lines are one passage when they share so many words of four letters or more, and so much of the shorter one: two translations of one
 * text keep the words and not their order. */
#define SHARED_WORDS 12u
#define SHARED_PERCENT 60u
#define LONG_WORD 4u                          /* [bytes] */

static const struct data_check_file *file_named(const struct check_run *r, const char *name)
{
	for (size_t i = 0; name != NULL && i < r->o->n_files; i++)
		if (strcmp(r->o->files[i].name, name) == 0)
			return &r->o->files[i];
	return NULL;
}

static const char *text(sqlite3_stmt *s, int i)
{
	const char *p = (const char *)sqlite3_column_text(s, i);
	return p != NULL ? p : "";
}

/* ---- size, lines, hash */

static size_t lines_of(const struct data_check_file *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->p[i] == '\n';
	return n + (f->n > 0 && f->p[f->n - 1] != '\n');
}

static void judge_file(struct check_run *r, sqlite3_stmt *s)
{
	const struct data_check_file *f = file_named(r, text(s, 1));
	const char *id = text(s, 0);
	char hex[HASH_HEX_SIZE];

	if (f == NULL) {
		check_found(r, (struct check_place){.ref = id, .field = "file"}, "the folder has no '%s'", text(s, 1));
		return;
	}
	hash_hex(f->p, f->n, hex);
	if (!str_eq(hex, text(s, 3)))
		check_found(r, (struct check_place){.ref = id, .field = "sha256"}, "the document's SHA-256 begins with %.16s, the dataset's with %.16s",
		    hex, text(s, 3));
	if ((sqlite3_int64)f->n != sqlite3_column_int64(s, 2))
		check_found(r, (struct check_place){.ref = id, .field = "bytes"}, "the document has %zu bytes, the dataset says %lld", f->n,
		    (long long)sqlite3_column_int64(s, 2));
	if ((sqlite3_int64)lines_of(f) != sqlite3_column_int64(s, 4))
		check_found(r, (struct check_place){.ref = id, .field = "lines"}, "the document has %zu lines, the dataset says %lld", lines_of(f),
		    (long long)sqlite3_column_int64(s, 4));
}

bool check_files_whole(struct check_run *r)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id, file, bytes, sha256, lines FROM source WHERE file IS NOT NULL ORDER BY id");
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW)
		judge_file(r, s);
	sqlite3_finalize(s);
	return ok;
}

/* ---- quotations */

/* runs of blanks and line ends become one blank, so that a quotation may go over a line's end */
static void squeeze(struct buf *b, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isspace((unsigned char)p[i]))
			buf_putc(b, p[i]);
		else if (b->len > 0 && b->p[b->len - 1] != ' ')
			buf_putc(b, ' ');
	buf_puts(b, "");
}

static void lines_between(const struct data_check_file *f, size_t first, size_t last, struct buf *b)
{
	size_t line = 1, from = f->n, to = f->n;

	for (size_t i = 0; i < f->n; i++) {
		if (line == first && from == f->n)
			from = i;
		if (f->p[i] == '\n' && line++ == last) {
			to = i;
			break;
		}
	}
	if (from < to)
		squeeze(b, f->p + from, to - from);
	buf_puts(b, "");
}

static void judge_quote(struct check_run *r, sqlite3_stmt *s)
{
	const struct data_check_file *f = file_named(r, text(s, 1));
	struct buf lines = {0}, quote = {0};
	const char *said = text(s, 4);

	if (f != NULL) {
		lines_between(f, (size_t)sqlite3_column_int64(s, 2), (size_t)sqlite3_column_int64(s, 3), &lines);
		squeeze(&quote, said, strlen(said));
		if (strstr(lines.p, quote.p) == NULL)
			check_found(r, (struct check_place){.ref = text(s, 0), .field = "quote"}, "not found in lines %lld to %lld of '%s'",
			    (long long)sqlite3_column_int64(s, 2), (long long)sqlite3_column_int64(s, 3), f->name);
	}
	buf_drop(&lines);
	buf_drop(&quote);
}

/* a document that is not there is SRC-01's finding */
bool check_files_quotes(struct check_run *r)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT p.id, o.file, p.line_first, p.line_last, p.quote FROM passage p"
	    " JOIN source o ON o.id = p.source WHERE p.quote IS NOT NULL AND o.file IS NOT NULL ORDER BY p.id");
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW)
		judge_quote(r, s);
	sqlite3_finalize(s);
	return ok && db_time_left(r->e);
}

/* ---- shared passages */

struct line { size_t from, n; };              /* its words in struct said, sorted, each once */
struct said {                                 /* a document as the long words of its lines */
	const char *id;
	uint64_t *words; size_t n, cap;       /* owned: hashes */
	struct line *lines; size_t n_lines, cap_lines;        /* owned */
};

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static void end_line(struct said *d, size_t from)
{
	size_t kept = from;

	if (d->n > from)
		qsort(d->words + from, d->n - from, sizeof *d->words, by_value);
	for (size_t i = from; i < d->n; i++)
		if (i == from || d->words[i] != d->words[kept - 1])
			d->words[kept++] = d->words[i];
	d->n = kept;
	d->lines = grow_array(d->lines, &d->cap_lines, d->n_lines + 1, sizeof *d->lines);
	d->lines[d->n_lines++] = (struct line){from, kept - from};
}

static void end_word(struct said *d, uint64_t hash, size_t bytes)
{
	if (bytes < LONG_WORD)
		return;
	d->words = grow_array(d->words, &d->cap, d->n + 1, sizeof *d->words);
	d->words[d->n++] = hash;
}

#define FNV_OFFSET 14695981039346656037u
#define FNV_PRIME 1099511628211u

static void read_words(struct said *d, const struct data_check_file *f)
{
	uint64_t hash = FNV_OFFSET;
	size_t bytes = 0, from = 0;

	for (size_t i = 0; i <= f->n; i++) {
		unsigned char c = i < f->n ? (unsigned char)f->p[i] : '\n';
		if (isalnum(c) || c >= 0x80) {
			hash = (hash ^ (uint64_t)tolower(c)) * FNV_PRIME;
			bytes++;
			continue;
		}
		end_word(d, hash, bytes);
		hash = FNV_OFFSET;
		bytes = 0;
		if (c == '\n') {
			end_line(d, from);
			from = d->n;
		}
	}
}

static size_t shared(const struct said *x, const struct line *a, const struct said *y, const struct line *b)
{
	const uint64_t *p = x->words + a->from, *q = y->words + b->from;
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		n += p[i] == q[k];
		if (p[i] < q[k]) {
			i++;
		} else {
			i += p[i] == q[k];
			k++;
		}
	}
	return n;
}

static bool declared(struct check_run *r, const char *a, const char *b)
{
	return db_pair(r->d, "SELECT 1 FROM source_link WHERE (child = ?1 AND parent = ?2) OR (child = ?2 AND parent = ?1)", a, b, r->e);
}

static void compare(struct check_run *r, const struct said *x, const struct said *y)
{
	if (declared(r, x->id, y->id))
		return;
	for (size_t i = 0; i < x->n_lines; i++)
		for (size_t k = 0; k < y->n_lines; k++) {
			const struct line *a = &x->lines[i], *b = &y->lines[k];
			size_t least = a->n < b->n ? a->n : b->n, n;
			if (least < SHARED_WORDS)
				continue;
			n = shared(x, a, y, b);
			if (n >= SHARED_WORDS && 100 * n >= SHARED_PERCENT * least)
				check_found(r, (struct check_place){.ref = x->id}, "line %zu and line %zu of %s share %zu of %zu words, and no row of"
				    " source_link says so", i + 1, k + 1, y->id, n, least);
		}
}

static struct said *read_all(struct check_run *r, size_t *n)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id, file FROM source WHERE file IS NOT NULL ORDER BY id");
	struct said *d = NULL;
	size_t cap = 0;

	*n = 0;
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		const struct data_check_file *f = file_named(r, text(s, 1));
		if (f == NULL)
			continue;
		d = grow_array(d, &cap, *n + 1, sizeof *d);
		d[*n] = (struct said){.id = arena_strdup(r->a, text(s, 0))};
		read_words(&d[(*n)++], f);
	}
	sqlite3_finalize(s);
	return d;
}

bool check_files_shared(struct check_run *r)
{
	size_t n;
	struct said *d = read_all(r, &n);

	for (size_t i = 0; i < n && !r->e->set; i++)
		for (size_t k = i + 1; k < n && db_time_left(r->e); k++)
			compare(r, &d[i], &d[k]);
	for (size_t i = 0; i < n; i++) {
		free(d[i].words);
		free(d[i].lines);
	}
	free(d);
	return !r->e->set;
}
