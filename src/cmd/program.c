/* program.c: what this executable knows of itself.
 *
 * The build first makes a bare program; packing appends a database to it. Both are told apart by a mark among the program's
 * constants, which packing changes: a marked program without its database was stripped or cut, and is refused by every command.
 * The mark survives strip(1), which drops whatever lies behind the program. */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

/* volatile: read from the file as it is, and no second copy of the bytes elsewhere in it */
static const volatile char mark[] = "attest-program-4f1c8a, its dataset: none";
#define STATE (sizeof mark - 5)      /* [bytes] where the state stands: "none" in the bare program, "here" in a packed one */

static bool is_bare(void) { return mark[STATE] == 'n'; }

enum cmd_self cmd_self_check(const char *argv0, struct data_image **im, struct err *e)
{
	struct err why = {0};

	*im = data_image_open_self(argv0, &why);
	if (*im != NULL)
		return CMD_SELF_WHOLE;
	if (is_bare())
		return CMD_SELF_BARE;
	err_set(e, "%s", why.msg);
	return CMD_SELF_DAMAGED;
}

static unsigned char *marked_copy(const unsigned char *program, size_t n, struct err *e)
{
	unsigned char *copy = mem_alloc(n), *found;
	char needle[sizeof mark];

	for (size_t i = 0; i < sizeof mark; i++)
		needle[i] = mark[i];
	memcpy(copy, program, n);
	found = memmem(copy, n, needle, sizeof needle);
	if (found == NULL) {
		err_set(e, "the program's own mark is not in its file: take a fresh copy of attest");
		free(copy);
		return NULL;
	}
	memcpy(found + STATE, "here", 4);
	return copy;
}

unsigned char *cmd_program_bytes(const struct cmd_call *c, size_t *n, struct err *e)
{
	struct os_map self;
	unsigned char *copy;

	if (c->image != NULL) {
		*n = data_image_program_bytes(c->image);
		return marked_copy(data_image_program(c->image), *n, e);
	}
	if (!os_map_self(&self, c->argv0, e))
		return NULL;
	*n = self.n;
	copy = marked_copy(self.p, self.n, e);
	os_map_close(&self);
	return copy;
}
