/* theme.c: scripts/theme.lua into named styles and the page.
 *
 * A theme is a table { page = {...}, styles = { name = {...} }, colors = { name = 0xRRGGBB }, running = function }. A style may begin with another one (from).
 * All names are checked: an unknown key or style is an error with the nearest. Styles are made once, when a run begins. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define FROM_DEPTH 8                 /* styles that begin with another one */

enum field_kind { LENGTH, FLAG, COLOR, STRONG, FILL, ALIGN, FAMILY, FROM };
struct field { const char *name; enum field_kind kind; size_t offset; };

#define AT(member) offsetof(struct layout_style, member)
static const struct field fields[] = {
	{"from", FROM, 0}, {"family", FAMILY, AT(text.family)}, {"bold", FLAG, AT(text.bold)}, {"italic", FLAG, AT(text.italic)},
	{"tabular", FLAG, AT(text.tabular)}, {"size", LENGTH, AT(text.size)}, {"tracking", LENGTH, AT(text.tracking)},
	{"leading", LENGTH, AT(leading)}, {"color", COLOR, AT(color)}, {"strong_color", STRONG, 0}, {"rise", LENGTH, AT(rise)}, {"before", LENGTH, AT(before)},
	{"after", LENGTH, AT(after)}, {"left", LENGTH, AT(left)}, {"right", LENGTH, AT(right)}, {"hang", LENGTH, AT(hang)},
	{"align", ALIGN, AT(align)}, {"rule_above", LENGTH, AT(rule_above)}, {"rule_below", LENGTH, AT(rule_below)},
	{"rule_color", COLOR, AT(rule_color)}, {"pad_top", LENGTH, AT(pad_top)}, {"pad_bottom", LENGTH, AT(pad_bottom)},
	{"pad_left", LENGTH, AT(pad_left)}, {"pad_right", LENGTH, AT(pad_right)}, {"fill", FILL, 0}, {"keep_next", FLAG, AT(keep_next)},
	{"keep_together", FLAG, AT(keep_together)}, {"gutter", LENGTH, AT(gutter)},
};

static uint32_t color(lua_State *L, const char *what)
{
	if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 0 || lua_tointeger(L, -1) > 0xFFFFFF)
		bind_wrong(L, -1, what, "a colour: a number such as 0x6B0A14");
	return (uint32_t)lua_tointeger(L, -1);
}

/* the value on top into the style */
static void set_field(lua_State *L, const struct field *f, struct layout_style *s, const char *what)
{
	static const char *const aligns[] = {"left", "right", "center"}, *const families[] = {"sans", "serif", "mono"};
	char *at = (char *)s + f->offset;

	switch (f->kind) {
	case LENGTH: *(mpt *)(void *)at = bind_length(L, -1, what); break;
	case FLAG: *(bool *)at = bind_flag(L, -1, what); break;
	case COLOR: *(uint32_t *)(void *)at = color(L, what); break;
	case STRONG:
		s->has_strong_color = true;
		s->strong_color = color(L, what);
		break;
	case FILL:
		s->fill = true;
		s->fill_color = color(L, what);
		break;
	case ALIGN: s->align = (enum layout_align)bind_choice(L, -1, what, aligns, COUNT_OF(aligns)); break;
	case FAMILY: s->text.family = (enum text_family)bind_choice(L, -1, what, families, COUNT_OF(families)); break;
	case FROM: break;
	}
}

/* the styles table on top; fills s with the style of that name */
static void read_style(lua_State *L, const char *name, struct layout_style *s, int depth)
{
	struct bind *b = bind_of(L);
	const char *known[COUNT_OF(fields)], **names;
	size_t n;

	if (lua_getfield(L, -1, name) != LUA_TTABLE) {
		lua_pop(L, 1);
		names = bind_keys(L, -1, &n);
		bind_raise(L, "theme: there is no style '%s'%s", name, bind_suggest(b, name, (const char *const *)names, n));
	}
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		known[i] = fields[i].name;
	bind_check_keys(L, -1, arena_printf(b->arena, "theme: style '%s'", name), known, COUNT_OF(known));
	if (depth > FROM_DEPTH)
		bind_raise(L, "theme: style '%s' begins with itself: change its 'from'", name);
	if (lua_getfield(L, -1, "from") == LUA_TSTRING) {
		const char *from = arena_strdup(b->arena, lua_tostring(L, -1));
		lua_pushvalue(L, -3);
		read_style(L, from, s, depth + 1);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (lua_getfield(L, -1, fields[i].name) != LUA_TNIL)
			set_field(L, &fields[i], s, arena_printf(b->arena, "theme: style '%s': %s", name, fields[i].name));
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void read_page(lua_State *L, struct layout_geometry *g)
{
	static const char *const known[] = {"width", "height", "top", "bottom", "left", "right", "mirrored", "columns", "gutter"};
	mpt *const at[] = {&g->width, &g->height, &g->top, &g->bottom, &g->inner, &g->outer};

	lua_getfield(L, -1, "page");
	bind_table(L, -1, "theme: 'page'", "a table");
	bind_check_keys(L, -1, "theme: page", known, COUNT_OF(known));
	for (size_t i = 0; i < COUNT_OF(at); i++) {
		lua_getfield(L, -1, known[i]);
		*at[i] = bind_length(L, -1, "theme: page");
		lua_pop(L, 1);
	}
	lua_getfield(L, -1, "columns");
	bind_of(L)->grid_columns = (int)bind_integer(L, -1, "theme: page: 'columns'", 1, 24);
	lua_getfield(L, -2, "gutter");
	bind_of(L)->grid_gutter = bind_extent(L, -1, "theme: page: 'gutter'");
	lua_pop(L, 2);
	lua_getfield(L, -1, "mirrored");
	g->mirrored = lua_toboolean(L, -1);
	lua_pop(L, 2);
}

/* A style of a box says nothing of text; a text that is given it prints as body. Letters without a size cannot be set. */
static void settle_text(lua_State *L, struct layout_style *s, const struct layout_style *body, const char *name)
{
	if (s->text.size == 0 && s->leading == 0) {
		s->text = body->text;
		s->leading = body->leading;
	}
	if (s->text.size <= 0 || s->leading < 0)
		bind_raise(L, "theme: style '%s': size and leading must be more than nothing", name);
}

/* what figures are drawn in; a theme without colours has figures without */
static void read_colors(lua_State *L)
{
	struct bind *b = bind_of(L);
	const char **names;

	if (lua_getfield(L, -1, "colors") != LUA_TNIL) {
		bind_table(L, -1, "theme: 'colors'", "a table");
		names = bind_keys(L, -1, &b->n_colors);
		b->colors = arena_alloc(b->arena, (b->n_colors + 1) * sizeof *b->colors);
		for (size_t i = 0; i < b->n_colors; i++) {
			lua_getfield(L, -1, names[i]);
			b->colors[i] = (struct bind_color){names[i], color(L, arena_printf(b->arena, "theme: colors: '%s'", names[i]))};
			lua_pop(L, 1);
		}
	}
	lua_pop(L, 1);
}

void bind_theme_load(lua_State *L)
{
	struct bind *b = bind_of(L);
	struct layout_style body = {0};
	const char **names;
	size_t n;

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->theme);
	read_page(L, &layout_info(b->doc)->geometry);
	read_colors(L);
	lua_getfield(L, -1, "styles");
	bind_table(L, -1, "theme: 'styles'", "a table");
	names = bind_keys(L, -1, &n);
	read_style(L, "body", &body, 0);
	for (size_t i = 0; i < n; i++) {
		struct bind_style *s = arena_alloc(b->arena, sizeof *s);
		s->name = names[i];
		read_style(L, names[i], &s->style, 0);
		settle_text(L, &s->style, &body, names[i]);
		b->styles = grow_array(b->styles, &b->cap_styles, b->n_styles + 1, sizeof *b->styles);
		b->styles[b->n_styles++] = s;
	}
	lua_pop(L, 2);
}

struct bind_style *bind_style(lua_State *L, const char *name)
{
	struct bind *b = bind_of(L);
	const char **names;

	for (size_t i = 0; i < b->n_styles; i++)
		if (strcmp(b->styles[i]->name, name) == 0)
			return b->styles[i];
	names = arena_alloc(b->arena, (b->n_styles + 1) * sizeof *names);
	for (size_t i = 0; i < b->n_styles; i++)
		names[i] = b->styles[i]->name;
	bind_raise(L, "the theme has no style '%s'%s; known are %s", name, bind_suggest(b, name, names, b->n_styles),
	    bind_join(b, names, b->n_styles));
}

const struct layout_style *bind_variant(struct bind *b, struct bind_style *s, unsigned how)
{
	struct layout_style *v = s->variants[how];

	if (how == 0)
		return &s->style;
	if (v != NULL)
		return v;
	v = s->variants[how] = arena_alloc(b->keep, sizeof *v);
	*v = (struct layout_style){.text = s->style.text, .leading = s->style.leading, .color = s->style.color};
	v->text.bold = v->text.bold || (how & BIND_BOLD) != 0;
	if ((how & BIND_BOLD) != 0 && s->style.has_strong_color)
		v->color = s->style.strong_color;
	v->text.italic = (how & BIND_ITALIC) != 0;
	for (size_t i = 0; (how & BIND_SMALL) != 0 && i < b->n_styles; i++)
		if (strcmp(b->styles[i]->name, "mark") == 0) {
			v->text = b->styles[i]->style.text;
			v->rise = b->styles[i]->style.rise;
		}
	return v;
}
