/* check.c: runs the checks of checks.sql over a dataset and gathers what they find.
 *
 *   -- DET-02 E data, disputable date identity: a new detention begins certainly before the previous one ends
 *      code, severity, where it runs, flags, rule; then one query up to the next header, or
 *   -- by: NAME ...  a function of ours in place of a query, and what it is told
 *   -- do: WORDS     what to do in place of it, where it never runs on a dataset
 * What stands before the first check is done before all: temporary tables, dropped at the end.
 *
 * A query's columns are known by name: ref and message, and where it has them field, dispute, sev, source, lo, hi. Flags: disputable (a dispute
 * of the claims on that cell, of one of the kinds behind it, once ruled or settled, answers the finding), editors (it reads what lower levels do not hold).
 * A check that cannot run says why and is never counted as passed. */
#include "data/check.h"

#include <stdlib.h>
#include <string.h>

static const struct function { const char *name; check_function *run; } functions[] = {
	{"cells_bare", check_cells_bare}, {"cells_equal", check_cells_equal}, {"dates_sound", check_dates_sound},
	{"files_quotes", check_files_quotes}, {"files_shared", check_files_shared}, {"files_whole", check_files_whole},
	{"names_glyphs", check_names_glyphs}, {"names_near", check_names_near}, {"names_script", check_names_script},
	{"prose_rows", check_prose_rows},	{"private_words", check_private_words}, {"weekdays", check_weekdays},
};

/* ---- the list */

struct entry {
	struct data_check check;
	bool disputable, editors;
	const char *kinds;                    /* of disputes that answer it, apart by blanks; "" any */
	const char *advice;                   /* why it does not run here, and what does; NULL: by where it runs */
	const char *by, *args, *sql;          /* by, or sql, or none where it does not run on a dataset */
};
struct list { struct entry *p; size_t n, cap; const char *first; };   /* p owned; first: the SQL before all checks */

static const char *const wheres[] = {"data", "run", "pack", "sources"};

static enum data_check_where where_named(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT_OF(wheres); i++)
		if (strlen(wheres[i]) == n && memcmp(wheres[i], s, n) == 0)
			return (enum data_check_where)i;
	return DATA_CHECK_DATA;
}

const char *data_check_where_name(enum data_check_where where) { return wheres[where]; }

/* "-- SRC-01 E data, disputable: rule"; false for any other line */
static bool parse_header(const char *line, size_t n, struct arena *a, struct entry *out)
{
	const char *colon = memchr(line, ':', n), *where = line + 12;
	char *flags, *said;

	if (n < 16 || memcmp(line, "-- ", 3) != 0 || line[6] != '-' || line[9] != ' ' || line[11] != ' ' || colon == NULL)
		return false;
	flags = arena_strndup(a, where, (size_t)(colon - where));
	*out = (struct entry){0};
	out->check.code = arena_strndup(a, line + 3, 6);
	out->check.severity = line[10];
	out->check.where = where_named(flags, strcspn(flags, ","));
	out->check.rule = arena_strndup(a, colon + 2, (size_t)(line + n - colon) - 2);
	said = strstr(flags, "disputable");
	out->disputable = said != NULL;
	out->kinds = said == NULL ? "" : arena_strndup(a, said + strlen("disputable"), strcspn(said, ",") - strlen("disputable"));
	out->editors = strstr(flags, "editors") != NULL;
	return true;
}

static char *after(const char *line, size_t n, const char *word, struct arena *a)
{
	size_t k = strlen(word);

	return n > k && memcmp(line, word, k) == 0 ? arena_strndup(a, line + k, n - k) : NULL;
}

static void parse(struct list *l, struct arena *a)
{
	struct buf sql = {0};
	size_t n;

	for (const char *p = data_checks_sql; *p != '\0'; p += n + (p[n] != '\0')) {
		struct entry next, *at = l->n > 0 ? &l->p[l->n - 1] : NULL;
		char *said;
		n = strcspn(p, "\n");
		if (parse_header(p, n, a, &next)) {
			l->p = grow_array(l->p, &l->cap, l->n + 1, sizeof *l->p);
			l->p[l->n++] = next;
			buf_clear(&sql);
		} else if (at != NULL && (said = after(p, n, "-- by: ", a)) != NULL) {
			at->by = arena_strndup(a, said, strcspn(said, " "));
			at->args = said + strcspn(said, " ") + strspn(said + strcspn(said, " "), " ");
		} else if (at != NULL && (said = after(p, n, "-- do: ", a)) != NULL) {
			at->advice = arena_printf(a, "not run here: %s", said);
		} else if (n > 0 && memcmp(p, "--", 2) != 0) {
			buf_printf(&sql, "%.*s\n", (int)n, p);
			*(at != NULL ? &at->sql : &l->first) = arena_strdup(a, sql.p);
		}
	}
	buf_drop(&sql);
}

/* ---- what was found */

void check_found(struct check_run *r, struct check_place at, const char *fmt, ...)
{
	struct data_finding *f;
	struct buf b = {0};
	va_list ap;

	r->findings = grow_array(r->findings, &r->cap, r->n + 1, sizeof *r->findings);
	f = &r->findings[r->n++];
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	*f = (struct data_finding){.check = r->check, .row = r->row, .severity = at.severity != 0 ? at.severity : r->severity,
	    .state = DATA_FINDING_OPEN, .ref = arena_strdup(r->a, at.ref != NULL ? at.ref : ""), .message = arena_strdup(r->a, b.p),
	    .disputable = r->disputable, .kinds = r->kinds};
	f->field = at.field == NULL ? NULL : arena_strdup(r->a, at.field);
	f->dispute = at.dispute == NULL ? NULL : arena_strdup(r->a, at.dispute);
	f->lo = at.lo == NULL ? NULL : arena_strdup(r->a, at.lo);
	f->hi = at.hi == NULL ? NULL : arena_strdup(r->a, at.hi);
	if (at.source != NULL) {
		const char **only = arena_alloc(r->a, sizeof *only);
		*only = arena_strdup(r->a, at.source);
		f->sources = only;
		f->n_sources = 1;
	}
	buf_drop(&b);
}

struct columns { int ref, field, message, dispute, sev, source, lo, hi; };

static struct columns columns_of(sqlite3_stmt *s)
{
	static const char *const names[] = {"ref", "field", "message", "dispute", "sev", "source", "lo", "hi"};
	struct columns c = {-1, -1, -1, -1, -1, -1, -1, -1};
	int *const at[] = {&c.ref, &c.field, &c.message, &c.dispute, &c.sev, &c.source, &c.lo, &c.hi};

	for (int i = 0; i < sqlite3_column_count(s); i++)
		for (size_t k = 0; k < COUNT_OF(names); k++)
			if (strcmp(sqlite3_column_name(s, i), names[k]) == 0)
				*at[k] = i;
	return c;
}

static const char *text_at(sqlite3_stmt *s, int i) { return i < 0 ? NULL : (const char *)sqlite3_column_text(s, i); }

static bool run_query(struct check_run *r, sqlite3_stmt *s)
{
	const struct columns c = columns_of(s);
	int date = sqlite3_bind_parameter_index(s, ":date");

	if (date > 0)
		db_bind(s, date, r->o->date);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *ref = text_at(s, c.ref), *sev = text_at(s, c.sev), *message = text_at(s, c.message);
		struct check_place at = {ref != NULL ? ref : "", text_at(s, c.field), text_at(s, c.dispute), text_at(s, c.source),
		    text_at(s, c.lo), text_at(s, c.hi), sev != NULL ? *sev : (char)0};
		check_found(r, at, "%s", message != NULL ? message : r->check->rule);
	}
	return sqlite3_reset(s) == SQLITE_OK || db_fail(r->d->db, r->e);
}

/* ---- one check */

static check_function *function_named(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(functions); i++)
		if (strcmp(functions[i].name, name) == 0)
			return functions[i].run;
	return NULL;
}

static const char *why_not(const struct entry *x, const struct data *d, const struct data_check_options *o)
{
	if (x->advice != NULL)
		return x->advice;
	if (x->check.where == DATA_CHECK_SOURCES && o->n_files == 0)
		return "not run: give the folder of the documents with --sources DIR";
	if (x->check.where == DATA_CHECK_RUN)
		return "not run here: it runs while a report is made, attest run REPORT";
	if (x->check.where == DATA_CHECK_PACK)
		return "not run here: it runs when a copy is written, attest pack --level LEVEL";
	if (x->by != NULL && strcmp(x->by, "names_glyphs") == 0 && o->has_glyph == NULL)
		return "not run: this program holds no fonts; run it with a full executable";
	if (x->editors && d->level != DATA_EDITORS)
		return "not run: it reads rows that only level editors holds";
	return x->by == NULL && x->sql == NULL ? "not run: this program has no way to run it" : NULL;
}

/* A table or a column that the dataset does not have is a reason not to run, not an error of the whole. */
static bool run_one(struct check_run *r, struct entry *x)
{
	struct err e = {0};
	check_function *f = x->by == NULL ? NULL : function_named(x->by);
	sqlite3_stmt *s = NULL;
	bool ok;

	x->check.why_not = why_not(x, r->d, r->o);
	if (x->check.why_not != NULL)
		return true;
	if (x->by == NULL)
		s = db_prepare(r->d->db, &e, "%s", x->sql);
	if (x->by == NULL ? s == NULL : f == NULL) {
		x->check.why_not = arena_printf(r->a, "not run: %s", x->by == NULL ? e.msg : "this program has no way to run it");
		return true;
	}
	r->args = x->args;
	ok = f != NULL ? f(r) : run_query(r, s);
	sqlite3_finalize(s);
	x->check.ran = ok;
	return ok || err_context(r->e, "check %s", x->check.code);
}

/* ---- disputes, sources, waivers */

struct lookup { sqlite3_stmt *dispute_cell, *dispute_claim, *state, *sources[8]; };

static sqlite3_stmt *bound(sqlite3_stmt *s, const char *ref, const char *field)
{
	sqlite3_reset(s);
	db_bind(s, 1, ref);
	if (sqlite3_bind_parameter_count(s) > 1)
		db_bind(s, 2, field);
	return s;
}

#define CLAIMED " FROM claim c JOIN claim_source k ON k.claim = c.id JOIN passage p ON p.id = k.passage WHERE k.stance <> 'silent' AND "

/* by table: which sources a row stands on; NULL is any other table */
static const struct { const char *table, *sql; } source_queries[] = {
	{"source", "SELECT ?1"},
	{"instrument", "SELECT ?1"},
	{"passage", "SELECT source FROM passage WHERE id = ?1"},
	{"claim", "SELECT DISTINCT p.source" CLAIMED "c.id = ?1 ORDER BY 1"},
	{"source_link", "SELECT child FROM source_link WHERE id = ?1 UNION ALL SELECT parent FROM source_link WHERE id = ?1"},
	{"dispute", "SELECT DISTINCT p.source" CLAIMED "c.dispute = ?1 ORDER BY 1"},
	{NULL, "SELECT DISTINCT p.source" CLAIMED "c.ref = ?1 AND (?2 IS NULL OR c.field = ?2) ORDER BY 1"},
};

static bool lookup_open(struct lookup *l, sqlite3 *db, struct err *e)
{
	bool ok;

	l->dispute_cell = db_prepare(db, e, "SELECT x.id FROM claim c JOIN dispute x ON x.id = c.dispute WHERE c.ref = ?1"
	    " AND c.field = ?2 AND (?3 = '' OR instr(?3 || ' ', ' ' || x.kind || ' ') > 0) ORDER BY x.state IN('ruled','settled') DESC, x.id LIMIT 1");
	l->dispute_claim = db_prepare(db, e, "SELECT x.id FROM claim c JOIN dispute x ON x.id = c.dispute WHERE c.id = ?1"
	    " AND (?3 = '' OR instr(?3 || ' ', ' ' || x.kind || ' ') > 0)");
	l->state = db_prepare(db, e, "SELECT 1 FROM dispute WHERE id = ?1 AND state IN('ruled','settled')");
	ok = l->dispute_cell != NULL && l->dispute_claim != NULL && l->state != NULL;
	for (size_t i = 0; i < COUNT_OF(source_queries); i++) {
		l->sources[i] = db_prepare(db, e, "%s", source_queries[i].sql);
		ok = ok && l->sources[i] != NULL;
	}
	return ok;
}

static void lookup_close(struct lookup *l)
{
	sqlite3_finalize(l->dispute_cell);
	sqlite3_finalize(l->dispute_claim);
	sqlite3_finalize(l->state);
	for (size_t i = 0; i < COUNT_OF(source_queries); i++)
		sqlite3_finalize(l->sources[i]);
}

static const char *first_text(sqlite3_stmt *s, struct arena *a)
{
	const char *text = sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;

	if (text != NULL)
		text = arena_strdup(a, text);
	sqlite3_reset(s);
	return text;
}

static void answer(struct data_finding *f, struct lookup *l, struct arena *a)
{
	sqlite3_stmt *s = str_eq(f->table, "claim") ? l->dispute_claim : l->dispute_cell;

	/* of a whole row, only the query itself can know */
	if (f->dispute == NULL && f->disputable && (f->field != NULL || s == l->dispute_claim)) {
		bound(s, f->ref, f->field);
		db_bind(s, 3, f->kinds);
		f->dispute = first_text(s, a);
	}
	if (f->dispute != NULL && first_text(bound(l->state, f->dispute, NULL), a) != NULL)
		f->state = DATA_FINDING_SETTLED;
}

static void add_sources(struct data_finding *f, struct lookup *l, struct arena *a)
{
	const char **out = NULL;
	size_t i = 0, cap = 0, n = 0;
	sqlite3_stmt *s;

	while (source_queries[i].table != NULL && !str_eq(source_queries[i].table, f->table))
		i++;
	s = bound(l->sources[i], f->ref, f->field);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 0);
		out = grow_array(out, &cap, n + 1, sizeof *out);
		out[n++] = arena_strdup(a, text != NULL ? text : "");
	}
	sqlite3_reset(s);
	if (n > 0) {
		f->sources = memcpy(arena_alloc(a, n * sizeof *out), out, n * sizeof *out);
		f->n_sources = n;
	}
	free(out);
}

static bool place_findings(struct check_run *r)
{
	struct lookup l = {0};
	bool ok = lookup_open(&l, r->d->db, r->e);

	for (size_t i = 0; ok && i < r->n; i++) {
		struct data_finding *f = &r->findings[i];
		f->table = data_table_of(r->d, f->ref);
		answer(f, &l, r->a);
		if (f->n_sources == 0)
			add_sources(f, &l, r->a);
		ok = db_time_left(r->e);
	}
	lookup_close(&l);
	return ok;
}

/* a waiver with an author, up to its last day; WAI-01 itself cannot be waived */
#define WAIVERS "SELECT id, chk, ref, field, until FROM waiver WHERE until >= ?1 AND trim(by_who) <> '' AND chk <> 'WAI-01' ORDER BY id"

static void waive(struct check_run *r, sqlite3_stmt *w)
{
	const char *id = text_at(w, 0), *chk = text_at(w, 1), *ref = text_at(w, 2), *field = text_at(w, 3), *until = text_at(w, 4);

	for (size_t i = 0; i < r->n; i++) {
		struct data_finding *f = &r->findings[i];
		if (f->state != DATA_FINDING_OPEN || !str_eq(f->check->code, chk) || !str_eq(f->ref, ref))
			continue;
		if (field != NULL && !str_eq(f->field, field))
			continue;
		f->state = DATA_FINDING_WAIVED;
		f->waiver = arena_strdup(r->a, id);
		f->until = arena_strdup(r->a, until);
	}
}

static bool apply_waivers(struct check_run *r)
{
	sqlite3_stmt *w = data_has_table(r->d, "waiver") ? db_prepare(r->d->db, r->e, "%s", WAIVERS) : NULL;

	if (w == NULL)
		return !data_has_table(r->d, "waiver");
	db_bind(w, 1, r->o->date);
	while (sqlite3_step(w) == SQLITE_ROW)
		waive(r, w);
	return sqlite3_finalize(w) == SQLITE_OK || db_fail(r->d->db, r->e);
}

/* ---- all of them */

static int by_place(const void *x, const void *y)
{
	const struct data_finding *a = x, *b = y;
	int c = a->row < b->row ? -1 : a->row > b->row;

	if (c == 0)
		c = strcmp(a->ref, b->ref);
	if (c == 0)
		c = strcmp(a->field != NULL ? a->field : "", b->field != NULL ? b->field : "");
	return c != 0 ? c : strcmp(a->message, b->message);
}

static void count(struct data_checked *out)
{
	for (size_t i = 0; i < out->n_findings; i++) {
		const struct data_finding *f = &out->findings[i];
		int s = f->severity == 'E' ? 0 : f->severity == 'W' ? 1 : 2;
		out->counts[s][f->state]++;
		out->checks[f->row].findings++;
	}
}

static void settle(struct check_run *r, struct list *l, struct data_checked *out)
{
	if (r->n > 0)
		qsort(r->findings, r->n, sizeof *r->findings, by_place);
	out->n_checks = l->n;
	out->checks = arena_alloc(r->a, (l->n + 1) * sizeof *out->checks);
	for (size_t i = 0; i < l->n; i++)
		out->checks[i] = l->p[i].check;
	out->n_findings = r->n;
	out->findings = arena_alloc(r->a, (r->n + 1) * sizeof *out->findings);
	for (size_t i = 0; i < r->n; i++) {
		out->findings[i] = r->findings[i];
		out->findings[i].check = &out->checks[r->findings[i].row];
	}
	count(out);
}

/* the temporary tables of what stands before the checks */
static bool drop_temporary(sqlite3 *db, struct err *e)
{
	struct err none = {0};
	sqlite3_stmt *s = db_prepare(db, &none, "SELECT group_concat(printf('DROP TABLE temp.\"%%w\";', name), '') FROM sqlite_temp_schema WHERE type = 'table'");
	const char *sql = s != NULL && sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	char *copy = sql != NULL ? mem_strdup(sql) : NULL;
	bool ok;

	sqlite3_finalize(s);
	ok = copy == NULL || db_exec(db, copy, e);
	free(copy);
	return ok;
}

static bool run_all(struct check_run *r, struct list *l)
{
	bool ok = check_functions(r->d->db, r->e) && (l->first == NULL || db_exec(r->d->db, l->first, r->e));

	for (size_t i = 0; ok && i < l->n; i++) {
		r->check = &l->p[i].check;
		r->row = i;
		r->severity = l->p[i].check.severity;
		r->disputable = l->p[i].disputable;
		r->kinds = l->p[i].kinds;
		ok = run_one(r, &l->p[i]) && db_time_left(r->e);
	}
	return drop_temporary(r->d->db, r->e) && ok && place_findings(r) && apply_waivers(r);
}

bool data_check(struct data *d, const struct data_check_options *o, struct arena *a, struct data_checked *out, struct err *e)
{
	struct check_run r = {.d = d, .a = a, .o = o, .e = e};
	struct data_check_options dated = *o;
	struct list l = {0};
	bool ok;

	*out = (struct data_checked){0};
	if (!data_has_table(d, "registry") || !data_has_table(d, "claim"))
		return *data_part_only(d) != '\0' ? err_set(e, "these tables cannot be checked%s", data_part_only(d)) :
		    err_set(e, "this dataset has no claims: there is nothing that the checks know");
	if (dated.date == NULL)
		dated.date = data_meta(d, "as-of");
	if (dated.date == NULL)
		return err_set(e, "the dataset does not say as of which day it is (meta, row 'as-of'): give --date YYYY-MM-DD");
	r.o = &dated;
	out->date = dated.date;
	parse(&l, a);
	ok = data_evident_load(d, e) && run_all(&r, &l);
	if (ok)
		settle(&r, &l, out);
	free(r.findings);
	free(l.p);
	return ok;
}
