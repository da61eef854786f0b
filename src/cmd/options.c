/* options.c: one parser for the options of every command, and the help that is made from the same tables.
 *
 *   -o FILE   --level LEVEL   --level=LEVEL   -p NAME=VALUE -p NAME=VALUE   --   (what follows is no option)
 *
 * Values are checked here, so that a wrong command line is told from a run that failed. */
#include "cmd/cmd.h"

#include <string.h>

static const struct cmd_option help_option = {"--help", NULL, CMD_FLAG, "this text", NULL, false, false};

static const struct cmd_option *option_at(const struct cmd *cmd, size_t i)
{
	return i < cmd->n_options ? &cmd->options[i] : &help_option;
}

/* the option that arg names, alone or with =VALUE */
static const struct cmd_option *lookup(const struct cmd *cmd, const char *arg, const char **value)
{
	size_t n = strcspn(arg, "=");

	*value = NULL;
	if (strcmp(arg, "-h") == 0)
		return &help_option;
	for (size_t i = 0; i <= cmd->n_options; i++) {
		const struct cmd_option *o = option_at(cmd, i);
		if (strlen(o->name) != n || strncmp(o->name, arg, n) != 0)
			continue;
		if (arg[n] == '=') {
			if (!str_starts(arg, "--"))
				continue;
			*value = arg + n + 1;
		}
		return o;
	}
	return NULL;
}

static bool unknown(const struct cmd *cmd, struct arena *a, const char *arg, struct err *e)
{
	const char **names = arena_alloc(a, (cmd->n_options + 1) * sizeof *names);
	const char *name = arena_strndup(a, arg, strcspn(arg, "="));
	struct buf b = {0};

	for (size_t i = 0; i <= cmd->n_options; i++)
		names[i] = option_at(cmd, i)->name;
	str_suggest(&b, name, names, cmd->n_options + 1);
	err_set(e, "%s: unknown option '%s'%s; see 'attest help %s'", cmd->name, name, b.p, cmd->name);
	buf_drop(&b);
	return false;
}

static bool check_choice(const struct cmd_call *c, const struct cmd_option *o, const char *value, struct err *e)
{
	struct buf all = {0}, near = {0};
	size_t n;

	for (n = 0; o->choices[n] != NULL; n++) {
		if (strcmp(o->choices[n], value) == 0) {
			buf_drop(&all);
			return true;
		}
		buf_printf(&all, "%s%s", n > 0 ? ", " : "", o->choices[n]);
	}
	str_suggest(&near, value, o->choices, n);
	err_set(e, "%s: %s has no value '%s'%s; it takes %s", c->cmd->name, o->name, value, near.p, all.p);
	buf_drop(&all);
	buf_drop(&near);
	return false;
}

static bool check_value(const struct cmd_call *c, const struct cmd_option *o, const char *value, struct err *e)
{
	const char *name = c->cmd->name;
	long long number;
	int y, m, d;

	switch (o->kind) {
	case CMD_FLAG:
		return value == NULL || err_set(e, "%s: %s takes no value", name, o->name);
	case CMD_TEXT:
		return *value != '\0' || err_set(e, "%s: the value of %s is empty", name, o->name);
	case CMD_NUMBER:
		return (str_to_int(value, &number) && number > 0 && number <= 1000000) ||
		    err_set(e, "%s: %s takes a whole number from 1 to 1000000, not '%s'", name, o->name, value);
	case CMD_DATE:
		return strcmp(value, "today") == 0 || date_parse(value, &y, &m, &d) ||
		    err_set(e, "%s: %s takes a date YYYY-MM-DD or today, not '%s'", name, o->name, value);
	case CMD_PAIR:
		return (*value != '=' && strchr(value, '=') != NULL) ||
		    err_set(e, "%s: %s takes NAME=VALUE, not '%s'", name, o->name, value);
	case CMD_CHOICE:
		return check_choice(c, o, value, e);
	}
	return false;
}

static bool add_option(struct cmd_call *c, const struct cmd_option *o, const char *value, struct err *e)
{
	if (!check_value(c, o, value, e))
		return false;
	if (!o->many && cmd_flag(c, o->name))
		return err_set(e, "%s: %s is given twice", c->cmd->name, o->name);
	c->given[c->n_given++] = (struct cmd_given){o, value};
	c->help = c->help || o == &help_option;
	return true;
}

/* one option and, where it stands apart, its value; *used tells how many arguments that took */
static bool parse_option(struct cmd_call *c, int left, char **argv, int *used, struct err *e)
{
	const char *value, *next;
	const struct cmd_option *o = lookup(c->cmd, argv[0], &value);

	*used = 1;
	if (o == NULL)
		return unknown(c->cmd, c->arena, argv[0], e);
	if (o->kind != CMD_FLAG && value == NULL) {
		/* '-o --level public' forgot the file; a value may well begin with '-' */
		if (left < 2 || lookup(c->cmd, argv[1], &next) != NULL)
			return err_set(e, "%s: the value of %s is missing: %s %s", c->cmd->name, o->name, o->name, o->value);
		value = argv[1];
		*used = 2;
	}
	return add_option(c, o, value, e);
}

static bool check_whole(const struct cmd_call *c, struct err *e)
{
	const struct cmd *cmd = c->cmd;

	if (c->n_args > cmd->args_max)
		return err_set(e, "%s: '%s' is too much: attest %s%s%s [OPTION]...", cmd->name, c->args[cmd->args_max],
		    cmd->name, *cmd->args ? " " : "", cmd->args);
	if (c->n_args < cmd->args_min)
		return err_set(e, "%s: %s is missing; see 'attest help %s'", cmd->name, cmd->args, cmd->name);
	for (size_t i = 0; i < cmd->n_options; i++)
		if (cmd->options[i].required && !cmd_flag(c, cmd->options[i].name))
			return err_set(e, "%s: %s %s is missing; see 'attest help %s'", cmd->name, cmd->options[i].name,
			    cmd->options[i].value, cmd->name);
	return true;
}

bool cmd_parse(struct cmd_call *c, int argc, char **argv, struct err *e)
{
	bool options = true;

	c->args = arena_alloc(c->arena, (size_t)(argc + 1) * sizeof *c->args);
	c->given = arena_alloc(c->arena, (size_t)(argc + 1) * sizeof *c->given);
	for (int i = 0, used = 1; i < argc; i += used) {
		used = 1;
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (!options || argv[i][0] != '-' || argv[i][1] == '\0')
			c->args[c->n_args++] = argv[i];
		else if (!parse_option(c, argc - i, argv + i, &used, e))
			return false;
	}
	return c->help || check_whole(c, e);
}

const char *cmd_value(const struct cmd_call *c, const char *option)
{
	for (size_t i = 0; i < c->n_given; i++)
		if (strcmp(c->given[i].option->name, option) == 0)
			return c->given[i].value;
	return NULL;
}

bool cmd_flag(const struct cmd_call *c, const char *option)
{
	for (size_t i = 0; i < c->n_given; i++)
		if (strcmp(c->given[i].option->name, option) == 0)
			return true;
	return false;
}

long long cmd_number(const struct cmd_call *c, const char *option, long long otherwise)
{
	const char *value = cmd_value(c, option);

	if (value != NULL)
		str_to_int(value, &otherwise);
	return otherwise;
}

/* ---- help */
void cmd_usage_line(const struct cmd *cmd, struct buf *b)
{
	buf_printf(b, "attest %s%s%s", cmd->name, *cmd->args ? " " : "", cmd->args);
	for (size_t i = 0; i < cmd->n_options; i++) {
		const struct cmd_option *o = &cmd->options[i];
		buf_printf(b, o->required ? " %s%s%s" : " [%s%s%s]", o->name, o->value ? " " : "", o->value ? o->value : "");
		if (o->many)
			buf_puts(b, "...");
	}
}

void cmd_usage(const struct cmd *cmd, struct buf *b)
{
	buf_puts(b, "usage: ");
	cmd_usage_line(cmd, b);
	buf_printf(b, "\n%s\n\n", cmd->help);
	for (size_t i = 0; i <= cmd->n_options; i++) {
		const struct cmd_option *o = option_at(cmd, i);
		char left[64];
		snprintf(left, sizeof left, "%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		buf_printf(b, "  %-34s %s\n", left, o->help);
	}
	if (cmd->more != NULL)
		buf_printf(b, "\n%s\n", cmd->more);
}
