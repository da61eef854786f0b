/* table.c: doc:table: its description, and what stands around the rows (rows.c).
 *
 *   Table > Caption?, THead > TR > TH..., TBody > TR > TD...        then P... for its notes
 *
 * Columns are read once into an array. A table with notes stands in a flow of its own with them, so that a budget drops them together. */
#include <lauxlib.h>
#include <limits.h>
#include <string.h>

#include "bind/table.h"

#define SHARE_MAX 1000               /* sums of shares stay small */

/* The description is read once: a metatable of the script's could answer otherwise the second time. */
enum { DESCRIPTION = 2, ENV, ROWS, COLUMNS };        /* stack of doc:table */

/* ---- reading the description */
/* "doc:table: column 2 'Born'", of the column on top of the stack */
static const char *column_place(lua_State *L, size_t number)
{
	struct bind *b = bind_of(L);
	const char *place = arena_printf(b->arena, "doc:table: column %zu", number), *s;
	char head[48];
	size_t n;

	if (!lua_istable(L, -1))
		return place;
	lua_getfield(L, -1, "head");
	if (bind_to_text(L, -1) != NULL) {
		place = arena_printf(b->arena, "%s, %s", place, bind_to_text(L, -1)->name);
	} else if (lua_type(L, -1) == LUA_TSTRING) {
		s = lua_tolstring(L, -1, &n);
		place = arena_printf(b->arena, "%s '%s'", place, str_show(head, sizeof head, s, n));
	}
	lua_pop(L, 1);
	return place;
}

static const char *in_column(lua_State *L, const struct bind_column *c, const char *key)
{
	return arena_printf(bind_of(L)->arena, "%s: '%s'", c->place, key);
}

static const char *field_string(lua_State *L, int index, const struct bind_column *c, const char *key)
{
	const char *s = NULL;

	if (lua_getfield(L, index, key) != LUA_TNIL)
		s = arena_strdup(bind_of(L)->arena, bind_string(L, -1, in_column(L, c, key)));
	lua_pop(L, 1);
	return s;
}

static bool field_flag(lua_State *L, int index, const struct bind_column *c, const char *key)
{
	bool on;

	lua_getfield(L, index, key);
	on = bind_flag(L, -1, in_column(L, c, key));
	lua_pop(L, 1);
	return on;
}

static struct bind_content *field_content(lua_State *L, int index, const char *key, const char *what)
{
	struct bind_content *c = NULL;

	if (lua_getfield(L, index, key) != LUA_TNIL)
		c = bind_check_content(L, -1, arena_printf(bind_of(L)->arena, "%s: '%s'", what, key));
	lua_pop(L, 1);
	return c;
}

static void read_layout(lua_State *L, int index, struct bind_column *c)
{
	static const char *const aligns[] = {"left", "right", "center", "decimal"};

	if (lua_getfield(L, index, "width") != LUA_TNIL)
		c->layout.width = bind_extent(L, -1, in_column(L, c, "width"));
	if (lua_getfield(L, index, "share") != LUA_TNIL)
		c->layout.share = (int)bind_integer(L, -1, in_column(L, c, "share"), 1, SHARE_MAX);
	if (lua_getfield(L, index, "align") != LUA_TNIL)
		c->layout.align = (enum layout_align)bind_choice(L, -1, in_column(L, c, "align"), aligns, COUNT_OF(aligns));
	lua_pop(L, 3);
}

/* "born:short" is the field born, said short */
static void split_field(struct bind *b, const char **field, const char **how)
{
	char *colon = *field != NULL ? strchr(*field, ':') : NULL;

	if (colon == NULL)
		return;
	*how = colon + 1;
	*field = arena_strndup(b->arena, *field, (size_t)(colon - *field));
}

static void read_column(lua_State *L, struct bind_column *c)
{
	static const char *const known[] = {"head", "field", "cell", "width", "share", "align", "marks", "header", "style", "env"};
	int index = lua_gettop(L);

	bind_table(L, index, c->place, "a table such as { head = \"Name\", field = \"name\" }");
	bind_check_keys(L, index, c->place, known, COUNT_OF(known));
	c->field = field_string(L, index, c, "field");
	c->cell = field_content(L, index, "cell", c->place);
	if (c->cell != NULL && c->cell->name == NULL)        /* a string of the script's own has no other */
		c->cell->name = c->place;
	c->marks = field_flag(L, index, c, "marks");
	c->header = field_flag(L, index, c, "header");
	if (lua_getfield(L, index, "style") != LUA_TNIL)
		c->style = bind_style_given(L, -1, in_column(L, c, "style"));
	lua_pop(L, 1);
	read_layout(L, index, c);
	if ((c->field != NULL) + (c->cell != NULL) + c->marks != 1)
		bind_raise(L, "%s: a column has exactly one of field, cell and marks = true", c->place);
	split_field(bind_of(L), &c->field, &c->how);
	bind_check_how(L, (struct bind_spot){c->field, c->how, c->place});
}

static void read_columns(lua_State *L, struct bind_table *t)
{
	struct bind *b = bind_of(L);

	if (lua_getfield(L, DESCRIPTION, "columns") != LUA_TTABLE || lua_rawlen(L, COLUMNS) == 0)
		bind_wrong(L, COLUMNS, "doc:table: 'columns'", "an array of tables such as { head = \"Name\", field = \"name\" }");
	t->n = lua_rawlen(L, COLUMNS);
	t->columns = arena_alloc(b->arena, t->n * sizeof *t->columns);
	for (size_t i = 0; i < t->n; i++) {
		lua_rawgeti(L, COLUMNS, (lua_Integer)i + 1);
		t->columns[i].place = column_place(L, i + 1);
		read_column(L, &t->columns[i]);
		t->marks = t->marks || t->columns[i].marks;
		lua_pop(L, 1);
	}
}

/* "town", or { field = "town", head = content } */
static void read_group(lua_State *L, struct bind_table *t)
{
	static const char *const known[] = {"field", "head"};
	struct bind *b = bind_of(L);
	int index;

	lua_getfield(L, DESCRIPTION, "group");
	index = lua_gettop(L);
	if (lua_type(L, index) == LUA_TSTRING) {
		t->group.field = arena_strdup(b->arena, lua_tostring(L, index));
	} else if (!lua_isnil(L, index)) {
		bind_table(L, index, "doc:table: 'group'", "the path of a value such as \"town\", or a table such as { field = \"town\", head = ... }");
		bind_check_keys(L, index, "doc:table: group", known, COUNT_OF(known));
		lua_getfield(L, index, "field");
		t->group.field = arena_strdup(b->arena, bind_string(L, -1, "doc:table: group: 'field'"));
		t->group.head = field_content(L, index, "head", "doc:table: group");
	}
	split_field(b, &t->group.field, &t->group.how);
	lua_settop(L, index - 1);
}

/* a style "ledger" has its cells set in "ledger-cell" where the theme has it, else in "table-cell"; likewise the other parts */
static struct bind_style *part_style(lua_State *L, const struct bind_style *table, const char *part)
{
	struct bind *b = bind_of(L);
	const char *own = arena_printf(b->arena, "%s-%s", table->name, part);

	for (size_t i = 0; i < b->n_styles; i++)
		if (strcmp(b->styles[i]->name, own) == 0)
			return b->styles[i];
	return bind_style(L, arena_printf(b->arena, "table-%s", part));
}

static void read_styles(lua_State *L, struct bind_table *t, const struct bind_style *table)
{
	t->head = part_style(L, table, "head");
	t->cell = part_style(L, table, "cell");
	t->head_row = part_style(L, table, "head-row");
	t->row = part_style(L, table, "row");
	t->group.cell = part_style(L, table, "group");
	t->group.row = part_style(L, table, "group-row");
	t->nothing = bind_wording(bind_of(L), "table.nothing");
}

/* ---- building */
static void add_head(lua_State *L, struct bind_table *t)
{
	struct bind *b = bind_of(L);
	int32_t group = layout_add(b->doc, t->node, LAYOUT_THEAD, LAYOUT_ROW_GROUP, NULL), row;

	layout_node(b->doc, group)->header = true;
	row = bind_table_row(b, group, t->head_row);
	layout_node(b->doc, row)->header = true;
	for (size_t i = 0; i < t->n; i++) {
		struct bind_rests rests = {0};
		struct bind_pieces pieces;
		struct bind_env env = t->env;
		int32_t cell = bind_table_cell(b, row, true, true, t->head);
		lua_rawgeti(L, COLUMNS, (lua_Integer)i + 1);
		if (lua_getfield(L, -1, "env") != LUA_TNIL)
			env = bind_check_env(L, lua_gettop(L), in_column(L, &t->columns[i], "env"));
		if (lua_getfield(L, -2, "head") == LUA_TNIL)
			bind_raise(L, "doc:table: column %d has no head: a reader who hears the table needs one", (int)i + 1);
		bind_resolve_inline(L, bind_check_content(L, -1, in_column(L, &t->columns[i], "head")), env, "doc:table: head", &pieces);
		bind_emit(b, cell, t->head, &pieces, BIND_MARKS_END, &rests);
		lua_pop(L, 3);
	}
}

static void add_rows(lua_State *L, struct bind_table *t)
{
	for (lua_Integer i = 1; lua_rawgeti(L, ROWS, i) != LUA_TNIL; i++) {
		if (bind_to_row(L, -1) == NULL && !lua_istable(L, -1))
			bind_wrong(L, -1, arena_printf(bind_of(L)->arena, "doc:table: row %d", (int)i), "a row of data.rows");
		if (limit_time_over())
			bind_raise_time(L);
		bind_table_add(L, t);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void add_caption(lua_State *L, struct bind_table *t)
{
	struct bind *b = bind_of(L);
	struct bind_content *c = field_content(L, DESCRIPTION, "caption", "doc:table");
	struct bind_options o = {0};
	int32_t outer = b->at;

	if (c == NULL)
		return;
	o.style = bind_style(L, "caption");
	b->at = t->node;
	bind_add_paragraph(L, LAYOUT_CAPTION, c, t->env, o, "doc:table: caption");
	b->at = outer;
}

static void print_empty(lua_State *L, struct bind_table *t, int rank)
{
	struct bind *b = bind_of(L);
	struct bind_content *c = field_content(L, DESCRIPTION, "empty", "doc:table");
	struct bind_options o = {.rank = rank};
	struct err e = {0};

	if (c == NULL) {
		const char *s = bind_wording(b, "table.empty");
		c = bind_markdown(b, NULL, s, strlen(s), &e);
	}
	o.style = bind_style(L, "body");
	o.unit = BIND_UNIT_LABEL;
	bind_add_content(L, c, t->env, o, "doc:table: empty");
}

/* what 'notes' holds at the index: a content, or an array of them */
static void add_notes(lua_State *L, struct bind_table *t, int notes)
{
	struct bind_options o = {.style = bind_style(L, "table-note"), .unit = BIND_UNIT_LABEL};
	bool array = lua_istable(L, notes);
	lua_Integer n = array ? (lua_Integer)lua_rawlen(L, notes) : 1;

	if (n == 0)
		bind_raise(L, "doc:table: 'notes' is empty: leave it out");
	for (lua_Integer i = 1; i <= n; i++) {
		char place[64] = "doc:table: 'notes'";
		if (array) {
			lua_rawgeti(L, notes, i);
			snprintf(place, sizeof place, "doc:table: note %d", (int)i);
		} else {
			lua_pushvalue(L, notes);
		}
		bind_add_content(L, bind_check_content(L, -1, place), t->env, o, place);
		lua_pop(L, 1);
	}
}

static int32_t add_flow(lua_State *L, int rank) { return bind_add_block(L, LAYOUT_ROLE_NONE, LAYOUT_FLOW, NULL, rank); }

static void set_columns(struct bind *b, const struct bind_table *t)
{
	struct layout_column *columns = arena_alloc(b->arena, t->n * sizeof *columns);

	for (size_t i = 0; i < t->n; i++)
		columns[i] = t->columns[i].layout;
	layout_table_columns(b->doc, t->node, columns, t->n);
}

/* the table itself; its rows come later where it is streamed */
static void add_table(lua_State *L, struct bind_table *t, const struct bind_options *o, bool streamed)
{
	struct bind *b = bind_of(L);

	t->node = bind_add_option_block(L, LAYOUT_TABLE, LAYOUT_TABLE_BLOCK, o);
	layout_node(b->doc, t->node)->dropped = true;    /* until it is complete */
	layout_node(b->doc, t->node)->streamed = streamed;
	set_columns(b, t);
	add_caption(L, t);
	add_head(L, t);
	bind_table_begin(t);
	if (!streamed)
		add_rows(L, t);
	layout_node(b->doc, t->node)->dropped = false;
}

/* table, notes and what prints without rows, in one flow; 'notes' is on top of the stack */
static void add_parts(lua_State *L, struct bind_table *t, struct bind_options o, struct bind_source *source)
{
	struct bind *b = bind_of(L);
	int top = lua_gettop(L);
	bool noted = !lua_isnil(L, top);
	int32_t outer = b->at, flow = add_flow(L, o.rank), notes, empty;
	struct bind_stream *stream = NULL;

	layout_node(b->doc, flow)->dropped = true;       /* until it is complete */
	b->at = flow;
	if (source != NULL)
		stream = bind_stream_new(L, source);
	o.rank = 0;
	o.keep_next = o.keep_next || noted;
	add_table(L, t, &o, source != NULL);
	b->at = flow;
	b->at = notes = add_flow(L, 0);
	if (noted)
		add_notes(L, t, top);
	if (source != NULL) {
		b->at = flow;
		b->at = empty = add_flow(L, 0);
		print_empty(L, t, 0);
		bind_stream_set(L, stream, t, notes, empty);
	}
	b->at = outer;
	layout_node(b->doc, flow)->dropped = false;
}

/* within a part that has pages of its own */
static bool in_part(const struct bind *b)
{
	for (int32_t i = b->at; i != LAYOUT_NONE; i = layout_node(b->doc, i)->parent)
		if (layout_node(b->doc, i)->pages > 0)
			return true;
	return false;
}

/*** doc:table(description)
 * A table whose head is repeated on each page. The marks of a row stand at the end of its cells, or together in the column that has marks =
 * true. An empty cell (NULL) prints the wording 'table.nothing', a dash; one where a row of the script's own has false prints nothing. A style
 * NAME has the parts NAME-cell, NAME-row, NAME-head, NAME-head-row, NAME-group and NAME-group-row, where the theme has them, else those of "table".
 * Columns without width and share are as wide as what stands in them, and never narrower than the longest word while others can give way.
 * A column with share takes what the others leave, however little stands in it: columns by content behind it then stand at the right edge.
 * Give a share to the column with the longest texts, to all columns, or to none: without any, what is left over goes to columns of text.
 * Over a source (data.source) these widths come from the first 200 rows, rows are read while the page is laid out, and what is wrong in one
 * is told with its number.
 * align = "decimal" puts the decimal mark of the language in one line: 7 above 12.5. A text without one ends there; heads stand at the right,
 * and so does what takes several lines.
 * @param description table: of these keys
 * @param description.rows row[]|source: what data.rows or data.source gave, or an array of tables
 * @param description.columns table[]: at least one, of these keys
 * @param description.columns.head content: one paragraph
 * @param description.columns.env env: where {path} placeholders of its head look; default env of the table
 * @param description.columns.field string: path of the value in the row, as "born", "born:short" (see 'attest help placeholders'); default
 *   none
 * @param description.columns.cell content: one paragraph in place of field; its {path} look in the row, then in env; default none
 * @param description.columns.marks boolean: this column holds the marks of the row, in place of field and cell; default false
 * @param description.columns.width length: [points or a string with its unit]; default by share, else by content
 * @param description.columns.share integer: [parts, 1 to 1000] of what the columns with a width leave; default by content
 * @param description.columns.align "left"|"right"|"center"|"decimal": default "left"
 * @param description.columns.style style: of its cells; default that of the table
 * @param description.columns.header boolean: its cells name their row, for readers who hear the table; default false
 * @param description.group string|table: path of a value, as "town"; whenever it changes, a row across all columns says it, so order the query
 *   by it; or a table of the keys below; default none
 * @param description.group.field string: that path
 * @param description.group.head content: one paragraph in place of the value; its {path} look in the group's first row, then in env; default
 *   the value
 * @param description.notes content|content[]: below the table, kept to its last row; default none
 * @param description.caption content: one paragraph above; default none
 * @param description.shorten table: which rows a page budget may leave out ('attest help shorten'); default none
 * @param description.empty content: printed in place of a table without rows; default wording 'table.empty'
 * @param description.env env: for placeholders that the row does not have; default none
 * @param description.style style: see 'attest help theme'; default "table"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an unknown key, a source where the report has a page budget, a column without head, a path that the row does not have, a value without provenance
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
 * @usage
 *   doc:table {
 *     rows = d.pets,
 *     group = { field = "kind", head = "Kind: {kind}" },
 *     columns = { { head = "Name", field = "name" }, { head = "Weight", field = "weight", align = "decimal" } },
 *     notes = "Weights are in kg.",
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
	static const char *const known[] = {"columns", "rows", "caption", "empty", "env", "group", "notes", "shorten"};
	struct bind *b = bind_check_doc(L, "doc:table");
	struct bind_table *t = arena_alloc(b->arena, sizeof *t);
	struct bind_source *source;
	struct bind_options o;

	bind_table(L, 2, "doc:table: argument 1 'description'", "a table such as { rows = d.rows, columns = { ... } }");
	o = bind_check_options(L, 2, "doc:table", "table", known, COUNT_OF(known));
	lua_settop(L, DESCRIPTION);
	lua_getfield(L, DESCRIPTION, "env");
	t->env = bind_check_env(L, ENV, "doc:table: 'env'");
	lua_getfield(L, DESCRIPTION, "rows");
	source = bind_to_source(L, ROWS);
	if (source == NULL && !lua_istable(L, ROWS))
		bind_wrong(L, ROWS, "doc:table: 'rows'", "what data.rows or data.source returned");
	if (source != NULL && (layout_info(b->doc)->page_budget > 0 || in_part(b)))
		bind_raise(L, "doc:table: 'rows': a streamed table has no end that layout could know before it prints: give it rows of data.rows, "
		    "or take the budget out");
	read_columns(L, t);
	read_group(L, t);
	t->shorten = bind_check_shorten(L, DESCRIPTION, "doc:table");
	if (source == NULL && lua_rawlen(L, ROWS) == 0) {
		print_empty(L, t, o.rank);
		return 0;
	}
	read_styles(L, t, o.style);
	if (lua_getfield(L, DESCRIPTION, "notes") != LUA_TNIL || source != NULL)
		add_parts(L, t, o, source);
	else
		add_table(L, t, &o, false);
	bind_add_shown(L, t->node, t->shorten);
	return 0;
}
