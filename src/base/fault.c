/* fault.c: failures on demand, in builds for tests only (-DATTEST_FAULTS). The environment says which:
 *
 *   ATTEST_FAULT=alloc:N   the Nth allocation of the run is refused
 *   ATTEST_FAULT=write:N   the Nth write of an output file fails, as on a full disk
 *   ATTEST_FAULT=count     none; at the end, standard error tells how many of each there were
 *   ATTEST_FAULT=confined  behind the filter, tries what it must refuse, and tells what came of it
 *   ATTEST_FAULT=spin      behind the filter, a loop that polls nothing: for the watchdog
 *   ATTEST_FAULT=crash     behind the filter, an invalid access */
#include "base.h"

#ifdef ATTEST_FAULTS
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long at_alloc, at_write;      /* 0: none */
static long allocs, writes;
static const char *want = "";

static void tell_counts(void) { fprintf(stderr, "fault: %ld allocations, %ld writes\n", allocs, writes); }

void fault_begin(void)
{
	const char *given = getenv("ATTEST_FAULT");

	want = given != NULL ? given : "";
	if (str_starts(want, "alloc:"))
		at_alloc = atol(want + strlen("alloc:"));
	if (str_starts(want, "write:"))
		at_write = atol(want + strlen("write:"));
	if (strcmp(want, "count") == 0)
		atexit(tell_counts);
}

bool fault_alloc(void) { return ++allocs == at_alloc; }
bool fault_write(void) { return ++writes == at_write; }

static void tried(const char *what, long result)
{
	fprintf(stderr, "fault: %s %s\n", what, result >= 0 ? "was allowed" : errno == EPERM ? "refused" : strerror(errno));
}

static void try_all(void)
{
	char byte;
	static char *const none[] = {NULL};

	tried("read", read(STDIN_FILENO, &byte, 1));
	tried("socket", socket(AF_INET, SOCK_STREAM, 0));
	tried("exec", execve("/bin/true", none, none));
	tried("fork", fork());
	tried("vfork", syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
	tried("ptrace", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
	tried("open for reading", open("/etc/passwd", O_RDONLY));
	tried("open for writing", open("fault-made", O_WRONLY | O_CREAT, 0666));
	tried("openat2", syscall(437, AT_FDCWD, "/etc/passwd", NULL, (size_t)0));
	tried("io_uring", syscall(425, 1u, NULL));
	tried("rename", rename("fault-none", "fault-other"));
	tried("unlink", unlink("fault-none"));
	tried("chmod", chmod("fault-none", 0644));
	tried("kill", kill(getppid(), 0));
	tried("setuid", setuid(1));
	tried("executable memory", syscall(SYS_mmap, NULL, (size_t)4096, 7, 0x22, -1, 0L));
	tried("prctl", syscall(SYS_prctl, 15, "name", 0, 0, 0));
}

void fault_confined(void)
{
	if (strcmp(want, "crash") == 0)
		__builtin_trap();
	if (strcmp(want, "spin") == 0)
		for (;;)
			;
	if (strcmp(want, "confined") == 0)
		try_all();
}
#endif
