/* mark.c: a line of source below a message, and carets under what is wrong in it.
 *
 *   select id, nmae from pet
 *              ^^^^
 *
 * Columns are counted in a terminal's cells, so the carets stand right below letters of any script. */
#include "base.h"

#include <string.h>

#define SHOWN 100                    /* [cells] of a line; a longer one is cut around the mark */
#define BEFORE 60                    /* [cells] kept before the mark then */

static size_t cells(const char *s, const char *end)
{
	size_t n = 0;

	while (s < end)
		n += (size_t)utf8_cells(utf8_next(&s, end));
	return n;
}

/* from s on, as many whole characters as have no more than n cells */
static const char *past(const char *s, const char *end, size_t n)
{
	while (s < end) {
		const char *next = s;
		size_t w = (size_t)utf8_cells(utf8_next(&next, end));
		if (w > n)
			break;
		n -= w;
		s = next;
	}
	return s;
}

/* the bytes, with a space for what would move the cursor */
static void copy(char *out, const char *s, const char *end)
{
	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end);
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp == 0xfffd && s == from + 1))
			*out++ = ' ';
		else
			memcpy(out, from, (size_t)(s - from)), out += s - from;
	}
	*out = '\0';
}

void err_mark(struct err *e, const char *text, size_t at, size_t n)
{
	const char *mark = text + (at < strlen(text) ? at : strlen(text)), *from = mark, *to = mark + strcspn(mark, "\r\n"), *end;
	char line[4 * SHOWN + 1], carets[SHOWN + 1];
	size_t before, width;

	while (from > text && from[-1] != '\n')
		from--;
	while (from < mark && (*from == ' ' || *from == '\t'))
		from++;
	while (to > mark && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	if (cells(from, to) > SHOWN && cells(from, mark) > BEFORE)
		from = past(from, mark, cells(from, mark) - BEFORE);
	end = past(from, to, SHOWN);
	if ((size_t)(end - from) >= sizeof line)     /* marks without a cell of their own, more than any language heaps up */
		return;
	copy(line, from, end);
	before = cells(from, mark);
	width = n <= (size_t)(end - mark) ? cells(mark, mark + n) : cells(mark, end);
	memset(carets, '^', width == 0 ? 1 : width);
	carets[width == 0 ? 1 : width] = '\0';
	err_more(e, "%s", line);
	err_more(e, "%*s%s", (int)before, "", carets);
}
