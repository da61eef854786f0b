/* canvas.h: the figure that is being drawn; shared by canvas.c, which records it, and figure.c, which puts it into the document. */
#ifndef BIND_CANVAS_H
#define BIND_CANVAS_H

#include "bind/bind.h"

#define CANVAS_LIMIT 14400           /* [pt] no coordinate is farther out: the largest page of PDF */

#define CANVAS_PLACE 96              /* [bytes] of a place in a message */

enum canvas_path { CANVAS_NONE, CANVAS_BEGUN, CANVAS_POINT /* begun, with a current point */, CANVAS_CLIPPING /* to be painted or ended */ };

struct bind_canvas {
	lua_Integer serial;                  /* of the figure; a pdf object knows its own */
	int32_t node;                        /* the CANVAS */
	bool artifact;
	mpt width, height;
	/* recorded so far: owned, kept from figure to figure */
	struct layout_draw *ops; size_t n, cap;
	struct layout_canvas_text *texts; size_t n_texts, cap_texts;
	struct layout_canvas_link *links; size_t n_links, cap_links;
	size_t painted;                      /* paths */
	/* graphics state */
	#define CANVAS_PLACE 96              /* [bytes] of a place in a message */

enum canvas_path path;
	int path_line;                       /* of the script, where the path began */
	int depth, save_lines[LAYOUT_DRAW_DEPTH];
	double matrix[LAYOUT_DRAW_DEPTH + 1][6];     /* by depth: from the script's coordinates to the canvas's */
	struct bind_rests rests;             /* what was printed on it or said of it */
};

/* the figure of the pdf at argument 1, while it is drawn; raises. what: "pdf:move_to" */
struct bind_canvas *canvas_check_open(lua_State *L, const char *what);
/* "pdf:move_to: argument 1 'x'", as the author counts: without pdf */
const char *canvas_argument(char place[CANVAS_PLACE], const char *what, int index, const char *name);
mpt canvas_coordinate(lua_State *L, int index, const char *what, const char *name);
mpt canvas_size(lua_State *L, int index, const char *what, const char *name);    /* more than nothing */
int l_pdf_text(lua_State *L);
int l_pdf_link(lua_State *L);

void canvas_begin(struct bind_canvas *v);
void canvas_check_end(lua_State *L, const struct bind_canvas *v);      /* raises where draw left something open */

#endif
