/* writer.h: objects into a file. Private to src/pdf.
 *
 * Numbers come from libharu's cross-reference list, so that objects which libharu makes and objects that we write as text live in one
 * space. Every object is written once, then forgotten. */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "base/base.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>

struct pdf_writer;

struct pdf_writer *pdf_writer_new(struct file_out *out, const char *header);
void pdf_writer_drop(struct pdf_writer *w);
HPDF_Doc pdf_writer_haru(struct pdf_writer *w);                  /* borrowed: catalog, info, outlines are made there */
bool pdf_writer_ok(const struct pdf_writer *w, struct err *e);   /* false and an error once a write or libharu failed */

uint32_t pdf_reserve(struct pdf_writer *w, uint32_t n);          /* the first of n consecutive numbers for objects of ours */

/* dictionaries of libharu, with entries of ours as text */
HPDF_Dict pdf_dict_new(struct pdf_writer *w);                    /* indirect */
uint32_t pdf_dict_id(const void *object);                        /* number of an indirect object */
struct buf *pdf_dict_text(HPDF_Dict d);                          /* text that is written before ">>"; owned by d */
void pdf_put_dict(struct pdf_writer *w, HPDF_Dict d);            /* into the object stream; frees d */

/* objects of ours under a reserved number */
void pdf_put_text(struct pdf_writer *w, uint32_t id, const char *text, size_t n);     /* not a stream: into the object stream */
/* a stream, at once; entries: what its dictionary holds besides Length and Filter */
void pdf_put_stream(struct pdf_writer *w, uint32_t id, const char *entries, const void *p, size_t n, bool deflate);

/* what libharu still holds, the cross-reference stream, the end of the file; info: whether the trailer names libharu's Info dictionary */
bool pdf_writer_finish(struct pdf_writer *w, bool info, struct err *e);

#endif
