/* outline.c: bookmarks from the headings that were placed (ISO 32000-1, 12.3.3), made of libharu's outline objects, which keep the
 * chain of first, last, next and previous. Titles and destinations are ours: libharu's strings end at a zero byte, its numbers are
 * floats. */
#include "pdf/parts.h"
#include "pdf/syntax.h"

#include <hpdf_outline.h>

#define LEVELS 4                     /* H1 to H4 */

static void fold_text(const char *s, struct buf *out)
{
	for (; *s != '\0'; s++) {
		bool space = *s == ' ' || *s == '\n' || *s == '\t' || *s == '\r';
		if (!space)
			buf_putc(out, *s);
		else if (out->len > 0 && out->p[out->len - 1] != ' ')
			buf_putc(out, ' ');
	}
}

void pdf_plain_text(const struct layout_doc *doc, int32_t node, struct buf *out)
{
	const struct layout_node *n = layout_node(doc, node);

	if (n->kind == LAYOUT_TEXT && n->text != NULL)
		fold_text(n->text, out);
	if (n->kind == LAYOUT_BREAK)
		fold_text(" ", out);
	if (n->kind == LAYOUT_MARK)          /* a source mark is beside the text */
		return;
	for (int32_t c = n->first; c != LAYOUT_NONE; c = layout_node(doc, c)->next)
		pdf_plain_text(doc, c, out);
}

static int heading_level(const struct layout_node *n)    /* 1 to 4, 0 for what is no heading in the document */
{
	return n->placed && !n->dropped && n->role >= LAYOUT_H1 && n->role <= LAYOUT_H4 ? n->role - LAYOUT_H1 + 1 : 0;
}

static HPDF_Outline add_item(HPDF_Doc haru, HPDF_Outline parent, const struct layout_doc *doc, int32_t node, const struct pdf_page *pages)
{
	HPDF_Outline item = HPDF_Outline_New(haru->mmgr, parent, "", NULL, haru->xref);
	struct buf title = {0}, *b = pdf_dict_text(item);

	HPDF_Dict_RemoveElement(item, "Title");
	HPDF_Dict_RemoveElement(item, "Type");       /* only the root is of type Outlines */
	buf_reserve(&title, 1);
	pdf_plain_text(doc, node, &title);
	title.p[title.len] = '\0';
	buf_puts(b, "/Title");
	pdf_text_string(b, title.p);
	buf_puts(b, "/Dest");
	pdf_destination(b, layout_node(doc, node), pages);
	buf_drop(&title);
	return item;
}

/* the next node in tree order: what was generated late has late numbers, wherever it stands */
static int32_t next_node(const struct layout_doc *doc, int32_t node)
{
	const struct layout_node *n = layout_node(doc, node);

	if (n->first != LAYOUT_NONE)
		return n->first;
	while (n->next == LAYOUT_NONE && n->parent != LAYOUT_NONE)
		n = layout_node(doc, n->parent);
	return n->next;
}

static size_t headings_below(const struct layout_doc *doc)
{
	size_t n = 0;

	for (int32_t i = 0; i != LAYOUT_NONE; i = next_node(doc, i))
		n += heading_level(layout_node(doc, i)) > 0;
	return n;
}

void pdf_outline_make(struct pdf_writer *w, const struct layout_doc *doc, const struct pdf_page *pages)
{
	HPDF_Doc haru = pdf_writer_haru(w);
	HPDF_Outline open[LEVELS + 1];               /* the last item of each level, the root at 0 */
	int level = 0, depth = 0, levels[LEVELS + 1] = {0};

	if (layout_node_count(doc) == 0 || headings_below(doc) < 2)
		return;
	open[0] = HPDF_OutlineRoot_New(haru->mmgr, haru->xref);
	HPDF_Dict_Add(haru->catalog, "Outlines", open[0]);
	for (int32_t i = 0; i != LAYOUT_NONE; i = next_node(doc, i)) {
		if ((level = heading_level(layout_node(doc, i))) == 0)
			continue;
		while (depth > 0 && levels[depth] >= level)
			depth--;
		open[depth + 1] = add_item(haru, open[depth], doc, i, pages);
		levels[++depth] = level;
	}
}
