/* leak.c: proves that a packed database holds nothing of what its projection dropped. It knows both sides and trusts neither:
 *
 *   rows     each row is one of the full dataset, each restricted cell is its substitute, each reference leads to a row
 *   names    no dropped name, of any length, stands as words in a cell, a text or a template
 *   texts    no dropped text of eight characters or more stands in a cell, a template or anywhere in the raw bytes
 *
 * What the level shows and only went with a withheld person is no secret by itself: of that, texts count from the length of a sentence on.
 * Dropped is what the full dataset has in some cell and the packed one has in no cell as a whole. What the bare program, the licences, the
 * help and the vocabulary contain tells nothing. A template may name a row that its level does not have, by its id. */
#include "data/db.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define FINDINGS_MAX 8u              /* shown */
#define SENTENCE 40u                 /* [bytes] texts of this length are not alike by chance */

struct leak {
	struct data *full, *dataset;
	sqlite3 *packed;
	struct arena *a;
	struct mention *names;       /* owned; values are indexes of places */
	struct place { const char *table, *column, *row; } *places;  /* owned: where the full dataset has each name */
	struct terms *texts;         /* owned */
	struct ids gone;             /* owned: ids of dropped rows; values are indexes of places */
	size_t n_places, cap_places, findings;
	const char *table, *column, *row;          /* of the cell at hand; table NULL: raw bytes */
	struct err *e;
};

/* ---- what was found; the first is the message, the next stand below it */
static void finding(struct leak *l, const char *table, const char *column, const char *row)
{
	bool asset = l->table != NULL && strcmp(l->table, "sqlar") == 0;
	const char *where = l->table == NULL ? "the database's bytes still hold it outside any row" :
	    asset ? arena_printf(l->a, "file '%s' still says it", l->row) :
	    arena_printf(l->a, "table '%s', row '%s', column '%s' still says it", l->table, l->row, l->column);

	if (l->findings++ == 0)
		err_set(l->e, "nothing was written: %s.%s of '%s' is hidden at this level, but %s", table, column, row, where);
	else if (l->findings <= FINDINGS_MAX)
		err_more(l->e, "%s.%s of '%s': %s", table, column, row, where);
	else if (l->findings == FINDINGS_MAX + 1)
		err_more(l->e, "and more");
}

static void wrong_row(struct leak *l, const char *table, const char *row, const char *why)
{
	if (l->findings++ == 0)
		err_set(l->e, "nothing was written: table '%s', row '%s': %s", table, row, why);
}

/* ---- cells of both sides */
static const char *column_text(sqlite3_stmt *q, int i) { return (const char *)sqlite3_column_text(q, i); }

static const char *cell_of(struct leak *l, struct data *d, const char *id, const char *column, bool *there)
{
	struct err ignored = {0};
	struct data_value v = {0};

	*there = data_cell(d, id, column, l->a, &v, &ignored);
	return *there ? v.text : NULL;
}

typedef void (*cell_fn)(struct leak *, const char *, size_t);

static void each_cell_of_row(struct leak *l, sqlite3_stmt *q, cell_fn fn)
{
	l->row = arena_strdup(l->a, sqlite3_column_type(q, 0) == SQLITE_TEXT ? column_text(q, 0) : "");
	for (int i = 0; i < sqlite3_column_count(q); i++) {
		int type = sqlite3_column_type(q, i);
		const char *p = type == SQLITE_TEXT || type == SQLITE_BLOB ? sqlite3_column_blob(q, i) : NULL;
		l->column = sqlite3_column_name(q, i);
		if (p != NULL)
			fn(l, p, (size_t)sqlite3_column_bytes(q, i));
	}
}

/* fn for every text or blob cell of every table, sqlar and the schema included */
static bool each_cell(struct leak *l, sqlite3 *db, cell_fn fn)
{
	sqlite3_stmt *tables = db_prepare(db, l->e, "SELECT name FROM sqlite_schema WHERE type = 'table' UNION ALL SELECT 'sqlite_schema'");
	bool ok = tables != NULL;

	while (ok && sqlite3_step(tables) == SQLITE_ROW) {
		sqlite3_stmt *q;
		l->table = column_text(tables, 0);
		q = db_prepare(db, l->e, "SELECT * FROM \"%w\"", l->table);
		ok = q != NULL;
		while (ok && sqlite3_step(q) == SQLITE_ROW)
			each_cell_of_row(l, q, fn);
		ok = sqlite3_finalize(q) == SQLITE_OK && ok;
	}
	ok = sqlite3_finalize(tables) == SQLITE_OK && ok;
	l->table = NULL;
	return ok;
}

/* ---- rows */
static bool stays(struct data *full, struct leak *l, const char *table, const char *id)
{
	enum data_level needs = DATA_UNLEVELLED;
	bool there;

	return strcmp(table, "meta") == 0 ? strcmp(id, "level") == 0 : strcmp(table, "restriction") == 0 &&
	    data_level_parse(cell_of(l, full, id, "needs", &there), &needs) && needs <= l->dataset->level;
}

static void prove_row(struct leak *l, const char *id, const char *table)
{
	enum data_level level = DATA_UNLEVELLED;
	bool there;
	const char *from = data_table_of(l->full, id);

	if (from == NULL || strcmp(from, table) != 0)
		wrong_row(l, table, id, "the dataset that it comes from has no such row");
	else if (!data_level_parse(cell_of(l, l->full, id, "level", &there), &level) || level > l->dataset->level)
		if (!stays(l->full, l, table, id))
			wrong_row(l, table, id, "it is above the level");
}

static bool prove_rows(struct leak *l)
{
	sqlite3_stmt *q = db_prepare(l->packed, l->e, "SELECT id, tbl FROM registry");

	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		if (column_text(q, 0) != NULL && column_text(q, 1) != NULL)
			prove_row(l, column_text(q, 0), column_text(q, 1));
	if (q == NULL || sqlite3_finalize(q) != SQLITE_OK)
		return false;
	q = db_prepare(l->packed, l->e, "PRAGMA foreign_key_check");
	if (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		wrong_row(l, column_text(q, 0), "", "a row of it refers to one that was dropped");
	return q != NULL && sqlite3_finalize(q) == SQLITE_OK;
}

static void prove_restriction(struct leak *l, const char *ref, const char *field, const char *substitute)
{
	bool there, before;
	const char *now = cell_of(l, l->dataset, ref, field, &there), *was = cell_of(l, l->full, ref, field, &before);

	if (there && (now == NULL ? substitute != NULL : !str_eq(now, substitute)) && !(now == NULL && was != NULL))
		wrong_row(l, data_table_of(l->dataset, ref), ref, arena_printf(l->a, "column '%s' is restricted and still has what it had", field));
}

static bool prove_restrictions(struct leak *l)
{
	sqlite3_stmt *q = data_has_table(l->full, "restriction") ?
	    db_prepare(l->full->db, l->e, "SELECT ref, field, needs, substitute FROM restriction") : NULL;

	while (q != NULL && sqlite3_step(q) == SQLITE_ROW) {
		enum data_level needs;
		/* a view of that name has what it likes */
		if (column_text(q, 0) == NULL || column_text(q, 1) == NULL)
			wrong_row(l, "restriction", "", "it is without ref or field");
		else if (data_level_parse(column_text(q, 2), &needs) && needs > l->dataset->level)
			prove_restriction(l, column_text(q, 0), column_text(q, 1), column_text(q, 3));
	}
	return sqlite3_finalize(q) == SQLITE_OK && !l->e->set;
}

/* ---- names */
static bool is_named(const char *table)
{
	return strcmp(table, "person") == 0 || strcmp(table, "organisation") == 0 || strcmp(table, "place") == 0;
}

static bool is_person(struct leak *l, const char *name)
{
	bool there;
	const char *owner = cell_of(l, l->full, name, "owner", &there);

	return owner != NULL && str_eq(data_table_of(l->full, owner), "person");
}

static void add_name(struct leak *l, const char *name, const char *table, const char *column, const char *row, bool proper)
{
	bool there;

	if (name == NULL || row == NULL)
		return;
	if (str_eq(cell_of(l, l->dataset, row, column, &there), name)) {
		mention_add(l->names, name, MENTION_KEPT);
		mention_add_words(l->names, name, MENTION_KEPT);
		return;
	}
	if (!proper)
		return;
	l->places = grow_array(l->places, &l->cap_places, l->n_places + 1, sizeof *l->places);
	l->places[l->n_places] = (struct place){table, column, arena_strdup(l->a, row)};
	mention_add(l->names, name, l->n_places);
	/* a label is the editors' own note */
	if (strcmp(table, "name") == 0 && is_person(l, row))
		mention_add_words(l->names, name, l->n_places);
	l->n_places++;
}

static bool add_names(struct leak *l)
{
	sqlite3_stmt *q = data_has_table(l->full, "name") ? db_prepare(l->full->db, l->e, "SELECT name, id, kind FROM name") : NULL;
	bool ok = !l->e->set;

	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		add_name(l, column_text(q, 0), "name", "name", column_text(q, 1), data_is_proper_name(column_text(q, 2)));
	ok = sqlite3_finalize(q) == SQLITE_OK && ok;
	for (size_t i = 0; ok && i < l->full->schema.n; i++) {
		const struct schema_table *t = &l->full->schema.tables[i];
		if (!is_named(t->name) || schema_column(t, "label") < 0 || schema_column(t, "kind") < 0)
			continue;
		q = db_prepare(l->full->db, l->e, "SELECT label, id, kind FROM \"%w\"", t->name);
		/* the label of a group or of somebody unnamed is a description */
		while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
			add_name(l, column_text(q, 0), t->name, "label", column_text(q, 1),
			    strcmp(t->name, "person") != 0 || str_eq(column_text(q, 2), "individual"));
		ok = q != NULL && sqlite3_finalize(q) == SQLITE_OK;
	}
	return ok;
}

/* ---- ids */
static bool add_ids(struct leak *l)
{
	sqlite3_stmt *q = data_has_table(l->full, "registry") ? db_prepare(l->full->db, l->e, "SELECT id, tbl FROM registry") : NULL;

	/* one word is an id by chance: level, title, kazakhstan */
	while (q != NULL && sqlite3_step(q) == SQLITE_ROW) {
		const char *id = column_text(q, 0), *table = column_text(q, 1);
		if (id == NULL || table == NULL || strchr(id, '-') == NULL || data_table_of(l->dataset, id) != NULL)
			continue;
		id = arena_strdup(l->a, id);
		l->places = grow_array(l->places, &l->cap_places, l->n_places + 1, sizeof *l->places);
		l->places[l->n_places] = (struct place){arena_strdup(l->a, table), "id", id};
		ids_add(&l->gone, id, l->n_places++);
	}
	return sqlite3_finalize(q) == SQLITE_OK && !l->e->set;
}

static bool is_id(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/* an id within a longer one is none: 'text-safety' in 'text-safety-heading' */
static void search_ids(struct leak *l, const char *p, size_t n)
{
	char id[128];

	for (size_t i = 0, from; i < n; i++) {
		for (from = i; i < n && is_id(p[i]); i++)
			;
		if (i - from < 2 || i - from >= sizeof id || memchr(p + from, '-', i - from) == NULL)
			continue;
		snprintf(id, sizeof id, "%.*s", (int)(i - from), p + from);
		if (ids_get(&l->gone, id) != IDS_NONE) {
			const struct place *at = &l->places[ids_get(&l->gone, id)];
			finding(l, at->table, at->column, at->row);
		}
	}
}

/* ---- texts */

/* a date, a number or a placeholder tells nothing by itself */
static bool tells(const char *s, size_t n)
{
	struct data_edtf date;
	const char *end = s + n;
	size_t characters = 0;

	if (data_edtf_parse(s, NULL, &date) || strspn(s, "0123456789 .,:/-") == n)
		return false;
	while (s < end && characters < TERM_MIN) {
		const char *close = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
		if (close != NULL)
			s = close + 1;
		else
			utf8_next(&s, end), characters++;
	}
	return characters == TERM_MIN;
}

static void add_text(struct leak *l, const char *p, size_t n)
{
	if (strcmp(l->table, "sqlar") == 0 || strcmp(l->table, "sqlite_schema") == 0 || memchr(p, '\0', n) != NULL || n < TERM_MIN)
		return;
	p = arena_strndup(l->a, p, n);
	if (tells(p, n))
		terms_add(l->texts, &(struct term){.text = p, .n = n, .table = arena_strdup(l->a, l->table), .column = arena_strdup(l->a, l->column), .row = l->row});
}

static void keep(struct leak *l, const char *p, size_t n)
{
	struct term *t = terms_get(l->texts, p, n);

	if (t != NULL)
		t->known = true;
}

static void allow(struct leak *l, const char *p, size_t n)
{
	struct term *t = terms_get(l->texts, p, n);

	if (t != NULL && n < SENTENCE)
		t->known = true;
}

static void know(void *ctx, struct term *t, const char *p, size_t n, size_t at)
{
	(void)ctx, (void)p, (void)n, (void)at;
	t->known = true;
}

/* licences, and the help that is made of the program's own comments: the same whatever the dataset */
static bool is_of_program(const struct leak *l)
{
	return strcmp(l->table, "sqlar") == 0 && (str_starts(l->row, "licenses/") || str_starts(l->row, "help/"));
}

static bool is_vocabulary(const struct leak *l) { return is_of_program(l) || strcmp(l->table, "vocabulary") == 0; }

/* our own tables with their comments, which the bare program holds too */
static bool is_own_schema(const struct leak *l, const char *p, size_t n)
{
	return strcmp(l->table, "sqlite_schema") == 0 && memmem(data_schema_sql, strlen(data_schema_sql), p, n) != NULL;
}

static void learn(struct leak *l, const char *p, size_t n)
{
	if (is_vocabulary(l))
		terms_scan(l->texts, p, n, know, NULL);
}

static bool add_texts(struct leak *l, const unsigned char *program, size_t n)
{
	struct data *shown = data_left_out(l->dataset)->rows > 0 ? project_level(l->full, l->dataset->level, l->e) : NULL;
	bool ok = each_cell(l, l->full->db, add_text) && (shown == NULL || each_cell(l, shown->db, allow));

	data_drop(shown);
	if (!ok || l->e->set || !each_cell(l, l->dataset->db, keep) || !each_cell(l, l->packed, learn))
		return false;
	terms_scan(l->texts, (const char *)program, n, know, NULL);
	terms_scan(l->texts, data_schema_sql, strlen(data_schema_sql), know, NULL);
	return true;
}

/* ---- the search */
static bool continues(char c, bool dots) { return isalnum((unsigned char)c) || c == '-' || c == '_' || (dots && c == '.'); }

static bool is_letter(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80; }

/* so is a key within a longer one, and "Ali Khan" in "Ali Khanova": names are words */
static bool is_part(const struct term *t, const char *p, size_t n, size_t at)
{
	bool dots = memchr(t->text, '.', t->n) != NULL;

	if (strcmp(t->column, "label") == 0 || strcmp(t->column, "name") == 0)
		return (at > 0 && is_letter(p[at - 1])) || (at + t->n < n && is_letter(p[at + t->n]));
	for (size_t i = 0; i < t->n; i++)
		if (!continues(t->text[i], true))
			return false;
	return (at > 0 && continues(p[at - 1], dots)) || (at + t->n < n && continues(p[at + t->n], dots));
}

static void hit(void *ctx, struct term *t, const char *p, size_t n, size_t at)
{
	struct leak *l = ctx;
	if (t->known || (l->table == NULL && t->in_cell))
		return;
	t->in_cell = t->in_cell || l->table != NULL;
	/* search_ids does it better, and a template may name a row by its id */
	if ((l->table == NULL || strcmp(t->column, "id") != 0) && !is_part(t, p, n, at))
		finding(l, t->table, t->column, t->row);
}

static void search_cell(struct leak *l, const char *p, size_t n)
{
	bool text = memchr(p, '\0', n) == NULL;
	bool id = text && n < 256 && ids_well_formed(arena_strndup(l->a, p, n)) && memchr(p, '-', n) != NULL;
	size_t found = !text || is_vocabulary(l) || is_own_schema(l, p, n) ? MENTION_NONE : mention_find(l->names, p, n, id);

	if (found < l->n_places)
		finding(l, l->places[found].table, l->places[found].column, l->places[found].row);
	if (text && strcmp(l->table, "sqlar") != 0)
		search_ids(l, p, n);
	terms_scan(l->texts, p, n, hit, l);
}

bool leak_check(struct data *full, struct data *dataset, sqlite3 *packed, const struct leak_bytes *b, struct err *e)
{
	struct leak l = {.full = full, .dataset = dataset, .packed = packed, .a = arena_new(), .e = e, .names = mention_new(), .texts = terms_new()};
	bool ok = prove_rows(&l) && prove_restrictions(&l) && add_names(&l) && add_ids(&l) && add_texts(&l, b->program, b->n_program) &&
	    each_cell(&l, packed, search_cell);

	l.table = NULL;
	if (ok)
		terms_scan(l.texts, (const char *)b->database, b->n_database, hit, &l);
	ok = ok && l.findings == 0;
	if (!ok && !e->set)
		err_set(e, "nothing was written: the dataset could not be searched for what its level hides");
	terms_drop(l.texts);
	mention_drop(l.names);
	ids_drop(&l.gone);
	free(l.places);
	arena_drop(l.a);
	return ok;
}
