/* fonts.c: codes by first use, subset at the end (ISO 32000-1, 9.7).
 *
 * A page is written and compressed long before the last glyph of its faces is known, so a code must not depend on the subset. Codes
 * (CIDs, two bytes, Identity-H) are handed out in order of first use, and at the end hb_subset is told to renumber its glyphs so that
 * glyph id = CID. Only a CFF font that is CID-keyed selects glyphs by its own CIDs (9.7.4.2): there the code is the original CID, and
 * the subset keeps it.
 *
 * Widths are thousandths of an em, tables grow with the glyphs used. */
#include "pdf/fonts.h"
#include "pdf/charset.h"
#include "pdf/seal.h"
#include "pdf/syntax.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#define NO_CODE 0xFFFF
#define UNKNOWN_TEXT 0x200B          /* zero width space: a glyph that is a part of ActualText and nothing by itself */

struct glyph {
	uint32_t gid;                /* in the face */
	uint16_t code;
	int16_t width;               /* [1/1000 em] */
	uint32_t text;               /* [bytes] offset in texts, 0 none: UTF-8, NUL-terminated */
	uint32_t text_len;           /* [bytes] */
};

struct pdf_font {
	const struct text_face *face;        /* borrowed */
	hb_face_t *hb;                       /* borrowed */
	hb_font_t *metrics;                  /* owned: scale = units per em */
	int number;                          /* [0-based] in the document */
	uint32_t id;                         /* of the Type0 dictionary */
	struct glyph *v;                     /* in order of first use; v[0] is .notdef */
	size_t n, cap;                       /* [glyphs] */
	uint32_t *slot;                      /* hash of gid -> index in v + 1 */
	size_t slots;                        /* a power of two */
	struct buf texts;
	bool cff;
	uint16_t *cids;                      /* owned: CID of each glyph of a CID-keyed CFF, else NULL */
	size_t n_cids;
};

struct pdf_fonts {
	struct pdf_writer *writer;           /* borrowed */
	struct pdf_font **v;                 /* owned */
	size_t n, cap;
};

struct pdf_fonts *pdf_fonts_new(struct pdf_writer *w)
{
	struct pdf_fonts *f = mem_zalloc(sizeof *f);

	f->writer = w;
	return f;
}

static void font_drop(struct pdf_font *f)
{
	hb_font_destroy(f->metrics);
	buf_drop(&f->texts);
	free(f->cids);
	free(f->slot);
	free(f->v);
	free(f);
}

void pdf_fonts_drop(struct pdf_fonts *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->n; i++)
		font_drop(f->v[i]);
	free(f->v);
	free(f);
}

/* ---- glyphs */

static size_t slot_of(const struct pdf_font *f, uint32_t gid)
{
	size_t i = (gid * UINT32_C(2654435761)) & (f->slots - 1);

	while (f->slot[i] != 0 && f->v[f->slot[i] - 1].gid != gid)
		i = (i + 1) & (f->slots - 1);
	return i;
}

static void grow_slots(struct pdf_font *f)
{
	free(f->slot);
	f->slots = f->slots == 0 ? 256 : 2 * f->slots;
	f->slot = mem_zalloc(f->slots * sizeof *f->slot);
	for (size_t i = 0; i < f->n; i++)
		f->slot[slot_of(f, f->v[i].gid)] = (uint32_t)i + 1;
}

static struct glyph *glyph_of(struct pdf_font *f, uint32_t gid)
{
	size_t i;
	struct glyph *g;
	int64_t upem = text_face_upem(f->face);

	if (2 * (f->n + 1) > f->slots)
		grow_slots(f);
	i = slot_of(f, gid);
	if (f->slot[i] != 0)
		return &f->v[f->slot[i] - 1];
	f->v = grow_array(f->v, &f->cap, f->n + 1, sizeof *f->v);
	g = &f->v[f->n];
	*g = (struct glyph){ .gid = gid, .code = (uint16_t)f->n };
	if (f->cids != NULL)
		g->code = gid < f->n_cids ? f->cids[gid] : 0;
	g->width = (int16_t)((hb_font_get_glyph_h_advance(f->metrics, gid) * 1000 + upem / 2) / upem);
	f->slot[i] = (uint32_t)++f->n;
	return g;
}

static struct pdf_font *font_new(struct pdf_fonts *fonts, const struct text_face *face)
{
	struct pdf_font *f = mem_zalloc(sizeof *f);
	hb_blob_t *cff;
	uint32_t space;

	f->face = face;
	f->hb = text_face_hb(face);
	f->metrics = hb_font_create(f->hb);
	f->number = (int)fonts->n;
	f->id = pdf_reserve(fonts->writer, 1);
	cff = hb_face_reference_table(f->hb, HB_TAG('C', 'F', 'F', ' '));
	if (hb_blob_get_length(cff) > 0) {
		unsigned n = 0;
		const char *p = hb_blob_get_data(cff, &n);
		f->cff = true;
		f->cids = pdf_charset_cids((const unsigned char *)p, n, &f->n_cids);
	}
	hb_blob_destroy(cff);
	buf_putc(&f->texts, '\0');           /* offset 0 says "no text" */
	glyph_of(f, 0);
	/* first, so that invisible characters, which are shaped to this glyph too, cannot take its meaning */
	if (pdf_font_nominal(f, ' ', &space))
		pdf_font_means(f, space, " ", 1);
	return f;
}

struct pdf_font *pdf_fonts_of(struct pdf_fonts *f, const struct text_face *face)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i]->face == face)
			return f->v[i];
	f->v = grow_array(f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n] = font_new(f, face);
	return f->v[f->n++];
}

int pdf_font_number(const struct pdf_font *f) { return f->number; }

unsigned pdf_font_code(struct pdf_font *f, uint32_t gid, int *width)
{
	const struct glyph *g = glyph_of(f, gid);

	*width = g->width;
	return g->code;
}

/* A glyph that stands for a space and for a no-break space reads as a space. */
static bool is_space(const char *s, size_t n) { return (n == 1 && *s == ' ') || (n == 2 && memcmp(s, "\xC2\xA0", 2) == 0); }

bool pdf_font_means(struct pdf_font *f, uint32_t gid, const char *utf8, size_t n)
{
	struct glyph *g = glyph_of(f, gid);
	const char *known = f->texts.p + g->text;

	if (g->text != 0 && g->text_len == n && memcmp(known, utf8, n) == 0)
		return true;
	if (is_space(utf8, n)) {
		utf8 = " ";
		n = 1;
	}
	if (g->text != 0)
		return g->text_len == n && memcmp(known, utf8, n) == 0;
	g->text = (uint32_t)f->texts.len;
	g->text_len = (uint32_t)n;
	buf_add(&f->texts, utf8, n);
	buf_putc(&f->texts, '\0');
	return true;
}

bool pdf_font_nominal(struct pdf_font *f, uint32_t codepoint, uint32_t *gid)
{
	return hb_font_get_nominal_glyph(f->metrics, codepoint, gid);
}

/* ---- what the dictionaries need */

static int by_code(const void *a, const void *b)
{
	const struct glyph *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

/* Six capitals that depend on the set of glyphs only (9.6.4). */
static void subset_tag(const struct pdf_font *f, char out[7])
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < f->n; i++)
		h = (h ^ f->v[i].gid) * UINT64_C(1099511628211);
	for (int i = 0; i < 6; i++, h /= 26)
		out[i] = (char)('A' + h % 26);
	out[6] = '\0';
}

static int be16(const unsigned char *p) { return (int16_t)(p[0] << 8 | p[1]); }

static void put_box(const struct pdf_font *f, struct buf *b)
{
	hb_blob_t *head = hb_face_reference_table(f->hb, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n = 0;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(head, &n);
	int upem = text_face_upem(f->face);

	buf_puts(b, "/FontBBox[");
	for (int i = 0; i < 4; i++)          /* xMin, yMin, xMax, yMax from byte 36 on */
		buf_printf(b, i == 0 ? "%d" : " %d", n >= 44 ? be16(p + 36 + 2 * i) * 1000 / upem : 0);
	buf_putc(b, ']');
	hb_blob_destroy(head);
}

static int italic_angle(const struct pdf_font *f)    /* [degrees], the whole part of post's 16.16 number */
{
	hb_blob_t *post = hb_face_reference_table(f->hb, HB_TAG('p', 'o', 's', 't'));
	unsigned n = 0;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(post, &n);
	int angle = n >= 8 ? be16(p + 4) : 0;

	hb_blob_destroy(post);
	return angle;
}

static void put_descriptor(struct pdf_fonts *fonts, const struct pdf_font *f, const char *name, uint32_t id, uint32_t file)
{
	struct buf b = {0};
	mpt ascender, descender, cap;

	/* at a size of 1 pt = 1000 mpt heights are thousandths of an em. StemV has no source in the font and serves only viewers that
	 * replace fonts. Flags: symbolic, as the codes follow no standard encoding (9.8.2) */
	text_face_heights(f->face, 1000, &ascender, &descender, &cap);
	buf_printf(&b, "<</Type/FontDescriptor/FontName/%s/Flags 4/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV 80", name,
	    italic_angle(f), (int)ascender, (int)-descender, (int)cap);
	put_box(f, &b);
	buf_printf(&b, "/%s %lu 0 R>>", f->cff ? "FontFile3" : "FontFile2", (unsigned long)file);
	pdf_put_text(fonts->writer, id, b.p, b.len);
	buf_drop(&b);
}

/* Runs of consecutive codes: "c [w w w]" (9.7.4.3). */
static void put_widths(const struct pdf_font *f, struct buf *b)
{
	buf_puts(b, "/DW 1000/W[");
	for (size_t i = 0; i < f->n; i++) {
		if (i == 0 || f->v[i].code != f->v[i - 1].code + 1) {
			if (i > 0)
				buf_putc(b, ']');
			buf_printf(b, "%u[", f->v[i].code);
		} else {
			buf_putc(b, ' ');
		}
		pdf_int(b, f->v[i].width);
	}
	buf_puts(b, "]]");
}

/* ---- ToUnicode (9.10.3) */

/* Gives a text of its own to each glyph that was seen only under ActualText: its character where it has one. */
static void complete_texts(struct pdf_font *f)
{
	hb_map_t *glyphs = hb_map_create();          /* character -> glyph */
	hb_set_t *characters = hb_set_create();
	hb_codepoint_t c = HB_SET_VALUE_INVALID;
	char s[4];

	hb_face_collect_nominal_glyph_mapping(f->hb, glyphs, characters);
	while (hb_set_next(characters, &c)) {
		hb_codepoint_t gid = hb_map_get(glyphs, c);
		size_t i = slot_of(f, gid);
		if (f->slot[i] != 0 && f->v[f->slot[i] - 1].text == 0)
			pdf_font_means(f, gid, s, utf8_put(s, c));
	}
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].text == 0)
			pdf_font_means(f, f->v[i].gid, s, utf8_put(s, UNKNOWN_TEXT));
	hb_set_destroy(characters);
	hb_map_destroy(glyphs);
}

static bool has_unknown_texts(const struct pdf_font *f)
{
	for (size_t i = 1; i < f->n; i++)
		if (f->v[i].text == 0)
			return true;
	return false;
}

static void put_to_unicode(struct pdf_fonts *fonts, struct pdf_font *f, uint32_t id, char hash[HASH_HEX_SIZE])
{
	struct buf b = {0};

	buf_puts(&b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < f->n; i++) {
		const char *text = f->texts.p + f->v[i].text;
		if (i % 100 == 0)                    /* at most 100 entries in a block */
			buf_printf(&b, "%s%zu beginbfchar\n", i == 0 ? "" : "endbfchar\n", f->n - i < 100 ? f->n - i : 100);
		buf_putc(&b, '<');
		pdf_hex16(&b, f->v[i].code);
		buf_puts(&b, "><");
		pdf_utf16(&b, text, strlen(text));
		buf_puts(&b, ">\n");
	}
	buf_puts(&b, "endbfchar\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	pdf_put_stream(fonts->writer, id, "", b.p, b.len, true);
	hash_hex(b.p, b.len, hash);
	buf_drop(&b);
}

/* ---- the font program */

static void choose_tables(hb_subset_input_t *input)
{
	/* a viewer needs outlines and metrics; shaping is done */
	static const hb_tag_t drop[] = {
		HB_TAG('G','S','U','B'), HB_TAG('G','P','O','S'), HB_TAG('G','D','E','F'), HB_TAG('B','A','S','E'), HB_TAG('n','a','m','e'),
		HB_TAG('O','S','/','2'), HB_TAG('p','o','s','t'), HB_TAG('c','m','a','p'), HB_TAG('g','a','s','p'), HB_TAG('D','S','I','G'),
		HB_TAG('V','O','R','G'), HB_TAG('v','h','e','a'), HB_TAG('v','m','t','x'), HB_TAG('S','T','A','T'), HB_TAG('M','A','T','H'),
	};
	hb_set_t *set = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < COUNT_OF(drop); i++)
		hb_set_add(set, drop[i]);
}

static hb_blob_t *subset(const struct pdf_font *f)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_set_t *gids = hb_subset_input_glyph_set(input);
	hb_map_t *renumber = hb_subset_input_old_to_new_glyph_mapping(input);
	hb_face_t *face;
	hb_blob_t *blob = NULL;

	/* without NO_LAYOUT_CLOSURE every alternate form of a used glyph would come along */
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	choose_tables(input);
	for (size_t i = 0; i < f->n; i++) {
		hb_set_add(gids, f->v[i].gid);
		if (f->cids == NULL)
			hb_map_set(renumber, f->v[i].gid, f->v[i].code);
	}
	face = hb_subset_or_fail(f->hb, input);
	if (face != NULL)
		blob = f->cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(face);
	hb_face_destroy(face);
	hb_subset_input_destroy(input);
	return blob;
}

static bool put_program(struct pdf_fonts *fonts, const struct pdf_font *f, uint32_t id, char hash[HASH_HEX_SIZE], struct err *e)
{
	hb_blob_t *blob = subset(f);
	struct buf entries = {0};
	unsigned n = 0;
	const char *p;

	if (blob == NULL)
		return err_set(e, "font '%s': cannot be reduced to the glyphs that the document uses", text_face_name(f->face));
	p = hb_blob_get_data(blob, &n);
	if (f->cff)
		buf_puts(&entries, "/Subtype/CIDFontType0C");
	else
		buf_printf(&entries, "/Length1 %u", n);
	pdf_put_stream(fonts->writer, id, entries.p, p, n, true);
	hash_hex(p, n, hash);
	hb_blob_destroy(blob);
	buf_drop(&entries);
	return true;
}

static void seal(const struct pdf_font *f, const char *program, const char *to_unicode, struct buf *out)
{
	char name[16];

	snprintf(name, sizeof name, "F%d", f->number);
	pdf_seal_font(out, name, program, to_unicode);
	for (size_t i = 0; i < f->n; i++)
		pdf_seal_width(out, f->v[i].code, f->v[i].width);
	pdf_seal_font_end(out);
}

/* Type0 -> CIDFont -> descriptor -> program: five objects from `first` on. */
static bool put_font(struct pdf_fonts *fonts, struct pdf_font *f, struct buf *sealed, struct err *e)
{
	uint32_t cid_font = pdf_reserve(fonts->writer, 4), descriptor = cid_font + 1, program = cid_font + 2, to_unicode = cid_font + 3;
	struct buf b = {0}, name = {0};
	char tag[7], program_hash[HASH_HEX_SIZE], unicode_hash[HASH_HEX_SIZE];

	if (has_unknown_texts(f))
		complete_texts(f);
	else
		pdf_font_means(f, 0, "\xEF\xBF\xBD", 3);     /* .notdef is never shown, but its code needs an entry */
	subset_tag(f, tag);
	buf_printf(&name, "%s+%s", tag, text_face_name(f->face));
	if (!put_program(fonts, f, program, program_hash, e)) {
		buf_drop(&name);
		return false;
	}
	qsort(f->v, f->n, sizeof *f->v, by_code);    /* the hash is of no use from here on */
	put_to_unicode(fonts, f, to_unicode, unicode_hash);
	seal(f, program_hash, unicode_hash, sealed);
	put_descriptor(fonts, f, name.p, descriptor, program);
	buf_printf(&b, "<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
	    "/FontDescriptor %lu 0 R%s", f->cff ? "CIDFontType0" : "CIDFontType2", name.p, (unsigned long)descriptor,
	    f->cff ? "" : "/CIDToGIDMap/Identity");
	put_widths(f, &b);
	buf_puts(&b, ">>");
	pdf_put_text(fonts->writer, cid_font, b.p, b.len);
	buf_clear(&b);
	/* the name of a Type0 font over CFF ends with its encoding (9.7.6.1) */
	buf_printf(&b, "<</Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding/Identity-H/DescendantFonts[%lu 0 R]/ToUnicode %lu 0 R>>", name.p,
	    f->cff ? "-Identity-H" : "", (unsigned long)cid_font, (unsigned long)to_unicode);
	pdf_put_text(fonts->writer, f->id, b.p, b.len);
	buf_drop(&name);
	buf_drop(&b);
	return true;
}

bool pdf_fonts_finish(struct pdf_fonts *f, struct buf *resources, struct buf *sealed, struct err *e)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i]->cids == NULL && f->v[i]->n >= NO_CODE)
			return err_set(e, "font '%s': more than 65534 glyphs in one document", text_face_name(f->v[i]->face));
		if (!put_font(f, f->v[i], sealed, e))
			return false;
		buf_printf(resources, "/F%zu %lu 0 R", i, (unsigned long)f->v[i]->id);
	}
	return true;
}
