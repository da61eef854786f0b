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

enum layout_op_kind { LAYOUT_OP_TEXT, LAYOUT_OP_RULE, LAYOUT_OP_LINK };

struct layout_op {
	enum layout_op_kind kind;
	enum layout_artifact artifact;
	int32_t node;                /* the mark: index in the logical tree [0-based], LAYOUT_NONE for an artifact */
	mpt x, y;                    /* text: pen start on the baseline; rule and link: top left corner */
	mpt w, h;                    /* rule and link: size; text: w is its width */
	uint32_t color;              /* 0xRRGGBB */
	struct text_run run;         /* text: glyphs of one face on one baseline */
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
	/* heads and feet of a page (artifacts), for each page in order, after the last body */
	bool (*running)(void *ctx, const struct layout_page *page, struct err *e);
	/* the tree with its placement is complete */
	bool (*finish)(void *ctx, const struct layout_doc *doc, struct err *e);
};

#endif
