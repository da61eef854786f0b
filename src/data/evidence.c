/* evidence.c: from a cell, a row or cited rows to claims, sources and rulings.
 *
 *   (table, key, column) ─ claim (rank <> 'deprecated') ─ claim_source (not 'contradicts') ─ passage ─ source
 *                             └ dispute of kind identity: a ruling
 *
 * A passage that tells the event and is 'silent' on a detail stands for "none reported". An instrument is its own source, and so is a
 * source for its date and whatever else its row says; how many were read is apparatus. A passage rests on its source, and a claim (with
 * its claim_source rows) on itself. A table that claims speak of nowhere is apparatus and needs no mark. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

struct list { const char **p; size_t n, cap; };   /* owned while it grows; strings in the arena */

static void add(struct list *l, const char *s)
{
	l->p = grow_array(l->p, &l->cap, l->n + 1, sizeof *l->p);
	l->p[l->n++] = s;
}

static bool has(const struct list *l, const char *s)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->p[i], s) == 0)
			return true;
	return false;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void sort_once(struct list *l)
{
	size_t n = 0;

	if (l->n > 0)
		qsort(l->p, l->n, sizeof *l->p, by_bytes);
	for (size_t i = 0; i < l->n; i++)
		if (n == 0 || strcmp(l->p[n - 1], l->p[i]) != 0)
			l->p[n++] = l->p[i];
	l->n = n;
}

static const char **settle(struct list *l, struct arena *a, size_t *n)
{
	const char **out = arena_alloc(a, (l->n + 1) * sizeof *out);

	if (l->n > 0)
		memcpy(out, l->p, l->n * sizeof *out);
	*n = l->n;
	free(l->p);
	return out;
}

/* first column of a query with one bound id, appended; each: only what is not there yet */
static bool collect(struct data *d, sqlite3_stmt *s, const char *id, struct arena *a, bool each, struct list *out, struct err *e)
{
	int rc;

	if (s == NULL)
		return false;
	db_bind(s, 1, id);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *v = (const char *)sqlite3_column_text(s, 0);
		if (v != NULL && (!each || !has(out, v)))
			add(out, arena_strdup(a, v));
	}
	if (rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

/* claims speak of start_e, from which start_lo and start_hi are computed */
const char *data_spoken_of(struct data *d, const char *table, const char *column)
{
	int t = schema_find(&d->schema, table), c = t < 0 ? SCHEMA_NONE : schema_column(&d->schema.tables[t], column);

	for (size_t i = 0; c >= 0 && i < d->schema.tables[t].n; i++)
		if (d->schema.tables[t].columns[i].lo == c || d->schema.tables[t].columns[i].hi == c)
			return d->schema.tables[t].columns[i].name;
	return column;
}

static bool claims_on(struct data *d, const char *id, const char *column, struct arena *a, struct list *out, struct err *e)
{
	sqlite3_stmt *s;

	if (column == NULL)
		return collect(d, db_cached(d, e, "SELECT id FROM claim WHERE ref = ?1 AND rank <> 'deprecated'"), id, a, false, out, e);
	s = db_cached(d, e, "SELECT id FROM claim WHERE ref = ?1 AND field = ?2 AND rank <> 'deprecated'");
	if (s != NULL)
		db_bind(s, 2, column);
	return collect(d, s, id, a, false, out, e);
}

/* Values of one page rest on the same few claims, and each layout asks for all of them again: what a claim leads to is kept, of the first
 * FOLLOWED_MAX claims. */
#define FOLLOWED_MAX 4096

#define CLAIM \
	"SELECT c.value, x.id, x.kind = 'identity', x.state = 'open', c.rank = 'preferred', c.modality, c.cred," \
	" EXISTS (SELECT 1 FROM claim_source s WHERE s.claim = c.id AND s.stance <> 'contradicts' AND s.closeness <> 'unk')," \
	" EXISTS (SELECT 1 FROM claim_source s JOIN passage p ON p.id = s.passage WHERE s.claim = c.id AND s.stance <> 'contradicts'" \
	" AND p.modality NOT IN('opinion','speculative','predicted'))" \
	" FROM claim c LEFT JOIN dispute x ON x.id = c.dispute WHERE c.id = ?1"

/* what grade() calls an allegation, and no support at all for a fact */
static void weigh(sqlite3_stmt *s, struct followed *out)
{
	const char *modality = (const char *)sqlite3_column_text(s, 5);
	bool said = str_eq(modality, "alleged") || str_eq(modality, "denied"), far = str_eq(modality, "hearsay") && sqlite3_column_int(s, 7) == 0;

	out->opinion = str_eq(modality, "opinion") || str_eq(modality, "speculative") || str_eq(modality, "predicted");
	out->firm = !out->opinion && !said && !far && sqlite3_column_int(s, 6) <= 3;
	out->opinion = out->opinion || (out->n_sources > 0 && sqlite3_column_int(s, 8) == 0);
}

static bool follow(struct data *d, const char *claim, struct arena *a, struct followed *out, struct err *e)
{
	struct list sources = {0};
	bool ok = collect(d, db_cached(d, e, "SELECT p.source FROM claim_source s JOIN passage p ON p.id = s.passage"
	    " WHERE s.claim = ?1 AND s.stance <> 'contradicts' ORDER BY s.id"), claim, a, true, &sources, e);
	sqlite3_stmt *s = ok ? db_cached(d, e, CLAIM) : NULL;
	int rc;

	*out = (struct followed){0};
	out->sources = settle(&sources, a, &out->n_sources);
	if (s == NULL)
		return false;
	db_bind(s, 1, claim);
	rc = sqlite3_step(s);
	if (rc == SQLITE_ROW) {
		out->value = db_text(s, 0, a);
		out->dispute = db_text(s, 1, a);
		out->identity = sqlite3_column_int(s, 2) != 0;
		out->open = sqlite3_column_int(s, 3) != 0;
		out->preferred = sqlite3_column_int(s, 4) != 0;
		weigh(s, out);
	} else if (rc != SQLITE_DONE) {
		db_fail(d->db, e);
	}
	sqlite3_reset(s);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static bool followed(struct data *d, const char *claim, struct arena *a, struct followed *out, struct err *e)
{
	size_t i = ids_get(&d->claims, claim);
	bool keep = i == IDS_NONE && d->claims.n < FOLLOWED_MAX;

	if (i != IDS_NONE) {
		*out = d->followed[i];
		return true;
	}
	if (!follow(d, claim, keep ? d->arena : a, out, e))
		return false;
	if (keep) {
		d->followed = grow_array(d->followed, &d->followed_cap, d->claims.n + 1, sizeof *d->followed);
		d->followed[d->claims.n] = *out;
		ids_add(&d->claims, arena_strdup(d->arena, claim), d->claims.n);
	}
	return true;
}

static void add_new(struct list *l, const char *const *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!has(l, from[i]))
			add(l, from[i]);
}

static bool follow_claims(struct data *d, const struct list *claims, struct arena *a, struct list *sources, struct list *rulings,
    struct err *e)
{
	struct followed f;

	for (size_t i = 0; i < claims->n; i++) {
		if (!followed(d, claims->p[i], a, &f, e))
			return false;
		add_new(sources, f.sources, f.n_sources);
		if (f.identity)
			add_new(rulings, &f.dispute, 1);
	}
	return true;
}

/* the claims on one cell, weighed against each other as grade() does it */
static bool weigh_cell(struct data *d, const struct list *claims, struct arena *a, struct data_evidence *out, struct err *e)
{
	struct followed f, first = {0};
	struct list disputes = {0};
	bool preferred = false, differ = false, shown_differ = false, ruled = false, open = false, firm = false, opinion = claims->n > 0;
	const char *shown = NULL;

	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < claims->n; i++) {
			if (!followed(d, claims->p[i], a, &f, e))
				return free(disputes.p), false;
			if (pass == 0) {
				first = i == 0 ? f : first;
				differ = differ || !str_eq(f.value, first.value);
				preferred = preferred || f.preferred;
				ruled = ruled || (f.dispute != NULL && !f.open);
				open = open || f.open;
				opinion = opinion && f.opinion;
			} else if (f.preferred || !preferred) {
				shown_differ = shown_differ || (shown != NULL && !str_eq(f.value, shown));
				shown = f.value;
				firm = firm || f.firm;
			}
			if (pass == 1 && f.dispute != NULL && (f.open || !open))
				add_new(&disputes, &f.dispute, 1);
		}
	out->disputed = open || shown_differ || (differ && !ruled);
	out->alleged = claims->n > 0 && !firm && !out->disputed;
	out->opinion = opinion ? arena_strdup(a, claims->p[0]) : NULL;
	out->disputes = settle(&disputes, a, &out->n_disputes);
	return true;
}

struct gathering { struct list claims, sources, rulings; bool evident; };

/* the row at id carries evidence itself: what it says rests on that */
static bool gather_evidence(struct data *d, const char *table, const char *id, struct arena *a, struct gathering *g, struct err *e)
{
	if (strcmp(table, "passage") == 0)
		return collect(d, db_cached(d, e, "SELECT source FROM passage WHERE id = ?1"), id, a, true, &g->sources, e);
	if (strcmp(table, "claim") == 0)
		return collect(d, db_cached(d, e, "SELECT id FROM claim WHERE id = ?1 AND rank <> 'deprecated'"), id, a, false, &g->claims, e);
	return collect(d, db_cached(d, e, "SELECT c.id FROM claim_source s JOIN claim c ON c.id = s.claim WHERE s.id = ?1 AND c.rank <> 'deprecated'"),
	    id, a, false, &g->claims, e);
}

/* one row: the instrument itself, or the claims on it */
static bool gather(struct data *d, const char *id, const char *column, struct arena *a, struct gathering *g, struct err *e)
{
	const char *table = data_table_of(d, id);

	if (table == NULL)
		return err_set(e, "there is no row '%s'", id);
	if (strcmp(table, "instrument") == 0 || (strcmp(table, "source") == 0 && column != NULL)) {
		g->evident = true;
		if (!has(&g->sources, id))
			add(&g->sources, arena_strdup(a, id));
		return true;
	}
	if (strcmp(table, "passage") == 0 || strcmp(table, "claim") == 0 || strcmp(table, "claim_source") == 0) {
		g->evident = true;
		return gather_evidence(d, table, id, a, g, e);
	}
	if (!data_is_evident(d, table))
		return true;
	g->evident = true;
	return claims_on(d, id, column == NULL ? NULL : data_spoken_of(d, table, column), a, &g->claims, e);
}

/* rows that print as evidence, whatever it is worth */
static bool is_evidence(const char *table) { return strcmp(table, "claim") == 0 || strcmp(table, "claim_source") == 0; }

/* somebody's word, printed as one; a spelling */
static bool is_said(const char *table) { return strcmp(table, "statement") == 0 || strcmp(table, "name") == 0; }

/* nothing but opinion stands for the row whose claims begin at from */
static bool is_opinion(struct data *d, const char *table, const struct list *claims, size_t from, struct arena *a)
{
	struct err none = {0};
	struct followed f;

	for (size_t i = from; i < claims->n; i++)
		if (!followed(d, claims->p[i], a, &f, &none) || !f.opinion)
			return false;
	return claims->n > from && !is_said(table) && !is_evidence(table);
}

/* The rows that a derived value cites. Sources of some must not cover others: all are of one table, and each has evidence or none has. */
static bool gather_cited(struct data *d, const struct data_value *v, struct arena *a, struct gathering *g, struct data_evidence *out,
    struct err *e)
{
	const char **uneven = &out->uneven, *first = v->n_cites > 0 ? data_table_of(d, v->cites[0]) : NULL;

	for (size_t i = 0; i < v->n_cites; i++) {
		size_t had = g->claims.n + g->sources.n;
		const char *table = data_table_of(d, v->cites[i]);
		size_t claims = g->claims.n;
		if (!gather(d, v->cites[i], NULL, a, g, e))
			return false;
		if (out->opinion == NULL && is_opinion(d, table, &g->claims, claims, a))
			out->opinion = arena_strdup(a, g->claims.p[claims]);
		if (*uneven == NULL && strcmp(table, first) != 0)
			*uneven = arena_printf(a, "it cites rows of two tables, '%s' and '%s': count each by itself", first, table);
		if (*uneven == NULL && data_is_evident(d, table) && g->claims.n + g->sources.n == had)
			*uneven = arena_printf(a, "no claim speaks of %s '%s', which it cites: add the claim, or leave the row out", table, v->cites[i]);
	}
	return true;
}

bool data_evidence_of(struct data *d, const struct data_value *v, struct arena *a, struct data_evidence *out, struct err *e)
{
	struct gathering g = {0};
	bool ok = data_evident_load(d, e);

	*out = (struct data_evidence){0};
	if (!ok)
		return false;
	if (!data_has_table(d, "registry") || !data_has_table(d, "claim"))
		return *data_part_only(d) != '\0' ? err_set(e, "nothing in these tables is sourced%s", data_part_only(d)) :
		    err_set(e, "this dataset has no claims, so nothing in it is sourced: say evidence = \"none\" in the report");
	ok = v->key != NULL ? gather(d, v->key, v->column, a, &g, e) : gather_cited(d, v, a, &g, out, e);
	sort_once(&g.claims);
	if (ok && v->key != NULL && v->column != NULL && v->table != NULL && !is_evidence(v->table) && g.claims.n > 0) {
		ok = weigh_cell(d, &g.claims, a, out, e);
		out->opinion = is_said(v->table) ? NULL : out->opinion;
	}
	ok = ok && follow_claims(d, &g.claims, a, &g.sources, &g.rulings, e);
	out->apparatus = !g.evident && (v->key != NULL || v->n_cites > 0);
	out->claims = settle(&g.claims, a, &out->n_claims);
	out->sources = settle(&g.sources, a, &out->n_sources);
	out->rulings = settle(&g.rulings, a, &out->n_rulings);
	return ok;
}

bool data_source_parents(struct data *d, const char *source, const char *kind, struct arena *a, const char *const **parents, size_t *n)
{
	struct err ignored = {0};
	struct list l = {0};
	sqlite3_stmt *s = !data_has_table(d, "source_link") ? NULL :
	    db_cached(d, &ignored, "SELECT parent FROM source_link WHERE child = ?1 AND kind = ?2 ORDER BY id");
	bool ok;

	if (s != NULL)
		db_bind(s, 2, kind);
	ok = collect(d, s, source, a, false, &l, &ignored);
	for (size_t i = 0; i < l.n; i++)
		ok = ok && utf8_valid(l.p[i], strlen(l.p[i]), NULL);
	*parents = settle(&l, a, n);
	*n = ok ? *n : 0;
	return ok;
}

bool data_passages(struct data *d, const char *claim, struct arena *a, struct data_passage **out, size_t *n, struct err *e)
{
	sqlite3_stmt *s = db_cached(d, e, "SELECT p.id, p.source FROM claim_source s JOIN passage p ON p.id = s.passage"
	    " WHERE s.claim = ?1 AND s.stance <> 'contradicts' ORDER BY s.id");
	struct data_passage *v = NULL;
	size_t cap = 0;
	int rc;

	*n = 0;
	if (s == NULL)
		return false;
	db_bind(s, 1, claim);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *id = (const char *)sqlite3_column_text(s, 0), *source = (const char *)sqlite3_column_text(s, 1);
		v = grow_array(v, &cap, *n + 1, sizeof *v);
		v[(*n)++] = (struct data_passage){arena_strdup(a, id != NULL ? id : ""), arena_strdup(a, source != NULL ? source : "")};
	}
	if (rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	*out = arena_alloc(a, (*n + 1) * sizeof *v);
	if (*n > 0)
		memcpy(*out, v, *n * sizeof *v);
	free(v);
	return rc == SQLITE_DONE;
}

/* ---- cells by row id */

static struct data_value cell_value(sqlite3_stmt *s, int i, struct arena *a)
{
	struct data_value v = {.format = schema_format(sqlite3_column_decltype(s, i))};
	const char *text = (const char *)sqlite3_column_text(s, i);

	switch (sqlite3_column_type(s, i)) {
	case SQLITE_NULL:
		return v;
	case SQLITE_INTEGER:
		v.kind = DATA_INT;
		v.i = sqlite3_column_int64(s, i);
		break;
	case SQLITE_FLOAT:
		v.kind = DATA_REAL;
		v.r = sqlite3_column_double(s, i);
		break;
	default:
		v.kind = DATA_TEXT;
	}
	v.text = arena_strdup(a, text == NULL ? "" : text);
	return v;
}

bool data_row(struct data *d, const char *id, struct arena *a, const char **table, const char *const **columns,
    struct data_value **values, size_t *n)
{
	struct err ignored = {0};
	const char *where = data_table_of(d, id);
	const struct schema_table *t = where == NULL ? NULL : &d->schema.tables[schema_find(&d->schema, where)];
	sqlite3_stmt *s = t == NULL ? NULL : db_cached(d, &ignored, "SELECT * FROM \"%w\" WHERE id = ?1", where);
	bool found;

	if (s == NULL)
		return false;
	db_bind(s, 1, id);
	found = sqlite3_step(s) == SQLITE_ROW && (size_t)sqlite3_column_count(s) == t->n;    /* more: generated columns */
	if (found) {
		*table = t->name;
		*n = t->n;
		*columns = schema_column_names(t, a);
		*values = arena_alloc(a, t->n * sizeof **values);
		for (size_t i = 0; i < t->n; i++) {
			(*values)[i] = cell_value(s, (int)i, a);
			(*values)[i].table = t->name;
			(*values)[i].column = t->columns[i].name;
			(*values)[i].key = arena_strdup(a, id);
		}
	}
	sqlite3_reset(s);
	return found;
}

bool data_cell(struct data *d, const char *id, const char *column, struct arena *a, struct data_value *out, struct err *e)
{
	const char *table = data_table_of(d, id);
	int t = table == NULL ? SCHEMA_NONE : schema_find(&d->schema, table);
	int c = t < 0 ? SCHEMA_NONE : schema_column(&d->schema.tables[t], column);
	struct buf b = {0};
	sqlite3_stmt *s;
	bool found;

	if (t < 0)
		return err_set(e, "there is no row '%s'", id);
	if (c < 0) {
		str_suggest(&b, column, schema_column_names(&d->schema.tables[t], a), d->schema.tables[t].n);
		err_set(e, "table '%s' has no column '%s'%s", table, column, b.p);
		buf_drop(&b);
		return false;
	}
	s = db_cached(d, e, "SELECT \"%w\" FROM \"%w\" WHERE id = ?1", d->schema.tables[t].columns[c].name, table);
	if (s == NULL)
		return false;
	db_bind(s, 1, id);
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found) {
		*out = cell_value(s, 0, a);
		out->table = table;
		out->column = d->schema.tables[t].columns[c].name;
		out->key = arena_strdup(a, id);
	}
	sqlite3_reset(s);
	if (found && out->kind == DATA_TEXT && !utf8_valid(out->text, strlen(out->text), NULL))
		return err_set(e, "%s.%s of '%s' holds bytes that are not UTF-8: correct the dataset", table, out->column, id);
	return found || err_set(e, "there is no row '%s'", id);
}
