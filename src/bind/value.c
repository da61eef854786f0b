/* value.c: what a script holds of the dataset: values, rows and texts.
 *
 * All three are userdata of one pointer into the run's arena. They are immutable, and no operation of Lua makes another fact of them:
 * concatenation and arithmetic raise, so that nothing printed loses its sources. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define VALUE "attest.value"
#define ROW "attest.row"
#define TEXT "attest.text"

/* ---- push and check */
/*** topic values: what the dataset gives a script, and its traps
 * A column of a row is a value: an object that knows the cell it comes from, so its claims and sources. Hand it to doc as it is.
 * It cannot be joined with '..', computed with or ordered: its sources would be lost. Write {path} into the wording, compute and order in
 * the query. value.value is its raw scalar, for conditions; tostring(value) its display text.
 * Trap: pet.kind == "cat" is always false, since an object is never equal to a string. Write pet.kind.value == "cat". Two values are equal
 * when what they hold is equal: a.kind == b.kind.
 * Trap: a NULL of the database is nil, so pet.weight.value stops the run where weight may be NULL. Test pet.weight ~= nil first.
 * Who, when, outcome: a name joined to an act has sources of its own, those of its spelling, which would stand behind the act too.
 * {name:unmarked}, or field = "name:unmarked", prints it without; the date and the status keep the mark. A status in words is
 * {status:label}. The second example shows both.
 * Trap: what was counted in Lua, as #d.pets, is a number of the script's own; it prints only where evidence = "none".
 * @usage
 *   local report = { id = "cats", title = "Cats", api = 1, levels = { "public" }, evidence = "none" }
 *   report.queries = { pets = [[ select name, kind, weight from pet order by name ]] }
 *   function report.load(data)
 *     return { pets = data.rows("pets") }
 *   end
 *   function report.render(doc, d)
 *     doc:title("Cats")
 *     for _, pet in ipairs(d.pets) do
 *       if pet.kind.value == "cat" and pet.weight ~= nil then
 *         doc:paragraph("{name}: {weight} kg", pet)
 *       end
 *     end
 *   end
 *   return report
 * @usage [claims]
 *   local report = { id = "who", title = "Who", api = 1, levels = { "public" }, evidence = "strict" }
 *   report.queries = { acts = [[
 *     select a.id, a.start_e, a.status, a.asof_e, n.id as name_id, n.name
 *       from act a join event e on e.id = a.event join name n on n.owner = a.victim and n.display = 1 and n.lang = 'en'
 *      where a.kind = 'detention' and e.scope = 'core' order by a.start_lo, a.id limit 5 ]] }
 *   function report.load(data)
 *     return { acts = data.rows("acts"), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     doc:table {
 *       rows = d.acts,
 *       columns = {
 *         { head = d.t["timeline.col.event"], field = "name:unmarked", header = true },
 *         { head = d.t["timeline.col.date"], field = "start_e:short" },
 *         { head = d.t["timeline.col.outcome"], field = "status:label" },
 *         { head = d.t["timeline.col.date"], field = "asof_e:short" },
 *         { head = d.t["timeline.col.sources"], marks = true },
 *       },
 *     }
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

static void push_handle(lua_State *L, const char *meta, void *p)
{
	*(void **)lua_newuserdatauv(L, sizeof p, 0) = p;
	luaL_setmetatable(L, meta);
}

static void *to_handle(lua_State *L, int index, const char *meta)
{
	void **u = luaL_testudata(L, index, meta);
	return u != NULL ? *u : NULL;
}

void bind_push_value(lua_State *L, struct bind_value *v)
{
	if (v->v.kind == DATA_NULL)
		lua_pushnil(L);
	else
		push_handle(L, VALUE, v);
}

void bind_push_row(lua_State *L, struct bind_row *row) { push_handle(L, ROW, row); }
void bind_push_text(lua_State *L, struct bind_content *c) { push_handle(L, TEXT, c); }
struct bind_value *bind_to_value(lua_State *L, int index) { return to_handle(L, index, VALUE); }
struct bind_row *bind_to_row(lua_State *L, int index) { return to_handle(L, index, ROW); }
struct bind_content *bind_to_text(lua_State *L, int index) { return to_handle(L, index, TEXT); }

struct bind_value *bind_row_at(const struct bind_row *row, const char *column)
{
	for (size_t i = 0; i < row->columns->n; i++)
		if (strcmp(row->columns->names[i], column) == 0)
			return &row->values[i];
	return NULL;
}

/* ---- evidence */
static const char *copy(struct bind *b, const char *s) { return s != NULL ? arena_strdup(b->arena, s) : NULL; }

void bind_copy_into(struct bind *b, struct bind_value *out, const struct data_value *v, const char *name, const char *query)
{
	const char **cites = NULL;

	out->v = *v;
	out->v.text = copy(b, v->text);
	out->v.table = copy(b, v->table);
	out->v.column = copy(b, v->column);
	out->v.key = copy(b, v->key);
	if (v->cites != NULL) {
		cites = arena_alloc(b->arena, (v->n_cites + 1) * sizeof *cites);
		for (size_t i = 0; i < v->n_cites; i++)
			cites[i] = copy(b, v->cites[i]);
	}
	out->v.cites = cites;
	out->v.op = copy(b, v->op);
	out->v.field = copy(b, v->field);
	out->name = name;
	out->query = query;
	out->passing = b->arena != b->keep;
}

struct bind_value *bind_copy_value(struct bind *b, const struct data_value *v, const char *name, const char *query)
{
	struct bind_value *out = arena_alloc(b->arena, sizeof *out);

	bind_copy_into(b, out, v, name, query);
	return out;
}

const struct data_evidence *bind_evidence(lua_State *L, struct bind_value *v)
{
	struct bind *b = bind_of(L);
	struct err e = {0};

	if (v->known || v->plain || !b->evidence)
		return &v->evidence;
	/* what lasts may be looked up for a streamed row */
	if ((v->v.key != NULL || v->v.cites != NULL) &&
	    !data_evidence_of(b->data, &v->v, v->passing ? b->arena : b->keep, &v->evidence, &e))
		bind_raise_err(L, &e);
	v->known = true;
	return &v->evidence;
}

bool bind_has_provenance(const struct bind_value *v) { return v->own || v->evidence.apparatus || v->evidence.n_sources > 0; }

/* ---- display */
struct bind_content *bind_prose(lua_State *L, struct bind_value *v)
{
	struct bind *b = bind_of(L);
	struct err e = {0};
	const char *name;

	struct arena *outer = b->arena;

	if (v->prose != NULL)
		return v->prose;
	b->arena = v->passing ? outer : b->keep;         /* what lasts may be looked at for a streamed row */
	name = v->v.key != NULL ? arena_printf(b->arena, "%s '%s', %s", v->v.table, v->v.key, v->v.column) : v->name;
	v->prose = bind_markdown(b, name, v->v.text, strlen(v->v.text), &e);
	if (v->prose == NULL)
		bind_raise_err(L, &e);
	v->prose->fact = true;
	bind_resolve_rows(b, v->prose);
	b->arena = outer;
	return v->prose;
}

/* "doc:table: {born:short}: column 'born' of query 'pets': " */
static const char *place_of(struct bind *b, const struct bind_value *v, struct bind_spot at)
{
	const char *place = at.where != NULL ? arena_printf(b->arena, "%s: ", at.where) : "";

	if (at.path != NULL)
		place = arena_printf(b->arena, "%s{%s%s%s}: ", place, at.path, at.how != NULL ? ":" : "", at.how != NULL ? at.how : "");
	if (v->query != NULL)
		place = arena_printf(b->arena, "%scolumn '%s' of query '%s': ", place, v->name, v->query);
	return place;
}

void bind_check_how(lua_State *L, struct bind_spot at)
{
	static const char *const known[] = {"day", "grade", "hash", "headline", "label", "long", "month", "plain", "rests", "short", "unmarked", "verb", "words", "Words"};
	struct bind *b = bind_of(L);

	if (at.how == NULL || (at.how[0] >= '0' && at.how[0] <= '9' && at.how[1] == '\0'))
		return;
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (strcmp(known[i], at.how) == 0)
			return;
	bind_raise(L, "%s%s{%s:%s}: ':%s' is none of %s and 0 to 9 (decimal places)%s", at.where != NULL ? at.where : "", at.where != NULL ? ": " : "",
	    at.path, at.how, at.how, bind_join(b, known, COUNT_OF(known)), bind_suggest(b, at.how, known, COUNT_OF(known)));
}

static const char *code_words(lua_State *L, const struct bind_value *v, struct bind_spot at)
{
	struct bind *b = bind_of(L);
	const char *key, *s = bind_code_words(L, v, &key);

	if (s == NULL)
		bind_raise(L, "%sthere is no text '%s' in language '%s': add it to table 'text'", place_of(b, v, at), key, b->lang);
	return s;
}

/* what the claims on the cell come to, in a word (:grade) or as an adverb for the verb that says it (:verb), which may be nothing */
static const char *grade_words(lua_State *L, const struct bind_value *v, struct bind_spot at)
{
	struct bind *b = bind_of(L);
	const char *grade = NULL, *words, *key;
	struct err e = {0};

	if (v->v.key != NULL && b->evidence && !data_grade(b->data, v->v.key, v->v.column, &grade, &e))
		bind_raise_err(L, &e);
	if (grade == NULL)
		bind_raise(L, "%sonly a cell that claims speak of has a grade: this is %s", place_of(b, v, at), v->v.key == NULL ? "no cell" : "none");
	key = arena_printf(b->arena, str_eq(at.how, "verb") ? "grade-verb.%s" : "code.grade.%s", grade);
	words = bind_wording(b, key);
	if (words == NULL)
		bind_raise(L, "%sthere is no text '%s' in language '%s': add it to table 'text'", place_of(b, v, at), key, b->lang);
	return words;
}

/* fmt.value(scalar, kind, how): numbers and dates are said in the document's language */
static const char *by_fmt(lua_State *L, const struct bind_value *v, struct bind_spot at)
{
	struct bind *b = bind_of(L);
	const char *s;
	int status;

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->fmt);
	lua_getfield(L, -1, "value");
	if (v->v.kind == DATA_INT)
		lua_pushinteger(L, v->v.i);
	else
		lua_pushstring(L, v->v.text);
	lua_pushstring(L, v->v.format == DATA_EDTF ? "date" : v->v.kind == DATA_INT ? "integer" : "text");
	lua_pushstring(L, at.how);
	status = lua_pcall(L, 3, 1, 0);
	/* what the limits stop passes as it is */
	if (status == LUA_ERRMEM || (status != LUA_OK && (limit_time_over() || lua_type(L, -1) != LUA_TSTRING)))
		lua_error(L);
	if (status != LUA_OK)
		bind_raise(L, "%s%s", place_of(b, v, at), lua_tostring(L, -1));
	if (lua_type(L, -1) != LUA_TSTRING)
		bind_raise(L, "scripts/fmt.lua gave no text for '%s': fmt.value must return a string", v->v.text);
	s = arena_strdup(b->arena, lua_tostring(L, -1));
	lua_pop(L, 2);
	return s;
}

const char *bind_display(lua_State *L, const struct bind_value *v, struct bind_spot at)
{
	/* text goes through fmt only for its formats: a long table is mostly plain text */
	if (v->v.format != DATA_EDTF && v->v.kind != DATA_INT && at.how == NULL)
		return v->v.text;
	if (str_eq(at.how, "label"))
		return code_words(L, v, at);
	if (str_eq(at.how, "grade") || str_eq(at.how, "verb"))
		return grade_words(L, v, at);
	return by_fmt(L, v, at);
}

/* ---- values in Lua */
static struct bind_value *check_value(lua_State *L) { return *(struct bind_value **)luaL_checkudata(L, 1, VALUE); }

static void push_scalar(lua_State *L, const struct data_value *v)
{
	switch (v->kind) {
	case DATA_INT: lua_pushinteger(L, v->i); break;
	case DATA_REAL: lua_pushnumber(L, v->r); break;
	case DATA_TEXT: lua_pushstring(L, v->text); break;
	default: lua_pushnil(L);
	}
}

static void push_strings(lua_State *L, const char *const *s, size_t n)
{
	lua_createtable(L, (int)n, 0);
	for (size_t i = 0; i < n; i++) {
		lua_pushstring(L, s[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* string functions that a script looks for in a value */
static bool is_string_function(lua_State *L, int key)
{
	bool found = false;

	lua_pushliteral(L, "");
	if (luaL_getmetafield(L, -1, "__index") == LUA_TTABLE) {
		lua_pushvalue(L, key);
		found = lua_rawget(L, -2) == LUA_TFUNCTION;
		lua_pop(L, 2);
	}
	lua_pop(L, 1);
	return found;
}

__attribute__((noreturn)) static int raise_no_field(lua_State *L, const struct bind_value *v)
{
	char key[64];

	bind_shown(L, 2, key, sizeof key);
	if (lua_type(L, 2) == LUA_TSTRING && is_string_function(L, 2))
		bind_raise(L, "the value '%s' has no function %s: ask its text, tostring(v):%s(...)", v->name, key, lua_tostring(L, 2));
	bind_raise(L, "the value '%s' has no field %s: it has value (the raw scalar) and rulings", v->name, key);
}

/*** value.value
 * The raw scalar of a value, for conditions; never for printing, where its sources would be lost: hand the value itself to doc.
 * A value equals no string or number: v == "x" is always false. Compare v.value == "x", or the display text, tostring(v) == "x".
 * @type string|integer|number: a date is its EDTF string, "2021-02-09"
 * @raise reading any other field: a value has value and rulings only
 * @usage if d.totals.n.value > 1 then doc:paragraph("Several pets.") end
 * @usage [claims] if d.acts[1].kind.value == "detention" then doc:paragraph(d.acts[1].kind) end */
/*** value.rulings
 * The ids of the identity rulings that a value rests on, for conditions; empty where evidence = "none".
 * @type string[]: ids of table 'dispute'
 * @raise reading any other field: a value has value and rulings only
 * @usage [claims] if #d.totals.n.rulings == 0 then doc:paragraph(d.acts[1].kind) end */
static int l_value_index(lua_State *L)
{
	struct bind_value *v = check_value(L);
	const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
	const struct data_evidence *ev;

	if (strcmp(key, "value") == 0) {
		push_scalar(L, &v->v);
	} else if (strcmp(key, "rulings") == 0) {
		ev = bind_evidence(L, v);
		push_strings(L, (const char *const *)ev->rulings, ev->n_rulings);
	} else {
		raise_no_field(L, v);
	}
	return 1;
}

static int l_value_tostring(lua_State *L)
{
	struct bind_value *v = check_value(L);
	struct bind_pieces p;

	if (v->v.format == DATA_PROSE) {
		bind_resolve_inline(L, bind_prose(L, v), (struct bind_env){0}, "tostring", &p);
		lua_pushstring(L, bind_plain(bind_of(L), &p));
	} else {
		lua_pushstring(L, bind_display(L, v, (struct bind_spot){0}));
	}
	return 1;
}

static int l_value_eq(lua_State *L)
{
	const struct bind_value *x = bind_to_value(L, 1), *y = bind_to_value(L, 2);

	lua_pushboolean(L, x != NULL && y != NULL && x->v.kind == y->v.kind && str_eq(x->v.text, y->v.text));
	return 1;
}

/* the operand that is the dataset's, for a message: the value 'n' of query 'q' */
static const char *operand(lua_State *L, char *out, size_t cap)
{
	return bind_shown(L, lua_type(L, 1) == LUA_TUSERDATA ? 1 : 2, out, cap);
}

static int l_concat(lua_State *L)
{
	char what[256];

	if (bind_of(L)->evidence)
		bind_raise(L, "%s cannot be joined with '..', its sources would be lost: write {path} into the wording of table 'text'",
		    operand(L, what, sizeof what));
	bind_raise(L, "%s cannot be joined with '..': write {path} into the string and give the row as the argument after it, "
	    "or take its text, tostring(v)", operand(L, what, sizeof what));
}

static int l_arithmetic(lua_State *L)
{
	char what[256];

	if (bind_of(L)->evidence)
		bind_raise(L, "%s cannot be computed with, its sources would be lost: compute in the query and select cites beside it",
		    operand(L, what, sizeof what));
	bind_raise(L, "%s cannot be computed with: compute in the query, where a column of text is cast(weight as integer), "
	    "or take its raw scalar, v.value", operand(L, what, sizeof what));
}

static int l_compare(lua_State *L)
{
	char what[256];

	bind_raise(L, "%s has no order here: compare its raw scalar (v.value), or order in the query", operand(L, what, sizeof what));
}

static int l_len(lua_State *L)
{
	char what[256];

	bind_raise(L, "%s has no length: count in the query, or take #tostring(v)", operand(L, what, sizeof what));
}

static int l_no_function(lua_State *L)
{
	char what[256];

	bind_raise(L, "%s is no function: hand it to doc, or name one of its fields", operand(L, what, sizeof what));
}

static int l_immutable(lua_State *L)
{
	bind_raise(L, "what the dataset gave cannot be changed: keep your own values in a local table");
}

static const luaL_Reg value_meta[] = {
	{"__index", l_value_index}, {"__newindex", l_immutable}, {"__tostring", l_value_tostring}, {"__eq", l_value_eq},
	{"__concat", l_concat}, {"__lt", l_compare}, {"__le", l_compare}, {"__add", l_arithmetic}, {"__sub", l_arithmetic},
	{"__mul", l_arithmetic}, {"__div", l_arithmetic}, {"__mod", l_arithmetic}, {"__pow", l_arithmetic}, {"__idiv", l_arithmetic},
	{"__unm", l_arithmetic}, {"__band", l_arithmetic}, {"__bor", l_arithmetic}, {"__bxor", l_arithmetic}, {"__shl", l_arithmetic},
	{"__shr", l_arithmetic}, {"__bnot", l_arithmetic}, {"__len", l_len}, {"__call", l_no_function}, {NULL, NULL}};

/* ---- rows */
/*** row.column
 * A value of a row by the name of its column in the query; nil where the database holds NULL. A row does not change, has no length and
 * cannot be looped over: name its columns.
 * @type value|nil: nil where the database holds NULL
 * @raise a column that the query does not select, with the nearest name
 * @usage for _, pet in ipairs(d.pets) do doc:paragraph(pet.name) end
 * @usage if d.pets[1].weight == nil then doc:paragraph("Not weighed.") end */
static int l_row_index(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_row *row = *(struct bind_row **)luaL_checkudata(L, 1, ROW);
	const char *column = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
	struct bind_value *v = column != NULL ? bind_row_at(row, column) : NULL;
	char key[64];

	if (column == NULL)
		bind_raise(L, "a row of %s has its columns by name, such as row.%s, not by %s", row->columns->of, row->columns->names[0],
		    bind_shown(L, 2, key, sizeof key));
	if (v == NULL)
		bind_raise(L, "%s has no column '%s'%s", row->columns->of, column,
		    bind_suggest(b, column, row->columns->names, row->columns->n));
	if (v->v.kind == DATA_NULL)
		b->null = (struct bind_null){.column = v->name, .of = row->columns->of, .own = v->own, .line = bind_line(L)};
	bind_push_value(L, v);
	return 1;
}

static int l_row_tostring(lua_State *L)
{
	const struct bind_row *row = *(struct bind_row **)luaL_checkudata(L, 1, ROW);

	lua_pushfstring(L, "row of %s", row->columns->of);
	return 1;
}

static int l_row_operation(lua_State *L)
{
	int index = bind_to_row(L, 1) != NULL ? 1 : 2;       /* the other operand may be a text */
	char what[256];

	bind_raise(L, "%s is a whole row: name one of its columns, such as row.%s", bind_shown(L, index, what, sizeof what),
	    bind_to_row(L, index)->columns->names[0]);
}

static const luaL_Reg row_meta[] = {
	{"__index", l_row_index}, {"__newindex", l_immutable}, {"__tostring", l_row_tostring}, {"__concat", l_row_operation},
	{"__lt", l_row_operation}, {"__le", l_row_operation}, {"__add", l_row_operation}, {"__sub", l_row_operation},
	{"__mul", l_row_operation}, {"__div", l_row_operation}, {"__mod", l_row_operation}, {"__pow", l_row_operation},
	{"__idiv", l_row_operation}, {"__unm", l_row_operation}, {"__len", l_row_operation}, {"__call", l_no_function}, {NULL, NULL}};

/* ---- texts */
static int l_text_tostring(lua_State *L)
{
	const struct bind_content *c = *(struct bind_content **)luaL_checkudata(L, 1, TEXT);

	lua_pushstring(L, c->name);
	return 1;
}

static int l_text_operation(lua_State *L)
{
	char what[256];

	bind_raise(L, "%s is wording as a whole, which is printed by handing it to doc", operand(L, what, sizeof what));
}

static const luaL_Reg text_meta[] = {
	{"__index", l_text_operation}, {"__newindex", l_immutable}, {"__tostring", l_text_tostring}, {"__concat", l_text_operation},
	{"__lt", l_text_operation}, {"__le", l_text_operation}, {"__len", l_text_operation}, {"__call", l_text_operation}, {NULL, NULL}};

/* shown: what Lua's own functions call it, as in "string expected, got dataset value" */
static void create_meta(lua_State *L, const char *name, const char *shown, const luaL_Reg *functions)
{
	luaL_newmetatable(L, name);
	luaL_setfuncs(L, functions, 0);
	lua_pushstring(L, shown);
	lua_setfield(L, -2, "__name");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
}

void bind_value_open(lua_State *L)
{
	create_meta(L, VALUE, "dataset value", value_meta);
	create_meta(L, ROW, "dataset row", row_meta);
	create_meta(L, TEXT, "dataset text", text_meta);
}
