/* reference.c: doc blocks into entries; reference.h tells their grammar. */
#include "cmd/reference.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define ASSET "help/reference.txt"

/*** topic examples: what the examples of this reference stand in
 * Every example runs as a test of attest itself. Those of a topic are whole files. The others stand in one of the two reports below: examples
 * of data.* in load, those of report.* before the last line, all others in render.
 * The first runs on a folder with pet.csv (name,kind,town,born,weight: Bella, a cat of Ghent born 2019-04~, 4; Max, a dog of Leuven born
 * 2021-02-09, 11; Otto, a tortoise of Ghent born 1998, not weighed), the second on the dataset of the Almaty protests.
 * @usage
 *   local report = { id = "pets", title = "Pets", api = 1, levels = { "public" }, evidence = "none" }
 *   local fmt, parts, chart = require("fmt"), require("parts"), require("chart")
 *   report.queries = {
 *     pets = [[ select name, kind, town, born, substr(born, 1, 7) as born_day, null as sold_day, weight from pet order by name ]],
 *     of_kind = [[ select name from pet where kind = :kind order by name ]],
 *     totals = [[ select count(*) as n from pet ]],
 *   }
 *   function report.load(data, p)
 *     local d = { pets = data.rows("pets"), totals = data.row("totals") }
 *     d.oldest = d.pets[3]
 *     -- examples of data.*
 *     return d
 *   end
 *   function report.render(doc, d, p)
 *     doc:title("Our pets")
 *     -- other examples
 *   end
 *   -- examples of report.*
 *   return report
 * @usage [claims]
 *   local report = { id = "acts", title = "Acts", api = 1, levels = { "public" }, evidence = "strict" }
 *   local chart, parts = require("chart"), require("parts")
 *   report.queries = {
 *     acts = [[ select id, kind, start_e, start_lo, start_hi, status from act where start_lo is not null order by start_lo, id limit 3 ]],
 *     totals = [[ select count(id) as n, cites(id) as n_cites from event where timeline = 1 ]],
 *   }
 *   function report.load(data, p)
 *     local d = { t = data.texts("brief."), acts = data.rows("acts"), totals = data.row("totals") }
 *     -- examples of data.*
 *     return d
 *   end
 *   function report.render(doc, d, p)
 *     doc:title(d.t["title"])
 *     -- other examples
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   -- examples of report.*
 *   return report */

/* the order of reading; a topic or module that is not named here comes after these */
static const char *const topics[] = {"report", "queries", "values", "content", "placeholders", "options", "theme", "lengths", "drawing",
    "charts", "pages", "shorten", "parameters", "levels", "own-data", "tables", "functions", "evidence", "cites", "rulings", "wording", "organisation",
    "manifest", "verifying",
    "dates", "sandbox", "examples"};
static const char *const modules[] = {"report", "data", "row", "value", "doc", "pdf", "chart", "parts", "findings", "lineage", "fmt", "globals"};

struct parser {
	struct reference *r;
	struct arena *a;
	const char *file;
	struct ref_entry *entry;     /* the open block, NULL outside of one */
	struct buf tag;              /* of it: the lines of the tag at hand, or of the text before the first tag */
};

/* one more item behind an array in the arena, which doubles */
static void *push(struct arena *a, void *list, size_t *n, size_t item)
{
	char *out = list;

	if (*n == 0 || (*n & (*n - 1)) == 0) {
		out = arena_alloc(a, (*n == 0 ? 1 : *n * 2) * item);
		if (*n > 0)
			memcpy(out, list, *n * item);
	}
	++*n;
	return out;
}

/* ---- heads */
static const char *module_of(struct arena *a, const char *name)
{
	size_t n = strcspn(name, ":.");

	/* functions of Lua's libraries are of Lua, like its globals */
	return name[n] == '\0' || strncmp(name, "string.", 7) == 0 ? "globals" : arena_strndup(a, name, n);
}

static void open_block(struct parser *p, const char *head)
{
	struct reference *r = p->r;
	struct ref_entry *entry;
	bool topic = str_starts(head, "topic ");
	size_t n = strcspn(head, topic ? ":" : "(");

	r->entries = push(p->a, r->entries, &r->n, sizeof *entry);
	p->entry = entry = &r->entries[r->n - 1];
	*entry = (struct ref_entry){.kind = topic ? REF_TOPIC : head[n] == '(' ? REF_FUNCTION : REF_FIELD, .file = p->file, .text = "", .order = r->n};
	if (topic) {
		entry->name = arena_strndup(p->a, head + 6, n - 6);
		entry->head = head + n + strspn(head + n, ": ");
		entry->module = "topic";
		return;
	}
	entry->name = arena_strndup(p->a, head, n);
	entry->head = head;
	entry->module = module_of(p->a, entry->name);
}

/* ---- tags */
/* the type ends at a colon outside of quotes and brackets, or with the line */
static size_t type_length(const char *s)
{
	int depth = 0;
	bool quoted = false;
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		quoted = s[i] == '"' ? !quoted : quoted;
		depth += !quoted && strchr("(<{", s[i]) != NULL;
		depth -= !quoted && strchr(")>}", s[i]) != NULL;
		if (s[i] == ':' && !quoted && depth == 0)
			break;
	}
	return i;
}

static const char *find_default(const char *words)
{
	const char *last = str_starts(words, "default ") ? words : NULL;

	for (const char *s = words; (s = strstr(s, "; default ")) != NULL; s += 2)
		last = s;
	return last;
}

/* "TYPE: [unit] words; default VALUE" */
static void read_typed(struct arena *a, const char *s, struct ref_param *p)
{
	size_t n = type_length(s);
	const char *words = s + n + strspn(s + n, ": "), *fallback;

	p->type = arena_strndup(a, s, n);
	if (*words == '[' && strchr(words, ']') != NULL) {
		n = strcspn(words, "]");
		p->unit = arena_strndup(a, words + 1, n - 1);
		words += n + 1 + strspn(words + n + 1, "; ");
	}
	fallback = find_default(words);
	p->words = fallback != NULL ? arena_strndup(a, words, (size_t)(fallback - words)) : words;
	if (fallback != NULL)
		p->fallback = strstr(fallback, "default ") + strlen("default ");
}

static void add_param(struct parser *p, struct ref_params *list, const char *s)
{
	size_t n = strcspn(s, *s == '.' ? " " : " :");
	struct ref_param *param;

	list->p = push(p->a, list->p, &list->n, sizeof *param);
	param = &list->p[list->n - 1];
	*param = (struct ref_param){.name = arena_strndup(p->a, s, n), .words = ""};
	s += n + strspn(s + n, ": ");
	if (list == &p->entry->styles)
		param->words = s;
	else
		read_typed(p->a, s, param);
}

static const struct ref_param *typed(struct parser *p, const char *s)
{
	struct ref_param *out = arena_alloc(p->a, sizeof *out);

	read_typed(p->a, s, out);
	return out;
}

static void add_example(struct parser *p, char *code)
{
	static const char tag[] = "[claims]";
	struct ref_entry *entry = p->entry;
	struct ref_example ex = {0};

	ex.claims = str_starts(code, tag);
	code += ex.claims ? strlen(tag) : 0;
	ex.code = code + strspn(code, " \n");
	entry->examples = push(p->a, entry->examples, &entry->n_examples, sizeof ex);
	entry->examples[entry->n_examples - 1] = ex;
}

/* one line: a tag's own lines are joined by blanks */
static char *joined(char *s)
{
	for (char *c = s; *c != '\0'; c++)
		*c = *c == '\n' ? ' ' : *c;
	return s;
}

static void end_tag(struct parser *p)
{
	char *s = arena_strndup(p->a, p->tag.p != NULL ? p->tag.p : "", p->tag.len), *rest = s + strcspn(s, " \n");

	buf_clear(&p->tag);
	if (*s != '@') {
		p->entry->text = s;
		return;
	}
	rest += *rest != '\0';
	if (str_starts(s, "@usage"))
		add_example(p, rest);
	else if (str_starts(s, "@param "))
		add_param(p, &p->entry->params, joined(rest));
	else if (str_starts(s, "@style "))
		add_param(p, &p->entry->styles, joined(rest));
	else if (str_starts(s, "@return "))
		p->entry->returns = typed(p, joined(rest));
	else if (str_starts(s, "@type "))
		p->entry->type = typed(p, joined(rest));
	else if (str_starts(s, "@raise "))
		p->entry->raises = joined(rest);
}

/* ---- lines */
static bool ends_sentence(const struct buf *b)
{
	return b->len == 0 || b->p[b->len - 1] == '.';
}

/* a line of a block, without its comment sign: text is filled into paragraphs, code keeps its lines and loses two blanks */
static void add_line(struct parser *p, const char *s, size_t n)
{
	struct buf *b = &p->tag;
	bool code = b->len > 0 && str_starts(b->p, "@usage"), tag = b->len > 0 && *b->p == '@';
	bool indented = n > 0 && *s == ' ', after_indented = b->len > 0 && !tag && strrchr(b->p, '\n') != NULL && strrchr(b->p, '\n')[1] == ' ';

	if (n > 0 && *s == '@') {
		end_tag(p);
	} else if (code) {
		buf_putc(b, '\n');
		s += indented ? 2 : 0;
		n -= indented ? 2 : 0;
	} else if (tag) {
		buf_putc(b, ' ');
		for (; n > 0 && *s == ' '; s++)
			n--;
	} else if (b->len > 0) {
		buf_putc(b, indented || after_indented || ends_sentence(b) ? '\n' : ' ');
	}
	buf_add(b, s, n);
}

static void end_block(struct parser *p)
{
	if (p->entry != NULL)
		end_tag(p);
	p->entry = NULL;
}

static void read_line(struct parser *p, const char *s, size_t n)
{
	bool last = false, c = !str_ends(p->file, ".lua");

	if (c && n >= 2 && strncmp(s + n - 2, "*/", 2) == 0) {
		last = true;
		for (n -= 2; n > 0 && s[n - 1] == ' ';)
			n--;
	}
	if (n > 4 && (strncmp(s, "/*** ", 5) == 0 || strncmp(s, "--- ", 4) == 0)) {
		size_t sign = c ? 5 : 4;
		end_block(p);
		/* other comments of Lua may begin so too: a head has no blank before its bracket or its end */
		if (c || strncmp(s + 4, "topic ", 6) == 0 || memchr(s + 4, ' ', strcspn(s + 4, "(\n")) == NULL)
			open_block(p, arena_strndup(p->a, s + sign, n - sign));
	} else if (p->entry != NULL && n >= 2 && (strncmp(s, " *", 2) == 0 || strncmp(s, "--", 2) == 0)) {
		size_t sign = n > 2 && s[2] == ' ' ? 3 : 2;
		add_line(p, s + sign, n - sign);
	} else {
		end_block(p);
	}
	if (last)
		end_block(p);
}

static int rank_in(const char *const *names, size_t n, const char *s)
{
	size_t i = 0;

	while (i < n && strcmp(names[i], s) != 0)
		i++;
	return (int)i;
}

static int by_reading(const void *x, const void *y)
{
	const struct ref_entry *a = x, *b = y;
	bool ta = a->kind == REF_TOPIC, tb = b->kind == REF_TOPIC;
	int d = tb - ta;

	if (d == 0 && ta)
		d = rank_in(topics, COUNT_OF(topics), a->name) - rank_in(topics, COUNT_OF(topics), b->name);
	else if (d == 0)
		d = rank_in(modules, COUNT_OF(modules), a->module) - rank_in(modules, COUNT_OF(modules), b->module);
	if (d == 0 && !ta)
		d = strcmp(a->module, b->module);
	return d != 0 ? d : (a->order > b->order) - (a->order < b->order);
}

/* a file of scripts/ with doc blocks is a module without being named here */
static void list_modules(struct reference *r)
{
	r->n_modules = 0;
	for (size_t i = 0; i < r->n; i++) {
		const char *module = r->entries[i].module;
		if (r->entries[i].kind == REF_TOPIC || (r->n_modules > 0 && strcmp(r->modules[r->n_modules - 1], module) == 0))
			continue;
		r->modules = push(r->arena, r->modules, &r->n_modules, sizeof *r->modules);
		r->modules[r->n_modules - 1] = module;
	}
}

bool reference_load(struct reference *r, const struct cmd_call *c, struct err *e)
{
	struct parser p = {.r = r, .a = c->arena, .file = ""};
	size_t n = 0, len;
	const char *text = c->image != NULL ? data_asset(c->image, ASSET, &n) : NULL, *end;

	*r = (struct reference){.arena = c->arena};
	if (text == NULL)
		return err_set(e, c->image != NULL ? "this file was packed without the reference (%s): take a fresh copy of attest" :
		    "help: this is the bare program, without the reference (%s): ask build/attest", ASSET);
	for (end = text + n; text < end; text += len + 1) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));
		len = (size_t)((nl != NULL ? nl : end) - text);
		if (len > 6 && strncmp(text, "@file ", 6) == 0) {
			end_block(&p);
			p.file = arena_strndup(c->arena, text + 6, len - 6);
		} else {
			read_line(&p, text, len);
		}
	}
	end_block(&p);
	buf_drop(&p.tag);
	if (r->n > 0)
		qsort(r->entries, r->n, sizeof *r->entries, by_reading);
	list_modules(r);
	return r->n > 0 || err_set(e, "%s in this file is empty: take a fresh copy of attest", ASSET);
}

/* ---- looking up */
const char *reference_short(const struct ref_entry *entry)
{
	const char *sep = strpbrk(entry->name, ":.");
	return sep != NULL ? sep + 1 : entry->name;
}

/* what a newcomer calls it, and what else belongs to it */
static bool is_also(const struct ref_entry *entry, const char *name)
{
	static const struct { const char *said, *meant; } names[] = {
		{"page break", "doc:page_break"}, {"pagebreak", "doc:page_break"}, {"break", "doc:page_break"}, {"pages", "doc:page_break"},
		{"pages", "doc:budget"}, {"schema", "tables"}, {"dataset", "tables"}};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(names[i].said, name) == 0 && strcmp(names[i].meant, entry->name) == 0)
			return true;
	return false;
}

bool reference_is(const struct ref_entry *entry, const char *name)
{
	if (is_also(entry, name))
		return true;
	return strcmp(name, entry->name) == 0 || strcmp(name, reference_short(entry)) == 0 ||
	    (entry->kind != REF_TOPIC && strcmp(name, entry->module) == 0);
}

const struct ref_param *reference_style(const struct reference *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->entries[i].styles.n; k++)
			if (strcmp(r->entries[i].styles.p[k].name, name) == 0)
				return &r->entries[i].styles.p[k];
	return NULL;
}

/* ---- JSON */
static void add_string(yyjson_mut_doc *d, yyjson_mut_val *o, const char *key, const char *s)
{
	if (s != NULL && *s != '\0')
		yyjson_mut_obj_add_strcpy(d, o, key, s);
}

static void fill_param(yyjson_mut_doc *d, yyjson_mut_val *o, const struct ref_param *p)
{
	add_string(d, o, "name", p->name);
	add_string(d, o, "type", p->type);
	add_string(d, o, "unit", p->unit);
	add_string(d, o, "words", p->words);
	add_string(d, o, "default", p->fallback);
}

static void add_params(yyjson_mut_doc *d, yyjson_mut_val *o, const char *key, const struct ref_params *list)
{
	yyjson_mut_val *a = list->n > 0 ? yyjson_mut_obj_add_arr(d, o, key) : NULL;

	for (size_t i = 0; i < list->n; i++)
		fill_param(d, yyjson_mut_arr_add_obj(d, a), &list->p[i]);
}

static void add_entry(yyjson_mut_doc *d, yyjson_mut_val *o, const struct ref_entry *entry)
{
	static const char *const kinds[] = {"function", "field", "topic"};
	yyjson_mut_val *list;

	yyjson_mut_obj_add_str(d, o, "name", entry->name);
	yyjson_mut_obj_add_str(d, o, "kind", kinds[entry->kind]);
	yyjson_mut_obj_add_str(d, o, "module", entry->module);
	yyjson_mut_obj_add_str(d, o, entry->kind == REF_TOPIC ? "title" : "call", entry->head);
	yyjson_mut_obj_add_str(d, o, "file", entry->file);
	add_string(d, o, "text", entry->text);
	add_params(d, o, "params", &entry->params);
	add_params(d, o, "styles", &entry->styles);
	if (entry->type != NULL)
		fill_param(d, yyjson_mut_obj_add_obj(d, o, "type"), entry->type);
	if (entry->returns != NULL)
		fill_param(d, yyjson_mut_obj_add_obj(d, o, "returns"), entry->returns);
	add_string(d, o, "raises", entry->raises);
	list = yyjson_mut_obj_add_arr(d, o, "examples");
	for (size_t i = 0; i < entry->n_examples; i++) {
		yyjson_mut_val *ex = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_bool(d, ex, "claims", entry->examples[i].claims);
		yyjson_mut_obj_add_str(d, ex, "code", entry->examples[i].code);
	}
}

void reference_json(const struct reference *r, const char *only)
{
	yyjson_mut_doc *d = yyjson_mut_doc_new(NULL);
	yyjson_mut_val *list = yyjson_mut_arr(d);
	char *text;

	yyjson_mut_doc_set_root(d, list);
	for (size_t i = 0; i < r->n; i++)
		if (only == NULL || reference_is(&r->entries[i], only))
			add_entry(d, yyjson_mut_arr_add_obj(d, list), &r->entries[i]);
	text = yyjson_mut_write(d, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);
	puts(text != NULL ? text : "[]");
	free(text);
	yyjson_mut_doc_free(d);
}
