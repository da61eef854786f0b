/* replay.c: a fuzz target without libFuzzer: the named files and the files of the named folders, one by one. Each name is printed before
 * its file is tried, so the last one is the culprit of a crash. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <dirent.h>

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static void feed(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0, cap = 0;
	uint8_t *p = NULL, *exact;

	if (f == NULL) {
		fprintf(stderr, "cannot read '%s'\n", path);
		exit(2);
	}
	puts(path);
	fflush(stdout);
	do {
		p = grow_array(p, &cap, n + 65536, 1);
		n += fread(p + n, 1, cap - n, f);
	} while (!feof(f) && !ferror(f));
	fclose(f);
	exact = memcpy(mem_alloc(n), p, n);
	free(p);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

int main(int argc, char **argv)
{
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		struct dirent **list;
		int n = scandir(argv[i], &list, NULL, by_name);
		if (n < 0)
			feed(argv[i]);
		for (int k = 0; k < n; k++) {
			char path[4096];
			snprintf(path, sizeof path, "%s/%s", argv[i], list[k]->d_name);
			if (list[k]->d_name[0] != '.')
				feed(path);
			free(list[k]);
		}
		if (n >= 0)
			free(list);
	}
	return 0;
}
