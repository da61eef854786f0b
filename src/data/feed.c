/* feed.c: which files and tables there are to read, and the rows of SQLite files. A stranger's database is read as db.c and image.c read any:
 * read-only from memory, nothing of its schema trusted; its views, virtual tables, triggers and computed columns are never run. */
#include "data/feed.h"

#include <stdlib.h>
#include <string.h>

static const struct { const char *ending; enum feed_kind kind; } endings[] = {
	{".csv", FEED_CSV}, {".tsv", FEED_CSV}, {".json", FEED_JSON}, {".ndjson", FEED_NDJSON}, {".jsonl", FEED_NDJSON}};

/* the place in endings; -1 */
static int ending_of(const char *path)
{
	size_t n = strlen(path);

	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		size_t len = strlen(endings[i].ending);
		if (n > len && path[n - len - 1] != '/' && sqlite3_stricmp(path + n - len, endings[i].ending) == 0)
			return (int)i;
	}
	return -1;
}

bool feed_is_name(const char *path) { return ending_of(path) >= 0; }

const char *feed_place(struct arena *a, const struct feed_input *in, size_t line)
{
	if (in->kind != FEED_SQLITE)
		return line == 0 ? in->path : arena_printf(a, "%s:%zu", in->path, line);
	return line == 0 ? arena_printf(a, "%s: table '%s'", in->path, in->table) :
	    arena_printf(a, "%s: table '%s', row %zu", in->path, in->table, line);
}

static void add_input(struct feed *f, struct feed_input in)
{
	in.order = f->paths;
	f->list = grow_array(f->list, &f->cap, f->n + 1, sizeof *f->list);
	f->list[f->n++] = in;
}

/* ---- SQLite */

static sqlite3_stmt *columns_of(sqlite3 *db, const char *table, struct err *e)
{
	sqlite3_stmt *s = db_prepare(db, e, "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid");

	if (s != NULL)
		db_bind(s, 1, table);
	return s;
}

/* pages that are used twice or lead nowhere; rules of the tables are not ours, and expressions of a stranger do not run */
static bool is_sound(sqlite3 *db, const char *path, const char *table, struct err *e)
{
	sqlite3_stmt *s = db_exec(db, "PRAGMA ignore_check_constraints=on", e) ? db_prepare(db, e, "PRAGMA quick_check(\"%w\")", table) : NULL;
	const char *said = s != NULL && sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	bool sound = str_eq(said, "ok");

	if (said != NULL && str_starts(said, "***"))         /* a head, then a line for each fault */
		said += strcspn(said, "\n") + (strchr(said, '\n') != NULL);
	else if (said == NULL)
		said = sqlite3_errmsg(db);
	if (!sound && !e->set)
		err_set(e, "'%s' is damaged: table '%s': %.*s; get an intact copy", path, table, (int)strcspn(said, "\n"), said);
	sqlite3_finalize(s);
	return sound;
}

static const struct schema_table *load_columns(struct feed *f, sqlite3 *db, const char *table, struct err *e)
{
	struct schema_table *t = arena_alloc(f->a, sizeof *t);
	sqlite3_stmt *s = columns_of(db, table, e);
	size_t n = 0;

	while (s != NULL && sqlite3_step(s) == SQLITE_ROW)
		t->n++;
	sqlite3_reset(s);
	t->name = table;
	t->columns = arena_alloc(f->a, (t->n + 1) * sizeof *t->columns);
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW && n < t->n) {
		const char *name = (const char *)sqlite3_column_text(s, 0), *type = (const char *)sqlite3_column_text(s, 1);
		t->columns[n++] = (struct schema_column){.name = arena_strdup(f->a, name == NULL ? "" : name),
		    .type = arena_strdup(f->a, type == NULL ? "" : type)};
	}
	return s != NULL && sqlite3_finalize(s) == SQLITE_OK ? t : (db_fail(db, e), NULL);
}

/* Tables that are rows in the file: no view, and no virtual table, whose module would run. */
static bool add_stored(struct feed *f, const char *path, const struct feed_open *open, struct err *e)
{
	sqlite3_stmt *s = db_prepare(open->db, e, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 "
	    "AND name <> 'sqlar' AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' ORDER BY name");
	size_t first = f->n;
	bool registry = false, meta = false;

	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		struct feed_input in = {.kind = FEED_SQLITE, .path = path, .image = open->image, .db = open->db};
		in.table = arena_strdup(f->a, name == NULL ? "" : name);
		in.columns = is_sound(open->db, path, in.table, e) ? load_columns(f, open->db, in.table, e) : NULL;
		if (in.columns == NULL)
			break;
		registry = registry || strcmp(in.table, "registry") == 0;
		meta = meta || strcmp(in.table, "meta") == 0;
		add_input(f, in);
	}
	if (s == NULL || sqlite3_finalize(s) != SQLITE_OK)
		db_fail(open->db, e);
	if (registry && meta) {              /* a dataset: the importer makes its registry */
		size_t n = first;
		for (size_t i = first; i < f->n; i++)
			if (strcmp(f->list[i].table, "registry") != 0)
				f->list[n++] = f->list[i];
		f->n = n;
		f->ours = true;
	}
	return !e->set;
}

static bool add_sqlite(struct feed *f, const char *path)
{
	struct feed_open open = {0};
	struct err e = {0};
	size_t before = f->n;

	open.image = data_image_open(path, &e);
	if (open.image == NULL && str_ends(e.msg, "nor a SQLite database")) {
		struct err why = e;
		e = (struct err){0};
		err_set(&e, "%.1900s; CSV and JSON are known by the names TABLE.csv, .tsv, .json, .ndjson and .jsonl", why.msg);
	}
	open.db = open.image == NULL ? NULL : image_connect(open.image, true, &e);
	if (open.db != NULL)
		sqlite3_limit(open.db, SQLITE_LIMIT_LENGTH, 16 << 20);
	f->open = grow_array(f->open, &f->cap_open, f->n_open + 1, sizeof *f->open);
	f->open[f->n_open++] = open;
	if (open.db != NULL && add_stored(f, path, &open, &e))
		return true;
	f->n = before;
	return problems_take(f->problems, f->paths, &e);
}

/* in table order of the file, or by its key where there is no rowid */
static sqlite3_stmt *open_rows(const struct feed_input *in, struct err *e)
{
	const struct schema_table *t = in->columns;
	char *list = NULL;
	sqlite3_stmt *s;

	for (size_t c = 0; c < t->n; c++)
		list = sqlite3_mprintf("%z%s\"%w\"", list, c > 0 ? ", " : "", t->columns[c].name);
	s = db_prepare(in->db, e, "SELECT %s FROM \"%w\" NOT INDEXED", list, in->table);
	sqlite3_free(list);
	return s;
}

static bool sqlite_cells(const struct feed_input *in, const struct feed_sink *sink, sqlite3_stmt *s, size_t row, const char **cells)
{
	bool ok = true;

	for (size_t c = 0; c < in->columns->n; c++) {
		const char *name = in->columns->columns[c].name;
		int kind = sqlite3_column_type(s, (int)c);
		const char *text = kind == SQLITE_NULL ? NULL : (const char *)sqlite3_column_text(s, (int)c);
		size_t n = (size_t)sqlite3_column_bytes(s, (int)c);
		cells[c] = text == NULL || *text == '\0' ? NULL : text;
		if (kind == SQLITE_BLOB)
			ok = problems_add(sink->problems, in, row, "column '%s': a blob of %zu bytes: only text and numbers are taken", name, n);
		else if (text != NULL && strlen(text) != n)
			ok = problems_add(sink->problems, in, row, "column '%s': there is a NUL byte in the text", name);
		else if (text != NULL && !utf8_valid(text, n, NULL))
			ok = problems_add(sink->problems, in, row, "column '%s': the text is not UTF-8", name);
	}
	return ok;
}

static bool begin_sqlite(const struct feed_input *in, const struct feed_sink *sink, const char **columns, const char **types)
{
	struct feed_table t = {in, columns, in->columns->n, types};

	for (size_t c = 0; c < t.n; c++) {
		columns[c] = in->columns->columns[c].name;
		types[c] = in->columns->columns[c].type;
	}
	return sink->table(sink->ctx, &t);
}

/* A damaged tree can lead to the same page again and again: no table has more rows than its file has bytes. */
static bool sqlite_rows(const struct feed_input *in, const struct feed_sink *sink, sqlite3_stmt *s, const char **cells)
{
	struct err e = {0};
	size_t row = 0;
	int step;

	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		if (!db_time_left(sink->e))
			return false;
		if (++row > data_image_bytes(in->image)) {
			err_set(&e, "'%s' is damaged: table '%s' has no end", in->path, in->table);
			break;
		}
		if (!sqlite_cells(in, sink, s, row, cells)) {
			for (size_t c = 0; c < in->columns->n; c++)
				if (cells[c] != NULL)
					sink->lost(sink->ctx, cells[c], strlen(cells[c]));
		} else if (!sink->row(sink->ctx, row, cells)) {
			return false;
		}
	}
	if (step != SQLITE_DONE && !e.set)
		err_set(&e, "'%s' is damaged: table '%s', behind row %zu: %s", in->path, in->table, row, sqlite3_errmsg(in->db));
	if (e.set) {
		problems_take(sink->problems, in->order, &e);
		sink->lost(sink->ctx, "", 0);
	}
	return true;
}

static bool sqlite_feed(const struct feed_input *in, const struct feed_sink *sink)
{
	size_t n = in->columns->n;
	const char **columns = mem_zalloc((3 * n + 1) * sizeof *columns);
	sqlite3_stmt *s = NULL;
	struct err e = {0};
	bool ok = true;

	if (begin_sqlite(in, sink, columns, columns + n)) {
		s = open_rows(in, &e);
		if (s == NULL)
			problems_add(sink->problems, in, 0, "%s", e.msg);
		ok = s == NULL || sqlite_rows(in, sink, s, columns + 2 * n);
	}
	sqlite3_finalize(s);
	free(columns);
	return ok;
}

/* ---- files and folders */

static bool add_file(struct feed *f, const char *path)
{
	int i = ending_of(path);
	const char *base = strrchr(path, '/');
	struct feed_input in = {.path = arena_strdup(f->a, path)};
	size_t before = f->n;

	if (i < 0)
		return add_sqlite(f, in.path);
	in.kind = endings[i].kind;
	base = base == NULL ? path : base + 1;
	in.table = arena_strndup(f->a, base, strlen(base) - strlen(endings[i].ending));
	if (in.kind == FEED_JSON) {
		struct json_file *j = json_open(f, in.path, in.table);
		if (j == NULL)
			return false;
		f->open = grow_array(f->open, &f->cap_open, f->n_open + 1, sizeof *f->open);
		f->open[f->n_open++] = (struct feed_open){.json = j};
	} else {
		add_input(f, in);
	}
	for (; before < f->n; before++)
		f->ours = f->ours || strcmp(f->list[before].table, "meta") == 0;
	return true;
}

static bool add_folder(struct feed *f, const char *path)
{
	size_t n, found = 0, len = strlen(path);
	struct err e = {0};
	char **names = os_list_dir(path, &n, &e);

	while (len > 1 && path[len - 1] == '/')
		len--;
	for (size_t i = 0; names != NULL && i < n; i++)
		if (ending_of(names[i]) >= 0 && names[i][0] != '.') {
			found++;
			f->paths++;
			add_file(f, arena_printf(f->a, "%.*s/%s", (int)len, path, names[i]));
		}
	if (names != NULL)
		os_list_drop(names, n);
	if (names != NULL && found == 0)
		err_set(&e, "there is no CSV file in the folder '%s', and no JSON or NDJSON file: their names are TABLE.csv, .tsv, .json, .ndjson "
		    "or .jsonl", path);
	return !e.set || problems_take(f->problems, f->paths, &e);
}

static int by_table(const void *a, const void *b)
{
	const struct feed_input *x = a, *y = b;
	int c = strcmp(x->table, y->table);

	return c != 0 ? c : x->order < y->order ? -1 : x->order > y->order;
}

bool feed_find(struct feed *f, const char *const *paths, size_t n, struct err *e)
{
	if (n == 0)
		return err_set(e, "nothing to import: name a folder, or files of CSV, JSON, NDJSON or SQLite");
	for (size_t i = 0; i < n; i++) {
		f->paths++;
		if (!db_time_left(e))
			return false;
		if (os_is_dir(paths[i]))
			add_folder(f, paths[i]);
		else
			add_file(f, paths[i]);
	}
	if (f->n > 0)
		qsort(f->list, f->n, sizeof *f->list, by_table);
	return true;
}

bool feed_read(const struct feed *f, const struct feed_input *in, const struct feed_sink *sink)
{
	static bool (*const readers[])(const struct feed_input *, const struct feed_sink *) = {csv_feed, json_feed, ndjson_feed, sqlite_feed};

	(void)f;
	return readers[in->kind](in, sink);
}

void feed_drop(struct feed *f)
{
	for (size_t i = 0; i < f->n_open; i++) {
		sqlite3_close(f->open[i].db);
		data_image_drop(f->open[i].image);
		json_drop(f->open[i].json);
	}
	free(f->open);
	free(f->list);
}
