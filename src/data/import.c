/* import.c: files into a new database.
 *
 *   files ─ feed ─┬ a table meta, or a registry: rows with cells by column ─ checks with file and line ─ insert sorted by id ─ registry
 *                 └ any other: plain tables, row by row
 *
 * The same files give the same bytes whatever their order of rows. A dataset with levels is projected once to every lower
 * level, so that a restriction that cannot work is found here and not when somebody needs the copy. */
#include "data/import.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*** topic own-data: one's own tables: CSV, JSON, NDJSON and SQLite files
 * 'attest run ./NAME.lua --data FILE|DIR' reads them as they are, 'attest import FILE|DIR... -o FILE' makes a database of them, 'attest pack
 * --data FILE|DIR --reports DIR -o FILE' an executable with dataset and reports inside. 'attest new NAME --data FILE|DIR' writes a report
 * that begins with these tables. What is read:
 *   TABLE.csv      RFC 4180, UTF-8, columns' names in the first line, separated by commas, semicolons or tabs, as that line tells;
 *                  a byte order mark, Windows line ends and a first line sep=; are taken. TABLE.tsv is the same
 *   TABLE.json     [{"column": value, ...}, ...]; or of several tables, in any .json file: {"table": [{...}, ...], ...}
 *   TABLE.ndjson   a row {"column": value, ...} on each line; .jsonl is the same
 *   any other name a SQLite database or an attest executable; views, virtual tables and blobs are not taken
 *   a folder       all its files with the endings above; SQLite files are named by themselves
 * Without a table meta (in SQLite: and a registry) tables are plain: every column is text (of SQLite: as declared), an empty cell is
 * NULL, no levels, evidence = "none". With it they are an evidence dataset: tables, columns and rules are those of our schema ('attest
 * help tables'), checked row by row; everything that is wrong is told in one run, and nothing is written unless all is right.
 * Several inputs add up, so that a team keeps its own rows in a folder of their own, without meta:
 *   attest import "$(command -v attest)" our-rows -o both.db
 * The same id twice is fine when the rows are the same, and an error that shows both when they are not.
 * A dataset of an older schema version is made one of today's, one of a newer version is refused.
 * 'attest export DIR' writes a dataset back as CSV files, of which an import makes the same database, byte for byte.
 * FILE is the executable itself or one that 'attest pack' or 'attest import' wrote: sqlite3 "$(command -v attest)" .schema works on what runs
 * here, and --data FILE takes any of them. */

bool import_fail(struct import *m, const struct import_row *r, int column, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	if (!problems_full(m->problems)) {
		if (column >= 0)
			buf_printf(&b, "column '%s': ", m->s->tables[r->table].columns[column].name);
		va_start(ap, fmt);
		buf_vprintf(&b, fmt, ap);
		va_end(ap);
	}
	problems_add(m->problems, r->from, r->line, "%s", b.p == NULL ? "" : b.p);
	buf_drop(&b);
	return false;
}

const char *import_cell(const struct import *m, const struct import_row *r, const char *column)
{
	int c = schema_column(&m->s->tables[r->table], column);
	return c < 0 ? NULL : r->cells[c];
}

/* ---- a dataset of our schema */

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
	static const struct feed_input made = {.path = "meta.csv"};
	bool *evident = arena_alloc(m->a, m->s->n * sizeof *evident);
	size_t known = ids_get(&m->ids, META_EVIDENT);
	int meta = schema_find(m->s, "meta");
	struct import_row *r = known != IDS_NONE ? &m->rows[known] : NULL;
	const struct schema_table *t = &m->s->tables[meta];
	const char *said = r == NULL || r->table != meta ? "" : r->cells[schema_column(t, "value")];
	struct buf b = {0};

	if (r != NULL && r->table != meta)
		return import_fail(m, r, m->s->tables[r->table].id, "'%s' is an id that only 'meta' may use", META_EVIDENT);
	if (said == NULL)
		said = "";
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
		r = import_add_row(m, &made, 0, meta);
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
	const char *i = x->cells[sorting->s->tables[x->table].id], *k = y->cells[sorting->s->tables[y->table].id];
	int c = x->table != y->table ? x->table - y->table : i == NULL || k == NULL ? (i != NULL) - (k != NULL) : strcmp(i, k);

	/* of two with one id, the first that was read */
	if (c != 0 || x->from->order != y->from->order)
		return c != 0 ? c : x->from->order < y->from->order ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static bool insert_rows(struct import *m)
{
	sqlite3_stmt *s = NULL;
	int table = SCHEMA_NONE;
	bool ok = true;

	for (size_t i = 0; ok && i < m->n; i++) {
		const struct import_row *r = &m->rows[i];
		if (r->bad || r->again)
			continue;
		if (!db_time_left(m->e))
			ok = false;
		if (r->table != table) {
			sqlite3_finalize(s);
			s = db_inserter(m->d->db, &m->s->tables[r->table], m->e);
			table = r->table;
		}
		for (size_t c = 0; s != NULL && c < m->s->tables[table].n; c++)
			db_bind(s, (int)c + 1, r->cells[c]);
		if (s != NULL && sqlite3_step(s) != SQLITE_DONE)
			import_violation(m, r);
		ok = ok && s != NULL;
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	return ok;
}

/* after the rows were sorted, ids points to where they were: only the keys are used */
static bool fill_registry(struct import *m)
{
	struct ids_slot *all = arena_alloc(m->a, (m->n + 1) * sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (!m->rows[i].again)
			all[n++] = (struct ids_slot){m->rows[i].cells[m->s->tables[m->rows[i].table].id], (size_t)m->rows[i].table};
	return ids_write(m->d->db, m->s, all, n, m->e);
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

/* Also where rows are bad: what SQLite says of the others belongs to the same list. */
static bool store(struct import *m)
{
	sorting = m;
	if (m->n > 0)
		qsort(m->rows, m->n, sizeof *m->rows, by_table_and_id);
	return db_exec(m->d->db, "BEGIN", m->e) && insert_rows(m) &&
	    (m->problems->n > 0 || (fill_registry(m) && db_exec(m->d->db, "COMMIT", m->e) && check_foreign_keys(m)));
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

static bool import_levelled(struct data *d, const struct feed *f, struct err *e)
{
	struct import m = {.d = d, .a = f->a, .s = &d->schema, .problems = f->problems, .e = e};
	bool ok = db_exec(d->db, data_schema_sql, e) && db_exec(d->db, "PRAGMA foreign_keys=off", e) &&
	    schema_load(d->db, d->arena, &d->schema, e) && import_read(&m, f) && import_vocabulary(&m);

	if (ok) {
		import_migrate(&m);
		import_check_references(&m);
		add_evident(&m);
		ok = store(&m);
	}
	free(m.rows);
	ids_drop(&m.ids);
	ids_drop(&m.lost);
	return ok;
}

/* ---- the two ways */

static struct data *fill(struct data *d, const struct feed *f, struct err *e)
{
	bool ok = (f->ours ? import_levelled(d, f, e) : import_plain(d, f, f->problems, e)) &&
	    (f->problems->n == 0 || problems_tell(f->problems, e)) && data_ready(d, e);

	if (ok && f->ours)
		ok = (d = project_consent(d, e)) != NULL && try_levels(d, e);
	if (ok)
		return d;
	data_drop(d);
	return NULL;
}

/* Plain tables may be larger than memory: they are written where they stay. Where bytes cannot come back from, and for a dataset, which
 * is sorted and projected, the database is in memory. */
static struct data *fill_file(const struct feed *f, struct file_out *out, struct err *e)
{
	struct data *d = data_new_at(file_out_temporary(out), e);

	if (d != NULL)
		d = fill(d, f, e);
	if (d == NULL || db_settle(file_out_fd(out), e))
		return d;
	data_drop(d);
	return NULL;
}

static struct data *to_file(const struct feed *f, const char *out, struct err *e)
{
	struct file_out *o = file_out_open(out, e);
	struct data *d = NULL;

	if (o == NULL)
		return NULL;
	if (file_out_temporary(o) != NULL) {
		d = fill_file(f, o, e);
		if (d == NULL) {
			file_out_drop(o);
			return NULL;
		}
		if (file_out_commit(o, 0, e))
			return d;
		data_drop(d);
		return NULL;
	}
	file_out_drop(o);
	d = data_new(e);
	d = d == NULL ? NULL : fill(d, f, e);
	if (d == NULL || data_save(d, out, e))
		return d;
	data_drop(d);
	return NULL;
}

static struct data *import(const struct feed *f, const char *out, struct err *e)
{
	struct data *d;

	if (out != NULL && !f->ours)
		return to_file(f, out, e);
	d = data_new(e);
	d = d == NULL ? NULL : fill(d, f, e);
	if (d == NULL || out == NULL || data_save(d, out, e))
		return d;
	data_drop(d);
	return NULL;
}

struct data *data_import(const char *const *paths, size_t n, const char *out, struct data_problems *problems, struct err *e)
{
	struct data_problems *own = problems == NULL ? data_problems_new() : NULL;
	struct feed f = {.a = arena_new(), .problems = problems == NULL ? own : problems};
	struct data *d = NULL;

	if (feed_find(&f, paths, n, e)) {
		if (f.problems->n == 0 && f.n == 0)
			err_set(e, "'%s' has no table", paths[0]);
		else if (f.n == 0)
			problems_tell(f.problems, e);
		else
			d = import(&f, out, e);
	}
	feed_drop(&f);
	arena_drop(f.a);
	data_problems_drop(own);
	return d;
}
