/* voices.c: calls of doc for what is no fact: what the document says of itself, what the team thinks, what it asks for; and comparisons,
 * which must be certain.
 *
 *   doc:note         P, or Div > blocks       no mark needed
 *   doc:opinion      Div > P (label), P...    no mark needed; the words "Our view" stand above
 *   doc:ask          Div > P...               no mark needed
 *
 * The rules that a unit has to keep look for the roles of these boxes on the way up (unit.c). */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

/* ---- boxes */
struct voice { const char *what, *style, *text, *label; enum layout_role role; };

/* blocks that a function adds; false: the argument is content */
static bool add_filled(lua_State *L, enum layout_role role, const struct bind_options *o)
{
	struct bind *b = bind_of(L);
	int32_t node;

	if (!lua_isfunction(L, 2))
		return false;
	node = bind_add_option_block(L, role, LAYOUT_FLOW, o);
	bind_fill_flow(L, node, 2);
	b->at = b->flow;
	return true;
}

/*** doc:note(content, env, options)
 * What the document says of itself: what it is, who may hold it, how it was made, what a sign on it means. It needs no source mark where
 * evidence = "strict"; values in it bring their marks, and what may not be typed elsewhere may not be typed here.
 * @param content content|fun(): see 'attest help content'; or a function that adds blocks, a list for example
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none ('attest help options')
 * @param options.style style: see 'attest help theme'; default "note", of a function none
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise whatever content and fill raise
 * @usage doc:note("Ask before you pet.")
 * @usage [claims] doc:note(d.t["kind"]) */
int l_doc_note(lua_State *L)
{
	struct bind_content *c;
	struct bind_env env;
	struct bind_options o;

	bind_check_doc(L, "doc:note");
	o = bind_check_options(L, 4, "doc:note", lua_isfunction(L, 2) ? NULL : "note", NULL, 0);
	if (add_filled(L, LAYOUT_ABOUT, &o))
		return 0;
	c = bind_check_content(L, 2, "doc:note: argument 1 'content'");
	env = bind_check_env_argument(L, 3, "doc:note", NULL, 0);
	o.unit = BIND_UNIT_LABEL;
	bind_add_content(L, c, env, o, "doc:note");
	return 0;
}

/* another style may be named, as long as it is one of these boxes': what is no fact has to look so */
static struct bind_options voice_options(lua_State *L, const struct voice *v)
{
	struct bind_options o = bind_check_options(L, 4, v->what, v->style, NULL, 0);
	const char *begin = v->role == LAYOUT_ASK ? "ask" : "opinion";

	if (!str_starts(o.style->name, begin))
		bind_raise(L, "%s: the style '%s' would let it look like facts: take one whose name begins with '%s'", v->what, o.style->name, begin);
	return o;
}

static int add_voice(lua_State *L, const struct voice *v)
{
	struct bind *b = bind_check_doc(L, v->what);
	bool fills = lua_isfunction(L, 2);
	struct bind_content *c = fills ? NULL : bind_check_content(L, 2, arena_printf(b->arena, "%s: argument 1 'content'", v->what));
	struct bind_env env = bind_check_env_argument(L, 3, v->what, NULL, 0);
	struct bind_options o = voice_options(L, v);
	int32_t outer = b->at, node = bind_add_option_block(L, v->role, LAYOUT_FLOW, &o);

	layout_node(b->doc, node)->dropped = true;       /* until it is complete */
	b->at = node;
	if (v->label != NULL)
		bind_add_paragraph(L, LAYOUT_P, bind_wording_content(L, v->label), (struct bind_env){0},
		    (struct bind_options){.style = bind_style(L, "opinion-label")}, v->what);
	if (fills)
		bind_fill_flow(L, node, 2);
	else
		bind_add_content(L, c, env, (struct bind_options){.style = bind_style(L, v->text)}, v->what);
	layout_node(b->doc, node)->dropped = false;
	b->at = outer;
	return 0;
}

/*** doc:opinion(content, env, options)
 * What the team thinks, which nobody has to have reported: it needs no source mark where evidence = "strict", and looks different: set in,
 * between rules, in italics, below the wording 'opinion.label' ("Our view"). Values in it bring their marks, also those that rest on opinion
 * or prediction alone; digits and names typed into it are refused as anywhere.
 * @param content content|fun(): the opinion, or a function that adds blocks
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none ('attest help options')
 * @param options.style style: one whose name begins with "opinion"; default "opinion"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise another style; whatever content and fill raise
 * @usage doc:opinion("Cats deserve better.")
 * @usage [claims] doc:opinion(d.t["masthead"]) */
int l_doc_opinion(lua_State *L)
{
	return add_voice(L, &(struct voice){"doc:opinion", "opinion", "opinion-text", "opinion.label", LAYOUT_OPINION});
}

/*** doc:ask(content, env, options)
 * What somebody is asked to do: no fact, so it needs no source mark where evidence = "strict", and looks different: below a heavy rule in red,
 * in bold. Values in it bring their marks: {ask.support:rests} those of the rows that justify it. parts.ask sets verb, request and
 * addressee side by side.
 * @param content content|fun(): the request, or a function that adds blocks
 * @param env env: where {path} placeholders look; default none
 * @param options table: default none ('attest help options')
 * @param options.style style: one whose name begins with "ask"; default "ask-box"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise another style; whatever content and fill raise
 * @usage doc:ask("Feed {oldest.name} first.", d)
 * @usage [claims] doc:ask(d.t["masthead"]) */
int l_doc_ask(lua_State *L)
{
	return add_voice(L, &(struct voice){"doc:ask", "ask-box", "ask-text", NULL, LAYOUT_ASK});
}

/* ---- comparisons */
static struct bind_value *date_given(lua_State *L, const char *key)
{
	const char *place = arena_printf(bind_of(L)->arena, "doc:comparison: '%s'", key);
	struct bind_value *v;

	lua_getfield(L, 2, key);
	v = bind_to_value(L, -1);
	if (v == NULL || v->v.format != DATA_EDTF)
		bind_wrong(L, -1, place, "a date of the dataset, such as d.act.start_e");
	bind_check_fact(L, v, key, "doc:comparison");
	lua_pop(L, 1);
	return v;
}

/*** doc:comparison(description)
 * Sets what happened beside a commitment: a treaty, a dialogue, a promise. Who reads it takes the commitment for the older one, so its date
 * must be certainly earlier than that of the event, whatever days both can mean ("2021-02" is not certainly earlier than "2021-02-09"): else
 * the run stops. Prints a paragraph that ends with the sources of both dates. Where a paragraph or row binds a row of table 'commitment'
 * beside an event, an act or a detention, the same is asked of it without this call.
 * @param description table: of these keys
 * @param description.commitment value: the date from which it bound
 * @param description.event value: the date of what happened
 * @param description.text content: one paragraph
 * @param description.env env: where {path} placeholders look; default none
 * @param description.style style: see 'attest help theme'; default "body"
 * @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
 * @return nothing
 * @raise a commitment that is not certainly earlier; whatever content raises
 * @usage [claims] doc:comparison { commitment = d.acts[1].start_e, event = d.acts[3].start_e, text = d.t["timeline.heading"] } */
int l_doc_comparison(lua_State *L)
{
	static const char *const known[] = {"commitment", "event", "text", "env"};
	struct bind_value *commitment, *event;
	struct bind_content *c;
	struct bind_options o;
	struct bind_env env;

	bind_check_doc(L, "doc:comparison");
	bind_table(L, 2, "doc:comparison: argument 1 'description'", "a table such as { commitment = d.i.date_e, event = d.act.start_e, text = ... }");
	o = bind_check_options(L, 2, "doc:comparison", "body", known, COUNT_OF(known));
	commitment = date_given(L, "commitment");
	event = date_given(L, "event");
	if (!data_certainly_before(bind_of(L)->data, commitment->v.text, event->v.text))
		bind_raise(L, "doc:comparison: the commitment (%s) is not certainly earlier than the event (%s): take the comparison out "
		    "('attest help evidence')", commitment->v.text, event->v.text);
	lua_getfield(L, 2, "env");
	env = bind_check_env(L, -1, "doc:comparison: 'env'");
	lua_getfield(L, 2, "text");
	c = bind_check_content(L, -1, "doc:comparison: 'text'");
	o.rests[0] = commitment;
	o.rests[1] = event;
	bind_add_content(L, c, env, o, "doc:comparison");
	return 0;
}
