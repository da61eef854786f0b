/* limit.c: the time and memory that one run may take.
 *
 * The state is the process's: one run, one limit. A timer sets a flag, so that polling costs a load. */
#include "base.h"

#include <signal.h>

static volatile sig_atomic_t over;
static double seconds_allowed;
static size_t cap, used;             /* [bytes] */

static void (*volatile notify)(void);

static void fire(void)
{
	over = 1;
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
void limit_memory_set(size_t bytes) { cap = bytes; }
size_t limit_memory_bytes(void) { return cap; }

bool limit_memory_take(size_t bytes)
{
	if (cap != 0 && (bytes > cap || used > cap - bytes))
		return false;
	used += bytes;
	return true;
}

void limit_memory_give(size_t bytes) { used -= bytes < used ? bytes : used; }
