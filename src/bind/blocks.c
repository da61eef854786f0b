/* blocks.c: what the calls of doc share: options, environments, and content into blocks.
 *
 *   text with paragraphs and lists  ->  P  P  L > LI > Lbl, LBody > P
 *
 * Nodes are added where the script is: b->at, the innermost open flow. */
#include <lauxlib.h>
#include <limits.h>
#include <string.h>

#include "bind/bind.h"

#define DOC "attest.doc"
#define PLACE 128                            /* [bytes] of a place in a message */
#define LABEL_WIDTH (12 * MPT_PER_PT)        /* room of "•" */
#define NUMBER_WIDTH (18 * MPT_PER_PT)       /* room of "12." */

/* ---- arguments */
struct bind *bind_check_doc(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	bool none = lua_gettop(L) == 0;      /* what is pushed would then be the first */

	lua_getfield(L, LUA_REGISTRYINDEX, DOC);
	if (none || !lua_rawequal(L, 1, -1))
		bind_raise(L, "%s is called with a colon: %s(...), not doc.%s(...)", what, what, what + strlen("doc:"));
	lua_pop(L, 1);
	if (b->phase != BIND_RENDER)
		bind_raise(L, "doc is closed: blocks are added in report.render");
	if (b->drawing)
		bind_raise(L, "%s: a figure is being drawn: what stands on it is drawn by pdf, blocks come after it", what);
	if (limit_time_over())
		bind_raise_time(L);
	b->at = b->flow;             /* an error that the script caught may have left it within a block */
	return b;
}

/* an argument as the author counts it: without doc */
static const char *argument(char place[PLACE], const char *what, int index, const char *name)
{
	snprintf(place, PLACE, "%s: argument %d '%s'", what, index - 1, name);
	return place;
}

/* what a call takes, and what all take */
static const char **option_names(struct bind *b, const char *const *known, size_t n)
{
	const char **all = arena_alloc(b->arena, (n + 2) * sizeof *all);

	if (n > 0)
		memcpy(all, known, n * sizeof *all);
	all[n] = "rank";
	all[n + 1] = "style";
	return all;
}

struct bind_options bind_check_options(lua_State *L, int index, const char *what, const char *usual_style, const char *const *known, size_t n)
{
	struct bind *b = bind_of(L);
	struct bind_options o = {.style = usual_style != NULL ? bind_style(L, usual_style) : NULL};
	const char **all;
	char place[PLACE];

	if (lua_isnoneornil(L, index))
		return o;
	all = option_names(b, known, n);
	if (!lua_istable(L, index))
		bind_wrong(L, index, argument(place, what, index, "options"), "a table such as { style = \"note\" }");
	bind_check_keys(L, index, what, all, n + 2);
	if (lua_getfield(L, index, "rank") != LUA_TNIL) {
		snprintf(place, sizeof place, "%s: 'rank'", what);
		o.rank = (int)bind_integer(L, -1, place, 1, INT_MAX);
	}
	if (lua_getfield(L, index, "style") != LUA_TNIL) {
		snprintf(place, sizeof place, "%s: 'style'", what);
		o.style = bind_style_given(L, -1, place);
	}
	lua_pop(L, 2);
	return o;
}

struct bind_env bind_check_env(lua_State *L, int index, const char *place)
{
	if (lua_isnoneornil(L, index))
		return (struct bind_env){0};
	if (!lua_istable(L, index) && bind_to_row(L, index) == NULL)
		bind_wrong(L, index, place, "a table or a row, in which {placeholders} look");
	return (struct bind_env){.first = lua_absindex(L, index)};
}

/* doc:paragraph(x, { style = "note" }): nothing would look for {style}, and the style would silently not be taken */
static bool is_options(lua_State *L, int index, const char *const *names, size_t n)
{
	size_t n_keys;
	const char **keys;

	if (!lua_istable(L, index) || !lua_isnoneornil(L, index + 1) || luaL_getmetafield(L, index, "__index") != LUA_TNIL)
		return false;
	keys = bind_keys(L, index, &n_keys);
	for (size_t i = 0; i < n_keys; i++) {
		size_t k = 0;
		while (k < n && strcmp(names[k], keys[i]) != 0)
			k++;
		lua_getfield(L, index, keys[i]);
		if (k == n || lua_isuserdata(L, -1) || lua_istable(L, -1))
			return false;
		lua_pop(L, 1);
	}
	return n_keys > 0 && lua_rawlen(L, index) == 0;
}

struct bind_env bind_check_env_argument(lua_State *L, int index, const char *what, const char *const *known, size_t n)
{
	struct bind *b = bind_of(L);
	char place[PLACE];
	int top = lua_gettop(L);
	size_t n_keys;

	argument(place, what, index, "env");
	if (lua_istable(L, index) && is_options(L, index, option_names(b, known, n), n + 2)) {
		const char **keys = bind_keys(L, index, &n_keys);
		bind_raise(L, "%s has nothing but options (%s), which come after it: %s(..., nil, { %s = ... })", place, bind_join(b, keys, n_keys),
		    what, keys[0]);
	}
	lua_settop(L, top);
	return bind_check_env(L, index, place);
}

/* ---- nodes */
/*** topic pages: one page or many, and what is left out
 * A document has as many pages as it takes, unless report.pages sets a budget. Then blocks that have a rank are left out until it fits, the
 * highest rank first, and the run says how many. Blocks without rank always stay; where these alone are too long, the run fails.
 * Two blocks that need each other belong in one block with one rank: doc:section(fill, { rank = 2 }).
 * @usage
 *   local report = { id = "one-page", title = "One page", api = 1, levels = { "public" }, evidence = "none", pages = 1 }
 *   report.queries = { pets = [[ select name from pet order by name ]] }
 *   function report.load(data)
 *     return { pets = data.rows("pets") }
 *   end
 *   function report.render(doc, d)
 *     doc:title("One page")
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" } } }
 *     doc:paragraph("Left out first.", nil, { rank = 2 })
 *   end
 *   return report */

int32_t bind_add_block(lua_State *L, enum layout_role role, enum layout_kind kind, const struct layout_style *style, int rank)
{
	struct bind *b = bind_of(L);
	int32_t i = layout_add(b->doc, b->at, role, kind, style);

	layout_node(b->doc, i)->line = bind_node_line(L);
	layout_node(b->doc, i)->rank = rank;
	return i;
}

bool bind_stands(const struct bind *b, int32_t node)
{
	while (node != LAYOUT_NONE && !layout_node(b->doc, node)->dropped)
		node = layout_node(b->doc, node)->parent;
	return node == LAYOUT_NONE;
}

void bind_fill_flow(lua_State *L, int32_t node, int function)
{
	struct bind *b = bind_of(L);
	int32_t outer = b->flow;
	int section = b->section, status;
	size_t needs = b->n_needs, printed = b->n_printed;

	b->flow = b->at = node;
	b->caught.set = false;
	lua_pushcfunction(L, bind_on_error); /* the calls within are not on the stack any more when the error leaves here */
	lua_pushvalue(L, function);
	status = lua_pcall(L, 0, 0, -2);
	b->flow = b->at = outer;
	lua_remove(L, status == LUA_OK ? -1 : -2);
	if (status == LUA_OK)
		return;
	b->section = section;
	b->n_needs = needs;
	b->n_printed = printed;
	layout_node(b->doc, node)->dropped = true;
	lua_error(L);
}

int32_t bind_add_paragraph(lua_State *L, enum layout_role role, const struct bind_content *c, struct bind_env env, struct bind_options o,
    const char *what)
{
	struct bind *b = bind_of(L);
	struct bind_rests rests = {0};
	struct bind_pieces pieces;
	int32_t node;

	bind_resolve_inline(L, c, env, what, &pieces);
	node = bind_add_block(L, role, LAYOUT_PARAGRAPH, &o.style->style, o.rank);
	bind_emit(b, node, o.style, &pieces, BIND_MARKS_SENTENCE, &rests);
	return node;
}

/* ---- all blocks of a content */
struct filling {
	lua_State *L;
	const struct bind_content *c;
	struct bind_env env;
	struct bind_options o;
};

static size_t matching(const struct bind_content *c, size_t i, enum bind_event_kind open, enum bind_event_kind close)
{
	int depth = 0;

	for (; i < c->n; i++) {
		depth += c->events[i].kind == open;
		depth -= c->events[i].kind == close;
		if (depth == 0)
			return i;
	}
	return c->n;
}

static void fill(struct filling *f, size_t from, size_t to);

static void fill_paragraph(struct filling *f, size_t from, size_t to)
{
	struct bind *b = bind_of(f->L);
	struct bind_rests rests = {0};
	struct bind_pieces pieces;
	int32_t node;

	bind_resolve(f->L, f->c, from, to, f->env, &pieces);
	node = bind_add_block(f->L, LAYOUT_P, LAYOUT_PARAGRAPH, &f->o.style->style, f->o.rank);
	bind_emit(b, node, f->o.style, &pieces, BIND_MARKS_SENTENCE, &rests);
}

/* an item: label and body side by side; the caller fills the body at b->at */
static void open_item(lua_State *L, int32_t list, const char *label, mpt width, struct bind_style *style)
{
	struct bind *b = bind_of(L);
	int32_t item, lbl, p;

	item = layout_add(b->doc, list, LAYOUT_LI, LAYOUT_COLUMNS, NULL);
	lbl = layout_add(b->doc, item, LAYOUT_LBL, LAYOUT_FLOW, NULL);
	layout_node(b->doc, lbl)->width = width;
	p = layout_add(b->doc, lbl, LAYOUT_ROLE_NONE, LAYOUT_PARAGRAPH, &style->style);
	layout_add_text(b->doc, p, NULL, label, strlen(label));
	b->at = layout_add(b->doc, item, LAYOUT_LBODY, LAYOUT_FLOW, NULL);
}

static int32_t open_list(lua_State *L, bool numbered, int rank)
{
	int32_t list = bind_add_block(L, LAYOUT_L, LAYOUT_FLOW, &bind_style(L, "list")->style, rank);

	layout_node(bind_of(L)->doc, list)->numbered = numbered;
	layout_node(bind_of(L)->doc, list)->dropped = true;      /* until it is complete */
	return list;
}

static const char *label_of(struct bind *b, bool numbered, int n)
{
	return numbered ? arena_printf(b->arena, "%d.", n) : "\u2022";
}

static void fill_list(struct filling *f, size_t from, size_t to, bool numbered)
{
	struct bind *b = bind_of(f->L);
	int32_t outer = b->at, list = open_list(f->L, numbered, f->o.rank);
	struct filling inner = *f;
	int n = 0;

	inner.o.style = bind_style(f->L, "list-item");
	inner.o.rank = 0;
	for (size_t i = from; i < to; i++) {
		size_t end = matching(f->c, i, BIND_ITEM, BIND_ITEM_END);
		open_item(f->L, list, label_of(b, numbered, ++n), numbered ? NUMBER_WIDTH : LABEL_WIDTH, inner.o.style);
		fill(&inner, i + 1, end);
		i = end;
	}
	layout_node(b->doc, list)->dropped = false;
	b->at = outer;
}

static void fill(struct filling *f, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct bind_event *ev = &f->c->events[i];
		bool list = ev->kind == BIND_LIST;
		size_t end = list ? matching(f->c, i, BIND_LIST, BIND_LIST_END) : matching(f->c, i, BIND_PARA, BIND_PARA_END);
		if (list)
			fill_list(f, i + 1, end, ev->numbered);
		else
			fill_paragraph(f, i + 1, end);
		i = end;
	}
}

void bind_add_content(lua_State *L, const struct bind_content *c, struct bind_env env, struct bind_options o)
{
	struct filling f = {.L = L, .c = c, .env = env, .o = o};

	if (c->n == 0)
		bind_raise(L, "%s%sthe content is empty: leave the call out", c->name != NULL ? c->name : "", c->name != NULL ? ": " : "");
	fill(&f, 0, c->n);
}

/*** doc:list(items, env, options)
 * A list with one item for each content.
 * @param items content[]: at least one
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none
 * @param options.numbered boolean: 1. 2. 3. in place of bullets; default false
 * @param options.style style: see 'attest help theme'; default "list-item", of the items
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an empty array; whatever content raises; an unknown option
 * @usage doc:list({ "cats like {oldest.name}", "dogs" }, d, { numbered = true })
 * @usage [claims] doc:list({ d.acts[1].kind, d.acts[2].kind }) */
int l_doc_list(lua_State *L)
{
	static const char *const known[] = {"numbered"};
	struct bind *b = bind_check_doc(L, "doc:list");
	struct bind_env env;
	struct bind_options o;
	int32_t outer = b->at, list;
	bool numbered = false;
	char place[PLACE];

	bind_table(L, 2, "doc:list: argument 1 'items'", "an array of texts, values or strings such as { d.t[\"one\"], d.t[\"two\"] }");
	env = bind_check_env_argument(L, 3, "doc:list", known, COUNT_OF(known));
	o = bind_check_options(L, 4, "doc:list", "list-item", known, COUNT_OF(known));
	if (lua_rawlen(L, 2) == 0)
		bind_raise(L, "doc:list: there are no items: print a sentence instead");
	if (lua_istable(L, 4)) {
		lua_getfield(L, 4, "numbered");
		numbered = bind_flag(L, -1, "doc:list: 'numbered'");
		lua_pop(L, 1);
	}
	list = open_list(L, numbered, o.rank);
	o.rank = 0;
	for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
		struct bind_content *c;
		lua_rawgeti(L, 2, i);
		snprintf(place, sizeof place, "doc:list: item %d", (int)i);
		c = bind_check_content(L, -1, place);
		open_item(L, list, label_of(b, numbered, (int)i), numbered ? NUMBER_WIDTH : LABEL_WIDTH, o.style);
		bind_add_content(L, c, env, o);
		b->at = outer;
		lua_pop(L, 1);
	}
	layout_node(b->doc, list)->dropped = false;
	return 0;
}
