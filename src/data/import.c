/* import.c: CSV files into a new database in memory.
 *
 *   files ─ csv_read ─ rows with cells by column ─ checks with file and line ─ insert sorted by id ─ registry
 *
 * The same files give the same bytes whatever their order of rows. A dataset with levels is projected once to every lower
 * level, so that a restriction that cannot work is found here and not when somebody needs the copy. */
#include "data/import.h"

#include <stdlib.h>
#include <string.h>

/*** topic own-data: one's own tables: a folder of CSV files
 * One file for each table, TABLE.csv in UTF-8 with its columns' names in the first line. 'attest run ./NAME.lua --data FOLDER' reads it as
 * it is, 'attest import FOLDER -o FILE' makes a database of it, 'attest pack --data FOLDER --reports DIR -o FILE' an executable with
 * dataset and reports inside. 'attest new NAME --data FOLDER' writes a report that begins with these tables.
 * A folder without meta.csv is plain: every column is text, an empty cell is NULL, no levels, evidence = "none".
 * A folder with meta.csv is an evidence dataset: tables, columns and rules are those of our schema ('attest help tables'), checked row by
 * row. To have the dataset in a file back as such a folder, write each table except registry so, with all its
 * columns except those that end in _lo and _hi, which the import makes:
 *   attest query --level editors --format csv "select id, key, lang, body, status, level from text" > FOLDER/text.csv
 * FILE is the executable itself or one that 'attest pack' or 'attest import' wrote: sqlite3 "$(command -v attest)" .schema works on what runs
 * here, and --data FILE takes any of them. */

struct file { const char *path, *table; };   /* in the arena */
struct files { struct file *list; size_t n, cap; };

bool import_fail(struct import *m, const struct import_row *r, int column, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	buf_printf(&b, "%s:%zu: ", r->path, r->line);
	if (column >= 0)
		buf_printf(&b, "column '%s': ", m->s->tables[r->table].columns[column].name);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	err_set(m->e, "%s", b.p);
	buf_drop(&b);
	return false;
}

const char *import_cell(const struct import *m, const struct import_row *r, const char *column)
{
	int c = schema_column(&m->s->tables[r->table], column);
	return c < 0 ? NULL : r->cells[c];
}

/* ---- which files */

static bool add_file(struct files *f, struct arena *a, const char *path, struct err *e)
{
	const char *base = strrchr(path, '/');
	struct file file = {.path = arena_strdup(a, path)};

	base = base == NULL ? path : base + 1;
	if (!str_ends(base, ".csv") || strlen(base) == 4)
		return err_set(e, "'%s' is not a CSV file: its name must be TABLE.csv", path);
	file.table = arena_strndup(a, base, strlen(base) - 4);
	for (size_t i = 0; i < f->n; i++)
		if (sqlite3_stricmp(f->list[i].table, file.table) == 0)
			return err_set(e, "table '%s' is in two files: '%s' and '%s'", file.table, f->list[i].path, path);
	f->list = grow_array(f->list, &f->cap, f->n + 1, sizeof *f->list);
	f->list[f->n++] = file;
	return true;
}

static bool add_folder(struct files *f, struct arena *a, const char *path, struct err *e)
{
	size_t n, before = f->n, len = strlen(path);
	char **names = os_list_dir(path, &n, e);
	bool ok = names != NULL;

	while (len > 1 && path[len - 1] == '/')
		len--;
	for (size_t i = 0; ok && i < n; i++)
		if (str_ends(names[i], ".csv") && names[i][0] != '.')
			ok = add_file(f, a, arena_printf(a, "%.*s/%s", (int)len, path, names[i]), e);
	if (names != NULL)
		os_list_drop(names, n);
	if (ok && f->n == before)
		return err_set(e, "there is no CSV file in the folder '%s'", path);
	return ok;
}

static bool add_paths(struct files *f, struct arena *a, const char *const *paths, size_t n, struct err *e)
{
	if (n == 0)
		return err_set(e, "nothing to import: name a folder or CSV files");
	for (size_t i = 0; i < n; i++)
		if (os_is_dir(paths[i]) ? !add_folder(f, a, paths[i], e) : !add_file(f, a, paths[i], e))
			return false;
	return true;
}

static bool is_levelled(const struct files *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list[i].table, "meta") == 0)
			return true;
	return false;
}

/* ---- any other folder: plain TEXT tables, rows in the order of the file */

static bool insert_plain(struct data *d, const struct csv *csv, sqlite3_stmt *s, struct err *e)
{
	for (size_t i = 0; i < csv->n_rows; i++) {
		if (!db_time_left(e))
			return false;
		for (size_t c = 0; c < csv->n_columns; c++)
			db_bind(s, (int)c + 1, csv->rows[i].cells[c]);
		if (sqlite3_step(s) != SQLITE_DONE)
			return db_fail(d->db, e) || err_context(e, "%s:%zu", csv->path, csv->rows[i].line);
		sqlite3_reset(s);
	}
	return true;
}

/* Every cell that prints is read again by its row's id; without an index that would be a walk through the table for each. */
static bool index_id(struct data *d, const char *table, const struct csv *csv, struct err *e)
{
	char *sql = sqlite3_mprintf("CREATE INDEX \"id of %w\" ON \"%w\"(id)", table, table);
	bool ok = true;

	for (size_t c = 0; c < csv->n_columns; c++)
		if (sqlite3_stricmp(csv->header[c], "id") == 0)
			ok = db_exec(d->db, sql, e);
	sqlite3_free(sql);
	return ok;
}

static bool plain_table(struct data *d, const char *table, const struct csv *csv, struct err *e)
{
	char *create = sqlite3_mprintf("CREATE TABLE \"%w\"(", table), *insert = sqlite3_mprintf("INSERT INTO \"%w\" VALUES(", table);
	sqlite3_stmt *s = NULL;
	bool ok;

	for (size_t c = 0; c < csv->n_columns; c++) {
		bool last = c + 1 == csv->n_columns;
		create = sqlite3_mprintf("%z\"%w\" TEXT%s", create, csv->header[c], last ? ")" : ", ");
		insert = sqlite3_mprintf("%z?%s", insert, last ? ")" : ",");
	}
	ok = db_exec(d->db, create, e);
	if (ok)
		s = db_prepare(d->db, e, "%s", insert);
	ok = s != NULL && insert_plain(d, csv, s, e) && index_id(d, table, csv, e);
	sqlite3_finalize(s);
	sqlite3_free(create);
	sqlite3_free(insert);
	return ok;
}

static bool import_plain(struct data *d, const struct files *f, struct arena *a, struct err *e)
{
	for (size_t i = 0; i < f->n; i++) {
		struct csv csv;
		if (!db_time_left(e))
			return false;
		if (sqlite3_strnicmp(f->list[i].table, "sqlite_", 7) == 0 || sqlite3_stricmp(f->list[i].table, "sqlar") == 0 ||
		    sqlite3_stricmp(f->list[i].table, "registry") == 0)
			return err_set(e, "%s: '%s' is a name that attest or SQLite keeps: rename the file",
			    f->list[i].path, f->list[i].table);
		if (!csv_read(f->list[i].path, a, &csv, e))
			return false;
		if (!plain_table(d, f->list[i].table, &csv, e))
			return err_context(e, "%s", f->list[i].path);
	}
	return true;
}

/* ---- a dataset of our schema */

/* column of the schema for each column of the file */
static bool map_header(struct import *m, const struct csv *csv, const struct schema_table *t, int *to)
{
	const char *const *names = schema_column_names(t, m->a);
	struct buf b = {0};

	for (size_t i = 0; i < csv->n_columns; i++) {
		to[i] = schema_column(t, csv->header[i]);
		if (to[i] < 0) {
			str_suggest(&b, csv->header[i], names, t->n);
			err_set(m->e, "%s:1: table '%s' has no column '%s'%s", csv->path, t->name, csv->header[i], b.p);
			buf_drop(&b);
			return false;
		}
		if (t->columns[to[i]].computed)
			return err_set(m->e, "%s:1: column '%s' is computed from its date: leave it out", csv->path, csv->header[i]);
	}
	for (size_t c = 0; c < t->n; c++) {
		bool there = !t->columns[c].not_null || t->columns[c].fallback != NULL;
		for (size_t i = 0; i < csv->n_columns && !there; i++)
			there = to[i] == (int)c;
		if (!there)
			return err_set(m->e, "%s:1: column '%s' is missing: table '%s' needs it", csv->path, t->columns[c].name, t->name);
	}
	return true;
}

/* DEFAULT 'public' or DEFAULT 0 */
static const char *fallback(struct import *m, const struct schema_column *c)
{
	size_t n = c->fallback == NULL ? 0 : strlen(c->fallback);

	if (n >= 2 && c->fallback[0] == '\'')
		return arena_strndup(m->a, c->fallback + 1, n - 2);
	return c->fallback;
}

static struct import_row *add_row(struct import *m, const char *path, size_t line, int table)
{
	m->rows = grow_array(m->rows, &m->cap, m->n + 1, sizeof *m->rows);
	m->rows[m->n] = (struct import_row){path, line, table,
	    arena_alloc(m->a, (m->s->tables[table].n + 1) * sizeof(const char *))};
	return &m->rows[m->n++];
}

static bool add_id(struct import *m, const struct import_row *r)
{
	int id = m->s->tables[r->table].id;
	size_t other = ids_add(&m->ids, r->cells[id], (size_t)(r - m->rows));

	return other == IDS_NONE || import_fail(m, r, id, "'%s' is already the id of %s:%zu (ids are unique in the whole dataset)",
	    r->cells[id], m->rows[other].path, m->rows[other].line);
}

/* dates are compiled as their rows are read, so meta comes first */
static bool take_fuzz(struct import *m, const struct import_row *r)
{
	const char *value = strcmp(m->s->tables[r->table].name, "meta") != 0 ? NULL : import_cell(m, r, "value");

	return value == NULL || data_fuzz_take(&m->d->fuzz, import_cell(m, r, "id"), value) ||
	    import_fail(m, r, schema_column(&m->s->tables[r->table], "value"), "'%s' is not a whole number from 0 to %d", value, DATA_FUZZ_MAX);
}

static bool add_csv(struct import *m, const struct csv *csv, int table)
{
	const struct schema_table *t = &m->s->tables[table];
	int *to = arena_alloc(m->a, (csv->n_columns + 1) * sizeof *to);

	if (!map_header(m, csv, t, to))
		return false;
	for (size_t i = 0; i < csv->n_rows; i++) {
		struct import_row *r = add_row(m, csv->path, csv->rows[i].line, table);
		if (!db_time_left(m->e))
			return false;
		for (size_t c = 0; c < csv->n_columns; c++)
			r->cells[to[c]] = csv->rows[i].cells[c];
		for (size_t c = 0; c < t->n; c++)
			if (r->cells[c] == NULL)
				r->cells[c] = fallback(m, &t->columns[c]);
		if (!import_check_cells(m, r) || !take_fuzz(m, r) || !add_id(m, r))
			return false;
	}
	return true;
}

static void meta_first(struct files *f)
{
	for (size_t i = 1; i < f->n; i++)
		if (strcmp(f->list[i].table, "meta") == 0) {
			struct file meta = f->list[i];
			memmove(f->list + 1, f->list, i * sizeof *f->list);
			f->list[0] = meta;
		}
}

static bool read_files(struct import *m, struct files *f)
{
	meta_first(f);
	for (size_t i = 0; i < f->n; i++) {
		int table = schema_find(m->s, f->list[i].table);
		struct buf b = {0};
		struct csv csv;
		if (table >= 0 && strcmp(f->list[i].table, "registry") == 0)
			return err_set(m->e, "%s: the registry is made by the importer: remove the file", f->list[i].path);
		if (table < 0) {
			str_suggest(&b, f->list[i].table, m->s->names, m->s->n);
			err_set(m->e, "%s: there is no table '%s'%s", f->list[i].path, f->list[i].table, b.p);
			buf_drop(&b);
			return false;
		}
		if (!csv_read(f->list[i].path, m->a, &csv, m->e) || !add_csv(m, &csv, table))
			return false;
	}
	return true;
}

/* ---- the vocabulary, which the program brings along */

static bool add_vocabulary(struct import *m)
{
	struct csv csv;
	size_t n = 0;

	if (!csv_parse("vocabulary.csv", data_vocabulary_csv, strlen(data_vocabulary_csv), m->a, &csv, m->e))
		return false;
	for (size_t i = 0; i < csv.n_rows; i++)
		if (ids_get(&m->ids, csv.rows[i].cells[0]) == IDS_NONE)
			csv.rows[n++] = csv.rows[i];
	csv.n_rows = n;
	return add_csv(m, &csv, schema_find(m->s, "vocabulary"));
}

bool data_vocabulary_has(const char *id)
{
	size_t n = strlen(id);

	for (const char *p = strchr(data_vocabulary_csv, '\n'); p != NULL; p = strchr(p + 1, '\n'))
		if (strncmp(p + 1, id, n) == 0 && p[1 + n] == ',')
			return true;
	return false;
}

/* meta's list of the tables that claims speak of: what the file said, and what its claims say. */
static bool add_evident(struct import *m)
{
	bool *evident = arena_alloc(m->a, m->s->n * sizeof *evident);
	size_t known = ids_get(&m->ids, META_EVIDENT);
	int meta = schema_find(m->s, "meta");
	struct import_row *r = known != IDS_NONE ? &m->rows[known] : NULL;
	const struct schema_table *t = &m->s->tables[meta];
	const char *said = r == NULL || r->table != meta ? "" : r->cells[schema_column(t, "value")];
	struct buf b = {0};

	if (r != NULL && r->table != meta)
		return import_fail(m, r, m->s->tables[r->table].id, "'%s' is an id that only 'meta' may use", META_EVIDENT);
	for (size_t i = 0; i < m->n; i++) {
		const char *ref = strcmp(m->s->tables[m->rows[i].table].name, "claim") == 0 ? import_cell(m, &m->rows[i], "ref") : NULL;
		size_t row = ref == NULL ? IDS_NONE : ids_get(&m->ids, ref);
		if (row != IDS_NONE)
			evident[m->rows[row].table] = true;
	}
	for (size_t i = 0; i < m->s->n; i++) {
		const char *at = strstr(said, m->s->names[i]);
		size_t n = strlen(m->s->names[i]);
		bool listed = at != NULL && (at == said || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0');
		if (evident[i] || listed)
			buf_printf(&b, "%s%s", b.len > 0 ? " " : "", m->s->names[i]);
	}
	if (b.len == 0)
		return true;
	if (r == NULL) {
		r = add_row(m, "meta.csv", 0, meta);
		r->cells[t->id] = META_EVIDENT;
		r->cells[t->level] = data_level_names[DATA_PUBLIC];
		ids_add(&m->ids, META_EVIDENT, m->n - 1);
	}
	r->cells[schema_column(t, "value")] = arena_strndup(m->a, b.p, b.len);
	buf_drop(&b);
	return true;
}

static const struct import *sorting;          /* qsort takes no context */

static int by_table_and_id(const void *a, const void *b)
{
	const struct import_row *x = a, *y = b;

	if (x->table != y->table)
		return x->table - y->table;
	return strcmp(x->cells[sorting->s->tables[x->table].id], y->cells[sorting->s->tables[y->table].id]);
}

static bool insert_rows(struct import *m)
{
	sqlite3_stmt *s = NULL;
	int table = SCHEMA_NONE;
	bool ok = true;

	for (size_t i = 0; ok && i < m->n; i++) {
		const struct import_row *r = &m->rows[i];
		if (r->table != table) {
			sqlite3_finalize(s);
			s = db_inserter(m->d->db, &m->s->tables[r->table], m->e);
			table = r->table;
		}
		for (size_t c = 0; s != NULL && c < m->s->tables[table].n; c++)
			db_bind(s, (int)c + 1, r->cells[c]);
		ok = s != NULL && (sqlite3_step(s) == SQLITE_DONE || import_violation(m, r));
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	return ok;
}

/* after the rows were sorted, ids points to where they were: only the keys are used */
static bool fill_registry(struct import *m)
{
	struct ids_slot *all = arena_alloc(m->a, (m->n + 1) * sizeof *all);

	for (size_t i = 0; i < m->n; i++)
		all[i] = (struct ids_slot){m->rows[i].cells[m->s->tables[m->rows[i].table].id], (size_t)m->rows[i].table};
	return ids_write(m->d->db, m->s, all, m->n, m->e);
}

static bool check_foreign_keys(struct import *m)
{
	sqlite3_stmt *s = db_prepare(m->d->db, m->e, "PRAGMA foreign_key_check");
	bool ok = s != NULL && sqlite3_step(s) == SQLITE_DONE;

	if (s != NULL && !ok)
		err_set(m->e, "table '%s' refers to a row that is not there", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return ok;
}

static bool store(struct import *m)
{
	sorting = m;
	qsort(m->rows, m->n, sizeof *m->rows, by_table_and_id);
	return db_exec(m->d->db, "BEGIN", m->e) && insert_rows(m) && fill_registry(m) && db_exec(m->d->db, "COMMIT", m->e) &&
	    check_foreign_keys(m);
}

static bool try_levels(struct data *d, struct err *e)
{
	for (int level = DATA_PUBLIC; level < (int)d->level; level++) {
		struct data *lower = project_to(d, (enum data_level)level, true, NULL, 0, e);
		if (lower == NULL)
			return err_context(e, "at level '%s'", data_level_names[level]);
		data_drop(lower);
	}
	return true;
}

static bool import_levelled(struct data *d, struct files *f, struct arena *a, struct err *e)
{
	struct import m = {.d = d, .a = a, .s = &d->schema, .e = e};
	bool ok = db_exec(d->db, data_schema_sql, e) && db_exec(d->db, "PRAGMA foreign_keys=off", e) &&
	    schema_load(d->db, d->arena, &d->schema, e) && read_files(&m, f) && add_vocabulary(&m) && import_check_references(&m) &&
	    add_evident(&m) && store(&m);

	free(m.rows);
	ids_drop(&m.ids);
	return ok;
}

struct data *data_import(const char *const *paths, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	struct files f = {0};
	struct data *d = data_new(e);
	bool ok = d != NULL && add_paths(&f, a, paths, n, e);

	if (ok && is_levelled(&f))
		ok = import_levelled(d, &f, a, e) && data_ready(d, e) && (d = project_consent(d, e)) != NULL && try_levels(d, e);
	else if (ok)
		ok = db_exec(d->db, "BEGIN", e) && import_plain(d, &f, a, e) && db_exec(d->db, "COMMIT", e) && data_ready(d, e);
	free(f.list);
	arena_drop(a);
	if (ok)
		return d;
	data_drop(d);
	return NULL;
}
