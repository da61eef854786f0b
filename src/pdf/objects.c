/* objects.c: cross-references, object streams, filters (ISO 32000-1, 7.4, 7.5.4, 7.5.7, 7.5.8).
 *
 *   startxref -> table or stream -> Prev -> ...      the first that names an object wins
 *   object    -> at its offset, or in an object stream, which stays decoded
 *
 * Every offset, count and length is held against the file. What could be without end has a limit: sections, nesting, decoded bytes. */
#include "pdf/objects.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define IDS_MAX (4u << 20)           /* [objects] */
#define SECTIONS_MAX 64
#define DECODED_MAX (64u << 20)      /* [bytes] of a stream */
#define KEPT_MAX (128u << 20)        /* [bytes] of object streams that stay decoded */
#define LOADS_MAX 8                  /* loads within loads: a stream, its length, the object stream of that */

enum place { NOWHERE, FREE, AT, WITHIN };
struct entry { uint64_t at; uint32_t index; uint8_t place; };         /* WITHIN: at is the number of the object stream */
struct kept { struct kept *next; uint32_t id; struct buf bytes; int64_t n, first; };         /* owned */

struct pdf_objects {
	const unsigned char *p; size_t n;    /* borrowed */
	struct arena *arena;                 /* owned: trailers */
	struct entry *entries; size_t n_entries, cap;        /* owned */
	const struct pdf_value *trailer;
	struct kept *streams;
	size_t kept;                         /* [bytes] */
	uint64_t sections[SECTIONS_MAX]; int n_sections;
	int loads;
	struct libdeflate_decompressor *inflate;             /* owned */
};

static struct pdf_scan scan_at(const struct pdf_objects *o, uint64_t at, struct arena *a, struct err *e)
{
	return (struct pdf_scan){.p = o->p + (at < o->n ? at : o->n), .end = o->p + o->n, .arena = a, .e = e};
}

/* ---- filters */
static bool inflate(struct pdf_objects *o, const unsigned char *p, size_t n, struct buf *out, struct err *e)
{
	size_t room = n < 4096 ? 16384 : n > DECODED_MAX / 8 ? DECODED_MAX : n * 6, got = 0;
	enum libdeflate_result r;

	for (;;) {
		buf_reserve(out, room);
		r = libdeflate_zlib_decompress(o->inflate, p, n, out->p + out->len, room, &got);
		if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
			break;
		if (room >= DECODED_MAX)
			return err_set(e, "a stream has more than %u MiB", DECODED_MAX >> 20);
		room = room > DECODED_MAX / 4 ? DECODED_MAX : room * 4;
	}
	if (r != LIBDEFLATE_SUCCESS)
		return err_set(e, "a compressed stream is damaged");
	out->len += got;
	out->p[out->len] = '\0';
	return true;
}

static unsigned char paeth(int a, int b, int c)
{
	int p = a + b - c, x = abs(p - a), y = abs(p - b), z = abs(p - c);
	return (unsigned char)(x <= y && x <= z ? a : y <= z ? b : c);
}

/* PNG predictors (7.4.4.4) over bytes: rows of a kind byte and `columns` bytes, in place */
static bool unpredict(struct buf *b, size_t columns, struct err *e)
{
	size_t rows = b->len / (columns + 1);
	unsigned char *all = (unsigned char *)b->p, *up = NULL;

	if (b->len % (columns + 1) != 0)
		return err_set(e, "a stream does not have whole rows");
	for (size_t r = 0; r < rows; r++) {
		unsigned char kind = all[r * (columns + 1)], *row = all + r * columns;
		memmove(row, all + r * (columns + 1) + 1, columns);
		for (size_t i = 0; i < columns; i++) {
			int left = i > 0 ? row[i - 1] : 0, above = up != NULL ? up[i] : 0, corner = i > 0 && up != NULL ? up[i - 1] : 0;
			int add = kind == 1 ? left : kind == 2 ? above : kind == 3 ? (left + above) / 2 : kind == 4 ? paeth(left, above, corner) : 0;
			row[i] = (unsigned char)(row[i] + add);
		}
		up = row;
	}
	b->len = rows * columns;
	return true;
}

static const struct pdf_value *only_item(const struct pdf_value *v)
{
	return v != NULL && v->kind == PDF_ARRAY && v->items == 1 ? v->first : v;
}

static bool unfilter(struct pdf_objects *o, const struct pdf_value *dict, const unsigned char *p, size_t n, struct buf *out, struct err *e)
{
	const struct pdf_value *filter = only_item(pdf_entry(dict, "Filter")), *parms = only_item(pdf_entry(dict, "DecodeParms"));
	const struct pdf_value *predictor = pdf_entry(parms, "Predictor"), *columns = pdf_entry(parms, "Columns");
	struct buf own = {0};
	bool ok;

	if (filter == NULL || (filter->kind == PDF_ARRAY && filter->items == 0)) {
		buf_add(out, p, n);
		return true;
	}
	if (!pdf_is_name(filter, "FlateDecode"))
		return err_set(e, "a stream has a filter that attest does not write");
	if (predictor == NULL || predictor->i == 1)
		return inflate(o, p, n, out, e);
	if (predictor->i < 10 || predictor->i > 15 || pdf_entry(parms, "Colors") != NULL || pdf_entry(parms, "BitsPerComponent") != NULL ||
	    (columns != NULL && (columns->i < 1 || columns->i > 1000)))
		return err_set(e, "a stream has a predictor that attest does not write");
	ok = inflate(o, p, n, &own, e) && unpredict(&own, columns != NULL ? (size_t)columns->i : 1, e);
	if (ok)
		buf_add(out, own.p, own.len);
	buf_drop(&own);
	return ok;
}

/* ---- objects */
static const struct pdf_value *load(struct pdf_objects *o, uint32_t id, struct arena *a, struct pdf_scan *behind, struct err *e);

/* a length may be an object of its own */
static bool length_of(struct pdf_objects *o, const struct pdf_value *dict, struct arena *a, uint64_t room, size_t *n, struct err *e)
{
	const struct pdf_value *v = pdf_entry(dict, "Length");

	if (v != NULL && v->kind == PDF_REF)
		v = load(o, v->id, a, NULL, e);
	if (v == NULL || v->kind != PDF_NUMBER || v->i < 0 || (uint64_t)v->i > room)
		return err_set(e, "a stream is longer than the file");
	*n = (size_t)v->i;
	return true;
}

/* s stands behind the dictionary */
static bool stream_at(struct pdf_objects *o, struct pdf_scan *s, const struct pdf_value *dict, struct arena *a, struct buf *out, struct err *e)
{
	size_t n = 0;

	if (dict->kind != PDF_DICT || !pdf_skip_word(s, "stream"))
		return err_set(e, "there is no stream where one should be");
	s->p += s->p < s->end && *s->p == '\r';
	s->p += s->p < s->end && *s->p == '\n';
	return length_of(o, dict, a, (uint64_t)(s->end - s->p), &n, e) && unfilter(o, dict, s->p, n, out, e);
}

static struct kept *find_kept(const struct pdf_objects *o, uint32_t id)
{
	struct kept *k = o->streams;

	while (k != NULL && k->id != id)
		k = k->next;
	return k;
}

static struct kept *object_stream(struct pdf_objects *o, uint32_t id, struct arena *a, struct err *e)
{
	const struct pdf_value *dict, *n, *first;
	struct pdf_scan behind;
	struct kept *k = find_kept(o, id);

	if (k != NULL)
		return k;
	if (id >= o->n_entries || o->entries[id].place != AT)
		return err_set(e, "an object lies in an object stream that is not there"), NULL;
	dict = load(o, id, a, &behind, e);
	n = pdf_entry(dict, "N");
	first = pdf_entry(dict, "First");
	if (dict == NULL || !pdf_is_name(pdf_entry(dict, "Type"), "ObjStm") || n == NULL || first == NULL)
		return err_set(e, "an object stream is none"), NULL;
	k = mem_zalloc(sizeof *k);
	*k = (struct kept){.next = o->streams, .id = id, .n = n->i, .first = first->i};
	o->streams = k;
	if (stream_at(o, &behind, dict, a, &k->bytes, e) && k->first >= 0 && (uint64_t)k->first <= k->bytes.len &&
	    (o->kept += k->bytes.len) <= KEPT_MAX)
		return k;
	k->n = k->first = 0;                 /* who asks again finds nothing in it */
	return err_set(e, "an object stream is damaged, or too large"), NULL;
}

static const struct pdf_value *load_within(struct pdf_objects *o, uint32_t id, struct arena *a, struct err *e)
{
	const struct entry entry = o->entries[id];
	struct kept *k = object_stream(o, (uint32_t)entry.at, a, e);
	struct pdf_scan s = {.arena = a, .e = e};
	int64_t number = -1, offset = -1;

	if (k == NULL)
		return NULL;
	s.p = (const unsigned char *)k->bytes.p;
	s.end = s.p + k->first;
	if (entry.index >= k->n)
		return err_set(e, "object %lu is not in its object stream", (unsigned long)id), NULL;
	for (uint32_t i = 0; i <= entry.index; i++)
		if (limit_time_over() || !pdf_scan_whole(&s, &number) || !pdf_scan_whole(&s, &offset))
			break;
	if (number != id || offset < 0 || (uint64_t)offset >= k->bytes.len - (size_t)k->first)
		return err_set(e, "object %lu is not in its object stream", (unsigned long)id), NULL;
	s.p = (const unsigned char *)k->bytes.p + k->first + offset;
	s.end = (const unsigned char *)k->bytes.p + k->bytes.len;
	return pdf_scan_value(&s);
}

/* behind: where the scan stands then; NULL: nobody wants a stream */
static const struct pdf_value *load_now(struct pdf_objects *o, uint32_t id, struct arena *a, struct pdf_scan *behind, struct err *e)
{
	struct pdf_scan s;
	int64_t number, generation;
	const struct pdf_value *v;

	if (id >= o->n_entries || o->entries[id].place < AT)
		return err_set(e, "object %lu is not in the file", (unsigned long)id), NULL;
	if (o->entries[id].place == WITHIN)
		return behind == NULL ? load_within(o, id, a, e) : (err_set(e, "object %lu is no stream", (unsigned long)id), NULL);
	s = scan_at(o, o->entries[id].at, a, e);
	if (!pdf_scan_whole(&s, &number) || number != id || !pdf_scan_whole(&s, &generation) || !pdf_skip_word(&s, "obj"))
		return err_set(e, "object %lu is not where it should be", (unsigned long)id), NULL;
	v = pdf_scan_value(&s);
	if (v != NULL && behind != NULL)
		*behind = s;
	return v;
}

static const struct pdf_value *load(struct pdf_objects *o, uint32_t id, struct arena *a, struct pdf_scan *behind, struct err *e)
{
	const struct pdf_value *v = NULL;

	if (o->loads++ < LOADS_MAX)
		v = load_now(o, id, a, behind, e);
	else
		err_set(e, "objects refer to each other without end");
	o->loads--;
	return v;
}

const struct pdf_value *pdf_resolve(struct pdf_objects *o, const struct pdf_value *v, struct arena *a, struct err *e)
{
	if (v == NULL)
		return err_set(e, "an entry is missing"), NULL;
	return v->kind != PDF_REF ? v : load(o, v->id, a, NULL, e);
}

bool pdf_decode(struct pdf_objects *o, const struct pdf_value *v, struct arena *a, const struct pdf_value **dict, struct buf *out, struct err *e)
{
	struct pdf_scan behind;
	const struct pdf_value *d = NULL;

	if (v == NULL || v->kind != PDF_REF)
		return err_set(e, "an entry that should be a stream is none");
	d = load(o, v->id, a, &behind, e);
	if (d == NULL || !stream_at(o, &behind, d, a, out, e))
		return false;
	if (dict != NULL)
		*dict = d;
	return true;
}

/* ---- cross-references */
/* false: a number too large, or named before by a later section, which wins */
static bool put(struct pdf_objects *o, uint64_t id, struct entry entry, struct err *e)
{
	size_t old = o->cap;

	if (id >= IDS_MAX)
		return err_set(e, "object numbers are too large");
	if (id >= o->cap) {
		o->entries = grow_array(o->entries, &o->cap, id + 1, sizeof *o->entries);
		memset(o->entries + old, 0, (o->cap - old) * sizeof *o->entries);
	}
	o->n_entries = id + 1 > o->n_entries ? id + 1 : o->n_entries;
	if (o->entries[id].place == NOWHERE)
		o->entries[id] = entry;
	return true;
}

static bool read_table(struct pdf_objects *o, struct pdf_scan *s, const struct pdf_value **trailer)
{
	int64_t first, n, at, generation;

	while (!pdf_skip_word(s, "trailer")) {
		if (!pdf_scan_whole(s, &first) || !pdf_scan_whole(s, &n) || n > IDS_MAX)
			return err_set(s->e, "the cross-references are damaged");
		for (int64_t i = 0; i < n; i++) {
			bool used;
			if (!pdf_scan_whole(s, &at) || !pdf_scan_whole(s, &generation))
				return err_set(s->e, "the cross-references are damaged");
			used = pdf_skip_word(s, "n");
			if ((!used && !pdf_skip_word(s, "f")) ||
			    !put(o, (uint64_t)(first + i), (struct entry){.at = (uint64_t)at, .place = used ? AT : FREE}, s->e))
				return err_set(s->e, "the cross-references are damaged");
		}
	}
	*trailer = pdf_scan_value(s);
	return *trailer != NULL;
}

static uint64_t big_endian(const unsigned char *p, int64_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

/* rows of a section [first, first + n) */
static bool put_rows(struct pdf_objects *o, const struct buf *b, size_t *at, const int64_t w[3], int64_t first, int64_t n, struct err *e)
{
	size_t row = (size_t)(w[0] + w[1] + w[2]);

	if (first < 0 || n < 0 || (uint64_t)n > (b->len - *at) / row)
		return err_set(e, "the cross-references are damaged");
	for (int64_t i = 0; i < n; i++, *at += row) {
		const unsigned char *p = (const unsigned char *)b->p + *at;
		uint64_t kind = w[0] > 0 ? big_endian(p, w[0]) : 1, second = big_endian(p + w[0], w[1]), third = big_endian(p + w[0] + w[1], w[2]);
		struct entry entry = {.at = second, .index = (uint32_t)third, .place = kind == 1 ? AT : kind == 2 ? WITHIN : FREE};
		if (!put(o, (uint64_t)(first + i), entry, e))
			return false;
	}
	return true;
}

static bool read_rows(struct pdf_objects *o, const struct pdf_value *dict, const struct buf *b, struct err *e)
{
	const struct pdf_value *size = pdf_entry(dict, "Size"), *widths = pdf_entry(dict, "W"), *index = pdf_entry(dict, "Index"), *v;
	int64_t w[3] = {0};
	size_t at = 0, k = 0;

	if (widths == NULL || widths->kind != PDF_ARRAY || widths->items != 3 || size == NULL)
		return err_set(e, "the cross-references are damaged");
	for (v = widths->first; v != NULL; v = v->next)
		w[k++] = v->i;
	if (w[0] < 0 || w[1] < 1 || w[2] < 0 || w[0] > 8 || w[1] > 8 || w[2] > 8)
		return err_set(e, "the cross-references are damaged");
	if (index == NULL)
		return put_rows(o, b, &at, w, 0, size->i, e);
	for (v = index->first; v != NULL && v->next != NULL; v = v->next->next)
		if (!put_rows(o, b, &at, w, v->i, v->next->i, e))
			return false;
	return true;
}

static bool read_stream(struct pdf_objects *o, struct pdf_scan *s, const struct pdf_value **trailer)
{
	struct buf b = {0};
	int64_t number, generation;
	bool ok;

	if (!pdf_scan_whole(s, &number) || !pdf_scan_whole(s, &generation) || !pdf_skip_word(s, "obj"))
		return err_set(s->e, "there are no cross-references where they should be");
	*trailer = pdf_scan_value(s);
	if (*trailer == NULL)
		return false;
	ok = stream_at(o, s, *trailer, o->arena, &b, s->e) && read_rows(o, *trailer, &b, s->e);
	buf_drop(&b);
	return ok;
}

/* one section; *at becomes where the one before it is, 0 none */
static bool read_section(struct pdf_objects *o, uint64_t *at, struct err *e)
{
	struct pdf_scan s = scan_at(o, *at, o->arena, e);
	const struct pdf_value *trailer = NULL, *prev;

	for (int i = 0; i < o->n_sections; i++)
		if (o->sections[i] == *at)
			return err_set(e, "the cross-references lead round in a circle");
	if (o->n_sections == SECTIONS_MAX)
		return err_set(e, "it was changed more than %d times", SECTIONS_MAX);
	o->sections[o->n_sections++] = *at;
	if (!(pdf_skip_word(&s, "xref") ? read_table(o, &s, &trailer) : read_stream(o, &s, &trailer)))
		return false;
	if (o->trailer == NULL)
		o->trailer = trailer;
	prev = pdf_entry(trailer, "Prev");
	*at = prev != NULL && prev->i > 0 ? (uint64_t)prev->i : 0;
	return true;
}

static bool find_start(const struct pdf_objects *o, uint64_t *at)
{
	size_t tail = o->n < 2048 ? o->n : 2048;
	struct pdf_scan s = {0};
	int64_t offset;

	for (const unsigned char *p = o->p + o->n; p > o->p + o->n - tail; p--) {
		if ((size_t)(o->p + o->n - p) < 9 || memcmp(p, "startxref", 9) != 0)
			continue;
		s = (struct pdf_scan){.p = p + 9, .end = o->p + o->n};
		if (!pdf_scan_whole(&s, &offset))
			return false;
		*at = (uint64_t)offset;
		return true;
	}
	return false;
}

struct pdf_objects *pdf_objects_read(const unsigned char *p, size_t n, struct err *e)
{
	struct pdf_objects *o;
	uint64_t at = 0;
	bool ok;

	if (n < 8 || memcmp(p, "%PDF-", 5) != 0)
		return err_set(e, "it is no PDF"), NULL;
	o = mem_zalloc(sizeof *o);
	*o = (struct pdf_objects){.p = p, .n = n, .arena = arena_new(), .inflate = libdeflate_alloc_decompressor()};
	ok = o->inflate != NULL && find_start(o, &at);
	if (!ok)
		err_set(e, "it was cut: its end, which says where its objects are, is missing");
	for (bool first = true; ok && (first || at != 0); first = false)
		ok = read_section(o, &at, e);
	if (ok && pdf_entry(o->trailer, "Encrypt") != NULL)
		ok = err_set(e, "it is encrypted, which attest does not do");
	if (ok)
		return o;
	pdf_objects_drop(o);
	return NULL;
}

void pdf_objects_drop(struct pdf_objects *o)
{
	if (o == NULL)
		return;
	for (struct kept *k = o->streams, *next; k != NULL; k = next) {
		next = k->next;
		buf_drop(&k->bytes);
		free(k);
	}
	libdeflate_free_decompressor(o->inflate);
	free(o->entries);
	arena_drop(o->arena);
	free(o);
}

const struct pdf_value *pdf_objects_trailer(const struct pdf_objects *o) { return o->trailer; }
size_t pdf_objects_count(const struct pdf_objects *o) { return o->n_entries; }
