/* areas.c: blocks that hold others: regions with a page budget, grids, areas of several columns; and quotations, descriptions, breaks. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define COLUMNS_MAX 12

/* ---- pages */
/*** doc:page_break()
 * What follows begins on a fresh page. At the top of a page it does nothing.
 * @return nothing
 * @raise within columns, a box or a grid
 * @usage doc:page_break() */
int l_doc_page_break(lua_State *L)
{
	bind_check_doc(L, "doc:page_break");
	if (lua_gettop(L) > 1)
		bind_raise(L, "doc:page_break takes no argument");
	bind_add_block(L, LAYOUT_ROLE_NONE, LAYOUT_PAGE_BREAK, NULL, 0);
	return 0;
}

/* sections and the document alone stand around it, so that pages can begin and end there */
static void check_main_flow(lua_State *L, struct bind *b, const char *what)
{
	for (int32_t i = b->at; i != LAYOUT_NONE; i = layout_node(b->doc, i)->parent)
		if (layout_node(b->doc, i)->pages > 0 || (i != 0 && layout_node(b->doc, i)->role != LAYOUT_SECT))
			bind_raise(L, "%s: a part with pages of its own stands in the document or in a section, not in %s", what,
			    layout_node(b->doc, i)->pages > 0 ? "another one" : "columns or a box");
}

/*** doc:budget(options, fill)
 * The page budget of the whole document, as report.pages gives it; with fill, that of a part. A part begins on a fresh page, and so does what
 * follows it; what has a rank in it is left out until it takes no more pages than it may ('attest help pages'). Four parts of one page
 * each make a document of four pages whatever the data: each keeps its place. Where all blocks stand in parts, report.pages is not needed.
 * @param options table: of these keys
 * @param options.pages integer: [pages, 1 to 1023]
 * @param fill fun(): adds the blocks of the part; default none, the budget is the document's
 * @return nothing
 * @raise within columns, a box or another part; a part whose blocks without rank are too long, when it is laid out; whatever fill raises
 * @usage
 *   doc:budget({ pages = 1 }, function()
 *     doc:heading(1, "Cats")
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" } }, shorten = { rank = 1 } }
 *   end) */
int l_doc_budget(lua_State *L)
{
	static const char *const known[] = {"pages"};
	struct bind *b = bind_check_doc(L, "doc:budget");
	int pages;
	int32_t node;

	bind_table(L, 2, "doc:budget: argument 1 'options'", "a table such as { pages = 4 }");
	bind_check_keys(L, 2, "doc:budget", known, COUNT_OF(known));
	lua_getfield(L, 2, "pages");
	pages = (int)bind_integer(L, -1, "doc:budget: 'pages'", 1, LAYOUT_PAGES_MAX);
	lua_pop(L, 1);
	if (lua_isnoneornil(L, 3)) {
		layout_info(b->doc)->page_budget = pages;
		return 0;
	}
	bind_function(L, 3, "doc:budget: argument 2 'function'");
	check_main_flow(L, b, "doc:budget");
	node = bind_add_block(L, LAYOUT_SECT, LAYOUT_FLOW, NULL, 0);
	layout_node(b->doc, node)->pages = (unsigned)pages & LAYOUT_PAGES_MAX;
	bind_section_enter(b);
	bind_fill_flow(L, node, 3);
	bind_section_leave(L, node);
	return 0;
}

/* ---- areas */
/*** doc:area(columns, fill, options)
 * Blocks that fill several columns of equal width, balanced, one column after the other: for lists of short entries such as sources. Long ones
 * go on over pages.
 * @param columns integer: [columns, 2 to 12]
 * @param fill fun(): adds the blocks
 * @param options table: default none ('attest help options')
 * @param options.style style: its gutter stands between the columns; default "columns"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise another number; whatever fill raises
 * @usage
 *   doc:area(2, function()
 *     doc:list({ "cats", "dogs", "parrots" })
 *   end) */
int l_doc_area(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:area");
	lua_Integer columns = bind_integer(L, 2, "doc:area: argument 1 'columns'", 2, COLUMNS_MAX);
	struct bind_options o = bind_check_options(L, 4, "doc:area", "columns", NULL, 0);
	int32_t node;

	bind_function(L, 3, "doc:area: argument 2 'function'");
	node = bind_add_option_block(L, LAYOUT_DIV, LAYOUT_AREA, &o);
	layout_node(b->doc, node)->colspan = (int16_t)columns;
	bind_fill_flow(L, node, 3);
	return 0;
}

/* ---- grids */
struct grid {
	lua_State *L;
	int columns;
	lua_Integer n;                       /* [rows of the dataset] */
	struct bind_shorten shorten;
	const struct layout_style *style;    /* of a line of the grid */
	int32_t node;
};

enum { DESCRIPTION = 2, ROWS, FILL };        /* stack indices of l_doc_grid */

/* the function is called with the row and its number, blocks going to node */
static void fill_item(struct grid *g, int32_t node, lua_Integer i)
{
	lua_State *L = g->L;

	lua_pushvalue(L, FILL);
	lua_rawgeti(L, ROWS, i);
	lua_pushinteger(L, i);
	bind_fill_flow_with(L, node, 2);
}

static void add_line(struct grid *g, lua_Integer first)
{
	struct bind *b = bind_of(g->L);
	int32_t line = layout_add(b->doc, g->node, LAYOUT_ROLE_NONE, g->columns > 1 ? LAYOUT_COLUMNS : LAYOUT_FLOW, g->style);

	layout_node(b->doc, line)->line = layout_node(b->doc, g->node)->line;
	if (g->shorten.rank > 0 && first > g->shorten.least)
		layout_node(b->doc, line)->rank = g->shorten.rank;
	for (lua_Integer i = first; i < first + g->columns; i++) {
		int32_t flow = layout_add(b->doc, line, LAYOUT_DIV, LAYOUT_FLOW, NULL);
		layout_node(b->doc, flow)->item = i <= g->n;
		if (i <= g->n)
			fill_item(g, flow, i);
	}
}

/*** doc:grid(description)
 * One block for each row, side by side in lines of so many columns: cases, tiles, positions. A line is not broken across pages. Where a page
 * budget needs room, whole lines are left out from the end ('attest help shorten').
 * @param description table: of these keys
 * @param description.rows row[]: what data.rows gave, or an array of tables; at least one
 * @param description.fill fun(row: row, i: integer): adds the blocks of one
 * @param description.columns integer: [columns, 1 to 12]; default 2
 * @param description.shorten table: default none
 * @param description.style style: of a line; default "columns"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise no rows; whatever fill raises
 * @usage
 *   doc:grid {
 *     rows = d.pets,
 *     columns = 3,
 *     fill = function(pet)
 *       doc:heading(1, "{name}", pet)
 *       doc:paragraph("A {kind} of {town}.", pet)
 *     end,
 *   } */
int l_doc_grid(lua_State *L)
{
	static const char *const known[] = {"rows", "fill", "columns", "shorten"};
	struct bind *b = bind_check_doc(L, "doc:grid");
	struct bind_options o, around;
	struct grid g = {.L = L, .columns = 2};

	bind_table(L, DESCRIPTION, "doc:grid: argument 1 'description'", "a table such as { rows = d.cases, fill = function(row) ... end }");
	o = bind_check_options(L, DESCRIPTION, "doc:grid", "columns", known, COUNT_OF(known));
	lua_settop(L, DESCRIPTION);
	lua_getfield(L, DESCRIPTION, "rows");
	bind_table(L, ROWS, "doc:grid: 'rows'", "what data.rows returned");
	lua_getfield(L, DESCRIPTION, "fill");
	bind_function(L, FILL, "doc:grid: 'fill'");
	if (lua_getfield(L, DESCRIPTION, "columns") != LUA_TNIL)
		g.columns = (int)bind_integer(L, -1, "doc:grid: 'columns'", 1, COLUMNS_MAX);
	lua_pop(L, 1);
	g.shorten = bind_check_shorten(L, DESCRIPTION, "doc:grid");
	g.n = (lua_Integer)lua_rawlen(L, ROWS);
	if (g.n == 0)
		bind_raise(L, "doc:grid: there are no rows: print a sentence instead");
	g.style = &o.style->style;
	around = o;
	around.style = NULL;
	g.node = bind_add_option_block(L, LAYOUT_DIV, LAYOUT_FLOW, &around);
	layout_node(b->doc, g.node)->dropped = true;     /* until it is complete */
	for (lua_Integer i = 1; i <= g.n; i += g.columns)
		add_line(&g, i);
	layout_node(b->doc, g.node)->dropped = false;
	bind_add_shown(L, g.node, g.shorten);
	return 0;
}

/* ---- quotations */
static struct bind_content *field_content(lua_State *L, int index, const char *key, const char *what, bool needed)
{
	struct bind_content *c = NULL;

	if (lua_getfield(L, index, key) != LUA_TNIL)
		c = bind_check_content(L, -1, arena_printf(bind_of(L)->arena, "%s: '%s'", what, key));
	else if (needed)
		bind_raise(L, "%s: %s is missing", what, key);
	lua_pop(L, 1);
	return c;
}

/* Only what was spoken may look so. Where facts have sources, the dataset tells: passage.quote is verbatim, prose is in our words. Where they
 * have none, nobody but the script knows. */
static bool is_spoken(lua_State *L, const struct bind_content *c, struct bind_env env)
{
	struct bind *b = bind_of(L);
	size_t needs = b->n_needs, printed = b->n_printed;
	struct bind_pieces pieces;
	bool spoken = false, told = false;

	if (!b->evidence)
		return true;
	bind_resolve(L, c, 0, c->n, env, &pieces);
	for (const struct bind_piece *p = pieces.first; p != NULL; p = p->next) {
		bool quote = p->value != NULL && str_eq(p->value->v.table, "passage") && str_eq(p->value->v.column, "quote");
		spoken = spoken || (quote && p->kind == BIND_P_VALUE);
		told = told || (p->value != NULL && p->value->v.format == DATA_PROSE);
	}
	b->n_needs = needs;              /* nothing was printed yet */
	b->n_printed = printed;
	return spoken && !told;
}

/*** doc:quote(content, env, options)
 * Words of somebody, set apart. Never set a paraphrase as a quotation: words that were really spoken are in column quote of table passage
 * (verbatim, seven words at most), and a text puts them in quotation marks itself; a gist (of passage, statement or instrument) is what we
 * say was said. Where evidence = "strict", content prints in italics only if it has such a quote in it and no prose of the dataset; else it
 * is upright, in style "quote-gist".
 * @param content content: what was said
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none ('attest help options')
 * @param options.by content: one paragraph below: who said it, where and when; default none
 * @param options.style style: of the words; default "quote", or "quote-gist" as above
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise whatever content raises
 * @usage doc:quote("Cats choose their people.", d, { by = "A keeper, {oldest.born:long}" })
 * @usage [claims] doc:quote(d.t["tile.day.note"], nil, { by = d.t["kind"] }) */
int l_doc_quote(lua_State *L)
{
	static const char *const known[] = {"by"};
	struct bind *b = bind_check_doc(L, "doc:quote");
	struct bind_content *c = bind_check_content(L, 2, "doc:quote: argument 1 'content'"), *by = NULL;
	struct bind_env env = bind_check_env_argument(L, 3, "doc:quote", known, COUNT_OF(known));
	const char *style = is_spoken(L, c, env) ? "quote" : "quote-gist";
	struct bind_options o = bind_check_options(L, 4, "doc:quote", style, known, COUNT_OF(known)), box = o;
	int32_t outer = b->at, node;

	if (lua_istable(L, 4))
		by = field_content(L, 4, "by", "doc:quote", false);
	box.style = bind_style(L, "quote-box");
	node = bind_add_option_block(L, LAYOUT_BLOCKQUOTE, LAYOUT_FLOW, &box);
	layout_node(b->doc, node)->dropped = true;       /* until it is complete */
	b->at = node;
	bind_add_content(L, c, env, (struct bind_options){.style = o.style}, "doc:quote");
	if (by != NULL)
		bind_add_paragraph(L, LAYOUT_P, by, env, (struct bind_options){.style = bind_style(L, "quote-by")}, "doc:quote: by");
	layout_node(b->doc, node)->dropped = false;
	b->at = outer;
	return 0;
}

/* ---- descriptions */
struct descriptions { struct bind_env env; struct bind_style *term, *text; mpt width; int32_t list; };

/* the pair { term = ..., text = ... } on top */
static void add_description(lua_State *L, const struct descriptions *l)
{
	static const char *const known[] = {"term", "text"};
	struct bind *b = bind_of(L);
	int index = lua_gettop(L);
	int32_t item, label;
	struct bind_content *term, *text;

	bind_table(L, index, "doc:descriptions: items", "tables such as { term = \"Cat\", text = \"An animal.\" }");
	bind_check_keys(L, index, "doc:descriptions: item", known, COUNT_OF(known));
	term = field_content(L, index, "term", "doc:descriptions: item", true);
	text = field_content(L, index, "text", "doc:descriptions: item", true);
	item = layout_add(b->doc, l->list, LAYOUT_LI, LAYOUT_COLUMNS, &bind_style(L, "description")->style);
	layout_node(b->doc, item)->line = layout_node(b->doc, l->list)->line;
	b->at = label = layout_add(b->doc, item, LAYOUT_LBL, LAYOUT_FLOW, NULL);
	layout_node(b->doc, label)->width = l->width;
	bind_add_paragraph(L, LAYOUT_P, term, l->env, (struct bind_options){.style = l->term}, "doc:descriptions: term");
	b->at = layout_add(b->doc, item, LAYOUT_LBODY, LAYOUT_FLOW, NULL);
	bind_add_content(L, text, l->env, (struct bind_options){.style = l->text}, "doc:descriptions");
}

/*** doc:descriptions(items, env, options)
 * Terms with what is said of each, side by side: a glossary, the parts of an analysis.
 * @param items table[]: at least one { term = content, text = content }
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none ('attest help options')
 * @param options.width length: [points or a string with its unit] of the terms; default "30mm"
 * @param options.style style: of the texts; default "body"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an empty array; an item without term or text; whatever content raises
 * @usage doc:descriptions({ { term = "Cat", text = "Sleeps." }, { term = "Dog", text = "Barks." } }, d, { width = 60 }) */
int l_doc_descriptions(lua_State *L)
{
	static const char *const known[] = {"width"};
	struct bind *b = bind_check_doc(L, "doc:descriptions");
	struct descriptions l = {.width = 85039};
	struct bind_options o, list;
	int32_t outer = b->at;

	bind_table(L, 2, "doc:descriptions: argument 1 'items'", "an array of tables such as { term = \"Cat\", text = \"An animal.\" }");
	l.env = bind_check_env_argument(L, 3, "doc:descriptions", known, COUNT_OF(known));
	o = bind_check_options(L, 4, "doc:descriptions", "body", known, COUNT_OF(known));
	if (lua_rawlen(L, 2) == 0)
		bind_raise(L, "doc:descriptions: there are no items: print a sentence instead");
	if (lua_istable(L, 4)) {
		if (lua_getfield(L, 4, "width") != LUA_TNIL)
			l.width = bind_extent(L, -1, "doc:descriptions: 'width'");
		lua_pop(L, 1);
	}
	l.term = bind_style(L, "term");
	l.text = o.style;
	list = o;
	list.style = bind_style(L, "list");
	l.list = bind_add_option_block(L, LAYOUT_L, LAYOUT_FLOW, &list);
	layout_node(b->doc, l.list)->dropped = true;     /* until it is complete */
	for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
		lua_rawgeti(L, 2, i);
		add_description(L, &l);
		lua_pop(L, 1);
	}
	layout_node(b->doc, l.list)->dropped = false;
	b->at = outer;
	return 0;
}
