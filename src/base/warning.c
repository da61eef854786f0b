/* warning.c: what went well enough, and should be looked at. Counted, so that the last line can say it; errors when asked to be strict.
 *
 * The state is the process's: one run. A script may warn in a loop, so only the first thousand are printed. */
#include "base.h"

#define PRINTED_MAX 1000u

static size_t count;
static bool strict;

void warning_strict(bool on) { strict = on; }
size_t warning_count(void) { return count; }

bool warning_add(struct err *e, const char *fmt, ...)
{
	char text[2048], shown[2048];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	str_show(shown, sizeof shown, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
	count++;                     /* when strict too: a script may catch the error */
	if (strict)
		return err_set(e, "%s (a warning, and --strict makes errors of them)", shown);
	if (count <= PRINTED_MAX)
		fprintf(stderr, "attest: warning: %s\n", shown);
	else if (count == PRINTED_MAX + 1)
		fprintf(stderr, "attest: warning: more than %u warnings: the rest is only counted\n", PRINTED_MAX);
	return true;
}
