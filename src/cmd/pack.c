/* pack.c: attest pack, a new executable from this program and a dataset of one level. */
#include "cmd/cmd.h"
#include "host/host.h"

#include <stdlib.h>
#include <string.h>

static void report(struct cmd_call *c, const struct cmd_view *v, const char *out)
{
	struct err ignored = {0};
	struct os_map m;
	size_t bytes = 0;

	if (os_map_file(&m, out, &ignored)) {
		bytes = m.n;
		os_map_close(&m);
	}
	cmd_note("%s: %s, %s bytes; 'contents' of it verifies every byte", out, cmd_level_words(v->level), cmd_grouped(c->arena, bytes));
}

static bool write_file(struct cmd_call *c, const struct cmd_view *v, struct err *e)
{
	struct data_pack p = {
		.dataset = v->at, .full = v->full != v->at ? v->full : NULL,
		.assets_dir = cmd_value(c, "--assets"), .reports_dir = cmd_value(c, "--reports"),
	};
	unsigned char *program;
	bool ok;

	if (p.assets_dir == NULL)
		p.assets_from = c->image;
	if (p.assets_dir == NULL && p.assets_from == NULL)
		return err_set(e, "pack: this is the bare program, without assets: give --assets DIR");
	program = cmd_program_bytes(c, &p.program_bytes, e);
	if (program == NULL)
		return false;
	p.program = program;
	ok = data_pack(&p, cmd_value(c, "-o"), e);
	free(program);
	return ok;
}

/* A report is found by its file's name and names its PDF by its id: they are the same. */
struct check { struct cmd_call *c; const char *path, *file; };

static bool check_report(void *ctx, struct err *e)
{
	const char *path = ((struct check *)ctx)->path, *file = ((struct check *)ctx)->file, *id;
	struct host *h = cmd_look(((struct check *)ctx)->c, path, e);
	bool ok = h != NULL;

	id = ok ? host_report(h)->id : "";
	if (!ok)
		err_context(e, "pack: '%s' is no report that runs", path);
	else if (strncmp(id, file, strlen(id)) != 0 || strcmp(file + strlen(id), ".lua") != 0)
		ok = err_set(e, "pack: '%s' has the id '%s': call the file %s.lua, or write id = \"%.*s\"", path, id, id,
		    (int)(strlen(file) - strlen(".lua")), file);
	host_drop(h);
	return ok;
}

/* every file at the top of --reports is one; what lies deeper is packed as it is */
static bool check_reports(struct cmd_call *c, const char *dir, struct err *e)
{
	size_t n, found = 0;
	char **names;
	bool ok;

	if (c->image == NULL)
		return err_set(e, "pack: --reports is not for the bare program, which cannot read them: use build/attest");
	if (!os_is_dir(dir))
		return err_set(e, "pack: --reports takes a folder of report templates, and '%s' is none", dir);
	names = os_list_dir(dir, &n, e);
	ok = names != NULL;
	for (size_t i = 0; ok && i < n; i++) {
		const char *path = arena_printf(c->arena, "%s%s%s", dir, str_ends(dir, "/") ? "" : "/", names[i]);
		if (names[i][0] == '.' || !str_ends(names[i], ".lua") || os_is_dir(path))
			continue;
		found++;
		ok = cmd_look_watched(check_report, &(struct check){c, path, names[i]}, e);
	}
	if (names != NULL)
		os_list_drop(names, n);
	return ok && (found > 0 || err_set(e, "pack: there is no report in '%s': give the folder of files that end in .lua", dir));
}

static bool pack(struct cmd_call *c, struct err *e)
{
	const char *reports = cmd_value(c, "--reports"), *inputs[] = {cmd_value(c, "--data"), reports, cmd_value(c, "--assets")};
	bool sound = cmd_check_output(c, cmd_value(c, "-o"), inputs, COUNT_OF(inputs), e) && (reports == NULL || check_reports(c, reports, e));
	struct cmd_view v = {0};
	bool ok = sound && cmd_view_asked(c, &v, e) && write_file(c, &v, e);

	if (ok)
		report(c, &v, cmd_value(c, "-o"));
	cmd_view_drop(&v);
	return ok;
}

static const struct cmd_option options[] = {
	{"-o", "FILE", CMD_TEXT, "the executable to write", NULL, true, false},
	{"--level", "public|meeting|editors", CMD_CHOICE, "holds only what this level may see; default: what the dataset holds", cmd_levels, false, false},
	CMD_WITHHOLD,
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
	{"--reports", "DIR", CMD_TEXT, "adds the report templates (*.lua) of a folder", NULL, false, false},
	{"--assets", "DIR", CMD_TEXT, "takes fonts, scripts, reports, licences from a folder instead of from this file", NULL, false, false},
};

const struct cmd cmd_pack = {
	.name = "pack", .args = "", .options = options, .n_options = COUNT_OF(options), .bare = true, .run = pack,
	.help = "a new executable with another dataset, more reports, or less inside",
	.more = "To hand out a file: attest pack --level public -o attest-public",
};
