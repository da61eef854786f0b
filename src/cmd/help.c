/* help.c: attest help: the commands, from the command table; the reference of what a report may call, from the doc blocks. */
#include "cmd/reference.h"
#include "host/host.h"

#include <string.h>

#define WIDTH 100                    /* [columns] */

/* ---- text */
static size_t columns_of(const char *s, size_t n)
{
	size_t w = 0;

	for (size_t i = 0; i < n; i++)
		w += ((unsigned char)s[i] & 0xC0) != 0x80;
	return w;
}

void cmd_fill(const char *s, size_t n, size_t at, size_t indent) { cmd_fill_to(stdout, s, n, at, indent); }

void cmd_fill_to(FILE *f, const char *s, size_t n, size_t at, size_t indent)
{
	bool first = true;

	while (n > 0) {
		size_t word = 0, w;
		while (word < n && s[word] != ' ')
			word++;
		w = columns_of(s, word);
		if (!first && at + 1 + w > WIDTH) {
			fprintf(f, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!first) {
			fputc(' ', f);
			at++;
		}
		fprintf(f, "%.*s", (int)word, s);
		at += w;
		first = false;
		for (; word < n && s[word] == ' ';)
			word++;
		s += word;
		n -= word;
	}
	fputc('\n', f);
}

/* paragraphs apart by LF; one that begins with a blank stands as it is */
static void print_text(const char *s, size_t indent)
{
	for (; *s != '\0'; s += *s == '\n') {
		size_t n = strcspn(s, "\n");
		printf("%*s", (int)indent, "");
		if (*s == ' ')
			printf("%.*s\n", (int)n, s);
		else
			cmd_fill(s, n, indent, indent);
		s += n;
	}
}

/* ---- entries */
static void print_param(struct arena *a, const struct ref_param *p, size_t indent)
{
	const char *s = p->name != NULL ? arena_printf(a, "%s (%s)", p->name, p->type) : arena_printf(a, "%s:", p->type);

	if (p->unit != NULL)
		s = arena_printf(a, "%s [%s]", s, p->unit);
	if (*p->words != '\0')
		s = arena_printf(a, "%s %s", s, p->words);
	if (p->fallback != NULL)
		s = arena_printf(a, "%s%s default %s", s, *p->words != '\0' || p->unit != NULL ? ";" : "", p->fallback);
	printf("%*s", (int)indent, "");
	cmd_fill(s, strlen(s), indent, indent + 4);
}

static void print_tagged(const char *tag, const char *words)
{
	printf("  %s ", tag);
	cmd_fill(words, strlen(words), 3 + strlen(tag), 6);
}

static void print_examples(const struct ref_entry *entry)
{
	for (size_t i = 0; i < entry->n_examples; i++) {
		puts(entry->examples[i].claims ? "  example, evidence = \"strict\"" : "  example");
		for (const char *s = entry->examples[i].code; *s != '\0'; s += *s == '\n') {
			size_t n = strcspn(s, "\n");
			printf("    %.*s\n", (int)n, s);
			s += n;
		}
	}
}

static void print_entry(const struct reference *r, const struct ref_entry *entry)
{
	printf("%s%s%s\n", entry->kind == REF_TOPIC ? entry->name : "", entry->kind == REF_TOPIC ? ": " : "", entry->head);
	print_text(entry->text, 2);
	for (size_t i = 0; i < entry->styles.n; i++)
		printf("    %-16s %s\n", entry->styles.p[i].name, entry->styles.p[i].words);
	if (entry->type != NULL)
		print_param(r->arena, entry->type, 2);
	for (size_t i = 0; i < entry->params.n; i++)
		print_param(r->arena, &entry->params.p[i], 4);
	if (entry->returns != NULL && strcmp(entry->returns->type, "nothing") != 0)
		print_tagged("returns", arena_printf(r->arena, "%s: %s", entry->returns->type, entry->returns->words));
	if (entry->raises != NULL)
		print_tagged("raises", entry->raises);
	print_examples(entry);
	puts("");
}

static void print_sandbox(struct arena *a)
{
	struct host_rule r;

	for (size_t i = 0; host_rule_at(i, &r); i++)
		printf("  %-18s %-13s %s\n", arena_printf(a, "%s%s%s", r.library != NULL ? r.library : "", r.library != NULL ? "." : "", r.name),
		    r.verdict, r.reason);
	puts("");
}

static void print_found(const struct reference *r, const struct ref_entry *entry)
{
	print_entry(r, entry);
	if (entry->kind == REF_TOPIC && strcmp(entry->name, "sandbox") == 0)
		print_sandbox(r->arena);
	if (entry->kind == REF_TOPIC && strcmp(entry->name, "tables") == 0)
		cmd_tables_print(r->arena, NULL);
}

/* ---- everything by name: the plain help */
static void print_commands(void)
{
	puts("\nusage: attest COMMAND [ARGUMENT]... [OPTION]...\n");
	for (size_t i = 0; i < cmd_table_n; i++) {
		char left[40];
		snprintf(left, sizeof left, "%s%s%s", cmd_table[i]->name, *cmd_table[i]->args ? " " : "", cmd_table[i]->args);
		printf("  %-20s %s\n", left, cmd_table[i]->help);
	}
	puts("\nattest help COMMAND tells the options of one command.\n"
	     "Exit codes: 0 done, 1 failed, 2 the command line is wrong.\n"
	     "Levels: public < meeting < editors; a file holds only what its level may see.");
}

static void print_topics(const struct reference *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].kind == REF_TOPIC)
			printf("  %-20s %s\n", r->entries[i].name, r->entries[i].head);
}

static void print_module(const struct reference *r, const char *module)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].kind != REF_TOPIC && strcmp(r->entries[i].module, module) == 0)
			buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", strcmp(module, "globals") == 0 ? r->entries[i].name :
			    reference_short(&r->entries[i]));
	if (b.len > 0) {
		printf("  %-20s ", module);
		cmd_fill(b.p, b.len, 23, 23);
	}
	buf_drop(&b);
}

static void print_index(const struct reference *r)
{
	puts("\nA report of your own, in a file that you can change:\n"
	     "  attest new visit                 writes visit.lua, a commented report that runs at once\n"
	     "  attest run ./visit.lua           makes a PDF beside it; an error names the line\n"
	     "  attest help TOPIC                explains one of these:\n");
	print_topics(r);
	puts("\n  attest help NAME                 one function or key: doc:table, table, report.params, or all of doc;\n"
	     "                                   or one table of the dataset: act\n");
	for (size_t i = 0; i < r->n_modules; i++)
		print_module(r, r->modules[i]);
	puts("\n  attest help lua                  all topics and functions in one text; --json for programs\n"
	     "  attest help --all                that, and the options of every command\n"
	     "  attest help --stubs > attest.lua for an editor with the Lua language server; above 'local report' then write\n"
	     "                                   ---@type attest.report");
}

/* ---- the command */
static void print_usage(const struct cmd *cmd)
{
	struct buf b = {0};

	cmd_usage(cmd, &b);
	fputs(b.p, stdout);
	buf_drop(&b);
}

static void print_reference(const struct reference *r)
{
	for (size_t i = 0; i < r->n; i++)
		print_found(r, &r->entries[i]);
}

static void print_plain(const struct cmd_call *c, const struct reference *r)
{
	cmd_first_line(c);
	print_commands();
	print_index(r);
}

static void print_all(const struct cmd_call *c, const struct reference *r)
{
	cmd_first_line(c);
	print_commands();
	for (size_t i = 0; i < cmd_table_n; i++) {
		puts("");
		print_usage(cmd_table[i]);
	}
	puts("");
	print_reference(r);
}

static void print_style(const struct reference *r, const char *name)
{
	const struct ref_param *style = reference_style(r, name);

	if (style != NULL)
		printf("style \"%s\": %s\n  It is given to a block as style = \"%s\"; 'attest help theme' lists all.\n\n", name, style->words, name);
}

static bool is_table(const struct reference *r, const char *name)
{
	size_t n;
	const char *const *tables = cmd_table_names(r->arena, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(tables[i], name) == 0)
			return true;
	return false;
}

/* what topic functions says of one of them: its lines "  name(...)" with those below that are further in; NULL: none */
static const char *sql_function(const struct reference *r, const char *name, size_t *n)
{
	const char *text = "", *at;

	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].kind == REF_TOPIC && strcmp(r->entries[i].name, "functions") == 0)
			text = r->entries[i].text;
	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + (strchr(line, '\n') != NULL)) {
		at = strstr(line, name);
		if (strncmp(line, "  ", 2) != 0 || line[2] == ' ' || at == NULL || at >= line + strcspn(line, "\n") || at[-1] != ' ' ||
		    at[strlen(name)] != '(')
			continue;
		for (*n = strcspn(line, "\n"); strncmp(line + *n, "\n      ", 7) == 0;)
			*n += 1 + strcspn(line + *n + 1, "\n");
		return line;
	}
	return NULL;
}

static void print_sql_function(const struct reference *r, const char *name)
{
	size_t n = 0;
	const char *said = sql_function(r, name, &n);

	if (said != NULL)
		printf("%s: a function of queries; 'attest help functions' has all\n%.*s\n\n", name, (int)n, said);
}

static bool is_known(const struct reference *r, const char *name)
{
	size_t ignored;
	bool known = strcmp(name, "lua") == 0 || reference_style(r, name) != NULL || is_table(r, name) || sql_function(r, name, &ignored) != NULL;

	for (size_t i = 0; i < cmd_table_n; i++)
		known = known || strcmp(cmd_table[i]->name, name) == 0;
	for (size_t i = 0; i < r->n; i++)
		known = known || reference_is(&r->entries[i], name);
	return known;
}

/* every meaning of the name: a command, functions, keys, a topic, a module, a style, a table */
static void print_name(const struct reference *r, const char *name)
{
	bool found = false;

	for (size_t i = 0; i < cmd_table_n; i++)
		if (strcmp(cmd_table[i]->name, name) == 0) {
			print_usage(cmd_table[i]);
			found = true;
		}
	for (size_t i = 0; i < r->n; i++)
		if (reference_is(&r->entries[i], name)) {
			if (found)
				puts("");
			print_found(r, &r->entries[i]);
			found = true;
		}
	print_style(r, name);
	print_sql_function(r, name);
	if (is_table(r, name))
		cmd_tables_print(r->arena, name);
}

static bool unknown(const struct reference *r, const char *name, struct err *e)
{
	size_t n = 0, n_tables, at = 0;
	const char *const *tables = cmd_table_names(r->arena, &n_tables);
	const char **names;
	struct buf near = {0};

	for (size_t i = 0; i < r->n; i++)
		n += 2 + r->entries[i].styles.n;
	names = arena_alloc(r->arena, (cmd_table_n + r->n_modules + n_tables + n) * sizeof *names);
	for (size_t i = 0; i < cmd_table_n; i++)
		names[at++] = cmd_table[i]->name;
	for (size_t i = 0; i < r->n_modules; i++)
		names[at++] = r->modules[i];
	for (size_t i = 0; i < n_tables; i++)
		names[at++] = tables[i];
	for (size_t i = 0; i < r->n; i++) {
		names[at++] = strpbrk(name, ":.") != NULL ? r->entries[i].name : reference_short(&r->entries[i]);
		for (size_t k = 0; k < r->entries[i].styles.n; k++)
			names[at++] = r->entries[i].styles.p[k].name;
	}
	str_suggest(&near, name, names, at);
	err_set(e, "help: there is no command, topic, function or table '%s'%s; 'attest help' lists all", name, near.len > 0 ? near.p : "");
	buf_drop(&near);
	return false;
}

/* name(args) is the name too; two words are one name */
static const char *called(const struct cmd_call *c)
{
	if (c->n_args == 2)
		return arena_printf(c->arena, "%s %s", c->args[0], c->args[1]);
	return c->n_args > 0 ? arena_strndup(c->arena, c->args[0], strcspn(c->args[0], "(")) : NULL;
}

static bool print_one(struct cmd_call *c, const struct reference *r, const char *name, struct err *e)
{
	c->usage = !is_known(r, name);
	if (c->usage)
		return unknown(r, name, e);
	cmd_first_line(c);
	if (strcmp(name, "lua") == 0) {
		puts("");
		print_reference(r);
	} else {
		print_name(r, name);
	}
	return true;
}

/* the bare program holds no reference */
static bool bare_help(struct cmd_call *c, const char *name, struct err *e)
{
	const struct cmd *about = name != NULL ? cmd_lookup(name, e) : NULL;

	c->usage = e->set;
	if (e->set)
		return false;
	cmd_first_line(c);
	if (about == NULL)
		print_commands();
	else
		print_usage(about);
	return true;
}

static bool help(struct cmd_call *c, struct err *e)
{
	const char *name = called(c);
	bool json = cmd_flag(c, "--json"), stubs = cmd_flag(c, "--stubs"), all = cmd_flag(c, "--all");
	struct reference r;

	if ((int)json + stubs + all > 1 || (name != NULL && (stubs || all))) {
		c->usage = true;
		return err_set(e, "help: --all, --json and --stubs each stand alone; only --json takes a NAME");
	}
	if (c->image == NULL && !json && !stubs && !all)
		return bare_help(c, name, e);
	if (!reference_load(&r, c, e))
		return false;
	if (json || stubs)
		json ? reference_json(&r, name) : reference_stubs(&r);
	else if (name != NULL)
		return print_one(c, &r, name, e);
	else
		all ? print_all(c, &r) : print_plain(c, &r);
	return true;
}

static const struct cmd_option options[] = {
	{"--all", NULL, CMD_FLAG, "everything: commands, options, topics, functions", NULL, false, false},
	{"--json", NULL, CMD_FLAG, "the reference of topics and functions, or of NAME, as JSON", NULL, false, false},
	{"--stubs", NULL, CMD_FLAG, "the reference as stubs of the Lua language server (LuaLS)", NULL, false, false},
};

const struct cmd cmd_help = {
	.name = "help", .args = "[NAME]", .args_max = 2, .options = options, .n_options = COUNT_OF(options), .bare = true, .run = help,
	.help = "commands, and what a report may call; or one of these",
	.more = "NAME is a command, a topic, a function (doc:table, or table), a key of the report table (params), a module (doc), a style,\n"
	        "a table of the dataset (act), or lua for the whole reference.",
};
