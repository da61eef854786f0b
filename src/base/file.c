/* file.c: output that is whole or absent.
 *
 * Bytes go to a temporary file beside the target; commit checks every write up to close, then renames. Until then the
 * old file stays as it was. One output may be open at a time in a process; its temporary is known to
 * file_remove_temporaries() for exits that cannot come back here. Standard output, devices and pipes are written directly. */
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (64u << 10)            /* [bytes] collected before a write */

struct file_out {
	char *path, *temporary;      /* owned; temporary is NULL for standard output */
	int fd;                      /* -1: to memory */
	struct buf *memory;          /* borrowed; NULL: to fd */
	int failure;                 /* errno of the first failed write */
	uint64_t offset;             /* [bytes] */
	size_t fill;                 /* [bytes] in block */
	unsigned char block[BLOCK];
};

static char pending[4096];           /* path of the temporary that must not outlive us */

void file_remove_temporaries(void)
{
	if (pending[0] != '\0')
		unlink(pending);
	pending[0] = '\0';
}

void file_forget_temporaries(void) { pending[0] = '\0'; }

/* A name nobody else takes: O_EXCL with the process id and a counter. */
static int create_temporary(const char *path, char *out, size_t n)
{
	for (int i = 0; i < 100; i++) {
		int fd, len = snprintf(out, n, "%s.%ld-%d.tmp", path, (long)getpid(), i);
		if (len < 0 || (size_t)len >= n) {
			errno = ENAMETOOLONG;
			return -1;
		}
		fd = open(out, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static struct file_out *open_direct(const char *path, int fd)
{
	struct file_out *f = mem_zalloc(sizeof *f);

	f->path = mem_strdup(path);
	f->fd = fd;
	return f;
}

struct file_out *file_out_memory(struct buf *b)
{
	struct file_out *f = open_direct("memory", -1);

	f->memory = b;
	return f;
}

struct file_out *file_out_open(const char *path, struct err *e)
{
	struct file_out *f;
	char temporary[sizeof pending];

	if (strcmp(path, "-") == 0)
		return open_direct("standard output", STDOUT_FILENO);
	if (os_exists(path) && !os_is_dir(path) && !os_is_regular(path)) {  /* a device or pipe is never replaced by a file */
		int fd = open(path, O_WRONLY | O_CLOEXEC);
		if (fd >= 0)
			return open_direct(path, fd);
		err_set(e, "cannot write '%s': %s", path, strerror(errno));
		return NULL;
	}
	if (os_is_dir(path)) {
		err_set(e, "cannot write '%s': it is a folder", path);
		return NULL;
	}
	f = mem_zalloc(sizeof *f);
	f->fd = create_temporary(path, temporary, sizeof temporary);
	if (f->fd < 0) {
		err_set(e, "cannot write '%s': %s", path, strerror(errno));
		free(f);
		return NULL;
	}
	memcpy(pending, temporary, sizeof pending);
	f->path = mem_strdup(path);
	f->temporary = mem_strdup(temporary);
	return f;
}

static void flush(struct file_out *f)
{
	size_t done = 0;

	if (f->memory != NULL) {
		buf_add(f->memory, f->block, f->fill);
		done = f->fill;
	}
	while (f->failure == 0 && done < f->fill) {
		bool full = fault_write();
		ssize_t n = full ? -1 : write(f->fd, f->block + done, f->fill - done);
		if (full)
			f->failure = ENOSPC;
		else if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			f->failure = errno;
	}
	f->fill = 0;
}

bool file_out_write(struct file_out *f, const void *p, size_t n)
{
	const unsigned char *s = p;

	f->offset += n;
	while (n > 0 && f->failure == 0) {
		size_t part = BLOCK - f->fill < n ? BLOCK - f->fill : n;
		memcpy(f->block + f->fill, s, part);
		f->fill += part;
		s += part;
		n -= part;
		if (f->fill == BLOCK)
			flush(f);
	}
	return f->failure == 0;
}

uint64_t file_out_offset(const struct file_out *f) { return f->offset; }

void file_out_drop(struct file_out *f)
{
	if (f == NULL)
		return;
	if (f->fd > STDERR_FILENO)
		close(f->fd);
	if (f->temporary != NULL)
		file_remove_temporaries();
	free(f->temporary);
	free(f->path);
	free(f);
}

bool file_out_ok(const struct file_out *f, struct err *e)
{
	return f->failure == 0 || err_set(e, "cannot write '%s': %s%s", f->path, strerror(f->failure),
	    f->temporary != NULL ? "; the old file, if any, is untouched" : "");
}

bool file_out_rename(struct file_out *f, const char *path, struct err *e)
{
	if (f->temporary == NULL)
		return true;
	if (os_exists(path) && !os_is_regular(path))
		return err_set(e, "cannot write '%s': %s", path, os_is_dir(path) ? "it is a folder" : "it is no regular file");
	free(f->path);
	f->path = mem_strdup(path);
	return true;
}

bool file_out_flush(struct file_out *f, struct err *e)
{
	flush(f);
	return file_out_ok(f, e);
}

int file_out_fd(const struct file_out *f) { return f->fd; }
const char *file_out_temporary(const struct file_out *f) { return f->temporary; }

bool file_out_commit(struct file_out *f, int mode, struct err *e)
{
	bool ok;

	flush(f);
	if (f->temporary != NULL) {
		if (f->failure == 0 && mode != 0 && fchmod(f->fd, (mode_t)mode) != 0)
			f->failure = errno;
		if (close(f->fd) != 0 && f->failure == 0)
			f->failure = errno;
		f->fd = -1;
		if (f->failure == 0 && rename(f->temporary, f->path) != 0)
			f->failure = errno;
		if (f->failure == 0)
			pending[0] = '\0';
	}
	ok = file_out_ok(f, e);
	file_out_drop(f);
	return ok;
}
