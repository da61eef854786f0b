/* parts.h: what a document has beside pages: links, bookmarks, metadata. Private to src/pdf. */
#ifndef PDF_PARTS_H
#define PDF_PARTS_H

#include "layout/layout.h"
#include "pdf/device.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

/* ---- pages as the parts see them */
struct pdf_page {
	HPDF_Dict dict;              /* owned by the writer, empty until the end and written then */
	uint32_t id;                 /* its number */
	uint32_t body, running;      /* of its content streams, 0 none */
	mpt width, height;
	uint32_t annotations;        /* how many it has */
	char body_hash[HASH_HEX_SIZE], running_hash[HASH_HEX_SIZE];   /* of the streams, decoded */
};

/* ---- links.c */
struct pdf_link { int32_t node, page; mpt x, y, w, h; };     /* y down, as in layout */
struct pdf_links { struct pdf_link *v; size_t n, cap; };

bool pdf_link_check(const struct layout_doc *doc, int32_t node, struct err *e);  /* the address may stand in a document */
bool pdf_links_put(struct pdf_writer *w, const struct layout_doc *doc, const struct pdf_links *links, const struct pdf_page *pages,
    int32_t n_pages, uint32_t first_id, struct err *e);

void pdf_uri(struct buf *b, const char *url);        /* as the file has it, without ( and ) */
/* the node that says where a link leads */
const struct layout_node *pdf_link_target(const struct layout_doc *doc, int32_t node);

/* the text of "[page /XYZ x y null]" for a node that was placed */
void pdf_destination(struct buf *b, const struct layout_node *n, const struct pdf_page *pages);
/* text of all TEXT leaves below a node, white space folded */
void pdf_plain_text(const struct layout_doc *doc, int32_t node, struct buf *out);

/* ---- outline.c */
void pdf_outline_make(struct pdf_writer *w, const struct layout_doc *doc, const struct pdf_page *pages);

/* ---- metadata.c */
bool pdf_metadata_check(const struct layout_info *info, struct err *e);
/* the attachment as embedded file, file specification and associated file of the document (7.11.4; ISO 19005-3, 6.8) */
void pdf_attachment_put(struct pdf_writer *w, const struct pdf_attachment *a, const struct layout_info *info, const struct buf *bytes);
/* XMP, Info, output intent; adds to the catalog's text what names them */
void pdf_metadata_put(struct pdf_writer *w, const struct pdf_profile *profile, const struct pdf_metadata *meta, const struct layout_info *info);

#endif
