/* content.c: one hash of all that a dataset holds, whatever it came in: folder, database or executable.
 *
 *   table, its columns, a line feed; then each row by id: each cell as kind, 4 bytes of length and bytes
 *   for each table that has rows, by name
 *
 * The registry and the bounds of dates are computed from the rest, and so left out. The hash is that of one level: what a projection
 * dropped does not enter it. */
#include "data/db.h"

#include <string.h>

#define BLOCK 16384                  /* [bytes] collected before they are hashed: cells are many and short */

struct content { struct hash hash; size_t fill; unsigned char block[BLOCK]; };

static void flush(struct content *c)
{
	hash_add(&c->hash, c->block, c->fill);
	c->fill = 0;
}

static void add(struct content *c, const void *p, size_t n)
{
	if (n > BLOCK - c->fill)
		flush(c);
	if (n > BLOCK) {
		hash_add(&c->hash, p, n);
		return;
	}
	memcpy(c->block + c->fill, p, n);
	c->fill += n;
}

static void add_cell(struct content *c, sqlite3_stmt *s, int i)
{
	static const unsigned char kinds[] = {[SQLITE_INTEGER] = 'i', [SQLITE_FLOAT] = 'r', [SQLITE_TEXT] = 't', [SQLITE_BLOB] = 'b'};
	int type = sqlite3_column_type(s, i);
	const void *p;
	unsigned n;

	if (type == SQLITE_NULL) {
		add(c, "0", 1);
		return;
	}
	/* the pointer first: asking for it settles the length */
	p = type == SQLITE_BLOB ? sqlite3_column_blob(s, i) : sqlite3_column_text(s, i);
	n = (unsigned)sqlite3_column_bytes(s, i);
	add(c, (const unsigned char[]){kinds[type], (unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n}, 5);
	if (n > 0)
		add(c, p, n);
}

static void add_head(struct content *c, const struct schema_table *t)
{
	add(c, t->name, strlen(t->name) + 1);
	for (size_t i = 0; i < t->n; i++)
		if (!t->columns[i].computed)
			add(c, t->columns[i].name, strlen(t->columns[i].name) + 1);
	add(c, "\n", 1);
}

static bool add_table(struct data *d, const struct schema_table *t, struct content *c, struct err *e)
{
	sqlite3_stmt *s = db_reader(d->db, t, e);
	size_t rows = 0;
	int rc;

	if (s == NULL)
		return false;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		if (rows++ == 0)
			add_head(c, t);
		for (size_t i = 0; i < t->n; i++)
			if (!t->columns[i].computed)
				add_cell(c, s, (int)i);
	}
	if (rc != SQLITE_DONE)
		db_fail(d->db, e);
	sqlite3_finalize(s);
	return rc == SQLITE_DONE;
}

/* Hashing takes an eighth of a run that makes one page, so pack leaves the answer beside a dataset that nobody changes from then on. */
bool data_packed_hash(struct data *d, char hex[HASH_HEX_SIZE])
{
	size_t n;
	const char *kept = d->lies_in != NULL && image_untouched(d->lies_in) ? data_asset(d->lies_in, IMAGE_CONTENT, &n) : NULL;

	if (kept == NULL || n != HASH_HEX_SIZE - 1)
		return false;
	memcpy(hex, kept, n);
	hex[n] = '\0';
	return strspn(hex, "0123456789abcdef") == n;
}

bool data_content_hash(struct data *d, char hex[HASH_HEX_SIZE], struct err *e)
{
	struct content c = {.fill = 0};

	hash_begin(&c.hash);
	for (size_t i = 0; i < d->schema.n; i++) {
		const struct schema_table *t = &d->schema.tables[i];
		if (t->view || sqlite3_stricmp(t->name, "registry") == 0)
			continue;
		if (!db_time_left(e) || !add_table(d, t, &c, e))
			return false;
	}
	flush(&c);
	hash_end(&c.hash, hex);
	return true;
}
