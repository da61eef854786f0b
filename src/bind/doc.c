/* doc.c: Lua module `doc`: a template describes its document, block by block in reading order. Open only while report.render runs.
 *
 * Wraps the logical tree of src/layout. Content is a text, a value, or (evidence = "none") a CommonMark string; env is where {path}
 * placeholders look. Every block takes the options style and rank. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define DOC "attest.doc"

/* ---- headings */
/*** doc:title(content, env, options)
 * The document's title: once. It is also the title in the file's properties, and headings come after it.
 * @param content content: one paragraph
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default "title"
 * @return nothing
 * @raise a second title; whatever content raises
 * @usage doc:title("Our pets")
 * @usage [claims] doc:title(d.t["title"], d) */
static int l_title(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:title");
	struct bind_content *c = bind_check_content(L, 2, "doc:title: argument 1 'content'");
	struct bind_env env = bind_check_env_argument(L, 3, "doc:title", NULL, 0);
	struct bind_options o = bind_check_options(L, 4, "doc:title", "title", NULL, 0);
	struct bind_pieces pieces;

	if (b->has_title)
		bind_raise(L, "doc:title: the document has its title already: use doc:heading");
	bind_resolve_inline(L, c, env, "doc:title", &pieces);
	layout_info(b->doc)->title = bind_plain(b, &pieces);
	b->title_node = bind_add_paragraph(L, LAYOUT_H1, c, env, o, "doc:title");
	b->has_title = true;
	return 0;
}

/*** doc:heading(level, content, env, options)
 * A heading below the title. Levels are not skipped: a level 2 stands below a level 1.
 * @param level integer: [heading level] 1, 2 or 3
 * @param content content: one paragraph
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default "heading-1", "heading-2" or "heading-3", by level
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise before the title; a skipped level; whatever content raises
 * @usage doc:heading(1, "Cats like {oldest.name}", d)
 * @usage [claims] doc:heading(1, d.t["situation.heading"]) */
static int l_heading(lua_State *L)
{
	static const char *const styles[] = {"heading-1", "heading-2", "heading-3"};
	struct bind *b = bind_check_doc(L, "doc:heading");
	lua_Integer level = bind_integer(L, 2, "doc:heading: argument 1 'level'", 1, 3);
	struct bind_content *c = bind_check_content(L, 3, "doc:heading: argument 2 'content'");
	struct bind_env env = bind_check_env_argument(L, 4, "doc:heading", NULL, 0);

	if (!b->has_title)
		bind_raise(L, "doc:heading: the title comes first: call doc:title");
	if (level > b->heading + 1)
		bind_raise(L, "doc:heading: level %d after level %d skips one: use level %d", (int)level, b->heading, b->heading + 1);
	bind_add_paragraph(L, (enum layout_role)(LAYOUT_H1 + level), c, env,
	    bind_check_options(L, 5, "doc:heading", styles[level - 1], NULL, 0), "doc:heading");
	b->heading = (int)level;
	return 0;
}

/*** doc:paragraph(content, env, options)
 * Prose. It may hold several paragraphs and lists. The sources of a sentence print as one mark at its end.
 * The third argument is env, options are the fourth: without env write nil in its place.
 * @param content content: see 'attest help content'
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default "body"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise literal wording where evidence = "strict"; a {path} that leads nowhere, with the nearest name; a value without provenance
 * @usage doc:paragraph("**{totals.n:words}** pets, the oldest is {oldest.name}, born {oldest.born}.", d)
 * @usage doc:paragraph("In small print.", nil, { style = "note" })
 * @usage [claims] doc:paragraph(d.acts[1].kind) */
static int l_paragraph(lua_State *L)
{
	bind_check_doc(L, "doc:paragraph");
	struct bind_content *c = bind_check_content(L, 2, "doc:paragraph: argument 1 'content'");
	struct bind_env env = bind_check_env_argument(L, 3, "doc:paragraph", NULL, 0);

	bind_add_content(L, c, env, bind_check_options(L, 4, "doc:paragraph", "body", NULL, 0), "doc:paragraph");
	return 0;
}

/* ---- containers */
/*** doc:section(fill, options)
 * What belongs together: a Sect of the structure tree. A count that rests on an identity ruling needs the ruling's sentence in it.
 * @param fill fun(): adds the blocks
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default none
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise a count without the sentence on its ruling; whatever fill raises
 * @usage
 *   doc:section(function()
 *     doc:heading(1, "Cats")
 *     doc:paragraph("There are some.")
 *   end, { rank = 1 }) */
static int l_section(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:section");
	struct bind_options o = bind_check_options(L, 3, "doc:section", NULL, NULL, 0);
	int32_t node;

	bind_function(L, 2, "doc:section: argument 1 'function'");
	node = bind_add_option_block(L, LAYOUT_SECT, LAYOUT_FLOW, &o);
	bind_section_enter(b);
	bind_fill_flow(L, node, 2);
	bind_section_leave(L, node);
	return 0;
}

/*** doc:box(style, fill, options)
 * Blocks inside a box with a style of the theme: rules, fill, indents.
 * @param style style: of the box
 * @param fill fun(): adds the blocks
 * @param options table: default none
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an unknown style, with the nearest; whatever fill raises
 * @usage doc:box("box", function() doc:paragraph("Ask before you pet.") end) */
static int l_box(lua_State *L)
{
	bind_check_doc(L, "doc:box");
	struct bind_style *style = bind_style_given(L, 2, "doc:box: argument 1 'style'");
	struct bind_options o = bind_check_options(L, 4, "doc:box", NULL, NULL, 0);

	bind_function(L, 3, "doc:box: argument 2 'function'");
	o.style = style;
	bind_fill_flow(L, bind_add_option_block(L, LAYOUT_DIV, LAYOUT_FLOW, &o), 3);
	return 0;
}

static struct bind_style *columns_style(lua_State *L, const struct bind_options *o, int options)
{
	struct bind_style *s = arena_alloc(bind_of(L)->arena, sizeof *s);

	s->style = o->style->style;
	if (lua_istable(L, options) && lua_getfield(L, options, "gutter") != LUA_TNIL)
		s->style.gutter = bind_extent(L, -1, "doc:columns: 'gutter'");
	return s;
}

/*** doc:columns(widths, fills, options)
 * Columns side by side, which are not broken across pages. They are read one after the other.
 * @param widths length[]: [points or a string with its unit] of each column; 0 takes an equal share of the rest
 * @param fills fun()[]: each adds the blocks of its column
 * @param options table: default none
 * @param options.gutter length: [points or a string with its unit] between columns; default that of the style
 * @param options.style style: see 'attest help theme'; default "columns"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise another number of functions than of widths; whatever fills raise
 * @usage
 *   doc:columns({ "40mm", 0 }, {
 *     function() doc:paragraph("left") end,
 *     function() doc:paragraph("right") end,
 *   }, { gutter = "5mm" }) */
static int l_columns(lua_State *L)
{
	static const char *const known[] = {"gutter"};
	struct bind *b = bind_check_doc(L, "doc:columns");
	struct bind_options o = bind_check_options(L, 4, "doc:columns", "columns", known, COUNT_OF(known));
	int32_t columns, column;
	lua_Integer n;
	char place[64];

	bind_table(L, 2, "doc:columns: argument 1 'widths'", "an array of lengths such as { \"40mm\", 0 }");
	bind_table(L, 3, "doc:columns: argument 2 'functions'", "an array of functions, one for each width");
	if (lua_rawlen(L, 2) == 0 || lua_rawlen(L, 2) != lua_rawlen(L, 3))
		bind_raise(L, "doc:columns: %d widths and %d functions: give one function for each column", (int)lua_rawlen(L, 2),
		    (int)lua_rawlen(L, 3));
	o.style = columns_style(L, &o, 4);
	columns = bind_add_option_block(L, LAYOUT_DIV, LAYOUT_COLUMNS, &o);
	layout_node(b->doc, columns)->dropped = true;    /* until they are complete */
	n = (lua_Integer)lua_rawlen(L, 2);
	for (lua_Integer i = 1; i <= n; i++) {           /* all of them first: a block in one asks how wide it is */
		int32_t flow = layout_add(b->doc, columns, LAYOUT_DIV, LAYOUT_FLOW, NULL);
		lua_rawgeti(L, 2, i);
		snprintf(place, sizeof place, "doc:columns: width %d", (int)i);
		layout_node(b->doc, flow)->width = bind_extent(L, -1, place);
		lua_pop(L, 1);
	}
	column = layout_node(b->doc, columns)->first;
	for (lua_Integer i = 1; i <= n; i++) {
		lua_rawgeti(L, 3, i);
		snprintf(place, sizeof place, "doc:columns: function %d", (int)i);
		bind_function(L, -1, place);
		bind_fill_flow(L, column, lua_gettop(L));
		column = layout_node(b->doc, column)->next;
		lua_pop(L, 1);
	}
	layout_node(b->doc, columns)->dropped = false;
	return 0;
}

/* ---- lines and spaces */
/*** doc:rule(options)
 * A line across.
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default "rule"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an unknown option or style
 * @usage doc:rule() */
static int l_rule(lua_State *L)
{
	bind_check_doc(L, "doc:rule");
	struct bind_options o = bind_check_options(L, 2, "doc:rule", "rule", NULL, 0);

	bind_add_option_block(L, LAYOUT_ROLE_NONE, LAYOUT_RULE, &o);
	return 0;
}

/*** doc:space(height, options)
 * Empty space below the last block.
 * @param height length: [points or a string with its unit]
 * @param options table: default none
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise what is no length
 * @usage doc:space("4mm") */
static int l_space(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:space");
	struct layout_style *s = arena_alloc(b->arena, sizeof *s);

	s->pad_top = bind_extent(L, 2, "doc:space: argument 1 'height'");
	bind_add_block(L, LAYOUT_ROLE_NONE, LAYOUT_FLOW, s, bind_check_options(L, 3, "doc:space", NULL, NULL, 0).rank);
	return 0;
}

/*** doc:blank(content, env, options)
 * A marked blank: what only the reader's organisation can fill in stands over a rule, and nothing is invented.
 * @param content content: one paragraph; default wording 'blank', "to be filled in by your organisation"
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none
 * @param options.style style: see 'attest help theme'; default "blank"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise whatever content raises
 * @usage doc:blank()
 * @usage [claims] doc:blank(d.t["contact.blank"]) */
static int l_blank(lua_State *L)
{
	bind_check_doc(L, "doc:blank");
	struct bind_content *c = lua_isnoneornil(L, 2) ? bind_wording_content(L, "blank") : bind_check_content(L, 2, "doc:blank: argument 1 'content'");
	struct bind_env env = bind_check_env_argument(L, 3, "doc:blank", NULL, 0);

	bind_add_paragraph(L, LAYOUT_P, c, env, bind_check_options(L, 4, "doc:blank", "blank", NULL, 0), "doc:blank");
	return 0;
}

/* ---- tiles */
static struct bind_content *tile_content(lua_State *L, const char *key)
{
	struct bind_content *c = NULL;

	if (lua_getfield(L, 2, key) != LUA_TNIL)
		c = bind_check_content(L, -1, arena_printf(bind_of(L)->arena, "doc:tile: '%s'", key));
	lua_pop(L, 1);
	return c;
}

/* one paragraph of a tile; what its values rest on is collected until marks print */
static void tile_part(lua_State *L, const char *style, const struct bind_pieces *pieces, enum bind_marks marks, struct bind_rests *rests)
{
	struct bind_style *s = bind_style(L, style);
	int32_t node = bind_add_block(L, LAYOUT_P, LAYOUT_PARAGRAPH, &s->style, 0);

	bind_emit(bind_of(L), node, s, pieces, marks, rests);
}

static const struct bind_value *tile_figure(lua_State *L, struct bind_env env, bool large, struct bind_rests *rests)
{
	struct bind_pieces pieces = {0};
	struct bind_value *v;

	pieces.end = &pieces.first;
	lua_getfield(L, 2, "value");
	v = bind_fact(L, "value", "doc:tile");
	bind_add_value(L, v, (struct bind_spot){.path = "value", .where = "doc:tile"}, env, &pieces);
	tile_part(L, large ? "tile-display" : "tile-figure", &pieces, BIND_MARKS_COLLECT, rests);
	return v;
}

/*** doc:tile(description)
 * A key number with what it counts. Its marks stand in the note, or behind the label where there is none.
 * @param description table: of these keys
 * @param description.value value|string|number: the number; a string or number of the script's own where evidence = "none"
 * @param description.label content: one paragraph: what it counts
 * @param description.note content: one paragraph: as of when, of whom; default none
 * @param description.between fun(): adds blocks between label and note, such as a figure; default none
 * @param description.large boolean: for a first page with room; default false
 * @param description.env env: where {path} placeholders of label and note look; default none
 * @param description.style style: see 'attest help theme'; default "tile"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise a missing value or label; an unknown key; a value without provenance
 * @usage doc:tile { value = d.totals.n, label = "pets", note = "born since {oldest.born:short}", env = d }
 * @usage [claims] doc:tile { value = d.totals.n, label = d.t["timeline.col.outcome"] } */
static int l_tile(lua_State *L)
{
	static const char *const known[] = {"value", "label", "note", "between", "large", "env"};
	struct bind *b = bind_check_doc(L, "doc:tile");
	struct bind_options o;
	struct bind_content *label, *note;
	struct bind_pieces pieces;
	struct bind_rests rests = {0};
	struct bind_env env;
	struct bind_unit around, own;
	const struct bind_value *figure;
	int32_t outer = b->at, tile;
	bool large;

	bind_table(L, 2, "doc:tile: argument 1 'description'", "a table such as { value = d.n, label = d.t[\"label\"] }");
	o = bind_check_options(L, 2, "doc:tile", "tile", known, COUNT_OF(known));
	lua_settop(L, 2);
	lua_getfield(L, 2, "env");
	env = bind_check_env(L, 3, "doc:tile: 'env'");
	label = tile_content(L, "label");
	if (label == NULL)
		bind_raise(L, "doc:tile: label is missing: say what the number counts");
	note = tile_content(L, "note");
	lua_getfield(L, 2, "large");
	large = bind_flag(L, -1, "doc:tile: 'large'");
	b->at = tile = bind_add_option_block(L, LAYOUT_DIV, LAYOUT_FLOW, &o);
	layout_node(b->doc, tile)->dropped = true;       /* until it is complete */
	around = bind_unit_begin(b);
	figure = tile_figure(L, env, large, &rests);
	bind_resolve_inline(L, label, env, "doc:tile: label", &pieces);
	tile_part(L, "tile-label", &pieces, note != NULL ? BIND_MARKS_COLLECT : BIND_MARKS_END, &rests);
	if (lua_getfield(L, 2, "between") != LUA_TNIL) {
		bind_function(L, -1, "doc:tile: 'between'");
		own = b->unit;
		bind_fill_flow(L, tile, lua_gettop(L));
		b->unit = own;
		b->at = tile;
	}
	if (note != NULL) {
		bind_resolve_inline(L, note, env, "doc:tile: note", &pieces);
		tile_part(L, "tile-note", &pieces, BIND_MARKS_SENTENCE, &rests);
	}
	bind_unit_end(L, around, figure->evidence.apparatus || figure->own ? BIND_UNIT_LABEL : BIND_UNIT_FACT, tile, "doc:tile");
	b->at = outer;
	return 0;
}

/* ---- sources */
/*** doc:sources(description)
 * The list of sources of what was placed, numbered as the marks are: the last block. It is there once where anything has a mark.
 * @param description table: of these keys; {} for none
 * @param description.heading content: printed as a heading of level 1; default none
 * @param description.short boolean: for a page with little room: no titles, nothing of what a source quotes, the source's id where no publisher
 *   is known; default false
 * @param description.style style: see 'attest help theme'; default "heading-1", of the heading
 * @param description.rank integer: [1 on] of the heading: a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise a second list; a report with evidence = "none", which has no sources
 * @usage [claims] doc:sources { heading = d.t["sources.heading"] } */
static int l_sources(lua_State *L)
{
	static const char *const known[] = {"heading", "short"};
	struct bind *b = bind_check_doc(L, "doc:sources");
	struct bind_options o;

	bind_table(L, 2, "doc:sources: argument 1 'description'", "a table such as { heading = d.t[\"sources\"] }");
	o = bind_check_options(L, 2, "doc:sources", "heading-1", known, COUNT_OF(known));
	lua_getfield(L, 2, "short");
	b->sources_short = bind_flag(L, -1, "doc:sources: 'short'");
	lua_pop(L, 1);
	if (!b->evidence)
		bind_raise(L, "doc:sources: this report has evidence = \"none\", so there is nothing to list");
	if (b->has_sources)
		bind_raise(L, "doc:sources: the document has its list of sources already");
	if (lua_getfield(L, 2, "heading") != LUA_TNIL) {
		bind_add_paragraph(L, LAYOUT_H2, bind_check_content(L, -1, "doc:sources: 'heading'"), (struct bind_env){0}, o, "doc:sources");
		b->heading = 1;
	}
	b->sources_node = bind_add_block(L, LAYOUT_DIV, LAYOUT_GENERATED, &bind_style(L, "sources")->style, 0);
	b->has_sources = true;
	return 0;
}

static const luaL_Reg functions[] = {
	{"title", l_title}, {"heading", l_heading}, {"paragraph", l_paragraph}, {"list", l_doc_list}, {"section", l_section}, {"box", l_box},
	{"columns", l_columns}, {"table", l_doc_table}, {"rule", l_rule}, {"space", l_space}, {"blank", l_blank}, {"tile", l_tile},
	{"sources", l_sources}, {"area", l_doc_area}, {"budget", l_doc_budget}, {"contents", l_doc_contents},
	{"ask", l_doc_ask}, {"comparison", l_doc_comparison}, {"disputes", l_doc_disputes},
	{"note", l_doc_note}, {"opinion", l_doc_opinion},
	{"descriptions", l_doc_descriptions}, {"grid", l_doc_grid}, {"page_break", l_doc_page_break}, {"quote", l_doc_quote},
	{"figure", l_doc_figure}, {"width", l_doc_width}, {"measure", l_doc_measure}, {"wording", l_doc_wording},
	{"sourced", l_doc_sourced}, {"level", l_doc_level}, {NULL, NULL}};

void bind_push_doc(lua_State *L)
{
	luaL_newlib(L, functions);
	bind_readonly(L, "doc");
	lua_pushvalue(L, -1);
	lua_setfield(L, LUA_REGISTRYINDEX, DOC);
}

/* ---- the run */
struct bind *bind_new(lua_State *L)
{
	struct bind *b = mem_zalloc(sizeof *b);

	b->L = L;
	b->arena = b->keep = arena_new();
	b->at = b->flow = b->title_node = b->sources_node = LAYOUT_NONE;
	b->theme = b->fmt = b->language = LUA_NOREF;
	*(struct bind **)lua_getextraspace(L) = b;
	return b;
}

void bind_drop(struct bind *b)
{
	if (b == NULL)
		return;
	bind_streams_drop(b);
	bind_typed_drop(b->typed);
	buf_drop(&b->said_text);
	free(b->said);
	layout_doc_drop(b->doc);
	arena_drop(b->keep);
	bind_canvas_drop(b->canvas);
	free(b->chunks);
	free(b->styles);
	free(b->parents);
	free(b->needs);
	free(b->printed);
	free(b->placed);
	free(b->links);
	free(b->named);
	free(b->refs);
	free(b->codes);
	free(b->heard);
	free(b->entries);
	free(b);
}

void bind_open(lua_State *L) { bind_value_open(L); }

static void read_abbreviations(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char **list;

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->language);
	if (lua_getfield(L, -1, "abbreviations") == LUA_TTABLE) {
		b->n_abbreviations = lua_rawlen(L, -1);
		b->abbreviations = list = arena_alloc(b->arena, (b->n_abbreviations + 1) * sizeof *list);
		for (size_t i = 0; i < b->n_abbreviations; i++) {
			lua_rawgeti(L, -1, (lua_Integer)i + 1);
			list[i] = arena_strdup(b->arena, bind_string(L, -1, "language: 'abbreviations'"));
			lua_pop(L, 1);
		}
	}
	lua_pop(L, 2);
}

static const char *read_decimal(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char *s;

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->language);
	lua_getfield(L, -1, "decimal");
	s = arena_strdup(b->arena, bind_string(L, -1, "language: 'decimal'"));
	lua_pop(L, 2);
	return s;
}

void bind_begin(struct bind *b)
{
	lua_State *L = b->L;
	struct layout_info *info;

	b->doc = layout_doc_new();
	bind_theme_load(L);
	read_abbreviations(L);
	b->mark_alt = bind_wording(b, "mark.alt");
	if (b->mark_alt == NULL)
		bind_raise(L, "scripts/language/%s.lua: wording 'mark.alt' is missing", b->lang);
	info = layout_info(b->doc);
	info->lang = b->lang;
	info->date = b->date;
	if (b->level <= DATA_EDITORS && data_level(b->data) != DATA_UNLEVELLED)
		info->keywords = arena_printf(b->arena, "level %s", data_level_name(b->level));
	info->decimal = read_decimal(L);
	info->page_budget = b->page_budget;
	info->body = &bind_style(L, "body")->style;
	b->at = b->flow = layout_add(b->doc, LAYOUT_NONE, LAYOUT_DOCUMENT, LAYOUT_FLOW, &bind_style(L, "document")->style);
}

void bind_check_sources(lua_State *L)
{
	const struct bind *b = bind_of(L);

	if (b->has_marks && (!b->has_sources || !bind_stands(b, b->sources_node)))
		bind_raise(L, "the document has source marks and no list of sources: report.render must call doc:sources last");
}

void bind_end(struct bind *b)
{
	lua_State *L = b->L;

	/* an error that the script caught may have dropped the block that holds them */
	if (!b->has_title || !bind_stands(b, b->title_node))
		bind_raise(L, "the document has no title: report.render must call doc:title first");
	bind_check_sources(L);
	b->unit.open = false;
	b->at = b->flow;
	bind_section_leave(L, b->flow);
	bind_settle_refs(L);
}
