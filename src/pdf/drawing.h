/* drawing.h: drawings through libharu's page functions. Private to src/pdf. */
#ifndef PDF_DRAWING_H
#define PDF_DRAWING_H

#include "layout/ops.h"
#include "pdf/writer.h"

struct pdf_drawing;

struct pdf_drawing *pdf_drawing_new(struct pdf_writer *w);       /* is dropped before the writer */
void pdf_drawing_drop(struct pdf_drawing *d);

/* Adds a DRAW operation to a content stream, between q and Q: state of the stream outside is as it was. height: of the page. */
void pdf_drawing_play(struct pdf_drawing *d, const struct layout_op *op, mpt height, struct buf *out);
/* false and an error once libharu refused an operator or wrote another number than it was given */
bool pdf_drawing_ok(const struct pdf_drawing *d, struct err *e);

#endif
