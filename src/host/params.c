/* params.c: values of a report's parameters: from -p, else the default; checked by type. */
#include <lauxlib.h>
#include <string.h>

#include "host/state.h"

/*** topic parameters: values that a run gives a report
 * report.params names them; 'attest run NAME -p kind=dog' gives one, 'attest list' shows them. load and render get them as p: p.kind is a
 * string, of type "integer" an integer; an empty default ("") is an empty string of every type. p is read-only, and reading an unknown name
 * raises. Hand them to a query by args, data.rows("of_kind", { kind = p.kind }); never build SQL.
 * A parameter is no fact: it prints as a string only where evidence = "none".
 * @usage
 *   local report = { id = "of-kind", title = "Of a kind", api = 1, levels = { "public" }, evidence = "none" }
 *   report.params = { kind = { type = "text", default = "cat", help = "which pets" } }
 *   report.queries = { of_kind = [[ select name from pet where kind = :kind order by name ]] }
 *   function report.load(data, p)
 *     return { pets = data.rows("of_kind", { kind = p.kind }) }
 *   end
 *   function report.render(doc, d, p)
 *     doc:title("Pets: {kind}", { kind = p.kind })
 *     doc:table { rows = d.pets, columns = { { head = "Name", field = "name" } }, empty = "None." }
 *   end
 *   return report */

static bool check(struct host *h, const struct host_param *p, const char *value, struct err *e)
{
	long long n;
	int y, m, d;

	if (strcmp(p->type, "integer") == 0 && !str_to_int(value, &n))
		return err_set(e, "parameter '%s': '%s' is not a whole number", p->name, value);
	if (strcmp(p->type, "date") == 0 && !date_parse(value, &y, &m, &d))
		return err_set(e, "parameter '%s': '%s' is not a day such as 2021-02-28", p->name, value);
	if (strcmp(p->type, "text") == 0 && !utf8_valid(value, strlen(value), NULL))
		return err_set(e, "parameter '%s': the text is not UTF-8", p->name);
	if (strcmp(p->type, "choice") != 0)
		return true;
	for (size_t i = 0; i < p->n_choices; i++)
		if (strcmp(p->choices[i], value) == 0)
			return true;
	return err_set(e, "parameter '%s': '%s' is none of %s%s", p->name, value, bind_join(h->bind, p->choices, p->n_choices),
	    bind_suggest(h->bind, value, p->choices, p->n_choices));
}

bool host_param_set(struct host *h, const char *name, const char *value, struct err *e)
{
	const struct host_report *r = &h->report;
	const char **names = arena_alloc(h->bind->arena, (r->n_params + 1) * sizeof *names);

	for (size_t i = 0; i < r->n_params; i++) {
		names[i] = r->params[i].name;
		if (strcmp(names[i], name) != 0)
			continue;
		h->given[i] = arena_strdup(h->bind->arena, value);
		return check(h, &r->params[i], value, e);
	}
	if (r->n_params == 0)
		return err_set(e, "no parameter '%s': this report has none", name);
	return err_set(e, "no parameter '%s'%s; this report has %s", name, bind_suggest(h->bind, name, names, r->n_params),
	    bind_join(h->bind, names, r->n_params));
}

void host_params_push(lua_State *L, struct host *h)
{
	lua_newtable(L);
	for (size_t i = 0; i < h->report.n_params; i++) {
		const struct host_param *p = &h->report.params[i];
		const char *value = h->given[i] != NULL ? h->given[i] : p->default_text;
		struct err e = {0};
		long long n;

		if (value == NULL)
			bind_raise(L, "parameter '%s' (%s) is missing: give -p %s=VALUE", p->name, p->help != NULL ? p->help : p->type, p->name);
		/* an empty default says "none" for every type */
		if ((h->given[i] != NULL || *value != '\0') && !check(h, p, value, &e))
			bind_raise_err(L, &e);
		if (strcmp(p->type, "integer") == 0 && str_to_int(value, &n))
			lua_pushinteger(L, n);
		else
			lua_pushstring(L, value);
		lua_setfield(L, -2, p->name);
	}
	bind_readonly(L, "p");
}
