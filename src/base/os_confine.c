/* os_confine.c: what a process may still ask of the kernel once its files are open.
 *
 * Two walls behind those of the script's own language, for the day when a hostile report or font finds a hole in C code:
 *
 *   seccomp    a list of allowed calls: memory, writing to what is open, ending. Anything else gives EPERM. (seccomp(2))
 *   Landlock   no right to any file, where the kernel has it; what is open stays open. (landlock(7))
 *
 * The kernel's structures are declared here, because headers older than the kernel do not know all their fields. */
#include "base.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#else
#error "no seccomp filter for this processor yet"
#endif

/* ---- Landlock */
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_restrict_self 446
#endif
#ifndef __NR_close_range
#define __NR_close_range 436
#endif
#define VERSION_QUERY 1u             /* LANDLOCK_CREATE_RULESET_VERSION */
struct ruleset { uint64_t files, net, scoped; };

/* Rights that each version of the interface knows (linux/landlock.h); all are handled, so all are refused. */
static struct ruleset everything(long abi, size_t *size)
{
	struct ruleset r = {.files = (UINT64_C(1) << 13) - 1};

	if (abi >= 2)
		r.files |= UINT64_C(1) << 13;        /* refer */
	if (abi >= 3)
		r.files |= UINT64_C(1) << 14;        /* truncate */
	if (abi >= 5)
		r.files |= UINT64_C(1) << 15;        /* ioctl of devices */
	if (abi >= 4)
		r.net = 3;                           /* bind, connect */
	if (abi >= 6)
		r.scoped = 3;                        /* abstract sockets, signals to others */
	*size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
	return r;
}

/* without a rule: no file can be opened, made, removed or renamed from here on */
static void landlock(void)
{
	long abi = syscall(__NR_landlock_create_ruleset, NULL, (size_t)0, VERSION_QUERY);
	struct ruleset r;
	size_t size;
	int fd;

	if (abi < 1)
		return;
	r = everything(abi, &size);
	fd = (int)syscall(__NR_landlock_create_ruleset, &r, size, 0u);
	if (fd < 0)
		return;
	syscall(__NR_landlock_restrict_self, fd, 0u);
	close(fd);
}

/* ---- seccomp */
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define ALLOW(name) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), RETURN(SECCOMP_RET_ALLOW)
/* the low half of an argument: flags and protections fit into it on the little-endian processors above */
#define ARG(i) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + (i) * sizeof(uint64_t))
/* memory that is executable would be a way to new code */
#define ALLOW_UNLESS_BITS(name, arg, bits) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4), ARG(arg), \
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 1, 0), RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_ERRNO | EPERM)

static const struct sock_filter filter[] = {
	LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0), RETURN(SECCOMP_RET_KILL_PROCESS),
	LOAD(nr),
	ALLOW(write), ALLOW(writev), ALLOW(close),
	ALLOW(brk), ALLOW(munmap), ALLOW(mremap), ALLOW(madvise),
	ALLOW(exit), ALLOW(exit_group), ALLOW(rt_sigreturn), ALLOW(restart_syscall),
	ALLOW(setitimer),                    /* the time limit, set anew */
	/* qsort asks how much memory the machine has (sysinfo), and goes on when it is not told */
	ALLOW_UNLESS_BITS(mprotect, 2, PROT_EXEC),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mmap, 0, 6), ARG(2),
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 3, 0), ARG(3),
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 1), RETURN(SECCOMP_RET_ALLOW),
	RETURN(SECCOMP_RET_ERRNO | EPERM),
	RETURN(SECCOMP_RET_ERRNO | EPERM),
};

/* what the one who started us left open is none of the run's business */
static void close_others(int keep)
{
	if (keep > STDERR_FILENO)
		syscall(__NR_close_range, STDERR_FILENO + 1, keep - 1, 0);
	syscall(__NR_close_range, keep > STDERR_FILENO ? keep + 1 : STDERR_FILENO + 1, ~0U, 0);
}

#ifdef __SANITIZE_ADDRESS__
bool os_confine(int keep, struct err *why)      /* the sanitizers themselves need what the filter refuses */
{
	(void)keep, (void)why, (void)filter, (void)landlock, (void)close_others;
	return true;
}
#else
bool os_confine(int keep, struct err *why)
{
	struct sock_fprog program = {.len = COUNT_OF(filter), .filter = (struct sock_filter *)(uintptr_t)filter};

	close_others(keep);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});      /* what a crash leaves would hold the dataset */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(why, "no_new_privs: %s", strerror(errno));
	landlock();
	if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) != 0)
		return err_set(why, "seccomp: %s", strerror(errno));
	return true;
}
#endif
