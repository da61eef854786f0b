/* feed.h: tables on their way in, whatever file they come from; what is wrong with them is collected and told together.
 *
 *   paths ── feed_find ──> inputs, sorted by table ── feed_read ──> sink: table(columns), then its rows one by one
 *
 * A reader holds one row at a time (JSON: one file), so a file may be larger than memory. */
#ifndef DATA_FEED_H
#define DATA_FEED_H

#include "data/db.h"

enum feed_kind { FEED_CSV, FEED_JSON, FEED_NDJSON, FEED_SQLITE };
struct feed_input {                  /* a file, or one table of a file that has several */
	enum feed_kind kind;
	const char *path, *table;    /* table: by the file's name, or within the file */
	const char *text;            /* FEED_CSV: what stands in it, borrowed; NULL: it is read */
	struct data_image *image;    /* FEED_SQLITE: borrowed from the list */
	sqlite3 *db;                 /* borrowed from the list */
	const struct schema_table *columns;  /* FEED_SQLITE */
	struct json_file *json;      /* FEED_JSON: borrowed from the list, and the array of objects in it */
	void *value;
	size_t order;                /* of the path among the paths: for the order of messages */
};
struct feed {
	struct arena *a;             /* borrowed; lives as long as the feed */
	struct data_problems *problems;
	struct feed_input *list;     /* owned */
	size_t n, cap;
	struct feed_open { struct data_image *image; sqlite3 *db; struct json_file *json; } *open;   /* owned */
	size_t n_open, cap_open;
	size_t paths;                /* seen so far */
	bool ours;                   /* one of them is an evidence dataset: it has a table meta, or a registry in SQLite */
};
struct feed_table {
	const struct feed_input *from;
	const char *const *columns; size_t n;
	const char *const *types;    /* as declared, of SQLite; NULL: all are text */
};
struct feed_sink {
	void *ctx;
	bool (*table)(void *ctx, const struct feed_table *t);        /* false: the rows are not wanted */
	/* cells: NULL is empty; borrowed for the call. False: no more */
	bool (*row)(void *ctx, size_t line, const char *const *cells);
	void (*lost)(void *ctx, const char *raw, size_t n);          /* a row that cannot be read; n 0: nobody knows how many */
	struct data_problems *problems;
	struct err *e;                                               /* what ends all reading: time is over */
};
bool feed_find(struct feed *f, const char *const *paths, size_t n, struct err *e);   /* false: nothing to read, or time is over */
void feed_drop(struct feed *f);
bool feed_read(const struct feed *f, const struct feed_input *in, const struct feed_sink *sink);    /* false: sink->e is set, or row said so */
const char *feed_place(struct arena *a, const struct feed_input *in, size_t line);   /* "pet.csv:3", "team.db: table 'pet', row 3" */
bool feed_is_name(const char *path);             /* its ending says CSV, JSON or NDJSON */

/* ---- problems.c. Each returns false */
bool problems_add(struct data_problems *p, const struct feed_input *in, size_t line, const char *fmt, ...) PRINTF(4, 5);
bool problems_take(struct data_problems *p, size_t order, struct err *e);            /* an error as it stands; e is unset */
bool problems_full(const struct data_problems *p);                                   /* only counted from now on */
bool problems_tell(struct data_problems *p, struct err *e);                          /* sorted: the first as the error, those that fit below it */

/* ---- csv.c, json.c */
bool csv_feed(const struct feed_input *in, const struct feed_sink *sink);
char csv_separator(const char *text, size_t n);                                      /* of a whole file, by its first line */
struct json_file;
struct json_file *json_open(struct feed *f, const char *path, const char *table);    /* adds its tables to f; NULL: a problem was added */
void json_drop(struct json_file *j);
bool json_feed(const struct feed_input *in, const struct feed_sink *sink);
bool ndjson_feed(const struct feed_input *in, const struct feed_sink *sink);

#endif
