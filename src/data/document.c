/* document.c: documents on their way into table source: what a file is, which keys are taken, one row more in a CSV file. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

#define DOCUMENT_MAX (64u << 20)     /* [bytes] of an article as text */

bool data_document_read(const char *path, struct arena *a, struct data_document *out, struct err *e)
{
	const char *slash = strrchr(path, '/');
	size_t bad = 0;
	char *text = file_read_most(path, DOCUMENT_MAX, &out->bytes, e);

	if (text == NULL)
		return false;
	hash_hex(text, out->bytes, out->sha256);
	out->name = arena_strdup(a, slash != NULL ? slash + 1 : path);
	out->text = arena_strndup(a, text, out->bytes);
	out->lines = out->bytes > 0 && text[out->bytes - 1] != '\n';
	for (size_t i = 0; i < out->bytes; i++)
		out->lines += text[i] == '\n';
	if (out->bytes == 0)
		err_set(e, "'%s' is empty", path);
	else if (memchr(text, '\0', out->bytes) != NULL || !utf8_valid(text, out->bytes, &bad))
		err_set(e, "'%s' is no UTF-8 text: save what it says as text, UTF-8, since passages are lines of it, and keep the original beside it", path);
	free(text);
	return !e->set;
}

/* ---- what there is */

struct data_known {
	struct arena *a;             /* owned */
	struct ids ids;              /* id -> 1 */
	struct ids documents, files; /* hash, name -> place in sources */
	const char **sources;        /* owned: ids of table source */
	size_t n, cap;
	struct feed_table reading;
	int id, sha256, file;        /* columns of the file being read */
};

struct data_known *data_known_new(void)
{
	struct data_known *k = mem_zalloc(sizeof *k);

	k->a = arena_new();
	return k;
}

void data_known_drop(struct data_known *k)
{
	if (k == NULL)
		return;
	ids_drop(&k->ids);
	ids_drop(&k->documents);
	ids_drop(&k->files);
	free(k->sources);
	arena_drop(k->a);
	free(k);
}

static void add_source(struct data_known *k, const char *id, const char *sha256, const char *file)
{
	k->sources = grow_array(k->sources, &k->cap, k->n + 1, sizeof *k->sources);
	k->sources[k->n] = arena_strdup(k->a, id);
	if (sha256 != NULL)
		ids_add(&k->documents, arena_strdup(k->a, sha256), k->n);
	if (file != NULL)
		ids_add(&k->files, arena_strdup(k->a, file), k->n);
	k->n++;
}

bool data_known_dataset(struct data_known *k, struct data *d, struct err *e)
{
	sqlite3_stmt *s;

	if (!data_has_table(d, "registry") || !data_has_table(d, "source"))
		return true;
	s = db_prepare(d->db, e, "SELECT id FROM registry");
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW)
		if (sqlite3_column_text(s, 0) != NULL)
			ids_add(&k->ids, arena_strdup(k->a, (const char *)sqlite3_column_text(s, 0)), 1);
	sqlite3_finalize(s);
	s = e->set ? NULL : db_prepare(d->db, e, "SELECT id, sha256, file FROM source WHERE id IS NOT NULL");
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW)
		add_source(k, (const char *)sqlite3_column_text(s, 0), (const char *)sqlite3_column_text(s, 1), (const char *)sqlite3_column_text(s, 2));
	sqlite3_finalize(s);
	return !e->set;
}

static int column_of(const struct feed_table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (sqlite3_stricmp(t->columns[i], name) == 0)
			return (int)i;
	return SCHEMA_NONE;
}

static bool begin(void *ctx, const struct feed_table *t)
{
	struct data_known *k = ctx;
	bool source = strcmp(t->from->table, "source") == 0;

	k->id = column_of(t, "id");
	k->sha256 = source ? column_of(t, "sha256") : SCHEMA_NONE;
	k->file = source ? column_of(t, "file") : SCHEMA_NONE;
	k->reading = *t;
	return k->id >= 0;
}

static bool row(void *ctx, size_t line, const char *const *cells)
{
	struct data_known *k = ctx;

	(void)line;
	if (cells[k->id] == NULL)
		return true;
	ids_add(&k->ids, arena_strdup(k->a, cells[k->id]), 1);
	if (strcmp(k->reading.from->table, "source") == 0)
		add_source(k, cells[k->id], k->sha256 >= 0 ? cells[k->sha256] : NULL, k->file >= 0 ? cells[k->file] : NULL);
	return true;
}

static void lost(void *ctx, const char *raw, size_t n) { (void)ctx, (void)raw, (void)n; }

bool data_known_folder(struct data_known *k, const char *dir, struct err *e)
{
	struct feed f = {.a = k->a, .problems = data_problems_new()};
	const struct feed_sink sink = {k, begin, row, lost, f.problems, e};
	struct err none = {0};
	size_t n = 0;
	char **names = os_list_dir(dir, &n, e);
	bool any = false, ok = names != NULL;

	for (size_t i = 0; ok && i < n; i++)
		any = any || feed_is_name(names[i]);
	if (names != NULL)
		os_list_drop(names, n);
	ok = ok && (!any || feed_find(&f, &dir, 1, &none));
	for (size_t i = 0; ok && i < f.n; i++)
		ok = feed_read(&f, &f.list[i], &sink);
	if (ok && f.problems->n > 0)
		ok = problems_tell(f.problems, e);
	feed_drop(&f);
	data_problems_drop(f.problems);
	return ok;
}

bool data_known_id(const struct data_known *k, const char *id) { return ids_get(&k->ids, id) != IDS_NONE; }

static const char *source_of(const struct data_known *k, const struct ids *by, const char *key)
{
	size_t i = ids_get(by, key);

	return i == IDS_NONE ? NULL : k->sources[i];
}

const char *data_known_document(const struct data_known *k, const char *sha256) { return source_of(k, &k->documents, sha256); }
const char *data_known_file(const struct data_known *k, const char *name) { return source_of(k, &k->files, name); }

/* [bytes] before the number that ends an id; 0 when it is no such id */
static size_t prefix_of(const char *id)
{
	size_t n = strlen(id);

	while (n > 0 && id[n - 1] >= '0' && id[n - 1] <= '9')
		n--;
	return strlen(id) - n > 0 && strlen(id) - n < 9 ? n : 0;
}

const char *data_known_next(const struct data_known *k, struct arena *a)
{
	const char *best = "src-", *id;
	size_t best_n = 4, best_count = 0;
	long long most = 0;

	for (size_t i = 0; i < k->n; i++) {
		size_t n = prefix_of(k->sources[i]), count = 0;
		for (size_t j = 0; n > 0 && j < k->n; j++)
			count += prefix_of(k->sources[j]) == n && strncmp(k->sources[i], k->sources[j], n) == 0;
		if (count > best_count) {
			best = k->sources[i];
			best_n = n;
			best_count = count;
		}
	}
	for (size_t i = 0; i < k->n; i++) {
		long long number = 0;
		if (best_count > 0 && prefix_of(k->sources[i]) == best_n && strncmp(best, k->sources[i], best_n) == 0 &&
		    str_to_int(k->sources[i] + best_n, &number) && number > most)
			most = number;
	}
	do
		id = arena_printf(a, "%.*s%lld", (int)best_n, best, ++most);
	while (data_known_id(k, id));
	return id;
}

/* ---- one row more */

struct append {
	const char *const *names, *const *cells; size_t n;   /* what to add */
	const char **columns; size_t n_columns;              /* of the file; in the arena */
	struct arena *a;
};

static bool append_begin(void *ctx, const struct feed_table *t)
{
	struct append *p = ctx;

	p->n_columns = t->n;
	p->columns = arena_alloc(p->a, (t->n + 1) * sizeof *p->columns);
	for (size_t i = 0; i < t->n; i++)
		p->columns[i] = arena_strdup(p->a, t->columns[i]);
	return true;
}

static bool append_row(void *ctx, size_t line, const char *const *cells) { return (void)ctx, (void)line, (void)cells, true; }

static bool check_columns(const struct append *p, const char *path, struct err *e)
{
	for (size_t i = 0; i < p->n; i++) {
		bool there = p->cells[i] == NULL;
		for (size_t c = 0; c < p->n_columns; c++)
			there = there || sqlite3_stricmp(p->names[i], p->columns[c]) == 0;
		if (!there)
			return err_set(e, "'%s' has no column '%s': add it to its first line", path, p->names[i]);
	}
	return true;
}

static const char *cell_of(const struct append *p, const char *column)
{
	for (size_t i = 0; i < p->n; i++)
		if (sqlite3_stricmp(p->names[i], column) == 0)
			return p->cells[i];
	return NULL;
}

/* the file as it is, with a line end where it has none, and the row */
static bool append_to(struct append *p, const char *path, struct buf *b, struct err *e)
{
	struct feed_input in = {.kind = FEED_CSV, .path = path, .table = "source"};
	struct data_problems *problems = data_problems_new();
	const struct feed_sink sink = {p, append_begin, append_row, lost, problems, e};
	size_t n = 0;
	char *text = file_read(path, &n, e), special[] = CSV_SPECIAL;
	bool crlf, ok = text != NULL && csv_feed(&in, &sink) && (problems->n == 0 || problems_tell(problems, e)) && check_columns(p, path, e);

	if (ok) {
		special[0] = csv_separator(text, n);
		crlf = strchr(text, '\n') > text && strchr(text, '\n')[-1] == '\r';
		buf_add(b, text, n);
		if (text[n - 1] != '\n')
			buf_puts(b, crlf ? "\r\n" : "\n");
		for (size_t c = 0; c < p->n_columns; c++)
			data_csv_cell(b, cell_of(p, p->columns[c]), special, c == 0);
		buf_puts(b, crlf ? "\r\n" : "\n");
	}
	data_problems_drop(problems);
	free(text);
	return ok;
}

static void begin_file(const struct append *p, struct buf *b)
{
	for (size_t i = 0; i < p->n; i++)
		data_csv_cell(b, p->names[i], CSV_SPECIAL_HEAD, i == 0);
	buf_putc(b, '\n');
	for (size_t i = 0; i < p->n; i++)
		data_csv_cell(b, p->cells[i], CSV_SPECIAL, i == 0);
	buf_putc(b, '\n');
}

bool data_append(const char *path, const char *const *columns, const char *const *cells, size_t n, struct err *e)
{
	struct append p = {.names = columns, .cells = cells, .n = n, .a = arena_new()};
	struct buf b = {0};
	struct file_out *f = NULL;
	bool ok = true;

	if (os_exists(path))
		ok = append_to(&p, path, &b, e);
	else
		begin_file(&p, &b);
	if (ok)
		f = file_out_open(path, e);
	if (f != NULL)
		file_out_write(f, b.p, b.len);
	ok = f != NULL && file_out_commit(f, 0, e);
	buf_drop(&b);
	arena_drop(p.a);
	return ok;
}
