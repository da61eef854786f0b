/* check.h: what the files of the checks share.
 *
 * checks.sql lists every check: its code, severity, where it runs, its rule in one sentence, and mostly one query. What SQL cannot say
 * is a function here, named there by "-- by: NAME". The engine (check.c) knows no rule by heart. */
#ifndef DATA_CHECK_H
#define DATA_CHECK_H

#include "data/db.h"

struct check_run {                            /* one check at work */
	struct data *d;                       /* borrowed */
	struct arena *a;                      /* of the result */
	const struct data_check_options *o;   /* borrowed */
	const struct data_check *check;
	size_t row;                           /* [0-based] of check in the list */
	char severity;                        /* of findings that say none */
	bool disputable;
	const char *kinds;                    /* of disputes that answer a finding, apart by blanks; "" any */
	const char *args;                     /* what stands behind the name of its function, "" without */
	struct data_finding *findings;        /* owned while running */
	size_t n, cap;
	struct err *e;
};

/* one finding; all but ref may be NULL, severity 0 is that of the check */
struct check_place { const char *ref, *field, *dispute, *source, *lo, *hi; char severity; };
void check_found(struct check_run *r, struct check_place at, const char *fmt, ...) PRINTF(3, 4);

typedef bool check_function(struct check_run *r);      /* false: r->e is set */
check_function check_cells_equal, check_cells_bare, check_prose_rows, check_dates_sound, check_weekdays, check_private_words, check_names_near,
    check_names_script, check_names_glyphs, check_files_whole, check_files_quotes, check_files_shared;

/* check_words.c: SQL functions that only checks use: words, unfilled, unquoted, says */
bool check_functions(sqlite3 *db, struct err *e);
struct check_cell { const char *table, *id, *column, *text, *level; };     /* a text that people read; level NULL: the table has none */
size_t check_words(const char *s);                     /* how many, separated by blanks */

#endif
