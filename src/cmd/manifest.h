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

#endif
