/* functions_people.c: the last status of a person, and how many people a set of rows is (topic functions). */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

/* ---- persons as a graph: same_as makes one of two, same_as_candidate perhaps, not_same_as forbids the latter */
#define SAME "SELECT a, b FROM relation WHERE kind = 'same_as' ORDER BY id"
#define CANDIDATE \
	"SELECT a, b FROM relation r WHERE kind = 'same_as_candidate' AND NOT EXISTS (SELECT 1 FROM relation n WHERE n.kind = 'not_same_as'" \
	" AND ((n.a = r.a AND n.b = r.b) OR (n.a = r.b AND n.b = r.a))) ORDER BY id"
#define MEMBER "SELECT r.a, r.b FROM relation r JOIN person p ON p.id = r.b WHERE r.kind = 'member_of' AND p.kind IN('family','group') ORDER BY r.id"

/* ---- status */
#define LAST \
	"WITH RECURSIVE one(id) AS (SELECT ?1 UNION SELECT CASE WHEN r.a = one.id THEN r.b ELSE r.a END FROM one" \
	" JOIN relation r ON r.kind = 'same_as' AND (r.a = one.id OR r.b = one.id))" \
	" SELECT id, status, asof_e FROM act WHERE victim IN (SELECT id FROM one)" \
	" AND kind IN('detention','house_arrest','no_news','death_in_custody')" \
	" ORDER BY asof_lo DESC NULLS LAST, start_lo DESC NULLS LAST, id DESC LIMIT 1"

enum { LAST_ID, LAST_STATUS, LAST_ASOF };

static bool check_person(struct data *d, const char *id, struct err *e)
{
	const char *table = data_table_of(d, id);
	char shown[80];

	return (table != NULL && strcmp(table, "person") == 0) ||
	    err_set(e, "'%s' is not the id of a person", str_show(shown, sizeof shown, id, strlen(id)));
}

static void last_act(sqlite3_context *x, const char *name, sqlite3_value *v, int column)
{
	struct data *d = sqlite3_user_data(x);
	struct err e = {0};
	const char *person;
	sqlite3_stmt *s;

	if (!functions_text(x, name, v, &person) || person == NULL)
		return;
	s = check_person(d, person, &e) ? functions_cached(d, &e, LAST) : NULL;
	if (s != NULL) {
		db_bind(s, 1, person);
		functions_row(x, s, column, &e);
	}
	if (e.set)
		functions_fail(x, name, &e);
}

static void status_id(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; last_act(x, "status_id", v[0], LAST_ID); }
static void status_now(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; last_act(x, "status_now", v[0], LAST_STATUS); }
static void status_asof(sqlite3_context *x, int n, sqlite3_value **v) { (void)n; last_act(x, "status_asof", v[0], LAST_ASOF); }

/* ---- how many people */

/* People of the set are numbered as they come. Relations lead through people outside of the set too: A same_as X same_as B. */
struct crowd {
	struct ids ids;               /* id -> number; keys borrowed or in the arena */
	struct one {
		size_t same, perhaps; /* the next of its component, towards the root: by same_as alone, and by candidates too */
		long long members;    /* -1: a number that nobody reported */
		bool in_set, within;  /* within: a member of a group of the set */
		long long linked;     /* members of it that are in the set */
	} *all;                       /* owned */
	size_t cap;
	struct arena *arena;
};

static size_t root(struct crowd *c, size_t i, bool perhaps)
{
	size_t *up;

	while (*(up = perhaps ? &c->all[i].perhaps : &c->all[i].same) != i) {
		*up = perhaps ? c->all[*up].perhaps : c->all[*up].same;      /* halves the way for the next */
		i = *up;
	}
	return i;
}

static void join(struct crowd *c, size_t a, size_t b, bool perhaps)
{
	size_t x = root(c, a, perhaps), y = root(c, b, perhaps), low = x < y ? x : y, high = x < y ? y : x;

	if (perhaps)
		c->all[high].perhaps = low;
	else
		c->all[high].same = low;
}

static size_t number(struct crowd *c, const char *id)
{
	size_t i = ids_get(&c->ids, id);

	if (i != IDS_NONE)
		return i;
	i = c->ids.n;
	c->all = grow_array(c->all, &c->cap, i + 1, sizeof *c->all);
	c->all[i] = (struct one){.same = i, .perhaps = i, .members = 1};
	ids_add(&c->ids, arena_strdup(c->arena, id), i);
	return i;
}

static bool add_person(struct data *d, struct crowd *c, const char *id, struct err *e)
{
	size_t i = number(c, id);
	sqlite3_stmt *s;

	if (c->all[i].in_set)
		return true;
	if (!check_person(d, id, e))
		return false;
	s = functions_cached(d, e, "SELECT CASE WHEN kind IN('family','group') THEN coalesce(members, -1) ELSE 1 END FROM person WHERE id = ?1");
	if (s == NULL)
		return false;
	db_bind(s, 1, id);
	if (sqlite3_step(s) == SQLITE_ROW)
		c->all[i].members = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	c->all[i].in_set = true;
	return true;
}

/* each pair of a query */
static bool each_pair(struct data *d, struct crowd *c, const char *sql, void (*f)(struct crowd *, size_t, size_t), struct err *e)
{
	sqlite3_stmt *s = functions_cached(d, e, sql);
	int rc = SQLITE_ERROR;

	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW)
		if (sqlite3_column_text(s, 0) != NULL && sqlite3_column_text(s, 1) != NULL) {
			size_t a = number(c, (const char *)sqlite3_column_text(s, 0));
			f(c, a, number(c, (const char *)sqlite3_column_text(s, 1)));
		}
	if (s != NULL && rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_reset(s);
	return rc == SQLITE_DONE;
}

static void pair_same(struct crowd *c, size_t a, size_t b)
{
	join(c, a, b, false);
	join(c, a, b, true);
}

static void pair_perhaps(struct crowd *c, size_t a, size_t b) { join(c, a, b, true); }

static void pair_member(struct crowd *c, size_t member, size_t group)
{
	if (!c->all[member].in_set || !c->all[group].in_set)
		return;
	c->all[member].within = true;
	c->all[group].linked++;
}

/* what one component adds: one person, or one group under several ids, of which the greatest number that anybody gives counts */
struct part { bool any, known; long long lo, hi; };

static void add_to_part(struct part *part, const struct one *p)
{
	long long members = p->members > p->linked ? p->members : p->linked;

	if (p->members < 0 && members < 1)
		members = 1;
	part->any = true;
	part->lo = members > part->lo ? members : part->lo;
	if (p->members >= 0) {
		part->known = true;
		part->hi = members > part->hi ? members : part->hi;
	}
}

static bool sum_parts(struct crowd *c, bool perhaps, struct headcount_range *out, struct err *e)
{
	struct part *parts = arena_alloc(c->arena, (c->ids.n + 1) * sizeof *parts);
	bool fits = true;

	*out = (struct headcount_range){0};
	for (size_t i = 0; i < c->ids.n; i++)
		if (c->all[i].in_set && !c->all[i].within)
			add_to_part(&parts[root(c, i, perhaps)], &c->all[i]);
	for (size_t i = 0; i < c->ids.n; i++) {
		out->open = out->open || (parts[i].any && !parts[i].known);
		fits = fits && !__builtin_add_overflow(out->lo, parts[i].lo, &out->lo) && !__builtin_add_overflow(out->hi, parts[i].hi, &out->hi);
	}
	return fits || err_set(e, "the number of people is too large");
}

bool headcount_of(struct data *d, const struct headcount *h, struct headcount_range *out, struct err *e)
{
	struct crowd c = {.arena = arena_new()};
	struct headcount_range least;
	bool ok = data_has_table(d, "person") || err_set(e, "this dataset has no table 'person'");

	for (size_t i = 0; ok && i < h->n; i++)
		ok = db_time_left(e) && add_person(d, &c, h->ids[i], e);
	if (ok && data_has_table(d, "relation"))
		ok = each_pair(d, &c, SAME, pair_same, e) && each_pair(d, &c, CANDIDATE, pair_perhaps, e) && each_pair(d, &c, MEMBER, pair_member, e);
	ok = ok && sum_parts(&c, true, &least, e) && sum_parts(&c, false, out, e);
	if (ok)
		out->lo = least.lo;
	free(c.all);
	ids_drop(&c.ids);
	arena_drop(c.arena);
	return ok;
}

struct collected { char **ids; size_t n, cap; };      /* owned */

static void step(sqlite3_context *x, int n, sqlite3_value **v)
{
	struct collected *c = sqlite3_aggregate_context(x, sizeof *c);
	const char *id;

	(void)n;
	if (c == NULL || !functions_text(x, "headcount", v[0], &id) || id == NULL)
		return;
	if (c->n == CITES_MAX) {
		functions_fail(x, "headcount", &(struct err){.msg = "more than 100000 rows"});
		return;
	}
	c->ids = grow_array(c->ids, &c->cap, c->n + 1, sizeof *c->ids);
	c->ids[c->n++] = mem_strdup(id);
}

/* called also when the statement is abandoned, so nothing leaks */
static void final(sqlite3_context *x, bool most)
{
	struct collected none = {0}, *c = sqlite3_aggregate_context(x, 0);
	struct headcount_range range;
	struct err e = {0};

	if (c == NULL)
		c = &none;
	if (!headcount_of(sqlite3_user_data(x), &(struct headcount){(const char **)c->ids, c->n}, &range, &e))
		functions_fail(x, most ? "headcount_hi" : "headcount_lo", &e);
	else if (!most || !range.open)
		sqlite3_result_int64(x, most ? range.hi : range.lo);
	for (size_t i = 0; i < c->n; i++)
		free(c->ids[i]);
	free(c->ids);
	*c = (struct collected){0};
}

static void final_lo(sqlite3_context *x) { final(x, false); }
static void final_hi(sqlite3_context *x) { final(x, true); }

bool functions_people_register(struct data *d, struct err *e)
{
	int how = SQLITE_UTF8 | SQLITE_DIRECTONLY;

	return functions_add(d, "status_id", 1, 0, status_id, e) && functions_add(d, "status_now", 1, 0, status_now, e) &&
	    functions_add(d, "status_asof", 1, 0, status_asof, e) &&
	    ((sqlite3_create_function_v2(d->db, "headcount_lo", 1, how, d, NULL, step, final_lo, NULL) == SQLITE_OK &&
	      sqlite3_create_function_v2(d->db, "headcount_hi", 1, how, d, NULL, step, final_hi, NULL) == SQLITE_OK) || db_fail(d->db, e));
}
