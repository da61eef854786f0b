/* device.h: where display lists go.
 *
 * A device is a layout_sink with an end: pdf_device writes a tagged PDF through a file_out, trace_device writes text for tests. */
#ifndef PDF_DEVICE_H
#define PDF_DEVICE_H

#include "base/base.h"
#include "layout/layout.h"

/* The conformance profile is data that the writer is given. */
struct pdf_profile {
	const char *name;            /* "a3a-ua1" */
	const char *header;          /* "%PDF-1.7" */
	int pdfa_part;               /* 3; 0 none */
	const char *pdfa_conformance;/* "A", NULL where the part has none */
	int pdfua_part;              /* 1; 0 none */
	bool info_dictionary;        /* PDF 1.7: yes; deprecated in 2.0 */
	bool namespaces;             /* structure namespaces of PDF 2.0 */
};
extern const struct pdf_profile pdf_profile_a3a_ua1;

/* A file within the PDF (PDF/A-3, associated with the document as data), made when all pages are known. */
struct pdf_attachment {
	const char *name, *mime, *description;
	/* pages: SHA-256 of each page's content in hex (seal.h) */
	bool (*make)(void *ctx, const char (*pages)[HASH_HEX_SIZE], size_t n, struct buf *out, struct err *e);
	void *ctx;
};

/* What the document says of itself beside layout_info. */
struct pdf_metadata {
	const char *producer;        /* "attest 0.1": no build id, no host, no user */
	const void *icc; size_t icc_bytes;                   /* sRGB output profile */
	const struct pdf_attachment *attachment;             /* NULL: none */
};

/* The document must have title, language and date. A failed write stops the run with an error of its own; what a buffer still holds can
 * fail as late as file_out_commit. */
struct pdf_device;
struct pdf_device *pdf_device_new(struct file_out *out, const struct pdf_profile *profile, const struct pdf_metadata *meta,
    struct layout_doc *doc, struct err *e);              /* NULL on error */
void pdf_device_sink(struct pdf_device *d, struct layout_sink *sink);
void pdf_device_drop(struct pdf_device *d);              /* the file is complete when sink.finish returned true */

struct trace_device;
struct trace_device *trace_device_new(struct file_out *out, struct layout_doc *doc);
void trace_device_sink(struct trace_device *d, struct layout_sink *sink);
void trace_device_drop(struct trace_device *d);

#endif
