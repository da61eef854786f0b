/* import.c: files of every kind that a stranger could hand over: JSON, NDJSON and SQLite, alone or with each other and with CSV, by the names
 * that an input gives them. All that is wrong with them is collected, and what is right is read as a reader would. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	fuzz_seal();
	return 0;
}

/* what an input is called that does not begin with a name */
static const char *first_name(const uint8_t *p, size_t n)
{
	if (n > 6 && memcmp(p, "SQLite", 6) == 0)
		return "database";
	return n > 0 && *p == '{' ? "pet.ndjson" : "pet.json";
}

static void tell(const struct data_problems *problems)
{
	for (size_t i = 0; i < problems->n; i++) {
		struct err e = {0};
		err_set(&e, "%s", problems->list[i].text);
		fuzz_tell(&e);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct data_problems *problems = data_problems_new();
	const char *paths[FUZZ_FILES];
	struct err e = {0};
	struct data *d;

	fuzz_split(first_name(p, n), p, n);
	for (size_t i = 0; i < fuzz_n_files; i++)
		paths[i] = fuzz_files[i].name;
	fuzz_begin(5);
	d = data_import(paths, fuzz_n_files, NULL, problems, &e);
	if (problems->n > 1)
		tell(problems);
	else
		fuzz_tell(&e);
	if (d != NULL) {
		fuzz_walk(d);
		fuzz_levels(d);
	}
	data_drop(d);
	data_problems_drop(problems);
	fuzz_end();
	return 0;
}
