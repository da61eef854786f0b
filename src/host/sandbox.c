/* sandbox.c: what a report may call, in one table, with the reason where a name of Lua is absent or changed.
 *
 * Lua's libraries are opened aside; only names of the table are handed out. Globals and libraries are empty tables in front of the real
 * ones, so nothing in them can be replaced: scripts/ call the same functions, and a template must not change how they print a fact.
 * Reading an unknown global or field is an error with the nearest name, and assigning one is an error with advice. */
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "host/state.h"

/*** topic sandbox: what of Lua a report may call
 * A report reads its dataset and writes its document, nothing else: no clock, environment, files, network or randomness, so the same input
 * gives the same bytes everywhere. Missing names say why when they are called. Nothing can be replaced or added to a library. */

enum verdict { KEPT, CHANGED, GIVEN /* by another file of this folder */, ABSENT };
static const struct rule {
	const char *library;         /* NULL: a global */
	const char *name;
	enum verdict verdict;
	lua_CFunction function;      /* CHANGED: in its place; upvalue 1 is Lua's own */
	const char *reason;
} rules[] = {
	{NULL, "assert", KEPT, NULL, "checks of a script's own"},
	{NULL, "error", KEPT, NULL, "messages carry the script's line"},
	{NULL, "getmetatable", CHANGED, l_getmetatable, "the metatable of strings is shared and not handed out"},
	{NULL, "ipairs", CHANGED, l_ipairs, "in order by nature; what is no table is told with its line"},
	{NULL, "pairs", CHANGED, l_pairs, "keys in a fixed order"},
	{NULL, "pcall", KEPT, NULL, "the time limit's error comes again at once, so a loop of pcalls ends too"},
	{NULL, "rawequal", KEPT, NULL, "harmless"},
	{NULL, "rawget", KEPT, NULL, "harmless"},
	{NULL, "rawlen", KEPT, NULL, "harmless"},
	{NULL, "rawset", CHANGED, l_rawset, "not on the globals"},
	{NULL, "require", GIVEN, NULL, "finds scripts/ and files beside the report whose names are written out in quotes"},
	{NULL, "select", KEPT, NULL, "harmless"},
	{NULL, "setmetatable", CHANGED, l_setmetatable, "without __gc and __mode"},
	{NULL, "tonumber", KEPT, NULL, "harmless"},
	{NULL, "tostring", CHANGED, l_tostring, "without addresses"},
	{NULL, "type", KEPT, NULL, "harmless"},
	{NULL, "collectgarbage", ABSENT, NULL, "when the collector runs must not matter"},
	{NULL, "coroutine", ABSENT, NULL, "the time limit reaches one state: write a function"},
	{NULL, "debug", ABSENT, NULL, "it reaches past every wall here"},
	{NULL, "dofile", ABSENT, NULL, "use require for a file beside the report"},
	{NULL, "io", ABSENT, NULL, "a report reads nothing but its dataset: use data.rows"},
	{NULL, "load", ABSENT, NULL, "code comes from files: use require"},
	{NULL, "loadfile", ABSENT, NULL, "use require for a file beside the report"},
	{NULL, "loadstring", ABSENT, NULL, "code comes from files: use require"},
	{NULL, "next", ABSENT, NULL, "its order is that of hashing: use pairs"},
	{NULL, "os", ABSENT, NULL, "clock and environment would change what is printed: dates are parameters"},
	{NULL, "package", ABSENT, NULL, "use require"},
	{NULL, "print", CHANGED, l_print, "to standard error, with the script's line: for looking at something while writing a report"},
	{NULL, "warn", CHANGED, l_warn, "to standard error, with the script's line; counted, and an error with --strict"},
	{NULL, "xpcall", ABSENT, NULL, "its handler runs where the time limit cannot stop it: use pcall"},
	{NULL, "_G", ABSENT, NULL, "globals are fixed: use local"},
	{"math", "abs", KEPT, NULL, "exact"}, {"math", "ceil", KEPT, NULL, "exact"}, {"math", "floor", KEPT, NULL, "exact"},
	{"math", "fmod", KEPT, NULL, "exact"}, {"math", "huge", KEPT, NULL, "a constant"}, {"math", "max", KEPT, NULL, "exact"},
	{"math", "maxinteger", KEPT, NULL, "a constant"}, {"math", "min", KEPT, NULL, "exact"}, {"math", "mininteger", KEPT, NULL, "a constant"},
	{"math", "modf", KEPT, NULL, "exact"}, {"math", "pi", KEPT, NULL, "a constant"}, {"math", "sqrt", KEPT, NULL, "exact by IEEE 754"},
	{"math", "tointeger", KEPT, NULL, "exact"}, {"math", "type", KEPT, NULL, "exact"}, {"math", "ult", KEPT, NULL, "exact"},
	{"math", "random", ABSENT, NULL, "the same input makes the same document"},
	{"math", "randomseed", ABSENT, NULL, "the same input makes the same document"},
	{"math", "sin", KEPT, NULL, "one body of code on every processor (vendor/musl-math.sh)"}, {"math", "cos", KEPT, NULL, "as sin"},
	{"math", "tan", KEPT, NULL, "as sin"}, {"math", "asin", KEPT, NULL, "as sin"}, {"math", "acos", KEPT, NULL, "as sin"},
	{"math", "atan", KEPT, NULL, "as sin"}, {"math", "exp", KEPT, NULL, "as sin"}, {"math", "log", KEPT, NULL, "as sin"},
	{"math", "deg", KEPT, NULL, "one multiplication"}, {"math", "rad", KEPT, NULL, "one multiplication"},
	{"string", "byte", KEPT, NULL, "harmless"}, {"string", "char", KEPT, NULL, "harmless"}, {"string", "find", KEPT, NULL, "harmless"},
	{"string", "format", CHANGED, l_format, "without addresses"}, {"string", "gmatch", KEPT, NULL, "harmless"},
	{"string", "gsub", KEPT, NULL, "harmless"}, {"string", "len", KEPT, NULL, "harmless"}, {"string", "lower", KEPT, NULL, "ASCII: no locale is set"},
	{"string", "match", KEPT, NULL, "harmless"}, {"string", "rep", CHANGED, l_rep, "within the memory limit; nothing many times is nothing"},
	{"string", "reverse", KEPT, NULL, "harmless"}, {"string", "sub", KEPT, NULL, "harmless"}, {"string", "upper", KEPT, NULL, "ASCII: no locale is set"},
	{"string", "dump", ABSENT, NULL, "no bytecode"},
	{"string", "pack", ABSENT, NULL, "the machine's sizes and byte order"}, {"string", "packsize", ABSENT, NULL, "the machine's sizes"},
	{"string", "unpack", ABSENT, NULL, "the machine's sizes and byte order"},
	{"table", "concat", KEPT, NULL, "harmless"}, {"table", "insert", KEPT, NULL, "harmless"}, {"table", "move", KEPT, NULL, "harmless"},
	{"table", "pack", KEPT, NULL, "harmless"}, {"table", "remove", KEPT, NULL, "harmless"}, {"table", "sort", KEPT, NULL, "harmless"},
	{"table", "unpack", KEPT, NULL, "harmless"},
	{"utf8", "char", KEPT, NULL, "harmless"}, {"utf8", "charpattern", KEPT, NULL, "a constant"}, {"utf8", "codepoint", KEPT, NULL, "harmless"},
	{"utf8", "codes", KEPT, NULL, "harmless"}, {"utf8", "len", KEPT, NULL, "harmless"}, {"utf8", "offset", KEPT, NULL, "harmless"},
};

static const struct { const char *name; lua_CFunction open; } libraries[] = {
	{"math", luaopen_math}, {"string", luaopen_string}, {"table", luaopen_table}, {"utf8", luaopen_utf8}};

bool host_rule_at(size_t i, struct host_rule *out)
{
	static const char *const verdicts[] = {[KEPT] = "as in Lua", [CHANGED] = "changed", [GIVEN] = "attest's own", [ABSENT] = "absent"};

	if (i >= COUNT_OF(rules))
		return false;
	*out = (struct host_rule){rules[i].library, rules[i].name, verdicts[rules[i].verdict], rules[i].reason};
	return true;
}

static const struct rule *find_rule(const char *library, const char *name)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (str_eq(rules[i].library, library) && strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}

/* copies the names of a library from the table `from` to `to` */
static void copy_names(lua_State *L, const char *library, int from, int to)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		const struct rule *r = &rules[i];
		if (!str_eq(r->library, library) || r->verdict == ABSENT)
			continue;
		lua_getfield(L, from, r->name);
		if (r->verdict == CHANGED)
			lua_pushcclosure(L, r->function, 1);
		lua_setfield(L, to, r->name);
	}
}

/* ---- reading what is not there. Upvalues: the library's table, its name or nil for the globals */
static const char *key_text(lua_State *L)
{
	return lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
}

static int l_missing(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char *library = lua_tostring(L, lua_upvalueindex(2)), *name = key_text(L), **known, *near;
	const char *dot = library != NULL ? "." : "", *prefix = library != NULL ? library : "";
	const struct rule *r = find_rule(library, name);
	size_t n;

	if (r != NULL && r->verdict == ABSENT)
		bind_raise(L, "'%s%s%s' is not available in a report: %s", prefix, dot, name, r->reason);
	known = bind_keys(L, lua_upvalueindex(1), &n);
	near = library == NULL ? bind_hint_local(L, name) : "";
	if (*near == '\0')
		near = bind_suggest(b, name, (const char *const *)known, n);
	if (library != NULL)
		bind_raise(L, "'%s.%s' is not a function of this library%s", library, name, near);
	bind_raise(L, "'%s' is not defined%s", name, *near != '\0' ? near : ": if it is text, put it in quotes; if it is a variable, write local first");
}

static int l_library_write(lua_State *L)
{
	bind_raise(L, "nothing is added to '%s': use a local function", lua_tostring(L, lua_upvalueindex(2)));
}

static int l_global_write(lua_State *L)
{
	const char *name = key_text(L);
	const struct rule *r = lua_type(L, 2) == LUA_TSTRING ? find_rule(NULL, name) : NULL;
	bool library = false;

	for (size_t i = 0; i < COUNT_OF(libraries); i++)
		library = library || strcmp(libraries[i].name, name) == 0;
	if (library || (r != NULL && r->verdict != ABSENT))
		bind_raise(L, "'%s' cannot be replaced: write local %s = ...", name, name);
	bind_raise(L, "assignment to the undefined global '%s': write local %s = ...", name, name);
}

static void set_closure(lua_State *L, const char *field, lua_CFunction f, int table, const char *name)
{
	lua_pushvalue(L, table);
	lua_pushstring(L, name);
	lua_pushcclosure(L, f, 2);
	lua_setfield(L, -2, field);
}

static void protect(lua_State *L)
{
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
}

/* the table on top shows what stands in real, and takes nothing */
static void set_view(lua_State *L, int real, lua_CFunction write, const char *name)
{
	lua_newtable(L);
	lua_pushvalue(L, real);
	lua_setfield(L, -2, "__index");
	set_closure(L, "__newindex", write, real, name);
	protect(L);
	lua_setmetatable(L, -2);
}

/* The library's functions stand behind an empty table, and behind them a function that names what is missing:
 * view -> real -> l_missing. Strings find their methods in `real` too. */
static void open_library(lua_State *L, const char *name, lua_CFunction open, int globals)
{
	int own, real;

	lua_pushcfunction(L, open);
	lua_call(L, 0, 1);
	own = lua_gettop(L);
	lua_newtable(L);
	real = lua_gettop(L);
	copy_names(L, name, own, real);
	lua_newtable(L);
	set_closure(L, "__index", l_missing, real, name);
	lua_setmetatable(L, real);
	if (strcmp(name, "string") == 0) {
		lua_pushliteral(L, "");
		lua_getmetatable(L, -1);
		lua_pushvalue(L, real);
		lua_setfield(L, -2, "__index");
		protect(L);
		lua_pop(L, 2);
	}
	lua_newtable(L);
	set_view(L, real, l_library_write, name);
	lua_setfield(L, globals, name);
	lua_settop(L, own - 1);
}

/* Takes every name out of the globals into a new table, which it pushes. */
static void take_aside(lua_State *L)
{
	int all;

	lua_newtable(L);
	all = lua_gettop(L);
	lua_pushglobaltable(L);
	for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
		lua_pushvalue(L, -2);
		lua_pushvalue(L, -2);
		lua_rawset(L, all);
		lua_pushvalue(L, -2);
		lua_pushnil(L);
		lua_rawset(L, -5);           /* setting a field to nil is allowed while lua_next runs */
	}
	lua_settop(L, all);
}

/* globals (empty) -> real -> l_missing */
void host_sandbox(lua_State *L)
{
	int all, real;

	luaL_requiref(L, "_G", luaopen_base, 0);
	lua_pop(L, 1);
	take_aside(L);
	all = lua_gettop(L);
	lua_newtable(L);
	real = lua_gettop(L);
	copy_names(L, NULL, all, real);
	for (size_t i = 0; i < COUNT_OF(libraries); i++)
		open_library(L, libraries[i].name, libraries[i].open, real);
	lua_newtable(L);
	set_closure(L, "__index", l_missing, real, NULL);
	lua_setmetatable(L, real);
	lua_pushglobaltable(L);
	set_view(L, real, l_global_write, NULL);
	lua_settop(L, all - 1);
}
