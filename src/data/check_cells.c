/* check_cells.c: cells against the claims that speak of them, dates against their bounds.
 *
 * Claims are read once, by table, field and row, so that a hundred thousand of them need one pass. */
#include "data/check.h"

#include <string.h>

/* ---- each cell equals the claim to print */

static const char *column(sqlite3_stmt *s, int i)
{
	const char *text = (const char *)sqlite3_column_text(s, i);
	return text != NULL ? text : "";
}

/* the cell as text, NULL when it is empty. A statement that is not reset keeps a cursor, and each open one makes the next dearer. */
static const char *cell_of(struct check_run *r, const char *table, const char *field, const char *ref, struct arena *a, bool *there)
{
	const char *text = NULL;
	sqlite3_stmt *s = db_cached(r->d, r->e, "SELECT \"%w\" FROM \"%w\" WHERE id = ?1", field, table);

	if (s != NULL)
		db_bind(s, 1, ref);
	*there = s != NULL && sqlite3_step(s) == SQLITE_ROW;
	if (*there && sqlite3_column_text(s, 0) != NULL)
		text = arena_strdup(a, (const char *)sqlite3_column_text(s, 0));
	sqlite3_reset(s);
	return text;
}

static void judge(struct check_run *r, const char *ref, const char *field, const char *value, const char *cell, bool preferred)
{
	const struct check_place at = {.ref = ref, .field = field};

	if (!str_eq(cell, value))
		check_found(r, at, "the cell is %s%s%s, %s claim says '%s'", cell != NULL ? "'" : "", cell != NULL ? cell : "empty",
		    cell != NULL ? "'" : "", preferred ? "its preferred" : "its only", value);
}

/* Rows of one cell come together, the preferred claim first. s stands on the first row and is left on the first row of the next cell.
 * While a dispute is open, the cell may be empty. */
static bool judge_cell(struct check_run *r, sqlite3_stmt *s, struct arena *scratch, int *step)
{
	const char *table = arena_strdup(scratch, column(s, 0)), *field = arena_strdup(scratch, column(s, 1));
	const char *ref = arena_strdup(scratch, column(s, 2)), *value = arena_strdup(scratch, column(s, 3)), *cell;
	bool preferred = sqlite3_column_int(s, 4) != 0, undecided = sqlite3_column_int(s, 5) != 0, there, one = true, among;

	cell = cell_of(r, table, field, ref, scratch, &there);
	among = str_eq(cell, value);
	while ((*step = sqlite3_step(s)) == SQLITE_ROW && strcmp(column(s, 2), ref) == 0 && strcmp(column(s, 1), field) == 0) {
		if (preferred && sqlite3_column_int(s, 4) != 0 && strcmp(column(s, 3), value) != 0)
			check_found(r, (struct check_place){.ref = ref, .field = field}, "two preferred claims: '%s' and '%s'", value, column(s, 3));
		one = one && strcmp(column(s, 3), value) == 0;
		among = among || str_eq(cell, column(s, 3));
	}
	if (there && cell == NULL && undecided)
		;
	else if (there && (preferred || one))
		judge(r, ref, field, value, cell, preferred);
	else if (there && cell != NULL && !among)
		check_found(r, (struct check_place){.ref = ref, .field = field}, "the cell is '%s', which none of its claims says", cell);
	return *step == SQLITE_ROW || *step == SQLITE_DONE || db_fail(r->d->db, r->e);
}

bool check_cells_equal(struct check_run *r)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT g.tbl, c.field, c.ref, c.value, c.rank = 'preferred', x.state = 'open' FROM claim c"
	    " JOIN registry g ON g.id = c.ref LEFT JOIN dispute x ON x.id = c.dispute WHERE c.rank <> 'deprecated' ORDER BY c.ref, c.field, c.rank = 'preferred' DESC, c.id");
	int step = s == NULL ? SQLITE_ERROR : sqlite3_step(s);
	bool ok = step == SQLITE_ROW || step == SQLITE_DONE;

	while (ok && step == SQLITE_ROW) {
		struct arena *scratch = arena_new();
		ok = judge_cell(r, s, scratch, &step) && db_time_left(r->e);
		arena_drop(scratch);
	}
	sqlite3_finalize(s);
	return ok;
}

/* ---- what prints has a claim */

/* 'unk' says that nothing is reported */
static bool bare_in(struct check_run *r, const char *table, const char *field)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id FROM \"%w\" t WHERE \"%w\" IS NOT NULL AND \"%w\" <> 'unk'"
	    " AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.ref = t.id AND c.field = '%q' AND c.rank <> 'deprecated')", table, field, field, field);
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW)
		check_found(r, (struct check_place){.ref = column(s, 0), .field = field}, "no claim says so");
	ok = ok && sqlite3_reset(s) == SQLITE_OK;
	sqlite3_finalize(s);
	return ok || db_fail(r->d->db, r->e);
}

/* r->args: the columns that print, "table.column" apart by blanks */
bool check_cells_bare(struct check_run *r)
{
	bool ok = true;

	for (const char *p = r->args; ok && *p != '\0'; p += strspn(p, " ")) {
		size_t dot = strcspn(p, "."), end = strcspn(p, " ");
		const char *table = arena_strndup(r->a, p, dot), *field = arena_strndup(r->a, p + dot + 1, end - dot - 1);
		int t = schema_find(&r->d->schema, table);
		if (t >= 0 && schema_column(&r->d->schema.tables[t], field) >= 0)
			ok = bare_in(r, table, field) && db_time_left(r->e);
		p += end;
	}
	return ok;
}

/* ---- placeholders in prose */

/* A path whose first word has no hyphen may be the name of a report's query. */
static void judge_prose(struct check_run *r, const struct schema_column *c, sqlite3_stmt *s)
{
	const struct check_place at = {.ref = column(s, 0), .field = c->name};
	const char *p = column(s, 1);
	struct prose_ref to;

	while (prose_next(&p, &to)) {
		const char *table = data_table_of(r->d, to.id);
		int i = table == NULL ? SCHEMA_NONE : schema_find(&r->d->schema, table);
		if (i < 0 && strchr(to.id, '-') != NULL)
			check_found(r, at, "{%s.%s} leads nowhere: there is no row '%s'", to.id, to.column, to.id);
		else if (i >= 0 && schema_column(&r->d->schema.tables[i], to.column) < 0)
			check_found(r, at, "{%s.%s} leads nowhere: table '%s' has no column '%s'", to.id, to.column, table, to.column);
	}
}

bool check_prose_rows(struct check_run *r)
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->d->schema.n; i++) {
		const struct schema_table *t = &r->d->schema.tables[i];
		for (size_t c = 0; ok && t->id >= 0 && c < t->n; c++) {
			sqlite3_stmt *s = t->columns[c].format != DATA_PROSE ? NULL : db_prepare(r->d->db, r->e,
			    "SELECT id, \"%w\" FROM \"%w\" WHERE instr(\"%w\", '{') > 0", t->columns[c].name, t->name, t->columns[c].name);
			ok = s != NULL || t->columns[c].format != DATA_PROSE;
			while (s != NULL && sqlite3_step(s) == SQLITE_ROW)
				judge_prose(r, &t->columns[c], s);
			sqlite3_finalize(s);
			ok = ok && db_time_left(r->e);
		}
	}
	return ok;
}

/* ---- dates and their computed bounds */

static void judge_date(struct check_run *r, const struct schema_column *c, sqlite3_stmt *s)
{
	const char *said = (const char *)sqlite3_column_text(s, 1), *lo = (const char *)sqlite3_column_text(s, 2),
	    *hi = (const char *)sqlite3_column_text(s, 3);
	const struct check_place at = {.ref = column(s, 0), .field = c->name};
	struct data_edtf date;

	if (said == NULL ? lo != NULL || hi != NULL : !data_edtf_parse(said, &r->d->fuzz, &date))
		check_found(r, at, said == NULL ? "bounds without a date" : "'%s' is not a date", said);
	else if (said != NULL && (c->lo >= 0 && !str_eq(lo, date.lo)))
		check_found(r, at, "'%s' begins on %s, the stored bound is %s", said, date.lo, lo != NULL ? lo : "empty");
	else if (said != NULL && (c->hi >= 0 && !str_eq(hi, date.hi)))
		check_found(r, at, "'%s' ends on %s, the stored bound is %s", said, date.hi, hi != NULL ? hi : "empty");
}

static bool dates_of(struct check_run *r, const struct schema_table *t, const struct schema_column *c)
{
	sqlite3_stmt *s = db_prepare(r->d->db, r->e, "SELECT id, \"%w\", %s%w%s, %s%w%s FROM \"%w\"", c->name,
	    c->lo >= 0 ? "\"" : "", c->lo >= 0 ? t->columns[c->lo].name : "NULL", c->lo >= 0 ? "\"" : "",
	    c->hi >= 0 ? "\"" : "", c->hi >= 0 ? t->columns[c->hi].name : "NULL", c->hi >= 0 ? "\"" : "", t->name);
	bool ok = s != NULL;

	while (ok && sqlite3_step(s) == SQLITE_ROW)
		judge_date(r, c, s);
	sqlite3_finalize(s);
	return ok;
}

bool check_dates_sound(struct check_run *r)
{
	bool ok = true;

	for (size_t t = 0; ok && t < r->d->schema.n; t++) {
		const struct schema_table *table = &r->d->schema.tables[t];
		for (size_t c = 0; ok && table->id >= 0 && c < table->n; c++)
			if (table->columns[c].format == DATA_EDTF)
				ok = dates_of(r, table, &table->columns[c]) && db_time_left(r->e);
	}
	return ok;
}
