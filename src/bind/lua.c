/* lua.c: what every binding needs from Lua: errors that name the script's line, option tables, lengths, read-only views.
 *
 * A message is built on the C stack or in the run's arena, never in malloc'ed memory: lua_error does not come back to free it. */
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

struct bind *bind_of(lua_State *L) { return *(struct bind **)lua_getextraspace(L); }

/* The line to blame is the template's: our own scripts/ only pass on what they were given. */
static bool blamed(lua_State *L, lua_Debug *ar)
{
	for (int level = 0; lua_getstack(L, level, ar); level++) {
		lua_getinfo(L, "Sl", ar);
		if (ar->currentline > 0 && !str_starts(ar->source, "@scripts/"))
			return true;
	}
	return false;
}

size_t bind_place(lua_State *L, char *out, size_t n)
{
	lua_Debug ar;
	int len = blamed(L, &ar) ? snprintf(out, n, "%s:%d: ", ar.short_src, ar.currentline) : 0;
	return len < 0 ? 0 : (size_t)len < n ? (size_t)len : n - 1;
}

void bind_where(lua_State *L)
{
	lua_Debug ar;

	if (blamed(L, &ar))
		lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
	else
		lua_pushliteral(L, "");
}

int bind_line(lua_State *L)
{
	lua_Debug ar;
	return blamed(L, &ar) ? ar.currentline : 0;
}

int bind_raise(lua_State *L, const char *fmt, ...)
{
	char msg[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	bind_where(L);
	lua_pushstring(L, msg);
	lua_concat(L, 2);
	lua_error(L);
	abort();     /* lua_error does not return, but does not say so */
}

int bind_raise_time(lua_State *L)
{
	char words[128];

	limit_time_words(words, sizeof words);
	bind_raise(L, "%s", words);
}

int bind_raise_err(lua_State *L, const struct err *e) { bind_raise(L, "%s", e->msg); }

const char *bind_suggest(struct bind *b, const char *s, const char *const *names, size_t n)
{
	const char *near = str_nearest(s, names, n);
	return near != NULL ? arena_printf(b->arena, " (did you mean '%s'?)", near) : "";
}

const char *bind_join(struct bind *b, const char *const *names, size_t n)
{
	const char *s = n > 0 ? names[0] : "";

	for (size_t i = 1; i < n; i++)
		s = arena_printf(b->arena, "%s, %s", s, names[i]);
	return s;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

const char **bind_keys(lua_State *L, int table, size_t *n)
{
	struct bind *b = bind_of(L);
	const char **keys;
	size_t count = 0;

	*n = 0;
	table = lua_absindex(L, table);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		count += lua_type(L, -2) == LUA_TSTRING;
	keys = arena_alloc(b->arena, (count + 1) * sizeof *keys);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		if (lua_type(L, -2) == LUA_TSTRING)
			keys[(*n)++] = arena_strdup(b->arena, lua_tostring(L, -2));
	qsort(keys, *n, sizeof *keys, by_bytes);
	return keys;
}

static bool among(const char *s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(s, names[i]) == 0)
			return true;
	return false;
}

void bind_check_keys(lua_State *L, int table, const char *what, const char *const *known, size_t n)
{
	struct bind *b = bind_of(L);
	size_t n_keys;
	const char **keys = bind_keys(L, table, &n_keys);

	for (size_t i = 0; i < n_keys; i++)
		if (!among(keys[i], known, n))
			bind_raise(L, "%s: unknown key '%s'%s; known are %s", what, keys[i], bind_suggest(b, keys[i], known, n),
			    bind_join(b, known, n));
}

/* "12.5mm": digits are read here because strtod follows the locale. False when it is no length. */
static bool length_parse(const char *s, double *points)
{
	static const struct { const char *name; double points; } units[] = {
		{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"in", 72}};
	double v = 0, scale = 1;
	bool minus = *s == '-', any = false;

	for (s += minus; *s >= '0' && *s <= '9'; s++, any = true)
		v = v * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, any = true)
			v += (*s - '0') * (scale /= 10);
	for (size_t i = 0; any && i < COUNT_OF(units); i++)
		if (strcmp(s, units[i].name) == 0) {
			*points = (minus ? -v : v) * units[i].points;
			return true;
		}
	return false;
}

mpt bind_length(lua_State *L, int index, const char *what)
{
	double points = 0;

	if (lua_type(L, index) == LUA_TNUMBER)
		points = lua_tonumber(L, index);
	else if (lua_type(L, index) != LUA_TSTRING || !length_parse(lua_tostring(L, index), &points))
		bind_raise(L, "%s: a length is a number of points or a string such as \"12mm\" (units: pt, mm, cm, in)", what);
	if (!(points > -20000 && points < 20000))
		bind_raise(L, "%s: no page is that large: give less than 20000 points", what);
	return (mpt)floor(points * MPT_PER_PT + 0.5);
}

/* ---- read-only views: an empty table in front, so that every access comes here. Upvalues: the table, what it is called. */
static int l_readonly_index(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char **keys, *key;
	size_t n;

	lua_pushvalue(L, 2);
	if (lua_gettable(L, lua_upvalueindex(1)) != LUA_TNIL)
		return 1;
	if (lua_type(L, 2) != LUA_TSTRING)
		return 1;
	key = lua_tostring(L, 2);
	keys = bind_keys(L, lua_upvalueindex(1), &n);
	bind_raise(L, "%s has no '%s'%s", lua_tostring(L, lua_upvalueindex(2)), key, bind_suggest(b, key, (const char *const *)keys, n));
}

static int l_readonly_newindex(lua_State *L)
{
	bind_raise(L, "%s is read-only: keep your own values in a local table", lua_tostring(L, lua_upvalueindex(2)));
}

static int l_readonly_pairs(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(1));       /* pairs sorts the keys of this one and hands its values out */
	return 1;
}

static int l_readonly_len(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
	return 1;
}

void bind_readonly(lua_State *L, const char *what)
{
	static const luaL_Reg metas[] = {
		{"__index", l_readonly_index}, {"__newindex", l_readonly_newindex}, {"__pairs", l_readonly_pairs}, {"__len", l_readonly_len}};
	int table = lua_gettop(L);

	lua_newtable(L);
	lua_newtable(L);
	for (size_t i = 0; i < COUNT_OF(metas); i++) {
		lua_pushvalue(L, table);
		lua_pushstring(L, what);
		lua_pushcclosure(L, metas[i].func, 2);
		lua_setfield(L, -2, metas[i].name);
	}
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_replace(L, table);
}

/* ---- protected calls: the only places where a Lua error becomes a struct err */
static int on_error(lua_State *L)
{
	char words[128];

	/* a loop of Lua's C code that was cut short knows no reason, or a wrong one */
	if (limit_time_over()) {
		limit_time_words(words, sizeof words);
		bind_where(L);
		lua_pushstring(L, words);
		lua_concat(L, 2);
		return 1;
	}
	if (lua_type(L, 1) != LUA_TSTRING)
		lua_pushfstring(L, "error raised with a %s in place of a message", luaL_typename(L, 1));
	return 1;
}

bool bind_call(lua_State *L, int args, int results, struct err *e)
{
	char words[128];
	int base = lua_gettop(L) - args, status;

	lua_pushcfunction(L, on_error);
	lua_insert(L, base);
	status = lua_pcall(L, args, results, base);
	lua_remove(L, base);
	if (status == LUA_OK)
		return true;
	limit_memory_words(words, sizeof words);
	if (status == LUA_ERRMEM)
		err_set(e, "%s%s", bind_of(L)->refused_at, words);
	else
		err_set(e, "%s", lua_tostring(L, -1));
	for (char *p = e->msg; *p != '\0'; p++)      /* one line, whatever the script put into it */
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	lua_pop(L, 1);
	return false;
}

bool bind_protect(struct bind *b, lua_CFunction f, void *arg, struct err *e)
{
	int top = lua_gettop(b->L);
	bool ok;

	/* both pushes take no memory: light values */
	lua_pushcfunction(b->L, f);
	lua_pushlightuserdata(b->L, arg);
	ok = bind_call(b->L, 1, 0, e);
	lua_settop(b->L, top);
	return ok;
}
