/* folder_out.c: a new folder that is whole or absent. Files are written into a hidden one within it, and moved when all are there. */
#include "base.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder_out {
	char *path, *inside;         /* owned */
	bool made;                   /* the folder was not there */
	struct buf file;             /* the last path handed out */
};

static bool is_empty(const char *path, struct err *e)
{
	size_t n;
	char **names = os_list_dir(path, &n, e);

	if (names == NULL)
		return false;
	os_list_drop(names, n);
	return n == 0 || err_set(e, "'%s' is there already and is not empty, and nothing is overwritten: give a new folder", path);
}

static bool begin(struct folder_out *f, struct err *e)
{
	struct buf b = {0};

	if (mkdir(f->path, 0777) == 0)
		f->made = true;
	else if (errno != EEXIST || !os_is_dir(f->path))
		return err_set(e, "cannot make the folder '%s': %s", f->path, strerror(errno));
	if (!f->made && !is_empty(f->path, e))
		return false;
	buf_printf(&b, "%s/.%ld.tmp", f->path, (long)getpid());
	f->inside = b.p;
	return mkdir(f->inside, 0777) == 0 || err_set(e, "cannot make the folder '%s': %s", f->inside, strerror(errno));
}

struct folder_out *folder_out_open(const char *path, struct err *e)
{
	struct folder_out *f = mem_zalloc(sizeof *f);

	f->path = mem_strdup(path);
	for (size_t n = strlen(path); n > 1 && f->path[n - 1] == '/'; n--)
		f->path[n - 1] = '\0';
	if (begin(f, e))
		return f;
	folder_out_drop(f);
	return NULL;
}

const char *folder_out_file(struct folder_out *f, const char *name)
{
	const char *slash = strchr(name, '/');

	buf_clear(&f->file);
	if (slash != NULL) {
		buf_printf(&f->file, "%s/%.*s", f->inside, (int)(slash - name), name);
		mkdir(f->file.p, 0777);
		buf_clear(&f->file);
	}
	buf_printf(&f->file, "%s/%s", f->inside, name);
	return f->file.p;
}

bool folder_out_commit(struct folder_out *f, struct err *e)
{
	size_t n = 0;
	char **names = os_list_dir(f->inside, &n, e);
	bool ok = names != NULL;

	for (size_t i = 0; ok && i < n; i++) {
		struct buf to = {0};
		buf_printf(&to, "%s/%s", f->path, names[i]);
		ok = rename(folder_out_file(f, names[i]), to.p) == 0 || err_set(e, "cannot write '%s': %s", to.p, strerror(errno));
		buf_drop(&to);
	}
	if (names != NULL)
		os_list_drop(names, n);
	f->made = f->made && !ok;
	folder_out_drop(f);
	return ok;
}

static void empty(const char *path)
{
	struct err ignored = {0};
	size_t n = 0;
	char **names = os_list_dir(path, &n, &ignored);

	for (size_t i = 0; names != NULL && i < n; i++) {
		struct buf b = {0};
		buf_printf(&b, "%s/%s", path, names[i]);
		if (os_is_dir(b.p))
			empty(b.p);
		else
			unlink(b.p);
		buf_drop(&b);
	}
	if (names != NULL)
		os_list_drop(names, n);
	rmdir(path);
}

void folder_out_drop(struct folder_out *f)
{
	if (f == NULL)
		return;
	if (f->inside != NULL)
		empty(f->inside);
	if (f->made)
		rmdir(f->path);
	free(f->inside);
	free(f->path);
	buf_drop(&f->file);
	free(f);
}
