/* tree.c: the logical tree. Nodes lie in blocks of the document's arena, so pointers stay valid while it grows. */
#include "layout/compose.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_names[LAYOUT_ROLE_COUNT] = {
	[LAYOUT_ROLE_NONE] = "", [LAYOUT_DOCUMENT] = "Document", [LAYOUT_PART] = "Part", [LAYOUT_SECT] = "Sect", [LAYOUT_DIV] = "Div",
	[LAYOUT_H1] = "H1", [LAYOUT_H2] = "H2", [LAYOUT_H3] = "H3", [LAYOUT_H4] = "H4", [LAYOUT_P] = "P",
	[LAYOUT_BLOCKQUOTE] = "BlockQuote", [LAYOUT_TOC] = "TOC", [LAYOUT_TOCI] = "TOCI", [LAYOUT_L] = "L", [LAYOUT_LI] = "LI", [LAYOUT_LBL] = "Lbl", [LAYOUT_LBODY] = "LBody",
	[LAYOUT_TABLE] = "Table", [LAYOUT_THEAD] = "THead", [LAYOUT_TBODY] = "TBody", [LAYOUT_TR] = "TR", [LAYOUT_TH] = "TH",
	[LAYOUT_TD] = "TD", [LAYOUT_CAPTION] = "Caption", [LAYOUT_SPAN] = "Span", [LAYOUT_LINK] = "Link",
	[LAYOUT_REFERENCE] = "Reference", [LAYOUT_NOTE] = "Note", [LAYOUT_FIGURE] = "Figure", [LAYOUT_BIBENTRY] = "BibEntry",
	[LAYOUT_ABOUT] = "Div", [LAYOUT_OPINION] = "Div", [LAYOUT_ASK] = "Div",
};

const char *layout_role_name(enum layout_role role) { return role_names[role]; }

struct layout_doc *layout_doc_new(void)
{
	struct layout_doc *d = mem_zalloc(sizeof *d);

	d->arena = arena_new();
	return d;
}

void layout_doc_drop(struct layout_doc *d)
{
	if (d == NULL)
		return;
	arena_drop(d->arena);
	free(d->blocks);
	free(d->left_out);
	free(d->targets);
	free(d);
}

struct arena *layout_arena(struct layout_doc *d) { return d->arena; }
struct layout_info *layout_info(struct layout_doc *d) { return &d->info; }
void layout_need_pages(struct layout_doc *d) { d->page_refs = true; }
size_t layout_node_count(const struct layout_doc *d) { return d->n; }
int layout_pages(const struct layout_doc *d) { return d->pages; }
int layout_dropped(const struct layout_doc *d) { return d->dropped; }
int32_t layout_dropped_at(const struct layout_doc *d, int i) { return d->left_out[i]; }

struct layout_node *layout_node(const struct layout_doc *d, int32_t i)
{
	return i < 0 ? NULL : &d->blocks[i / NODES_A_BLOCK][i % NODES_A_BLOCK];
}

/* the index of a node to fill */
static int32_t take_node(struct layout_doc *d)
{
	int32_t i = d->free - 1;

	if (i >= 0) {
		d->free = layout_node(d, i)->next + 1;
		*layout_node(d, i) = (struct layout_node){0};
		return i;
	}
	i = (int32_t)d->n++;
	if (i % NODES_A_BLOCK == 0) {
		d->blocks = grow_array(d->blocks, &d->blocks_cap, (size_t)i / NODES_A_BLOCK + 1, sizeof *d->blocks);
		d->blocks[i / NODES_A_BLOCK] = arena_alloc(d->arena, NODES_A_BLOCK * sizeof **d->blocks);
	}
	return i;
}

int32_t layout_add(struct layout_doc *d, int32_t parent, enum layout_role role, enum layout_kind kind, const struct layout_style *style)
{
	int32_t i = take_node(d);
	struct layout_node *n = layout_node(d, i), *p = layout_node(d, parent);

	n->parent = parent;
	n->first = n->last = n->next = n->dest = LAYOUT_NONE;
	n->role = role;
	n->kind = kind;
	n->style = style;
	n->colspan = n->rowspan = 1;
	d->page_refs |= kind == LAYOUT_PAGE_REF;
	if (p != NULL) {
		if (p->last == LAYOUT_NONE)
			p->first = i;
		else
			layout_node(d, p->last)->next = i;
		p->last = i;
	}
	return i;
}

static void give_back(struct layout_doc *d, int32_t node)
{
	for (int32_t i = layout_node(d, node)->first, next; i != LAYOUT_NONE; i = next) {
		next = layout_node(d, i)->next;
		give_back(d, i);
	}
	layout_node(d, node)->placed = false;
	layout_node(d, node)->next = d->free - 1;
	d->free = node + 1;
}

void layout_cut(struct layout_doc *d, int32_t parent, int32_t after)
{
	int32_t i = after == LAYOUT_NONE ? layout_node(d, parent)->first : layout_node(d, after)->next;

	if (after == LAYOUT_NONE)
		layout_node(d, parent)->first = LAYOUT_NONE;
	else
		layout_node(d, after)->next = LAYOUT_NONE;
	layout_node(d, parent)->last = after;
	for (int32_t next; i != LAYOUT_NONE; i = next) {
		next = layout_node(d, i)->next;
		give_back(d, i);
	}
}

int32_t layout_add_lasting(struct layout_doc *d, int32_t parent, const struct layout_style *style, const char *text)
{
	int32_t i = layout_add(d, parent, LAYOUT_ROLE_NONE, LAYOUT_TEXT, style);

	layout_node(d, i)->text = text;
	return i;
}

/* texts before and after it do not read on */
static bool parts_texts(enum layout_kind k)
{
	return k != LAYOUT_INLINE && k != LAYOUT_TEXT && k != LAYOUT_MARK && k != LAYOUT_PAGE_REF;
}

void layout_plain_text(const struct layout_doc *d, int32_t node, struct buf *out, size_t most)
{
	const struct layout_node *n = layout_node(d, node);

	if (parts_texts(n->kind) && out->len > 0 && out->len < most && out->p[out->len - 1] != ' ')
		buf_putc(out, ' ');
	if (n->kind == LAYOUT_TEXT && out->len < most) {
		size_t bytes = strlen(n->text) < most - out->len ? strlen(n->text) : most - out->len;
		while (bytes > 0 && (n->text[bytes] & 0xc0) == 0x80)
			bytes--;
		buf_add(out, n->text, bytes);
	}
	for (int32_t i = n->first; i != LAYOUT_NONE && out->len < most; i = layout_node(d, i)->next)
		layout_plain_text(d, i, out, most);
}

int32_t layout_add_text(struct layout_doc *d, int32_t parent, const struct layout_style *style, const char *text, size_t n)
{
	return layout_add_lasting(d, parent, style, arena_strndup(d->arena, text, n));
}

void layout_table_columns(struct layout_doc *d, int32_t table, const struct layout_column *columns, size_t n)
{
	struct table_columns *t = arena_alloc(d->arena, sizeof *t);

	t->table = table;
	t->n = n;
	t->v = arena_alloc(d->arena, n * sizeof *t->v);
	memcpy(t->v, columns, n * sizeof *t->v);
	t->next = d->columns;
	d->columns = t;
}

const struct layout_style *style_of(const struct layout_doc *d, int32_t node)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent)
		if (layout_node(d, node)->style != NULL)
			return layout_node(d, node)->style;
	return d->info.body;
}

const struct layout_style *block_style(const struct layout_doc *d, int32_t node)
{
	static const struct layout_style none = {0};
	const struct layout_style *s = layout_node(d, node)->style;

	return s != NULL ? s : &none;
}

bool is_kept(const struct layout_doc *d, int32_t node)
{
	while (node != LAYOUT_NONE && !layout_node(d, node)->dropped)
		node = layout_node(d, node)->parent;
	return node == LAYOUT_NONE;
}

const char *lang_of(const struct layout_doc *d, int32_t node)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent)
		if (layout_node(d, node)->lang != NULL)
			return layout_node(d, node)->lang;
	return d->info.lang;
}

int page_of(struct layout_doc *d, int32_t node)
{
	for (size_t i = 0; i < d->n_targets; i++)
		if (d->targets[i].node == node) {
			d->targets[i].used = true;
			return d->targets[i].page;
		}
	d->targets = grow_array(d->targets, &d->targets_cap, d->n_targets + 1, sizeof *d->targets);
	d->targets[d->n_targets++] = (struct page_target){.node = node, .used = true};
	return 0;
}

#define LINE_BITS 20                 /* of a line; the file's number stands above */

int layout_line(struct layout_doc *d, const char *file, int line)
{
	size_t i;

	for (i = 0; i < d->n_files && strcmp(d->files[i], file) != 0; i++)
		;
	if (i == COUNT_OF(d->files) || line >= 1 << LINE_BITS)
		return line % (1 << LINE_BITS);
	if (i == d->n_files)
		d->files[d->n_files++] = arena_strdup(d->arena, file);
	return (int)(i + 1) << LINE_BITS | line;
}

const char *layout_where(const struct layout_doc *d, int32_t node)
{
	const char *row = "";
	int at = 0;

	for (; node != LAYOUT_NONE && at <= 0; node = layout_node(d, node)->parent) {
		at = layout_node(d, node)->line;
		if (at < 0)
			row = arena_printf(d->arena, "row %d: ", -at);
	}
	if (at <= 0)
		return row;
	if (at >> LINE_BITS == 0)
		return arena_printf(d->arena, "line %d: %s", at, row);
	return arena_printf(d->arena, "%s:%d: %s", d->files[(at >> LINE_BITS) - 1], at & ((1 << LINE_BITS) - 1), row);
}

bool time_left(struct compose *c)
{
	if (!limit_time_over())
		return true;
	return limit_time_err(c->err);
}
