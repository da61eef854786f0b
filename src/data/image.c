/* image.c: an executable with a database behind it, or a bare database, mapped and read in place.
 *
 *   [ program | zeros | record:96 | database ... | "Start-Of-SQLite3-" offset:8 ]
 *             offset, a multiple of 4096 ^         ^ 25 bytes from the end (SQLite's ext/misc/appendvfs.c)
 *
 * Every open checks trailer, offset, header and size; data_image_verify hashes everything. A file that the stock shell has
 * changed in place still opens (it keeps the trailer right); only its hash differs. Mapped bytes live as long as the image. */
#include "data/db.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

struct asset {
	struct asset *next;
	const char *name;
	sqlite3_stmt *stmt;          /* owned: the column's memory lives while the statement is not reset */
	const void *p;
	size_t n;                    /* [bytes] */
};

struct data_image {
	struct os_map map;           /* owned */
	struct arena *arena;         /* owned: assets, inflated bytes */
	const char *path;
	size_t offset, bytes;        /* [bytes] of the database in the file */
	size_t program;              /* [bytes] */
	const char *hash;            /* in the record; NULL without */
	sqlite3 *db;                 /* owned: for assets; NULL until used */
	struct asset *assets;
};

static const char header[16] = "SQLite format 3";

static uint64_t get64(const unsigned char *p)
{
	uint64_t v = 0;

	for (int i = 0; i < 8; i++)
		v = v << 8 | p[i];
	return v;
}

void image_put64(unsigned char *p, uint64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (unsigned char)(v >> (56 - 8 * i));
}

static uint32_t get32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Bytes that the header at p says the database has; 0 when there is no header (SQLite file format, 1.3). */
static uint64_t bytes_said(const unsigned char *p, size_t n)
{
	uint64_t page;

	if (n < 100 || memcmp(p, header, sizeof header) != 0)
		return 0;
	page = (uint64_t)(p[16] << 8 | p[17]);
	if (page == 1)
		page = 65536;
	return page < 512 ? 0 : page * get32(p + 28);
}

void image_hash(const unsigned char *file, size_t offset, size_t n, char hex[HASH_HEX_SIZE])
{
	char both[2 * HASH_HEX_SIZE];

	hash_hex(file, offset - (HASH_HEX_SIZE - 1), both);
	hash_hex(file + offset, n - offset, both + HASH_HEX_SIZE - 1);
	hash_hex(both, 2 * (HASH_HEX_SIZE - 1), hex);
}

static bool is_trailer(const unsigned char *p) { return memcmp(p, IMAGE_MARK, strlen(IMAGE_MARK)) == 0; }

/* A trailer that lies right behind the database it points to, before the end of the file. */
static size_t trailer_inside(const struct os_map *m)
{
	for (size_t at = 100; at + IMAGE_TRAILER <= m->n; at++) {
		const unsigned char *hit = memchr(m->p + at, IMAGE_MARK[0], m->n - IMAGE_TRAILER + 1 - at);
		uint64_t offset;
		if (hit == NULL)
			return 0;
		at = (size_t)(hit - m->p);
		if (!is_trailer(hit))
			continue;
		offset = get64(hit + strlen(IMAGE_MARK));
		if (offset < at && offset + bytes_said(m->p + offset, at - offset) == at)
			return at + IMAGE_TRAILER;
	}
	return 0;
}

static bool begins_database(const struct os_map *m)
{
	for (size_t at = 0; at + sizeof header <= m->n; at += IMAGE_PAGE)
		if (memcmp(m->p + at, header, sizeof header) == 0)
			return true;
	return false;
}

/* No trailer at the end: says which of the three misfortunes it was. */
static bool refuse(const struct data_image *im, struct err *e)
{
	size_t end = trailer_inside(&im->map);

	if (end != 0)
		return err_set(e, "'%s' got %zu bytes appended behind its end: get an intact copy, or cut it back to %zu bytes",
		    im->path, im->map.n - end, end);
	if (begins_database(&im->map))
		return err_set(e, "'%s' was cut: its dataset does not end where it should; get an intact copy", im->path);
	if (im->map.n > 4 && memcmp(im->map.p, "\177ELF", 4) == 0)
		return err_set(e, "'%s' was stripped of its dataset or never had one: get an intact copy "
		    "(strip and objcopy drop it)", im->path);
	return err_set(e, "'%s' is neither an attest executable nor a SQLite database", im->path);
}

static void read_record(struct data_image *im)
{
	const unsigned char *r = im->map.p + im->offset - IMAGE_RECORD;

	im->program = im->offset;
	if (im->offset < IMAGE_RECORD || memcmp(r, IMAGE_MAGIC, 16) != 0 || get64(r + 16) > im->offset - IMAGE_RECORD)
		return;
	im->program = (size_t)get64(r + 16);
	im->hash = (const char *)r + IMAGE_RECORD - (HASH_HEX_SIZE - 1);
}

static bool locate_bare(struct data_image *im, struct err *e)
{
	uint64_t said = bytes_said(im->map.p, im->map.n);

	if (said == 0)
		return refuse(im, e);
	/* an old writer leaves the page count stale and says so (SQLite file format, 1.3.8) */
	if (said != im->map.n && memcmp(im->map.p + 24, im->map.p + 92, 4) == 0)
		return err_set(e, "'%s' %s: the database says %llu bytes, the file has %zu; get an intact copy", im->path,
		    said > im->map.n ? "was cut" : "got bytes appended", (unsigned long long)said, im->map.n);
	im->bytes = im->map.n;
	return true;
}

static bool locate(struct data_image *im, struct err *e)
{
	const unsigned char *p = im->map.p;
	size_t n = im->map.n;
	uint64_t offset, said;

	if (n >= 100 && memcmp(p, header, sizeof header) == 0)
		return locate_bare(im, e);
	if (n < IMAGE_TRAILER + 100 || !is_trailer(p + n - IMAGE_TRAILER))
		return refuse(im, e);
	offset = get64(p + n - 8);
	if (offset % IMAGE_PAGE != 0 || offset > n - IMAGE_TRAILER)
		return err_set(e, "'%s' is damaged: its trailer points outside the file; get an intact copy", im->path);
	said = bytes_said(p + offset, n - IMAGE_TRAILER - (size_t)offset);
	if (said == 0)
		return err_set(e, "'%s' is damaged: no database where its trailer points (bytes were cut out or put in); "
		    "get an intact copy", im->path);
	if (said != n - IMAGE_TRAILER - offset)
		return err_set(e, "'%s' is damaged: its dataset should have %llu bytes and has %llu; get an intact copy",
		    im->path, (unsigned long long)said, (unsigned long long)(n - IMAGE_TRAILER - offset));
	im->offset = (size_t)offset;
	im->bytes = (size_t)said;
	read_record(im);
	return true;
}

/* The stock shell can set WAL mode, which cannot be read without a file beside it: two bytes of our private page say otherwise. */
static bool leave_wal(struct data_image *im, struct err *e)
{
	unsigned char *p = (unsigned char *)(uintptr_t)im->map.p + im->offset;

	if (p[18] != 2 && p[19] != 2)
		return true;
	if (!os_map_private_write(&im->map, im->offset, 100, e))
		return false;
	p[18] = p[19] = 1;
	return true;
}

static struct data_image *opened(struct data_image *im, bool mapped, struct err *e)
{
	if (mapped && locate(im, e) && leave_wal(im, e))
		return im;
	data_image_drop(im);
	return NULL;
}

static struct data_image *image_new(const char *path)
{
	struct data_image *im = mem_zalloc(sizeof *im);

	im->arena = arena_new();
	im->path = arena_strdup(im->arena, path);
	return im;
}

struct data_image *data_image_open_self(const char *argv0, struct err *e)
{
	struct data_image *im = image_new(argv0);
	return opened(im, os_map_self(&im->map, argv0, e), e);
}

struct data_image *data_image_open(const char *path, struct err *e)
{
	struct data_image *im = image_new(path);
	return opened(im, os_map_file(&im->map, path, e), e);
}

void data_image_drop(struct data_image *im)
{
	if (im == NULL)
		return;
	for (struct asset *a = im->assets; a != NULL; a = a->next)
		sqlite3_finalize(a->stmt);
	sqlite3_close(im->db);
	os_map_close(&im->map);
	arena_drop(im->arena);
	free(im);
}

size_t data_image_program_bytes(const struct data_image *im) { return im->program; }
const unsigned char *data_image_program(const struct data_image *im) { return im->map.p; }
size_t data_image_bytes(const struct data_image *im) { return im->bytes; }

bool data_image_verify(const struct data_image *im, char hex[HASH_HEX_SIZE], struct err *e)
{
	if (im->hash == NULL) {
		hash_hex(im->map.p, im->map.n, hex);
		return err_set(e, "'%s' carries no hash to verify: it was not written by 'attest pack'", im->path);
	}
	image_hash(im->map.p, im->offset, im->map.n, hex);
	if (memcmp(hex, im->hash, HASH_HEX_SIZE - 1) != 0)
		return err_set(e, "'%s' was changed after it was packed: its hash is %s, packed as %.64s", im->path, hex, im->hash);
	return true;
}

/* as db.c settles what it packs: SQLite file format, 1.3, 24 change counter, 40 schema cookie, 92 valid-for */
bool image_untouched(const struct data_image *im)
{
	const unsigned char *p = im->map.p + im->offset;

	return im->hash != NULL && get32(p + 24) == 1 && get32(p + 40) == 1 && get32(p + 92) == 1;
}

sqlite3 *image_connect(struct data_image *im, bool rows, struct err *e)
{
	sqlite3 *db = NULL;
	unsigned char *p = (unsigned char *)(uintptr_t)im->map.p + im->offset;

	/* the file may be a stranger's: its views and checks call nothing of ours, its cells are measured before they are read */
	if (sqlite3_open(":memory:", &db) == SQLITE_OK && (db_watch(db), true) &&
	    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK && db_exec(db, "PRAGMA cell_size_check=on", e) &&
	    sqlite3_deserialize(db, "main", p, (sqlite3_int64)im->bytes, (sqlite3_int64)im->bytes,
		SQLITE_DESERIALIZE_READONLY) == SQLITE_OK &&
	    /* a page that is not mapped is copied into SQLite's cache and checked once, a mapped one is checked at every visit */
	    db_exec(db, rows ? "PRAGMA mmap_size=0" : "PRAGMA mmap_size=1099511627776", e) &&
	    db_exec(db, "SELECT count(*) FROM sqlite_schema", e))
		return db;
	if (!e->set)
		db_fail(db, e);
	err_context(e, "'%s': cannot read the dataset", im->path);
	sqlite3_close(db);
	return NULL;
}

/* ---- assets */

static sqlite3 *assets_db(struct data_image *im)
{
	struct err ignored = {0};

	if (im->db == NULL)
		im->db = image_connect(im, false, &ignored);
	return im->db;
}

/* The shell's -A -u compresses what it stores (zlib, RFC 1950). */
static bool inflate(struct data_image *im, struct asset *a, size_t size)
{
	struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
	void *out = arena_alloc(im->arena, size + 1);
	bool ok = z != NULL && libdeflate_zlib_decompress(z, a->p, a->n, out, size, NULL) == LIBDEFLATE_SUCCESS;

	libdeflate_free_decompressor(z);
	a->p = out;
	a->n = size;
	return ok;
}

#define INFLATE_MOST 1032u           /* [bytes] that one byte of deflate can stand for: 258 by two bits (RFC 1951, 3.2.5) */

/* The size comes out of the file; a false one must not become an allocation. */
static bool load_asset(struct data_image *im, struct asset *a)
{
	sqlite3_int64 size;

	if (sqlite3_step(a->stmt) != SQLITE_ROW)
		return false;
	size = sqlite3_column_int64(a->stmt, 0);
	a->p = sqlite3_column_blob(a->stmt, 1);
	a->n = (size_t)sqlite3_column_bytes(a->stmt, 1);
	if (a->p == NULL)
		a->p = "";
	if (size < 0 || (uint64_t)size > (uint64_t)a->n * INFLATE_MOST)
		return false;
	return a->n >= (size_t)size || inflate(im, a, (size_t)size);
}

const void *data_asset(struct data_image *im, const char *name, size_t *n)
{
	struct err ignored = {0};
	struct asset *a;

	for (a = im->assets; a != NULL && strcmp(a->name, name) != 0; a = a->next)
		;
	if (a == NULL && assets_db(im) != NULL) {
		sqlite3_stmt *s = db_prepare(im->db, &ignored, "SELECT sz, data FROM sqlar WHERE name = ?1 AND data IS NOT NULL");
		if (s == NULL)
			return NULL;
		a = arena_alloc(im->arena, sizeof *a);
		*a = (struct asset){.name = arena_strdup(im->arena, name), .stmt = s};
		db_bind(s, 1, a->name);
		if (!load_asset(im, a)) {
			sqlite3_finalize(s);
			return NULL;
		}
		a->next = im->assets;
		im->assets = a;
	}
	*n = a == NULL ? 0 : a->n;
	return a == NULL ? NULL : a->p;
}

const struct data_asset_info *data_asset_list(struct data_image *im, const char *prefix, struct arena *a, size_t *n)
{
	struct err ignored = {0};
	struct data_asset_info *list = NULL, *out;
	const char *name;
	size_t cap = 0;
	sqlite3_stmt *s = assets_db(im) == NULL ? NULL : db_prepare(im->db, &ignored,
	    "SELECT name, sz FROM sqlar WHERE data IS NOT NULL AND substr(name, 1, length(?1)) = ?1 ORDER BY name");

	*n = 0;
	if (s != NULL)
		db_bind(s, 1, prefix);
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		list = grow_array(list, &cap, *n + 1, sizeof *list);
		name = (const char *)sqlite3_column_text(s, 0);      /* NULL: of a view that says another thing each time */
		list[*n].name = arena_strdup(a, name != NULL ? name : "");
		list[(*n)++].bytes = (size_t)sqlite3_column_int64(s, 1);
	}
	sqlite3_finalize(s);
	out = arena_alloc(a, (*n + 1) * sizeof *out);
	if (*n > 0)
		memcpy(out, list, *n * sizeof *out);
	free(list);
	return out;
}
