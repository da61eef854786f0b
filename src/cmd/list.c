/* list.c: attest list, the reports inside. The name of a report is that of its file, by which run finds it; pack sees to it that the id is
 * the same. */
#include "cmd/cmd.h"
#include "host/host.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define PREFIX "reports/"

static void print_param(const struct host_param *p)
{
	printf("    -p %s=", p->name);
	for (size_t i = 0; i < p->n_choices; i++)
		printf("%s%s", i > 0 ? "|" : "", p->choices[i]);
	printf("%s  %s%s", p->n_choices == 0 ? p->type : "", p->help ? p->help : "", p->help ? "; " : "");
	if (p->default_text == NULL)
		puts("required");
	else
		printf("default: %s\n", *p->default_text ? p->default_text : "empty");
}

static void print_report(const char *name, const struct host_report *r, struct arena *a)
{
	printf("%s  %s\n", name, r->title);
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

static void add_choices(yyjson_mut_doc *d, yyjson_mut_val *list, const struct host_param *p)
{
	for (size_t i = 0; i < p->n_choices; i++)
		yyjson_mut_arr_add_strcpy(d, list, p->choices[i]);
}

static void add_param(yyjson_mut_doc *d, yyjson_mut_val *list, const struct host_param *p)
{
	yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, list);

	yyjson_mut_obj_add_strcpy(d, o, "name", p->name);
	yyjson_mut_obj_add_strcpy(d, o, "type", p->type);
	yyjson_mut_obj_add_bool(d, o, "required", p->default_text == NULL);
	if (p->default_text != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "default", p->default_text);
	if (p->n_choices > 0)
		add_choices(d, yyjson_mut_obj_add_arr(d, o, "choices"), p);
	if (p->help != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "help", p->help);
}

static void add_report(yyjson_mut_doc *d, yyjson_mut_val *o, const struct host_report *r)
{
	yyjson_mut_val *list;

	yyjson_mut_obj_add_strcpy(d, o, "id", r->id);
	yyjson_mut_obj_add_strcpy(d, o, "title", r->title);
	if (r->help != NULL)
		yyjson_mut_obj_add_strcpy(d, o, "help", r->help);
	yyjson_mut_obj_add_int(d, o, "api", r->api);
	list = yyjson_mut_obj_add_arr(d, o, "levels");
	for (size_t i = 0; i < r->n_levels; i++)
		yyjson_mut_arr_add_str(d, list, data_level_name(r->levels[i]));
	if (r->page_budget > 0)
		yyjson_mut_obj_add_int(d, o, "pages", r->page_budget);
	yyjson_mut_obj_add_str(d, o, "evidence", r->evidence ? "strict" : "none");
	list = yyjson_mut_obj_add_arr(d, o, "params");
	for (size_t i = 0; i < r->n_params; i++)
		add_param(d, list, &r->params[i]);
}

/* One report, to standard output or into json when that is given. A broken one says so in its place: the others are as good as before. */
static void one(struct cmd_call *c, const char *name, yyjson_mut_doc *json)
{
	struct err e = {0};
	struct host *h = cmd_look(c, name, &e);
	yyjson_mut_val *o = NULL;

	if (json != NULL) {
		o = yyjson_mut_arr_add_obj(json, yyjson_mut_doc_get_root(json));
		yyjson_mut_obj_add_strcpy(json, o, "name", name);
		yyjson_mut_obj_add_strcpy(json, o, "file", arena_printf(c->arena, PREFIX "%s.lua", name));
	}
	if (h == NULL && json != NULL)
		yyjson_mut_obj_add_strcpy(json, o, "error", e.msg);
	else if (h == NULL)
		printf("%s  cannot be run: %s\n", name, e.msg);
	else if (json != NULL)
		add_report(json, o, host_report(h));
	else
		print_report(name, host_report(h), c->arena);
	host_drop(h);
}

static bool print_json(yyjson_mut_doc *json)
{
	char *text = yyjson_mut_write(json, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);

	puts(text != NULL ? text : "[]");
	free(text);
	return text != NULL;
}

static bool all(struct cmd_call *c, yyjson_mut_doc *json)
{
	size_t n;
	const struct data_asset_info *list = data_asset_list(c->image, PREFIX, c->arena, &n);

	for (size_t i = 0; i < n; i++) {
		const char *base = list[i].name + strlen(PREFIX);
		/* what lies deeper are modules of reports */
		if (!str_ends(base, ".lua") || strchr(base, '/') != NULL)
			continue;
		one(c, arena_strndup(c->arena, base, strlen(base) - strlen(".lua")), json);
	}
	return json == NULL || print_json(json);
}

static bool work(void *ctx, struct err *e)
{
	struct cmd_call *c = ctx;
	yyjson_mut_doc *json = NULL;
	bool ok;

	if (cmd_flag(c, "--json")) {
		json = yyjson_mut_doc_new(NULL);
		yyjson_mut_doc_set_root(json, yyjson_mut_arr(json));
	}
	(void)e;
	ok = all(c, json);
	yyjson_mut_doc_free(json);
	return ok;
}

static bool list_reports(struct cmd_call *c, struct err *e) { return cmd_look_watched(work, c, e); }

static const struct cmd_option options[] = {
	{"--json", NULL, CMD_FLAG, "as JSON, for programs", NULL, false, false},
};

const struct cmd cmd_list = {
	.name = "list", .args = "", .options = options, .n_options = COUNT_OF(options), .run = list_reports,
	.help = "the reports inside, with levels and parameters",
};
