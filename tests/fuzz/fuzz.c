/* fuzz.c: files in memory, time by processor, walks through a dataset. The functions __wrap_* stand in for ours by the linker's --wrap. */
#include "fuzz.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "layout/layout.h"
#include "pdf/device.h"
#include "text/text.h"

#define ROWS 100                     /* of a table that are read */

/* ---- files */
struct fuzz_file fuzz_files[FUZZ_FILES];
size_t fuzz_n_files;
static bool sealed;

char *__real_file_read(const char *path, size_t *n, struct err *e);
char *__real_file_read_most(const char *path, size_t most, size_t *n, struct err *e);
bool __real_os_map_file(struct os_map *m, const char *path, struct err *e);
void __real_os_map_close(struct os_map *m);
bool __real_os_map_private_write(struct os_map *m, size_t offset, size_t n, struct err *e);
bool __real_os_is_dir(const char *path);
bool __real_os_exists(const char *path);
char **__real_os_list_dir(const char *path, size_t *n, struct err *e);
struct file_in *__real_file_in_open(const char *path, struct err *e);
size_t __real_file_in_read(struct file_in *f, void *p, size_t n, struct err *e);
void __real_file_in_drop(struct file_in *f);
char *__wrap_file_read(const char *path, size_t *n, struct err *e);
char *__wrap_file_read_most(const char *path, size_t most, size_t *n, struct err *e);
struct file_in *__wrap_file_in_open(const char *path, struct err *e);
size_t __wrap_file_in_read(struct file_in *f, void *p, size_t n, struct err *e);
void __wrap_file_in_drop(struct file_in *f);
bool __wrap_os_map_file(struct os_map *m, const char *path, struct err *e);
void __wrap_os_map_close(struct os_map *m);
bool __wrap_os_map_private_write(struct os_map *m, size_t offset, size_t n, struct err *e);
bool __wrap_os_is_dir(const char *path);
bool __wrap_os_exists(const char *path);
bool __wrap_os_is_inside(const char *path, const char *folder);
char **__wrap_os_list_dir(const char *path, size_t *n, struct err *e);
void __wrap_os_timer_start(double seconds, void (*fire)(void));
void __wrap_os_timer_stop(void);

void fuzz_seal(void) { sealed = true; }

static const struct fuzz_file *find(const char *path)
{
	for (size_t i = 0; i < fuzz_n_files; i++)
		if (strcmp(fuzz_files[i].name, path) == 0)
			return &fuzz_files[i];
	return NULL;
}

void fuzz_file(const char *name, const void *p, size_t n)
{
	if (fuzz_n_files < FUZZ_FILES && find(name) == NULL)
		fuzz_files[fuzz_n_files++] = (struct fuzz_file){mem_strdup(name), p, n};
}

/* "-- name --" at the begin of a line: its length with the line end, 0 when it is something else */
static size_t marker(const char *s, const char *end, char name[64])
{
	const char *eol = memchr(s, '\n', (size_t)(end - s)), *stop = eol != NULL ? eol : end;
	size_t n = (size_t)(stop - s);

	if (n < 7 || n > 60 || memcmp(s, "-- ", 3) != 0 || memcmp(stop - 3, " --", 3) != 0 || memchr(s, '\0', n) != NULL)
		return 0;
	memcpy(name, s + 3, n - 6);
	name[n - 6] = '\0';
	return n + (eol != NULL);
}

void fuzz_split(const char *first, const uint8_t *p, size_t n)
{
	const char *s = (const char *)p, *end = s + n, *from = s;
	char name[64], next[64];
	size_t skip;

	snprintf(name, sizeof name, "%s", first);
	while (s < end) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));
		skip = marker(s, end, next);
		if (skip > 0) {
			if (s > from || s > (const char *)p)
				fuzz_file(name, from, (size_t)(s - from));
			memcpy(name, next, sizeof name);
			from = s + skip;
		}
		s = skip > 0 ? from : eol != NULL ? eol + 1 : end;
	}
	fuzz_file(name, from, (size_t)(end - from));
}

static bool absent(const char *path, struct err *e) { return err_set(e, "cannot read '%s': No such file or directory", path); }

char *__wrap_file_read(const char *path, size_t *n, struct err *e)
{
	const struct fuzz_file *f = find(path);
	char *p;

	if (f == NULL && !sealed)
		return __real_file_read(path, n, e);
	if (f == NULL) {
		absent(path, e);
		return NULL;
	}
	p = mem_alloc(f->n + 1);
	if (f->n > 0)
		memcpy(p, f->p, f->n);
	p[f->n] = '\0';
	*n = f->n;
	return p;
}

char *__wrap_file_read_most(const char *path, size_t most, size_t *n, struct err *e)
{
	return find(path) == NULL && !sealed ? __real_file_read_most(path, most, n, e) : __wrap_file_read(path, n, e);
}

/* in pieces */
struct piecewise { const struct fuzz_file *file; size_t at; struct file_in *real; };

struct file_in *__wrap_file_in_open(const char *path, struct err *e)
{
	struct piecewise *in = mem_zalloc(sizeof *in);

	in->file = find(path);
	if (in->file == NULL && !sealed)
		in->real = __real_file_in_open(path, e);
	if (in->file != NULL || in->real != NULL)
		return (struct file_in *)in;
	absent(path, e);
	free(in);
	return NULL;
}

size_t __wrap_file_in_read(struct file_in *f, void *p, size_t n, struct err *e)
{
	struct piecewise *in = (struct piecewise *)f;
	size_t left = in->file == NULL ? 0 : in->file->n - in->at, part = left < n ? left : n;

	if (in->real != NULL)
		return __real_file_in_read(in->real, p, n, e);
	if (part > 0)
		memcpy(p, (const char *)in->file->p + in->at, part);
	in->at += part;
	return part;
}

void __wrap_file_in_drop(struct file_in *f)
{
	if (f != NULL && ((struct piecewise *)f)->real != NULL)
		__real_file_in_drop(((struct piecewise *)f)->real);
	free(f);
}

/* A map of an input is a block of just its size, so that a step beyond it is seen. What is mapped for real is the one image of fuzz_image. */
static const void *real_map;

bool __wrap_os_map_file(struct os_map *m, const char *path, struct err *e)
{
	const struct fuzz_file *f = find(path);

	*m = (struct os_map){0};
	if (f == NULL && !sealed) {
		bool ok = __real_os_map_file(m, path, e);
		real_map = m->p;
		return ok;
	}
	if (f == NULL)
		return absent(path, e);
	if (f->n == 0)
		return err_set(e, "cannot read '%s': the file is empty", path);
	m->p = memcpy(mem_alloc(f->n), f->p, f->n);
	m->n = f->n;
	return true;
}

void __wrap_os_map_close(struct os_map *m)
{
	if (m->p == real_map)
		__real_os_map_close(m);
	else
		free((void *)(uintptr_t)m->p);
	*m = (struct os_map){0};
}

bool __wrap_os_map_private_write(struct os_map *m, size_t offset, size_t n, struct err *e)
{
	if (m->p == real_map)
		return __real_os_map_private_write(m, offset, n, e);
	return offset + n <= m->n || err_set(e, "cannot make a private copy of a page");
}

bool __wrap_os_is_dir(const char *path) { return !sealed && __real_os_is_dir(path); }
bool __wrap_os_exists(const char *path) { return find(path) != NULL || ((!sealed || str_starts(path, "/dev/")) && __real_os_exists(path)); }

bool __wrap_os_is_inside(const char *path, const char *folder)
{
	(void)folder;
	return find(path) != NULL;
}

char **__wrap_os_list_dir(const char *path, size_t *n, struct err *e)
{
	char **names;

	if (!sealed)
		return __real_os_list_dir(path, n, e);
	names = mem_zalloc((fuzz_n_files + 1) * sizeof *names);
	for (*n = 0; *n < fuzz_n_files; ++*n)
		names[*n] = mem_strdup(fuzz_files[*n].name);
	return names;
}

/* ---- time. libFuzzer has SIGALRM for itself */
static void (*timer_fire)(void);

static void on_timer(int sig)
{
	(void)sig;
	if (timer_fire != NULL)
		timer_fire();
}

static void set_timer(double seconds)
{
	struct itimerval t = {.it_interval.tv_usec = seconds > 0 ? 100000 : 0};

	t.it_value.tv_sec = (time_t)seconds;
	t.it_value.tv_usec = (suseconds_t)((seconds - (double)t.it_value.tv_sec) * 1e6);
	setitimer(ITIMER_PROF, &t, NULL);
}

void __wrap_os_timer_start(double seconds, void (*fire)(void))
{
	struct sigaction sa = {.sa_handler = on_timer, .sa_flags = SA_RESTART};

	timer_fire = fire;
	sigaction(SIGPROF, &sa, NULL);
	set_timer(seconds);
}

void __wrap_os_timer_stop(void)
{
	set_timer(0);
	timer_fire = NULL;
}

void fuzz_begin(double seconds) { limit_time_set(seconds); }

void fuzz_end(void)
{
	limit_time_set(0);
	while (fuzz_n_files > 0)
		free(fuzz_files[--fuzz_n_files].name);
}

void fuzz_tell(const struct err *e)
{
	if (getenv("FUZZ_TELL") != NULL)
		fprintf(stderr, "  %s\n", e->set ? e->msg : "fine");
}

/* ---- the executable, for scripts and fonts */
static struct data_image *image;
static struct text_fonts *fonts;

static const void *font_bytes(void *ctx, const char *name, size_t *bytes)
{
	char path[256];

	(void)ctx;
	snprintf(path, sizeof path, "fonts/%s", name);
	return data_asset(image, path, bytes);
}

struct data_image *fuzz_image(void)
{
	const char *attest = getenv("ATTEST");
	struct err e = {0};

	if (image != NULL)
		return image;
	image = data_image_open(attest != NULL ? attest : "build/attest", &e);
	if (image == NULL) {
		fprintf(stderr, "%s\n", e.msg);
		exit(2);
	}
	fonts = text_fonts_new(font_bytes, NULL);
	return image;
}

/* ---- a dataset */
/* how many rows it has */
static int ask(struct data *d, const char *sql, struct arena *a)
{
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, sql, true, &e);
	struct data_evidence ev;
	int rows = 0;

	for (; s != NULL && rows < ROWS && data_step(s, &e) == 1; rows++)
		for (size_t i = 0; i < data_columns(s); i++) {
			struct err why = {0};
			const struct data_value *v = data_column(s, i);
			if (data_column_name(s, i) != NULL && v->kind != DATA_NULL)
				data_evidence_of(d, v, a, &ev, &why);
		}
	if (e.set)
		fuzz_tell(&e);
	data_stmt_drop(s);
	return rows;
}

static void put_name(struct buf *b, const char *name)
{
	buf_putc(b, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"')
			buf_putc(b, '"');
		buf_putc(b, *name);
	}
	buf_putc(b, '"');
}

static int ask_of(struct data *d, const char *before, const char *table, const char *after, struct arena *a)
{
	struct buf b = {0};
	int rows;

	buf_puts(&b, before);
	put_name(&b, table);
	buf_puts(&b, after);
	rows = ask(d, b.p, a);
	buf_drop(&b);
	return rows;
}

static void read_rows(struct data *d, struct arena *a)
{
	struct err e = {0};
	struct data_stmt *s = data_has_table(d, "registry") ? data_prepare(d, "select id from registry", true, &e) : NULL;

	for (int rows = 0; s != NULL && rows < ROWS && data_step(s, &e) == 1; rows++) {
		const char *table, *const *columns, *id = data_column(s, 0)->text;
		struct data_value *values, cell;
		struct err why = {0};
		size_t n;
		if (id == NULL || !data_row(d, id, a, &table, &columns, &values, &n))
			continue;
		for (size_t i = 0; i < n; i++)
			data_cell(d, id, columns[i], a, &cell, &why);
	}
	data_stmt_drop(s);
}

void fuzz_walk(struct data *d)
{
	struct arena *a = arena_new();
	size_t n, columns;
	const char *const *names = data_names(d, NULL, a, &n);

	data_meta(d, "as-of");
	for (size_t i = 0; i < n && i < 40; i++) {
		data_names(d, names[i], a, &columns);
		if (ask_of(d, "select * from ", names[i], "", a) == 0)
			continue;
		ask_of(d, "select count(id) as n, cites(id) as n_cites from ", names[i], "", a);
		ask_of(d, "select min(id) as n, cites(id, 'min', 'id') as n_cites from ", names[i], "", a);
	}
	read_rows(d, a);
	arena_drop(a);
}

void fuzz_levels(struct data *d)
{
	for (int level = DATA_PUBLIC; level < (int)data_level(d) && data_level(d) != DATA_UNLEVELLED; level++) {
		struct err e = {0};
		struct data *lower = data_project(d, (enum data_level)level, NULL, 0, &e);
		if (lower == NULL) {
			fuzz_tell(&e);
			continue;
		}
		fuzz_walk(lower);
		data_save(lower, "/dev/null", &e);
		data_drop(lower);
	}
}

bool fuzz_load(struct host *h, const char *path, struct err *e) { return host_find(h, path, e) && host_read(h, e) && host_load(h, e); }

/* what no input may bring about: text that devices would not take for text */
static void check_tree(const struct layout_doc *doc)
{
	for (size_t i = 0; i < layout_node_count(doc); i++) {
		const struct layout_node *n = layout_node(doc, (int32_t)i);
		const char *texts[] = {n->text, n->alt, n->url, n->lang};
		for (size_t k = 0; k < COUNT_OF(texts); k++)
			if (texts[k] != NULL && !utf8_valid(texts[k], strlen(texts[k]), NULL)) {
				fprintf(stderr, "node %zu holds text that is not UTF-8\n", i);
				abort();
			}
	}
}

void fuzz_print(struct host *h)
{
	struct layout_resolver resolver = {0};
	struct err e = {0};
	struct file_out *f = file_out_open("/dev/null", &e);
	struct trace_device *t = trace_device_new(f, host_doc(h));
	struct layout_sink sink;

	trace_device_sink(t, &sink);
	host_resolver(h, &resolver);
	check_tree(host_doc(h));
	if (layout_run(host_doc(h), fonts, &resolver, &sink, &e))
		host_check_placed(h, &e);
	fuzz_tell(&e);
	trace_device_drop(t);
	file_out_drop(f);
}
