/* ops.h: the display list, what layout hands to a device.
 *
 * A page is a plain array of operations in paint order. Each operation carries the node of the logical tree that it shows ("mark"),
 * or says that it is an artifact. Devices play it: PDF is one, the text trace another. */
#ifndef LAYOUT_OPS_H
#define LAYOUT_OPS_H

#include "base/base.h"
#include "text/text.h"

#define LAYOUT_NONE (-1)             /* no node */

enum layout_artifact {               /* ISO 32000-1, 14.8.2.2 */
	LAYOUT_REAL,                 /* real content: op.node is set */
	LAYOUT_ARTIFACT_HEADER,      /* pagination, running head */
	LAYOUT_ARTIFACT_FOOTER,      /* pagination, running foot */
	LAYOUT_ARTIFACT_PAGINATION,  /* other pagination: a repeated table header */
	LAYOUT_ARTIFACT_LAYOUT       /* rules, fills */
};

enum layout_op_kind { LAYOUT_OP_TEXT, LAYOUT_OP_RULE, LAYOUT_OP_LINK, LAYOUT_OP_DRAW };

/* ---- a drawing: path operators of ISO 32000-1, 8.5, in an order that it allows. Coordinates count from the top left corner of the
 * canvas, y down. It begins with black, a line of 1 pt, butt caps, mitred joins, no dash, and is cut off where the canvas ends. */
enum layout_draw_kind {
	LAYOUT_DRAW_SAVE, LAYOUT_DRAW_RESTORE,
	LAYOUT_DRAW_CONCAT,          /* v: a b c d [1/10000] e f [mpt] */
	LAYOUT_DRAW_MOVE, LAYOUT_DRAW_LINE,                          /* v: x y */
	LAYOUT_DRAW_CURVE,           /* v: x1 y1 x2 y2 x3 y3 */
	LAYOUT_DRAW_RECTANGLE,       /* v: x y width height */
	LAYOUT_DRAW_CLOSE,
	LAYOUT_DRAW_FILL, LAYOUT_DRAW_EOFILL, LAYOUT_DRAW_STROKE, LAYOUT_DRAW_FILL_STROKE, LAYOUT_DRAW_EOFILL_STROKE,
	LAYOUT_DRAW_CLIP, LAYOUT_DRAW_EOCLIP, LAYOUT_DRAW_END,
	LAYOUT_DRAW_WIDTH,           /* v: width */
	LAYOUT_DRAW_CAP,             /* v: 0 butt, 1 round, 2 square */
	LAYOUT_DRAW_JOIN,            /* v: 0 mitre, 1 round, 2 bevel */
	LAYOUT_DRAW_DASH,            /* v: how many lengths, phase, up to four lengths */
	LAYOUT_DRAW_FILL_COLOR, LAYOUT_DRAW_STROKE_COLOR,            /* v: 0xRRGGBB */
	LAYOUT_DRAW_COUNT
};
#define LAYOUT_DRAW_UNIT 10000       /* 1 of a matrix */
#define LAYOUT_DRAW_DEPTH 26         /* nested saves; a device needs one for itself, and libharu has room for 27 */
#define LAYOUT_OVERHANG 1000         /* [mpt] a line on the edge of a canvas may be that much outside of it */
struct layout_draw { enum layout_draw_kind kind; mpt v[6]; };

struct layout_op {
	enum layout_op_kind kind;
	enum layout_artifact artifact;
	int32_t node;                /* the mark: index in the logical tree [0-based], LAYOUT_NONE for an artifact */
	mpt x, y;                    /* text: pen start on the baseline; rule, link and drawing: top left corner */
	mpt w, h;                    /* rule, link and drawing: size; text: w is its width */
	uint32_t color;              /* 0xRRGGBB */
	union {
		struct text_run run; /* text: glyphs of one face on one baseline */
		struct { const struct layout_draw *v; size_t n; } drawing;   /* borrowed from the document's arena */
	};
	bool space_after;            /* text: a space was dropped at the line end or between two runs of different nodes; the device makes sure
	                                that extracted text has it */
};

struct layout_page {
	int number;                  /* [1-based] */
	mpt width, height;           /* [mpt] */
	const struct layout_op *ops; /* borrowed until the sink's function returns */
	size_t n;                    /* [ops] */
};

/* Where layout delivers. Each function returns false and fills the error to stop. */
struct layout_doc;
struct layout_sink {
	void *ctx;
	/* the body of a page, as soon as nothing on it can change; pages come in order */
	bool (*page)(void *ctx, const struct layout_page *page, struct err *e);
	/* heads and feet of a page, for each page in order, after the last body: artifacts, but for the foot of the last page */
	bool (*running)(void *ctx, const struct layout_page *page, struct err *e);
	/* the tree with its placement is complete */
	bool (*finish)(void *ctx, const struct layout_doc *doc, struct err *e);
};

#endif
