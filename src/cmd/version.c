/* version.c: attest version, with the libraries inside. */
#include "cmd/cmd.h"

/* As vendor/pins.txt has them; tests/cmd/t-info compares. */
static const char *const libraries[] = {
	"Lua 5.4.7", "SQLite 3.46.1", "libharu 2.3.0", "HarfBuzz 10.2.0", "libunibreak 6.1", "yyjson 0.10.0", "libdeflate 1.23",
	"md4c 0.5.2", "libsodium 1.0.18", "musl 1.2.5",
};

static bool version(struct cmd_call *c, struct err *e)
{
	(void)e;
	cmd_first_line(c);
	fputs("with", stdout);
	for (size_t i = 0; i < COUNT_OF(libraries); i++)
		printf("%s %s", i > 0 ? "," : "", libraries[i]);
	puts("");
	return true;
}

const struct cmd cmd_version = {
	.name = "version", .args = "", .bare = true, .run = version,
	.help = "version, level and dataset of this file, libraries inside",
};
