/* import_plain.c: tables that know nothing of our schema: every column is text, rows in the order of the file. One row at a time, so a
 * file may be larger than memory. Several files of one table add up; where there is a column id, the same id must mean the same row. */
#include "data/import.h"

#include <stdlib.h>
#include <string.h>

struct part { const struct feed_input *from; sqlite3_int64 first; };   /* rowid of its first row */
struct table {
	const char *name;
	const char **columns; size_t n;
	int id;                      /* column; SCHEMA_NONE */
	struct part *parts; size_t n_parts, cap_parts;   /* owned */
};
struct plain {
	struct data *d;
	struct arena *a;             /* owned */
	struct data_problems *problems;
	struct err *e;
	struct table *tables;        /* owned */
	size_t n, cap;
	struct table *at;            /* being filled; borrowed */
	sqlite3_stmt *insert, *same; /* owned: of that table */
	int *to;                     /* owned: column of the table for each of the file */
	size_t rows;                 /* of this file */
};

static struct table *find(struct plain *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (sqlite3_stricmp(p->tables[i].name, name) == 0)
			return &p->tables[i];
	return NULL;
}

static int column_of(const struct table *t, const char *name)
{
	for (size_t c = 0; c < t->n; c++)
		if (sqlite3_stricmp(t->columns[c], name) == 0)
			return (int)c;
	return SCHEMA_NONE;
}

/* what SQLite makes of a declared type (datatype3.html, 3.1), so that numbers of a database stay numbers */
static const char *affinity(const char *type)
{
	static const struct { const char *part, *as; } rules[] = {{"%INT%", "INTEGER"}, {"%CHAR%", "TEXT"}, {"%CLOB%", "TEXT"}, {"%TEXT%", "TEXT"},
		{"%REAL%", "REAL"}, {"%FLOA%", "REAL"}, {"%DOUB%", "REAL"}};

	for (size_t i = 0; type != NULL && i < COUNT_OF(rules); i++)
		if (sqlite3_strlike(rules[i].part, type, 0) == 0)
			return rules[i].as;
	return type == NULL || *type == '\0' ? "TEXT" : "NUMERIC";
}

static struct table *create(struct plain *p, const struct feed_table *from)
{
	char *sql = sqlite3_mprintf("CREATE TABLE \"%w\"(", from->from->table);
	struct table *t;
	bool ok;

	p->tables = grow_array(p->tables, &p->cap, p->n + 1, sizeof *p->tables);
	t = &p->tables[p->n++];
	*t = (struct table){.name = arena_strdup(p->a, from->from->table), .n = from->n, .columns = arena_alloc(p->a, (from->n + 1) * sizeof(char *))};
	for (size_t c = 0; c < from->n; c++) {
		const char *type = from->types != NULL ? affinity(from->types[c]) : "TEXT";
		t->columns[c] = arena_strdup(p->a, from->columns[c]);
		sql = sqlite3_mprintf("%z\"%w\" %s%s", sql, from->columns[c], type, c + 1 == from->n ? ")" : ", ");
	}
	t->id = column_of(t, "id");
	ok = db_exec(p->d->db, sql, p->e);
	sqlite3_free(sql);
	/* every cell that prints is read again by its row's id; before the rows, since to sort them afterwards would take memory for all */
	if (ok && t->id >= 0) {
		sql = sqlite3_mprintf("CREATE INDEX \"id of %w\" ON \"%w\"(id)", t->name, t->name);
		ok = db_exec(p->d->db, sql, p->e);
		sqlite3_free(sql);
	}
	return ok ? t : NULL;
}

static bool is_kept(const char *name)
{
	return sqlite3_strnicmp(name, "sqlite_", 7) == 0 || sqlite3_stricmp(name, "sqlar") == 0 || sqlite3_stricmp(name, "registry") == 0;
}

/* the columns of another file of the same table, in whatever order */
static bool map_columns(struct plain *p, const struct feed_table *from, const struct table *t)
{
	bool ok = true;

	for (size_t c = 0; c < from->n; c++) {
		p->to[c] = column_of(t, from->columns[c]);
		if (p->to[c] < 0)
			ok = problems_add(p->problems, from->from, 1, "column '%s' is not in '%s', which fills the same table", from->columns[c],
			    t->parts[0].from->path);
	}
	for (size_t c = 0; c < t->n; c++) {
		bool there = false;
		for (size_t i = 0; i < from->n; i++)
			there = there || p->to[i] == (int)c;
		if (!there)
			ok = problems_add(p->problems, from->from, 1, "column '%s' is missing: '%s' fills the same table and has it", t->columns[c],
			    t->parts[0].from->path);
	}
	return ok;
}

static bool prepare(struct plain *p, struct table *t)
{
	char *sql = sqlite3_mprintf("INSERT INTO \"%w\" VALUES(", t->name);

	for (size_t c = 0; c < t->n; c++)
		sql = sqlite3_mprintf("%z?%s", sql, c + 1 == t->n ? ")" : ",");
	p->insert = db_prepare(p->d->db, p->e, "%s", sql);
	sqlite3_free(sql);
	if (p->insert != NULL && t->id >= 0 && t->n_parts > 0)
		p->same = db_prepare(p->d->db, p->e, "SELECT rowid, * FROM \"%w\" WHERE id = ?1", t->name);
	return !p->e->set;
}

static bool begin(void *ctx, const struct feed_table *from)
{
	struct plain *p = ctx;
	struct table *t = find(p, from->from->table);
	sqlite3_stmt *s;

	if (is_kept(from->from->table))
		return problems_add(p->problems, from->from, 0, "'%s' is a name that attest or SQLite keeps: rename the file", from->from->table);
	if (from->n == 0)
		return false;
	p->to = mem_alloc((from->n + 1) * sizeof *p->to);
	for (size_t c = 0; c < from->n; c++)
		p->to[c] = (int)c;
	if (t == NULL ? (t = create(p, from)) == NULL : !map_columns(p, from, t))
		return false;
	if (!prepare(p, t))
		return false;
	t->parts = grow_array(t->parts, &t->cap_parts, t->n_parts + 1, sizeof *t->parts);
	s = db_prepare(p->d->db, p->e, "SELECT coalesce(max(rowid), 0) + 1 FROM \"%w\"", t->name);
	if (s != NULL && sqlite3_step(s) == SQLITE_ROW)
		t->parts[t->n_parts++] = (struct part){from->from, sqlite3_column_int64(s, 0)};
	sqlite3_finalize(s);
	p->at = t;
	return !p->e->set;
}

static bool same_row(struct plain *p, size_t line, const char *const *cells, const struct part *other)
{
	const struct table *t = p->at;
	struct buf b = {0};
	bool same;

	for (size_t i = 0; i < t->n; i++) {
		const char *there = (const char *)sqlite3_column_text(p->same, p->to[i] + 1), *here = cells[i];
		char a[80], z[80];
		if (str_eq(there, here))
			continue;
		buf_printf(&b, "%s '%s' is '%s' there and '%s' here", b.len > 0 ? "," : "", t->columns[p->to[i]],
		    there == NULL ? "" : str_show(a, sizeof a, there, strlen(there)), here == NULL ? "" : str_show(z, sizeof z, here, strlen(here)));
	}
	same = b.len == 0 || problems_add(p->problems, t->parts[t->n_parts - 1].from, line,
	    "the same id with other content is in '%s', row %lld:%s", other->from->path,
	    (long long)(sqlite3_column_int64(p->same, 0) - other->first + 1), b.p);
	buf_drop(&b);
	return same;
}

/* the same id came with an earlier file: told, or nothing new */
static bool is_there(struct plain *p, size_t line, const char *const *cells)
{
	const struct table *t = p->at;
	const struct part *mine = &t->parts[t->n_parts - 1], *other = t->parts;
	const char *id = NULL;
	bool there;

	if (p->same == NULL)
		return false;
	for (size_t i = 0; i < t->n; i++)
		if (p->to[i] == t->id)
			id = cells[i];
	if (id == NULL)
		return false;
	db_bind(p->same, 1, id);
	there = sqlite3_step(p->same) == SQLITE_ROW && sqlite3_column_int64(p->same, 0) < mine->first;
	while (there && other + 1 < mine && other[1].first <= sqlite3_column_int64(p->same, 0))
		other++;
	if (there)
		same_row(p, line, cells, other);
	sqlite3_reset(p->same);
	return there;
}

static bool row(void *ctx, size_t line, const char *const *cells)
{
	struct plain *p = ctx;

	if (problems_full(p->problems))
		return true;                 /* nothing will be written: only what is wrong is counted */
	if (is_there(p, line, cells))
		return true;
	for (size_t c = 0; c < p->at->n; c++)
		db_bind(p->insert, p->to[c] + 1, cells[c]);
	if (sqlite3_step(p->insert) != SQLITE_DONE)
		return db_fail(p->d->db, p->e) || err_context(p->e, "%s", feed_place(p->a, p->at->parts[p->at->n_parts - 1].from, line));
	sqlite3_reset(p->insert);
	return true;
}

static void lost(void *ctx, const char *raw, size_t n) { (void)ctx, (void)raw, (void)n; }

static void end(struct plain *p)
{
	sqlite3_finalize(p->insert);
	sqlite3_finalize(p->same);
	free(p->to);
	p->insert = p->same = NULL;
	p->to = NULL;
}

bool import_plain(struct data *d, const struct feed *f, struct data_problems *problems, struct err *e)
{
	struct plain p = {.d = d, .a = arena_new(), .problems = problems, .e = e};
	const struct feed_sink sink = {&p, begin, row, lost, problems, e};
	bool ok = db_exec(d->db, "BEGIN", e);
	int code;

	for (size_t i = 0; ok && i < f->n; i++) {
		ok = db_time_left(e) && feed_read(f, &f->list[i], &sink) && !e->set;
		end(&p);
	}
	if (ok && problems->n == 0 && p.n == 0)
		ok = err_set(e, "'%s' has no table with a column", f->list[0].path);
	ok = ok && (problems->n > 0 || db_exec(d->db, "COMMIT", e));
	code = sqlite3_errcode(d->db) & 0xff;
	if (!ok && (code == SQLITE_IOERR || code == SQLITE_FULL))
		err_context(e, "cannot write the database");
	for (size_t i = 0; i < p.n; i++)
		free(p.tables[i].parts);
	free(p.tables);
	arena_drop(p.a);
	return ok;
}
