/* require.c: modules of a report: scripts/NAME.lua inside the executable, then NAME.lua in the report's own folder, be it packed or on disk.
 *
 * Files are read before any of them runs (host_read), because nothing can be opened behind the filter: the report, and each file beside
 * it that a written require("name") in one of them names. A name put together at run time finds only what is inside the executable.
 *
 * A dot separates folders, as in require("language.en"); names have no slash and no "..", so nothing outside is reached. Text chunks only.
 * A module from scripts/ is handed out read-only, tables within it too: the engine itself formats with it, and a template that renamed
 * a month would print another fact. */
#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/state.h"

#define LOADED "attest.loaded"       /* registry: file name -> what its chunk returned */
#define VIEWS "attest.views"         /* the same, read-only */

struct module { const char *asset, *path; const char *file; };       /* tried names; path: of the report's folder; file: where it was found */

/* ---- chunks */
static void note_ran(struct host *h, const char *path, const char *text, size_t n)
{
	struct host_source *s = arena_alloc(h->bind->keep, sizeof *s);
	size_t folder = h->folder != NULL ? strlen(h->folder) : 0;

	*s = (struct host_source){h->ran, arena_strdup(h->bind->keep, path + (strncmp(path, h->folder != NULL ? h->folder : "", folder) == 0 ? folder : 0)), text, n};
	h->ran = s;
}

bool host_load_chunk(struct host *h, const char *chunk, bool inside, const char *source, size_t n, struct err *e)
{
	char name[1024], words[128];
	int status;

	note_ran(h, chunk, source, n);

	if (n >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) {      /* a byte order mark of some editors */
		source += 3;
		n -= 3;
	}
	/* ours begin with '=', so that no file of a template is taken for one of them by its path */
	snprintf(name, sizeof name, "%c%s", inside ? '=' : '@', chunk);
	if (n > 0 && source[0] == LUA_SIGNATURE[0])
		return err_set(e, "%s: bytecode is not run: give the Lua source", chunk);
	if (!inside || !str_starts(chunk, "scripts/"))
		bind_chunk_add(h->bind, chunk, source, n);
	status = luaL_loadbufferx(h->L, source, n, name, "t");
	if (status == LUA_OK)
		return true;
	limit_memory_words(words, sizeof words);
	if (status == LUA_ERRMEM)
		err_set(e, "%s: %s", chunk, words);
	else
		err_set(e, "%s", lua_tostring(h->L, -1));
	bind_chunk_syntax(e, arena_strndup(h->bind->arena, source, n), lua_tostring(h->L, -1));
	lua_pop(h->L, 1);
	return false;
}

/* ---- names */
static bool name_is_sound(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '_' && *p != '-' && (*p != '.' || p == name || p[1] == '.' || p[1] == '\0'))
			return false;
	return *name != '\0';
}

static struct module module_of(struct host *h, const char *name)
{
	struct arena *a = h->bind->arena;
	char *path = arena_strdup(a, name);

	for (char *p = path; *p != '\0'; p++)
		*p = *p == '.' ? '/' : *p;
	return (struct module){.asset = arena_printf(a, "scripts/%s.lua", path),
	    .path = arena_printf(a, "%s%s.lua", h->folder != NULL ? h->folder : "reports/", path)};
}

/* ---- files beside the report */
static struct host_source *find_source(struct host *h, const char *path)
{
	struct host_source *s = h->sources;

	while (s != NULL && strcmp(s->path, path) != 0)
		s = s->next;
	return s;
}

struct host_source *host_read_source(struct host *h, const char *path, struct err *e)
{
	struct arena *a = h->bind->arena;
	struct host_source *s = arena_alloc(a, sizeof *s), **end = &h->sources;
	char *text;

	text = file_read(path, &s->n, e);
	if (text == NULL)
		return NULL;
	s->path = arena_strdup(a, path);
	s->text = arena_strndup(a, text, s->n);
	free(text);
	while (*end != NULL)
		end = &(*end)->next;
	*end = s;
	return s;
}

/* the name in quotes behind a word `require`, at p; NULL when there is none. Comments may name one too: it is read for nothing. */
static const char *written_name(struct arena *a, const char *p)
{
	const char *end;

	p += strspn(p, " \t\r\n");
	if (*p == '(')
		p += 1 + strspn(p + 1, " \t\r\n");
	if (*p != '"' && *p != '\'')
		return NULL;
	end = strchr(p + 1, *p);
	return end != NULL && end - p < 200 ? arena_strndup(a, p + 1, (size_t)(end - p) - 1) : NULL;
}

static int line_of(const char *text, const char *at)
{
	int line = 1;

	for (const char *p = text; p < at; p++)
		line += *p == '\n';
	return line;
}

static bool read_module(struct host *h, const char *name, struct err *e)
{
	struct module m = module_of(h, name);
	size_t n;

	if (data_asset(h->assets, m.asset, &n) != NULL || find_source(h, m.path) != NULL || !os_exists(m.path))
		return true;
	if (!os_is_inside(m.path, *h->folder != '\0' ? h->folder : "."))
		return err_set(e, "require: '%s' leads out of the report's folder: put the module itself there", m.path);
	return host_read_source(h, m.path, e) != NULL;
}

static bool read_required(struct host *h, const struct host_source *s, struct err *e)
{
	static const char word[] = "require";

	for (const char *p = strstr(s->text, word); p != NULL; p = strstr(p, word)) {
		const char *name;
		p += strlen(word);
		name = written_name(h->bind->arena, p);
		if (name != NULL && name_is_sound(name) && !read_module(h, name, e))
			return err_context(e, "%s:%d", s->path, line_of(s->text, p));
	}
	return true;
}

bool host_read_required(struct host *h, struct err *e)
{
	struct err none = {0};

	for (const struct host_source *s = h->sources; s != NULL; s = s->next)
		if (!read_required(h, s, e))
			return false;
	h->beside = os_list_dir(*h->folder != '\0' ? h->folder : ".", &h->n_beside, &none);
	return true;
}

/* ---- chunks of modules */
/* pushes the function of a module's chunk; false when there is no such file */
static bool load_module(struct host *h, struct module *m, struct err *e)
{
	size_t n;
	const char *source = data_asset(h->assets, m->asset, &n);
	const struct host_source *own = h->folder != NULL ? find_source(h, m->path) : NULL;

	m->file = m->asset;
	if (source == NULL && own == NULL && h->folder == NULL) {
		m->file = m->path;
		source = data_asset(h->assets, m->path, &n);
	}
	if (source != NULL)
		return host_load_chunk(h, m->file, true, source, n, e);
	m->file = m->path;
	return own != NULL && host_load_chunk(h, m->path, false, own->text, own->n, e);
}

static void add_name(struct arena *a, const char ***names, size_t *n, const char *file)
{
	const char **more;
	char *name;

	if (!str_ends(file, ".lua"))
		return;
	name = arena_strndup(a, file, strlen(file) - 4);
	for (char *p = name; *p != '\0'; p++)
		*p = *p == '/' ? '.' : *p;
	more = arena_alloc(a, (*n + 1) * sizeof *more);
	if (*n > 0)
		memcpy(more, *names, *n * sizeof *more);
	more[(*n)++] = name;
	*names = more;
}

static const char **module_names(struct host *h, size_t *n)
{
	struct arena *a = h->bind->arena;
	const char **names = NULL;
	size_t k;
	const struct data_asset_info *assets = data_asset_list(h->assets, "scripts/", a, &k);

	*n = 0;
	for (size_t i = 0; i < k; i++)
		add_name(a, &names, n, assets[i].name + strlen("scripts/"));
	for (size_t i = 0; i < h->n_beside; i++)
		add_name(a, &names, n, h->beside[i]);
	return names;
}

static int raise_missing(lua_State *L, struct host *h, const char *name, const struct module *m)
{
	size_t n;
	const char **names = module_names(h, &n);

	for (size_t i = 0; i < h->n_beside; i++)
		if (str_eq(arena_printf(h->bind->arena, "%s.lua", name), h->beside[i]))
			bind_raise(L, "require: '%s' lies beside the report, but files are read before it runs: write the name in quotes, "
			    "require(\"%s\")", h->beside[i], name);
	bind_raise(L, "require: there is no module '%s'%s; tried %s in the executable and %s%s", name,
	    bind_suggest(h->bind, name, (const char *const *)names, n), m->asset, h->folder != NULL ? "the file " : "", m->path);
}

/* ---- running them */
/* calls the chunk on top; below it is the table of what was loaded, where the mark goes when it fails: a second try is not a circle */
static void call_module(lua_State *L, const char *file)
{
	int status;

	lua_pushcfunction(L, bind_on_error);
	lua_insert(L, -2);
	status = lua_pcall(L, 0, 1, -2);
	lua_remove(L, -2);
	if (status == LUA_OK)
		return;
	lua_pushnil(L);
	lua_setfield(L, -3, file);
	lua_error(L);
}

/* pushes what the module returned */
static void run_module(lua_State *L, struct host *h, const char *name, struct module *m)
{
	struct err e = {0};

	if (!load_module(h, m, &e)) {
		if (e.set)
			bind_raise_err(L, &e);
		raise_missing(L, h, name, m);
	}
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LOADED);
	lua_pushboolean(L, 0);               /* false: at work, so that a circle is seen */
	lua_setfield(L, -2, m->file);
	lua_insert(L, -2);
	call_module(L, m->file);
	if (lua_isnil(L, -1))
		bind_raise(L, "require: module '%s' returns nothing: end it with return", name);
	lua_pushvalue(L, -1);
	lua_setfield(L, -3, m->file);
	lua_remove(L, -2);
}

/* pushes the module, from the cache where it ran before */
static void push_module(lua_State *L, struct host *h, const char *name)
{
	struct module m = module_of(h, name);
	int type;

	luaL_getsubtable(L, LUA_REGISTRYINDEX, LOADED);
	type = lua_getfield(L, -1, m.asset);
	if (type == LUA_TNIL) {
		lua_pop(L, 1);
		type = lua_getfield(L, -1, m.path);
	}
	if (type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		bind_raise(L, "require: module '%s' requires itself, directly or through another: take one of these lines out", name);
	if (type == LUA_TNIL) {
		lua_pop(L, 1);
		run_module(L, h, name, &m);
	}
	lua_remove(L, -2);
}

static bool is_ours(struct host *h, const char *name)
{
	size_t n;
	return data_asset(h->assets, module_of(h, name).asset, &n) != NULL;
}

/* The table on top is replaced by a read-only copy of it, whose tables are read-only copies. The module's own functions keep the original. */
static void freeze(lua_State *L, struct host *h, const char *what)
{
	int table = lua_gettop(L), copy;

	luaL_checkstack(L, 8, "a module's tables");
	lua_newtable(L);
	copy = lua_gettop(L);
	for (lua_pushnil(L); lua_next(L, table);) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);           /* key, key, value */
		if (lua_istable(L, -1))
			freeze(L, h, lua_type(L, -2) == LUA_TSTRING ? arena_printf(h->bind->arena, "%s: '%s'", what, lua_tostring(L, -2)) : what);
		lua_rawset(L, copy);
	}
	lua_replace(L, table);
	bind_readonly(L, what);
}

/*** require(name)
 * Runs a module once and returns what it returned: scripts/NAME.lua of the executable, else NAME.lua beside the report.
 * In the executable are fmt, theme and language.en; they are handed out read-only.
 * @param name string: without .lua; a dot separates folders; of a file beside the report written out in quotes, since all files are read before
 *   a line of it runs
 * @return any: the module's value
 * @raise an unknown module, with what was tried and the nearest; whatever the module raises
 * @usage local formats = require("fmt") */
static int l_require(lua_State *L)
{
	struct host *h = lua_touserdata(L, lua_upvalueindex(1));
	const char *name = bind_string(L, 1, "require: argument 1 'name'");

	if (!name_is_sound(name))
		bind_raise(L, "require: '%s' is no module name: letters, digits, _ and -, with a dot between folders", name);
	luaL_getsubtable(L, LUA_REGISTRYINDEX, VIEWS);
	if (lua_getfield(L, -1, name) != LUA_TNIL)
		return 1;
	lua_pop(L, 1);
	push_module(L, h, name);
	if (lua_istable(L, -1) && is_ours(h, name))
		freeze(L, h, arena_printf(h->bind->arena, "module '%s'", name));
	lua_pushvalue(L, -1);
	lua_setfield(L, -3, name);
	return 1;
}

int host_require_script(lua_State *L, struct host *h, const char *name)
{
	push_module(L, h, name);
	return luaL_ref(L, LUA_REGISTRYINDEX);
}

void host_require_open(lua_State *L, struct host *h)
{
	lua_pushglobaltable(L);
	lua_pushliteral(L, "require");
	lua_pushlightuserdata(L, h);
	lua_pushcclosure(L, l_require, 1);
	lua_rawset(L, -3);
	lua_pop(L, 1);
}
