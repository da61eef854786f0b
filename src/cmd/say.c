/* say.c: sentences that several commands print. Numbers and dates never follow the locale. */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

void cmd_note(const char *fmt, ...)
{
	va_list ap;

	fputs("attest: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

bool cmd_flush(struct err *e)
{
	return (fflush(stdout) == 0 && ferror(stdout) == 0) ||
	    err_set(e, "cannot write standard output: the disk is full, or its reader went away");
}

char *cmd_grouped(struct arena *a, unsigned long long n)
{
	char digits[24], out[32];
	int len = snprintf(digits, sizeof digits, "%llu", n), o = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[o++] = ',';
		out[o++] = digits[i];
	}
	return arena_strndup(a, out, (size_t)o);
}

char *cmd_count_words(struct arena *a, unsigned long long n, const char *one, const char *many)
{
	return arena_printf(a, "%s %s", cmd_grouped(a, n), n == 1 ? one : many);
}

char *cmd_date_words(struct arena *a, const char *iso)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
	    "September", "October", "November", "December"};
	int y, m, d;

	if (!date_parse(iso, &y, &m, &d))
		return arena_strdup(a, iso);
	return arena_printf(a, "%d %s %d", d, months[m - 1], y);
}

void cmd_first_line(const struct cmd_call *c)
{
	struct err e = {0};
	struct data *d;
	const char *id;

	if (c->image == NULL) {
		puts("attest " CMD_VERSION ", bare program: holds no dataset");
		return;
	}
	d = data_open_image(c->image, &e);
	if (d == NULL) {
		printf("attest " CMD_VERSION ", %s\n", e.msg);
		return;
	}
	id = data_meta(d, "dataset");
	printf("attest " CMD_VERSION ", %s%s%s\n", cmd_level_words(data_level(d)), id ? ", dataset " : "", id ? id : "");
	data_drop(d);
}
