/* project.c: the one place that decides what a level sees.
 *
 *   load every row ─ replace restricted cells ─ drop rows above the level or withheld ─ drop what refers to them, until
 *   nothing changes ─ write what is left into a new database with the same schema
 *
 * A reference is a foreign key, a {row-id.column} in prose, or a claim's value that is a row's id. A restricted reference counts
 * as its substitute. What refers to a row that is not there (any more) is dropped too.
 * A restriction must outlive the projection while its field is visible, or a second projection (public from a meeting copy) would
 * not know of it: it stays, at the new level, without its reason. */
#include "data/project.h"

#include <stdlib.h>
#include <string.h>

const struct schema_table *project_table(const struct projection *p, const struct row *r) { return &p->s->tables[r->table]; }

static const char *text_at(const struct row *r, int column)
{
	return column < 0 || r->cells[column].type != SQLITE_TEXT ? NULL : r->cells[column].p;
}

const char *project_text(const struct projection *p, const struct row *r, const char *column)
{
	return text_at(r, schema_column(project_table(p, r), column));
}

/* ---- load */

static struct cell read_cell(struct arena *a, sqlite3_stmt *q, int i)
{
	struct cell c = {.type = sqlite3_column_type(q, i)};

	if (c.type == SQLITE_INTEGER)
		c.i = sqlite3_column_int64(q, i);
	else if (c.type == SQLITE_FLOAT)
		c.r = sqlite3_column_double(q, i);
	else if (c.type != SQLITE_NULL) {
		const char *s = sqlite3_column_blob(q, i);
		c.n = (size_t)sqlite3_column_bytes(q, i);
		c.p = arena_strndup(a, s == NULL ? "" : s, c.n);
	}
	return c;
}

static bool add_row(struct projection *p, size_t table, sqlite3_stmt *q)
{
	const struct schema_table *t = &p->s->tables[table];
	struct row r = {.table = table, .cells = arena_alloc(p->a, t->n * sizeof(struct cell))};
	const char *id;

	for (size_t c = 0; c < t->n; c++)
		r.cells[c] = read_cell(p->a, q, (int)c);
	id = text_at(&r, t->id);
	if (id == NULL || !data_level_parse(text_at(&r, t->level), &r.level))
		return err_set(p->e, "table '%s': a row has no id or no level", t->name);
	p->rows = grow_array(p->rows, &p->cap, p->n + 1, sizeof *p->rows);
	p->rows[p->n] = r;
	return ids_add(&p->ids, id, p->n++) == IDS_NONE || err_set(p->e, "table '%s': id '%s' is there twice", t->name, id);
}

static bool is_registry(const struct schema_table *t) { return sqlite3_stricmp(t->name, "registry") == 0; }

static bool load(struct projection *p)
{
	for (size_t i = 0; i < p->s->n; i++) {
		const struct schema_table *t = &p->s->tables[i];
		sqlite3_stmt *q;
		bool ok = true;
		if (t->view || is_registry(t))
			continue;
		if (t->id < 0 || t->level < 0)
			return err_set(p->e, "table '%s' has no column '%s', so its rows have no level", t->name, t->id < 0 ? "id" : "level");
		q = db_reader(p->d->db, t, p->e);
		while (ok && q != NULL && sqlite3_step(q) == SQLITE_ROW)
			ok = add_row(p, i, q);
		if (q == NULL || sqlite3_finalize(q) != SQLITE_OK || !ok)
			return ok ? db_fail(p->d->db, p->e) : false;
	}
	return true;
}

/* ---- restricted cells */

static void set_text(struct cell *c, const char *s)
{
	*c = (struct cell){.type = s == NULL ? SQLITE_NULL : SQLITE_TEXT, .p = s, .n = s == NULL ? 0 : strlen(s)};
}

/* start_lo and start_hi would tell the date that start_e no longer does */
static void set_bounds(struct projection *p, struct row *r, int column)
{
	const struct schema_column *c = &project_table(p, r)->columns[column];
	const char *s = text_at(r, column);
	struct data_edtf date;
	bool known = s != NULL && data_edtf_parse(s, &p->d->fuzz, &date);

	if (c->lo >= 0)
		set_text(&r->cells[c->lo], known ? arena_strdup(p->a, date.lo) : NULL);
	if (c->hi >= 0)
		set_text(&r->cells[c->hi], known ? arena_strdup(p->a, date.hi) : NULL);
}

static bool hide(struct projection *p, const struct row *restriction)
{
	const char *ref = project_text(p, restriction, "ref"), *field = project_text(p, restriction, "field");
	const char *substitute = project_text(p, restriction, "substitute"), *needs = project_text(p, restriction, "needs");
	size_t row = ref == NULL ? IDS_NONE : ids_get(&p->ids, ref);
	int column = row == IDS_NONE || field == NULL ? SCHEMA_NONE : schema_column(project_table(p, &p->rows[row]), field);
	enum data_level level;

	if (column < 0 || !data_level_parse(needs, &level))
		return err_set(p->e, "restriction '%s' names no column of a row, or no level",
		    text_at(restriction, project_table(p, restriction)->id));
	if (strcmp(project_table(p, &p->rows[row])->name, "restriction") == 0 || strcmp(project_table(p, &p->rows[row])->name, "meta") == 0)
		return err_set(p->e, "restriction '%s': a row of '%s' cannot be restricted, only raised to a higher level",
		    text_at(restriction, project_table(p, restriction)->id), project_table(p, &p->rows[row])->name);
	if (column == project_table(p, &p->rows[row])->id || column == project_table(p, &p->rows[row])->level)
		return err_set(p->e, "restriction '%s': '%s' cannot be restricted, a row has it for good",
		    text_at(restriction, project_table(p, restriction)->id), field);
	if (p->to >= level)
		return true;
	p->hidden = grow_array(p->hidden, &p->cap_hidden, p->n_hidden + 1, sizeof *p->hidden);
	p->hidden[p->n_hidden++] = (struct hidden){row, column, substitute == NULL};
	set_text(&p->rows[row].cells[column], substitute);
	set_bounds(p, &p->rows[row], column);
	return true;
}

static int by_cell(const void *a, const void *b)
{
	const struct hidden *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column - y->column;
}

static const struct hidden *hidden_at(const struct projection *p, size_t row, int column)
{
	struct hidden key = {row, column, false};

	if (p->n_hidden == 0)
		return NULL;
	return bsearch(&key, p->hidden, p->n_hidden, sizeof key, by_cell);
}

static bool hide_all(struct projection *p)
{
	int table = schema_find(p->s, "restriction");

	for (size_t i = 0; table >= 0 && i < p->n; i++)
		if (p->rows[i].table == (size_t)table && !hide(p, &p->rows[i]))
			return false;
	if (p->n_hidden > 0)
		qsort(p->hidden, p->n_hidden, sizeof *p->hidden, by_cell);
	return true;
}

/* ---- who goes */

void project_drop(struct projection *p, size_t row)
{
	if (p->rows[row].dropped)
		return;
	p->rows[row].dropped = true;
	p->queue = grow_array(p->queue, &p->cap_queue, p->n_queue + 1, sizeof *p->queue);
	p->queue[p->n_queue++] = row;
}

static void refer(struct projection *p, size_t from, const char *id)
{
	size_t to = ids_get(&p->ids, id);

	if (to == IDS_NONE) {
		project_drop(p, from);
		return;
	}
	p->links = grow_array(p->links, &p->cap_links, p->n_links + 1, sizeof *p->links);
	p->links[p->n_links++] = (struct link){from, p->rows[to].referrers};
	p->rows[to].referrers = p->n_links;
}

static void refer_prose(struct projection *p, size_t from, const char *text)
{
	struct prose_ref ref;

	while (prose_next(&text, &ref)) {
		size_t to = ids_get(&p->ids, ref.id);
		const struct hidden *h;
		if (to == IDS_NONE)
			continue;            /* a path of the report's */
		h = hidden_at(p, to, schema_column(project_table(p, &p->rows[to]), ref.column));
		if (h != NULL && h->empty)
			project_drop(p, from);
		refer(p, from, ref.id);
	}
}

static void refer_claim(struct projection *p, size_t claim)
{
	const struct row *r = &p->rows[claim];
	const char *ref = project_text(p, r, "ref"), *field = project_text(p, r, "field"), *value = project_text(p, r, "value");
	size_t row = ref == NULL ? IDS_NONE : ids_get(&p->ids, ref);

	if (row != IDS_NONE && field != NULL && hidden_at(p, row, schema_column(project_table(p, &p->rows[row]), field)) != NULL)
		project_drop(p, claim);
	if (value != NULL && ids_get(&p->ids, value) != IDS_NONE)
		refer(p, claim, value);
}

void project_empty(struct projection *p, struct row *r, int column)
{
	set_text(&r->cells[column], NULL);
	set_bounds(p, r, column);
}

/* true while the field is visible below and must stay restricted there */
static bool restriction_stays(const struct projection *p, const struct row *r)
{
	enum data_level needs;

	return strcmp(project_table(p, r)->name, "restriction") == 0 && data_level_parse(project_text(p, r, "needs"), &needs) && needs <= p->to;
}

static void follow(struct projection *p, size_t i)
{
	const struct schema_table *t = project_table(p, &p->rows[i]);

	for (size_t c = 0; c < t->n; c++) {
		const char *s = text_at(&p->rows[i], (int)c);
		if (s != NULL && t->columns[c].ref != SCHEMA_NONE)
			refer(p, i, s);
		if (s != NULL && t->columns[c].format == DATA_PROSE)
			refer_prose(p, i, s);
	}
	if (strcmp(t->name, "claim") == 0)
		refer_claim(p, i);
	if (p->rows[i].level > p->to && !restriction_stays(p, &p->rows[i]))
		project_drop(p, i);
}

void project_settle(struct projection *p)
{
	while (p->n_queue > 0) {
		size_t row = p->queue[--p->n_queue];
		for (size_t l = p->rows[row].referrers; l != 0; l = p->links[l - 1].next)
			project_drop(p, p->links[l - 1].from);
	}
}

/* ---- write */

/* A restriction that stays says what is restricted, not why. */
static void blank_restriction(const struct projection *p, struct row *r)
{
	static const char *const said[] = {"id", "ref", "field", "needs", "mode", "substitute"};
	const struct schema_table *t = project_table(p, r);

	for (size_t c = 0; c < t->n; c++) {
		bool keep = false;
		for (size_t k = 0; k < COUNT_OF(said); k++)
			keep = keep || strcmp(t->columns[c].name, said[k]) == 0;
		if (!keep)
			set_text(&r->cells[c], t->columns[c].not_null ? "" : NULL);
	}
	set_text(&r->cells[t->level], data_level_names[p->to]);
}

static bool adjust(struct projection *p)
{
	size_t level = ids_get(&p->ids, "level");
	int value = schema_column(&p->s->tables[schema_find(p->s, "meta")], "value");

	/* a generated column answers queries, but no row has it */
	if (value < 0)
		return err_set(p->e, "table 'meta' has no column 'value' of its own: the level could not be written");

	for (size_t i = 0; i < p->n; i++)
		if (!p->rows[i].dropped && p->rows[i].level > p->to)
			blank_restriction(p, &p->rows[i]);
	if (level != IDS_NONE && strcmp(project_table(p, &p->rows[level])->name, "meta") == 0) {
		const struct schema_table *t = project_table(p, &p->rows[level]);
		p->rows[level].dropped = false;
		set_text(&p->rows[level].cells[value], data_level_names[p->to]);
		if (p->rows[level].level > p->to)
			set_text(&p->rows[level].cells[t->level], data_level_names[p->to]);
	}
	return true;
}

/* One object. The text comes out of the file: SQLite has read its first statement only, and what else stands there must not run. */
static bool create(struct data *to, const char *sql, struct err *e)
{
	sqlite3_stmt *s = NULL;
	const char *tail = "";
	bool ok = sqlite3_strnicmp(sql, "CREATE", 6) == 0 && sqlite3_prepare_v2(to->db, sql, -1, &s, &tail) == SQLITE_OK && *tail == '\0';

	if (!ok)
		err_set(e, "the schema is damaged: '%.60s' is not one CREATE statement; get an intact copy", db_one_line(to->arena, sql));
	ok = ok && (sqlite3_step(s) == SQLITE_DONE || db_fail(to->db, e));
	sqlite3_finalize(s);
	return ok;
}

/* tables in their order, so that the bytes do not depend on the source's history */
static bool copy_schema(struct data *from, struct data *to, bool tables, struct err *e)
{
	sqlite3_stmt *q = db_prepare(from->db, e, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlar'"
	    " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND (type = 'table') = %d ORDER BY rowid", tables);
	bool ok = q != NULL;

	while (ok && sqlite3_step(q) == SQLITE_ROW)
		ok = create(to, (const char *)sqlite3_column_text(q, 0), e);
	sqlite3_finalize(q);
	return ok;
}

static void bind_cell(sqlite3_stmt *s, int i, const struct cell *c)
{
	if (c->type == SQLITE_INTEGER)
		sqlite3_bind_int64(s, i, c->i);
	else if (c->type == SQLITE_FLOAT)
		sqlite3_bind_double(s, i, c->r);
	else if (c->type == SQLITE_TEXT)
		sqlite3_bind_text(s, i, c->p, (int)c->n, SQLITE_STATIC);
	else if (c->type == SQLITE_BLOB)
		sqlite3_bind_blob(s, i, c->p, (int)c->n, SQLITE_STATIC);
	else
		sqlite3_bind_null(s, i);
}

/* Tables of which a row was changed. A trial writes these alone: the others are as they were when their rules were held against them. */
static bool *changed_tables(const struct projection *p)
{
	bool *changed = arena_alloc(p->a, (p->s->n + 1) * sizeof *changed);

	for (size_t i = 0; i < p->s->n; i++)
		changed[i] = !p->checked || strcmp(p->s->names[i], "restriction") == 0 || strcmp(p->s->names[i], "meta") == 0;
	for (size_t i = 0; i < p->n_hidden; i++)
		changed[p->rows[p->hidden[i].row].table] = true;
	for (size_t i = 0; i < p->n; i++)
		if (p->rows[i].blanked)
			changed[p->rows[i].table] = true;
	return changed;
}

static bool write_rows(struct projection *p, struct data *to)
{
	const bool *changed = changed_tables(p);
	sqlite3_stmt *s = NULL;
	size_t table = SIZE_MAX;
	bool ok = true;

	for (size_t i = 0; ok && i < p->n; i++) {
		const struct row *r = &p->rows[i];
		const struct schema_table *t = project_table(p, r);
		if (r->dropped || !changed[r->table])
			continue;
		if (r->table != table) {
			sqlite3_finalize(s);
			s = db_inserter(to->db, t, p->e);
			table = r->table;
		}
		for (size_t c = 0; s != NULL && c < t->n; c++)
			bind_cell(s, (int)c + 1, &r->cells[c]);
		ok = s != NULL && sqlite3_step(s) == SQLITE_DONE;
		if (s != NULL && !ok)
			err_set(p->e, "table '%s', row '%s': what is left of it breaks a rule of the table (%s): correct its restriction",
			    t->name, text_at(r, t->id), db_one_line(p->a, sqlite3_errmsg(to->db)));
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	return ok;
}

static bool write_registry(struct projection *p, struct data *to)
{
	struct ids_slot *kept = arena_alloc(p->a, (p->n + 1) * sizeof *kept);
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (!p->rows[i].dropped)
			kept[n++] = (struct ids_slot){text_at(&p->rows[i], project_table(p, &p->rows[i])->id), p->rows[i].table};
	return ids_write(to->db, p->s, kept, n, p->e);
}

static bool project(struct projection *p, const char *const *withheld, size_t n, struct data *to)
{
	if (!load(p) || !hide_all(p))
		return false;
	for (size_t i = 0; i < p->n; i++)
		follow(p, i);
	project_settle(p);
	if (!project_withhold(p, withheld, n) || !adjust(p))
		return false;
	/* the rows come from tables with the same rules; an IN list costs more than its row */
	if (!p->checked && !db_exec(to->db, "PRAGMA ignore_check_constraints=on", p->e))
		return false;
	return db_exec(to->db, "BEGIN", p->e) && copy_schema(p->d, to, true, p->e) && write_rows(p, to) &&
	    (p->checked || write_registry(p, to)) && copy_schema(p->d, to, false, p->e) && db_exec(to->db, "COMMIT", p->e) && data_ready(to, p->e);
}

static struct data *copy_unlevelled(struct data *d, size_t n_withheld, struct err *e)
{
	struct data *to;

	if (n_withheld > 0) {
		err_set(e, "this dataset has no levels, so nothing can be withheld from it");
		return NULL;
	}
	to = data_new(e);
	if (to != NULL && db_copy(d->db, to->db, e) && db_exec(to->db, "DROP TABLE IF EXISTS sqlar", e) && data_ready(to, e))
		return to;
	data_drop(to);
	return NULL;
}

struct data *data_project(struct data *d, enum data_level level, const char *const *withheld, size_t n_withheld, struct err *e)
{
	return project_to(d, level, false, withheld, n_withheld, e);
}

struct data *project_consent(struct data *d, struct err *e)
{
	struct data *to;

	if (!data_has_withdrawn(d))
		return d;
	to = project_to(d, d->level, false, NULL, 0, e);
	data_drop(d);
	return to;
}

static struct data *make(struct data *d, struct projection p, const char *const *withheld, size_t n_withheld)
{
	struct data *to;
	struct err *e = p.e;
	enum data_level level = p.to;
	bool ok;

	if (level > d->level) {
		err_set(e, "the dataset is of level '%s' and does not hold what '%s' sees: ask for '%s' or take a file of level '%s'",
		    data_level_name(d->level), data_level_name(level), data_level_name(d->level), data_level_name(level));
		return NULL;
	}
	p.a = arena_new();
	to = data_new(e);
	ok = to != NULL && project(&p, withheld, n_withheld, to);
	free(p.rows);
	free(p.links);
	free(p.hidden);
	free(p.queue);
	ids_drop(&p.ids);
	arena_drop(p.a);
	if (ok) {
		to->left = p.left;
		return to;
	}
	data_drop(to);
	return NULL;
}

struct data *project_to(struct data *d, enum data_level level, bool checked, const char *const *withheld, size_t n_withheld,
    struct err *e)
{
	if (d->level == DATA_UNLEVELLED)
		return copy_unlevelled(d, n_withheld, e);
	return make(d, (struct projection){.d = d, .s = &d->schema, .to = level, .checked = checked, .e = e}, withheld, n_withheld);
}

struct data *project_level(struct data *d, enum data_level level, struct err *e)
{
	return make(d, (struct projection){.d = d, .s = &d->schema, .to = level, .everybody = true, .e = e}, NULL, 0);
}
