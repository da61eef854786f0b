/* args.c: what a script handed over, checked. One form of message for all calls:
 *
 *   visit.lua:20: doc:heading: argument 1 'level': expected a whole number from 1 to 3, got "two"
 *
 * A place names the call and the argument, counted as the author counts them (without the doc before the colon), or the key of a table:
 * "doc:tile: 'label'". Every function here raises where it does not answer. */
#include <lauxlib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "bind/table.h"

#define SHOWN 48                     /* [bytes] of a string in a message */

/* ---- what was given */
static void show_value(const struct bind_value *v, char *out, size_t cap)
{
	snprintf(out, cap, v->query != NULL ? "the value '%.60s' of query '%.60s'" : "the value '%.60s'", v->name, v->query);
}

static void show_table(lua_State *L, int index, char *out, size_t cap)
{
	size_t items = lua_rawlen(L, index), n;
	const char **keys = bind_keys(L, index, &n);

	if (items > 0)
		snprintf(out, cap, "a table of %zu %s", items, items == 1 ? "item" : "items");
	else if (n > 0)
		snprintf(out, cap, "a table with %.60s%s%.60s%s", keys[0], n > 1 ? ", " : "", n > 1 ? keys[1] : "", n > 2 ? ", ..." : "");
	else
		snprintf(out, cap, luaL_getmetafield(L, index, "__index") == LUA_TNIL ? "an empty table" : "a table");
}

const char *bind_shown(lua_State *L, int index, char *out, size_t cap)
{
	char text[SHOWN];
	int top = lua_gettop(L);
	size_t n;

	index = lua_absindex(L, index);
	if (bind_to_value(L, index) != NULL) {
		show_value(bind_to_value(L, index), out, cap);
	} else if (bind_to_row(L, index) != NULL) {
		snprintf(out, cap, "a row of %.70s", bind_to_row(L, index)->columns->of);
	} else if (bind_to_source(L, index) != NULL) {
		snprintf(out, cap, "the source of query '%.60s'", bind_to_source(L, index)->query->name);
	} else if (bind_to_text(L, index) != NULL) {
		snprintf(out, cap, "%.100s", bind_to_text(L, index)->name);
	} else if (lua_type(L, index) == LUA_TSTRING) {
		const char *s = lua_tolstring(L, index, &n);
		snprintf(out, cap, "\"%s\"", str_show(text, sizeof text, s, n));
	} else if (lua_istable(L, index)) {
		show_table(L, index, out, cap);
	} else if (lua_isnumber(L, index) || lua_isboolean(L, index)) {
		snprintf(out, cap, "%s", luaL_tolstring(L, index, NULL));
	} else {
		snprintf(out, cap, "%s%s", lua_isnoneornil(L, index) ? "" : "a ", lua_isnone(L, index) ? "nothing" : luaL_typename(L, index));
	}
	lua_settop(L, top);
	return out;
}

int bind_wrong(lua_State *L, int index, const char *place, const char *fmt, ...)
{
	char expected[1024], given[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(expected, sizeof expected, fmt, ap);
	va_end(ap);
	bind_raise(L, "%s: expected %s, got %s%s", place, expected, bind_shown(L, index, given, sizeof given),
	    lua_isnil(L, index) ? bind_hint_field(L, NULL) : "");
}

/* ---- what is expected */
const char *bind_string(lua_State *L, int index, const char *place)
{
	if (lua_type(L, index) != LUA_TSTRING)
		bind_wrong(L, index, place, "a string");
	return lua_tostring(L, index);
}

/* 2.0 is whole too; "2" is a string */
lua_Integer bind_integer(lua_State *L, int index, const char *place, lua_Integer lo, lua_Integer hi)
{
	int whole = 0;
	lua_Integer n = lua_type(L, index) == LUA_TNUMBER ? lua_tointegerx(L, index, &whole) : 0;

	if ((!whole || n < lo) && hi == INT_MAX)
		bind_wrong(L, index, place, "a whole number from %lld on", (long long)lo);
	if (!whole || n < lo || n > hi)
		bind_wrong(L, index, place, "a whole number from %lld to %lld", (long long)lo, (long long)hi);
	return n;
}

bool bind_flag(lua_State *L, int index, const char *place)
{
	if (!lua_isnoneornil(L, index) && !lua_isboolean(L, index))
		bind_wrong(L, index, place, "true or false");
	return lua_toboolean(L, index);
}

void bind_table(lua_State *L, int index, const char *place, const char *expected)
{
	if (!lua_istable(L, index))
		bind_wrong(L, index, place, "%s", expected);
}

void bind_function(lua_State *L, int index, const char *place)
{
	if (!lua_isfunction(L, index))
		bind_wrong(L, index, place, "a function that adds the blocks, such as function() doc:paragraph(...) end");
}

size_t bind_choice(lua_State *L, int index, const char *place, const char *const *names, size_t n)
{
	struct bind *b = bind_of(L);
	const char *s = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : NULL;
	char given[256];

	for (size_t i = 0; s != NULL && i < n; i++)
		if (strcmp(names[i], s) == 0)
			return i;
	bind_raise(L, "%s: expected one of %s, got %s%s", place, bind_join(b, names, n), bind_shown(L, index, given, sizeof given),
	    s != NULL ? bind_suggest(b, s, names, n) : "");
}

struct bind_style *bind_style_given(lua_State *L, int index, const char *place)
{
	struct bind *b = bind_of(L);
	const char **names, *s = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : NULL, *near;
	char given[256];

	if (s == NULL)
		bind_wrong(L, index, place, "the name of a style of the theme");
	for (size_t i = 0; i < b->n_styles; i++)
		if (strcmp(b->styles[i]->name, s) == 0)
			return b->styles[i];
	names = arena_alloc(b->arena, (b->n_styles + 1) * sizeof *names);
	for (size_t i = 0; i < b->n_styles; i++)
		names[i] = b->styles[i]->name;
	near = bind_suggest(b, s, names, b->n_styles);       /* there are dozens: all of them only where none is near */
	bind_raise(L, "%s: expected the name of a style of the theme, got %s%s%s", place, bind_shown(L, index, given, sizeof given),
	    *near != '\0' ? near : "; known are ", *near != '\0' ? "" : bind_join(b, names, b->n_styles));
}
