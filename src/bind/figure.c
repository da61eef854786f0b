/* figure.c: doc:figure and the calls of doc that go with drawing: how wide the flow is, how large a text.
 *
 *   Div > Figure (alt; drawing, texts), Caption or P (with the marks of all values that the figure prints or its alt says)
 *
 * The caption stands beside the Figure, not in it: who hears the page gets the alt in place of all that is within the figure. */
#include "bind/canvas.h"

#include <lauxlib.h>
#include <string.h>

#define ALT_MOST 20000               /* [bytes] */

/* ---- alternative text: one content, or several that are read one after the other */
static void say_one(lua_State *L, struct bind_content *c, struct bind_env env, struct bind_rests *rests, const char **text)
{
	struct bind *b = bind_of(L);
	struct bind_pieces pieces;
	const char *more;

	bind_resolve_inline(L, c, env, "doc:figure: alt", &pieces);
	bind_unit_break(b);
	for (const struct bind_piece *p = pieces.first; p != NULL; p = p->next) {
		bind_unit_piece(b, p);
		if (p->value == NULL)
			continue;
		bind_rests_add(b, rests, p->value);
		if (p->kind == BIND_P_VALUE || p->said)
			bind_hear(b, LAYOUT_NONE, p->value);     /* the node is made later */
	}
	more = bind_plain(b, &pieces);
	if (strlen(*text) + strlen(more) > ALT_MOST)
		bind_raise(L, "doc:figure: 'alt' has over %d bytes: say the finding, and print the data as a table", ALT_MOST);
	*text = **text == '\0' ? more : arena_printf(b->arena, "%s %s", *text, more);
}

/* an item of an array on top: content, or { content, env = row } */
static void say_item(lua_State *L, int i, struct bind_env env, struct bind_rests *rests, const char **text)
{
	static const char *const known[] = {"env"};
	char place[64];

	snprintf(place, sizeof place, "doc:figure: 'alt': item %d", i);
	if (lua_istable(L, -1)) {
		bind_check_keys(L, -1, place, known, COUNT_OF(known));
		lua_getfield(L, -1, "env");
		env = lua_isnil(L, -1) ? env : bind_check_env(L, -1, place);
		lua_rawgeti(L, -2, 1);
		say_one(L, bind_check_content(L, -1, place), env, rests, text);
		lua_pop(L, 2);
	} else {
		say_one(L, bind_check_content(L, -1, place), env, rests, text);
	}
}

/* the value on top, popped */
static const char *alt_text(lua_State *L, struct bind_env env, struct bind_rests *rests)
{
	const char *text = "";

	if (lua_istable(L, -1)) {
		for (int i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
			if (limit_time_over())
				bind_raise_time(L);
			say_item(L, i, env, rests, &text);
			lua_pop(L, 1);
		}
		lua_pop(L, 1);
	} else {
		say_one(L, bind_check_content(L, -1, "doc:figure: 'alt'"), env, rests, &text);
	}
	lua_pop(L, 1);
	return text;
}

/* ---- what it rests on beside what stands on it: a square of a hundred rows prints none of them */
static void rest_on(lua_State *L, struct bind_content *c, struct bind_env env, const char *place, struct bind_rests *rests)
{
	struct bind *b = bind_of(L);
	struct bind_pieces pieces;

	bind_resolve_inline(L, c, env, place, &pieces);
	for (const struct bind_piece *p = pieces.first; p != NULL; p = p->next)
		if (p->value != NULL && !p->unmarked)
			bind_rests_add(b, rests, p->value);
}

/* an item of an array on top: a value, content, or { content, env = row } */
static void rest_on_item(lua_State *L, int i, struct bind_env env, struct bind_rests *rests)
{
	static const char *const known[] = {"env"};
	struct bind_value *v = bind_to_value(L, -1);
	char place[64];

	snprintf(place, sizeof place, "doc:figure: 'rests': item %d", i);
	if (v != NULL) {
		bind_evidence(L, v);
		bind_rests_add(bind_of(L), rests, v);
		return;
	}
	if (!lua_istable(L, -1)) {
		rest_on(L, bind_check_content(L, -1, place), env, place, rests);
		return;
	}
	bind_check_keys(L, -1, place, known, COUNT_OF(known));
	lua_getfield(L, -1, "env");
	env = lua_isnil(L, -1) ? env : bind_check_env(L, -1, place);
	lua_rawgeti(L, -2, 1);
	rest_on(L, bind_check_content(L, -1, place), env, place, rests);
	lua_pop(L, 2);
}

static void read_rests(lua_State *L, int description, struct bind_env env, struct bind_rests *rests)
{
	struct bind *b = bind_of(L);
	size_t needs = b->n_needs, printed = b->n_printed;

	if (lua_getfield(L, description, "rests") != LUA_TNIL) {
		bind_table(L, -1, "doc:figure: 'rests'", "an array of values or contents");
		for (int i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
			if (limit_time_over())
				bind_raise_time(L);
			rest_on_item(L, i, env, rests);
			lua_pop(L, 1);
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	b->n_needs = needs;              /* nothing was printed */
	b->n_printed = printed;
}

/* ---- the description */
enum { DESCRIPTION = 2, ENV, DRAW };         /* stack of doc:figure */

static mpt extent(lua_State *L, const char *key, mpt usual)
{
	char place[64];
	mpt n = usual;

	snprintf(place, sizeof place, "doc:figure: '%s'", key);
	if (lua_getfield(L, DESCRIPTION, key) != LUA_TNIL || usual <= 0)
		n = bind_length(L, -1, place);
	if (n <= 0 || n > CANVAS_LIMIT * MPT_PER_PT)
		bind_wrong(L, -1, place, "a length of more than 0 and up to %d points", CANVAS_LIMIT);
	lua_pop(L, 1);
	return n;
}

static bool flag(lua_State *L, const char *key, bool usual)
{
	char place[64];
	bool on = usual;

	snprintf(place, sizeof place, "doc:figure: '%s'", key);
	if (lua_getfield(L, DESCRIPTION, key) != LUA_TNIL)
		on = bind_flag(L, -1, place);
	lua_pop(L, 1);
	return on;
}

/* what the figure says to who hears it, NULL for an artifact */
static const char *read_alt(lua_State *L, bool artifact, struct bind_env env, struct bind_rests *rests)
{
	const char *alt;

	if (lua_getfield(L, DESCRIPTION, "alt") == LUA_TNIL) {
		if (!artifact)
			bind_raise(L, "doc:figure: 'alt' is missing: say in words what the figure shows, or artifact = true where it only repeats "
			    "what stands beside it");
		lua_pop(L, 1);
		return NULL;
	}
	if (artifact)
		bind_raise(L, "doc:figure: it has 'alt' and artifact = true: an artifact is not heard, so choose one");
	alt = alt_text(L, env, rests);
	if (strspn(alt, " \n") == strlen(alt))
		bind_raise(L, "doc:figure: 'alt' is empty: say in words what the figure shows");
	return alt;
}

/* ---- building */
/* draw(pdf), protected: an error drops the figure, so that a script that catches it has printed nothing */
static void call_draw(lua_State *L, struct bind_canvas *v, int32_t block)
{
	struct bind *b = bind_of(L);
	size_t needs = b->n_needs, printed = b->n_printed;
	int status;

	layout_node(b->doc, block)->dropped = true;
	b->caught.set = false;
	b->drawing = true;
	lua_pushcfunction(L, bind_on_error);
	lua_pushvalue(L, DRAW);
	bind_push_pdf(L);
	status = lua_pcall(L, 1, 0, -3);
	b->drawing = false;
	lua_remove(L, status == LUA_OK ? -1 : -2);
	if (status != LUA_OK) {
		b->n_needs = needs;
		b->n_printed = printed;
		lua_error(L);
	}
	canvas_check_end(L, v);
	layout_node(b->doc, block)->dropped = false;
}

static void *kept(struct bind *b, const void *v, size_t bytes)
{
	void *p = arena_alloc(layout_arena(b->doc), bytes);

	if (bytes > 0)
		memcpy(p, v, bytes);
	return p;
}

static void keep_drawing(struct bind *b, const struct bind_canvas *v)
{
	struct layout_canvas *c = arena_alloc(layout_arena(b->doc), sizeof *c);

	*c = (struct layout_canvas){.width = v->width, .height = v->height, .v = kept(b, v->ops, v->n * sizeof *v->ops), .n = v->n,
	    .texts = kept(b, v->texts, v->n_texts * sizeof *v->texts), .n_texts = v->n_texts,
	    .links = kept(b, v->links, v->n_links * sizeof *v->links), .n_links = v->n_links};
	layout_node(b->doc, v->node)->canvas = c;
}

static struct bind_canvas *new_canvas(struct bind *b)
{
	if (b->canvas == NULL)
		b->canvas = mem_zalloc(sizeof *b->canvas);
	canvas_begin(b->canvas);
	return b->canvas;
}

/* below the figure: the caption, or the word for sources, with the marks */
static void add_caption(lua_State *L, int32_t block, struct bind_content *c, struct bind_env env, bool sources)
{
	struct bind *b = bind_of(L);
	struct bind_style *style = bind_style(L, "figure-caption");
	struct bind_rests rests = sources ? b->canvas->rests : (struct bind_rests){0};
	struct bind_pieces pieces;
	enum layout_role role = c != NULL ? LAYOUT_CAPTION : LAYOUT_P;
	int32_t node;

	if (c == NULL && (rests.n == 0 || !b->evidence))
		return;
	bind_resolve_inline(L, c != NULL ? c : bind_wording_content(L, "figure.sources"), env, "doc:figure: caption", &pieces);
	node = layout_add(b->doc, block, role, LAYOUT_PARAGRAPH, &style->style);
	layout_node(b->doc, node)->line = bind_node_line(L);
	bind_emit(b, node, style, &pieces, BIND_MARKS_END, &rests);
	layout_node(b->doc, block)->role = LAYOUT_DIV;
}

/*** doc:figure(description)
 * A figure that draw draws; see 'attest help drawing'. It is never cut. Below it stands the caption with one mark for the sources of all
 * values that stand on the figure or in its alt; without a caption the wording 'figure.sources'.
 * @param description table: of these keys
 * @param description.draw fun(pdf: pdf): draws it; called once, at once
 * @param description.height length: [points or a string with its unit]
 * @param description.width length: [points or a string with its unit]; default doc:width()
 * @param description.alt content|content[]: what it shows, for who hears the page: the finding and the data; one content, or an array of
 *   contents and of tables { content, env = row }; default none, then artifact must be true
 * @param description.artifact boolean: it only repeats what stands beside it, so it is not heard and has no text; default false
 * @param description.caption content: one paragraph; default none
 * @param description.sources boolean: the sources of what stands on it print below it; default true
 * @param description.rests (value|content)[]: what it shows without printing it: values, contents, and tables { content, env = row }, whose
 *   sources print below too; default none
 * @param description.env env: where {path} placeholders of alt, rests and caption look; default none
 * @param description.style style: see 'attest help theme'; default "figure"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise no alt; a path that is not painted; gsave without grestore; an empty figure; whatever draw raises
 * @usage
 *   doc:figure {
 *     height = "12mm", width = "60mm", alt = "Two squares, the second one open", caption = "One of two",
 *     draw = function(pdf)
 *       pdf:rectangle(0, 0, 10, 10)
 *       pdf:fill()
 *       pdf:rectangle(20, 0.5, 9, 9)
 *       pdf:stroke()
 *     end,
 *   }
 * @usage doc:figure { height = 4, artifact = true, draw = function(pdf) pdf:rectangle(0, 1, 40, 2) pdf:fill() end }
 * @usage [claims]
 *   doc:figure {
 *     height = 14, alt = { d.acts[1].kind, d.acts[1].start_e },
 *     draw = function(pdf) pdf:text(0, 10, d.acts[1].start_e, { style = "figure-strong" }) end,
 *   }
 * @usage [claims]
 *   doc:figure {
 *     height = 8, alt = d.t["timeline.heading"], rests = { d.acts[1].kind, d.acts[1].start_e },
 *     draw = function(pdf) pdf:rectangle(0, 0, 8, 8) pdf:fill() end,
 *   } */
int l_doc_figure(lua_State *L)
{
	static const char *const known[] = {"width", "height", "alt", "caption", "draw", "artifact", "sources", "rests", "env"};
	struct bind *b = bind_check_doc(L, "doc:figure");
	struct bind_canvas *v;
	struct bind_content *caption = NULL;
	struct bind_options o;
	struct bind_env env;
	struct bind_unit outer;
	const char *alt;
	bool sources;
	int32_t block;
	size_t heard = b->n_heard;

	bind_table(L, 2, "doc:figure: argument 1 'description'", "a table such as { height = 40, alt = \"...\", draw = function(pdf) ... end }");
	o = bind_check_options(L, DESCRIPTION, "doc:figure", "figure", known, COUNT_OF(known));
	lua_settop(L, DESCRIPTION);
	lua_getfield(L, DESCRIPTION, "env");
	env = bind_check_env(L, ENV, "doc:figure: 'env'");
	lua_getfield(L, DESCRIPTION, "draw");
	if (!lua_isfunction(L, DRAW))
		bind_wrong(L, DRAW, "doc:figure: 'draw'", "a function that draws, such as function(pdf) pdf:rectangle(0, 0, 9, 9) pdf:fill() end");
	v = new_canvas(b);
	v->artifact = flag(L, "artifact", false);
	sources = flag(L, "sources", true);
	v->height = extent(L, "height", 0);
	v->width = extent(L, "width", layout_width(b->doc, b->at));
	if (lua_getfield(L, DESCRIPTION, "caption") != LUA_TNIL)
		caption = bind_check_content(L, -1, "doc:figure: 'caption'");
	lua_settop(L, DRAW);
	outer = bind_unit_begin(b);
	alt = read_alt(L, v->artifact, env, &v->rests);
	block = bind_add_block(L, LAYOUT_ROLE_NONE, LAYOUT_FLOW, &o.style->style, o.rank);
	v->node = layout_add(b->doc, block, v->artifact ? LAYOUT_ROLE_NONE : LAYOUT_FIGURE, LAYOUT_CANVAS, NULL);
	layout_node(b->doc, v->node)->line = layout_node(b->doc, block)->line;
	layout_node(b->doc, v->node)->alt = alt;
	for (; heard < b->n_heard; heard++)
		b->heard[heard].node = v->node;
	call_draw(L, v, block);
	read_rests(L, DESCRIPTION, env, &v->rests);      /* last: what prints gives the numbers of marks their order */
	keep_drawing(b, v);
	add_caption(L, block, caption, env, sources);
	bind_unit_end(L, outer, BIND_UNIT_LABEL, block, "doc:figure");
	return 0;
}

/* ---- what who draws must know */
/*** doc:width()
 * How wide blocks are where they are added now: within the columns and boxes that are open.
 * @return number: [points]
 * @raise outside of report.render
 * @usage
 *   doc:columns({ "40mm", 0 }, {
 *     function() doc:paragraph("left") end,
 *     function()
 *       doc:figure { height = 2, artifact = true, draw = function(pdf) pdf:rectangle(0, 0, doc:width(), 1) pdf:fill() end }
 *     end,
 *   }) */
int l_doc_width(lua_State *L)
{
	struct bind *b = bind_of(L);

	if (!b->drawing)                 /* a figure asks too: its own flow */
		bind_check_doc(L, "doc:width");
	lua_pushnumber(L, layout_width(b->doc, b->at) / (lua_Number)MPT_PER_PT);
	return 1;
}

struct measuring { struct bind_style *style; struct bind_env env; const char *how; mpt width; };

/* the options at index 3 */
static void read_measuring(lua_State *L, struct measuring *m)
{
	static const char *const known[] = {"env", "style", "width", "format"};

	m->style = bind_style(L, "figure-text");
	if (lua_isnil(L, 3))
		return;
	bind_table(L, 3, "doc:measure: argument 2 'options'", "a table such as { width = 60 }");
	bind_check_keys(L, 3, "doc:measure", known, COUNT_OF(known));
	if (lua_getfield(L, 3, "style") != LUA_TNIL)
		m->style = bind_style_given(L, -1, "doc:measure: 'style'");
	if (lua_getfield(L, 3, "width") != LUA_TNIL && (m->width = bind_length(L, -1, "doc:measure: 'width'")) <= 0)
		bind_wrong(L, -1, "doc:measure: 'width'", "a length of more than nothing");
	if (lua_getfield(L, 3, "format") != LUA_TNIL)
		m->how = bind_string(L, -1, "doc:measure: 'format'");
	lua_getfield(L, 3, "env");
	m->env = bind_check_env(L, -1, "doc:measure: 'env'");
}

/* a paragraph that is in no document */
static int32_t add_measured(lua_State *L, struct bind_content *c, const struct measuring *m)
{
	struct bind *b = bind_of(L);
	struct bind_rests rests = {0};
	struct bind_pieces pieces;
	size_t needs = b->n_needs, printed = b->n_printed;
	bool open = b->unit.open;
	int32_t node;

	bind_resolve_inline(L, c, m->env, "doc:measure", &pieces);
	b->n_needs = needs;              /* nothing was printed */
	b->n_printed = printed;
	node = layout_add(b->doc, LAYOUT_NONE, LAYOUT_ROLE_NONE, LAYOUT_PARAGRAPH, &m->style->style);
	layout_node(b->doc, node)->line = bind_node_line(L);
	b->unit.open = false;
	bind_emit(b, node, m->style, &pieces, BIND_MARKS_COLLECT, &rests);
	b->unit.open = open;
	return node;
}

/*** doc:measure(content, options)
 * How large a text is, so that a figure can make room for it. Nothing is printed.
 * @param content content: one paragraph
 * @param options table: default none
 * @param options.env env: where {path} placeholders look; default none
 * @param options.style style: see 'attest help theme'; default "figure-text"
 * @param options.width length: [points or a string with its unit] lines are broken to it; default none
 * @param options.format "short"|"long"|"words"|"plain": of content that is a value, as in {path:short}; default by its kind
 * @return number, number, number, number: [points] width of its longest line, height of all, where the first baseline is below the top, and
 *   width of its longest word, which is broken where the room has less
 * @raise whatever content raises; a character that no font has
 * @usage local width, height, baseline = doc:measure("a label of two lines", { width = 60, style = "figure-strong" }) */
int l_doc_measure(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_content *c;
	struct measuring m = {.width = CANVAS_LIMIT * MPT_PER_PT};
	struct layout_size size;
	struct err e = {0};
	int32_t node;

	if (!b->drawing)
		bind_check_doc(L, "doc:measure");
	c = bind_check_content(L, 2, "doc:measure: argument 1 'content'");
	lua_settop(L, 3);
	read_measuring(L, &m);
	if (b->fonts == NULL)
		bind_raise(L, "doc:measure: there are no fonts here");
	bind_format(L, c, m.how, "doc:measure: 'format'");
	node = add_measured(L, c, &m);
	if (!layout_measure(b->doc, b->fonts, node, m.width, &size, &e))
		bind_raise(L, "%s", str_starts(e.msg, layout_where(b->doc, node)) ?
		    e.msg + strlen(layout_where(b->doc, node)) : e.msg);     /* the place is said once */
	lua_pushnumber(L, size.width / (lua_Number)MPT_PER_PT);
	lua_pushnumber(L, size.height / (lua_Number)MPT_PER_PT);
	lua_pushnumber(L, size.baseline / (lua_Number)MPT_PER_PT);
	lua_pushnumber(L, size.word / (lua_Number)MPT_PER_PT);
	return 4;
}

/* Only a function of scripts/ may fill wording with what it computed: numbers of an axis, how many entries one square stands for. */
static bool called_by_ours(lua_State *L)
{
	lua_Debug ar;

	return lua_getstack(L, 1, &ar) && lua_getinfo(L, "S", &ar) && str_starts(ar.source, "=scripts/");
}

/* {name} becomes fields.name, a string or whole number */
static const char *filled(lua_State *L, const char *wording, int fields)
{
	struct bind *b = bind_of(L);
	struct buf out = {0};
	const char *s = wording;

	while (*s != '\0') {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		if (end == NULL) {
			buf_putc(&out, *s++);
			continue;
		}
		lua_pushlstring(L, s + 1, (size_t)(end - s - 1));
		lua_rawget(L, fields);
		if (lua_type(L, -1) == LUA_TSTRING || lua_isinteger(L, -1))
			buf_puts(&out, lua_tostring(L, -1));
		lua_pop(L, 1);
		s = end + 1;
	}
	s = arena_strdup(b->arena, out.p != NULL ? out.p : "");
	buf_drop(&out);
	bind_check_typed_string(L, "doc:wording", s, false);     /* numbers are computed, names are not */
	return s;
}

/*** doc:wording(key, fields)
 * Fixed wording of the engine by its key, as content: of table 'text' of an evidence dataset, else of scripts/language/en.lua.
 * @param key string: as in 'attest help wording'
 * @param fields table<string, string|integer>: for scripts/ alone: what its {names} become; default none
 * @return text: content
 * @raise a key that neither has; fields from a report: facts stand in {placeholders} of wording
 * @usage doc:paragraph(doc:wording("table.empty"))
 * @usage [claims] doc:note(doc:wording("table.empty")) */
int l_doc_wording(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_content *c;
	const char *key, *s;

	if (!b->drawing)
		bind_check_doc(L, "doc:wording");
	key = bind_string(L, 2, "doc:wording: argument 1 'key'");
	if (lua_isnoneornil(L, 3)) {
		bind_push_text(L, bind_wording_content(L, key));
		return 1;
	}
	if (!called_by_ours(L))
		bind_raise(L, "doc:wording: argument 2 'fields' is for scripts of attest: hand values to doc, they fill {placeholders} with their sources");
	bind_table(L, 3, "doc:wording: argument 2 'fields'", "a table");
	s = bind_wording(b, key);
	c = bind_content_of(L, key, s != NULL ? filled(L, s, 3) : NULL);
	c->fact = true;
	bind_push_text(L, c);
	return 1;
}

/*** doc:sourced()
 * Whether facts need sources in this report, for functions that reports of both kinds share.
 * @return boolean: true where evidence = "strict"
 * @raise outside of report.render
 * @usage if not doc:sourced() then doc:paragraph("A string.") end
 * @usage [claims] if doc:sourced() then doc:paragraph(d.acts[1].kind) end */
int l_doc_sourced(lua_State *L)
{
	if (!bind_of(L)->drawing)
		bind_check_doc(L, "doc:sourced");
	lua_pushboolean(L, bind_of(L)->evidence);
	return 1;
}

/*** doc:level()
 * Who may read this document, for functions that reports share: the level of the run.
 * @return string|nil: "public", "meeting" or "editors"; nil where the dataset has no levels
 * @raise outside of report.render
 * @usage if doc:level() then doc:paragraph(doc:wording("page.level." .. doc:level())) end */
int l_doc_level(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:level");
	bool levelled = b->level <= DATA_EDITORS && data_level(b->data) != DATA_UNLEVELLED;

	lua_pushstring(L, levelled ? data_level_name(b->level) : NULL);
	return 1;
}
