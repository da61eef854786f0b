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
	b->unit.open = false;        /* of a block that an error ended */
	b->at = b->flow;             /* an error that the script caught may have left it within a block */
	return b;
}

/* an argument as the author counts it: without doc */
static const char *argument(char place[PLACE], const char *what, int index, const char *name)
{
	snprintf(place, PLACE, "%s: argument %d '%s'", what, index - 1, name);
	return place;
}

/* what every block takes */
static const char *const common[] = {"keep", "name", "rank", "style"};

/* what a call takes, and what all take */
static const char **option_names(struct bind *b, const char *const *known, size_t n)
{
	const char **all = arena_alloc(b->arena, (n + COUNT_OF(common)) * sizeof *all);

	if (n > 0)
		memcpy(all, known, n * sizeof *all);
	memcpy(all + n, common, sizeof common);
	return all;
}

/*** topic options: what every block takes
 * The options of a block, a table after env, or keys of its description:
 *   style   its look, by name ('attest help theme')
 *   rank    [1 on] a page budget leaves out the highest rank first ('attest help pages'); default never
 *   keep    "together": not broken over two pages where one can hold it; "next": not the last of its page
 *   name    for references: {cases:page} in a text prints the page where the block of the name "cases" begins, and leads there;
 *           [see the cases](#cases) leads there
 * A name has letters, digits, '-' and '_', and is given once.
 * @usage
 *   local report = { id = "refer", title = "Refer", api = 1, levels = { "public" }, evidence = "none" }
 *   function report.render(doc)
 *     doc:title("Refer")
 *     doc:paragraph("The cats are on page {cats:page}, or [here](#cats).")
 *     doc:page_break()
 *     doc:heading(1, "Cats", nil, { name = "cats" })
 *     doc:paragraph("There are some.", nil, { keep = "together" })
 *   end
 *   return report */

static void read_keep(lua_State *L, const char *what, struct bind_options *o)
{
	static const char *const keeps[] = {"next", "together"};
	char place[PLACE];

	snprintf(place, sizeof place, "%s: 'keep'", what);
	if (lua_getfield(L, -1, "keep") != LUA_TNIL) {
		size_t k = bind_choice(L, -1, place, keeps, COUNT_OF(keeps));
		o->keep_next = k == 0;
		o->keep_together = k == 1;
	}
	lua_pop(L, 1);
}

static void read_name(lua_State *L, const char *what, struct bind_options *o)
{
	char place[PLACE];

	snprintf(place, sizeof place, "%s: 'name'", what);
	if (lua_getfield(L, -1, "name") != LUA_TNIL)
		o->name = arena_strdup(bind_of(L)->arena, bind_string(L, -1, place));
	lua_pop(L, 1);
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
	bind_check_keys(L, index, what, all, n + COUNT_OF(common));
	lua_pushvalue(L, index);
	read_keep(L, what, &o);
	read_name(L, what, &o);
	lua_pop(L, 1);
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
	if (lua_istable(L, index) && is_options(L, index, option_names(b, known, n), n + COUNT_OF(common))) {
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
 * doc:page_break() begins a page; doc:budget gives a part pages of its own, so that each part keeps its place. Where all blocks stand in
 * such parts, their pages add up and report.pages is not needed; it is a budget of the whole document, which the parts take from, and holds
 * what stands outside of parts too.
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

static const struct layout_style *style_around(const struct bind *b)
{
	static struct layout_style text;         /* of one block at a time */

	for (int32_t i = b->at; i != LAYOUT_NONE; i = layout_node(b->doc, i)->parent) {
		const struct layout_style *s = layout_node(b->doc, i)->style;
		if (s == NULL)
			continue;
		text = (struct layout_style){.text = s->text, .leading = s->leading, .color = s->color};
		return &text;
	}
	return layout_info(b->doc)->body;
}

static const struct layout_style *kept_style(struct bind *b, const struct bind_options *o)
{
	const struct layout_style *given = o->style != NULL ? &o->style->style : NULL;
	struct layout_style *s;

	if (!o->keep_next && !o->keep_together)
		return given;
	s = arena_alloc(b->arena, sizeof *s);
	if (given != NULL)
		*s = *given;
	else     /* text below takes its look from the nearest style: that of the block around */
		*s = *style_around(b);
	s->keep_next = s->keep_next || o->keep_next;
	s->keep_together = s->keep_together || o->keep_together;
	return s;
}

int32_t bind_add_option_block(lua_State *L, enum layout_role role, enum layout_kind kind, const struct bind_options *o)
{
	struct bind *b = bind_of(L);
	int32_t node = bind_add_block(L, role, kind, kept_style(b, o), o->rank);

	if (o->name != NULL)
		bind_name_block(L, node, o->name);
	return node;
}

/* ---- items that a page budget may leave out */
/*** topic shorten: lists that keep to their pages
 * shorten = { rank = 5, least = 3 } in the description of doc:table and doc:grid, and in the options of doc:list: where a page budget
 * needs room ('attest help pages'), items are left out from the end, never the first three, and a line "3 of 7 shown" says so. Give the
 * more important list the lower rank.
 *   rank    [1 on] as of blocks
 *   least   [items] that stay; default 1
 * @usage
 *   local report = { id = "short", title = "Short", api = 1, levels = { "public" }, evidence = "none", pages = 1 }
 *   report.queries = { pets = [[ select name from pet order by name ]] }
 *   function report.load(data)
 *     return { pets = data.rows("pets") }
 *   end
 *   function report.render(doc, d)
 *     doc:title("Short")
 *     doc:list({ "one", "two" }, nil, { shorten = { rank = 3 } })
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" } }, shorten = { rank = 2, least = 2 } }
 *   end
 *   return report */
struct bind_shorten bind_check_shorten(lua_State *L, int index, const char *what)
{
	static const char *const known[] = {"rank", "least"};
	struct bind_shorten s = {0};
	char place[PLACE];

	snprintf(place, sizeof place, "%s: 'shorten'", what);
	if (!lua_istable(L, index))
		return s;
	if (lua_getfield(L, index, "shorten") == LUA_TNIL) {
		lua_pop(L, 1);
		return s;
	}
	bind_table(L, -1, place, "a table such as { rank = 5, least = 2 }");
	bind_check_keys(L, -1, place, known, COUNT_OF(known));
	snprintf(place, sizeof place, "%s: shorten.rank", what);
	lua_getfield(L, -1, "rank");
	s.rank = (int)bind_integer(L, -1, place, 1, INT_MAX);
	snprintf(place, sizeof place, "%s: shorten.least", what);
	s.least = lua_getfield(L, -2, "least") == LUA_TNIL ? 1 : (int)bind_integer(L, -1, place, 1, INT_MAX);
	lua_pop(L, 3);
	return s;
}

void bind_item(struct bind *b, int32_t node, int number, struct bind_shorten s)
{
	layout_node(b->doc, node)->item = true;
	if (s.rank > 0 && number > s.least)
		layout_node(b->doc, node)->rank = s.rank;
}

void bind_add_shown(lua_State *L, int32_t items, struct bind_shorten s)
{
	struct bind *b = bind_of(L);
	int32_t node;

	if (s.rank == 0)
		return;
	node = bind_add_block(L, LAYOUT_P, LAYOUT_SHOWN, &bind_style(L, "shown")->style, 0);
	layout_node(b->doc, node)->dest = items;
}

bool bind_stands(const struct bind *b, int32_t node)
{
	while (node != LAYOUT_NONE && !layout_node(b->doc, node)->dropped)
		node = layout_node(b->doc, node)->parent;
	return node == LAYOUT_NONE;
}

void bind_fill_flow(lua_State *L, int32_t node, int function)
{
	lua_pushvalue(L, function);
	bind_fill_flow_with(L, node, 0);
}

void bind_fill_flow_with(lua_State *L, int32_t node, int args)
{
	struct bind *b = bind_of(L);
	int32_t outer = b->flow;
	int section = b->section, status;
	size_t needs = b->n_needs, printed = b->n_printed, said = b->n_said, text = b->said_text.len;

	b->flow = b->at = node;
	b->caught.set = false;
	lua_pushcfunction(L, bind_on_error); /* the calls within are not on the stack any more when the error leaves here */
	lua_insert(L, -2 - args);
	status = lua_pcall(L, args, 0, -2 - args);
	b->flow = b->at = outer;
	bind_unit_cut(b, said, text);        /* of blocks that an error ended */
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
	struct bind_unit outer;
	int32_t node;

	bind_resolve_inline(L, c, env, what, &pieces);
	node = bind_add_option_block(L, role, LAYOUT_PARAGRAPH, &o);
	outer = bind_unit_begin(b);
	bind_emit(b, node, o.style, &pieces, BIND_MARKS_SENTENCE, &rests);
	bind_unit_end(L, outer, BIND_UNIT_LABEL, node, what);
	return node;
}

/* ---- all blocks of a content */
struct filling {
	lua_State *L;
	const struct bind_content *c;
	struct bind_env env;
	struct bind_options o;
	const char *what;
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
	struct bind_unit outer;
	int32_t node;

	bind_resolve(f->L, f->c, from, to, f->env, &pieces);
	node = bind_add_option_block(f->L, LAYOUT_P, LAYOUT_PARAGRAPH, &f->o);
	f->o.name = NULL;                /* the first block has it */
	for (size_t i = 0; i < COUNT_OF(f->o.rests); i++)
		if (f->o.rests[i] != NULL)
			bind_rests_add(b, &rests, f->o.rests[i]);
	memset(f->o.rests, 0, sizeof f->o.rests);
	outer = bind_unit_begin(b);
	bind_emit(b, node, f->o.style, &pieces, BIND_MARKS_SENTENCE, &rests);
	bind_unit_end(f->L, outer, f->o.unit, node, f->what);
}

/* an item: label and body side by side; the caller fills the body at b->at */
static int32_t open_item(lua_State *L, int32_t list, const char *label, mpt width, struct bind_style *style)
{
	struct bind *b = bind_of(L);
	int32_t item, lbl, p;

	item = layout_add(b->doc, list, LAYOUT_LI, LAYOUT_COLUMNS, NULL);
	lbl = layout_add(b->doc, item, LAYOUT_LBL, LAYOUT_FLOW, NULL);
	layout_node(b->doc, lbl)->width = width;
	p = layout_add(b->doc, lbl, LAYOUT_ROLE_NONE, LAYOUT_PARAGRAPH, &style->style);
	layout_add_text(b->doc, p, NULL, label, strlen(label));
	b->at = layout_add(b->doc, item, LAYOUT_LBODY, LAYOUT_FLOW, NULL);
	return item;
}

static int32_t open_list(lua_State *L, bool numbered, struct bind_options o)
{
	int32_t list;

	o.style = bind_style(L, "list");
	list = bind_add_option_block(L, LAYOUT_L, LAYOUT_FLOW, &o);

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
	int32_t outer = b->at, list = open_list(f->L, numbered, f->o);
	struct filling inner = *f;
	int n = 0;

	f->o.name = NULL;
	inner.o = (struct bind_options){.style = bind_style(f->L, "list-item"), .unit = f->o.unit};
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

void bind_add_content(lua_State *L, const struct bind_content *c, struct bind_env env, struct bind_options o, const char *what)
{
	struct filling f = {.L = L, .c = c, .env = env, .o = o, .what = what};

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
 * @param options.shorten table: which items a page budget may leave out ('attest help shorten'); default none; of these keys
 * @param options.shorten.rank integer: [1 on] as of blocks
 * @param options.shorten.least integer: [items] that stay; default 1
 * @param options.style style: see 'attest help theme'; default "list-item", of the items
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an empty array; whatever content raises; an unknown option
 * @usage doc:list({ "cats like {oldest.name}", "dogs" }, d, { numbered = true })
 * @usage [claims] doc:list({ d.acts[1].kind, d.acts[2].kind }) */
int l_doc_list(lua_State *L)
{
	static const char *const known[] = {"numbered", "shorten"};
	struct bind *b = bind_check_doc(L, "doc:list");
	struct bind_env env;
	struct bind_options o, item;
	struct bind_shorten shorten;
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
	shorten = bind_check_shorten(L, 4, "doc:list");
	list = open_list(L, numbered, o);
	item = (struct bind_options){.style = o.style};
	for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
		struct bind_content *c;
		lua_rawgeti(L, 2, i);
		snprintf(place, sizeof place, "doc:list: item %d", (int)i);
		c = bind_check_content(L, -1, place);
		bind_item(b, open_item(L, list, label_of(b, numbered, (int)i), numbered ? NUMBER_WIDTH : LABEL_WIDTH, o.style), (int)i, shorten);
		bind_add_content(L, c, env, item, place);
		b->at = outer;
		lua_pop(L, 1);
	}
	layout_node(b->doc, list)->dropped = false;
	bind_add_shown(L, list, shorten);
	return 0;
}
