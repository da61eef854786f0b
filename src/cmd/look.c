/* look.c: what reports say of themselves, for commands that run none of them: their chunks run all the same, so within limits and behind the
 * filter, in a child. */
#include "cmd/cmd.h"
#include "host/host.h"

#include <unistd.h>

#define MEMORY (64u << 20)           /* [bytes] that one may need to say what it is */
#define TIME_S 5                     /* and how long that may take */
#define ALL_S 60                     /* all of them */
#define ALL_MIB 512

struct host *cmd_look(const struct cmd_call *c, const char *name_or_path, struct err *e)
{
	struct host *h;

	limit_time_set(TIME_S);
	h = host_new(c->image, MEMORY, e);
	if (h != NULL && host_find(h, name_or_path, e) && host_read(h, e)) {
		cmd_confine(STDOUT_FILENO);
		if (host_load(h, e)) {
			limit_time_set(0);
			return h;
		}
	}
	limit_time_set(0);
	host_drop(h);
	return NULL;
}

bool cmd_look_watched(bool (*run)(void *ctx, struct err *e), void *ctx, struct err *e)
{
	struct limit_note *note = os_shared(sizeof *note);
	const struct cmd_work w = {run, ctx, ALL_S, ALL_MIB};
	bool ok = note != NULL ? cmd_watch(&w, note, e) : err_set(e, "out of memory");

	os_shared_drop(note, sizeof *note);
	return ok;
}
