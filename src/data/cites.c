/* cites.c: what a derived value rests on, and deriving it again.
 *
 *   cites(id)                    the value is the number of these rows
 *   cites(id, 'sum', 'amount')   ... the sum (count, min, max) of that field of these rows
 *   cites(id, 'headcount_lo', 'victim')   ... headcount_lo (headcount_hi) of the people that this field names
 *   cites(id, 'lineages', 'source')       ... the number of lineages of the sources that this field names
 *
 * The aggregate answers "op US field US" and the ids, sorted, each once and closed by LF. A script may forge such a text: it only
 * says what is to be derived again, so a forged one convinces nobody of anything that the rows do not say. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

/*** topic cites: cites(id): what a count, a sum, the first or the last rests on
 * An aggregate has no cell of its own, so a report with evidence = "strict" cannot print it alone. Select cites(...) beside it, over the
 * rows that it counts; the column itself is not seen by the script. Its name says whose it is: n_cites belongs to the column n. Without a
 * name it belongs to every aggregate that has none of its own; under any other name the query is refused.
 *   count(id) as n, cites(id) as n_cites                            the number of rows
 *   count(distinct a.victim) as n, cites(a.id, 'count', 'victim')   the number of different values of a column
 *   sum(p.members) as n, cites(p.id, 'sum', 'members')              also 'min' and 'max'
 *   headcount_lo(a.victim) as n, cites(a.id, 'headcount_lo', 'victim')   people ('attest help functions'), also 'headcount_hi'
 *   count(distinct lineage_id(p.source)) as n, cites(p.id, 'lineages', 'source')   independent lineages
 * The value is derived again from the cited rows, and refused when it differs; all cited rows are of one table, and each has a claim. Where
 * one of them rests on an identity ruling, the ruling's sentence must be printed in the same section ('attest help rulings').
 * @usage [claims]
 *   local report = { id = "missing", title = "Missing", api = 1, levels = { "meeting" }, evidence = "strict" }
 *   report.queries = { totals = [[
 *     select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites,
 *            min(p.members) as least, cites(p.id, 'min', 'members') as least_cites
 *       from act a join person p on p.id = a.victim where a.kind = 'no_news' ]] }
 *   function report.load(data)
 *     return { totals = data.row("totals"), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     doc:tile { value = d.totals.people, label = d.t["tile.missing.label"] }
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

#define ID_MAX 1000                  /* [bytes] */
#define US '\037'

struct collected {
	char **ids;                  /* owned */
	size_t n, cap;
	char *op, *field;            /* owned */
};

static void drop(struct collected *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->ids[i]);
	free(c->ids);
	free(c->op);
	free(c->field);
	memset(c, 0, sizeof *c);
}

/* over all values together */
static bool is_of_all(const char *op)
{
	return strcmp(op, "headcount_lo") == 0 || strcmp(op, "headcount_hi") == 0 || strcmp(op, "lineages") == 0;
}

static bool is_op(const char *s)
{
	return s != NULL && (strcmp(s, "count") == 0 || strcmp(s, "sum") == 0 || strcmp(s, "min") == 0 || strcmp(s, "max") == 0 || is_of_all(s));
}

static void step(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct collected *c = sqlite3_aggregate_context(x, sizeof *c);
	const char *id, *op, *field;

	if (c == NULL)
		return;
	if (n == 3 && c->op == NULL) {
		op = (const char *)sqlite3_value_text(v[1]);
		field = (const char *)sqlite3_value_text(v[2]);
		if (!is_op(op) || field == NULL || strpbrk(field, "\037\n") != NULL) {
			sqlite3_result_error(x, "cites(id, op, field): op is 'count', 'sum', 'min', 'max', 'headcount_lo', 'headcount_hi' or 'lineages', field a column", -1);
			return;
		}
		c->op = mem_strdup(op);
		c->field = mem_strdup(field);
	}
	id = (const char *)sqlite3_value_text(v[0]);
	if (id == NULL)
		return;
	if (*id == '\0' || strlen(id) > ID_MAX || strpbrk(id, "\037\n") != NULL) {
		sqlite3_result_error(x, "cites(id): not an id", -1);
		return;
	}
	if (c->n == CITES_MAX) {
		sqlite3_result_error(x, "cites(id): more than 100000 rows", -1);
		return;
	}
	c->ids = grow_array(c->ids, &c->cap, c->n + 1, sizeof *c->ids);
	c->ids[c->n++] = mem_strdup(id);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Called also when the statement is abandoned, so nothing leaks. */
static void final(sqlite3_context *x)
{
	struct collected none = {0}, *c = sqlite3_aggregate_context(x, 0);
	struct buf b = {0};

	if (c == NULL)
		c = &none;
	if (c->n > 0)
		qsort(c->ids, c->n, sizeof *c->ids, by_bytes);
	buf_printf(&b, "%s%c%s%c", c->op == NULL ? "" : c->op, US, c->field == NULL ? "" : c->field, US);
	for (size_t i = 0; i < c->n; i++)
		if (i == 0 || strcmp(c->ids[i], c->ids[i - 1]) != 0)
			buf_printf(&b, "%s\n", c->ids[i]);
	sqlite3_result_text(x, b.p, (int)b.len, SQLITE_TRANSIENT);
	buf_drop(&b);
	drop(c);
}

bool cites_register(sqlite3 *db, struct err *e)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

	if (sqlite3_create_function_v2(db, "cites", 1, flags, NULL, NULL, step, final, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "cites", 3, flags, NULL, NULL, step, final, NULL) != SQLITE_OK)
		return db_fail(db, e);
	return true;
}

bool cites_parse(const char *text, struct arena *a, struct cites *out)
{
	char *p = arena_strdup(a, text), *us = strchr(p, US), *end = us == NULL ? NULL : strchr(us + 1, US), *nl;
	size_t n = 0;

	if (end == NULL)
		return false;
	*us = *end = '\0';
	out->op = p;
	out->field = us + 1;
	if (*out->op != '\0' && !is_op(out->op))
		return false;
	for (const char *s = end + 1; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	out->ids = arena_alloc(a, (n + 1) * sizeof *out->ids);
	out->n = 0;
	for (p = end + 1; (nl = strchr(p, '\n')) != NULL; p = nl + 1) {
		*nl = '\0';
		if (out->n > 0 && strcmp(out->ids[out->n - 1], p) >= 0)
			return false;        /* forged: not sorted or twice */
		out->ids[out->n++] = p;
	}
	return *p == '\0';
}

/* ---- deriving again */

struct derived {
	enum data_kind kind;
	long long i;
	const char *text;            /* in the arena */
	size_t n;                    /* distinct ids or values */
};

static int compare_values(sqlite3_value *v, const struct derived *d)
{
	bool number = sqlite3_value_type(v) == SQLITE_INTEGER;
	const char *s = (const char *)sqlite3_value_text(v);

	if (number != (d->kind == DATA_INT))
		return number ? -1 : 1;      /* numbers sort before text */
	if (number)
		return sqlite3_value_int64(v) < d->i ? -1 : sqlite3_value_int64(v) > d->i;
	return strcmp(s == NULL ? "" : s, d->text);
}

static bool take(const struct cites *c, sqlite3_value *v, struct arena *a, struct derived *d, struct err *e)
{
	int type = sqlite3_value_type(v);
	bool sum = strcmp(c->op, "sum") == 0, min = strcmp(c->op, "min") == 0;

	if (type == SQLITE_NULL)
		return true;
	if (type == SQLITE_FLOAT || type == SQLITE_BLOB || (sum && type != SQLITE_INTEGER))
		return err_set(e, "cites(id, '%s', '%s') works on whole numbers%s", c->op, c->field, sum ? "" : " and text");
	if (sum) {
		d->kind = DATA_INT;
		return !__builtin_add_overflow(d->i, sqlite3_value_int64(v), &d->i) || err_set(e, "the sum of '%s' is too large", c->field);
	}
	if (d->kind != DATA_NULL && (min ? compare_values(v, d) >= 0 : compare_values(v, d) <= 0))
		return true;
	d->kind = type == SQLITE_INTEGER ? DATA_INT : DATA_TEXT;
	d->i = sqlite3_value_int64(v);
	d->text = arena_strdup(a, (const char *)sqlite3_value_text(v));
	return true;
}

/* one cell of a cited row, into the derived value */
static bool take_row(struct data *d, const struct cites *c, const char *id, struct ids *seen, struct arena *a, struct derived *out,
    struct err *e)
{
	const char *table = data_table_of(d, id);
	int t = table == NULL ? SCHEMA_NONE : schema_find(&d->schema, table);
	sqlite3_stmt *s;
	bool ok = true;

	if (t < 0)
		return err_set(e, "cites(id): there is no row '%s'", id);
	if (*c->op == '\0')
		return true;
	if (schema_column(&d->schema.tables[t], c->field) < 0)
		return err_set(e, "cites(id, '%s', '%s'): table '%s' has no such column", c->op, c->field, table);
	s = db_cached(d, e, "SELECT \"%w\" FROM \"%w\" WHERE id = ?1", c->field, table);
	if (s == NULL)
		return false;
	db_bind(s, 1, id);
	if (sqlite3_step(s) == SQLITE_ROW) {
		bool listed = strcmp(c->op, "count") == 0 || is_of_all(c->op);
		if (listed && sqlite3_column_text(s, 0) != NULL)
			ids_add(seen, arena_strdup(a, (const char *)sqlite3_column_text(s, 0)), 0);
		else if (!listed)
			ok = take(c, sqlite3_column_value(s, 0), a, out, e);
	}
	sqlite3_reset(s);
	return ok;
}

static bool same(const struct derived *d, const struct data_value *v)
{
	if (d->kind != v->kind)
		return false;
	return d->kind == DATA_NULL || (d->kind == DATA_INT ? d->i == v->i : strcmp(d->text, v->text) == 0);
}

static bool differs(const struct cites *c, struct err *e)
{
	if (*c->op == '\0')
		return err_set(e, "not the number of the %zu rows that it cites (for another derivation say "
		    "cites(id, 'count'|'sum'|'min'|'max', 'field'))", c->n);
	return err_set(e, "not the %s of '%s' over the %zu rows that it cites", c->op, c->field, c->n);
}

static bool derive_of_all(struct data *d, const char *op, const struct ids *seen, struct arena *a, struct derived *out, struct err *e)
{
	struct headcount h = {.ids = arena_alloc(a, (seen->n + 1) * sizeof *h.ids)};
	struct headcount_range range;
	size_t lineages = 0;

	for (size_t i = 0; i < seen->cap; i++)
		if (seen->slots[i].key != NULL)
			h.ids[h.n++] = seen->slots[i].key;
	out->kind = DATA_INT;
	if (strcmp(op, "lineages") == 0) {
		if (!lineages_of(d, h.ids, h.n, &lineages, e))
			return false;
		out->i = (long long)lineages;
		return true;
	}
	if (!headcount_of(d, &h, &range, e))
		return false;
	out->kind = strcmp(op, "headcount_hi") == 0 && range.open ? DATA_NULL : DATA_INT;
	out->i = strcmp(op, "headcount_hi") == 0 ? range.hi : range.lo;
	return true;
}

static bool derive(struct data *d, const struct cites *c, struct arena *a, struct derived *out, struct err *e)
{
	struct ids seen = {0};
	bool ok = true;

	*out = (struct derived){.kind = DATA_NULL};
	for (size_t i = 0; ok && i < c->n; i++)
		ok = take_row(d, c, c->ids[i], &seen, a, out, e);
	if (*c->op == '\0' || strcmp(c->op, "count") == 0) {
		out->kind = DATA_INT;
		out->i = (long long)(*c->op == '\0' ? c->n : seen.n);
	}
	if (ok && is_of_all(c->op))
		ok = derive_of_all(d, c->op, &seen, a, out, e);
	ids_drop(&seen);
	return ok;
}

bool cites_check(struct data *d, const struct cites *c, const struct data_value *v, const char *column, struct err *e)
{
	struct arena *a = arena_new();
	struct derived again;
	bool ok = derive(d, c, a, &again, e);

	/* over no rows at all cites() never learns which derivation it is, and min, max and sum are NULL */
	ok = ok && (same(&again, v) || (c->n == 0 && v->kind == DATA_NULL) || differs(c, e));
	if (!ok)
		err_context(e, "query column '%s'", column);
	arena_drop(a);
	return ok;
}

bool data_derive(struct data *d, const char *op, const char *field, const char *const *ids, size_t n, struct arena *a,
    struct data_value *out, struct err *e)
{
	const struct cites c = {op, field, (const char **)ids, n};
	struct derived again;

	*out = (struct data_value){.kind = DATA_NULL};
	if (*op != '\0' && !is_op(op))
		return err_set(e, "there is no derivation '%s'", op);
	if (!derive(d, &c, a, &again, e))
		return false;
	out->kind = again.kind;
	out->i = again.i;
	out->text = again.kind == DATA_INT ? arena_printf(a, "%lld", again.i) : again.text;
	return true;
}
