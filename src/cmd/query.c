/* query.c: attest query, one SQL statement under the same guard as a report's. */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>

static const char *const formats[] = {"table", "csv", "json", NULL};

/* Rows as they come: begin with the columns' names, then each row, then the end. */
struct writer {
	struct data_stmt *s;
	struct cmd_table_text *table;
	yyjson_mut_doc *json;
	size_t rows;
	bool (*begin)(struct writer *w, struct err *e);
	void (*row)(struct writer *w);
	bool (*end)(struct writer *w, struct err *e);
};

/* ---- table */
static bool table_begin(struct writer *w, struct err *e)
{
	(void)e;
	w->table = cmd_table_new(data_columns(w->s));
	for (size_t i = 0; i < data_columns(w->s); i++)
		cmd_table_cell(w->table, data_column_name(w->s, i), false);
	return true;
}

static void table_row(struct writer *w)
{
	for (size_t i = 0; i < data_columns(w->s); i++) {
		const struct data_value *v = data_column(w->s, i);
		cmd_table_cell(w->table, v->kind == DATA_NULL ? "" : v->text, v->kind == DATA_INT || v->kind == DATA_REAL);
	}
}

static bool table_end(struct writer *w, struct err *e)
{
	(void)e;
	cmd_table_print(w->table, true, stdout);
	return true;
}

/* ---- csv: RFC 4180, lines end in CR LF, NULL is an empty field and the empty text is quoted */
static void csv_field(const char *s, bool first)
{
	if (!first)
		putchar(',');
	if (s == NULL || (*s != '\0' && strpbrk(s, "\",\r\n") == NULL)) {
		fputs(s != NULL ? s : "", stdout);
		return;
	}
	putchar('"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			putchar('"');
		putchar(*s);
	}
	putchar('"');
}

static bool csv_begin(struct writer *w, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < data_columns(w->s); i++)
		csv_field(data_column_name(w->s, i), i == 0);
	fputs("\r\n", stdout);
	return true;
}

static void csv_row(struct writer *w)
{
	for (size_t i = 0; i < data_columns(w->s); i++) {
		const struct data_value *v = data_column(w->s, i);
		csv_field(v->kind == DATA_NULL ? NULL : v->text, i == 0);
	}
	fputs("\r\n", stdout);
}

static bool csv_end(struct writer *w, struct err *e)
{
	(void)w;
	(void)e;
	return true;
}

/* ---- json: an array of objects; numbers are numbers */
static bool json_begin(struct writer *w, struct err *e)
{
	for (size_t i = 0; i < data_columns(w->s); i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(data_column_name(w->s, i), data_column_name(w->s, k)) == 0)
				return err_set(e, "two columns are called '%s': name one of them with 'as'", data_column_name(w->s, i));
	w->json = yyjson_mut_doc_new(NULL);
	yyjson_mut_doc_set_root(w->json, yyjson_mut_arr(w->json));
	return true;
}

static yyjson_mut_val *json_value(yyjson_mut_doc *d, const struct data_value *v)
{
	switch (v->kind) {
	case DATA_NULL:
		return yyjson_mut_null(d);
	case DATA_INT:
		return yyjson_mut_sint(d, v->i);
	case DATA_REAL:
		/* as the database prints it; infinity is no JSON number */
		return strpbrk(v->text, "0123456789") != NULL ? yyjson_mut_rawcpy(d, v->text) : yyjson_mut_null(d);
	case DATA_TEXT:
		return yyjson_mut_strcpy(d, v->text);
	}
	return NULL;
}

static void json_row(struct writer *w)
{
	yyjson_mut_val *row = yyjson_mut_arr_add_obj(w->json, yyjson_mut_doc_get_root(w->json));

	for (size_t i = 0; i < data_columns(w->s); i++)
		yyjson_mut_obj_add(row, yyjson_mut_strcpy(w->json, data_column_name(w->s, i)), json_value(w->json, data_column(w->s, i)));
}

static bool json_end(struct writer *w, struct err *e)
{
	yyjson_write_err why = {0};
	size_t n;
	char *text = yyjson_mut_write_opts(w->json, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL, &n, &why);

	if (text == NULL)
		return err_set(e, "the result is no valid JSON: %s", why.msg);
	puts(text);
	free(text);
	return true;
}

/* ---- */
static const struct writer writers[] = {
	{.begin = table_begin, .row = table_row, .end = table_end},
	{.begin = csv_begin, .row = csv_row, .end = csv_end},
	{.begin = json_begin, .row = json_row, .end = json_end},
};

static bool print_rows(struct writer *w, struct err *e)
{
	int step;

	if (!w->begin(w, e))
		return false;
	while ((step = data_step(w->s, e)) == 1) {
		w->row(w);
		w->rows++;
	}
	return step == 0 && w->end(w, e);
}

static struct writer writer_of(const struct cmd_call *c)
{
	const char *format = cmd_value(c, "--format");

	for (size_t i = 0; format != NULL && formats[i] != NULL; i++)
		if (strcmp(formats[i], format) == 0)
			return writers[i];
	return writers[0];
}

static bool query_view(struct cmd_call *c, const struct cmd_view *v, struct err *e)
{
	struct writer w = writer_of(c);
	size_t at;
	bool ok;

	w.s = data_prepare(v->at, c->args[0], true, e);
	if (w.s == NULL && data_refused_at(v->at, &at) && strchr(c->args[0], '\n') != NULL)
		err_context(e, "line %zu", str_line(c->args[0], at));
	ok = w.s != NULL && print_rows(&w, e);
	if (ok && w.table != NULL)
		fprintf(stderr, "%s, %s\n", cmd_count_words(c->arena, w.rows, "row", "rows"), cmd_level_words(v->level));
	cmd_table_drop(w.table);
	yyjson_mut_doc_free(w.json);
	data_stmt_drop(w.s);
	return ok;
}

static bool work(void *ctx, struct err *e)
{
	struct cmd_call *c = ctx;
	const char *name = cmd_value(c, "--level");
	enum data_level level = DATA_PUBLIC;
	struct cmd_view v = {0};
	struct data *full;
	bool ok;

	if (name != NULL)
		data_level_parse(name, &level);
	full = cmd_dataset_open(c, e);
	cmd_confine(STDOUT_FILENO);
	ok = full != NULL && cmd_view_open(c, &v, full, level, e) && query_view(c, &v, e);
	cmd_view_drop(&v);
	return ok;
}

static bool query(struct cmd_call *c, struct err *e)
{
	return cmd_watch_alone(c, work, c, e);
}

static const struct cmd_option options[] = {
	{"--level", "public|meeting|editors", CMD_CHOICE, "whose eyes to look with; default: public", cmd_levels, false, false},
	CMD_WITHHOLD,
	{"--data", "FILE|DIR", CMD_TEXT, "another dataset: database, executable, CSV or JSON file, or a folder of these", NULL, false, false},
	{"--format", "table|csv|json", CMD_CHOICE, "default: table", formats, false, false},
	CMD_LIMITS,
};

const struct cmd cmd_query = {
	.name = "query", .args = "SQL", .args_min = 1, .args_max = 1, .options = options, .n_options = COUNT_OF(options), .run = query,
	.help = "the rows of one SQL statement",
	.more = "attest query \"select id, title from source order by id\"",
};
