/* project.h: the rows of a projection while it is made; shared by project.c and withhold.c. */
#ifndef DATA_PROJECT_H
#define DATA_PROJECT_H

#include "data/db.h"

struct cell {
	int type;                    /* SQLITE_NULL ... */
	long long i;
	double r;
	const char *p;               /* text or blob, in the arena; text is NUL-terminated */
	size_t n;                    /* [bytes] */
};
struct row {
	size_t table;
	struct cell *cells;
	enum data_level level;
	size_t referrers;            /* first link + 1, 0: none */
	bool dropped;
	bool blanked;                /* a cell of it was emptied because nobody is left who tells it */
};
struct link { size_t from, next; };           /* next: link + 1 */
struct hidden { size_t row; int column; bool empty; };   /* a restricted cell; empty: without substitute */

struct projection {
	struct data *d;
	const struct schema *s;
	struct arena *a;
	enum data_level to;
	bool everybody;              /* also who withdrew consent: for the proof only, never to be shown */
	bool checked;                /* a trial: substitutes are held against the tables' rules, and what is made is not used */
	struct row *rows;            /* owned, by table, in its order */
	struct link *links;          /* owned */
	struct hidden *hidden;       /* owned, sorted by row and column */
	size_t *queue;               /* owned: dropped rows whose referrers are still to be dropped */
	size_t n, cap, n_links, cap_links, n_hidden, cap_hidden, n_queue, cap_queue;
	struct ids ids;
	struct data_left_out left;
	struct err *e;
};

const struct schema_table *project_table(const struct projection *p, const struct row *r);
const char *project_text(const struct projection *p, const struct row *r, const char *column);   /* NULL: no text, or no such column */
void project_drop(struct projection *p, size_t row);
void project_settle(struct projection *p);    /* what refers to dropped rows is dropped */
void project_empty(struct projection *p, struct row *r, int column);          /* bounds of a date included */

/* ---- withhold.c: people who are left out of whatever level, with all that is known only through them */
bool project_withhold(struct projection *p, const char *const *ids, size_t n);

#endif
