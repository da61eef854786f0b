/* ids.c: a map from ids to numbers; open addressing, keys borrowed. And the registry, which keeps the ids in a database. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

static uint64_t fnv(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static struct ids_slot *slot(const struct ids *m, const char *key)
{
	size_t i = fnv(key) & (m->cap - 1);

	while (m->slots[i].key != NULL && strcmp(m->slots[i].key, key) != 0)
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

size_t ids_get(const struct ids *m, const char *key)
{
	const struct ids_slot *s = m->cap == 0 ? NULL : slot(m, key);

	return s == NULL || s->key == NULL ? IDS_NONE : s->value;
}

static void widen(struct ids *m)
{
	struct ids old = *m;

	m->cap = old.cap == 0 ? 64 : old.cap * 2;
	m->slots = mem_zalloc(m->cap * sizeof *m->slots);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key != NULL)
			*slot(m, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

size_t ids_add(struct ids *m, const char *key, size_t value)
{
	struct ids_slot *s;

	if (2 * (m->n + 1) > m->cap)
		widen(m);
	s = slot(m, key);
	if (s->key != NULL)
		return s->value;
	*s = (struct ids_slot){key, value};
	m->n++;
	return IDS_NONE;
}

void ids_drop(struct ids *m)
{
	free(m->slots);
	*m = (struct ids){0};
}

bool ids_well_formed(const char *id)
{
	if (*id == '\0' || *id == '-')
		return false;
	return id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct ids_slot *)a)->key, ((const struct ids_slot *)b)->key);
}

bool ids_write(sqlite3 *db, const struct schema *s, struct ids_slot *rows, size_t n, struct err *e)
{
	sqlite3_stmt *q = db_prepare(db, e, "INSERT INTO registry(id, tbl) VALUES(?1, ?2)");
	bool ok = q != NULL;

	qsort(rows, n, sizeof *rows, by_id);
	for (size_t i = 0; ok && i < n; i++) {
		db_bind(q, 1, rows[i].key);
		db_bind(q, 2, s->names[rows[i].value]);
		ok = sqlite3_step(q) == SQLITE_DONE || db_fail(db, e);
		sqlite3_reset(q);
	}
	sqlite3_finalize(q);
	return ok;
}
