/* new.c: attest new, a report to begin with: commented, written for the tables at hand, and it runs at once.
 *
 *   help/new-strict.lua   a dataset of our schema with the wording that the starter prints
 *   help/new-values.lua   one without that wording: only what the dataset holds is printed
 *   help/new-plain.lua    any other tables: the first that has rows is shown
 *
 * Names of tables and columns are somebody else's. They are written as SQL, CommonMark and comments of Lua, so each is quoted for where it
 * stands, and one that holds a control character or a bracket is left to the list of tables. */
#include "cmd/cmd.h"
#include "host/host.h"

#include <ctype.h>
#include <string.h>

#define NAME_MAX_BYTES 64            /* of a report */
#define COLUMNS 5                    /* of the first table, as many as fit a page */
#define LINE 110                     /* [columns] of the list of tables */

struct starter {
	struct cmd_call *c;
	struct data *d;              /* owned */
	const char *id, *out, *table;
	struct buf select, columns;
};
struct mark { const char *name, *text; };

/* ---- names */
static bool check_name(struct cmd_call *c, const char *name, struct err *e)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	char *lower = arena_strdup(c->arena, name);

	if (name[n] == '\0' && isalnum((unsigned char)*name) && n <= NAME_MAX_BYTES)
		return true;
	c->usage = true;
	if (str_ends(lower, ".lua"))
		lower[strlen(lower) - 4] = '\0';
	for (char *p = lower; *p != '\0'; p++)
		*p = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '-';
	lower += strspn(lower, "-");
	if (strlen(lower) > NAME_MAX_BYTES)
		lower[NAME_MAX_BYTES] = '\0';
	return err_set(e, "new: '%s' is no name of a report: lower-case letters, digits and '-', %d at most%s%s%s", name, NAME_MAX_BYTES,
	    *lower != '\0' ? ", such as '" : "", lower, *lower != '\0' ? "'" : "");
}

/* "our-visit" -> "Our visit" */
static const char *words_of(struct arena *a, const char *name)
{
	char *s = arena_strdup(a, name);

	for (char *p = s; *p != '\0'; p++)
		*p = *p == '-' || *p == '_' ? ' ' : *p;
	*s = (char)toupper((unsigned char)*s);
	return s;
}

/* what no quoting could make safe: the end of a line, or of a long bracket */
static bool is_harmless(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F || *p == ']' || *p == '[')
			return false;
	return *name != '\0';
}

static bool is_plain(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '_')
			return false;
	return isalpha((unsigned char)*name) || *name == '_';
}

static const char *quoted(struct arena *a, const char *name)
{
	struct buf b = {0};
	const char *out;

	buf_putc(&b, '"');
	for (; *name != '\0'; name++)
		buf_puts(&b, *name == '"' ? "\"\"" : (char[]){*name, '\0'});
	buf_putc(&b, '"');
	out = arena_strdup(a, b.p);
	buf_drop(&b);
	return out;
}

static bool compiles(struct data *d, const char *sql)
{
	struct err none = {0};
	struct data_stmt *s = data_prepare(d, sql, true, &none);

	data_stmt_drop(s);
	return s != NULL;
}

/* as SQL: bare where SQLite takes it so, which it does not for its own words */
static const char *sql_name(struct starter *s, const char *name, const char *fmt)
{
	struct buf b = {0};
	bool bare;

	buf_printf(&b, "select %s", fmt);
	for (char *p = b.p; *p != '\0'; p++)
		if (*p == '?') {         /* its one place */
			char *sql = arena_printf(s->c->arena, "%.*s%s%s", (int)(p - b.p), b.p, name, p + 1);
			bare = is_plain(name) && compiles(s->d, sql);
			buf_drop(&b);
			return bare ? name : quoted(s->c->arena, name);
		}
	buf_drop(&b);
	return quoted(s->c->arena, name);
}

/* a column's name as a string of Lua that is CommonMark for these words */
static void add_head(struct buf *b, const char *name)
{
	buf_putc(b, '"');
	for (const char *p = name; *p != '\0'; p++) {
		if (ispunct((unsigned char)*p) && strchr("_-,'/ ", *p) == NULL)
			buf_puts(b, *p == '"' || *p == '\\' ? "\\\\\\" : "\\\\");
		buf_putc(b, *p);
	}
	buf_putc(b, '"');
}

/* in the order of the table, which data_names sorts */
static const char *const *columns_of(struct starter *s, const char *table, size_t *n)
{
	struct arena *a = s->c->arena;
	struct err none = {0};
	struct data_stmt *q = data_prepare(s->d, arena_printf(a, "select * from %s", quoted(a, table)), true, &none);
	const char **names;

	if (q == NULL)
		return data_names(s->d, table, a, n);
	*n = data_columns(q);
	names = arena_alloc(a, (*n + 1) * sizeof *names);
	for (size_t i = 0; i < *n; i++)
		names[i] = arena_strdup(a, data_column_name(q, i));
	data_stmt_drop(q);
	return names;
}

/* ---- the first table of somebody's own */
static void add_column(struct starter *s, size_t i, const char *name, const char *sql)
{
	const char *field = is_plain(name) ? name : arena_printf(s->c->arena, "c%zu", i + 1);

	buf_printf(&s->select, "%s%s", i > 0 ? ", " : "", sql);
	if (!is_plain(name))
		buf_printf(&s->select, " as %s", field);
	buf_printf(&s->columns, "%s      { head = ", i > 0 ? "\n" : "");
	add_head(&s->columns, words_of(s->c->arena, name));
	buf_printf(&s->columns, ", field = \"%s\"%s },%s", field, i == 0 ? ", header = true" : "",
	    i == 0 ? " -- header: it names the row, for readers who hear the table" : "");
}

static bool take_table(struct starter *s, const char *table)
{
	size_t n, taken = 0;
	const char *const *columns = columns_of(s, table, &n);

	s->table = sql_name(s, table, "count(*) from ?");
	for (size_t i = 0; i < n && taken < COLUMNS; i++)
		if (is_harmless(columns[i]))
			add_column(s, taken++, columns[i], sql_name(s, columns[i], arena_printf(s->c->arena, "? from %s", s->table)));
	return taken > 0;
}

/* the first that has rows, else the first */
static bool choose_table(struct starter *s, struct err *e)
{
	size_t n;
	const char *const *tables = data_names(s->d, NULL, s->c->arena, &n), *chosen = NULL;

	for (size_t i = 0; i < n; i++) {
		long long rows;
		if (!is_harmless(tables[i]) || strchr(tables[i], '"') != NULL || strcmp(tables[i], "registry") == 0)
			continue;
		rows = cmd_row_count(s->d, tables[i], e);
		if (rows < 0)
			return false;
		if (rows > 0) {
			chosen = tables[i];
			break;
		}
		chosen = chosen != NULL ? chosen : tables[i];
	}
	return (chosen != NULL && take_table(s, chosen)) || err_set(e, "new: the dataset has no table that a starter can show");
}

/* ---- which starter */
static bool is_evidence(const struct data *d)
{
	return data_level(d) != DATA_UNLEVELLED && data_has_table(d, "claim") && data_has_table(d, "event") && data_has_table(d, "meta");
}

/* what the first starter prints, at the level that it runs at */
static bool has_wording(struct starter *s)
{
	static const char sql[] = "select count(*) from text where level = 'public' and lang = 'en' and key in ('brief.tile.acts.label', "
	    "'brief.timeline.heading', 'brief.timeline.col.date', 'brief.timeline.col.event', 'brief.timeline.col.outcome', "
	    "'brief.timeline.col.sources', 'brief.timeline.empty', 'brief.sources.heading')";
	struct err none = {0};
	struct data_stmt *q = data_prepare(s->d, sql, true, &none);
	bool has = q != NULL && data_step(q, &none) == 1 && data_column(q, 0)->i == 8 && data_meta(s->d, "title") != NULL;

	data_stmt_drop(q);
	return has;
}

/* ---- what the marks of a starter stand for */
static const char *levels(struct arena *a, enum data_level own)
{
	const char *s = "\"public\"";

	for (int i = DATA_MEETING; own != DATA_UNLEVELLED && i <= (int)own; i++)
		s = arena_printf(a, "%s, \"%s\"", s, data_level_names[i]);
	return s;
}

/* for a comment: no line ends in it */
static const char *one_line(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *p = copy; *p != '\0'; p++)
		*p = (unsigned char)*p < 0x20 || *p == 0x7F ? '?' : *p;
	return copy;
}

static void list_table(struct starter *s, const char *table, struct buf *b)
{
	size_t n, at;
	const char *const *columns = columns_of(s, table, &n), *probe = arena_printf(s->c->arena, "? from %s", quoted(s->c->arena, table));

	/* each as a query must write it: a name with a '?' in it would be taken for the place of the column */
	if (strchr(table, '?') != NULL)
		probe = "?";
	table = one_line(s->c->arena, table);
	buf_printf(b, "\n--   %s:", table);
	at = 6 + strlen(table);
	for (size_t i = 0; i < n; i++) {
		const char *name = one_line(s->c->arena, sql_name(s, columns[i], probe));
		if (at + 2 + strlen(name) > LINE) {
			buf_puts(b, "\n--     ");
			at = 7;
		}
		buf_printf(b, " %s%s", name, i + 1 < n ? "," : "");
		at += 2 + strlen(name);
	}
}

static const char *list_tables(struct starter *s)
{
	size_t n;
	const char *const *tables = data_names(s->d, NULL, s->c->arena, &n), *out;
	struct buf b = {0};

	buf_puts(&b, "-- Tables and columns of the dataset:");
	for (size_t i = 0; i < n; i++)
		list_table(s, tables[i], &b);
	out = arena_strdup(s->c->arena, b.p);
	buf_drop(&b);
	return out;
}

static void expand(const char *text, size_t n, const struct mark *marks, size_t n_marks, struct buf *out)
{
	for (const char *end = text + n; text < end;) {
		const struct mark *found = NULL;
		for (size_t i = 0; *text == '@' && found == NULL && i < n_marks; i++)
			if (strncmp(text, marks[i].name, strlen(marks[i].name)) == 0)
				found = &marks[i];
		if (found != NULL)
			buf_puts(out, found->text);
		else
			buf_putc(out, *text);
		text += found != NULL ? strlen(found->name) : 1;
	}
}

/* ---- the command */
static const char *path_of(struct cmd_call *c, const char *id)
{
	const char *out = cmd_value(c, "-o");

	if (out == NULL)
		return arena_printf(c->arena, "%s.lua", id);
	if (os_is_dir(out))
		return arena_printf(c->arena, "%s%s%s.lua", out, str_ends(out, "/") ? "" : "/", id);
	return out;
}

static const char *run_words(struct starter *s)
{
	struct arena *a = s->c->arena;
	const char *data = cmd_value(s->c, "--data");

	return arena_printf(a, "attest run %s%s%s%s", strchr(s->out, '/') != NULL ? "" : "./", one_line(a, s->out),
	    data != NULL ? " --data " : "", data != NULL ? one_line(a, data) : "");
}

static bool fill_in(struct starter *s, const char *kind, struct buf *out, struct err *e)
{
	struct arena *a = s->c->arena;
	const char *asset = arena_printf(a, "help/new-%s.lua", kind), *data = cmd_value(s->c, "--data"), *text;
	enum data_level own = data_level(s->d);
	const struct mark marks[] = {
		{"@RUN@", run_words(s)}, {"@ID@", s->id}, {"@TITLE@", words_of(a, s->id)}, {"@LEVELS@", levels(a, own)},
		{"@HIGHEST@", own == DATA_UNLEVELLED ? "public" : data_level_name(own)}, {"@TABLES@", list_tables(s)},
		{"@DATA@", data != NULL ? arena_printf(a, " --data %s", one_line(a, data)) : ""}, {"@TABLE@", s->table != NULL ? s->table : ""},
		{"@SELECT@", s->select.p != NULL ? s->select.p : ""}, {"@COLUMNS@", s->columns.p != NULL ? s->columns.p : ""}};
	size_t n;

	text = data_asset(s->c->image, asset, &n);
	if (text == NULL)
		return err_set(e, "this file was packed without '%s': take a fresh copy of attest", asset);
	expand(text, n, marks, COUNT_OF(marks), out);
	return true;
}

static bool write_starter(struct starter *s, struct err *e)
{
	const char *kind = !is_evidence(s->d) ? "plain" : has_wording(s) ? "strict" : "values";
	struct buf out = {0};
	struct file_out *f = NULL;
	bool ok = (strcmp(kind, "plain") != 0 || choose_table(s, e)) && fill_in(s, kind, &out, e);

	if (ok && strcmp(s->out, "-") != 0 && os_exists(s->out))
		ok = err_set(e, "new: '%s' is there already, and nothing is overwritten: choose another name, or give -o FILE", s->out);
	if (ok)
		f = file_out_open(s->out, e);
	ok = f != NULL && file_out_write(f, out.p, out.len);
	if (f != NULL)
		ok = file_out_commit(f, 0, e);
	buf_drop(&out);
	return ok;
}

static bool new(struct cmd_call *c, struct err *e)
{
	const char *dataset = cmd_value(c, "--dataset");
	struct starter s = {.c = c};
	bool ok;

	c->usage = dataset != NULL ? c->n_args > 0 || cmd_value(c, "--data") != NULL || cmd_value(c, "-o") != NULL : c->n_args == 0;
	if (c->usage)
		return err_set(e, dataset != NULL ? "new: --dataset DIR stands by itself: it writes an empty dataset, no report" :
		    "new: the name of the report is missing: attest new NAME, or --dataset DIR for an empty dataset");
	if (dataset != NULL)
		return cmd_new_dataset(c, dataset, e);
	s.id = c->args[0];

	if (!check_name(c, s.id, e))
		return false;
	s.out = path_of(c, s.id);
	s.d = cmd_dataset_open(c, e);
	if (s.d == NULL)
		return false;
	ok = write_starter(&s, e);
	if (ok && strcmp(s.out, "-") != 0)
		cmd_note("%s: written; make its PDF with: %s", s.out, run_words(&s));
	buf_drop(&s.select);
	buf_drop(&s.columns);
	data_drop(s.d);
	return ok;
}

static const struct cmd_option options[] = {
	{"--data", "FILE|DIR", CMD_TEXT, "the dataset that it begins with: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
	{"--dataset", "DIR", CMD_TEXT, "instead of a report: a new folder of CSV files, one for each table, with a guide to each", NULL, false, false},
	{"-o", "FILE|DIR|-", CMD_TEXT, "where the report goes; default: NAME.lua in this folder; nothing is overwritten", NULL, false, false},
};

const struct cmd cmd_new = {
	.name = "new", .args = "NAME", .args_min = 0, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .run = new,
	.help = "writes NAME.lua, a commented report to begin with, or an empty dataset",
	.more = "It runs at once, and lists the tables and columns of the dataset. NAME has lower-case letters, digits and '-'.\n"
	        "Then: attest run ./NAME.lua; 'attest help report' tells what stands in it.",
};
