/* table.c: rows of text in aligned columns, for terminals and monospaced mail. Widths are counted in character cells. */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

struct cell { char *text; bool number; };
struct cmd_table_text {
	size_t columns, n, cap;      /* [cells] */
	struct cell *cells;          /* owned, row after row */
};

static size_t width(const char *s)
{
	const char *end = s + strlen(s);
	size_t w = 0;

	while (s < end)
		w += (size_t)utf8_cells(utf8_next(&s, end));
	return w;
}

struct cmd_table_text *cmd_table_new(size_t columns)
{
	struct cmd_table_text *t = mem_zalloc(sizeof *t);

	t->columns = columns;
	return t;
}

void cmd_table_cell(struct cmd_table_text *t, const char *text, bool number)
{
	char *copy = mem_strdup(text);

	/* a value must not steer the terminal */
	for (char *p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	t->cells = grow_array(t->cells, &t->cap, t->n + 1, sizeof *t->cells);
	t->cells[t->n++] = (struct cell){copy, number};
}

static void pad(FILE *f, size_t n, int c)
{
	while (n-- > 0)
		fputc(c, f);
}

static void print_row(const struct cmd_table_text *t, size_t row, const size_t *widths, FILE *f)
{
	for (size_t i = 0; i < t->columns; i++) {
		const struct cell *cell = &t->cells[row * t->columns + i];
		size_t gap = widths[i] - width(cell->text);
		if (cell->number)
			pad(f, gap, ' ');
		fputs(cell->text, f);
		/* nothing behind the last column */
		if (i + 1 < t->columns)
			pad(f, (cell->number ? 0 : gap) + 2, ' ');
	}
	fputc('\n', f);
}

void cmd_table_print(struct cmd_table_text *t, bool head, FILE *f)
{
	size_t *widths = mem_zalloc((t->columns + 1) * sizeof *widths);

	for (size_t i = 0; i < t->n; i++) {
		size_t w = width(t->cells[i].text);
		if (w > widths[i % t->columns])
			widths[i % t->columns] = w;
	}
	for (size_t row = 0; (row + 1) * t->columns <= t->n; row++) {
		print_row(t, row, widths, f);
		for (size_t i = 0; head && row == 0 && i < t->columns; i++) {
			pad(f, widths[i], '-');
			fputs(i + 1 < t->columns ? "  " : "\n", f);
		}
	}
	free(widths);
}

void cmd_table_drop(struct cmd_table_text *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		free(t->cells[i].text);
	free(t->cells);
	free(t);
}
