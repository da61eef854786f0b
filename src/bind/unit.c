/* unit.c: the unit of evidence: a paragraph, a list item, a row of a table or a cell of one without a column of marks, a tile, a figure.
 *
 *   bind_unit_begin   what is emitted from here on belongs to the unit: words, values, the marks that it got
 *   bind_unit_end     the rules that look at all of it: marks, statuses with their dates, commitments, words that fit the grade
 *
 * Units may stand within each other (blocks within a tile); the values of all open ones lie in one array, each unit's from its place on. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define ADVICE "('attest help evidence')"

/* ---- collecting */
/* values and text behind these places belong to units that have ended */
void bind_unit_cut(struct bind *b, size_t said, size_t text)
{
	b->n_said = said;
	b->said_text.len = text;
	if (b->said_text.p != NULL)
		b->said_text.p[text] = '\0';
}

struct bind_unit bind_unit_begin(struct bind *b)
{
	struct bind_unit outer = b->unit;

	b->unit = (struct bind_unit){.open = b->evidence, .from = b->n_said, .text = b->said_text.len};
	return outer;
}

void bind_unit_value(struct bind *b, const struct bind_value *v, bool unmarked, bool rests)
{
	if (!b->unit.open)
		return;
	b->said = grow_array(b->said, &b->cap_said, b->n_said + 1, sizeof *b->said);
	b->said[b->n_said++] = (struct bind_said){v, unmarked, rests};
}

void bind_unit_piece(struct bind *b, const struct bind_piece *p)
{
	if (!b->unit.open)
		return;
	if (p->value != NULL)
		bind_unit_value(b, p->value, p->unmarked, p->kind == BIND_P_RESTS);
	if (p->kind != BIND_P_TEXT && p->kind != BIND_P_VALUE)
		return;
	buf_puts(&b->said_text, p->text);
	if (p->kind == BIND_P_TEXT && p->from != NULL && bind_has_letter(p->text)) {
		b->unit.words = true;
		b->unit.wording = b->unit.wording != NULL ? b->unit.wording : p->from;
	}
}

/* what follows is another paragraph */
void bind_unit_break(struct bind *b)
{
	if (b->unit.open && b->said_text.len > 0)
		buf_putc(&b->said_text, ' ');
}

/* a cell of a row that has no cell of marks is marked by itself, and what stands in it belongs to the row */
struct bind_unit bind_unit_cell(struct bind *b)
{
	struct bind_unit row = b->unit;

	b->unit.words = b->unit.marked = false;
	b->unit.wording = NULL;
	b->unit.from = b->n_said;
	b->unit.text = b->said_text.len;
	return row;
}

/* ---- what the rules look at */
enum bind_voice { FACT, ABOUT, OPINION, ASK };

static enum bind_voice voice_at(const struct bind *b, int32_t node)
{
	for (; node != LAYOUT_NONE; node = layout_node(b->doc, node)->parent) {
		enum layout_role role = layout_node(b->doc, node)->role;
		if (role == LAYOUT_ABOUT || role == LAYOUT_OPINION || role == LAYOUT_ASK)
			return role == LAYOUT_ASK ? ASK : role == LAYOUT_ABOUT ? ABOUT : OPINION;
	}
	return FACT;
}

bool bind_is_opinion(const struct bind *b) { return voice_at(b, b->at) == OPINION; }

static bool is_cell(const struct bind_value *v, const char *table, const char *column)
{
	return v->v.key != NULL && str_eq(v->v.table, table) && (column == NULL || str_eq(v->v.column, column));
}

/* the words of the team, and what the dataset says of itself, need no mark */
static bool needs_mark(const struct bind_value *v) { return !v->own && !v->evidence.apparatus; }

static const char *text_of(const struct bind *b) { return b->said_text.len > b->unit.text ? b->said_text.p + b->unit.text : ""; }

static const char *first_words(struct bind *b)
{
	const char *text = text_of(b) + strspn(text_of(b), " ");
	char shown[64];

	return arena_strdup(b->arena, str_show(shown, sizeof shown, text, strlen(text)));
}

static const char *name_of(struct bind *b, const char *what)
{
	return bind_wording_name(b, b->unit.wording) != NULL ? bind_wording_name(b, b->unit.wording) : what;
}

/* ---- the rules */
static void check_mark(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	bool fact = b->unit.words;

	for (size_t i = b->unit.from; i < b->n_said && !fact; i++)
		fact = needs_mark(b->said[i].v);
	if (fact && !b->unit.marked)
		bind_raise(L, "%s: '%s' has no source mark: bind the values that it says, cite a row by {row-id.column:rests}, or print it by doc:note, "
		    "doc:opinion or doc:ask " ADVICE, name_of(b, what), first_words(b));
}

/* the unit says the date of the status: as of when it holds, or that of a source which it rests on */
static bool dates(const struct bind_value *status, const struct bind_value *v)
{
	if (is_cell(v, "act", NULL) && str_eq(v->v.key, status->v.key))
		return str_starts(v->v.column, "asof_");
	if (!is_cell(v, "source", NULL) || !str_starts(v->v.column, "pub_"))
		return false;
	for (size_t i = 0; i < status->evidence.n_sources; i++)
		if (strcmp(status->evidence.sources[i], v->v.key) == 0)
			return true;
	return false;
}

static void check_statuses(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);

	for (size_t i = b->unit.from; i < b->n_said; i++) {
		const struct bind_value *status = b->said[i].v;
		bool dated = b->said[i].rests || !is_cell(status, "act", "status");
		for (size_t k = b->unit.from; k < b->n_said && !dated; k++)
			dated = !b->said[k].rests && dates(status, b->said[k].v);
		if (!dated)
			bind_raise(L, "%s: the status '%s' of act '%s' stands without the date of its source: print {%s.asof_e} beside it " ADVICE,
			    name_of(b, what), status->v.text, status->v.key, status->v.key);
	}
}

/* ---- commitments */
static const char *cell(struct bind *b, const char *id, const char *column)
{
	struct data_value v;

	return id != NULL && data_cell(b->data, id, column, b->arena, &v, NULL) && v.kind != DATA_NULL ? v.text : NULL;
}

/* when a commitment began to bind: in force, else made */
static const char *date_of_commitment(struct bind *b, const struct bind_value *v)
{
	const char *instrument = cell(b, v->v.key, "instrument"), *in_force = cell(b, instrument, "in_force_e");

	return in_force != NULL ? in_force : cell(b, instrument, "date_e");
}

/* when it happened, of a value of an event, an act or a detention */
static const char *date_of_event(struct bind *b, const struct bind_value *v)
{
	if (is_cell(v, "detention", NULL))
		return cell(b, cell(b, v->v.key, "act"), "start_e");
	return is_cell(v, "act", NULL) || is_cell(v, "event", NULL) ? cell(b, v->v.key, "start_e") : NULL;
}

static void check_commitment(lua_State *L, const struct bind_value *commitment, const char *what)
{
	struct bind *b = bind_of(L);
	const char *made = date_of_commitment(b, commitment);

	for (size_t i = b->unit.from; i < b->n_said; i++) {
		const struct bind_value *v = b->said[i].v;
		const char *happened = date_of_event(b, v);
		if (happened != NULL && !data_certainly_before(b->data, made, happened))
			bind_raise(L, "%s: the commitment '%s' (%s) is set beside %s '%s' (%s), and is not certainly earlier: take one out " ADVICE,
			    name_of(b, what), commitment->v.key, made != NULL ? made : "no date", v->v.table, v->v.key, happened);
	}
}

/* ---- words that fit the grade */
/* a date says when, and a name who: neither is said to have happened */
static bool tells(const struct bind_value *v) { return v->v.format != DATA_EDTF && !is_cell(v, "name", NULL); }

static bool attributes(const struct bind_value *v)
{
	return is_cell(v, "statement", NULL) || is_cell(v, "claim", "modality") || is_cell(v, "passage", "modality") ||
	    is_cell(v, "dispute", "print_as");
}

static void check_certainty(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	const char *word = b->unit.words ? bind_certainty(L, text_of(b)) : NULL, *grade;
	struct err e = {0};

	for (size_t i = b->unit.from; word != NULL && i < b->n_said; i++) {
		const struct bind_value *v = b->said[i].v;
		if (v->evidence.n_claims == 0 || v->v.key == NULL || !tells(v) || str_eq(v->v.text, word))
			continue;
		if (!data_grade(b->data, v->v.key, v->v.column, &grade, &e))
			bind_raise_err(L, &e);
		if (grade != NULL && strcmp(grade, "established") != 0)
			bind_raise(L, "%s: '%s' is said of field '%s' of %s '%s', which is %s: write {...:grade} or {...:verb} " ADVICE, name_of(b, what),
			    word, v->v.column, v->v.table, v->v.key, grade);
	}
}

static void check_grades(lua_State *L, const char *what)
{
	struct bind *b = bind_of(L);
	const struct bind_value *alleged = NULL;

	for (size_t i = b->unit.from; i < b->n_said; i++) {
		const struct bind_said *s = &b->said[i];
		if (attributes(s->v))
			return;
		if (alleged == NULL && !s->rests && !s->unmarked && s->v->evidence.alleged && tells(s->v))
			alleged = s->v;
	}
	if (alleged == NULL || bind_has_hedge(L, text_of(b)))
		return;
	bind_raise(L, "%s: field '%s' of %s '%s' is only alleged, and no word in '%s' says so: write {...:grade} or {...:verb}, or who says it " ADVICE,
	    name_of(b, what), alleged->v.column, alleged->v.table, alleged->v.key, first_words(b));
}

/* ---- the end of a unit */
void bind_unit_cell_end(lua_State *L, struct bind_unit row, bool marks, const char *what)
{
	struct bind *b = bind_of(L);

	if (b->unit.open && marks && voice_at(b, b->at) == FACT)
		check_mark(L, what);
	row.words = row.words || b->unit.words;
	row.marked = row.marked || b->unit.marked;
	row.wording = row.wording != NULL ? row.wording : b->unit.wording;
	b->unit = row;
}

static void check(lua_State *L, enum bind_unit_kind kind, int32_t at, const char *what)
{
	struct bind *b = bind_of(L);
	enum bind_voice voice = voice_at(b, at);

	if (kind == BIND_UNIT_FACT && voice == FACT)
		check_mark(L, what);
	check_statuses(L, what);
	for (size_t i = b->unit.from; i < b->n_said; i++)
		if (is_cell(b->said[i].v, "commitment", NULL))
			check_commitment(L, b->said[i].v, what);
	if (voice == FACT)
		check_certainty(L, what), check_grades(L, what);
}

void bind_unit_end(lua_State *L, struct bind_unit outer, enum bind_unit_kind kind, int32_t node, const char *what)
{
	struct bind *b = bind_of(L);

	if (b->unit.open) {
		layout_node(b->doc, node)->dropped = true;       /* a script that catches the error has printed nothing */
		check(L, kind, node, what);
		layout_node(b->doc, node)->dropped = false;
	}
	bind_unit_cut(b, b->unit.from, b->unit.text);
	b->unit = outer;
}
