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
bool bind_blamed(lua_State *L, lua_Debug *ar)
{
	for (int level = 0; lua_getstack(L, level, ar); level++) {
		lua_getinfo(L, "Sl", ar);
		if (ar->currentline > 0 && !str_starts(ar->source, "=scripts/"))
			return true;
	}
	return false;
}

size_t bind_place(lua_State *L, char *out, size_t n)
{
	lua_Debug ar;
	int len = bind_blamed(L, &ar) ? snprintf(out, n, "%s:%d: ", ar.short_src, ar.currentline) : 0;
	return len < 0 ? 0 : (size_t)len < n ? (size_t)len : n - 1;
}

void bind_where(lua_State *L)
{
	lua_Debug ar;

	if (bind_blamed(L, &ar))
		lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
	else
		lua_pushliteral(L, "");
}

int bind_node_line(lua_State *L)
{
	lua_Debug ar;
	return bind_blamed(L, &ar) ? layout_line(bind_of(L)->doc, ar.short_src, ar.currentline) : 0;
}

int bind_line(lua_State *L)
{
	lua_Debug ar;
	return bind_blamed(L, &ar) ? ar.currentline : 0;
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

/* The place is that of the first notice: closing what the script left open runs code, in which time is over again. */
static void push_time_message(lua_State *L)
{
	struct bind *b = bind_of(L);
	char words[128];

	if (b->over_at[0] == '\0')
		b->over_at[bind_place(L, b->over_at, sizeof b->over_at - 1)] = '\0';
	limit_time_words(words, sizeof words);
	lua_pushfstring(L, "%s%s", b->over_at, words);
}

int bind_raise_time(lua_State *L)
{
	push_time_message(L);
	lua_error(L);
	abort();     /* as above */
}

/* Detail lines wait here for the bind_call that gets this message, be it raised again by a script in between. */
static void keep_details(struct err *slot, const char *message, const char *more)
{
	slot->set = true;
	snprintf(slot->msg, sizeof slot->msg, "%s", message);
	snprintf(slot->more, sizeof slot->more, "%s", more);
}

static bool details_of(const struct err *slot, const char *message)
{
	return slot->set && strncmp(slot->msg, message, sizeof slot->msg - 1) == 0;
}

/* the place is on top of the stack */
__attribute__((noreturn)) static int raise_with(lua_State *L, const struct err *e)
{
	lua_pushstring(L, e->msg);
	lua_concat(L, 2);
	keep_details(&bind_of(L)->raised, lua_tostring(L, -1), e->more);
	lua_error(L);
	abort();     /* as above */
}

int bind_raise_err(lua_State *L, const struct err *e)
{
	bind_where(L);
	raise_with(L, e);
}

int bind_raise_at(lua_State *L, const char *file, int line, const struct err *e)
{
	lua_pushfstring(L, "%s:%d: ", file, line);
	raise_with(L, e);
}

const char *bind_suggest(struct bind *b, const char *s, const char *const *names, size_t n)
{
	const char *near = str_nearest(s, names, n);
	return near != NULL ? arena_printf(b->arena, " (did you mean '%s'?)", near) : "";
}

#define JOINED 40                    /* more names than anybody reads in a message */

const char *bind_join(struct bind *b, const char *const *names, size_t n)
{
	struct buf all = {0};
	const char *s;

	for (size_t i = 0; i < n && i < JOINED && all.len < 1500; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", names[i]);
	if (n > JOINED)
		buf_printf(&all, " and %zu more", n - JOINED);
	s = arena_strdup(b->arena, all.p != NULL ? all.p : "");
	buf_drop(&all);
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

/*** topic lengths: points, or a string with its unit
 * A length is a number of points (1/72 inch), or a string: "12mm", "12 mm", "1.5cm", "10pt", "0.5in". Room on the page: 210 by 297 mm less the
 * theme's margins, 165 mm wide.
 * "2col" is two columns of the theme's grid (six, with a gutter of 13 points between them) with the gutter in between; "0.5col" half of one.
 * So a template follows the grid, and says no size.
 * @usage
 *   local report = { id = "grid", title = "Grid", api = 1, levels = { "public" }, evidence = "none" }
 *   function report.render(doc)
 *     doc:title("Grid")
 *     doc:columns({ "1col", "2col", 0 }, {
 *       function() doc:paragraph("one") end, function() doc:paragraph("two") end, function() doc:paragraph("the rest") end,
 *     })
 *   end
 *   return report */

/* [points] of so many columns of the page's grid; parts of one have no gutter */
static double grid_span(const struct bind *b, double n)
{
	const struct layout_geometry *g = &layout_info(b->doc)->geometry;
	double gutter = (double)b->grid_gutter / MPT_PER_PT, width = (double)(g->width - g->inner - g->outer) / MPT_PER_PT;
	double column = (width - (b->grid_columns - 1) * gutter) / b->grid_columns;

	return n * column + (n > 1 ? (n - 1) * gutter : 0);
}

/* "12.5mm": digits are read here because strtod follows the locale. False when it is no length. */
static bool length_parse(const struct bind *b, const char *s, double *points)
{
	static const struct { const char *name; double points; } units[] = {
		{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"in", 72}};
	double v = 0, scale = 1;
	bool minus, any = false;

	s += strspn(s, " ");
	minus = *s == '-';
	for (s += minus; *s >= '0' && *s <= '9'; s++, any = true)
		v = v * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, any = true)
			v += (*s - '0') * (scale /= 10);
	s += strspn(s, " ");
	if (any && str_starts(s, "col") && s[3 + strspn(s + 3, " ")] == '\0' && b->grid_columns > 0) {
		*points = (minus ? -1 : 1) * grid_span(b, v);
		return true;
	}
	for (size_t i = 0; any && i < COUNT_OF(units); i++)
		if (str_starts(s, units[i].name) && s[2 + strspn(s + 2, " ")] == '\0') {
			*points = (minus ? -v : v) * units[i].points;
			return true;
		}
	return false;
}

mpt bind_length(lua_State *L, int index, const char *place)
{
	double points = 0;

	if (lua_type(L, index) == LUA_TNUMBER)
		points = lua_tonumber(L, index);
	else if (lua_type(L, index) != LUA_TSTRING || !length_parse(bind_of(L), lua_tostring(L, index), &points))
		bind_wrong(L, index, place, "a length: a number of points or a string such as \"12mm\" (units: pt, mm, cm, in, col)");
	if (!(points > -20000 && points < 20000))
		bind_wrong(L, index, place, "a length below 20000 points: no page is that large");
	return (mpt)floor(points * MPT_PER_PT + 0.5);
}

mpt bind_extent(lua_State *L, int index, const char *what)
{
	mpt n = bind_length(L, index, what);

	if (n < 0)
		bind_raise(L, "%s: a length of less than nothing would print over what stands there: give 0 or more", what);
	return n;
}

/* ---- read-only views: an empty table in front, so that every access comes here. Upvalues: the table, what it is called. */
static int l_readonly_index(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char **keys, *key, *hint;
	size_t n;

	lua_pushvalue(L, 2);
	if (lua_gettable(L, lua_upvalueindex(1)) != LUA_TNIL)
		return 1;
	if (lua_type(L, 2) != LUA_TSTRING)
		return 1;
	key = lua_tostring(L, 2);
	keys = bind_keys(L, lua_upvalueindex(1), &n);
	hint = bind_hint_dots(L, key, (const char *const *)keys, n);
	hint = *hint != '\0' ? hint : bind_suggest(b, key, (const char *const *)keys, n);
	if (*hint == '\0' && str_starts(lua_tostring(L, lua_upvalueindex(2)), "data.texts("))
		hint = ": add its row to text.csv of a folder and run with --data FOLDER ('attest help wording')";
	bind_raise(L, "%s has no '%s'%s", lua_tostring(L, lua_upvalueindex(2)), key, hint);
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

/* ---- the chain of calls */
#define FRAMES 10                    /* shown; a recursion has any number */
#define LEVELS_MAX 2000              /* looked at: lua_getstack counts from the top each time */

static void add_frame(lua_State *L, const lua_Debug *ar, bool outermost, struct err *out)
{
	enum bind_phase phase = bind_of(L)->phase;

	if (strcmp(ar->what, "main") == 0)
		err_more(out, "%s:%d: in the file's own lines", ar->short_src, ar->currentline);
	else if (ar->name != NULL)
		err_more(out, "%s:%d: in function '%s'", ar->short_src, ar->currentline, ar->name);
	else if (outermost && (phase == BIND_LOAD || phase == BIND_RENDER))
		err_more(out, "%s:%d: in report.%s", ar->short_src, ar->currentline, phase == BIND_LOAD ? "load" : "render");
	else
		err_more(out, "%s:%d: in the function of line %d", ar->short_src, ar->currentline, ar->linedefined);
}

/* frames of the report's scripts, innermost first; a single one says no more than the message */
static void add_chain(lua_State *L, struct err *out)
{
	lua_Debug frames[FRAMES], ar;
	int n = 0, level = 0;

	for (; n <= FRAMES && level < LEVELS_MAX && lua_getstack(L, level, &ar); level++) {
		lua_getinfo(L, "Sln", &ar);
		if (ar.currentline <= 0 || str_starts(ar.source, "=scripts/"))
			continue;
		if (n < FRAMES)
			frames[n] = ar;
		n++;
	}
	for (int i = 0; n > 1 && i < n && i < FRAMES; i++)
		add_frame(L, &frames[i], i == n - 1, out);
	if (n > FRAMES)
		err_more(out, "...");
}

/* "attempt to compare nil with number": perhaps a NULL of the database, which Lua cannot know */
static void explain_nil(struct bind *b, const char *message, int line, struct err *out)
{
	const struct bind_null *null = &b->null;
	char field[128];

	if (null->column == NULL || strstr(message, "attempt to ") == NULL || strstr(message, "nil") == NULL)
		return;
	snprintf(field, sizeof field, " '%s')", null->column);
	if (null->line != line && strstr(message, field) == NULL)
		return;
	if (null->own)
		err_more(out, "the file leaves out '%s' of %s (line %d), which is nil here: test it first", null->column, null->of, null->line);
	else
		err_more(out, "the database holds NULL in column '%s' of %s (line %d), which is nil here: write if row.%s then ... end",
		    null->column, null->of, null->line, null->column);
}

/* The message on the stack names a line of the template's. What scripts/ of ours raised is blamed on it too; our line is kept below. */
static void blame_template(lua_State *L, struct err *out)
{
	lua_Debug ar;
	const char *message = lua_tostring(L, 1), *rest = message;
	int level = 0;

	/* raised within a C function of Lua's own, which knows no line: a comparison of table.sort */
	if (str_starts(message, "attempt to ") || str_starts(message, "C stack overflow")) {
		bind_where(L);
		lua_insert(L, 1);
		lua_concat(L, 2);
		return;
	}
	while (lua_getstack(L, level, &ar) && lua_getinfo(L, "Sl", &ar) != 0 && ar.currentline <= 0)
		level++;
	if (!lua_getstack(L, level, &ar) || !str_starts(ar.source, "=scripts/"))
		return;
	if (str_starts(message, "scripts/") && (rest = strstr(message, ": ")) != NULL)
		rest += 2;
	bind_where(L);
	if (rest == NULL || str_starts(message, lua_tostring(L, -1))) {
		lua_pop(L, 1);
		return;
	}
	if (rest != message && str_starts(rest, "attempt to "))
		err_more(out, "%.*s", (int)(rest - message - 2), message);
	lua_pushstring(L, rest);
	lua_concat(L, 2);
	lua_replace(L, 1);
	lua_settop(L, 1);
}

/* Lua says that a field is nil, not in which table; and of a loop over a table, that a table cannot be called */
static void explain_line(lua_State *L)
{
	static const char field[] = "a nil value (field '";
	const char *message = lua_tostring(L, 1), *at = strstr(message, "attempt to "), *key, *hint;

	if (at == NULL)
		return;
	if (strstr(at, "(for iterator '") != NULL) {
		lua_pushlstring(L, message, (size_t)(at - message));
		lua_pushfstring(L, "a loop needs an iterator: write %s", bind_hint_loop(L));
		lua_concat(L, 2);
		lua_replace(L, 1);
	} else if ((key = strstr(at, field)) != NULL && strchr(key + sizeof field - 1, '\'') != NULL) {
		key = arena_strndup(bind_of(L)->arena, key + sizeof field - 1, strcspn(key + sizeof field - 1, "'"));
		hint = bind_hint_field(L, key);
		lua_pushvalue(L, 1);
		lua_pushstring(L, hint);
		lua_concat(L, 2);
		lua_replace(L, 1);
	}
}

/* A C function that a tail call reached, or that our own wrapper called, cannot tell where. */
static void add_place(lua_State *L)
{
	const char *message = lua_tostring(L, 1), *at = strstr(message, ".lua:");

	if (at != NULL && at[5] >= '0' && at[5] <= '9')
		return;
	bind_where(L);
	lua_insert(L, 1);
	lua_concat(L, 2);
}

int bind_on_error(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct err out = {.set = true};
	char words[128];

	/* a loop of Lua's C code that was cut short knows no reason, or a wrong one */
	if (limit_time_over()) {
		push_time_message(L);
		return 1;
	}
	if (lua_type(L, 1) != LUA_TSTRING) {
		bind_where(L);
		lua_pushfstring(L, "error was called with a %s: give it a message", luaL_typename(L, 1));
		lua_concat(L, 2);
		return 1;
	}
	if (strcmp(lua_tostring(L, 1), "not enough memory") == 0) {  /* lmem.c's, caught and raised again */
		limit_memory_words(words, sizeof words);
		lua_pushfstring(L, "%s%s", b->refused_at, words);
		return 1;
	}
	if (details_of(&b->caught, lua_tostring(L, 1)))      /* on its way out of doc:section and the like */
		return 1;
	lua_settop(L, 1);
	add_place(L);
	blame_template(L, &out);
	explain_line(L);
	explain_nil(b, lua_tostring(L, 1), bind_line(L), &out);
	add_chain(L, &out);
	keep_details(&b->caught, lua_tostring(L, 1), out.more);
	return 1;
}

/* ---- protected calls: the only places where a Lua error becomes a struct err */
static void add_details(struct err *e, const struct err *slot, const char *message)
{
	if (!details_of(slot, message))
		return;
	for (const char *p = slot->more; *p != '\0'; p += strcspn(p, "\n") + 1)
		err_more(e, "%.*s", (int)strcspn(p, "\n"), p);
}

bool bind_call(lua_State *L, int args, int results, struct err *e)
{
	char words[128];
	int base = lua_gettop(L) - args, status;
	struct bind *b = bind_of(L);

	b->caught.set = false;
	lua_pushcfunction(L, bind_on_error);
	lua_insert(L, base);
	status = lua_pcall(L, args, results, base);
	lua_remove(L, base);
	if (status == LUA_OK)
		return true;
	if (status == LUA_ERRMEM) {
		limit_memory_words(words, sizeof words);
		err_set(e, "%s%s", b->refused_at, words);
	} else {
		err_set(e, "%s", lua_tostring(L, -1));
		add_details(e, &b->raised, lua_tostring(L, -1));
		add_details(e, &b->caught, lua_tostring(L, -1));
	}
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
