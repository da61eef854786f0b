/* withhold.c: people who are left out of a projection: those that its caller names, and who withdrew consent.
 *
 *   the person's row ─ what refers to it ─ claims that only dropped passages support ─ passages that no claim is left on ─
 *   cells that no claim is left for ─ cells that say the name in plain words, until nothing changes
 *
 * A cell that may be empty is emptied, else its row goes: NULL means "not reported". What was told by somebody else stays. */
/*** topic consent: people who are left out
 * 'attest run brief --withhold ID' makes the document without a person, at whatever level; pack and query take it too, and it may be
 * repeated. ID is the person's (attest query "select id, label from person order by id"). With the person goes what refers to them: names,
 * acts, claims, statements, wording that prints them ('attest help parts.held'), people known only through them; then claims that only their words support, passages and sources
 * that no claim is left on, cells that no claim is left for, and plain words that say their name. A passage that also stands for something
 * else stays, and may tell of the person without the name: look with attest export FOLDER --withhold ID. Counts are made of what is left. The run says on the screen how many
 * rows went; in the document nothing tells it. Numbers that a source reports ("six people") stay as reported.
 * Who withdraws consent is left out for good: set withdrawn to 1 in table consent, for whatever scope. Each import and each projection then
 * leaves the person out, also for editors, so no database, executable or PDF made from then on has them. Keep that row in your folder as
 * long as any folder of yours may still have the person, and pack anew what you handed out. */

#include "data/project.h"

#include <stdlib.h>
#include <string.h>

#define ROLE 24u                     /* [bytes] a role described at such length is one person's */

struct withholding {
	struct projection *p;
	bool *was;                   /* owned: rows that the level alone would leave */
	size_t *speaks;              /* owned: by claim, 1 when a passage supported it at that level */
	size_t *carries;             /* owned: by passage and source, 1 when a claim, or a passage, stood on it */
	struct mention *names;       /* owned */
	bool changed;
};

/* ---- who */
static bool is_table(const struct projection *p, size_t row, const char *table)
{
	return strcmp(project_table(p, &p->rows[row])->name, table) == 0;
}

static bool no_person(struct projection *p, const char *id)
{
	const char **all = arena_alloc(p->a, (p->n + 1) * sizeof *all);
	size_t n = 0, row = ids_get(&p->ids, id);
	struct buf b = {0};

	if (row != IDS_NONE)
		return err_set(p->e, "cannot withhold '%s': it is a row of table '%s', and only a person can be withheld", id,
		    project_table(p, &p->rows[row])->name);
	for (size_t i = 0; i < p->n; i++)
		if (is_table(p, i, "person"))
			all[n++] = project_text(p, &p->rows[i], "id");
	str_suggest(&b, id, all, n);
	err_set(p->e, "cannot withhold '%s': there is no such person%s", id, b.len > 0 ? b.p : " (attest query \"select id, label from person\")");
	buf_drop(&b);
	return false;
}

static bool drop_named(struct projection *p, const char *const *ids, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t row = ids_get(&p->ids, ids[i]);
		if (row == IDS_NONE || !is_table(p, row, "person"))
			return no_person(p, ids[i]);
		p->left.withheld += !p->rows[row].dropped;
		project_drop(p, row);
	}
	return true;
}

static void drop_withdrawn(struct projection *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct schema_table *t = project_table(p, &p->rows[i]);
		int withdrawn = strcmp(t->name, "consent") == 0 ? schema_column(t, "withdrawn") : SCHEMA_NONE;
		const char *person = withdrawn < 0 ? NULL : project_text(p, &p->rows[i], "person");
		size_t row = person == NULL ? IDS_NONE : ids_get(&p->ids, person);
		/* anything but a plain 0 counts: a damaged mark must not bring somebody back */
		if (row == IDS_NONE || (p->rows[i].cells[withdrawn].type == SQLITE_INTEGER && p->rows[i].cells[withdrawn].i == 0))
			continue;
		p->left.withdrawn += !p->rows[row].dropped;
		project_drop(p, row);
	}
}

/* ---- what only they told */
static bool supports(const struct projection *p, const struct row *link)
{
	const char *stance = project_text(p, link, "stance");

	return str_eq(stance, "supports") || str_eq(stance, "repeats");
}

/* marks the claims that a living passage supports */
static void supported(struct withholding *w, size_t *marks)
{
	struct projection *p = w->p;

	for (size_t i = 0; i < p->n; i++) {
		const char *claim = p->rows[i].dropped || !is_table(p, i, "claim_source") ? NULL : project_text(p, &p->rows[i], "claim");
		size_t row = claim == NULL || !supports(p, &p->rows[i]) ? IDS_NONE : ids_get(&p->ids, claim);
		if (row != IDS_NONE)
			marks[row] = 1;
	}
}

static void drop_row(struct withholding *w, size_t row)
{
	w->changed = w->changed || !w->p->rows[row].dropped;
	project_drop(w->p, row);
}

static void drop_claims(struct withholding *w)
{
	size_t *now = mem_zalloc((w->p->n + 1) * sizeof *now);

	supported(w, now);
	for (size_t i = 0; i < w->p->n; i++)
		if (w->speaks[i] != 0 && now[i] == 0)
			drop_row(w, i);
	free(now);
}

/* marks the passages that a claim stands on, and the sources of passages */
static void carrying(struct withholding *w, size_t *marks)
{
	struct projection *p = w->p;

	for (size_t i = 0; i < p->n; i++) {
		const char *to = p->rows[i].dropped ? NULL : is_table(p, i, "claim_source") ? project_text(p, &p->rows[i], "passage") :
		    is_table(p, i, "passage") ? project_text(p, &p->rows[i], "source") : NULL;
		size_t row = to == NULL ? IDS_NONE : ids_get(&p->ids, to);
		if (row != IDS_NONE)
			marks[row] = 1;
	}
}

/* what only stood for what has gone tells it still, without the name */
static void drop_passages(struct withholding *w)
{
	size_t *now = mem_zalloc((w->p->n + 1) * sizeof *now);

	carrying(w, now);
	for (size_t i = 0; i < w->p->n; i++)
		if (w->carries[i] != 0 && now[i] == 0)
			drop_row(w, i);
	free(now);
}

static const char *cell_text(struct arena *a, const struct cell *c)
{
	return c->type == SQLITE_TEXT ? c->p : c->type == SQLITE_INTEGER ? arena_printf(a, "%lld", c->i) : NULL;
}

/* "row field value" when the claim says what the cell says, else NULL */
static const char *told(struct projection *p, const struct row *claim, size_t *row, int *column)
{
	const char *ref = project_text(p, claim, "ref"), *field = project_text(p, claim, "field"), *value = project_text(p, claim, "value");

	*row = ref == NULL ? IDS_NONE : ids_get(&p->ids, ref);
	if (*row == IDS_NONE || field == NULL || value == NULL)
		return NULL;
	*column = schema_column(project_table(p, &p->rows[*row]), field);
	if (*column < 0 || !str_eq(cell_text(p->a, &p->rows[*row].cells[*column]), value))
		return NULL;
	return arena_printf(p->a, "%s %s %s", ref, field, value);
}

/* the cell goes, or its row where it cannot be empty */
static void empty(struct withholding *w, size_t row, int column)
{
	struct row *r = &w->p->rows[row];
	const struct schema_column *c = &project_table(w->p, r)->columns[column];

	if (c->not_null) {
		drop_row(w, row);
		return;
	}
	project_empty(w->p, r, column);
	r->blanked = true;
	w->changed = true;
}

static void empty_untold(struct withholding *w)
{
	struct projection *p = w->p;
	struct ids living = {0};
	const char *key;
	size_t row;
	int column;

	for (size_t i = 0; i < p->n; i++)
		if (!p->rows[i].dropped && is_table(p, i, "claim") && (key = told(p, &p->rows[i], &row, &column)) != NULL)
			ids_add(&living, key, i);
	for (size_t i = 0; i < p->n; i++)
		if (p->rows[i].dropped && w->was[i] && is_table(p, i, "claim") && (key = told(p, &p->rows[i], &row, &column)) != NULL &&
		    !p->rows[row].dropped && ids_get(&living, key) == IDS_NONE)
			empty(w, row, column);
	ids_drop(&living);
}

/* ---- what says their names in plain words */
bool data_is_proper_name(const char *kind) { return kind == NULL || (strcmp(kind, "descriptive") != 0 && strcmp(kind, "title") != 0); }

static void add_person(struct withholding *w, size_t row, const char *name)
{
	const char *role = is_table(w->p, row, "person") ? project_text(w->p, &w->p->rows[row], "public_role") : NULL;

	mention_add(w->names, name, row);
	if (is_table(w->p, row, "name"))
		mention_add_words(w->names, name, row);
	if (role != NULL && strlen(role) >= ROLE)
		mention_add(w->names, role, row);
}

static void add_name(struct withholding *w, size_t row)
{
	struct projection *p = w->p;
	const struct row *r = &p->rows[row];
	bool person = is_table(p, row, "person"), name = is_table(p, row, "name");
	const char *owner = name ? project_text(p, r, "owner") : NULL, *text = project_text(p, r, name ? "name" : "label");
	size_t of = owner == NULL ? row : ids_get(&p->ids, owner);

	if (text == NULL || (!name && !person && !is_table(p, row, "organisation") && !is_table(p, row, "place")))
		return;
	if (!r->dropped) {
		mention_add(w->names, text, MENTION_KEPT);
		mention_add_words(w->names, text, MENTION_KEPT);
	}
	/* whoever the level alone hides is not looked for: the level's own wording is the editors' */
	else if (of != IDS_NONE && w->was[of] && p->rows[of].dropped && is_table(p, of, "person") &&
	    (name ? data_is_proper_name(project_text(p, r, "kind")) : str_eq(project_text(p, r, "kind"), "individual")))
		add_person(w, row, text);
}

static void drop_mentions(struct withholding *w)
{
	struct projection *p = w->p;

	mention_drop(w->names);
	w->names = mention_new();
	for (size_t i = 0; i < p->n; i++)
		add_name(w, i);
	for (size_t i = 0; i < p->n; i++) {
		const struct schema_table *t = project_table(p, &p->rows[i]);
		for (size_t c = 0; c < t->n && !p->rows[i].dropped; c++) {
			const struct cell *cell = &p->rows[i].cells[c];
			bool id = (int)c == t->id || t->columns[c].ref != SCHEMA_NONE;
			if (cell->type == SQLITE_TEXT && mention_find(w->names, cell->p, cell->n, id) != MENTION_NONE)
				empty(w, i, (int)c);
		}
	}
}

/* prose that prints a cell which is empty now */
static void drop_prose(struct withholding *w)
{
	struct projection *p = w->p;

	for (size_t i = 0; i < p->n; i++) {
		const struct schema_table *t = project_table(p, &p->rows[i]);
		for (size_t c = 0; c < t->n && !p->rows[i].dropped; c++) {
			const char *text = t->columns[c].format == DATA_PROSE && p->rows[i].cells[c].type == SQLITE_TEXT ? p->rows[i].cells[c].p : NULL;
			struct prose_ref ref;
			while (text != NULL && !p->rows[i].dropped && prose_next(&text, &ref)) {
				size_t to = ids_get(&p->ids, ref.id);
				int column = to == IDS_NONE || !p->rows[to].blanked ? SCHEMA_NONE : schema_column(project_table(p, &p->rows[to]), ref.column);
				if (column >= 0 && p->rows[to].cells[column].type == SQLITE_NULL)
					drop_row(w, i);
			}
		}
	}
}

static void sweep(struct withholding *w)
{
	do {
		w->changed = false;
		project_settle(w->p);
		drop_claims(w);
		project_settle(w->p);
		drop_passages(w);
		project_settle(w->p);
		empty_untold(w);
		drop_mentions(w);
		drop_prose(w);
		project_settle(w->p);
	} while (w->changed);
}

bool project_withhold(struct projection *p, const char *const *ids, size_t n)
{
	struct withholding w = {.p = p, .was = mem_zalloc(p->n + 1), .speaks = mem_zalloc((p->n + 1) * sizeof *w.speaks),
	    .carries = mem_zalloc((p->n + 1) * sizeof *w.carries)};
	bool ok;

	for (size_t i = 0; i < p->n; i++)
		w.was[i] = !p->rows[i].dropped;
	supported(&w, w.speaks);
	carrying(&w, w.carries);
	if (!p->everybody)
		drop_withdrawn(p);
	ok = drop_named(p, ids, n);
	if (ok && p->left.withdrawn + p->left.withheld > 0)
		sweep(&w);
	for (size_t i = 0; i < p->n; i++)
		p->left.rows += w.was[i] && p->rows[i].dropped;
	mention_drop(w.names);
	free(w.was);
	free(w.speaks);
	free(w.carries);
	return ok;
}
