/* reduce-fonts: cuts a font down to the characters that attest carries (a build tool; vendor/fonts.sh).
 *
 *	reduce-fonts text|math|symbols|arabic|cjk IN INDEX OUT
 *
 * All but cjk keep every layout feature. cjk names its features: the default set follows `locl` and
 * `vert` into the Japanese, Korean and Taiwanese forms and nearly doubles the file. Hints go: PDF viewers
 * do not need them at print sizes. A face that lacks a character which the shipped reports rely on is an
 * error, so a change of pins cannot lose the Kazakh letters silently. */
#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct range {
	hb_codepoint_t first, last; /* inclusive */
};

static const struct range text_ranges[] = {
	{0x0020, 0x007e}, {0x00a0, 0x024f}, /* Latin with its extensions A and B */
	{0x0250, 0x02ff},                   /* IPA, modifier letters */
	{0x0300, 0x036f},                   /* combining marks */
	{0x0370, 0x03ff}, {0x1f00, 0x1fff}, /* Greek */
	{0x0400, 0x052f},                   /* Cyrillic and its supplement */
	{0x1dc0, 0x1dff},                   /* combining marks, supplement */
	{0x1e00, 0x1eff}, {0x2c60, 0x2c7f}, /* Latin, additional and C */
	{0x2000, 0x206f}, {0x2070, 0x209f}, /* punctuation, super- and subscripts */
	{0x20a0, 0x20cf},                   /* currency */
	{0x2100, 0x214f}, {0x2150, 0x218f}, /* letterlike, fractions, Roman numerals */
	{0x2190, 0x21ff}, {0x2200, 0x22ff}, /* arrows, mathematics */
	{0x2460, 0x24ff}, {0x25a0, 0x25ff}, /* enclosed numbers, geometric shapes */
	{0x2600, 0x27bf},                   /* symbols, ticks and crosses */
	{0x2e00, 0x2e5f},                   /* more punctuation */
	{0xfb00, 0xfb06}, {0xfffd, 0xfffd}, /* ligatures, replacement */
	{0, 0},
};
/* Noto Sans and Serif have no minus sign, arrows, squares or ticks: two more faces carry them */
static const struct range math_ranges[] = {{0x0020, 0x0020}, {0x2190, 0x22ff}, {0, 0}};
static const struct range symbol_ranges[] = {{0x0020, 0x0020}, {0x25a0, 0x27bf}, {0, 0}};
static const struct range arabic_ranges[] = {
	{0x0020, 0x007e}, {0x00a0, 0x00ff}, {0x0600, 0x06ff}, {0x0750, 0x077f}, {0x08a0, 0x08ff},
	{0x2000, 0x206f}, {0x25cc, 0x25cc}, {0xfb50, 0xfdff}, {0xfe70, 0xfeff}, {0, 0},
};
static const struct range cjk_ranges[] = {
	{0x3000, 0x303f}, {0x4e00, 0x9fff}, {0xff00, 0xffef},
	/* punctuation of Chinese text that lies in Latin blocks: middle dot, dashes, quotes, ellipsis */
	{0x00b7, 0x00b7}, {0x2014, 0x2014}, {0x2018, 0x2019}, {0x201c, 0x201d}, {0x2026, 0x2026}, {0, 0},
};

/* what a face must have: Latin, Greek and Russian, the Kazakh letters, dashes, quotes, euro, tenge */
static const struct range text_required[] = {
	{0x0020, 0x007e}, {0x00a0, 0x017f}, {0x0300, 0x0304}, {0x0308, 0x0308}, {0x030c, 0x030c}, {0x0386, 0x0386},
	{0x0391, 0x03a1}, {0x03a3, 0x03ce}, {0x0401, 0x0401}, {0x0406, 0x0406}, {0x0410, 0x044f}, {0x0451, 0x0451},
	{0x0456, 0x0456}, {0x0492, 0x0493}, {0x049a, 0x049b}, {0x04a2, 0x04a3}, {0x04ae, 0x04b1}, {0x04ba, 0x04bb},
	{0x04d8, 0x04d9}, {0x04e8, 0x04e9}, {0x2010, 0x2014}, {0x2018, 0x201a}, {0x201c, 0x201e}, {0x2022, 0x2022},
	{0x2026, 0x2026}, {0x20ac, 0x20ac}, {0x20b8, 0x20b8}, {0, 0},
};
static const struct range math_required[] = {{0x2190, 0x2195}, {0x2200, 0x22ff}, {0, 0}};
static const struct range symbol_required[] = {
	{0x25a0, 0x25a1}, {0x25b2, 0x25b2}, {0x25cb, 0x25cb}, {0x25cf, 0x25cf}, {0x2610, 0x2612}, {0x2713, 0x2713},
	{0x2717, 0x2717}, {0, 0},
};
/* the letters of Uyghur in their Arabic spelling */
static const struct range arabic_required[] = {
	{0x0020, 0x0020}, {0x0626, 0x0628}, {0x062a, 0x062a}, {0x062c, 0x062c}, {0x062e, 0x062f}, {0x0631, 0x0634},
	{0x063a, 0x063a}, {0x0641, 0x0646}, {0x0648, 0x064a}, {0x067e, 0x067e}, {0x0686, 0x0686}, {0x0698, 0x0698},
	{0x06ad, 0x06ad}, {0x06af, 0x06af}, {0x06be, 0x06be}, {0x06c6, 0x06c8}, {0x06cb, 0x06cb}, {0x06d0, 0x06d0},
	{0x06d5, 0x06d5}, {0, 0},
};
static const struct range cjk_required[] = {{0x3001, 0x3002}, {0x4e00, 0x9fa5}, {0xff01, 0xff5e}, {0, 0}};

static const hb_tag_t cjk_features[] = {
	HB_TAG('k', 'e', 'r', 'n'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'i', 'g', 'a'),
	HB_TAG('c', 'a', 'l', 't'), HB_TAG('p', 'a', 'l', 't'), HB_TAG('h', 'a', 'l', 't'),
	HB_TAG('c', 'h', 'w', 's'), HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'), 0,
};
static const hb_tag_t cjk_drop[] = {
	HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), 0,
};

static const hb_tag_t math_drop[] = {HB_TAG('M', 'A', 'T', 'H'), 0};

static const struct kind {
	const char *name;
	const struct range *ranges, *required;
	const hb_tag_t *features; /* NULL: all */
	const hb_tag_t *drop;     /* tables; NULL: none but the usual */
} kinds[] = {
	{"text", text_ranges, text_required, NULL, NULL},
	{"math", math_ranges, math_required, NULL, math_drop},
	{"symbols", symbol_ranges, symbol_required, NULL, NULL},
	{"arabic", arabic_ranges, arabic_required, NULL, NULL},
	{"cjk", cjk_ranges, cjk_required, cjk_features, cjk_drop},
};

static void fail(const char *file, const char *what)
{
	fprintf(stderr, "reduce-fonts: %s: %s\n", file, what);
	exit(1);
}

static hb_blob_t *read_blob(const char *path)
{
	FILE *f = fopen(path, "rb");
	long size = 0; /* [bytes] */
	char *data = NULL;
	if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) <= 0 || fseek(f, 0, SEEK_SET) ||
	    !(data = malloc((size_t)size)) || fread(data, 1, (size_t)size, f) != (size_t)size)
		fail(path, "cannot read");
	fclose(f);
	return hb_blob_create(data, (unsigned)size, HB_MEMORY_MODE_READONLY, data, free);
}

static void write_blob(const char *path, hb_blob_t *blob)
{
	unsigned size; /* [bytes] */
	const char *data = hb_blob_get_data(blob, &size);
	FILE *f = fopen(path, "wb");
	if (!f || fwrite(data, 1, size, f) != size || fclose(f))
		fail(path, "cannot write");
}

static hb_subset_input_t *input_for(const struct kind *kind)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		fail(kind->name, "out of memory");
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	hb_set_t *unicodes = hb_subset_input_unicode_set(input);
	for (const struct range *r = kind->ranges; r->last; r++)
		hb_set_add_range(unicodes, r->first, r->last);
	hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
	hb_set_clear(features);
	if (!kind->features)
		hb_set_invert(features);
	for (const hb_tag_t *t = kind->features; t && *t; t++)
		hb_set_add(features, *t);
	for (const hb_tag_t *t = kind->drop; t && *t; t++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), *t);
	return input;
}

static void check_required(hb_face_t *face, const struct kind *kind, const char *path)
{
	hb_set_t *have = hb_set_create();
	hb_face_collect_unicodes(face, have);
	for (const struct range *r = kind->required; r->last; r++)
		for (hb_codepoint_t c = r->first; c <= r->last; c++)
			if (!hb_set_has(have, c)) {
				fprintf(stderr, "reduce-fonts: %s: no glyph for U+%04X, which reports rely on\n", path, c);
				exit(1);
			}
	hb_set_destroy(have);
}

int main(int argc, char **argv)
{
	const struct kind *kind = NULL;
	for (size_t i = 0; argc == 5 && i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(argv[1], kinds[i].name))
			kind = &kinds[i];
	if (!kind) {
		fprintf(stderr, "usage: reduce-fonts text|math|symbols|arabic|cjk IN INDEX OUT\n");
		return 2;
	}
	hb_blob_t *blob = read_blob(argv[2]);
	hb_face_t *face = hb_face_create(blob, (unsigned)atoi(argv[3]));
	hb_subset_input_t *input = input_for(kind);
	hb_face_t *reduced = hb_subset_or_fail(face, input);
	if (!reduced)
		fail(argv[2], "cannot be reduced");
	hb_blob_t *result = hb_face_reference_blob(reduced);
	check_required(reduced, kind, argv[2]);
	write_blob(argv[4], result);

	hb_blob_destroy(result);
	hb_face_destroy(reduced);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return 0;
}
