/* run.c: one layout run: the passes, heads and feet, delivery to the sink.
 *
 * A document that prints the pages of its own blocks (references, a table of contents) is laid out until these numbers hold: passes
 * without a sink, at most PASSES of them, then the one that is delivered. */
#include "layout/run.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

#define RUNNING_GAP 10000            /* [mpt] between the body and its head or foot */
#define PASSES 4

/* ---- heads and feet */

/* Heads and feet are artifacts, so nobody hears them. What the foot says of the document (until when it may be used, who may have it) must
 * be heard once: the foot of the last page is content, the last of the document. */
static bool running_part(struct run *r, enum layout_artifact where, size_t page, struct page *out)
{
	struct layout_doc *d = r->c.doc;
	const struct layout_geometry *geo = &d->info.geometry;
	bool real = where == LAYOUT_ARTIFACT_FOOTER && (int)page + 1 == d->pages;
	int32_t flow = layout_add(d, real ? 0 : LAYOUT_NONE, LAYOUT_ROLE_NONE, LAYOUT_FLOW, d->info.body);
	struct galley g = {0};
	struct slice all;
	bool ok;

	if (!r->c.resolver->running(r->c.resolver->ctx, d, flow, where, (int)page + 1, d->pages, r->c.err))
		return !r->c.err->set;
	ok = compose_children(&r->c, flow, body_width(d), &g);
	if (ok) {
		mpt top;
		all = galley_merge(&g, r->c.arena);
		top = where == LAYOUT_ARTIFACT_HEADER ? geo->top - RUNNING_GAP - all.height : geo->height - geo->bottom + RUNNING_GAP;
		out->ops = grow_array(out->ops, &out->cap, out->n + all.n, sizeof *out->ops);
		for (size_t i = 0; i < all.n; i++) {
			if (all.ops[i].kind == LAYOUT_OP_LINK)
				continue;
			struct layout_op *op = &out->ops[out->n++];
			*op = all.ops[i];
			op->x += left_margin(d, page);
			op->y += top;
			if (real && op->node != LAYOUT_NONE) {
				place_node(d, op->node, page, op);
			} else {
				op->node = LAYOUT_NONE;
				op->artifact = where;
			}
		}
	}
	galley_drop(&g);
	return ok;
}

static bool send_running(struct run *r)
{
	struct layout_doc *d = r->c.doc;
	bool ok = true;

	for (size_t p = 0; ok && p < (size_t)d->pages; p++) {
		struct page page = {0};
		struct layout_page view;
		r->c.arena = arena_new();
		if (r->c.resolver != NULL && r->c.resolver->running != NULL)
			ok = running_part(r, LAYOUT_ARTIFACT_HEADER, p, &page) && running_part(r, LAYOUT_ARTIFACT_FOOTER, p, &page);
		view = page_view(d, p, page.ops, page.n);
		ok = ok && r->sink->running(r->sink->ctx, &view, r->c.err);
		free(page.ops);
		arena_drop(r->c.arena);
	}
	return ok;
}

/* ---- the run */

static bool send_pages(struct run *r)
{
	size_t n = r->n_pages;

	order_cut(r);
	for (size_t p = 0; r->buffered && p < n; p++) {
		struct layout_page view = page_view(r->c.doc, p, r->pages[p].ops, r->pages[p].n);
		if (!r->sink->page(r->sink->ctx, &view, r->c.err))
			return false;
	}
	if (r->open.n > 0 || n == 0) {
		struct layout_page view = page_view(r->c.doc, n, r->open.ops, r->open.n);
		if (!r->sink->page(r->sink->ctx, &view, r->c.err))
			return false;
		n++;
	}
	r->c.doc->pages = (int)n;
	return true;
}

static void drop_run(struct run *r)
{
	for (size_t i = 0; r->buffered && i < r->n_pages; i++)
		free(r->pages[i].ops);
	for (size_t i = 0; i < GENERATIONS; i++)
		arena_drop(r->generations[i]);
	free(r->checkpoints);
	free(r->pages);
	free(r->open.ops);
	galley_drop(&r->main);
}

/* ---- passes */

static void open_run(struct run *r, struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *resolver,
    const struct layout_sink *sink, struct err *e)
{
	const struct layout_geometry *geo = &d->info.geometry;

	*r = (struct run){.sink = sink, .buffered = keeps_budgets(d), .cut = LAYOUT_NONE};
	r->generations[0] = arena_new();
	r->c = (struct compose){.doc = d, .fonts = fonts, .resolver = resolver, .arena = r->generations[0], .err = e,
	    .page_room = geo->height - geo->top - geo->bottom, .run = r};
}

static bool no_page(void *ctx, const struct layout_page *page, struct err *e)
{
	(void)ctx, (void)page, (void)e;
	return true;
}

/* The pages that references told are those where their targets stand now. What they will tell next is noted. A target that is printed
 * and does not stand is left in *gone. */
static bool settle(struct layout_doc *d, int32_t *gone)
{
	bool settled = true;

	*gone = LAYOUT_NONE;
	for (size_t i = 0; i < d->n_targets; i++) {
		struct page_target *t = &d->targets[i];
		const struct layout_node *n = layout_node(d, t->node);
		int page = n->placed ? n->page + 1 : 0;
		if (!t->used)
			continue;
		if (page == 0)
			*gone = t->node;
		settled = settled && page != 0 && t->page == page;
		t->page = page;
		t->used = false;
	}
	return settled;
}

static bool quiet_pass(struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *resolver, struct err *e)
{
	const struct layout_sink nowhere = {.page = no_page};
	struct run r;
	bool ok;

	open_run(&r, d, fonts, resolver, &nowhere, e);
	ok = compose_within_budgets(&r, 0) && send_pages(&r);
	drop_run(&r);
	if (resolver != NULL && resolver->restore != NULL)
		resolver->restore(resolver->ctx, 0);
	return ok;
}

static void forget_placement(struct layout_doc *d)
{
	for (size_t i = 0; i < d->n; i++)
		layout_node(d, (int32_t)i)->placed = false;
}

static bool number_pages(struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *resolver, struct err *e)
{
	bool settled = false;
	int32_t gone = LAYOUT_NONE;

	for (int pass = 0; d->page_refs && !settled; pass++) {
		if (pass == PASSES && gone != LAYOUT_NONE)
			return err_set(e, "%sthe page budget dropped this block, whose page is printed elsewhere: give it no rank", layout_where(d, gone));
		if (pass == PASSES)
			return err_set(e, "the page numbers that the document prints of itself do not settle: put a page break before what moves");
		if (!quiet_pass(d, fonts, resolver, e))
			return false;
		settled = settle(d, &gone);
		forget_placement(d);
	}
	return true;
}

bool layout_run(struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *resolver, const struct layout_sink *sink,
    struct err *e)
{
	const struct layout_geometry *geo = &d->info.geometry;
	struct run r;
	bool ok;

	if (geo->width <= geo->inner + geo->outer || geo->height <= geo->top + geo->bottom)
		return err_set(e, "the margins leave nothing of the page");
	if (d->n == 0)
		return err_set(e, "the report describes no document: render() adds nothing");
	if (!number_pages(d, fonts, resolver, e))
		return false;
	open_run(&r, d, fonts, resolver, sink, e);
	ok = compose_within_budgets(&r, 0) && send_pages(&r) && send_running(&r) && sink->finish(sink->ctx, d, e);
	drop_run(&r);
	return ok;
}
