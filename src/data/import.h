/* import.h: rows on their way from files into tables; shared by the files of the importer.
 *
 *   import.c        the order of things: read, check, insert sorted by id, registry, levels
 *   import_rows.c   what one row of a file becomes: columns by name, defaults, the same id twice, rows of an older schema
 *   import_check.c  what can be wrong with a row
 *   import_plain.c  tables that know nothing of our schema */
#ifndef DATA_IMPORT_H
#define DATA_IMPORT_H

#include "data/feed.h"

struct import_row {
	const struct feed_input *from;
	size_t line;                 /* [1-based] in the file */
	int table;                   /* in the schema */
	bool bad;                    /* told already: it is not inserted */
	bool again;                  /* the same as an earlier row: neither */
	const char **cells;          /* by column of the schema; NULL is NULL */
};
struct import {
	struct data *d;
	struct arena *a;             /* lives until the import is over */
	const struct schema *s;
	struct data_problems *problems;
	struct import_row *rows;     /* owned */
	size_t n, cap;               /* [rows] */
	struct ids ids;              /* id -> row */
	struct ids lost;             /* what rows that cannot be read speak of: perhaps their ids */
	bool partial;                /* more rows were lost: that a row is not there may be due to that */
	struct err *e;               /* what ends all */

	/* the table being read */
	struct feed_table reading;
	int table, *to;              /* in the schema; column of the schema for each of the file, or SKIPPED */
	bool *absent;                /* by column of the schema: it is missing, which was told once */
	int consent;                 /* column of the file, of schema version 1: import_rows.c */
	bool own;                    /* it is the program's own vocabulary */
};
#define IMPORT_SKIPPED (-1)          /* a column that was told, or is made anew */
/* "path:line: column 'c': message", as a problem; returns false */
bool import_fail(struct import *m, const struct import_row *r, int column, const char *fmt, ...) PRINTF(4, 5);
const char *import_cell(const struct import *m, const struct import_row *r, const char *column);

/* ---- import_rows.c */
bool import_read(struct import *m, const struct feed *f);          /* all rows; false: m->e is set */
bool import_vocabulary(struct import *m);                          /* the program's own, where the files do not say it */
struct import_row *import_add_row(struct import *m, const struct feed_input *from, size_t line, int table);
void import_migrate(struct import *m);                             /* once every row is known */

/* ---- import_check.c. What is wrong becomes a problem, and the row bad */
void import_check_cells(struct import *m, struct import_row *r);   /* types, dates (fills _lo and _hi), empty cells, id */
void import_check_references(struct import *m);                    /* once every row is known */
bool import_violation(struct import *m, const struct import_row *r);/* SQLite's refusal of this row, in terms of the file */

/* ---- import_plain.c */
bool import_plain(struct data *d, const struct feed *f, struct data_problems *problems, struct err *e);

#endif
