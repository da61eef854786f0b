/* json.c: tables out of JSON.
 *
 *   TABLE.json     [ {"column": value, ...}, ... ]       one table, as `attest query --format json` writes it
 *   ANY.json       { "table": [ {...}, ... ], ... }      several
 *   TABLE.ndjson   {"column": value, ...} on each line   one table of any size
 *
 * A cell is text, a number as it is written, true (1), false (0), or null, which like "" is an empty cell. A column is what at least one
 * row has as key. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define JSON_MAX (256u << 20)        /* [bytes] of a file that is read whole; NDJSON has no such limit */
#define LINE_MAX_BYTES (16u << 20)   /* [bytes] of NDJSON */
#define PIECE (256u << 10)           /* [bytes] read at once */
#define COLUMNS_MAX 2000
#define FLAGS (YYJSON_READ_NUMBER_AS_RAW)

struct json_file {
	char *text;                  /* owned: as read, for the numbers of lines */
	size_t n;
	yyjson_doc *doc;             /* owned */
};

/* keys of the rows, in the order in which they first appear */
struct columns {
	struct arena *a;             /* owned */
	struct ids index;            /* key -> place in names */
	const char **names;          /* owned; strings in the arena */
	size_t n, cap;
};
struct rows {                        /* of one table */
	const struct feed_input *in;
	const struct feed_sink *sink;
	struct columns columns;
	const char **cells;          /* owned */
	size_t *seen;                /* owned: the row that last had this column, so that a key given twice is noticed */
	size_t row;                  /* [1-based] */
};

static const char *kind_of(yyjson_val *v)
{
	return yyjson_is_str(v) ? "text" : yyjson_is_raw(v) ? "a number" : yyjson_is_bool(v) ? "true or false" : yyjson_is_null(v) ? "null" :
	    yyjson_is_arr(v) ? "an array" : "an object";
}

/* ---- columns */

static void columns_add(struct columns *c, const char *key)
{
	if (ids_get(&c->index, key) != IDS_NONE)
		return;
	c->names = grow_array(c->names, &c->cap, c->n + 1, sizeof *c->names);
	c->names[c->n] = arena_strdup(c->a, key);
	ids_add(&c->index, c->names[c->n], c->n);
	c->n++;
}

static void columns_of(struct columns *c, yyjson_val *object)
{
	yyjson_obj_iter it = yyjson_obj_iter_with(object);
	yyjson_val *key;

	for (size_t i = 0; c->n <= COLUMNS_MAX && (key = yyjson_obj_iter_next(&it)) != NULL; i++)
		if (i >= c->n || strcmp(yyjson_get_str(key), c->names[i]) != 0)
			columns_add(c, yyjson_get_str(key));
}

static bool check_columns(const struct rows *r)
{
	const struct columns *c = &r->columns;

	if (c->n > COLUMNS_MAX)
		return problems_add(r->sink->problems, r->in, 0, "more than %d columns: a table may have no more", COLUMNS_MAX);
	for (size_t i = 0; i < c->n; i++) {
		if (c->names[i][0] == '\0')
			return problems_add(r->sink->problems, r->in, 0, "a column has no name: there is a key \"\"");
		for (size_t k = 0; k < i; k++)
			if (sqlite3_stricmp(c->names[i], c->names[k]) == 0)
				return problems_add(r->sink->problems, r->in, 0, "the columns '%s' and '%s' differ in case only",
				    c->names[k], c->names[i]);
	}
	return true;
}

static bool begin_rows(struct rows *r)
{
	struct feed_table t = {.from = r->in, .columns = r->columns.names, .n = r->columns.n};

	r->cells = mem_zalloc((t.n + 1) * sizeof *r->cells);
	r->seen = mem_zalloc((t.n + 1) * sizeof *r->seen);
	return check_columns(r) && r->sink->table(r->sink->ctx, &t);
}

static void drop_rows(struct rows *r)
{
	ids_drop(&r->columns.index);
	free(r->columns.names);
	arena_drop(r->columns.a);
	free(r->cells);
	free(r->seen);
}

/* ---- one row */

static bool cell(struct rows *r, size_t line, const char *key, yyjson_val *v, const char **out)
{
	const char *s = yyjson_is_str(v) ? yyjson_get_str(v) : yyjson_is_raw(v) ? yyjson_get_raw(v) : NULL;

	if (yyjson_is_ctn(v))
		return problems_add(r->sink->problems, r->in, line, "column '%s': expected text, a number, true, false or null, got %s", key, kind_of(v));
	if (s != NULL && strlen(s) != yyjson_get_len(v))
		return problems_add(r->sink->problems, r->in, line, "column '%s': there is a NUL character, \\u0000, in it: take it out", key);
	*out = s != NULL ? (*s != '\0' ? s : NULL) : yyjson_is_bool(v) ? (yyjson_get_bool(v) ? "1" : "0") : NULL;
	return true;
}

static bool cells_of(struct rows *r, size_t line, yyjson_val *object)
{
	yyjson_obj_iter it = yyjson_obj_iter_with(object);
	yyjson_val *key;
	bool ok = true;

	r->row++;
	for (size_t i = 0; i < r->columns.n; i++)
		r->cells[i] = NULL;
	while ((key = yyjson_obj_iter_next(&it)) != NULL) {
		const char *name = yyjson_get_str(key);
		size_t c = ids_get(&r->columns.index, name);
		if (strlen(name) != yyjson_get_len(key) || c == IDS_NONE)
			ok = problems_add(r->sink->problems, r->in, line, "there is a NUL character, \\u0000, in a key: take it out");
		else if (r->seen[c] == r->row)
			ok = problems_add(r->sink->problems, r->in, line, "column '%s' is there twice in one row", name);
		else
			ok = cell(r, line, name, yyjson_obj_iter_get_val(key), &r->cells[c]) && ok;
		if (c != IDS_NONE)
			r->seen[c] = r->row;
	}
	return ok;
}

/* false: no more rows */
static bool take(struct rows *r, size_t line, yyjson_val *object)
{
	if (!yyjson_is_obj(object)) {
		problems_add(r->sink->problems, r->in, line, "expected a row, {\"column\": value, ...}, got %s", kind_of(object));
		return true;
	}
	if (cells_of(r, line, object))
		return r->sink->row(r->sink->ctx, line, r->cells);
	for (size_t i = 0; i < r->columns.n; i++)
		if (r->cells[i] != NULL)
			r->sink->lost(r->sink->ctx, r->cells[i], strlen(r->cells[i]));
	return true;
}

/* ---- JSON */

static bool no_text(const struct feed_input *in, struct data_problems *p, const char *text, size_t n)
{
	if (n >= 2 && (memcmp(text, "\377\376", 2) == 0 || memcmp(text, "\376\377", 2) == 0 || (text[0] == '\0') != (text[1] == '\0')))
		return !problems_add(p, in, 0, "the file is in UTF-16: save it as JSON, UTF-8");
	return false;
}

/* why yyjson could not read text, at which line of the file; line: of its first byte */
static bool tell_syntax(const struct feed_input *in, struct data_problems *p, const char *text, size_t n, size_t line, const yyjson_read_err *why)
{
	size_t bad, from, at = why->pos < n ? why->pos : n;
	char shown[80];

	if (!utf8_valid(text, n, &bad)) {
		from = bad > 20 ? bad - 20 : 0;
		for (size_t i = 0; i < bad; i++)
			line += text[i] == '\n';
		return problems_add(p, in, line, "byte %02X is not UTF-8, in '%s': save the file as JSON, UTF-8", (unsigned char)text[bad],
		    str_show(shown, sizeof shown, text + from, n - from < 40 ? n - from : 40));
	}
	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	if (n == 0)
		return problems_add(p, in, line, "the file is empty: expected the rows of a table, [{\"column\": value, ...}, ...]");
	if (why->code == YYJSON_READ_ERROR_UNEXPECTED_END || why->code == YYJSON_READ_ERROR_EMPTY_CONTENT)
		return problems_add(p, in, line, "the JSON ends in the middle: the file was cut, or a bracket is not closed");
	return problems_add(p, in, line, "no valid JSON, %s, at '%s'", why->msg, str_show(shown, sizeof shown, text + at, n - at < 30 ? n - at : 30));
}

static void add_table(struct feed *f, const struct feed_input *like, const char *table, yyjson_val *array)
{
	struct feed_input in = *like;

	in.table = arena_strdup(f->a, table);
	in.value = array;
	f->list = grow_array(f->list, &f->cap, f->n + 1, sizeof *f->list);
	f->list[f->n++] = in;
}

static bool add_tables(struct feed *f, const struct feed_input *like, yyjson_val *root)
{
	yyjson_obj_iter it = yyjson_obj_iter_with(root);
	yyjson_val *key, *v;

	if (yyjson_is_arr(root)) {
		add_table(f, like, like->table, root);
		return true;
	}
	if (!yyjson_is_obj(root) || yyjson_obj_size(root) == 0)
		return problems_add(f->problems, like, 1, "expected the rows of a table, [{\"column\": value, ...}, ...], or an object of such tables, got %s",
		    yyjson_is_obj(root) ? "an empty object" : kind_of(root));
	while ((key = yyjson_obj_iter_next(&it)) != NULL) {
		char shown[80];
		v = yyjson_obj_iter_get_val(key);
		if (!yyjson_is_arr(v))
			return problems_add(f->problems, like, 1, "'%s': expected the rows of a table of this name, [{\"column\": value, ...}, ...], got %s "
			    "(a file that is no table belongs into another folder)", str_show(shown, sizeof shown, yyjson_get_str(key), yyjson_get_len(key)),
			    kind_of(v));
		add_table(f, like, yyjson_get_str(key), v);
	}
	return true;
}

struct json_file *json_open(struct feed *f, const char *path, const char *table)
{
	struct json_file *j = mem_zalloc(sizeof *j);
	const struct feed_input in = {.kind = FEED_JSON, .path = path, .table = table, .order = f->paths, .json = j};
	yyjson_read_err why = {0};
	struct err e = {0};
	char *from;

	j->text = file_read_most(path, JSON_MAX, &j->n, &e);
	if (j->text == NULL) {
		problems_take(f->problems, in.order, &e);
		json_drop(j);
		return NULL;
	}
	from = j->n >= 3 && memcmp(j->text, "\357\273\277", 3) == 0 ? memset(j->text, ' ', 3) : j->text;
	if (!no_text(&in, f->problems, from, j->n)) {
		j->doc = yyjson_read_opts(from, j->n, FLAGS, NULL, &why);
		if (j->doc == NULL)
			tell_syntax(&in, f->problems, from, j->n, 1, &why);
	}
	if (j->doc != NULL && add_tables(f, &in, yyjson_doc_get_root(j->doc)))
		return j;
	json_drop(j);
	return NULL;
}

void json_drop(struct json_file *j)
{
	if (j == NULL)
		return;
	yyjson_doc_free(j->doc);
	free(j->text);
	free(j);
}

/* Rows follow each other in the text, and a key lies in yyjson's copy of it where it lies in the text. */
struct lines { const struct json_file *file; size_t at, line; };

static size_t line_of(struct lines *l, yyjson_val *object)
{
	yyjson_obj_iter it = yyjson_obj_iter_with(object);
	yyjson_val *key = yyjson_is_obj(object) ? yyjson_obj_iter_next(&it) : NULL;
	size_t at = key != NULL ? (size_t)(yyjson_get_str(key) - l->file->doc->str_pool) : l->at;

	for (; l->at < at && l->at < l->file->n; l->at++)
		l->line += l->file->text[l->at] == '\n';
	return l->line;
}

bool json_feed(const struct feed_input *in, const struct feed_sink *sink)
{
	struct rows r = {.in = in, .sink = sink, .columns.a = arena_new()};
	struct lines l = {.file = in->json, .line = 1};
	yyjson_arr_iter it = yyjson_arr_iter_with(in->value);
	yyjson_val *object;
	bool ok = true;

	while ((object = yyjson_arr_iter_next(&it)) != NULL)
		if (yyjson_is_obj(object))
			columns_of(&r.columns, object);
	if (begin_rows(&r)) {
		it = yyjson_arr_iter_with(in->value);
		while (ok && (object = yyjson_arr_iter_next(&it)) != NULL)
			ok = db_time_left(sink->e) && take(&r, line_of(&l, object), object);
	} else {
		sink->lost(sink->ctx, "", 0);
	}
	drop_rows(&r);
	return ok;
}

/* ---- NDJSON: read twice, for the columns and for the rows */

struct stream {
	struct file_in *file;        /* owned */
	char *window;                /* owned */
	size_t at, len, cap, line;   /* line [1-based] of what comes next */
	bool end;
};

/* the next line that is not blank, without its end; 0 at the end of the file, -1: e is set */
static int next_line(struct stream *s, char **p, size_t *n, struct err *e)
{
	size_t scanned = 0;

	for (;;) {
		char *from = s->window == NULL ? NULL : s->window + s->at, *eol = s->len > s->at + scanned ? memchr(from + scanned, '\n', s->len - s->at - scanned) : NULL;
		if (eol != NULL || (s->end && s->at < s->len)) {
			*p = from;
			*n = eol != NULL ? (size_t)(eol - from) : s->len - s->at;
			s->at += *n + (eol != NULL);
			s->line++;
			if (*n > 0 && strspn(from, " \t\r") < *n)
				return 1;
			scanned = 0;
			continue;
		}
		if (s->end)
			return 0;
		scanned = s->len - s->at;
		if (scanned > LINE_MAX_BYTES)
			return err_set(e, "a line of more than 16 MiB") - 1;
		if (s->at > 0)
			memmove(s->window, from, scanned);
		s->at = 0;
		s->len = scanned;
		if (s->len + PIECE + 1 > s->cap)
			s->window = mem_realloc(s->window, s->cap = 2 * s->cap + PIECE + 1);
		scanned = file_in_read(s->file, s->window + s->len, PIECE, e);
		if (e->set)
			return -1;
		s->end = scanned < PIECE;
		s->len += scanned;
		s->window[s->len] = '\0';
		scanned = s->len - scanned;
	}
}

static void skip_mark(struct stream *s, char **p, size_t *n)
{
	if (s->line == 2 && *n >= 3 && memcmp(*p, "\357\273\277", 3) == 0) {
		*p += 3;
		*n -= 3;
	}
}

/* columns only (first), or rows. False: reading ends */
static bool ndjson_pass(struct rows *r, bool first)
{
	struct stream s = {.line = 1};
	struct err e = {0};
	int more = 0;
	bool ok = true;
	char *p;
	size_t n;

	s.file = file_in_open(r->in->path, &e);
	while (ok && s.file != NULL && (more = next_line(&s, &p, &n, &e)) > 0) {
		yyjson_read_err why = {0};
		yyjson_doc *doc;
		skip_mark(&s, &p, &n);
		if (first && s.line == 2 && no_text(r->in, r->sink->problems, p, n)) {
			ok = false;
			break;
		}
		doc = yyjson_read_opts(p, n, FLAGS, NULL, &why);
		ok = db_time_left(r->sink->e);
		if (ok && first && yyjson_is_obj(yyjson_doc_get_root(doc)))
			columns_of(&r->columns, yyjson_doc_get_root(doc));
		else if (ok && !first && doc != NULL)
			ok = take(r, s.line - 1, yyjson_doc_get_root(doc));
		else if (ok && !first) {
			tell_syntax(r->in, r->sink->problems, p, n, s.line - 1, &why);
			r->sink->lost(r->sink->ctx, p, n);
		}
		yyjson_doc_free(doc);
	}
	if (e.set)
		ok = more < 0 && s.file != NULL ? problems_add(r->sink->problems, r->in, s.line, "%s", e.msg) :
		    problems_take(r->sink->problems, r->in->order, &e);
	file_in_drop(s.file);
	free(s.window);
	return ok;
}

bool ndjson_feed(const struct feed_input *in, const struct feed_sink *sink)
{
	struct rows r = {.in = in, .sink = sink, .columns.a = arena_new()};
	size_t before = sink->problems->n + sink->problems->more;
	bool ok = ndjson_pass(&r, true);

	if (ok && begin_rows(&r))
		ok = ndjson_pass(&r, false);
	else
		sink->lost(sink->ctx, "", 0);
	drop_rows(&r);
	/* a file that cannot be read is told, and the next one is read */
	return ok || (!sink->e->set && sink->problems->n + sink->problems->more > before);
}
