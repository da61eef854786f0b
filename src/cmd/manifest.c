/* manifest.c: what a PDF says of its evidence, as JSON in the PDF.
 *
 *   { "manifest": 1, "program": "attest 0.1.0", "level": "meeting", "language": "en",
 *     "dataset": {"id": "almaty", "sha256": "..."},
 *     "scripts": {"reports/brief.lua": "...", "scripts/fmt.lua": "..."},
 *     "claims": {"c-1": ["p-1", "p-2"]}, "passages": {"p-1": "src-a1"}, "sources": {"src-a1": "..."},
 *     "values": [{"row": "name-1", "field": "name", "value": "..."}, {"rows": ["a-1", "a-2"], "of": "count", "field": "victim", "value": "2"}],
 *     "pages": ["..."] }
 *
 * Only what was placed is in it, no query and no parameter. Data without levels has scripts and pages alone. At level public claims, passages
 * and sources are left out, and so is what could be read: a row is the first 16 digits of SHA-256(dataset id LF row id), a value the first 32 of
 * SHA-256(dataset id LF row id LF field LF value); of a derived value the ids are joined by blanks, and the field is "of field". */
#include "cmd/manifest.h"

#include <stdlib.h>
#include <string.h>

/*** topic manifest: what a PDF says of its evidence, in a file within it
 * Each PDF carries 'attest.json' (in PDF terms an associated file; viewers list it as attachment). At levels meeting and editors it holds,
 * and nothing else:
 *   manifest, program, level, language    the form of this file, 1, who made it, for whom, in which language
 *   dataset      id, and SHA-256 of all that the dataset holds at this level
 *   scripts      the report and each script that it used, with their SHA-256
 *   claims       the ids of the claims that printed values rest on, each with the ids of its passages
 *   passages     the ids of these passages, each with the id of its source
 *   sources      the ids of these sources and of the instruments, each with the SHA-256 of the file, null where none was collected
 *   values       what was printed, each once: row, field and value of a cell; or rows, of ('count', 'sum', 'min', 'max', '' their
 *                number), field and value of what is derived from rows
 *   pages        SHA-256 of each page: its size, its content, the fonts, the addresses of its links
 * At level public claims, passages and sources are left out, and in place of ids and values stand hashes: of a row the first 16 digits of
 * SHA-256(dataset id LF row id), of a value, as 'hash', the first 32 digits of SHA-256(dataset id LF row id LF field LF value). For a derived
 * value the row ids are joined by blanks, and the field is 'of', a blank and the field. 'attest run --embed' writes the same as at the
 * other levels. Data without levels has no values here. 'attest verify' reads it ('attest help verifying'). */

struct builder {
	const struct cmd_evidence *m;
	struct arena *a;
	struct buf *out;
	const char *dataset;         /* its id, "" without */
	struct err *e;
};

/* ---- JSON */
static void put_string(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '"' || c == '\\')
			buf_putc(b, '\\');
		if (c < 0x20)
			buf_printf(b, "\\u%04x", c);
		else
			buf_putc(b, (char)c);
	}
	buf_putc(b, '"');
}

static void put_pair(struct buf *b, const char *key, const char *value)
{
	put_string(b, key);
	buf_puts(b, ": ");
	value != NULL ? put_string(b, value) : buf_puts(b, "null");
}

/* begins an entry of an object or array: a comma behind the one before */
static void next(struct buf *b, bool *any)
{
	buf_puts(b, *any ? ",\n  " : "\n  ");
	*any = true;
}

/* ---- hashes */
void manifest_row_hash(const char *dataset, const char *row, char out[MANIFEST_ROW_SIZE])
{
	struct buf b = {0};
	char hex[HASH_HEX_SIZE];

	buf_printf(&b, "%s\n%s", dataset, row);
	hash_hex(b.p, b.len, hex);
	snprintf(out, MANIFEST_ROW_SIZE, "%.*s", MANIFEST_ROW_SIZE - 1, hex);
	buf_drop(&b);
}

void manifest_value_hash(const char *dataset, const struct data_value *v, char out[MANIFEST_VALUE_SIZE])
{
	struct buf b = {0};
	char hex[HASH_HEX_SIZE];

	buf_printf(&b, "%s\n", dataset);
	if (v->key != NULL)
		buf_printf(&b, "%s\n%s", v->key, v->column);
	for (size_t i = 0; v->key == NULL && i < v->n_cites; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", v->cites[i]);
	if (v->key == NULL)
		buf_printf(&b, "\n%s %s", v->op, v->field);
	buf_printf(&b, "\n%s", v->text != NULL ? v->text : "");
	hash_hex(b.p, b.len, hex);
	snprintf(out, MANIFEST_VALUE_SIZE, "%.*s", MANIFEST_VALUE_SIZE - 1, hex);
	buf_drop(&b);
}

/* ---- what values rest on */
struct names { const char **v; size_t n, cap; };     /* owned */

static void add_name(struct names *l, const char *s)
{
	l->v = grow_array(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = s;
}

static int by_bytes(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static void sort_once(struct names *l)
{
	size_t n = 0;

	if (l->n > 0)
		qsort(l->v, l->n, sizeof *l->v, by_bytes);
	for (size_t i = 0; i < l->n; i++)
		if (n == 0 || strcmp(l->v[n - 1], l->v[i]) != 0)
			l->v[n++] = l->v[i];
	l->n = n;
}

static bool put_claims(struct builder *b, const struct names *claims, struct names *passages, struct names *sources)
{
	bool any = false;

	buf_puts(b->out, ",\n \"claims\": {");
	for (size_t i = 0; i < claims->n; i++) {
		struct data_passage *p;
		size_t n;
		if (!data_passages(b->m->data, claims->v[i], b->a, &p, &n, b->e))
			return false;
		next(b->out, &any);
		put_string(b->out, claims->v[i]);
		buf_puts(b->out, ": [");
		for (size_t k = 0; k < n; k++) {
			buf_puts(b->out, k > 0 ? ", " : "");
			put_string(b->out, p[k].id);
			add_name(passages, arena_printf(b->a, "%s\n%s", p[k].id, p[k].source));
			add_name(sources, p[k].source);
		}
		buf_putc(b->out, ']');
	}
	buf_putc(b->out, '}');
	return true;
}

static void put_passages(struct builder *b, struct names *passages)
{
	bool any = false;

	sort_once(passages);
	buf_puts(b->out, ",\n \"passages\": {");
	for (size_t i = 0; i < passages->n; i++) {
		const char *lf = strchr(passages->v[i], '\n');
		next(b->out, &any);
		put_pair(b->out, arena_strndup(b->a, passages->v[i], (size_t)(lf - passages->v[i])), lf + 1);
	}
	buf_putc(b->out, '}');
}

static void put_sources(struct builder *b, struct names *sources)
{
	bool any = false;

	sort_once(sources);
	buf_puts(b->out, ",\n \"sources\": {");
	for (size_t i = 0; i < sources->n; i++) {
		struct data_value v;
		bool has = data_cell(b->m->data, sources->v[i], "sha256", b->a, &v, NULL);
		next(b->out, &any);
		put_pair(b->out, sources->v[i], has ? v.text : NULL);
	}
	buf_putc(b->out, '}');
}

static bool put_evidence(struct builder *b, const struct data_printed *v, size_t n)
{
	struct names claims = {0}, passages = {0}, sources = {0};
	bool ok;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < v[i].evidence->n_claims; k++)
			add_name(&claims, v[i].evidence->claims[k]);
		for (size_t k = 0; k < v[i].evidence->n_sources; k++)
			add_name(&sources, v[i].evidence->sources[k]);
	}
	sort_once(&claims);
	ok = put_claims(b, &claims, &passages, &sources);
	if (ok) {
		put_passages(b, &passages);
		put_sources(b, &sources);
	}
	free(claims.v);
	free(passages.v);
	free(sources.v);
	return ok;
}

/* ---- values */
static void put_row(struct builder *b, const char *id)
{
	char hash[MANIFEST_ROW_SIZE];

	if (!b->m->hashed) {
		put_string(b->out, id);
		return;
	}
	manifest_row_hash(b->dataset, id, hash);
	put_string(b->out, hash);
}

static void put_value(struct builder *b, const struct data_value *v)
{
	char hash[MANIFEST_VALUE_SIZE];

	if (v->key != NULL) {
		buf_puts(b->out, "{\"row\": ");
		put_row(b, v->key);
		buf_puts(b->out, ", ");
	} else {
		buf_puts(b->out, "{\"rows\": [");
		for (size_t i = 0; i < v->n_cites; i++) {
			buf_puts(b->out, i > 0 ? ", " : "");
			put_row(b, v->cites[i]);
		}
		buf_puts(b->out, "], ");
		put_pair(b->out, "of", v->op);
		buf_puts(b->out, ", ");
	}
	put_pair(b->out, "field", v->key != NULL ? v->column : v->field);
	buf_puts(b->out, ", ");
	if (b->m->hashed)
		manifest_value_hash(b->dataset, v, hash);
	put_pair(b->out, b->m->hashed ? "hash" : "value", b->m->hashed ? hash : v->text);
	buf_putc(b->out, '}');
}

static void put_values(struct builder *b, const struct data_printed *v, size_t n)
{
	bool any = false;

	buf_puts(b->out, ",\n \"values\": [");
	for (size_t i = 0; i < n; i++) {
		next(b->out, &any);
		put_value(b, v[i].v);
	}
	buf_putc(b->out, ']');
}

/* ---- all of it */
static bool put_head(struct builder *b)
{
	char hash[HASH_HEX_SIZE];
	bool levels = b->m->level != DATA_UNLEVELLED;

	if (!data_packed_hash(b->m->data, hash) && !data_content_hash(b->m->data, hash, b->e))
		return false;
	buf_printf(b->out, "{\"manifest\": %d,\n ", MANIFEST_VERSION);
	put_pair(b->out, "program", "attest " CMD_VERSION);
	buf_puts(b->out, ",\n ");
	put_pair(b->out, "level", levels ? data_level_name(b->m->level) : NULL);
	buf_puts(b->out, ",\n ");
	put_pair(b->out, "language", b->m->lang);
	buf_puts(b->out, ",\n \"dataset\": {");
	put_pair(b->out, "id", *b->dataset != '\0' ? b->dataset : NULL);
	buf_puts(b->out, ", ");
	put_pair(b->out, "sha256", hash);
	buf_putc(b->out, '}');
	return true;
}

static void put_scripts(struct builder *b)
{
	size_t n;
	const struct host_script *v = host_scripts(b->m->host, b->a, &n);
	bool any = false;

	buf_puts(b->out, ",\n \"scripts\": {");
	for (size_t i = 0; i < n; i++) {
		next(b->out, &any);
		put_pair(b->out, v[i].name, v[i].hash);
	}
	buf_putc(b->out, '}');
}

static void put_pages(struct builder *b, const char (*pages)[HASH_HEX_SIZE], size_t n)
{
	bool any = false;

	buf_puts(b->out, ",\n \"pages\": [");
	for (size_t i = 0; i < n; i++) {
		next(b->out, &any);
		put_string(b->out, pages[i]);
	}
	buf_puts(b->out, "]}\n");
}

bool manifest_make(void *ctx, const char (*pages)[HASH_HEX_SIZE], size_t n_pages, struct buf *out, struct err *e)
{
	const struct cmd_evidence *m = ctx;
	struct builder b = {.m = m, .a = arena_new(), .out = out, .e = e};
	const char *id = m->level != DATA_UNLEVELLED ? data_meta(m->data, "dataset") : NULL;
	struct data_printed *v = NULL;
	size_t n = id != NULL ? host_printed(m->host, b.a, &v) : 0;
	bool ok;

	b.dataset = id != NULL ? id : "";
	ok = put_head(&b);
	if (ok)
		put_scripts(&b);
	ok = ok && (m->hashed || id == NULL || put_evidence(&b, v, n));
	if (ok) {
		put_values(&b, v, n);
		put_pages(&b, pages, n_pages);
	}
	arena_drop(b.a);
	return ok && (!limit_time_over() || limit_time_err(e));
}
