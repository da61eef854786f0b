/* db.c: the few things that every user of SQLite here needs: statements with messages, whole-database copies. */
#include "data/db.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *db_one_line(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s), *w = out;

	for (; *s != '\0'; s++)
		if (*s != '\n' && *s != '\t' && (*s != ' ' || (s[1] != ' ' && s[1] != '\n')))
			*w++ = *s;
		else if (*s == '\n')
			*w++ = ' ', s += strspn(s, " \t\n") - 1;
	*w = '\0';
	return out;
}

bool db_fail(sqlite3 *db, struct err *e)
{
	if (sqlite3_errcode(db) == SQLITE_INTERRUPT)
		return limit_time_err(e);
	return err_set(e, "%s", sqlite3_errmsg(db));
}

bool db_time_left(struct err *e)
{
	return !limit_time_over() || err_set(e, "the time limit of %d s is reached while the dataset is read (raise it with --timeout)",
	    (int)limit_time_seconds());
}

static int on_progress(void *unused)
{
	(void)unused;
	return limit_time_over();
}

void db_watch(sqlite3 *db) { sqlite3_progress_handler(db, 1000, on_progress, NULL); }

bool db_exec(sqlite3 *db, const char *sql, struct err *e)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db, e);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, unsigned flags, struct err *e)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v3(db, sql, -1, flags, &s, NULL) != SQLITE_OK) {
		db_fail(db, e);
		return NULL;
	}
	return s;
}

sqlite3_stmt *db_prepare(sqlite3 *db, struct err *e, const char *fmt, ...)
{
	sqlite3_stmt *s;
	va_list ap;
	char *sql;

	va_start(ap, fmt);
	sql = sqlite3_vmprintf(fmt, ap);
	va_end(ap);
	s = prepare(db, sql, 0, e);
	sqlite3_free(sql);
	return s;
}

sqlite3_stmt *db_cached(struct data *d, struct err *e, const char *fmt, ...)
{
	struct cached *c;
	va_list ap;
	char *sql;

	va_start(ap, fmt);
	sql = sqlite3_vmprintf(fmt, ap);
	va_end(ap);
	for (c = d->cache; c != NULL && strcmp(c->key, sql) != 0; c = c->next)
		;
	if (c == NULL) {
		sqlite3_stmt *s = prepare(d->db, sql, SQLITE_PREPARE_PERSISTENT, e);
		if (s != NULL) {
			c = arena_alloc(d->arena, sizeof *c);
			*c = (struct cached){d->cache, arena_strdup(d->arena, sql), s};
			d->cache = c;
		}
	}
	sqlite3_free(sql);
	if (c == NULL)
		return NULL;
	sqlite3_reset(c->stmt);
	sqlite3_clear_bindings(c->stmt);
	return c->stmt;
}

bool db_copy(sqlite3 *from, sqlite3 *to, struct err *e)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");

	if (b == NULL)
		return db_fail(to, e);
	sqlite3_backup_step(b, -1);
	return sqlite3_backup_finish(b) == SQLITE_OK || db_fail(to, e);
}

static void put32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (24 - 8 * i));
}

/* The header counts changes and keeps a schema cookie, which tell how the database came about; the same content must be the
 * same bytes. SQLite file format, 1.3: 18/19 format, 24 change counter, 28 pages, 40 schema cookie, 92 valid-for. */
static void settle(unsigned char *p, size_t size)
{
	p[18] = p[19] = 1;
	put32(p + 24, 1);
	put32(p + 28, (uint32_t)(size / (size_t)(p[16] << 8 | p[17])));
	put32(p + 40, 1);
	put32(p + 92, 1);
}

bool db_settle(int fd, struct err *e)
{
	unsigned char header[100] = {0};
	struct stat st;

	if (fstat(fd, &st) != 0 || pread(fd, header, sizeof header, 0) != sizeof header)
		return err_set(e, "cannot read the database again: %s", strerror(errno));
	settle(header, (size_t)st.st_size);
	return pwrite(fd, header, sizeof header, 0) == sizeof header || err_set(e, "cannot write the database: %s", strerror(errno));
}

unsigned char *db_bytes(sqlite3 *db, size_t *n, struct err *e)
{
	sqlite3_int64 size = 0;
	unsigned char *p;

	if (!db_exec(db, "VACUUM", e))
		return NULL;
	p = sqlite3_serialize(db, "main", &size, 0);
	if (p == NULL || size < 512) {
		err_set(e, "cannot write the database: out of memory");
		sqlite3_free(p);
		return NULL;
	}
	settle(p, (size_t)size);
	*n = (size_t)size;
	return p;
}

const char *db_text(sqlite3_stmt *s, int column, struct arena *a)
{
	const char *text = (const char *)sqlite3_column_text(s, column);

	return text != NULL ? arena_strdup(a, text) : NULL;
}

bool db_pair(struct data *d, const char *sql, const char *a, const char *b, struct err *e)
{
	sqlite3_stmt *s = db_cached(d, e, "%s", sql);
	bool found;

	if (s == NULL)
		return true;
	db_bind(s, 1, a);
	db_bind(s, 2, b);
	found = sqlite3_step(s) == SQLITE_ROW;
	sqlite3_reset(s);
	return found;
}

void db_bind(sqlite3_stmt *s, int i, const char *text)
{
	if (text == NULL)
		sqlite3_bind_null(s, i);
	else
		sqlite3_bind_text(s, i, text, -1, SQLITE_STATIC);
}

/* "id", "level": owned by SQLite */
static char *column_list(const struct schema_table *t)
{
	char *list = NULL;

	for (size_t c = 0; c < t->n; c++)
		list = sqlite3_mprintf("%z%s\"%w\"", list, c > 0 ? ", " : "", t->columns[c].name);
	return list;
}

sqlite3_stmt *db_inserter(sqlite3 *db, const struct schema_table *t, struct err *e)
{
	char *columns = column_list(t), *values = NULL;
	sqlite3_stmt *s;

	for (size_t c = 0; c < t->n; c++)
		values = sqlite3_mprintf("%z%s?", values, c > 0 ? "," : "");
	s = db_prepare(db, e, "INSERT INTO \"%w\"(%s) VALUES(%s)", t->name, columns, values);
	sqlite3_free(columns);
	sqlite3_free(values);
	return s;
}

sqlite3_stmt *db_reader(sqlite3 *db, const struct schema_table *t, struct err *e)
{
	char *columns = column_list(t);
	sqlite3_stmt *s = db_prepare(db, e, "SELECT %s FROM \"%w\"%s", columns, t->name, t->id >= 0 ? " ORDER BY id" : "");

	sqlite3_free(columns);
	return s;
}
