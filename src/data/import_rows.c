/* import_rows.c: what one row of a file becomes. Columns go by name, empty cells get the column's default, the same row twice counts once;
 * rows of an older schema are turned into what they are today. */
#include "data/import.h"

#include <stdlib.h>
#include <string.h>

/* ---- one file */

/* Column person.consent of schema version 1: rows of table consent now. */
static bool is_old_consent(const struct schema_table *t, const char *column)
{
	return strcmp(t->name, "person") == 0 && sqlite3_stricmp(column, "consent") == 0;
}

static void unknown_column(struct import *m, const struct schema_table *t, const char *column)
{
	struct buf b = {0};

	str_suggest(&b, column, schema_column_names(t, m->a), t->n);
	problems_add(m->problems, m->reading.from, 1, "table '%s' has no column '%s'%s", t->name, column, b.p);
	buf_drop(&b);
}

static void map_column(struct import *m, const struct schema_table *t, size_t i)
{
	const char *name = m->reading.columns[i];
	int c = schema_column(t, name);

	m->to[i] = IMPORT_SKIPPED;
	if (c < 0 && is_old_consent(t, name))
		m->consent = (int)i;
	else if (c < 0)
		unknown_column(m, t, name);
	else if (!t->columns[c].computed)
		m->to[i] = c;
	else if (m->reading.from->kind != FEED_SQLITE)       /* a dataset has them, and they are made anew */
		problems_add(m->problems, m->reading.from, 1, "column '%s' is computed from its date: leave it out", name);
}

static void map_columns(struct import *m, const struct schema_table *t)
{
	for (size_t i = 0; i < m->reading.n; i++)
		map_column(m, t, i);
	for (size_t c = 0; c < t->n; c++) {
		bool there = !t->columns[c].not_null || t->columns[c].fallback != NULL;
		for (size_t i = 0; i < m->reading.n && !there; i++)
			there = m->to[i] == (int)c;
		m->absent[c] = !there;
		/* no rows, no columns: an empty table of JSON */
		if (!there && m->reading.n > 0)
			problems_add(m->problems, m->reading.from, 1, "column '%s' is missing: table '%s' needs it", t->columns[c].name, t->name);
	}
}

static bool begin(void *ctx, const struct feed_table *from)
{
	struct import *m = ctx;
	const struct feed_input *in = from->from;
	int table = schema_find(m->s, in->table);
	struct buf b = {0};

	if (table >= 0 && strcmp(m->s->names[table], "registry") == 0)
		return problems_add(m->problems, in, 0, "the registry is made by the importer: remove the file");
	if (table < 0) {
		str_suggest(&b, in->table, m->s->names, m->s->n);
		problems_add(m->problems, in, 0, "there is no table '%s'%s", in->table, b.p);
		buf_drop(&b);
		m->partial = true;
		return false;
	}
	m->reading = *from;
	m->table = table;
	m->consent = IMPORT_SKIPPED;
	m->to = arena_alloc(m->a, (from->n + 1) * sizeof *m->to);
	m->absent = arena_alloc(m->a, m->s->tables[table].n * sizeof *m->absent);
	map_columns(m, &m->s->tables[table]);
	return true;
}

/* ---- one row */

struct import_row *import_add_row(struct import *m, const struct feed_input *from, size_t line, int table)
{
	m->rows = grow_array(m->rows, &m->cap, m->n + 1, sizeof *m->rows);
	m->rows[m->n] = (struct import_row){.from = from, .line = line, .table = table,
	    .cells = arena_alloc(m->a, (m->s->tables[table].n + 1) * sizeof(const char *))};
	return &m->rows[m->n++];
}

/* DEFAULT 'public' or DEFAULT 0 */
static const char *fallback(struct import *m, const struct schema_column *c)
{
	size_t n = c->fallback == NULL ? 0 : strlen(c->fallback);

	if (n >= 2 && c->fallback[0] == '\'')
		return arena_strndup(m->a, c->fallback + 1, n - 2);
	return c->fallback;
}

/* the cells of a row in one piece of memory */
static void keep_cells(struct import *m, struct import_row *r, const char *const *cells)
{
	size_t bytes = 1;
	char *to;

	for (size_t i = 0; i < m->reading.n; i++)
		bytes += m->to[i] >= 0 && cells[i] != NULL ? strlen(cells[i]) + 1 : 0;
	to = arena_alloc(m->a, bytes);
	for (size_t i = 0; i < m->reading.n; i++)
		if (m->to[i] >= 0 && cells[i] != NULL) {
			size_t n = strlen(cells[i]) + 1;
			r->cells[m->to[i]] = memcpy(to, cells[i], n);
			to += n;
		}
	for (size_t c = 0; c < m->s->tables[r->table].n; c++)
		if (r->cells[c] == NULL)
			r->cells[c] = fallback(m, &m->s->tables[r->table].columns[c]);
}

static bool is_meta(const struct import *m, const struct import_row *r, const char *id)
{
	return strcmp(m->s->names[r->table], "meta") == 0 && str_eq(r->cells[m->s->tables[r->table].id], id);
}

/* a dataset of an older version becomes one of ours, of a newer one nobody here knows what it means */
static void check_version(struct import *m, struct import_row *r)
{
	int value = schema_column(&m->s->tables[r->table], "value");
	long long version;

	if (!is_meta(m, r, "schema-version") || r->cells[value] == NULL)
		return;
	if (!str_to_int(r->cells[value], &version) || version < 1)
		import_fail(m, r, value, "'%s' is no version of the schema: write %d", r->cells[value], DATA_SCHEMA_VERSION);
	else if (version > DATA_SCHEMA_VERSION)
		import_fail(m, r, value, "the dataset is of schema version %lld, this attest knows versions up to %d: get a newer attest",
		    version, DATA_SCHEMA_VERSION);
	else
		r->cells[value] = arena_printf(m->a, "%d", DATA_SCHEMA_VERSION);
	r->bad = r->bad || version < 1 || version > DATA_SCHEMA_VERSION;
}

/* the columns in which two rows of one id differ; "" when they are the same */
static void differences(struct import *m, const struct import_row *there, const struct import_row *here, struct buf *b)
{
	const struct schema_table *t = &m->s->tables[here->table];

	buf_puts(b, "");
	for (size_t c = 0; c < t->n; c++) {
		const char *x = there->cells[c], *y = here->cells[c];
		char a[80], z[80];
		if (!t->columns[c].computed && !str_eq(x, y))
			buf_printf(b, "%s '%s' is '%s' there and '%s' here", b->len > 0 ? "," : "", t->columns[c].name,
			    x == NULL ? "" : str_show(a, sizeof a, x, strlen(x)), y == NULL ? "" : str_show(z, sizeof z, y, strlen(y)));
	}
}

/* The list of tables that claims speak of adds up; add_evident makes it anew. */
static bool join_evident(struct import *m, struct import_row *other, struct import_row *r)
{
	int value = schema_column(&m->s->tables[r->table], "value");

	if (!is_meta(m, r, META_EVIDENT) || !is_meta(m, other, META_EVIDENT) || other->cells[value] == NULL || r->cells[value] == NULL)
		return false;
	other->cells[value] = arena_printf(m->a, "%s %s", other->cells[value], r->cells[value]);
	return true;
}

static void same_id(struct import *m, struct import_row *other, struct import_row *r)
{
	int id = m->s->tables[r->table].id;
	const char *place = feed_place(m->a, other->from, other->line);
	struct buf b = {0};

	r->again = true;
	if (other->table != r->table) {
		import_fail(m, r, id, "'%s' is already the id of %s (ids are unique in the whole dataset)", r->cells[id], place);
		r->bad = true;
		return;
	}
	if (join_evident(m, other, r))
		return;
	differences(m, other, r, &b);
	if (b.len > 0) {
		import_fail(m, r, id, "'%s' is also the id of %s, with other content:%s", r->cells[id], place, b.p);
		r->bad = true;
	}
	buf_drop(&b);
}

static void add_id(struct import *m, struct import_row *r)
{
	const char *id = r->cells[m->s->tables[r->table].id];
	size_t other = id == NULL ? IDS_NONE : ids_add(&m->ids, id, (size_t)(r - m->rows));

	if (other != IDS_NONE)
		same_id(m, &m->rows[other], r);
}

/* how far '~' widens the dates of all rows behind this one */
static void take_fuzz(struct import *m, const struct import_row *r)
{
	const struct schema_table *t = &m->s->tables[r->table];
	const char *value = strcmp(t->name, "meta") != 0 ? NULL : import_cell(m, r, "value");

	if (value != NULL && r->cells[t->id] != NULL && !data_fuzz_take(&m->d->fuzz, r->cells[t->id], value))
		import_fail(m, r, schema_column(t, "value"), "'%s' is not a whole number from 0 to %d", value, DATA_FUZZ_MAX);
}

static void finish_row(struct import *m, struct import_row *r)
{
	check_version(m, r);
	take_fuzz(m, r);
	import_check_cells(m, r);
	add_id(m, r);
}

/* ids are at most so long in what we write; a longer one is no reason to look further */
#define ID_BYTES 128

static void add_consent(struct import *m, const struct import_row *person, const char *basis)
{
	const struct feed_input *from = person->from;
	size_t line = person->line;
	const char *id = person->cells[m->s->tables[person->table].id];
	bool *absent = m->absent;
	int table = schema_find(m->s, "consent");
	const struct schema_table *t = &m->s->tables[table];
	struct import_row *r;

	if (id == NULL || basis == NULL || strlen(id) > ID_BYTES)
		return;
	r = import_add_row(m, from, line, table);
	for (size_t c = 0; c < t->n; c++)
		r->cells[c] = fallback(m, &t->columns[c]);
	r->cells[t->id] = arena_printf(m->a, "consent-%s", id);
	r->cells[schema_column(t, "person")] = id;
	r->cells[schema_column(t, "scope")] = "as_printed";
	r->cells[schema_column(t, "basis")] = arena_strdup(m->a, basis);
	m->absent = NULL;
	finish_row(m, r);
	m->absent = absent;
}

/* a row of the program's own vocabulary that the files have said */
static bool is_said(const struct import *m, const char *const *cells)
{
	for (size_t i = 0; m->own && i < m->reading.n; i++)
		if (m->to[i] == m->s->tables[m->table].id && cells[i] != NULL)
			return ids_get(&m->ids, cells[i]) != IDS_NONE;
	return false;
}

static bool row(void *ctx, size_t line, const char *const *cells)
{
	struct import *m = ctx;
	struct import_row *r = is_said(m, cells) ? NULL : import_add_row(m, m->reading.from, line, m->table);
	bool again;

	if (r == NULL)
		return true;
	keep_cells(m, r, cells);
	for (size_t c = 0; c < m->s->tables[m->table].n; c++)
		r->bad = r->bad || m->absent[c];
	finish_row(m, r);
	again = r->again;
	if (m->consent >= 0 && !again)
		add_consent(m, r, cells[m->consent]);
	return true;
}

/* Whatever looks like an id in a row that cannot be read may be the id that others refer to. */
static void lost(void *ctx, const char *raw, size_t n)
{
	struct import *m = ctx;

	if (n == 0)
		m->partial = true;
	for (size_t i = 0; i < n && !problems_full(m->problems);) {
		size_t len = strspn(raw + i, "abcdefghijklmnopqrstuvwxyz0123456789-");
		if (len > 0)
			ids_add(&m->lost, arena_strndup(m->a, raw + i, len), 1);
		i += len + 1;
	}
}

bool import_read(struct import *m, const struct feed *f)
{
	const struct feed_sink sink = {m, begin, row, lost, m->problems, m->e};

	for (int meta = 1; meta >= 0; meta--)        /* first, since dates are compiled as their rows are read */
		for (size_t i = 0; i < f->n; i++)
			if ((strcmp(f->list[i].table, "meta") == 0) == meta &&
			    (!db_time_left(m->e) || !feed_read(f, &f->list[i], &sink) || m->e->set))
				return false;
	return true;
}

bool import_vocabulary(struct import *m)
{
	static const struct feed_input in = {.kind = FEED_CSV, .path = "vocabulary.csv", .table = "vocabulary", .text = data_vocabulary_csv};
	const struct feed_sink sink = {m, begin, row, lost, m->problems, m->e};
	bool ok;

	m->own = true;
	ok = csv_feed(&in, &sink);
	m->own = false;
	return ok;
}

/* ---- rows of an older schema that speak of what has moved */

/* claims and restrictions on person.consent speak of the basis of that consent */
void import_migrate(struct import *m)
{
	int person = schema_find(m->s, "person");

	for (size_t i = 0; i < m->n; i++) {
		struct import_row *r = &m->rows[i];
		const struct schema_table *t = &m->s->tables[r->table];
		int ref = schema_column(t, "ref"), field = schema_column(t, "field");
		size_t of = ref >= 0 && field >= 0 && str_eq(r->cells[field], "consent") && r->cells[ref] != NULL ?
		    ids_get(&m->ids, r->cells[ref]) : IDS_NONE;
		const char *moved = of != IDS_NONE && m->rows[of].table == person ? arena_printf(m->a, "consent-%s", r->cells[ref]) : NULL;
		if (moved == NULL || ids_get(&m->ids, moved) == IDS_NONE)
			continue;
		r->cells[ref] = moved;
		r->cells[field] = "basis";
	}
}
