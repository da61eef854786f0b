/* commonmark.c: text with placeholders: read, resolved and laid out, once as a template's own string and once as an editor's text of
 * a dataset, whose facts carry marks. */
#include "fuzz.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "data/db.h"
#include "host/state.h"

#define MEMORY (64u << 20)           /* [bytes] */
#define SECONDS 2
#define PARSES 500                   /* texts that one state reads before its arena is let go */

static const char own[] =
    "local r = { id = 'own', title = 'Own', api = 1, evidence = 'none', params = { text = { type = 'text' } } }\n"
    "function r.render(doc, d, p)\n"
    "  local env = { n = 3, name = 'Tom', row = { name = 'Rex', long = ('long'):rep(40) } }\n"
    "  doc:title('Own')\n"
    "  pcall(doc.heading, doc, 1, p.text, env)\n"
    "  pcall(doc.table, doc, { columns = { { head = 'Text', field = 'text' } }, rows = { { text = p.text } } })\n"
    "  pcall(doc.list, doc, { p.text, p.text }, env)\n"
    "  doc:paragraph(p.text, env)\n"
    "end\n"
    "return r\n";
static const char editors[] =
    "local r = { id = 'editors', title = 'Editors', api = 1, evidence = 'strict', levels = { 'editors' } }\n"
    "r.queries = { all = 'select id, kind, victim, start_e, status from act order by id' }\n"
    "function r.load(data)\n"
    "  return { rows = data.rows('all'), t = data.texts('') }\n"
    "end\n"
    "function r.render(doc, d)\n"
    "  doc:title(d.t.title)\n"
    "  local env = { row = { name = d.rows[1].victim }, victim = d.rows[1].victim, start_e = d.rows[1].start_e, status = d.rows[1].status }\n"
    "  doc:paragraph(d.t.plain, env)\n"
    "  doc:sources {}\n"
    "end\n"
    "return r\n";

static struct data *small, *empty;
static sqlite3_stmt *change;         /* puts the text into the dataset */
static struct host *reader;
static int parses;

static void end(const struct err *e)
{
	fprintf(stderr, "%s\n", e->msg);
	exit(2);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct err e = {0};

	(void)argc, (void)argv;
	fuzz_image();
	small = data_open_path("tests/unit/fixtures/small", &e);
	if (small == NULL)
		end(&e);
	/* a title of its own, so that the text alone decides how far the report comes */
	if (!db_exec(small->db, "UPDATE text SET key = 'title', body = 'Texts' WHERE id = 't-bob'", &e))
		end(&e);
	change = db_prepare(small->db, &e, "UPDATE text SET body = ?1 WHERE id = 't-plain'");
	if (change == NULL)
		end(&e);
	fuzz_file("pet.csv", "name\nTom\n", 9);
	empty = data_open_path("pet.csv", &e);
	if (empty == NULL)
		end(&e);
	fuzz_end();
	fuzz_seal();
	return 0;
}

static bool reads(const uint8_t *p, size_t n)
{
	struct err e = {0};
	bool ok;

	if (parses++ % PARSES == 0) {
		host_drop(reader);
		reader = host_new(fuzz_image(), MEMORY, &e);
		if (reader == NULL)
			end(&e);
	}
	ok = bind_markdown(reader->bind, "text 'plain'", (const char *)p, n, &e) != NULL;
	fuzz_tell(&e);
	return ok;
}

static void print(const char *script, size_t n, const char *text, struct data *d)
{
	struct host_context context = {.data = d, .level = DATA_EDITORS, .date = "2021-02-28", .lang = "en"};
	struct err e = {0};
	struct host *h;

	fuzz_file("text.lua", script, n);
	h = host_new(fuzz_image(), MEMORY, &e);
	if (h == NULL || !fuzz_load(h, "text.lua", &e))
		end(&e);
	if ((text == NULL || host_param_set(h, "text", text, &e)) && host_build(h, &context, &e))
		fuzz_print(h);
	fuzz_tell(&e);
	host_drop(h);
	fuzz_end();
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text;

	if (!reads(p, n) || memchr(p, '\0', n) != NULL)
		return 0;
	text = memcpy(mem_zalloc(n + 1), p, n);
	fuzz_begin(SECONDS);
	print(own, sizeof own - 1, text, empty);
	sqlite3_bind_text(change, 1, text, (int)n, SQLITE_STATIC);
	sqlite3_step(change);
	sqlite3_reset(change);
	fuzz_begin(SECONDS);
	print(editors, sizeof editors - 1, NULL, small);
	free(text);
	return 0;
}
