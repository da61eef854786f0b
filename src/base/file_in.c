/* file_in.c: a regular file read from begin to end in pieces, for what may be larger than memory. */
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_in {
	char *path;                  /* owned */
	int fd;
};

/* O_NONBLOCK: opening a pipe that nobody writes to must not wait */
struct file_in *file_in_open(const char *path, struct err *e)
{
	struct file_in *f;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		err_set(e, "cannot read '%s': %s", path, strerror(errno));
		return NULL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		err_set(e, "cannot read '%s': it is no regular file", path);
		return NULL;
	}
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
