/* rows.c: rows of doc:table into nodes.
 *
 *   TBody > TR > TH (colspan)          where a group begins: a body of its own
 *           TR > TD...                 the rows of the group
 *
 * Each row is printed by the columns without a callback per row. Its marks stand at the end of its cells, or together in the column that
 * asks for them. */
#include <lauxlib.h>
#include <limits.h>
#include <string.h>

#include "bind/table.h"

int32_t bind_table_row(struct bind *b, int32_t group, struct bind_style *style)
{
	return layout_add(b->doc, group, LAYOUT_TR, LAYOUT_ROW, &style->style);
}

int32_t bind_table_cell(struct bind *b, int32_t row, bool head, bool header, struct bind_style *style)
{
	int32_t cell = layout_add(b->doc, row, head || header ? LAYOUT_TH : LAYOUT_TD, LAYOUT_CELL, &style->style);

	layout_node(b->doc, cell)->header = head || header;
	layout_node(b->doc, cell)->column_scope = head;
	return cell;
}

/* A NULL prints the sign for "nothing reported here", so that no cell is silently blank. */
static void field_pieces(lua_State *L, const struct bind_table *t, struct bind_spot at, struct bind_env env, struct bind_pieces *out)
{
	struct bind_content *text;

	*out = (struct bind_pieces){0};
	out->end = &out->first;
	bind_path(L, at.path, env, at.where);
	text = bind_to_text(L, -1);
	if (text != NULL) {
		bind_resolve_inline(L, text, env, "doc:table: field", out);
	} else if (lua_isboolean(L, -1) && !lua_toboolean(L, -1)) {
		lua_pop(L, 1);           /* the script left the cell empty */
		return;
	} else if (lua_isnil(L, -1)) {
		struct bind_piece *p = arena_alloc(bind_of(L)->arena, sizeof *p);
		p->kind = BIND_P_TEXT;
		p->text = t->nothing;
		out->first = p;
	} else {
		bind_add_value(L, bind_fact(L, at.path, at.where), at, env, out);
		return;
	}
	lua_pop(L, 1);
}

/* ---- groups */

/* the text that the group's field has in this row; NULL for a NULL of the database */
static const char *group_value(lua_State *L, const struct bind_group *g, struct bind_env env)
{
	const struct bind_value *v;
	const char *s = NULL;

	bind_path(L, g->field, env, "doc:table: group");
	v = bind_to_value(L, -1);
	if (v != NULL)
		s = v->v.text;
	else if (lua_type(L, -1) == LUA_TSTRING || lua_type(L, -1) == LUA_TNUMBER)
		s = arena_strdup(bind_of(L)->arena, luaL_tolstring(L, -1, NULL)), lua_pop(L, 1);
	else if (!lua_isnil(L, -1))
		bind_wrong(L, -1, arena_printf(bind_of(L)->arena, "doc:table: group: {%s}", g->field), "a value");
	lua_pop(L, 1);
	return s;
}

/* a copy that outlives the row */
static void keep_value(struct bind *b, struct bind_group *g, const char *s)
{
	size_t need = s != NULL ? strlen(s) + 1 : 0;

	g->open = true;
	if (g->cap < need)
		g->value = arena_alloc(b->keep, g->cap = 2 * need);
	if (s != NULL)
		memcpy(g->value, s, need);
	g->null = s == NULL;
}

static void begin_group(lua_State *L, struct bind_table *t, struct bind_env env)
{
	struct bind *b = bind_of(L);
	struct bind_rests rests = {0};
	struct bind_pieces pieces;
	int32_t body = layout_add(b->doc, t->node, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL), row, cell;

	t->body = body;
	row = bind_table_row(b, body, t->group.row);
	layout_node(b->doc, row)->group_head = true;
	cell = bind_table_cell(b, row, true, true, t->group.cell);
	layout_node(b->doc, cell)->colspan = (int16_t)(t->n < INT16_MAX ? t->n : INT16_MAX);    /* layout refuses so many */
	if (t->group.head != NULL)
		bind_resolve_inline(L, t->group.head, env, "doc:table: group: head", &pieces);
	else
		field_pieces(L, t, (struct bind_spot){t->group.field, t->group.how, "doc:table: group"}, env, &pieces);
	bind_emit(b, cell, t->group.cell, &pieces, BIND_MARKS_END, &rests);
}

static void find_group(lua_State *L, struct bind_table *t, struct bind_env env)
{
	struct bind_group *g = &t->group;
	const char *s = group_value(L, g, env);

	if (g->open && g->null == (s == NULL) && (s == NULL || strcmp(s, g->value) == 0))
		return;
	keep_value(bind_of(L), g, s);
	begin_group(L, t, env);
}

/* ---- rows */
void bind_table_begin(struct bind_table *t)
{
	t->body = LAYOUT_NONE;
	t->rows = 0;
	t->group.open = false;
}

/* The value of a field that is simply a column and no prose: no Lua object is made for it, nor pieces. NULL: it is something else. */
static struct bind_value *column_value(const struct bind_row *row, struct bind_column *c)
{
	struct bind_value *v;

	if (row == NULL || c->field == NULL || str_eq(c->how, "rests") || str_eq(c->how, "unmarked") || str_eq(c->how, "label"))
		return NULL;
	for (size_t i = 0; c->of != row->columns && i < row->columns->n; i++)
		if (strcmp(row->columns->names[i], c->field) == 0) {
			c->of = row->columns;
			c->at = i;
		}
	if (c->of != row->columns)
		return NULL;
	v = &row->values[c->at];
	return v->v.kind == DATA_NULL || v->v.format == DATA_PROSE ? NULL : v;
}

static void add_cell(lua_State *L, const struct bind_table *t, struct bind_column *c, const struct bind_row *row, int32_t cell, struct bind_env env,
    struct bind_rests *rests)
{
	enum bind_marks marks = t->marks ? BIND_MARKS_COLLECT : BIND_MARKS_END;
	struct bind_style *style = c->style != NULL ? c->style : t->cell;
	struct bind_value *v = column_value(row, c);
	struct bind_unit around = bind_unit_cell(bind_of(L));
	struct bind_pieces pieces;

	if (v != NULL) {
		bind_check_fact(L, v, c->field, c->place);
		bind_emit_value(bind_of(L), cell, style, v, bind_said(L, v, (struct bind_spot){c->field, c->how, c->place}), marks, rests);
		bind_unit_cell_end(L, around, !t->marks && !c->header, c->place);
		return;
	}
	if (c->cell != NULL)
		bind_resolve_inline(L, c->cell, env, "doc:table: cell", &pieces);
	else
		field_pieces(L, t, (struct bind_spot){c->field, c->how, c->place}, env, &pieces);
	bind_emit(bind_of(L), cell, style, &pieces, marks, rests);
	bind_unit_cell_end(L, around, !t->marks && !c->header, c->place);
}

/* a cell that the script left empty has none of the column's own style: a rule would ask for something to be filled in */
static struct bind_style *style_of(lua_State *L, const struct bind_table *t, const struct bind_column *c, struct bind_env env)
{
	bool empty = false;

	if (c->style == NULL || c->field == NULL)
		return c->style != NULL ? c->style : t->cell;
	bind_path(L, c->field, env, c->place);
	empty = lua_isboolean(L, -1) && !lua_toboolean(L, -1);
	lua_pop(L, 1);
	return empty ? t->cell : c->style;
}

static int32_t add_row(lua_State *L, const struct bind_table *t, int32_t body, struct bind_env env)
{
	struct bind *b = bind_of(L);
	struct bind_rests rests = {0};
	const struct bind_row *values = bind_to_row(L, env.first);
	int32_t row = bind_table_row(b, body, t->row), cell;
	struct bind_unit outer = bind_unit_begin(b);

	for (size_t i = 0; i < t->n; i++) {
		cell = bind_table_cell(b, row, false, t->columns[i].header, style_of(L, t, &t->columns[i], env));
		if (!t->columns[i].marks)
			add_cell(L, t, &t->columns[i], values, cell, env, &rests);
	}
	cell = layout_node(b->doc, row)->first;
	for (size_t i = 0; i < t->n && b->evidence; i++, cell = layout_node(b->doc, cell)->next)
		if (t->columns[i].marks)
			bind_emit_mark(b, cell, t->cell, &rests);
	bind_unit_end(L, outer, t->marks ? BIND_UNIT_FACT : BIND_UNIT_LABEL, row, "doc:table");
	return row;
}

int32_t bind_table_add(lua_State *L, struct bind_table *t)
{
	struct bind *b = bind_of(L);
	struct bind_env env = {.first = lua_gettop(L), .second = t->env.first};
	int32_t row;

	if (t->group.field != NULL)
		find_group(L, t, env);
	else if (t->body == LAYOUT_NONE)
		t->body = layout_add(b->doc, t->node, LAYOUT_TBODY, LAYOUT_ROW_GROUP, NULL);
	row = add_row(L, t, t->body, env);
	t->rows++;
	bind_item(b, row, t->rows < INT_MAX ? (int)t->rows : INT_MAX, t->shorten);
	return row;
}

int32_t bind_table_add_measured(lua_State *L, struct bind_table *t, int32_t body)
{
	return add_row(L, t, body, (struct bind_env){.first = lua_gettop(L), .second = t->env.first});
}
