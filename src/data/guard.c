/* guard.c: compiles one statement of a stranger.
 *
 * Denied by default: the authorizer lets pass SELECT, recursion, reading of the dataset's own tables and a list of functions whose
 * answers depend on their arguments alone. It judges only while our statement is being compiled; SQLite compiles statements
 * of its own later. What a level may not see is not in the database at all: this is about writing, sqlar and the clock. */
#include "data/db.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* sorted; no clock, no randomness, no state of the connection */
static const char *const functions[] = {
	"->", "->>", "abs", "avg", "char", "cites", "coalesce", "concat", "concat_ws", "count", "cume_dist", "dense_rank", "first_value", "format",
	"glob", "group_concat", "hex", "ifnull", "iif", "instr", "lag", "last_value", "lead", "length", "like", "likelihood", "likely", "lower",
	"ltrim", "max", "min", "nth_value", "ntile", "nullif", "octet_length", "percent_rank", "printf", "quote", "rank", "replace", "round",
	"row_number", "rtrim", "sign", "string_agg", "substr", "substring", "sum", "total", "trim", "typeof", "unhex", "unicode", "unlikely", "upper",
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
	}
	return SQLITE_DENY;
}

/* SQLite asks about a common table expression too when no column of it is used, with no column (select.c, sqlite3Select) */
static bool may_be_expression(const char *table, const char *column)
{
	return *column == '\0' && sqlite3_strnicmp(table, "sqlite_", 7) != 0 && sqlite3_strnicmp(table, "pragma_", 7) != 0 &&
	    sqlite3_stricmp(table, "sqlar") != 0;
}

static int judge_read(struct data *d, const char *table, const char *column)
{
	if (schema_find(&d->schema, table) < 0 && !may_be_expression(table, column))
		return refuse(d, "table '%s' is not for queries", table);
	if (!d->guard.evidence && (data_is_evident(d, table) || sqlite3_stricmp(table, "claim") == 0 || sqlite3_stricmp(table, "passage") == 0))
		return refuse(d, "table '%s' holds what claims speak of: a report with evidence = \"none\" may not read it", table);
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
		return may_call(b) ? SQLITE_OK : refuse(d, "the function %s() is not for queries", b);
	default:
		return refuse(d, "a query may only SELECT%s", "");
	}
}

/* spaces, semicolons and comments: what may stand behind the statement */
static const char *skip_blank(const char *s)
{
	for (;;) {
		const char *end;
		while (*s == ';' || isspace((unsigned char)*s))
			s++;
		if (s[0] == '-' && s[1] == '-')
			end = strchr(s, '\n');
		else if (s[0] == '/' && s[1] == '*')
			end = (end = strstr(s + 2, "*/")) == NULL ? NULL : end + 2;
		else
			return s;
		s = end == NULL ? s + strlen(s) : end;
	}
}

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* the query names the table, as far as its text tells */
static bool names_table(const char *sql, const char *table)
{
	size_t n = strlen(table);

	for (const char *s = sql; *s != '\0'; s++)
		if (sqlite3_strnicmp(s, table, (int)n) == 0 && !is_word(s[n]) && (s == sql || !is_word(s[-1])))
			return true;
	return false;
}

/* the table that has a column of exactly this name, NULL for none */
static const char *owner_of(const struct schema *s, const char *column)
{
	for (size_t t = 0; t < s->n; t++)
		if (schema_column(&s->tables[t], column) >= 0)
			return s->tables[t].name;
	return NULL;
}

/* the nearest of the columns of the tables that the query names, else of all */
static void suggest_column(struct data *d, struct buf *b, const char *name, const char *sql)
{
	const char **all = NULL, *dot = strrchr(name, '.'), *owner = owner_of(&d->schema, dot == NULL ? name : dot + 1);
	size_t n = 0, cap = 0;

	if (owner != NULL)
		buf_printf(b, " (it is a column of '%s')", owner);
	for (int any = 0; any < 2 && b->len == 0; any++) {
		n = 0;
		for (size_t t = 0; t < d->schema.n; t++)
			for (size_t c = 0; (any || names_table(sql, d->schema.tables[t].name)) && c < d->schema.tables[t].n; c++) {
				all = grow_array(all, &cap, n + 1, sizeof *all);
				all[n++] = d->schema.tables[t].columns[c].name;
			}
		str_suggest(b, dot == NULL ? name : dot + 1, all, n);
	}
	free(all);
}

static void explain(struct data *d, const char *sql, struct err *e)
{
	static const char no_column[] = "no such column: ", no_table[] = "no such table: ";
	const char *said = sqlite3_errmsg(d->db);
	struct buf b = {0};

	if (d->guard.refused.set) {
		err_set(e, "%s", d->guard.refused.msg);
	} else if (str_starts(said, no_column)) {
		suggest_column(d, &b, said + strlen(no_column), sql);
		err_set(e, "no such column '%s'%s", said + strlen(no_column), b.p);
	} else if (str_starts(said, no_table)) {
		str_suggest(&b, said + strlen(no_table), d->schema.names, d->schema.n);
		err_set(e, "no such table '%s'%s", said + strlen(no_table), b.p);
	} else
		db_fail(d->db, e);
	buf_drop(&b);
}

static sqlite3_stmt *compile(struct data *d, const char *sql, const char **tail, struct err *e)
{
	sqlite3_stmt *s = NULL;

	if (!d->guard.installed)
		sqlite3_set_authorizer(d->db, judge, d);
	d->guard.installed = true;
	d->guard.refused.set = false;
	d->guard.on = true;
	if (sqlite3_prepare_v2(d->db, sql, -1, &s, tail) != SQLITE_OK)
		explain(d, sql, e);
	d->guard.on = false;
	return s;
}

sqlite3_stmt *guard_prepare(struct data *d, const char *sql, bool evidence, struct err *e)
{
	const char *tail = "";
	sqlite3_stmt *s;

	sql = skip_blank(sql);
	if (*sql == '\0') {
		err_set(e, "the query is empty");
		return NULL;
	}
	if (!evidence && !data_evident_load(d, e))
		return NULL;
	d->guard.evidence = evidence;
	s = compile(d, sql, &tail, e);
	if (s == NULL)
		return NULL;
	if (*skip_blank(tail) != '\0')
		err_set(e, "more than one statement: a query is one SELECT");
	else if (!sqlite3_stmt_readonly(s) || sqlite3_stmt_isexplain(s) != 0 || sqlite3_column_count(s) == 0)
		err_set(e, "a query may only SELECT");
	else
		return s;
	sqlite3_finalize(s);
	return NULL;
}
