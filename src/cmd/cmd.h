/* cmd.h: the subcommands, and what they share.
 *
 * One file per subcommand, which ends in its entry of the command table: name, arguments, options, help. The option parser and the
 * help texts are driven by these entries alone. Results go to standard output or the named file, diagnostics to standard error.
 * Exit codes: 0 done, 1 failed, 2 the command line itself is wrong. */
#ifndef CMD_H
#define CMD_H

#include "base/base.h"
#include "data/data.h"

#define CMD_VERSION "0.1.0"
#define CMD_PRODUCER "attest 0.1"    /* what a PDF says of its maker: no build, no host, no user */

/* ---- lookup.c: the command table */
enum cmd_kind { CMD_FLAG, CMD_TEXT, CMD_NUMBER, CMD_DATE, CMD_PAIR /* NAME=VALUE */, CMD_CHOICE };
struct cmd_option {
	const char *name;            /* "-o" or "--level" */
	const char *value;           /* how help calls its value, NULL for a flag */
	enum cmd_kind kind;
	const char *help;
	const char *const *choices;  /* CMD_CHOICE: the allowed values, NULL at the end */
	bool required, many;
};

struct cmd_call;
struct cmd {
	const char *name;
	const char *args;            /* how help calls its arguments, "" without; "..." at the end: one or more */
	size_t args_min, args_max;
	const char *help;            /* one line */
	const char *more;            /* a paragraph or an example for its own help, NULL without */
	const struct cmd_option *options; size_t n_options;
	bool bare;                   /* works in the build's bare program, which holds no dataset */
	bool (*run)(struct cmd_call *c, struct err *e);
};
extern const struct cmd *const cmd_table[];
extern const size_t cmd_table_n;
const struct cmd *cmd_lookup(const char *name, struct err *e);        /* NULL: the error names the nearest */

extern const struct cmd cmd_run, cmd_list, cmd_query, cmd_contents, cmd_import, cmd_export, cmd_source, cmd_check, cmd_verify, cmd_pack, cmd_help, cmd_version, cmd_licenses, cmd_new;

/* ---- options.c: one call of a command */
struct cmd_given { const struct cmd_option *option; const char *value; };
struct cmd_call {
	const struct cmd *cmd;
	const char *argv0;
	struct data_image *image;    /* borrowed from main; NULL in the bare program */
	struct arena *arena;         /* lives as long as the call */
	const char **args; size_t n_args;
	struct cmd_given *given; size_t n_given;
	bool help;                   /* --help was among the options */
	bool usage;                  /* set by a command whose error is in the command line: exit 2 */
};
bool cmd_parse(struct cmd_call *c, int argc, char **argv, struct err *e);     /* argv behind the command's name */
const char *cmd_value(const struct cmd_call *c, const char *option);          /* NULL when not given */
bool cmd_flag(const struct cmd_call *c, const char *option);
long long cmd_number(const struct cmd_call *c, const char *option, long long otherwise);
void cmd_usage(const struct cmd *cmd, struct buf *b);                         /* help of one command */
void cmd_usage_line(const struct cmd *cmd, struct buf *b);

/* ---- program.c: this executable */
enum cmd_self { CMD_SELF_WHOLE, CMD_SELF_BARE, CMD_SELF_DAMAGED };
enum cmd_self cmd_self_check(const char *argv0, struct data_image **im, struct err *e);
/* the program's bytes to pack, marked as one that must hold a dataset; owned, release with free() */
unsigned char *cmd_program_bytes(const struct cmd_call *c, size_t *n, struct err *e);

/* ---- dataset.c: the dataset of --data or of this file, at a level */
extern const char *const cmd_levels[];       /* for CMD_CHOICE */
struct data *cmd_dataset_open(const struct cmd_call *c, struct err *e);
struct cmd_view { struct data *full, *at; enum data_level level; };  /* both owned; at is full when nothing had to be left out */
/* takes full over; refuses a higher level; leaves out whom --withhold names and who withdrew consent, and says so on standard error */
bool cmd_view_open(const struct cmd_call *c, struct cmd_view *v, struct data *full, enum data_level level, struct err *e);
#define CMD_WITHHOLD {"--withhold", "ID", CMD_TEXT, "leaves out a person, with all that is known only through them; repeat for more", NULL, false, true}
void cmd_tell_left_out(const struct cmd_call *c, const struct data *d);
/* of --data, or of this file; --level: default what the dataset holds */
bool cmd_view_asked(const struct cmd_call *c, struct cmd_view *v, struct err *e);
void cmd_view_drop(struct cmd_view *v);
const char *cmd_level_words(enum data_level level);                  /* "level meeting", "no levels" */
long long cmd_row_count(struct data *d, const char *table, struct err *e);   /* [rows], -1 on error */
bool cmd_row_total(struct data *d, struct arena *a, size_t *tables, long long *rows, struct err *e);

/* ---- output.c */
bool cmd_check_output(const struct cmd_call *c, const char *out, const char *const *inputs, size_t n, struct err *e);   /* refuses inputs and self */

/* ---- run.c: a report of this executable run again. c has -p, --org and --meeting */
struct cmd_again {
	struct cmd_call *c;
	const char *report, *date;
	bool embed;
	char *org, *meeting; size_t n_org, n_meeting;        /* texts, owned */
	bool takes;                  /* it has parameters, or asks for the organisation or the meeting */
};
bool cmd_again_open(struct cmd_again *a, struct err *e);             /* before the filter: reads files. Only c is set */
bool cmd_again_run(struct cmd_again *a, const struct cmd_view *view, struct buf *out, struct err *e);
void cmd_again_close(struct cmd_again *a);

/* ---- new_dataset.c */
bool cmd_new_dataset(struct cmd_call *c, const char *dir, struct err *e);

/* ---- watched.c: work that may run what strangers wrote, in a child process with limits */
struct cmd_work {
	bool (*run)(void *ctx, struct err *e);       /* in the child; what it changes in memory, the parent does not see */
	void *ctx;
	long long seconds, memory_mib;
};
/* note: from os_shared. False when the work failed, was stopped or crashed: the error says which. */
bool cmd_watch(const struct cmd_work *work, struct limit_note *note, struct err *e);
/* the same for a command whose error is all that it leaves, within its --timeout and --memory (CMD_LIMITS) */
bool cmd_watch_alone(const struct cmd_call *c, bool (*run)(void *ctx, struct err *e), void *ctx, struct err *e);
#define CMD_TIME_S 60
#define CMD_MEMORY_MIB 512
#define CMD_LIMITS \
	{"--memory", "MIB", CMD_NUMBER, "stop above this much memory; default 512", NULL, false, false}, \
	{"--timeout", "S", CMD_NUMBER, "stop after so many seconds; default 60", NULL, false, false}
void cmd_confine(int keep);          /* in the child, once its files are open; keep: the output's descriptor. Says so where it cannot be */

/* ---- look.c: what reports say of themselves; host_drop the result. For the child of cmd_look_watched only */
struct host;
struct host *cmd_look(const struct cmd_call *c, const char *name_or_path, struct err *e);    /* NULL: it cannot be loaded */
bool cmd_look_watched(bool (*run)(void *ctx, struct err *e), void *ctx, struct err *e);

/* ---- say.c: sentences that several commands print */
void cmd_first_line(const struct cmd_call *c);                       /* "attest 0.1.0, level meeting, dataset x" to standard output */
bool cmd_flush(struct err *e);                                       /* results that did not reach standard output are no results */
char *cmd_grouped(struct arena *a, unsigned long long n);            /* "12,345" */
char *cmd_date_words(struct arena *a, const char *iso);              /* "21 May 2027" */
char *cmd_count_words(struct arena *a, unsigned long long n, const char *one, const char *many);   /* "1 page", "2 pages" */
void cmd_note(const char *fmt, ...) PRINTF(1, 2);                    /* "attest: ..." to standard error */

/* ---- table.c: rows of text in aligned columns */
struct cmd_table_text;
struct cmd_table_text *cmd_table_new(size_t columns);
void cmd_table_cell(struct cmd_table_text *t, const char *text, bool number);
void cmd_table_print(struct cmd_table_text *t, bool head, FILE *f);  /* head: the first row is underlined */
void cmd_table_drop(struct cmd_table_text *t);

#endif
