/* source.c: attest source, a document on its way into table source: its hash and lines, the next free keys, and the rows that come next. */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#define CELLS 40

struct registration {
	struct cmd_call *c;
	struct data_document doc;
	struct data_known *known;    /* owned */
	const char *id, *path;       /* path: of the CSV file, NULL without --dataset */
	const char *names[CELLS], *cells[CELLS]; size_t n;   /* of the row */
};

/* ---- the row */

static void set(struct registration *r, const char *column, const char *value)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->names[i], column) == 0) {
			r->cells[i] = value;
			return;
		}
}

/* all columns, in their order; what is not known is left empty, what must be said is said to be unknown */
static void begin_row(struct registration *r)
{
	struct arena *a = r->c->arena;
	size_t n;
	const char *const *columns = data_schema_columns("source", a, &n);
	char today[11];

	os_today(today);
	for (size_t i = 0; i < n && r->n < CELLS; i++)
		r->names[r->n++] = columns[i];
	set(r, "kind", "news-secondary");
	set(r, "pub_basis", "unknown");
	set(r, "collected_on", arena_strdup(a, today));
	set(r, "file", r->doc.name);
	set(r, "bytes", arena_printf(a, "%zu", r->doc.bytes));
	set(r, "lines", arena_printf(a, "%zu", r->doc.lines));
	set(r, "sha256", r->doc.sha256);
	set(r, "reach", "unk");
	set(r, "rel", "F");
	set(r, "rel_why", "not judged yet");
	set(r, "level", "editors");
}

static bool set_given(struct registration *r, const char *given, struct err *e)
{
	const char *eq = strchr(given, '='), *column = arena_strndup(r->c->arena, given, (size_t)(eq - given));
	struct buf b = {0};
	size_t i = 0;

	while (i < r->n && strcmp(r->names[i], column) != 0)
		i++;
	if (i == r->n) {
		str_suggest(&b, column, r->names, r->n);
		err_set(e, "source: --set %s: table 'source' has no column '%s'%s", given, column, b.p);
		buf_drop(&b);
		r->c->usage = true;
		return false;
	}
	if (strcmp(column, "file") == 0 || strcmp(column, "bytes") == 0 || strcmp(column, "lines") == 0 || strcmp(column, "sha256") == 0)
		return err_set(e, "source: --set %s: '%s' is measured from the file", given, column);
	r->cells[i] = eq[1] != '\0' ? eq + 1 : NULL;
	return true;
}

static bool make_row(struct registration *r, struct err *e)
{
	begin_row(r);
	for (size_t i = 0; i < r->c->n_given; i++)
		if (strcmp(r->c->given[i].option->name, "--set") == 0 && !set_given(r, r->c->given[i].value, e))
			return false;
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->names[i], "id") == 0 && r->cells[i] == NULL)
			r->cells[i] = data_known_next(r->known, r->c->arena);
		else if (strcmp(r->names[i], "id") == 0 && data_known_id(r->known, r->cells[i]))
			return err_set(e, "source: '%s' is already the id of a row: leave --set id=... away, and a free one is taken", r->cells[i]);
	r->id = r->cells[0];
	return true;
}

/* ---- what is known */

static bool look(struct registration *r, struct err *e)
{
	const char *dir = cmd_value(r->c, "--dataset"), *same;
	struct data *d = cmd_dataset_open(r->c, e);
	bool ok = d != NULL && data_known_dataset(r->known, d, e) && (dir == NULL || data_known_folder(r->known, dir, e));

	data_drop(d);
	if (!ok)
		return false;
	same = data_known_document(r->known, r->doc.sha256);
	if (same != NULL)
		return err_set(e, "source: '%s' is registered already: source '%s' has the same SHA-256", r->c->args[0], same);
	same = data_known_file(r->known, r->doc.name);
	return same == NULL || err_set(e, "source: source '%s' is a file '%s' with other content: rename this one", same, r->doc.name);
}

/* ---- what is printed */

static void print_lines(const struct registration *r)
{
	size_t line = 0;

	for (const char *p = r->doc.text; *p != '\0';) {
		size_t n = strcspn(p, "\n"), cap = 10 * n + 1;
		char *shown = mem_alloc(cap);
		printf("%6zu  %s\n", ++line, str_show(shown, cap, p, n));
		free(shown);
		p += n + (p[n] == '\n');
	}
}

static void print_row(const struct registration *r)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->n; i++)
		data_csv_cell(&b, r->names[i], CSV_SPECIAL_HEAD, i == 0);
	buf_putc(&b, '\n');
	for (size_t i = 0; i < r->n; i++)
		data_csv_cell(&b, r->cells[i], CSV_SPECIAL, i == 0);
	printf("source.csv:\n%s\n", b.p);
	buf_drop(&b);
}

/* the first number behind the prefix that is free */
static const char *next_id(const struct registration *r, const char *prefix)
{
	const char *stem = str_starts(r->id, "src-") ? r->id + strlen("src-") : r->id, *id;
	size_t n = 0;

	do
		id = arena_printf(r->c->arena, "%s-%s-%zu", prefix, stem, ++n);
	while (data_known_id(r->known, id));
	return id;
}

static void print_next(const struct registration *r)
{
	const char *passage = next_id(r, "p"), *claim = next_id(r, "c"), *rests = next_id(r, "cs");

	printf("\nThe rows that come next; what stands in capitals is to be filled in. 'attest help passage' tells the columns and codes.\n\n"
	       "passage.csv:\nid,source,line_first,line_last,gist,quote,speaker,attribution,modality,level\n"
	       "%s,%s,FIRST,LAST,WHAT IT SAYS IN OUR WORDS,SEVEN WORDS AT MOST,,WHO SAYS IT,asserted,public\n"
	       "claim.csv:\nid,ref,field,value,modality,cred,conf,rank,dispute,asof_e,level\n"
	       "%s,ROW,COLUMN,VALUE,asserted,3,medium,preferred,,,public\n"
	       "claim_source.csv:\nid,claim,passage,stance,closeness,level\n"
	       "%s,%s,%s,supports,reporter,public\n", passage, r->id, claim, rests, claim, passage);
}

static bool source(struct cmd_call *c, struct err *e)
{
	struct registration r = {.c = c, .known = data_known_new()};
	const char *dir = cmd_value(c, "--dataset");
	bool ok;

	if (dir != NULL && !os_is_dir(dir))
		err_set(e, "source: '%s' is no folder: make one with 'attest new --dataset %s', or mkdir", dir, dir);
	ok = !e->set && data_document_read(c->args[0], c->arena, &r.doc, e) && look(&r, e) && make_row(&r, e);
	if (ok && dir != NULL) {
		r.path = arena_printf(c->arena, "%s%ssource.csv", dir, str_ends(dir, "/") ? "" : "/");
		ok = data_append(r.path, r.names, r.cells, r.n, e);
	}
	if (ok) {
		printf("%s: %s, %s bytes, %s\nSHA-256 %s\n\n", r.id, r.doc.name, cmd_grouped(c->arena, r.doc.bytes),
		    cmd_count_words(c->arena, r.doc.lines, "line", "lines"), r.doc.sha256);
		print_lines(&r);
		putchar('\n');
		if (r.path == NULL)
			print_row(&r);
		else
			cmd_note("%s: row '%s' added; kind, reach, rel, rel_why and level are yours to judge", r.path, r.id);
		print_next(&r);
	}
	data_known_drop(r.known);
	return ok;
}

static const struct cmd_option options[] = {
	{"--dataset", "DIR", CMD_TEXT, "adds the row to source.csv of this folder; without it, it is printed", NULL, false, false},
	{"--set", "COLUMN=VALUE", CMD_PAIR, "what you know of it: kind, title, publisher, pub_e, ...; repeat for more", NULL, false, true},
	{"--data", "FILE|DIR", CMD_TEXT, "whose keys are taken too; default: the dataset in this file", NULL, false, false},
};

const struct cmd cmd_source = {
	.name = "source", .args = "FILE", .args_min = 1, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .run = source,
	.help = "registers a document: hash, numbered lines, free keys, and the rows that come next",
	.more = "FILE is text in UTF-8, since passages are lines of it. Nothing is overwritten, and no file is registered twice.\n"
	        "attest source article.txt --dataset team --set kind=news-direct --set \"title=A day in Exampletown\"",
};
