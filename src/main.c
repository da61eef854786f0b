/* main.c: argv → command table. */
#include "cmd/cmd.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum exit_code { DONE, FAILED, USAGE };

/* the one-page brief wants level meeting: a copy that holds less has other reports, or the user's own */
static bool holds_meeting(const struct cmd_call *c)
{
	struct err none = {0};
	struct data *d = data_open_image(c->image, &none);
	bool holds = d != NULL && data_level(d) >= DATA_MEETING;

	data_drop(d);
	return holds;
}

/* what a newcomer needs for the first PDF */
static bool first_steps(const struct cmd_call *c)
{
	cmd_first_line(c);
	if (c->image == NULL) {
		puts("It makes full programs: attest pack -o FILE --data FILE|DIR --assets DIR; see 'attest help'");
		return true;
	}
	printf("Makes tagged PDF briefings, each statement with its sources, from the evidence dataset in this file.\n\n"
	       "  attest list          which reports are inside, and the level that each wants\n"
	       "  %s\n"
	       "  attest contents      what else is inside\n\n"
	       "  attest help          every command, and how to write a report of your own\n",
	    holds_meeting(c) ? "attest run brief     makes one: the PDF is then brief-meeting.pdf in this folder" :
	    "attest run REPORT    makes one of those that run at this level, or your own: a path that ends in .lua");
	return true;
}

static enum exit_code fail(struct err *e, enum exit_code code)
{
	for (char *p = e->msg; *p != '\0'; p++)      /* one line, whatever a file or a script put into it */
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = ' ';
	cmd_note("%s", e->msg);
	for (const char *p = e->more; *p != '\0'; p += strcspn(p, "\n") + 1) {
		char line[sizeof e->more];
		fprintf(stderr, "    %s\n", str_show(line, sizeof line, p, strcspn(p, "\n")));
	}
	return code;
}

static bool print_usage(const struct cmd_call *c)
{
	struct buf b = {0};

	cmd_usage(c->cmd, &b);
	fputs(b.p, stdout);
	buf_drop(&b);
	return true;
}

static bool dispatch(struct cmd_call *c, struct err *e)
{
	if (c->help)
		return print_usage(c);
	if (c->image == NULL && !c->cmd->bare)
		return err_set(e, "%s: this is the bare program, without dataset and reports: run build/attest, or make a full one with "
		    "'pack -o FILE --data FILE --assets DIR'", c->cmd->name);
	return c->cmd->run(c, e);
}

static enum exit_code finish(const struct cmd_call *c, bool ok, struct err *e)
{
	ok = cmd_flush(e) && ok;
	return ok ? DONE : fail(e, c->usage ? USAGE : FAILED);
}

static enum exit_code call(struct cmd_call *c, int argc, char **argv)
{
	static const char *const synonyms[][2] = {{"--help", "help"}, {"-h", "help"}, {"--version", "version"}, {"--licenses", "licenses"}};
	struct err e = {0};
	const char *name = argc > 1 ? argv[1] : NULL;

	if (name == NULL)
		return finish(c, first_steps(c), &e);
	for (size_t i = 0; i < COUNT_OF(synonyms); i++)
		if (strcmp(name, synonyms[i][0]) == 0)
			name = synonyms[i][1];
	c->cmd = cmd_lookup(name, &e);
	if (c->cmd == NULL || !cmd_parse(c, argc - 2, argv + 2, &e))
		return fail(&e, USAGE);
	return finish(c, dispatch(c, &e), &e);
}

/* a file that is not whole is refused before anything else is looked at */
static enum exit_code check_and_call(int argc, char **argv)
{
	struct cmd_call c = {.argv0 = argc > 0 ? argv[0] : "attest"};
	struct err e = {0};
	enum exit_code code = FAILED;

	if (cmd_self_check(c.argv0, &c.image, &e) == CMD_SELF_DAMAGED)
		return fail(&e, FAILED);
	c.arena = arena_new();
	code = call(&c, argc, argv);
	arena_drop(c.arena);
	data_image_drop(c.image);
	return code;
}

static void on_interrupt(int sig)
{
	file_remove_temporaries();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* what was to be ignored (nohup) stays ignored */
static void clean_up_on(int sig)
{
	if (signal(sig, on_interrupt) == SIG_IGN)
		signal(sig, SIG_IGN);
}

int main(int argc, char **argv)
{
	fault_begin();
	clean_up_on(SIGINT);
	clean_up_on(SIGTERM);
	clean_up_on(SIGHUP);
	signal(SIGXFSZ, SIG_IGN);    /* a file size limit is then an error of write, like a full disk */
	return check_and_call(argc, argv);
}
