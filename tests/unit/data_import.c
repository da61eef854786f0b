/* Import: what is wrong with a file is said with file, line and column; the same files give the same bytes. */
#include "data_fixture.h"

/* what importing the small dataset with one file changed says of that file, or else says first; the folder is written as DIR. What others
 * say of rows that went with the change is left out. */
static const char *refusal_n(const char *file, const char *text, size_t n)
{
	static char out[4096];
	struct err e = {0};
	struct data_problems *problems = data_problems_new();
	const char *dir = fixture_small(file, text, n), *p = e.msg;
	struct data *d = data_import(&dir, 1, NULL, problems, &e);
	char begin[256];
	size_t len = 0;

	snprintf(begin, sizeof begin, "%s/%s", dir, file);
	for (size_t i = problems->n; i-- > 0;)
		if (strncmp(problems->list[i].text, begin, strlen(begin)) == 0)
			p = problems->list[i].text;
	for (; *p != '\0' && len + 4 < sizeof out;) {
		bool at = strncmp(p, dir, strlen(dir)) == 0;
		len += (size_t)snprintf(out + len, sizeof out - len, "%.*s", at ? 3 : 1, at ? "DIR" : p);
		p += at ? strlen(dir) : 1;
	}
	data_problems_drop(problems);
	if (d == NULL)
		return out;
	data_drop(d);
	return "imported";
}
static const char *refusal(const char *file, const char *text) { return refusal_n(file, text, strlen(text)); }

#define refuses(file, text, want) assert_string_equal(refusal(file, text), want)
#define PLACE "id,kind,label,parent,level\n"

static void a_broken_file_is_named_with_its_line(void **state)
{
	refuses("place.csv", "", "DIR/place.csv:1: the file is empty: the first line must name the columns");
}

static void the_shape_of_csv_is_checked(void **state)
{
	refuses("place.csv", "id,kind,label\npl-town,city\n", "DIR/place.csv:2: 2 cells, but the header names 3 columns");
	refuses("place.csv", "id,kind,label\n\"pl-\ntown\",city,\"x\n", "DIR/place.csv:3: the quote that opens here is never closed");
	refuses("place.csv", "id,kind,label\npl-town, \"city\",x\n",
	    "DIR/place.csv:2: cell 2: a quote behind a blank: let the quote follow the separator at once");
	refuses("place.csv", "id,kind,label\npl-1,site,37.8\"N\npl-2,x,y\n",
	    "DIR/place.csv:3: column 'kind': 'x' is none of country, region, prefecture, city, district, site, border");
	refuses("place.csv", "id,kind,label\npl-town,\"city\"x,x\n",
	    "DIR/place.csv:2: cell 2: text behind a closing quote: double the quotes inside a cell");
	refuses("place.csv", "id,kind,label\rpl-town,city,x\r",
	    "DIR/place.csv:1: cell 3: a carriage return without line feed: end lines with LF or CRLF");
	refuses("place.csv", "id,,label\npl-town,city,x\n", "DIR/place.csv:1: column 2 has no name");
	refuses("place.csv", "id,kind,kind\n", "DIR/place.csv:1: column 'kind' is there twice");
	assert_string_equal(refusal_n("place.csv", "id,kind,label\nx,\0y,z\n", 21),
	    "DIR/place.csv:2: cell 2: there is a NUL byte: save the file as CSV, UTF-8");
	refuses("place.csv", "id,kind,label\n\n\npl-town,city,T\xffn\n", "DIR/place.csv:4: cell 3: byte FF is not UTF-8 "
	    "(in Windows-1252 and Latin-1 it is '\u00ff'), in 'pl-town,city,T\\xFFn': save the file as CSV, UTF-8");
	refuses("place.csv", "id,kind,label\npl-town,city,\"T\x93n\"\n", "DIR/place.csv:2: cell 3: byte 93 is not UTF-8, "
	    "in 'pl-town,city,\"T\\x93n\"': save the file as CSV, UTF-8");
}

static void what_spreadsheets_write_is_told_by_name(void **state)
{
	assert_string_equal(refusal_n("place.csv", "\377\376i\0d\0", 6), "DIR/place.csv: the file is in UTF-16 ('Unicode text'): save it as CSV, UTF-8");
	assert_string_equal(refusal_n("place.csv", "\376\377\0i\0d", 6), "DIR/place.csv: the file is in UTF-16 ('Unicode text'): save it as CSV, UTF-8");
	assert_string_equal(refusal_n("place.csv", "i\0d\0", 4), "DIR/place.csv: the file is in UTF-16 ('Unicode text'): save it as CSV, UTF-8");
	assert_string_equal(refusal_n("place.csv", "PK\003\004\0\0", 6),
	    "DIR/place.csv: this is a spreadsheet under another name: open it and save it as CSV, UTF-8");
	/* a name may hold what is quoted, and a byte order mark is passed over */
	refuses("place.csv", "\"id;x\"\n", "DIR/place.csv:1: table 'place' has no column 'id;x' (did you mean 'id'?)");
	refuses("place.csv", "\357\273\277id,kind,labell\n", "DIR/place.csv:1: table 'place' has no column 'labell' (did you mean 'label'?)");
}

static void unknown_names_come_with_the_nearest(void **state)
{
	refuses("place.csv", "id,kind,labell\n", "DIR/place.csv:1: table 'place' has no column 'labell' (did you mean 'label'?)");
	refuses("plaxe.csv", "id\n", "DIR/plaxe.csv: there is no table 'plaxe' (did you mean 'place'?)");
	refuses("registry.csv", "id,tbl\n", "DIR/registry.csv: the registry is made by the importer: remove the file");
	refuses("event.csv", "id,kind,title,start_e,start_lo,scope\n",
	    "DIR/event.csv:1: column 'start_lo' is computed from its date: leave it out");
	refuses("place.csv", "id,kind\n", "DIR/place.csv:1: column 'label' is missing: table 'place' needs it");
	refuses("text.csv", "id,key,lang,body,status\nt-1,k,en,b,written\n",
	    "DIR/text.csv:2: column 'status': 'written' is none of source, draft, reviewed");
	refuses("text.csv", "id,key,lang,body,status\nt-1,k,en,b,sorce\n",
	    "DIR/text.csv:2: column 'status': 'sorce' is none of source, draft, reviewed (did you mean 'source'?)");
}

static void ids_are_there_well_formed_and_unique(void **state)
{
	refuses("place.csv", PLACE ",city,Town,,\n", "DIR/place.csv:2: column 'id': must not be empty: every row has an id");
	refuses("place.csv", PLACE "Pl.1,city,Town,,\n",
	    "DIR/place.csv:2: column 'id': 'Pl.1' is not an id: use a-z, 0-9 and '-', no '-' in front");
	refuses("text.csv", "id,key,lang,body,status\np-ann,k,en,b,source\n",
	    "DIR/text.csv:2: column 'id': 'p-ann' is already the id of DIR/person.csv:2 (ids are unique in the whole dataset)");
}

static void cells_are_checked_by_their_declared_type(void **state)
{
	refuses("event.csv", "id,kind,title,start_e,scope\ne-1,protest,\"two\nlines\",2021-07,core\ne-2,protest,t,2021-13-01,core\n",
	    "DIR/event.csv:4: column 'start_e': '2021-13-01' is not a date: write YYYY, YYYY-MM, YYYY-MM-DD, with ? or ~ behind, "
	    "X for unknown digits, a/b, ../b, a/.. or [a,b]");
	refuses("passage.csv", "id,source,line_first,line_last,gist,modality\nq-1,s-1,one,2,Held.,asserted\n",
	    "DIR/passage.csv:2: column 'line_first': 'one' is not a whole number");
	refuses("place.csv", PLACE "pl-town,city,,,\n", "DIR/place.csv:2: column 'label': must not be empty");
	refuses("text.csv", "id,key,lang,body,status,level\nt-1,k,en,b,source,all\n",
	    "DIR/text.csv:2: column 'level': 'all' is none of public, meeting, editors");
}

static void references_lead_to_rows_of_the_right_table(void **state)
{
	refuses("name.csv", "id,owner,name,lang,script,kind\nn-ann,p-anne,A,en,Latn,preferred\n",
	    "DIR/name.csv:2: column 'owner': there is no row 'p-anne' (did you mean 'p-ann'?)");
	refuses("act.csv", "id,event,kind,victim,status\na-1,e-3,detention,p-ann,held\n",
	    "DIR/act.csv:2: column 'event': there is no row 'e-3' in table event (did you mean 'e-1'?)");
	refuses("act.csv", "id,event,kind,victim,status\na-1,e-1,detention,n-ann,held\n",
	    "DIR/act.csv:2: column 'victim': 'n-ann' is a row of table 'name', not of 'person'");
	refuses("text.csv", "id,key,lang,body,status\nt-1,k,en,{p-ann.labell},source\n",
	    "DIR/text.csv:2: column 'body': {p-ann.labell}: table 'person' has no column 'labell' (did you mean 'label'?)");
	refuses("text.csv", "id,key,lang,body,status\nt-1,k,en,b,source\nt-2,k,en,c,source\n",
	    "DIR/text.csv:3: column 'key': the same 'key' and 'lang' as DIR/text.csv:2");
}

#define RESTRICTION "id,ref,field,needs,mode,substitute,reason\n"

static void restrictions_that_cannot_work_are_refused(void **state)
{
	refuses("restriction.csv", RESTRICTION "r-1,a-3,time_locall,editors,drop,,x\n",
	    "DIR/restriction.csv:2: column 'field': table 'act' has no column 'time_locall' (did you mean 'time_local'?)");
	refuses("restriction.csv", RESTRICTION "r-1,p-ann,label,editors,drop,,x\n",
	    "DIR/restriction.csv:2: column 'substitute': must not be empty: 'label' always has a value");
	refuses("restriction.csv", RESTRICTION "r-1,a-3,id,editors,substitute,x,x\n",
	    "DIR/restriction.csv:2: column 'field': 'id' cannot be restricted: raise the level of the row, or restrict its date");
	refuses("restriction.csv", RESTRICTION "r-1,a-3,start_lo,editors,drop,,x\n",
	    "DIR/restriction.csv:2: column 'field': 'start_lo' cannot be restricted: raise the level of the row, or restrict its date");
	refuses("restriction.csv", RESTRICTION "r-1,a-3,place,editors,substitute,p-ann,x\n",
	    "DIR/restriction.csv:2: column 'substitute': 'p-ann' is a row of table 'person', not of 'place'");
	refuses("restriction.csv", RESTRICTION "r-1,title,value,editors,substitute,x,x\n",
	    "DIR/restriction.csv:2: column 'ref': a row of 'meta' cannot be restricted, only raised to a higher level");
	refuses("restriction.csv", RESTRICTION "r-1,a-1,status,editors,substitute,nonsense,x\n",
	    "at level 'public': table 'act', row 'a-1': what is left of it breaks a rule of the table (CHECK constraint failed: "
	    "status IN('alleged','ordered','held','held_uncharged','on_trial','serving','served','held_past','released', "
	    "'house_arrest','missing','dead','done','unk')): correct its restriction");
}

static void the_dataset_says_its_level_and_holds_no_more(void **state)
{
	refuses("meta.csv", "id,value\ntitle,x\n",
	    "meta.csv: there is no row 'level' that says what level the dataset is of (public, meeting or editors)");
	refuses("meta.csv", "id,value\nlevel,secret\n", "DIR/meta.csv:2: column 'value': 'secret' is none of public, meeting, editors");
	assert_non_null(strstr(refusal("meta.csv", "id,value\nlevel,public\n"),
	    "column 'level': 'editors' is above the dataset's own level 'public' (meta, row 'level')"));
}

static void marks_line_ends_and_blank_lines_do_not_matter(void **state)
{
	assert_string_equal(refusal("meta.csv", "\xef\xbb\xbf" "id,value\r\nlevel,editors\r\n\r\ntitle,\"a \"\"b\"\", c\"\r\n"), "imported");
	struct err e = {0};
	struct data *d = data_open_path(fixture_path("x"), &e);
	assert_non_null(d);
	assert_answer(d, "select value from meta where id = 'title'", "a \"b\", c");
	data_drop(d);
}

static void dates_and_registry_and_defaults_are_filled(void **state)
{
	struct data *d = fixture_open();

	assert_answer(d, "select start_lo, start_hi from event where id = 'e-1'", "2021-07-01|2021-07-31");
	assert_answer(d, "select tbl from registry where id = 'pl-town'", "place");
	assert_answer(d, "select level from meta where id = 'title'", "public");
	assert_answer(d, "select value from meta where id = 'evidence-tables'", "act");
	assert_int_equal(data_level(d), DATA_EDITORS);
	assert_true(data_has_table(d, "act"));
	assert_false(data_has_table(d, "acts"));
	assert_string_equal(data_meta(d, "title"), "A small dataset for tests");
	assert_null(data_meta(d, "none"));
	data_drop(d);
}

static char *saved(const char *dir, size_t *n)
{
	struct err e = {0};
	struct data *d = data_open_path(dir, &e);
	const char *path = fixture_path("saved.db");
	char *p;

	assert_non_null(d);
	assert_true(data_save(d, path, &e));
	data_drop(d);
	p = file_read(path, n, &e);
	assert_non_null(p);
	return p;
}

static void the_order_of_rows_does_not_change_a_byte(void **state)
{
	static const char turned[] = "id,kind,label,level\np-cat,individual,Cat handle,editors\n"
	    "p-ann,individual,Ann handle,public\np-bob,individual,Bob handle,meeting\n";
	size_t n, m;
	char *a = saved(FIXTURE, &n), *b = saved(fixture_small("person.csv", turned, strlen(turned)), &m);

	assert_int_equal(n, m);
	assert_memory_equal(a, b, n);
	free(a);
	free(b);
}

static void any_other_folder_becomes_plain_text_tables(void **state)
{
	const char *dir = fixture_path("x");
	struct err e = {0};
	struct data *d;

	fixture_empty(dir);
	fixture_write(fixture_path("x/fruit list.csv"), "name,n\nПлод,02\npear,\n", 25);
	d = data_open_path(fixture_path("x"), &e);
	if (d == NULL)
		fail_msg("%s", e.msg);
	assert_int_equal(data_level(d), DATA_UNLEVELLED);
	assert_answer(d, "select name, n from \"fruit list\"", "Плод|02;pear|-");
	assert_answer(d, "select name from fruits", "error: no such table 'fruits' in this dataset (one of your own is given with --data)");
	data_drop(d);
}

static void paths_that_hold_nothing_are_refused(void **state)
{
	struct err e = {0};
	const char *script = "build.sh";

	fixture_empty(fixture_path("x"));
	assert_null(data_open_path(fixture_path("x"), &e));
	assert_non_null(strstr(e.msg, "there is no CSV file in the folder"));
	e.set = false;
	assert_null(data_import(NULL, 0, NULL, NULL, &e));
	assert_string_equal(e.msg, "nothing to import: name a folder, or files of CSV, JSON, NDJSON or SQLite");
	e.set = false;
	assert_null(data_import(&script, 1, NULL, NULL, &e));
	assert_string_equal(e.msg, "'build.sh' is neither an attest executable nor a SQLite database; CSV and JSON are known by the names "
	    "TABLE.csv, .tsv, .json, .ndjson and .jsonl");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_broken_file_is_named_with_its_line),
		cmocka_unit_test(the_shape_of_csv_is_checked),
		cmocka_unit_test(what_spreadsheets_write_is_told_by_name),
		cmocka_unit_test(unknown_names_come_with_the_nearest),
		cmocka_unit_test(ids_are_there_well_formed_and_unique),
		cmocka_unit_test(cells_are_checked_by_their_declared_type),
		cmocka_unit_test(references_lead_to_rows_of_the_right_table),
		cmocka_unit_test(restrictions_that_cannot_work_are_refused),
		cmocka_unit_test(the_dataset_says_its_level_and_holds_no_more),
		cmocka_unit_test(marks_line_ends_and_blank_lines_do_not_matter),
		cmocka_unit_test(dates_and_registry_and_defaults_are_filled),
		cmocka_unit_test(the_order_of_rows_does_not_change_a_byte),
		cmocka_unit_test(any_other_folder_becomes_plain_text_tables),
		cmocka_unit_test(paths_that_hold_nothing_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, fixture_remove);
}
