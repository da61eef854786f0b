/* objects.h: objects of a PDF by number, out of whatever cross-references it has. Private to src/pdf. */
#ifndef PDF_OBJECTS_H
#define PDF_OBJECTS_H

#include "pdf/values.h"

struct pdf_objects;
struct pdf_objects *pdf_objects_read(const unsigned char *p, size_t n, struct err *e);       /* p is borrowed until drop */
void pdf_objects_drop(struct pdf_objects *o);
const struct pdf_value *pdf_objects_trailer(const struct pdf_objects *o);
size_t pdf_objects_count(const struct pdf_objects *o);               /* [objects] at most */
/* the value itself, or what it refers to; lives as long as a; NULL: the error says why. v may be NULL */
const struct pdf_value *pdf_resolve(struct pdf_objects *o, const struct pdf_value *v, struct arena *a, struct err *e);
/* the stream that v refers to, decoded, added to out; dict, which may be NULL, lives as long as a */
bool pdf_decode(struct pdf_objects *o, const struct pdf_value *v, struct arena *a, const struct pdf_value **dict, struct buf *out, struct err *e);

#endif
