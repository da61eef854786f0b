/* device.c: the PDF device: a layout sink that writes a tagged PDF.
 *
 *     page     body -> content stream -> file at once; its dictionary and 200 bytes stay
 *     running  heads and feet -> a second content stream of that page
 *     finish   page dictionaries, fonts, structure tree, links, bookmarks, metadata, cross-references
 *
 * The document is always tagged. A device writes one document; after an error or finish it can only be dropped. */
#include "pdf/device.h"
#include "pdf/content.h"
#include "pdf/drawing.h"
#include "pdf/fonts.h"
#include "pdf/parts.h"
#include "pdf/seal.h"
#include "pdf/syntax.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

#include <assert.h>
#include <stdlib.h>

#define PAGES_PER_NODE 64            /* of the page tree */

struct pdf_device {
	const struct pdf_profile *profile;   /* borrowed */
	struct pdf_metadata meta;            /* its pointers are borrowed */
	struct layout_doc *doc;              /* borrowed */
	struct pdf_writer *writer;
	struct pdf_fonts *fonts;
	struct pdf_tags *tags;
	struct pdf_drawing *drawing;
	struct pdf_content *content;
	struct pdf_links links;              /* in page order */
	struct pdf_page *pages;
	size_t n, cap;                       /* [pages] */
	struct buf fonts_sealed;             /* seal.h */
	uint32_t resources;                  /* one resource dictionary for all pages */
};

struct pdf_device *pdf_device_new(struct file_out *out, const struct pdf_profile *profile, const struct pdf_metadata *meta,
    struct layout_doc *doc, struct err *e)
{
	struct pdf_device *d;

	if (!pdf_metadata_check(layout_info(doc), e))
		return NULL;
	d = mem_zalloc(sizeof *d);
	d->profile = profile;
	d->meta = *meta;
	d->doc = doc;
	d->writer = pdf_writer_new(out, profile->header);
	d->fonts = pdf_fonts_new(d->writer);
	d->tags = pdf_tags_new(d->writer, doc);
	d->drawing = pdf_drawing_new(d->writer);
	d->content = pdf_content_new(d->fonts, d->tags, d->drawing);
	d->resources = pdf_reserve(d->writer, 1);
	return d;
}

void pdf_device_drop(struct pdf_device *d)
{
	if (d == NULL)
		return;
	pdf_content_drop(d->content);
	pdf_drawing_drop(d->drawing);
	pdf_tags_drop(d->tags);
	pdf_fonts_drop(d->fonts);
	pdf_writer_drop(d->writer);
	buf_drop(&d->fonts_sealed);
	free(d->links.v);
	free(d->pages);
	free(d);
}

/* ---- pages as they come */

static bool keep_links(struct pdf_device *d, const struct layout_page *page, int32_t index, struct err *e)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct layout_op *op = &page->ops[i];
		if (op->kind != LAYOUT_OP_LINK)
			continue;
		if (!pdf_link_check(d->doc, op->node, e))
			return false;
		d->links.v = grow_array(d->links.v, &d->links.cap, d->links.n + 1, sizeof *d->links.v);
		d->links.v[d->links.n++] = (struct pdf_link){ op->node, index, op->x, op->y, op->w, op->h };
		pdf_tags_link(d->tags, op->node, index);
		d->pages[index].annotations++;
	}
	return true;
}

/* where figures stand, for their elements */
static void keep_boxes(struct pdf_device *d, const struct layout_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct layout_op *op = &page->ops[i];
		if (op->kind == LAYOUT_OP_DRAW && op->artifact == LAYOUT_REAL)
			pdf_tags_box(d->tags, op->node, (const mpt[4]){op->x, page->height - op->y - op->h, op->x + op->w, page->height - op->y});
	}
}

static uint32_t put_content(struct pdf_device *d, const struct layout_page *page, int32_t index, char hash[HASH_HEX_SIZE])
{
	const struct buf *b = pdf_content_play(d->content, page, index);
	uint32_t id;

	if (b->len == 0)
		return 0;
	id = pdf_reserve(d->writer, 1);
	pdf_put_stream(d->writer, id, "", b->p, b->len, true);
	hash_hex(b->p, b->len, hash);
	return id;
}

static bool sink_page(void *ctx, const struct layout_page *page, struct err *e)
{
	struct pdf_device *d = ctx;
	int32_t index = (int32_t)d->n;
	HPDF_Dict dict = pdf_dict_new(d->writer);

	assert(page->number == index + 1);
	d->pages = grow_array(d->pages, &d->cap, d->n + 1, sizeof *d->pages);
	d->pages[d->n++] = (struct pdf_page){ .dict = dict, .id = pdf_dict_id(dict), .width = page->width, .height = page->height };
	keep_boxes(d, page);
	d->pages[index].body = put_content(d, page, index, d->pages[index].body_hash);
	if (limit_time_over())
		return limit_time_err(e);
	return pdf_drawing_ok(d->drawing, e) && keep_links(d, page, index, e) && pdf_writer_ok(d->writer, e);
}

static bool sink_running(void *ctx, const struct layout_page *page, struct err *e)
{
	struct pdf_device *d = ctx;
	int32_t index = page->number - 1;

	assert(index >= 0 && (size_t)index < d->n);
	for (size_t i = 0; i < page->n; i++)
		assert((page->ops[i].artifact != LAYOUT_REAL || (size_t)index + 1 == d->n) && page->ops[i].kind != LAYOUT_OP_LINK);
	d->pages[index].running = put_content(d, page, index, d->pages[index].running_hash);
	return pdf_writer_ok(d->writer, e);
}

/* ---- the page tree (7.7.3): the root, nodes of 64 pages when there are more, pages */

static void put_page(struct pdf_device *d, size_t i, uint32_t parent, uint32_t first_annotation)
{
	const struct pdf_page *p = &d->pages[i];
	struct buf *b = pdf_dict_text(p->dict);

	HPDF_Dict_AddName(p->dict, "Type", "Page");
	HPDF_Dict_AddName(p->dict, "Tabs", "S");     /* tabbing follows the structure (PDF/UA-1, 7.18.3) */
	HPDF_Dict_AddNumber(p->dict, "StructParents", (HPDF_INT32)i);
	buf_printf(b, "/Parent %lu 0 R/Resources %lu 0 R/MediaBox[0 0 ", (unsigned long)parent, (unsigned long)d->resources);
	pdf_length(b, p->width);
	buf_putc(b, ' ');
	pdf_length(b, p->height);
	buf_puts(b, "]/Contents[");
	if (p->body != 0)
		pdf_ref(b, p->body);
	if (p->body != 0 && p->running != 0)
		buf_putc(b, ' ');
	if (p->running != 0)
		pdf_ref(b, p->running);
	buf_putc(b, ']');
	for (uint32_t k = 0; k < p->annotations; k++) {
		buf_puts(b, k == 0 ? "/Annots[" : " ");
		pdf_ref(b, first_annotation + k);
	}
	if (p->annotations > 0)
		buf_putc(b, ']');
	pdf_put_dict(d->writer, p->dict);
}

/* libharu's root cannot count kids that were written and freed, so its counting is taken off; Kids and Count are ours. */
static uint32_t take_root(HPDF_Dict root)
{
	root->before_write_fn = NULL;
	HPDF_Dict_RemoveElement(root, "Kids");
	HPDF_Dict_RemoveElement(root, "Count");
	return pdf_dict_id(root);
}

static void put_page_node(struct pdf_device *d, uint32_t id, uint32_t root, size_t first, size_t end)
{
	struct buf b = {0};

	buf_printf(&b, "<</Type/Pages/Parent %lu 0 R/Kids[", (unsigned long)root);
	for (size_t i = first; i < end; i++) {
		if (i > first)
			buf_putc(&b, ' ');
		pdf_ref(&b, d->pages[i].id);
	}
	buf_printf(&b, "]/Count %zu>>", end - first);
	pdf_put_text(d->writer, id, b.p, b.len);
	buf_drop(&b);
}

static void put_pages(struct pdf_device *d, uint32_t first_annotation)
{
	HPDF_Dict root_dict = pdf_writer_haru(d->writer)->root_pages;
	uint32_t root = take_root(root_dict), node = root;
	struct buf *kids = pdf_dict_text(root_dict);
	bool flat = d->n <= PAGES_PER_NODE;

	buf_puts(kids, "/Kids[");
	for (size_t i = 0; i < d->n; i++) {
		if (!flat && i % PAGES_PER_NODE == 0) {
			size_t end = d->n - i < PAGES_PER_NODE ? d->n : i + PAGES_PER_NODE;
			node = pdf_reserve(d->writer, 1);
			put_page_node(d, node, root, i, end);
		}
		if (flat || i % PAGES_PER_NODE == 0) {
			pdf_ref(kids, flat ? d->pages[i].id : node);
			buf_putc(kids, ' ');
		}
		put_page(d, i, node, first_annotation);
		first_annotation += d->pages[i].annotations;
	}
	buf_printf(kids, "]/Count %zu", d->n);
}

/* ---- the end */

static bool put_resources(struct pdf_device *d, struct err *e)
{
	struct buf b = {0};
	bool ok;

	buf_puts(&b, "<</Font<<");
	ok = pdf_fonts_finish(d->fonts, &b, &d->fonts_sealed, e);
	buf_puts(&b, ">>>>");
	pdf_put_text(d->writer, d->resources, b.p, b.len);
	buf_drop(&b);
	return ok;
}

static bool put_tree(struct pdf_device *d, uint32_t first_annotation, struct err *e)
{
	struct buf *catalog = pdf_dict_text(pdf_writer_haru(d->writer)->catalog);
	uint32_t *ids = mem_zalloc((d->n + 1) * sizeof *ids), root;

	for (size_t i = 0; i < d->n; i++)
		ids[i] = d->pages[i].id;
	root = pdf_tags_finish(d->tags, ids, (int32_t)d->n, first_annotation, e);
	free(ids);
	if (root == 0)
		return false;
	buf_puts(catalog, "/StructTreeRoot ");
	pdf_ref(catalog, root);
	return true;
}

static void seal_page(const struct pdf_device *d, const struct pdf_page *p, size_t *link, struct buf *b)
{
	buf_puts(b, "0 0 ");
	pdf_length(b, p->width);
	buf_putc(b, ' ');
	pdf_length(b, p->height);
	buf_printf(b, "\n%s%s%s%s", p->body_hash, p->body != 0 ? "\n" : "", p->running_hash, p->running != 0 ? "\n" : "");
	for (uint32_t k = 0; k < p->annotations; k++) {
		const char *url = pdf_link_target(d->doc, d->links.v[(*link)++].node)->url;
		struct buf uri = {0};
		if (url != NULL)
			pdf_uri(&uri, url);
		pdf_seal_link(b, uri.p, uri.len);
		buf_drop(&uri);
	}
}

static bool put_attachment(struct pdf_device *d, struct err *e)
{
	const struct pdf_attachment *a = d->meta.attachment;
	char (*hashes)[HASH_HEX_SIZE];
	struct buf b = {0};
	size_t link = 0;
	bool ok;

	if (a == NULL)
		return true;
	hashes = mem_zalloc(d->n * sizeof *hashes);
	for (size_t i = 0; i < d->n; i++) {
		buf_clear(&b);
		seal_page(d, &d->pages[i], &link, &b);
		pdf_seal_page(&b, &d->fonts_sealed, hashes[i]);
	}
	buf_clear(&b);
	ok = a->make(a->ctx, (const char (*)[HASH_HEX_SIZE])hashes, d->n, &b, e);
	if (ok)
		pdf_attachment_put(d->writer, a, layout_info(d->doc), &b);
	free(hashes);
	buf_drop(&b);
	return ok;
}

static bool sink_finish(void *ctx, const struct layout_doc *doc, struct err *e)
{
	struct pdf_device *d = ctx;
	uint32_t first_annotation = pdf_reserve(d->writer, (uint32_t)d->links.n);

	assert(doc == d->doc);
	if (d->n == 0)
		return err_set(e, "the document has no page");
	put_pages(d, first_annotation);
	pdf_outline_make(d->writer, doc, d->pages);
	if (!put_tree(d, first_annotation, e) ||
	    !pdf_links_put(d->writer, doc, &d->links, d->pages, (int32_t)d->n, first_annotation, e) || !put_resources(d, e) ||
	    !put_attachment(d, e))
		return false;
	pdf_metadata_put(d->writer, d->profile, &d->meta, layout_info(d->doc));
	return pdf_writer_finish(d->writer, d->profile->info_dictionary, e);
}

void pdf_device_sink(struct pdf_device *d, struct layout_sink *sink)
{
	*sink = (struct layout_sink){ .ctx = d, .page = sink_page, .running = sink_running, .finish = sink_finish };
}
