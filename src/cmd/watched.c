/* watched.c: work that may run what strangers wrote, in a process of its own with an end (os_child.c). */
#include "cmd/cmd.h"

#include <signal.h>

#define GRACE_S 0.5                  /* [s] that the work may take to stop by itself */

struct watched { const struct cmd_work *work; struct limit_note *note; };

static int in_child(void *ctx)
{
	const struct watched *w = ctx;

	limit_note_in(w->note);
	limit_memory_set((size_t)w->work->memory_mib << 20);
	limit_time_set((double)w->work->seconds);
	if (!w->work->run(w->work->ctx, &w->note->err))
		return 1;
	return cmd_flush(&w->note->err) ? 0 : 1;
}

/* why the child did not come to its end, in its own words if it had any */
static bool tell_end(const struct watched *w, const struct os_end *end, struct err *e)
{
	const struct limit_note *note = w->note;

	if (note->err.set) {
		*e = note->err;
		return false;
	}
	if (end->signal == SIGPIPE) {        /* as if there were one process: its reader went away, and that ends it without a word */
		file_remove_temporaries();
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	/* a crash after the end of time may well be that of the look at the place */
	if (end->late || (note->over && end->signal != 0))
		return err_set(e, "%.*sthe time limit of %lld s is reached: let it do less (or raise it with --timeout)",
		    (int)sizeof note->stuck - 1, note->stuck, w->work->seconds);
	if (end->signal == SIGKILL)
		return err_set(e, "it was killed from outside: perhaps this machine ran out of memory (try a smaller --memory)");
	return err_set(e, "it ended by signal %d, which is a fault of attest itself: nothing was written", end->signal);
}

void cmd_confine(int keep)
{
	static bool done;
	struct err why = {0};

	if (done)
		return;
	done = true;
	if (!os_confine(keep, &why))
		cmd_note("this kernel offers no filter (%s); the work goes on behind the walls of the script language alone", why.msg);
	fault_confined();
}

bool cmd_watch(const struct cmd_work *work, struct limit_note *note, struct err *e)
{
	struct watched w = {work, note};
	struct os_end end;

	if (!os_supervise(in_child, &w, (double)work->seconds + GRACE_S, &end, e))
		return false;
	return end.code == 0 || tell_end(&w, &end, e);
}

bool cmd_watch_alone(const struct cmd_call *c, bool (*run)(void *ctx, struct err *e), void *ctx, struct err *e)
{
	struct limit_note *note = os_shared(sizeof *note);
	const struct cmd_work w = {run, ctx, cmd_number(c, "--timeout", CMD_TIME_S), cmd_number(c, "--memory", CMD_MEMORY_MIB)};
	bool ok = note != NULL ? cmd_watch(&w, note, e) : err_set(e, "out of memory");

	if (!ok)
		err_context(e, "%s", c->cmd->name);
	os_shared_drop(note, sizeof *note);
	return ok;
}
