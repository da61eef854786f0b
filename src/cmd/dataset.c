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

/* on standard error, where the person who runs it is: what is made says nothing of it */
void cmd_tell_left_out(const struct cmd_call *c, const struct data *d)
{
	const struct data_left_out *left = data_left_out(d);
	const char *rows = cmd_count_words(c->arena, left->rows, "row", "rows");

	if (left->withdrawn > 0)
		cmd_note("consent is withdrawn by %s: left out with all that is known only through them (%s)",
		    cmd_count_words(c->arena, left->withdrawn, "person", "people"), rows);
	if (left->withheld > 0)
		cmd_note("%s withheld, with all that is known only through them (%s)",
		    left->withheld == 1 ? "1 person is" : arena_printf(c->arena, "%zu people are", left->withheld), rows);
	else if (left->withdrawn == 0 && cmd_flag(c, "--withhold"))
		cmd_note("nobody had to be withheld: this level does not show them");
}

static const char *const *withheld(const struct cmd_call *c, size_t *n)
{
	const char **ids = arena_alloc(c->arena, (c->n_given + 1) * sizeof *ids);

	*n = 0;
	for (size_t i = 0; i < c->n_given; i++)
		if (strcmp(c->given[i].option->name, "--withhold") == 0)
			ids[(*n)++] = c->given[i].value;
	return ids;
}

bool cmd_view_open(const struct cmd_call *c, struct cmd_view *v, struct data *full, enum data_level level, struct err *e)
{
	enum data_level own = data_level(full);
	size_t n;
	const char *const *ids = withheld(c, &n);

	*v = (struct cmd_view){full, full, own};
	if (own == DATA_UNLEVELLED)
		return n == 0 || err_set(e, "%s: this dataset has no levels and no table of people, so nobody can be withheld from it", c->cmd->name);
	if (level > own)
		return err_set(e, "the dataset holds level '%s' only, not '%s': ask for a file packed with --level %s",
		    data_level_name(own), data_level_name(level), data_level_name(level));
	v->level = level;
	if (level < own || n > 0 || data_has_withdrawn(full))
		v->at = data_project(full, level, ids, n, e);
	if (v->at == NULL)
		return false;
	if (data_left_out(full)->withdrawn > 0)
		cmd_tell_left_out(c, full);
	if (v->at != full)
		cmd_tell_left_out(c, v->at);
	return true;
}

bool cmd_view_asked(const struct cmd_call *c, struct cmd_view *v, struct err *e)
{
	const char *name = cmd_value(c, "--level");
	struct data *full = cmd_dataset_open(c, e);
	enum data_level level;

	*v = (struct cmd_view){0};
	if (full == NULL)
		return false;
	level = data_level(full);
	if (name != NULL && level == DATA_UNLEVELLED) {
		data_drop(full);
		return err_set(e, "%s: this dataset has no levels: leave --level away", c->cmd->name);
	}
	if (name != NULL)
		data_level_parse(name, &level);
	return cmd_view_open(c, v, full, level, e);
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
