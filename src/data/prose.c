/* prose.c: finds {row-id.column} in CommonMark. A path whose first part is no row's id is the report's to fill. */
#include "data/db.h"

#include <string.h>

static size_t span(const char *s, const char *extra)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= '0' && s[n] <= '9') || (s[n] != '\0' && strchr(extra, s[n]) != NULL))
		n++;
	return n;
}

bool prose_next(const char **p, struct prose_ref *out)
{
	const char *s;

	for (s = strchr(*p, '{'); s != NULL; s = strchr(s + 1, '{')) {
		size_t id = span(s + 1, "-"), column;
		if (id == 0 || id >= sizeof out->id || s[1 + id] != '.')
			continue;
		column = span(s + 2 + id, "_");
		if (column == 0 || column >= sizeof out->column)
			continue;
		memcpy(out->id, s + 1, id);
		out->id[id] = '\0';
		memcpy(out->column, s + 2 + id, column);
		out->column[column] = '\0';
		*p = s + 2 + id + column;
		return true;
	}
	return false;
}
