/* font_fixture.h: the fonts of the build, for the tests of src/text, src/layout and src/pdf. */
#ifndef FONT_FIXTURE_H
#define FONT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "text/text.h"

static inline const void *font_file(void *ctx, const char *name, size_t *n)
{
	struct err e = {0};
	char path[256];

	(void)ctx;
	snprintf(path, sizeof path, "build/image/assets/fonts/%s", name);
	return os_exists(path) ? file_read(path, n, &e) : NULL;
}

#endif
