/* check.c: attest check, the rules of the dataset over its rows.
 *
 * Standard output, one thing a line, fields apart by tabs:
 *   CODE severity state table row field message sources answer       a finding; answer: the dispute, or the waiver with its last day
 *   check CODE where result rule                                      every check: what it found, or why it did not run
 *   summary severity open settled waived */
#include "cmd/cmd.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>

#define FILES_MAX 4096u                       /* documents of one folder */
#define FILE_BYTES_MAX (64u << 20)            /* [bytes] of one */

static const char *const states[] = {"open", "settled", "waived"};
static const char severities[] = "EWI";

struct job {
	struct cmd_call *c;
	struct data_check_options o;
	struct data_checked found;
	const char *dataset;                  /* its id, NULL when it has none */
	enum data_level level;
};

/* ---- documents: read before the process gives up opening files */

static bool read_sources(struct job *j, struct err *e)
{
	const char *dir = cmd_value(j->c, "--sources");
	struct data_check_file *files;
	char **names;
	size_t n = 0, kept = 0;

	if (dir == NULL)
		return true;
	names = os_list_dir(dir, &n, e);
	if (names == NULL)
		return false;
	if (n > FILES_MAX)
		err_set(e, "'%s' holds %zu files, more than %u: give a folder of its documents alone", dir, n, FILES_MAX);
	files = arena_alloc(j->c->arena, (n + 1) * sizeof *files);
	for (size_t i = 0; i < n && !e->set; i++) {
		char *path = arena_printf(j->c->arena, "%s/%s", dir, names[i]);
		if (os_is_dir(path) || !os_is_regular(path))
			continue;
		files[kept].name = arena_strdup(j->c->arena, names[i]);
		files[kept].p = file_read_most(path, FILE_BYTES_MAX, &files[kept].n, e);
		kept++;
	}
	os_list_drop(names, n);
	j->o.files = files;
	j->o.n_files = kept;
	if (kept == 0 && !e->set)
		err_set(e, "'%s' holds no file: give the folder of the documents", dir);
	return !e->set;
}

/* ---- fonts */

static const void *font_bytes(void *ctx, const char *name, size_t *bytes)
{
	const struct cmd_call *c = ctx;

	return data_asset(c->image, arena_printf(c->arena, "fonts/%s", name), bytes);
}

static bool has_glyph(void *ctx, uint32_t cp) { return text_has_glyph(ctx, cp); }

/* ---- lines */

static void field(const char *text, bool last)
{
	size_t n = text == NULL ? 0 : strlen(text), cap = 8 * n + 8;
	char *out = malloc(cap);

	if (out != NULL && n > 0)
		fputs(str_show(out, cap, text, n), stdout);
	free(out);
	putchar(last ? '\n' : '\t');
}

static char *sources_of(const struct job *j, const struct data_finding *f)
{
	struct buf b = {0};
	char *out;

	for (size_t i = 0; i < f->n_sources; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", f->sources[i]);
	out = arena_strdup(j->c->arena, b.p != NULL ? b.p : "");
	buf_drop(&b);
	return out;
}

static const char *answer_of(const struct job *j, const struct data_finding *f)
{
	return f->waiver != NULL ? arena_printf(j->c->arena, "%s until %s", f->waiver, f->until) : f->dispute;
}

static void print_finding(const struct job *j, const struct data_finding *f)
{
	printf("%s\t%c\t%s\t", f->check->code, f->severity, states[f->state]);
	field(f->table, false);
	field(f->ref, false);
	field(f->field, false);
	field(f->message, false);
	field(sources_of(j, f), false);
	field(answer_of(j, f), true);
}

static const char *result_of(const struct job *j, const struct data_check *k)
{
	if (!k->ran)
		return k->why_not;
	return k->findings == 0 ? "ran, no finding" :
	    arena_printf(j->c->arena, "ran, %s", cmd_count_words(j->c->arena, k->findings, "finding", "findings"));
}

static void print_lines(const struct job *j)
{
	for (size_t i = 0; i < j->found.n_findings; i++)
		print_finding(j, &j->found.findings[i]);
	for (size_t i = 0; i < j->found.n_checks; i++) {
		const struct data_check *k = &j->found.checks[i];
		printf("check\t%s\t%c\t%s\t", k->code, k->severity, data_check_where_name(k->where));
		field(result_of(j, k), false);
		field(k->rule, true);
	}
	for (int s = 0; s < 3; s++)
		printf("summary\t%c\t%zu open\t%zu settled\t%zu waived\n", severities[s], j->found.counts[s][DATA_FINDING_OPEN],
		    j->found.counts[s][DATA_FINDING_SETTLED], j->found.counts[s][DATA_FINDING_WAIVED]);
}

/* ---- JSON */

static void text_or_null(yyjson_mut_doc *d, yyjson_mut_val *o, const char *key, const char *text)
{
	if (text == NULL)
		yyjson_mut_obj_add_null(d, o, key);
	else
		yyjson_mut_obj_add_strcpy(d, o, key, text);
}

static void code_of(yyjson_mut_doc *d, yyjson_mut_val *o, const char *code, char severity)
{
	char s[2] = {severity, '\0'};

	yyjson_mut_obj_add_strcpy(d, o, "code", code);
	yyjson_mut_obj_add_strcpy(d, o, "severity", s);
}

static void json_finding(yyjson_mut_doc *d, yyjson_mut_val *list, const struct data_finding *f)
{
	yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, list), *sources;

	code_of(d, o, f->check->code, f->severity);
	yyjson_mut_obj_add_str(d, o, "state", states[f->state]);
	text_or_null(d, o, "table", f->table);
	text_or_null(d, o, "row", f->ref);
	text_or_null(d, o, "field", f->field);
	text_or_null(d, o, "message", f->message);
	sources = yyjson_mut_obj_add_arr(d, o, "sources");
	for (size_t i = 0; i < f->n_sources; i++)
		yyjson_mut_arr_add_strcpy(d, sources, f->sources[i]);
	text_or_null(d, o, "from", f->lo);
	text_or_null(d, o, "to", f->hi);
	text_or_null(d, o, "dispute", f->dispute);
	text_or_null(d, o, "waiver", f->waiver);
	text_or_null(d, o, "until", f->until);
}

static void json_check(yyjson_mut_doc *d, yyjson_mut_val *list, const struct data_check *k)
{
	yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, list);

	code_of(d, o, k->code, k->severity);
	yyjson_mut_obj_add_str(d, o, "where", data_check_where_name(k->where));
	yyjson_mut_obj_add_bool(d, o, "ran", k->ran);
	if (k->ran)
		yyjson_mut_obj_add_uint(d, o, "findings", k->findings);
	text_or_null(d, o, "why_not", k->why_not);
	yyjson_mut_obj_add_strcpy(d, o, "rule", k->rule);
}

static bool print_json(const struct job *j, struct err *e)
{
	yyjson_mut_doc *d = yyjson_mut_doc_new(NULL);
	yyjson_mut_val *root = yyjson_mut_obj(d), *list;
	yyjson_write_err why = {0};
	char *text;

	yyjson_mut_doc_set_root(d, root);
	text_or_null(d, root, "dataset", j->dataset);
	yyjson_mut_obj_add_str(d, root, "level", data_level_name(j->level));
	yyjson_mut_obj_add_strcpy(d, root, "date", j->found.date);
	list = yyjson_mut_obj_add_arr(d, root, "findings");
	for (size_t i = 0; i < j->found.n_findings; i++)
		json_finding(d, list, &j->found.findings[i]);
	list = yyjson_mut_obj_add_arr(d, root, "checks");
	for (size_t i = 0; i < j->found.n_checks; i++)
		json_check(d, list, &j->found.checks[i]);
	text = yyjson_mut_write_opts(d, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL, NULL, &why);
	if (text != NULL)
		puts(text);
	free(text);
	yyjson_mut_doc_free(d);
	return text != NULL || err_set(e, "the findings are no valid JSON: %s", why.msg);
}

/* ---- */

/* the day that everything is held against; today only when it is asked for */
static const char *date_of(struct cmd_call *c)
{
	const char *given = cmd_value(c, "--date");
	char *today;

	if (given == NULL || strcmp(given, "today") != 0)
		return given;
	today = arena_alloc(c->arena, 11);
	os_today(today);
	return today;
}

static bool tell(struct job *j, struct err *e)
{
	size_t errors = j->found.counts[0][DATA_FINDING_OPEN], idle = 0;

	for (size_t i = 0; i < j->found.n_checks; i++)
		idle += !j->found.checks[i].ran;
	if (cmd_flag(j->c, "--json") ? !print_json(j, e) : (print_lines(j), false))
		return false;
	fprintf(stderr, "%s, as of %s: %s, %s; ", cmd_level_words(j->level), j->found.date,
	    cmd_count_words(j->c->arena, errors, "error", "errors"),
	    cmd_count_words(j->c->arena, j->found.counts[1][DATA_FINDING_OPEN], "warning", "warnings"));
	fprintf(stderr, "%zu of %zu checks ran\n", j->found.n_checks - idle, j->found.n_checks);
	return errors == 0 || err_set(e, "%s that no ruling answers and no waiver accepts", cmd_count_words(j->c->arena, errors, "error", "errors"));
}

static bool check_view(struct job *j, struct data *d, struct err *e)
{
	j->dataset = data_meta(d, "dataset");
	return data_check(d, &j->o, j->c->arena, &j->found, e) && tell(j, e);
}

static bool work(void *ctx, struct err *e)
{
	struct job j = {.c = ctx};
	const char *level = cmd_value(j.c, "--level");
	struct cmd_view v = {0};
	struct data *full;
	bool ok;

	j.o.date = date_of(j.c);
	full = read_sources(&j, e) ? cmd_dataset_open(j.c, e) : NULL;
	cmd_confine(STDOUT_FILENO);
	if (full == NULL)
		return false;
	j.level = data_level(full);
	if (level != NULL)
		data_level_parse(level, &j.level);
	if (j.c->image != NULL) {
		j.o.ctx = text_fonts_new(font_bytes, j.c);
		j.o.has_glyph = has_glyph;
	}
	ok = cmd_view_open(j.c, &v, full, j.level, e) && check_view(&j, v.at, e);
	text_fonts_drop(j.o.ctx);
	cmd_view_drop(&v);
	return ok;
}

static bool check(struct cmd_call *c, struct err *e)
{
	return cmd_watch_alone(c, work, c, e);
}

static const struct cmd_option options[] = {
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
	{"--level", "public|meeting|editors", CMD_CHOICE, "check what a copy of this level would hold; default: all that is there", cmd_levels, false, false},
	{"--sources", "DIR", CMD_TEXT, "the folder of the documents: hashes, quotations and shared passages are checked too", NULL, false, false},
	{"--date", "YYYY-MM-DD|today", CMD_DATE, "the day that waivers and re-checks are held against; default: the dataset's as-of", NULL, false, false},
	{"--json", NULL, CMD_FLAG, "as JSON, for programs", NULL, false, false},
	CMD_LIMITS,
};

const struct cmd cmd_check = {
	.name = "check", .args = "", .options = options, .n_options = COUNT_OF(options), .run = check,
	.help = "what is wrong, open or stale in the dataset; exit 1 on an error that nothing answers",
	.more = "One line a finding, fields apart by tabs: code, severity (E, W, I), state (open, settled, waived), table, row, field, message,\n"
	        "sources, and the dispute or waiver that answers it. Then a line for every check (check, code, severity, where it runs, result,\n"
	        "rule), so that what did not run is seen, and a summary by severity.\n"
	        "An error is settled when its dispute is ruled or settled. A row of table 'waiver' (chk, ref, field, reason, by_who, until)\n"
	        "accepts a finding until its day; after that day, or without an author, it is itself the error WAI-01.",
};
