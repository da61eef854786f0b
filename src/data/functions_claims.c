/* functions_claims.c: what the claims on a field come to: the value to print, its grade, its independent lineages (topic functions).
 *
 *   claims on (ref, field), rank <> 'deprecated' ── the shown ones: the preferred, else all normal ones when they say the same
 *   sources of a claim ── components of the graph of source_link ── joined further where author and speaker are tied */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

/* ---- components of a graph: parent[i] leads to the first of its component */
static size_t root(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];   /* halves the way for the next */
	return i;
}

static void join(size_t *parent, size_t a, size_t b)
{
	size_t x = root(parent, a), y = root(parent, b);

	parent[x > y ? x : y] = x > y ? y : x;
}

/* ---- sources: the component of each, read once for a handle, which nobody writes to */
struct lineage {
	struct ids ids;               /* id of a source -> its number; keys in the arena of the handle */
	size_t *parent, cap;          /* owned; by number */
	const char **first;           /* owned; by number of a component's root: the first by id of its sources */
	size_t cap_first;
};

void lineage_drop(struct lineage *l)
{
	if (l == NULL)
		return;
	ids_drop(&l->ids);
	free(l->parent);
	free(l->first);
	free(l);
}

static size_t number(struct data *d, struct lineage *l, const char *id)
{
	size_t i = ids_get(&l->ids, id);

	if (i != IDS_NONE)
		return i;
	i = l->ids.n;
	l->parent = grow_array(l->parent, &l->cap, i + 1, sizeof *l->parent);
	l->parent[i] = i;
	l->first = grow_array(l->first, &l->cap_first, i + 1, sizeof *l->first);
	l->first[i] = arena_strdup(d->arena, id);
	ids_add(&l->ids, l->first[i], i);
	return i;
}

/* both columns of each row joined */
static bool join_rows(struct data *d, struct lineage *l, sqlite3_stmt *s, struct err *e)
{
	int rc = SQLITE_ERROR;

	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *a = (const char *)sqlite3_column_text(s, 0), *b = (const char *)sqlite3_column_text(s, 1);
		if (a != NULL && b != NULL) {
			size_t i = number(d, l, a), k = number(d, l, b);   /* these may move the arrays */
			const char *x = l->first[root(l->parent, i)], *y = l->first[root(l->parent, k)];
			join(l->parent, i, k);
			l->first[root(l->parent, i)] = strcmp(x, y) < 0 ? x : y;
		}
	}
	if (s != NULL && rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

static struct lineage *lineage_of(struct data *d, struct err *e)
{
	struct lineage *l = d->lineage;

	if (l != NULL)
		return l;
	l = mem_zalloc(sizeof *l);
	if (!data_has_table(d, "source_link") ||
	    join_rows(d, l, functions_cached(d, e, "SELECT child, parent FROM source_link WHERE kind <> 'corrects' ORDER BY id"), e))
		return d->lineage = l;
	lineage_drop(l);
	return NULL;
}

/* the first by id of the sources that this one is joined with; NULL with an error */
static const char *lineage_name(struct data *d, const char *id, struct err *e)
{
	struct lineage *l = lineage_of(d, e);
	const char *table = data_table_of(d, id);
	char shown[80];
	size_t at;

	if (l == NULL)
		return NULL;
	if (table == NULL || strcmp(table, "source") != 0) {
		err_set(e, "'%s' is not the id of a source", str_show(shown, sizeof shown, id, strlen(id)));
		return NULL;
	}
	at = number(d, l, id);
	return l->first[root(l->parent, at)];
}

bool lineages_of(struct data *d, const char *const *sources, size_t n, size_t *out, struct err *e)
{
	struct ids seen = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		const char *name = lineage_name(d, sources[i], e);
		ok = name != NULL && db_time_left(e);
		if (ok)
			ids_add(&seen, name, 0);
	}
	*out = seen.n;
	ids_drop(&seen);
	return ok;
}

/* ---- what claims rest on */
struct support { const char *source, *speaker, *stance; };
struct supports { struct support *list; size_t n, cap; };     /* list owned, strings in the arena */

static bool add_supports(struct data *d, const char *claim, struct arena *a, struct supports *out, struct err *e)
{
	sqlite3_stmt *s = functions_cached(d, e, "SELECT p.source, p.speaker, s.stance FROM claim_source s JOIN passage p ON p.id = s.passage"
	    " WHERE s.claim = ?1 AND s.stance <> 'contradicts' ORDER BY s.id");
	int rc = SQLITE_ERROR;

	if (s != NULL)
		db_bind(s, 1, claim);
	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW && sqlite3_column_text(s, 0) != NULL && sqlite3_column_text(s, 2) != NULL) {
		out->list = grow_array(out->list, &out->cap, out->n + 1, sizeof *out->list);
		out->list[out->n++] = (struct support){db_text(s, 0, a), db_text(s, 1, a), db_text(s, 2, a)};
	}
	if (s != NULL && rc != SQLITE_DONE && rc != SQLITE_ROW)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE || rc == SQLITE_ROW;
}

/* of the strongest stance that there is: support, else repetition, else silence */
static void keep_strongest(struct supports *all)
{
	static const char *const stances[] = {"supports", "repeats", "silent"};
	size_t kept = 0;

	for (size_t k = 0; k < COUNT_OF(stances) && kept == 0; k++)
		for (size_t i = 0; i < all->n; i++)
			if (strcmp(all->list[i].stance, stances[k]) == 0)
				all->list[kept++] = all->list[i];
	all->n = kept;
}

/* ---- ties: the author of one is the speaker or the author of the other, or related to that one */
struct numbers { size_t *p, n, cap; };        /* owned */
struct voices {
	struct ids ids;                       /* id of somebody -> place in list; keys in the arena */
	struct voice { const char *who; struct numbers wrote, heard; } *list;        /* owned; sources by number; who writes is heard too */
	size_t cap;
	struct arena *arena;                  /* borrowed */
};

static void add_number(struct numbers *to, size_t i)
{
	if (to->n > 0 && to->p[to->n - 1] == i)
		return;
	to->p = grow_array(to->p, &to->cap, to->n + 1, sizeof *to->p);
	to->p[to->n++] = i;
}

static void hear(struct voices *v, const char *who, size_t source, bool writes)
{
	size_t i = ids_get(&v->ids, who);

	if (i == IDS_NONE) {
		i = v->ids.n;
		v->list = grow_array(v->list, &v->cap, i + 1, sizeof *v->list);
		v->list[i] = (struct voice){.who = arena_strdup(v->arena, who)};
		ids_add(&v->ids, v->list[i].who, i);
	}
	add_number(&v->list[i].heard, source);
	if (writes)
		add_number(&v->list[i].wrote, source);
}

static bool hear_authors(struct data *d, struct voices *v, const char *source, size_t number_of, struct err *e)
{
	sqlite3_stmt *s = functions_cached(d, e, "SELECT a FROM relation WHERE b = ?1 AND kind = 'author_of' ORDER BY id");
	int rc = SQLITE_ERROR;

	if (s != NULL)
		db_bind(s, 1, source);
	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW)
		if (sqlite3_column_text(s, 0) != NULL)
			hear(v, (const char *)sqlite3_column_text(s, 0), number_of, true);
	if (s != NULL && rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

/* what somebody wrote, with where another one is heard: all of it is one */
static void join_voices(size_t *parent, const struct voice *author, const struct voice *other)
{
	for (size_t i = 0; i < other->heard.n; i++)
		join(parent, author->wrote.p[0], other->heard.p[i]);
	for (size_t i = 0; i < author->wrote.n; i++)
		join(parent, author->wrote.p[0], author->wrote.p[i]);
}

static bool join_relatives(struct data *d, struct voices *v, const struct voice *author, size_t *parent, struct err *e)
{
	sqlite3_stmt *s = functions_cached(d, e, "SELECT CASE WHEN a = ?1 THEN b ELSE a END FROM relation"
	    " WHERE (a = ?1 OR b = ?1) AND kind NOT IN('not_same_as','same_as_candidate','author_of')");
	int rc = SQLITE_ERROR;

	if (s != NULL)
		db_bind(s, 1, author->who);
	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *who = (const char *)sqlite3_column_text(s, 0);
		size_t i = who == NULL ? IDS_NONE : ids_get(&v->ids, who);
		if (i != IDS_NONE)
			join_voices(parent, author, &v->list[i]);
	}
	if (s != NULL && rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

static bool join_ties(struct data *d, const struct supports *all, struct lineage *l, size_t *parent, struct arena *a, struct err *e)
{
	struct voices v = {.arena = a};
	bool ok = true;

	for (size_t i = 0; ok && i < all->n; i++) {
		size_t source = number(d, l, all->list[i].source);
		if (all->list[i].speaker != NULL)
			hear(&v, all->list[i].speaker, source, false);
		ok = db_time_left(e) && hear_authors(d, &v, all->list[i].source, source, e);
	}
	for (size_t i = 0; ok && i < v.ids.n; i++)
		if (v.list[i].wrote.n > 0) {
			join_voices(parent, &v.list[i], &v.list[i]);
			ok = db_time_left(e) && join_relatives(d, &v, &v.list[i], parent, e);
		}
	for (size_t i = 0; i < v.ids.n; i++) {
		free(v.list[i].wrote.p);
		free(v.list[i].heard.p);
	}
	free(v.list);
	ids_drop(&v.ids);
	return ok;
}

/* how many components the sources of these claims are in */
static bool count_lineages(struct data *d, const char *const *claims, size_t n, size_t *out, struct err *e)
{
	struct lineage *l = lineage_of(d, e);
	struct arena *a = arena_new();
	struct supports all = {0};
	size_t *parent = NULL;
	bool ok = l != NULL, *seen;

	*out = 0;
	for (size_t i = 0; ok && i < n; i++)
		ok = add_supports(d, claims[i], a, &all, e);
	keep_strongest(&all);
	for (size_t i = 0; ok && i < all.n; i++)
		number(d, l, all.list[i].source);
	if (ok && all.n > 0) {
		parent = arena_alloc(a, l->ids.n * sizeof *parent);
		memcpy(parent, l->parent, l->ids.n * sizeof *parent);
		ok = !data_has_table(d, "relation") || join_ties(d, &all, l, parent, a, e);
	}
	seen = arena_alloc(a, l == NULL ? 1 : (l->ids.n + 1) * sizeof *seen);
	for (size_t i = 0; ok && i < all.n; i++) {
		size_t at = root(parent, number(d, l, all.list[i].source));
		*out += !seen[at];
		seen[at] = true;
	}
	free(all.list);
	arena_drop(a);
	return ok;
}

/* ---- the claims on one field */
struct live {
	const char **claims;          /* owned, those that are shown; strings in the arena */
	size_t n_shown, cap;
	const char *value;            /* NULL: the shown ones differ */
	bool differ, ruled, open;  /* differ: not all live ones say the same */
	bool firm, strong;            /* a shown one is more than an allegation; ... of credibility 1 or 2 */
};

static bool is_allegation(const char *modality)
{
	static const char *const soft[] = {"alleged", "denied", "opinion", "predicted", "speculative"};

	for (size_t i = 0; i < COUNT_OF(soft); i++)
		if (str_eq(modality, soft[i]))
			return true;
	return false;
}

/* one row of the query below, which has the shown claims first */
static void take(struct live *out, sqlite3_stmt *s, struct arena *a, const char **first)
{
	const char *value = db_text(s, 1, a), *modality = (const char *)sqlite3_column_text(s, 2), *state = (const char *)sqlite3_column_text(s, 4);
	bool shown = sqlite3_column_int(s, 5) != 0, far = str_eq(modality, "hearsay") && sqlite3_column_int(s, 6) == 0;
	int cred = sqlite3_column_int(s, 3);

	if (*first == NULL)
		*first = value;
	out->differ = out->differ || !str_eq(value, *first);
	out->open = out->open || str_eq(state, "open");
	out->ruled = out->ruled || (state != NULL && strcmp(state, "open") != 0);
	if (!shown)
		return;
	out->value = out->n_shown == 0 || str_eq(out->value, value) ? value : NULL;
	out->claims = grow_array(out->claims, &out->cap, out->n_shown + 1, sizeof *out->claims);
	out->claims[out->n_shown++] = db_text(s, 0, a);
	if (!is_allegation(modality) && !far && cred <= 3) {
		out->firm = true;
		out->strong = out->strong || cred <= 2;
	}
}

#define LIVE \
	"SELECT c.id, c.value, c.modality, c.cred, x.state," \
	" c.rank = 'preferred' OR NOT EXISTS (SELECT 1 FROM claim q WHERE q.ref = c.ref AND q.field = c.field AND q.rank = 'preferred') AS shown," \
	" EXISTS (SELECT 1 FROM claim_source s WHERE s.claim = c.id AND s.stance <> 'contradicts' AND s.closeness <> 'unk')" \
	" FROM claim c LEFT JOIN dispute x ON x.id = c.dispute WHERE c.ref = ?1 AND c.field = ?2 AND c.rank <> 'deprecated'" \
	" ORDER BY shown DESC, c.id"

static bool live_claims(struct data *d, const char *ref, const char *field, struct arena *a, struct live *out, struct err *e)
{
	const char *table = data_table_of(d, ref), *first = NULL;
	sqlite3_stmt *s;
	int rc = SQLITE_ERROR;

	*out = (struct live){0};
	if (!data_has_table(d, "claim"))
		return err_set(e, "this dataset has no table 'claim'");
	if (table == NULL)
		return err_set(e, "there is no row '%s'", ref);
	s = functions_cached(d, e, LIVE);
	if (s == NULL)
		return false;
	db_bind(s, 1, ref);
	db_bind(s, 2, data_spoken_of(d, table, field));
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		take(out, s, a, &first);
	if (rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

static bool grade_of(struct data *d, const struct live *l, const char **grade, struct err *e)
{
	size_t count = 0;

	*grade = NULL;
	if (l->n_shown == 0)
		return true;
	if (l->open || l->value == NULL || (l->differ && !l->ruled)) {
		*grade = "disputed";
		return true;
	}
	if (l->strong && !count_lineages(d, l->claims, l->n_shown, &count, e))
		return false;
	*grade = !l->firm ? "alleged" : count >= 2 ? "established" : "reported";
	return true;
}

bool data_grade(struct data *d, const char *ref, const char *field, const char **grade, struct err *e)
{
	struct arena *a = arena_new();
	struct live l;
	bool ok = live_claims(d, ref, field, a, &l, e) && grade_of(d, &l, grade, e);

	free(l.claims);
	arena_drop(a);
	return ok;
}

/* ---- the functions */

/* name(ref, field): what to answer is chosen from the live claims */
static void of_field(sqlite3_context *x, const char *name, sqlite3_value **v, bool (*choose)(struct data *, const struct live *, const char **, struct err *))
{
	struct data *d = sqlite3_user_data(x);
	struct arena *a;
	const char *ref, *field, *out = NULL;
	struct err e = {0};
	struct live l;

	if (!functions_text(x, name, v[0], &ref) || !functions_text(x, name, v[1], &field) || ref == NULL || field == NULL)
		return;
	a = arena_new();
	if (!live_claims(d, ref, field, a, &l, &e) || !choose(d, &l, &out, &e))
		functions_fail(x, name, &e);
	else if (out != NULL)
		sqlite3_result_text(x, out, -1, SQLITE_TRANSIENT);
	free(l.claims);
	arena_drop(a);
}

static bool choose_value(struct data *d, const struct live *l, const char **out, struct err *e)
{
	(void)d;
	(void)e;
	*out = l->value;
	return true;
}

static bool choose_claim(struct data *d, const struct live *l, const char **out, struct err *e)
{
	(void)d;
	(void)e;
	*out = l->value != NULL ? l->claims[0] : NULL;
	return true;
}

static void display_value(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; of_field(x, "display_value", v, choose_value); }
static void claim_id(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; of_field(x, "claim_id", v, choose_claim); }
static void grade(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; of_field(x, "grade", v, grade_of); }

static void lineage_id(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct err e = {0};
	const char *source, *name;

	(void)n;
	if (!functions_text(x, "lineage_id", v[0], &source) || source == NULL)
		return;
	name = lineage_name(sqlite3_user_data(x), source, &e);
	if (name == NULL)
		functions_fail(x, "lineage_id", &e);
	else
		sqlite3_result_text(x, name, -1, SQLITE_TRANSIENT);
}

static void lineages(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct data *d = sqlite3_user_data(x);
	struct err e = {0};
	const char *claim, *table;
	size_t count;

	(void)n;
	if (!functions_text(x, "lineages", v[0], &claim) || claim == NULL)
		return;
	table = data_table_of(d, claim);
	if (table == NULL || strcmp(table, "claim") != 0)
		err_set(&e, "'%s' is not the id of a claim", claim);
	if (e.set || !count_lineages(d, &claim, 1, &count, &e))
		functions_fail(x, "lineages", &e);
	else
		sqlite3_result_int64(x, (long long)count);
}

bool functions_claims_register(struct data *d, struct err *e)
{
	return functions_add(d, "display_value", 2, 0, display_value, e) && functions_add(d, "claim_id", 2, 0, claim_id, e) &&
	    functions_add(d, "grade", 2, 0, grade, e) && functions_add(d, "lineages", 1, 0, lineages, e) &&
	    functions_add(d, "lineage_id", 1, 0, lineage_id, e);
}
