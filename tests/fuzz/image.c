/* image.c: a stranger's executable or database: trailer, header, assets, then SQLite on whatever lies in it, at its own level and below,
 * and packed again. */
#include "fuzz.h"

#define PATH "image"

static void read_assets(struct data_image *im)
{
	struct arena *a = arena_new();
	size_t n, bytes;
	const struct data_asset_info *list = data_asset_list(im, "", a, &n);
	char hex[HASH_HEX_SIZE];

	for (size_t i = 0; i < n && i < 20; i++) {
		const void *p = data_asset(im, list[i].name, &bytes);
		if (p != NULL)
			hash_hex(p, bytes, hex);
	}
	arena_drop(a);
}

/* a report that is not there: the message names those that are */
static void load_report(struct data_image *im)
{
	struct err e = {0};
	struct host *h = host_new(im, 16u << 20, &e);

	if (h != NULL)
		fuzz_load(h, "pets", &e);
	host_drop(h);
}

static void pack(struct data *d, struct data_image *im)
{
	struct err e = {0};
	struct data *lower = data_level(d) == DATA_UNLEVELLED ? NULL : data_project(d, DATA_PUBLIC, NULL, 0, &e);
	struct data_pack p = {.program = (const unsigned char *)"program", .program_bytes = 7, .dataset = lower != NULL ? lower : d,
	    .full = lower != NULL ? d : NULL, .assets_from = im};

	e.set = false;
	data_pack(&p, "/dev/null", &e);
	fuzz_tell(&e);
	data_drop(lower);
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
	struct data_image *im;
	struct data *d;
	char hex[HASH_HEX_SIZE];

	fuzz_file(PATH, p, n);
	fuzz_begin(2);
	im = data_image_open(PATH, &e);
	fuzz_tell(&e);
	if (im != NULL) {
		data_image_verify(im, hex, &e);
		fuzz_tell(&e);
		read_assets(im);
		load_report(im);
		e.set = false;
		d = data_open_image(im, &e);
		fuzz_tell(&e);
		if (d != NULL) {
			fuzz_walk(d);
			fuzz_levels(d);
			pack(d, im);
		}
		data_drop(d);
	}
	data_image_drop(im);
	fuzz_end();
	return 0;
}
