/* run.h: one layout run, from the first block to the sink's end; what page.c, flow.c, budget.c and run.c share.
 *
 *   flow.c    blocks of the main flow, in order   ──>  page.c   slices into pages  ──>  sink
 *   budget.c  drops blocks and goes back to a checkpoint of flow.c
 *
 * A page goes to the sink, and its memory is freed, as soon as nothing can change it: at once, unless a budget is kept; then pages wait. */
#ifndef LAYOUT_RUN_H
#define LAYOUT_RUN_H

#include "layout/compose.h"

#define GENERATIONS 4                /* arenas kept: a group may wait for two page ends */

struct page { struct layout_op *ops; size_t n, cap; };       /* ops owned (malloc) */

struct checkpoint {                  /* the state before a block of the main flow */
	int32_t block;
	size_t pages, ops;           /* finished pages; ops on the open one */
	mpt y;
	size_t resolved;             /* the resolver's own state */
	int32_t from;                /* the node that was descended from to the block */
	struct galley waiting;       /* the main flow then: a copy of the list in the arena, which counts; slices are never changed in place */
};

struct run {
	struct compose c;
	const struct layout_sink *sink;
	struct page *pages;          /* owned; without a budget only the open one */
	size_t n_pages, cap_pages;   /* n_pages counts finished ones */
	struct page open;
	mpt y;                       /* [mpt] filled height of the open page */
	int32_t cut;                 /* the block whose parts were put last, LAYOUT_NONE none; */
	size_t cut_from;             /* the first of its operations on the open page */
	struct galley main;          /* slices not yet placed */
	bool buffered;               /* a page budget is kept */
	bool flushed;                /* a page went out since the generation began */
	struct arena *generations[GENERATIONS];
	int32_t from;                /* of the checkpoint to come */
	struct galley before;        /* its space and glue: those before the descent */
	struct checkpoint *checkpoints;
	size_t n_checkpoints, cap_checkpoints;
};

/* ---- page.c */
mpt left_margin(const struct layout_doc *d, size_t page);    /* page [0-based] */
mpt body_width(const struct layout_doc *d);
struct layout_page page_view(const struct layout_doc *d, size_t number, const struct layout_op *ops, size_t n);     /* number [0-based] */
void place_node(struct layout_doc *d, int32_t node, size_t page, const struct layout_op *op);
void order_cut(struct run *r);
bool end_page(struct run *r);
bool begin_page(struct run *r);      /* places what waits; then the open page is empty */
bool place_groups(struct run *r, struct galley *g, bool all);        /* the complete ones; with all the last one too */
bool emit(struct compose *c, struct galley *g);                      /* after a block or a row of the main flow */
void replay_placement(struct run *r);
size_t pages_now(const struct run *r);

/* ---- flow.c */
int32_t first_block(struct run *r, int32_t root);
bool compose_next(struct run *r, int32_t root, int32_t *block);      /* *block is then the next one of the main flow below root */
/* back to the checkpoint; returns the block to go on with */
int32_t restart_at(struct run *r, size_t checkpoint);
bool is_within(const struct layout_doc *d, int32_t node, int32_t outer);

/* ---- budget.c */
bool compose_within_budgets(struct run *r, int32_t root);
bool keeps_budgets(const struct layout_doc *d);

#endif
