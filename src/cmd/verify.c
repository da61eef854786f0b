/* verify.c: attest verify, a PDF against its own manifest, against a dataset, and against a run of its report.
 *
 *   child   PDF, dataset, team's files, filter | objects → manifest → pages → values, claims, sources → report once more → words or JSON
 *
 * A PDF that somebody sends is read behind the filter, like what a report may reach. There is no signature: who changes a page and also
 * makes the manifest fit is found out by the report's bytes alone, or by whoever holds the dataset. */
#include "cmd/manifest.h"
#include "pdf/reader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>

/*** topic verifying: does a PDF still hold: its pages, its values, its bytes
 * 'attest verify FILE.pdf' reads what attest made and says, each in a line:
 *   file         as attest wrote it; or changed behind its end, as editors do that only add; or changed, such as by a program that
 *                wrote it anew: then structure, bookmarks and metadata cannot be vouched for
 *   pages        as written, by the hash of each in the manifest ('attest help manifest'); else which is not, and why
 *   values       each printed value against the dataset in this executable or of --data, at the level of the PDF: same; changed, with
 *                row and column, the claims on it, and both values; withdrawn, where the row was deleted, left out (--withhold), restricted,
 *                or lost all its claims; unknown, in another dataset. What was counted is counted again over the same rows
 *   evidence     the same for claims with their passages, and for the files of sources; not at level public, where only hashes travel
 *   run again    where program, scripts, dataset and level are those of the PDF, the report is run with its date and the -p, --org and
 *                --meeting that are given, and the bytes are compared (of a file that was changed, the pages); otherwise why it was not
 * It ends with 0 when all values are the same and the pages are as written, by a file that is as attest wrote it or by the same pages from
 * a run; else with 1. A manifest is no signature: who can write PDFs can make another that fits. The same bytes from a run of your own,
 * or the hash of the file in the sender's hand, prove more. */

#define PDF_MAX (128u << 20)         /* [bytes] */

enum again { AGAIN_NOT, AGAIN_SAME, AGAIN_PAGES, AGAIN_DIFFERS };
static const char *const verdicts[] = {"same", "changed", "withdrawn", "unknown"};

struct page { bool as_written; const char *why; };   /* why NULL: its hash is another */
struct job {
	struct cmd_call *c;
	struct arena *a;
	const char *path;
	char *bytes; size_t n;               /* owned */
	struct data *full;                   /* owned until the view is open */
	struct cmd_view view;
	struct cmd_again again;
	struct pdf_file *pdf;                /* owned */
	const struct manifest *m;
	char date[11];
	enum pdf_state state; size_t written;
	struct page *pages; size_t n_pages, wrong;   /* of the file, or of the manifest where that has more */
	const char *added;                   /* what the document has and attest does not write, NULL nothing */
	struct manifest_comparison found;    /* findings owned */
	enum again verdict; const char *why; /* of the run */
};

/* ---- reading */
static bool open_inputs(struct job *j, struct err *e)
{
	j->bytes = file_read_most(j->path, PDF_MAX, &j->n, e);
	j->full = j->bytes != NULL ? cmd_dataset_open(j->c, e) : NULL;
	j->again.c = j->c;
	if (j->full == NULL || !cmd_again_open(&j->again, e))
		return false;
	cmd_confine(STDOUT_FILENO);
	return true;
}

static bool read_pdf(struct job *j, struct err *e)
{
	struct err why = {0};
	const char *json;
	size_t n;

	j->pdf = pdf_file_read(j->bytes, j->n, &why);
	if (j->pdf == NULL)
		return err_set(e, "'%s' cannot be read as a PDF that attest made: %s", j->path, why.msg);
	json = pdf_file_attachment(j->pdf, MANIFEST_NAME, &n, j->date, &why);
	if (json == NULL)
		return err_set(e, "'%s' was not made by attest, or has no manifest: %s", j->path, why.msg);
	j->m = manifest_read(json, n, j->a, &why);
	if (j->m == NULL)
		return err_set(e, "'%s': %s", j->path, why.msg);
	j->state = pdf_file_state(j->pdf, &j->written);
	return true;
}

static void read_pages(struct job *j)
{
	size_t n = pdf_file_pages(j->pdf);
	struct err why = {0};

	j->n_pages = n > j->m->n_pages ? n : j->m->n_pages;
	j->pages = arena_alloc(j->a, (j->n_pages + 1) * sizeof *j->pages);
	for (size_t i = 0; i < j->n_pages && !limit_time_over(); i++) {
		char hash[HASH_HEX_SIZE];
		why = (struct err){0};
		if (i >= n)
			j->pages[i].why = "it is missing";
		else if (i >= j->m->n_pages)
			j->pages[i].why = "it was added";
		else if (pdf_file_page(j->pdf, i, hash, &why))
			j->pages[i].as_written = strcmp(hash, j->m->pages[i]) == 0;
		else
			j->pages[i].why = arena_strdup(j->a, why.msg);
		j->wrong += !j->pages[i].as_written;
	}
	why = (struct err){0};
	if (!pdf_file_plain(j->pdf, &why))
		j->added = arena_strdup(j->a, why.msg);
}

/* ---- the dataset */
static bool compare(struct job *j, struct err *e)
{
	struct data *full = j->full;
	bool levels = data_level(full) != DATA_UNLEVELLED;

	j->full = NULL;
	if (levels != j->m->levels || (levels && data_level(full) < j->m->level))
		j->view = (struct cmd_view){full, full, data_level(full)};       /* the comparison says why it is none */
	else if (!cmd_view_open(j->c, &j->view, full, j->m->level, e))
		return false;
	return manifest_compare(j->m, j->view.full, j->view.at, j->a, &j->found, e);
}

/* ---- the run */
static const char *other_script(const struct job *j)
{
	for (size_t i = 0; i < j->m->n_scripts; i++) {
		const struct manifest_pair *p = &j->m->scripts[i];
		char hash[HASH_HEX_SIZE], shown[200];
		size_t n;
		const void *text = data_asset(j->c->image, p->name, &n);
		str_show(shown, sizeof shown, p->name, strlen(p->name));
		if (text == NULL)
			return arena_printf(j->a, "its script '%s' is not in this executable", shown);
		hash_hex(text, n, hash);
		if (!str_eq(hash, p->hash))
			return arena_printf(j->a, "its script '%s' is another one here", shown);
	}
	return NULL;
}

/* the report's name, out of "reports/NAME.lua" of the first script; NULL: it was a file of its own */
static const char *report_of(const struct job *j)
{
	const char *name = j->m->n_scripts > 0 ? j->m->scripts[0].name : "";
	size_t n = strlen("reports/");

	return str_starts(name, "reports/") && str_ends(name, ".lua") ? arena_strndup(j->a, name + n, strlen(name) - n - strlen(".lua")) : NULL;
}

static const char *why_not_again(const struct job *j)
{
	char shown[200];

	if (strcmp(j->m->program, "attest " CMD_VERSION) != 0)
		return arena_printf(j->a, "it was made by '%s', and this is attest " CMD_VERSION,
		    str_show(shown, sizeof shown, j->m->program, strlen(j->m->program)));
	if (j->c->image == NULL)
		return "this is the bare program, without reports";
	if (report_of(j) == NULL)
		return "its report was a file of its own, which is not in this executable";
	if (j->found.unknown != NULL && j->m->dataset != NULL)
		return j->found.unknown;
	if (j->m->dataset != NULL && !j->found.content)
		return cmd_flag(j->c, "--data") || cmd_flag(j->c, "--withhold") ? "the dataset does not hold the same any more" :
		    "the dataset does not hold the same any more; if it was made of another one, name that by --data FILE";
	return other_script(j);
}

/* told: the run made the pages that the manifest tells, so it had the right parameters; same: those of the file */
static void compare_pages(const struct job *j, const struct buf *bytes, bool *told, bool *same)
{
	struct err none = {0};
	struct pdf_file *f = pdf_file_read(bytes->p, bytes->len, &none);
	char hash[HASH_HEX_SIZE];

	*told = f != NULL && pdf_file_pages(f) == j->m->n_pages;
	for (size_t i = 0; *told && i < j->m->n_pages; i++)
		*told = pdf_file_page(f, i, hash, &none) && strcmp(hash, j->m->pages[i]) == 0;
	*same = *told && j->wrong == 0;
	pdf_file_drop(f);
}

static enum again judge(struct job *j, const struct buf *bytes)
{
	bool given = cmd_flag(j->c, "-p") || cmd_flag(j->c, "--org") || cmd_flag(j->c, "--meeting"), told, same;

	if (bytes->len == j->n && memcmp(bytes->p, j->bytes, j->n) == 0)
		return AGAIN_SAME;
	compare_pages(j, bytes, &told, &same);
	if (same && j->state != PDF_AS_WRITTEN)
		return AGAIN_PAGES;
	if (told || given || !j->again.takes)
		return AGAIN_DIFFERS;
	j->why = "without parameters it gives another document: give the -p, --org and --meeting that it was made with";
	return AGAIN_NOT;
}

static void run_again(struct job *j)
{
	struct buf bytes = {0};
	struct err why = {0};

	j->why = why_not_again(j);
	if (j->why != NULL)
		return;
	j->again.report = report_of(j);
	j->again.date = *j->date != '\0' ? j->date : NULL;
	j->again.embed = !j->m->hashed;
	if (!cmd_again_run(&j->again, &j->view, &bytes, &why)) {
		j->why = arena_strdup(j->a, why.msg);
	} else {
		j->verdict = judge(j, &bytes);
	}
	buf_drop(&bytes);
}

/* ---- words */
static bool is_sound(const struct job *j)
{
	bool same = true;

	for (int v = MANIFEST_CHANGED; v <= MANIFEST_UNKNOWN; v++)
		same = same && j->found.values[v] == 0 && j->found.evidence[v] == 0;
	/* the manifest of a changed file may be changed too: then only a run vouches for its pages */
	return same && j->wrong == 0 && j->added == NULL && j->verdict != AGAIN_DIFFERS &&
	    (j->state == PDF_AS_WRITTEN || (j->state == PDF_CHANGED && j->verdict == AGAIN_PAGES));
}

static const char *shown(const struct job *j, const char *s)
{
	char line[300];
	return arena_strdup(j->a, str_show(line, sizeof line, s, strlen(s)));
}

static void print_counts(const struct job *j, const char *name, const size_t counts[4])
{
	const char *comma = "";

	if (counts[0] + counts[1] + counts[2] + counts[3] == 0)
		return;
	printf("%s: ", name);
	for (int v = 0; v < 4; v++)
		if (counts[v] > 0) {
			printf("%s%s %s", comma, cmd_grouped(j->a, counts[v]), verdicts[v]);
			comma = ", ";
		}
	puts("");
}

static const char *const again_words[] = {"not run", "the same bytes", "the same pages", "differs"};

static const char *state_words(const struct job *j)
{
	switch (j->state) {
	case PDF_AS_WRITTEN: return "as attest wrote it";
	case PDF_APPENDED: return arena_printf(j->a, "changed: %s bytes were appended behind what attest wrote", cmd_grouped(j->a, j->n - j->written));
	case PDF_CHANGED: break;
	}
	return "changed since attest wrote it, so only its pages and values can be compared";
}

static void print_summary(const struct job *j)
{
	const struct manifest *m = j->m;

	printf("%s: made by %s, %s", j->path, shown(j, m->program), m->levels ? cmd_level_words(m->level) : "no levels");
	if (m->dataset != NULL)
		printf(", dataset '%s'", shown(j, m->dataset));
	if (*j->date != '\0')
		printf(", compiled on %s", cmd_date_words(j->a, j->date));
	printf("\nfile: %s\n", state_words(j));
	if (j->wrong == 0 && j->added == NULL)
		printf("pages: %s, as written\n", cmd_count_words(j->a, j->n_pages, "page", "pages"));
	else
		printf("pages: %zu of %zu not as written%s\n", j->wrong, j->n_pages, j->added != NULL ? ", and something was added to the document" : "");
	if (m->n_values == 0)
		puts("values: none in its manifest");
	print_counts(j, "values", j->found.values);
	print_counts(j, "evidence", j->found.evidence);
	if (j->verdict == AGAIN_NOT)
		printf("not run again: %s\n", shown(j, j->why));
	else
		printf("run again: %s\n", again_words[j->verdict]);
}

static void print_finding(const struct job *j, const struct manifest_finding *f)
{
	printf("%s: %s%s%s", verdicts[f->verdict], strcmp(f->what, "value") != 0 ? f->what : "", strcmp(f->what, "value") != 0 ? " " : "", shown(j, f->where));
	if (f->was != NULL)
		printf(f->is != NULL ? ": '%s' was printed" : ": '%s'", shown(j, f->was));
	if (f->is != NULL)
		printf("%s '%s'", f->was != NULL ? ", now it is" : ": now it is", shown(j, f->is));
	for (size_t i = 0; i < f->n_claims; i++)
		printf("%s%s", i == 0 ? "; claims " : ", ", shown(j, f->claims[i]));
	printf(f->why != NULL ? ": %s\n" : "\n", f->why != NULL ? shown(j, f->why) : "");
}

static void print_details(const struct job *j)
{
	if (j->added != NULL)
		printf("document: %s\n", shown(j, j->added));
	for (size_t i = 0; i < j->n_pages; i++)
		if (!j->pages[i].as_written)
			printf("page %zu: not as written: %s\n", i + 1, j->pages[i].why != NULL ? shown(j, j->pages[i].why) : "its content, fonts or links were changed");
	if (j->found.unknown != NULL && j->m->dataset != NULL)
		printf("unknown: %s\n", shown(j, j->found.unknown));
	for (size_t i = 0; i < j->found.n; i++)
		print_finding(j, &j->found.findings[i]);
}

/* ---- JSON */
static void put_text(yyjson_mut_doc *d, yyjson_mut_val *o, const char *key, const char *s)
{
	yyjson_mut_obj_add(o, yyjson_mut_str(d, key), s != NULL && utf8_valid(s, strlen(s), NULL) ? yyjson_mut_strcpy(d, s) : yyjson_mut_null(d));
}

static void put_counts(yyjson_mut_doc *d, yyjson_mut_val *o, const char *key, const size_t counts[4])
{
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(d, o, key);

	for (int i = 0; i < 4; i++)
		yyjson_mut_obj_add_uint(d, v, verdicts[i], counts[i]);
}

static void put_findings(const struct job *j, yyjson_mut_doc *d, yyjson_mut_val *o)
{
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, o, "findings");

	for (size_t i = 0; i < j->found.n; i++) {
		const struct manifest_finding *f = &j->found.findings[i];
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list), *claims;
		put_text(d, v, "verdict", verdicts[f->verdict]);
		put_text(d, v, "what", f->what);
		put_text(d, v, "where", f->where);
		put_text(d, v, "was", f->was);
		put_text(d, v, "is", f->is);
		put_text(d, v, "why", f->why);
		claims = yyjson_mut_obj_add_arr(d, v, "claims");
		for (size_t k = 0; k < f->n_claims; k++)
			yyjson_mut_arr_add_strcpy(d, claims, f->claims[k]);
	}
}

static bool print_json(const struct job *j, struct err *e)
{
	static const char *const states[] = {"as written", "appended", "changed"};
	yyjson_mut_doc *d = yyjson_mut_doc_new(NULL);
	yyjson_mut_val *o = yyjson_mut_obj(d), *pages;
	char *text;

	yyjson_mut_doc_set_root(d, o);
	put_text(d, o, "program", j->m->program);
	put_text(d, o, "level", j->m->levels ? data_level_name(j->m->level) : NULL);
	put_text(d, o, "dataset", j->m->dataset);
	put_text(d, o, "date", *j->date != '\0' ? j->date : NULL);
	yyjson_mut_obj_add_bool(d, o, "sound", is_sound(j));
	put_text(d, o, "file", states[j->state]);
	put_text(d, o, "added", j->added);
	pages = yyjson_mut_obj_add_arr(d, o, "pages");
	for (size_t i = 0; i < j->n_pages; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, pages);
		yyjson_mut_obj_add_bool(d, v, "as_written", j->pages[i].as_written);
		put_text(d, v, "why", j->pages[i].why);
	}
	put_counts(d, o, "values", j->found.values);
	put_counts(d, o, "evidence", j->found.evidence);
	put_text(d, o, "unknown", j->found.unknown);
	put_text(d, o, "run_again", again_words[j->verdict]);
	put_text(d, o, "why_not", j->why);
	put_findings(j, d, o);
	text = yyjson_mut_write(d, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);
	yyjson_mut_doc_free(d);
	if (text == NULL)
		return err_set(e, "out of memory");
	puts(text);
	free(text);
	return true;
}

/* ---- */
static bool tell(const struct job *j, struct err *e)
{
	bool json = cmd_flag(j->c, "--json");

	if (json && !print_json(j, e))
		return false;
	if (!json) {
		print_summary(j);
		print_details(j);
	}
	return cmd_flush(e) && (is_sound(j) || err_set(e, "'%s' does not hold in all: see %s", j->path, json ? "the findings" : "above"));
}

static bool work(void *ctx, struct err *e)
{
	struct job *j = ctx;
	bool ok;

	j->a = j->c->arena;
	ok = open_inputs(j, e) && read_pdf(j, e);
	if (ok)
		read_pages(j);
	ok = ok && compare(j, e);
	if (ok)
		run_again(j);
	ok = ok && (!limit_time_over() || limit_time_err(e)) && tell(j, e);
	free(j->found.findings);
	pdf_file_drop(j->pdf);
	cmd_again_close(&j->again);
	cmd_view_drop(&j->view);
	data_drop(j->full);
	free(j->bytes);
	return ok;
}

static bool verify(struct cmd_call *c, struct err *e)
{
	struct job j = {.c = c, .path = c->args[0]};

	return cmd_watch_alone(c, work, &j, e);
}

static const struct cmd_option options[] = {
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, attest executable, or folder of CSV files", NULL, false, false},
	CMD_WITHHOLD,
	{"-p", "NAME=VALUE", CMD_PAIR, "a parameter that the report was run with; repeat for more", NULL, false, true},
	{"--org", "FILE", CMD_TEXT, "the organisation's file that it was run with", NULL, false, false},
	{"--meeting", "FILE", CMD_TEXT, "the meeting's file that it was run with", NULL, false, false},
	{"--json", NULL, CMD_FLAG, "what was found as JSON", NULL, false, false},
	CMD_LIMITS,
};

const struct cmd cmd_verify = {
	.name = "verify", .args = "FILE.pdf", .args_min = 1, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .run = verify,
	.help = "whether the pages, values and bytes of a PDF still hold",
	.more = "Ends with 0 when all is the same, else with 1: 'attest help verifying' tells what each line means.",
};
