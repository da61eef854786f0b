/* schema.c: tables, columns and references of a database, as SQLite tells them. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

enum data_format schema_format(const char *type)
{
	if (type == NULL)
		return DATA_PLAIN;
	if (sqlite3_strnicmp(type, "EDTF", 4) == 0)
		return DATA_EDTF;
	return sqlite3_strnicmp(type, "PROSE", 5) == 0 ? DATA_PROSE : DATA_PLAIN;
}

int schema_find(const struct schema *s, const char *table)
{
	for (size_t i = 0; i < s->n; i++)
		if (sqlite3_stricmp(s->tables[i].name, table) == 0)
			return (int)i;
	return SCHEMA_NONE;
}

int schema_column(const struct schema_table *t, const char *column)
{
	for (size_t i = 0; i < t->n; i++)
		if (sqlite3_stricmp(t->columns[i].name, column) == 0)
			return (int)i;
	return SCHEMA_NONE;
}

const char *const *schema_column_names(const struct schema_table *t, struct arena *a)
{
	const char **names = arena_alloc(a, (t->n + 1) * sizeof *names);

	for (size_t i = 0; i < t->n; i++)
		names[i] = t->columns[i].name;
	return names;
}

static const char *text(struct arena *a, sqlite3_stmt *q, int i)
{
	const char *s = (const char *)sqlite3_column_text(q, i);
	return s == NULL ? NULL : arena_strdup(a, s);
}

struct loading {
	struct schema *s;
	struct arena *a;
	struct schema_column *columns;        /* owned while loading: all tables' in turn */
	size_t n, cap, cap_tables;
};

static void load_column(struct loading *l, sqlite3_stmt *q)
{
	const char *table = (const char *)sqlite3_column_text(q, 0);
	struct schema *s = l->s;
	struct schema_column *c;

	if (s->n == 0 || strcmp(s->tables[s->n - 1].name, table) != 0) {
		s->tables = grow_array(s->tables, &l->cap_tables, s->n + 1, sizeof *s->tables);
		s->tables[s->n++] = (struct schema_table){.name = text(l->a, q, 0), .view = sqlite3_column_int(q, 1) != 0};
	}
	l->columns = grow_array(l->columns, &l->cap, l->n + 1, sizeof *l->columns);
	c = &l->columns[l->n++];
	*c = (struct schema_column){.name = text(l->a, q, 2), .type = text(l->a, q, 3), .fallback = text(l->a, q, 5),
	    .not_null = sqlite3_column_int(q, 4) != 0, .ref = SCHEMA_NONE, .lo = SCHEMA_NONE, .hi = SCHEMA_NONE};
	c->format = schema_format(c->type);
	s->tables[s->n - 1].n++;
}

/* start_e has start_lo and start_hi where the table has such columns. */
static void pair_bounds(struct schema_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct schema_column *c = &t->columns[i];
		char name[80];
		if (c->format != DATA_EDTF || !str_ends(c->name, "_e") || strlen(c->name) > 64)
			continue;
		snprintf(name, sizeof name, "%.*s_lo", (int)strlen(c->name) - 2, c->name);
		c->lo = schema_column(t, name);
		snprintf(name, sizeof name, "%.*s_hi", (int)strlen(c->name) - 2, c->name);
		c->hi = schema_column(t, name);
		if (c->lo >= 0)
			t->columns[c->lo].computed = true;
		if (c->hi >= 0)
			t->columns[c->hi].computed = true;
	}
}

static void settle(struct loading *l)
{
	struct schema *s = l->s;
	struct schema_column *next = arena_alloc(l->a, (l->n + 1) * sizeof *next);
	struct schema_table *tables = arena_alloc(l->a, (s->n + 1) * sizeof *tables);

	if (l->n > 0)
		memcpy(next, l->columns, l->n * sizeof *next);
	if (s->n > 0)
		memcpy(tables, s->tables, s->n * sizeof *tables);
	free(l->columns);
	free(s->tables);
	s->tables = tables;
	s->names = arena_alloc(l->a, (s->n + 1) * sizeof *s->names);
	for (size_t i = 0; i < s->n; i++) {
		struct schema_table *t = &tables[i];
		t->columns = next;
		next += t->n;
		t->id = schema_column(t, "id");
		t->level = schema_column(t, "level");
		s->names[i] = t->name;
		pair_bounds(t);
	}
}

static void load_reference(struct schema *s, sqlite3_stmt *q)
{
	int t = schema_find(s, (const char *)sqlite3_column_text(q, 0));
	int c = t < 0 ? SCHEMA_NONE : schema_column(&s->tables[t], (const char *)sqlite3_column_text(q, 1));
	const char *to = (const char *)sqlite3_column_text(q, 2);

	if (c >= 0)
		s->tables[t].columns[c].ref = strcmp(to, "registry") == 0 ? SCHEMA_ANY : schema_find(s, to);
}

#define OUR_TABLES "m.type IN('table','view') AND m.name <> 'sqlar' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"

bool schema_load(sqlite3 *db, struct arena *a, struct schema *s, struct err *e)
{
	struct loading l = {.s = s, .a = a};
	sqlite3_stmt *q;

	*s = (struct schema){0};
	q = db_prepare(db, e, "%s", "SELECT m.name, m.type = 'view', c.name, c.type, c.\"notnull\", c.dflt_value"
	    " FROM sqlite_schema m, pragma_table_info(m.name) c WHERE " OUR_TABLES " ORDER BY m.name, c.cid");
	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		load_column(&l, q);
	settle(&l);
	if (q == NULL || sqlite3_finalize(q) != SQLITE_OK)
		return db_fail(db, e);
	q = db_prepare(db, e, "%s", "SELECT m.name, f.\"from\", f.\"table\""
	    " FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'");
	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		load_reference(s, q);
	return (q != NULL && sqlite3_finalize(q) == SQLITE_OK) || db_fail(db, e);
}

size_t schema_words(struct arena *a, const char *rule, const char *column, const char **words, size_t max)
{
	size_t n = 0, len = strlen(column);
	const char *p, *close;

	if (strncmp(rule, column, len) != 0 || strncmp(rule + len, " IN", 3) != 0)
		return 0;
	close = strchr(rule, ')');
	for (p = strchr(rule, '\''); p != NULL && (close == NULL || p < close) && n < max; p = strchr(p, '\'')) {
		const char *end = strchr(p + 1, '\'');
		if (end == NULL)
			break;
		words[n++] = arena_strndup(a, p + 1, (size_t)(end - p - 1));
		p = end + 1;
	}
	return n;
}

size_t schema_words_of(struct arena *a, const char *table, const char *column, const char **words, size_t max)
{
	const char *from = strstr(data_schema_sql, arena_printf(a, "CREATE TABLE %s(", table));
	const char *check = from != NULL ? strstr(from, arena_printf(a, "CHECK(%s IN(", column)) : NULL;

	return check != NULL ? schema_words(a, check + strlen("CHECK("), column, words, max) : 0;
}

const char *const *data_schema_columns(const char *table, struct arena *a, size_t *n)
{
	struct err ignored = {0};
	struct data *d = data_new(&ignored);
	struct schema s = {0};
	const char **names = NULL;
	int t;

	*n = 0;
	if (d == NULL || !db_exec(d->db, data_schema_sql, &ignored) || !schema_load(d->db, a, &s, &ignored) || (t = schema_find(&s, table)) < 0) {
		data_drop(d);
		return NULL;
	}
	names = arena_alloc(a, (s.tables[t].n + 1) * sizeof *names);
	for (size_t c = 0; c < s.tables[t].n; c++)
		if (!s.tables[t].columns[c].computed)
			names[(*n)++] = s.tables[t].columns[c].name;
	data_drop(d);
	return names;
}
