/* bounded.c: runs one command under a deadline and says how it ended.
 *
 *   bounded MILLISECONDS ANSWER COMMAND...
 *
 * Writes into the file ANSWER one line: "exit N WALL RSS" or "signal N WALL RSS", with "hang" for what had to be killed at the deadline and
 * "left" for what went on after its first process had ended. WALL [ms] until the first process ended, RSS [KiB] of the largest one of all
 * processes: this one adopts and waits for what the command leaves behind. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LEFT_OVER_MS 200             /* what a helper process may take to see that the first one ended */

static long peak;                    /* [KiB] */

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* reaps whatever ended; true when the process was among it */
static bool reap(pid_t wanted, int *status)
{
	struct rusage used;
	bool found = false;
	int s;
	pid_t p;

	while ((p = wait4(-1, &s, WNOHANG, &used)) > 0) {
		peak = used.ru_maxrss > peak ? used.ru_maxrss : peak;
		if (p == wanted) {
			*status = s;
			found = true;
		}
	}
	return found;
}

/* a child that has not ended, when those that have are reaped */
static bool any_left(void)
{
	siginfo_t info = {0};
	int ignored;

	reap(0, &ignored);
	return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

/* waits for a child to change, at most so long; SIGCHLD is blocked, so that none is missed */
static void pause_ms(long ms)
{
	sigset_t set;
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigtimedwait(&set, NULL, &t);
}

static pid_t start(char **words)
{
	sigset_t none;
	pid_t p = fork();

	if (p != 0)
		return p;
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(words[0], words);
	_exit(127);
}

int main(int argc, char **argv)
{
	sigset_t set;
	long begin = now_ms(), deadline, wall;
	int status = 0;
	bool ended = false, left;
	FILE *f;
	pid_t p;

	if (argc < 4) {
		fprintf(stderr, "usage: bounded MILLISECONDS ANSWER COMMAND...\n");
		return 2;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	deadline = begin + atol(argv[1]);
	p = start(argv + 3);
	setpgid(p, p);
	while (!(ended = reap(p, &status)) && now_ms() < deadline)
		pause_ms(deadline - now_ms());
	wall = now_ms() - begin;
	deadline = now_ms() + LEFT_OVER_MS;
	while (ended && any_left() && now_ms() < deadline)
		pause_ms(deadline - now_ms());
	left = any_left();
	kill(-p, SIGKILL);
	while (any_left())
		pause_ms(10);
	f = fopen(argv[2], "w");
	if (f == NULL)
		return 2;
	fprintf(f, "%s %d %ld %ld\n", !ended ? "hang" : left ? "left" : WIFSIGNALED(status) ? "signal" : "exit",
	    !ended ? 0 : WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), wall, peak);
	return fclose(f) == 0 ? 0 : 2;
}
