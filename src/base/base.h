/* base.h: what every other folder stands on: errors, memory, text buffers, UTF-8, files, the operating system.
 *
 * Prefixes name the folder that a function lives in:
 *   err_ warning_ arena_ buf_ str_ utf8_ num_ hash_ limit_ file_ os_   src/base
 *   data_      src/data     the dataset: image, import, levels, query, provenance
 *   text_      src/text     fonts, itemising, shaping, line breaking
 *   layout_    src/layout   logical tree, blocks, lines, pages, display list
 *   pdf_       src/pdf      devices, PDF objects, fonts, tags, metadata
 *   bind_      src/bind     the Lua modules
 *   host_      src/host     the Lua state, sandbox, loader
 *   cmd_       src/cmd      one file per subcommand
 *
 * Lengths are millipoints (1/72000 inch), origin top left, y down; floats begin in the PDF device. */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef int32_t mpt;                 /* a length or coordinate [millipoints] */
#define MPT_PER_PT 1000

#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

/* ---- errors: what data, a script, a file or a user can cause. The first error wins. */
struct err {
	bool set;
	char msg[2048];              /* one line, outermost context first */
	char more[2048];             /* detail lines that print below it, each with its line feed; kept by err_context */
};
bool err_set(struct err *e, const char *fmt, ...) PRINTF(2, 3);      /* always returns false */
bool err_context(struct err *e, const char *fmt, ...) PRINTF(2, 3);  /* puts "context: " before the message; returns false */
/* adds one detail line to an error that is set: a line of source, a frame of the call chain. Dropped whole when there is no room. */
void err_more(struct err *e, const char *fmt, ...) PRINTF(2, 3);
/* detail lines: the line of text that holds [at, at + n), and below it a line of carets under these bytes */
void err_mark(struct err *e, const char *text, size_t at, size_t n);

/* ---- warnings: printed at once as "attest: warning: ...", counted; in strict mode an error instead */
void warning_strict(bool on);
bool warning_add(struct err *e, const char *fmt, ...) PRINTF(2, 3);  /* false, and e is set, in strict mode */
size_t warning_count(void);

/* ---- memory: never NULL; out of memory, or of the run's limit, is one message and exit 1 (memory.c) */
void *mem_alloc(size_t bytes);
void *mem_zalloc(size_t bytes);
void *mem_realloc(void *p, size_t bytes);
char *mem_strdup(const char *s);
void *mem_try(void *p, size_t bytes);                   /* realloc for libraries that survive NULL; 0 bytes: free */
size_t mem_size(void *p);                               /* [bytes] of a block as counted, 0 for NULL */

struct arena;                        /* what dies together */
struct arena *arena_new(void);
void arena_drop(struct arena *a);
void *arena_alloc(struct arena *a, size_t bytes);       /* zeroed, aligned to 16 */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);
size_t arena_bytes(const struct arena *a);              /* [bytes] reserved so far */

/* ---- growing byte buffer; p is always NUL-terminated once anything was added */
struct buf {
	char *p;                     /* owned */
	size_t len, cap;             /* [bytes] */
};
void buf_add(struct buf *b, const void *p, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);   /* integers and strings only: no %f, it follows the locale */
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) PRINTF(2, 0);
void buf_reserve(struct buf *b, size_t more);
void buf_clear(struct buf *b);       /* keeps the memory */
void buf_drop(struct buf *b);
void *grow_array(void *p, size_t *cap, size_t need, size_t item);    /* doubles cap [items] until need fits */

/* ---- strings */
bool str_eq(const char *a, const char *b);                    /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
/* the candidate nearest to s by edit distance, or that s is short for; NULL when none is near enough to be meant */
const char *str_nearest(const char *s, const char *const *candidates, size_t n);
/* appends " (did you mean 'x'?)" when there is a near candidate, else nothing */
void str_suggest(struct buf *b, const char *s, const char *const *candidates, size_t n);
bool str_to_int(const char *s, long long *out);               /* whole string, decimal */
/* s as one line that steers no terminal: control and bidirectional characters and bytes that are not UTF-8 as \n, \x1B, \u{202E};
 * "..." where it does not fit. Returns out. */
const char *str_show(char *out, size_t cap, const char *s, size_t n);
size_t str_line(const char *s, size_t at);                    /* [1-based] line of the byte at */

/* ---- UTF-8: decoding of one code point; an ill-formed sequence gives U+FFFD and advances one byte */
uint32_t utf8_next(const char **p, const char *end);
size_t utf8_put(char out[4], uint32_t cp);                    /* [bytes] written */
bool utf8_valid(const char *s, size_t n, size_t *bad_at);     /* bad_at [bytes], may be NULL */
bool utf8_steers(uint32_t cp);                                /* what a terminal may obey: C0, DEL, C1, and what turns the direction of text round */
int utf8_cells(uint32_t cp);                                  /* [character cells] on a terminal: 0, 1 or 2 */

/* ---- floats as text, exactly rounded, without locale: printf and strtod follow it. Lua prints and reads through these (vendor/lua.sh) */
/* as snprintf with one conversion %[-+ #0][width][.precision][aefgAEFG]; no precision over 1100, none of a; a NaN has no sign */
int num_printf(char *s, size_t size, const char *format, double x);
double num_parse(const char *s, char **end);                  /* as strtod; knows no inf and nan */

/* ---- hashes (libsodium): SHA-256 */
#define HASH_HEX_SIZE 65
void hash_hex(const void *p, size_t n, char out[HASH_HEX_SIZE]);
/* of what comes in pieces: begin, add..., end */
struct hash { uint64_t state[16]; };
void hash_begin(struct hash *h);
void hash_add(struct hash *h, const void *p, size_t n);
void hash_end(struct hash *h, char out[HASH_HEX_SIZE]);

/* ---- limits of a run, polled by every long loop of ours and by the script's hooks */
void limit_time_set(double seconds);          /* 0: none; counted from the call on */
bool limit_time_over(void);                   /* cheap: reads a flag that a timer sets */
double limit_time_seconds(void);
void limit_time_notify(void (*f)(void));      /* called by the timer's signal handler once time is over; NULL: nobody */
void limit_time_words(char *out, size_t n);   /* "the time limit of 60 s is reached: ..." */
bool limit_time_err(struct err *e);           /* the same as an error; returns false */
void limit_memory_set(size_t bytes);          /* 0: none; every block of the process counts */
size_t limit_memory_bytes(void);
size_t limit_memory_used(void);               /* [bytes] of all blocks that live */
void limit_memory_words(char *out, size_t n); /* "the memory limit of 512 MiB is reached: ..." */
/* f writes "report.lua:12: " for what is at work, or "", and returns its length; it runs in signal handlers too */
void limit_place(size_t (*f)(char *out, size_t n));
struct limit_note {                           /* what a run leaves behind for the process that watches over it */
	struct err err;
	bool over;                            /* time was over */
	char stuck[256];                      /* place at work when time was over and the work went on */
};
void limit_note_in(struct limit_note *n);     /* limit_die writes there instead of standard error; NULL: nowhere */
void limit_die(const char *fmt, ...) PRINTF(1, 2) __attribute__((noreturn));  /* one message with the place; temporaries go; exit 1 */

/* ---- forced failures, for tests of a build with -DATTEST_FAULTS: ATTEST_FAULT=alloc:N or write:N, the Nth fails (fault.c) */
#ifdef ATTEST_FAULTS
void fault_begin(void);                       /* reads the environment */
bool fault_alloc(void);
bool fault_write(void);
void fault_confined(void);                    /* after the filter stands: tries what it must refuse */
#else
static inline void fault_begin(void) {}
static inline bool fault_alloc(void) { return false; }
static inline bool fault_write(void) { return false; }
static inline void fault_confined(void) {}
#endif

/* ---- dates of the host: days since 1970-01-01 and back, proleptic Gregorian */
bool date_parse(const char *iso, int *y, int *m, int *d);     /* exactly YYYY-MM-DD and a day that exists */
void date_of_days(unsigned days, char iso[11]);               /* since 1970-01-01 */

/* ---- output file: temporary name beside the target, fsync-free, checked up to close, then renamed */
struct file_out;
struct file_out *file_out_open(const char *path, struct err *e);   /* "-" is standard output; NULL on error */
struct file_out *file_out_memory(struct buf *b);                   /* into b, which is borrowed; complete after file_out_flush */
bool file_out_write(struct file_out *f, const void *p, size_t n);  /* false once failed; the error waits for commit */
uint64_t file_out_offset(const struct file_out *f);                /* [bytes] written */
bool file_out_ok(const struct file_out *f, struct err *e);         /* false, with the reason, once a write failed */
bool file_out_flush(struct file_out *f, struct err *e);            /* everything so far reaches the system; false, with the reason */
/* commit under another name of the same folder, which is known only now; what is no file of its own keeps its name */
bool file_out_rename(struct file_out *f, const char *path, struct err *e);
int file_out_fd(const struct file_out *f);
const char *file_out_temporary(const struct file_out *f);          /* its path until commit; NULL: bytes go where they cannot come back from */
bool file_out_commit(struct file_out *f, int mode, struct err *e); /* mode 0: 0666 & ~umask. Drops f, old file stays on failure */
void file_out_drop(struct file_out *f);                            /* abandon: removes the temporary; NULL is fine */
void file_remove_temporaries(void);                                /* for exits that skip the above; async-signal-safe */

void file_forget_temporaries(void);                                /* in a child process: they are the parent's */

/* a new folder, whole or absent (folder_out.c) */
struct folder_out;
struct folder_out *folder_out_open(const char *path, struct err *e);     /* NULL: it is there and not empty, or cannot be made */
const char *folder_out_file(struct folder_out *f, const char *name);    /* where to write the file of this name, "a" or "b/a"; until the next call */
bool folder_out_commit(struct folder_out *f, struct err *e);            /* drops f */
void folder_out_drop(struct folder_out *f);                             /* abandon: nothing stays; NULL is fine */

/* whole file into memory; caller frees with free() */
char *file_read(const char *path, size_t *n, struct err *e);
char *file_read_most(const char *path, size_t most, size_t *n, struct err *e);     /* most [bytes]: a longer one is an error */
/* a file in pieces (file_in.c) */
struct file_in;
struct file_in *file_in_open(const char *path, struct err *e);
size_t file_in_read(struct file_in *f, void *p, size_t n, struct err *e);   /* [bytes]; fewer than n: its end, or e is set */
void file_in_drop(struct file_in *f);

/* ---- operating system (os_posix.c; os_windows.c comes later) */
struct os_map {                      /* a file mapped read-only */
	const unsigned char *p;      /* borrowed from the kernel until os_map_close */
	size_t n;                    /* [bytes] */
};
bool os_map_file(struct os_map *m, const char *path, struct err *e);
bool os_map_self(struct os_map *m, const char *argv0, struct err *e); /* own executable: /proc/self/exe, else AT_EXECFN, else argv0 */
bool os_map_private_write(struct os_map *m, size_t offset, size_t n, struct err *e); /* makes a range writable, for us alone */
void os_map_close(struct os_map *m);
bool os_is_dir(const char *path);
bool os_is_regular(const char *path);
bool os_exists(const char *path);
bool os_same_file(const char *a, const char *b);              /* both are there, and are one */
bool os_is_inside(const char *path, const char *folder);      /* below it when links are followed */
/* names in a folder, sorted bytewise, without . and ..; owned array, release with os_list_drop */
char **os_list_dir(const char *path, size_t *n, struct err *e);
void os_list_drop(char **names, size_t n);
bool os_stdout_is_terminal(void);
void os_today(char iso[11]);          /* the host alone looks at the clock, to warn */
void os_timer_start(double seconds, void (*fire)(void));  /* fire runs in a signal handler, then again four times a second */
void os_timer_stop(void);

/* A run in a process of its own (os_child.c). The parent waits, at most so many seconds, and tells how it ended. */
struct os_end {
	int code;                    /* exit code; -1 when a signal ended it */
	int signal;
	bool late;                   /* it was killed because its time was over */
};
bool os_supervise(int (*work)(void *ctx), void *ctx, double seconds, struct os_end *end, struct err *e);
void *os_shared(size_t bytes);       /* zeroed memory that a child and its parent both see; NULL when there is none */
void os_shared_drop(void *p, size_t bytes);
/* From here on this process may compute and write to what is open, nothing else: no file is opened, no socket, no program, no process
 * (os_confine.c). keep: the output; other files that were inherited are closed. Never undone. False, with the reason, where the kernel
 * does not offer the filter. */
bool os_confine(int keep, struct err *why);

#endif
