/* trace.c: reads a trace. A line that it does not know is an error: what the trace learns to say, the lint has to learn too. */
#include "trace.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct trace *t;
	char *at;                    /* the rest of the file */
	int line;                    /* [1-based] */
	int page;                    /* [0-based] of the operations that come, -1 none */
	bool running, tree, values;
	int32_t *by_id; size_t cap_ids;              /* index in nodes + 1 by printed id; owned */
	long *marks; size_t cap_marks;               /* printed id of each operation, -1 an artifact; owned */
	int32_t above[64];           /* the last node at each depth */
	int stretch;                 /* the one that goes on */
	bool in_part;
	size_t part_depth;
	struct err *err;
};

static bool bad(struct reader *r, const char *what)
{
	return err_set(r->err, "%s:%d: %s", r->t->file, r->line, what);
}

/* reads a text in quotes at *s, which then stands behind it */
static const char *quoted(struct arena *a, const char **s)
{
	const char *p = *s;
	char *out, *w;

	if (*p != '"')
		return NULL;
	out = w = arena_alloc(a, strlen(p) + 1);
	for (p++; *p != '"'; p++) {
		if (*p == '\0')
			return NULL;
		if (p[0] == '\\' && p[1] == 'x' && p[2] != '\0' && p[3] != '\0') {
			char hex[3] = {p[2], p[3], '\0'};
			*w++ = (char)strtol(hex, NULL, 16);
			p += 3;
		} else {
			p += *p == '\\' && p[1] != '\0';
			*w++ = *p;
		}
	}
	*s = p + 1;
	return out;
}

/* ---- pages and operations */

static bool read_page(struct reader *r, const char *s)
{
	struct trace *t = r->t;
	struct page p = {.from = t->n_ops, .to = t->n_ops, .running_from = t->n_ops, .running_to = t->n_ops};
	int number;

	if (sscanf(s, "page %d %" SCNd32 "x%" SCNd32, &number, &p.width, &p.height) != 3 || number != (int)t->n_pages + 1)
		return bad(r, "pages count from 1, with their size");
	t->pages = grow_array(t->pages, &t->cap_pages, t->n_pages + 1, sizeof *t->pages);
	r->page = (int)t->n_pages;
	t->pages[t->n_pages++] = p;
	return true;
}

static bool read_area(struct reader *r, const char *s)
{
	struct page *p = r->page < 0 ? NULL : &r->t->pages[r->page];
	mpt x, y, w, h;

	if (p == NULL || sscanf(s, "area %" SCNd32 " %" SCNd32 " %" SCNd32 "x%" SCNd32, &x, &y, &w, &h) != 4)
		return bad(r, "an area belongs to a page and has a corner and a size");
	p->area = (struct box){x, y, x + w, y + h};
	p->has_area = true;
	return true;
}

static bool read_running(struct reader *r, const char *s)
{
	int number;

	if (sscanf(s, "running %d", &number) != 1 || number < 1 || (size_t)number > r->t->n_pages)
		return bad(r, "heads and feet are of a page that is there");
	r->page = number - 1;
	r->running = true;
	r->t->pages[r->page].running_from = r->t->pages[r->page].running_to = r->t->n_ops;
	return true;
}

static bool add_op(struct reader *r, struct op op, long id)
{
	struct trace *t = r->t;

	if (r->page < 0)
		return bad(r, "an operation before the first page");
	op.line = r->line;
	op.page = r->page;
	op.running = r->running;
	op.node = op.next = -1;
	t->ops = grow_array(t->ops, &t->cap_ops, t->n_ops + 1, sizeof *t->ops);
	r->marks = grow_array(r->marks, &r->cap_marks, t->n_ops + 1, sizeof *r->marks);
	r->marks[t->n_ops] = id;
	t->ops[t->n_ops++] = op;
	*(r->running ? &t->pages[r->page].running_to : &t->pages[r->page].to) = t->n_ops;
	return true;
}

/* the mark of an operation: the printed id of its node, -1 an artifact. A table's repeated head is an artifact in the body. */
static long mark_of(const char *word, struct op *op)
{
	op->head = str_eq(word, "header");
	return word[0] == '#' ? strtol(word + 1, NULL, 10) : -1;
}

static bool read_text(struct reader *r, const char *s)
{
	struct op op = {.kind = OP_TEXT};
	char face[128], mark[32];
	int used = 0;
	long id;

	if (sscanf(s, "text %" SCNd32 " %" SCNd32 " +%" SCNd32 " %" SCNd32 " %127s %n", &op.x, &op.y, &op.w, &op.size, face, &used) < 5)
		return bad(r, "a text has a place, a width, a size and a face");
	s += used;
	if (str_starts(s, "rtl "))
		s += 4;
	if (sscanf(s, "%31s %n", mark, &used) < 1)
		return bad(r, "a text has a mark");
	s += used;
	id = mark_of(mark, &op);
	if ((op.text = quoted(r->t->arena, &s)) == NULL || sscanf(s, " #%" SCNx32, &op.color) != 1)
		return bad(r, "a text has its letters in quotes, and a colour");
	op.space = str_ends(s, " +space");
	return add_op(r, op, id);
}

static bool read_rule(struct reader *r, const char *s, enum op_kind kind)
{
	struct op op = {.kind = kind};
	char mark[32];

	if (sscanf(s, "%*s %" SCNd32 " %" SCNd32 " %" SCNd32 "x%" SCNd32 " %31s #%" SCNx32, &op.x, &op.y, &op.w, &op.h, mark, &op.color) < 5)
		return bad(r, "a rule, link or drawing has a place, a size and a mark");
	return add_op(r, op, mark_of(mark, &op));
}

/* ---- the tree */

/* what stands behind a node's id, up to its texts: "@1,70000 10500/14000", "@1,70000 columns" */
static void read_facts(struct node *n, const char *s)
{
	mpt size, leading;

	while (*s != '\0' && *s != '"') {
		if (str_starts(s, "columns"))
			n->columns = true;
		else if (sscanf(s, "%" SCNd32 "/%" SCNd32, &size, &leading) == 2) {
			n->size = size;
			n->leading = leading;
		} else {
			sscanf(s, "pages=%d", &n->budget);
		}
		s += strcspn(s, " \"");
		s += strspn(s, " ");
	}
}

/* Page breaks and parts divide the document into stretches that fill pages of their own. */
static void set_stretch(struct reader *r, struct node *n, size_t depth)
{
	if (str_eq(n->name, "page-break") || n->budget > 0 || (r->in_part && depth <= r->part_depth))
		r->stretch++;
	if (n->budget > 0 || depth <= r->part_depth) {
		r->in_part = n->budget > 0;
		r->part_depth = depth;
	}
	n->stretch = r->stretch;
}

static bool read_node(struct reader *r, const char *s)
{
	struct trace *t = r->t;
	size_t depth = strspn(s, " ") / 2;
	struct node n = {.first_op = -1, .last_op = -1};
	int used = 0;

	if (depth >= COUNT_OF(r->above) || sscanf(s, " %15s #%ld %n", n.name, &n.id, &used) < 2 || n.id < 0 || n.id > INT32_MAX)
		return bad(r, "a node has a name and a number");
	n.parent = depth > 0 ? r->above[depth - 1] : -1;
	read_facts(&n, s + used);
	set_stretch(r, &n, depth);
	r->above[depth] = (int32_t)t->n_nodes;
	t->nodes = grow_array(t->nodes, &t->cap_nodes, t->n_nodes + 1, sizeof *t->nodes);
	t->nodes[t->n_nodes++] = n;
	size_t had = r->cap_ids;
	r->by_id = grow_array(r->by_id, &r->cap_ids, (size_t)n.id + 1, sizeof *r->by_id);
	memset(r->by_id + had, 0, (r->cap_ids - had) * sizeof *r->by_id);
	r->by_id[n.id] = (int32_t)t->n_nodes;
	return true;
}

/* operations come before the tree, so their nodes are known only now */
static bool join(struct reader *r)
{
	struct trace *t = r->t;

	for (size_t i = 0; i < t->n_ops; i++) {
		struct op *op = &t->ops[i];
		struct node *n;
		if (r->marks[i] < 0)
			continue;
		r->line = op->line;
		if ((size_t)r->marks[i] >= r->cap_ids || r->by_id[r->marks[i]] == 0)
			return bad(r, "the node of this operation is not in the tree");
		op->node = r->by_id[r->marks[i]] - 1;
		n = &t->nodes[op->node];
		if (op->running)
			continue;
		if (n->last_op < 0)
			n->first_op = (int32_t)i;
		else
			t->ops[n->last_op].next = (int32_t)i;
		n->last_op = (int32_t)i;
	}
	return true;
}

static bool read_line(struct reader *r, const char *s)
{
	if (str_eq(s, "values"))
		r->values = true;
	if (r->values)
		return true;         /* what values rest on is no matter of layout */
	if (r->tree)
		return read_node(r, s);
	if (str_starts(s, "text "))
		return read_text(r, s);
	if (str_starts(s, "rule "))
		return read_rule(r, s, OP_RULE);
	if (str_starts(s, "link "))
		return read_rule(r, s, OP_LINK);
	if (str_starts(s, "draw "))
		return read_rule(r, s, OP_DRAW);
	if (str_starts(s, "  "))
		return true;         /* what a drawing paints is its own */
	if (str_starts(s, "page "))
		return read_page(r, s);
	if (str_starts(s, "area "))
		return read_area(r, s);
	if (str_starts(s, "running "))
		return read_running(r, s);
	if (sscanf(s, "budget %d", &r->t->budget) == 1)
		return true;
	if (!str_eq(s, "tree"))
		return bad(r, "unknown: teach tests/lint/layout what this line says");
	return r->tree = true;
}

static bool complete(struct reader *r)
{
	if (r->t->n_pages == 0 || r->t->n_nodes == 0)
		return bad(r, "a trace has pages and a tree");
	for (size_t i = 0; i < r->t->n_pages; i++)
		if (!r->t->pages[i].has_area)
			return bad(r, "a page without area");
	return true;
}

bool trace_read(struct trace *t, const char *file, struct err *e)
{
	struct reader r = {.t = t, .page = -1, .err = e};
	size_t bytes;
	char *all = file_read(file, &bytes, e), *end;
	bool ok = all != NULL;

	*t = (struct trace){.arena = arena_new(), .file = file};
	for (r.at = all; ok && *r.at != '\0'; r.at = end) {
		end = strchr(r.at, '\n');
		end = end == NULL ? r.at + strlen(r.at) : (*end = '\0', end + 1);
		r.line++;
		ok = read_line(&r, r.at);
	}
	ok = ok && complete(&r) && join(&r);
	free(r.by_id);
	free(r.marks);
	free(all);
	return ok;
}

void trace_drop(struct trace *t)
{
	free(t->ops);
	free(t->nodes);
	free(t->pages);
	free(t->reading);
	free(t->lines);
	arena_drop(t->arena);
}
