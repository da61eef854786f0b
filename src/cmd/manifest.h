/* manifest.h: the manifest of a PDF (manifest.c), which run writes and verify reads. */
#ifndef CMD_MANIFEST_H
#define CMD_MANIFEST_H

#include "cmd/cmd.h"
#include "host/host.h"

#define MANIFEST_VERSION 1
#define MANIFEST_NAME "attest.json"
#define MANIFEST_ROW_SIZE 17         /* [bytes] hex digits and NUL */
#define MANIFEST_VALUE_SIZE 33

struct cmd_evidence {
	struct host *host;           /* borrowed: layout is done */
	struct data *data;           /* borrowed: of the level */
	enum data_level level;
	const char *lang;
	bool hashed;                 /* nothing of the values can be read from it */
};
/* for pdf_attachment.make; ctx: struct cmd_evidence */
bool manifest_make(void *ctx, const char (*pages)[HASH_HEX_SIZE], size_t n, struct buf *out, struct err *e);

void manifest_row_hash(const char *dataset, const char *row, char out[MANIFEST_ROW_SIZE]);
void manifest_value_hash(const char *dataset, const struct data_value *v, char out[MANIFEST_VALUE_SIZE]);

/* ---- manifest_read.c: the same, out of a PDF that may be anybody's */
struct manifest_pair { const char *name, *hash; };           /* hash NULL: there is none */
struct manifest_claim { const char *id; const char **passages; size_t n; };
struct manifest_value {
	const char *row;                     /* id, or its hash; NULL: derived */
	const char **rows; size_t n_rows;    /* of a derived one */
	const char *of, *field;              /* of NULL: a cell */
	const char *text;                    /* the value, or its hash */
};
struct manifest {
	const char *program, *lang, *dataset, *content;      /* dataset NULL: without levels */
	bool levels; enum data_level level;
	bool hashed;                         /* of rows and values there are hashes */
	struct manifest_pair *scripts, *passages, *sources;  /* passages: with the id of the source */
	size_t n_scripts, n_passages, n_sources;
	struct manifest_claim *claims; size_t n_claims;
	struct manifest_value *values; size_t n_values;
	const char **pages; size_t n_pages;
};
/* in the arena; NULL: it is no manifest of this version */
struct manifest *manifest_read(const char *json, size_t n, struct arena *a, struct err *e);

/* ---- compare.c: against a dataset */
enum manifest_verdict { MANIFEST_SAME, MANIFEST_CHANGED, MANIFEST_WITHDRAWN, MANIFEST_UNKNOWN };
struct manifest_finding {
	enum manifest_verdict verdict;
	const char *what;                    /* "value", "claim", "source", "passage" */
	const char *where;                   /* "name-1.name", "count of victim over 3 rows", an id */
	const char *was, *is;                /* NULL: cannot be said */
	const char **claims; size_t n_claims;
	const char *why;                     /* in words, NULL: was and is tell it */
};
struct manifest_comparison {
	const char *unknown;                 /* why nothing could be compared, NULL: it was */
	bool content;                        /* the dataset holds the very same */
	size_t values[4], evidence[4];       /* how many of each verdict */
	struct manifest_finding *findings; size_t n, cap;    /* those that are not the same; owned */
};
/* full: the dataset; at: of the manifest's level, with whom it leaves out left out; NULL: unknown says why */
bool manifest_compare(const struct manifest *m, struct data *full, struct data *at, struct arena *a, struct manifest_comparison *out, struct err *e);

#endif
