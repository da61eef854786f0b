/* data.h: the dataset, a SQLite database of one level, and the file that it travels in.
 *
 *   file     [ program | zero padding to 4096 | database | "Start-Of-SQLite3-" offset:8 big endian ]   appendvfs format
 *   levels   public < meeting < editors; a database holds only what its level may see (data_project)
 *   values   know the cell they came from (table, key, column), hence claims, passages and sources
 *
 * Only this folder includes sqlite3.h. Strings returned are borrowed unless said otherwise. */
#ifndef DATA_H
#define DATA_H

#include "base/base.h"

enum data_level { DATA_PUBLIC, DATA_MEETING, DATA_EDITORS, DATA_UNLEVELLED /* a dataset without levels: the user's own folder */ };
const char *data_level_name(enum data_level level);
bool data_level_parse(const char *name, enum data_level *level);
extern const char *const data_level_names[3];
extern const char data_schema_sql[];         /* schema.sql, made into C by build.sh: the tables of an evidence dataset, with comments */
/* vocabulary.csv, likewise: the rows of table vocabulary, which the importer adds to every dataset of our schema. They are the program's and
 * no part of a dataset: an export leaves out those that it would add (data_vocabulary_has). A dataset's own row with the same id stands. */
extern const char data_vocabulary_csv[];
bool data_vocabulary_has(const char *id);

/* ---- image.c: a file with a database in it, mapped and never copied */
struct data_image;
struct data_image *data_image_open_self(const char *argv0, struct err *e);   /* NULL: says stripped, cut or appended to, and what to do */
struct data_image *data_image_open(const char *path, struct err *e);         /* an attest executable or a bare database */
void data_image_drop(struct data_image *im);
size_t data_image_program_bytes(const struct data_image *im);                /* [bytes], 0 for a bare database */
const unsigned char *data_image_program(const struct data_image *im);
size_t data_image_bytes(const struct data_image *im);                        /* [bytes] of the database */
bool data_image_verify(const struct data_image *im, char hex[HASH_HEX_SIZE], struct err *e); /* recomputes the hash stored at pack time */

/* assets: rows of the sqlar table, inflated when the stock shell compressed them */
const void *data_asset(struct data_image *im, const char *name, size_t *n);  /* lives as long as im; NULL when absent */
struct data_asset_info { const char *name; size_t bytes; };                  /* [bytes] inflated */
/* names that start with prefix, sorted; owned array in the arena */
const struct data_asset_info *data_asset_list(struct data_image *im, const char *prefix, struct arena *a, size_t *n);

/* ---- open.c: a dataset */
struct data;
struct data *data_open_image(struct data_image *im, struct err *e);          /* reads in place; im must outlive it */
struct data *data_open_path(const char *path, struct err *e);                /* database, executable, or folder of CSV files */
void data_drop(struct data *d);
enum data_level data_level(const struct data *d);
bool data_has_table(const struct data *d, const char *table);
const char *data_meta(struct data *d, const char *id);                       /* meta.value, NULL when absent; lives as long as d */
/* why nothing in it is sourced, as far as it has the rows of a dataset without being one; "" when there is nothing to say */
const char *data_part_only(struct data *d);
const char *data_facts_until(struct data *d);                                /* [yyyy-mm-dd] meta, or the day of a later report that was read; NULL: not said */
/* names of the tables (column NULL) or of the columns of one table; sorted, in the arena */
const char *const *data_names(struct data *d, const char *table, struct arena *a, size_t *n);

/* ---- import.c: CSV, JSON, NDJSON and SQLite files into a new database.
 * With a table meta (SQLite: a registry) it is a dataset of our schema: unknown tables and columns are errors with the nearest name, and
 * several inputs add up. Anything else becomes plain TEXT tables. */
#define DATA_SCHEMA_VERSION 2                 /* of schema.sql; older datasets are migrated on import, newer ones refused */
#define DATA_PROBLEMS_MOST 1000               /* that are kept, so that the first ones by file and line are among them */
#define DATA_PROBLEMS_TOLD 100
struct data_problem { const char *text; size_t file, line, nth; };           /* text: one line with file, line and column */
struct data_problems {                       /* all that is wrong, in the order of files and lines */
	struct arena *arena;                 /* owned */
	struct data_problem list[DATA_PROBLEMS_MOST];
	size_t n, more;                      /* more: what is not in the list */
};
struct data_problems *data_problems_new(void);
void data_problems_drop(struct data_problems *p);
/* out: NULL, or the file to write, which is there only when all is right; the result is then open on it or on a copy.
 * problems: gets all of them, or NULL. The first is the error too, with those below it for which there is room. */
struct data *data_import(const char *const *paths, size_t n, const char *out, struct data_problems *problems, struct err *e);
/* ---- export.c: back into a folder of CSV files, one for each table: what an import makes the same database of. Rows by id (plain tables:
 * as they lie), quotes where they must be, lines end in LF; without what the importer makes by itself: registry, bounds of dates, the
 * program's own vocabulary. files, rows: how many */
bool data_export(struct data *d, const char *dir, size_t *files, unsigned long long *rows, struct err *e);
bool data_save(struct data *d, const char *path, struct err *e);             /* as a bare database file */

/* columns of a table of our schema that a file may give, in their order, in the arena; NULL: there is no such table */
const char *const *data_schema_columns(const char *table, struct arena *a, size_t *n);

/* a cell of CSV with its separator before it; special begins with the separator and names all that makes quotes necessary: CSV_SPECIAL, or
 * of a header, by which readers tell the separator, CSV_SPECIAL_HEAD. NULL is empty */
#define CSV_SPECIAL ",\"\r\n"
#define CSV_SPECIAL_HEAD ",;\t\"\r\n"
void data_csv_cell(struct buf *b, const char *s, const char *special, bool first);

/* ---- document.c: a document on its way into table source */
struct data_document {
	const char *name, *text;             /* of the file without folders; what stands in it, UTF-8 */
	size_t bytes, lines;
	char sha256[HASH_HEX_SIZE];
};
bool data_document_read(const char *path, struct arena *a, struct data_document *out, struct err *e);
struct data_known;                           /* which ids and documents there are, in a dataset and in folders beside it */
struct data_known *data_known_new(void);
void data_known_drop(struct data_known *k);
bool data_known_dataset(struct data_known *k, struct data *d, struct err *e);
bool data_known_folder(struct data_known *k, const char *dir, struct err *e);
bool data_known_id(const struct data_known *k, const char *id);
const char *data_known_document(const struct data_known *k, const char *sha256);     /* id of its source, NULL */
const char *data_known_file(const struct data_known *k, const char *name);           /* id of the source with a file of this name, NULL */
/* "src-a5" where src-a0 to src-a4 are taken: the next number behind the prefix that most sources have */
const char *data_known_next(const struct data_known *k, struct arena *a);
/* one row more at the end of a CSV file, in its columns and with its separator; a file that is not there is begun. All or nothing */
bool data_append(const char *path, const char *const *columns, const char *const *cells, size_t n, struct err *e);

/* ---- project.c: the one place that decides what a level sees.
 * withheld: ids of people to be left out, with all that is known only through them. Whoever withdrew consent (table consent, withdrawn = 1)
 * is left out of every projection, and out of what is imported. */
struct data *data_project(struct data *d, enum data_level level, const char *const *withheld, size_t n_withheld, struct err *e);
struct data_left_out { size_t withheld, withdrawn, rows; };                 /* [people], [people], [rows] that went with them, theirs included */
const struct data_left_out *data_left_out(const struct data *d);             /* of the projection or import that made it */
bool data_has_withdrawn(struct data *d);                                     /* it holds people who withdrew: only a projection may be shown */
bool data_is_proper_name(const char *kind);                                  /* name.kind: of the person, not a description of them */

/* ---- pack.c: a new executable from a program, a dataset and assets */
struct data_pack {
	const unsigned char *program; size_t program_bytes;
	struct data *dataset;                /* already of the level to be written */
	struct data *full;                   /* what it was projected from, searched for what was dropped; may be NULL */
	struct data_image *assets_from;      /* copies its sqlar; may be NULL */
	const char *assets_dir;              /* every file below it becomes an asset; may be NULL */
	const char *reports_dir;             /* *.lua below it become reports/NAME; may be NULL */
};
bool data_pack(const struct data_pack *p, const char *out, struct err *e);   /* mode 0555, deterministic bytes */

/* ---- query.c: one statement of a script or a user, guarded: read-only, one statement, no pragma, attach, temp or sqlar */
enum data_kind { DATA_NULL, DATA_INT, DATA_REAL, DATA_TEXT };
enum data_format { DATA_PLAIN, DATA_EDTF, DATA_PROSE };                       /* by the declared type of the origin column */
struct data_value {
	enum data_kind kind;
	long long i;
	double r;
	const char *text;                    /* also for INT and REAL: as the database prints it */
	enum data_format format;
	const char *table, *column, *key;    /* origin; NULL for a derived value or one without a key */
	const char *const *cites;            /* ids of the rows a derived value rests on; NULL without */
	size_t n_cites;
	const char *op, *field;              /* with cites: how it is derived from them (cites.c); op "": their number */
};
/* a value that a document prints, and what it rests on */
struct data_printed { const struct data_value *v; const struct data_evidence *evidence; };
struct data_stmt;
/* origin: the query context for messages ("query 'arrests'"); evidence: false refuses tables that claims speak of (evidence = "none") */
struct data_stmt *data_prepare(struct data *d, const char *sql, bool evidence, struct err *e);
/* [bytes] where in its SQL the last data_prepare that was refused is wrong; false when that is not known */
bool data_refused_at(const struct data *d, size_t *at);
bool data_sql_ordered(const char *sql);                       /* it has an outermost ORDER BY */
void data_stmt_drop(struct data_stmt *s);
/* binds :name; unknown names and names left unbound are errors (with the nearest) */
bool data_bind_text(struct data_stmt *s, const char *name, const char *text, struct err *e);
bool data_bind_int(struct data_stmt *s, const char *name, long long v, struct err *e);
bool data_bind_null(struct data_stmt *s, const char *name, struct err *e);
bool data_bound(struct data_stmt *s, struct err *e);          /* false when a parameter was left out; the first step looks too */
/* 1 a row, 0 done, -1 error. Every cell with an origin was read again at (table, key, column) and compared; a derived value
 * with cites was derived again from the cited rows. A cites column itself is not among the columns. */
int data_step(struct data_stmt *s, struct err *e);
size_t data_columns(const struct data_stmt *s);
const char *data_column_name(const struct data_stmt *s, size_t i);
/* why nothing can stand for the column's values, and what to do; NULL: they have a cell, or rows that are cited. Lives as long as s */
const char *data_column_lacks(const struct data_stmt *s, size_t i);
const struct data_value *data_column(const struct data_stmt *s, size_t i);   /* valid until the next step */

/* ---- evidence.c: what a value rests on */
struct data_evidence {
	const char **claims;  size_t n_claims;       /* claim ids, sorted */
	const char **sources; size_t n_sources;      /* source or instrument ids, in order of the claims, each once */
	const char **rulings; size_t n_rulings;      /* identity disputes that the claims rest on */
	const char *opinion;                         /* a claim, where nothing but opinion, speculation or prediction stands for the value */
	bool alleged, disputed;                      /* of a cell: what grade() says; disputed by what is in disputes */
	const char **disputes; size_t n_disputes;
	bool apparatus;                              /* the table is not one that claims speak of: needs no mark */
	const char *uneven;                          /* of a derived value: why its sources do not stand for all that it counts; NULL: they do */
};
/* of a cell (column NULL: of the row), or of a derived value's cited rows; arrays and strings live in the arena */
bool data_evidence_of(struct data *d, const struct data_value *v, struct arena *a, struct data_evidence *out, struct err *e);
bool data_certainly_before(const struct data *d, const char *earlier, const char *later);    /* as the SQL function; NULL is no date */
/* 'established', 'reported', 'alleged' or 'disputed', NULL without a claim: the SQL function grade() ('attest help functions') */
bool data_grade(struct data *d, const char *ref, const char *field, const char **grade, struct err *e);
/* the sources that a source took from in this way (kind: relays, quotes), in the order of source_link; false: none to tell */
bool data_source_parents(struct data *d, const char *source, const char *kind, struct arena *a, const char *const **parents, size_t *n);
/* one cell by row id, NULL kind when the cell is NULL; false when there is no such row or column. Strings live in the arena. */
bool data_cell(struct data *d, const char *id, const char *column, struct arena *a, struct data_value *out, struct err *e);
/* a whole row by id, as parallel arrays in the arena; false when there is none */
bool data_row(struct data *d, const char *id, struct arena *a, const char **table, const char *const **columns,
    struct data_value **values, size_t *n);

/* where a claim rests: its passages that do not contradict it, each with its source, in the order of claim_source; arena */
struct data_passage { const char *id, *source; };
bool data_passages(struct data *d, const char *claim, struct arena *a, struct data_passage **out, size_t *n, struct err *e);
/* op over a field of these rows ("": their number), as cites() derives it. False: a row or the field is not there */
bool data_derive(struct data *d, const char *op, const char *field, const char *const *ids, size_t n, struct arena *a,
    struct data_value *out, struct err *e);

/* ---- content.c: a hash of all that d holds, the same whatever file or folder it came in */
bool data_content_hash(struct data *d, char hex[HASH_HEX_SIZE], struct err *e);
bool data_packed_hash(struct data *d, char hex[HASH_HEX_SIZE]);              /* the same as pack stored it; false: none, or written to since */

/* ---- own.c: what an organisation says of itself and of its meeting, in JSON files (--org, --meeting) that are no part of a dataset */
enum data_own_kind { DATA_OWN_ORG, DATA_OWN_MEETING };
#define DATA_OWN_BYTES_MAX (1024u * 1024)     /* [bytes] of such a file */
struct data_own;
struct data_own_field {
	const char *key;
	bool given;
	const char *text;                    /* NULL: absent, or a list */
	enum data_format format;             /* DATA_EDTF: a day */
	const char **items; size_t n_items;  /* lines of "contact", ids of "rests_on" */
	const struct data_own *rows; size_t n_rows;  /* "asks" */
};
struct data_own {                            /* one object, with a field for each key that it may have */
	const char *file;                    /* of the outermost */
	struct data_own_field *fields; size_t n;
};
/* all in the arena; NULL: the error names file and key, or the line. json[n] is NUL */
struct data_own *data_own_parse(enum data_own_kind kind, const char *file, const char *json, size_t n, struct arena *a, struct err *e);
const struct data_own_field *data_own_field(const struct data_own *o, const char *key);      /* NULL: it cannot have that key */
bool data_own_check(struct data *d, const struct data_own *o, struct err *e);        /* the rows that asks rest on are in d */

/* ---- check.c: the rules of a dataset, each of which finds the places that break it (checks.sql lists them) */
extern const char data_checks_sql[];                  /* checks.sql, made into C by build.sh */
enum data_check_where { DATA_CHECK_DATA, DATA_CHECK_RUN, DATA_CHECK_PACK, DATA_CHECK_SOURCES };
const char *data_check_where_name(enum data_check_where where);
struct data_check {
	const char *code, *rule;
	char severity;                       /* E W I */
	enum data_check_where where;
	bool ran;
	const char *why_not;                 /* why it did not run, and what to do; NULL: it ran */
	size_t findings;
};
enum data_finding_state { DATA_FINDING_OPEN, DATA_FINDING_SETTLED /* by its dispute */, DATA_FINDING_WAIVED };
struct data_finding {
	const struct data_check *check;
	size_t row;                          /* [0-based] of check among the checks */
	char severity;
	enum data_finding_state state;
	const char *table, *ref, *field;     /* the place; field NULL: the row, table NULL: no row of the dataset */
	const char *message;
	const char *dispute;                 /* that the cell's claims rest on, also while it is open; NULL without */
	const char *waiver, *until;          /* of a waived finding */
	const char *lo, *hi;                 /* [yyyy-mm-dd] the days that it computed, for a chart; NULL */
	const char *const *sources; size_t n_sources;
	bool disputable;
	const char *kinds;                   /* of disputes that can answer it, apart by blanks; "" any */
};
struct data_check_file { const char *name; const char *p; size_t n; };    /* a document; p borrowed [n bytes] */
struct data_check_options {
	const char *date;                    /* the day that waivers and re-checks are held against; NULL: the dataset's as-of */
	const struct data_check_file *files; size_t n_files;   /* of checks on the documents; none: these do not run */
	bool (*has_glyph)(void *ctx, uint32_t cp);             /* of the fonts inside; NULL: that check does not run */
	void *ctx;
};
struct data_checked {                        /* all in the arena */
	const char *date;
	struct data_check *checks; size_t n_checks;
	struct data_finding *findings; size_t n_findings;      /* by check, then by place */
	size_t counts[3][3];                 /* [severity E W I][state] */
};
bool data_check(struct data *d, const struct data_check_options *o, struct arena *a, struct data_checked *out, struct err *e);

/* ---- edtf.c: ISO 8601-2:2019 (EDTF) levels 0 and 1, and 'one of a set' */
struct data_edtf { char lo[11], hi[11]; char qualifier; /* 0 ? ~ % */ int precision; /* 1 year 2 month 3 day */ bool open_start, open_end, interval; };
/* how far '~' widens a date; of a dataset: data_fuzz */
struct data_fuzz { int days, months, years; };
extern const struct data_fuzz data_fuzz_default;
#define DATA_FUZZ_MAX 1000
/* a row of meta: takes fuzz-days, fuzz-months and fuzz-years, passes over others; false: that value cannot be taken */
bool data_fuzz_take(struct data_fuzz *f, const char *id, const char *value);
bool data_edtf_parse(const char *s, const struct data_fuzz *fuzz, struct data_edtf *out);    /* fuzz NULL: data_fuzz_default */
bool data_edtf_exact(const struct data_edtf *v);              /* one day, and nothing uncertain about it */
/* of two days yyyy-mm-dd; false when one is none */
bool data_days_between(const char *from, const char *to, long *days);
bool data_day_shift(const char *iso, long days, char out[11]);/* false when the day it comes to is outside of 0001..9999 */

#endif
