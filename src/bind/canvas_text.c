/* canvas_text.c: texts and links of the object `pdf`. A text is a paragraph below the figure's node, so that it is shaped and checked like any
 * other and its values keep their sources, which print below the figure. Layout puts it where it belongs. */
#include "bind/canvas.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#define ADDRESS_MOST 2000            /* [bytes] */

struct text_options { struct bind_style *style; struct bind_env env; const char *how; mpt width; enum layout_align align; };

static struct text_options read_text_options(lua_State *L, int index)
{
	static const char *const known[] = {"env", "style", "width", "align", "format"};
	static const char *const aligns[] = {"left", "right", "center"};
	struct text_options o = {.style = bind_style(L, "figure-text")};

	lua_settop(L, index);
	if (lua_isnil(L, index))
		return o;
	bind_table(L, index, "pdf:text: argument 4 'options'", "a table such as { align = \"right\" }");
	bind_check_keys(L, index, "pdf:text", known, COUNT_OF(known));
	if (lua_getfield(L, index, "style") != LUA_TNIL)
		o.style = bind_style_given(L, -1, "pdf:text: 'style'");
	if (lua_getfield(L, index, "width") != LUA_TNIL && (o.width = bind_length(L, -1, "pdf:text: 'width'")) <= 0)
		bind_wrong(L, -1, "pdf:text: 'width'", "a length of more than nothing");
	if (lua_getfield(L, index, "align") != LUA_TNIL)
		o.align = (enum layout_align)bind_choice(L, -1, "pdf:text: 'align'", aligns, COUNT_OF(aligns));
	if (lua_getfield(L, index, "format") != LUA_TNIL)
		o.how = bind_string(L, -1, "pdf:text: 'format'");
	lua_getfield(L, index, "env");
	o.env = bind_check_env(L, -1, "pdf:text: 'env'");
	return o;
}

/* where (x, y) of the script lies on the canvas */
static void transform(lua_State *L, const struct bind_canvas *v, const char *what, mpt *x, mpt *y)
{
	const double *m = v->matrix[v->depth];
	double px = *x * m[0] + *y * m[2] + m[4] * MPT_PER_PT, py = *x * m[1] + *y * m[3] + m[5] * MPT_PER_PT;
	const double most = (double)CANVAS_LIMIT * MPT_PER_PT;

	if (!(fabs(px) <= most && fabs(py) <= most))
		bind_raise(L, "%s: the matrix moves it beyond %d points", what, CANVAS_LIMIT);
	*x = (mpt)floor(px + 0.5);
	*y = (mpt)floor(py + 0.5);
}

static const struct layout_style *aligned(struct bind *b, const struct bind_style *style, enum layout_align align)
{
	struct layout_style *s;

	if (style->style.align == align)
		return &style->style;
	s = arena_alloc(b->arena, sizeof *s);
	*s = style->style;
	s->align = align;
	return s;
}

static mpt min(mpt a, mpt b) { return a < b ? a : b; }

/* the room that a text takes: what is given, else up to the edge of the canvas */
static struct layout_canvas_text room_of(const struct bind_canvas *v, const struct text_options *o, mpt x, mpt y)
{
	mpt width = o->width;

	if (width == 0 && o->align == LAYOUT_CENTER)
		width = 2 * min(x, v->width - x);
	else if (width == 0)
		width = o->align == LAYOUT_RIGHT ? x : v->width - x;
	if (o->align != LAYOUT_LEFT)
		x -= o->align == LAYOUT_RIGHT ? width : width / 2;
	return (struct layout_canvas_text){.x = x, .y = y, .width = width};
}

/*** pdf:text(x, y, content, options)
 * Text on the figure, above all paths. The sources of values in it print below the figure.
 * @param x length: [points or a string with its unit] of its left edge, its right edge or its middle, by align
 * @param y length: [points or a string with its unit] of the baseline of its first line
 * @param content content: one paragraph
 * @param options table: default none
 * @param options.env env: where {path} placeholders look; default none
 * @param options.style style: see 'attest help theme'; default "figure-text"
 * @param options.width length: [points or a string with its unit] lines are broken to it; default up to the figure's edge
 * @param options.align "left"|"right"|"center": default "left"
 * @param options.format "short"|"long"|"words"|"plain": of content that is a value, as in {path:short}; default by its kind
 * @return nothing
 * @raise whatever content raises; text on a figure that is an artifact; when draw has returned. Text outside of the figure stops layout
 * @usage
 *   doc:figure { height = 12, alt = "two words at the edges", draw = function(pdf)
 *     pdf:text(0, 9, "left")
 *     pdf:text(doc:width(), 9, "right", { align = "right", style = "figure-strong" })
 *   end }
 * @usage [claims]
 *   doc:figure { height = 24, alt = d.acts[1].kind, draw = function(pdf)
 *     pdf:text(0, 9, d.acts[1].start_e, { width = 120 })
 *   end } */
int l_pdf_text(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_canvas *v = canvas_check_open(L, "pdf:text");
	mpt x = canvas_coordinate(L, 2, "pdf:text", "x");
	mpt y = canvas_coordinate(L, 3, "pdf:text", "y");
	struct bind_content *c = bind_check_content(L, 4, "pdf:text: argument 3 'content'");
	struct text_options o = read_text_options(L, 5);
	struct layout_canvas_text t;
	struct bind_pieces pieces;

	if (v->artifact)
		bind_raise(L, "pdf:text: this figure is an artifact, so who hears the page would miss the text: give the figure an alt instead");
	transform(L, v, "pdf:text", &x, &y);
	t = room_of(v, &o, x, y);
	if (t.width <= 0)
		bind_raise(L, "pdf:text: there is no room from there to the edge of the figure: give 'width', or move it");
	bind_format(L, c, o.how, "pdf:text: 'format'");
	bind_resolve_inline(L, c, o.env, "pdf:text", &pieces);
	t.node = layout_add(b->doc, v->node, LAYOUT_ROLE_NONE, LAYOUT_PARAGRAPH, aligned(b, o.style, o.align));
	layout_node(b->doc, t.node)->line = bind_node_line(L);
	bind_emit(b, t.node, o.style, &pieces, BIND_MARKS_COLLECT, &v->rests);
	v->texts = grow_array(v->texts, &v->cap_texts, v->n_texts + 1, sizeof *v->texts);
	v->texts[v->n_texts++] = t;
	return 0;
}

static bool is_address(const char *url)
{
	size_t n = strlen(url);

	for (const char *s = url; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return false;
	return n <= ADDRESS_MOST && (str_starts(url, "https://") || str_starts(url, "mailto:"));
}

/*** pdf:link(x, y, width, height, url)
 * A link over a part of the figure.
 * @param x length: [points or a string with its unit] of its left edge
 * @param y length: [points or a string with its unit] of its top
 * @param width length: [points or a string with its unit] more than 0
 * @param height length: [points or a string with its unit] more than 0
 * @param url string: an address that begins with https:// or mailto:
 * @return nothing
 * @raise another address; a place outside of the figure; on a figure that is an artifact; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "the address of a shelter", draw = function(pdf)
 *     pdf:text(0, 9, "shelter.example.org")
 *     pdf:link(0, 0, 100, 12, "https://shelter.example.org/")
 *   end } */
int l_pdf_link(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct bind_canvas *v = canvas_check_open(L, "pdf:link");
	struct layout_canvas_link l = {.x = canvas_coordinate(L, 2, "pdf:link", "x")};
	const char *url;

	l.y = canvas_coordinate(L, 3, "pdf:link", "y");
	l.w = canvas_size(L, 4, "pdf:link", "width");
	l.h = canvas_size(L, 5, "pdf:link", "height");
	url = bind_string(L, 6, "pdf:link: argument 5 'url'");
	if (!is_address(url))
		bind_wrong(L, 6, "pdf:link: argument 5 'url'", "an address that begins with https:// or mailto:, of printable ASCII without spaces");
	if (v->artifact)
		bind_raise(L, "pdf:link: this figure is an artifact, so who hears the page would miss the link: give the figure an alt instead");
	transform(L, v, "pdf:link", &l.x, &l.y);
	if (l.x < 0 || l.y < 0 || l.x + l.w > v->width || l.y + l.h > v->height)
		bind_raise(L, "pdf:link: it lies outside of the figure, which is %d by %d pt", v->width / MPT_PER_PT, v->height / MPT_PER_PT);
	l.node = layout_add(b->doc, v->node, LAYOUT_LINK, LAYOUT_INLINE, NULL);
	layout_node(b->doc, l.node)->line = bind_node_line(L);
	layout_node(b->doc, l.node)->url = layout_node(b->doc, l.node)->alt = arena_strdup(b->arena, url);
	v->links = grow_array(v->links, &v->cap_links, v->n_links + 1, sizeof *v->links);
	v->links[v->n_links++] = l;
	return 0;
}
