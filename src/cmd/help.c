/* help.c: attest help, made from the command table. */
#include "cmd/cmd.h"

#include <stdlib.h>

static void all_commands(void)
{
	puts("\nusage: attest COMMAND [ARGUMENT]... [OPTION]...\n");
	for (size_t i = 0; i < cmd_table_n; i++) {
		char left[40];
		snprintf(left, sizeof left, "%s%s%s", cmd_table[i]->name, *cmd_table[i]->args ? " " : "", cmd_table[i]->args);
		printf("  %-20s %s\n", left, cmd_table[i]->help);
	}
	puts("\nattest help COMMAND tells the options of one command.\n"
	     "Exit codes: 0 done, 1 failed, 2 the command line is wrong.\n"
	     "Levels: public < meeting < editors; a file holds only what its level may see.");
}

static bool help(struct cmd_call *c, struct err *e)
{
	const struct cmd *about = c->n_args > 0 ? cmd_lookup(c->args[0], e) : NULL;
	struct buf b = {0};

	c->usage = e->set;
	if (e->set)
		return false;
	cmd_first_line(c);
	if (about == NULL) {
		all_commands();
		return true;
	}
	cmd_usage(about, &b);
	fputs(b.p, stdout);
	buf_drop(&b);
	return true;
}

const struct cmd cmd_help = {
	.name = "help", .args = "[COMMAND]", .args_max = 1, .bare = true, .run = help,
	.help = "every command, or the options of one",
};
