/* stream.c: data.source, and tables whose rows are read while layout composes them.
 *
 *   layout               here                                      lives
 *   gate node        ->  longest cells; first batch; table or 'empty' is dropped
 *   rows, again      ->  the batch at hand, or the query anew      a batch: rows, values, texts, evidence
 *   rows             ->  forgets the batch, reads the next         the run: nodes
 *
 * Script code may run here (a metatable of env): under the time limit, and with doc and data closed. While a batch is made, b->arena is the
 * batch's own; what must outlive it goes to b->keep. A statement is owned by a userdata in the registry. */
#include <lauxlib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "bind/table.h"

#define SOURCE "attest.source"
#define BATCH 200                    /* [rows] */

/* Columns are made wide enough for the first batch and for the longest word and the longest text of each column of the query, which one
 * look at all rows finds before: else the 1,000th number would not fit the width of the first hundred. */
struct longest { size_t length; /* [bytes] */ struct bind_row *row; lua_Integer at; struct arena *arena; /* owned */ };

struct bind_stream {
	struct bind_stream *next;
	struct bind_source *source;
	struct bind_table table;
	int32_t gate, notes, empty;
	int32_t fixed;                       /* last child of the table that is not of a row: its head */
	int env;                             /* registry reference */
	struct data_stmt **statement;        /* in a userdata that the registry holds */
	struct arena *batch;                 /* owned; NULL before the first */
	int32_t body, row;                   /* body and last row before the batch, LAYOUT_NONE none */
	struct longest *longest;             /* words, then texts: two for each column of the query */
	bool searched;
	struct arena *told;                  /* owned: what batches that are gone have printed; NULL: nothing */
	struct bind_heard *printed; size_t n_printed, cap_printed;    /* in it */
	lua_Integer at;                      /* the row in hand, from 1 on */
	bool looked, ended;                  /* the gate read the first batch, which is not composed yet; no row is left */
};

/* ---- data.source's handle */
struct bind_source *bind_to_source(lua_State *L, int index)
{
	struct bind_source **u = luaL_testudata(L, index, SOURCE);
	return u != NULL ? *u : NULL;
}

void bind_push_source(lua_State *L, struct bind_source *s)
{
	*(struct bind_source **)lua_newuserdatauv(L, sizeof s, 0) = s;
	luaL_setmetatable(L, SOURCE);
}

static int l_source_operation(lua_State *L)
{
	const struct bind_source *s = bind_to_source(L, 1) != NULL ? bind_to_source(L, 1) : bind_to_source(L, 2);

	bind_raise(L, "the source of query '%s' is only for rows = of doc:table, its rows are read while the page is laid out: "
	    "count in a query, or take data.rows", s->query->name);
}

static int l_source_tostring(lua_State *L)
{
	const struct bind_source *s = *(struct bind_source **)luaL_checkudata(L, 1, SOURCE);

	lua_pushfstring(L, "source of query '%s'", s->query->name);
	return 1;
}

void bind_source_open(lua_State *L)
{
	static const char *const raising[] = {"__index", "__newindex", "__len", "__pairs", "__call", "__concat", "__lt", "__le", "__add", "__sub",
		"__mul", "__div", "__mod", "__pow", "__idiv", "__unm"};

	if (luaL_newmetatable(L, SOURCE)) {
		for (size_t i = 0; i < COUNT_OF(raising); i++) {
			lua_pushcfunction(L, l_source_operation);
			lua_setfield(L, -2, raising[i]);
		}
		lua_pushcfunction(L, l_source_tostring);
		lua_setfield(L, -2, "__tostring");
		lua_pushliteral(L, "dataset source");
		lua_setfield(L, -2, "__name");
		lua_pushboolean(L, 0);
		lua_setfield(L, -2, "__metatable");
	}
	lua_pop(L, 1);
}

/* ---- a table over it */
struct bind_stream *bind_stream_new(lua_State *L, struct bind_source *source)
{
	struct bind *b = bind_of(L);
	struct bind_stream *s = arena_alloc(b->arena, sizeof *s);

	s->source = source;
	s->longest = arena_alloc(b->arena, 2 * (source->columns->n + 1) * sizeof *s->longest);
	s->gate = bind_add_block(L, LAYOUT_ROLE_NONE, LAYOUT_GENERATED, NULL, 0);
	return s;
}

void bind_stream_set(lua_State *L, struct bind_stream *s, const struct bind_table *t, int32_t notes, int32_t empty)
{
	struct bind *b = bind_of(L);

	s->table = *t;
	s->notes = notes;
	s->empty = empty;
	s->fixed = layout_node(b->doc, t->node)->last;
	if (t->env.first != 0)
		lua_pushvalue(L, t->env.first);
	else
		lua_pushnil(L);
	s->env = luaL_ref(L, LUA_REGISTRYINDEX);
	s->statement = bind_push_statement(L);
	luaL_ref(L, LUA_REGISTRYINDEX);
	s->next = b->streams;
	b->streams = s;
}

void bind_streams_drop(struct bind *b)
{
	for (struct bind_stream *s = b->streams; s != NULL; s = s->next) {
		for (size_t i = 0; i < 2 * s->source->columns->n; i++)
			arena_drop(s->longest[i].arena);
		arena_drop(s->batch);
		arena_drop(s->told);
		free(s->printed);
	}
}

/* ---- what a batch leaves behind */

static const char **kept(struct bind *b, const char *const *ids, size_t n)
{
	const char **copy = arena_alloc(b->keep, (n + 1) * sizeof *copy);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(b->keep, ids[i]);
	return copy;
}

/* A count that rests on a ruling, and the sentence on one, are looked for when all pages stand (rulings.c). */
static const struct bind_value *lasting(struct bind *b, const struct bind_value *v)
{
	bool sentence = str_eq(v->v.table, "dispute") && str_eq(v->v.column, "print_as"), instrument = str_eq(v->v.table, "instrument");
	struct bind_value *copy;

	if (!v->passing || (!sentence && !instrument && !bind_needs_sentence(v)))
		return v->passing ? NULL : v;
	copy = arena_alloc(b->keep, sizeof *copy);
	copy->name = arena_strdup(b->keep, v->name);
	copy->v.table = v->v.table;          /* table and column lie in the run's arena */
	copy->v.column = v->v.column;
	copy->v.key = v->v.key != NULL ? arena_strdup(b->keep, v->v.key) : NULL;
	copy->v.n_cites = v->v.n_cites;
	copy->evidence.disputed = v->evidence.disputed;
	copy->evidence.rulings = kept(b, v->evidence.rulings, copy->evidence.n_rulings = v->evidence.n_rulings);
	copy->evidence.disputes = kept(b, v->evidence.disputes, copy->evidence.n_disputes = v->evidence.n_disputes);
	return copy;
}

/* for who asks in the end what was printed (told.c) */
static void note_printed(struct bind *b, struct bind_stream *s, int32_t node, const struct bind_value *v)
{
	struct arena *a = s->told = s->told != NULL ? s->told : arena_new();

	if (!bind_is_told(b, v))
		return;
	s->printed = grow_array(s->printed, &s->cap_printed, s->n_printed + 1, sizeof *s->printed);
	s->printed[s->n_printed++] = (struct bind_heard){node, bind_told_copy(a, v)};
}

void bind_streams_printed(const struct bind *b, void (*each)(void *ctx, const struct bind_heard *h), void *ctx)
{
	for (const struct bind_stream *s = b->streams; s != NULL; s = s->next)
		for (size_t i = 0; i < s->n_printed; i++)
			each(ctx, &s->printed[i]);
}

static void forget(struct bind *b, struct bind_stream *s, int32_t node)
{
	struct layout_node *n = layout_node(b->doc, node);

	if (n->kind == LAYOUT_TEXT) {
		if (n->value != NULL && ((const struct bind_value *)n->value)->passing)
			note_printed(b, s, node, n->value);
		n->text = "";
		n->value = n->value != NULL ? lasting(b, n->value) : NULL;
	} else if (n->kind == LAYOUT_MARK) {
		n->value = NULL;
	} else {
		for (int32_t i = n->first; i != LAYOUT_NONE; i = layout_node(b->doc, i)->next)
			forget(b, s, i);
	}
}

/* rows behind s->row, which have been composed */
static void forget_batch(struct bind *b, struct bind_stream *s)
{
	struct layout_doc *d = b->doc;
	int32_t body = s->body != LAYOUT_NONE ? s->body : layout_node(d, s->fixed)->next;
	int32_t row = s->row != LAYOUT_NONE ? layout_node(d, s->row)->next : body != LAYOUT_NONE ? layout_node(d, body)->first : LAYOUT_NONE;

	while (body != LAYOUT_NONE) {
		for (; row != LAYOUT_NONE; row = layout_node(d, row)->next)
			forget(b, s, row);
		s->body = body;
		s->row = layout_node(d, body)->last;
		body = layout_node(d, body)->next;
		row = body != LAYOUT_NONE ? layout_node(d, body)->first : LAYOUT_NONE;
	}
	arena_drop(s->batch);
	s->batch = NULL;
}

/* ---- reading */
static bool within(const struct layout_doc *d, int32_t node, int32_t outer)
{
	while (node != LAYOUT_NONE && node != outer)
		node = layout_node(d, node)->parent;
	return node == outer;
}

/* links of marks that layout made in the rows: their nodes serve anew */
static void forget_links(struct bind *b, int32_t table)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->n_links; i++)
		if (!within(b->doc, b->links[i].node, table))
			b->links[kept++] = b->links[i];
	b->n_links = kept;
}

static void open_query(lua_State *L, struct bind_stream *s)
{
	struct bind *b = bind_of(L);
	struct err e = {0};

	data_stmt_drop(*s->statement);
	*s->statement = data_prepare(b->data, s->source->query->sql, b->evidence, &e);
	if (*s->statement == NULL || !bind_arguments(*s->statement, s->source->arguments, s->source->n, &e))
		bind_raise_err(L, &e);
	s->at = 0;
}

/* false when there is none; the statement is closed then */
static bool step(lua_State *L, struct bind_stream *s)
{
	struct err e = {0};
	int more;

	if (limit_time_over())
		bind_raise_time(L);
	s->at++;
	more = data_step(*s->statement, &e);
	if (more < 0) {
		err_context(&e, "query '%s'", s->source->query->name);
		bind_raise_err(L, &e);
	}
	if (more == 0) {
		data_stmt_drop(*s->statement);
		*s->statement = NULL;
	}
	return more > 0;
}

/* ---- the longest cells */
static size_t longest_word(const char *s)
{
	size_t most = 0, n;

	for (; *s != '\0'; s += n + (s[n] != '\0')) {
		n = strcspn(s, " ");
		most = n > most ? n : most;
	}
	return most;
}

static void note_length(struct bind *b, struct bind_stream *s, struct longest *l, size_t length)
{
	if (length <= l->length)
		return;
	arena_drop(l->arena);
	b->arena = l->arena = arena_new();
	l->length = length;
	l->row = bind_read_row(b, *s->statement, s->source->columns, s->source->query->name);
	l->at = s->at;
	for (size_t i = 0; i < s->source->columns->n; i++)
		l->row->values[i].passing = false;       /* it lasts as long as the document */
	b->arena = b->keep;
}

static void find_longest(lua_State *L, struct bind_stream *s)
{
	struct bind *b = bind_of(L);
	size_t n = s->source->columns->n;

	open_query(L, s);
	while (step(L, s))
		for (size_t i = 0; i < n; i++) {
			const char *text = data_column(*s->statement, i)->text;
			if (text == NULL)
				continue;
			note_length(b, s, &s->longest[i], longest_word(text));
			note_length(b, s, &s->longest[n + i], strlen(text));
		}
	s->searched = true;
}

/* for messages of layout */
static void number_row(struct bind *b, int32_t row, lua_Integer n) { layout_node(b->doc, row)->line = n < INT_MAX ? (int)-n : -INT_MAX; }

/* each row once, into a body that does not print; those of the first batch are measured there */
static void add_longest(lua_State *L, struct bind_stream *s)
{
	struct bind *b = bind_of(L);
	size_t n = 2 * s->source->columns->n;
	int32_t body = layout_add(b->doc, s->table.node, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL);

	layout_node(b->doc, body)->dropped = true;
	for (size_t i = 0; i < n; i++) {
		bool again = s->longest[i].at <= BATCH;
		for (size_t k = 0; k < i && !again; k++)
			again = s->longest[k].at == s->longest[i].at;
		if (again)
			continue;
		s->at = s->longest[i].at;
		bind_push_row(L, s->longest[i].row);
		number_row(b, bind_table_add_measured(L, &s->table, body), s->at);
		lua_pop(L, 1);
	}
}

/* ---- batches */
static void rewind_rows(lua_State *L, struct bind_stream *s)
{
	struct bind *b = bind_of(L);

	forget_links(b, s->table.node);
	layout_cut(b->doc, s->table.node, s->fixed);
	s->body = s->row = LAYOUT_NONE;
	s->ended = false;
	s->n_printed = 0;
	arena_drop(s->told);
	s->told = NULL;
	bind_table_begin(&s->table);
	if (!s->searched)
		find_longest(L, s);
}

struct asking { struct bind_stream *s; bool again; };

static int l_read(lua_State *L)
{
	const struct asking *a = lua_touserdata(L, 1);
	struct bind_stream *s = a->s;
	struct bind *b = bind_of(L);

	if (a->again)
		rewind_rows(L, s);
	b->arena = s->batch = arena_new();
	lua_rawgeti(L, LUA_REGISTRYINDEX, s->env);
	s->table.env.first = lua_isnil(L, -1) ? 0 : lua_gettop(L);
	if (a->again) {
		add_longest(L, s);
		open_query(L, s);
	}
	for (int i = 0; i < BATCH && !s->ended; i++) {
		s->ended = !step(L, s);
		if (s->ended)
			break;
		bind_push_row(L, bind_read_row(b, *s->statement, s->source->columns, s->source->query->name));
		number_row(b, bind_table_add(L, &s->table), s->at);
		bind_check_sources(L);
		lua_settop(L, 2);
	}
	return 0;
}

/* "report.lua:12: doc:table: row 7: ..." */
static bool name_row(struct bind *b, const struct bind_stream *s, struct err *e)
{
	const char *prefix = "doc:table: ", *what = e->msg + (str_starts(e->msg, prefix) ? strlen(prefix) : 0);
	struct err said = {.set = true};

	if (limit_time_over())
		return false;
	snprintf(said.more, sizeof said.more, "%s", e->more);
	snprintf(said.msg, sizeof said.msg, "%sdoc:table: row %lld: %.1500s", layout_where(b->doc, s->table.node), (long long)s->at, what);
	*e = said;
	return false;
}

static bool read_batch(struct bind *b, struct bind_stream *s, bool again, struct err *e)
{
	struct asking a = {s, again};
	bool ok;

	if (again) {
		arena_drop(s->batch);
		s->batch = NULL;
	} else {
		forget_batch(b, s);
	}
	ok = b->guard != NULL ? b->guard(b->host, l_read, &a, e) : bind_protect(b, l_read, &a, e);
	b->arena = b->keep;
	return ok || name_row(b, s, e);
}

/* ---- what layout asks */
bool bind_stream_at(const struct bind *b, int32_t node)
{
	const struct bind_stream *s = b->streams;

	while (s != NULL && s->gate != node)
		s = s->next;
	return s != NULL;
}

bool bind_stream_look(struct bind *b, int32_t node, struct err *e)
{
	struct bind_stream *s = b->streams;
	bool rows;

	while (s->gate != node)
		s = s->next;
	if (!read_batch(b, s, true, e))
		return false;
	s->looked = true;
	rows = s->table.rows > 0;
	layout_node(b->doc, s->table.node)->dropped = layout_node(b->doc, s->notes)->dropped = !rows;
	layout_node(b->doc, s->empty)->dropped = rows;
	return true;
}

bool bind_stream_rows(void *ctx, struct layout_doc *d, int32_t table, bool again, struct err *e)
{
	struct bind *b = ctx;
	struct bind_stream *s = b->streams;
	bool looked;

	(void)d;
	while (s != NULL && s->table.node != table)
		s = s->next;
	if (s == NULL)
		return true;
	looked = s->looked && again;
	s->looked = false;
	return looked || (s->ended && !again) || read_batch(b, s, again, e);
}
