/* values.h: tokens of PDF into values (ISO 32000-1, 7.3). Private to src/pdf; a hostile text is an error. */
#ifndef PDF_VALUES_H
#define PDF_VALUES_H

#include "base/base.h"

enum pdf_kind { PDF_NULL, PDF_BOOLEAN, PDF_NUMBER, PDF_STRING, PDF_NAME, PDF_ARRAY, PDF_DICT, PDF_REF };
struct pdf_value {
	enum pdf_kind kind;
	const char *text; size_t n;          /* NUMBER as written, STRING and NAME decoded [bytes]; NUL behind it */
	int64_t i;                           /* NUMBER that is whole; else -1, and whole is false */
	bool whole;
	uint32_t id;                         /* REF */
	const char *key;                     /* within a dictionary */
	struct pdf_value *first, *next;      /* ARRAY, DICT */
	size_t items;
};
struct pdf_scan { const unsigned char *p, *end; struct arena *arena; struct err *e; int depth; };

void pdf_skip_space(struct pdf_scan *s);                        /* and comments */
bool pdf_skip_word(struct pdf_scan *s, const char *word);       /* a keyword, when it is next */
bool pdf_scan_whole(struct pdf_scan *s, int64_t *out);          /* a whole number that is not negative */
struct pdf_value *pdf_scan_value(struct pdf_scan *s);           /* NULL: the error says so */
const struct pdf_value *pdf_entry(const struct pdf_value *dict, const char *key);   /* NULL: there is none, or it is no dictionary */
bool pdf_is_name(const struct pdf_value *v, const char *name);

#endif
