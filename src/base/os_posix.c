/* os_posix.c: what we ask of the operating system beyond bytes of a named file; processes are in os_child.c, the filter in os_confine.c. */
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

bool os_map_file(struct os_map *m, const char *path, struct err *e)
{
	struct stat st;
	void *p;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*m = (struct os_map){0};
	if (fd < 0)
		return err_set(e, "cannot read '%s': %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set(e, "cannot read '%s': not a regular file", path);
	}
	if (st.st_size == 0) {
		close(fd);
		return err_set(e, "cannot read '%s': the file is empty", path);
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return err_set(e, "cannot map '%s': %s", path, strerror(errno));
	m->p = p;
	m->n = (size_t)st.st_size;
	return true;
}

/* In a chroot without /proc the kernel still tells the path that was executed (getauxval(3), AT_EXECFN). */
bool os_map_self(struct os_map *m, const char *argv0, struct err *e)
{
	const char *execfn = (const char *)getauxval(AT_EXECFN);
	struct err ignored = {0};

	if (os_map_file(m, "/proc/self/exe", &ignored))
		return true;
	ignored.set = false;
	if (execfn != NULL && os_map_file(m, execfn, &ignored))
		return true;
	return os_map_file(m, argv0, e) ||
	    err_context(e, "attest cannot find its own file (no /proc, and the path it was started with does not lead to it)");
}

/* The mapping is MAP_PRIVATE: what is written stays in this process. */
bool os_map_private_write(struct os_map *m, size_t offset, size_t n, struct err *e)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), first = offset / page * page;
	void *p = (void *)(uintptr_t)(m->p + first);

	if (offset + n > m->n || mprotect(p, offset + n - first, PROT_READ | PROT_WRITE) != 0)
		return err_set(e, "cannot make a private copy of a page: %s", strerror(errno));
	return true;
}

void os_map_close(struct os_map *m)
{
	if (m->p != NULL)
		munmap((void *)(uintptr_t)m->p, m->n);
	*m = (struct os_map){0};
}

bool os_is_dir(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool os_is_regular(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool os_same_file(const char *a, const char *b)
{
	struct stat x, y;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool os_is_inside(const char *path, const char *folder)
{
	char *a = realpath(path, NULL), *b = realpath(folder, NULL);
	size_t n = b != NULL ? strlen(b) : 0;
	bool inside = a != NULL && b != NULL && strncmp(a, b, n) == 0 && (a[n] == '/' || n == 1);

	free(a);
	free(b);
	return inside;
}

bool os_exists(const char *path) { return access(path, F_OK) == 0; }

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **os_list_dir(const char *path, size_t *n, struct err *e)
{
	DIR *d = opendir(path);
	struct dirent *entry;
	char **names = mem_zalloc(sizeof *names);
	size_t cap = 1;

	*n = 0;
	if (d == NULL) {
		err_set(e, "cannot read the folder '%s': %s", path, strerror(errno));
		free(names);
		return NULL;
	}
	while ((entry = readdir(d)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		names = grow_array(names, &cap, *n + 1, sizeof *names);
		names[(*n)++] = mem_strdup(entry->d_name);
	}
	closedir(d);
	qsort(names, *n, sizeof *names, by_bytes);
	return names;
}

void os_list_drop(char **names, size_t n)
{
	for (size_t i = 0; names != NULL && i < n; i++)
		free(names[i]);
	free(names);
}

bool os_stdout_is_terminal(void) { return isatty(STDOUT_FILENO) != 0; }

/* UTC; gmtime would read the machine's files on time zones */
void os_today(char iso[11]) { date_of_days((unsigned)(time(NULL) / 86400), iso); }

static void (*timer_fire)(void);

static void on_alarm(int sig)
{
	(void)sig;
	if (timer_fire != NULL)
		timer_fire();
}

void os_timer_start(double seconds, void (*fire)(void))
{
	struct sigaction sa = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
	struct itimerval t = {0};

	timer_fire = fire;
	sigaction(SIGALRM, &sa, NULL);
	t.it_value.tv_sec = (time_t)seconds;
	t.it_value.tv_usec = (suseconds_t)((seconds - (double)t.it_value.tv_sec) * 1e6);
	t.it_interval.tv_usec = 250000;
	setitimer(ITIMER_REAL, &t, NULL);
}

void os_timer_stop(void)
{
	struct itimerval t = {0};

	setitimer(ITIMER_REAL, &t, NULL);
	timer_fire = NULL;
}
