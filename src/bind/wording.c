/* wording.c: fixed wording that the engine itself prints, by key.
 *
 * The dataset's table 'text' comes first (its editors own the wording); a dataset without it is served by scripts/language/LANG.lua. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"

/*** topic wording: where wording comes from, and how to add one's own
 * Wording is data: rows of table 'text', by key and language. data.texts("visit.") gives those whose keys begin so, d.t["heading"] is then
 * the one with the key visit.heading. Fixed wording of the engine (page.of, table.empty, blank, ...) is looked up there too, and for
 * datasets without it in scripts/language/en.lua.
 * A code prints in words by {path:label}: status held_past is the text with the key code.status.held_past, of its own column's name,
 * and without one the label of table 'vocabulary', which has all codes of the schema in English. It keeps the sources of the value; a text joined in a query would have none, and is refused where evidence = "strict".
 * Where evidence = "strict", digits, number words and names of people and places come from {placeholders} alone: typed into a text, they
 * stop the run ('attest help evidence').
 * To add some: take the dataset out as CSV ('attest help own-data'), add rows to text.csv (id,key,lang,body,status,level, as
 * text-visit-heading,visit.heading,en,Our visit,source,public), run with --data FOLDER, at the end 'attest pack --data FOLDER -o FILE'.
 * A dataset of one's own without claims needs none of this: evidence = "none" prints strings. */

static const char sql[] = "select id, key, body from text where lang = :lang and key = :key";

/* Foreign tables that happen to be called 'text' are not ours: only a dataset with a schema version is asked. */
static const char *of_dataset(struct bind *b, const char *key)
{
	struct err none = {0};
	struct data_stmt *s;
	const char *body = NULL;

	if (!data_has_table(b->data, "meta") || !data_has_table(b->data, "text") || data_meta(b->data, "schema-version") == NULL)
		return NULL;
	s = data_prepare(b->data, sql, true, &none);
	if (s != NULL && data_bind_text(s, "lang", b->lang, &none) && data_bind_text(s, "key", key, &none) && data_step(s, &none) > 0 &&
	    data_column(s, 2)->text != NULL)
		body = arena_strdup(b->keep, data_column(s, 2)->text);
	data_stmt_drop(s);
	return body;
}

static const char *of_language(struct bind *b, const char *key)
{
	lua_State *L = b->L;
	const char *s = NULL;
	int top = lua_gettop(L);

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->language);
	if (lua_getfield(L, -1, "wording") == LUA_TTABLE && lua_getfield(L, -1, key) == LUA_TSTRING)
		s = arena_strdup(b->keep, lua_tostring(L, -1));
	lua_settop(L, top);
	return s;
}

/* Every layout pass asks for the same few keys, and a query is compiled for each that is new. A dataset could make up any number of them
 * ("grade.%s"): what is beyond the first WORDED_MAX is looked up each time. */
struct bind_worded {
	struct bind_worded *next;
	const char *key, *body;      /* body NULL: there is none */
};
#define WORDED_MAX 200

const char *bind_wording(struct bind *b, const char *key)
{
	struct bind_worded *w;
	const char *body;

	for (w = b->worded; w != NULL; w = w->next)
		if (strcmp(w->key, key) == 0)
			return w->body;
	body = of_dataset(b, key);
	if (body != NULL)
		bind_check_typed_string(b->L, arena_printf(b->arena, "text '%s'", key), body, true);
	if (body == NULL && (body = of_language(b, key)) != NULL)
		bind_check_typed_string(b->L, arena_printf(b->arena, "scripts/language/%s.lua: wording '%s'", b->lang, key), body, true);
	if (b->n_worded < WORDED_MAX) {
		b->n_worded++;
		w = arena_alloc(b->keep, sizeof *w);
		*w = (struct bind_worded){b->worded, arena_strdup(b->keep, key), body};
		b->worded = w;
	}
	return body;
}

struct bind_content *bind_content_of(lua_State *L, const char *key, const char *s)
{
	struct bind *b = bind_of(L);
	struct err e = {0};
	struct bind_content *c;

	if (s == NULL)
		bind_raise(L, "no wording '%s' in table 'text' or scripts/language/%s.lua: add it", key, b->lang);
	c = bind_markdown(b, arena_printf(b->arena, "text '%s'", key), s, strlen(s), &e);
	if (c == NULL)
		bind_raise_err(L, &e);
	return c;
}

struct bind_content *bind_wording_content(lua_State *L, const char *key) { return bind_content_of(L, key, bind_wording(bind_of(L), key)); }

/* plain text: the value prints as one, and is never cut */
static const char *plain_words(lua_State *L, const char *key)
{
	struct bind_pieces p;

	bind_resolve_inline(L, bind_wording_content(L, key), (struct bind_env){0}, "the wording of a code", &p);
	return bind_plain(bind_of(L), &p);
}

/* the label of table 'vocabulary', which is English */
static const char *of_vocabulary(struct bind *b, const struct bind_value *v)
{
	struct err none = {0};
	struct data_stmt *s;
	const char *label = NULL;

	if (v->v.table == NULL || !str_starts(b->lang, "en") || !data_has_table(b->data, "vocabulary"))
		return NULL;
	s = data_prepare(b->data, "select id, label from vocabulary where voc = :voc and code = :code", true, &none);
	if (s != NULL && data_bind_text(s, "voc", arena_printf(b->arena, "%s.%s", v->v.table, v->v.column), &none) &&
	    data_bind_text(s, "code", v->v.text, &none) && data_step(s, &none) > 0 && data_column(s, 1)->text != NULL)
		label = arena_strdup(b->keep, data_column(s, 1)->text);
	data_stmt_drop(s);
	if (label != NULL)
		bind_check_typed_string(b->L, arena_printf(b->arena, "table 'vocabulary': label of '%s'", v->v.text), label, true);
	return label;
}

/* A long table asks for the same few again and again. Two tables may have a column of one name, with other words for a code. */
const char *bind_code_words(lua_State *L, const struct bind_value *v, const char **key)
{
	struct bind *b = bind_of(L);
	const char *words, *own;

	*key = arena_printf(b->arena, "code.%s.%s", v->v.column != NULL ? v->v.column : v->name, v->v.text);
	own = arena_printf(b->arena, "%s.%s", v->v.table != NULL ? v->v.table : "", *key);
	for (size_t i = 0; i < b->n_codes; i++)
		if (strcmp(b->codes[i].key, own) == 0)
			return b->codes[i].words;
	words = bind_wording(b, *key) != NULL ? arena_strdup(b->keep, plain_words(L, *key)) : of_vocabulary(b, v);
	if (words == NULL)
		return NULL;
	b->codes = grow_array(b->codes, &b->cap_codes, b->n_codes + 1, sizeof *b->codes);
	b->codes[b->n_codes++] = (struct bind_code){arena_strdup(b->keep, own), words};
	return words;
}

/* the value of the placeholder from s to end, "{" and "}" included; NULL for none */
static const char *filling(const struct bind_filling *f, size_t n, const char *s, const char *end)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].name == NULL || (strlen(f[i].name) == (size_t)(end - s - 1) && str_starts(s + 1, f[i].name)))
			return f[i].value;
	return NULL;
}

const char *bind_fill(struct bind *b, const char *wording, const struct bind_filling *f, size_t n)
{
	struct buf out = {0};
	const char *s;

	for (s = wording; *s != '\0'; s++) {
		const char *end = *s == '{' ? strchr(s, '}') : NULL, *value = end != NULL ? filling(f, n, s, end) : NULL;
		if (value == NULL) {
			buf_putc(&out, *s);
			continue;
		}
		buf_puts(&out, value);
		s = end;
	}
	s = arena_strndup(b->arena, out.p != NULL ? out.p : "", out.len);
	buf_drop(&out);
	return s;
}

const char *bind_fmt(struct bind *b, const char *function, const char *value, const char *how)
{
	lua_State *L = b->L;
	const char *s;

	lua_rawgeti(L, LUA_REGISTRYINDEX, b->fmt);
	lua_getfield(L, -1, function);
	lua_pushstring(L, value);
	lua_pushstring(L, how);
	lua_call(L, 2, 1);
	s = arena_strdup(b->arena, bind_string(L, -1, "scripts/fmt.lua: the result"));
	lua_pop(L, 2);
	return s;
}
