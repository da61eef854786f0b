/* limit.c: the time that one run may take, and how a run ends that cannot go on.
 *
 * The state is the process's: one run, one limit. A timer sets a flag, so that polling costs a load; while the work goes on all the same,
 * it fires again, and each time the place at work is noted for the watchdog (os_supervise), whose message then names it. */
#include "base.h"

#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t over;
static double seconds_allowed;
static void (*volatile notify)(void);
static size_t (*place)(char *out, size_t n);
static struct limit_note *note;

static void fire(void)
{
	if (over && note != NULL && place != NULL)
		note->stuck[place(note->stuck, sizeof note->stuck - 1)] = '\0';
	over = 1;
	if (note != NULL)
		note->over = true;
	if (notify != NULL)
		notify();
}

void limit_time_set(double seconds)
{
	seconds_allowed = seconds;
	over = 0;
	if (seconds > 0)
		os_timer_start(seconds, fire);
	else
		os_timer_stop();
}

void limit_time_notify(void (*f)(void)) { notify = f; }
bool limit_time_over(void) { return over != 0; }
double limit_time_seconds(void) { return seconds_allowed; }
void limit_place(size_t (*f)(char *out, size_t n)) { place = f; }
void limit_note_in(struct limit_note *n) { note = n; }

void limit_time_words(char *out, size_t n)
{
	snprintf(out, n, "the time limit of %d s is reached: let it do less (or raise it with --timeout)", (int)seconds_allowed);
}

bool limit_time_err(struct err *e)
{
	char words[128];

	limit_time_words(words, sizeof words);
	return err_set(e, "%s", words);
}

void limit_die(const char *fmt, ...)
{
	struct err e = {0}, *out = note != NULL ? &note->err : &e;
	char at[sizeof note->stuck];
	char msg[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	at[place != NULL ? place(at, sizeof at - 1) : 0] = '\0';
	err_set(out, "%s%s", at, msg);
	if (note == NULL)
		fprintf(stderr, "attest: %s\n", e.msg);
	file_remove_temporaries();
	_Exit(1);
}
