/* stubs.c: the reference as stubs of the Lua language server (LuaLS), so that an editor completes and checks a report.
 *
 *   doc:tile(description) with description.value, ...  ->  ---@class attest.doc.tile.description, its fields, and the function */
#include "cmd/reference.h"

#include <ctype.h>
#include <string.h>

/* types of ours that are no class of their own functions or fields */
static const char *const own[] = {"chart", "content", "data", "doc", "env", "fmt", "length", "pdf", "report", "row", "source", "style", "text", "value"};

static bool is_own(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (strlen(own[i]) == n && strncmp(own[i], s, n) == 0)
			return true;
	return false;
}

/* "doc:tile" and "description" -> "attest.doc.tile.description" */
static const char *class_name(struct arena *a, const char *entry, const char *path)
{
	char *s = arena_printf(a, "attest.%s.%s", entry, path);

	for (char *p = s; *p != '\0'; p++)
		*p = *p == ':' ? '.' : *p;
	return s;
}

/* Names of our types get their prefix, and a bare `table` the name of its class; quoted words stay. */
static const char *stub_type(struct arena *a, const char *type, const char *class)
{
	struct buf b = {0};
	const char *out;
	bool quoted = false;

	for (const char *s = type; *s != '\0';) {
		size_t n = 0;
		quoted = *s == '"' ? !quoted : quoted;
		while (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '.')
			n++;
		if (n == 0 || quoted) {
			buf_putc(&b, *s++);
			continue;
		}
		/* the name of a function's parameter is none of a type */
		if (class != NULL && n == 5 && strncmp(s, "table", 5) == 0 && s[5] != '<')
			buf_puts(&b, class);
		else
			buf_printf(&b, "%s%.*s", s[n] != ':' && is_own(s, n) ? "attest." : "", (int)n, s);
		s += n;
	}
	out = arena_strdup(a, b.p);
	buf_drop(&b);
	return out;
}

static const char *words_of(struct arena *a, const struct ref_param *p)
{
	const char *s = p->unit != NULL ? arena_printf(a, " [%s]", p->unit) : "";

	if (*p->words != '\0')
		s = arena_printf(a, "%s %s", s, p->words);
	return p->fallback != NULL ? arena_printf(a, "%s; default %s", s, p->fallback) : s;
}

/* the name of a direct key of path, NULL for others */
static const char *key_of(const char *name, const char *path)
{
	size_t n = strlen(path);

	return strncmp(name, path, n) == 0 && name[n] == '.' && strchr(name + n + 1, '.') == NULL ? name + n + 1 : NULL;
}

static const char *class_of(const struct reference *r, const struct ref_entry *entry, const char *path)
{
	for (size_t i = 0; i < entry->params.n; i++)
		if (key_of(entry->params.p[i].name, path) != NULL)
			return class_name(r->arena, entry->name, path);
	return NULL;
}

static void print_field(const struct reference *r, const char *name, const struct ref_param *p, bool optional, const char *class)
{
	printf("---@field %s%s %s%s\n", name, optional ? "?" : "", stub_type(r->arena, p->type, class), words_of(r->arena, p));
}

/* a class for each table that the entry takes, inner ones too */
static void print_classes(const struct reference *r, const struct ref_entry *entry, const char *path)
{
	const struct ref_params *list = &entry->params;

	if (class_of(r, entry, path) == NULL)
		return;
	for (size_t i = 0; i < list->n; i++)
		if (key_of(list->p[i].name, path) != NULL)
			print_classes(r, entry, list->p[i].name);
	printf("---@class %s\n", class_of(r, entry, path));
	for (size_t i = 0; i < list->n; i++) {
		const char *key = key_of(list->p[i].name, path);
		if (key != NULL)
			print_field(r, key, &list->p[i], list->p[i].fallback != NULL, class_of(r, entry, list->p[i].name));
	}
	puts("");
}

static void print_comment(const char *text)
{
	for (; *text != '\0'; text += *text == '\n') {
		size_t n = strcspn(text, "\n");
		printf("---%.*s\n", (int)n, text);
		text += n;
	}
}

static void print_function(const struct reference *r, const struct ref_entry *entry)
{
	const struct ref_params *list = &entry->params;

	for (size_t i = 0; i < list->n; i++)
		if (strchr(list->p[i].name, '.') == NULL)
			print_classes(r, entry, list->p[i].name);
	print_comment(entry->text);
	for (size_t i = 0; i < list->n; i++) {
		const struct ref_param *p = &list->p[i];
		if (strcmp(p->name, "...") == 0 || strchr(p->name, '.') == NULL)
			printf("---@param %s%s %s%s\n", p->name, p->fallback != NULL ? "?" : "",
			    stub_type(r->arena, p->type, class_of(r, entry, p->name)), words_of(r->arena, p));
	}
	if (entry->returns != NULL && strcmp(entry->returns->type, "nothing") != 0)
		printf("---@return %s #%s\n", stub_type(r->arena, entry->returns->type, NULL), words_of(r->arena, entry->returns));
	printf("function %s end\n\n", entry->head);
}

/* fields first, since LuaLS takes them in the comment before the class's variable */
static void print_module(const struct reference *r, const char *module)
{
	bool globals = strcmp(module, "globals") == 0, functions = false;

	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].kind == REF_FIELD && strcmp(r->entries[i].module, module) == 0)
			print_classes(r, &r->entries[i], reference_short(&r->entries[i]));
	if (!globals)
		printf("---@class attest.%s\n", module);
	for (size_t i = 0; i < r->n; i++) {
		const struct ref_entry *entry = &r->entries[i];
		const char *key = reference_short(entry);
		if (strcmp(entry->module, module) != 0)
			continue;
		functions = functions || entry->kind == REF_FUNCTION;
		/* a row has the columns of its query */
		if (entry->kind == REF_FIELD && entry->type != NULL)
			print_field(r, strcmp(module, "row") == 0 ? "[string]" : key, entry->type, strcmp(module, "report") == 0,
			    class_of(r, entry, key));
	}
	puts(globals ? "" : functions ? arena_printf(r->arena, "local %s = {}\n", module) : "");
	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].kind == REF_FUNCTION && strcmp(r->entries[i].module, module) == 0)
			print_function(r, &r->entries[i]);
}

static void print_styles(const struct reference *r)
{
	const char *between = "---@alias attest.style ";

	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->entries[i].styles.n; k++)
			printf("%s\"%s\"", between, r->entries[i].styles.p[k].name), between = "|";
	puts("");
}

void reference_stubs(const struct reference *r)
{
	puts("---@meta\n-- attest " CMD_VERSION ": what a report may call. Made by 'attest help --stubs'; above 'local report' write\n"
	     "-- ---@type attest.report\n\n"
	     "---@class attest.text wording of table 'text'\n\n"
	     "---@class attest.source what data.source gives: rows of doc:table that are read while it is laid out\n\n"
	     "---@alias attest.content attest.text|attest.value|string|number\n"
	     "---@alias attest.env table|attest.row\n"
	     "---@alias attest.length number|string points, or a string with its unit: \"12mm\"");
	print_styles(r);
	puts("");
	for (size_t i = 0; i < r->n_modules; i++)
		print_module(r, r->modules[i]);
}
