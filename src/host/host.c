/* host.c: the Lua state of one report: memory, time, loading, running.
 *
 *   host_new -> host_find -> host_read -> host_load -> host_param_set* -> host_build -> layout asks by host_resolver -> host_drop
 *
 * Lua code runs only below bind_call and bind_protect, which turn its errors into struct err. The time limit's signal handler sets a hook
 * on the state; a script pays nothing for it until then. */
#include "host/state.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory */
/* of a new state's stack, the only block of that size then (lstate.c: BASIC_STACK_SIZE + EXTRA_STACK slots of 16 bytes) */
#define STACK_BYTES ((size_t)(2 * LUA_MINSTACK + 5) * 16)

/* Lua's error of memory tells no line: it is noted here, where the stack still stands. While the stack itself grows, nothing can be asked:
 * its pointers are offsets then (ldo.c, luaD_reallocstack). */
static void *refuse(struct host *h, const void *p)
{
	if (h->bind != NULL && h->stack != NULL && p != h->stack)
		h->bind->refused_at[bind_place(h->L, h->bind->refused_at, sizeof h->bind->refused_at - 1)] = '\0';
	return NULL;
}

static void *allocate(void *ctx, void *p, size_t old, size_t n)
{
	struct host *h = ctx;
	size_t had = p != NULL ? old : 0;    /* without a block, old is the kind of object */

	if (n > had && h->memory != 0 && (n - had > h->memory || h->used > h->memory - (n - had)))
		return refuse(h, p);
	bool stack = p != NULL ? p == h->stack : h->L == NULL && n == STACK_BYTES;
	void *q = mem_try(p, n);
	if (q == NULL && n > 0)
		return refuse(h, p);
	if (stack)
		h->stack = q;
	h->used += n - had;
	return q;
}

/* ---- time. One run at a time, so that the signal handler finds the state here */
static lua_State *volatile running;

static void out_of_time(lua_State *L, lua_Debug *ar)
{
	(void)ar;
	bind_raise_time(L);
}

/* In the signal handler: lua_sethook is made for this (lua.c does the same). The count of 1 raises again in every pcall. */
static void arm(void)
{
	if (running != NULL)
		lua_sethook(running, out_of_time, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

/* for loops of Lua's own C code (vendor/lua.sh) */
void host_poll(lua_State *L)
{
	if (limit_time_over())
		bind_raise_time(L);
}

/* in a signal handler too: it only reads the state, and a crash there is the end of a run whose time is over anyway */
static size_t place(char *out, size_t n) { return running != NULL ? bind_place(running, out, n) : 0; }

/* ---- state */
static int l_open(lua_State *L)
{
	struct host *h = lua_touserdata(L, 1);

	bind_open(L);
	host_require_open(L, h);
	host_sandbox(L);
	return 0;
}

struct host *host_new(struct data_image *assets, size_t memory_bytes, struct err *e)
{
	struct host *h = mem_zalloc(sizeof *h);

	h->assets = assets;
	h->memory = memory_bytes;
	h->table = LUA_NOREF;
	h->L = lua_newstate(allocate, h);
	if (h->L == NULL) {
		err_set(e, "not enough memory for a script: the limit of %zu bytes is too small", memory_bytes);
		free(h);
		return NULL;
	}
	h->bind = bind_new(h->L);
	if (!bind_protect(h->bind, l_open, h, e)) {
		host_drop(h);
		return NULL;
	}
	return h;
}

void host_drop(struct host *h)
{
	if (h == NULL)
		return;
	if (running == h->L) {
		limit_time_notify(NULL);
		running = NULL;
	}
	lua_close(h->L);
	text_fonts_drop(h->fonts);
	os_list_drop(h->beside, h->n_beside);
	bind_drop(h->bind);
	free(h);
}

/* a function of ours in protected mode, under the time limit */
static bool guarded(struct host *h, lua_CFunction f, void *arg, struct err *e)
{
	lua_State *outer = running;
	bool ok;

	running = h->L;
	limit_place(place);
	limit_time_notify(arm);
	if (limit_time_over())
		arm();
	ok = bind_protect(h->bind, f, arg, e);
	limit_place(NULL);
	limit_time_notify(NULL);
	lua_sethook(h->L, NULL, 0, 0);
	running = outer;
	return ok;
}

static bool guard(void *host, lua_CFunction f, void *arg, struct err *e) { return guarded(host, f, arg, e); }

/* ---- loading */
static int l_run_report(lua_State *L)
{
	struct host *h = lua_touserdata(L, 1);

	lua_rawgeti(L, LUA_REGISTRYINDEX, h->table);
	lua_call(L, 0, 1);
	lua_pushvalue(L, -1);
	luaL_unref(L, LUA_REGISTRYINDEX, h->table);
	h->table = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

static int l_read_report(lua_State *L)
{
	struct host *h = lua_touserdata(L, 1);

	lua_rawgeti(L, LUA_REGISTRYINDEX, h->table);
	host_report_read(L, h);
	return 0;
}

static bool unknown_report(struct host *h, const char *name, struct err *e)
{
	struct arena *a = h->bind->arena;
	const char *file = arena_printf(a, "%s.lua", name), **names;
	const struct data_asset_info *list;
	size_t n, named = 0;

	if (os_is_regular(file))
		return err_set(e, "there is no report '%s' inside; for the file here say ./%s", name, file);
	list = data_asset_list(h->assets, "reports/", a, &n);
	names = arena_alloc(a, (n + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		/* "reports/" alone is shorter than what is cut off; what lies deeper are modules */
		if (str_ends(list[i].name, ".lua") && strchr(list[i].name + strlen("reports/"), '/') == NULL)
			names[named++] = arena_strndup(a, list[i].name + strlen("reports/"), strlen(list[i].name) - strlen("reports/.lua"));
	return err_set(e, "there is no report '%s'%s; inside are %s (a file of your own is given by its path, ending in .lua)", name,
	    bind_suggest(h->bind, name, names, named), named > 0 ? bind_join(h->bind, names, named) : "none");
}

bool host_find(struct host *h, const char *name_or_path, struct err *e)
{
	const char *slash = strrchr(name_or_path, '/');
	struct host_source *s;

	if (str_ends(name_or_path, ".lua")) {
		h->folder = arena_strndup(h->bind->arena, name_or_path, slash != NULL ? (size_t)(slash - name_or_path) + 1 : 0);
		h->report_source = host_read_source(h, name_or_path, e);
		return h->report_source != NULL;
	}
	h->report_source = s = arena_alloc(h->bind->arena, sizeof *s);
	s->path = arena_printf(h->bind->arena, "reports/%s.lua", name_or_path);
	s->text = data_asset(h->assets, s->path, &s->n);
	return s->text != NULL || unknown_report(h, name_or_path, e);
}

bool host_read(struct host *h, struct err *e) { return h->folder == NULL || host_read_required(h, e); }

/* where `key =` or `.key =` stands first behind from; NULL: nowhere */
static const char *find_key(const char *from, const char *key, size_t n)
{
	for (const char *p = from; (p = memmem(p, strlen(p), key, n)) != NULL; p += n) {
		const char *behind = p + n + strspn(p + n, " \t");
		bool word = p > from && (isalnum((unsigned char)p[-1]) || p[-1] == '_');
		if (!word && behind[0] == '=' && behind[1] != '=')
			return p;
	}
	return NULL;
}

/* The table was made by then, and no line is known any more: it is that of the key which the message names, "report.params.town: ...". */
static int line_of_key(const char *text, const char *msg)
{
	static const char unknown[] = "report: unknown key '";
	const char *at = text, *key = str_starts(msg, unknown) ? msg + strlen(unknown) : strstr(msg, "report.");
	int line = 1;

	if (key != NULL && str_starts(key, "report."))
		key += strlen("report.");
	for (const char *found = text; key != NULL && found != NULL; key = *key == '.' ? key + 1 : NULL) {
		size_t n = 0;
		while (isalnum((unsigned char)key[n]) || key[n] == '_')
			n++;
		found = n > 0 ? find_key(at, key, n) : NULL;
		at = found != NULL ? found : at;
		key += n;
	}
	for (const char *p = text; p < at; p++)
		line += *p == '\n';
	return at != text ? line : 0;
}

bool host_load(struct host *h, struct err *e)
{
	int line;

	const struct host_source *s = h->report_source;

	if (!host_load_chunk(h, s->path, h->folder == NULL, s->text, s->n, e))
		return false;
	h->table = luaL_ref(h->L, LUA_REGISTRYINDEX);
	if (!guarded(h, l_run_report, h, e))
		return false;
	if (guarded(h, l_read_report, h, e))
		return true;
	line = line_of_key(s->text, e->msg);
	return line > 0 ? err_context(e, "%s:%d", s->path, line) : err_context(e, "%s", s->path);
}

const struct host_report *host_report(const struct host *h) { return &h->report; }

/* ---- running */
static void call_load(lua_State *L, struct host *h)
{
	lua_rawgeti(L, LUA_REGISTRYINDEX, h->table);
	if (lua_getfield(L, -1, "load") == LUA_TNIL) {
		lua_newtable(L);
	} else {
		bind_push_data(L);
		host_params_push(L, h);
		h->bind->phase = BIND_LOAD;
		lua_call(L, 2, 1);
	}
	h->bind->phase = BIND_IDLE;
	if (!lua_istable(L, -1))
		bind_raise(L, "report.load returned %s: it must return a table", lua_isnil(L, -1) ? "nothing" : luaL_typename(L, -1));
}

static int l_build(lua_State *L)
{
	struct host *h = lua_touserdata(L, 1);
	struct bind *b = h->bind;
	int d;

	b->fmt = host_require_script(L, h, "fmt");
	b->theme = host_require_script(L, h, "theme");
	b->language = host_require_script(L, h, arena_printf(b->arena, "language.%s", b->lang));
	bind_begin(b);
	call_load(L, h);
	d = lua_gettop(L);
	lua_rawgeti(L, LUA_REGISTRYINDEX, h->table);
	lua_getfield(L, -1, "render");
	bind_push_doc(L);
	lua_pushvalue(L, d);
	host_params_push(L, h);
	b->phase = BIND_RENDER;
	lua_call(L, 3, 0);
	bind_end(b);
	b->phase = BIND_LAYOUT;
	return 0;
}

static const void *font_bytes(void *ctx, const char *name, size_t *bytes)
{
	const struct host *h = ctx;
	char path[256];

	snprintf(path, sizeof path, "fonts/%s", name);
	return data_asset(h->assets, path, bytes);
}

struct text_fonts *host_fonts(struct host *h)
{
	if (h->fonts == NULL)
		h->fonts = text_fonts_new(font_bytes, h);
	return h->fonts;
}

bool host_build(struct host *h, const struct host_context *c, struct err *e)
{
	struct bind *b = h->bind;

	b->guard = guard;
	b->host = h;
	b->data = c->data;
	b->level = c->level;
	b->lang = c->lang != NULL ? arena_strdup(b->arena, c->lang) : "en";
	b->date = c->date;
	if (b->date == NULL && data_has_table(c->data, "meta"))
		b->date = data_meta(c->data, "as-of");
	b->date = b->date != NULL ? arena_strdup(b->arena, b->date) : NULL;
	b->org = c->org;
	b->meeting = c->meeting;
	b->evidence = h->report.evidence;
	b->page_budget = h->report.page_budget;
	b->queries = h->queries;
	b->n_queries = h->n_queries;
	b->fonts = host_fonts(h);
	return guarded(h, l_build, h, e);
}

bool host_asked(const struct host *h, enum data_own_kind kind)
{
	return kind == DATA_OWN_ORG ? h->bind->org_asked : h->bind->meeting_asked;
}

struct layout_doc *host_doc(struct host *h) { return h->bind->doc; }
void host_tell_values(const struct host *h, struct buf *out) { bind_tell_values(h->bind, out); }
size_t host_printed(const struct host *h, struct arena *a, struct data_printed **out) { return bind_printed(h->bind, a, out); }

static int by_name(const void *x, const void *y) { return strcmp(((const struct host_script *)x)->name, ((const struct host_script *)y)->name); }

struct host_script *host_scripts(const struct host *h, struct arena *a, size_t *n)
{
	struct host_script *v;
	size_t i;

	*n = 0;
	for (const struct host_source *s = h->ran; s != NULL; s = s->next)
		++*n;
	v = arena_alloc(a, (*n + 1) * sizeof *v);
	i = *n;
	for (const struct host_source *s = h->ran; s != NULL; s = s->next) {
		v[--i].name = s->path;
		hash_hex(s->text, s->n, v[i].hash);
	}
	if (*n > 2)
		qsort(v + 1, *n - 1, sizeof *v, by_name);        /* the order of require says nothing */
	return v;
}

void host_resolver(struct host *h, struct layout_resolver *r) { bind_resolver(h->bind, r); }
size_t host_placed_sources(const struct host *h) { return h->bind->n_placed; }
const char *host_use_by(const struct host *h) { return bind_use_by(h->bind); }
bool host_check_placed(struct host *h, struct err *e) { return bind_check_placed(h->bind, e); }

/* ---- chunks of tests and tools */
static int l_run_chunk(lua_State *L)
{
	struct host *h = lua_touserdata(L, 1);

	lua_rawgeti(L, LUA_REGISTRYINDEX, h->table);
	lua_call(L, 0, 0);
	return 0;
}

bool host_run_chunk(struct host *h, const char *name, const char *source, size_t n, struct err *e)
{
	bool ok;

	if (!host_load_chunk(h, name, false, source, n, e))
		return false;
	h->table = luaL_ref(h->L, LUA_REGISTRYINDEX);
	ok = guarded(h, l_run_chunk, h, e);
	luaL_unref(h->L, LUA_REGISTRYINDEX, h->table);
	h->table = LUA_NOREF;
	return ok;
}
