/* import.c: attest import, CSV files into a database file. */
#include "cmd/cmd.h"

static bool report(struct cmd_call *c, struct data *d, const char *out, struct err *e)
{
	size_t tables;
	long long rows;

	if (!cmd_row_total(d, c->arena, &tables, &rows, e))
		return false;
	cmd_tell_left_out(c, d);
	cmd_note("%s: %s, %s, %s", out, cmd_count_words(c->arena, tables, "table", "tables"),
	    cmd_count_words(c->arena, (unsigned long long)rows, "row", "rows"), cmd_level_words(data_level(d)));
	return true;
}

static bool import(struct cmd_call *c, struct err *e)
{
	const char *out = cmd_value(c, "-o");
	struct data *d = cmd_check_output(c, out, c->args, c->n_args, e) ? data_import(c->args, c->n_args, e) : NULL;
	bool ok = d != NULL && data_save(d, out, e) && report(c, d, out, e);

	data_drop(d);
	return ok;
}

static const struct cmd_option options[] = {
	{"-o", "FILE", CMD_TEXT, "the database to write", NULL, true, false},
};

const struct cmd cmd_import = {
	.name = "import", .args = "DIR|FILE...", .args_min = 1, .args_max = 4096, .options = options, .n_options = COUNT_OF(options),
	.bare = true, .run = import,
	.help = "CSV files, one per table, into a database",
	.more = "A folder with meta.csv is an evidence dataset and is checked against its schema; any other folder becomes plain tables.\n"
	        "Then: attest run my.lua --data FILE, or attest pack -o NEW --data FILE",
};
