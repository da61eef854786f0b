/* tags.c: from marks in paint order to elements in reading order (ISO 32000-1, 14.7 and 14.8).
 *
 * While pages are played, each mark (MCID) and each link annotation is recorded with the node that it shows: 16 bytes. At the end the
 * logical tree is walked once in tree order. A node becomes an element when it has a role and something of it or below it was placed;
 * content of a node without a role belongs to the nearest ancestor that has one. Every leaf of text is a node of its own, so walking
 * the tree gives the order of children and own content inside an element, whatever the order was in which they were painted.
 *
 *     record: node | page | MCID or annotation | next record of the same node
 *
 * Elements are numbered in tree order from one reserved range and written as text into object streams; nothing is kept per element but
 * its number. */
#include "pdf/tags.h"
#include "pdf/syntax.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_PER_LEAF 64          /* in number and name trees: a reader loads one leaf to find one page */

struct record {
	int32_t node, page;
	int32_t what;                /* MCID, or -1 - annotation */
	int32_t next;                /* of the same node, -1 none */
};

struct pdf_tags {
	struct pdf_writer *writer;   /* borrowed */
	struct layout_doc *doc;      /* borrowed */
	struct record *v;            /* in paint order */
	size_t n, cap;
	int32_t *head, *tail;        /* by node: its records, -1 none */
	size_t heads, tails;         /* [nodes] allocated */
	int32_t mcid_page, mcids;    /* counter of the page that is being played */
	int32_t annotations;

	struct figure_box { int32_t node; mpt v[4]; } *boxes;         /* of figures, in paint order */
	size_t n_boxes, boxes_cap;

	/* at the end */
	const uint32_t *page_ids;    /* borrowed */
	int32_t pages;
	uint32_t first_annotation;   /* object number */
	uint32_t *element;           /* by node: object number, 0 none */
	uint32_t document;           /* element above the root node when that is no Document itself, 0 none */
	uint32_t root;               /* StructTreeRoot */
	struct buf text;             /* element in hand */
	uint32_t *notes;             /* elements that have an ID, in tree order */
	size_t n_notes, notes_cap;
};

struct pdf_tags *pdf_tags_new(struct pdf_writer *w, struct layout_doc *doc)
{
	struct pdf_tags *t = mem_zalloc(sizeof *t);

	t->writer = w;
	t->doc = doc;
	t->mcid_page = -1;
	return t;
}

void pdf_tags_drop(struct pdf_tags *t)
{
	if (t == NULL)
		return;
	free(t->v);
	free(t->head);
	free(t->tail);
	free(t->element);
	free(t->notes);
	free(t->boxes);
	buf_drop(&t->text);
	free(t);
}

/* ---- which element content belongs to */

/* A node without a role that changes the language needs an element to say so. */
static enum layout_role role_of(const struct layout_node *n)
{
	if (n->role != LAYOUT_ROLE_NONE || n->lang == NULL)
		return n->role;
	return n->kind == LAYOUT_INLINE || n->kind == LAYOUT_TEXT || n->kind == LAYOUT_MARK ? LAYOUT_SPAN : LAYOUT_DIV;
}

static int32_t owner_of(const struct pdf_tags *t, int32_t node)
{
	while (node != LAYOUT_NONE && role_of(layout_node(t->doc, node)) == LAYOUT_ROLE_NONE)
		node = layout_node(t->doc, node)->parent;
	return node;
}

enum layout_role pdf_tags_role(const struct pdf_tags *t, int32_t node)
{
	int32_t owner = owner_of(t, node);

	return owner == LAYOUT_NONE ? LAYOUT_DOCUMENT : role_of(layout_node(t->doc, owner));
}

/* The next node in tree order, LAYOUT_NONE at the end. */
static int32_t next_in_tree(const struct pdf_tags *t, int32_t node)
{
	const struct layout_node *n = layout_node(t->doc, node);

	if (n->first != LAYOUT_NONE)
		return n->first;
	while (n->next == LAYOUT_NONE) {
		if (n->parent == LAYOUT_NONE)
			return LAYOUT_NONE;
		n = layout_node(t->doc, n->parent);
	}
	return n->next;
}

/* Leaves of one element share a mark when nothing of another element stands between them in the tree: bold words in a paragraph cost
 * no mark. The walk is short, as such leaves are neighbours; where it is not, a new mark is right too. */
bool pdf_tags_continues(const struct pdf_tags *t, int32_t before, int32_t node)
{
	int32_t owner = owner_of(t, node);

	if (before == node)
		return true;
	if (owner_of(t, before) != owner)
		return false;
	for (int steps = 0; steps < 6 && before != LAYOUT_NONE; steps++) {
		before = next_in_tree(t, before);
		if (before == node)
			return true;
		if (before == LAYOUT_NONE || owner_of(t, before) != owner)
			return false;
	}
	return false;
}

/* ---- records */

static int32_t *grow_filled(int32_t *p, size_t *cap, size_t need)
{
	size_t old = *cap;

	p = grow_array(p, cap, need, sizeof *p);
	for (size_t i = old; i < *cap; i++)
		p[i] = -1;
	return p;
}

static void record(struct pdf_tags *t, int32_t node, int32_t page, int32_t what)
{
	assert(node >= 0);
	t->head = grow_filled(t->head, &t->heads, (size_t)node + 1);
	t->tail = grow_filled(t->tail, &t->tails, (size_t)node + 1);
	t->v = grow_array(t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->v[t->n] = (struct record){ node, page, what, -1 };
	if (t->head[node] < 0)
		t->head[node] = (int32_t)t->n;
	else
		t->v[t->tail[node]].next = (int32_t)t->n;
	t->tail[node] = (int32_t)t->n++;
}

int32_t pdf_tags_mark(struct pdf_tags *t, int32_t node, int32_t page)
{
	if (page != t->mcid_page) {
		t->mcid_page = page;
		t->mcids = 0;
	}
	record(t, node, page, t->mcids);
	return t->mcids++;
}

int32_t pdf_tags_link(struct pdf_tags *t, int32_t node, int32_t page)
{
	/* the annotation belongs to the Link element, wherever below it the operation was made */
	while (node != LAYOUT_NONE && layout_node(t->doc, node)->role != LAYOUT_LINK)
		node = layout_node(t->doc, node)->parent;
	assert(node != LAYOUT_NONE);
	record(t, node, page, -1 - t->annotations);
	return t->annotations++;
}

void pdf_tags_box(struct pdf_tags *t, int32_t node, const mpt box[4])
{
	t->boxes = grow_array(t->boxes, &t->boxes_cap, t->n_boxes + 1, sizeof *t->boxes);
	t->boxes[t->n_boxes++] = (struct figure_box){node, {box[0], box[1], box[2], box[3]}};
}

static int32_t first_record(const struct pdf_tags *t, int32_t node) { return (size_t)node < t->heads ? t->head[node] : -1; }

/* ---- numbers of elements */

/* An empty cell is kept with its row: a table must stay a grid (PDF/UA-1, 7.5). */
static bool is_cell_of_kept_row(const struct pdf_tags *t, const struct layout_node *n)
{
	return (n->role == LAYOUT_TD || n->role == LAYOUT_TH) && n->parent != LAYOUT_NONE && t->element[n->parent] != 0;
}

/* A node is kept when it or something below it has a record; its element then gets a number in tree order. */
static void number_elements(struct pdf_tags *t)
{
	size_t nodes = layout_node_count(t->doc);
	uint32_t count = 0, first;

	t->element = mem_zalloc((nodes + 1) * sizeof *t->element);
	for (size_t i = 0; i < t->n; i++)
		for (int32_t at = t->v[i].node; at != LAYOUT_NONE && t->element[at] == 0; at = layout_node(t->doc, at)->parent)
			t->element[at] = 1;
	for (int32_t at = nodes > 0 ? 0 : LAYOUT_NONE; at != LAYOUT_NONE; at = next_in_tree(t, at)) {
		const struct layout_node *n = layout_node(t->doc, at);
		if (role_of(n) == LAYOUT_ROLE_NONE)
			t->element[at] = 0;
		else if (t->element[at] != 0 || is_cell_of_kept_row(t, n))
			t->element[at] = ++count;
	}
	first = pdf_reserve(t->writer, count);
	for (size_t i = 0; i < nodes; i++)
		if (t->element[i] != 0)
			t->element[i] += first - 1;
}

static uint32_t element_of(const struct pdf_tags *t, int32_t node)
{
	int32_t owner = owner_of(t, node);

	return owner == LAYOUT_NONE ? t->document : t->element[owner];
}

/* ---- the kids of an element */

struct kids {
	int32_t page;                /* its /Pg: that of its first mark, LAYOUT_NONE none yet */
	size_t n;
};

static void add_record(struct pdf_tags *t, struct kids *k, const struct record *r)
{
	struct buf *b = &t->text;

	if (k->n++ > 0)
		buf_putc(b, ' ');
	if (k->page == LAYOUT_NONE)
		k->page = r->page;
	if (r->what < 0)
		buf_printf(b, "<</Type/OBJR/Pg %lu 0 R/Obj %lu 0 R>>", (unsigned long)t->page_ids[r->page],
		    (unsigned long)(t->first_annotation + (uint32_t)(-1 - r->what)));
	else if (r->page == k->page)
		pdf_int(b, r->what);
	else
		buf_printf(b, "<</Type/MCR/Pg %lu 0 R/MCID %d>>", (unsigned long)t->page_ids[r->page], (int)r->what);
}

static void add_records(struct pdf_tags *t, struct kids *k, int32_t node, bool annotations)
{
	for (int32_t i = first_record(t, node); i >= 0; i = t->v[i].next)
		if ((t->v[i].what < 0) == annotations)
			add_record(t, k, &t->v[i]);
}

/* Own content and child elements in tree order; nodes without a role are looked through. */
static void add_below(struct pdf_tags *t, struct kids *k, int32_t node)
{
	add_records(t, k, node, false);
	for (int32_t c = layout_node(t->doc, node)->first; c != LAYOUT_NONE; c = layout_node(t->doc, c)->next) {
		if (t->element[c] != 0) {
			if (k->n++ > 0)
				buf_putc(&t->text, ' ');
			pdf_ref(&t->text, t->element[c]);
		} else if (role_of(layout_node(t->doc, c)) == LAYOUT_ROLE_NONE) {
			add_below(t, k, c);
		}
	}
}

static void put_kids(struct pdf_tags *t, int32_t node)
{
	struct kids k = { LAYOUT_NONE, 0 };
	size_t start = t->text.len;

	buf_puts(&t->text, "/K[");
	add_below(t, &k, node);
	add_records(t, &k, node, true);
	if (k.n == 0) {
		t->text.len = start;
		return;
	}
	buf_putc(&t->text, ']');
	if (k.page != LAYOUT_NONE) {
		buf_puts(&t->text, "/Pg ");
		pdf_ref(&t->text, t->page_ids[k.page]);
	}
}

/* ---- attributes */

/* 14.8.5.7 */
static void put_cell_attributes(struct buf *b, const struct layout_node *n)
{
	bool th = n->role == LAYOUT_TH;

	if (!th && n->rowspan <= 1 && n->colspan <= 1)
		return;
	buf_puts(b, "/A<</O/Table");
	if (th)
		buf_puts(b, n->column_scope ? "/Scope/Column" : "/Scope/Row");
	if (n->rowspan > 1)
		buf_printf(b, "/RowSpan %d", n->rowspan);
	if (n->colspan > 1)
		buf_printf(b, "/ColSpan %d", n->colspan);
	buf_puts(b, ">>");
}

/* The IDs of notes must be unique in the document (14.7.2; PDF/UA-1, 7.9): a counter in tree order, sorted as it is. */
static void put_note_id(struct pdf_tags *t, uint32_t element)
{
	t->notes = grow_array(t->notes, &t->notes_cap, t->n_notes + 1, sizeof *t->notes);
	t->notes[t->n_notes] = element;
	buf_printf(&t->text, "/ID(note%07zu)", t->n_notes++);
}

static int by_node(const void *a, const void *b)
{
	const struct figure_box *x = a, *y = b;

	return x->node < y->node ? -1 : x->node > y->node;
}

/* 14.8.5.4.3: where a figure stands on its page */
static bool put_figure(struct pdf_tags *t, int32_t node, struct err *e)
{
	const struct layout_node *n = layout_node(t->doc, node);
	const struct figure_box *box = t->n_boxes == 0 ? NULL : bsearch(&node, t->boxes, t->n_boxes, sizeof *box, by_node);

	if (n->alt == NULL || *n->alt == '\0')
		return err_set(e, "%sa figure needs alternative text", layout_where(t->doc, node));
	if (box == NULL)
		return true;
	buf_puts(&t->text, "/A<</O/Layout/BBox[");
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			buf_putc(&t->text, ' ');
		pdf_length(&t->text, box->v[i]);
	}
	buf_puts(&t->text, "]>>");
	return true;
}

static bool put_attributes(struct pdf_tags *t, int32_t node, uint32_t element, struct err *e)
{
	const struct layout_node *n = layout_node(t->doc, node);
	struct buf *b = &t->text;

	if (n->role == LAYOUT_TH || n->role == LAYOUT_TD)
		put_cell_attributes(b, n);
	else if (n->role == LAYOUT_L)
		buf_printf(b, "/A<</O/List/ListNumbering/%s>>", n->numbered ? "Decimal" : "Disc");     /* 14.8.5.5 */
	else if (n->role == LAYOUT_NOTE)
		put_note_id(t, element);
	else if (n->role == LAYOUT_FIGURE && !put_figure(t, node, e))
		return false;
	if (n->lang != NULL) {
		buf_puts(b, "/Lang");
		pdf_text_string(b, n->lang);
	}
	if (n->alt != NULL && *n->alt != '\0' && n->role != LAYOUT_LINK) {
		buf_puts(b, "/Alt");
		pdf_text_string(b, n->alt);
	}
	return true;
}

/* ---- elements */

static uint32_t parent_of(const struct pdf_tags *t, int32_t node)
{
	int32_t parent = layout_node(t->doc, node)->parent;
	uint32_t id = parent == LAYOUT_NONE ? t->document : element_of(t, parent);

	return id != 0 ? id : t->root;
}

static bool put_element(struct pdf_tags *t, int32_t node, struct err *e)
{
	const struct layout_node *n = layout_node(t->doc, node);

	buf_clear(&t->text);
	buf_puts(&t->text, "<</S/");
	buf_puts(&t->text, layout_role_name(role_of(n)));
	buf_puts(&t->text, "/P ");
	pdf_ref(&t->text, parent_of(t, node));
	if (!put_attributes(t, node, t->element[node], e))
		return false;
	put_kids(t, node);
	buf_puts(&t->text, ">>");
	pdf_put_text(t->writer, t->element[node], t->text.p, t->text.len);
	return true;
}

/* The tree must have one Document on top. When the author's root is none, one is made; the root's content is then its own. */
static void put_document(struct pdf_tags *t)
{
	buf_clear(&t->text);
	buf_printf(&t->text, "<</S/Document/P %lu 0 R", (unsigned long)t->root);
	if (t->element[0] != 0) {
		buf_puts(&t->text, "/K ");
		pdf_ref(&t->text, t->element[0]);
	} else {
		put_kids(t, 0);
	}
	buf_puts(&t->text, ">>");
	pdf_put_text(t->writer, t->document, t->text.p, t->text.len);
}

static bool put_elements(struct pdf_tags *t, struct err *e)
{
	if (layout_node_count(t->doc) == 0)
		return err_set(e, "the document has no content");
	if (t->document != 0)
		put_document(t);
	for (int32_t at = 0; at != LAYOUT_NONE; at = next_in_tree(t, at)) {
		if (t->element[at] != 0 && !put_element(t, at, e))
			return false;
		if ((at & 1023) == 0 && (!pdf_writer_ok(t->writer, e) || limit_time_over()))
			return e->set ? false : limit_time_err(e);
	}
	return true;
}

/* ---- trees by number and by name (7.9.6, 7.9.7): a root over leaves */

struct leaves {
	struct pdf_tags *t;
	const char *key;             /* "Nums" or "Names" */
	struct buf leaf, kids;
	char first[32], last[32];    /* keys of the leaf, as they are written */
	int n;                       /* [entries] in the leaf */
};

static void leaves_flush(struct leaves *l)
{
	struct buf b = {0};
	uint32_t id;

	if (l->n == 0)
		return;
	id = pdf_reserve(l->t->writer, 1);
	buf_printf(&b, "<</Limits[%s %s]/%s[", l->first, l->last, l->key);
	buf_add(&b, l->leaf.p, l->leaf.len);
	buf_puts(&b, "]>>");
	pdf_put_text(l->t->writer, id, b.p, b.len);
	if (l->kids.len > 0)
		buf_putc(&l->kids, ' ');
	pdf_ref(&l->kids, id);
	buf_clear(&l->leaf);
	buf_drop(&b);
	l->n = 0;
}

/* Begins an entry; the value is then added to leaf. */
static void leaves_key(struct leaves *l, const char *key)
{
	if (l->n == ENTRIES_PER_LEAF)
		leaves_flush(l);
	if (l->n++ == 0)
		snprintf(l->first, sizeof l->first, "%s", key);
	snprintf(l->last, sizeof l->last, "%s", key);
	buf_printf(&l->leaf, "%s ", key);
}

static uint32_t leaves_finish(struct leaves *l)
{
	struct buf b = {0};
	uint32_t id = pdf_reserve(l->t->writer, 1);

	leaves_flush(l);
	buf_puts(&b, "<</Kids[");
	if (l->kids.len > 0)
		buf_add(&b, l->kids.p, l->kids.len);
	buf_puts(&b, "]>>");
	pdf_put_text(l->t->writer, id, b.p, b.len);
	buf_drop(&b);
	buf_drop(&l->leaf);
	buf_drop(&l->kids);
	return id;
}

/* Page i -> elements of its marks; pages + k -> element of annotation k. Records are in paint order: marks of a page stand together
 * and count from 0. */
static uint32_t put_parent_tree(struct pdf_tags *t)
{
	struct leaves l = { .t = t, .key = "Nums" };
	char key[16];
	size_t i = 0;

	for (int32_t page = 0; page < t->pages; page++) {
		snprintf(key, sizeof key, "%d", (int)page);
		leaves_key(&l, key);
		buf_putc(&l.leaf, '[');
		for (; i < t->n && t->v[i].page <= page; i++)
			if (t->v[i].what >= 0) {
				pdf_ref(&l.leaf, element_of(t, t->v[i].node));
				buf_putc(&l.leaf, ' ');
			}
		buf_putc(&l.leaf, ']');
	}
	for (i = 0; i < t->n; i++)
		if (t->v[i].what < 0) {
			snprintf(key, sizeof key, "%d", (int)(t->pages + -1 - t->v[i].what));
			leaves_key(&l, key);
			pdf_ref(&l.leaf, t->element[t->v[i].node]);
			buf_putc(&l.leaf, ' ');
		}
	return leaves_finish(&l);
}

static uint32_t put_id_tree(struct pdf_tags *t)
{
	struct leaves l = { .t = t, .key = "Names" };
	char key[16];

	if (t->n_notes == 0)
		return 0;
	for (size_t i = 0; i < t->n_notes; i++) {
		snprintf(key, sizeof key, "(note%07zu)", i % 10000000);
		leaves_key(&l, key);
		pdf_ref(&l.leaf, t->notes[i]);
		buf_putc(&l.leaf, ' ');
	}
	return leaves_finish(&l);
}

static void put_root(struct pdf_tags *t)
{
	uint32_t parents = put_parent_tree(t), ids = put_id_tree(t);

	buf_clear(&t->text);
	buf_printf(&t->text, "<</Type/StructTreeRoot/K %lu 0 R/ParentTree %lu 0 R/ParentTreeNextKey %d",
	    (unsigned long)(t->document != 0 ? t->document : t->element[0]), (unsigned long)parents, (int)(t->pages + t->annotations));
	if (ids != 0)
		buf_printf(&t->text, "/IDTree %lu 0 R", (unsigned long)ids);
	buf_puts(&t->text, ">>");
	pdf_put_text(t->writer, t->root, t->text.p, t->text.len);
}

uint32_t pdf_tags_finish(struct pdf_tags *t, const uint32_t *page_ids, int32_t pages, uint32_t first_annotation_id, struct err *e)
{
	t->page_ids = page_ids;
	t->pages = pages;
	t->first_annotation = first_annotation_id;
	t->root = pdf_reserve(t->writer, 1);
	if (t->n_boxes > 0)
		qsort(t->boxes, t->n_boxes, sizeof *t->boxes, by_node);
	number_elements(t);
	if (layout_node_count(t->doc) > 0 && (role_of(layout_node(t->doc, 0)) != LAYOUT_DOCUMENT || t->element[0] == 0))
		t->document = pdf_reserve(t->writer, 1);
	if (!put_elements(t, e))
		return 0;
	put_root(t);
	return t->root;
}
