/* writer.c: object streams, streams, one cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
 *
 *     %PDF-1.7 | page content | page content | objects 1-200 | ... | fonts | ICC | XMP | objects | cross-references | startxref
 *
 * libharu makes catalog, page tree, pages, Info and bookmarks, and gives numbers; fonts, structure elements and what else is many is text
 * from the start. libharu never writes the file. Its own saving keeps the whole document in memory, has 32-bit
 * offsets, no object streams, and cannot be told what /ID is. Here a finished object is turned into text, goes into the object stream
 * that is being filled, and is freed; a stream is compressed and goes to the file at once.
 *
 * Numbers: libharu counts start_offset + entries. Moving start_offset opens a gap of numbers that are ours (pdf_reserve): an object of
 * ours costs eight bytes in `place`, where an entry of libharu's costs eighty.
 *
 * The file identifier is a chain of SHA-256 over everything that was written before the cross-reference stream, so the same content
 * has the same identifier on every machine (14.4). */
#include "pdf/writer.h"
#include "pdf/syntax.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS_PER_STREAM 200
#define DEFLATE_LEVEL 5              /* a quarter faster than 6 for 1 % more bytes */

/* where an object is: 0 nowhere yet, else an offset in the file [bytes], or (IN_STREAM) stream number and index in it */
#define IN_STREAM (UINT64_C(1) << 63)

struct pdf_writer {
	struct file_out *out;        /* borrowed */
	HPDF_Doc haru;               /* owned */
	HPDF_Stream sink;            /* owned: libharu writes values through it into `text` */
	struct buf text;             /* value of the object in hand */
	uint64_t *place;             /* by object number */
	size_t place_cap;            /* [objects] */
	struct buf index, body;      /* object stream being filled: "number offset" pairs, and the values */
	uint32_t stream_id;          /* its number */
	unsigned in_stream;          /* [objects] in it */
	struct libdeflate_compressor *deflate;
	struct buf packed;
	char digest[HASH_HEX_SIZE];  /* of what was written so far */
	HPDF_STATUS haru_error;      /* first error that libharu reported */
};

/* ---- libharu */

static void *haru_alloc(HPDF_UINT bytes) { return mem_alloc(bytes); }    /* never NULL: libharu does not survive every failed allocation */
static void haru_free(void *p) { free(p); }

static void haru_failed(HPDF_STATUS error_no, HPDF_STATUS detail_no, void *user)
{
	struct pdf_writer *w = user;

	(void)detail_no;
	if (w->haru_error == HPDF_OK)
		w->haru_error = error_no;
}

static HPDF_STATUS append_to_text(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
	buf_add(stream->attr, p, n);
	return HPDF_OK;
}

struct pdf_writer *pdf_writer_new(struct file_out *out, const char *header)
{
	struct pdf_writer *w = mem_zalloc(sizeof *w);
	struct buf b = {0};

	w->out = out;
	/* no memory pool: it hands out misaligned objects */
	w->haru = HPDF_NewEx(haru_failed, haru_alloc, haru_free, 0, w);
	w->sink = HPDF_CallbackWriter_New(w->haru->mmgr, append_to_text, &w->text);
	w->deflate = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	if (w->deflate == NULL)
		abort();
	/* four bytes above 127 tell transfer programs that the file is binary (7.5.2) */
	buf_printf(&b, "%s\n%%\xE2\xE3\xCF\xD3\n", header);
	hash_hex(b.p, b.len, w->digest);
	file_out_write(out, b.p, b.len);
	buf_drop(&b);
	return w;
}

void pdf_writer_drop(struct pdf_writer *w)
{
	if (w == NULL)
		return;
	HPDF_Stream_Free(w->sink);
	HPDF_Free(w->haru);
	libdeflate_free_compressor(w->deflate);
	buf_drop(&w->text);
	buf_drop(&w->index);
	buf_drop(&w->body);
	buf_drop(&w->packed);
	free(w->place);
	free(w);
}

HPDF_Doc pdf_writer_haru(struct pdf_writer *w) { return w->haru; }

bool pdf_writer_ok(const struct pdf_writer *w, struct err *e)
{
	HPDF_STATUS haru = w->haru_error != HPDF_OK ? w->haru_error : w->haru->error.error_no;

	if (!file_out_ok(w->out, e))
		return false;
	if (haru != HPDF_OK)
		return err_set(e, "cannot make the PDF: libharu error 0x%04lX", (unsigned long)haru);
	return true;
}

/* ---- numbers */

static uint32_t next_id(const struct pdf_writer *w) { return w->haru->xref->start_offset + w->haru->xref->entries->count; }

uint32_t pdf_reserve(struct pdf_writer *w, uint32_t n)
{
	uint32_t first = next_id(w);

	w->haru->xref->start_offset += n;
	return first;
}

uint32_t pdf_dict_id(const void *object) { return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF; }

static uint64_t *place_of(struct pdf_writer *w, uint32_t id)
{
	size_t old = w->place_cap;

	if (id >= old) {
		w->place = grow_array(w->place, &w->place_cap, (size_t)id + 1, sizeof *w->place);
		memset(w->place + old, 0, (w->place_cap - old) * sizeof *w->place);
	}
	return &w->place[id];
}

/* ---- libharu's dictionaries */

static HPDF_STATUS write_text(HPDF_Dict d, HPDF_Stream stream)
{
	const struct buf *b = d->attr;

	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)b->p, (HPDF_UINT)b->len);
}

static void free_text(HPDF_Dict d)
{
	buf_drop(d->attr);
	free(d->attr);
}

HPDF_Dict pdf_dict_new(struct pdf_writer *w)
{
	HPDF_Dict d = HPDF_Dict_New(w->haru->mmgr);

	HPDF_Xref_Add(w->haru->xref, d);
	/* until it is written its place tells which entry of libharu's list must forget it; nothing else reads it before */
	*place_of(w, pdf_dict_id(d)) = w->haru->xref->entries->count - 1;
	return d;
}

struct buf *pdf_dict_text(HPDF_Dict d)
{
	if (d->attr == NULL) {
		d->attr = mem_zalloc(sizeof(struct buf));
		buf_reserve(d->attr, 1);
		d->write_fn = write_text;
		d->free_fn = free_text;
	}
	return d->attr;
}

/* ---- output */

static void emit(struct pdf_writer *w, const void *p, size_t n)
{
	char chain[2 * (HASH_HEX_SIZE - 1) + 1];

	memcpy(chain, w->digest, HASH_HEX_SIZE - 1);
	hash_hex(p, n, chain + HASH_HEX_SIZE - 1);
	hash_hex(chain, sizeof chain - 1, w->digest);
	file_out_write(w->out, p, n);
}

void pdf_put_stream(struct pdf_writer *w, uint32_t id, const char *entries, const void *p, size_t n, bool deflate)
{
	struct buf head = {0};

	if (deflate) {
		size_t bound = libdeflate_zlib_compress_bound(w->deflate, n);
		buf_clear(&w->packed);
		buf_reserve(&w->packed, bound);
		n = libdeflate_zlib_compress(w->deflate, p, n, w->packed.p, bound);
		p = w->packed.p;
	}
	*place_of(w, id) = file_out_offset(w->out);
	buf_printf(&head, "%lu 0 obj\n<<%s%s/Length %zu>>\nstream\n", (unsigned long)id, entries, deflate ? "/Filter/FlateDecode" : "", n);
	emit(w, head.p, head.len);
	emit(w, p, n);
	emit(w, "\nendstream\nendobj\n", 18);
	buf_drop(&head);
}

static void finish_object_stream(struct pdf_writer *w)
{
	struct buf entries = {0};

	if (w->in_stream == 0)
		return;
	buf_printf(&entries, "/Type/ObjStm/N %u/First %zu", w->in_stream, w->index.len);
	buf_add(&w->index, w->body.p, w->body.len);
	pdf_put_stream(w, w->stream_id, entries.p, w->index.p, w->index.len, true);
	buf_clear(&w->index);
	buf_clear(&w->body);
	buf_drop(&entries);
	w->in_stream = 0;
}

void pdf_put_text(struct pdf_writer *w, uint32_t id, const char *text, size_t n)
{
	if (w->in_stream == 0)
		w->stream_id = pdf_reserve(w, 1);
	*place_of(w, id) = IN_STREAM | (uint64_t)w->stream_id << 16 | w->in_stream;
	pdf_int(&w->index, id);
	buf_putc(&w->index, ' ');
	pdf_int(&w->index, (int64_t)w->body.len);
	buf_putc(&w->index, ' ');
	buf_add(&w->body, text, n);
	buf_putc(&w->body, '\n');
	if (++w->in_stream == OBJECTS_PER_STREAM)
		finish_object_stream(w);
}

static void put_object(struct pdf_writer *w, void *object)
{
	buf_clear(&w->text);
	HPDF_Obj_WriteValue(object, w->sink, NULL);
	pdf_put_text(w, pdf_dict_id(object), w->text.p, w->text.len);
}

void pdf_put_dict(struct pdf_writer *w, HPDF_Dict d)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(w->haru->xref, (HPDF_UINT)*place_of(w, pdf_dict_id(d)));

	put_object(w, d);
	entry->obj = NULL;
	HPDF_Obj_ForceFree(w->haru->mmgr, d);
}

/* Catalog, page tree, outlines: they refer to each other while they are written, so all are written before any is freed. */
static void put_rest_of_haru(struct pdf_writer *w, bool info)
{
	HPDF_Xref xref = w->haru->xref;

	for (HPDF_UINT i = 0; i < xref->entries->count; i++) {
		HPDF_XrefEntry entry = HPDF_Xref_GetEntry(xref, i);
		if (entry->obj != NULL && (info || entry->obj != w->haru->info))
			put_object(w, entry->obj);
	}
}

/* ---- cross-reference stream */

static void big_endian(unsigned char *p, uint64_t v, int n)
{
	while (n-- > 0) {
		p[n] = (unsigned char)(v & 0xFF);
		v >>= 8;
	}
}

/* An entry: type, then offset or stream number or next free number, then index or generation (7.5.8.3). */
static void entry_bytes(struct pdf_writer *w, uint32_t id, uint32_t next_free, int width, unsigned char *out)
{
	uint64_t place = *place_of(w, id);

	if (place == 0) {
		out[0] = 0;
		big_endian(out + 1, next_free, width);
		big_endian(out + 1 + width, id == 0 ? 65535 : 0, 2);
	} else if (place & IN_STREAM) {
		out[0] = 2;
		big_endian(out + 1, (place & ~IN_STREAM) >> 16, width);
		big_endian(out + 1 + width, place & 0xFFFF, 2);
	} else {
		out[0] = 1;
		big_endian(out + 1, place, width);
		big_endian(out + 1 + width, 0, 2);
	}
}

/* Rows are stored as differences to the row above (PNG "up", 7.4.4.4): neighbours are alike, and deflate then leaves little of them. */
static void cross_reference_rows(struct pdf_writer *w, uint32_t size, int width, struct buf *rows)
{
	unsigned char up[16] = {0}, row[16], diff[16];
	int n = 3 + width;
	uint32_t *next_free = mem_zalloc(((size_t)size + 1) * sizeof *next_free);

	for (uint32_t id = size - 1, next = 0; id > 0; id--) {
		next_free[id] = next;
		if (*place_of(w, id) == 0)
			next = id;
		if (id == 1)
			next_free[0] = next;
	}
	for (uint32_t id = 0; id < size; id++) {
		entry_bytes(w, id, next_free[id], width, row);
		for (int i = 0; i < n; i++)
			diff[i] = (unsigned char)(row[i] - up[i]);
		memcpy(up, row, sizeof up);
		buf_putc(rows, 2);
		buf_add(rows, diff, (size_t)n);
	}
	free(next_free);
}

static int bytes_for(uint64_t v)
{
	int n = 1;

	while (v >>= 8)
		n++;
	return n;
}

static void put_cross_references(struct pdf_writer *w, bool info)
{
	struct buf rows = {0}, entries = {0}, tail = {0};
	char id_string[33];
	uint64_t start = file_out_offset(w->out);
	uint32_t id = pdf_reserve(w, 1);
	int width = bytes_for(start > id ? start : id);

	memcpy(id_string, w->digest, 32);
	id_string[32] = '\0';
	*place_of(w, id) = start;
	cross_reference_rows(w, id + 1, width, &rows);
	buf_printf(&entries, "/Type/XRef/Size %lu/W[1 %d 2]/DecodeParms<</Predictor 12/Columns %d>>/Root %lu 0 R", (unsigned long)id + 1,
	    width, width + 3, (unsigned long)pdf_dict_id(w->haru->catalog));
	if (info)
		buf_printf(&entries, "/Info %lu 0 R", (unsigned long)pdf_dict_id(w->haru->info));
	buf_printf(&entries, "/ID[<%s><%s>]", id_string, id_string);
	pdf_put_stream(w, id, entries.p, rows.p, rows.len, true);
	buf_puts(&tail, "startxref\n");
	pdf_int(&tail, (int64_t)start);
	buf_puts(&tail, "\n%%EOF\n");
	emit(w, tail.p, tail.len);
	buf_drop(&rows);
	buf_drop(&entries);
	buf_drop(&tail);
}

bool pdf_writer_finish(struct pdf_writer *w, bool info, struct err *e)
{
	put_rest_of_haru(w, info);
	finish_object_stream(w);
	put_cross_references(w, info);
	return pdf_writer_ok(w, e);
}
