/* file_in.c: regular files that are read: whole, or in pieces where they may be larger than memory. */
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (64u << 10)            /* [bytes] of a read of a whole file */

struct file_in {
	char *path;                  /* owned */
	int fd;
};

/* Devices and pipes have no end, or wait for one: O_NONBLOCK, so that opening one does not wait either. */
static int open_regular(const char *path, struct err *e)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		err_set(e, "cannot read '%s': %s", path, strerror(errno));
		return -1;
	}
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	err_set(e, "cannot read '%s': it is no regular file", path);
	close(fd);
	return -1;
}

struct file_in *file_in_open(const char *path, struct err *e)
{
	int fd = open_regular(path, e);
	struct file_in *f;

	if (fd < 0)
		return NULL;
	f = mem_zalloc(sizeof *f);
	f->path = mem_strdup(path);
	f->fd = fd;
	return f;
}

size_t file_in_read(struct file_in *f, void *p, size_t n, struct err *e)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = read(f->fd, (char *)p + done, n - done);
		if (got == 0)
			break;
		if (got > 0) {
			done += (size_t)got;
		} else if (errno != EINTR) {
			err_set(e, "cannot read '%s': %s", f->path, strerror(errno));
			break;
		}
	}
	return done;
}

void file_in_drop(struct file_in *f)
{
	if (f == NULL)
		return;
	close(f->fd);
	free(f->path);
	free(f);
}

char *file_read(const char *path, size_t *n, struct err *e) { return file_read_most(path, SIZE_MAX, n, e); }

char *file_read_most(const char *path, size_t most, size_t *n, struct err *e)
{
	struct buf b = {0};
	ssize_t got = 0;
	int fd = open_regular(path, e);

	if (fd < 0)
		return NULL;
	do {
		buf_reserve(&b, BLOCK);
		got = read(fd, b.p + b.len, BLOCK);
		if (got > 0)
			b.len += (size_t)got;
	} while ((got > 0 && b.len <= most) || (got < 0 && errno == EINTR));
	if (got < 0 || b.len > most) {
		if (got < 0)
			err_set(e, "cannot read '%s': %s", path, strerror(errno));
		else
			err_set(e, "cannot read '%s': it has more than %zu bytes", path, most);
		buf_drop(&b);
	} else {
		b.p[b.len] = '\0';
		*n = b.len;
	}
	close(fd);
	return b.p;
}
