/* canvas.c: the object `pdf`, which doc:figure hands to its draw function. It records a drawing; nothing is drawn until layout is done.
 *
 *   nothing --move_to, rectangle, circle--> path --line_to, curve_to, ...--> path --clip--> clipping
 *      ^                                      |                                                |
 *      +----------- fill, stroke, fill_stroke, eofill, eofill_stroke, end_path ---------------+
 *
 * The order of calls is that of ISO 32000-1, 8.2, checked at the call, so that an error names the script's line and the device has nothing to
 * refuse. Coordinates are points from the top left corner, y down, kept to 1/1000. The struct bind_canvas belongs to the run. */
#include "bind/canvas.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PDF "attest.pdf"
#define MATRIX_LIMIT 100             /* of a number of concat: what libharu's single floats hold to 1/10000 */
#define WIDTH_LEAST 100              /* [mpt] a thinner line vanishes in print */
#define WIDTH_MOST 100000            /* [mpt] */
#define DASH_MOST 100000             /* [mpt] */
#define KAPPA 0.5522847498           /* a quarter of a circle as a Bezier curve */

/* ---- checks */
/*** topic drawing: figures, and the object pdf
 * doc:figure calls draw(pdf) once; pdf has the path operators of PDF, named as in libharu: begin a path (move_to, rectangle, circle), go on
 * (line_to, curve_to, close_path), paint it (fill, stroke, fill_stroke, eofill) or end it (end_path, after clip). Colours, lines and
 * gsave come between paths.
 * Coordinates count from the top left corner of the figure, in points, y down. What is drawn outside of the figure is cut off. Texts
 * (pdf:text) stand above all paths, upright and in one size whatever pdf:concat says, and must fit into the figure.
 * Colours are those of the theme by name: black, white, red; red is the part of the European Union. No colour carries a meaning alone: a
 * copy in black and white must say the same.
 * @usage
 *   local report = { id = "drawing", title = "Drawing", api = 1, levels = { "public" }, evidence = "none" }
 *   function report.render(doc)
 *     doc:title("Drawing")
 *     doc:figure { height = 40, alt = "A square with a hole, beside its name", draw = function(pdf)
 *       pdf:rectangle(0, 5, 30, 30)
 *       pdf:rectangle(10, 15, 10, 10)
 *       pdf:eofill()
 *       pdf:text(40, 24, "a square with a hole")
 *     end }
 *   end
 *   return report */

struct handle { lua_Integer serial; };

/* what: "pdf:move_to" */
struct bind_canvas *canvas_check_open(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	const struct handle *h = lua_gettop(L) > 0 ? luaL_testudata(L, 1, PDF) : NULL;

	if (h == NULL)
		bind_raise(L, "%s is called with a colon: %s(...), not pdf.%s(...)", what, what, what + strlen("pdf:"));
	if (!b->drawing || h->serial != b->canvas->serial)
		bind_raise(L, "%s: the figure is finished: pdf draws only while its draw function runs", what);
	if (limit_time_over())
		bind_raise_time(L);
	return b->canvas;
}

const char *canvas_argument(char place[CANVAS_PLACE], const char *what, int index, const char *name)
{
	snprintf(place, CANVAS_PLACE, "%s: argument %d '%s'", what, index - 1, name);
	return place;
}

mpt canvas_coordinate(lua_State *L, int index, const char *what, const char *name)
{
	double points = lua_type(L, index) == LUA_TNUMBER ? lua_tonumber(L, index) : 0;
	char place[CANVAS_PLACE];

	if (lua_type(L, index) != LUA_TNUMBER)
		points = (double)bind_length(L, index, canvas_argument(place, what, index, name)) / MPT_PER_PT;
	if (!(points >= -CANVAS_LIMIT && points <= CANVAS_LIMIT))
		bind_wrong(L, index, canvas_argument(place, what, index, name), "a coordinate from -%d to %d points", CANVAS_LIMIT, CANVAS_LIMIT);
	return (mpt)floor(points * MPT_PER_PT + 0.5);
}

mpt canvas_size(lua_State *L, int index, const char *what, const char *name)
{
	mpt n = canvas_coordinate(L, index, what, name);
	char place[CANVAS_PLACE];

	if (n <= 0)
		bind_wrong(L, index, canvas_argument(place, what, index, name), "a length of more than nothing");
	return n;
}

static struct layout_draw *record(struct bind_canvas *v, enum layout_draw_kind kind)
{
	v->ops = grow_array(v->ops, &v->cap, v->n + 1, sizeof *v->ops);
	v->ops[v->n] = (struct layout_draw){.kind = kind};
	return &v->ops[v->n++];
}

static void begin_path(lua_State *L, struct bind_canvas *v, const char *what)
{
	if (v->path == CANVAS_CLIPPING)
		bind_raise(L, "%s: the path of line %d clips: paint it or call pdf:end_path() first", what, v->path_line);
	if (v->path == CANVAS_NONE)
		v->path_line = bind_line(L);
	v->path = CANVAS_POINT;
}

static void check_point(lua_State *L, struct bind_canvas *v, const char *what)
{
	if (v->path == CANVAS_CLIPPING)
		bind_raise(L, "%s: the path of line %d clips: paint it or call pdf:end_path() first", what, v->path_line);
	if (v->path != CANVAS_POINT)
		bind_raise(L, "%s: there is no point to go on from: call pdf:move_to(x, y) first", what);
}

static void check_between(lua_State *L, const struct bind_canvas *v, const char *what)
{
	if (v->path != CANVAS_NONE)
		bind_raise(L, "%s: within the path that began at line %d: call it before the path, or paint that first", what, v->path_line);
}

/* ---- paths */
/*** pdf:move_to(x, y)
 * Begins a path, or a further part of it.
 * @param x length: [points or a string with its unit] from the left edge of the figure
 * @param y length: [points or a string with its unit] from its top
 * @return nothing
 * @raise a coordinate beyond 14400 points; after clip; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a line", draw = function(pdf)
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_move_to(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:move_to");
	mpt x = canvas_coordinate(L, 2, "pdf:move_to", "x");
	mpt y = canvas_coordinate(L, 3, "pdf:move_to", "y");
	struct layout_draw *op;

	begin_path(L, v, "pdf:move_to");
	op = record(v, LAYOUT_DRAW_MOVE);
	op->v[0] = x;
	op->v[1] = y;
	return 0;
}

/*** pdf:line_to(x, y)
 * A straight line from the current point.
 * @param x length: [points or a string with its unit] from the left edge of the figure
 * @param y length: [points or a string with its unit] from its top
 * @return nothing
 * @raise without a current point; a coordinate beyond 14400 points; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a line", draw = function(pdf)
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_line_to(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:line_to");
	mpt x = canvas_coordinate(L, 2, "pdf:line_to", "x");
	mpt y = canvas_coordinate(L, 3, "pdf:line_to", "y");
	struct layout_draw *op;

	check_point(L, v, "pdf:line_to");
	op = record(v, LAYOUT_DRAW_LINE);
	op->v[0] = x;
	op->v[1] = y;
	return 0;
}

static void record_curve(struct bind_canvas *v, const mpt at[6]) { memcpy(record(v, LAYOUT_DRAW_CURVE)->v, at, 6 * sizeof *at); }

/*** pdf:curve_to(x1, y1, x2, y2, x3, y3)
 * A Bezier curve from the current point to the third, towards the first and from the second.
 * @param x1 length: [points or a string with its unit]
 * @param y1 length: [points or a string with its unit]
 * @param x2 length: [points or a string with its unit]
 * @param y2 length: [points or a string with its unit]
 * @param x3 length: [points or a string with its unit]
 * @param y3 length: [points or a string with its unit]
 * @return nothing
 * @raise without a current point; a coordinate beyond 14400 points; when draw has returned
 * @usage
 *   doc:figure { height = 20, alt = "a wave", draw = function(pdf)
 *     pdf:move_to(0, 10)
 *     pdf:curve_to(20, -5, 40, 25, 60, 10)
 *     pdf:stroke()
 *   end } */
static int l_curve_to(lua_State *L)
{
	static const char *const names[] = {"x1", "y1", "x2", "y2", "x3", "y3"};
	struct bind_canvas *v = canvas_check_open(L, "pdf:curve_to");
	mpt at[6];

	for (int i = 0; i < 6; i++)
		at[i] = canvas_coordinate(L, i + 2, "pdf:curve_to", names[i]);
	check_point(L, v, "pdf:curve_to");
	record_curve(v, at);
	return 0;
}

/*** pdf:rectangle(x, y, width, height)
 * Adds a rectangle to the path.
 * @param x length: [points or a string with its unit] of its left edge
 * @param y length: [points or a string with its unit] of its top
 * @param width length: [points or a string with its unit] more than 0
 * @param height length: [points or a string with its unit] more than 0
 * @return nothing
 * @raise a width or height of nothing; a coordinate beyond 14400 points; after clip; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a bar", draw = function(pdf)
 *     pdf:rectangle(0, 2, 60, 6)
 *     pdf:fill()
 *   end } */
static int l_rectangle(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:rectangle");
	mpt x = canvas_coordinate(L, 2, "pdf:rectangle", "x");
	mpt y = canvas_coordinate(L, 3, "pdf:rectangle", "y");
	mpt w = canvas_size(L, 4, "pdf:rectangle", "width");
	mpt h = canvas_size(L, 5, "pdf:rectangle", "height");

	begin_path(L, v, "pdf:rectangle");
	*record(v, LAYOUT_DRAW_RECTANGLE) = (struct layout_draw){LAYOUT_DRAW_RECTANGLE, {x, y, w, h}};
	return 0;
}

/*** pdf:circle(x, y, radius)
 * Adds a circle to the path.
 * @param x length: [points or a string with its unit] of its middle
 * @param y length: [points or a string with its unit] of its middle
 * @param radius length: [points or a string with its unit] more than 0
 * @return nothing
 * @raise a radius of nothing; a coordinate beyond 14400 points; after clip; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "a dot", draw = function(pdf)
 *     pdf:circle(6, 6, 5)
 *     pdf:fill()
 *   end } */
static int l_circle(lua_State *L)
{
	static const signed char turn[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
	struct bind_canvas *v = canvas_check_open(L, "pdf:circle");
	mpt x = canvas_coordinate(L, 2, "pdf:circle", "x");
	mpt y = canvas_coordinate(L, 3, "pdf:circle", "y");
	mpt r = canvas_size(L, 4, "pdf:circle", "radius"), k = (mpt)floor(r * KAPPA + 0.5);

	begin_path(L, v, "pdf:circle");
	*record(v, LAYOUT_DRAW_MOVE) = (struct layout_draw){LAYOUT_DRAW_MOVE, {x + r, y}};
	for (int i = 0; i < 4; i++) {
		const signed char *from = turn[i], *to = turn[(i + 1) % 4];
		mpt at[6] = {x + from[0] * r + to[0] * k, y + from[1] * r + to[1] * k, x + to[0] * r + from[0] * k, y + to[1] * r + from[1] * k,
			x + to[0] * r, y + to[1] * r};
		record_curve(v, at);
	}
	record(v, LAYOUT_DRAW_CLOSE);
	return 0;
}

/*** pdf:close_path()
 * A straight line back to where this part of the path began.
 * @return nothing
 * @raise without a current point; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a triangle", draw = function(pdf)
 *     pdf:move_to(0, 9)
 *     pdf:line_to(5, 1)
 *     pdf:line_to(10, 9)
 *     pdf:close_path()
 *     pdf:stroke()
 *   end } */
static int l_close_path(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:close_path");

	check_point(L, v, "pdf:close_path");
	record(v, LAYOUT_DRAW_CLOSE);
	return 0;
}

/* ---- painting */
static int paint(lua_State *L, const char *what, enum layout_draw_kind kind)
{
	struct bind_canvas *v = canvas_check_open(L, what);

	if (v->path == CANVAS_NONE)
		bind_raise(L, "%s: there is no path: begin one with pdf:move_to, pdf:rectangle or pdf:circle", what);
	record(v, kind);
	v->painted += kind != LAYOUT_DRAW_END;
	v->path = CANVAS_NONE;
	return 0;
}

/*** pdf:fill()
 * Fills the path. Where parts of it overlap, the direction in which they go round counts (nonzero winding number).
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a bar", draw = function(pdf)
 *     pdf:rectangle(0, 2, 60, 6)
 *     pdf:fill()
 *   end } */
static int l_fill(lua_State *L) { return paint(L, "pdf:fill", LAYOUT_DRAW_FILL); }

/*** pdf:eofill()
 * Fills the path by the even-odd rule: a part within another is a hole.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "a ring", draw = function(pdf)
 *     pdf:circle(6, 6, 5)
 *     pdf:circle(6, 6, 3)
 *     pdf:eofill()
 *   end } */
static int l_eofill(lua_State *L) { return paint(L, "pdf:eofill", LAYOUT_DRAW_EOFILL); }

/*** pdf:stroke()
 * Draws a line along the path.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a line", draw = function(pdf)
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_stroke(lua_State *L) { return paint(L, "pdf:stroke", LAYOUT_DRAW_STROKE); }

/*** pdf:fill_stroke()
 * Fills the path, then draws a line along it.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "an open square", draw = function(pdf)
 *     pdf:set_fill("white")
 *     pdf:rectangle(1, 1, 8, 8)
 *     pdf:fill_stroke()
 *   end } */
static int l_fill_stroke(lua_State *L) { return paint(L, "pdf:fill_stroke", LAYOUT_DRAW_FILL_STROKE); }

/*** pdf:eofill_stroke()
 * Fills the path by the even-odd rule, then draws a line along it.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "a ring", draw = function(pdf)
 *     pdf:circle(6, 6, 5)
 *     pdf:circle(6, 6, 3)
 *     pdf:eofill_stroke()
 *   end } */
static int l_eofill_stroke(lua_State *L) { return paint(L, "pdf:eofill_stroke", LAYOUT_DRAW_EOFILL_STROKE); }

/*** pdf:end_path()
 * Ends the path without painting it: after clip.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "half a dot", draw = function(pdf)
 *     pdf:rectangle(0, 0, 5, 10)
 *     pdf:clip()
 *     pdf:end_path()
 *     pdf:circle(5, 5, 4)
 *     pdf:fill()
 *   end } */
static int l_end_path(lua_State *L) { return paint(L, "pdf:end_path", LAYOUT_DRAW_END); }

static int clip(lua_State *L, const char *what, enum layout_draw_kind kind)
{
	struct bind_canvas *v = canvas_check_open(L, what);

	check_point(L, v, what);
	record(v, kind);
	v->path = CANVAS_CLIPPING;
	return 0;
}

/*** pdf:clip()
 * What is drawn from now on, up to pdf:grestore, shows only within the path. Paint or end the path next.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "half a dot", draw = function(pdf)
 *     pdf:gsave()
 *     pdf:rectangle(0, 0, 5, 10)
 *     pdf:clip()
 *     pdf:end_path()
 *     pdf:circle(5, 5, 4)
 *     pdf:fill()
 *     pdf:grestore()
 *   end } */
static int l_clip(lua_State *L) { return clip(L, "pdf:clip", LAYOUT_DRAW_CLIP); }

/*** pdf:eoclip()
 * As pdf:clip, by the even-odd rule.
 * @return nothing
 * @raise without a path; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "a broken line", draw = function(pdf)
 *     pdf:rectangle(0, 0, 60, 12)
 *     pdf:rectangle(20, 0, 20, 12)
 *     pdf:eoclip()
 *     pdf:end_path()
 *     pdf:move_to(0, 6)
 *     pdf:line_to(60, 6)
 *     pdf:stroke()
 *   end } */
static int l_eoclip(lua_State *L) { return clip(L, "pdf:eoclip", LAYOUT_DRAW_EOCLIP); }

/* ---- state */
/*** pdf:gsave()
 * Keeps colours, line, clip and matrix for pdf:grestore. Up to 26 may be open.
 * @return nothing
 * @raise the 27th; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "two lines", draw = function(pdf)
 *     pdf:gsave()
 *     pdf:set_line_width(3)
 *     pdf:move_to(0, 2)
 *     pdf:line_to(100, 2)
 *     pdf:stroke()
 *     pdf:grestore()
 *     pdf:move_to(0, 8)
 *     pdf:line_to(100, 8)
 *     pdf:stroke()
 *   end } */
static int l_gsave(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:gsave");

	check_between(L, v, "pdf:gsave");
	if (v->depth == LAYOUT_DRAW_DEPTH)
		bind_raise(L, "pdf:gsave: %d are open already, the last since line %d: call pdf:grestore()", LAYOUT_DRAW_DEPTH,
		    v->save_lines[v->depth - 1]);
	record(v, LAYOUT_DRAW_SAVE);
	v->save_lines[v->depth] = bind_line(L);
	memcpy(v->matrix[v->depth + 1], v->matrix[v->depth], sizeof v->matrix[0]);
	v->depth++;
	return 0;
}

/*** pdf:grestore()
 * Back to what the last pdf:gsave kept.
 * @return nothing
 * @raise without gsave; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a bar", draw = function(pdf)
 *     pdf:gsave()
 *     pdf:rectangle(0, 2, 60, 6)
 *     pdf:fill()
 *     pdf:grestore()
 *   end } */
static int l_grestore(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:grestore");

	check_between(L, v, "pdf:grestore");
	if (v->depth == 0)
		bind_raise(L, "pdf:grestore: nothing was kept: call pdf:gsave() before it");
	record(v, LAYOUT_DRAW_RESTORE);
	v->depth--;
	return 0;
}

static void multiply(lua_State *L, struct bind_canvas *v, const double m[6])
{
	double *to = v->matrix[v->depth], n[6];

	for (int i = 0; i < 3; i++) {
		double x = m[2 * i], y = m[2 * i + 1], far = i == 2 ? 1 : 0;
		n[2 * i] = x * to[0] + y * to[2] + far * to[4];
		n[2 * i + 1] = x * to[1] + y * to[3] + far * to[5];
	}
	for (int i = 0; i < 6; i++)
		if (!(n[i] >= -CANVAS_LIMIT && n[i] <= CANVAS_LIMIT))
			bind_raise(L, "pdf:concat: together with those before, the matrix leads beyond %d points: make it smaller", CANVAS_LIMIT);
	if (fabs(n[0] * n[3] - n[1] * n[2]) < 1e-6)
		bind_raise(L, "pdf:concat: the matrix leaves nothing of an area: a * d - b * c must not be 0");
	memcpy(to, n, sizeof n);
}

/*** pdf:concat(a, b, c, d, x, y)
 * From now on, up to pdf:grestore, a point (x1, y1) is drawn at (a * x1 + c * y1 + x, b * x1 + d * y1 + y): moved, scaled, turned. Texts are
 * moved only: they stay upright and in their size.
 * @param a number: [1] -100 to 100, kept to 1/10000
 * @param b number: [1] -100 to 100
 * @param c number: [1] -100 to 100
 * @param d number: [1] -100 to 100
 * @param x length: [points or a string with its unit]
 * @param y length: [points or a string with its unit]
 * @return nothing
 * @raise a matrix that leaves nothing of an area, or leads too far; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a bar further right", draw = function(pdf)
 *     pdf:concat(1, 0, 0, 1, 50, 0)
 *     pdf:rectangle(0, 2, 60, 6)
 *     pdf:fill()
 *   end } */
static int l_concat(lua_State *L)
{
	static const char *const names[] = {"a", "b", "c", "d"};
	struct bind_canvas *v = canvas_check_open(L, "pdf:concat");
	struct layout_draw op = {.kind = LAYOUT_DRAW_CONCAT};
	double m[6];
	char place[CANVAS_PLACE];

	for (int i = 0; i < 4; i++) {
		double x = lua_type(L, i + 2) == LUA_TNUMBER ? lua_tonumber(L, i + 2) : NAN;
		if (!(x >= -MATRIX_LIMIT && x <= MATRIX_LIMIT))
			bind_wrong(L, i + 2, canvas_argument(place, "pdf:concat", i + 2, names[i]), "a number from -%d to %d", MATRIX_LIMIT, MATRIX_LIMIT);
		op.v[i] = (mpt)floor(x * LAYOUT_DRAW_UNIT + 0.5);
		m[i] = (double)op.v[i] / LAYOUT_DRAW_UNIT;
	}
	op.v[4] = canvas_coordinate(L, 6, "pdf:concat", "x");
	op.v[5] = canvas_coordinate(L, 7, "pdf:concat", "y");
	m[4] = (double)op.v[4] / MPT_PER_PT;
	m[5] = (double)op.v[5] / MPT_PER_PT;
	check_between(L, v, "pdf:concat");
	multiply(L, v, m);
	*record(v, LAYOUT_DRAW_CONCAT) = op;
	return 0;
}

/*** pdf:set_line_width(width)
 * How thick lines are, until pdf:grestore. A figure begins with 1.
 * @param width length: [points or a string with its unit] 0.1 to 100
 * @return nothing
 * @raise another width; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a thick line", draw = function(pdf)
 *     pdf:set_line_width(2.5)
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_set_line_width(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:set_line_width");
	mpt width = canvas_coordinate(L, 2, "pdf:set_line_width", "width");
	char place[CANVAS_PLACE];

	if (width < WIDTH_LEAST || width > WIDTH_MOST)
		bind_wrong(L, 2, canvas_argument(place, "pdf:set_line_width", 2, "width"), "a width from 0.1 to 100 points");
	check_between(L, v, "pdf:set_line_width");
	record(v, LAYOUT_DRAW_WIDTH)->v[0] = width;
	return 0;
}

static int set_choice(lua_State *L, const char *what, const char *name, enum layout_draw_kind kind, const char *const names[3])
{
	struct bind_canvas *v = canvas_check_open(L, what);
	char place[CANVAS_PLACE];
	mpt choice = (mpt)bind_choice(L, 2, canvas_argument(place, what, 2, name), names, 3);

	check_between(L, v, what);
	record(v, kind)->v[0] = choice;
	return 0;
}

/*** pdf:set_line_cap(cap)
 * How lines end.
 * @param cap "butt"|"round"|"square": a figure begins with "butt": at the end of the path
 * @return nothing
 * @raise another word; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a line with round ends", draw = function(pdf)
 *     pdf:set_line_cap("round")
 *     pdf:move_to(5, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_set_line_cap(lua_State *L)
{
	static const char *const names[] = {"butt", "round", "square"};

	return set_choice(L, "pdf:set_line_cap", "cap", LAYOUT_DRAW_CAP, names);
}

/*** pdf:set_line_join(join)
 * How lines meet at a corner.
 * @param join "miter"|"round"|"bevel": a figure begins with "miter"
 * @return nothing
 * @raise another word; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 12, alt = "a corner", draw = function(pdf)
 *     pdf:set_line_join("round")
 *     pdf:move_to(2, 10)
 *     pdf:line_to(2, 2)
 *     pdf:line_to(50, 2)
 *     pdf:stroke()
 *   end } */
static int l_set_line_join(lua_State *L)
{
	static const char *const names[] = {"miter", "round", "bevel"};

	return set_choice(L, "pdf:set_line_join", "join", LAYOUT_DRAW_JOIN, names);
}

/* array of up to four lengths into op */
static void read_dash(lua_State *L, struct layout_draw *op)
{
	mpt sum = 0;
	char place[CANVAS_PLACE];
	lua_Integer n = (lua_Integer)lua_rawlen(L, 2);

	if (n > 4)
		bind_wrong(L, 2, canvas_argument(place, "pdf:set_dash", 2, "lengths"), "an array of up to four lengths");
	op->v[0] = (mpt)n;
	for (int i = 1; i <= (int)n; i++) {
		lua_rawgeti(L, 2, i);
		snprintf(place, sizeof place, "pdf:set_dash: length %d", i);
		op->v[1 + i] = bind_length(L, -1, place);
		if (op->v[1 + i] < 0 || op->v[1 + i] > DASH_MOST)
			bind_wrong(L, -1, place, "a length from 0 to 100 points");
		sum += op->v[1 + i];
		lua_pop(L, 1);
	}
	if (n > 0 && sum == 0)
		bind_raise(L, "pdf:set_dash: dashes and gaps of nothing: give at least one of them a length, or {} for a solid line");
}

/*** pdf:set_dash(lengths, phase)
 * Dashes of these lengths, and gaps between them.
 * @param lengths length[]: [points or a string with its unit] dash, gap, dash, gap: up to four; {} for a solid line
 * @param phase length: [points or a string with its unit] how far into the pattern a line begins; default 0
 * @return nothing
 * @raise more than four lengths; none above 0; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a dashed line", draw = function(pdf)
 *     pdf:set_dash({ 2, 1.5 })
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_set_dash(lua_State *L)
{
	struct bind_canvas *v = canvas_check_open(L, "pdf:set_dash");
	struct layout_draw op = {.kind = LAYOUT_DRAW_DASH};
	char place[CANVAS_PLACE];

	bind_table(L, 2, canvas_argument(place, "pdf:set_dash", 2, "lengths"), "an array of lengths such as { 2, 1.5 }");
	read_dash(L, &op);
	if (!lua_isnoneornil(L, 3) && op.v[0] > 0)
		op.v[1] = canvas_coordinate(L, 3, "pdf:set_dash", "phase");
	if (op.v[1] < 0)
		bind_wrong(L, 3, canvas_argument(place, "pdf:set_dash", 3, "phase"), "a length of 0 or more");
	check_between(L, v, "pdf:set_dash");
	*record(v, LAYOUT_DRAW_DASH) = op;
	return 0;
}

static int set_color(lua_State *L, const char *what, enum layout_draw_kind kind)
{
	struct bind *b = bind_of(L);
	struct bind_canvas *v = canvas_check_open(L, what);
	const char **names = arena_alloc(b->arena, (b->n_colors + 1) * sizeof *names);
	char place[CANVAS_PLACE];
	size_t i;

	for (i = 0; i < b->n_colors; i++)
		names[i] = b->colors[i].name;
	i = bind_choice(L, 2, canvas_argument(place, what, 2, "color"), names, b->n_colors);
	check_between(L, v, what);
	record(v, kind)->v[0] = (mpt)b->colors[i].rgb;
	return 0;
}

/*** pdf:set_fill(color)
 * The colour that paths are filled with. A figure begins with black.
 * @param color string: the name of a colour of the theme: "black", "white", "red"
 * @return nothing
 * @raise another name; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a bar of the European Union's", draw = function(pdf)
 *     pdf:set_fill("red")
 *     pdf:rectangle(0, 2, 60, 6)
 *     pdf:fill()
 *   end } */
static int l_set_fill(lua_State *L) { return set_color(L, "pdf:set_fill", LAYOUT_DRAW_FILL_COLOR); }

/*** pdf:set_stroke(color)
 * The colour of lines. A figure begins with black.
 * @param color string: the name of a colour of the theme: "black", "white", "red"
 * @return nothing
 * @raise another name; within a path; when draw has returned
 * @usage
 *   doc:figure { height = 10, alt = "a line of the European Union's", draw = function(pdf)
 *     pdf:set_stroke("red")
 *     pdf:move_to(0, 5)
 *     pdf:line_to(100, 5)
 *     pdf:stroke()
 *   end } */
static int l_set_stroke(lua_State *L) { return set_color(L, "pdf:set_stroke", LAYOUT_DRAW_STROKE_COLOR); }

static const luaL_Reg functions[] = {
	{"move_to", l_move_to}, {"line_to", l_line_to}, {"curve_to", l_curve_to}, {"rectangle", l_rectangle}, {"circle", l_circle},
	{"close_path", l_close_path}, {"fill", l_fill}, {"eofill", l_eofill}, {"stroke", l_stroke}, {"fill_stroke", l_fill_stroke},
	{"eofill_stroke", l_eofill_stroke}, {"end_path", l_end_path}, {"clip", l_clip}, {"eoclip", l_eoclip}, {"gsave", l_gsave},
	{"grestore", l_grestore}, {"concat", l_concat}, {"set_line_width", l_set_line_width}, {"set_line_cap", l_set_line_cap},
	{"set_line_join", l_set_line_join}, {"set_dash", l_set_dash}, {"set_fill", l_set_fill}, {"set_stroke", l_set_stroke}, {"text", l_pdf_text},
	{"link", l_pdf_link}, {NULL, NULL}};

static int l_no_method(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char *names[COUNT_OF(functions) - 1], *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		names[i] = functions[i].name;
		if (strcmp(key, names[i]) == 0) {
			lua_pushcfunction(L, functions[i].func);
			return 1;
		}
	}
	bind_raise(L, "pdf has no '%.60s'%s", key, bind_suggest(b, key, names, COUNT_OF(names)));
}

static int l_immutable(lua_State *L)
{
	bind_raise(L, "pdf cannot be changed: keep your own values in a local table");
}

void bind_push_pdf(lua_State *L)
{
	const struct handle h = {bind_of(L)->canvas->serial};

	*(struct handle *)lua_newuserdatauv(L, sizeof h, 0) = h;
	if (luaL_newmetatable(L, PDF)) {
		static const luaL_Reg meta[] = {{"__index", l_no_method}, {"__newindex", l_immutable}, {NULL, NULL}};
		luaL_setfuncs(L, meta, 0);
		lua_pushliteral(L, "pdf");
		lua_setfield(L, -2, "__name");
		lua_pushboolean(L, 0);
		lua_setfield(L, -2, "__metatable");
	}
	lua_setmetatable(L, -2);
}

/* ---- begin and end */
void canvas_begin(struct bind_canvas *v)
{
	static const double identity[6] = {1, 0, 0, 1, 0, 0};

	v->serial++;
	v->n = v->n_texts = v->n_links = v->painted = 0;
	v->path = CANVAS_NONE;
	v->depth = 0;
	v->rests = (struct bind_rests){0};
	memcpy(v->matrix[0], identity, sizeof identity);
}

void canvas_check_end(lua_State *L, const struct bind_canvas *v)
{
	if (v->path != CANVAS_NONE)
		bind_raise(L, "doc:figure: draw left the path that began at line %d unfinished: paint it, or call pdf:end_path()", v->path_line);
	if (v->depth > 0)
		bind_raise(L, "doc:figure: draw left the pdf:gsave() of line %d open: call pdf:grestore()", v->save_lines[v->depth - 1]);
	if (v->painted + v->n_texts == 0)
		bind_raise(L, "doc:figure: draw left the figure empty: where there is nothing to show, print a sentence instead");
}

void bind_canvas_drop(struct bind_canvas *v)
{
	if (v == NULL)
		return;
	free(v->ops);
	free(v->texts);
	free(v->links);
	free(v);
}
