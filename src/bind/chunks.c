/* chunks.c: the sources of a report's scripts, kept for messages: in which line a query's text begins, and the line of a syntax error. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define LINE_MAX_BYTES 2000          /* of a line that is looked into: nobody writes longer ones */

/* Lua ends lines of a long string with LF, whatever the file has: so does this copy. Line numbers stay. */
void bind_chunk_add(struct bind *b, const char *name, const char *source, size_t n)
{
	struct bind_chunk *c;
	char *copy = arena_strndup(b->arena, source, n);

	b->chunks = grow_array(b->chunks, &b->cap_chunks, b->n_chunks + 1, sizeof *b->chunks);
	c = &b->chunks[b->n_chunks++];
	*c = (struct bind_chunk){.name = arena_strdup(b->arena, name), .source = copy};
	for (size_t i = 0; i < n; i++)
		if (source[i] != '\r' || i + 1 == n || source[i + 1] != '\n')
			copy[c->n++] = source[i];
	copy[c->n] = '\0';
}

/* a whole literal: within quotes, or in long brackets, which drop a line feed right behind the opening one */
static bool is_literal(const struct bind_chunk *c, const char *at, size_t n)
{
	size_t from = (size_t)(at - c->source);
	char before = from > 0 ? at[-1] : '\0';

	if (before == '\n' && from > 1)
		before = at[-2];
	return (before == '[' && at[n] == ']') || ((before == '"' || before == '\'') && before == at[-1] && at[n] == before);
}

bool bind_chunk_find(const struct bind *b, const char *text, const char **name, int *line)
{
	size_t n = strlen(text);

	for (size_t i = 0; n > 0 && i < b->n_chunks; i++) {
		const struct bind_chunk *c = &b->chunks[i];
		for (const char *at = c->source; (at = memmem(at, c->n - (size_t)(at - c->source), text, n)) != NULL; at++)
			if (is_literal(c, at, n)) {
				*name = c->name;
				*line = (int)str_line(c->source, (size_t)(at - c->source));
				return true;
			}
	}
	return false;
}

/* ---- syntax errors: "file.lua:3: ... near 'levels'" */
static size_t line_in(const char *message)
{
	for (const char *p = strchr(message, ':'); p != NULL; p = strchr(p + 1, ':')) {
		char *end;
		unsigned long line = isdigit((unsigned char)p[1]) ? strtoul(p + 1, &end, 10) : 0;
		if (line > 0 && *end == ':')
			return line;
	}
	return 0;
}

/* where the token that Lua names stands in the line, when it stands there once; [bytes] of it in n, 0 otherwise */
static size_t token_at(const char *message, const char *line, size_t length, size_t *n)
{
	const char *near = NULL, *found;

	for (const char *p = message; (p = strstr(p, " near '")) != NULL; p++)
		near = p + strlen(" near '");
	*n = near != NULL && strrchr(near, '\'') != NULL ? (size_t)(strrchr(near, '\'') - near) : 0;
	found = *n > 0 ? memmem(line, length, near, *n) : NULL;
	if (found == NULL || memmem(found + 1, length - (size_t)(found + 1 - line), near, *n) != NULL)
		*n = 0;
	return *n > 0 ? (size_t)(found - line) : 0;
}

/* the line without its indent; NULL when there is none */
static const char *line_of(const char *source, size_t line, size_t *n)
{
	for (size_t i = 1; i < line && source != NULL; i++)
		source = (source = strchr(source, '\n')) != NULL ? source + 1 : NULL;
	if (source == NULL || line == 0)
		return NULL;
	source += strspn(source, " \t");
	*n = strcspn(source, "\r\n");
	return *n > 0 ? source : NULL;
}

const char *bind_chunk_line(struct bind *b, const char *name, int line)
{
	size_t n;

	for (size_t i = 0; i < b->n_chunks; i++)
		if (strcmp(b->chunks[i].name, name) == 0) {
			const char *s = line_of(b->chunks[i].source, (size_t)line, &n);
			return s != NULL && n <= LINE_MAX_BYTES ? arena_strndup(b->arena, s, n) : NULL;
		}
	return NULL;
}

void bind_chunk_syntax(struct err *e, const char *source, const char *message)
{
	const char *opened = strstr(message, "' at line "), *p;
	size_t at, n, length;

	p = line_of(source, line_in(message), &length);
	if (p != NULL) {
		at = token_at(message, p, length, &n);
		if (n > 0)
			err_mark(e, source, (size_t)(p - source) + at, n);
		else
			err_more(e, "%.*s", length > 200 ? 200 : (int)length, p);
	}
	if (opened == NULL)
		return;
	at = strtoul(opened + strlen("' at line "), NULL, 10);
	p = line_of(source, at, &length);
	if (p != NULL)
		err_more(e, "line %zu is: %.*s", at, length > 200 ? 200 : (int)length, p);
}
