/* contents.c: attest contents, what is inside, and whether it is still what was packed. */
#include "cmd/cmd.h"

static void print_parts(struct cmd_call *c)
{
	char hex[HASH_HEX_SIZE];

	hash_hex(data_image_program(c->image), data_image_program_bytes(c->image), hex);
	printf("\n%-10s %14s bytes  sha256 %s\n", "program", cmd_grouped(c->arena, data_image_program_bytes(c->image)), hex);
	printf("%-10s %14s bytes\n", "database", cmd_grouped(c->arena, data_image_bytes(c->image)));
}

static bool print_tables(struct cmd_call *c, struct err *e)
{
	struct data *d = data_open_image(c->image, e);
	const char *const *names;
	size_t n;
	bool ok = true;

	if (d == NULL)
		return false;
	names = data_names(d, NULL, c->arena, &n);
	puts("\nrows in tables");
	for (size_t i = 0; ok && i < n; i++) {
		long long rows = cmd_row_count(d, names[i], e);
		ok = rows >= 0;
		if (ok)
			printf("%14s  %s\n", cmd_grouped(c->arena, (unsigned long long)rows), names[i]);
	}
	data_drop(d);
	return ok;
}

static bool print_assets(struct cmd_call *c, struct err *e)
{
	size_t n, bytes;
	const struct data_asset_info *list = data_asset_list(c->image, "", c->arena, &n);
	char hex[HASH_HEX_SIZE];

	puts("\nassets: bytes, sha256, name");
	for (size_t i = 0; i < n; i++) {
		const void *p = data_asset(c->image, list[i].name, &bytes);
		if (p == NULL)
			return err_set(e, "cannot read the asset '%s': take a fresh copy of this file", list[i].name);
		hash_hex(p, bytes, hex);
		printf("%14s  %s  %s\n", cmd_grouped(c->arena, bytes), hex, list[i].name);
	}
	return true;
}

/* The hash comes first: what is listed below it can then be believed, and a changed file is not read any further. */
static bool contents(struct cmd_call *c, struct err *e)
{
	char hex[HASH_HEX_SIZE];

	cmd_first_line(c);
	if (!data_image_verify(c->image, hex, e))
		return false;
	printf("verified: every byte is as packed, sha256 %s\n", hex);
	print_parts(c);
	return print_tables(c, e) && print_assets(c, e);
}

const struct cmd cmd_contents = {
	.name = "contents", .args = "", .run = contents,
	.help = "what is inside, with sizes and SHA-256; verifies this file",
};
