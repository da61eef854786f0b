/* import_check.c: what can be wrong with a row, said with file, line and column. */
#include "data/import.h"

#include <stdlib.h>
#include <string.h>

#define EDTF_ADVICE "write YYYY, YYYY-MM, YYYY-MM-DD, with ? or ~ behind, X for unknown digits, a/b, ../b, a/.. or [a,b]"

static bool check_date(struct import *m, struct import_row *r, size_t c)
{
	const struct schema_column *column = &m->s->tables[r->table].columns[c];
	struct data_edtf date;

	if (!data_edtf_parse(r->cells[c], &m->d->fuzz, &date))
		return import_fail(m, r, (int)c, "'%s' is not a date: " EDTF_ADVICE, r->cells[c]);
	if (column->lo >= 0)
		r->cells[column->lo] = arena_strdup(m->a, date.lo);
	if (column->hi >= 0)
		r->cells[column->hi] = arena_strdup(m->a, date.hi);
	return true;
}

static bool check_id(struct import *m, const struct import_row *r, int c)
{
	if (r->cells[c] == NULL)
		return (m->absent != NULL && m->absent[c]) || import_fail(m, r, c, "must not be empty: every row has an id");
	return ids_well_formed(r->cells[c]) ||
	    import_fail(m, r, c, "'%s' is not an id: use a-z, 0-9 and '-', no '-' in front", r->cells[c]);
}

static bool check_cell(struct import *m, struct import_row *r, size_t c)
{
	const struct schema_column *column = &m->s->tables[r->table].columns[c];
	const char *cell = r->cells[c];
	long long ignored;

	if (cell == NULL)
		return !column->not_null || (m->absent != NULL && m->absent[c]) || import_fail(m, r, (int)c, "must not be empty");
	if (((int)c == m->s->tables[r->table].level || strcmp(column->name, "needs") == 0) && strcmp(cell, "sealed") == 0)
		return import_fail(m, r, (int)c, "sealed data is in no file: leave it out here and keep it where you have it ('attest help levels')");
	if (column->format == DATA_EDTF && !check_date(m, r, c))
		return false;
	if (sqlite3_stricmp(column->type, "INTEGER") == 0 && (*cell == '+' || !str_to_int(cell, &ignored)))
		return import_fail(m, r, (int)c, "'%s' is not a whole number", cell);
	return true;
}

void import_check_cells(struct import *m, struct import_row *r)
{
	const struct schema_table *t = &m->s->tables[r->table];

	for (size_t c = 0; c < t->n; c++)
		if ((int)c == t->id ? !check_id(m, r, t->id) : !check_cell(m, r, c))
			r->bad = true;
	if (r->cells[t->id] == NULL)
		r->bad = true;
}

/* ---- references */

static bool no_row(struct import *m, const struct import_row *r, int c, const char *id, const char *table)
{
	const char **ids, *known;
	struct buf b = {0};
	size_t n = 0;

	if (m->partial || ids_get(&m->lost, id) != IDS_NONE)
		return false;                /* it may be in what could not be read, which was told */
	if (problems_full(m->problems))      /* to look for the nearest name takes long, and nobody would read it */
		return import_fail(m, r, c, "there is no row '%s'", id);
	ids = mem_alloc((m->n + 1) * sizeof *ids);
	for (size_t i = 0; i < m->n; i++) {
		known = m->rows[i].cells[m->s->tables[m->rows[i].table].id];
		if (known != NULL && (table == NULL || strcmp(m->s->names[m->rows[i].table], table) == 0))
			ids[n++] = known;
	}
	str_suggest(&b, id, ids, n);
	import_fail(m, r, c, "there is no row '%s'%s%s%s", id, table == NULL ? "" : " in table ", table == NULL ? "" : table, b.p);
	buf_drop(&b);
	free(ids);
	return false;
}

/* id must be a row of what column refers to */
static bool check_target(struct import *m, const struct import_row *r, int c, const char *id, int ref)
{
	size_t row = ids_get(&m->ids, id);

	if (ref == SCHEMA_ANY)
		return row != IDS_NONE || no_row(m, r, c, id, NULL);
	if (row == IDS_NONE)
		return no_row(m, r, c, id, m->s->names[ref]);
	return m->rows[row].table == ref || import_fail(m, r, c, "'%s' is a row of table '%s', not of '%s'", id,
	    m->s->names[m->rows[row].table], m->s->names[ref]);
}

static bool check_prose(struct import *m, const struct import_row *r, int c)
{
	const char *p = r->cells[c];
	struct prose_ref ref;

	while (prose_next(&p, &ref)) {
		size_t row = ids_get(&m->ids, ref.id);
		const struct schema_table *t = row == IDS_NONE ? NULL : &m->s->tables[m->rows[row].table];
		struct buf b = {0};
		if (t == NULL || schema_column(t, ref.column) >= 0)
			continue;
		str_suggest(&b, ref.column, schema_column_names(t, m->a), t->n);
		import_fail(m, r, c, "{%s.%s}: table '%s' has no column '%s'%s", ref.id, ref.column, t->name, ref.column, b.p);
		buf_drop(&b);
		return false;
	}
	return true;
}

/* the table of the row that ref names, NULL when there is none, which was told */
static const struct schema_table *referred(const struct import *m, const struct import_row *r)
{
	const char *ref = import_cell(m, r, "ref");
	size_t row = ref == NULL ? IDS_NONE : ids_get(&m->ids, ref);

	return row == IDS_NONE ? NULL : &m->s->tables[m->rows[row].table];
}

/* claim and restriction: field is a column of the row that ref names; NULL when it is not */
static const struct schema_column *check_field(struct import *m, const struct import_row *r, const struct schema_table *t)
{
	const char *field = import_cell(m, r, "field");
	int c = schema_column(t, field);
	struct buf b = {0};

	if (c >= 0)
		return &t->columns[c];
	str_suggest(&b, field, schema_column_names(t, m->a), t->n);
	import_fail(m, r, schema_column(&m->s->tables[r->table], "field"), "table '%s' has no column '%s'%s", t->name, field, b.p);
	buf_drop(&b);
	return NULL;
}

static bool check_restriction(struct import *m, const struct import_row *r, const struct schema_table *of)
{
	const struct schema_table *t = &m->s->tables[r->table];
	const struct schema_column *c = check_field(m, r, of);
	const char *substitute = import_cell(m, r, "substitute");
	int at = schema_column(t, "substitute"), field = schema_column(t, "field");
	struct data_edtf date;

	if (c == NULL)
		return false;
	if (strcmp(of->name, "restriction") == 0 || strcmp(of->name, "meta") == 0)
		return import_fail(m, r, schema_column(t, "ref"), "a row of '%s' cannot be restricted, only raised to a higher level", of->name);
	if (strcmp(c->name, "id") == 0 || strcmp(c->name, "level") == 0 || c->computed)
		return import_fail(m, r, field, "'%s' cannot be restricted: raise the level of the row, or restrict its date", c->name);
	if (substitute == NULL)
		return !c->not_null || import_fail(m, r, at, "must not be empty: '%s' always has a value", c->name);
	if (c->format == DATA_EDTF && !data_edtf_parse(substitute, NULL, &date))
		return import_fail(m, r, at, "'%s' is not a date: " EDTF_ADVICE, substitute);
	return c->ref == SCHEMA_NONE || check_target(m, r, at, substitute, c->ref);
}

static bool check_level(struct import *m, const struct import_row *r, enum data_level top)
{
	const struct schema_table *t = &m->s->tables[r->table];
	enum data_level level;

	if (t->level < 0 || !data_level_parse(r->cells[t->level], &level))
		return true;                 /* the table's own CHECK says it better */
	return level <= top || import_fail(m, r, t->level, "'%s' is above the dataset's own level '%s' (meta, row 'level')",
	    data_level_names[level], data_level_names[top]);
}

static bool check_row(struct import *m, const struct import_row *r, enum data_level top)
{
	const struct schema_table *t = &m->s->tables[r->table];
	bool ok = true, claim = strcmp(t->name, "claim") == 0, restriction = strcmp(t->name, "restriction") == 0;
	const struct schema_table *of = claim || restriction ? referred(m, r) : NULL;

	for (size_t c = 0; c < t->n; c++) {
		if (r->cells[c] == NULL)
			continue;
		if (t->columns[c].ref != SCHEMA_NONE)
			ok = check_target(m, r, (int)c, r->cells[c], t->columns[c].ref) && ok;
		if (t->columns[c].format == DATA_PROSE)
			ok = check_prose(m, r, (int)c) && ok;
	}
	if (of != NULL && import_cell(m, r, "field") != NULL)
		ok = (claim ? check_field(m, r, of) != NULL : check_restriction(m, r, of)) && ok;
	return check_level(m, r, top) && ok;
}

/* The level of the dataset stands in meta; without, there is nothing to hold the rows' levels against. */
static bool find_top(struct import *m, enum data_level *top)
{
	size_t row = ids_get(&m->ids, "level");
	const char *said = row == IDS_NONE ? NULL : import_cell(m, &m->rows[row], "value");
	struct err e = {0};

	*top = DATA_EDITORS;
	if (said != NULL && data_level_parse(said, top))
		return true;
	if (said != NULL)
		return import_fail(m, &m->rows[row], schema_column(&m->s->tables[m->rows[row].table], "value"),
		    "'%s' is none of public, meeting, editors", said);
	if (m->partial || ids_get(&m->lost, "level") != IDS_NONE)
		return false;
	err_set(&e, "meta.csv: there is no row 'level' that says what level the dataset is of (public, meeting or editors)");
	return problems_take(m->problems, 0, &e);
}

void import_check_references(struct import *m)
{
	enum data_level top;

	find_top(m, &top);
	for (size_t i = 0; i < m->n; i++)
		if (!m->rows[i].again && !check_row(m, &m->rows[i], top))
			m->rows[i].bad = true;
}

/* ---- SQLite's own constraints */

/* the first column of the row's table that the text names as a word */
static int column_in(const struct schema_table *t, const char *text)
{
	int best = SCHEMA_NONE;
	const char *first = NULL;

	for (size_t c = 0; c < t->n; c++) {
		size_t n = strlen(t->columns[c].name);
		for (const char *at = strstr(text, t->columns[c].name); at != NULL; at = strstr(at + 1, t->columns[c].name)) {
			static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'";
			bool whole = (at == text || strchr(word, at[-1]) == NULL) && (at[n] == '\0' || strchr(word, at[n]) == NULL);
			if (whole && (first == NULL || at < first)) {
				first = at;
				best = (int)c;
			}
		}
	}
	return best;
}

static bool check_failed(struct import *m, const struct import_row *r, const char *rule)
{
	const struct schema_table *t = &m->s->tables[r->table];
	const char *words[64];
	int c = column_in(t, rule);
	size_t n = c < 0 ? 0 : schema_words(m->a, rule, t->columns[c].name, words, COUNT_OF(words));
	struct buf b = {0};

	if (n == 0)
		return import_fail(m, r, c, "'%s' breaks the rule %s", c < 0 || r->cells[c] == NULL ? "" : r->cells[c], rule);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", words[i]);
	str_suggest(&b, r->cells[c], words, n);
	import_fail(m, r, c, "'%s' is none of %s", r->cells[c], b.p);
	buf_drop(&b);
	return false;
}

/* rule: "text.key, text.lang". The other place is an earlier row with the same cells in these columns. */
static bool unique_failed(struct import *m, const struct import_row *r, const char *rule)
{
	const struct schema_table *t = &m->s->tables[r->table];
	size_t row = (size_t)(r - m->rows), other = row;
	bool among[64] = {false}, same = false;
	struct buf b = {0};

	for (size_t c = 0; c < t->n && c < COUNT_OF(among); c++) {
		char *name = arena_printf(m->a, "%s.%s", t->name, t->columns[c].name);
		const char *at = strstr(rule, name);
		among[c] = at != NULL && strchr(", ", at[strlen(name)]) != NULL;
		if (among[c])
			buf_printf(&b, "%s'%s'", b.len > 0 ? " and " : "", t->columns[c].name);
	}
	while (!same && b.len > 0 && !problems_full(m->problems) && other > 0 && m->rows[other - 1].table == r->table) {
		other--;
		same = !m->rows[other].bad && !m->rows[other].again;
		for (size_t c = 0; c < t->n && c < COUNT_OF(among); c++)
			same = same && (!among[c] || str_eq(r->cells[c], m->rows[other].cells[c]));
	}
	if (same)
		import_fail(m, r, column_in(t, rule), "the same %s as %s", b.p, feed_place(m->a, m->rows[other].from, m->rows[other].line));
	else
		import_fail(m, r, column_in(t, rule), "must be unique: %s", rule);
	buf_drop(&b);
	return false;
}

bool import_violation(struct import *m, const struct import_row *r)
{
	int code = sqlite3_extended_errcode(m->d->db);
	const char *said = sqlite3_errmsg(m->d->db), *rule = strstr(said, "failed: ");

	rule = db_one_line(m->a, rule == NULL ? said : rule + strlen("failed: "));
	if (code == SQLITE_CONSTRAINT_CHECK)
		return check_failed(m, r, rule);
	if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
		return unique_failed(m, r, rule);
	if (code == SQLITE_CONSTRAINT_NOTNULL)
		return import_fail(m, r, column_in(&m->s->tables[r->table], strchr(rule, '.') == NULL ? rule : strchr(rule, '.') + 1),
		    "must not be empty");
	return import_fail(m, r, SCHEMA_NONE, "%s", rule);
}
