/* os_child.c: a run in a process of its own, and the parent that watches over it.
 *
 * Whatever the work does, also when it crashes or is killed for want of memory, the parent still stands: it removes the temporary file,
 * says what happened and gives the exit code. It alone may rename the finished file. If the parent dies, the child dies with it. */
#include "base.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void *os_shared(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return p != MAP_FAILED ? p : NULL;
}

void os_shared_drop(void *p, size_t bytes)
{
	if (p != NULL)
		munmap(p, bytes);
}

static void be_child(int (*work)(void *ctx), void *ctx, pid_t parent, const sigset_t *before)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)             /* it died before the line above */
		_exit(1);
	/* the parent cleans up */
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	file_forget_temporaries();
	sigprocmask(SIG_SETMASK, before, NULL);
	exit(work(ctx));
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* SIGCHLD is blocked, so that none is missed between the look and the wait */
static bool wait_for(pid_t child, double seconds, const sigset_t *ended, int *status)
{
	double until = now() + seconds;

	for (;;) {
		double left = until - now();
		struct timespec t;
		if (waitpid(child, status, WNOHANG) == child)
			return true;
		if (left <= 0)
			return false;
		t.tv_sec = (time_t)left;
		t.tv_nsec = (long)((left - (double)t.tv_sec) * 1e9);
		sigtimedwait(ended, NULL, &t);
	}
}

bool os_supervise(int (*work)(void *ctx), void *ctx, double seconds, struct os_end *end, struct err *e)
{
	pid_t parent = getpid(), child;
	sigset_t ended, before;
	int status = 0;

	*end = (struct os_end){.code = -1};
	signal(SIGCHLD, SIG_DFL);            /* who started us may ignore it, and then nobody learns how a child ended */
	sigemptyset(&ended);
	sigaddset(&ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &ended, &before);
	fflush(NULL);                        /* what waits in a buffer would be written twice */
	child = fork();
	if (child == 0)
		be_child(work, ctx, parent, &before);
	if (child < 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		return err_set(e, "cannot start a process for the run: %s", strerror(errno));
	}
	if (!wait_for(child, seconds, &ended, &status)) {
		end->late = true;
		kill(child, SIGKILL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (WIFEXITED(status))
		end->code = WEXITSTATUS(status);
	else if (WIFSIGNALED(status))
		end->signal = WTERMSIG(status);
	return true;
}
