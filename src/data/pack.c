/* pack.c: program + dataset + assets = a new executable.
 *
 * The database is built in memory, put into canonical bytes (VACUUM, so nothing dropped lingers in free pages), searched for what
 * was dropped, and written behind the program. The same input gives the same bytes, whether the program came bare or out of a
 * packed file. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

struct asset { const char *name; const void *p; size_t n, order; };   /* order: a later one replaces an earlier one of the same name */
struct assets {
	struct asset *list;          /* owned */
	size_t n, cap;
	char **files;                /* owned: contents read from disk */
	size_t n_files, cap_files;
	struct arena *a;
};

static void add(struct assets *s, const char *name, const void *p, size_t n)
{
	s->list = grow_array(s->list, &s->cap, s->n + 1, sizeof *s->list);
	s->list[s->n] = (struct asset){name, p, n, s->n};
	s->n++;
}

static bool add_image(struct assets *s, struct data_image *im, struct err *e)
{
	size_t n;
	const struct data_asset_info *list = data_asset_list(im, "", s->a, &n);

	for (size_t i = 0; i < n; i++) {
		size_t bytes;
		const void *p = data_asset(im, list[i].name, &bytes);
		if (p == NULL)
			return err_set(e, "asset '%s' cannot be read: it is damaged", list[i].name);
		add(s, list[i].name, p, bytes);
	}
	return true;
}

/* every file below dir whose name ends so, as prefix + its path below dir; hidden files stay out */
static bool add_folder(struct assets *s, const char *dir, const char *prefix, const char *ending, struct err *e)
{
	size_t n;
	char **names = os_list_dir(dir, &n, e);
	bool ok = names != NULL;

	for (size_t i = 0; ok && i < n; i++) {
		const char *path = arena_printf(s->a, "%s/%s", dir, names[i]), *name = arena_printf(s->a, "%s%s", prefix, names[i]);
		char *file;
		size_t bytes;
		if (names[i][0] == '.')
			continue;
		if (os_is_dir(path)) {
			ok = add_folder(s, path, arena_printf(s->a, "%s/", name), ending, e);
			continue;
		}
		if (!str_ends(names[i], ending))
			continue;
		file = file_read(path, &bytes, e);
		ok = file != NULL;
		if (ok) {
			s->files = grow_array(s->files, &s->cap_files, s->n_files + 1, sizeof *s->files);
			s->files[s->n_files++] = file;
			add(s, name, file, bytes);
		}
	}
	if (names != NULL)
		os_list_drop(names, n);
	return ok;
}

static int by_name_and_order(const void *a, const void *b)
{
	const struct asset *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c != 0 ? c : x->order < y->order ? -1 : 1;
}

/* for data_packed_hash */
static bool add_content_hash(struct assets *s, struct data *dataset, struct err *e)
{
	char *hex = arena_alloc(s->a, HASH_HEX_SIZE);

	if (!data_content_hash(dataset, hex, e))
		return false;
	add(s, IMAGE_CONTENT, hex, HASH_HEX_SIZE - 1);
	return true;
}

static bool collect(struct assets *s, const struct data_pack *p, struct err *e)
{
	if (p->assets_from != NULL && !add_image(s, p->assets_from, e))
		return false;
	if (p->assets_dir != NULL && !add_folder(s, p->assets_dir, "", "", e))
		return false;
	if (p->reports_dir != NULL && !add_folder(s, p->reports_dir, "reports/", ".lua", e))
		return false;
	if (!add_content_hash(s, p->dataset, e))
		return false;
	if (s->n > 0)
		qsort(s->list, s->n, sizeof *s->list, by_name_and_order);
	return true;
}

static void drop_assets(struct assets *s)
{
	for (size_t i = 0; i < s->n_files; i++)
		free(s->files[i]);
	free(s->files);
	free(s->list);
	arena_drop(s->a);
}

/* SQLite's archive table (sqlite.org/sqlar.html); data as long as sz means stored, not compressed */
static bool write_assets(sqlite3 *db, const struct assets *s, struct err *e)
{
	sqlite3_stmt *q;
	bool ok;

	if (!db_exec(db, "BEGIN; DROP TABLE IF EXISTS sqlar;"
	    "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB)", e))
		return false;
	q = db_prepare(db, e, "INSERT INTO sqlar VALUES(?1, %d, 0, ?2, ?3)", 0100644);
	ok = q != NULL;
	for (size_t i = 0; ok && i < s->n; i++) {
		const struct asset *a = &s->list[i];
		if (i + 1 < s->n && strcmp(a->name, s->list[i + 1].name) == 0)
			continue;
		db_bind(q, 1, a->name);
		sqlite3_bind_int64(q, 2, (sqlite3_int64)a->n);
		sqlite3_bind_blob64(q, 3, a->n == 0 ? "" : a->p, a->n, SQLITE_STATIC);
		ok = sqlite3_step(q) == SQLITE_DONE || db_fail(db, e);
		sqlite3_reset(q);
	}
	sqlite3_finalize(q);
	return ok && db_exec(db, "COMMIT", e);
}

#define LARGEST (1u << 30)           /* [bytes] appendvfs opens no larger file */

static bool fits(size_t bytes, const char *least, const char *out, struct err *e)
{
	return bytes <= LARGEST || err_set(e, "'%s' would have %s%zu bytes, and an executable with its dataset inside can have %u (1 GiB): leave out "
	    "tables, or hand the database over beside the program, for --data FILE", out, least, bytes, LARGEST);
}

static sqlite3_int64 pragma(sqlite3 *db, const char *name)
{
	struct err ignored = {0};
	sqlite3_stmt *s = db_prepare(db, &ignored, "PRAGMA %s", name);
	sqlite3_int64 n = s != NULL && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;

	sqlite3_finalize(s);
	return n;
}

/* before it is copied, which takes several times its size */
static bool dataset_fits(const struct data_pack *p, const char *out, struct err *e)
{
	sqlite3 *db = p->dataset->db;
	sqlite3_int64 pages = pragma(db, "page_count") - pragma(db, "freelist_count");

	return pages <= 0 || fits(p->program_bytes + (size_t)pages * (size_t)pragma(db, "page_size"), "at least ", out, e);
}

static bool write_file(const struct data_pack *p, const unsigned char *db, size_t n, const char *out, struct err *e)
{
	size_t offset = (p->program_bytes + IMAGE_RECORD + IMAGE_PAGE - 1) / IMAGE_PAGE * IMAGE_PAGE, total = offset + n + IMAGE_TRAILER;
	unsigned char *file, *record;
	char hex[HASH_HEX_SIZE];
	struct file_out *f;

	if (!fits(total, "", out, e))
		return false;
	file = mem_zalloc(total);
	memcpy(file, p->program, p->program_bytes);
	record = file + offset - IMAGE_RECORD;
	memcpy(record, IMAGE_MAGIC, 16);
	image_put64(record + 16, p->program_bytes);
	memcpy(file + offset, db, n);
	memcpy(file + offset + n, IMAGE_MARK, strlen(IMAGE_MARK));
	image_put64(file + offset + n + strlen(IMAGE_MARK), offset);
	image_hash(file, offset, total, hex);
	memcpy(record + IMAGE_RECORD - (HASH_HEX_SIZE - 1), hex, HASH_HEX_SIZE - 1);
	f = file_out_open(out, e);
	if (f != NULL)
		file_out_write(f, file, total);
	free(file);
	return f != NULL && file_out_commit(f, 0555, e);
}

static bool build(const struct data_pack *p, const struct assets *s, sqlite3 *db, const char *out, struct err *e)
{
	size_t n;
	unsigned char *bytes;
	bool ok;

	if (!dataset_fits(p, out, e) || !db_copy(p->dataset->db, db, e) || !write_assets(db, s, e))
		return false;
	bytes = db_bytes(db, &n, e);
	ok = bytes != NULL && (p->full == NULL || leak_check(p->full, p->dataset, db, &(struct leak_bytes){bytes, p->program, n, p->program_bytes}, e)) && write_file(p, bytes, n, out, e);
	sqlite3_free(bytes);
	return ok;
}

bool data_pack(const struct data_pack *p, const char *out, struct err *e)
{
	struct assets s = {.a = arena_new()};
	struct data *d;
	bool ok;

	if (p->program == NULL || p->program_bytes == 0) {
		drop_assets(&s);
		return err_set(e, "there is no program to pack: start from an attest executable");
	}
	d = data_new(e);
	ok = d != NULL && collect(&s, p, e) && build(p, &s, d->db, out, e);
	data_drop(d);
	drop_assets(&s);
	return ok;
}
