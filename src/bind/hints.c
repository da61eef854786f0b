/* hints.c: what the line of a script that failed was probably meant to say, from its text and the variables that it sees.
 *
 *   doc:title(d.abuot.value)                    ->  did you mean 'd.about'?
 *   doc:title(titel)      beside local title    ->  did you mean the local 'title'?
 *   for l in d.open do                          ->  write: for _, l in ipairs(d.open) do
 *
 * Lua's own messages name a field, not the table in which it was looked for: that is found by the path in the line, read without running
 * anything. Each answer is "" where nothing is sure enough to be said. */
#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define FEW 12                       /* keys that a message lists */

struct path { const char *p; size_t n; };    /* in the line: d.about.value */

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* [bytes] of a name, with those behind its dots */
static size_t path_length(const char *s)
{
	size_t n = 0;

	if (!is_word(*s) || isdigit((unsigned char)*s))
		return 0;
	while (is_word(s[n]) || (s[n] == '.' && is_word(s[n + 1])))
		n++;
	return n;
}

static const char *skip_string(const char *s)
{
	char quote = *s++;

	while (*s != '\0' && *s != quote)
		s += *s == '\\' && s[1] != '\0' ? 2 : 1;
	return *s == quote ? s + 1 : s;
}

/* the next path from *at on, outside of strings and comments */
static bool next_path(const char **at, struct path *out)
{
	const char *s = *at;

	while (*s != '\0' && strncmp(s, "--", 2) != 0) {
		out->p = s;
		out->n = path_length(s);
		if (out->n > 0) {
			*at = s + out->n;
			return true;
		}
		if (is_word(*s))
			s += strspn(s, "0123456789abcdefABCDEFxX.");         /* a number */
		else
			s = *s == '"' || *s == '\'' ? skip_string(s) : s + 1;
	}
	return false;
}

/* the line at work, as it stands in the report; NULL: it is not the report's */
static const char *line_at_work(lua_State *L, lua_Debug *ar)
{
	return bind_blamed(L, ar) ? bind_chunk_line(bind_of(L), ar->short_src, ar->currentline) : NULL;
}

/* pushes the variable of that name which the function sees */
static bool push_variable(lua_State *L, const lua_Debug *ar, const char *name)
{
	const char *found;
	int last = 0;

	for (int i = 1; (found = lua_getlocal(L, ar, i)) != NULL; i++) {
		last = strcmp(found, name) == 0 ? i : last;  /* the innermost of several */
		lua_pop(L, 1);
	}
	if (last > 0)
		return lua_getlocal(L, ar, last) != NULL;
	lua_Debug of = *ar;
	lua_getinfo(L, "f", &of);
	for (int i = 1; (found = lua_getupvalue(L, -1, i)) != NULL; i++) {
		if (strcmp(found, name) == 0) {
			lua_remove(L, -2);
			return true;
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return false;
}

/* ---- a field that is not there */
/* the table on top has no such key, though one that is near, or few */
static const char *absent(lua_State *L, const char *before, const char *key, bool list)
{
	struct bind *b = bind_of(L);
	size_t n;
	const char **keys = bind_keys(L, -1, &n), *near = str_nearest(key, keys, n);

	if (near != NULL)
		return arena_printf(b->arena, " (did you mean '%s.%s'?)", before, near);
	return list && n > 0 && n <= FEW ? arena_printf(b->arena, "; '%s' has %s", before, bind_join(b, (const char *const *)keys, n)) : "";
}

/* Walks tables of the script's own alone: rows, values and views tell of absent names themselves. */
static const char *hint_of_path(lua_State *L, const lua_Debug *ar, struct path path, const char *key)
{
	struct arena *a = bind_of(L)->arena;
	char *rest = arena_strndup(a, path.p, path.n), *name = strsep(&rest, ".");
	size_t walked = strlen(name);
	int top = lua_gettop(L);
	const char *hint = "";

	if (rest == NULL || !lua_checkstack(L, 8) || !push_variable(L, ar, name))
		return hint;
	while (*hint == '\0' && (name = strsep(&rest, ".")) != NULL && lua_istable(L, -1) && luaL_getmetafield(L, -1, "__index") == LUA_TNIL) {
		lua_pushstring(L, name);
		if (lua_rawget(L, -2) == LUA_TNIL && (key == NULL || strcmp(key, name) == 0)) {
			lua_pop(L, 1);
			hint = absent(L, arena_strndup(a, path.p, walked), name, key != NULL);
		}
		lua_replace(L, top + 1);
		lua_settop(L, top + 1);
		walked += 1 + strlen(name);
	}
	lua_settop(L, top);
	return hint;
}

const char *bind_hint_field(lua_State *L, const char *key)
{
	lua_Debug ar;
	const char *line = line_at_work(L, &ar), *hint = "";
	struct path path;

	while (line != NULL && *hint == '\0' && next_path(&line, &path))
		hint = hint_of_path(L, &ar, path, key);
	return hint;
}

/* ---- a key with dots: d.t.timeline.heading */
static bool among(const char *s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], s) == 0)
			return true;
	return false;
}

/* a path of the line with .key. in it is meant as PATH["key.rest"], where that is a key or near one */
static const char *hint_of_dots(struct bind *b, struct path path, const char *key, const char *const *keys, size_t n)
{
	const char *p = arena_strndup(b->arena, path.p, path.n), *at = strstr(p, arena_printf(b->arena, ".%s.", key)), *meant;

	if (at == NULL)
		return "";
	meant = among(at + 1, keys, n) ? at + 1 : str_nearest(at + 1, keys, n);
	return meant != NULL ? arena_printf(b->arena, ": its keys have dots, write %.*s[\"%s\"]", (int)(at - p), p, meant) : "";
}

const char *bind_hint_dots(lua_State *L, const char *key, const char *const *keys, size_t n)
{
	struct bind *b = bind_of(L);
	lua_Debug ar;
	const char *line = line_at_work(L, &ar), *hint = "", *begin = arena_printf(b->arena, "%s.", key);
	struct path path;

	while (line != NULL && *hint == '\0' && next_path(&line, &path))
		hint = hint_of_dots(b, path, key, keys, n);
	for (size_t i = 0; *hint == '\0' && i < n; i++)
		if (str_starts(keys[i], begin))
			hint = arena_printf(b->arena, ": its keys have dots, such as [\"%s\"]", keys[i]);
	return hint;
}

/* ---- a name that is not defined */
#define LOCALS_MAX 250               /* as many as a function of Lua has (lparser.c); upvalues are as many */

const char *bind_hint_local(lua_State *L, const char *name)
{
	struct bind *b = bind_of(L);
	const char *names[2 * LOCALS_MAX], *found, *near;
	lua_Debug ar;
	size_t n = 0;

	if (!bind_blamed(L, &ar) || !lua_checkstack(L, 4))
		return "";
	for (int i = 1; n < LOCALS_MAX && (found = lua_getlocal(L, &ar, i)) != NULL; i++, lua_pop(L, 1))
		if (*found != '(')               /* Lua's own, such as (for state) */
			names[n++] = found;
	lua_getinfo(L, "f", &ar);
	for (int i = 1; n < 2 * LOCALS_MAX && (found = lua_getupvalue(L, -1, i)) != NULL; i++, lua_pop(L, 1))
		names[n++] = found;
	lua_pop(L, 1);
	near = str_nearest(name, names, n);
	return near != NULL ? arena_printf(b->arena, " (did you mean the local '%s'?)", near) : "";
}

/* ---- for NAME in TABLE do */
const char *bind_hint_loop(lua_State *L)
{
	lua_Debug ar;
	const char *line = line_at_work(L, &ar), *in = line != NULL ? strstr(line, " in ") : NULL, *end = in != NULL ? strstr(in, " do") : NULL;
	struct path path, list;

	if (end == NULL || !next_path(&line, &path) || path.n != 3 || strncmp(path.p, "for", 3) != 0 || !next_path(&line, &path))
		return "for _, row in ipairs(...) do";
	list = (struct path){in + 4, path_length(in + 4)};
	if (path.p + path.n != in || list.p + list.n != end)
		return "for _, row in ipairs(...) do";
	return arena_printf(bind_of(L)->arena, "for _, %.*s in ipairs(%.*s) do", (int)path.n, path.p, (int)list.n, list.p);
}
