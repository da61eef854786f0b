/* loader.c: a stranger's script, from its bytes to the laid-out document, in the sandbox, with little memory and time. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define REPORT "pets.lua"
#define MEMORY (16u << 20)           /* [bytes] */
#define SECONDS 0.3
#define LAID_OUT 4096                /* [bytes] of script up to which the document is laid out too */

static struct data *plain, *levelled;

static struct data *open_or_end(const char *path)
{
	struct err e = {0};
	struct data *d = data_open_path(path, &e);

	if (d == NULL) {
		fprintf(stderr, "%s\n", e.msg);
		exit(2);
	}
	return d;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char pets[] = "id,name,kind,n\np-1,Tom,cat,3\np-2,Rex,dog,\np-3,Bo,dog,12\n";

	(void)argc, (void)argv;
	fuzz_image();
	levelled = open_or_end("tests/unit/fixtures/small");
	fuzz_file("pet.csv", pets, sizeof pets - 1);
	plain = open_or_end("pet.csv");
	fuzz_end();
	fuzz_seal();
	return 0;
}

static void give_params(struct host *h, struct err *e)
{
	const struct host_report *r = host_report(h);

	for (size_t i = 0; i < r->n_params; i++) {
		const struct host_param *p = &r->params[i];
		if (p->default_text == NULL)
			host_param_set(h, p->name, p->n_choices > 0 ? p->choices[0] : strcmp(p->type, "date") == 0 ? "2021-02-28" : "7", e);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct err e = {0};
	struct host_context context = {.level = DATA_EDITORS, .date = "2021-02-28", .lang = "en"};
	struct host *h;

	fuzz_split(REPORT, p, n);
	fuzz_begin(SECONDS);
	h = host_new(fuzz_image(), MEMORY, &e);
	if (h != NULL && fuzz_load(h, REPORT, &e)) {
		give_params(h, &e);
		context.data = host_report(h)->evidence ? levelled : plain;
		if (host_build(h, &context, &e) && n <= LAID_OUT)
			fuzz_print(h);
	}
	fuzz_tell(&e);
	host_drop(h);
	fuzz_end();
	return 0;
}
