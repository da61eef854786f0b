/* doc.h: the inside of struct layout_doc, for src/layout only. */
#ifndef LAYOUT_DOC_H
#define LAYOUT_DOC_H

#include "layout/layout.h"

#define NODES_A_BLOCK 256

struct table_columns {
	int32_t table;
	struct layout_column *v;
	size_t n;
	struct table_columns *next;
};

/* a block whose page is printed somewhere, and the page that the next pass prints there */
struct page_target {
	int32_t node;
	int page;                    /* [1-based], 0 before the first pass */
	bool used;                   /* in the pass at work */
};

struct layout_doc {
	struct arena *arena;         /* owned: nodes and their strings */
	struct layout_node **blocks; /* owned array of arena blocks */
	size_t blocks_cap, n;        /* n [nodes] */
	int32_t free;                /* 1 + the first node that serves anew, 0 none; the others follow by next */
	struct layout_info info;
	struct table_columns *columns;
	int pages;
	int32_t *left_out;           /* owned: what page budgets dropped */
	size_t left_out_cap;
	int dropped;                 /* how many these are */
	bool page_refs;              /* some node prints a page number */
	struct page_target *targets; /* owned */
	size_t n_targets, targets_cap;
	const char *files[64]; size_t n_files;       /* of the author's scripts, by layout_line */
};

#endif
