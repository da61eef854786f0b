/* open.c: datasets and what every reader asks of them. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

const char *const data_level_names[3] = {"public", "meeting", "editors"};

const char *data_level_name(enum data_level level)
{
	return level == DATA_UNLEVELLED ? "without levels" : data_level_names[level];
}

bool data_level_parse(const char *name, enum data_level *level)
{
	for (int i = 0; i < 3; i++)
		if (str_eq(name, data_level_names[i])) {
			*level = (enum data_level)i;
			return true;
		}
	return false;
}

static struct data *data_alloc(void)
{
	struct data *d = mem_zalloc(sizeof *d);

	d->arena = arena_new();
	d->level = DATA_UNLEVELLED;
	d->fuzz = data_fuzz_default;
	return d;
}

struct data *data_new_at(const char *path, struct err *e)
{
	struct data *d = data_alloc();

	if (sqlite3_open(path, &d->db) == SQLITE_OK && db_exec(d->db, "PRAGMA page_size=4096; PRAGMA journal_mode=off; PRAGMA synchronous=off;"
	    "PRAGMA encoding='UTF-8'; PRAGMA locking_mode=exclusive; PRAGMA cache_size=-65536", e))
		return d;
	db_fail(d->db, e);
	data_drop(d);
	return NULL;
}

struct data *data_new(struct err *e) { return data_new_at(":memory:", e); }

static bool is_utf8(sqlite3 *db)
{
	struct err ignored = {0};
	sqlite3_stmt *s = db_prepare(db, &ignored, "PRAGMA encoding");
	bool utf8 = s != NULL && sqlite3_step(s) == SQLITE_ROW && str_eq((const char *)sqlite3_column_text(s, 0), "UTF-8");

	sqlite3_finalize(s);
	return utf8;
}

/* What a newer schema means, nobody here knows. */
static bool read_version(struct data *d, struct err *e)
{
	const char *said = data_meta(d, "schema-version");
	long long version = DATA_SCHEMA_VERSION;

	if (said != NULL && (!str_to_int(said, &version) || version < 1))
		return err_set(e, "table 'meta': schema-version '%.40s' is no version of the schema", said);
	d->old = version < DATA_SCHEMA_VERSION;
	return version <= DATA_SCHEMA_VERSION || err_set(e, "the dataset is of schema version %lld, this attest knows versions up to %d: get a "
	    "newer attest", version, DATA_SCHEMA_VERSION);
}

/* A database with a registry is one of ours and must say its level; without, levels mean nothing. */
static bool read_level(struct data *d, struct err *e)
{
	const char *level;

	d->level = DATA_UNLEVELLED;
	if (schema_find(&d->schema, "registry") < 0)
		return true;
	if (!is_utf8(d->db))
		return err_set(e, "the database keeps its text as UTF-16: 'attest import' makes one in UTF-8 of it");
	level = data_has_table(d, "meta") ? data_meta(d, "level") : NULL;
	if (level == NULL)
		return err_set(e, "table 'meta' has no row 'level' (public, meeting or editors)");
	if (!read_version(d, e))
		return false;
	return data_level_parse(level, &d->level) || err_set(e, "table 'meta': level '%s' is none of public, meeting, editors", level);
}

/* a database that was written elsewhere may say anything: what is no width is passed over */
static void read_fuzz(struct data *d)
{
	static const char *const ids[] = {"fuzz-days", "fuzz-months", "fuzz-years"};

	for (size_t i = 0; d->level != DATA_UNLEVELLED && i < COUNT_OF(ids); i++) {
		const char *value = data_meta(d, ids[i]);
		if (value != NULL)
			data_fuzz_take(&d->fuzz, ids[i], value);
	}
}

/* Limits of one statement: feasibility shows that a single function call can run for seconds when values may be large. */
static void set_limits(sqlite3 *db)
{
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 16 << 20);
	sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
	sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 200);
	sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 100);
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
	db_watch(db);
}

bool data_ready(struct data *d, struct err *e)
{
	if (!schema_load(d->db, d->arena, &d->schema, e) || !read_level(d, e) || !functions_register(d, e))
		return false;
	read_fuzz(d);
	set_limits(d->db);
	return true;
}

struct data *data_open_image(struct data_image *im, struct err *e)
{
	struct data *d = data_alloc();

	d->lies_in = im;
	d->db = image_connect(im, true, e);
	if (d->db != NULL && data_ready(d, e))
		return d;
	data_drop(d);
	return NULL;
}

struct data *data_open_path(const char *path, struct err *e)
{
	struct data_image *im;
	struct data *d;

	if (os_is_dir(path) || feed_is_name(path))
		return data_import(&path, 1, NULL, NULL, e);
	im = data_image_open(path, e);
	if (im == NULL)
		return NULL;
	d = data_open_image(im, e);
	if (d == NULL) {
		err_context(e, "'%s'", path);
		data_image_drop(im);
		return NULL;
	}
	d->image = im;
	if (!d->old)
		return d;
	data_drop(d);                        /* its tables become today's */
	return data_import(&path, 1, NULL, NULL, e);
}

void data_drop(struct data *d)
{
	if (d == NULL)
		return;
	for (struct cached *c = d->cache; c != NULL; c = c->next)
		sqlite3_finalize(c->stmt);
	sqlite3_finalize(d->where_is);
	ids_drop(&d->claims);
	free(d->followed);
	lineage_drop(d->lineage);
	sqlite3_close_v2(d->db);
	data_image_drop(d->image);
	arena_drop(d->arena);
	free(d);
}

enum data_level data_level(const struct data *d) { return d->level; }
const struct data_left_out *data_left_out(const struct data *d) { return &d->left; }
bool data_has_table(const struct data *d, const char *table) { return schema_find(&d->schema, table) >= 0; }

bool data_has_withdrawn(struct data *d)
{
	struct err ignored = {0};
	int t = d->level == DATA_UNLEVELLED ? SCHEMA_NONE : schema_find(&d->schema, "consent");
	sqlite3_stmt *s = t < 0 || schema_column(&d->schema.tables[t], "withdrawn") < 0 ? NULL :
	    db_prepare(d->db, &ignored, "SELECT 1 FROM consent WHERE withdrawn IS NOT 0");
	bool found = s != NULL && sqlite3_step(s) == SQLITE_ROW;

	sqlite3_finalize(s);
	return found;
}

const char *data_part_only(struct data *d)
{
	return data_has_table(d, "registry") || (!data_has_table(d, "claim") && !data_has_table(d, "passage")) ? "" :
	    " as they stand: rows of an evidence dataset without a table 'meta' are added to one, attest import \"$(command -v attest)\" DIR -o FILE";
}

#define LATEST "SELECT max(pub_hi) FROM source WHERE kind <> 'stub' AND pub_hi < '9999'"

/* A team adds reports to a dataset whose meta is another's. */
const char *data_facts_until(struct data *d)
{
	struct err ignored = {0};
	const char *until = data_has_table(d, "meta") ? data_meta(d, "facts-until") : NULL, *latest;
	int t = until != NULL ? schema_find(&d->schema, "source") : SCHEMA_NONE;
	sqlite3_stmt *s = t < 0 || schema_column(&d->schema.tables[t], "pub_hi") < 0 ? NULL : db_cached(d, &ignored, LATEST);

	if (s == NULL || d->facts_until != NULL)
		return s == NULL ? until : d->facts_until;
	latest = sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	d->facts_until = latest != NULL && strlen(latest) == 10 && strcmp(latest, until) > 0 ? arena_strdup(d->arena, latest) : until;
	sqlite3_reset(s);
	return d->facts_until;
}

const char *data_meta(struct data *d, const char *id)
{
	struct err ignored = {0};
	sqlite3_stmt *s = data_has_table(d, "meta") ? db_cached(d, &ignored, "SELECT value FROM meta WHERE id = ?1") : NULL;
	const char *value = NULL;

	if (s == NULL)
		return NULL;
	db_bind(s, 1, id);
	if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_text(s, 0) != NULL)
		value = arena_strdup(d->arena, (const char *)sqlite3_column_text(s, 0));
	sqlite3_reset(s);
	return value;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

const char *const *data_names(struct data *d, const char *table, struct arena *a, size_t *n)
{
	const struct schema *s = &d->schema;
	int t = table == NULL ? SCHEMA_NONE : schema_find(s, table);
	const char **out;

	*n = table == NULL ? s->n : t < 0 ? 0 : s->tables[t].n;
	out = arena_alloc(a, (*n + 1) * sizeof *out);
	for (size_t i = 0; i < *n; i++)
		out[i] = arena_strdup(a, table == NULL ? s->names[i] : s->tables[t].columns[i].name);
	qsort(out, *n, sizeof *out, by_name);
	return out;
}

const char *data_table_of(struct data *d, const char *id)
{
	struct err ignored = {0};
	int t = SCHEMA_NONE;

	if (d->where_is == NULL && schema_find(&d->schema, "registry") >= 0)
		d->where_is = db_prepare(d->db, &ignored, "SELECT tbl FROM registry WHERE id = ?1");
	if (d->where_is == NULL || id == NULL)
		return NULL;
	db_bind(d->where_is, 1, id);
	if (sqlite3_step(d->where_is) == SQLITE_ROW && sqlite3_column_text(d->where_is, 0) != NULL)
		t = schema_find(&d->schema, (const char *)sqlite3_column_text(d->where_is, 0));
	sqlite3_reset(d->where_is);
	sqlite3_clear_bindings(d->where_is);
	return t < 0 ? NULL : d->schema.tables[t].name;
}

bool data_save(struct data *d, const char *path, struct err *e)
{
	size_t n;
	unsigned char *p = NULL;
	struct file_out *f = NULL;
	struct data *copy = data_new(e);
	bool ok = copy != NULL && db_copy(d->db, copy->db, e);

	if (ok)
		p = db_bytes(copy->db, &n, e);
	if (p != NULL)
		f = file_out_open(path, e);
	if (f != NULL)
		file_out_write(f, p, n);
	ok = f != NULL && file_out_commit(f, 0, e);
	sqlite3_free(p);
	data_drop(copy);
	return ok;
}

/* ---- tables that claims speak of */

static void add_evident(struct data *d, const char *name, size_t n, size_t *cap)
{
	d->evident = grow_array(d->evident, cap, d->n_evident + 1, sizeof *d->evident);
	d->evident[d->n_evident++] = arena_strndup(d->arena, name, n);
}

static bool query_evident(struct data *d, size_t *cap, struct err *e)
{
	sqlite3_stmt *s = db_prepare(d->db, e,
	    "SELECT DISTINCT r.tbl FROM claim c JOIN registry r ON r.id = c.ref ORDER BY 1");

	if (s == NULL)
		return false;
	while (sqlite3_step(s) == SQLITE_ROW)
		if (sqlite3_column_text(s, 0) != NULL)       /* a damaged registry */
			add_evident(d, (const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0), cap);
	return sqlite3_finalize(s) == SQLITE_OK || db_fail(d->db, e);
}

bool data_evident_load(struct data *d, struct err *e)
{
	const char *listed, **settled;
	size_t cap = 0;
	bool ok = true;

	if (d->evident != NULL)
		return true;
	listed = d->level == DATA_UNLEVELLED ? NULL : data_meta(d, META_EVIDENT);
	for (; listed != NULL && *listed != '\0'; listed += strspn(listed, " ")) {
		size_t n = strcspn(listed, " ");
		add_evident(d, listed, n, &cap);
		listed += n;
	}
	if (d->n_evident == 0 && data_has_table(d, "claim") && data_has_table(d, "registry"))
		ok = query_evident(d, &cap, e);
	settled = arena_alloc(d->arena, (d->n_evident + 1) * sizeof *settled);
	if (d->n_evident > 0)
		memcpy(settled, d->evident, d->n_evident * sizeof *settled);
	free(d->evident);
	d->evident = ok ? settled : NULL;
	return ok;
}

bool data_is_evident(struct data *d, const char *table)
{
	for (size_t i = 0; i < d->n_evident; i++)
		if (sqlite3_stricmp(d->evident[i], table) == 0)
			return true;
	return false;
}
