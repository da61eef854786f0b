/* export.c: attest export, a dataset as a folder of CSV files, for spreadsheets, for version control and for the next import. */
#include "cmd/cmd.h"

static bool write_folder(struct cmd_call *c, const struct cmd_view *v, struct err *e)
{
	size_t files;
	unsigned long long rows;

	if (!data_export(v->at, c->args[0], &files, &rows, e))
		return err_context(e, "export");
	cmd_note("%s: %s, %s, %s", c->args[0], cmd_count_words(c->arena, files, "file", "files"), cmd_count_words(c->arena, rows, "row", "rows"),
	    cmd_level_words(v->level));
	return true;
}

static bool export(struct cmd_call *c, struct err *e)
{
	struct cmd_view v = {0};
	bool ok = cmd_view_asked(c, &v, e) && write_folder(c, &v, e);

	cmd_view_drop(&v);
	return ok;
}

static const struct cmd_option options[] = {
	{"--level", "public|meeting|editors", CMD_CHOICE, "holds only what this level may see; default: what the dataset holds", cmd_levels, false, false},
	CMD_WITHHOLD,
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
};

const struct cmd cmd_export = {
	.name = "export", .args = "DIR", .args_min = 1, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .bare = true, .run = export,
	.help = "the dataset as a new folder of CSV files, one for each table",
	.more = "'attest import DIR -o FILE' makes the same database of it. An existing folder must be empty: nothing is overwritten.",
};
