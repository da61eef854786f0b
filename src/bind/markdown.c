/* markdown.c: CommonMark text into a flat list of events, with {path} and {path:how} as events of their own.
 *
 * md4c's callbacks only append to arrays: no Lua runs and nothing is raised below a foreign frame. Placeholders are cut out before
 * parsing and stand for the parser as one private-use character each, which it takes for a letter: so braces, underscores in paths
 * and values never act as markup.
 *
 * Taken from CommonMark: paragraphs, emphasis, strong emphasis, links, lists, hard breaks, entities. The rest is refused by name:
 * headings come from doc:heading, so that the outline stays sound. */
#include <ctype.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define PRIVATE_FIRST 0xE000u
#define PRIVATE_LAST 0xF8FFu

#define NESTED_MAX 8                 /* lists within lists, or spans within spans: more than anybody reads, less than the stack holds */
#define STOP (-1)                    /* md4c ends at negative answers only, in some places */

struct place { const char *path, *how; };
struct parse {
	struct bind *b;
	struct bind_content *c;
	struct place *places; size_t n_places, cap_places;            /* arrays in the arena */
	struct err *e;
	int depth;                           /* open paragraphs: text outside of one (a tight list) opens its own */
	bool implicit;                       /* the open paragraph was opened so */
	int lists, spans;                    /* open ones */
};

/* Arrays grow in the arena, so that an error raised later leaves nothing behind; the old halves are the price. */
static void *grow(struct arena *a, void *old, size_t *cap, size_t n, size_t item)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *p;

	if (n < *cap)
		return old;
	p = arena_alloc(a, more * item);
	if (n > 0)
		memcpy(p, old, n * item);
	*cap = more;
	return p;
}

static struct bind_event *add(struct parse *p, enum bind_event_kind kind)
{
	struct bind_content *c = p->c;
	struct bind_event *ev;

	c->events = grow(p->b->arena, c->events, &c->cap, c->n, sizeof *c->events);
	ev = &c->events[c->n++];
	*ev = (struct bind_event){.kind = kind};
	return ev;
}

static bool fail(struct parse *p, const char *what)
{
	return err_set(p->e, "%s%s%s", p->c->name != NULL ? p->c->name : "", p->c->name != NULL ? ": " : "", what);
}

/* ---- placeholders */
/*** topic content: what doc prints: a text, a value or a string
 * A text comes from data.texts, a value from a row. A string or number is content where evidence = "none" only.
 * Texts and strings are CommonMark: paragraphs apart by an empty line, *emphasis*, **strong emphasis**, [links](https://example.org) to
 * https: and mailto: addresses, lists (- item, 1. item), a line break by a backslash at the line's end, entities. Not in it: headings
 * (doc:heading), rules (doc:rule), quotations, code, images, HTML. Where "one paragraph" is asked for, a list is refused.
 * @usage
 *   local report = { id = "prose", title = "Prose", api = 1, levels = { "public" }, evidence = "none" }
 *   function report.render(doc)
 *     doc:title("Prose")
 *     doc:paragraph("Two *paragraphs*:\n\n- with a list\n- of **two** items")
 *   end
 *   return report */

static size_t path_length(const char *s, const char *end)
{
	const char *p = s;

	while (p < end && (isalnum((unsigned char)*p) || *p == '_' || *p == '-' || *p == '.'))
		p++;
	return (size_t)(p - s);
}

/* at '{': the number of bytes up to and with '}', or 0 */
static size_t place_add(struct parse *p, const char *s, const char *end)
{
	size_t n = path_length(s + 1, end), how = 0;
	const char *q = s + 1 + n;
	struct place *place;

	if (n == 0 || s[1] == '.' || q[-1] == '.')
		return 0;
	if (q < end && *q == ':') {
		how = path_length(q + 1, end);
		q += 1 + how;
		if (how == 0)
			return 0;
	}
	if (q >= end || *q != '}')
		return 0;
	p->places = grow(p->b->arena, p->places, &p->cap_places, p->n_places, sizeof *p->places);
	place = &p->places[p->n_places++];
	place->path = arena_strndup(p->b->arena, s + 1, n);
	place->how = how > 0 ? arena_strndup(p->b->arena, q - how, how) : NULL;
	return (size_t)(q - s) + 1;
}

/* Source with placeholders replaced; NULL on a brace without a path. out has room: a placeholder is never shorter than its stand-in. */
static char *cut_places(struct parse *p, const char *s, size_t n, size_t *out_n)
{
	char *out = arena_alloc(p->b->arena, n + 1), *o = out;
	const char *end = s + n;
	size_t skip;

	while (s < end) {
		if (*s == '\\' && s + 1 < end) {
			*o++ = *s++;
			*o++ = *s++;
		} else if (*s == '{') {
			skip = place_add(p, s, end);
			if (skip == 0 || PRIVATE_FIRST + p->n_places - 1 > PRIVATE_LAST) {
				fail(p, "'{' must begin a placeholder such as {row.column}; write \\{ for the brace itself");
				return NULL;
			}
			o += utf8_put(o, (uint32_t)(PRIVATE_FIRST + p->n_places - 1));
			s += skip;
		} else {
			*o++ = *s++;
		}
	}
	*out_n = (size_t)(o - out);
	return out;
}

static bool has_private(const char *s, size_t n)
{
	for (const char *p = s, *end = s + n; p < end;) {
		uint32_t cp = utf8_next(&p, end);
		if (cp >= PRIVATE_FIRST && cp <= PRIVATE_LAST)
			return true;
	}
	return false;
}

/* ---- md4c's callbacks */
static void paragraph_open(struct parse *p, bool implicit)
{
	add(p, BIND_PARA);
	p->depth = 1;
	p->implicit = implicit;
}

static void paragraph_close(struct parse *p)
{
	if (p->depth > 0)
		add(p, BIND_PARA_END);
	p->depth = 0;
}

static const char *refused(MD_BLOCKTYPE type)
{
	switch (type) {
	case MD_BLOCK_H: return "a heading inside text: use doc:heading for it";
	case MD_BLOCK_QUOTE: return "a block quotation ('>') is not available in text: write a paragraph";
	case MD_BLOCK_HR: return "a rule ('---') is not available in text: use doc:rule for it";
	case MD_BLOCK_CODE: return "a code block is not available in text: remove the indent or the fence";
	default: return "this kind of block is not available in text: write paragraphs and lists";
	}
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	(void)detail;
	switch (type) {
	case MD_BLOCK_DOC: break;
	case MD_BLOCK_P: paragraph_open(p, false); break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		if (++p->lists > NESTED_MAX) {
			fail(p, "lists within lists, more than 8 deep: make them flatter");
			return STOP;
		}
		paragraph_close(p);
		add(p, BIND_LIST)->numbered = type == MD_BLOCK_OL;
		break;
	case MD_BLOCK_LI: add(p, BIND_ITEM); break;
	default:
		fail(p, refused(type));
		return STOP;
	}
	return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	(void)detail;
	paragraph_close(p);
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		p->lists--, add(p, BIND_LIST_END);
	else if (type == MD_BLOCK_LI)
		add(p, BIND_ITEM_END);
	return 0;
}

static size_t place_of(uint32_t cp) { return cp - PRIVATE_FIRST; }

/* text with stand-ins back into TEXT and PLACE events */
static void add_text(struct parse *p, const char *s, size_t n)
{
	const char *end = s + n, *from = s, *at, *q = s;

	while (q < end) {
		uint32_t cp;
		at = q;
		cp = utf8_next(&q, end);
		if (cp < PRIVATE_FIRST || cp > PRIVATE_LAST)
			continue;
		if (at > from)
			add(p, BIND_TEXT)->text = arena_strndup(p->b->arena, from, (size_t)(at - from));
		struct bind_event *ev = add(p, BIND_PLACE);
		ev->text = p->places[place_of(cp)].path;
		ev->how = p->places[place_of(cp)].how;
		from = q;
	}
	if (end > from)
		add(p, BIND_TEXT)->text = arena_strndup(p->b->arena, from, (size_t)(end - from));
}

static bool add_entity(struct parse *p, const char *s, size_t n)
{
	static const struct { const char *name; uint32_t cp; } named[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&nbsp;", 0xA0}, {"&shy;", 0xAD}, {"&ndash;", 0x2013},
		{"&mdash;", 0x2014}, {"&hellip;", 0x2026}};
	uint32_t cp = 0;
	char out[5] = {0};

	for (size_t i = 0; i < COUNT_OF(named); i++)
		if (strlen(named[i].name) == n && memcmp(named[i].name, s, n) == 0)
			cp = named[i].cp;
	if (n > 3 && s[1] == '#')
		cp = (uint32_t)strtoul(s + (s[2] == 'x' || s[2] == 'X' ? 3 : 2), NULL, s[2] == 'x' || s[2] == 'X' ? 16 : 10);
	/* no character: 0, the halves of UTF-16 pairs, what is beyond Unicode, and what stands for placeholders here */
	if (cp == 0 || (cp >= 0xD800 && cp <= PRIVATE_LAST) || (cp & 0xFFFE) == 0xFFFE || cp > 0x10FFFF)
		return fail(p, "an entity that is not known here: write the character itself");
	out[utf8_put(out, cp)] = '\0';
	add(p, BIND_TEXT)->text = arena_strdup(p->b->arena, out);
	return true;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *ctx)
{
	struct parse *p = ctx;

	if (p->depth == 0)
		paragraph_open(p, true);
	switch (type) {
	case MD_TEXT_NORMAL: add_text(p, s, n); break;
	case MD_TEXT_SOFTBR: add(p, BIND_TEXT)->text = " "; break;
	case MD_TEXT_BR: add(p, BIND_BREAK); break;
	case MD_TEXT_ENTITY: return add_entity(p, s, n) ? 0 : STOP;
	case MD_TEXT_NULLCHAR: fail(p, "a NUL character: remove it"); return STOP;
	default: fail(p, "code spans are not available in text: write it without backticks"); return STOP;
	}
	return 0;
}

static bool address_allowed(const char *url)
{
	return str_starts(url, "https://") || str_starts(url, "mailto:") || *url == '#';
}

/* An address may be a placeholder; then it is checked when it is resolved. */
static bool add_link(struct parse *p, const MD_SPAN_A_DETAIL *a)
{
	char *url = arena_strndup(p->b->arena, a->href.text != NULL ? a->href.text : "", a->href.size);

	if (has_private(url, strlen(url)) || !address_allowed(url))
		return fail(p, "a link must lead to an https: or mailto: address, written out, or to the #name of a block");
	add(p, BIND_LINK)->text = url;
	return true;
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	if (p->depth == 0)
		paragraph_open(p, true);
	if (++p->spans > NESTED_MAX) {
		fail(p, "emphasis within emphasis, more than 8 deep: take some out");
		return STOP;
	}
	switch (type) {
	case MD_SPAN_EM: add(p, BIND_EM); return 0;
	case MD_SPAN_STRONG: add(p, BIND_STRONG); return 0;
	case MD_SPAN_A: return add_link(p, detail) ? 0 : STOP;
	case MD_SPAN_IMG: fail(p, "images are not available in text"); return STOP;
	default: fail(p, "code spans are not available in text: write it without backticks"); return STOP;
	}
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	(void)detail;
	p->spans--;
	add(p, type == MD_SPAN_EM ? BIND_EM_END : type == MD_SPAN_STRONG ? BIND_STRONG_END : BIND_LINK_END);
	return 0;
}

struct bind_content *bind_markdown(struct bind *b, const char *name, const char *source, size_t n, struct err *e)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = on_enter_block, .leave_block = on_leave_block,
		.enter_span = on_enter_span, .leave_span = on_leave_span, .text = on_text};
	struct parse p = {.b = b, .e = e};
	char *s;

	p.c = arena_alloc(b->arena, sizeof *p.c);
	p.c->name = name;
	if (!utf8_valid(source, n, NULL) || has_private(source, n)) {
		fail(&p, "the text is not clean UTF-8: save it as UTF-8, without private-use characters");
		return NULL;
	}
	s = cut_places(&p, source, n, &n);
	if (s == NULL)
		return NULL;
	if (md_parse(s, (MD_SIZE)n, &parser, &p) != 0) {
		fail(&p, "the text cannot be read as CommonMark: shorten it");
		return NULL;
	}
	return p.c;
}

/* ---- {row-id.column}: a row of the dataset, whose level the text follows */
void bind_resolve_rows(struct bind *b, struct bind_content *c)
{
	for (size_t i = 0; b->evidence && i < c->n; i++) {
		struct bind_event *ev = &c->events[i];
		const char *dot = ev->kind == BIND_PLACE ? strchr(ev->text, '.') : NULL;
		struct err none = {0};
		struct data_value v;
		char *id;

		if (dot == NULL || strchr(dot + 1, '.') != NULL)
			continue;
		id = arena_strndup(b->arena, ev->text, (size_t)(dot - ev->text));
		/* no such row: a path of the template's, resolved where it prints */
		if (data_cell(b->data, id, dot + 1, b->arena, &v, &none))
			ev->value = bind_copy_value(b, &v, ev->text, NULL);
	}
}
