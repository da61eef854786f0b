/* import.c: attest import, tables of any kind into a database file. */
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
	if (*data_part_only(d) != '\0')
		cmd_note("nothing in these tables is sourced%s", data_part_only(d));
	return true;
}

/* all of them, each on a line; the last is how many, and that nothing was written */
static bool tell(const struct cmd_call *c, const struct data_problems *p, struct err *e)
{
	if (p->n + p->more < 2)
		return false;
	for (size_t i = 0; i < p->n && i < DATA_PROBLEMS_TOLD; i++)
		cmd_note("%s", p->list[i].text);
	*e = (struct err){0};
	if (p->n > DATA_PROBLEMS_TOLD)
		return err_set(e, "import: %s errors, of which these are the first %d; nothing was written",
		    cmd_grouped(c->arena, p->n + p->more), DATA_PROBLEMS_TOLD);
	return err_set(e, "import: %zu errors; nothing was written", p->n);
}

static bool import(struct cmd_call *c, struct err *e)
{
	const char *out = cmd_value(c, "-o");
	struct data_problems *problems = data_problems_new();
	struct data *d = cmd_check_output(c, out, c->args, c->n_args, e) ? data_import(c->args, c->n_args, out, problems, e) : NULL;
	bool ok = d != NULL ? report(c, d, out, e) : tell(c, problems, e);

	data_drop(d);
	data_problems_drop(problems);
	return ok;
}

static const struct cmd_option options[] = {
	{"-o", "FILE", CMD_TEXT, "the database to write", NULL, true, false},
};

const struct cmd cmd_import = {
	.name = "import", .args = "DIR|FILE...", .args_min = 1, .args_max = 4096, .options = options, .n_options = COUNT_OF(options),
	.bare = true, .run = import,
	.help = "tables from CSV, JSON, NDJSON and SQLite files into a database",
	.more = "With a table meta it is an evidence dataset and is checked against its schema; anything else becomes plain tables.\n"
	        "Several inputs add up: attest import \"$(command -v attest)\" my-rows -o FILE\n"
	        "Then: attest run my.lua --data FILE, or attest pack -o NEW --data FILE",
};
