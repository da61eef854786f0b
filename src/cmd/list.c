/* list.c: attest list, the reports inside. */
#include "cmd/cmd.h"
#include "host/host.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define PREFIX "reports/"
#define MEMORY (64u << 20)           /* [bytes] a report may need to say what it is */

static void print_param(const struct host_param *p)
{
	printf("    -p %s=%s  %s%s", p->name, p->type, p->help ? p->help : "", p->help ? "; " : "");
	if (p->default_text == NULL)
		puts("required");
	else
		printf("default: %s\n", *p->default_text ? p->default_text : "empty");
}

static void print_report(const struct host_report *r, struct arena *a)
{
	printf("%s  %s\n", r->id, r->title);
	if (r->help != NULL)
		printf("    %s\n", r->help);
	fputs("    level ", stdout);
	for (size_t i = 0; i < r->n_levels; i++)
		printf("%s%s", i > 0 ? " or " : "", data_level_name(r->levels[i]));
	if (r->page_budget > 0)
		printf("; at most %s", cmd_count_words(a, (unsigned)r->page_budget, "page", "pages"));
	puts(r->evidence ? "; each statement with its sources" : "; not sourced");
	for (size_t i = 0; i < r->n_params; i++)
		print_param(&r->params[i]);
}

static void add_param(yyjson_mut_doc *d, yyjson_mut_val *list, const struct host_param *p)
{
	yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, list);

	yyjson_mut_obj_add_strcpy(d, o, "name", p->name);
	yyjson_mut_obj_add_strcpy(d, o, "type", p->type);
	if (p->default_text != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "default", p->default_text);
	if (p->help != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "help", p->help);
}

static void add_report(yyjson_mut_doc *d, const struct host_report *r)
{
	yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, yyjson_mut_doc_get_root(d)), *list;

	yyjson_mut_obj_add_strcpy(d, o, "id", r->id);
	yyjson_mut_obj_add_strcpy(d, o, "title", r->title);
	if (r->help != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "help", r->help);
	list = yyjson_mut_obj_add_arr(d, o, "levels");
	for (size_t i = 0; i < r->n_levels; i++)
		yyjson_mut_arr_add_str(d, list, data_level_name(r->levels[i]));
	if (r->page_budget > 0)
		yyjson_mut_obj_add_int(d, o, "pages", r->page_budget);
	yyjson_mut_obj_add_str(d, o, "evidence", r->evidence ? "claims" : "none");
	list = yyjson_mut_obj_add_arr(d, o, "params");
	for (size_t i = 0; i < r->n_params; i++)
		add_param(d, list, &r->params[i]);
}

/* one report, to standard output or into json when that is given */
static bool one(struct cmd_call *c, const char *name, yyjson_mut_doc *json, struct err *e)
{
	struct host *h = host_new(c->image, MEMORY, e);
	bool ok = h != NULL && host_find(h, name, e) && host_read(h, e) && host_load(h, e);

	if (ok && json != NULL)
		add_report(json, host_report(h));
	else if (ok)
		print_report(host_report(h), c->arena);
	else
		err_context(e, "report '%s'", name);
	host_drop(h);
	return ok;
}

static bool print_json(yyjson_mut_doc *json)
{
	char *text = yyjson_mut_write(json, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);

	puts(text != NULL ? text : "[]");
	free(text);
	return text != NULL;
}

static bool all(struct cmd_call *c, yyjson_mut_doc *json, struct err *e)
{
	size_t n;
	const struct data_asset_info *list = data_asset_list(c->image, PREFIX, c->arena, &n);

	for (size_t i = 0; i < n; i++) {
		const char *base = list[i].name + strlen(PREFIX);
		/* what lies deeper are modules of reports */
		if (!str_ends(base, ".lua") || strchr(base, '/') != NULL)
			continue;
		if (!one(c, arena_strndup(c->arena, base, strlen(base) - strlen(".lua")), json, e))
			return false;
	}
	return json == NULL || print_json(json);
}

static bool list_reports(struct cmd_call *c, struct err *e)
{
	yyjson_mut_doc *json = NULL;
	bool ok;

	if (cmd_flag(c, "--json")) {
		json = yyjson_mut_doc_new(NULL);
		yyjson_mut_doc_set_root(json, yyjson_mut_arr(json));
	}
	ok = all(c, json, e);
	yyjson_mut_doc_free(json);
	return ok;
}

static const struct cmd_option options[] = {
	{"--json", NULL, CMD_FLAG, "as JSON, for programs", NULL, false, false},
};

const struct cmd cmd_list = {
	.name = "list", .args = "", .options = options, .n_options = COUNT_OF(options), .run = list_reports,
	.help = "the reports inside, with levels and parameters",
};
