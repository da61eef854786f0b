/* trace.h: a trace (src/pdf/trace.c) read back, and the lines that its text stands in.
 *
 *     trace_read ──> pages with operations, nodes of the tree in reading order ── lines_make ──> lines in reading order
 *
 * All lengths [mpt], origin top left, y down. Everything lives in the trace's arena. */
#ifndef LINT_TRACE_H
#define LINT_TRACE_H

#include "base/base.h"

#define HAIR 100                     /* [mpt] what rounding may add */

struct box { mpt left, top, right, bottom; };

enum op_kind { OP_TEXT, OP_RULE, OP_LINK, OP_DRAW };

struct op {
	enum op_kind kind;
	int line;                    /* of the file [1-based] */
	int page;                    /* [0-based] */
	int32_t node;                /* index in nodes, -1 an artifact */
	bool running;                /* of a head or foot */
	bool head;                   /* of a head */
	mpt x, y, w, h, size;        /* text: pen start on the baseline, width, size; else the box */
	uint32_t color;
	bool space;                  /* a space was dropped after it */
	const char *text;
	int32_t next;                /* the next operation of the same node, -1 none */
};

struct node {                        /* in reading order, so a node's descendants follow it */
	int32_t parent;              /* index, -1 none */
	long id;                     /* as printed */
	char name[16];
	bool columns;                /* its children stand side by side */
	int budget;                  /* of a part [pages], 0 none */
	int stretch;                 /* which part of the document: page breaks, and parts with a budget, begin another */
	mpt size, leading;           /* of a paragraph, else 0 */
	int32_t first_op, last_op;   /* of the page bodies, -1 none */
};

struct page { mpt width, height; struct box area; bool has_area; size_t from, to, running_from, running_to; };    /* [from, to) in ops */

struct text_line {                   /* what stands on one baseline of one paragraph */
	int32_t paragraph;           /* index in nodes */
	int page;
	mpt y;                       /* baseline */
	size_t from, to;             /* [from, to) in reading */
};

struct trace {
	struct arena *arena;
	const char *file;
	int budget;                  /* [pages], 0 none */
	struct op *ops; size_t n_ops, cap_ops;
	struct node *nodes; size_t n_nodes, cap_nodes;
	struct page *pages; size_t n_pages, cap_pages;
	int32_t *reading; size_t n_reading;          /* text operations of the bodies in reading order */
	struct text_line *lines; size_t n_lines, cap_lines;
};

bool trace_read(struct trace *t, const char *file, struct err *e);
void trace_drop(struct trace *t);
void lines_make(struct trace *t);
bool is_heading(const struct node *n);
/* where letters without accents stand: from the height of capitals down to that of descenders */
struct box ink(const struct op *op);

/* reports a breach: counts it and prints where it is */
PRINTF(4, 5) void breach(const struct trace *t, const char *rule, const struct op *at, const char *fmt, ...);

/* ---- the rules; each reports what breaks it */
void check_overlap(const struct trace *t);           /* boxes.c */
void check_area(const struct trace *t);
void check_last_page(const struct trace *t);
void check_heading(const struct trace *t);           /* lines.c */
void check_alone(const struct trace *t);
void check_word(const struct trace *t);

#endif
