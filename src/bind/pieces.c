/* pieces.c: content whose placeholders become values.
 *
 *   "{n} people were held on **{event.date}**."  ->  VALUE TEXT OPEN VALUE CLOSE TEXT
 *
 * Here the rules of evidence are enforced: what prints as a fact has provenance, a script's own scalar prints only where
 * evidence = "none", and a count that rests on an identity ruling is noted until the sentence on that ruling was printed too. */
#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/table.h"

#define DEPTH_MAX 8                  /* prose within prose */

/* ---- {path} */
/*** topic placeholders: {path} in wording
 * {path} in a text or string becomes what stands at that path in env, the argument after the content: {pet.name} is env.pet.name. A path
 * leads through tables and rows to a value or to a text of one paragraph; {1.name} is the first row of an array.
 * env is one table or row, and the argument before options: doc:paragraph(content, { style = "note" }) looks for placeholders in a table
 * with the key style, and prints in style body. Write doc:paragraph(content, nil, { style = "note" }).
 * {page.compiled_on} and {page.facts_until} are the dates of the document itself.
 * Behind a colon stands how a value prints:
 *   {n:words}          a number up to nine in words; {n:Words} with a capital, {n:headline} so up to twenty
 *   {weight:1}         a number with one decimal place, 0 to 9, rounded half up on the digits that are stored
 *   {born:short}       a date with a short month; {born:long} in full; {born:day} short and without its year
 *   {born:month}       a date without its day: February 2021; one of which only the year is known prints that
 *   {status:label}     a code in words: text 'code.status.<code>' ('attest help wording')
 *   {id:plain}         as stored
 *   {sha256:hash}      the first sixteen digits of a hash, enough to know it by
 *   {act.kind:grade}   what the claims on it come to: established, reported, alleged or disputed ('attest help functions', grade)
 *   {act.kind:verb}    the same before a verb: "Police {act.kind:verb} beat him" has reportedly or allegedly there, or nothing
 *   {name:unmarked}    as usual, and its sources stay out of the mark of the sentence or row ('attest help values')
 *   {support:rests}    nothing: the sentence only gets the value's sources
 * {row-id.column} in table 'text' is that cell of the dataset. {cases:page} is the page of the block with the name cases ('attest help
 * options'). A column of doc:table takes the same, as field = "born:short".
 * A path that leads nowhere stops the run, with the nearest name; so does a NULL: choose another wording where it is nil.
 * Write \{ for the brace itself, \\{ in a Lua string.
 * @usage
 *   local report = { id = "places", title = "Places", api = 1, levels = { "public" }, evidence = "none" }
 *   report.queries = { pets = [[ select name, kind, born from pet order by name ]], totals = [[ select count(*) as n from pet ]] }
 *   function report.load(data)
 *     return { pets = data.rows("pets"), totals = data.row("totals"), words = { place = "a *quiet* town" } }
 *   end
 *   function report.render(doc, d)
 *     doc:title("{totals.n:words} pets", d)
 *     doc:paragraph("{pets.1.name}, a {pets.1.kind}, was born {pets.1.born:short} in {words.place}.", d)
 *   end
 *   return report */

static const char *in(struct bind *b, const char *where) { return where != NULL ? arena_printf(b->arena, "%s: ", where) : ""; }

/* an absent name: what is there instead */
static void raise_absent(lua_State *L, const char *key, const char *path, const char *where, const char *const *names, size_t n)
{
	struct bind *b = bind_of(L);
	const char *near = bind_suggest(b, key, names, n);

	bind_raise(L, "%s{%s}: there is no '%s'%s%s%s", in(b, where), path, key, near, *near == '\0' && n > 0 ? "; known are " : "",
	    *near == '\0' ? bind_join(b, names, n < 12 ? n : 12) : "");
}

/* the container on top is replaced by its field; nil for a NULL of the database */
static void step(lua_State *L, const char *key, const char *path, const char *where)
{
	struct bind_row *row = bind_to_row(L, -1);
	struct bind_value *v;
	const char **keys;
	size_t n;
	int is_integer;

	if (row != NULL) {
		v = bind_row_at(row, key);
		if (v == NULL)
			raise_absent(L, key, path, where, row->columns->names, row->columns->n);
		lua_pop(L, 1);
		bind_push_value(L, v);
		return;
	}
	if (lua_isboolean(L, -1) && !lua_toboolean(L, -1))       /* left empty by the script, with all that is in it */
		return;
	if (!lua_istable(L, -1))
		bind_raise(L, "%s{%s}: nothing to look for '%s' in, what stands before it is a %s", in(bind_of(L), where), path, key,
		    bind_to_value(L, -1) != NULL ? "value" : bind_to_text(L, -1) != NULL ? "text" : bind_to_source(L, -1) != NULL ? "source" : luaL_typename(L, -1));
	if (lua_getfield(L, -1, key) == LUA_TNIL && !bind_own_knows(L, -2, key)) {
		lua_pop(L, 1);
		lua_stringtonumber(L, key) != 0 ? (void)(is_integer = lua_isinteger(L, -1)) : (void)(lua_pushnil(L), is_integer = 0);
		if (!is_integer || lua_gettable(L, -2) == LUA_TNIL) {
			lua_pop(L, 1);
			keys = bind_keys(L, -1, &n);
			raise_absent(L, key, path, where, (const char *const *)keys, n);
		}
	}
	lua_remove(L, -2);
}

static bool has(lua_State *L, int index, const char *key)
{
	struct bind_row *row = bind_to_row(L, index);
	bool found;

	if (row != NULL)
		return bind_row_at(row, key) != NULL;
	if (!lua_istable(L, index))
		return false;
	lua_pushstring(L, key);
	found = lua_rawget(L, index) != LUA_TNIL;
	lua_pop(L, 1);
	return found;
}

void bind_path(lua_State *L, const char *path, struct bind_env env, const char *where)
{
	struct bind *b = bind_of(L);
	char *rest = arena_strdup(b->arena, path), *key = strsep(&rest, ".");

	luaL_checkstack(L, 8, "a path");
	if (env.first == 0 && env.second == 0)
		bind_raise(L, "%s{%s}: there is no table to look in: give it as the argument after the content", in(b, where), path);
	lua_pushvalue(L, env.first == 0 || (env.second != 0 && !has(L, env.first, key) && has(L, env.second, key)) ? env.second : env.first);
	for (; key != NULL; key = strsep(&rest, "."))
		step(L, key, path, where);
}

/* ---- what may print as a fact */
/*** topic evidence: evidence = "strict" or "none"
 * "strict": every fact carries its sources. A cell is printed by handing its value to doc; the claims that speak of the cell lead to
 * passages and sources, whose numbers print as marks, and doc:sources lists them. The run stops, at the script's line or the text's key, on:
 *   literals      a string or number of the script's own: wording is rows of table 'text' ('attest help wording')
 *   no claim      a value that no claim with a source stands for, an aggregate without cites(id) ('attest help cites')
 *   no mark       a paragraph, a list item, a tile, a row of a table with a column of marks, or a cell of one without, that has no mark.
 *                 Bind what it says, or cite a row: {act-x.kind:rests} prints nothing and brings the sources of that cell, as do the rows of
 *                 tables source, passage, claim and instrument. What needs no mark: headings, captions, notes of a table; doc:note, what the
 *                 document says of itself; doc:opinion and doc:ask, which look different; the organisation's own words; and rows that no
 *                 claim speaks of, such as those of table 'meta'
 *   typed         a digit; a number word from "two" upward, as "twice" and "dozens" (scripts/language/en.lua, number_words; "one" is none);
 *                 a name of a person or a place that has a row in table 'name', however spelled, and each longer part of a person's name,
 *                 as whole words where they begin with a capital: in any wording, that of themes and scripts/ too. Write {n:words},
 *                 {name-almaty.name}, or {name-almaty.name:unmarked} where the name's own sources are not meant. Names of organisations
 *                 and what only describes somebody may be typed; page numbers, numbers of an axis and of lists are the engine's
 *   no row        a citation or placeholder that leads nowhere; a citation of what has no source
 *   opinion       a value that only opinion, speculation or prediction stands for: print the statement of who says it, or doc:opinion
 *   stale         act.status without its date in the same unit: print {act.asof_e}, or the date of a source of it, beside it
 *   disputed      a value whose dispute is open, or whose claims differ and none is preferred, without the dispute's sentence; a count that
 *                 rests on a ruling without the ruling's ('attest help rulings'; doc:disputes prints what is missing)
 *   alleged       a value, other than a date or a name, that is only alleged, in a unit without a word that says so: one of the list 'hedges' of the language ("alleges",
 *                 "says", "reported"), {act.kind:grade}, {act.kind:verb}, a statement, or a modality. And a word such as "established" typed
 *                 beside a value of a lower grade (list 'certainties')
 *   instrument    one that prints and has no mark: the list of sources tells how far it was verified, and when to check it again
 *   commitment    a row of table 'commitment' bound in a unit with an event, an act or a detention that is not certainly later; likewise in
 *                 doc:comparison, which sets any two dates beside each other
 *   no list       marks without doc:sources
 * "none": nothing is sourced, the page says so, strings may be printed, and tables that claims speak of cannot be read. This is the choice
 * for a folder of one's own.
 * @usage [claims]
 *   local report = { id = "statuses", title = "Statuses", api = 1, levels = { "public" }, evidence = "strict" }
 *   report.queries = { acts = [[ select id, status, asof_e from act where asof_e is not null order by asof_lo, id limit 5 ]] }
 *   function report.load(data)
 *     return { acts = data.rows("acts"), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     doc:section(function()
 *       doc:table { rows = d.acts, columns = {
 *         { head = d.t["timeline.col.outcome"], field = "status:label" },
 *         { head = d.t["timeline.col.date"], field = "asof_e" },
 *         { head = d.t["timeline.col.event"], field = "status:grade" },
 *       } }
 *       doc:disputes()
 *     end)
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

static struct bind_value *own_scalar(lua_State *L, const char *path)
{
	struct bind *b = bind_of(L);
	struct bind_value *v = arena_alloc(b->arena, sizeof *v);
	size_t n;
	const char *s = luaL_tolstring(L, -1, &n);

	if (!utf8_valid(s, n, NULL) || memchr(s, '\0', n) != NULL)
		bind_raise(L, "{%s}: the script's string is not clean UTF-8", path);
	v->plain = true;
	v->passing = b->arena != b->keep;
	v->name = path;
	v->v.text = arena_strdup(b->arena, s);
	v->v.kind = lua_isinteger(L, -2) ? DATA_INT : DATA_TEXT;
	v->v.i = lua_tointeger(L, -2);
	lua_pop(L, 1);
	return v;
}

void bind_check_fact(lua_State *L, struct bind_value *v, const char *path, const char *where)
{
	struct bind *b = bind_of(L);
	const char *from = v->query != NULL ? arena_printf(b->arena, "query '%s': ", v->query) : "";

	if (!b->evidence)
		return;
	if (str_eq(v->v.table, "text"))
		bind_raise(L, "%s%s{%s}: wording comes from data.texts, and a code in words is {status:label}: a text that a query joined would print "
		    "a fact with no claim behind it", in(b, where), from, path);
	bind_evidence(L, v);
	if (v->evidence.opinion != NULL && !bind_is_opinion(b))
		bind_raise(L, "%s%s{%s}: nothing but opinion, speculation or prediction stands for it (claim '%s'), so it is no fact: print the statement "
		    "of who says it, or put it into doc:opinion ('attest help evidence')", in(b, where), from, path, v->evidence.opinion);
	if (bind_has_provenance(v))
		return;
	if (v->v.key != NULL)
		bind_raise(L, "%s{%s}: no claim with a source stands for field '%s' of %s '%s': add the claim, or do not print it", in(b, where),
		    path, v->v.column, v->v.table, v->v.key);
	bind_raise(L, "%s%s{%s}: the value has no provenance: %s", in(b, where), from, path, v->lacks != NULL ? v->lacks :
	    "select the id of the table that it comes from, or cites(id) beside a count");
}

struct bind_value *bind_fact(lua_State *L, const char *path, const char *where)
{
	struct bind *b = bind_of(L);
	struct bind_value *v = bind_to_value(L, -1);
	int type = lua_type(L, -1);

	if (v == NULL && (type == LUA_TSTRING || type == LUA_TNUMBER) && !b->evidence)
		v = own_scalar(L, path);
	else if (v == NULL && (type == LUA_TSTRING || type == LUA_TNUMBER))
		bind_raise(L, "%s{%s}: a %s of the script's own cannot be printed as a fact: hand over the value that the query gave",
		    in(b, where), path, luaL_typename(L, -1));
	else if (v == NULL && type == LUA_TNIL)
		bind_raise(L, "%s{%s} is empty in this row: choose another wording where it is nil", in(b, where), path);
	else if (v == NULL)
		bind_raise(L, "%s{%s} is a %s, not a value: name one of its columns", in(b, where), path,
		    bind_to_row(L, -1) != NULL ? "row" : luaL_typename(L, -1));
	bind_check_fact(L, v, path, where);
	lua_pop(L, 1);
	return v;
}

/* ---- pieces */
static struct bind_piece *add(struct bind *b, struct bind_pieces *out, enum bind_piece_kind kind)
{
	struct bind_piece *p = arena_alloc(b->arena, sizeof *p);

	p->kind = kind;
	*out->end = p;
	out->end = &p->next;
	return p;
}

static bool one_paragraph(const struct bind_content *c, size_t *from, size_t *to)
{
	if (c->n < 2 || c->events[0].kind != BIND_PARA)
		return false;
	for (size_t i = 1; i + 1 < c->n; i++)
		if (c->events[i].kind == BIND_PARA || c->events[i].kind == BIND_LIST)
			return false;
	*from = 1;
	*to = c->n - 1;
	return true;
}

static void resolve(lua_State *L, const struct bind_content *c, size_t from, size_t to, struct bind_env env, struct bind_pieces *out,
    int depth);

static void resolve_one(lua_State *L, const struct bind_content *c, struct bind_env env, const char *what, struct bind_pieces *out, int depth)
{
	size_t from, to;

	if (!one_paragraph(c, &from, &to))
		bind_raise(L, "%s%s takes one paragraph: this text has %s", in(bind_of(L), c->name), what, c->n == 0 ? "none" : "several, or a list");
	resolve(L, c, from, to, env, out, depth);
}

/* no break within a date or a name: the spaces of a short one do not stretch to the next line */
const char *bind_unbroken(struct bind *b, const char *s)
{
	struct buf out = {0};
	const char *kept;

	if (strlen(s) > 20 || strchr(s, ' ') == NULL)
		return s;
	for (; *s != '\0'; s++)
		*s == ' ' ? buf_puts(&out, "\u00A0") : buf_putc(&out, *s);
	kept = arena_strdup(b->arena, out.p);
	buf_drop(&out);
	return kept;
}

/* Khalida Akytkhan, and not Chinese consulate: a common noun in it may stand in the next line */
static bool is_proper(const char *name)
{
	while (name != NULL && !islower((unsigned char)*name))
		name = (name = strchr(name, ' ')) != NULL ? name + 1 : NULL;
	return name == NULL;
}

/* a value is about to be printed, and may be; its text */
const char *bind_said(lua_State *L, const struct bind_value *v, struct bind_spot at)
{
	const char *text;

	if (v->evidence.uneven != NULL)
		bind_raise(L, "the count '%s' cannot be printed: %s", v->name, v->evidence.uneven);
	bind_note_rulings(L, v);
	text = bind_display(L, v, at);
	if (v->v.format == DATA_EDTF || (str_eq(v->v.table, "name") && str_eq(v->v.column, "name") && is_proper(text)))
		return bind_unbroken(bind_of(L), text);
	return text;
}

static void add_value(lua_State *L, struct bind_value *v, struct bind_spot at, struct bind_env env, struct bind_pieces *out, int depth)
{
	struct bind *b = bind_of(L);
	struct bind_piece *p;

	bind_check_how(L, at);
	if (str_eq(at.how, "unmarked"))
		at.how = NULL;
	if (str_eq(at.how, "rests")) {           /* prints nothing: what the sentence rests on beside what it says */
		if (b->evidence && !v->own && v->evidence.n_sources == 0)
			bind_raise(L, "%s{%s:rests} cites nothing: no claim speaks of that row ('attest help evidence')", in(b, at.where), at.path);
		add(b, out, BIND_P_RESTS)->value = v;
		return;
	}
	if (v->v.format == DATA_PROSE && at.how == NULL) {
		if (v->evidence.uneven != NULL)
			bind_raise(L, "the count '%s' cannot be printed: %s", v->name, v->evidence.uneven);
		bind_note_rulings(L, v);
		resolve_one(L, bind_prose(L, v), env, "a value within a sentence", out, depth + 1);
		p = add(b, out, BIND_P_RESTS);
		p->value = v;
		p->said = true;
		return;
	}
	p = add(b, out, BIND_P_VALUE);
	p->text = bind_said(L, v, at);
	p->value = v;
}

/* from the piece on: what was added prints, and its sources stay away from the mark */
static void unmark(struct bind_piece *p)
{
	for (; p != NULL; p = p->next)
		p->unmarked = true;
}

void bind_add_value(lua_State *L, struct bind_value *v, struct bind_spot at, struct bind_env env, struct bind_pieces *out)
{
	struct bind_piece **from = out->end;

	add_value(L, v, at, env, out, 0);
	if (str_eq(at.how, "unmarked"))
		unmark(*from);
}

/* what the document says of itself, which is no fact of the dataset: {page.compiled_on}, {page.facts_until} */
static bool add_page_fact(lua_State *L, const char *path, const char *how, struct bind_env env, struct bind_pieces *out)
{
	struct bind *b = bind_of(L);
	const char *day = NULL;

	if (!str_starts(path, "page.") || (env.first != 0 && has(L, env.first, "page")) || (env.second != 0 && has(L, env.second, "page")))
		return false;
	if (strcmp(path, "page.compiled_on") == 0)
		day = b->date;
	else if (strcmp(path, "page.facts_until") == 0)
		day = bind_facts_until(b);
	else
		bind_raise(L, "{%s}: of the document itself, a text can say {page.compiled_on} and {page.facts_until}", path);
	add(b, out, BIND_P_TEXT)->text = day != NULL ? bind_unbroken(b, bind_fmt(b, "date", day, how)) : bind_wording(b, "source.no-date");
	return true;
}

/* {row-id.column:rests} was not found in the dataset, and a path of the template begins with what it hands over */
static void check_citation(lua_State *L, const char *path, struct bind_env env, const char *where)
{
	struct bind *b = bind_of(L);
	const char *dot = strchr(path, '.'), *key = dot != NULL ? arena_strndup(b->arena, path, (size_t)(dot - path)) : path;
	struct data_value v;
	struct err e = {0};

	if (!b->evidence || dot == NULL || (env.first != 0 && has(L, env.first, key)) || (env.second != 0 && has(L, env.second, key)))
		return;
	data_cell(b->data, key, dot + 1, b->arena, &v, &e);
	bind_raise(L, "%s{%s:rests}: a citation that does not resolve: %s%s", in(b, where), path, e.set ? e.msg : "its row is not there",
	    data_level(b->data) == DATA_UNLEVELLED ? "" : arena_printf(b->arena, " at level '%s'", data_level_name(b->level)));
}

static void resolve_place(lua_State *L, const struct bind_content *c, const struct bind_event *ev, struct bind_env env,
    struct bind_pieces *out, int depth)
{
	struct bind_content *inner;
	struct bind_piece **from = out->end;

	if (limit_time_over())                   /* texts that hold each other many times are many more texts */
		bind_raise_time(L);
	if (depth > DEPTH_MAX)
		bind_raise(L, "%s{%s}: texts that hold each other: take one placeholder out", in(bind_of(L), c->name), ev->text);
	if (str_eq(ev->how, "page") && ev->value == NULL) {      /* of a block with that name */
		add(bind_of(L), out, BIND_P_PAGE)->text = ev->text;
		return;
	}
	if (ev->value == NULL && add_page_fact(L, ev->text, ev->how, env, out))
		return;
	if (ev->value == NULL && str_eq(ev->how, "rests"))
		check_citation(L, ev->text, env, c->name);
	if (ev->value != NULL)
		bind_push_value(L, ev->value);
	else
		bind_path(L, ev->text, env, c->name);
	inner = bind_to_text(L, -1);
	if (inner != NULL) {
		lua_pop(L, 1);
		resolve_one(L, inner, env, "a text within a sentence", out, depth + 1);
	} else {
		add_value(L, bind_fact(L, ev->text, c->name), (struct bind_spot){ev->text, ev->how, c->name}, env, out, depth);
	}
	if (str_eq(ev->how, "unmarked"))
		unmark(*from);
}

static void resolve(lua_State *L, const struct bind_content *c, size_t from, size_t to, struct bind_env env, struct bind_pieces *out, int depth)
{
	struct bind *b = bind_of(L);
	struct bind_piece *p, **before;
	bool nothing = false;            /* an adverb that there is none of: only one of the blanks around it prints */

	for (size_t i = from; i < to; i++) {
		const struct bind_event *ev = &c->events[i];
		switch (ev->kind) {
		case BIND_TEXT:
			p = add(b, out, BIND_P_TEXT);
			p->text = nothing && *ev->text == ' ' ? ev->text + 1 : ev->text;
			p->from = c->fact ? NULL : c;
			nothing = false;
			break;
		case BIND_BREAK: add(b, out, BIND_P_BREAK); break;
		case BIND_PLACE:
			before = out->end;
			resolve_place(L, c, ev, env, out, depth);
			nothing = str_eq(ev->how, "verb") && *before != NULL && *(*before)->text == '\0';
			break;
		case BIND_EM:
		case BIND_STRONG:
		case BIND_LINK:
			p = add(b, out, BIND_P_OPEN);
			p->span = ev->kind;
			p->url = ev->text;
			break;
		case BIND_EM_END: add(b, out, BIND_P_CLOSE)->span = BIND_EM; break;
		case BIND_STRONG_END: add(b, out, BIND_P_CLOSE)->span = BIND_STRONG; break;
		case BIND_LINK_END: add(b, out, BIND_P_CLOSE)->span = BIND_LINK; break;
		default: break;
		}
	}
}

void bind_resolve(lua_State *L, const struct bind_content *c, size_t from, size_t to, struct bind_env env, struct bind_pieces *out)
{
	*out = (struct bind_pieces){0};
	out->end = &out->first;
	resolve(L, c, from, to, env, out, 0);
	bind_check_typed(L, out);
}

void bind_resolve_inline(lua_State *L, const struct bind_content *c, struct bind_env env, const char *what, struct bind_pieces *out)
{
	*out = (struct bind_pieces){0};
	out->end = &out->first;
	resolve_one(L, c, env, what, out, 0);
	bind_check_typed(L, out);
}

static const char *plain(const struct bind_piece *p)
{
	return p->kind == BIND_P_BREAK ? " " : p->text != NULL && p->kind != BIND_P_OPEN && p->kind != BIND_P_PAGE ? p->text : "";
}

const char *bind_plain(struct bind *b, const struct bind_pieces *p)
{
	size_t bytes = 1, len;
	char *s, *end;

	for (const struct bind_piece *q = p->first; q != NULL; q = q->next)
		bytes += strlen(plain(q));
	s = end = arena_alloc(b->arena, bytes);
	for (const struct bind_piece *q = p->first; q != NULL; q = q->next, end += len) {
		len = strlen(plain(q));
		memcpy(end, plain(q), len);
	}
	*end = '\0';
	return s;
}

/* ---- content arguments */
static struct bind_content *content_of_value(struct bind *b, struct bind_value *v)
{
	struct bind_content *c = arena_alloc(b->arena, sizeof *c);

	c->n = 3;
	c->events = arena_alloc(b->arena, c->n * sizeof *c->events);
	c->events[0].kind = BIND_PARA;
	c->events[1] = (struct bind_event){.kind = BIND_PLACE, .text = v->name, .value = v};
	c->events[2].kind = BIND_PARA_END;
	return c;
}

void bind_format(lua_State *L, struct bind_content *c, const char *how, const char *place)
{
	if (how == NULL)
		return;
	if (c->name != NULL || c->n != 3 || c->events[1].kind != BIND_PLACE || c->events[1].value == NULL)
		bind_raise(L, "%s: it is for a value: in wording write {path:%s}", place, how);
	c->events[1].how = arena_strdup(bind_of(L)->arena, how);
}

struct bind_content *bind_check_content(lua_State *L, int index, const char *place)
{
	struct bind *b = bind_of(L);
	struct bind_content *c = bind_to_text(L, index);
	struct bind_value *v = bind_to_value(L, index);
	struct err e = {0};
	const char *s;
	size_t n;

	if (c != NULL)
		return c;
	if (v != NULL)
		return content_of_value(b, v);
	if (lua_type(L, index) != LUA_TSTRING && lua_type(L, index) != LUA_TNUMBER)
		bind_wrong(L, index, place, b->evidence ? "a text (data.texts) or a value" : "a string, a value or a text (data.texts)");
	if (b->evidence)
		bind_raise(L, "%s: literal wording: sentences stand in table 'text', by key (data.texts), and facts in their {placeholders}; see 'attest help wording'", place);
	lua_pushvalue(L, index);             /* lua_tolstring would change a number in place */
	s = lua_tolstring(L, -1, &n);
	c = bind_markdown(b, NULL, s, n, &e);
	if (c == NULL)
		bind_raise_err(L, &e);
	lua_pop(L, 1);
	return c;
}
