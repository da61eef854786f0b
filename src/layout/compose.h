/* compose.h: what the files of src/layout share.
 *
 *   block ── compose ──> galley (slices)  ── page builder ──> pages ──> sink
 *
 * A slice is a strip of a block that is never cut: a line, a table row, a box. Its operations are relative to the left edge of the body
 * box and the top of the slice. A galley is a list of slices, top to bottom. The builder takes slices in order, keeps those together that
 * may not part, and fills pages. */
#ifndef LAYOUT_COMPOSE_H
#define LAYOUT_COMPOSE_H

#include "layout/layout.h"

struct slice {
	mpt height;                  /* [mpt] */
	mpt space;                   /* [mpt] above; vanishes at the top of a page */
	struct layout_op *ops;       /* in the arena of its generation */
	size_t n;                    /* [ops] */
	bool may_break;              /* a page may end before it */
	int lines;                   /* of text in it; a row, box or drawing counts as what stands in it */
	bool fresh;                  /* begins a page */
	bool cut;                    /* a part of what stands side by side in the block; another slice has more of it */
	const struct galley *head;   /* table header to repeat when a page starts with this slice */
	int32_t block;               /* the block it comes from, for messages */
};

struct galley {
	struct slice *v;             /* owned (malloc) */
	size_t n, cap;
	mpt pending;                 /* [mpt] space after the last block, not yet above anything */
	int glue;                    /* [lines] that may not part from the last slice: the next slice at least, 0 none */
};

#define KEPT_LINES 2                 /* of text below a block that may not be the last of its page */

struct run;                          /* one layout_run */

struct compose {
	struct layout_doc *doc;      /* borrowed */
	struct text_fonts *fonts;    /* borrowed */
	const struct layout_resolver *resolver;
	struct arena *arena;         /* the current generation */
	struct err *err;
	mpt page_room;               /* [mpt] height of an empty page's body, less what the boxes around take */
	mpt room_left;               /* [mpt] of the open page, for a block of the main flow that fills columns; 0: not known */
	bool on_decimal;             /* a paragraph of one line puts its decimal mark, or its end without one, at */
	mpt decimal;                 /* [mpt] from the left of the paragraph */
	struct run *run;             /* where finished galleys of the main flow go */
};

void galley_add(struct galley *g, struct slice s);       /* takes pending space and glue into account */
void galley_space(struct galley *g, mpt space);          /* the larger of this and what is pending */
void galley_drop(struct galley *g);
int64_t galley_height(const struct galley *g);           /* [mpt] with the spaces between */
void galley_shift(struct galley *g, mpt dx, struct arena *a);
struct slice galley_merge(const struct galley *g, struct arena *a);       /* one slice of all */
const struct galley *galley_head(struct slice one, struct arena *a);      /* a header to repeat */
/* galleys side by side (already shifted) become one slice, or with cut the most slices that cut none of theirs and are no higher than
 * room [mpt] */
void galley_zip(struct galley *out, const struct galley *cells, size_t n, mpt room, bool cut, struct arena *a);

/* the first style on the way up from node; block properties of it count only where the node has its own */
const struct layout_style *style_of(const struct layout_doc *d, int32_t node);
const struct layout_style *block_style(const struct layout_doc *d, int32_t node);
int page_of(struct layout_doc *d, int32_t node);         /* [1-based] where a block stands, for print; 0 in the first pass */
const char *lang_of(const struct layout_doc *d, int32_t node);
bool is_kept(const struct layout_doc *d, int32_t node);    /* neither it nor what holds it was dropped */
bool time_left(struct compose *c);                       /* false and an error when the run's time is over */

/* puts rules, padding and fill around a slice of a block: the first has the top ones, the last the bottom ones */
void box_slice(struct slice *s, const struct layout_style *st, mpt width, bool first, bool last, struct arena *a);

bool plain(const struct layout_style *s);                /* a block of that style needs no box */

/* Each composes a block of the given width [mpt] into the galley. */
bool compose_block(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_children(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_paragraph(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_columns(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_area(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_shown(struct compose *c, int32_t node, mpt width, struct galley *g);
bool compose_canvas(struct compose *c, int32_t node, mpt width, struct galley *g);
/* widths of the columns of a COLUMNS node [mpt]; negative: they need more */
int64_t column_widths(const struct layout_doc *d, int32_t node, mpt width, mpt gutter, mpt *out, size_t n);
/* a table's rows go to the galley one by one; emit (when not NULL) is called after each with the galley */
bool compose_table(struct compose *c, int32_t node, mpt width, struct galley *g, bool (*emit)(struct compose *, struct galley *));
/* how wide a paragraph is at least and at most [mpt]: its widest cluster, longest word, longest line; with on_decimal, how much of it
 * stands on either side of the mark */
struct extent { mpt cluster, least, natural, before, after; };
bool measure_paragraph(struct compose *c, int32_t node, struct extent *e);
/* true for a node whose children are inline */
bool holds_inline(const struct layout_doc *d, int32_t node);

#endif
