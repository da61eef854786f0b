/* table.h: a table's description, read once, and what its rows need while they are added.
 *
 *   table.c    doc:table: the description, head, caption, notes, what prints without rows
 *   rows.c     one row after the other into nodes; groups
 *   stream.c   data.source: rows that are read while layout composes them
 *
 * A description lies in the run's arena; a streamed table is still asked for rows when the script has ended. */
#ifndef BIND_TABLE_H
#define BIND_TABLE_H

#include "bind/bind.h"

struct bind_column {
	const char *place;                   /* for messages: "doc:table: column 2 'Born'" */
	const char *field, *how;             /* path of a value, or */
	struct bind_content *cell;           /* content for each row */
	bool marks, header;
	struct bind_style *style;            /* of its cells; NULL: the table's */
	struct layout_column layout;
	const struct bind_columns *of;       /* where field was found last, as the column */
	size_t at;
};

struct bind_group {                          /* rows of one value of a field */
	const char *field, *how;             /* NULL field: rows are not grouped */
	struct bind_content *head;           /* in place of the value; NULL: the value */
	struct bind_style *cell, *row;
	bool open, null;                     /* a group was begun; its rows have a NULL there */
	char *value; size_t cap;             /* of the last row that had one [bytes] */
};

struct bind_table {
	struct bind_column *columns; size_t n;
	struct bind_group group;
	struct bind_env env;                 /* outer one, a place on the stack */
	struct bind_style *head, *cell, *head_row, *row;
	bool marks;                          /* one of the columns holds the marks */
	struct bind_shorten shorten;
	const char *nothing;                 /* printed for a NULL */
	int32_t node, body;                  /* LAYOUT_NONE body: none was begun */
	lua_Integer rows;                    /* added so far */
};

/* ---- rows.c */
int32_t bind_table_row(struct bind *b, int32_t group, struct bind_style *style);
int32_t bind_table_cell(struct bind *b, int32_t row, bool head, bool header, struct bind_style *style);
void bind_table_begin(struct bind_table *t); /* before the first row, and again before it is added anew */
int32_t bind_table_add(lua_State *L, struct bind_table *t);  /* the row on top of the stack; its node */
int32_t bind_table_add_measured(lua_State *L, struct bind_table *t, int32_t body);      /* the same, into a body that does not print */

/* ---- stream.c */
/* what rows printed that were read and forgotten */
void bind_streams_printed(const struct bind *b, void (*each)(void *ctx, const struct bind_heard *h), void *ctx);
struct bind_value *bind_told_copy(struct arena *a, const struct bind_value *v);      /* told.c: what bind_printed needs of it */
struct bind_source {
	const struct bind_query *query;
	const struct bind_columns *columns;
	struct bind_argument *arguments; size_t n;
};
void bind_source_open(lua_State *L);         /* pushes nothing; makes the metatable */
void bind_push_source(lua_State *L, struct bind_source *s);
struct bind_source *bind_to_source(lua_State *L, int index); /* NULL when it is something else */

/* A table's rows on their way. First comes a node without content, the gate: when layout is there, it is found out whether there are rows,
 * and either the table with its notes or what prints without rows is dropped. */
struct bind_stream;
struct bind_stream *bind_stream_new(lua_State *L, struct bind_source *s);     /* adds the gate */
void bind_stream_set(lua_State *L, struct bind_stream *s, const struct bind_table *t, int32_t notes, int32_t empty);

#endif
