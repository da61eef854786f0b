/* reader.h: a PDF that attest made, read again. The file may be anybody's: whatever is in it, the worst is an error.
 *
 * Understood are cross-reference tables and streams, object streams and deflate with PNG predictors: what our writer writes, and what
 * programs write that only rearrange it. All else of a file is foreign. */
#ifndef PDF_READER_H
#define PDF_READER_H

#include "base/base.h"

/* as written: byte for byte. Appended: what attest wrote, and something behind it. Changed: anything else */
enum pdf_state { PDF_AS_WRITTEN, PDF_APPENDED, PDF_CHANGED };

struct pdf_file;
/* p is borrowed until drop. NULL: it is no PDF, was cut, or cannot be read */
struct pdf_file *pdf_file_read(const void *p, size_t n, struct err *e);
void pdf_file_drop(struct pdf_file *f);
enum pdf_state pdf_file_state(const struct pdf_file *f, size_t *written);   /* written [bytes]: what attest wrote, of APPENDED */
/* the embedded file of that name, decoded, and its date ("" without); owned by f. NULL: there is none, or it cannot be read */
const char *pdf_file_attachment(struct pdf_file *f, const char *name, size_t *n, char date[11], struct err *e);
size_t pdf_file_pages(const struct pdf_file *f);
/* the hash of a page [0-based], as seal.h tells; false: attest does not write such a page, and why */
bool pdf_file_page(struct pdf_file *f, size_t i, char hash[HASH_HEX_SIZE], struct err *why);
/* false: the document as a whole has something that attest does not write, such as a form or a script */
bool pdf_file_plain(struct pdf_file *f, struct err *why);

#endif
