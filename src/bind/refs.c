/* refs.c: blocks that have a name, and those that refer to them: page references, links within the document, the table of contents.
 *
 *   {cases:page}   Link > page number        names are resolved after render, since a text may refer to what comes later
 *
 * Page numbers come from layout, which makes a pass more for them. */
#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define ALT_MAX 200                  /* [bytes] of a block's text, as the description of a link to it */
#define DEPTH_MAX 3

static bool is_name(const char *s)
{
	const char *at = s;

	for (; *at != '\0'; at++)
		if (!isalnum((unsigned char)*at) && *at != '-' && *at != '_')
			return false;
	return at > s && at - s <= 64;
}

void bind_name_block(lua_State *L, int32_t node, const char *name)
{
	struct bind *b = bind_of(L);

	if (!is_name(name))
		bind_raise(L, "the name '%s' of a block may have 1 to 64 letters, digits, '-' and '_'", name);
	for (size_t i = 0; i < b->n_named; i++)
		if (strcmp(b->named[i].name, name) == 0) {
			layout_node(b->doc, node)->dropped = true;
			bind_raise(L, "the name '%s' is given to two blocks: rename one, so that a reference to it leads to one place", name);
		}
	b->named = grow_array(b->named, &b->cap_named, b->n_named + 1, sizeof *b->named);
	b->named[b->n_named++] = (struct bind_named){name, node};
}

void bind_refer(lua_State *L, const char *name, int32_t link, int32_t page)
{
	struct bind *b = bind_of(L);
	const char *where;

	bind_where(L);
	where = arena_strdup(b->arena, lua_tostring(L, -1));
	lua_pop(L, 1);
	b->refs = grow_array(b->refs, &b->cap_refs, b->n_refs + 1, sizeof *b->refs);
	b->refs[b->n_refs++] = (struct bind_ref){name, link, page, where};
}

/* A link that stands in a dropped block is never laid out, and needs no target. */
static int32_t find(lua_State *L, const struct bind_ref *r)
{
	struct bind *b = bind_of(L);
	const char **names = arena_alloc(b->arena, (b->n_named + 1) * sizeof *names);

	for (size_t i = 0; i < b->n_named; i++) {
		names[i] = b->named[i].name;
		if (strcmp(names[i], r->name) == 0 && bind_stands(b, b->named[i].node))
			return b->named[i].node;
	}
	if (!bind_stands(b, r->link))
		return LAYOUT_NONE;
	lua_pushfstring(L, "%sno block has the name '%s'%s: give one { name = \"%s\" }", r->where, r->name,
	    bind_suggest(b, r->name, names, b->n_named), r->name);
	return lua_error(L);
}

static const char *text_of(struct bind *b, int32_t node, size_t most)
{
	struct buf text = {0};
	const char *s;

	layout_plain_text(b->doc, node, &text, most);
	s = arena_strndup(b->arena, text.p != NULL ? text.p : "", text.len);
	buf_drop(&text);
	return s;
}

void bind_settle_refs(lua_State *L)
{
	struct bind *b = bind_of(L);

	for (size_t i = 0; i < b->n_refs; i++) {
		int32_t target = find(L, &b->refs[i]);
		const char *text;
		if (target == LAYOUT_NONE)
			continue;
		text = text_of(b, target, ALT_MAX);
		layout_node(b->doc, b->refs[i].link)->dest = target;
		layout_node(b->doc, b->refs[i].link)->alt = *text != '\0' ? text : b->refs[i].name;
		if (b->refs[i].page != LAYOUT_NONE)
			layout_node(b->doc, b->refs[i].page)->dest = target;
	}
}

/* ---- the table of contents */
/*** doc:contents(options)
 * The headings of the document with their pages, in order; each entry leads to its heading.
 * @param options table: default none ('attest help options')
 * @param options.depth integer: [heading level, 1 to 3] how far down; default 2
 * @param options.style style: around all entries; default "contents"; the entries have "contents-1" to "contents-3"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise an unknown option
 * @usage doc:contents { depth = 1 } */
int l_doc_contents(lua_State *L)
{
	static const char *const known[] = {"depth"};
	struct bind *b = bind_check_doc(L, "doc:contents");
	struct bind_options o = bind_check_options(L, 2, "doc:contents", "contents", known, COUNT_OF(known));
	int depth = 2;
	int32_t node;

	if (lua_istable(L, 2)) {
		if (lua_getfield(L, 2, "depth") != LUA_TNIL)
			depth = (int)bind_integer(L, -1, "doc:contents: 'depth'", 1, DEPTH_MAX);
		lua_pop(L, 1);
	}
	node = bind_add_option_block(L, LAYOUT_TOC, LAYOUT_GENERATED, &o);
	layout_node(b->doc, node)->colspan = (int16_t)depth;
	layout_need_pages(b->doc);
	return 0;
}

struct making { struct bind *b; int32_t node; };

/* values keep what they rest on; source marks stand at the heading itself */
static void copy_text(struct bind *b, int32_t from, int32_t to)
{
	for (int32_t i = layout_node(b->doc, from)->first; i != LAYOUT_NONE; i = layout_node(b->doc, i)->next) {
		const struct layout_node *n = layout_node(b->doc, i);
		if (n->kind == LAYOUT_TEXT) {
			const void *value = n->value;
			int32_t copy = layout_add_text(b->doc, to, NULL, n->text, strlen(n->text));
			layout_node(b->doc, copy)->value = value;
		} else if (n->kind == LAYOUT_INLINE) {
			copy_text(b, i, to);
		}
	}
}

static void add_entry(lua_State *L, struct making *m, int32_t heading, int level)
{
	struct bind *b = m->b;
	const struct layout_style *style = &bind_style(L, arena_printf(b->arena, "contents-%d", level))->style;
	const struct layout_style *number = &bind_style(L, "contents-page")->style;
	const char *alt = text_of(b, heading, ALT_MAX);
	int32_t item = layout_add(b->doc, m->node, LAYOUT_TOCI, LAYOUT_COLUMNS, &bind_style(L, "contents-entry")->style), flow, p, link;

	flow = layout_add(b->doc, item, LAYOUT_ROLE_NONE, LAYOUT_FLOW, NULL);
	p = layout_add(b->doc, flow, LAYOUT_P, LAYOUT_PARAGRAPH, style);
	link = layout_add(b->doc, p, LAYOUT_LINK, LAYOUT_INLINE, NULL);
	layout_node(b->doc, link)->dest = heading;
	layout_node(b->doc, link)->alt = *alt != '\0' ? alt : "-";
	copy_text(b, heading, link);
	flow = layout_add(b->doc, item, LAYOUT_ROLE_NONE, LAYOUT_FLOW, NULL);
	layout_node(b->doc, flow)->width = 2 * number->text.size;
	p = layout_add(b->doc, flow, LAYOUT_P, LAYOUT_PARAGRAPH, number);
	layout_node(b->doc, layout_add(b->doc, p, LAYOUT_ROLE_NONE, LAYOUT_PAGE_REF, NULL))->dest = heading;
}

static int32_t next_in_tree(const struct layout_doc *d, int32_t i)
{
	if (layout_node(d, i)->first != LAYOUT_NONE && !layout_node(d, i)->dropped)
		return layout_node(d, i)->first;
	while (i != LAYOUT_NONE && layout_node(d, i)->next == LAYOUT_NONE)
		i = layout_node(d, i)->parent;
	return i == LAYOUT_NONE ? LAYOUT_NONE : layout_node(d, i)->next;
}

static int l_make(lua_State *L)
{
	struct making *m = lua_touserdata(L, 1);
	const struct layout_doc *d = m->b->doc;

	for (int32_t i = 0; i != LAYOUT_NONE; i = next_in_tree(d, i)) {
		int level = (int)layout_node(d, i)->role - LAYOUT_H1;
		if (level >= 1 && level <= layout_node(d, m->node)->colspan && !layout_node(d, i)->dropped)
			add_entry(L, m, i, level);
		if (limit_time_over())
			bind_raise_time(L);
	}
	return 0;
}

bool bind_contents_make(struct bind *b, struct layout_doc *d, int32_t node, struct err *e)
{
	struct making m = {.b = b, .node = node};

	(void)d;
	return bind_protect(b, l_make, &m, e);
}
