/* values.c: tokens of PDF into values. Values lie in the scan's arena; nesting is limited, so that no file makes us overrun the stack. */
#include "pdf/values.h"

#include <ctype.h>
#include <string.h>

#define DEPTH_MAX 40

static bool is_space(int c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
static bool is_delimiter(int c) { return c != '\0' && strchr("()<>[]{}/%", c) != NULL; }
static bool is_regular(int c) { return !is_space(c) && !is_delimiter(c); }

void pdf_skip_space(struct pdf_scan *s)
{
	for (; s->p < s->end; s->p++) {
		if (*s->p == '%')
			while (s->p < s->end && *s->p != '\n' && *s->p != '\r')
				s->p++;
		if (s->p == s->end || !is_space(*s->p))
			return;
	}
}

bool pdf_skip_word(struct pdf_scan *s, const char *word)
{
	size_t n = strlen(word);

	pdf_skip_space(s);
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0 || (s->p + n < s->end && is_regular(s->p[n])))
		return false;
	s->p += n;
	return true;
}

bool pdf_scan_whole(struct pdf_scan *s, int64_t *out)
{
	const unsigned char *from;

	pdf_skip_space(s);
	from = s->p;
	for (*out = 0; s->p < s->end && isdigit(*s->p) && s->p - from < 15; s->p++)
		*out = *out * 10 + (*s->p - '0');
	return s->p > from;
}

static struct pdf_value *fail(struct pdf_scan *s, const char *what)
{
	err_set(s->e, "%s", what);
	return NULL;
}

static struct pdf_value *make(struct pdf_scan *s, enum pdf_kind kind)
{
	struct pdf_value *v = arena_alloc(s->arena, sizeof *v);

	v->kind = kind;
	return v;
}

static int hex_digit(int c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct pdf_value *scan_name(struct pdf_scan *s)
{
	struct pdf_value *v = make(s, PDF_NAME);
	const unsigned char *from = ++s->p;
	char *out;

	while (s->p < s->end && is_regular(*s->p))
		s->p++;
	v->text = out = arena_alloc(s->arena, (size_t)(s->p - from) + 1);
	for (const unsigned char *p = from; p < s->p; p++) {
		if (*p == '#' && s->p - p > 2 && hex_digit(p[1]) >= 0 && hex_digit(p[2]) >= 0) {
			*out++ = (char)(hex_digit(p[1]) << 4 | hex_digit(p[2]));
			p += 2;
		} else {
			*out++ = (char)*p;
		}
	}
	v->n = (size_t)(out - v->text);
	return v;
}

/* p at the backslash; returns what the escape stands for, -1: nothing */
static int escaped(struct pdf_scan *s)
{
	static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
	const char *at;
	int c, value = 0;

	if (++s->p == s->end)
		return -1;
	c = *s->p;
	if (c >= '0' && c <= '7') {
		int n = 0;
		for (; n < 3 && s->p < s->end && *s->p >= '0' && *s->p <= '7'; n++)
			value = value * 8 + (*s->p++ - '0');
		s->p--;
		return value & 255;
	}
	if (c == '\r' && s->p + 1 < s->end && s->p[1] == '\n')
		s->p++;
	if (c == '\r' || c == '\n')
		return -1;
	at = c != '\0' ? strchr(letters, c) : NULL;
	return at != NULL ? meant[at - letters] : c;
}

static struct pdf_value *scan_literal(struct pdf_scan *s)
{
	struct pdf_value *v = make(s, PDF_STRING);
	struct buf b = {0};
	int depth = 1, c;

	for (s->p++; s->p < s->end; s->p++) {
		c = *s->p;
		if (c == '\\')
			c = escaped(s);
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			break;
		if (c >= 0)
			buf_putc(&b, (char)c);
	}
	v->text = arena_strndup(s->arena, b.p != NULL ? b.p : "", b.len);
	v->n = b.len;
	buf_drop(&b);
	return s->p++ < s->end ? v : (s->p = s->end, fail(s, "a string has no end"));
}

static struct pdf_value *scan_hex(struct pdf_scan *s)
{
	struct pdf_value *v = make(s, PDF_STRING);
	const unsigned char *end = memchr(s->p, '>', (size_t)(s->end - s->p));
	char *out;
	int half = -1;

	if (end == NULL)
		return fail(s, "a string has no end");
	v->text = out = arena_alloc(s->arena, (size_t)(end - s->p) / 2 + 2);
	for (s->p++; s->p < end; s->p++) {
		int digit = hex_digit(*s->p);
		if (digit < 0)
			continue;
		if (half >= 0)
			*out++ = (char)(half << 4 | digit);
		half = half >= 0 ? -1 : digit;
	}
	if (half >= 0)
		*out++ = (char)(half << 4);
	v->n = (size_t)(out - v->text);
	s->p++;
	return v;
}

/* "12 0 R" behind the first number, else nothing is taken */
static bool is_reference(struct pdf_scan *s)
{
	const unsigned char *at = s->p;
	int64_t generation;

	if (pdf_scan_whole(s, &generation) && pdf_skip_word(s, "R"))
		return true;
	s->p = at;
	return false;
}

static struct pdf_value *scan_number(struct pdf_scan *s)
{
	struct pdf_value *v = make(s, PDF_NUMBER);
	const unsigned char *from = s->p;
	bool whole = true;

	for (; s->p < s->end && (isdigit(*s->p) || strchr("+-.", *s->p) != NULL) && *s->p != '\0'; s->p++)
		whole = whole && isdigit(*s->p);
	if (s->p == from)
		return fail(s, "there is something that is no PDF value");
	v->n = (size_t)(s->p - from);
	v->text = arena_strndup(s->arena, (const char *)from, v->n);
	v->whole = whole && v->n <= 15;
	for (const char *p = v->text; v->whole && *p != '\0'; p++)
		v->i = v->i * 10 + (*p - '0');
	v->i = v->whole ? v->i : -1;
	if (v->whole && v->i <= UINT32_MAX && is_reference(s)) {
		v->kind = PDF_REF;
		v->id = (uint32_t)v->i;
	}
	return v;
}

static struct pdf_value *scan_items(struct pdf_scan *s, enum pdf_kind kind, const char *close)
{
	struct pdf_value *v = make(s, kind), **end = &v->first;
	size_t n = strlen(close);

	if (++s->depth > DEPTH_MAX)
		return fail(s, "its values are nested too deep");
	for (;;) {
		struct pdf_value *item, *key = NULL;
		pdf_skip_space(s);
		if (s->p >= s->end || limit_time_over())
			return fail(s, "a dictionary or an array has no end");
		if ((size_t)(s->end - s->p) >= n && memcmp(s->p, close, n) == 0)
			break;
		if (kind == PDF_DICT && (key = *s->p == '/' ? scan_name(s) : NULL) == NULL)
			return fail(s, "a dictionary has a key that is no name");
		item = pdf_scan_value(s);
		if (item == NULL)
			return NULL;
		item->key = key != NULL ? key->text : NULL;
		*end = item;
		end = &item->next;
		v->items++;
	}
	s->p += n;
	s->depth--;
	return v;
}

struct pdf_value *pdf_scan_value(struct pdf_scan *s)
{
	struct pdf_value *v;

	pdf_skip_space(s);
	if (s->p >= s->end)
		return fail(s, "a value is missing");
	if (*s->p == '/')
		return scan_name(s);
	if (*s->p == '(')
		return scan_literal(s);
	if (*s->p == '[') {
		s->p++;
		return scan_items(s, PDF_ARRAY, "]");
	}
	if (*s->p == '<' && s->end - s->p > 1 && s->p[1] == '<') {
		s->p += 2;
		return scan_items(s, PDF_DICT, ">>");
	}
	if (*s->p == '<')
		return scan_hex(s);
	if (pdf_skip_word(s, "null"))
		return make(s, PDF_NULL);
	if (pdf_skip_word(s, "true") || pdf_skip_word(s, "false")) {
		v = make(s, PDF_BOOLEAN);
		v->i = s->p[-1] == 'e' && s->p[-2] == 'u';
		return v;
	}
	return scan_number(s);
}

const struct pdf_value *pdf_entry(const struct pdf_value *dict, const char *key)
{
	if (dict != NULL && dict->kind == PDF_DICT)
		for (const struct pdf_value *v = dict->first; v != NULL; v = v->next)
			if (strcmp(v->key, key) == 0)
				return v;
	return NULL;
}

bool pdf_is_name(const struct pdf_value *v, const char *name) { return v != NULL && v->kind == PDF_NAME && strcmp(v->text, name) == 0; }
