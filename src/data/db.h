/* db.h: what the files of this folder share: the handle, its schema, statements, ids.
 *
 *   struct data ── one SQLite handle, read-only for everybody but import and project while they fill it
 *   struct schema ─ tables, columns and references as SQLite tells them; nothing here knows a table of ours by heart except
 *                   registry, meta, restriction, claim, claim_source, passage, dispute and instrument */
#ifndef DATA_DB_H
#define DATA_DB_H

#include "data/data.h"

#include <sqlite3.h>

/* ---- schema.c */
#define SCHEMA_NONE (-1)
#define SCHEMA_ANY (-2)                       /* a reference to registry: a row of any table */
struct schema_column {
	const char *name, *type;              /* type as declared */
	const char *fallback;                 /* DEFAULT as SQL text, NULL without */
	enum data_format format;
	int ref;                              /* index of the table referred to, SCHEMA_NONE or SCHEMA_ANY */
	int lo, hi;                           /* of an EDTF column <stem>_e: columns <stem>_lo and _hi, else SCHEMA_NONE */
	bool not_null, computed;              /* computed: is some column's lo or hi */
};
struct schema_table {
	const char *name;
	struct schema_column *columns;
	size_t n;                             /* [columns] */
	int id, level;                        /* columns, SCHEMA_NONE when absent */
	bool view;
};
struct schema {
	struct schema_table *tables;          /* sorted by name; without sqlar and SQLite's own */
	size_t n;                             /* [tables] */
	const char **names;                   /* of the tables, for messages */
};
bool schema_load(sqlite3 *db, struct arena *a, struct schema *s, struct err *e);
int schema_find(const struct schema *s, const char *table);
int schema_column(const struct schema_table *t, const char *column);
const char *const *schema_column_names(const struct schema_table *t, struct arena *a);
enum data_format schema_format(const char *type);
/* column IN('a','b'): the allowed words, at most max, in the arena; 0 when the rule is something else */
size_t schema_words(struct arena *a, const char *rule, const char *column, const char **words, size_t max);
size_t schema_words_of(struct arena *a, const char *table, const char *column, const char **words, size_t max);    /* by our own schema */

/* ---- ids.c: from strings to row numbers */
struct ids {
	struct ids_slot { const char *key; size_t value; } *slots;  /* owned; keys borrowed */
	size_t cap, n;
};

/* ---- open.c */
struct guard {                                /* what the authorizer judges by, while a statement is being compiled */
	bool on, installed;
	bool evidence;                        /* tables that claims speak of may be read */
	struct err refused;
	char culprit[128];                    /* the name that was refused, "" for the statement itself */
	bool placed; size_t at;               /* [bytes] where in the SQL the last refused statement is wrong */
	const char **modules; size_t n_modules;   /* virtual tables that SQLite has by itself, in the arena */
};
struct data {
	sqlite3 *db;                          /* owned */
	struct data_image *image;             /* owned; NULL unless data_open_path opened it */
	struct data_image *lies_in;           /* borrowed; NULL unless db is that of an image */
	struct arena *arena;                  /* owned: schema, meta, names */
	struct schema schema;
	enum data_level level;
	struct data_fuzz fuzz;                /* of '~', as meta says */
	bool old;                             /* of an older schema version */
	const char **evident;                 /* tables that claims speak of, sorted; NULL until asked for */
	size_t n_evident;
	struct guard guard;
	struct data_left_out left;
	const char *facts_until;              /* NULL until asked for */
	sqlite3_stmt *where_is;               /* owned: registry id -> tbl; NULL until used */
	struct ids claims;                    /* from claims that were followed to their place in followed */
	struct followed {
		const char **sources; size_t n_sources;
		const char *value, *dispute;  /* dispute: NULL for none */
		bool identity, open;          /* of the dispute: its kind; not decided */
		bool preferred, firm, opinion;        /* firm: more than an allegation; opinion: it rests on opinion, speculation or prediction alone */
	} *followed;  /* owned; strings in the arena */
	size_t followed_cap;
	struct lineage *lineage;              /* owned; NULL until asked for */
	struct cached { struct cached *next; const char *key; sqlite3_stmt *stmt; } *cache;  /* owned: db_cached */
};
struct data *data_new(struct err *e);         /* an empty database in memory */
struct data *data_new_at(const char *path, struct err *e);     /* in an empty file, with little memory */
bool data_ready(struct data *d, struct err *e); /* after filling or opening: schema, level, limits */
bool data_is_evident(struct data *d, const char *table);
bool data_evident_load(struct data *d, struct err *e);
/* the id of meta's row that keeps the list of evident tables, so that a level without claims does not lose it */
#define META_EVIDENT "evidence-tables"
const char *data_table_of(struct data *d, const char *id);    /* through the registry; NULL when there is no such row */

/* ---- db.c */
bool db_fail(sqlite3 *db, struct err *e);     /* sets e to SQLite's message; returns false */
void db_watch(sqlite3 *db);                   /* its statements end when time is over */
char *db_one_line(struct arena *a, const char *s);   /* a rule that the schema breaks over lines */
bool db_time_left(struct err *e);                                   /* polled by what reads files of any size */
bool db_exec(sqlite3 *db, const char *sql, struct err *e);
/* fmt as sqlite3_mprintf: %w doubles quotes inside "..."; NULL on error */
sqlite3_stmt *db_prepare(sqlite3 *db, struct err *e, const char *fmt, ...);
sqlite3_stmt *db_cached(struct data *d, struct err *e, const char *fmt, ...);   /* borrowed, reset and unbound */
bool db_copy(sqlite3 *from, sqlite3 *to, struct err *e);       /* page by page */
unsigned char *db_bytes(sqlite3 *db, size_t *n, struct err *e);/* canonical bytes after VACUUM; sqlite3_free */
bool db_settle(int fd, struct err *e);        /* the header of a database file, open for writing, into canonical bytes */
const char *db_text(sqlite3_stmt *s, int column, struct arena *a);      /* a copy; NULL for NULL */
/* whether there is a row of these two, which the SQL names ?1 and ?2; true on error, too, with e set */
bool db_pair(struct data *d, const char *sql, const char *a, const char *b, struct err *e);
void db_bind(sqlite3_stmt *s, int i, const char *text);        /* static text; NULL binds null */
sqlite3_stmt *db_inserter(sqlite3 *db, const struct schema_table *t, struct err *e);   /* one parameter for each column */
/* rows of a table by id, where it has one, the columns as schema_load tells them: SELECT * would have generated columns too */
sqlite3_stmt *db_reader(sqlite3 *db, const struct schema_table *t, struct err *e);

/* ---- ids.c, the functions */
#define IDS_NONE SIZE_MAX
size_t ids_get(const struct ids *m, const char *key);
size_t ids_add(struct ids *m, const char *key, size_t value);   /* the value already there, else IDS_NONE */
void ids_drop(struct ids *m);
bool ids_write(sqlite3 *db, const struct schema *s, struct ids_slot *rows, size_t n, struct err *e);  /* the registry; value: a row's table; sorts rows */
bool ids_well_formed(const char *id);                           /* [a-z0-9][a-z0-9-]* */

/* ---- prose.c: {row-id.column} in CommonMark */
struct prose_ref { char id[128], column[64]; };
bool prose_next(const char **p, struct prose_ref *out);         /* the next placeholder with a dot; false at the end */

/* ---- mention.c: names as words in text */
#define MENTION_NONE SIZE_MAX
#define MENTION_KEPT (SIZE_MAX - 1)           /* value of a name that may stand, and of what lies within it */
struct mention;
struct mention *mention_new(void);
void mention_drop(struct mention *m);
void mention_add(struct mention *m, const char *name, size_t value);
void mention_add_words(struct mention *m, const char *name, size_t value);       /* its longer words one by one: surnames stand alone */
/* value of the first name that the text mentions. id: it is a row's id, where everything is small */
size_t mention_find(struct mention *m, const char *text, size_t n, bool id);

/* ---- project.c: data_project, with substitutes held against the tables' CHECKs */
struct data *project_to(struct data *d, enum data_level level, bool checked, const char *const *withheld, size_t n_withheld,
    struct err *e);
struct data *project_level(struct data *d, enum data_level level, struct err *e);   /* with who withdrew consent: only leak.c may look */
struct data *project_consent(struct data *d, struct err *e);    /* without who withdrew consent; d itself when nobody did, else d is dropped */

/* ---- image.c, for pack.c: [ program | zeros | record | database | trailer ], record directly before the database
 *   0 "attest-image-1\0\0"   16 program bytes (64-bit big endian)   24 zeros   32 hash in hex [64]
 * hash = SHA-256 over the hex SHA-256 of everything before it and of everything after it. */
#define IMAGE_PAGE 4096u
#define IMAGE_RECORD 96u
#define IMAGE_TRAILER 25u
#define IMAGE_MAGIC "attest-image-1\0\0"
#define IMAGE_MARK "Start-Of-SQLite3-"
#define IMAGE_CONTENT "dataset.sha256"       /* the asset that keeps the dataset's content hash */
bool image_untouched(const struct data_image *im);            /* SQLite has not written to it since it was packed: it counts its changes */
void image_hash(const unsigned char *file, size_t offset, size_t n, char hex[HASH_HEX_SIZE]);
void image_put64(unsigned char *p, uint64_t v);
/* rows: many small reads follow, not a few large ones. Caller closes */
sqlite3 *image_connect(struct data_image *im, bool rows, struct err *e);

/* ---- cites.c */
#define CITES_MAX 100000u                     /* [ids] one aggregate may collect */
struct cites {
	const char *op, *field;               /* op "" for plain cites(id) */
	const char **ids;                     /* sorted, distinct */
	size_t n;
};
bool cites_register(sqlite3 *db, struct err *e);
bool cites_parse(const char *text, struct arena *a, struct cites *out);
/* derives the value again from the cited rows and compares */
bool cites_check(struct data *d, const struct cites *c, const struct data_value *v, const char *column, struct err *e);

/* ---- evidence.c */
const char *data_spoken_of(struct data *d, const char *table, const char *column);    /* the column that claims on this one name */

/* ---- functions*.c: the derivations, as SQL functions of every handle and, where C needs one, by name */
bool functions_register(struct data *d, struct err *e);
bool functions_dates_register(struct data *d, struct err *e);
bool functions_names_register(struct data *d, struct err *e);
bool functions_claims_register(struct data *d, struct err *e);
bool functions_people_register(struct data *d, struct err *e);
#define FUNCTION_PURE 1u                      /* flags of functions_add: reads nothing but its arguments */
bool functions_add(struct data *d, const char *name, int n_args, unsigned flags,
    void (*f)(sqlite3_context *, int, sqlite3_value **), struct err *e);
bool functions_read_evidence(const char *name);   /* it tells what a report with evidence = "none" may not read */
/* an argument as text: NULL for NULL; what is longer than FUNCTION_TEXT_MAX or holds a NUL is an error of x, and false */
#define FUNCTION_TEXT_MAX 10000               /* [bytes] */
bool functions_text(sqlite3_context *x, const char *function, sqlite3_value *v, const char **text);
/* one row of s, bound: its column is the result; no row: NULL */
void functions_row(sqlite3_context *x, sqlite3_stmt *s, int column, struct err *e);
void functions_fail(sqlite3_context *x, const char *function, const struct err *e);
/* a statement of ours that runs within one of a stranger; as db_cached */
sqlite3_stmt *functions_cached(struct data *d, struct err *e, const char *sql);

/* functions_claims.c */
void lineage_drop(struct lineage *l);
bool lineages_of(struct data *d, const char *const *sources, size_t n, size_t *out, struct err *e);    /* how many they are of */

/* functions_people.c: how many people these are, each id once or more often */
struct headcount { const char **ids; size_t n; };   /* ids of table person */
struct headcount_range { long long lo, hi; bool open; };      /* open: hi is no upper bound, there is none */
bool headcount_of(struct data *d, const struct headcount *h, struct headcount_range *out, struct err *e);

/* ---- sql.c: the text of a query. Begin with {.p = sql} */
enum sql_kind { SQL_OTHER, SQL_WORD, SQL_NAME /* quoted */, SQL_STRING, SQL_NUMBER, SQL_VARIABLE };
struct sql_token {
	enum sql_kind kind;
	const char *p; size_t n;              /* in the SQL */
	int depth;                            /* open parentheses; both of a pair count as within */
};
bool sql_next(struct sql_token *t);           /* false at the end */
bool sql_is(const struct sql_token *t, const char *word);      /* a bare word, whatever its case */
bool sql_names(const struct sql_token *t, const char *name);
bool sql_grouped(const char *sql);           /* it has an outermost GROUP BY */
bool sql_find(const char *sql, const char *name, size_t *at);  /* [bytes] of the first token of this name */
size_t sql_extent(const char *sql, size_t at);
bool sql_table_of(const char *sql, const char *alias, const struct schema *s, int *table);
/* the result column [0-based] is count, sum, min, max or a headcount(...) and nothing else, as far as the text tells */
bool sql_aggregate(const char *sql, size_t column);

/* ---- guard.c */
sqlite3_stmt *guard_prepare(struct data *d, const char *sql, bool evidence, struct err *e);

/* ---- terms.c: many strings looked for at once */
#define TERM_MIN 8u                           /* [bytes] shorter ones are not added */
struct term {
	const char *text, *table, *column, *row;      /* where the full dataset has it; borrowed */
	size_t n;                             /* [bytes] */
	uint32_t next, next_whole;            /* terms.c's own */
	bool known;                           /* it tells nothing: the packed dataset may have it */
	bool in_cell;                         /* some cell holds it */
};
struct terms;
struct terms *terms_new(void);
void terms_drop(struct terms *t);
void terms_add(struct terms *t, const struct term *term);      /* once each text */
struct term *terms_get(struct terms *t, const char *text, size_t n);
/* where the term may stand within something else: the caller looks at p[at - 1] and p[at + term->n] */
void terms_scan(struct terms *t, const char *p, size_t n, void (*hit)(void *ctx, struct term *term, const char *p, size_t n, size_t at), void *ctx);

/* ---- leak.c: what was dropped must not be in the file */
struct leak_bytes { const unsigned char *database, *program; size_t n_database, n_program; };
bool leak_check(struct data *full, struct data *dataset, sqlite3 *packed, const struct leak_bytes *b, struct err *e);

#endif
