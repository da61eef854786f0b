/* sql.c: the text of a query, as far as messages and the rule on order need it: tokens with their depth in parentheses.
 *
 * Tokens are those of SQLite (tokenize.c): strings and quoted names double their quote, comments are no tokens. */
#include "data/db.h"

#include <ctype.h>
#include <string.h>

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80; }

static const char *skip_space(const char *s)
{
	for (;;) {
		const char *end;
		if (isspace((unsigned char)*s)) {
			s++;
			continue;
		}
		if (s[0] == '-' && s[1] == '-')
			end = strchr(s, '\n');
		else if (s[0] == '/' && s[1] == '*')
			end = (end = strstr(s + 2, "*/")) == NULL ? NULL : end + 2;
		else
			return s;
		s = end == NULL ? s + strlen(s) : end;
	}
}

/* behind the closing quote, or at the end of the text */
static const char *skip_quoted(const char *s, char close)
{
	for (s++; *s != '\0'; s++)
		if (*s == close && (close == ']' || *++s != close))
			return close == ']' ? s + 1 : s;
	return s;
}

bool sql_next(struct sql_token *t)
{
	const char *s = skip_space(t->p + t->n), *end = s + 1;

	t->depth -= t->kind == SQL_OTHER && t->n == 1 && *t->p == ')';
	t->p = s;
	t->n = 0;
	if (*s == '\0')
		return false;
	t->kind = SQL_OTHER;
	if (*s == '\'' || *s == '"' || *s == '`' || *s == '[') {
		t->kind = *s == '\'' ? SQL_STRING : SQL_NAME;
		end = skip_quoted(s, *s == '[' ? ']' : *s);
	} else if (isdigit((unsigned char)*s)) {
		t->kind = SQL_NUMBER;
		while (is_word(*end) || *end == '.')
			end++;
	} else if (is_word(*s) || ((*s == ':' || *s == '@' || *s == '$' || *s == '#' || *s == '?') && is_word(s[1]))) {
		t->kind = is_word(*s) && *s != '$' ? SQL_WORD : SQL_VARIABLE;
		while (is_word(*end))
			end++;
	}
	t->depth += *s == '(' && t->kind == SQL_OTHER;
	t->n = (size_t)(end - s);
	return true;
}

bool sql_is(const struct sql_token *t, const char *word)
{
	return t->kind == SQL_WORD && strlen(word) == t->n && sqlite3_strnicmp(t->p, word, (int)t->n) == 0;
}

/* the token is this name, bare or quoted */
bool sql_names(const struct sql_token *t, const char *name)
{
	size_t quotes = t->kind == SQL_NAME;

	return (t->kind == SQL_WORD || t->kind == SQL_NAME) && t->n == strlen(name) + 2 * quotes &&
	    sqlite3_strnicmp(t->p + quotes, name, (int)strlen(name)) == 0;
}

/* An ORDER BY outside of all parentheses belongs to the whole statement: of a compound only the last part may have one, and those of
 * windows, aggregates, subqueries and common table expressions stand in parentheses. */
bool data_sql_ordered(const char *sql)
{
	struct sql_token t = {.p = sql};
	bool order = false;

	while (sql_next(&t)) {
		if (order && t.depth == 0 && sql_is(&t, "by"))
			return true;
		order = t.depth == 0 && sql_is(&t, "order");
	}
	return false;
}

bool sql_grouped(const char *sql)
{
	bool group = false;

	for (struct sql_token t = {.p = sql}; sql_next(&t); group = sql_is(&t, "group"))
		if (group && t.depth == 0 && sql_is(&t, "by"))
			return true;
	return false;
}

bool sql_find(const char *sql, const char *name, size_t *at)
{
	struct sql_token t = {.p = sql};

	while (sql_next(&t))
		if (sql_names(&t, name)) {
			*at = (size_t)(t.p - sql);
			return true;
		}
	return false;
}

/* [bytes] of what stands at the place: a token, with the names behind its dots */
size_t sql_extent(const char *sql, size_t at)
{
	struct sql_token t = {.p = sql + at};

	if (!sql_next(&t) || t.p != sql + at)
		return 0;
	while ((t.kind == SQL_WORD || t.kind == SQL_NAME) && t.p[t.n] == '.' && t.p[t.n + 1] != '\0') {
		struct sql_token next = {.p = t.p + t.n + 1};
		if (!sql_next(&next) || next.p != t.p + t.n + 1 || next.kind == SQL_OTHER)
			break;
		t = next;
	}
	return (size_t)(t.p + t.n - sql) - at;
}

/* A name directly behind a table's, with or without AS, is its alias. */
bool sql_table_of(const char *sql, const char *alias, const struct schema *s, int *table)
{
	struct sql_token t = {.p = sql};
	int last = SCHEMA_NONE;

	while (sql_next(&t)) {
		if (last >= 0 && sql_names(&t, alias)) {
			*table = last;
			return true;
		}
		if (sql_is(&t, "as") && last >= 0)
			continue;
		last = SCHEMA_NONE;
		for (size_t i = 0; i < s->n && last < 0; i++)
			if (sql_names(&t, s->tables[i].name))
				last = (int)i;
		if (last >= 0 && sql_names(&t, alias)) {
			*table = last;
			return true;
		}
	}
	return false;
}

/* at the first token of a result column of the statement's first SELECT. Behind a star, positions tell nothing. */
static bool find_item(struct sql_token *t, size_t column)
{
	bool within = false, first = true;

	while (sql_next(t)) {
		if (t->depth > 0 && !within)         /* common table expressions before it */
			continue;
		if (!within) {
			within = sql_is(t, "select");
			continue;
		}
		if (first && (sql_is(t, "distinct") || sql_is(t, "all")))
			continue;
		if (column == 0)
			return true;
		if (t->depth == 0 && (sql_is(t, "from") || (*t->p == '*' && (first || t->p[-1] == '.'))))
			return false;
		first = t->depth == 0 && t->kind == SQL_OTHER && *t->p == ',';
		column -= first;
	}
	return false;
}

bool sql_aggregate(const char *sql, size_t column)
{
	struct sql_token t = {.p = sql};

	if (!find_item(&t, column) || !(sql_is(&t, "count") || sql_is(&t, "sum") || sql_is(&t, "min") || sql_is(&t, "max") ||
	    sql_is(&t, "headcount_lo") || sql_is(&t, "headcount_hi")))
		return false;
	if (!sql_next(&t) || *t.p != '(')
		return false;
	while (sql_next(&t) && !(t.depth == 1 && t.kind == SQL_OTHER && *t.p == ')'))
		;
	return !sql_next(&t) || t.kind == SQL_WORD || t.kind == SQL_NAME || *t.p == ',';
}
