/* compare.c: what a manifest says against what a dataset says now.
 *
 *   same        the cell holds what was printed; the rows give the derived value again
 *   changed     it holds something else
 *   withdrawn   it is the same dataset, and the row is gone, the cell is restricted, or no claim stands for it any more
 *   unknown     another dataset, or no such column
 *
 * Of hashed values the rows are found by hashing every id of the dataset, also of what the level does not see: so what was withdrawn can
 * be named to who holds the dataset. */
#include "cmd/manifest.h"

#include <stdlib.h>
#include <string.h>

struct named { char hash[MANIFEST_ROW_SIZE]; const char *id; };
struct comparing {
	const struct manifest *m;
	struct data *full, *at;
	struct arena *a;
	struct named *rows; size_t n_rows, cap;      /* owned, sorted by hash */
	struct manifest_comparison *out;
	struct err *e;
};

/* ---- rows by hash */
static int by_hash(const void *x, const void *y) { return strcmp(((const struct named *)x)->hash, ((const struct named *)y)->hash); }

static bool hash_rows(struct comparing *c)
{
	struct data_stmt *s = data_prepare(c->full, "select id from registry", true, c->e);
	int step = -1;

	while (s != NULL && (step = data_step(s, c->e)) == 1) {
		const char *id = data_column(s, 0)->text;
		c->rows = grow_array(c->rows, &c->cap, c->n_rows + 1, sizeof *c->rows);
		c->rows[c->n_rows].id = arena_strdup(c->a, id != NULL ? id : "");
		manifest_row_hash(c->m->dataset, c->rows[c->n_rows].id, c->rows[c->n_rows].hash);
		c->n_rows++;
	}
	data_stmt_drop(s);
	if (c->n_rows > 0)
		qsort(c->rows, c->n_rows, sizeof *c->rows, by_hash);
	return s != NULL && step == 0;
}

/* the id that the manifest means; NULL: no row has this hash */
static const char *id_of(const struct comparing *c, const char *row)
{
	struct named key = {.id = NULL};
	const struct named *found;

	if (!c->m->hashed)
		return row;
	snprintf(key.hash, sizeof key.hash, "%s", row);
	found = c->n_rows > 0 ? bsearch(&key, c->rows, c->n_rows, sizeof *c->rows, by_hash) : NULL;
	return found != NULL ? found->id : NULL;
}

/* ---- findings */
static struct manifest_finding *add(struct comparing *c, enum manifest_verdict verdict, const char *what, const char *where)
{
	struct manifest_comparison *out = c->out;
	bool value = strcmp(what, "value") == 0;

	(value ? out->values : out->evidence)[verdict]++;
	if (verdict == MANIFEST_SAME)
		return NULL;
	out->findings = grow_array(out->findings, &out->cap, out->n + 1, sizeof *out->findings);
	out->findings[out->n] = (struct manifest_finding){.verdict = verdict, .what = what, .where = where};
	return &out->findings[out->n++];
}

static bool same_text(const struct comparing *c, const struct data_value *is, const char *was)
{
	char hash[MANIFEST_VALUE_SIZE];

	if (!c->m->hashed)
		return is->kind != DATA_NULL && str_eq(is->text, was);
	manifest_value_hash(c->m->dataset, is, hash);
	return is->kind != DATA_NULL && strcmp(hash, was) == 0;
}

/* ---- a cell */
static bool exists(struct comparing *c, struct data *d, const char *id)
{
	struct data_value v;
	struct err none = {0};

	return data_cell(d, id, "id", c->a, &v, &none);
}

/* an evident cell whose claims were all taken back must not print any more */
static bool unclaimed(struct comparing *c, const struct data_value *v, struct data_evidence *evidence)
{
	struct err none = {0};

	return data_evidence_of(c->at, v, c->a, evidence, &none) && !evidence->apparatus && evidence->n_sources == 0;
}

static void compare_cell(struct comparing *c, const struct manifest_value *v)
{
	const char *id = id_of(c, v->row), *was = c->m->hashed ? NULL : v->text;
	const char *where = arena_printf(c->a, "%s.%s", id != NULL ? id : v->row, v->field);
	struct data_value is = {0}, full = {0};
	struct data_evidence evidence = {0};
	struct manifest_finding *f;
	struct err none = {0};
	bool claimed;

	if (id == NULL || !exists(c, c->at, id)) {
		f = add(c, MANIFEST_WITHDRAWN, "value", where);
		f->was = was;
		f->why = id != NULL && exists(c, c->full, id) ? "the row is left out" : "the row is gone";
		return;
	}
	if (!data_cell(c->at, id, v->field, c->a, &is, &none)) {
		f = add(c, MANIFEST_UNKNOWN, "value", where);
		f->why = "there is no such column";
		return;
	}
	claimed = !unclaimed(c, &is, &evidence);
	if (same_text(c, &is, v->text) && claimed) {
		add(c, MANIFEST_SAME, "value", where);
		return;
	}
	/* what the dataset still holds, and this level may not see any more */
	none = (struct err){0};
	if (same_text(c, &is, v->text) || (data_cell(c->full, id, v->field, c->a, &full, &none) && same_text(c, &full, v->text))) {
		f = add(c, MANIFEST_WITHDRAWN, "value", where);
		f->was = was;
		f->why = claimed ? "the cell is restricted" : "no claim stands for it any more";
		return;
	}
	f = add(c, MANIFEST_CHANGED, "value", where);
	f->was = was;
	f->is = is.kind != DATA_NULL ? is.text : "";
	f->claims = evidence.claims;
	f->n_claims = evidence.n_claims;
}

/* ---- derived from rows */
static const char *derivation(struct arena *a, const struct manifest_value *v)
{
	if (*v->of == '\0')
		return arena_printf(a, "the number of %zu rows", v->n_rows);
	return arena_printf(a, "the %s of %s over %zu rows", v->of, v->field, v->n_rows);
}

/* " act-1, act-2 and 3 more" */
static const char *some(struct arena *a, const char *const *ids, size_t n)
{
	struct buf b = {0};
	const char *out;

	for (size_t i = 0; i < n && i < 5; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", ids[i]);
	if (n > 5)
		buf_printf(&b, " and %zu more", n - 5);
	out = arena_strdup(a, b.p != NULL ? b.p : "");
	buf_drop(&b);
	return out;
}

static void compare_derived(struct comparing *c, const struct manifest_value *v)
{
	const char **ids = arena_alloc(c->a, (v->n_rows + 1) * sizeof *ids), **gone = arena_alloc(c->a, (v->n_rows + 1) * sizeof *gone);
	const char *where = derivation(c->a, v);
	struct manifest_finding *f;
	struct data_value is;
	struct err why = {0};
	size_t n_gone = 0;

	for (size_t i = 0; i < v->n_rows; i++) {
		ids[i] = id_of(c, v->rows[i]);
		if (ids[i] == NULL || !exists(c, c->at, ids[i]))
			gone[n_gone++] = ids[i] != NULL ? ids[i] : v->rows[i];
	}
	if (n_gone > 0) {
		f = add(c, MANIFEST_WITHDRAWN, "value", where);
		f->was = c->m->hashed ? NULL : v->text;
		f->why = arena_printf(c->a, n_gone == 1 ? "of its rows %s is gone or left out" : "of its rows %s are gone or left out",
		    some(c->a, gone, n_gone));
		return;
	}
	if (!data_derive(c->at, v->of, v->field, ids, v->n_rows, c->a, &is, &why)) {
		f = add(c, MANIFEST_UNKNOWN, "value", where);
		f->why = arena_strdup(c->a, why.msg);
		return;
	}
	is.cites = ids;
	is.n_cites = v->n_rows;
	is.op = v->of;
	is.field = v->field;
	f = add(c, same_text(c, &is, v->text) ? MANIFEST_SAME : MANIFEST_CHANGED, "value", arena_printf(c->a, "%s (%s)", where, some(c->a, ids, v->n_rows)));
	if (f == NULL)
		return;
	f->was = c->m->hashed ? NULL : v->text;
	f->is = is.kind != DATA_NULL ? is.text : "";
}

/* ---- evidence */
static void compare_claim(struct comparing *c, const struct manifest_claim *claim)
{
	struct data_passage *now;
	struct data_value rank;
	struct err none = {0};
	size_t n, i = 0;

	if (!data_cell(c->at, claim->id, "rank", c->a, &rank, &none)) {
		add(c, MANIFEST_WITHDRAWN, "claim", claim->id)->why = exists(c, c->full, claim->id) ? "it is left out" : "it is gone";
		return;
	}
	if (str_eq(rank.text, "deprecated")) {
		add(c, MANIFEST_WITHDRAWN, "claim", claim->id)->why = "it is deprecated";
		return;
	}
	if (data_passages(c->at, claim->id, c->a, &now, &n, &none))
		for (; i < n && i < claim->n && strcmp(now[i].id, claim->passages[i]) == 0; i++)
			;
	if (i == n && n == claim->n)
		add(c, MANIFEST_SAME, "claim", claim->id);
	else
		add(c, MANIFEST_CHANGED, "claim", claim->id)->why = "it rests on other passages now";
}

/* a cell of an id that the manifest gives a text for: a passage's source, a source's hash */
static void compare_pair(struct comparing *c, const char *what, const char *column, const struct manifest_pair *p)
{
	struct data_value is;
	struct err none = {0};
	struct manifest_finding *f;

	if (!exists(c, c->at, p->name)) {
		add(c, MANIFEST_WITHDRAWN, what, p->name)->why = "it is gone or left out";
		return;
	}
	if (!data_cell(c->at, p->name, column, c->a, &is, &none))
		is = (struct data_value){.text = NULL};      /* an instrument has no file */
	f = add(c, str_eq(is.text, p->hash) ? MANIFEST_SAME : MANIFEST_CHANGED, what, p->name);
	if (f == NULL)
		return;
	f->was = p->hash;
	f->is = is.text != NULL ? is.text : "";
	f->why = arena_printf(c->a, "its %s is another", column);
}

/* ---- all */
static const char *unknown(const struct manifest *m, struct data *full, struct arena *a)
{
	const char *id = data_level(full) != DATA_UNLEVELLED ? data_meta(full, "dataset") : NULL;

	if (m->dataset == NULL)
		return "it was made of data without levels: its manifest has no values";
	if (id == NULL)
		return arena_printf(a, "it is of dataset '%s', and this one says no name of itself", m->dataset);
	if (strcmp(id, m->dataset) != 0)
		return arena_printf(a, "it is of dataset '%s', and this one is '%s'", m->dataset, id);
	if (data_level(full) < m->level)
		return arena_printf(a, "it is of level '%s', and this dataset holds level '%s' only", data_level_name(m->level),
		    data_level_name(data_level(full)));
	return NULL;
}

bool manifest_compare(const struct manifest *m, struct data *full, struct data *at, struct arena *a, struct manifest_comparison *out, struct err *e)
{
	struct comparing c = {.m = m, .full = full, .at = at, .a = a, .out = out, .e = e};
	char content[HASH_HEX_SIZE];
	bool ok = true;

	*out = (struct manifest_comparison){.unknown = unknown(m, full, a)};
	if (out->unknown != NULL) {
		out->values[MANIFEST_UNKNOWN] = m->n_values;
		out->evidence[MANIFEST_UNKNOWN] = m->n_claims + m->n_passages + m->n_sources;
		return true;
	}
	ok = data_content_hash(at, content, e) && (!m->hashed || hash_rows(&c));
	out->content = ok && strcmp(content, m->content) == 0;
	for (size_t i = 0; ok && i < m->n_values && !limit_time_over(); i++)
		m->values[i].row != NULL ? compare_cell(&c, &m->values[i]) : compare_derived(&c, &m->values[i]);
	for (size_t i = 0; ok && i < m->n_claims && !limit_time_over(); i++)
		compare_claim(&c, &m->claims[i]);
	for (size_t i = 0; ok && i < m->n_passages && !limit_time_over(); i++)
		compare_pair(&c, "passage", "source", &m->passages[i]);
	for (size_t i = 0; ok && i < m->n_sources && !limit_time_over(); i++)
		compare_pair(&c, "source", "sha256", &m->sources[i]);
	free(c.rows);
	return ok && (!limit_time_over() || limit_time_err(e));
}
