/* fuzz.h: what the fuzz targets share. A target turns bytes into what a stranger could hand over, and asks of it what a user would.
 *
 * After fuzz_seal no file of the machine is seen: paths lead to bytes in memory, or nowhere. An input may hold several files:
 *
 *     -- pet.csv --
 *     name,kind
 *     -- town.csv --
 *     name
 *
 * Each target makes two programs: with libFuzzer (build.sh fuzz), and with replay.c, which feeds it the kept corpus (t-fuzz). */
#ifndef FUZZ_H
#define FUZZ_H

#include "data/data.h"
#include "host/host.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* ---- files of an input */
#define FUZZ_FILES 32
struct fuzz_file { char *name; const void *p; size_t n; };   /* name owned; bytes borrowed from the input */
extern struct fuzz_file fuzz_files[FUZZ_FILES];
extern size_t fuzz_n_files;
void fuzz_seal(void);
void fuzz_file(const char *name, const void *p, size_t n);   /* from now on there is such a file; the first of a name wins */
void fuzz_split(const char *first, const uint8_t *p, size_t n);      /* all files of an input; what no marker names is called first */

/* ---- around each input: time runs as the processor's, so that a busy machine changes nothing; 0: no limit */
void fuzz_begin(double seconds);
void fuzz_end(void);                 /* forgets the files too */
void fuzz_tell(const struct err *e); /* with FUZZ_TELL in the environment: what it said, for who writes a seed */

/* ---- what users do */
struct data_image *fuzz_image(void);         /* the built executable: scripts and fonts */
void fuzz_walk(struct data *d);              /* reads every cell and what it rests on, every row, counts */
void fuzz_levels(struct data *d);            /* projects to each lower level, walks there, and writes it as a file */
bool fuzz_load(struct host *h, const char *path, struct err *e);      /* finds, reads and loads a report of the input */
void fuzz_print(struct host *h);             /* lays out what was built, into a trace that nobody keeps */

#endif
