/* reference.h: the reference of everything that a report can call, read from the doc blocks of our own sources.
 *
 *   src, scripts ── build.sh ──> asset help/reference.txt: the blocks as they stand, file by file ── parsed here, at run time
 *
 * A block begins with its head, a function's call `doc:rule(options)`, a field `report.pages`, or `topic NAME: title`. Then text, and tags:
 *
 *   @param NAME TYPE: [unit] words; default VALUE      without a default it is needed; NAME.KEY is a key of the table NAME
 *   @type TYPE: words          of a field
 *   @return TYPE: words        @raise words        @style NAME: words
 *   @usage [claims] code       or below it, indented; [claims]: on the evidence dataset, else on the pets of topic 'examples'
 *
 * A line ends a paragraph when it ends a sentence; a line that begins with a blank stands as it is. Types are those of LuaLS. */
#ifndef CMD_REFERENCE_H
#define CMD_REFERENCE_H

#include "cmd/cmd.h"

enum ref_kind { REF_FUNCTION, REF_FIELD, REF_TOPIC };
struct ref_param {
	const char *name, *type;
	const char *unit, *words, *fallback;  /* unit and fallback (the default) may be NULL */
};
struct ref_params { struct ref_param *p; size_t n; };
struct ref_example { const char *code; bool claims; };
struct ref_entry {
	enum ref_kind kind;
	const char *name;            /* "doc:table", "report.params", "require"; of a topic "values" */
	const char *head;            /* "doc:table(description)"; of a topic its title */
	const char *module;          /* "doc", "report", "globals"; "topic" */
	const char *file, *text;     /* text: paragraphs apart by LF */
	struct ref_params params, styles;
	const struct ref_param *type, *returns;       /* without name; NULL: none */
	const char *raises;          /* NULL: not told */
	struct ref_example *examples; size_t n_examples;
	size_t order;                /* in the asset */
};
struct reference {
	struct ref_entry *entries; size_t n;          /* topics first, then module by module */
	const char **modules; size_t n_modules;       /* in the order of reading, without "topic" */
	struct arena *arena;         /* borrowed */
};
bool reference_load(struct reference *r, const struct cmd_call *c, struct err *e);
const char *reference_short(const struct ref_entry *entry);   /* "table" of "doc:table" */
bool reference_is(const struct ref_entry *entry, const char *name);   /* by its name, its short name, or its module's */
const struct ref_param *reference_style(const struct reference *r, const char *name);         /* NULL: none */
void reference_json(const struct reference *r, const char *only);     /* only: one name, NULL for all; to standard output */

/* stubs.c */
void reference_stubs(const struct reference *r);              /* LuaLS, to standard output */

/* help.c: words of one paragraph, filled to standard output; the first line stands at column `at` already */
void cmd_fill(const char *s, size_t n, size_t at, size_t indent);
void cmd_fill_to(FILE *f, const char *s, size_t n, size_t at, size_t indent);

/* tables.c: the tables of an evidence dataset, with their columns; only: one of them, NULL for all */
void cmd_tables_print(struct arena *a, const char *only);
void cmd_table_guide(struct arena *a, const char *table, FILE *out);  /* the same for who fills it: without columns that the importer makes */
const char *const *cmd_table_names(struct arena *a, size_t *n);

#endif
