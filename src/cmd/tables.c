/* tables.c: the tables of an evidence dataset, for attest help: read from the schema that the program holds, src/data/schema.sql.
 *
 *   -- act: one act on one victim           the comment before a table describes it
 *   CREATE TABLE act(
 *     kind TEXT NOT NULL CHECK(kind IN('detention','fine')),   -- a comment behind a column describes it
 *
 * That file is ours and part of the program: what is read here is known to be in order. */
#include "cmd/reference.h"

#include <ctype.h>
#include <string.h>

#define INDENT 21                    /* [columns] where the words of a column begin */

/*** topic tables: what an evidence dataset holds, table by table
 * 'attest help TABLE' tells one of them: attest help act. 'attest contents' counts the rows of a file.
 * A fact is a cell; table claim says which passages stand for it. Conflicts are rows of dispute, wording those of text.
 * Names print from table name: join name n on n.owner = a.victim and n.display = 1 and n.lang = 'en'. The column label of a person, place
 * or organisation is a handle for editors, which no claim stands for. */

struct reader {
	struct arena *a;
	const char *p;               /* in the schema */
	struct buf about, item, note;        /* of the table; of the column at hand: its SQL, its comment */
	const char *stem;            /* of the last column with a date, "start_e" */
	FILE *out;
	bool guide;                  /* for who fills the table: without columns that the importer makes */
};

static const char *next_line(struct reader *r)
{
	size_t n = strcspn(r->p, "\n");
	const char *line = *r->p != '\0' ? arena_strndup(r->a, r->p, n) : NULL;

	r->p += n + (r->p[n] == '\n');
	return line;
}

static const char *table_name(struct arena *a, const char *line)
{
	static const char head[] = "CREATE TABLE ";

	return str_starts(line, head) ? arena_strndup(a, line + strlen(head), strcspn(line + strlen(head), "(")) : NULL;
}

/* up to the next table, whose description is left in about; NULL: there is none */
static const char *next_table(struct reader *r)
{
	const char *line, *name;

	buf_clear(&r->about);
	while ((line = next_line(r)) != NULL) {
		name = table_name(r->a, line);
		if (name != NULL)
			return name;
		if (!str_starts(line, "-- "))
			buf_clear(&r->about);
		else
			buf_printf(&r->about, "%s%s", r->about.len > 0 ? "\n" : "", line + 3);
	}
	return NULL;
}

/* ---- one column */
/* what stands between the brackets that open at s */
static const char *bracketed(struct arena *a, const char *s)
{
	int depth = 0;
	size_t n = 0;

	for (; s[n] != '\0'; n++) {
		depth += (s[n] == '(') - (s[n] == ')');
		if (depth == 0)
			break;
	}
	return arena_strndup(a, s + 1, n > 0 ? n - 1 : 0);
}

/* "kind IN('detention','fine')" -> "detention, fine" */
static void add_codes(struct buf *b, const char *list)
{
	buf_puts(b, ": ");
	for (; *list != '\0' && *list != ')'; list++)
		if (*list == ',')
			buf_puts(b, ", ");
		else if (*list != '\'' && !isspace((unsigned char)*list))
			buf_putc(b, *list);
}

static const char *type_words(const char *sql)
{
	if (strstr(sql, "EDTF TEXT") != NULL)
		return "date ('attest help dates')";
	if (strstr(sql, "PROSE TEXT") != NULL)
		return "prose in CommonMark";
	return strstr(sql, "INTEGER") != NULL ? "whole number" : "text";
}

static void add_bound(struct reader *r, const char *name, struct buf *b)
{
	size_t n = r->stem != NULL ? strlen(r->stem) - 1 : 0;

	if (n > 0 && strncmp(name, r->stem, n) == 0 && (strcmp(name + n, "lo") == 0 || strcmp(name + n, "hi") == 0))
		buf_printf(b, ": the %s day of %s, to order and compare by", name[n] == 'l' ? "first" : "last", r->stem);
}

static void add_words(struct reader *r, const char *name, const char *sql, struct buf *b)
{
	const char *ref = strstr(sql, "REFERENCES "), *check = strstr(sql, "CHECK("), *codes = arena_printf(r->a, "CHECK(%s IN(", name);

	if (ref != NULL && str_starts(ref, "REFERENCES registry("))
		buf_puts(b, "id of a row of any table");
	else if (ref != NULL)
		buf_printf(b, "id of a row of %.*s", (int)strcspn(ref + strlen("REFERENCES "), "("), ref + strlen("REFERENCES "));
	else
		buf_puts(b, type_words(sql));
	if (strstr(sql, "NOT NULL") == NULL)
		buf_puts(b, r->guide ? ", or empty" : ", or NULL");
	if (check != NULL && str_starts(check, codes))
		add_codes(b, check + strlen(codes));
	else if (check != NULL)
		buf_printf(b, ": %s", bracketed(r->a, check + strlen("CHECK")));
	add_bound(r, name, b);
	if (r->note.len > 0)
		buf_printf(b, "; %s", r->note.p);
}

static void end_item(struct reader *r)
{
	struct buf b = {0};
	const char *sql, *name;

	if (r->item.len == 0)
		return;
	sql = arena_strdup(r->a, r->item.p);
	name = arena_strndup(r->a, sql, strcspn(sql, " ("));
	if (isupper((unsigned char)*name)) {
		buf_printf(&b, "%s%s", strcmp(name, "UNIQUE") == 0 ? "each only once: " : "", bracketed(r->a, sql + strlen(name)));
		name = "";
	} else {
		add_words(r, name, sql, &b);
	}
	if (!r->guide || !(str_ends(name, "_lo") || str_ends(name, "_hi"))) {
		fprintf(r->out, "  %-*s", INDENT - 2, name);
		cmd_fill_to(r->out, b.p, b.len, INDENT, INDENT);
	}
	if (str_ends(name, "_e"))
		r->stem = name;
	buf_drop(&b);
	buf_clear(&r->item);
	buf_clear(&r->note);
}

/* ---- one table */
/* [bytes] of the line before its comment */
static size_t code_length(const char *line)
{
	bool quoted = false;
	size_t n;

	for (n = 0; line[n] != '\0' && (quoted || strncmp(line + n, "--", 2) != 0); n++)
		quoted ^= line[n] == '\'';
	return n;
}

/* Lines of a CREATE TABLE: a column ends at a comma outside of brackets, and the comment of its last line is its own. */
static void print_columns(struct reader *r)
{
	const char *line;
	int depth = 0;
	bool ended = false;

	while ((line = next_line(r)) != NULL && strcmp(line, ");") != 0) {
		size_t n = code_length(line);
		for (const char *s = line + strspn(line, " "); s < line + n; s++) {
			depth += (*s == '(') - (*s == ')');
			if (ended && *s != ' ') {
				end_item(r);
				ended = false;
			}
			if (*s == ',' && depth == 0)
				ended = true;
			else if (*s != ' ' || r->item.len > 0)
				buf_putc(&r->item, *s);
		}
		if (line[n] != '\0')
			buf_printf(&r->note, "%s%s", r->note.len > 0 ? " " : "", line + n + 2 + strspn(line + n + 2, " "));
	}
	end_item(r);
}

static void print_table(struct reader *r)
{
	fputs("table ", r->out);
	cmd_fill_to(r->out, r->about.p != NULL ? r->about.p : "", strcspn(r->about.p != NULL ? r->about.p : "", "\n"), strlen("table "), 2);
	for (const char *s = r->about.p != NULL ? strchr(r->about.p, '\n') : NULL; s != NULL; s = strchr(s + 1, '\n')) {
		fputs("  ", r->out);
		cmd_fill_to(r->out, s + 1, strcspn(s + 1, "\n"), 2, 2);
	}
	print_columns(r);
	fputs("\n", r->out);
}

static void reader_drop(struct reader *r)
{
	buf_drop(&r->about);
	buf_drop(&r->item);
	buf_drop(&r->note);
}

void cmd_table_guide(struct arena *a, const char *table, FILE *out)
{
	struct reader r = {.a = a, .p = data_schema_sql, .out = out, .guide = true};
	const char *name;

	while ((name = next_table(&r)) != NULL)
		if (strcmp(name, table) == 0)
			print_table(&r);
	reader_drop(&r);
}

void cmd_tables_print(struct arena *a, const char *only)
{
	struct reader r = {.a = a, .p = data_schema_sql, .out = stdout};
	const char *name, *line;

	while (only == NULL && (line = next_line(&r)) != NULL && str_starts(line, "-- "))
		printf("  %s\n", line + 3);
	if (only == NULL)
		puts("");
	while ((name = next_table(&r)) != NULL)
		if (only == NULL || strcmp(name, only) == 0)
			print_table(&r);
	reader_drop(&r);
}

const char *const *cmd_table_names(struct arena *a, size_t *n)
{
	struct reader r = {.a = a, .p = data_schema_sql};
	const char *name, **names;
	size_t most = 0;

	for (const char *s = data_schema_sql; (s = strstr(s, "CREATE TABLE ")) != NULL; s++)
		most++;
	names = arena_alloc(a, (most + 1) * sizeof *names);
	for (*n = 0; *n < most && (name = next_table(&r)) != NULL;)
		names[(*n)++] = name;
	reader_drop(&r);
	return names;
}
