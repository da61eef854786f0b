/* dataset.c: which dataset a command works on, and at which level. */
#include "cmd/cmd.h"

#include <string.h>

const char *const cmd_levels[] = {"public", "meeting", "editors", NULL};

struct data *cmd_dataset_open(const struct cmd_call *c, struct err *e)
{
	const char *path = cmd_value(c, "--data");

	if (path != NULL)
		return data_open_path(path, e);
	if (c->image != NULL)
		return data_open_image(c->image, e);
	err_set(e, "%s: this is the bare program, without a dataset: give --data FILE|DIR", c->cmd->name);
	return NULL;
}

const char *cmd_level_words(enum data_level level)
{
	static const char *const words[] = {"level public", "level meeting", "level editors", "no levels"};
	return words[level];
}

bool cmd_view_open(struct cmd_view *v, struct data *full, enum data_level level, struct err *e)
{
	enum data_level own = data_level(full);

	*v = (struct cmd_view){full, full, own};
	if (own == DATA_UNLEVELLED)
		return true;
	if (level > own)
		return err_set(e, "the dataset holds level '%s' only, not '%s': ask for a file packed with --level %s",
		    data_level_name(own), data_level_name(level), data_level_name(level));
	v->level = level;
	if (level < own)
		v->at = data_project(full, level, NULL, 0, e);
	return v->at != NULL;
}

void cmd_view_drop(struct cmd_view *v)
{
	if (v->at != v->full)
		data_drop(v->at);
	data_drop(v->full);
	*v = (struct cmd_view){0};
}

long long cmd_row_count(struct data *d, const char *table, struct err *e)
{
	struct buf sql = {0};
	struct data_stmt *s;
	long long n = -1;

	buf_printf(&sql, "select count(*) from \"%s\"", table);
	s = data_prepare(d, sql.p, true, e);
	buf_drop(&sql);
	if (s == NULL)
		return -1;
	if (data_step(s, e) == 1)
		n = data_column(s, 0)->i;
	data_stmt_drop(s);
	return n;
}

bool cmd_row_total(struct data *d, struct arena *a, size_t *tables, long long *rows, struct err *e)
{
	size_t all;
	const char *const *names = data_names(d, NULL, a, &all);

	*tables = 0;
	*rows = 0;
	for (size_t i = 0; i < all; i++) {
		long long n;
		/* the importer's own list of rows would count each of them twice */
		if (strcmp(names[i], "registry") == 0)
			continue;
		n = cmd_row_count(d, names[i], e);
		if (n < 0)
			return false;
		*tables += 1;
		*rows += n;
	}
	return true;
}
