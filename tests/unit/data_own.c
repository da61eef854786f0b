/* Own files: what an organisation says of itself and of its meeting, read strictly. */
#include "data_fixture.h"

static struct arena *arena;

static int setup(void **state)
{
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_drop(arena);
	return fixture_remove(state);
}

/* "ok", or the message, with its detail lines behind it */
static const char *said(enum data_own_kind kind, const char *json)
{
	struct err e = {0};

	if (data_own_parse(kind, "f.json", json, strlen(json), arena, &e) != NULL)
		return e.set ? "ok, and an error" : "ok";
	return arena_printf(arena, "%s%s%s", e.msg, *e.more != '\0' ? "\n" : "", e.more);
}

static const char *org(const char *json) { return said(DATA_OWN_ORG, json); }
static const char *meeting(const char *json) { return said(DATA_OWN_MEETING, json); }

/* an ask with one part of it changed */
static const char *ask(const char *verb, const char *text, const char *rests_on)
{
	return meeting(arena_printf(arena, "{\"asks\": [{\"verb\": %s, \"addressee\": \"A\", \"text\": %s, \"rests_on\": %s}]}", verb, text, rests_on));
}

static struct data_own *parsed(enum data_own_kind kind, const char *json)
{
	struct err e = {0};
	struct data_own *o = data_own_parse(kind, "f.json", json, strlen(json), arena, &e);

	if (o == NULL)
		fail_msg("%s", e.msg);
	return o;
}

static void every_key_is_read(void **state)
{
	const struct data_own *o = parsed(DATA_OWN_ORG, "{\"name\": \"N\", \"contact\": [\"a\", \"b\", \"c\"], \"register_id\": \"0123456789-01\","
	    "\"corrections\": \"c@example.org\", \"url\": \"https://example.org\"}");
	const struct data_own *m = parsed(DATA_OWN_MEETING, "{\"place\": \"P\", \"date\": \"2026-02-28\", \"addressee\": \"A\", \"reference\": \"R\","
	    "\"asks\": [{\"verb\": \"co-sign\", \"addressee\": \"A\", \"text\": \"*plain* {text}\", \"occasion\": \"O\", \"deadline\": \"2026-03-01\","
	    "\"rests_on\": [\"e-1\", \"p-ann\"]}]}");
	const struct data_own *a = data_own_field(m, "asks")->rows;

	assert_string_equal(o->file, "f.json");
	assert_string_equal(data_own_field(o, "name")->text, "N");
	assert_int_equal(data_own_field(o, "contact")->n_items, 3);
	assert_string_equal(data_own_field(o, "contact")->items[2], "c");
	assert_string_equal(data_own_field(o, "register_id")->text, "0123456789-01");
	assert_string_equal(data_own_field(o, "corrections")->text, "c@example.org");
	assert_string_equal(data_own_field(o, "url")->text, "https://example.org");
	assert_null(data_own_field(o, "place"));
	assert_int_equal(data_own_field(m, "date")->format, DATA_EDTF);
	assert_int_equal(data_own_field(m, "place")->format, DATA_PLAIN);
	assert_int_equal(data_own_field(m, "asks")->n_rows, 1);
	assert_string_equal(data_own_field(a, "verb")->text, "co-sign");
	assert_string_equal(data_own_field(a, "text")->text, "*plain* {text}");
	assert_int_equal(data_own_field(a, "text")->format, DATA_PLAIN);
	assert_string_equal(data_own_field(a, "occasion")->text, "O");
	assert_string_equal(data_own_field(a, "deadline")->text, "2026-03-01");
	assert_string_equal(data_own_field(a, "rests_on")->items[1], "p-ann");
}

static void what_is_left_out_is_not_given(void **state)
{
	const struct data_own *o = parsed(DATA_OWN_ORG, "{\"name\": \"N\"}"), *m = parsed(DATA_OWN_MEETING, "{}");

	assert_null(data_own_field(o, "url")->text);
	assert_false(data_own_field(o, "contact")->given);
	assert_false(data_own_field(m, "asks")->given);
	m = parsed(DATA_OWN_MEETING, "{\"asks\": []}");
	assert_true(data_own_field(m, "asks")->given);
	assert_int_equal(data_own_field(m, "asks")->n_rows, 0);
}

static void a_byte_order_mark_is_fine(void **state)
{
	assert_string_equal(org("\xEF\xBB\xBF{\"name\": \"N\"}"), "ok");
	assert_string_equal(org("\xEF\xBB\xBF\n{\"name\"}"), "f.json:2: this is not JSON: unexpected character, expected a colon after object key\n"
	    "{\"name\"}\n       ^\n");
}

static void what_is_not_json_is_told_with_its_line(void **state)
{
	assert_string_equal(org("{\n\t\"name\": \"N\",\n}"), "f.json:2: this is not JSON: trailing comma is not allowed\n\"name\": \"N\",\n           ^\n");
	assert_string_equal(org(""), "f.json: the file is empty");
	assert_string_equal(org(" \n "), "f.json: the file is empty");
	assert_string_equal(org("{\"name\": \"a\nb\"}"), "f.json:1: this is not JSON: unexpected control character in string\n"
	    "{\"name\": \"a\n           ^\n");
	assert_non_null(strstr(org("{\"name\": 'N'}"), "f.json:1: this is not JSON: "));
	assert_non_null(strstr(org("{\"name\": \"N\"} // who\n"), "f.json:1: this is not JSON: "));
}

static void what_is_not_utf8_is_refused(void **state)
{
	struct err e = {0};

	assert_string_equal(org("{\n\"name\": \"\xE9t\xE9\"}"), "f.json:2: the file is not UTF-8: save it so");
	assert_string_equal(org("\xFF\xFE{"), "f.json: the file is in UTF-16: save it as UTF-8");
	assert_null(data_own_parse(DATA_OWN_ORG, "f.json", "{\n\0}", 4, arena, &e));
	assert_string_equal(e.msg, "f.json:2: the file holds a NUL byte: it is no text");
	assert_string_equal(org("{\"name\": \"\\ud800\"}"), "f.json:1: this is not JSON: no low surrogate in string\n{\"name\": \"\\ud800\"}\n                ^\n");
}

static void unknown_keys_are_told_with_the_nearest(void **state)
{
	assert_string_equal(org("{\"nmae\": \"N\"}"), "f.json: unknown key 'nmae' (did you mean 'name'?)");
	assert_string_equal(org("{\"fax\": \"N\"}"), "f.json: unknown key 'fax'; known are name, contact, register_id, corrections, url");
	assert_string_equal(org("{\"na\\u0000me\": \"N\"}"), "f.json: unknown key 'na\\x00me'; known are name, contact, register_id, corrections, url");
	assert_string_equal(org("{\"\\u001b[31m\": \"N\"}"), "f.json: unknown key '\\x1B[31m'; known are name, contact, register_id, corrections, url");
	assert_string_equal(meeting("{\"asks\": [{}, {}]}"), "f.json: ask 1: 'verb' is missing: write it");
	assert_string_equal(meeting("{\"asks\": [{\"vreb\": 1}]}"), "f.json: ask 1: unknown key 'vreb' (did you mean 'verb'?)");
}

static void a_key_stands_once(void **state)
{
	assert_string_equal(org("{\"name\": \"N\", \"name\": \"N\"}"), "f.json: 'name' stands twice: keep one");
	assert_string_equal(meeting("{\"asks\": [], \"asks\": []}"), "f.json: 'asks' stands twice: keep one");
}

static void wrong_types_are_told_with_what_is_expected(void **state)
{
	assert_string_equal(org("[]"), "f.json: expected an object: { \"key\": \"text\", ... }, got an array");
	assert_string_equal(org("{}"), "f.json: 'name' is missing: write it");
	assert_string_equal(org("{\"name\": 7}"), "f.json: 'name': expected a text, got a number");
	assert_string_equal(org("{\"name\": null}"), "f.json: 'name': expected a text, got null (leave the key out)");
	assert_string_equal(org("{\"name\": {\"en\": \"N\"}}"), "f.json: 'name': expected a text, got an object");
	assert_string_equal(org("{\"name\": \"  \"}"), "f.json: 'name': the text is empty: write it, or leave the key out");
	assert_string_equal(org("{\"name\": \"a\\u0000b\"}"), "f.json: 'name': the control character U+0000 cannot be printed: take it out");
	assert_string_equal(org("{\"contact\": \"N\"}"), "f.json: 'contact': expected an array of lines, such as [\"Press desk\", \"desk@example.org\"], got \"N\"");
	assert_string_equal(org("{\"contact\": [\"a\", true]}"), "f.json: 'contact': line 2: expected a line of text, got true");
	assert_non_null(strstr(org("{\"contact\": []}"), ", got 0 items: at least one, and at most 3"));
	assert_non_null(strstr(org("{\"contact\": [\"a\", \"b\", \"c\", \"d\"]}"), ", got 4 items: at least one, and at most 3"));
	assert_string_equal(meeting("{\"asks\": {}}"), "f.json: 'asks': expected an array of asks, such as [{ \"verb\": \"raise\", ... }], got an object");
	assert_string_equal(meeting("{\"asks\": [7]}"), "f.json: ask 1: expected an object: { \"key\": \"text\", ... }, got a number");
}

static void what_cannot_be_printed_is_told(void **state)
{
	assert_string_equal(org("{\"name\": \"a\\nb\"}"), "f.json: 'name': the control character U+000A cannot be printed: take it out (a text is one line)");
	assert_string_equal(org("{\"name\": \"a\\u001bb\"}"), "f.json: 'name': the control character U+001B cannot be printed: take it out");
	assert_string_equal(org("{\"name\": \"N\", \"contact\": [\"a\\u202eb\"]}"),
	    "f.json: 'contact': line 1: the control character U+202E cannot be printed: take it out");
	assert_string_equal(ask("\"raise\"", "\"a\xE2\x81\xA6\"", "[\"e-1\"]"), "f.json: ask 1: 'text': the control character U+2066 cannot be printed: take it out");
}

static void days_addresses_and_numbers_have_a_form(void **state)
{
	static const char register_id[] = "f.json: 'register_id': expected a number of the EU Transparency Register: digits, '-' and two digits, got ";

	assert_string_equal(meeting("{\"date\": \"2026-02-30\"}"), "f.json: 'date': expected a day such as 2021-02-28, got \"2026-02-30\"");
	assert_string_equal(meeting("{\"date\": \"2026-02\"}"), "f.json: 'date': expected a day such as 2021-02-28, got \"2026-02\"");
	assert_string_equal(meeting("{\"date\": 2026}"), "f.json: 'date': expected a day such as 2021-02-28, got a number");
	assert_string_equal(meeting("{\"date\": \"\"}"), "f.json: 'date': expected a day such as 2021-02-28, got \"\"");
	assert_non_null(strstr(org("{\"register_id\": \"1234-5\"}"), register_id));
	assert_non_null(strstr(org("{\"register_id\": \"1234-567\"}"), register_id));
	assert_non_null(strstr(org("{\"register_id\": \"-56\"}"), register_id));
	assert_non_null(strstr(org("{\"register_id\": \"1234\"}"), register_id));
	assert_string_equal(org("{\"url\": \"javascript:x\"}"), "f.json: 'url': expected an address that begins with https://, got \"javascript:x\"");
	assert_non_null(strstr(org("{\"url\": \"https://\"}"), "'url': expected"));
	assert_non_null(strstr(org("{\"url\": \"https://a b\"}"), "'url': expected"));
}

static void a_verb_is_one_of_the_schema(void **state)
{
	static const char known[] = "one of raise, table, co-sign, write, observe, visit, list, submit, request, publish, fund, meet, condition";

	assert_string_equal(ask("\"condition\"", "\"T\"", "[\"e-1\"]"), "ok");
	assert_string_equal(ask("\"rase\"", "\"T\"", "[\"e-1\"]"),
	    arena_printf(arena, "f.json: ask 1: 'verb': expected %s, got \"rase\" (did you mean 'raise'?)", known));
	assert_string_equal(ask("3", "\"T\"", "[\"e-1\"]"), arena_printf(arena, "f.json: ask 1: 'verb': expected %s, got a number", known));
}

static void an_ask_names_the_rows_that_it_rests_on(void **state)
{
	static const char array[] = "f.json: ask 1: 'rests_on': expected an array of ids of rows, such as [\"e-campaign\"], got ";
	static const char id[] = "f.json: ask 1: 'rests_on': id 1: expected the id of a row: lower-case letters, digits and '-', got ";

	assert_string_equal(ask("\"raise\"", "\"T\"", "[]"), arena_printf(arena, "%s0 items: at least one, and at most 1000", array));
	assert_string_equal(ask("\"raise\"", "\"T\"", "\"e-1\""), arena_printf(arena, "%s\"e-1\"", array));
	assert_string_equal(ask("\"raise\"", "\"T\"", "[\"E 1\"]"), arena_printf(arena, "%s\"E 1\"", id));
	assert_string_equal(ask("\"raise\"", "\"T\"", "[\"e\\u0000\"]"), arena_printf(arena, "%s\"e\\x00\"", id));
	assert_string_equal(ask("\"raise\"", "\"T\"", "[1]"), arena_printf(arena, "%sa number", id));
	assert_string_equal(ask("\"raise\"", "\"T\"", "[\"e-1\", \"e-2\", \"e-1\"]"), "f.json: ask 1: 'rests_on': id 3: 'e-1' stands twice: name each row once");
	assert_string_equal(meeting("{\"asks\": [{\"verb\": \"raise\", \"addressee\": \"A\", \"text\": \"T\"}]}"), "f.json: ask 1: 'rests_on' is missing: write it");
}

static char *repeated(const char *before, const char *s, size_t n, const char *after)
{
	char *out = arena_alloc(arena, strlen(before) + n * strlen(s) + strlen(after) + 1), *p = out + strlen(strcpy(out, before));

	for (size_t i = 0; i < n; i++)
		p += strlen(strcpy(p, s));
	strcpy(p, after);
	return out;
}

static void depth_length_and_number_are_bounded(void **state)
{
	assert_non_null(strstr(org(repeated("{\"name\": ", "[", 1000000, "")), "this is not JSON"));
	assert_string_equal(org(repeated(repeated("{\"name\": ", "[", 500000, ""), "]", 500000, "}")), "f.json: 'name': expected a text, got an array");
	assert_string_equal(org(repeated("{\"name\": \"", "\xC3\xA9", 300, "\"}")), "ok");
	assert_string_equal(org(repeated("{\"name\": \"", "a", 1000000, "\"}")), "f.json: 'name': a text of 1000000 characters: it may have 300");
	assert_string_equal(ask("\"raise\"", repeated("\"", "a", 1000000, "\""), "[\"e-1\"]"), "ok");
	assert_non_null(strstr(org(repeated("{\"", "a", 1000000, "\": 1}")), "f.json: unknown key 'aaa"));
	assert_true(strlen(org(repeated("{\"", "a", 1000000, "\": 1}"))) < 500);
	assert_true(strlen(org(repeated("{\"url\": \"", "a", 1000000, "\"}"))) < 500);
	assert_string_equal(meeting(repeated("{\"asks\": [", "{},", 100, "{}]}")), "f.json: 'asks': 101 of them: 100 are the most");
	assert_non_null(strstr(ask("\"raise\"", "\"T\"", repeated("[", "\"e-1\",", 1000, "\"e-2\"]")), "got 1001 items"));
	assert_non_null(strstr(ask("\"raise\"", "\"T\"", repeated("[\"", "e", 128, "\"]")), "id 1: expected the id of a row"));
	assert_non_null(strstr(ask(repeated("\"", "r", 100000, "\""), "\"T\"", "[\"e-1\"]"), "'verb': expected one of raise"));
}

static const char *checked(struct data *d, const char *id)
{
	struct err e = {0};
	const struct data_own *m = parsed(DATA_OWN_MEETING, arena_printf(arena, "{\"asks\": ["
	    "{\"verb\": \"raise\", \"addressee\": \"A\", \"text\": \"T\", \"rests_on\": [\"e-1\"]},"
	    "{\"verb\": \"raise\", \"addressee\": \"A\", \"text\": \"T\", \"rests_on\": [\"e-1\", \"%s\"]}]}", id));

	return data_own_check(d, m, &e) ? "ok" : arena_strdup(arena, e.msg);
}

static void a_hidden_row_is_no_row(void **state)
{
	struct data *d = fixture_open(), *public = fixture_level(d, DATA_PUBLIC);

	assert_string_equal(checked(d, "p-cat"), "ok");
	assert_string_equal(checked(d, "p-ctt"), "f.json: ask 2: 'rests_on': there is no row 'p-ctt' at level editors (did you mean 'p-cat'?)");
	assert_string_equal(checked(public, "p-ann"), "ok");
	assert_string_equal(checked(public, "p-cat"), "f.json: ask 2: 'rests_on': there is no row 'p-cat' at level public");
	assert_string_equal(checked(public, "p-cut"), "f.json: ask 2: 'rests_on': there is no row 'p-cut' at level public");
	assert_string_equal(checked(public, "p-anm"), "f.json: ask 2: 'rests_on': there is no row 'p-anm' at level public (did you mean 'p-ann'?)");
	assert_string_equal(checked(public, "nothing-like-it"), "f.json: ask 2: 'rests_on': there is no row 'nothing-like-it' at level public");
	data_drop(public);
	data_drop(d);
}

static void a_folder_without_ids_has_no_rows_to_rest_on(void **state)
{
	struct err e = {0};
	const char *dir = fixture_path("plain");
	struct data *d;

	fixture_empty(dir);
	fixture_write(arena_printf(arena, "%s/pet.csv", dir), "id\ne-1\n", 7);
	d = data_open_path(dir, &e);
	assert_non_null(d);
	assert_string_equal(checked(d, "e-2"), "f.json: ask 1: 'rests_on': this dataset keeps no ids of rows: leave 'asks' out");
	assert_true(data_own_check(d, parsed(DATA_OWN_MEETING, "{\"place\": \"P\"}"), &e));
	data_drop(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(what_is_left_out_is_not_given),
		cmocka_unit_test(a_byte_order_mark_is_fine),
		cmocka_unit_test(what_is_not_json_is_told_with_its_line),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(unknown_keys_are_told_with_the_nearest),
		cmocka_unit_test(a_key_stands_once),
		cmocka_unit_test(wrong_types_are_told_with_what_is_expected),
		cmocka_unit_test(what_cannot_be_printed_is_told),
		cmocka_unit_test(days_addresses_and_numbers_have_a_form),
		cmocka_unit_test(a_verb_is_one_of_the_schema),
		cmocka_unit_test(an_ask_names_the_rows_that_it_rests_on),
		cmocka_unit_test(depth_length_and_number_are_bounded),
		cmocka_unit_test(a_hidden_row_is_no_row),
		cmocka_unit_test(a_folder_without_ids_has_no_rows_to_rest_on),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
