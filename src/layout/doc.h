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

struct layout_doc {
	struct arena *arena;         /* owned: nodes and their strings */
	struct layout_node **blocks; /* owned array of arena blocks */
	size_t blocks_cap, n;        /* n [nodes] */
	int32_t free;                /* 1 + the first node that serves anew, 0 none; the others follow by next */
	struct layout_info info;
	struct table_columns *columns;
	int pages, dropped;
	const char *files[64]; size_t n_files;       /* of the author's scripts, by layout_line */
};

#endif
