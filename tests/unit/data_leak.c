/* The proof that pack asks for: each kind of leak is planted, and found with its place; what is none passes. */
#include "data/db.h"
#include "data_fixture.h"

/* what the proof says of a copy at level public. in_full: SQL on the editors' dataset; in_copy: on the projection, as if the code that made
 * it were wrong; in_file: on the packed database alone; raw: bytes beside it */
static const char *said(const char *in_full, const char *in_copy, const char *in_file, const char *raw)
{
	static struct err e;
	struct data *full = fixture_open(), *low, *packed;
	struct leak_bytes b = {.program = (const unsigned char *)"a program with vocabulary", .n_program = 25};
	unsigned char *bytes;
	size_t n;

	e = (struct err){0};
	if (in_full != NULL && !db_exec(full->db, in_full, &e))
		fail_msg("%s", e.msg);
	low = fixture_level(full, DATA_PUBLIC);
	if (in_copy != NULL && !db_exec(low->db, in_copy, &e))
		fail_msg("%s", e.msg);
	packed = data_new(&e);
	assert_true(db_copy(low->db, packed->db, &e));
	assert_true(db_exec(packed->db, "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB)", &e));
	if (in_file != NULL && !db_exec(packed->db, in_file, &e))
		fail_msg("%s", e.msg);
	bytes = db_bytes(packed->db, &n, &e);
	b.database = raw != NULL ? (const unsigned char *)raw : bytes;
	b.n_database = raw != NULL ? strlen(raw) : n;
	assert_true(leak_check(full, low, packed->db, &b, &e) == !e.set);
	sqlite3_free(bytes);
	data_drop(packed);
	data_drop(low);
	data_drop(full);
	return e.msg;
}

#define HIDDEN(what, where) "nothing was written: " what " is hidden at this level, but " where " still says it"
#define IN(table, row, column) "table '" table "', row '" row "', column '" column "'"
#define FILE_(name, text) "INSERT INTO sqlar VALUES('" name "', 0, 0, 9, '" text "')"

static void a_sound_copy_passes(void **state) { assert_string_equal(said(NULL, NULL, NULL, NULL), ""); }

static void a_name_of_any_length_is_found_in_a_text(void **state)
{
	assert_string_equal(said("UPDATE text SET body = 'Seen with Bob Sampleton.' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("name.name of 'n-bob'", IN("text", "t-plain", "body")));
	assert_string_equal(said("UPDATE name SET name = 'Li' WHERE id = 'n-bob'; UPDATE text SET body = 'Seen (Li).' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("name.name of 'n-bob'", IN("text", "t-plain", "body")));
	assert_string_equal(said("UPDATE name SET name = 'Li' WHERE id = 'n-bob'; UPDATE text SET body = 'Life, LIMA, Ali, li.' WHERE id = 't-plain'",
	    NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE name SET name = 'O' WHERE id = 'n-bob'; UPDATE text SET body = 'O was there' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("name.name of 'n-bob'", IN("text", "t-plain", "body")));
}

static void a_label_is_a_name_too(void **state)
{
	assert_string_equal(said("UPDATE person SET label = 'Bo' WHERE id = 'p-bob'; UPDATE passage SET gist = 'Bo was held.' WHERE id = 'q-1'", NULL, NULL, NULL),
	    HIDDEN("person.label of 'p-bob'", IN("passage", "q-1", "gist")));
	/* the label of people without a name describes them */
	assert_string_equal(said("UPDATE person SET label = 'Bo', kind = 'unnamed' WHERE id = 'p-bob'; UPDATE passage SET gist = 'Bo was held.' WHERE id = 'q-1'",
	    NULL, NULL, NULL), "");
}

static void a_name_is_found_in_a_cell_and_in_an_id(void **state)
{
	assert_string_equal(said("UPDATE source SET author = 'BOB SAMPLETON' WHERE id = 's-1'", NULL, NULL, NULL),
	    HIDDEN("name.name of 'n-bob'", IN("source", "s-1", "author")));
	assert_string_equal(said("UPDATE name SET name = 'Bo' WHERE id = 'n-bob'; UPDATE text SET id = 't-bo-1' WHERE id = 't-plain';"
	    "UPDATE registry SET id = 't-bo-1' WHERE id = 't-plain'", NULL, NULL, NULL), HIDDEN("name.name of 'n-bob'", IN("registry", "t-bo-1", "id")));
}

static void a_name_is_found_in_a_template_its_name_and_the_schema(void **state)
{
	assert_string_equal(said("UPDATE name SET name = 'Bo' WHERE id = 'n-bob'", NULL, FILE_("reports/x.lua", "-- ask Bo first"), NULL),
	    HIDDEN("name.name of 'n-bob'", "file 'reports/x.lua'"));
	assert_string_equal(said("UPDATE name SET name = 'Bo' WHERE id = 'n-bob'", NULL, FILE_("reports/Bo.lua", "--"), NULL),
	    HIDDEN("name.name of 'n-bob'", "file 'reports/Bo.lua'"));
	assert_string_equal(said("UPDATE name SET name = 'Bo' WHERE id = 'n-bob'", NULL, "CREATE TABLE extra(a /* of Bo */)", NULL),
	    HIDDEN("name.name of 'n-bob'", IN("sqlite_schema", "table", "sql")));
	/* its author may bear that name */
	assert_string_equal(said("UPDATE name SET name = 'Bo' WHERE id = 'n-bob'", NULL, FILE_("licenses/x.txt", "Copyright Bo"), NULL), "");
}

static void a_name_that_somebody_visible_bears_is_none(void **state)
{
	assert_string_equal(said("UPDATE name SET name = 'Ann Example' WHERE id = 'n-bob'; UPDATE text SET body = 'Ann Example came.' WHERE id = 't-plain'",
	    NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE name SET name = 'Example' WHERE id = 'n-bob'; UPDATE text SET body = 'Ann Example came.' WHERE id = 't-plain'",
	    NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE name SET name = 'Example' WHERE id = 'n-bob'; UPDATE text SET body = 'Example came.' WHERE id = 't-plain'",
	    NULL, NULL, NULL), "");
}

static void a_name_within_a_longer_word_is_none(void **state)
{
	assert_string_equal(said("UPDATE name SET name = 'Ali Khan' WHERE id = 'n-bob'; UPDATE name SET name = 'Ali Khanova' WHERE id = 'n-ann'", NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE name SET name = 'Ali Khan' WHERE id = 'n-bob'", NULL, NULL, "by Ali Khan, "), "nothing was written: name.name of "
	    "'n-bob' is hidden at this level, but the database's bytes still hold it outside any row");
}

static void a_dropped_text_is_found_in_a_cell_and_a_template(void **state)
{
	assert_string_equal(said("UPDATE text SET body = 'Is she the person? Nobody knows.' WHERE id = 't-plain'", NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE dispute SET question = 'Is she the same' WHERE id = 'd-1';"
	    "UPDATE text SET body = 'Asked: Is she the same, or not' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("dispute.question of 'd-1'", IN("text", "t-plain", "body")));
	assert_string_equal(said(NULL, NULL, FILE_("scripts/x.lua", "Is she the same?"), NULL), HIDDEN("dispute.question of 'd-1'", "file 'scripts/x.lua'"));
	/* the program has the word, a licence has it, the vocabulary has it */
	assert_string_equal(said("UPDATE dispute SET question = 'vocabulary' WHERE id = 'd-1'; UPDATE text SET body = 'a vocabulary' WHERE id = 't-plain'",
	    NULL, NULL, NULL), "");
	assert_string_equal(said("UPDATE dispute SET question = 'AS IS, WITHOUT' WHERE id = 'd-1'; UPDATE text SET body = 'AS IS, WITHOUT it' WHERE id = 't-plain'",
	    NULL, FILE_("licenses/x.txt", "THE SOFTWARE IS PROVIDED AS IS, WITHOUT WARRANTY"), NULL), "");
}

static void a_dropped_text_is_found_outside_any_row(void **state)
{
	assert_string_equal(said(NULL, NULL, NULL, "0123 Is she the same? 4567"), "nothing was written: dispute.question of 'd-1' is hidden at this level, "
	    "but the database's bytes still hold it outside any row");
	assert_string_equal(said(NULL, NULL, NULL, "0123 Catherine Hidden 4567"), "nothing was written: name.name of 'n-cat' is hidden at this level, "
	    "but the database's bytes still hold it outside any row");
}

static void an_id_is_found_whole_and_may_stand_in_a_template(void **state)
{
#define LONG_ID "UPDATE person SET id = 'p-catherine' WHERE id = 'p-cat'; UPDATE registry SET id = 'p-catherine' WHERE id = 'p-cat';" \
    "UPDATE name SET owner = 'p-catherine', name = 'Kit' WHERE id = 'n-cat'; UPDATE text SET body = "

	assert_string_equal(said("UPDATE text SET body = 'with p-cat: ' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("person.id of 'p-cat'", IN("text", "t-plain", "body")));
	assert_string_equal(said(LONG_ID "'with p-catherine' WHERE id = 't-plain'", NULL, NULL, NULL),
	    HIDDEN("person.id of 'p-catherine'", IN("text", "t-plain", "body")));
	assert_string_equal(said(LONG_ID "'with p-catherine-2' WHERE id = 't-plain'", NULL, NULL, NULL), "");
	assert_string_equal(said(LONG_ID "'with' WHERE id = 't-plain'", NULL, FILE_("reports/x.lua", "where id = ''p-catherine''"), NULL), "");
}

static void rows_above_the_level_and_cells_that_kept_what_they_had_are_found(void **state)
{
	assert_string_equal(said(NULL, "INSERT INTO person(id, kind, label, level) VALUES('p-bob', 'individual', 'x', 'public');"
	    "INSERT INTO registry VALUES('p-bob', 'person')", NULL, NULL), "nothing was written: table 'person', row 'p-bob': it is above the level");
	assert_string_equal(said(NULL, "INSERT INTO registry VALUES('p-new', 'person')", NULL, NULL),
	    "nothing was written: table 'person', row 'p-new': the dataset that it comes from has no such row");
	assert_string_equal(said(NULL, "UPDATE act SET time_local = '05:45' WHERE id = 'a-3'", NULL, NULL),
	    "nothing was written: table 'act', row 'a-3': column 'time_local' is restricted and still has what it had");
	assert_string_equal(said(NULL, "UPDATE act SET start_e = '2021-08-09' WHERE id = 'a-3'", NULL, NULL),
	    "nothing was written: table 'act', row 'a-3': column 'start_e' is restricted and still has what it had");
	assert_string_equal(said(NULL, "UPDATE act SET place = 'pl-gone' WHERE id = 'a-1'", NULL, NULL),
	    "nothing was written: table 'act', row '': a row of it refers to one that was dropped");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_copy_passes),
		cmocka_unit_test(a_name_of_any_length_is_found_in_a_text),
		cmocka_unit_test(a_label_is_a_name_too),
		cmocka_unit_test(a_name_is_found_in_a_cell_and_in_an_id),
		cmocka_unit_test(a_name_is_found_in_a_template_its_name_and_the_schema),
		cmocka_unit_test(a_name_that_somebody_visible_bears_is_none),
		cmocka_unit_test(a_name_within_a_longer_word_is_none),
		cmocka_unit_test(a_dropped_text_is_found_in_a_cell_and_a_template),
		cmocka_unit_test(a_dropped_text_is_found_outside_any_row),
		cmocka_unit_test(an_id_is_found_whole_and_may_stand_in_a_template),
		cmocka_unit_test(rows_above_the_level_and_cells_that_kept_what_they_had_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, fixture_remove);
}
