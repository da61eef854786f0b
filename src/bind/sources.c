/* sources.c: the list of sources of what was placed, and the date until which that may be used.
 *
 *   [1] Bitter Winter, Laila Adilzhan: "Kazakhstan: ...", 2 July 2021; relays RFE/RL. Fairly reliable. Interest: ...
 *   [A] Rules of Procedure ..., Rule 144, 15 July 2024. Verified 21 Nov 2026, check again by 21 May 2027.
 *
 * In a short list the dates that most instruments share are said once, below; an instrument prints its own where they differ.
 *
 * Layout asks for it when it arrives at the list's node. Wording comes by key (wording.c). */
#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

enum { SHARED_LEAST = 3 };   /* instruments with the same dates, for these to be said once */

struct dates { const char *checked, *recheck; };
struct entry { struct bind *b; const char *id; struct buf *out; const struct dates *shared; };

static const char *cell(const struct entry *e, const char *id, const char *column)
{
	struct data_value v;

	return data_cell(e->b->data, id, column, e->b->arena, &v, NULL) && v.kind != DATA_NULL ? v.text : NULL;
}

/* a cell that the entry prints */
static const char *printed(const struct entry *e, const char *id, const char *column)
{
	struct bind *b = e->b;
	struct bind_value *v = arena_alloc(b->arena, sizeof *v);

	if (!data_cell(b->data, id, column, b->arena, &v->v, NULL) || v->v.kind == DATA_NULL)
		return NULL;
	v->evidence.sources = arena_alloc(b->arena, sizeof *v->evidence.sources);
	v->evidence.sources[v->evidence.n_sources++] = v->v.key;
	b->entries = grow_array(b->entries, &b->cap_entries, b->n_entries + 1, sizeof *b->entries);
	b->entries[b->n_entries++] = (struct bind_heard){LAYOUT_NONE, v};    /* the node is made later */
	return v->v.text;
}

static const char *words(const struct entry *e, const char *key)
{
	const char *s = bind_wording(e->b, key);
	return s != NULL ? s : key;
}

static const char *capital(struct bind *b, const char *s)
{
	char *copy = arena_strdup(b->arena, s);

	copy[0] = (char)toupper((unsigned char)copy[0]);
	return copy;
}

static const char *date(const struct entry *e, const char *edtf) { return bind_unbroken(e->b, bind_fmt(e->b, "date", edtf, "short")); }

static void sentence_end(struct buf *out)
{
	if (out->len > 0 && strchr(".!?", out->p[out->len - 1]) == NULL)
		buf_putc(out, '.');
}

/* "; relays A, B": the sources that this one took from */
static void add_parents(const struct entry *e, const char *kind, const char *key)
{
	const char *const *parents;
	size_t n;

	data_source_parents(e->b->data, e->id, kind, e->b->arena, &parents, &n);
	for (size_t i = 0; i < n; i++) {
		const char *name = printed(e, parents[i], "publisher");
		if (name == NULL)
			name = printed(e, parents[i], "title");
		buf_printf(e->out, i == 0 ? "; %s %s" : ", %.0s%s", words(e, key), name != NULL ? name : parents[i]);
	}
}

static void add_when(const struct entry *e)
{
	const char *when = printed(e, e->id, "pub_e"), *basis = cell(e, e->id, "pub_basis");

	buf_printf(e->out, ", %s", when != NULL ? date(e, when) : words(e, "source.no-date"));
	if (when != NULL && str_eq(basis, "inferred") && printed(e, e->id, "pub_basis"))
		buf_printf(e->out, " (%s)", words(e, "source.inferred"));
}

static void describe_source(const struct entry *e)
{
	const char *publisher = printed(e, e->id, "publisher"), *author = printed(e, e->id, "author");
	const char *title = e->b->sources_short ? NULL : printed(e, e->id, "title");
	const char *rel = printed(e, e->id, "rel"), *interest = printed(e, e->id, "interest");

	buf_puts(e->out, publisher != NULL ? publisher : capital(e->b, words(e, "source.not-stated")));
	if (author != NULL)
		buf_printf(e->out, ", %s", author);
	if (title != NULL)
		buf_printf(e->out, ": \u201C%s\u201D", title);
	else if (publisher == NULL)                      /* something to ask for it by */
		buf_printf(e->out, " (%s)", e->id);
	add_when(e);
	add_parents(e, "relays", "source.relays");
	if (!e->b->sources_short)
		add_parents(e, "quotes", "source.quotes");
	if (str_eq(cell(e, e->id, "translation"), "machine") && str_eq(cell(e, e->id, "translation_basis"), "inferred") &&
	    printed(e, e->id, "translation"))
		buf_printf(e->out, "; %s", words(e, "source.translation-inferred"));
	sentence_end(e->out);
	if (rel != NULL)
		buf_printf(e->out, " %s.", capital(e->b, words(e, arena_printf(e->b->arena, "grade.%s", rel))));
	if (interest != NULL) {
		buf_printf(e->out, " %s: %s", capital(e->b, words(e, "source.interest")), interest);
		sentence_end(e->out);
	}
}

static struct dates dates_of(const struct entry *e, const char *id)
{
	return (struct dates){cell(e, id, "checked_on"), cell(e, id, "recheck_on")};
}

static bool same_dates(struct dates a, struct dates b)
{
	return a.checked != NULL && a.recheck != NULL && str_eq(a.checked, b.checked) && str_eq(a.recheck, b.recheck);
}

static void add_verified(const struct entry *e)
{
	const struct dates own = dates_of(e, e->id);
	const char *checked = printed(e, e->id, "checked_on"), *recheck = printed(e, e->id, "recheck_on");
	const char *open = checked != NULL ? printed(e, e->id, "unverified") : NULL;

	if (e->shared != NULL && same_dates(own, *e->shared)) {
		if (open != NULL)
			buf_printf(e->out, " %s: %s", capital(e->b, words(e, "source.not-verified")), open);
		sentence_end(e->out);
		return;
	}
	if (checked != NULL)
		buf_printf(e->out, " %s %s", capital(e->b, words(e, "source.verified")), date(e, checked));
	else
		buf_printf(e->out, " %s", capital(e->b, words(e, "source.not-verified")));
	if (recheck != NULL)
		buf_printf(e->out, ", %s %s", words(e, "source.recheck"), date(e, recheck));
	if (checked != NULL && open != NULL)
		buf_printf(e->out, "; %s: %s", words(e, "source.not-verified"), open);
	sentence_end(e->out);
}

static void describe_instrument(const struct entry *e)
{
	const char *ref = printed(e, e->id, "ref"), *when = printed(e, e->id, "date_e"), *title = printed(e, e->id, "title");

	buf_puts(e->out, title != NULL ? title : e->id);
	if (ref != NULL)
		buf_printf(e->out, ", %s", ref);
	if (when != NULL && (ref == NULL || strstr(ref, bind_fmt(e->b, "date", when, NULL)) == NULL))   /* a reference may say it */
		buf_printf(e->out, ", %s", date(e, when));
	sentence_end(e->out);
	add_verified(e);
}

/* ---- nodes */
struct making { struct bind *b; int32_t node; struct buf out; struct bind_style *style; struct dates shared; };

static void make_entry(struct making *m, size_t i)
{
	struct bind *b = m->b;
	struct bind_placed *p = &b->placed[i];
	struct entry e = {.b = b, .id = p->id, .out = &m->out, .shared = m->shared.checked != NULL ? &m->shared : NULL};
	int32_t bib, label;
	const char *number = arena_printf(b->arena, "[%s]", bind_label(b, p));
	size_t from = b->n_entries;

	buf_clear(&m->out);
	buf_putc(&m->out, ' ');
	p->instrument ? describe_instrument(&e) : describe_source(&e);
	p->entry = layout_add(b->doc, m->node, LAYOUT_P, LAYOUT_PARAGRAPH, &m->style->style);
	for (; from < b->n_entries; from++)
		b->entries[from].node = p->entry;
	bib = layout_add(b->doc, p->entry, LAYOUT_BIBENTRY, LAYOUT_INLINE, NULL);
	label = layout_add(b->doc, bib, LAYOUT_LBL, LAYOUT_INLINE, bind_variant(b, m->style, BIND_BOLD));
	layout_add_text(b->doc, label, NULL, number, strlen(number));
	layout_add_text(b->doc, bib, NULL, m->out.p, m->out.len);
}

/* the dates that most instruments of the list share */
static struct dates shared_dates(struct bind *b)
{
	const struct entry e = {.b = b};
	struct dates best = {0}, *all = arena_alloc(b->arena, (b->n_placed + 1) * sizeof *all);
	size_t most = SHARED_LEAST - 1;

	for (size_t i = 0; i < b->n_placed; i++)
		all[i] = b->placed[i].instrument ? dates_of(&e, b->placed[i].id) : (struct dates){0};
	for (size_t i = 0; i < b->n_placed && !limit_time_over(); i++) {
		size_t n = 0;
		for (size_t k = i; k < b->n_placed; k++)
			n += same_dates(all[i], all[k]);
		if (n > most) {
			most = n;
			best = all[i];
		}
	}
	return best;
}

/* "Lettered texts: verified 21 Nov 2026, again by 21 May 2027, unless they say otherwise." */
static void add_shared(struct making *m)
{
	const struct entry e = {.b = m->b};
	const struct bind_filling dates[] = {{"verified", date(&e, m->shared.checked)}, {"recheck", date(&e, m->shared.recheck)}};
	const char *text = bind_fill(m->b, words(&e, "source.shared"), dates, COUNT_OF(dates));
	int32_t p = layout_add(m->b->doc, m->node, LAYOUT_P, LAYOUT_PARAGRAPH, &m->style->style);

	layout_add_text(m->b->doc, p, NULL, text, strlen(text));
}

static int l_make(lua_State *L)
{
	struct making *m = lua_touserdata(L, 1);
	struct bind *b = m->b;

	m->style = bind_style(L, "source");
	b->n_entries = 0;                /* layout begins anew */
	if (b->sources_short)
		m->shared = shared_dates(b);
	for (int instruments = 0; instruments < 2; instruments++)
		for (size_t i = 0; i < b->n_placed; i++)
			if (b->placed[i].instrument == (bool)instruments)
				make_entry(m, i);
	if (m->shared.checked != NULL)
		add_shared(m);
	for (size_t i = 0; i < b->n_links; i++)
		layout_node(b->doc, b->links[i].node)->dest = b->placed[b->links[i].placed].entry;
	b->listed = true;
	return 0;
}

bool bind_sources_make(void *ctx, struct layout_doc *d, int32_t node, struct err *e)
{
	struct making m = {.b = ctx, .node = node};
	bool ok;

	(void)d;
	ok = bind_protect(m.b, l_make, &m, e);
	buf_drop(&m.out);
	return ok;
}

/* earliest review or re-check date of what was placed */
const char *bind_use_by(struct bind *b)
{
	struct entry e = {.b = b};

	b->use_by[0] = '\0';
	for (size_t i = 0; i < b->n_placed; i++) {
		const char *day = cell(&e, b->placed[i].id, b->placed[i].instrument ? "recheck_on" : "review_on");
		if (day != NULL && strlen(day) == 10 && (b->use_by[0] == '\0' || strcmp(day, b->use_by) < 0))
			memcpy(b->use_by, day, 11);
	}
	return b->use_by[0] != '\0' ? b->use_by : NULL;
}
