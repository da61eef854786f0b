/* layout.h: the logical tree, and the way from it to pages.
 *
 * An author (src/bind) builds a tree of nodes in reading order. A node has a role (its meaning: structure element), a kind (how it is
 * laid out) and a style. Layout composes blocks into slices, fills pages with them and hands pages of operations to a sink. What was
 * placed, not what was offered, decides source numbers, the list of sources and what the running foot says: the resolver is asked when
 * a mark is composed, and asked again when blocks were dropped and pages are made anew.
 *
 * Nodes are named by index, so that ops and structure elements are small; strings of nodes live in the document's arena. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "base/base.h"
#include "layout/ops.h"
#include "text/text.h"

/* ---- roles: standard structure types of ISO 32000-1, 14.8.4 */
enum layout_role {
	LAYOUT_ROLE_NONE,            /* no element of its own: content belongs to the parent */
	LAYOUT_DOCUMENT, LAYOUT_PART, LAYOUT_SECT, LAYOUT_DIV,
	LAYOUT_H1, LAYOUT_H2, LAYOUT_H3, LAYOUT_H4, LAYOUT_P, LAYOUT_BLOCKQUOTE,
	LAYOUT_TOC, LAYOUT_TOCI, LAYOUT_L, LAYOUT_LI, LAYOUT_LBL, LAYOUT_LBODY,
	LAYOUT_TABLE, LAYOUT_THEAD, LAYOUT_TBODY, LAYOUT_TR, LAYOUT_TH, LAYOUT_TD, LAYOUT_CAPTION,
	LAYOUT_SPAN, LAYOUT_LINK, LAYOUT_REFERENCE, LAYOUT_NOTE, LAYOUT_FIGURE, LAYOUT_BIBENTRY,
	LAYOUT_ABOUT, LAYOUT_OPINION, LAYOUT_ASK,    /* what is no fact: said of the document itself, thought, asked; a Div in the file */
	LAYOUT_ROLE_COUNT
};
const char *layout_role_name(enum layout_role role);          /* "H1"; "NonStruct" never */

/* ---- kinds: how a node is laid out */
enum layout_kind {
	LAYOUT_FLOW,                 /* children are blocks, one below the other */
	LAYOUT_PARAGRAPH,            /* children are inline */
	LAYOUT_COLUMNS,              /* children are flows side by side, never broken apart */
	LAYOUT_TABLE_BLOCK,          /* children: row groups or rows; rows hold cells (flows or paragraphs) */
	LAYOUT_ROW_GROUP,            /* THead or TBody */
	LAYOUT_ROW,
	LAYOUT_CELL,                 /* a flow; may also hold inline children directly, then it is laid out as a paragraph */
	LAYOUT_AREA,                 /* children are blocks that fill several columns, balanced, one column after the other */
	LAYOUT_PAGE_BREAK,           /* what follows stands on a fresh page; only in the main flow */
	LAYOUT_SHOWN,                /* a paragraph that the resolver fills when a budget dropped items of the block at dest; else nothing */
	LAYOUT_RULE,                 /* a horizontal line across, artifact */
	LAYOUT_CANVAS,               /* a drawing of fixed size, never cut; role FIGURE, or none for an artifact. Children: its texts and links */
	LAYOUT_GENERATED,            /* a flow whose children the resolver makes when layout arrives there (the list of sources) */
	LAYOUT_INLINE,               /* children are inline */
	LAYOUT_TEXT,                 /* a leaf: text */
	LAYOUT_MARK,                 /* a leaf: source mark, text from the resolver when composed */
	LAYOUT_PAGE_REF,             /* a leaf: the number of the page where the block at dest stands */
	LAYOUT_BREAK                 /* a forced line end */
};

enum layout_align { LAYOUT_LEFT, LAYOUT_RIGHT, LAYOUT_CENTER, LAYOUT_DECIMAL /* of a table column only */ };

/* ---- styles: all lengths [mpt] */
struct layout_style {
	struct text_style text;
	mpt leading;                 /* baseline to baseline */
	uint32_t color;              /* 0xRRGGBB */
	uint32_t strong_color;       /* of strong emphasis, where has_strong_color */
	bool has_strong_color;
	mpt rise;                    /* inline: baseline shift upwards */
	mpt before, after;           /* space around a block; neighbours take the larger one */
	mpt left, right;             /* indents */
	mpt hang;                    /* paragraph: all lines but the first are moved right by this */
	enum layout_align align;
	mpt rule_above, rule_below;  /* thickness of a line across the block, 0 none */
	uint32_t rule_color;
	mpt pad_top, pad_bottom, pad_left, pad_right;    /* inside rules and fill */
	bool fill;                   /* paint the block's box */
	uint32_t fill_color;
	bool keep_next;              /* not the last on a page when something follows */
	bool keep_together;          /* not broken across pages where it fits one */
	mpt gutter;                  /* columns and tables: between cells */
};

/* ---- nodes */
#define LAYOUT_PAGES_MAX 1023

struct layout_node {                 /* 96 bytes: two or three of them are a table's cell */
	int32_t parent, first, last, next;   /* LAYOUT_NONE where absent */
	int32_t dest;                /* LINK: the node it leads to; PAGE_REF, SHOWN: the node it tells about */
	int line;                    /* where in the author's scripts, for messages: of layout_line; 0 unknown; streamed row: less than 0, its
	                                number, from 1 on */
	const struct layout_style *style;    /* NULL: the parent's; block properties are never inherited */
	const char *text;            /* TEXT */
	const char *lang;            /* BCP 47, where it differs from the parent's */
	const char *alt;             /* figures, links: what a reader hears */
	const char *url;             /* LINK: https or mailto */
	union {
		const void *value;   /* the bound value that is printed here: the author's, opaque to layout */
		const struct layout_canvas *canvas;  /* of a CANVAS */
	};
	int rank;                    /* a block that a page budget may drop: the highest rank goes first; 0 never */
	mpt width;                   /* column of COLUMNS: 0 an equal share of the rest [mpt] */
	int16_t colspan, rowspan;    /* cells, 1 when not set; AREA: colspan columns */
	enum layout_role role : 8;
	enum layout_kind kind : 8;
	bool header : 1;             /* row group or row repeated on each page; cell: TH */
	bool column_scope : 1;       /* TH: heads a column (else a row) */
	unsigned pages : 10;         /* a flow of the main flow: its own page budget [pages], 0 none; LAYOUT_PAGES_MAX at most */
	bool item : 1;               /* a list item, table row or box that counts in "n of m shown" */
	bool numbered : 1;           /* L: ListNumbering Decimal, else Disc */
	bool group_head : 1;         /* row: heads the rows after it in its row group, keeps to them and goes when all of them are dropped */
	bool streamed : 1;           /* TABLE_BLOCK: the resolver gives its rows while it is composed. Rows of a row group that is dropped do
	                                not print, but the columns are made wide enough for them */
	/* placement, filled by layout */
	bool dropped : 1;            /* by a page budget */
	bool placed : 1;
	int32_t page;                /* [0-based] first page it stands on */
	mpt y;                       /* [mpt] top of its first line there */
};

/* What is on a canvas, in the document's arena. Texts stand above the drawing; each is a PARAGRAPH, its content belongs to the figure. A link
 * is an INLINE node with role LINK. */
struct layout_canvas {
	mpt width, height;
	const struct layout_draw *v; size_t n;
	const struct layout_canvas_text { int32_t node; mpt x, y, width; /* y: the first baseline */ } *texts; size_t n_texts;
	const struct layout_canvas_link { int32_t node; mpt x, y, w, h; } *links; size_t n_links;
};

struct layout_column { mpt width; /* 0: by content */ int share; /* of the rest, when > 0 */ enum layout_align align; };

struct layout_geometry { mpt width, height, top, bottom, inner, outer; bool mirrored; };   /* page size and margins [mpt]; body box */

struct layout_doc;
struct layout_doc *layout_doc_new(void);
void layout_doc_drop(struct layout_doc *d);
struct arena *layout_arena(struct layout_doc *d);             /* for strings of nodes */

/* adds a node as the last child of parent (LAYOUT_NONE: the root, once); the pointer is valid until the next add */
int32_t layout_add(struct layout_doc *d, int32_t parent, enum layout_role role, enum layout_kind kind, const struct layout_style *style);
struct layout_node *layout_node(const struct layout_doc *d, int32_t i);
int layout_line(struct layout_doc *d, const char *file, int line);        /* a node's line in one of the author's files */
const char *layout_where(const struct layout_doc *d, int32_t node);       /* "report.lua:12: ", the nearest on the way up, or "" */
size_t layout_node_count(const struct layout_doc *d);
/* takes the children of parent that stand behind after (LAYOUT_NONE: all) out of the tree; their nodes serve anew */
void layout_cut(struct layout_doc *d, int32_t parent, int32_t after);
int32_t layout_add_text(struct layout_doc *d, int32_t parent, const struct layout_style *style, const char *text, size_t n); /* copies */
/* the same of a text that lives as long as the document, or in a streamed row, as long as that has its texts */
int32_t layout_add_lasting(struct layout_doc *d, int32_t parent, const struct layout_style *style, const char *text);
void layout_table_columns(struct layout_doc *d, int32_t table, const struct layout_column *columns, size_t n);   /* copies */

void layout_need_pages(struct layout_doc *d);                 /* page references will be made while it is laid out */
/* while the tree is built: how wide blocks below a node are [mpt]; nothing or less where no room is left */
mpt layout_width(const struct layout_doc *d, int32_t node);
/* the size of a paragraph set in so much width [mpt]; marks take no room */
struct layout_size { mpt width, word, height, baseline; };    /* of the longest line and word; of the first line, below the top */
bool layout_measure(struct layout_doc *d, struct text_fonts *fonts, int32_t node, mpt width, struct layout_size *out, struct err *e);

/* document properties, set before layout_run */
struct layout_info {
	const char *title, *lang, *author, *subject, *keywords;      /* author: empty when unknown */
	const char *date;            /* compiled on, YYYY-MM-DD */
	const char *decimal;         /* decimal mark of the language; NULL: a full stop */
	struct layout_geometry geometry;
	int page_budget;             /* [pages], 0 none */
	const struct layout_style *body;                              /* root style */
};
struct layout_info *layout_info(struct layout_doc *d);

/* What layout asks the author for while it works. Strings returned live in the document's arena. */
struct layout_resolver {
	void *ctx;
	/* the text of a source mark, asked when it is composed; NULL: prints nothing. May add children (links) below the node instead and return "". */
	const char *(*mark)(void *ctx, struct layout_doc *d, int32_t node);
	/* fills a GENERATED node with children */
	bool (*generate)(void *ctx, struct layout_doc *d, int32_t node, struct err *e);
	/* fills a SHOWN node with inline children: so many items of all are shown */
	bool (*shown)(void *ctx, struct layout_doc *d, int32_t node, int shown, int all, struct err *e);
	/* adds the next rows to a streamed table, with again from the first one on; none added: there are no more. Rows that were composed
	 * lose their texts then. */
	bool (*rows)(void *ctx, struct layout_doc *d, int32_t table, bool again, struct err *e);
	/* builds a head (where = LAYOUT_ARTIFACT_HEADER) or foot for a page as children of a fresh flow node; false with unset error: none */
	bool (*running)(void *ctx, struct layout_doc *d, int32_t flow, enum layout_artifact where, int page, int pages, struct err *e);
	/* how much was resolved so far, and back to that: layout restarts from a block when a later one was dropped */
	size_t (*save)(void *ctx);
	void (*restore)(void *ctx, size_t state);
};

/* Lays the tree out and plays it into the sink. False on a missing glyph, a block that cannot fit, the time limit, or a sink's error. */
bool layout_run(struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *r, const struct layout_sink *sink, struct err *e);
int layout_pages(const struct layout_doc *d);                 /* after layout_run */
int layout_dropped(const struct layout_doc *d);               /* [blocks] that page budgets dropped; one within another is not counted */
int32_t layout_dropped_at(const struct layout_doc *d, int i); /* [0-based] */
/* text of all TEXT leaves below a node, a blank between those of two blocks or lines, at most so many bytes of whole characters */
void layout_plain_text(const struct layout_doc *d, int32_t node, struct buf *out, size_t most);

#endif
