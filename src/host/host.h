/* host.h: one Lua state that runs one report.
 *
 *   host_new      an empty state: allow-listed functions, strict globals, loader, memory cap
 *   host_find     reads the report's file
 *   host_read     reads the modules beside it that it requires: no file is opened later
 *   host_load     compiles and runs the report's chunk, checks the report table
 *   host_build    report.load(data, p), closes data, report.render(doc, d, p): the logical tree stands
 *   host_resolver what layout asks while it works: numbers of source marks, list of sources, running head and foot
 *
 * Errors carry file.lua:line and never cross a foreign frame. */
#ifndef HOST_H
#define HOST_H

#include "base/base.h"
#include "data/data.h"
#include "layout/layout.h"

struct host_param {
	const char *name, *type, *help, *default_text;        /* type: text, integer, date, choice; default NULL: required */
	const char *const *choices; size_t n_choices;         /* of type choice */
};
struct host_report {
	const char *id, *title, *help;
	enum data_level levels[3]; size_t n_levels;  /* the first is the usual one */
	bool evidence;                       /* evidence = "strict"; false: "none" */
	int api, page_budget;                /* [pages], 0 none */
	const struct host_param *params; size_t n_params;
};

struct host;
struct host *host_new(struct data_image *assets, size_t memory_bytes, struct err *e);
void host_drop(struct host *h);
/* name from the executable (reports/NAME.lua), or a path ending in .lua; require then also finds modules in that folder */
bool host_find(struct host *h, const char *name_or_path, struct err *e);
bool host_read(struct host *h, struct err *e);
bool host_load(struct host *h, struct err *e);
const struct host_report *host_report(const struct host *h);
/* -p NAME=VALUE; unknown names, wrong types and missing ones are errors with the nearest name and the allowed values */
bool host_param_set(struct host *h, const char *name, const char *value, struct err *e);

/* sandbox.c: the allow-list of Lua's own names, row by row; library NULL: a global; verdict: "as in Lua", "changed", "attest's own", "absent" */
struct host_rule { const char *library, *name, *verdict, *reason; };
bool host_rule_at(size_t i, struct host_rule *out);           /* false behind the last */

struct host_context {
	struct data *data;                   /* of the level of the run; lives until host_drop */
	enum data_level level;
	const char *date;                    /* compiled on, YYYY-MM-DD; NULL: the dataset's as-of date */
	const char *lang;                    /* "en" */
	const struct data_own *org, *meeting;        /* borrowed until host_drop; NULL: not given */
};
bool host_build(struct host *h, const struct host_context *c, struct err *e);
bool host_asked(const struct host *h, enum data_own_kind kind);       /* the report called data.org(), data.meeting() */
struct layout_doc *host_doc(struct host *h);
void host_resolver(struct host *h, struct layout_resolver *r);
struct text_fonts *host_fonts(struct host *h);               /* borrowed: those of the executable */
/* after layout: what was placed */
bool host_check_placed(struct host *h, struct err *e);       /* the rules of evidence that depend on what the page budget left */
void host_tell_values(const struct host *h, struct buf *out); /* a line for each value that was placed, with what it rests on */
size_t host_printed(const struct host *h, struct arena *a, struct data_printed **out);        /* values that were placed, each once */
/* the scripts that ran, the report first, each with its SHA-256; names as in the executable, or below the report's folder */
struct host_script { const char *name; char hash[HASH_HEX_SIZE]; };
struct host_script *host_scripts(const struct host *h, struct arena *a, size_t *n);
size_t host_placed_sources(const struct host *h);
const char *host_use_by(const struct host *h);               /* earliest re-check date of what was placed, NULL none */
/* runs a chunk as a test or tool in the same sandbox; NULL error set on failure */
bool host_run_chunk(struct host *h, const char *name, const char *source, size_t n, struct err *e);

#endif
