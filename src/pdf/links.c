/* links.c: link annotations (ISO 32000-1, 12.5.6.5), and where they lead. */
#include "pdf/parts.h"
#include "pdf/syntax.h"

#include <string.h>

bool pdf_link_check(const struct layout_doc *doc, int32_t node, struct err *e)
{
	const struct layout_node *n;
	int32_t at = node;

	for (; node != LAYOUT_NONE; node = n->parent) {
		n = layout_node(doc, node);
		if (n->role == LAYOUT_LINK)
			break;
	}
	if (node == LAYOUT_NONE)
		return err_set(e, "%sa link stands outside a Link element", layout_where(doc, at));
	if (n->url == NULL && n->dest == LAYOUT_NONE)
		return err_set(e, "%sa link leads nowhere", layout_where(doc, node));
	if (n->url != NULL && !str_starts(n->url, "https://") && !str_starts(n->url, "mailto:"))
		return err_set(e, "%sa link may lead to https or mailto only, not to '%s'", layout_where(doc, node), n->url);
	return true;
}

void pdf_destination(struct buf *b, const struct layout_node *n, const struct pdf_page *pages)
{
	const struct pdf_page *page = &pages[n->page];

	buf_putc(b, '[');
	pdf_ref(b, page->id);
	buf_puts(b, "/XYZ 0 ");
	pdf_length(b, page->height - n->y);
	buf_puts(b, " null]");
}

/* Addresses are ASCII (12.6.4.7): every other byte, and what has a meaning in a PDF string, is percent-encoded. */
void pdf_uri(struct buf *b, const char *url)
{
	for (; *url != '\0'; url++) {
		unsigned char c = (unsigned char)*url;
		if (c <= ' ' || c > '~' || strchr("()\\<>\"", c) != NULL)
			buf_printf(b, "%%%02X", c);
		else
			buf_putc(b, *url);
	}
}

const struct layout_node *pdf_link_target(const struct layout_doc *doc, int32_t node)
{
	const struct layout_node *n;

	while ((n = layout_node(doc, node))->role != LAYOUT_LINK)
		node = n->parent;
	return n;
}

static bool put_target(struct buf *b, const struct layout_doc *doc, const struct layout_node *n, int32_t link,
    const struct pdf_page *pages, struct err *e)
{
	const struct layout_node *dest;

	if (n->url != NULL) {
		buf_puts(b, "/A<</S/URI/URI(");
		pdf_uri(b, n->url);
		buf_puts(b, ")>>");
		return true;
	}
	dest = layout_node(doc, n->dest);
	if (!dest->placed)
		return err_set(e, "%sa link leads to a part that is not in the document", layout_where(doc, link));
	buf_puts(b, "/Dest");
	pdf_destination(b, dest, pages);
	return true;
}

static void put_rect(struct buf *b, const struct pdf_link *l, mpt height)
{
	buf_puts(b, "/Rect[");
	pdf_length(b, l->x);
	buf_putc(b, ' ');
	pdf_length(b, height - l->y - l->h);
	buf_putc(b, ' ');
	pdf_length(b, l->x + l->w);
	buf_putc(b, ' ');
	pdf_length(b, height - l->y);
	buf_putc(b, ']');
}

/* /F 4: printed, not hidden (PDF/A); /Contents: what assistive technology says of it (PDF/UA-1, 7.18.5) */
bool pdf_links_put(struct pdf_writer *w, const struct layout_doc *doc, const struct pdf_links *links, const struct pdf_page *pages,
    int32_t n_pages, uint32_t first_id, struct err *e)
{
	struct buf b = {0};
	bool ok = true;

	for (size_t i = 0; i < links->n && ok; i++) {
		const struct pdf_link *l = &links->v[i];
		const struct layout_node *n = pdf_link_target(doc, l->node);
		buf_clear(&b);
		buf_printf(&b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %d", (int)(n_pages + (int32_t)i));
		put_rect(&b, l, pages[l->page].height);
		buf_puts(&b, "/Contents");
		pdf_text_string(&b, n->alt != NULL && *n->alt != '\0' ? n->alt : n->url != NULL ? n->url : "source");
		ok = put_target(&b, doc, n, l->node, pages, e);
		buf_puts(&b, ">>");
		if (ok)
			pdf_put_text(w, first_id + (uint32_t)i, b.p, b.len);
	}
	buf_drop(&b);
	return ok;
}
