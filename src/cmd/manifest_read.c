/* manifest_read.c: the JSON of manifest.c into structs. It comes out of a file that may be anybody's: each entry is checked. */
#include "cmd/manifest.h"

#include <string.h>
#include <yyjson.h>

struct reader { struct arena *a; struct err *e; };

static bool wrong(const struct reader *r, const char *key)
{
	return err_set(r->e, "its manifest has no '%s' as attest writes it", key);
}

/* NULL and an error where it is no text */
static const char *text_of(const struct reader *r, yyjson_val *v, const char *key)
{
	const char *s = yyjson_get_str(v);

	if (s == NULL || strlen(s) != yyjson_get_len(v)) {
		wrong(r, key);
		return NULL;
	}
	return arena_strdup(r->a, s);
}

static const char *optional(const struct reader *r, yyjson_val *v, const char *key)
{
	return v == NULL || yyjson_is_null(v) ? NULL : text_of(r, v, key);
}

static bool read_pairs(const struct reader *r, yyjson_val *root, const char *key, struct manifest_pair **out, size_t *n)
{
	yyjson_val *o = yyjson_obj_get(root, key), *name, *value;
	size_t i, most;

	if (!yyjson_is_obj(o))
		return wrong(r, key);
	*out = arena_alloc(r->a, (yyjson_obj_size(o) + 1) * sizeof **out);
	yyjson_obj_foreach(o, i, most, name, value) {
		(*out)[*n].name = text_of(r, name, key);
		(*out)[*n].hash = optional(r, value, key);
		if ((*out)[(*n)++].name == NULL || r->e->set)
			return false;
	}
	return true;
}

static bool read_texts(const struct reader *r, yyjson_val *list, const char *key, const char ***out, size_t *n)
{
	yyjson_val *v;
	size_t i, most;

	if (!yyjson_is_arr(list))
		return wrong(r, key);
	*out = arena_alloc(r->a, (yyjson_arr_size(list) + 1) * sizeof **out);
	yyjson_arr_foreach(list, i, most, v)
		if (((*out)[(*n)++] = text_of(r, v, key)) == NULL)
			return false;
	return true;
}

static bool read_claims(const struct reader *r, yyjson_val *root, struct manifest *m)
{
	yyjson_val *o = yyjson_obj_get(root, "claims"), *name, *value;
	size_t i, most;

	if (!yyjson_is_obj(o))
		return wrong(r, "claims");
	m->claims = arena_alloc(r->a, (yyjson_obj_size(o) + 1) * sizeof *m->claims);
	yyjson_obj_foreach(o, i, most, name, value) {
		struct manifest_claim *c = &m->claims[m->n_claims++];
		c->id = text_of(r, name, "claims");
		if (c->id == NULL || !read_texts(r, value, "claims", &c->passages, &c->n))
			return false;
	}
	return read_pairs(r, root, "passages", &m->passages, &m->n_passages) && read_pairs(r, root, "sources", &m->sources, &m->n_sources);
}

static bool read_value(const struct reader *r, yyjson_val *o, struct manifest *m, struct manifest_value *v)
{
	yyjson_val *rows = yyjson_obj_get(o, "rows");

	if (!yyjson_is_obj(o))
		return wrong(r, "values");
	v->field = text_of(r, yyjson_obj_get(o, "field"), "values");
	v->text = text_of(r, yyjson_obj_get(o, m->hashed ? "hash" : "value"), "values");
	if (v->field == NULL || v->text == NULL)
		return false;
	if (rows == NULL)
		return (v->row = text_of(r, yyjson_obj_get(o, "row"), "values")) != NULL;
	v->of = text_of(r, yyjson_obj_get(o, "of"), "values");
	return v->of != NULL && read_texts(r, rows, "values", &v->rows, &v->n_rows);
}

static bool read_values(const struct reader *r, yyjson_val *root, struct manifest *m)
{
	yyjson_val *list = yyjson_obj_get(root, "values"), *v;
	size_t i, most;

	if (!yyjson_is_arr(list))
		return wrong(r, "values");
	m->values = arena_alloc(r->a, (yyjson_arr_size(list) + 1) * sizeof *m->values);
	m->hashed = yyjson_obj_get(yyjson_arr_get_first(list), "hash") != NULL;
	yyjson_arr_foreach(list, i, most, v)
		if (!read_value(r, v, m, &m->values[m->n_values++]))
			return false;
	return true;
}

static bool read_head(const struct reader *r, yyjson_val *root, struct manifest *m)
{
	yyjson_val *dataset = yyjson_obj_get(root, "dataset");
	const char *level = optional(r, yyjson_obj_get(root, "level"), "level");

	m->program = text_of(r, yyjson_obj_get(root, "program"), "program");
	m->lang = text_of(r, yyjson_obj_get(root, "language"), "language");
	m->dataset = optional(r, yyjson_obj_get(dataset, "id"), "dataset");
	m->content = text_of(r, yyjson_obj_get(dataset, "sha256"), "dataset");
	m->levels = level != NULL;
	if (r->e->set)
		return false;
	return level == NULL || data_level_parse(level, &m->level) || wrong(r, "level");
}

static bool read_all(const struct reader *r, yyjson_val *root, struct manifest *m)
{
	yyjson_val *version = yyjson_obj_get(root, "manifest");

	if (!yyjson_is_int(version))
		return wrong(r, "manifest");
	if (yyjson_get_int(version) != MANIFEST_VERSION)
		return err_set(r->e, "its manifest is of version %d, and this program knows version %d: take a newer attest",
		    yyjson_get_int(version), MANIFEST_VERSION);
	return read_head(r, root, m) && read_pairs(r, root, "scripts", &m->scripts, &m->n_scripts) && read_values(r, root, m) &&
	    (yyjson_obj_get(root, "claims") == NULL || read_claims(r, root, m)) &&
	    read_texts(r, yyjson_obj_get(root, "pages"), "pages", &m->pages, &m->n_pages);
}

struct manifest *manifest_read(const char *json, size_t n, struct arena *a, struct err *e)
{
	const struct reader r = {a, e};
	struct manifest *m = arena_alloc(a, sizeof *m);
	/* without YYJSON_READ_INSITU it is only read */
	yyjson_doc *doc = yyjson_read_opts((char *)(uintptr_t)json, n, 0, NULL, NULL);
	bool ok = doc != NULL ? read_all(&r, yyjson_doc_get_root(doc), m) : err_set(e, "its manifest is damaged");

	yyjson_doc_free(doc);
	return ok ? m : NULL;
}
