/* leak.c: searches a packed database for what its level dropped.
 *
 * Terms are the names (name.name), restricted values and ids of rows that the full dataset has and the packed one does not; a term that
 * is a cell of the packed dataset, or stands inside one of the same table and column, tells nothing new. An id is looked for in the
 * dataset only: a report may ask for rows that its level does not have. Every cell and asset
 * is searched for terms as whole words, then the raw bytes for a term that no cell holds (what a deleted row leaves behind).
 * All terms at once: a table over the first four bytes. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

#define TERM_MIN 4u                  /* [bytes] shorter ones are found everywhere */
#define TERM_MIN_BINARY 8u           /* [bytes] in fonts and the like */
#define BUCKETS 65536u

struct term {
	const char *text, *table, *column, *row;   /* where the full dataset has it; in the arena */
	size_t n;                    /* [bytes] */
	uint32_t next;               /* term + 1 in the same bucket */
	bool known;                  /* the packed dataset may have it */
	bool in_cell;                /* some cell holds it */
};

struct search {
	struct arena *a;
	struct term *terms;          /* owned */
	size_t n, cap;
	uint32_t *bucket;            /* owned, term + 1 */
	struct err *e;
	const char *table, *column, *row;          /* of the cell at hand; table NULL: raw bytes */
};

static uint32_t bucket_of(const char *s)
{
	uint32_t v;

	memcpy(&v, s, 4);
	return v * 2654435761u >> 16;
}

/* NULL comes also out of a column that is NOT NULL: a damaged file has it, and SQLite then leaves out what asks for it in SQL */
static void add_term(struct search *s, const char *text, const char *table, const char *column, const char *row)
{
	uint32_t b;

	if (text == NULL || strlen(text) < TERM_MIN)
		return;
	s->terms = grow_array(s->terms, &s->cap, s->n + 1, sizeof *s->terms);
	b = bucket_of(text);
	s->terms[s->n] = (struct term){arena_strdup(s->a, text), arena_strdup(s->a, table == NULL ? "" : table), arena_strdup(s->a, column),
	    arena_strdup(s->a, row == NULL ? "" : row), strlen(text), s->bucket[b], false, false};
	s->bucket[b] = (uint32_t)++s->n;
}

static const char *column_text(sqlite3_stmt *q, int i) { return (const char *)sqlite3_column_text(q, i); }

static bool add_names(struct search *s, struct data *full)
{
	sqlite3_stmt *q;

	if (!data_has_table(full, "name"))
		return true;
	q = db_prepare(full->db, s->e, "SELECT name, id FROM name");
	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		add_term(s, column_text(q, 0), "name", "name", column_text(q, 1));
	return q != NULL && sqlite3_finalize(q) == SQLITE_OK;
}

static bool add_restricted(struct search *s, struct data *full, enum data_level level)
{
	sqlite3_stmt *q;
	bool ok = true;

	if (!data_has_table(full, "restriction"))
		return true;
	q = db_prepare(full->db, s->e, "SELECT ref, field, needs FROM restriction");
	while (ok && q != NULL && sqlite3_step(q) == SQLITE_ROW) {
		enum data_level needs;
		struct data_value v;
		if (!data_level_parse(column_text(q, 2), &needs) || needs <= level)
			continue;
		/* a view of that name has what it likes */
		ok = (column_text(q, 0) != NULL && column_text(q, 1) != NULL) || err_set(s->e, "table 'restriction' has a row without ref or field");
		ok = ok && data_cell(full, column_text(q, 0), column_text(q, 1), s->a, &v, s->e);
		if (ok)
			add_term(s, v.text, v.table, v.column, v.key);
	}
	return q != NULL && sqlite3_finalize(q) == SQLITE_OK && ok;
}

static bool add_ids(struct search *s, struct data *full)
{
	sqlite3_stmt *q = data_has_table(full, "registry") ? db_prepare(full->db, s->e,
	    "SELECT id, tbl FROM registry") : NULL;

	/* one word is an id by chance: level, title, kazakhstan */
	while (q != NULL && sqlite3_step(q) == SQLITE_ROW)
		if (column_text(q, 0) != NULL && strchr(column_text(q, 0), '-') != NULL)
			add_term(s, column_text(q, 0), column_text(q, 1), "id", column_text(q, 0));
	return sqlite3_finalize(q) == SQLITE_OK && !s->e->set;
}

/* ---- the search */

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool whole_word(const char *p, size_t n, size_t at, size_t len)
{
	return (at == 0 || !is_word(p[at - 1])) && (at + len == n || !is_word(p[at + len]));
}

static bool found(struct search *s, const struct term *t)
{
	const char *column = strcmp(s->table, "sqlar") == 0 ? "file" : s->column;

	return err_set(s->e, "nothing was written: %s.%s of '%s' is hidden at this level, but table '%s', row '%s', column '%s' still says it",
	    t->table, t->column, t->row, s->table, s->row, column);
}

static bool hit(struct search *s, struct term *t, const char *p, size_t n, size_t at, bool binary)
{
	if (t->known || (binary && t->n < TERM_MIN_BINARY))
		return true;
	if (s->table != NULL) {
		t->in_cell = true;
		if (strcmp(s->table, "sqlar") == 0 && strcmp(t->column, "id") == 0)
			return true;
		return !whole_word(p, n, at, t->n) || found(s, t);
	}
	return t->in_cell || err_set(s->e, "nothing was written: %s.%s of '%s' is hidden at this level, but the database's "
	    "bytes still hold it outside any row", t->table, t->column, t->row);
}

static bool scan(struct search *s, const char *p, size_t n, bool binary)
{
	for (size_t i = 0; i + TERM_MIN <= n; i++)
		for (uint32_t k = s->bucket[bucket_of(p + i)]; k != 0; k = s->terms[k - 1].next) {
			struct term *t = &s->terms[k - 1];
			if (t->n <= n - i && memcmp(p + i, t->text, t->n) == 0 && !hit(s, t, p, n, i, binary))
				return false;
		}
	return true;
}

typedef bool (*cell_fn)(struct search *, const char *, size_t);

static bool each_cell_of_row(struct search *s, sqlite3_stmt *q, cell_fn fn)
{
	bool ok = true;

	s->row = sqlite3_column_type(q, 0) == SQLITE_TEXT ? column_text(q, 0) : "";
	for (int i = 0; ok && i < sqlite3_column_count(q); i++) {
		int type = sqlite3_column_type(q, i);
		const char *p = type == SQLITE_TEXT || type == SQLITE_BLOB ? sqlite3_column_blob(q, i) : NULL;
		s->column = sqlite3_column_name(q, i);
		ok = p == NULL || fn(s, p, (size_t)sqlite3_column_bytes(q, i));
	}
	return ok;
}

/* fn for every text or blob cell of every table, sqlar included */
static bool each_cell(struct search *s, sqlite3 *db, cell_fn fn)
{
	sqlite3_stmt *tables = db_prepare(db, s->e, "SELECT name FROM sqlite_schema WHERE type = 'table'");
	bool ok = tables != NULL;

	while (ok && sqlite3_step(tables) == SQLITE_ROW) {
		sqlite3_stmt *q;
		s->table = column_text(tables, 0);
		q = db_prepare(db, s->e, "SELECT * FROM \"%w\"", s->table);
		ok = q != NULL;
		while (ok && sqlite3_step(q) == SQLITE_ROW)
			ok = each_cell_of_row(s, q, fn);
		ok = sqlite3_finalize(q) == SQLITE_OK && ok;
	}
	ok = sqlite3_finalize(tables) == SQLITE_OK && ok;
	s->table = NULL;
	return ok;
}

static bool learn(struct search *s, const char *p, size_t n)
{
	for (size_t i = 0; i < s->n; i++) {
		struct term *t = &s->terms[i];
		bool same = t->n == n && memcmp(p, t->text, n) == 0;
		bool inside = !same && n > t->n && strcmp(t->column, s->column) == 0 && strcmp(t->table, s->table) == 0 &&
		    memmem(p, n, t->text, t->n) != NULL;
		t->known = t->known || same || inside;
	}
	return true;
}

static bool search_cell(struct search *s, const char *p, size_t n)
{
	bool binary = strcmp(s->table, "sqlar") == 0 && memchr(p, '\0', n) != NULL;

	return scan(s, p, n, binary);
}

bool leak_check(struct data *full, struct data *dataset, sqlite3 *packed, const unsigned char *bytes, size_t n, struct err *e)
{
	struct search s = {.a = arena_new(), .e = e};
	bool ok;

	s.bucket = mem_zalloc(BUCKETS * sizeof *s.bucket);
	ok = add_names(&s, full) && add_ids(&s, full) && add_restricted(&s, full, dataset->level) && each_cell(&s, dataset->db, learn) &&
	    each_cell(&s, packed, search_cell) && scan(&s, (const char *)bytes, n, false);
	if (!ok && !e->set)
		err_set(e, "nothing was written: the dataset could not be searched for what its level hides");
	free(s.terms);
	free(s.bucket);
	arena_drop(s.a);
	return ok;
}
