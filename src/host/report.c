/* report.c: the table that a report returns, checked key by key before anything of it runs. */
#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "host/state.h"

#define API 1                        /* what this program knows */

static const char *const keys[] = {"id", "title", "help", "api", "levels", "evidence", "pages", "params", "queries", "load", "render"};
static const char *const param_keys[] = {"type", "default", "help", "choices"};
static const char *const types[] = {"text", "integer", "date", "choice"};

/* a string of the table on top, in the arena; NULL when it is absent and may be */
static const char *read_string(lua_State *L, const char *what, const char *key, bool needed)
{
	struct bind *b = bind_of(L);
	const char *s = NULL;

	if (lua_getfield(L, -1, key) == LUA_TNIL && needed)
		bind_raise(L, "%s.%s is missing: write %s = \"...\"", what, key, key);
	if (!lua_isnil(L, -1))
		s = arena_strdup(b->arena, bind_string(L, -1, arena_printf(b->arena, "%s.%s", what, key)));
	lua_pop(L, 1);
	return s;
}

static int read_count(lua_State *L, const char *key, bool needed)
{
	lua_Integer n = 0;
	int type = lua_getfield(L, -1, key);

	if (type == LUA_TNIL && needed)
		bind_raise(L, "report.%s is missing: write %s = %d", key, key, API);
	if (type != LUA_TNIL)
		n = bind_integer(L, -1, arena_printf(bind_of(L)->arena, "report.%s", key), 1, 100000);
	lua_pop(L, 1);
	return (int)n;
}

static void check_id(lua_State *L, const char *id)
{
	for (const char *p = id; *p != '\0'; p++)
		if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '-')
			bind_raise(L, "report.id '%s' may have lower-case letters, digits and '-' only: it names the file", id);
	if (*id == '\0')
		bind_raise(L, "report.id is empty: it names the file");
}

/* ---- levels and evidence */
/*** topic report: the file of a report, from the first line to the last
 * A report is a Lua file that returns one table. NAME.lua is run by its path, 'attest run ./NAME.lua', until it is packed; 'attest new
 * NAME' writes one to begin with. Its keys (each has its own help: 'attest help params'):
 *   id, title, help, api      what it is
 *   levels, evidence, pages   the rules it keeps
 *   params, queries           what it takes in: the only place with SQL
 *   load(data, p)             runs the queries and returns one table, d
 *   render(doc, d, p)         describes the document, block by block in reading order
 * The table is read once, before load; later changes of it do nothing. Globals are fixed: write local. An error stops the run with file and
 * line, and leaves the old PDF as it was. No clock, no files, no network: 'attest help sandbox'.
 * @usage
 *   local report = { id = "names", title = "Names", help = "who lives here", api = 1, levels = { "public" }, evidence = "none" }
 *   report.queries = { pets = [[ select name, kind from pet order by name ]] }
 *   function report.load(data, p)
 *     return { pets = data.rows("pets") }
 *   end
 *   function report.render(doc, d, p)
 *     doc:title("Names")
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" }, { head = "Kind", field = "kind" } } }
 *   end
 *   return report */

/*** report.id
 * Names the report and its PDF. The file of a packed report has the same name: visit.lua has the id "visit".
 * @type string: lower-case letters, digits and '-'; needed
 * @raise other letters; an id that is missing or empty
 * @usage report.id = "visit" */

/*** report.title
 * What 'attest list' shows. The title of the document is that of doc:title.
 * @type string: needed
 * @raise a title that is missing
 * @usage report.title = "A visit to our pets" */

/*** report.help
 * One line for 'attest list'.
 * @type string: default none
 * @raise what is no string
 * @usage report.help = "names and ages, by town" */

/*** report.api
 * The version of these functions that the report was written for.
 * @type integer: [version] 1; needed
 * @raise another version than this program knows
 * @usage report.api = 1 */

/*** report.levels
 * Who may see the document: the levels that it may run at. The first is the usual one, --level chooses another. At a level, load sees only
 * the rows and cells that this level may see ('attest help levels').
 * @type ("public"|"meeting"|"editors")[]: needed where evidence = "strict"; default { "public" }
 * @raise another name, with the nearest; an empty array
 * @usage report.levels = { "meeting", "public" } */

/*** report.evidence
 * Whether facts carry sources: 'attest help evidence'.
 * @type "strict"|"none": needed
 * @raise another word
 * @usage report.evidence = "none" */

/*** report.pages
 * The page budget: blocks with a rank are left out until the document fits ('attest help pages'). Parts of doc:budget need none.
 * @type integer: [pages] 1 on; default as many as it takes
 * @raise what is no whole number from 1 on
 * @usage report.pages = 1 */

/*** report.params
 * Parameters by name, given by -p NAME=VALUE; load and render get them as p ('attest help parameters').
 * @type table<string, table>: of these keys; default none
 * @param params.type "text"|"integer"|"date"|"choice": a date is YYYY-MM-DD
 * @param params.default string|integer: "" says that there is none; default the parameter must be given
 * @param params.help string: for 'attest list' and for the message when it is missing; default none
 * @param params.choices string[]: the allowed values, of type "choice" only; default none
 * @raise an unknown type or key, with the nearest; a choice without choices
 * @usage report.params = { kind = { type = "choice", choices = { "cat", "dog" }, default = "cat", help = "which pets" } } */

/*** report.queries
 * SQL by name, which data.rows and data.row run ('attest help queries').
 * @type table<string, string>: default none
 * @raise what is no string
 * @usage report.queries.cats = [[ select name from pet where kind = 'cat' order by name ]] */

/*** report.load
 * Runs the queries and returns one table, which render gets as d. data is open here only.
 * @type (fun(data: data, p: table): table): default a function that returns an empty table
 * @raise a result that is no table
 * @usage
 *   function report.load(data, p)
 *     return { pets = data.rows("pets"), of_town = data.rows("of_kind", { kind = "dog" }) }
 *   end */

/*** report.render
 * Describes the document, block by block in reading order: first doc:title, last doc:sources. doc is open here only.
 * @type (fun(doc: doc, d: table, p: table)): needed
 * @raise a document without title; marks without doc:sources
 * @usage
 *   function report.render(doc, d, p)
 *     doc:title("Our pets")
 *     doc:paragraph("There are some.")
 *   end */

/*** topic levels: public, meeting, editors
 * A dataset of our schema says of each row, and of single fields, who may see it: public < meeting < editors. A run works on a copy that
 * holds only what its level may see, so a query cannot find more. The usual level is the first of report.levels; --level chooses another of
 * them. Where the file holds less than the usual level, the report runs at the file's level if it may, and the run says so. What a level may
 * not see is absent or replaced (a role in place of a name): write wording for the case that rows are missing. The level stands in the
 * running head, among the keywords of the PDF, and in its name (brief-meeting.pdf) where -o names no file.
 * Who has a file has all of it. 'attest pack --level public -o FILE' writes one that holds no more than that level, and proves it before
 * it writes: each row is one of that level and each restricted cell its substitute; no name that was dropped stands as words in a cell, an id
 * or a template; no dropped text of eight characters or more stands in any byte. What it finds, it lists, and writes nothing: change that
 * wording, or raise its level. A placeholder such as {name-ann.name} in place of a typed name goes away with its row by itself.
 * Whom a level shows but you leave out: 'attest help consent'. Sealed data, which nobody but its keeper may see, is in no file: there is no
 * such level, and an import refuses a row that asks for it. A folder of one's own has no levels. */

static void read_evidence(lua_State *L, struct host_report *r)
{
	const char *evidence = read_string(L, "report", "evidence", true);

	r->evidence = strcmp(evidence, "strict") == 0;
	if (!r->evidence && strcmp(evidence, "none") != 0)
		bind_raise(L, "report.evidence: expected \"strict\" (each fact with its sources) or \"none\" (not sourced, and it says so), got \"%s\"%s",
		    evidence, bind_suggest(bind_of(L), evidence, (const char *const[]){"strict", "none"}, 2));
}

static void read_levels(lua_State *L, struct host_report *r)
{
	int type = lua_getfield(L, -1, "levels");

	if (type == LUA_TNIL && !r->evidence) {      /* a folder of one's own has no levels */
		r->levels[r->n_levels++] = DATA_PUBLIC;
		lua_pop(L, 1);
		return;
	}
	if (type != LUA_TTABLE || lua_rawlen(L, -1) < 1 || lua_rawlen(L, -1) > COUNT_OF(r->levels))
		bind_wrong(L, -1, "report.levels", "an array of 1 to 3 of public, meeting, editors; the first is the usual one");
	for (size_t i = 0; i < lua_rawlen(L, -1); i++) {
		lua_rawgeti(L, -1, (lua_Integer)i + 1);
		data_level_parse(data_level_names[bind_choice(L, -1, "report.levels", data_level_names, 3)], &r->levels[i]);
		lua_pop(L, 1);
		r->n_levels = i + 1;
	}
	lua_pop(L, 1);
}

/* ---- parameters */
static const char *const *read_choices(lua_State *L, const char *name, size_t *n)
{
	struct bind *b = bind_of(L);
	const char **choices = NULL;

	if (lua_getfield(L, -1, "choices") == LUA_TTABLE) {
		*n = lua_rawlen(L, -1);
		choices = arena_alloc(b->arena, (*n + 1) * sizeof *choices);
		for (size_t i = 0; i < *n; i++) {
			lua_rawgeti(L, -1, (lua_Integer)i + 1);
			choices[i] = arena_strdup(b->arena, bind_string(L, -1, arena_printf(b->arena, "report.params.%s: choice %d", name, (int)i + 1)));
			lua_pop(L, 1);
		}
	}
	if (*n == 0)
		bind_raise(L, "report.params.%s: type \"choice\" needs choices = { \"one\", \"two\" }", name);
	lua_pop(L, 1);
	return choices;
}

static void read_param(lua_State *L, const char *name, struct host_param *p)
{
	struct bind *b = bind_of(L);
	const char *what = arena_printf(b->arena, "report.params.%s", name);

	bind_table(L, -1, what, "a table such as { type = \"text\", default = \"\" }");
	bind_check_keys(L, -1, what, param_keys, COUNT_OF(param_keys));
	p->name = name;
	lua_getfield(L, -1, "type");
	p->type = types[bind_choice(L, -1, arena_printf(b->arena, "%s.type", what), types, COUNT_OF(types))];
	lua_pop(L, 1);
	p->help = read_string(L, what, "help", false);
	if (strcmp(p->type, "choice") == 0)
		p->choices = read_choices(L, name, &p->n_choices);
	if (lua_getfield(L, -1, "default") == LUA_TSTRING || lua_type(L, -1) == LUA_TNUMBER)
		p->default_text = arena_strdup(b->arena, lua_tostring(L, -1));
	else if (!lua_isnil(L, -1))
		bind_wrong(L, -1, arena_printf(b->arena, "%s.default", what), "a string or a number");
	lua_pop(L, 1);
}

static void read_params(lua_State *L, struct host *h)
{
	const char **names;
	struct host_param *params;

	if (lua_getfield(L, -1, "params") != LUA_TNIL) {
		bind_table(L, -1, "report.params", "a table of parameters by name");
		names = bind_keys(L, -1, &h->report.n_params);
		params = arena_alloc(h->bind->arena, (h->report.n_params + 1) * sizeof *params);
		for (size_t i = 0; i < h->report.n_params; i++) {
			lua_getfield(L, -1, names[i]);
			read_param(L, names[i], &params[i]);
			lua_pop(L, 1);
		}
		h->report.params = params;
		h->given = arena_alloc(h->bind->arena, (h->report.n_params + 1) * sizeof *h->given);
	}
	lua_pop(L, 1);
}

/* ---- queries */
static void read_queries(lua_State *L, struct host *h)
{
	const char **names;

	if (lua_getfield(L, -1, "queries") != LUA_TNIL) {
		bind_table(L, -1, "report.queries", "a table of SQL strings by name");
		if (lua_rawlen(L, -1) > 0)
			bind_wrong(L, -1, "report.queries", "a table of SQL strings by name, such as { pets = \"select ...\" }");
		names = bind_keys(L, -1, &h->n_queries);
		h->queries = arena_alloc(h->bind->arena, (h->n_queries + 1) * sizeof *h->queries);
		for (size_t i = 0; i < h->n_queries; i++)
			h->queries[i] = (struct bind_query){.name = names[i], .sql = read_string(L, "report.queries", names[i], true)};
	}
	lua_pop(L, 1);
}

static void check_function(lua_State *L, const char *key, bool needed)
{
	int type = lua_getfield(L, -1, key);

	if (type != LUA_TFUNCTION && type != LUA_TNIL)
		bind_wrong(L, -1, arena_printf(bind_of(L)->arena, "report.%s", key), "a function");
	if (needed && type == LUA_TNIL)
		bind_raise(L, "function report.%s(%s) is missing: it %s", key, strcmp(key, "load") == 0 ? "data, p" : "doc, d, p",
		    strcmp(key, "load") == 0 ? "runs the queries" : "describes the document");
	lua_pop(L, 1);
}

void host_report_read(lua_State *L, struct host *h)
{
	struct host_report *r = &h->report;

	if (lua_isnil(L, -1))
		bind_raise(L, "a report returns its table: end the file with return report");
	bind_table(L, -1, "what the file returns", "the report's table");
	bind_check_keys(L, -1, "report", keys, COUNT_OF(keys));
	r->api = read_count(L, "api", true);
	if (r->api != API)
		bind_raise(L, "report.api is %d, and this program knows api %d only: take a newer attest or adapt the report", r->api, API);
	r->id = read_string(L, "report", "id", true);
	check_id(L, r->id);
	r->title = read_string(L, "report", "title", true);
	r->help = read_string(L, "report", "help", false);
	r->page_budget = read_count(L, "pages", false);
	read_evidence(L, r);
	read_levels(L, r);
	read_params(L, h);
	read_queries(L, h);
	check_function(L, "load", false);
	check_function(L, "render", true);
}
