/* query.c: rows of one guarded statement, each value with the cell that it was read from.
 *
 * SQLite tells table and column of a result column when it compiles, never the row, and takes a compound's columns from its first
 * part. So the key is the nearest id column of the same table in the select list, and every cell is read again at (table,
 * key, column): a union or a self-join cannot pass an invented value off as a column's. A derived value names the rows it
 * rests on by cites() and is derived again from them. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

enum role { VALUE, CITES };
#define NO_COLUMN SIZE_MAX

struct column {
	enum role role;
	const char *name, *table, *origin;    /* borrowed from the statement */
	enum data_format format;
	size_t key;                  /* result column that holds the row's id, or NO_COLUMN */
	size_t cites;                /* result column with the cited rows, or NO_COLUMN */
	const char *lacks;           /* what its values lack to be printed as facts; NULL: nothing */
	struct cites cited;
};

struct data_stmt {
	struct data *d;              /* borrowed */
	sqlite3_stmt *s;             /* owned */
	struct arena *arena;         /* owned: columns */
	struct arena *row;           /* owned: what the row at hand needs; new with every row that cites */
	size_t n;                    /* result columns of the statement */
	struct column *columns;      /* n */
	size_t *visible, n_visible;  /* result columns that are not cites */
	struct data_value *values;   /* n_visible */
	sqlite3_stmt **again;        /* n, owned: for a key column, all cells that belong to it */
	bool *bound;                 /* by parameter, 0-based */
	bool stepped, failed;
};

/* ---- which column is the key of which */

static bool same_table(const struct column *a, const struct column *b)
{
	return a->table != NULL && b->table != NULL && strcmp(a->table, b->table) == 0;
}

static bool is_key_of(const struct column *key, const struct column *c)
{
	return same_table(key, c) && sqlite3_stricmp(key->origin, "id") == 0;
}

static size_t find_key(const struct data_stmt *q, size_t i)
{
	if (q->columns[i].table == NULL)
		return NO_COLUMN;
	for (size_t k = i + 1; k-- > 0;)
		if (is_key_of(&q->columns[k], &q->columns[i]))
			return k;
	for (size_t k = i + 1; k < q->n; k++)
		if (is_key_of(&q->columns[k], &q->columns[i]))
			return k;
	return NO_COLUMN;
}

/* x_cites is x's; a column 'cites' is for every derived column without its own */
static size_t find_cites(const struct data_stmt *q, const struct column *c)
{
	size_t common = NO_COLUMN, n = strlen(c->name);

	for (size_t i = 0; i < q->n; i++) {
		const struct column *x = &q->columns[i];
		if (x->role != CITES)
			continue;
		if (strncmp(x->name, c->name, n) == 0 && strcmp(x->name + n, "_cites") == 0)
			return i;
		if (strcmp(x->name, "cites") == 0)
			common = i;
	}
	return common;
}

/* ---- names that say which column is whose */

/* the derived column that stands nearest before it, else behind it */
static const struct column *stands_for(const struct data_stmt *q, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (q->columns[k].role == VALUE && q->columns[k].table == NULL)
			return &q->columns[k];
	for (size_t k = i + 1; k < q->n; k++)
		if (q->columns[k].role == VALUE && q->columns[k].table == NULL)
			return &q->columns[k];
	return NULL;
}

static bool misnamed(const struct data_stmt *q, size_t i, struct err *e)
{
	const struct column *c = stands_for(q, i);
	char name[128];

	snprintf(name, sizeof name, "%.*s_cites", (int)sizeof name - 8, c != NULL ? c->name : "");
	return err_set(e, "column '%s' is cites(...): %s%s, after the column that it stands for", q->columns[i].name,
	    c != NULL ? "call it " : "select the count, sum, min or max beside it and call it NAME", c != NULL ? name : "_cites");
}

/* x_cites stands for x; without one it would stand for nothing, and the value without it is refused only where it prints */
static bool check_names(const struct data_stmt *q, struct err *e)
{
	for (size_t i = 0; i < q->n; i++) {
		const char *name = q->columns[i].name;
		size_t n = strlen(name) - strlen("_cites");
		bool found = q->columns[i].role != CITES || strcmp(name, "cites") == 0;
		for (size_t k = 0; !found && k < q->n; k++)
			found = q->columns[k].role == VALUE && strlen(q->columns[k].name) == n && strncmp(q->columns[k].name, name, n) == 0;
		if (!found)
			return misnamed(q, i, e);
	}
	return true;
}

static const char *lack(struct data_stmt *q, size_t i)
{
	const struct column *c = &q->columns[i];

	if (c->role == CITES || c->key != NO_COLUMN || c->cites != NO_COLUMN)
		return NULL;
	if (sql_grouped(sqlite3_sql(q->s)) && !sql_aggregate(sqlite3_sql(q->s), i))
		return arena_printf(q->arena, "a group has no cell of its own: select min(column) as %s and cites(id, 'min', 'column') as %s_cites%s", c->name,
		    c->name, c->table == NULL ? "; of a date, {path:month} prints the month alone" : "");
	if (c->table != NULL)
		return arena_printf(q->arena, "select the id of table '%s' beside it, which names the row that it is from", c->table);
	if (sql_aggregate(sqlite3_sql(q->s), i))
		return arena_printf(q->arena, "select cites(id) as %s_cites beside it, which names the rows that it rests on ('attest help cites')", c->name);
	return "it is a literal or an expression of the query: select the column itself and the id of its table, "
	       "or a count, sum, min or max with its cites(id)";
}

static bool describe(struct data_stmt *q)
{
	for (size_t i = 0; i < q->n; i++) {
		struct column *c = &q->columns[i];
		const char *name = sqlite3_column_name(q->s, (int)i);
		/* copies: SQLite may compile the statement again */
		c->name = arena_strdup(q->arena, name == NULL ? "" : name);
		if (sqlite3_column_table_name(q->s, (int)i) != NULL) {
			c->table = arena_strdup(q->arena, sqlite3_column_table_name(q->s, (int)i));
			c->origin = arena_strdup(q->arena, sqlite3_column_origin_name(q->s, (int)i));
			c->format = schema_format(sqlite3_column_decltype(q->s, (int)i));
		} else if (strcmp(c->name, "cites") == 0 || str_ends(c->name, "_cites") || sqlite3_strnicmp(c->name, "cites(", 6) == 0) {
			c->role = CITES;
			if (!str_ends(c->name, "_cites"))
				c->name = "cites";   /* without AS, SQLite names it by its expression */
		}
	}
	for (size_t i = 0; i < q->n; i++) {
		struct column *c = &q->columns[i];
		c->key = find_key(q, i);
		c->cites = c->role == VALUE && c->table == NULL ? find_cites(q, c) : NO_COLUMN;
		c->lacks = lack(q, i);
		if (c->role == VALUE)
			q->visible[q->n_visible++] = i;
	}
	return q->n_visible > 0;
}

/* one statement per key column that reads all its cells again */
static bool prepare_again(struct data_stmt *q, struct err *e)
{
	for (size_t k = 0; k < q->n; k++) {
		char *list = NULL;
		for (size_t i = 0; i < q->n; i++)
			if (q->columns[i].key == k)
				list = sqlite3_mprintf("%z%s\"%w\"", list, list == NULL ? "" : ", ", q->columns[i].origin);
		if (list == NULL)
			continue;
		q->again[k] = db_prepare(q->d->db, e, "SELECT %s FROM \"%w\" WHERE id = ?1", list, q->columns[k].table);
		sqlite3_free(list);
		if (q->again[k] == NULL)
			return false;
	}
	return true;
}

struct data_stmt *data_prepare(struct data *d, const char *sql, bool evidence, struct err *e)
{
	sqlite3_stmt *s = guard_prepare(d, sql, evidence, e);
	struct data_stmt *q;

	if (s == NULL)
		return NULL;
	q = mem_zalloc(sizeof *q);
	q->d = d;
	q->s = s;
	q->arena = arena_new();
	q->row = arena_new();
	q->n = (size_t)sqlite3_column_count(s);
	q->columns = arena_alloc(q->arena, q->n * sizeof *q->columns);
	q->visible = arena_alloc(q->arena, q->n * sizeof *q->visible);
	q->values = arena_alloc(q->arena, q->n * sizeof *q->values);
	q->again = arena_alloc(q->arena, q->n * sizeof *q->again);
	q->bound = arena_alloc(q->arena, (size_t)sqlite3_bind_parameter_count(s) + 1);
	if (!describe(q))
		err_set(e, "the query has only cites columns: select the value that they belong to");
	else if (check_names(q, e) && prepare_again(q, e))
		return q;
	data_stmt_drop(q);
	return NULL;
}

void data_stmt_drop(struct data_stmt *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < q->n; i++)
		sqlite3_finalize(q->again[i]);
	sqlite3_finalize(q->s);
	arena_drop(q->row);
	arena_drop(q->arena);
	free(q);
}

/* ---- parameters */

/* 1-based, 0: no such parameter */
static int parameter(struct data_stmt *q, const char *name, struct err *e)
{
	int n = sqlite3_bind_parameter_count(q->s);
	const char **all = arena_alloc(q->arena, (size_t)(n + 1) * sizeof *all);
	struct buf b = {0};
	size_t named = 0;

	for (int i = 1; i <= n; i++) {
		const char *p = sqlite3_bind_parameter_name(q->s, i);
		if (p != NULL && strcmp(p + 1, name) == 0) {
			q->bound[i - 1] = true;
			return i;
		}
		if (p != NULL)
			all[named++] = p + 1;
	}
	str_suggest(&b, name, all, named);
	err_set(e, "the query has no parameter ':%s'%s", name, b.p);
	buf_drop(&b);
	return 0;
}

bool data_bind_text(struct data_stmt *q, const char *name, const char *text, struct err *e)
{
	int i = parameter(q, name, e);
	return i > 0 && (sqlite3_bind_text(q->s, i, text, -1, SQLITE_TRANSIENT) == SQLITE_OK || db_fail(q->d->db, e));
}

bool data_bind_int(struct data_stmt *q, const char *name, long long v, struct err *e)
{
	int i = parameter(q, name, e);
	return i > 0 && (sqlite3_bind_int64(q->s, i, v) == SQLITE_OK || db_fail(q->d->db, e));
}

bool data_bind_null(struct data_stmt *q, const char *name, struct err *e)
{
	int i = parameter(q, name, e);
	return i > 0 && (sqlite3_bind_null(q->s, i) == SQLITE_OK || db_fail(q->d->db, e));
}

static bool all_bound(struct data_stmt *q, struct err *e)
{
	for (int i = 1; i <= sqlite3_bind_parameter_count(q->s); i++) {
		const char *p = sqlite3_bind_parameter_name(q->s, i);
		if (p == NULL)
			return err_set(e, "a parameter needs a name: write :name in place of ?");
		if (!q->bound[i - 1])
			return err_set(e, "parameter ':%s' has no value", p + 1);
	}
	return true;
}

bool data_bound(struct data_stmt *q, struct err *e) { return all_bound(q, e); }

/* ---- rows */

static bool same_value(sqlite3_stmt *a, int i, sqlite3_stmt *b, int j)
{
	int type = sqlite3_column_type(a, i);

	if (type != sqlite3_column_type(b, j))
		return false;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(a, i) == sqlite3_column_int64(b, j);
	if (type == SQLITE_FLOAT) {
		double x = sqlite3_column_double(a, i), y = sqlite3_column_double(b, j);
		return memcmp(&x, &y, sizeof x) == 0;
	}
	if (type == SQLITE_NULL)
		return true;
	/* the pointer first: asking for it settles the length */
	const void *p = sqlite3_column_blob(a, i), *o = sqlite3_column_blob(b, j);
	int n = sqlite3_column_bytes(a, i);
	return n == sqlite3_column_bytes(b, j) && (n == 0 || memcmp(p, o, (size_t)n) == 0);
}

static const char *key_text(struct data_stmt *q, size_t k)
{
	return (const char *)sqlite3_column_text(q->s, (int)k);
}

/* reads the cells of key column k again and compares */
static bool verify_key(struct data_stmt *q, size_t k, struct err *e)
{
	sqlite3_stmt *again = q->again[k];
	const char *key = key_text(q, k);
	bool found, ok = true;
	int at = 0;

	if (key == NULL)
		return true;                 /* the outer side of a join: its values have no key */
	db_bind(again, 1, key);
	found = sqlite3_step(again) == SQLITE_ROW;
	for (size_t i = 0; ok && i < q->n; i++) {
		const struct column *c = &q->columns[i];
		if (c->key != k)
			continue;
		if (!found || !same_value(q->s, (int)i, again, at))
			ok = err_set(e, "query column '%s' says it is %s.%s of '%s', but that cell holds another value",
			    c->name, c->table, c->origin, key);
		at++;
	}
	sqlite3_reset(again);
	return ok;
}

/* what cites() answers, under a name that is not one of cites */
static bool is_stray(struct data_stmt *q, const struct column *c, const struct data_value *v)
{
	struct cites cited;

	return c->table == NULL && v->kind == DATA_TEXT && strchr(v->text, '\037') != NULL && cites_parse(v->text, q->row, &cited);
}

static bool read_value(struct data_stmt *q, size_t i, struct data_value *v, struct err *e)
{
	const struct column *c = &q->columns[i];

	*v = (struct data_value){.format = c->format};
	switch (sqlite3_column_type(q->s, (int)i)) {
	case SQLITE_INTEGER:
		v->kind = DATA_INT;
		v->i = sqlite3_column_int64(q->s, (int)i);
		break;
	case SQLITE_FLOAT:
		v->kind = DATA_REAL;
		v->r = sqlite3_column_double(q->s, (int)i);
		break;
	case SQLITE_TEXT:
		v->kind = DATA_TEXT;
		break;
	case SQLITE_BLOB:
		return err_set(e, "query column '%s' is a blob: it cannot be printed", c->name);
	}
	if (v->kind != DATA_NULL)
		v->text = (const char *)sqlite3_column_text(q->s, (int)i);
	if (v->text != NULL && strlen(v->text) != (size_t)sqlite3_column_bytes(q->s, (int)i))
		return err_set(e, "query column '%s' has a NUL byte", c->name);
	if (v->kind == DATA_TEXT && !utf8_valid(v->text, strlen(v->text), NULL))
		return err_set(e, "query column '%s' holds bytes that are not UTF-8: correct the dataset", c->name);
	if (is_stray(q, c, v))
		return misnamed(q, i, e);
	if (c->key != NO_COLUMN && key_text(q, c->key) != NULL) {
		v->table = c->table;
		v->column = c->origin;
		v->key = key_text(q, c->key);
	}
	return true;
}

/* the least or greatest of dates is a date */
static enum data_format derived_format(struct data *d, const struct cites *c)
{
	const char *table = c->n > 0 ? data_table_of(d, c->ids[0]) : NULL;
	int t = table == NULL ? SCHEMA_NONE : schema_find(&d->schema, table);
	int column = t < 0 || (strcmp(c->op, "min") != 0 && strcmp(c->op, "max") != 0) ? SCHEMA_NONE :
	    schema_column(&d->schema.tables[t], c->field);

	return column < 0 ? DATA_PLAIN : d->schema.tables[t].columns[column].format;
}

static bool read_cites(struct data_stmt *q, const struct column *c, struct data_value *v, struct err *e)
{
	const char *text = (const char *)sqlite3_column_text(q->s, (int)c->cites);
	struct cites cited;

	if (text == NULL || !cites_parse(text, q->row, &cited))
		return err_set(e, "query column '%s' is not what cites() gives", q->columns[c->cites].name);
	if (data_has_table(q->d, "registry") && !cites_check(q->d, &cited, v, c->name, e))
		return false;
	v->cites = cited.ids;
	v->n_cites = cited.n;
	v->op = cited.op;
	v->field = cited.field;
	v->format = derived_format(q->d, &cited);
	return true;
}

static bool read_row(struct data_stmt *q, struct err *e)
{
	arena_drop(q->row);
	q->row = arena_new();
	for (size_t k = 0; k < q->n; k++)
		if (q->again[k] != NULL && !verify_key(q, k, e))
			return false;
	for (size_t i = 0; i < q->n_visible; i++) {
		const struct column *c = &q->columns[q->visible[i]];
		if (!read_value(q, q->visible[i], &q->values[i], e))
			return false;
		if (c->cites != NO_COLUMN && !read_cites(q, c, &q->values[i], e))
			return false;
	}
	return true;
}

int data_step(struct data_stmt *q, struct err *e)
{
	int rc;

	if (q->failed)
		return -1;
	q->failed = !q->stepped && !all_bound(q, e);
	q->stepped = true;
	if (q->failed)
		return -1;
	rc = sqlite3_step(q->s);
	if (rc == SQLITE_DONE)
		return 0;
	if (rc == SQLITE_ROW && read_row(q, e))
		return 1;
	if (rc != SQLITE_ROW)
		db_fail(q->d->db, e);
	q->failed = true;
	return -1;
}

size_t data_columns(const struct data_stmt *q) { return q->n_visible; }
const char *data_column_name(const struct data_stmt *q, size_t i) { return q->columns[q->visible[i]].name; }
const char *data_column_lacks(const struct data_stmt *q, size_t i) { return q->columns[q->visible[i]].lacks; }
const struct data_value *data_column(const struct data_stmt *q, size_t i) { return &q->values[i]; }
