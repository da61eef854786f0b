/* turns.c: times whole processes in turns, so that a busy machine slows all of them alike.
 *
 *   turns ROUNDS < CASES      a case a line: NAME, a tab, the command (words parted by spaces)
 *
 * Prints per case, parted by tabs: NAME, the least and the median wall time [ms], the median CPU time [ms], the peak memory [MB] (of the
 * largest process, where a case is several), and the median ratio of its wall time to that of the first case, taken round by round. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CASES_MAX 32
#define WORDS_MAX 64
#define WARM 10                      /* [rounds] from here on a round more is cheap, and the runs are so short that it matters */

struct bench { char *name, *words[WORDS_MAX]; double *wall, *cpu, *ratio; long peak; };

static int nowhere;                  /* /dev/null */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms(struct timeval t) { return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3; }

static void run(struct bench *b, int round)
{
	struct rusage used;
	double start = now();
	int status;
	pid_t child = vfork();

	if (child == 0) {                /* what the cases say of themselves is not of interest here */
		dup2(nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
		execv(b->words[0], b->words);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "turns: '%s' failed\n", b->name);
		exit(1);
	}
	b->wall[round] = now() - start;
	b->cpu[round] = ms(used.ru_utime) + ms(used.ru_stime);
	if (used.ru_maxrss > b->peak)
		b->peak = used.ru_maxrss;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, by_size);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static bool read_case(struct bench *b, int rounds)
{
	char *line = NULL, *tab;
	size_t cap = 0, n = 0;

	if (getline(&line, &cap, stdin) <= 0 || (tab = strchr(line, '\t')) == NULL)
		return false;
	*tab = '\0';
	b->name = line;
	for (char *w = strtok(tab + 1, " \n"); w != NULL && n + 1 < WORDS_MAX; w = strtok(NULL, " \n"))
		b->words[n++] = w;
	b->wall = calloc((size_t)rounds, sizeof(double));
	b->cpu = calloc((size_t)rounds, sizeof(double));
	b->ratio = calloc((size_t)rounds, sizeof(double));
	return n > 0 && b->wall != NULL && b->cpu != NULL && b->ratio != NULL;
}

int main(int argc, char **argv)
{
	static struct bench cases[CASES_MAX];
	int rounds = argc > 1 ? atoi(argv[1]) : 0, n = 0;

	if (rounds < 1) {
		fprintf(stderr, "usage: turns ROUNDS < CASES\n");
		return 2;
	}
	while (n < CASES_MAX && read_case(&cases[n], rounds))
		n++;
	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	for (int i = 0; i < n && rounds >= WARM; i++)
		run(&cases[i], 0);           /* warms the page cache; counted again below */
	for (int r = 0; r < rounds; r++)
		for (int i = 0; i < n; i++) {
			run(&cases[i], r);
			cases[i].ratio[r] = cases[i].wall[r] / cases[0].wall[r];
		}
	for (int i = 0; i < n; i++) {
		double mid = median(cases[i].wall, rounds);
		printf("%s\t%.2f\t%.2f\t%.2f\t%.1f\t%.4f\n", cases[i].name, cases[i].wall[0], mid, median(cases[i].cpu, rounds),
		    (double)cases[i].peak / 1024, median(cases[i].ratio, rounds));
	}
	return 0;
}
