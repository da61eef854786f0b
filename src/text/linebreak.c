/* linebreak.c: where lines may end (UAX 14), through libunibreak. */
#include "text/text.h"

#include <linebreak.h>

void text_breaks(const char *text, size_t n, const char *lang, unsigned char *out)
{
	static bool ready;
	char *breaks = (char *)out;

	if (!ready) {
		init_linebreak();
		ready = true;
	}
	set_linebreaks_utf8((const utf8_t *)text, n, lang, breaks);
	for (size_t i = 0; i < n; i++)
		out[i] = breaks[i] == LINEBREAK_MUSTBREAK ? TEXT_MUST_BREAK : breaks[i] == LINEBREAK_ALLOWBREAK ? TEXT_MAY_BREAK : TEXT_NO_BREAK;
	if (n > 0)
		out[n - 1] = TEXT_MUST_BREAK;
}
