/* The file: packing, reading in place, and what damage is called. */
#include "data_fixture.h"

static struct data *full;
static unsigned char program[5000];
static struct data_pack with(struct data *dataset)
{
	return (struct data_pack){.program = program, .program_bytes = sizeof program, .dataset = dataset, .full = full,
	    .assets_dir = fixture_path("assets"), .reports_dir = FIXTURE "/../reports"};
}

static char *packed(struct data *dataset, const char *name, size_t *n)
{
	struct data_pack p = with(dataset);
	struct err e = {0};
	char *bytes;

	if (!data_pack(&p, fixture_path(name), &e))
		fail_msg("%s", e.msg);
	bytes = file_read(fixture_path(name), n, &e);
	assert_non_null(bytes);
	return bytes;
}

static int setup(void **state)
{
	full = fixture_open();
	for (size_t i = 0; i < sizeof program; i++)
		program[i] = (unsigned char)(i * 7);
	memcpy(program, "\177ELF", 4);
	fixture_empty(fixture_path("assets"));
	fixture_write(fixture_path("assets/b.txt"), "second", 6);
	fixture_write(fixture_path("assets/a.bin"), "fi\0st", 5);
	fixture_write(fixture_path("assets/empty"), "", 0);
	return 0;
}

static int teardown(void **state)
{
	data_drop(full);
	fixture_empty(fixture_path("assets"));
	rmdir(fixture_path("assets"));
	return fixture_remove(state);
}

static void a_packed_file_is_read_in_place(void **state)
{
	struct err e = {0};
	struct arena *a = arena_new();
	char hex[HASH_HEX_SIZE], counted[HASH_HEX_SIZE], *bytes;
	struct data_image *im;
	struct data *d;
	size_t n;
	const struct data_asset_info *list;

	free(packed(full, "one", &n));
	im = data_image_open(fixture_path("one"), &e);
	assert_non_null(im);
	assert_int_equal(data_image_program_bytes(im), sizeof program);
	assert_memory_equal(data_image_program(im), program, sizeof program);
	assert_true(data_image_verify(im, hex, &e));
	assert_int_equal(strlen(hex), 64);
	list = data_asset_list(im, "", a, &n);
	assert_int_equal(n, 5);
	assert_string_equal(list[0].name, "a.bin");
	assert_string_equal(list[2].name, "dataset.sha256");
	assert_string_equal(list[4].name, "reports/hello.lua");
	assert_int_equal(list[0].bytes, 5);
	assert_memory_equal(data_asset(im, "a.bin", &n), "fi\0st", 5);
	assert_int_equal(n, 5);
	assert_non_null(data_asset(im, "empty", &n));
	assert_int_equal(n, 0);
	assert_null(data_asset(im, "none", &n));
	data_asset_list(im, "reports/", a, &n);
	assert_int_equal(n, 1);
	d = data_open_image(im, &e);
	assert_non_null(d);
	assert_answer(d, "select id from person order by id", "p-ann;p-bob;p-cat");
	assert_true(data_packed_hash(d, hex));
	assert_true(data_content_hash(d, counted, &e));
	assert_string_equal(hex, counted);
	assert_answer(d, "select count(*) from sqlar", "error: table 'sqlar' is not for queries");
	assert_answer(d, "select name from sqlar", "error: table 'sqlar' is not for queries");
	assert_answer(d, "with sqlar as (select 1 as name) select name from sqlar", "1");
	assert_false(data_has_table(d, "sqlar"));
	data_drop(d);
	data_image_drop(im);
	bytes = file_read(fixture_path("one"), &n, &e);
	assert_non_null(bytes);
	free(bytes);
	arena_drop(a);
}

static void packing_again_gives_the_same_bytes(void **state)
{
	struct err e = {0};
	size_t n, m;
	char *one = packed(full, "one", &n), *two = packed(full, "two", &m);
	struct data_image *im;
	struct data_pack p = with(NULL);

	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(two);
	im = data_image_open(fixture_path("one"), &e);
	p.dataset = data_open_image(im, &e);
	p.program = data_image_program(im);
	p.program_bytes = data_image_program_bytes(im);
	p.assets_from = im;
	p.assets_dir = p.reports_dir = NULL;
	assert_true(data_pack(&p, fixture_path("two"), &e));
	data_drop(p.dataset);
	data_image_drop(im);
	two = file_read(fixture_path("two"), &m, &e);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(one);
	free(two);
}

/* what opening these bytes says; the path is left out */
static const char *refusal(const char *bytes, size_t n)
{
	struct err e = {0};
	struct data_image *im;
	static char said[2100];

	fixture_write(fixture_path("bad"), bytes, n);
	im = data_image_open(fixture_path("bad"), &e);
	data_image_drop(im);
	snprintf(said, sizeof said, "%s", im != NULL ? "opened" : strchr(e.msg + 1, '\'') + 2);
	return said;
}
#define is_refused(bytes, n, want) do { if (strncmp(refusal(bytes, n), want, strlen(want)) != 0) fail_msg("%s", refusal(bytes, n)); } while (0)

static void damage_is_called_by_its_name(void **state)
{
	size_t n;
	char *p = packed(full, "one", &n), *longer = calloc(1, n + 8192);

	memcpy(longer, p, n);
	is_refused(p, n, "opened");
	is_refused(p, sizeof program, "was stripped of its dataset or never had one: get an intact copy (strip and objcopy drop it)");
	is_refused(longer, n + 1, "got 1 bytes appended behind its end: get an intact copy, or cut it back to ");
	is_refused(longer, n + 8192, "got 8192 bytes appended behind its end");
	is_refused(p, n - 1, "was cut: its dataset does not end where it should; get an intact copy");
	is_refused(p, n - 25, "was cut");
	is_refused(p, n - 20000, "was cut");
	/* a page put in before the database, a page cut out of it */
	memcpy(longer, p, 4096);
	memset(longer + 4096, 0, 4096);
	memcpy(longer + 8192, p + 4096, n - 4096);
	is_refused(longer, n + 4096, "is damaged: no database where its trailer points");
	memcpy(longer, p, 16384);
	memcpy(longer + 16384, p + 20480, n - 20480);
	is_refused(longer, n - 4096, "is damaged: its dataset should have ");
	memcpy(longer, p, n);
	longer[n - 1] = 1;
	is_refused(longer, n, "is damaged: its trailer points outside the file; get an intact copy");
	is_refused("hello", 5, "is neither an attest executable nor a SQLite database");
	free(longer);
	free(p);
}

static void one_changed_byte_opens_but_does_not_verify(void **state)
{
	static const size_t at[] = {100, 4999, 5001, 8150, 8192 + 60, 60000};
	size_t n;
	char *p = packed(full, "one", &n), hex[HASH_HEX_SIZE];

	for (size_t i = 0; i < COUNT_OF(at); i++) {
		struct err e = {0};
		struct data_image *im;
		p[at[i]] ^= 1;
		fixture_write(fixture_path("bad"), p, n);
		p[at[i]] ^= 1;
		im = data_image_open(fixture_path("bad"), &e);
		assert_non_null(im);
		assert_false(data_image_verify(im, hex, &e));
		assert_non_null(strstr(e.msg, "was changed after it was packed"));
		data_image_drop(im);
	}
	free(p);
}

static void a_bare_database_opens_and_carries_no_hash(void **state)
{
	struct err e = {0};
	char hex[HASH_HEX_SIZE], *p;
	struct data_image *im;
	struct data *d;
	size_t n;

	assert_true(data_save(full, fixture_path("bare.db"), &e));
	im = data_image_open(fixture_path("bare.db"), &e);
	assert_non_null(im);
	assert_int_equal(data_image_program_bytes(im), 0);
	assert_false(data_image_verify(im, hex, &e));
	data_image_drop(im);
	d = data_open_path(fixture_path("bare.db"), &e);
	assert_non_null(d);
	assert_int_equal(data_level(d), DATA_EDITORS);
	data_drop(d);
	p = file_read(fixture_path("bare.db"), &n, &e);
	is_refused(p, n - 4096, "was cut: the database says ");
	free(p);
}

static void a_database_left_in_wal_mode_is_read(void **state)
{
	struct err e = {0};
	size_t n;
	char *p = packed(full, "one", &n);
	struct data *d;

	p[8192 + 18] = p[8192 + 19] = 2;
	fixture_write(fixture_path("bad"), p, n);
	d = data_open_path(fixture_path("bad"), &e);
	if (d == NULL)
		fail_msg("%s", e.msg);
	assert_answer(d, "select count(*) from person", "3");
	data_drop(d);
	free(p);
}

static void a_lower_level_is_packed_without_what_it_hides(void **state)
{
	struct data *d = fixture_level(full, DATA_PUBLIC);
	size_t n;
	char *p = packed(d, "public", &n);

	assert_non_null(memmem(p, n, "Ann Example", 11));
	assert_null(memmem(p, n, "Bob", 3));
	assert_null(memmem(p, n, "Catherine", 9));
	assert_null(memmem(p, n, "05:45", 5));
	assert_null(memmem(p, n, "2021-08-09", 10));
	assert_null(memmem(p, n, "behind the mill", 15));
	free(p);
	data_drop(d);
}

static void what_is_hidden_is_searched_for_and_refused_with_its_place(void **state)
{
	static const char text[] = "id,key,lang,body,status\nt-slip,slip,en,Bob Sampleton was there.,source\n";
	struct err e = {0};
	struct data *keep = full, *d;
	struct data_pack p;

	full = data_open_path(fixture_small("text.csv", text, strlen(text)), &e);
	assert_non_null(full);
	d = fixture_level(full, DATA_PUBLIC);
	p = with(d);
	assert_false(data_pack(&p, fixture_path("slip"), &e));
	assert_string_equal(e.msg, "nothing was written: name.name of 'n-bob' is hidden at this level, "
	    "but table 'text', row 't-slip', column 'body' still says it");
	assert_false(os_exists(fixture_path("slip")));
	data_drop(d);
	data_drop(full);
	full = keep;
	/* the same in an asset */
	fixture_write(fixture_path("assets/b.txt"), "by Catherine Hidden", 19);
	d = fixture_level(full, DATA_MEETING);
	p = with(d);
	e.set = false;
	assert_false(data_pack(&p, fixture_path("slip"), &e));
	assert_string_equal(e.msg, "nothing was written: name.name of 'n-cat' is hidden at this level, "
	    "but file 'b.txt' still says it");
	fixture_write(fixture_path("assets/b.txt"), "second", 6);
	data_drop(d);
}

static void the_stock_shell_reads_the_file(void **state)
{
	char command[1200], line[64] = "";
	size_t n;
	FILE *f;

	if (system("command -v sqlite3 >/dev/null") != 0)
		skip();
	free(packed(full, "one", &n));
	snprintf(command, sizeof command, "sqlite3 '%s' \"pragma integrity_check; select count(*) from act; select count(*) from sqlar\" | tr '\\n' ' '",
	    fixture_path("one"));
	f = popen(command, "r");
	assert_non_null(fgets(line, sizeof line, f));
	pclose(f);
	assert_string_equal(line, "ok 3 5 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_packed_file_is_read_in_place),
		cmocka_unit_test(packing_again_gives_the_same_bytes),
		cmocka_unit_test(damage_is_called_by_its_name),
		cmocka_unit_test(one_changed_byte_opens_but_does_not_verify),
		cmocka_unit_test(a_bare_database_opens_and_carries_no_hash),
		cmocka_unit_test(a_database_left_in_wal_mode_is_read),
		cmocka_unit_test(a_lower_level_is_packed_without_what_it_hides),
		cmocka_unit_test(what_is_hidden_is_searched_for_and_refused_with_its_place),
		cmocka_unit_test(the_stock_shell_reads_the_file),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
