/* table.c: doc:table.
 *
 *   Table > Caption?, THead > TR > TH..., TBody > TR > TD...
 *
 * Columns are read once into an array; then each row is printed by it, without a callback per row. The marks of a row stand at the end of
 * its cells, or together in the column that asks for them. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define SHARE_MAX 1000               /* sums of shares stay small */

struct column {
	const char *field, *how;             /* path of a value, or */
	struct bind_content *cell;           /* content for each row */
	bool marks, header;
	struct layout_column layout;
};

struct table {
	struct column *columns; size_t n;
	struct bind_env env;                 /* outer one */
	struct bind_style *head, *cell, *head_row, *row;
	bool marks;                          /* one of the columns holds the marks */
	struct bind_shorten shorten;
	int32_t body;
};

/* The description is read once: a metatable of the script's could answer otherwise the second time. */
enum { DESCRIPTION = 2, ENV, ROWS, COLUMNS };        /* stack of doc:table */

/* ---- reading the description */
static const char *in_column(lua_State *L, const char *key) { return arena_printf(bind_of(L)->arena, "doc:table: column: '%s'", key); }

static const char *field_string(lua_State *L, int index, const char *key)
{
	const char *s = NULL;

	if (lua_getfield(L, index, key) != LUA_TNIL)
		s = arena_strdup(bind_of(L)->arena, bind_string(L, -1, in_column(L, key)));
	lua_pop(L, 1);
	return s;
}

static bool field_flag(lua_State *L, int index, const char *key)
{
	bool on;

	lua_getfield(L, index, key);
	on = bind_flag(L, -1, in_column(L, key));
	lua_pop(L, 1);
	return on;
}

static struct bind_content *field_content(lua_State *L, int index, const char *key)
{
	struct bind_content *c = NULL;

	if (lua_getfield(L, index, key) != LUA_TNIL)
		c = bind_check_content(L, -1, arena_printf(bind_of(L)->arena, index == DESCRIPTION ? "doc:table: '%s'" : "doc:table: column: '%s'", key));
	lua_pop(L, 1);
	return c;
}

static void read_layout(lua_State *L, int index, struct layout_column *c)
{
	static const char *const aligns[] = {"left", "right", "center"};

	if (lua_getfield(L, index, "width") != LUA_TNIL)
		c->width = bind_extent(L, -1, in_column(L, "width"));
	if (lua_getfield(L, index, "share") != LUA_TNIL)
		c->share = (int)bind_integer(L, -1, in_column(L, "share"), 1, SHARE_MAX);
	if (lua_getfield(L, index, "align") != LUA_TNIL)
		c->align = (enum layout_align)bind_choice(L, -1, in_column(L, "align"), aligns, COUNT_OF(aligns));
	lua_pop(L, 3);
}

static void read_column(lua_State *L, struct column *c)
{
	static const char *const known[] = {"head", "field", "cell", "width", "share", "align", "marks", "header"};
	struct bind *b = bind_of(L);
	int index = lua_gettop(L);
	char *colon;

	bind_table(L, index, "doc:table: 'columns'", "tables such as { head = \"Name\", field = \"name\" }");
	bind_check_keys(L, index, "doc:table: column", known, COUNT_OF(known));
	c->field = field_string(L, index, "field");
	c->cell = field_content(L, index, "cell");
	c->marks = field_flag(L, index, "marks");
	c->header = field_flag(L, index, "header");
	read_layout(L, index, &c->layout);
	if ((c->field != NULL) + (c->cell != NULL) + c->marks != 1)
		bind_raise(L, "doc:table: a column has exactly one of field, cell and marks = true");
	colon = c->field != NULL ? strchr(c->field, ':') : NULL;
	if (colon != NULL) {
		c->how = colon + 1;
		c->field = arena_strndup(b->arena, c->field, (size_t)(colon - c->field));
	}
}

static void read_columns(lua_State *L, struct table *t)
{
	struct bind *b = bind_of(L);

	if (lua_getfield(L, DESCRIPTION, "columns") != LUA_TTABLE || lua_rawlen(L, COLUMNS) == 0)
		bind_wrong(L, COLUMNS, "doc:table: 'columns'", "an array of tables such as { head = \"Name\", field = \"name\" }");
	t->n = lua_rawlen(L, COLUMNS);
	t->columns = arena_alloc(b->arena, t->n * sizeof *t->columns);
	for (size_t i = 0; i < t->n; i++) {
		lua_rawgeti(L, COLUMNS, (lua_Integer)i + 1);
		read_column(L, &t->columns[i]);
		t->marks = t->marks || t->columns[i].marks;
		lua_pop(L, 1);
	}
}

/* ---- building */
static int32_t add_cell(lua_State *L, int32_t row, bool head, const struct column *c, struct bind_style *style)
{
	struct bind *b = bind_of(L);
	bool th = head || c->header;
	int32_t cell = layout_add(b->doc, row, th ? LAYOUT_TH : LAYOUT_TD, LAYOUT_CELL, &style->style);

	layout_node(b->doc, cell)->header = th;
	layout_node(b->doc, cell)->column_scope = head;
	layout_node(b->doc, cell)->line = layout_node(b->doc, row)->line;
	return cell;
}

static int32_t add_row(lua_State *L, struct bind *b, int32_t group, struct bind_style *style)
{
	int32_t row = layout_add(b->doc, group, LAYOUT_TR, LAYOUT_ROW, &style->style);

	layout_node(b->doc, row)->line = bind_node_line(L);
	return row;
}

static void add_head(lua_State *L, int32_t table, struct table *t)
{
	struct bind *b = bind_of(L);
	int32_t group = layout_add(b->doc, table, LAYOUT_THEAD, LAYOUT_ROW_GROUP, NULL), row;

	layout_node(b->doc, group)->header = true;
	row = add_row(L, b, group, t->head_row);
	layout_node(b->doc, row)->header = true;
	for (size_t i = 0; i < t->n; i++) {
		struct bind_rests rests = {0};
		struct bind_pieces pieces;
		int32_t cell = add_cell(L, row, true, &t->columns[i], t->head);
		lua_rawgeti(L, COLUMNS, (lua_Integer)i + 1);
		if (lua_getfield(L, -1, "head") == LUA_TNIL)
			bind_raise(L, "doc:table: column %d has no head: a reader who hears the table needs one", (int)i + 1);
		bind_resolve_inline(L, bind_check_content(L, -1, "doc:table: column: 'head'"), t->env, "doc:table: head", &pieces);
		bind_emit(b, cell, t->head, &pieces, BIND_MARKS_END, &rests);
		lua_pop(L, 2);
	}
}

/* A NULL prints the sign for "nothing reported here", so that no cell is silently blank. */
static void field_pieces(lua_State *L, const struct column *c, struct bind_env env, struct bind_pieces *out)
{
	struct bind *b = bind_of(L);
	struct bind_content *text;

	*out = (struct bind_pieces){0};
	out->end = &out->first;
	bind_path(L, c->field, env, "doc:table");
	text = bind_to_text(L, -1);
	if (text != NULL) {
		bind_resolve_inline(L, text, env, "doc:table: field", out);
	} else if (lua_isnil(L, -1)) {
		struct bind_piece *p = arena_alloc(b->arena, sizeof *p);
		p->kind = BIND_P_TEXT;
		p->text = bind_wording(b, "table.nothing");
		out->first = p;
	} else {
		bind_add_value(L, bind_fact(L, c->field, "doc:table"), c->how, env, out);
		return;
	}
	lua_pop(L, 1);
}

/* the row is on top of the stack */
static int32_t add_body_row(lua_State *L, struct table *t)
{
	struct bind *b = bind_of(L);
	struct bind_env env = {.first = lua_gettop(L), .second = t->env.first};
	int32_t row = add_row(L, b, t->body, t->row), *cells = arena_alloc(b->arena, t->n * sizeof *cells);
	struct bind_rests rests = {0};

	for (size_t i = 0; i < t->n; i++) {
		const struct column *c = &t->columns[i];
		struct bind_pieces pieces = {0};
		cells[i] = add_cell(L, row, false, c, t->cell);
		if (c->marks)
			continue;
		if (c->cell != NULL)
			bind_resolve_inline(L, c->cell, env, "doc:table: cell", &pieces);
		else
			field_pieces(L, c, env, &pieces);
		bind_emit(b, cells[i], t->cell, &pieces, t->marks ? BIND_MARKS_COLLECT : BIND_MARKS_END, &rests);
	}
	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i].marks && b->evidence)
			bind_emit_mark(b, cells[i], t->cell, &rests);
	return row;
}

static void add_rows(lua_State *L, struct table *t)
{
	for (lua_Integer i = 1; lua_rawgeti(L, ROWS, i) != LUA_TNIL; i++) {
		if (bind_to_row(L, -1) == NULL && !lua_istable(L, -1))
			bind_wrong(L, -1, arena_printf(bind_of(L)->arena, "doc:table: row %d", (int)i), "a row of data.rows");
		if (limit_time_over())
			bind_raise_time(L);
		bind_item(bind_of(L), add_body_row(L, t), (int)i, t->shorten);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void add_caption(lua_State *L, int32_t table, struct table *t)
{
	struct bind *b = bind_of(L);
	struct bind_content *c = field_content(L, DESCRIPTION, "caption");
	struct bind_options o = {0};
	int32_t outer = b->at;

	if (c == NULL)
		return;
	o.style = bind_style(L, "caption");
	b->at = table;
	bind_add_paragraph(L, LAYOUT_CAPTION, c, t->env, o, "doc:table: caption");
	b->at = outer;
}

static void print_empty(lua_State *L, struct table *t, struct bind_options o)
{
	struct bind *b = bind_of(L);
	struct bind_content *c = field_content(L, DESCRIPTION, "empty");
	struct err e = {0};

	if (c == NULL) {
		const char *s = bind_wording(b, "table.empty");
		c = bind_markdown(b, NULL, s, strlen(s), &e);
	}
	o.style = bind_style(L, "body");
	bind_add_content(L, c, t->env, o);
}

/*** doc:table(description)
 * A table whose head is repeated on each page. The marks of a row stand at the end of its cells, or together in the column that has marks =
 * true. An empty cell (NULL) prints the wording 'table.nothing', a dash.
 * @param description table: of these keys
 * @param description.rows row[]: what data.rows gave, or an array of tables
 * @param description.columns table[]: at least one, of these keys
 * @param description.columns.head content: one paragraph
 * @param description.columns.field string: path of the value in the row, as "born", "born:short" (see 'attest help placeholders'); default
 *   none
 * @param description.columns.cell content: one paragraph in place of field; its {path} look in the row, then in env; default none
 * @param description.columns.marks boolean: this column holds the marks of the row, in place of field and cell; default false
 * @param description.columns.width length: [points or a string with its unit]; default by share, else by content
 * @param description.columns.share integer: [parts, 1 to 1000] of what the columns with a width leave; default by content
 * @param description.columns.align "left"|"right"|"center": default "left"
 * @param description.columns.header boolean: its cells name their row, for readers who hear the table; default false
 * @param description.caption content: one paragraph above; default none
 * @param description.shorten table: which rows a page budget may leave out ('attest help shorten'); default none
 * @param description.empty content: printed in place of a table without rows; default wording 'table.empty'
 * @param description.env env: for placeholders that the row does not have; default none
 * @param description.style style: see 'attest help theme'; default "table"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an unknown key, a column without head, a path that the row does not have, a value without provenance
 * @usage
 *   doc:table {
 *     rows = d.pets,
 *     columns = {
 *       { head = "Name", field = "name", header = true },
 *       { head = "Born", field = "born:short", width = "30mm" },
 *       { head = "What", cell = "a {kind} of {town}", share = 1 },
 *     },
 *     empty = "There are no pets.",
 *   }
 * @usage [claims]
 *   doc:table {
 *     rows = d.acts,
 *     columns = {
 *       { head = d.t["timeline.col.date"], field = "start_e:short" },
 *       { head = d.t["timeline.col.event"], field = "kind", header = true },
 *       { head = d.t["timeline.col.sources"], marks = true, width = 40 },
 *     },
 *     empty = d.t["timeline.empty"],
 *   } */
int l_doc_table(lua_State *L)
{
	static const char *const known[] = {"columns", "rows", "caption", "empty", "env", "shorten"};
	struct bind *b = bind_check_doc(L, "doc:table");
	struct table t = {0};
	struct bind_options o;
	struct layout_column *columns;
	int32_t table;

	bind_table(L, 2, "doc:table: argument 1 'description'", "a table such as { rows = d.rows, columns = { ... } }");
	o = bind_check_options(L, 2, "doc:table", "table", known, COUNT_OF(known));
	lua_settop(L, DESCRIPTION);
	lua_getfield(L, DESCRIPTION, "env");
	t.env = bind_check_env(L, ENV, "doc:table: 'env'");
	if (lua_getfield(L, DESCRIPTION, "rows") != LUA_TTABLE)
		bind_wrong(L, ROWS, "doc:table: 'rows'", "what data.rows returned");
	read_columns(L, &t);
	t.shorten = bind_check_shorten(L, DESCRIPTION, "doc:table");
	if (lua_rawlen(L, ROWS) == 0) {
		print_empty(L, &t, o);
		return 0;
	}
	t.head = bind_style(L, "table-head");
	t.cell = bind_style(L, "table-cell");
	t.head_row = bind_style(L, "table-head-row");
	t.row = bind_style(L, "table-row");
	table = bind_add_option_block(L, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK, &o);
	layout_node(b->doc, table)->dropped = true;      /* until it is complete */
	columns = arena_alloc(b->arena, t.n * sizeof *columns);
	for (size_t i = 0; i < t.n; i++)
		columns[i] = t.columns[i].layout;
	layout_table_columns(b->doc, table, columns, t.n);
	add_caption(L, table, &t);
	add_head(L, table, &t);
	t.body = layout_add(b->doc, table, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL);
	add_rows(L, &t);
	layout_node(b->doc, table)->dropped = false;
	bind_add_shown(L, table, t.shorten);
	return 0;
}
