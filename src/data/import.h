/* import.h: rows on their way from CSV files into tables; shared by import.c and import_check.c. */
#ifndef DATA_IMPORT_H
#define DATA_IMPORT_H

#include "data/db.h"

struct import_row {
	const char *path;            /* of the CSV file */
	size_t line;                 /* [1-based] */
	int table;                   /* in the schema */
	const char **cells;          /* by column of the schema; NULL is NULL */
};
struct import {
	struct data *d;
	struct arena *a;             /* lives until the import is over */
	const struct schema *s;
	struct import_row *rows;     /* owned */
	size_t n, cap;               /* [rows] */
	struct ids ids;              /* id -> row */
	struct err *e;
};
/* "path:line: column 'c': message"; returns false */
bool import_fail(struct import *m, const struct import_row *r, int column, const char *fmt, ...) PRINTF(4, 5);
const char *import_cell(const struct import *m, const struct import_row *r, const char *column);

/* ---- import_check.c */
bool import_check_cells(struct import *m, struct import_row *r);   /* types, dates (fills _lo and _hi), empty cells, id */
bool import_check_references(struct import *m);                    /* once every row is known */
bool import_violation(struct import *m, const struct import_row *r);/* SQLite's refusal of this row, in terms of the file */

#endif
