/* linebreak.c: where lines may end (UAX 14), through libunibreak.
 *
 * Most of a text is letters of ASCII and single spaces between them. Between two letters no line ends, after a space between two letters it
 * may, and libunibreak is left in the same state by one letter as by all of these: they are not handed to it one by one. */
#include "text/text.h"

#include <string.h>
#include <linebreak.h>
#include <linebreakdef.h>
#include <unibreakdef.h>

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* nothing of what came before the last letter, which is of class AL, matters any more (LB 8a, LB 21a) */
static bool is_settled(const struct LineBreakContext *c)
{
	return c->lbcCur == LBP_AL && c->lbcNew == LBP_AL && !c->fLb8aZwj && !c->fLb21aHebrew && c->cLb30aRI == 0;
}

/* from a letter to the last one that is reached over letters and single spaces */
static size_t skip_letters(const char *text, size_t at, size_t n, unsigned char *out)
{
	for (;;)
		if (at + 1 < n && is_letter(text[at + 1])) {
			out[at++] = TEXT_NO_BREAK;
		} else if (at + 2 < n && text[at + 1] == ' ' && is_letter(text[at + 2])) {
			out[at++] = TEXT_NO_BREAK;
			out[at++] = TEXT_MAY_BREAK;
		} else {
			return at;
		}
}

static unsigned char kind_of(int brk)
{
	return brk == LINEBREAK_MUSTBREAK ? TEXT_MUST_BREAK : brk == LINEBREAK_ALLOWBREAK ? TEXT_MAY_BREAK : TEXT_NO_BREAK;
}

static void find_breaks(const char *text, size_t n, const char *lang, unsigned char *out)
{
	const utf8_t *s = (const utf8_t *)text;
	struct LineBreakContext c;
	size_t next = 0, last;       /* [bytes] behind the last character; its last byte */
	utf32_t ch = ub_get_next_char_utf8(s, n, &next);

	if (ch == EOS)
		return;
	lb_init_break_context(&c, ch, lang);
	for (;;) {
		last = next - 1;
		if (is_letter(text[last]) && is_settled(&c)) {
			last = skip_letters(text, last, n, out);
			next = last + 1;
		}
		ch = ub_get_next_char_utf8(s, n, &next);
		if (ch == EOS)
			break;
		out[last] = kind_of(lb_process_next_char(&c, ch));
	}
	if (c.lbcCur == LBP_BK || c.lbcCur == LBP_CR)        /* bytes that are no character may follow */
		out[last] = TEXT_MUST_BREAK;
}

/* hyphens that begin a word belong to it: an option of a command is one word. LB 20a has that of one hyphen */
static void keep_options(const char *text, size_t n, unsigned char *out)
{
	for (size_t i = 1; i + 1 < n; i++)
		if (text[i] == '-' && text[i - 1] == '-' && (i == 1 || text[i - 2] == ' ') && is_letter(text[i + 1]))
			out[i] = TEXT_NO_BREAK;
}

void text_breaks(const char *text, size_t n, const char *lang, unsigned char *out)
{
	static bool ready;

	if (!ready) {
		init_linebreak();
		ready = true;
	}
	memset(out, TEXT_NO_BREAK, n);
	find_breaks(text, n, lang, out);
	keep_options(text, n, out);
	if (n > 0)
		out[n - 1] = TEXT_MUST_BREAK;
}
