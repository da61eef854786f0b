/* new_dataset.c: attest new --dataset, a folder to fill: a CSV file for each table with its columns, and a text beside each that tells what
 * goes into it. The texts are made from the schema and from table vocabulary; the examples are invented, and fit together
 * (help/new-dataset.txt: "== TABLE", then a header and rows). A CSV file has no comments that a spreadsheet would leave alone, so the
 * guide is a folder of its own, GUIDE. */
#include "cmd/reference.h"

#include <stdlib.h>
#include <string.h>

struct dataset {
	struct cmd_call *c;
	struct folder_out *out;
	const char *name;            /* of the folder: of the dataset */
	const char *examples;
	struct data *d;              /* of this executable: its vocabulary; NULL without */
};

static bool write(struct dataset *s, const char *name, const char *text, size_t n, struct err *e)
{
	struct file_out *f = file_out_open(folder_out_file(s->out, name), e);

	if (f == NULL)
		return false;
	file_out_write(f, text, n);
	return file_out_commit(f, 0, e);
}

/* ---- the CSV file */

/* lower-case letters, digits and '-', from the last part of the path */
static const char *dataset_name(struct arena *a, const char *path)
{
	size_t n = strlen(path), from;
	char *name;

	while (n > 0 && path[n - 1] == '/')
		n--;
	for (from = n; from > 0 && path[from - 1] != '/';)
		from--;
	name = arena_strndup(a, path + from, n - from);
	for (char *p = name; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		else if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9'))
			*p = '-';
	name += strspn(name, "-");
	return *name != '\0' ? name : "dataset";
}

/* what the program asks of a dataset before anything is in it */
static void add_meta(const struct dataset *s, struct buf *b)
{
	char today[11];

	os_today(today);
	buf_printf(b, "as-of,%s,public\ndataset,%s,public\nfuzz-days,3,public\nfuzz-months,1,public\nfuzz-years,1,public\nlanguage,en,public\n"
	    "languages,en,public\nlevel,editors,public\nmax-age-days,180,public\nquote-max-words,7,public\nretention-months,24,public\n"
	    "schema-version,%d,public\ntitle,Untitled dataset,public\n", today, s->name, DATA_SCHEMA_VERSION);
}

static bool write_table(struct dataset *s, const char *table, struct err *e)
{
	size_t n;
	const char *const *columns = data_schema_columns(table, s->c->arena, &n);
	struct buf b = {0};
	bool ok;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i > 0 ? "," : "", columns[i]);
	buf_puts(&b, "\n");
	if (strcmp(table, "meta") == 0)
		add_meta(s, &b);
	ok = write(s, arena_printf(s->c->arena, "%s.csv", table), b.p, b.len, e);
	buf_drop(&b);
	return ok;
}

/* ---- its guide */

static bool add_codes(struct dataset *s, const char *table, FILE *f)
{
	struct err none = {0};
	struct data_stmt *q = s->d == NULL || !data_has_table(s->d, "vocabulary") ? NULL : data_prepare(s->d,
	    "select voc, code, definition from vocabulary where voc like :table || '.%' order by voc, id", true, &none);
	bool any = false;

	if (q == NULL || !data_bind_text(q, "table", table, &none)) {
		data_stmt_drop(q);
		return false;
	}
	while (data_step(q, &none) == 1) {
		const char *voc = data_column(q, 0)->text, *code = data_column(q, 1)->text, *definition = data_column(q, 2)->text;
		if (voc == NULL || strncmp(voc, table, strlen(table)) != 0 || voc[strlen(table)] != '.' || code == NULL || definition == NULL)
			continue;
		if (!any)
			fputs("What the codes mean\n", f);
		any = true;
		fprintf(f, "  %s %s: ", voc + strlen(table) + 1, code);
		cmd_fill_to(f, definition, strlen(definition), strlen(voc) - strlen(table) + strlen(code) + 4, 4);
	}
	data_stmt_drop(q);
	return any;
}

/* the lines below "== TABLE"; n [bytes] */
static const char *example_of(struct dataset *s, const char *table, size_t *n)
{
	const char *at = strstr(s->examples, arena_printf(s->c->arena, "== %s\n", table)), *end;

	*n = 0;
	if (at == NULL)
		return NULL;
	at = strchr(at, '\n') + 1;
	end = strstr(at, "\n== ");
	*n = end != NULL ? (size_t)(end - at) + 1 : strlen(at);
	return at;
}

static bool write_guide(struct dataset *s, const char *table, struct err *e)
{
	char *text = NULL;
	size_t n = 0, bytes;
	const char *example = example_of(s, table, &bytes);
	FILE *f = open_memstream(&text, &n);
	bool ok;

	if (f == NULL)
		return err_set(e, "out of memory");
	fprintf(f, "%s.csv\n\n", table);
	cmd_table_guide(s->c->arena, table, f);
	if (add_codes(s, table, f))
		fputs("\n", f);
	if (example != NULL)
		fprintf(f, "An example, invented. Columns that have nothing to say can be left out.\n\n%.*s", (int)bytes, example);
	fclose(f);
	ok = write(s, arena_printf(s->c->arena, "GUIDE/%s.txt", table), text, n, e);
	free(text);
	return ok;
}

static bool write_all(struct dataset *s, size_t *count, struct err *e)
{
	size_t n;
	const char *const *tables = cmd_table_names(s->c->arena, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(tables[i], "registry") == 0)
			continue;
		/* the program has the words of all codes of the schema */
		if ((strcmp(tables[i], "vocabulary") != 0 && !write_table(s, tables[i], e)) || !write_guide(s, tables[i], e))
			return false;
		*count += strcmp(tables[i], "vocabulary") != 0;
	}
	return true;
}

bool cmd_new_dataset(struct cmd_call *c, const char *dir, struct err *e)
{
	struct dataset s = {.c = c, .name = dataset_name(c->arena, dir)};
	struct err none = {0};
	size_t n, count = 0;
	bool ok;

	s.examples = data_asset(c->image, "help/new-dataset.txt", &n);
	if (s.examples == NULL)
		return err_set(e, "this file was packed without 'help/new-dataset.txt': take a fresh copy of attest");
	s.examples = arena_strndup(c->arena, s.examples, n);
	s.out = folder_out_open(dir, e);
	if (s.out == NULL)
		return err_context(e, "new");
	s.d = data_open_image(c->image, &none);
	ok = write_all(&s, &count, e);
	data_drop(s.d);
	if (ok)
		ok = folder_out_commit(s.out, e);
	else
		folder_out_drop(s.out);
	if (ok)
		cmd_note("%s: %s to fill, and what goes into each in GUIDE; it is a dataset at once: attest import %s -o FILE", dir,
		    cmd_count_words(c->arena, count, "table", "tables"), dir);
	return ok;
}
