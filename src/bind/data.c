/* data.c: Lua module `data`: the queries of a report, its texts and the dataset's meta values. Open only while report.load runs.
 *
 * Wraps src/data/query.c. A statement is owned by a userdata that is closed by the collector when an error leaves it behind; rows,
 * values and texts lie in the run's arena. */
#include <lauxlib.h>
#include <string.h>

#include "bind/table.h"

#define STATEMENT "attest.statement"
#define DATA "attest.data"               /* registry: the module */

/* ---- helpers */
struct bind *bind_check_load(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	bool none = lua_gettop(L) == 0;

	lua_getfield(L, LUA_REGISTRYINDEX, DATA);
	if (!none && lua_rawequal(L, 1, -1))
		bind_raise(L, "%s is called with a dot: %s(...), not data:%s(...)", what, what, what + strlen("data."));
	lua_pop(L, 1);
	if (b->phase != BIND_LOAD)
		bind_raise(L, "data is closed: queries belong in report.load");
	return b;
}

static const struct bind_query *check_query(lua_State *L, struct bind *b, int index, const char *place)
{
	const char *name = bind_string(L, index, place), **names = arena_alloc(b->arena, (b->n_queries + 1) * sizeof *names);

	for (size_t i = 0; i < b->n_queries; i++) {
		names[i] = b->queries[i].name;
		if (strcmp(names[i], name) == 0)
			return &b->queries[i];
	}
	if (b->n_queries == 0)
		bind_raise(L, "%s: no query '%s': report.queries is empty", place, name);
	bind_raise(L, "%s: no query '%s' in report.queries%s; it has %s", place, name, bind_suggest(b, name, names, b->n_queries),
	    bind_join(b, names, b->n_queries));
}

/* A statement closed twice is fine: data_stmt_drop(NULL). */
static int l_statement_gc(lua_State *L)
{
	struct data_stmt **s = luaL_checkudata(L, 1, STATEMENT);

	data_stmt_drop(*s);
	*s = NULL;
	return 0;
}

struct data_stmt **bind_push_statement(lua_State *L)
{
	struct data_stmt **s = lua_newuserdatauv(L, sizeof *s, 0);

	*s = NULL;
	luaL_setmetatable(L, STATEMENT);
	return s;
}

static struct data_stmt *push_statement(lua_State *L, const char *sql, struct err *e)
{
	struct data_stmt **s = bind_push_statement(L);

	*s = data_prepare(bind_of(L)->data, sql, bind_of(L)->evidence, e);
	return *s;
}

__attribute__((noreturn)) static int raise_query(lua_State *L, const char *name, struct err *e)
{
	err_context(e, "query '%s'", name);
	bind_raise_err(L, e);
}

/* What SQLite or the guard refuses is wrong in the query's own text: its line is blamed, where the text stands in a script. */
__attribute__((noreturn)) static int raise_refused(lua_State *L, const struct bind_query *q, struct err *e)
{
	struct bind *b = bind_of(L);
	const char *file;
	size_t at = 0;
	bool placed = data_refused_at(b->data, &at);
	int line;

	if (bind_chunk_find(b, q->sql, &file, &line)) {
		err_context(e, "query '%s'", q->name);
		bind_raise_at(L, file, line + (placed ? (int)str_line(q->sql, at) - 1 : 0), e);
	}
	if (placed && strchr(q->sql, '\n') != NULL)
		err_context(e, "line %zu of the query", str_line(q->sql, at));
	raise_query(L, q->name, e);
}

/* now, not when the collector comes by */
static void close_statement(lua_State *L, int index)
{
	lua_pushvalue(L, index);
	lua_pushcfunction(L, l_statement_gc);
	lua_insert(L, -2);
	lua_call(L, 1, 0);
}

/* in the line where the query begins; what: "query 'x' gives several rows and" */
__attribute__((noreturn)) static int raise_unordered(lua_State *L, const struct bind_query *q, const char *what)
{
	struct err e = {0};
	const char *file;
	int line;

	err_set(&e, "query '%s' %s has no outermost order by: add order by ...: rows without it come in no promised order", q->name, what);
	if (bind_chunk_find(bind_of(L), q->sql, &file, &line))
		bind_raise_at(L, file, line + (int)str_line(q->sql, strspn(q->sql, " \t\r\n")) - 1, &e);
	bind_raise_err(L, &e);
}

static bool read_argument(lua_State *L, const char *name, struct bind_argument *out, struct err *e)
{
	const struct bind_value *v = bind_to_value(L, -1);
	char given[256];

	out->name = name;
	out->integer = v != NULL ? v->v.kind == DATA_INT : lua_isinteger(L, -1);
	out->i = v != NULL ? v->v.i : lua_tointeger(L, -1);
	if (v != NULL)
		out->text = v->v.text;
	else if (lua_type(L, -1) == LUA_TSTRING)
		out->text = arena_strdup(bind_of(L)->arena, lua_tostring(L, -1));
	else if (!out->integer)
		return err_set(e, "parameter ':%s': expected a string, a whole number or a value, got %s", name,
		    bind_shown(L, -1, given, sizeof given));
	return true;
}

static bool read_arguments(lua_State *L, int args, const char *place, struct bind_argument **out, size_t *n, struct err *e)
{
	const char **keys;
	bool ok = true;

	*out = NULL;
	*n = 0;
	if (lua_isnoneornil(L, args))
		return true;
	bind_table(L, args, place, "a table such as { since = p.since }");
	if (lua_rawlen(L, args) > 0)
		bind_wrong(L, args, place, "a table of names such as { since = p.since }");
	keys = bind_keys(L, args, n);
	*out = arena_alloc(bind_of(L)->arena, (*n + 1) * sizeof **out);
	for (size_t i = 0; ok && i < *n; i++) {
		lua_getfield(L, args, keys[i]);
		ok = read_argument(L, keys[i], &(*out)[i], e);
		lua_pop(L, 1);
	}
	return ok;
}

bool bind_arguments(struct data_stmt *s, const struct bind_argument *v, size_t n, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = v[i].integer ? data_bind_int(s, v[i].name, v[i].i, e) : data_bind_text(s, v[i].name, v[i].text, e);
	return ok;
}

/* ---- rows */
/*** topic queries: SQL of a report, and its values
 * report.queries holds SQL by name; data.rows and data.row run it, in report.load only. One SELECT (SQLite's) for each name. It may read
 * the tables of the dataset at the level of the run, nothing else, and changes nothing. 'attest query "select ..."' tries one out.
 * :name in the SQL is filled from args, so a parameter never becomes part of the SQL. Always say ORDER BY.
 * Where evidence = "strict": select the id of each table beside its columns (the first id column names the row that a cell is from), and
 * cites(id) beside each count, sum, min and max ('attest help cites'). Compute in the query: a value cannot be computed with in Lua.
 * Columns of a folder of one's own are text: write cast(weight as integer) to compute or to order by number.
 * @usage
 *   local report = { id = "dogs", title = "Dogs", api = 1, levels = { "public" }, evidence = "none" }
 *   report.queries = {
 *     of_kind = [[ select name, born from pet where kind = :kind order by name ]],
 *     heavy = [[ select sum(cast(weight as integer)) as weight from pet ]],
 *   }
 *   function report.load(data)
 *     return { pets = data.rows("of_kind", { kind = "dog" }), heavy = data.row("heavy") }
 *   end
 *   function report.render(doc, d)
 *     doc:title("Dogs")
 *     doc:paragraph("All pets weigh {heavy.weight} kg.", d)
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" }, { head = "Born", field = "born" } } }
 *   end
 *   return report */

static struct bind_columns *columns_of(struct bind *b, const struct data_stmt *s, const char *query)
{
	struct bind_columns *c = arena_alloc(b->arena, sizeof *c);

	c->n = data_columns(s);
	c->of = arena_printf(b->arena, "query '%s'", query);
	c->names = arena_alloc(b->arena, (c->n + 1) * sizeof *c->names);
	c->lacks = arena_alloc(b->arena, (c->n + 1) * sizeof *c->lacks);
	c->tables = arena_alloc(b->arena, (c->n + 1) * sizeof *c->tables);
	c->origins = arena_alloc(b->arena, (c->n + 1) * sizeof *c->origins);
	for (size_t i = 0; i < c->n; i++) {
		const char *lacks = data_column_lacks(s, i);
		c->names[i] = arena_strdup(b->arena, data_column_name(s, i));
		c->lacks[i] = lacks != NULL ? arena_strdup(b->arena, lacks) : NULL;
	}
	return c;
}

/* Table and column are the same in each row, and a key mostly that of the value before. */
static void set_origin(struct bind *b, const struct bind_columns *c, size_t i, const struct data_value *v, struct bind_value *values,
    const struct data_value *before)
{
	struct data_value *out = &values[i].v;

	if (c->tables[i] == NULL) {
		c->tables[i] = arena_strdup(b->keep, v->table);
		c->origins[i] = arena_strdup(b->keep, v->column);
	}
	out->table = c->tables[i];
	out->column = c->origins[i];
	out->key = before != NULL && before->key == v->key ? values[i - 1].v.key : arena_strdup(b->arena, v->key);
}

struct bind_row *bind_read_row(struct bind *b, const struct data_stmt *s, const struct bind_columns *c, const char *query)
{
	struct bind_row *row = arena_alloc(b->arena, sizeof *row);

	row->columns = c;
	row->values = arena_alloc(b->arena, (c->n + 1) * sizeof *row->values);
	for (size_t i = 0; i < c->n; i++) {
		const struct data_value *v = data_column(s, i);
		struct data_value shared = *v;
		shared.table = shared.column = shared.key = NULL;
		bind_copy_into(b, &row->values[i], &shared, c->names[i], query);
		row->values[i].lacks = c->lacks[i];
		if (v->key != NULL)
			set_origin(b, c, i, v, row->values, i > 0 ? data_column(s, i - 1) : NULL);
	}
	return row;
}

/* pushes the array of rows; several of them need an order */
static lua_Integer run_query(lua_State *L, const struct bind_query *q, int args, bool several)
{
	struct bind *b = bind_of(L);
	struct err e = {0};
	struct data_stmt *s = push_statement(L, q->sql, &e);
	struct bind_columns *columns;
	struct bind_argument *given;
	size_t n_given;
	lua_Integer n = 0;
	int more = 0;

	if (s == NULL)
		raise_refused(L, q, &e);
	if (!read_arguments(L, args, several ? "data.rows: argument 2 'args'" : "data.row: argument 2 'args'", &given, &n_given, &e) ||
	    !bind_arguments(s, given, n_given, &e))
		raise_query(L, q->name, &e);
	columns = columns_of(b, s, q->name);
	lua_newtable(L);
	while ((more = data_step(s, &e)) > 0) {
		if (limit_time_over())
			bind_raise_time(L);
		if (n == 1 && several && !data_sql_ordered(q->sql))
			raise_unordered(L, q, "gives several rows and");
		bind_push_row(L, bind_read_row(b, s, columns, q->name));
		lua_rawseti(L, -2, ++n);
	}
	if (more < 0)
		raise_query(L, q->name, &e);
	close_statement(L, -2);
	lua_remove(L, -2);
	return n;
}

/*** data.rows(name, args)
 * Runs a query of report.queries and returns all its rows, in the query's order. Only in report.load.
 * @param name string: a key of report.queries
 * @param args table<string, string|integer|value>: one for each :name of the query; default none
 * @return row[]: row.column is a value, or nil where the database holds NULL
 * @raise an unknown query or parameter, with the nearest name; a parameter left out; what SQLite says; outside report.load
 * @usage d.cats = data.rows("of_kind", { kind = "cat" })
 * @usage [claims] d.acts = data.rows("acts") */
static int l_rows(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.rows");
	const struct bind_query *q = check_query(L, b, 1, "data.rows: argument 1 'name'");

	lua_settop(L, 2);
	run_query(L, q, 2, true);
	return 1;
}

/*** data.row(name, args)
 * Runs a query that gives exactly one row. Only in report.load.
 * @param name string: a key of report.queries
 * @param args table<string, string|integer|value>: one for each :name of the query; default none
 * @return row: row.column is a value, or nil where the database holds NULL
 * @raise no row, or several; whatever data.rows raises
 * @usage d.totals = data.row("totals") */
static int l_row(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.row");
	const struct bind_query *q = check_query(L, b, 1, "data.row: argument 1 'name'");
	lua_Integer n;

	lua_settop(L, 2);
	n = run_query(L, q, 2, false);
	if (n != 1)
		bind_raise(L, "query '%s' gave %d rows, data.row needs exactly one: use data.rows", q->name, (int)n);
	lua_rawgeti(L, -1, 1);
	return 1;
}

/*** data.source(name, args)
 * A query of report.queries for a long table: its rows are read while the page is laid out, a few hundred at a time, and never all kept.
 * It is good for one thing, rows = of doc:table, once or several times. It has no length and cannot be looped over: take data.rows for
 * that, or where the report has a page budget. Only in report.load.
 * @param name string: a key of report.queries; its SQL has an outermost order by
 * @param args table<string, string|integer|value>: one for each :name of the query; default none
 * @return source: for rows = of doc:table
 * @raise an unknown query or parameter, with the nearest name; a parameter left out; what SQLite says; outside report.load
 * @usage
 *   local report = { id = "register", title = "Register", api = 1, levels = { "public" }, evidence = "none" }
 *   report.queries = { pets = [[ select name, kind from pet order by kind, name ]] }
 *   function report.load(data)
 *     return { pets = data.source("pets") }
 *   end
 *   function report.render(doc, d)
 *     doc:title("Register")
 *     doc:table { rows = d.pets, group = "kind", columns = { { head = "Name", field = "name" } } }
 *   end
 *   return report */
static int l_source(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.source");
	const struct bind_query *q = check_query(L, b, 1, "data.source: argument 1 'name'");
	struct bind_source *source = arena_alloc(b->arena, sizeof *source);
	struct err e = {0};
	struct data_stmt *s;

	lua_settop(L, 2);
	s = push_statement(L, q->sql, &e);
	if (s == NULL)
		raise_refused(L, q, &e);
	if (!read_arguments(L, 2, "data.source: argument 2 'args'", &source->arguments, &source->n, &e) ||
	    !bind_arguments(s, source->arguments, source->n, &e) || !data_bound(s, &e))
		raise_query(L, q->name, &e);
	if (!data_sql_ordered(q->sql))
		raise_unordered(L, q, "is a source and");
	source->query = q;
	source->columns = columns_of(b, s, q->name);
	close_statement(L, -1);
	bind_push_source(L, source);
	return 1;
}

/* ---- texts */
static void add_text(lua_State *L, const char *key, const char *rest, const char *body)
{
	struct bind *b = bind_of(L);
	struct err e = {0};
	struct bind_content *c = bind_markdown(b, arena_printf(b->arena, "text '%s'", key), body, strlen(body), &e);

	if (c == NULL)
		bind_raise_err(L, &e);
	bind_resolve_rows(b, c);
	lua_pushstring(L, rest);
	bind_push_text(L, c);
	lua_rawset(L, -3);
}

static const char texts_sql[] =
    "select id, key, body from text where lang = :lang and substr(key, 1, length(:prefix)) = :prefix order by key";

/*** data.texts(prefix)
 * The wording of table 'text' in the document's language whose keys begin with a prefix. Placeholders {row-id.column} are resolved already,
 * other {paths} when the text is printed. Only in report.load.
 * @param prefix string: for example "brief."; default "" for all
 * @return table<string, text>: by the rest of the key; reading an absent key raises with the nearest
 * @raise a dataset without table 'text'; no key with this prefix; a text that is not in order; outside report.load
 * @usage [claims] d.t = data.texts("brief.") */
static int l_texts(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.texts");
	const char *prefix = lua_isnoneornil(L, 1) ? "" : bind_string(L, 1, "data.texts: argument 1 'prefix'");
	struct err e = {0};
	struct data_stmt *s;
	int more = 0, n = 0, dotted = 0;

	if (!data_has_table(b->data, "text"))
		bind_raise(L, "this dataset has no table 'text': print strings (evidence = \"none\"), or add the table");
	s = push_statement(L, texts_sql, &e);
	if (s == NULL || !data_bind_text(s, "lang", b->lang, &e) || !data_bind_text(s, "prefix", prefix, &e))
		raise_query(L, "data.texts", &e);
	lua_newtable(L);
	for (; (more = data_step(s, &e)) > 0; n++) {
		const char *key = data_column(s, 1)->text, *body = data_column(s, 2)->text;
		if (body == NULL)        /* a folder's own table may have empty cells */
			bind_raise(L, "data.texts: the body of text '%s' is empty: write it, or take the row out", key);
		dotted += key[strlen(prefix)] == '.';
		add_text(L, key, key + strlen(prefix), body);
	}
	if (more < 0)
		raise_query(L, "data.texts", &e);
	if (n == 0)
		bind_raise(L, "table 'text' has no key that begins with '%s' in language '%s': add rows to text.csv of a folder and run with --data "
		    "FOLDER ('attest help wording')", prefix, b->lang);
	if (dotted == n)
		bind_raise(L, "data.texts: every key that begins with '%s' goes on with a dot: the prefix lacks its dot, write data.texts(\"%s.\")",
		    prefix, prefix);
	bind_readonly(L, arena_printf(b->arena, "data.texts(\"%s\")", prefix));
	return 1;
}

/*** data.meta(id)
 * What an evidence dataset says of itself, for conditions. It is a string, so a report with evidence = "strict" cannot print it: there
 * query table 'meta', as in select id, value from meta where id = 'title'.
 * @param id string: a key of table 'meta', for example "as-of"
 * @return string|nil: nil when there is none
 * @raise outside report.load
 * @usage if data.meta("as-of") == nil then d.undated = true end
 * @usage [claims] d.as_of = data.meta("as-of") */
static int l_meta(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.meta");

	lua_pushstring(L, data_meta(b->data, bind_string(L, 1, "data.meta: argument 1 'id'")));
	return 1;
}

/* ---- the organisation's own words */
/*** data.org()
 * What the organisation says of itself in the file of --org: name, contact (an array of lines), register_id, corrections, url. See 'attest
 * help organisation'. Only in report.load.
 * @return table|nil: nil without --org; org.name is a value that may be printed, what the file leaves out is nil
 * @raise reading an unknown key of it, with the nearest; outside report.load
 * @usage d.org = data.org()
 * @usage [claims] d.org = data.org() */
static int l_org(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.org");

	b->org_asked = true;
	bind_push_own(L, b->org, "org");
	return 1;
}

/*** data.meeting()
 * The meeting and the team's own asks in the file of --meeting: place, date, addressee, reference, and asks, an array of rows with verb,
 * addressee, text, occasion, deadline and support. The sources of the rows that an ask rests on print with its text. See 'attest help
 * organisation'. Only in report.load.
 * @return table|nil: nil without --meeting; meeting.place is a value that may be printed, what the file leaves out is nil
 * @raise reading an unknown key of it, with the nearest; where evidence = "strict", an ask whose rows have no source; outside report.load
 * @usage d.meeting = data.meeting()
 * @usage [claims]
 *   d.meeting = data.meeting()
 *   d.asks = d.meeting and d.meeting.asks or {} */
static int l_meeting(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.meeting");

	b->meeting_asked = true;
	bind_push_own(L, b->meeting, "meeting");
	return 1;
}

static const luaL_Reg functions[] = {
	{"rows", l_rows}, {"row", l_row}, {"source", l_source}, {"texts", l_texts}, {"meta", l_meta}, {"org", l_org}, {"meeting", l_meeting},
	{"findings", l_findings}, {NULL, NULL}};

void bind_push_data(lua_State *L)
{
	if (luaL_newmetatable(L, STATEMENT)) {
		lua_pushcfunction(L, l_statement_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_pop(L, 1);
	bind_source_open(L);
	luaL_newlib(L, functions);
	bind_readonly(L, "data");
	lua_pushvalue(L, -1);
	lua_setfield(L, LUA_REGISTRYINDEX, DATA);
}
