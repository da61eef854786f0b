/* data_fixture.h: the small dataset of tests/unit/fixtures/small, changed one file at a time, and questions about datasets. */
#ifndef DATA_FIXTURE_H
#define DATA_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/data.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

static char fixture_dir[256];                 /* a folder of this process */

__attribute__((unused)) static const char *fixture_path(const char *name)
{
	static char path[4][512];
	static int turn;
	const char *tmp = getenv("TMP") != NULL ? getenv("TMP") : "/tmp";

	if (fixture_dir[0] == '\0') {
		snprintf(fixture_dir, sizeof fixture_dir, "%s/attest-data-%ld", tmp, (long)getpid());
		mkdir(fixture_dir, 0700);
	}
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof path[turn], "%s/%s", fixture_dir, name);
	return path[turn];
}

__attribute__((unused)) static void fixture_write(const char *path, const void *p, size_t n)
{
	FILE *f;

	unlink(path);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

__attribute__((unused)) static void fixture_empty(const char *dir)
{
	struct err e = {0};
	size_t n;
	char **names;
	char path[1024];

	if (mkdir(dir, 0700) == 0)
		return;
	names = os_list_dir(dir, &n, &e);
	for (size_t i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	os_list_drop(names, n);
}

#define FIXTURE "tests/unit/fixtures/small"

/* a copy of the small dataset in which one file is another text (NULL: as it is); the folder's path */
__attribute__((unused)) static const char *fixture_small(const char *file, const char *text, size_t n)
{
	static char dir[512];
	struct err e = {0};
	size_t count, bytes;
	char **names = os_list_dir(FIXTURE, &count, &e), from[512], to[1024];

	assert_non_null(names);
	snprintf(dir, sizeof dir, "%s", fixture_path("x"));
	fixture_empty(dir);
	for (size_t i = 0; i < count; i++) {
		char *p;
		snprintf(from, sizeof from, FIXTURE "/%s", names[i]);
		snprintf(to, sizeof to, "%s/%s", dir, names[i]);
		p = file_read(from, &bytes, &e);
		fixture_write(to, p, bytes);
		free(p);
	}
	os_list_drop(names, count);
	snprintf(to, sizeof to, "%s/%s", dir, file == NULL ? "" : file);
	if (file != NULL)
		fixture_write(to, text, n);
	return dir;
}

__attribute__((unused)) static struct data *fixture_open(void)
{
	struct err e = {0};
	struct data *d = data_open_path(FIXTURE, &e);

	if (d == NULL)
		fail_msg("%s", e.msg);
	return d;
}

__attribute__((unused)) static struct data *fixture_level(struct data *d, enum data_level level)
{
	struct err e = {0};
	struct data *p = data_project(d, level, NULL, 0, &e);

	if (p == NULL)
		fail_msg("%s", e.msg);
	return p;
}

/* rows as "a|b;c|d", NULL as "-", or "error: message" */
__attribute__((unused)) static const char *fixture_ask(struct data *d, const char *sql)
{
	static struct buf b;
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, sql, true, &e);
	int rc = -1;

	buf_clear(&b);
	buf_puts(&b, "");
	while (s != NULL && (rc = data_step(s, &e)) == 1) {
		if (b.len > 0)
			buf_putc(&b, ';');
		for (size_t i = 0; i < data_columns(s); i++) {
			const char *t = data_column(s, i)->text;
			buf_printf(&b, "%s%s", i > 0 ? "|" : "", t == NULL ? "-" : t);
		}
	}
	data_stmt_drop(s);
	if (rc < 0) {
		buf_clear(&b);
		buf_printf(&b, "error: %s", e.msg);
	}
	return b.p;
}

#define assert_answer(d, sql, want) assert_string_equal(fixture_ask(d, sql), want)

__attribute__((unused)) static int fixture_remove(void **state)
{
	(void)state;
	if (fixture_dir[0] != '\0') {
		fixture_empty(fixture_path("x"));
		rmdir(fixture_path("x"));
		fixture_empty(fixture_dir);
		rmdir(fixture_dir);
	}
	return 0;
}

#endif
