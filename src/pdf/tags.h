/* tags.h: marked content and the structure tree. Private to src/pdf. */
#ifndef PDF_TAGS_H
#define PDF_TAGS_H

#include "layout/layout.h"
#include "pdf/writer.h"

struct pdf_tags;

struct pdf_tags *pdf_tags_new(struct pdf_writer *w, struct layout_doc *doc);
void pdf_tags_drop(struct pdf_tags *t);

/* while pages are played */
enum layout_role pdf_tags_role(const struct pdf_tags *t, int32_t node);              /* of the element that the node's content belongs to */
bool pdf_tags_continues(const struct pdf_tags *t, int32_t before, int32_t node);     /* content of node may go on in the mark of before */
int32_t pdf_tags_mark(struct pdf_tags *t, int32_t node, int32_t page);               /* a new mark; returns its MCID on that page */
int32_t pdf_tags_link(struct pdf_tags *t, int32_t node, int32_t page);               /* an annotation; returns its number [0-based] */
void pdf_tags_box(struct pdf_tags *t, int32_t node, const mpt box[4]);               /* of a figure: left, bottom, right, top, y up */

/* at the end: page_ids and annotation_ids by index. Page i has StructParents i, annotation k has StructParent pages + k.
 * Returns the number of the structure tree root, 0 and an error when an element lacks what it must have. */
uint32_t pdf_tags_finish(struct pdf_tags *t, const uint32_t *page_ids, int32_t pages, uint32_t first_annotation_id, struct err *e);

#endif
