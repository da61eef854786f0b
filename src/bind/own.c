/* own.c: data.org() and data.meeting(): what the organisation says of itself and of its meeting, as values that may be printed.
 *
 *   struct data_own ── fields ──> values of a read-only table      own words: no claim stands for them, and none has to
 *                   └─ asks ────> rows, as data.rows gives them    the ask's text carries the sources of the rows in rests_on
 *
 * The dataset's rules hold for everything else, so a value says of itself that it is the organisation's own. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

#define OWN "own"                    /* key of the metatable: the object, as light userdata, which no script can make */

/*** topic organisation: --org and --meeting: who hands the document over, to whom, and what is asked
 * The dataset invents no organisation, no contact and no meeting. A team writes them in two JSON files of its own, 'attest run NAME --org
 * org.json --meeting meeting.json'; without them a report prints a marked blank (doc:blank). A run warns where its report asks for neither.
 * What stands in the files is plain text: no CommonMark, no {placeholders}, each one line of at most 300 characters (the text of an ask may
 * be longer). They are UTF-8, of at most 1 MiB. An unknown key, one that stands twice and a wrong type are errors that name file and key.
 * org.json: "name" is needed, all others may be left out.
 *   {
 *     "name": "Example Organisation",
 *     "contact": ["Advocacy desk", "+00 000 00 00 00 (Signal preferred)", "desk@example.org"],
 *     "register_id": "000000000000-00",
 *     "corrections": "corrections@example.org",
 *     "url": "https://example.org/"
 *   }
 * contact: one to three lines, printed as they are. register_id: of the EU Transparency Register, digits, a hyphen and two digits.
 * corrections: where a reader reports a mistake; it stands at the foot of each page. url begins with https://.
 * meeting.json: every key may be left out.
 *   {
 *     "place": "Brussels",
 *     "date": "2026-03-17",
 *     "addressee": "Example Committee",
 *     "reference": "EX-2026-01",
 *     "asks": [
 *       {
 *         "verb": "raise",
 *         "addressee": "Example Committee",
 *         "text": "the cases in this document, by name.",
 *         "occasion": "at its next sitting",
 *         "deadline": "2026-04-30",
 *         "rests_on": ["e-campaign", "hrd-12"]
 *       }
 *     ]
 *   }
 * date and deadline are days, YYYY-MM-DD. Of an ask verb, addressee, text and rests_on are needed. verb: raise, table, co-sign, write,
 * observe, visit, list, submit, request, publish, fund, meet or condition. rests_on: ids of the rows of the dataset that justify the ask,
 * each there at the level of the run ('attest query "select id, title from event"' finds ids).
 * In report.load, data.org() and data.meeting() give nil, or a read-only table: org.name is a value, org.contact an array of values,
 * meeting.asks an array of rows with the columns verb, addressee, text, occasion, deadline and support. What was left out is nil. The values
 * are the organisation's own words, so they are printed without a mark where evidence = "strict" too. The marks of the rows in rests_on
 * print with ask.text, or with {ask.support:rests}; support is the number of these rows.
 * @usage [claims]
 *   local report = { id = "requests", title = "Requests", api = 1, levels = { "meeting" }, evidence = "strict" }
 *   function report.load(data)
 *     return { org = data.org(), meeting = data.meeting() or {}, t = data.texts("brief."), verbs = data.texts("code.verb.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     if d.org then
 *       doc:paragraph(d.org.name)
 *     end
 *     for _, line in ipairs(d.org and d.org.contact or {}) do
 *       doc:paragraph(line, nil, { style = "note" })
 *     end
 *     if not (d.org and d.org.contact) then
 *       doc:blank(d.t["contact.blank"])
 *     end
 *     for _, ask in ipairs(d.meeting.asks or {}) do
 *       doc:heading(1, d.verbs[ask.verb.value])
 *       doc:paragraph(ask.addressee)
 *       doc:paragraph(ask.text)
 *     end
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

/* ---- values */
static struct bind_value own_value(const char *name, const char *text, enum data_format format)
{
	struct bind_value v = {.name = name, .own = true, .known = true};

	v.v.kind = text != NULL ? DATA_TEXT : DATA_NULL;
	v.v.text = text;
	v.v.format = format;
	return v;
}

static void push_own_value(lua_State *L, const char *name, const char *text, enum data_format format)
{
	struct bind_value *v = arena_alloc(bind_of(L)->arena, sizeof *v);

	*v = own_value(name, text, format);
	bind_push_value(L, v);
}

static void push_lines(lua_State *L, const struct data_own_field *f)
{
	lua_createtable(L, (int)f->n_items, 0);
	for (size_t i = 0; i < f->n_items; i++) {
		push_own_value(L, f->key, f->items[i], DATA_PLAIN);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* ---- asks */
static const char *column_name(const struct data_own_field *f) { return f->n_items > 0 ? "support" : f->key; }

static struct bind_columns *columns_of(struct bind *b, const struct data_own *ask)
{
	struct bind_columns *c = arena_alloc(b->arena, sizeof *c);

	c->of = "meeting.asks";
	c->n = ask->n;
	c->names = arena_alloc(b->arena, c->n * sizeof *c->names);
	for (size_t i = 0; i < c->n; i++)
		c->names[i] = column_name(&ask->fields[i]);
	return c;
}

/* the number of the rows, which obeys the rules for counts where it is printed */
static struct bind_value support_of(struct bind *b, const struct data_own_field *f)
{
	struct bind_value v = {.name = column_name(f)};

	v.v.kind = DATA_INT;
	v.v.i = (long long)f->n_items;
	v.v.text = arena_printf(b->arena, "%zu", f->n_items);
	v.v.cites = f->items;
	v.v.n_cites = f->n_items;
	return v;
}

/* The text of an ask counts nothing: it needs no sentence on a ruling, and its rows may be of several tables. Verb, addressee and dates cite
 * the same rows, but a mark behind each would say nothing more. */
static void rest_on(struct bind_value *v, const struct bind_value *support)
{
	v->v.cites = support->v.cites;
	v->v.n_cites = support->v.n_cites;
	if (strcmp(v->name, "text") != 0)
		return;
	v->evidence = support->evidence;
	v->evidence.uneven = NULL;
	v->evidence.n_rulings = 0;
}

static struct bind_row *row_of(lua_State *L, const struct data_own *ask, const struct bind_columns *columns, size_t number)
{
	struct bind *b = bind_of(L);
	struct bind_row *row = arena_alloc(b->arena, sizeof *row);
	struct bind_value *support;

	row->columns = columns;
	row->values = arena_alloc(b->arena, columns->n * sizeof *row->values);
	for (size_t i = 0; i < ask->n; i++) {
		const struct data_own_field *f = &ask->fields[i];
		row->values[i] = f->n_items > 0 ? support_of(b, f) : own_value(f->key, f->text, f->format);
	}
	support = bind_row_at(row, "support");
	if (b->evidence && bind_evidence(L, support)->n_sources == 0)
		bind_raise(L, "%s: ask %zu: 'rests_on': no claim with a source stands for these rows: name what the articles or instruments say",
		    b->meeting->file, number);
	for (size_t i = 0; i < columns->n; i++)
		if (&row->values[i] != support)
			rest_on(&row->values[i], support);
	return row;
}

static void push_asks(lua_State *L, const struct data_own_field *f)
{
	const struct bind_columns *columns = f->n_rows > 0 ? columns_of(bind_of(L), &f->rows[0]) : NULL;

	lua_createtable(L, (int)f->n_rows, 0);
	for (size_t i = 0; i < f->n_rows; i++) {
		if (limit_time_over())
			bind_raise_time(L);
		bind_push_row(L, row_of(L, &f->rows[i], columns, i + 1));
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* ---- the table */
/* upvalues: the table behind, what it is called, the object. What the file may have and has not is nil; anything else is a slip. */
static int l_own_index(lua_State *L)
{
	struct bind *b = bind_of(L);
	const struct data_own *o = lua_touserdata(L, lua_upvalueindex(3));
	const char *what = lua_tostring(L, lua_upvalueindex(2)), *key, **names;
	const struct data_own_field *f;

	lua_pushvalue(L, 2);
	if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL || lua_type(L, 2) != LUA_TSTRING)
		return 1;
	key = lua_tostring(L, 2);
	f = data_own_field(o, key);
	if (f != NULL) {
		b->null = (struct bind_null){.column = f->key, .of = what, .own = true, .line = bind_line(L)};
		return 1;
	}
	names = arena_alloc(b->arena, o->n * sizeof *names);
	for (size_t i = 0; i < o->n; i++)
		names[i] = o->fields[i].key;
	bind_raise(L, "%s has no '%s'%s; it has %s", what, key, bind_suggest(b, key, names, o->n), bind_join(b, names, o->n));
}

bool bind_own_knows(lua_State *L, int index, const char *key)
{
	bool known;

	if (luaL_getmetafield(L, index, OWN) == LUA_TNIL)
		return false;
	known = lua_islightuserdata(L, -1) && data_own_field(lua_touserdata(L, -1), key) != NULL;
	lua_pop(L, 1);
	return known;
}

void bind_push_own(lua_State *L, const struct data_own *o, const char *what)
{
	int table;

	if (o == NULL) {
		lua_pushnil(L);
		return;
	}
	lua_newtable(L);
	table = lua_gettop(L);
	for (size_t i = 0; i < o->n; i++) {
		const struct data_own_field *f = &o->fields[i];
		if (!f->given)
			continue;
		if (f->text != NULL)
			push_own_value(L, f->key, f->text, f->format);
		else if (f->n_items > 0)
			push_lines(L, f);
		else
			push_asks(L, f);
		lua_setfield(L, table, f->key);
	}
	lua_pushvalue(L, table);             /* the view takes the place of the copy */
	bind_readonly(L, what);
	lua_getmetatable(L, -1);
	lua_pushvalue(L, table);
	lua_pushstring(L, what);
	lua_pushlightuserdata(L, (void *)(uintptr_t)o);
	lua_pushcclosure(L, l_own_index, 3);
	lua_setfield(L, -2, "__index");
	lua_pushlightuserdata(L, (void *)(uintptr_t)o);
	lua_setfield(L, -2, OWN);
	lua_pop(L, 1);
	lua_remove(L, table);
}
