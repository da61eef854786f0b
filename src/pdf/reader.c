/* reader.c: pages, attachment and state of a PDF that attest made.
 *
 * A page must have the entries that our writer gives it and no other, twice none: what a viewer would show beside the hashed content is
 * named. The same goes for links, fonts and the catalog.
 *
 * The state comes from the file identifier, a chain of hashes over what was written (writer.c): the chunks are found again from the
 * front of the file, without the cross-references. */
#include "pdf/reader.h"
#include "pdf/objects.h"
#include "pdf/seal.h"

#include <stdlib.h>
#include <string.h>

#define TREE_DEPTH 16
#define HEAD_MAX 4096                /* [bytes] of a stream's dictionary as we write it */

struct pdf_file {
	const unsigned char *p; size_t n;    /* borrowed */
	struct pdf_objects *objects;         /* owned */
	struct arena *arena;                 /* owned: catalog */
	const struct pdf_value *catalog;
	uint32_t *pages; size_t n_pages, cap;        /* owned: numbers of the page objects, in order */
	enum pdf_state state;
	size_t written;                      /* [bytes] */
	struct buf attachment;
	struct buf fonts; uint32_t fonts_of; /* sealed, of that resource dictionary; 0 none yet */
};

/* ---- as written? */
static void chain(char digest[HASH_HEX_SIZE], const void *p, size_t n)
{
	char both[2 * (HASH_HEX_SIZE - 1) + 1];

	memcpy(both, digest, HASH_HEX_SIZE - 1);
	hash_hex(p, n, both + HASH_HEX_SIZE - 1);
	hash_hex(both, sizeof both - 1, digest);
}

/* what stands at *at of the file: one stream as we write it. data and length: its bytes; *at moves behind it */
static bool next_stream(const struct pdf_file *f, size_t *at, const char **head, size_t *head_n, size_t *n)
{
	static const char begin[] = ">>\nstream\n", end[] = "\nendstream\nendobj\n";
	const unsigned char *p = f->p + *at;
	size_t room = f->n - *at, most = room < HEAD_MAX ? room : HEAD_MAX;
	const unsigned char *stop = memmem(p, most, begin, sizeof begin - 1), *digits = stop;

	if (stop == NULL)
		return false;
	while (digits > p && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	if (digits - p < 8 || memcmp(digits - 8, "/Length ", 8) != 0 || stop - digits > 12)
		return false;
	*n = 0;
	for (; digits < stop; digits++)
		*n = *n * 10 + (size_t)(*digits - '0');
	*head = (const char *)p;
	*head_n = (size_t)(stop - p) + sizeof begin - 1;
	if (room - *head_n < sizeof end - 1 || *n > room - *head_n - (sizeof end - 1))
		return false;
	*at += *head_n + *n + sizeof end - 1;
	return memcmp(f->p + *at - (sizeof end - 1), end, sizeof end - 1) == 0;
}

/* behind the cross-references, which stand at `start`: "startxref\n", their place, "\n%%EOF\n" */
static bool has_tail(const struct pdf_file *f, size_t start, size_t *at)
{
	char tail[64];
	int n = snprintf(tail, sizeof tail, "startxref\n%zu\n%%%%EOF\n", start);

	if (f->n - *at < (size_t)n || memcmp(f->p + *at, tail, (size_t)n) != 0)
		return false;
	*at += (size_t)n;
	return true;
}

static void find_state(struct pdf_file *f)
{
	static const char head_begin[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
	char digest[HASH_HEX_SIZE], id[64];
	size_t at = sizeof head_begin - 1, start, head_n, n;
	const char *head;

	f->state = PDF_CHANGED;
	if (f->n < at || memcmp(f->p, head_begin, at) != 0)
		return;
	hash_hex(head_begin, at, digest);
	for (start = at; next_stream(f, &at, &head, &head_n, &n); start = at) {
		if (memmem(head, head_n, "/Type/XRef/", 11) != NULL) {
			snprintf(id, sizeof id, "/ID[<%.32s>", digest);
			if (memmem(head, head_n, id, strlen(id)) == NULL || !has_tail(f, start, &at))
				return;
			f->written = at;
			f->state = at == f->n ? PDF_AS_WRITTEN : PDF_APPENDED;
			return;
		}
		chain(digest, head, head_n);
		chain(digest, head + head_n, n);
		chain(digest, head + head_n + n, 18);
	}
}

/* ---- what only attest's entries may be */
static bool only(const struct pdf_value *dict, const char *what, const char *const *known, size_t n, struct err *e)
{
	char shown[64];

	if (dict == NULL || dict->kind != PDF_DICT)
		return err_set(e, "%s is no dictionary", what);
	for (const struct pdf_value *v = dict->first; v != NULL; v = v->next) {
		bool found = false;
		for (size_t i = 0; i < n; i++)
			found = found || strcmp(known[i], v->key) == 0;
		str_show(shown, sizeof shown, v->key, strlen(v->key));
		if (!found)
			return err_set(e, "%s has '%s', which attest does not write", what, shown);
		if (pdf_entry(dict, v->key) != v)
			return err_set(e, "%s has '%s' twice", what, shown);
	}
	return true;
}
#define ONLY(dict, what, known, e) only(dict, what, known, COUNT_OF(known), e)

/* ---- pages of the tree */
static bool walk(struct pdf_file *f, const struct pdf_value *kid, int depth, struct err *e)
{
	const struct pdf_value *node = pdf_resolve(f->objects, kid, f->arena, e), *kids;

	if (node == NULL)
		return false;
	if (depth > TREE_DEPTH || f->n_pages >= pdf_objects_count(f->objects))
		return err_set(e, "its page tree has no end");
	if (!pdf_is_name(pdf_entry(node, "Type"), "Pages")) {
		if (kid->kind != PDF_REF || !pdf_is_name(pdf_entry(node, "Type"), "Page"))
			return err_set(e, "its page tree has something that is no page");
		f->pages = grow_array(f->pages, &f->cap, f->n_pages + 1, sizeof *f->pages);
		f->pages[f->n_pages++] = kid->id;
		return true;
	}
	kids = pdf_resolve(f->objects, pdf_entry(node, "Kids"), f->arena, e);
	if (kids == NULL || kids->kind != PDF_ARRAY)
		return err_set(e, "its page tree is damaged");
	for (const struct pdf_value *v = kids->first; v != NULL; v = v->next)
		if (limit_time_over() || !walk(f, v, depth + 1, e))
			return false;
	return true;
}

struct pdf_file *pdf_file_read(const void *p, size_t n, struct err *e)
{
	struct pdf_objects *objects = pdf_objects_read(p, n, e);
	struct pdf_file *f;

	if (objects == NULL)
		return NULL;
	f = mem_zalloc(sizeof *f);
	*f = (struct pdf_file){.p = p, .n = n, .objects = objects, .arena = arena_new()};
	f->catalog = pdf_resolve(objects, pdf_entry(pdf_objects_trailer(objects), "Root"), f->arena, e);
	if (f->catalog == NULL || !walk(f, pdf_entry(f->catalog, "Pages"), 0, e)) {
		pdf_file_drop(f);
		return NULL;
	}
	find_state(f);
	return f;
}

void pdf_file_drop(struct pdf_file *f)
{
	if (f == NULL)
		return;
	buf_drop(&f->attachment);
	buf_drop(&f->fonts);
	free(f->pages);
	arena_drop(f->arena);
	pdf_objects_drop(f->objects);
	free(f);
}

enum pdf_state pdf_file_state(const struct pdf_file *f, size_t *written)
{
	if (written != NULL)
		*written = f->written;
	return f->state;
}

size_t pdf_file_pages(const struct pdf_file *f) { return f->n_pages; }

bool pdf_file_plain(struct pdf_file *f, struct err *why)
{
	static const char *const known[] = {"Type", "Pages", "Outlines", "PageMode", "StructTreeRoot", "OutputIntents", "Metadata", "MarkInfo",
		"ViewerPreferences", "Lang", "AF", "Names"};
	static const char *const names[] = {"EmbeddedFiles"};
	const struct pdf_value *v = pdf_entry(f->catalog, "Names");

	if (!ONLY(f->catalog, "the document", known, why))
		return false;
	v = v != NULL ? pdf_resolve(f->objects, v, f->arena, why) : NULL;
	return v == NULL || ONLY(v, "the document's list of names", names, why);
}

/* ---- the attachment */
static bool is_called(const struct pdf_value *specification, const char *name)
{
	const struct pdf_value *v = pdf_entry(specification, "UF");

	return v != NULL && v->kind == PDF_STRING && v->n == strlen(name) && memcmp(v->text, name, v->n) == 0;
}

/* "D:20220630..." -> "2022-06-30" */
static void read_date(const struct pdf_value *v, char date[11])
{
	if (v == NULL || v->kind != PDF_STRING || v->n < 10 || memcmp(v->text, "D:", 2) != 0 || strspn(v->text + 2, "0123456789") < 8)
		return;
	snprintf(date, 11, "%.4s-%.2s-%.2s", v->text + 2, v->text + 6, v->text + 8);
}

const char *pdf_file_attachment(struct pdf_file *f, const char *name, size_t *n, char date[11], struct err *e)
{
	const struct pdf_value *files = pdf_entry(f->catalog, "AF"), *dict, *parms;

	date[0] = '\0';
	files = files != NULL ? pdf_resolve(f->objects, files, f->arena, e) : NULL;
	for (const struct pdf_value *v = files != NULL && files->kind == PDF_ARRAY ? files->first : NULL; v != NULL; v = v->next) {
		const struct pdf_value *specification = pdf_resolve(f->objects, v, f->arena, e);
		if (specification == NULL)
			return NULL;
		if (!is_called(specification, name))
			continue;
		buf_clear(&f->attachment);
		if (!pdf_decode(f->objects, pdf_entry(pdf_entry(specification, "EF"), "F"), f->arena, &dict, &f->attachment, e))
			return NULL;
		buf_reserve(&f->attachment, 1);
		f->attachment.p[f->attachment.len] = '\0';
		parms = pdf_entry(dict, "Params");
		read_date(pdf_entry(parms != NULL && parms->kind == PDF_REF ? pdf_resolve(f->objects, parms, f->arena, e) : parms, "ModDate"), date);
		*n = f->attachment.len;
		return f->attachment.p;
	}
	err_set(e, "it has no '%s' in it", name);
	return NULL;
}

/* ---- fonts */
struct reading { struct pdf_file *f; struct arena *a; struct err *why; };

static const struct pdf_value *entry(const struct reading *r, const struct pdf_value *dict, const char *key)
{
	const struct pdf_value *v = pdf_entry(dict, key);

	if (v == NULL)
		return err_set(r->why, "its '%s' is missing", key), NULL;
	return pdf_resolve(r->f->objects, v, r->a, r->why);
}

static bool stream_hash(const struct reading *r, const struct pdf_value *v, char hash[HASH_HEX_SIZE])
{
	struct buf b = {0};
	bool ok = pdf_decode(r->f->objects, v, r->a, NULL, &b, r->why);

	if (ok)
		hash_hex(b.p, b.len, hash);
	buf_drop(&b);
	return ok;
}

/* "c [w w w] ...", and no other form */
static bool seal_widths(const struct reading *r, const struct pdf_value *w, struct buf *out)
{
	if (w == NULL || w->kind != PDF_ARRAY)
		return false;
	for (const struct pdf_value *v = w->first; v != NULL; v = v->next->next) {
		int64_t code = v->i;
		if (!v->whole || v->i > 65535 || v->next == NULL || v->next->kind != PDF_ARRAY)
			return err_set(r->why, "a font's widths are none of attest's");
		for (const struct pdf_value *x = v->next->first; x != NULL; x = x->next) {
			long long width;
			if (x->kind != PDF_NUMBER || !str_to_int(x->text, &width) || width < -100000 || width > 100000 || code > 65535)
				return err_set(r->why, "a font's widths are none of attest's");
			pdf_seal_width(out, (unsigned)code++, (int)width);
		}
	}
	return true;
}

static const struct pdf_value *descriptor_of(const struct reading *r, const struct pdf_value *cid)
{
	static const char *const known[] = {"Type", "FontName", "Flags", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV", "FontBBox",
		"FontFile2", "FontFile3"};
	const struct pdf_value *v = entry(r, cid, "FontDescriptor");

	return v != NULL && ONLY(v, "a font", known, r->why) ? v : NULL;
}

static const struct pdf_value *cid_font_of(const struct reading *r, const struct pdf_value *font)
{
	static const char *const known[] = {"Type", "Subtype", "BaseFont", "CIDSystemInfo", "FontDescriptor", "CIDToGIDMap", "DW", "W"};
	const struct pdf_value *v = entry(r, font, "DescendantFonts"), *map;

	v = v != NULL && v->kind == PDF_ARRAY && v->items == 1 ? pdf_resolve(r->f->objects, v->first, r->a, r->why) : NULL;
	if (v == NULL || !ONLY(v, "a font", known, r->why))
		return NULL;
	map = pdf_entry(v, "CIDToGIDMap");
	if ((map != NULL && !pdf_is_name(map, "Identity")) || pdf_entry(v, "DW") == NULL || pdf_entry(v, "DW")->i != 1000)
		return err_set(r->why, "a font has codes or widths that are none of attest's"), NULL;
	return v;
}

static bool seal_font(const struct reading *r, const char *name, const struct pdf_value *font, struct buf *out)
{
	static const char *const known[] = {"Type", "Subtype", "BaseFont", "Encoding", "DescendantFonts", "ToUnicode"};
	const struct pdf_value *cid, *descriptor, *program;
	char program_hash[HASH_HEX_SIZE], unicode_hash[HASH_HEX_SIZE];

	if (font == NULL || !ONLY(font, "a font", known, r->why))
		return false;
	if (!pdf_is_name(pdf_entry(font, "Encoding"), "Identity-H"))
		return err_set(r->why, "a font has an encoding that attest does not write");
	cid = cid_font_of(r, font);
	descriptor = cid != NULL ? descriptor_of(r, cid) : NULL;
	if (descriptor == NULL)
		return err_set(r->why, "a font is none of attest's");
	program = pdf_entry(descriptor, "FontFile2") != NULL ? pdf_entry(descriptor, "FontFile2") : pdf_entry(descriptor, "FontFile3");
	if (!stream_hash(r, program, program_hash) || !stream_hash(r, pdf_entry(font, "ToUnicode"), unicode_hash))
		return false;
	pdf_seal_font(out, name, program_hash, unicode_hash);
	if (!seal_widths(r, entry(r, cid, "W"), out))
		return err_set(r->why, "a font's widths are none of attest's");
	pdf_seal_font_end(out);
	return true;
}

/* Pages share one resource dictionary, so the last one is kept. */
static bool seal_fonts(const struct reading *r, const struct pdf_value *resources)
{
	static const char *const known[] = {"Font"};
	struct pdf_file *f = r->f;
	const struct pdf_value *fonts, *dict;
	char name[24];

	if (resources != NULL && resources->kind == PDF_REF && resources->id == f->fonts_of)
		return true;
	f->fonts_of = 0;
	buf_clear(&f->fonts);
	dict = pdf_resolve(f->objects, resources, r->a, r->why);
	if (dict == NULL || !ONLY(dict, "the page's resources", known, r->why))
		return false;
	fonts = entry(r, dict, "Font");
	if (fonts == NULL || fonts->kind != PDF_DICT || fonts->items > 1000)
		return err_set(r->why, "the page's fonts are none of attest's");
	for (size_t i = 0; i < fonts->items; i++) {
		snprintf(name, sizeof name, "F%zu", i);
		if (limit_time_over() || !seal_font(r, name, entry(r, fonts, name), &f->fonts))
			return false;
	}
	if (resources->kind == PDF_REF)
		f->fonts_of = resources->id;
	return true;
}

/* ---- a page */
static bool seal_box(const struct reading *r, const struct pdf_value *page, struct buf *b)
{
	const struct pdf_value *box = entry(r, page, "MediaBox");

	if (box == NULL || box->kind != PDF_ARRAY || box->items != 4)
		return err_set(r->why, "the page's size is none of attest's");
	for (const struct pdf_value *v = box->first; v != NULL; v = v->next)
		buf_printf(b, "%s%s", v->kind == PDF_NUMBER ? v->text : "?", v->next != NULL ? " " : "\n");
	return true;
}

static bool seal_content(const struct reading *r, const struct pdf_value *v, struct buf *b)
{
	struct buf bytes = {0};
	bool ok = pdf_decode(r->f->objects, v, r->a, NULL, &bytes, r->why);

	if (ok)
		pdf_seal_content(b, bytes.p, bytes.len);
	buf_drop(&bytes);
	return ok;
}

static bool seal_contents(const struct reading *r, const struct pdf_value *page, struct buf *b)
{
	const struct pdf_value *contents = pdf_entry(page, "Contents"), *list;

	list = contents != NULL ? pdf_resolve(r->f->objects, contents, r->a, r->why) : NULL;
	if (list == NULL || list->kind != PDF_ARRAY)
		return seal_content(r, contents, b);
	for (const struct pdf_value *v = list->first; v != NULL; v = v->next)
		if (limit_time_over() || !seal_content(r, v, b))
			return false;
	return true;
}

static bool seal_link(const struct reading *r, const struct pdf_value *annotation, struct buf *b)
{
	static const char *const known[] = {"Type", "Subtype", "F", "Border", "StructParent", "Rect", "Contents", "A", "Dest"};
	static const char *const action_known[] = {"S", "URI", "Type"};
	const struct pdf_value *link = pdf_resolve(r->f->objects, annotation, r->a, r->why), *action, *uri;

	if (link == NULL)
		return false;
	if (!pdf_is_name(pdf_entry(link, "Subtype"), "Link"))
		return err_set(r->why, "there is an annotation on it that attest did not write");
	if (!ONLY(link, "a link on it", known, r->why))
		return false;
	action = pdf_entry(link, "A");
	if (action == NULL) {
		pdf_seal_link(b, NULL, 0);
		return true;
	}
	action = pdf_resolve(r->f->objects, action, r->a, r->why);
	uri = pdf_entry(action, "URI");
	if (action == NULL || !ONLY(action, "a link on it", action_known, r->why) || !pdf_is_name(pdf_entry(action, "S"), "URI") ||
	    uri == NULL || uri->kind != PDF_STRING)
		return err_set(r->why, "a link on it leads where no link of attest's leads");
	pdf_seal_link(b, uri->text, uri->n);
	return true;
}

static bool seal_links(const struct reading *r, const struct pdf_value *page, struct buf *b)
{
	const struct pdf_value *list = pdf_entry(page, "Annots");

	if (list == NULL)
		return true;
	list = pdf_resolve(r->f->objects, list, r->a, r->why);
	if (list == NULL || list->kind != PDF_ARRAY)
		return err_set(r->why, "its list of annotations is damaged");
	for (const struct pdf_value *v = list->first; v != NULL; v = v->next)
		if (limit_time_over() || !seal_link(r, v, b))
			return false;
	return true;
}

bool pdf_file_page(struct pdf_file *f, size_t i, char hash[HASH_HEX_SIZE], struct err *why)
{
	static const char *const known[] = {"Type", "Tabs", "StructParents", "Parent", "Resources", "MediaBox", "Contents", "Annots"};
	struct reading r = {f, arena_new(), why};
	const struct pdf_value reference = {.kind = PDF_REF, .id = f->pages[i]}, *page = pdf_resolve(f->objects, &reference, r.a, why);
	struct buf b = {0};
	bool ok = page != NULL && ONLY(page, "the page", known, why) && seal_box(&r, page, &b) && seal_contents(&r, page, &b) &&
	    seal_links(&r, page, &b) && seal_fonts(&r, pdf_entry(page, "Resources"));

	if (ok)
		pdf_seal_page(&b, &f->fonts, hash);
	buf_drop(&b);
	arena_drop(r.a);
	return ok;
}
