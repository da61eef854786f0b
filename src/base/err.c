/* err.c: the error record. */
#include "base.h"

#include <string.h>

bool err_set(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL || e->set)
		return false;
	e->set = true;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	return false;
}

bool err_context(struct err *e, const char *fmt, ...)
{
	char old[sizeof e->msg];
	va_list ap;
	int n;

	if (e == NULL || !e->set)
		return false;
	memcpy(old, e->msg, sizeof old);
	va_start(ap, fmt);
	n = vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	if (n < 0)
		n = 0;
	if ((size_t)n < sizeof e->msg)
		snprintf(e->msg + n, sizeof e->msg - (size_t)n, ": %.*s", (int)(sizeof e->msg - (size_t)n - 3), old);
	return false;
}

void err_more(struct err *e, const char *fmt, ...)
{
	size_t at;
	va_list ap;
	int n;

	if (e == NULL || !e->set)
		return;
	at = strlen(e->more);
	va_start(ap, fmt);
	n = vsnprintf(e->more + at, sizeof e->more - at, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n + 2 > sizeof e->more - at) {
		e->more[at] = '\0';
		return;
	}
	e->more[at + (size_t)n] = '\n';
	e->more[at + (size_t)n + 1] = '\0';
}
