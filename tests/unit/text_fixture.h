/* text_fixture.h: open fonts and an arena, for the tests of src/text. */
#ifndef TEXT_FIXTURE_H
#define TEXT_FIXTURE_H

#include "font_fixture.h"

static struct text_fonts *fonts;
static struct arena *arena;

static inline int open_fonts(void **state)
{
	(void)state;
	fonts = text_fonts_new(font_file, NULL);
	arena = arena_new();
	return 0;
}

static inline int close_fonts(void **state)
{
	(void)state;
	text_fonts_drop(fonts);
	arena_drop(arena);
	return 0;
}

#endif
