/* lookup.c: the command table. */
#include "cmd/cmd.h"

#include <string.h>

const struct cmd *const cmd_table[] = {
	&cmd_run, &cmd_new, &cmd_list, &cmd_query, &cmd_contents, &cmd_import, &cmd_export, &cmd_source, &cmd_check, &cmd_verify, &cmd_pack, &cmd_help, &cmd_version, &cmd_licenses,
};
const size_t cmd_table_n = COUNT_OF(cmd_table);

const struct cmd *cmd_lookup(const char *name, struct err *e)
{
	const char *names[COUNT_OF(cmd_table)];
	struct buf near = {0};

	for (size_t i = 0; i < cmd_table_n; i++) {
		if (strcmp(cmd_table[i]->name, name) == 0)
			return cmd_table[i];
		names[i] = cmd_table[i]->name;
	}
	str_suggest(&near, name, names, cmd_table_n);
	err_set(e, "unknown command '%s'%s; see 'attest help'", name, near.p);
	buf_drop(&near);
	return NULL;
}
