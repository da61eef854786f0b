/* inline.c: pieces into inline nodes of the logical tree, with source marks where sentences end.
 *
 *   pieces   TEXT "They were held on "  VALUE 9 February 2021  TEXT ". No outcome is known."
 *   nodes    TEXT  TEXT(value)  TEXT "."  MARK  TEXT " No outcome is known."
 *
 * A mark gathers the sources of all values since the last one. It stands after the sentence's end and outside the emphasis that ends
 * there; a narrow no-break space ties it to the word before it. */
#include <ctype.h>
#include <string.h>

#include "bind/bind.h"

#define TIE "\u202F"                 /* narrow no-break space */
#define ABBREVIATION_MAX 64          /* [bytes] */
#define PARAGRAPH_MAX 100000u        /* [bytes]; a line of so many is still measured in mpt without overflow */

/* ---- sources of a mark */
void bind_rests_add(struct bind *b, struct bind_rests *r, const struct bind_value *v)
{
	const struct bind_value **more;

	if (v->evidence.n_sources == 0)
		return;
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 4;
		more = arena_alloc(b->arena, r->cap * sizeof *more);
		if (r->n > 0)
			memcpy(more, r->v, r->n * sizeof *more);
		r->v = more;
	}
	r->v[r->n++] = v;
}

static void mark_add(struct bind_mark *m, const char *source)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->sources[i], source) == 0)
			return;
	m->sources[m->n++] = source;
}

/* adds the mark and empties the list */
void bind_emit_mark(struct bind *b, int32_t parent, struct bind_style *style, struct bind_rests *r)
{
	struct bind_mark *m;
	size_t most = 0;
	int32_t node;

	for (size_t i = 0; i < r->n; i++)
		most += r->v[i]->evidence.n_sources;
	if (most == 0)
		return;
	b->unit.marked = true;
	m = arena_alloc(b->arena, sizeof *m);
	m->sources = arena_alloc(b->arena, most * sizeof *m->sources);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->v[i]->evidence.n_sources; k++) {
			if (limit_time_over())
				bind_raise_time(b->L);
			mark_add(m, r->v[i]->evidence.sources[k]);
		}
	if (layout_node(b->doc, parent)->first != LAYOUT_NONE)
		layout_add_lasting(b->doc, parent, NULL, TIE);
	node = layout_add(b->doc, parent, LAYOUT_REFERENCE, LAYOUT_MARK, bind_variant(b, style, BIND_SMALL));
	layout_node(b->doc, node)->value = m;
	b->has_marks = true;
	r->n = 0;
}

/* ---- where sentences end */
struct sentences { const char *text; size_t n; unsigned char *ends; /* [bytes]: a sentence ends before this one */ };

static bool is_terminator(const char *s) { return *s == '.' || *s == '!' || *s == '?' || strncmp(s, "\u2026", 3) == 0; }

/* closing quotes and brackets belong to the sentence before them */
static size_t closer(const char *s)
{
	static const char *const closers[] = {"\"", "'", ")", "]", "\u201D", "\u2019", "\u00BB", ".", "!", "?"};

	for (size_t i = 0; i < COUNT_OF(closers); i++)
		if (str_starts(s, closers[i]))
			return strlen(closers[i]);
	return 0;
}

static bool is_space(const char *s) { return *s == ' ' || *s == '\n' || strncmp(s, "\u00A0", 2) == 0; }

/* "Mr." and "J." end no sentence. No abbreviation is longer than that; what is need not be walked back for each of its full stops. */
static bool is_abbreviation(const struct bind *b, const char *text, size_t dot)
{
	size_t from = dot, least = dot > ABBREVIATION_MAX ? dot - ABBREVIATION_MAX : 0;

	while (from > least && (isalpha((unsigned char)text[from - 1]) || text[from - 1] == '.' || (unsigned char)text[from - 1] >= 0x80))
		from--;
	if (dot - from == 1 && isupper((unsigned char)text[from]))
		return true;
	for (size_t i = 0; i < b->n_abbreviations; i++)
		if (strlen(b->abbreviations[i]) == dot - from && strncmp(b->abbreviations[i], text + from, dot - from) == 0)
			return true;
	return false;
}

static void find_sentences(const struct bind *b, struct sentences *s)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t end = i, step;
		if (!is_terminator(s->text + i) || (s->text[i] == '.' && is_abbreviation(b, s->text, i)))
			continue;
		end += s->text[i] == '.' || s->text[i] == '!' || s->text[i] == '?' ? 1 : 3;
		while ((step = closer(s->text + end)) > 0)
			end += step;
		if (end == s->n || (is_space(s->text + end) && !islower((unsigned char)s->text[end + 1])))
			s->ends[end] = 1;
		i = end - 1;             /* what closes belongs to this one, so the next may begin behind it */
	}
}

static const char *shown(const struct bind_piece *p)
{
	return p->kind == BIND_P_BREAK ? "\n" : p->kind == BIND_P_PAGE ? "0" : p->kind == BIND_P_TEXT || p->kind == BIND_P_VALUE ? p->text : "";
}

static void check_bytes(struct bind *b, size_t n)
{
	if (n > PARAGRAPH_MAX)
		bind_raise(b->L, "a paragraph of %zu bytes: it may have 100,000; break it into several", n);
}

static size_t shown_bytes(struct bind *b, const struct bind_pieces *pieces)
{
	size_t n = 0;

	for (const struct bind_piece *p = pieces->first; p != NULL; p = p->next)
		n += strlen(shown(p));
	check_bytes(b, n);
	return n;
}

static struct sentences sentences_of(struct bind *b, const struct bind_pieces *pieces)
{
	struct sentences s = {0};
	char *text;
	size_t at = 0;

	s.n = shown_bytes(b, pieces);
	s.text = text = arena_alloc(b->arena, s.n + 2);
	s.ends = arena_alloc(b->arena, s.n + 2);
	for (const struct bind_piece *p = pieces->first; p != NULL; p = p->next) {
		size_t n = strlen(shown(p));
		memcpy(text + at, shown(p), n);
		at += n;
	}
	find_sentences(b, &s);
	at = 0;
	for (const struct bind_piece *p = pieces->first; p != NULL; at += strlen(shown(p)), p = p->next)
		if (p->kind == BIND_P_VALUE && *p->text != '\0')
			memset(s.ends + at + 1, 0, strlen(p->text) - 1);        /* a value is never cut */
	return s;
}

/* ---- emission */
struct emission {
	struct bind *b;
	int32_t at;                  /* the inline node that is open */
	struct bind_style *style;
	unsigned bold, italic;       /* how deep in each */
	int line;                    /* of the script, for a glyph that no font has */
	bool marks, due;             /* marks print at sentence ends; a sentence ended */
	struct bind_rests *rests;
};

static void flush(struct emission *m)
{
	if (m->marks && m->due)
		bind_emit_mark(m->b, m->at, m->style, m->rests);
	m->due = false;
}

static void emit_text(struct emission *m, const char *s, size_t n, const struct bind_value *v)
{
	int32_t node;

	if (n == 0)
		return;
	flush(m);
	/* a whole text lies in the arena, where it lasts */
	node = s[n] == '\0' ? layout_add_lasting(m->b->doc, m->at, NULL, s) : layout_add_text(m->b->doc, m->at, NULL, s, n);
	layout_node(m->b->doc, node)->value = v;
	layout_node(m->b->doc, node)->line = m->line;
}

static void emit_sentences(struct emission *m, const char *s, const unsigned char *ends)
{
	size_t from = 0, n = strlen(s);

	for (size_t i = 1; i <= n; i++)
		if (ends[i] || i == n) {
			emit_text(m, s + from, i - from, NULL);
			m->due = m->due || ends[i];
			from = i;
		}
}

/* the number of the page where a named block stands, as a link to it */
static void emit_page(struct emission *m, const char *name)
{
	int32_t link, page;

	flush(m);
	link = layout_add(m->b->doc, m->at, LAYOUT_LINK, LAYOUT_INLINE, NULL);
	page = layout_add(m->b->doc, link, LAYOUT_ROLE_NONE, LAYOUT_PAGE_REF, NULL);
	layout_node(m->b->doc, page)->dest = 0;      /* until names are settled */
	bind_refer(m->b->L, name, link, page);
}

static void open_span(struct emission *m, const struct bind_piece *p)
{
	enum layout_role role = p->span == BIND_LINK ? LAYOUT_LINK : LAYOUT_ROLE_NONE;

	flush(m);
	m->bold += p->span == BIND_STRONG;
	m->italic += p->span == BIND_EM;
	m->at = layout_add(m->b->doc, m->at, role, LAYOUT_INLINE,
	    bind_variant(m->b, m->style, (m->bold ? BIND_BOLD : 0) | (m->italic ? BIND_ITALIC : 0)));
	if (p->span == BIND_LINK && *p->url == '#') {
		bind_refer(m->b->L, p->url + 1, m->at, LAYOUT_NONE);
	} else if (p->span == BIND_LINK) {
		layout_node(m->b->doc, m->at)->url = p->url;
		layout_node(m->b->doc, m->at)->alt = p->url;
	}
}

static void close_span(struct emission *m, const struct bind_piece *p)
{
	m->bold -= p->span == BIND_STRONG;
	m->italic -= p->span == BIND_EM;
	m->at = layout_node(m->b->doc, m->at)->parent;
}

void bind_emit(struct bind *b, int32_t parent, struct bind_style *style, const struct bind_pieces *pieces, enum bind_marks marks,
    struct bind_rests *rests)
{
	struct emission m = {.b = b, .at = parent, .style = style, .marks = marks == BIND_MARKS_SENTENCE && b->evidence, .rests = rests,
		.line = layout_node(b->doc, parent)->line};
	bool split = marks == BIND_MARKS_SENTENCE;
	struct sentences s = {0};
	size_t at = 0;

	if (split)                               /* else nobody asks where sentences end: cells of a long table are many */
		s = sentences_of(b, pieces);
	else
		shown_bytes(b, pieces);
	bind_unit_break(b);

	for (const struct bind_piece *p = pieces->first; p != NULL; at += strlen(shown(p)), p = p->next) {
		bind_unit_piece(b, p);
		if (p->value != NULL && p->kind == BIND_P_VALUE)
			emit_text(&m, p->text, strlen(p->text), p->value);
		if (p->said)
			bind_hear(b, parent, p->value);
		if (p->value != NULL && !p->unmarked)
			bind_rests_add(b, rests, p->value);
		if (p->kind == BIND_P_VALUE)
			m.due = m.due || (split && s.ends[at + strlen(p->text)]);
		else if (p->kind == BIND_P_TEXT && !split)
			emit_text(&m, p->text, strlen(p->text), NULL);
		else if (p->kind == BIND_P_TEXT)
			emit_sentences(&m, p->text, s.ends + at);
		else if (p->kind == BIND_P_PAGE)
			emit_page(&m, p->text);
		else if (p->kind == BIND_P_BREAK)
			flush(&m), layout_add(b->doc, m.at, LAYOUT_ROLE_NONE, LAYOUT_BREAK, NULL);
		else if (p->kind == BIND_P_OPEN)
			open_span(&m, p);
		else if (p->kind == BIND_P_CLOSE)
			close_span(&m, p);
	}
	if (marks != BIND_MARKS_COLLECT && b->evidence)
		bind_emit_mark(b, parent, style, rests);
}

void bind_emit_value(struct bind *b, int32_t parent, struct bind_style *style, const struct bind_value *v, const char *text,
    enum bind_marks marks, struct bind_rests *rests)
{
	size_t n = strlen(text);
	int32_t node;

	check_bytes(b, n);
	if (n > 0) {
		node = layout_add_lasting(b->doc, parent, NULL, text);
		layout_node(b->doc, node)->value = v;
	}
	if (b->unit.open) {
		bind_unit_break(b);
		bind_unit_value(b, v, false, false);
		buf_puts(&b->said_text, text);
	}
	bind_rests_add(b, rests, v);
	if (marks != BIND_MARKS_COLLECT && b->evidence)
		bind_emit_mark(b, parent, style, rests);
}
