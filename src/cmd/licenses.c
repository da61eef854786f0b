/* licenses.c: attest licenses, the texts of everything that the file is made of. */
#include "cmd/cmd.h"

#include <string.h>

static void heading(const char *name)
{
	const char *base = name + strlen("licenses/");
	int n = (int)strcspn(base, ".");

	printf("%.*s\n", n, base);
	for (int i = 0; i < n; i++)
		putchar('=');
	puts("\n");
}

static bool licenses(struct cmd_call *c, struct err *e)
{
	size_t n, bytes;
	const struct data_asset_info *list = data_asset_list(c->image, "licenses/", c->arena, &n);

	if (n == 0)
		return err_set(e, "no licence texts are inside: this file was packed without them");
	for (size_t i = 0; i < n; i++) {
		const char *text = data_asset(c->image, list[i].name, &bytes);
		if (text == NULL)
			return err_set(e, "cannot read '%s' from this file: take a fresh copy of attest", list[i].name);
		if (i > 0)
			puts("\n");
		heading(list[i].name);
		fwrite(text, 1, bytes, stdout);
	}
	return true;
}

const struct cmd cmd_licenses = {
	.name = "licenses", .args = "", .run = licenses,
	.help = "licence texts of attest and of everything inside",
};
