/* csv.c: CSV files of a stranger: import with its checks, into our schema where there is a meta.csv, else into plain tables; then what a
 * reader does with the dataset. */
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	fuzz_seal();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const char *paths[FUZZ_FILES];
	struct err e = {0};
	struct data *d;

	fuzz_split("pet.csv", p, n);
	for (size_t i = 0; i < fuzz_n_files; i++)
		paths[i] = fuzz_files[i].name;
	fuzz_begin(5);
	d = data_import(paths, fuzz_n_files, NULL, NULL, &e);
	fuzz_tell(&e);
	if (d != NULL) {
		fuzz_walk(d);
		fuzz_levels(d);
	}
	data_drop(d);
	fuzz_end();
	return 0;
}
