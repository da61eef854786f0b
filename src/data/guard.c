/* guard.c: compiles one statement of a stranger.
 *
 * Denied by default: the authorizer lets pass SELECT, recursion, reading of the dataset's own tables and a list of functions whose
 * answers depend on their arguments alone. It judges only while our statement is being compiled; SQLite compiles statements
 * of its own later. What a level may not see is not in the database at all: this is about writing, sqlar and the clock. */
#include "data/db.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* sorted; no clock, no randomness, no state of the connection. Those of ours: functions.c */
static const char *const functions[] = {
	"->", "->>", "abs", "avg", "bounds", "certainly_before", "char", "cites", "claim_id", "coalesce", "concat", "concat_ws", "count",
	"cume_dist", "day_number", "day_shift", "dense_rank", "display_name", "display_value", "first_value", "format", "glob", "grade",
	"group_concat", "headcount_hi", "headcount_lo", "hex", "ifnull", "iif", "instr", "lag", "last_value", "lead", "length", "like",
	"likelihood", "likely", "lineage_id", "lineages", "lower", "ltrim", "max", "min", "name_id", "nth_value", "ntile", "nullif", "octet_length",
	"percent_rank", "possibly_before", "printf", "quote", "rank", "replace", "round", "row_number", "rtrim", "sign", "sort_key",
	"status_asof", "status_id", "status_now", "string_agg", "substr", "substring", "sum", "total", "trim", "typeof", "unhex", "unicode",
	"unlikely", "upper",
};

static int by_name(const void *a, const void *b) { return sqlite3_stricmp(a, *(const char *const *)b); }

static bool may_call(const char *name)
{
	return bsearch(name, functions, COUNT_OF(functions), sizeof *functions, by_name) != NULL;
}

static int refuse(struct data *d, const char *fmt, const char *what)
{
	if (!d->guard.refused.set) {
		char *s = sqlite3_mprintf(fmt, what);
		err_set(&d->guard.refused, "%s", s);
		sqlite3_free(s);
		snprintf(d->guard.culprit, sizeof d->guard.culprit, "%s", what);
	}
	return SQLITE_DENY;
}

/* a table that SQLite makes by itself: json_each, dbstat, bytecode */
static bool is_module(const struct data *d, const char *table)
{
	for (size_t i = 0; i < d->guard.n_modules; i++)
		if (sqlite3_stricmp(d->guard.modules[i], table) == 0)
			return true;
	return false;
}

/* SQLite asks about a common table expression too when no column of it is used, with no column (select.c, sqlite3Select) */
static bool may_be_expression(const struct data *d, const char *table, const char *column)
{
	return *column == '\0' && !is_module(d, table) && sqlite3_strnicmp(table, "sqlite_", 7) != 0 && sqlite3_strnicmp(table, "pragma_", 7) != 0 &&
	    sqlite3_stricmp(table, "sqlar") != 0;
}

static int judge_read(struct data *d, const char *table, const char *column)
{
	if (schema_find(&d->schema, table) < 0 && !may_be_expression(d, table, column))
		return refuse(d, "table '%s' is not for queries", table);
	if (!d->guard.evidence && (data_is_evident(d, table) || sqlite3_stricmp(table, "claim") == 0 || sqlite3_stricmp(table, "passage") == 0))
		return refuse(d, "table '%s' holds what claims speak of: a report with evidence = \"none\" may not read it", table);
	return SQLITE_OK;
}

static int judge_call(struct data *d, const char *name)
{
	if (!may_call(name))
		return refuse(d, "the function %s() is not for queries", name);
	if (!d->guard.evidence && functions_read_evidence(name) && data_has_table(d, "claim"))
		return refuse(d, "the function %s() reads what claims speak of: a report with evidence = \"none\" may not call it", name);
	return SQLITE_OK;
}

static int judge(void *data, int action, const char *a, const char *b, const char *db, const char *within)
{
	struct data *d = data;

	(void)db;
	(void)within;
	if (!d->guard.on)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return judge_read(d, a, b);
	case SQLITE_FUNCTION:
		return judge_call(d, b);
	default:
		return refuse(d, "a query may only SELECT%s", "");
	}
}

/* spaces, semicolons and comments: what may stand behind the statement */
static const char *skip_blank(const char *s)
{
	struct sql_token t = {.p = s};

	while (sql_next(&t) && *t.p == ';')
		;
	return t.p;
}

/* ---- why it was refused, and where */
/* the table that has a column of exactly this name, NULL for none */
static const char *owner_of(const struct schema *s, const char *column)
{
	for (size_t t = 0; t < s->n; t++)
		if (schema_column(&s->tables[t], column) >= 0)
			return s->tables[t].name;
	return NULL;
}

/* the only table that the query names, SCHEMA_NONE where it names several */
static int only_table(const struct data *d, const char *sql)
{
	int only = SCHEMA_NONE;
	size_t at;

	for (size_t i = 0; i < d->schema.n; i++)
		if (sql_find(sql, d->schema.tables[i].name, &at)) {
			if (only >= 0)
				return SCHEMA_NONE;
			only = (int)i;
		}
	return only;
}

/* the columns of table t, of every table that the query names when t is SCHEMA_NONE */
static size_t columns_of(const struct data *d, const char *sql, int t, const char ***all)
{
	size_t n = 0, cap = 0, at;

	for (size_t i = 0; i < d->schema.n; i++) {
		const struct schema_table *table = &d->schema.tables[i];
		if (t >= 0 ? (int)i != t : !sql_find(sql, table->name, &at))
			continue;
		for (size_t c = 0; c < table->n; c++) {
			*all = grow_array(*all, &cap, n + 1, sizeof **all);
			(*all)[n++] = table->columns[c].name;
		}
	}
	return n;
}

/* Only columns of what the query reads are meant: of the table that the qualifier stands for, else of all that it names. */
static void suggest_column(struct data *d, struct buf *b, const char *name, const char *sql)
{
	const char **all = NULL, *dot = strrchr(name, '.'), *column = dot == NULL ? name : dot + 1, *owner = owner_of(&d->schema, column);
	char qualifier[128];
	int t = SCHEMA_NONE;
	size_t n;

	snprintf(qualifier, sizeof qualifier, "%.*s", dot == NULL ? 0 : (int)(dot - name), name);
	if (dot == NULL || !sql_table_of(sql, qualifier, &d->schema, &t))
		t = only_table(d, sql);
	n = columns_of(d, sql, t, &all);
	str_suggest(b, column, all, n);
	if (owner != NULL) {
		buf_clear(b);
		buf_printf(b, " (it is a column of '%s')", owner);
	} else if (b->len == 0 && t >= 0) {
		buf_printf(b, "; '%s' has ", d->schema.tables[t].name);
		for (size_t i = 0; i < n; i++)
			buf_printf(b, "%s%s", i > 0 ? ", " : "", all[i]);
	}
	free(all);
}

/* the name that stands in one of SQLite's own messages, between the words; NULL when it is another message */
static const char *named(struct data *d, const char *said, const char *before, const char *after)
{
	char *name = d->guard.culprit;
	size_t n = strlen(said), m = strlen(before), k = strlen(after);

	if (!str_starts(said, before) || !str_ends(said, after) || n - m - k >= sizeof d->guard.culprit)
		return NULL;
	snprintf(name, sizeof d->guard.culprit, "%.*s", (int)(n - m - k), said + m);
	return name;
}

/* "selct" is near a word of SQL; "from" in the wrong place is one */
static void suggest_keyword(struct buf *b, const char *sql, int at)
{
	static const char *const words[] = {"and", "as", "asc", "between", "by", "case", "cross", "desc", "distinct", "else", "end", "except", "exists",
	    "from", "group", "having", "in", "inner", "intersect", "is", "join", "left", "like", "limit", "not", "null", "offset", "on", "or", "order",
	    "recursive", "select", "then", "union", "using", "values", "when", "where", "with"};
	struct sql_token t = {.p = sql + (at < 0 ? 0 : at)};
	char word[32];

	if (at < 0 || !sql_next(&t) || t.kind != SQL_WORD || t.n < 3 || t.n >= sizeof word)
		return;
	for (size_t i = 0; i < t.n; i++)
		word[i] = (char)tolower((unsigned char)t.p[i]);
	word[t.n] = '\0';
	if (str_nearest(word, words, COUNT_OF(words)) != NULL && strcmp(str_nearest(word, words, COUNT_OF(words)), word) != 0)
		str_suggest(b, word, words, COUNT_OF(words));
}

/* ---- names that SQL takes for something else */
static bool is_plain_name(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '_' && (unsigned char)*p < 0x80)
			return false;
	return *name != '\0' && !isdigit((unsigned char)*name);
}

static bool has_word(const char *name, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = name; n > 0 && *p != '\0'; p++)
		if (sqlite3_strnicmp(p, word, (int)n) == 0 && (p == name || !isalnum((unsigned char)p[-1])) && !isalnum((unsigned char)p[n]))
			return true;
	return false;
}

/* a column that the word is part of, or that the word is although SQL has it for itself; NULL: none */
static const char *meant_column(const struct data *d, const char *word)
{
	for (size_t t = 0; t < d->schema.n; t++)
		for (size_t c = 0; c < d->schema.tables[t].n; c++) {
			const char *name = d->schema.tables[t].columns[c].name;
			if (is_plain_name(name) ? sqlite3_stricmp(name, word) == 0 && sqlite3_keyword_check(name, (int)strlen(name)) : has_word(name, word))
				return name;
		}
	return NULL;
}

/* word: what SQLite stumbled over */
static bool suggest_quotes(const struct data *d, struct buf *b, const char *word)
{
	const char *name = meant_column(d, word);

	if (name != NULL)
		buf_printf(b, " (names with blanks or SQL words stand in double quotes: \"%s\")", name);
	return name != NULL;
}

/* 'near "of": syntax error' */
static void suggest_near(const struct data *d, struct buf *b, const char *sql, const char *said)
{
	const char *word = strchr(said, '"'), *end = word != NULL ? strchr(word + 1, '"') : NULL;
	char near[64];

	if (end == NULL || (size_t)(end - word) > sizeof near)
		return;
	snprintf(near, sizeof near, "%.*s", (int)(end - word - 1), word + 1);
	if (!suggest_quotes(d, b, near))
		suggest_keyword(b, sql, sqlite3_error_offset(d->db));
}

static void explain(struct data *d, const char *sql, struct err *e)
{
	static const char quoted[] = "\" - should this be a string literal in single-quotes?";
	const char *said = sqlite3_errmsg(d->db), *name;
	struct buf b = {0};

	if (d->guard.refused.set) {
		err_set(e, "%s", d->guard.refused.msg);
	} else if ((name = named(d, said, "no such column: \"", quoted)) != NULL) {
		err_set(e, "no such column '%s': double quotes are for names, a text stands in single quotes", name);
	} else if ((name = named(d, said, "no such column: ", "")) != NULL) {
		if (!suggest_quotes(d, &b, strrchr(name, '.') != NULL ? strrchr(name, '.') + 1 : name))
			suggest_column(d, &b, name, sql);
		err_set(e, "no such column '%s'%s", name, b.p != NULL ? b.p : "");
	} else if ((name = named(d, said, "no such table: ", "")) != NULL) {
		str_suggest(&b, name, d->schema.names, d->schema.n);
		err_set(e, "no such table '%s'%s", name, b.len > 0 ? b.p : " in this dataset (one of your own is given with --data)");
	} else if ((name = named(d, said, "no such function: ", "")) != NULL) {
		str_suggest(&b, name, functions, COUNT_OF(functions));
		err_set(e, "no such function '%s'%s", name, b.p);
	} else if (strcmp(said, "incomplete input") == 0) {
		err_set(e, "the statement ends too early");
	} else if (str_ends(said, "\": syntax error")) {
		suggest_near(d, &b, sql, said);
		err_set(e, "%s%s", said, b.p != NULL ? b.p : "");
	} else {
		if (named(d, said, "wrong number of arguments to function ", "()") == NULL)
			named(d, said, "ambiguous column name: ", "");
		db_fail(d->db, e);
	}
	buf_drop(&b);
}

/* where it is wrong: where SQLite says so, else at the first token of the name, else at the statement's beginning if that was refused */
static void locate(struct data *d, const char *sql)
{
	const char *dot = strrchr(d->guard.culprit, '.');
	int at = sqlite3_error_offset(d->db);
	struct sql_token t = {.p = sql};

	d->guard.placed = true;
	if (at >= 0)
		d->guard.at = (size_t)at;
	else if (strcmp(sqlite3_errmsg(d->db), "incomplete input") == 0)
		for (d->guard.at = strlen(sql); d->guard.at > 0 && isspace((unsigned char)sql[d->guard.at - 1]);)
			d->guard.at--;
	else if (*d->guard.culprit != '\0' || !d->guard.refused.set)
		d->guard.placed = sql_find(sql, dot == NULL ? d->guard.culprit : dot + 1, &d->guard.at) ||
		    (strcmp(d->guard.culprit, "sqlite_master") == 0 && sql_find(sql, "sqlite_schema", &d->guard.at));
	else
		d->guard.placed = sql_next(&t), d->guard.at = (size_t)(t.p - sql);
}

bool data_refused_at(const struct data *d, size_t *at)
{
	*at = d->guard.at;
	return d->guard.placed;
}

/* the error is set: shows the place below it */
static void show(struct data *d, const char *sql, struct err *e)
{
	if (d->guard.placed)
		err_mark(e, sql, d->guard.at, sql_extent(sql, d->guard.at));
}

static sqlite3_stmt *compile(struct data *d, const char *sql, const char **tail, struct err *e)
{
	sqlite3_stmt *s = NULL;

	d->guard.refused.set = false;
	d->guard.culprit[0] = '\0';
	d->guard.placed = false;
	d->guard.on = true;
	if (sqlite3_prepare_v2(d->db, sql, -1, &s, tail) != SQLITE_OK) {
		explain(d, sql, e);
		locate(d, sql);
		show(d, sql, e);
	}
	d->guard.on = false;
	return s;
}

static bool install(struct data *d, struct err *e)
{
	sqlite3_stmt *s;
	size_t cap = 0;
	const char **names = NULL;

	if (d->guard.installed)
		return true;
	s = db_prepare(d->db, e, "SELECT name FROM pragma_module_list ORDER BY name");
	if (s == NULL)
		return false;
	for (; sqlite3_step(s) == SQLITE_ROW; d->guard.n_modules++) {
		names = grow_array(names, &cap, d->guard.n_modules + 1, sizeof *names);
		names[d->guard.n_modules] = arena_strdup(d->arena, (const char *)sqlite3_column_text(s, 0));
	}
	sqlite3_finalize(s);
	d->guard.modules = arena_alloc(d->arena, (d->guard.n_modules + 1) * sizeof *names);
	for (size_t i = 0; i < d->guard.n_modules; i++)
		d->guard.modules[i] = names[i];
	free(names);
	sqlite3_set_authorizer(d->db, judge, d);
	d->guard.installed = true;
	return true;
}

/* the statement is none of ours: it is wrong at a place of its text */
static void refuse_at(struct data *d, const char *sql, const char *place, const char *why, struct err *e)
{
	err_set(e, "%s", why);
	d->guard.placed = true;
	d->guard.at = (size_t)(place - sql);
	show(d, sql, e);
}

sqlite3_stmt *guard_prepare(struct data *d, const char *sql, bool evidence, struct err *e)
{
	const char *tail = "", *first = skip_blank(sql);
	sqlite3_stmt *s;

	d->guard.placed = false;
	if (*first == '\0') {
		err_set(e, "the query is empty");
		return NULL;
	}
	if (!install(d, e) || (!evidence && !data_evident_load(d, e)))
		return NULL;
	d->guard.evidence = evidence;
	s = compile(d, first, &tail, e);
	d->guard.at += (size_t)(first - sql);
	if (s == NULL)
		return NULL;
	tail = skip_blank(tail);
	if (*tail != '\0')
		refuse_at(d, sql, tail, "more than one statement: a query is one SELECT", e);
	else if (!sqlite3_stmt_readonly(s) || sqlite3_stmt_isexplain(s) != 0 || sqlite3_column_count(s) == 0)
		refuse_at(d, sql, first, "a query may only SELECT", e);
	else
		return s;
	sqlite3_finalize(s);
	return NULL;
}
