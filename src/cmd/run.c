/* run.c: attest run, a report into a PDF.
 *
 *   parent   output file, watch ────────────────────────────────────────────────────────────────> rename, last line
 *   child      └ dataset, report's and team's files, filter | level → projection → parameters → tree → pages → device ┘
 *
 * Behind the filter the child can only compute and write to the output, which the parent opened: so an unwritable target fails early,
 * and a run that hangs, crashes or is killed leaves the old file and no temporary. */
#include "cmd/manifest.h"
#include "layout/layout.h"
#include "pdf/device.h"

#include <stdlib.h>
#include <string.h>

/* what the child leaves for its parent */
struct told {
	struct limit_note note;
	bool begun;                  /* the report was found: messages before that name it themselves */
	enum data_level level;       /* that it ran at */
	char done[512];              /* "3 pages, level meeting, 7 sources" */
};

struct job {
	struct cmd_call *c;
	const char *report;          /* as called */
	const char *out;             /* path, "-" standard output */
	const char *stem;            /* of the path when we choose the name, which then tells the level; NULL: the caller chose */
	bool trace, embed;
	char today[11];
	const char *date;            /* compiled on, NULL: as of the dataset */
	struct file_out *file;       /* owned */
	struct own_file { const char *path; char *text; size_t n; const struct data_own *parsed; } org, meeting;     /* text: owned, in the child */
	struct told *told;           /* owned, shared by both processes */
	/* in the child */
	struct data *full;           /* owned until the view is open */
	struct cmd_view view;
	struct host *host;           /* owned */
};

/* ---- level */
static bool allows(const struct host_report *r, enum data_level level)
{
	for (size_t i = 0; i < r->n_levels; i++)
		if (r->levels[i] == level)
			return true;
	return false;
}

static bool refuse_level(const struct host_report *r, enum data_level level, struct err *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->n_levels; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", data_level_name(r->levels[i]));
	err_set(e, "it does not run at level '%s': choose one of its own (%s)", data_level_name(level), b.p);
	buf_drop(&b);
	return false;
}

/* the usual level, --level, or the file's own where it holds less and the report allows it */
static bool choose_level(const struct job *j, enum data_level own, enum data_level *level, struct err *e)
{
	const struct host_report *r = host_report(j->host);
	const char *asked = cmd_value(j->c, "--level");

	*level = r->n_levels > 0 ? r->levels[0] : DATA_PUBLIC;
	if (asked != NULL)
		data_level_parse(asked, level);
	if (own == DATA_UNLEVELLED)
		return true;
	if (!allows(r, *level))
		return refuse_level(r, *level, e);
	if (*level <= own)
		return true;
	if (asked == NULL && allows(r, own)) {
		const char *usual = data_level_name(*level);
		*level = own;
		return warning_add(e, "report '%s': the dataset holds level '%s' only, so it runs at '%s' instead of '%s'", r->id,
		    data_level_name(own), data_level_name(own), usual);
	}
	return err_set(e, "it needs level '%s', and the dataset holds level '%s' only: ask for a file packed with --level %s%s%s",
	    data_level_name(*level), data_level_name(own), data_level_name(*level),
	    asked != NULL && allows(r, own) ? ", or run it with --level " : "",
	    asked != NULL && allows(r, own) ? data_level_name(own) : "");
}

/* ---- before the script */
/* The name of the report's file: nothing of the report ran yet. */
static const char *base_name(struct arena *a, const char *report)
{
	const char *slash = strrchr(report, '/'), *base = slash != NULL ? slash + 1 : report;
	return arena_strndup(a, base, strlen(base) - (str_ends(base, ".lua") ? strlen(".lua") : 0));
}

/* eu-briefing-meeting.pdf: whoever finds the file later sees who may have it */
static const char *named(const struct job *j, enum data_level level)
{
	bool levelled = level != DATA_UNLEVELLED;

	return arena_printf(j->c->arena, "%s%s%s.%s", j->stem, levelled ? "-" : "", levelled ? data_level_name(level) : "", j->trace ? "trace" : "pdf");
}

/* its level is known when the report has run */
static bool name_output(struct job *j, struct err *e)
{
	const char *inputs[] = {j->report, cmd_value(j->c, "--data"), j->org.path, j->meeting.path};

	if (j->stem == NULL || j->told->level == DATA_UNLEVELLED)
		return true;
	j->out = named(j, j->told->level);
	return cmd_check_output(j->c, j->out, inputs, COUNT_OF(inputs), e) && file_out_rename(j->file, j->out, e);
}

static bool open_output(struct job *j, struct err *e)
{
	struct arena *a = j->c->arena;
	const char *base = base_name(a, j->report);
	const char *out = cmd_value(j->c, "-o"), *inputs[] = {j->report, cmd_value(j->c, "--data"), j->org.path, j->meeting.path};

	if (out == NULL)
		j->stem = base;
	else if (os_is_dir(out))
		j->stem = arena_printf(a, "%s%s%s", out, str_ends(out, "/") ? "" : "/", base);
	j->out = j->stem == NULL ? out : named(j, DATA_UNLEVELLED);
	j->file = cmd_check_output(j->c, j->out, inputs, COUNT_OF(inputs), e) ? file_out_open(j->out, e) : NULL;
	return j->file != NULL;
}

static bool set_params(struct job *j, struct err *e)
{
	for (size_t i = 0; i < j->c->n_given; i++) {
		const struct cmd_given *g = &j->c->given[i];
		const char *equals;
		if (strcmp(g->option->name, "-p") != 0)
			continue;
		equals = strchr(g->value, '=');
		if (!host_param_set(j->host, arena_strndup(j->c->arena, g->value, (size_t)(equals - g->value)), equals + 1, e))
			return false;
	}
	return true;
}

static bool read_own(struct own_file *f, struct err *e)
{
	if (f->path != NULL)
		f->text = file_read_most(f->path, DATA_OWN_BYTES_MAX, &f->n, e);
	return f->path == NULL || f->text != NULL;
}

/* everything that is read from files, so that the filter can stand before a line of the report runs */
static bool open_inputs(struct job *j, struct err *e)
{
	j->host = host_new(j->c->image, 0, e);
	j->told->begun = str_ends(j->report, ".lua") && os_is_regular(j->report);
	if (j->host == NULL || !host_find(j->host, j->report, e))
		return false;
	j->told->begun = true;
	if (!host_read(j->host, e))
		return false;
	j->full = cmd_dataset_open(j->c, e);
	if (j->full == NULL || !read_own(&j->org, e) || !read_own(&j->meeting, e))
		return false;
	cmd_confine(file_out_fd(j->file));
	return true;
}

static bool open_view(struct job *j, struct err *e)
{
	struct data *full = j->full;
	enum data_level level;

	if (!choose_level(j, data_level(full), &level, e))
		return false;
	j->full = NULL;
	return cmd_view_open(j->c, &j->view, full, level, e);
}

/* behind the filter, like all parsing of what a script may reach */
static bool parse_own(struct job *j, enum data_own_kind kind, struct own_file *f, struct err *e)
{
	if (f->path != NULL)
		f->parsed = data_own_parse(kind, f->path, f->text, f->n, j->c->arena, e);
	return f->path == NULL || (f->parsed != NULL && data_own_check(j->view.at, f->parsed, e));
}

/* a team that wrote its requests down is not to think that they are in the document */
static bool warn_unused(struct job *j, enum data_own_kind kind, const struct own_file *f, struct err *e)
{
	const char *id = host_report(j->host)->id;

	if (f->path == NULL || host_asked(j->host, kind))
		return true;
	if (kind == DATA_OWN_MEETING)
		return warning_add(e, "report '%s' does not ask for the meeting (data.meeting): nothing of '%s' is in it", id, f->path);
	return warning_add(e, "report '%s' does not ask for the organisation (data.org): of '%s' only the address for corrections is in it",
	    id, f->path);
}

/* the report is loaded, and the view open */
static bool build_view(struct job *j, struct err *e)
{
	struct host_context context = {.date = j->date, .lang = "en"};

	if (!set_params(j, e) || !parse_own(j, DATA_OWN_ORG, &j->org, e) || !parse_own(j, DATA_OWN_MEETING, &j->meeting, e))
		return false;
	context.org = j->org.parsed;
	context.meeting = j->meeting.parsed;
	context.data = j->view.at;
	context.level = j->view.level;
	return host_build(j->host, &context, e);
}

static bool build(struct job *j, struct err *e)
{
	return host_load(j->host, e) && open_view(j, e) && build_view(j, e) && warn_unused(j, DATA_OWN_ORG, &j->org, e) &&
	    warn_unused(j, DATA_OWN_MEETING, &j->meeting, e);
}

/* ---- from the tree to the file */
static bool play(struct job *j, const struct layout_sink *sink, struct err *e)
{
	struct layout_resolver resolver = {0};

	host_resolver(j->host, &resolver);
	return layout_run(host_doc(j->host), host_fonts(j->host), &resolver, sink, e) && host_check_placed(j->host, e);
}

static bool play_pdf(struct job *j, struct err *e)
{
	bool open = j->view.level == DATA_MEETING || j->view.level == DATA_EDITORS || j->embed;
	struct cmd_evidence evidence = {.host = j->host, .data = j->view.at, .level = j->view.level, .lang = "en", .hashed = !open};
	const struct pdf_attachment manifest = {.name = MANIFEST_NAME, .mime = "application/json", .description = "what this document rests on",
	    .make = manifest_make, .ctx = &evidence};
	struct pdf_metadata meta = {.producer = CMD_PRODUCER, .attachment = &manifest};
	struct layout_sink sink;
	struct pdf_device *d;
	bool ok;

	meta.icc = data_asset(j->c->image, "icc/sRGB.icc", &meta.icc_bytes);
	if (meta.icc == NULL)
		return err_set(e, "this file holds no colour profile 'icc/sRGB.icc': take a fresh copy of attest");
	d = pdf_device_new(j->file, &pdf_profile_a3a_ua1, &meta, host_doc(j->host), e);
	if (d == NULL)
		return false;
	pdf_device_sink(d, &sink);
	ok = play(j, &sink, e);
	pdf_device_drop(d);
	return ok;
}

static bool play_trace(struct job *j, struct err *e)
{
	struct trace_device *d = trace_device_new(j->file, host_doc(j->host));
	struct layout_sink sink;
	struct buf values = {0};
	bool ok;

	trace_device_sink(d, &sink);
	ok = play(j, &sink, e);
	trace_device_drop(d);
	if (ok && host_report(j->host)->evidence) {
		buf_puts(&values, "values\n");
		host_tell_values(j->host, &values);
		file_out_write(j->file, values.p, values.len);
	}
	buf_drop(&values);
	return ok;
}

/* ---- the child */
static bool warn_of_age(struct job *j, struct err *e)
{
	const char *use_by = host_use_by(j->host);

	return use_by == NULL || strcmp(j->today, use_by) <= 0 || warning_add(e,
	    "today is past %s: check again what this document rests on before you use it", cmd_date_words(j->c->arena, use_by));
}

/* a script may have caught the error that a warning was */
static bool no_warnings(struct job *j, struct err *e)
{
	return !cmd_flag(j->c, "--strict") || warning_count() == 0 ||
	    err_set(e, "%s, and --strict makes errors of them", cmd_count_words(j->c->arena, warning_count(), "warning", "warnings"));
}

/* what page budgets left out, in reading order: a line for each place of the script, with how many and how the first begins */
static int by_node(const void *x, const void *y)
{
	int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;

	return a < b ? -1 : a > b;
}

/* items of one list from the first on: nothing stands between them */
static bool goes_with(const struct layout_doc *d, int32_t node, int32_t next)
{
	const struct layout_node *n = layout_node(d, node);

	if (n->rank != layout_node(d, next)->rank)
		return false;
	for (node = n->next; node != LAYOUT_NONE && layout_node(d, node)->group_head; node = layout_node(d, node)->next)
		;
	return node == next;
}

static void tell_left_out(const struct layout_doc *d)
{
	int n = layout_dropped(d), same;
	int32_t *v = mem_alloc((size_t)n * sizeof *v + 1);
	struct buf text = {0};
	char shown[160];

	for (int i = 0; i < n; i++)
		v[i] = layout_dropped_at(d, i);
	if (n > 1)
		qsort(v, (size_t)n, sizeof *v, by_node);
	for (int i = 0; i < n; i += same) {
		for (same = 1; i + same < n && goes_with(d, v[i + same - 1], v[i + same]); same++)
			;
		buf_clear(&text);
		layout_plain_text(d, v[i], &text, 60);
		while (text.len > 0 && text.p[text.len - 1] == ' ')
			text.len--;
		str_show(shown, sizeof shown, text.p != NULL ? text.p : "", text.len);
		fprintf(stderr, "attest: left out: %s", layout_where(d, v[i]));
		same > 1 ? fprintf(stderr, "%d blocks from '%s' on\n", same, shown) : fprintf(stderr, "'%s'\n", shown);
	}
	buf_drop(&text);
	free(v);
}

static void tell_done(struct job *j)
{
	const struct host_report *r = host_report(j->host);
	const char *use_by = host_use_by(j->host);
	struct arena *a = j->c->arena;
	struct buf b = {0};
	int dropped = layout_dropped(host_doc(j->host));

	tell_left_out(host_doc(j->host));
	buf_printf(&b, "%s, %s, ", cmd_count_words(a, (unsigned)layout_pages(host_doc(j->host)), "page", "pages"),
	    cmd_level_words(j->view.level));
	if (r->evidence)
		buf_puts(&b, cmd_count_words(a, host_placed_sources(j->host), "source", "sources"));
	else
		buf_puts(&b, "not sourced");
	if (dropped > 0)
		buf_printf(&b, ", %s left out to keep to its pages", cmd_count_words(a, (unsigned)dropped, "block", "blocks"));
	if (use_by != NULL)
		buf_printf(&b, ", do not use after %s", cmd_date_words(a, use_by));
	if (warning_count() > 0)
		buf_printf(&b, ", %s", cmd_count_words(a, warning_count(), "warning", "warnings"));
	j->told->level = j->view.level;
	snprintf(j->told->done, sizeof j->told->done, "%s", b.p);
	buf_drop(&b);
}

static bool work(void *ctx, struct err *e)
{
	struct job *j = ctx;
	bool ok;

	warning_strict(cmd_flag(j->c, "--strict"));
	ok = open_inputs(j, e) && build(j, e) && (j->trace ? play_trace(j, e) : play_pdf(j, e)) && warn_of_age(j, e) &&
	    no_warnings(j, e) && file_out_flush(j->file, e);
	if (ok)
		tell_done(j);
	host_drop(j->host);
	cmd_view_drop(&j->view);
	data_drop(j->full);
	free(j->org.text);
	free(j->meeting.text);
	return ok;
}

/* ---- the parent */
static bool supervise(struct job *j, struct err *e)
{
	const struct cmd_work w = {work, j, cmd_number(j->c, "--timeout", CMD_TIME_S), cmd_number(j->c, "--memory", CMD_MEMORY_MIB)};
	bool ok = cmd_watch(&w, &j->told->note, e) && name_output(j, e);

	if (ok) {
		ok = file_out_commit(j->file, 0, e);
		j->file = NULL;
	}
	/* a script's own errors begin with its path and line */
	if (!ok)
		return !j->told->begun || str_starts(e->msg, j->report) ? false : err_context(e, "report '%s'", j->report);
	fprintf(stderr, "%s: %.*s\n", strcmp(j->out, "-") == 0 ? "standard output" : j->out, (int)sizeof j->told->done - 1, j->told->done);
	return true;
}

static bool run(struct cmd_call *c, struct err *e)
{
	struct job j = {.c = c, .report = c->args[0], .trace = cmd_flag(c, "--trace"), .embed = cmd_flag(c, "--embed"), .date = cmd_value(c, "--date")};
	bool ok;

	if (str_eq(cmd_value(c, "-o"), "-") && !j.trace && os_stdout_is_terminal()) {
		c->usage = true;
		return err_set(e, "run: standard output is a terminal, which cannot show a PDF: redirect it, or give -o FILE");
	}
	j.org.path = cmd_value(c, "--org");
	j.meeting.path = cmd_value(c, "--meeting");
	os_today(j.today);
	if (str_eq(j.date, "today"))
		j.date = j.today;
	j.told = os_shared(sizeof *j.told);
	if (j.told == NULL)
		return err_set(e, "run: out of memory");
	ok = open_output(&j, e) && supervise(&j, e);
	file_out_drop(j.file);
	os_shared_drop(j.told, sizeof *j.told);
	return ok;
}

/* ---- once more, for verify: behind the filter of its child, a report from inside, into memory */
bool cmd_again_open(struct cmd_again *a, struct err *e)
{
	struct own_file org = {.path = cmd_value(a->c, "--org")}, meeting = {.path = cmd_value(a->c, "--meeting")};

	if (!read_own(&org, e) || !read_own(&meeting, e)) {
		free(org.text);
		return false;
	}
	*a = (struct cmd_again){.c = a->c, .org = org.text, .meeting = meeting.text, .n_org = org.n, .n_meeting = meeting.n};
	return true;
}

bool cmd_again_run(struct cmd_again *a, const struct cmd_view *view, struct buf *out, struct err *e)
{
	struct job j = {.c = a->c, .report = a->report, .date = a->date, .embed = a->embed, .view = *view,
	    .org = {.path = cmd_value(a->c, "--org"), .text = a->org, .n = a->n_org},
	    .meeting = {.path = cmd_value(a->c, "--meeting"), .text = a->meeting, .n = a->n_meeting}};
	bool ok;

	j.file = file_out_memory(out);
	j.host = host_new(a->c->image, 0, e);
	ok = j.host != NULL && host_find(j.host, j.report, e) && host_load(j.host, e) && build_view(&j, e) && play_pdf(&j, e) &&
	    file_out_flush(j.file, e);
	if (j.host != NULL && host_report(j.host)->id != NULL)
		a->takes = host_report(j.host)->n_params > 0 || host_asked(j.host, DATA_OWN_ORG) || host_asked(j.host, DATA_OWN_MEETING);
	host_drop(j.host);
	file_out_drop(j.file);
	return ok;
}

void cmd_again_close(struct cmd_again *a)
{
	free(a->org);
	free(a->meeting);
}

static const struct cmd_option options[] = {
	{"-o", "FILE|DIR|-", CMD_TEXT, "where the PDF goes; default: REPORT-LEVEL.pdf in this folder; -: standard output", NULL, false, false},
	{"-p", "NAME=VALUE", CMD_PAIR, "a parameter of the report ('attest list' tells them); repeat for more", NULL, false, true},
	{"--level", "public|meeting|editors", CMD_CHOICE, "what the reader may see; default: the report's usual level", cmd_levels, false, false},
	CMD_WITHHOLD,
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
	{"--org", "FILE", CMD_TEXT, "who hands the document over, as JSON ('attest help organisation')", NULL, false, false},
	{"--meeting", "FILE", CMD_TEXT, "the meeting and your own asks, as JSON ('attest help organisation')", NULL, false, false},
	{"--embed", NULL, CMD_FLAG, "at level public too, embed the printed values, not only their hashes ('attest help manifest')", NULL, false, false},
	{"--date", "YYYY-MM-DD|today", CMD_DATE, "printed as 'compiled on'; default: the dataset's as-of date", NULL, false, false},
	CMD_LIMITS,
	{"--strict", NULL, CMD_FLAG, "a warning is an error: nothing is written", NULL, false, false},
	{"--trace", NULL, CMD_FLAG, "write the layout as text instead of a PDF, and what each printed value rests on", NULL, false, false},
};

const struct cmd cmd_run = {
	.name = "run", .args = "REPORT", .args_min = 1, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .run = run,
	.help = "makes the PDF of a report",
	.more = "REPORT is a name from 'attest list', or the path of a .lua file of your own.\n"
	        "A run that fails leaves an older PDF as it was.",
};
