/* running.c: heads and feet. The theme says what stands in them: theme.running(where, page, pages, facts).
 *
 * facts: dates, level, organisation, wording by key; the result: { left = CommonMark, right = CommonMark, rule = bool } or nil. They are asked for when
 * all pages stand, so that "do not use after" is that of what was placed. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

enum { FACTS = 2 };                  /* stack of l_make */

struct running { struct bind *b; int32_t flow; bool head; int page, pages; bool made; };

static void set(lua_State *L, const char *key, const char *value)
{
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

static void set_date(lua_State *L, const char *key, const char *iso)
{
	set(L, key, iso != NULL ? bind_fmt(bind_of(L), "date", iso, NULL) : NULL);
}

static const char *meta(struct bind *b, const char *id)
{
	return data_has_table(b->data, "meta") ? data_meta(b->data, id) : NULL;
}

const char *bind_facts_until(struct bind *b)
{
	const char *until = data_facts_until(b->data);

	return until != NULL ? until : meta(b, "as-of");
}

static const char *own_text(const struct data_own *o, const char *key)
{
	return o != NULL ? data_own_field(o, key)->text : NULL;
}

static void push_words(lua_State *L, struct bind *b)
{
	static const char *const keys[] = {"page.of", "page.use-by", "page.facts-until", "page.compiled-on", "page.corrections", "page.corrections-to",
		"page.level.public", "page.level.meeting", "page.level.editors", "page.unsourced", "page.tlp.public", "page.tlp.meeting", "page.tlp.editors"};

	lua_createtable(L, 0, COUNT_OF(keys));
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		set(L, keys[i], bind_wording(b, keys[i]));
}

static void push_facts(lua_State *L, const struct running *r)
{
	struct bind *b = r->b;

	lua_createtable(L, 0, 12);
	lua_pushinteger(L, r->page);
	lua_setfield(L, -2, "n");
	lua_pushinteger(L, r->pages);
	lua_setfield(L, -2, "total");
	lua_pushboolean(L, b->evidence);
	lua_setfield(L, -2, "sourced");
	set_date(L, "use_by", bind_use_by(b));
	set_date(L, "facts_until", bind_facts_until(b));
	set_date(L, "compiled_on", b->date);
	set(L, "level", b->level <= DATA_EDITORS && data_level(b->data) != DATA_UNLEVELLED ? data_level_name(b->level) : NULL);
	set(L, "lang", b->lang);
	set(L, "title", layout_info(b->doc)->title);
	set(L, "org", own_text(b->org, "name"));
	set(L, "corrections", own_text(b->org, "corrections"));
	push_words(L, b);
	lua_setfield(L, -2, "words");
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* {} for each fact in the text; no number within another one */
static const char *without(struct bind *b, const char *text, const char *fact)
{
	struct buf out = {0};
	size_t n = strlen(fact);
	const char *at = text, *found;

	while ((found = strstr(at, fact)) != NULL) {
		bool within = (is_digit(*fact) && found > text && is_digit(found[-1])) || (is_digit(fact[n - 1]) && is_digit(found[n]));
		buf_add(&out, at, (size_t)(found - at));
		within ? buf_add(&out, found, n) : buf_puts(&out, "{}");
		at = found + n;
	}
	buf_puts(&out, at);
	at = arena_strdup(b->arena, out.p);
	buf_drop(&out);
	return at;
}

static int by_length(const void *x, const void *y)
{
	size_t a = strlen(*(const char *const *)x), b = strlen(*(const char *const *)y);

	return a > b ? -1 : a < b;
}

/* what the theme itself typed: the text with a placeholder for each fact that it was given (FACTS: their table), long ones first: one may
 * stand within another */
static const char *typed_by_theme(lua_State *L, struct bind *b, const char *text)
{
	static const char *const strings[] = {"title", "org", "corrections", "use_by", "facts_until", "compiled_on"};
	static const char *const numbers[] = {"n", "total"};
	const char *facts[COUNT_OF(strings)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(strings); i++, lua_pop(L, 1))
		if (lua_getfield(L, FACTS, strings[i]) == LUA_TSTRING && lua_rawlen(L, -1) > 0)
			facts[n++] = arena_strdup(b->arena, lua_tostring(L, -1));
	if (n > 1)
		qsort(facts, n, sizeof *facts, by_length);
	for (size_t i = 0; i < n; i++)
		text = without(b, text, facts[i]);
	for (size_t i = 0; i < COUNT_OF(numbers); i++, lua_pop(L, 1)) {
		lua_getfield(L, FACTS, numbers[i]);
		text = without(b, text, lua_tostring(L, -1));
	}
	return text;
}

/* the CommonMark string at a key of the table on top, as a paragraph */
static void add_part(lua_State *L, struct bind *b, int32_t flow, const char *key, struct bind_style *style)
{
	struct err e = {0};
	struct bind_content *c;
	struct bind_pieces pieces;
	struct bind_rests none = {0};
	int32_t p;

	if (lua_getfield(L, -1, key) == LUA_TSTRING) {
		c = bind_markdown(b, "theme.running", lua_tostring(L, -1), lua_rawlen(L, -1), &e);
		if (c == NULL)
			bind_raise_err(L, &e);
		c->fact = true;
		bind_resolve_inline(L, c, (struct bind_env){0}, "theme.running", &pieces);
		bind_check_typed_string(L, "theme.running", typed_by_theme(L, b, bind_plain(b, &pieces)), true);
		p = layout_add(b->doc, flow, LAYOUT_P, LAYOUT_PARAGRAPH, &style->style);
		bind_emit(b, p, style, &pieces, BIND_MARKS_COLLECT, &none);
	}
	lua_pop(L, 1);
}

static int32_t add_column(struct bind *b, int32_t columns, mpt width)
{
	int32_t f = layout_add(b->doc, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL);

	layout_node(b->doc, f)->width = width;
	return f;
}

static int l_make(lua_State *L)
{
	static const char *const known[] = {"left", "right", "width"};
	struct running *r = lua_touserdata(L, 1);
	struct bind *b = r->b;
	struct bind_style *left, *right;
	int32_t columns;
	mpt width = 0;

	push_facts(L, r);
	lua_rawgeti(L, LUA_REGISTRYINDEX, b->theme);
	if (lua_getfield(L, -1, "running") != LUA_TFUNCTION)
		return 0;
	lua_pushstring(L, r->head ? "head" : "foot");
	lua_pushinteger(L, r->page);
	lua_pushinteger(L, r->pages);
	lua_pushvalue(L, FACTS);
	lua_call(L, 4, 1);
	if (lua_isnil(L, -1))
		return 0;
	bind_table(L, -1, "theme.running: the result", "a table");
	bind_check_keys(L, -1, "theme.running", known, COUNT_OF(known));
	if (lua_getfield(L, -1, "width") != LUA_TNIL)
		width = bind_length(L, -1, "theme.running: width");
	lua_pop(L, 1);
	left = bind_style(L, r->head ? "head" : "foot");
	right = bind_style(L, r->head ? "head-right" : "foot-right");
	columns = layout_add(b->doc, r->flow, LAYOUT_DIV, LAYOUT_COLUMNS, &bind_style(L, r->head ? "running-head" : "running-foot")->style);
	add_part(L, b, add_column(b, columns, 0), "left", left);
	add_part(L, b, add_column(b, columns, width), "right", right);
	r->made = true;
	return 0;
}

bool bind_running_make(void *ctx, struct layout_doc *d, int32_t flow, enum layout_artifact where, int page, int pages, struct err *e)
{
	struct running r = {.b = ctx, .flow = flow, .head = where == LAYOUT_ARTIFACT_HEADER, .page = page, .pages = pages};

	(void)d;
	if (r.b->late != NULL)
		return err_set(e, "source '%s' is first used after the list of sources: call doc:sources last", r.b->late);
	if (!bind_stands(r.b, r.b->title_node))
		return err_set(e, "the page budget dropped the title: give neither it nor the block around it a rank");
	if (r.b->n_placed > 0 && !bind_stands(r.b, r.b->sources_node))
		return err_set(e, "the page budget dropped the list of sources: give neither doc:sources nor the block around it a rank");
	return bind_protect(r.b, l_make, &r, e) && r.made;
}
