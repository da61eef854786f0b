/* pdf.c: a PDF that somebody sends, as verify reads it: objects, pages with their fonts and links, the manifest. */
#include "fuzz.h"

#include "cmd/manifest.h"
#include "pdf/reader.h"

#define PAGES 20                     /* that are looked at */

static void read_manifest(struct pdf_file *f, struct arena *a, struct err *e)
{
	char date[11];
	size_t n;
	const char *json = pdf_file_attachment(f, MANIFEST_NAME, &n, date, e);

	if (json != NULL)
		manifest_read(json, n, a, e);
	fuzz_tell(e);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	fuzz_seal();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct err e = {0};
	struct arena *a = arena_new();
	struct pdf_file *f;
	char hash[HASH_HEX_SIZE];

	fuzz_begin(2);
	f = pdf_file_read(p, n, &e);
	fuzz_tell(&e);
	if (f != NULL) {
		read_manifest(f, a, &e);
		for (size_t i = 0; i < pdf_file_pages(f) && i < PAGES; i++) {
			e.set = false;
			pdf_file_page(f, i, hash, &e);
			fuzz_tell(&e);
		}
		pdf_file_plain(f, &e);
	}
	pdf_file_drop(f);
	arena_drop(a);
	fuzz_end();
	return 0;
}
