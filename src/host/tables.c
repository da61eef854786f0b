/* tables.c: functions of Lua that a report gets in another form, so that nothing it prints depends on addresses or hashing.
 *
 *   ipairs         only tables
 *   pairs          keys sorted: numbers ascending, then strings bytewise; other keys raise
 *   tostring       no addresses: "table", "function"
 *   string.format  %s goes through that tostring, %p and %a are refused; floats print by src/base/num.c (vendor/lua.sh)
 *   string.rep     of nothing is nothing, at once
 *   rawset         not past what is read-only
 *   print, warn    to standard error, as one line that names the script's
 *   setmetatable   no __gc (runs when the collector likes, hooks off), no __mode (shows the collector) */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/state.h"

/* ---- pairs */
struct key { bool number; lua_Number n; const char *s; size_t len; int at; };

static int by_key(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	size_t least = a->len < b->len ? a->len : b->len;
	int order;

	if (limit_time_over())               /* the order no longer matters: make an end of it */
		return 0;
	if (a->number != b->number)
		return a->number ? -1 : 1;
	if (a->number)
		return a->n < b->n ? -1 : a->n > b->n;
	order = memcmp(a->s, b->s, least);
	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static struct key key_at(lua_State *L, int index, int at)
{
	struct key k = {.at = at};

	if (lua_type(L, index) == LUA_TNUMBER) {
		k.number = true;
		k.n = lua_tonumber(L, index);
	} else if (lua_type(L, index) == LUA_TSTRING) {
		k.s = lua_tolstring(L, index, &k.len);
	} else {
		bind_raise(L, "pairs: a key is a %s, which has no order: use strings or numbers as keys", luaL_typename(L, index));
	}
	return k;
}

/* pushes an array of the keys of the table, in order. The strings stay alive in it while they are compared. */
static void push_keys(lua_State *L, int table)
{
	int n = 0, keys;
	struct key *k;

	lua_newtable(L);
	keys = lua_gettop(L);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
		host_poll(L);
		lua_pushvalue(L, -2);
		lua_rawseti(L, keys, ++n);
	}
	k = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *k, 0);
	for (int i = 0; i < n; i++) {
		lua_rawgeti(L, keys, i + 1);
		k[i] = key_at(L, -1, i + 1);
		lua_pop(L, 1);
	}
	qsort(k, (size_t)n, sizeof *k, by_key);
	lua_createtable(L, n, 0);
	for (int i = 0; i < n; i++) {
		host_poll(L);
		lua_rawgeti(L, keys, k[i].at);
		lua_rawseti(L, -2, i + 1);
	}
	lua_replace(L, keys);
	lua_settop(L, keys);
}

/* upvalues: table, its keys, position */
static int l_next(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));

	for (;;) {
		if (lua_rawgeti(L, lua_upvalueindex(2), ++i) == LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
			break;
		lua_pop(L, 2);               /* taken out while the loop ran */
	}
	lua_pushinteger(L, i);
	lua_replace(L, lua_upvalueindex(3));
	return 2;
}

/*** pairs(t)
 * Lua's pairs, in a fixed order: numbers ascending, then strings bytewise. Rows and values cannot be looped over.
 * @param t table: its keys are numbers and strings
 * @return function: the iterator: for key, value in pairs(t) do
 * @raise a key that is neither number nor string, since it has no order
 * @usage for town, n in pairs({ Ghent = 2, Leuven = 1 }) do doc:paragraph("{town}: {n}", { town = town, n = n }) end */
/* A read-only view hands out the table behind it by __pairs; it stays behind the iterator, so that nobody can write to it. */
int l_pairs(lua_State *L)
{
	luaL_checkany(L, 1);
	if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
		lua_pushvalue(L, 1);
		lua_call(L, 1, 1);
		lua_replace(L, 1);
	}
	bind_table(L, 1, "pairs: argument 1", "a table");
	lua_settop(L, 1);
	push_keys(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, l_next, 3);
	return 1;
}

/*** ipairs(t)
 * Lua's ipairs, over tables only: rows and values are no lists.
 * @param t table: with elements 1, 2, ...
 * @return function: the iterator: for i, value in ipairs(t) do
 * @raise what is no table
 * @usage for i, town in ipairs({ "Ghent", "Leuven" }) do doc:paragraph("{i}. {town}", { i = i, town = town }) end */
/* Lua's own takes anything, and then fails in the loop, without a line. Upvalue: Lua's own */
int l_ipairs(lua_State *L)
{
	bind_table(L, 1, "ipairs: argument 1", "a table");
	lua_settop(L, 1);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, 1, LUA_MULTRET);
	return lua_gettop(L);
}

/* ---- text of values */
/* the display of the value at index, without an address; pushes it */
static void push_display(lua_State *L, int index)
{
	switch (lua_type(L, index)) {
	case LUA_TTABLE:
	case LUA_TUSERDATA:
		if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
			lua_pushvalue(L, index);
			lua_call(L, 1, 1);
			if (lua_type(L, -1) != LUA_TSTRING)
				bind_raise(L, "__tostring gave a %s: it must return a string", luaL_typename(L, -1));
			break;
		}
		/* fall through */
	case LUA_TFUNCTION:
	case LUA_TLIGHTUSERDATA:
	case LUA_TTHREAD:
		lua_pushstring(L, luaL_typename(L, index));
		break;
	default:
		luaL_tolstring(L, index, NULL);
	}
}

/*** tostring(value)
 * The display text: of a value of the dataset as it prints, dates and numbers in the document's language. Tables and functions have no
 * address in it.
 * @param value any
 * @return string: a string of the script's own: it has lost its sources
 * @raise a __tostring that gives no string
 * @usage
 *   tostring(d.totals.n) --> "3"
 *   tostring(d.pets[1].kind) --> "cat" */
int l_tostring(lua_State *L)
{
	luaL_checkany(L, 1);
	push_display(L, 1);
	return 1;
}

/* ---- standard error */
#define LINES_MAX 1000u              /* that a script prints; the rest is left out, and said so once */
#define LINE_MAX_BYTES 4000          /* of one of them */

/* the arguments as one text that steers no terminal and cannot pass for a message of ours: it stands behind the script's name */
static const char *join_shown(lua_State *L, const char *between, char *out, size_t cap)
{
	int n = lua_gettop(L);
	size_t at = 0;

	out[0] = '\0';
	for (int i = 1; i <= n && at + 8 < cap; i++) {
		size_t len;
		const char *s;
		push_display(L, i);
		s = lua_tolstring(L, -1, &len);
		at += strlen(strcpy(out + at, i > 1 ? between : ""));
		at += strlen(str_show(out + at, cap - at, s, len));
		lua_pop(L, 1);
	}
	return out;
}

/*** print(...)
 * Writes to standard error, behind the script's file and line: to look at something while a report is being written. The document does
 * not change. Control characters are escaped; after 1,000 lines a note stands for the rest.
 * @param ... any: shown as tostring shows it
 * @return nothing
 * @raise nothing: what cannot be shown is named by its type
 * @usage print("towns:", 2) */
int l_print(lua_State *L)
{
	struct bind *b = bind_of(L);
	char line[LINE_MAX_BYTES], where[256];

	if (++b->n_lines > LINES_MAX + 1)
		return 0;
	join_shown(L, "\t", line, sizeof line);
	bind_where(L);
	str_show(where, sizeof where, lua_tostring(L, -1), lua_rawlen(L, -1));
	if (b->n_lines <= LINES_MAX)
		fprintf(stderr, "%s%s\n", where, line);
	else
		fprintf(stderr, "attest: the report printed more than %u lines: the rest is left out\n", LINES_MAX);
	return 0;
}

/*** warn(message, ...)
 * A warning on standard error, with the script's file and line. Warnings are counted in the last line of a run; with --strict they are
 * errors.
 * @param message any: shown as tostring shows it
 * @param ... any: shown right behind it
 * @return nothing
 * @raise with --strict: the message; without a message
 * @usage warn("no date for ", "Ghent") */
int l_warn(lua_State *L)
{
	struct err e = {0};
	char line[LINE_MAX_BYTES];

	if (lua_gettop(L) == 0)
		bind_wrong(L, 1, "warn: argument 1 'message'", "a text");
	join_shown(L, "", line, sizeof line);
	bind_where(L);
	if (warning_add(&e, "%s%s", lua_tostring(L, -1), line))
		return 0;
	lua_pushstring(L, e.msg);
	return lua_error(L);
}

/*** string.format(format, ...)
 * Lua's string.format; %s takes everything through tostring.
 * @param format string: with %s, %d, %5.1f, ... but not %p
 * @param ... any: one for each conversion
 * @return string: a string of the script's own
 * @raise %p, which would print an address; an argument that does not go with its conversion
 * @usage string.format("%s, %d years", "Otto", 23) --> "Otto, 23 years" */
/* upvalue: Lua's own string.format */
int l_format(lua_State *L)
{
	size_t len;
	const char *f = luaL_checklstring(L, 1, &len), *end = f + len;
	int n = lua_gettop(L);

	for (const char *p = memchr(f, '%', len); p != NULL && p < end; p = memchr(p, '%', (size_t)(end - p))) {
		p += 1 + strspn(p + 1, "-+ #0123456789.");
		if (*p == 'p')
			bind_raise(L, "string.format: %%p would print an address: use %%s");
		if (*p == 'a' || *p == 'A')
			bind_raise(L, "string.format: %%%c prints base 16, which no reader wants: use %%.17g (or %%q for a script)", *p);
		if (p < end)                 /* a format may end within a conversion */
			p++;
	}
	for (int i = 2; i <= n; i++) {
		int type = lua_type(L, i);
		if (type == LUA_TTABLE || type == LUA_TUSERDATA || type == LUA_TFUNCTION || type == LUA_TLIGHTUSERDATA) {
			push_display(L, i);
			lua_replace(L, i);
		}
	}
	/* in this frame, so that its errors name the script's line */
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/*** string.rep(s, n, sep)
 * Lua's string.rep, which ends at once where there is nothing to repeat.
 * @param s string: what is repeated
 * @param n integer: [times] 0 and less give ""
 * @param sep string: between two of them; default ""
 * @return string: a string of the script's own
 * @raise a result above the memory limit
 * @usage string.rep("ab", 3, "-") --> "ab-ab-ab" */
/* Lua repeats nothing as often as it is told: the only case in which no memory stops it. Upvalue: Lua's own string.rep */
int l_rep(lua_State *L)
{
	size_t len, sep = 0;

	luaL_checklstring(L, 1, &len);
	luaL_checkinteger(L, 2);
	luaL_optlstring(L, 3, "", &sep);
	if (len + sep == 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* ---- metatables */
static void refuse_field(lua_State *L, const char *field, const char *why)
{
	lua_pushstring(L, field);
	if (lua_rawget(L, 2) != LUA_TNIL)
		bind_raise(L, "setmetatable: '%s' is not available: %s", field, why);
	lua_pop(L, 1);
}

/*** setmetatable(t, meta)
 * Lua's setmetatable, without __gc and __mode: when the collector runs must not matter.
 * @param t table: of the script's own
 * @param meta table|nil: nil takes it away
 * @return table: t
 * @raise __gc or __mode; a table that is protected
 * @usage local d0 = setmetatable({}, { __index = function() return 0 end }) */
int l_setmetatable(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		bind_raise(L, "setmetatable: the metatable is protected: make a table of your own");
	lua_settop(L, 2);
	if (lua_istable(L, 2)) {
		refuse_field(L, "__gc", "close things where they end, with a function");
		refuse_field(L, "__mode", "weak tables would show when the collector ran");
	}
	lua_setmetatable(L, 1);
	return 1;
}

/*** getmetatable(t)
 * Lua's getmetatable, of tables: nil for everything else, false for what is protected.
 * @param t any
 * @return table|boolean|nil: its metatable
 * @raise no argument
 * @usage getmetatable("a string") --> nil */
/* Strings have a metatable that all share; it is not handed out. */
int l_getmetatable(lua_State *L)
{
	luaL_checkany(L, 1);
	if (lua_type(L, 1) != LUA_TTABLE || !lua_getmetatable(L, 1)) {
		lua_pushnil(L);
		return 1;
	}
	luaL_getmetafield(L, 1, "__metatable");
	return 1;
}

/*** rawset(t, key, value)
 * Lua's rawset, not on what is read-only: globals, libraries, modules, data, doc, p.
 * @param t table: of the script's own
 * @param key any
 * @param value any
 * @return table: t
 * @raise a table that is read-only
 * @usage local sizes = rawset({}, "cat", 1) */
int l_rawset(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checkany(L, 3);
	lua_settop(L, 3);
	/* globals, libraries, modules, data and doc: a field set past their metatable would stand in for the real one */
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		bind_raise(L, "rawset: this table is read-only: keep your own values in a local table");
	lua_rawset(L, 1);
	return 1;
}
