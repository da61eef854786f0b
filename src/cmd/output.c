/* output.c: a command does not write over what it reads, nor over the program itself. */
#include "cmd/cmd.h"

#include <string.h>

/* the file itself, or one of its folder */
static bool reads(const char *input, const char *out)
{
	struct err none = {0};
	char **names;
	size_t n = 0;
	bool found = false;

	if (!os_is_dir(input))
		return os_same_file(input, out);
	names = os_list_dir(input, &n, &none);
	for (size_t i = 0; i < n && !found; i++) {
		struct buf path = {0};
		buf_printf(&path, "%s/%s", input, names[i]);
		found = os_same_file(path.p, out);
		buf_drop(&path);
	}
	os_list_drop(names, n);
	return found;
}

bool cmd_check_output(const struct cmd_call *c, const char *out, const char *const *inputs, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (inputs[i] != NULL && reads(inputs[i], out))
			return err_set(e, "%s: '%s' is among what it reads, and would be lost: give another file with -o", c->cmd->name, out);
	if (os_same_file("/proc/self/exe", out) || os_same_file(c->argv0, out))
		return err_set(e, "%s: '%s' is this program itself: give another file with -o", c->cmd->name, out);
	return true;
}
