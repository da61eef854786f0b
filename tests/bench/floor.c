/* floor.c: the floor under the bench: shows texts at given places through libharu's own calls, and nothing else. No shaping, no line
 * breaking, no tags, no table: what is left of a run when all that attest does before it writes is taken away.
 *
 *   floor LINES FONTS OUT [deflate]
 *
 * LINES, read whole, holds what attest placed, one of these a line (lengths in millipoints from the top left corner):
 *   page N WIDTHxHEIGHT
 *   text X Y SIZE FACE TEXT     in Windows-1252, which is what libharu's own encoder reads
 *
 * libharu is built without zlib here, so its streams are not compressed; with `deflate` as many bytes are also compressed, in pieces as
 * long as a page's, and thrown away: the time that a compressed file would take. */
#include <hpdf.h>
#include <libdeflate.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FACES_MAX 16
#define LEVEL 6                      /* that of src/pdf/writer.c */

struct floor {
	HPDF_Doc pdf;
	HPDF_Page page;
	HPDF_Font fonts[FACES_MAX];
	char *faces[FACES_MAX];
	const char *folder;
	int n, pages;                /* [faces], [pages] */
	float height;                /* [pt] of the page */
};

static jmp_buf failed;

static void die(const char *what, const char *which)
{
	fprintf(stderr, "floor: %s '%s'\n", what, which);
	exit(1);
}

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
	(void)data;
	fprintf(stderr, "floor: libharu says %#lx, %lu\n", error, detail);
	longjmp(failed, 1);
}

static HPDF_Font font(struct floor *f, char *face)
{
	char path[4096];

	for (int i = 0; i < f->n; i++)
		if (!strcmp(f->faces[i], face))
			return f->fonts[i];
	if (f->n == FACES_MAX)
		die("too many faces at", face);
	snprintf(path, sizeof path, "%s/%s.ttf", f->folder, face);
	f->faces[f->n] = face;
	f->fonts[f->n] = HPDF_GetFont(f->pdf, HPDF_LoadTTFontFromFile(f->pdf, path, HPDF_TRUE), "WinAnsiEncoding");
	return f->fonts[f->n++];
}

static void new_page(struct floor *f, const char *line)
{
	int number, width, height;

	if (sscanf(line, "page %d %dx%d", &number, &width, &height) != 3)
		die("not a page:", line);
	f->page = HPDF_AddPage(f->pdf);
	f->height = (float)height / 1000;
	f->pages++;
	HPDF_Page_SetWidth(f->page, (float)width / 1000);
	HPDF_Page_SetHeight(f->page, f->height);
}

static void show(struct floor *f, char *line)
{
	int x, y, size, at = 0;
	char *face = line, *text;

	if (f->page == NULL || sscanf(line, "text %d %d %d %n", &x, &y, &size, &at) != 3 || at == 0)
		die("not a text on a page:", line);
	face += at;
	text = strchr(face, ' ');
	if (text == NULL)
		die("no text:", line);
	*text++ = '\0';
	HPDF_Page_BeginText(f->page);
	HPDF_Page_SetFontAndSize(f->page, font(f, face), (float)size / 1000);
	HPDF_Page_TextOut(f->page, (float)x / 1000, f->height - (float)y / 1000, text);
	HPDF_Page_EndText(f->page);
}

static char *read_whole(const char *path, size_t *n)
{
	FILE *in = fopen(path, "rb");
	char *text;
	long size;

	if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0)
		die("cannot read", path);
	rewind(in);
	text = malloc((size_t)size + 1);
	if (text == NULL || fread(text, 1, (size_t)size, in) != (size_t)size)
		die("cannot read", path);
	fclose(in);
	text[size] = '\0';
	*n = (size_t)size;
	return text;
}

/* what the compression of the file would take, were libharu built with it */
static void deflate(const char *path, int pages)
{
	size_t size, piece, room;
	char *text = read_whole(path, &size), *out;
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);

	piece = size / (size_t)pages + 1;
	room = libdeflate_zlib_compress_bound(c, piece);
	out = malloc(room);
	if (c == NULL || out == NULL)
		die("no memory for", path);
	for (size_t at = 0; at < size; at += piece)
		libdeflate_zlib_compress(c, text + at, size - at < piece ? size - at : piece, out, room);
	libdeflate_free_compressor(c);
	free(out);
	free(text);
}

int main(int argc, char **argv)
{
	static struct floor f;
	size_t size;
	char *text;

	if (argc < 4)
		die("usage: floor LINES FONTS OUT [deflate], not", argc > 1 ? argv[1] : "");
	if (setjmp(failed))
		return 1;
	text = read_whole(argv[1], &size);
	f.folder = argv[2];
	f.pdf = HPDF_New(on_error, NULL);
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		if (!strncmp(line, "page ", 5))
			new_page(&f, line);
		else
			show(&f, line);
	}
	HPDF_SaveToFile(f.pdf, argv[3]);
	HPDF_Free(f.pdf);
	free(text);
	if (argc > 4 && f.pages > 0)
		deflate(argv[3], f.pages);
	return 0;
}
