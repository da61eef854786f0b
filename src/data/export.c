/* export.c: a dataset as a folder of CSV files, which an import makes the same database of, byte for byte. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

struct export {
	struct data *d;
	struct arena *a;
	struct folder_out *dir;
	bool ours;                   /* an evidence dataset: rows by id, no empty files */
	struct ids vocabulary;       /* rows of the program's own, as keys */
	const char *columns[16]; size_t n_columns;   /* of vocabulary.csv */
	struct buf line;             /* the row being written */
	size_t files;
	unsigned long long rows;
	struct err *e;
};

/* ---- the program's own vocabulary */

static const char *key_of(struct arena *a, const char *const *cells, size_t n)
{
	struct buf b = {0};
	const char *key;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\x1f", cells[i] != NULL ? cells[i] : "");
	key = arena_strdup(a, b.p);
	buf_drop(&b);
	return key;
}

static bool vocabulary_begin(void *ctx, const struct feed_table *t)
{
	struct export *x = ctx;

	for (x->n_columns = 0; x->n_columns < t->n && x->n_columns < COUNT_OF(x->columns); x->n_columns++)
		x->columns[x->n_columns] = arena_strdup(x->a, t->columns[x->n_columns]);
	return true;
}

static bool vocabulary_row(void *ctx, size_t line, const char *const *cells)
{
	struct export *x = ctx;

	ids_add(&x->vocabulary, key_of(x->a, cells, x->n_columns), line);
	return true;
}

static void vocabulary_lost(void *ctx, const char *raw, size_t n) { (void)ctx, (void)raw, (void)n; }

static void load_vocabulary(struct export *x)
{
	static const struct feed_input in = {.kind = FEED_CSV, .path = "vocabulary.csv", .table = "vocabulary", .text = data_vocabulary_csv};
	struct data_problems *p = data_problems_new();
	const struct feed_sink sink = {x, vocabulary_begin, vocabulary_row, vocabulary_lost, p, x->e};

	csv_feed(&in, &sink);
	data_problems_drop(p);
}

static bool is_own_word(const struct export *x, const struct schema_table *t, sqlite3_stmt *s)
{
	const char *cells[COUNT_OF(x->columns)] = {0};
	const char *level = t->level < 0 ? NULL : (const char *)sqlite3_column_text(s, t->level);

	for (size_t i = 0; i < x->n_columns; i++) {
		int c = schema_column(t, x->columns[i]);
		cells[i] = c < 0 ? NULL : (const char *)sqlite3_column_text(s, c);
	}
	return str_eq(level, data_level_names[DATA_PUBLIC]) && ids_get(&x->vocabulary, key_of(x->a, cells, x->n_columns)) != IDS_NONE;
}

/* ---- rows that the importer makes by itself */

/* meta's list of tables that claims speak of, where the claims alone tell it */
static bool is_told_by_claims(struct export *x, const char *listed)
{
	struct err ignored = {0};
	sqlite3_stmt *s = db_prepare(x->d->db, &ignored, "SELECT coalesce((SELECT group_concat(tbl, ' ') FROM "
	    "(SELECT DISTINCT r.tbl FROM claim c JOIN registry r ON r.id = c.ref ORDER BY 1)), '') = ?1");
	bool told = false;

	if (s != NULL) {
		db_bind(s, 1, listed);
		told = sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) != 0;
	}
	sqlite3_finalize(s);
	return told;
}

static bool is_made(struct export *x, const struct schema_table *t, sqlite3_stmt *s)
{
	int value = schema_column(t, "value");

	if (!x->ours || t->id < 0)
		return false;
	if (strcmp(t->name, "vocabulary") == 0)
		return is_own_word(x, t, s);
	return strcmp(t->name, "meta") == 0 && value >= 0 && str_eq((const char *)sqlite3_column_text(s, t->id), META_EVIDENT) &&
	    is_told_by_claims(x, (const char *)sqlite3_column_text(s, value));
}

/* ---- CSV */

static bool is_written(const struct export *x, const struct schema_table *t, size_t c) { return !x->ours || !t->columns[c].computed; }

static void put_header(const struct export *x, struct file_out *f, const struct schema_table *t)
{
	struct buf b = {0};

	for (size_t c = 0; c < t->n; c++)
		if (is_written(x, t, c))
			data_csv_cell(&b, t->columns[c].name, CSV_SPECIAL_HEAD, b.len == 0);
	buf_putc(&b, '\n');
	file_out_write(f, b.p, b.len);
	buf_drop(&b);
}

static bool check_value(struct export *x, const struct schema_table *t, sqlite3_stmt *s, size_t c)
{
	bool blob = sqlite3_column_type(s, (int)c) == SQLITE_BLOB;   /* before text is made of it */
	const char *text = (const char *)sqlite3_column_text(s, (int)c);
	size_t n = (size_t)sqlite3_column_bytes(s, (int)c);

	if (blob)
		return err_set(x->e, "table '%s', row %llu: column '%s' holds a blob, which CSV cannot tell", t->name, x->rows + 1, t->columns[c].name);
	return text == NULL || (strlen(text) == n && utf8_valid(text, n, NULL)) ||
	    err_set(x->e, "table '%s', row %llu: column '%s' holds bytes that are not UTF-8 text", t->name, x->rows + 1, t->columns[c].name);
}

static bool put_row(struct export *x, struct file_out *f, const struct schema_table *t, sqlite3_stmt *s)
{
	bool first = true;

	buf_clear(&x->line);
	for (size_t c = 0; c < t->n; c++) {
		if (!is_written(x, t, c))
			continue;
		if (!check_value(x, t, s, c))
			return false;
		data_csv_cell(&x->line, (const char *)sqlite3_column_text(s, (int)c), CSV_SPECIAL, first);
		first = false;
	}
	/* one empty cell would be a blank line, which readers pass over */
	buf_puts(&x->line, x->line.len == 0 ? "\"\"\n" : "\n");
	file_out_write(f, x->line.p, x->line.len);
	x->rows++;
	return true;
}

/* ---- tables */

/* a plain table's rows as they lie, since that is the order in which they came */
static sqlite3_stmt *open_rows(struct export *x, const struct schema_table *t)
{
	sqlite3_stmt *s;
	char *list = NULL;

	if (x->ours && t->id >= 0)
		return db_reader(x->d->db, t, x->e);
	for (size_t c = 0; c < t->n; c++)
		list = sqlite3_mprintf("%z%s\"%w\"", list, c > 0 ? ", " : "", t->columns[c].name);
	s = db_prepare(x->d->db, x->e, "SELECT %s FROM \"%w\" NOT INDEXED", list, t->name);
	sqlite3_free(list);
	return s;
}

static bool put_rows(struct export *x, const struct schema_table *t, sqlite3_stmt *s)
{
	struct file_out *f = NULL;
	const char *path = folder_out_file(x->dir, arena_printf(x->a, "%s.csv", t->name));
	bool ok = true;
	int step;

	while (ok && (step = sqlite3_step(s)) == SQLITE_ROW) {
		if (is_made(x, t, s))
			continue;
		if (f == NULL) {
			f = file_out_open(path, x->e);
			if (f == NULL)
				return false;
			put_header(x, f, t);
		}
		ok = put_row(x, f, t, s) && db_time_left(x->e);
	}
	if (ok && step != SQLITE_DONE)
		ok = db_fail(x->d->db, x->e);
	if (ok && f == NULL && !x->ours && (f = file_out_open(path, x->e)) != NULL)
		put_header(x, f, t);
	if (f == NULL)
		return ok && !x->e->set;
	x->files++;
	if (ok)
		return file_out_commit(f, 0, x->e);
	file_out_drop(f);
	return false;
}

static bool check_name(struct export *x, const char *name)
{
	if (!x->ours && sqlite3_stricmp(name, "meta") == 0)
		return err_set(x->e, "table 'meta': a folder with meta.csv would be taken for an evidence dataset: rename the table");
	for (const char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == '/' || *p == 0x7F)
			return err_set(x->e, "table '%s': no file can be called so: rename the table", name);
	return (*name != '\0' && *name != '.' && strlen(name) <= 200) || err_set(x->e, "table '%s': no file can be called so: rename the table", name);
}

/* not a view, and no virtual table */
static bool is_stored(struct export *x, const char *table)
{
	sqlite3_stmt *s = db_prepare(x->d->db, x->e, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND rootpage > 0");
	bool stored = s != NULL;

	if (s != NULL) {
		db_bind(s, 1, table);
		stored = sqlite3_step(s) == SQLITE_ROW;
	}
	sqlite3_finalize(s);
	return stored;
}

static bool put_table(struct export *x, const struct schema_table *t)
{
	sqlite3_stmt *s;
	bool ok;

	if ((x->ours && strcmp(t->name, "registry") == 0) || t->n == 0 || !is_stored(x, t->name))
		return !x->e->set;
	if (!check_name(x, t->name))
		return false;
	s = open_rows(x, t);
	ok = s != NULL && put_rows(x, t, s);
	sqlite3_finalize(s);
	return ok;
}

bool data_export(struct data *d, const char *dir, size_t *files, unsigned long long *rows, struct err *e)
{
	struct export x = {.d = d, .a = arena_new(), .ours = d->level != DATA_UNLEVELLED, .e = e};
	bool ok;

	x.dir = folder_out_open(dir, e);
	ok = x.dir != NULL;
	load_vocabulary(&x);
	for (size_t i = 0; ok && i < d->schema.n; i++)
		ok = put_table(&x, &d->schema.tables[i]);
	if (ok && x.files == 0)
		ok = err_set(e, "there is no table to export");
	if (ok)
		ok = folder_out_commit(x.dir, e);
	else
		folder_out_drop(x.dir);
	*files = x.files;
	*rows = x.rows;
	ids_drop(&x.vocabulary);
	buf_drop(&x.line);
	arena_drop(x.a);
	return ok;
}
