/* Levels: what a projection holds, and that nothing of what it dropped can be asked for. */
#include "data_fixture.h"

static struct data *full, *lower[2];

static int setup(void **state)
{
	full = fixture_open();
	lower[DATA_PUBLIC] = fixture_level(full, DATA_PUBLIC);
	lower[DATA_MEETING] = fixture_level(full, DATA_MEETING);
	return 0;
}

static int teardown(void **state)
{
	data_drop(lower[0]);
	data_drop(lower[1]);
	data_drop(full);
	return fixture_remove(state);
}

#define PUBLIC lower[DATA_PUBLIC]
#define MEETING lower[DATA_MEETING]
#define IDS(table) "select id from " table " order by id"

static void rows_above_the_level_and_what_refers_to_them_are_gone(void **state)
{
	assert_answer(PUBLIC, IDS("person"), "p-ann");
	assert_answer(MEETING, IDS("person"), "p-ann;p-bob");
	assert_answer(PUBLIC, IDS("act"), "a-1;a-3");
	assert_answer(MEETING, IDS("act"), "a-1;a-2;a-3");
	assert_answer(PUBLIC, "select count(*) from act", "2");
	assert_answer(PUBLIC, IDS("name"), "n-ann");
	assert_answer(MEETING, IDS("name"), "n-ann;n-bob");
	assert_answer(PUBLIC, IDS("meta"), "evidence-tables;level;title");
}

static void chains_are_followed_and_cycles_survive(void **state)
{
	assert_answer(MEETING, IDS("place"), "pl-town;pl-x;pl-y");
	assert_answer(full, IDS("place"), "pl-house;pl-town;pl-v;pl-w;pl-x;pl-y;pl-z");
}

static void prose_is_dropped_with_the_rows_that_it_names(void **state)
{
	assert_answer(PUBLIC, IDS("text"), "t-plain;t-start");
	assert_answer(MEETING, IDS("text"), "t-bob;t-plain;t-start");
	assert_answer(full, IDS("text"), "t-bob;t-plain;t-start;t-time");
	assert_answer(PUBLIC, IDS("event"), "e-1");
}

static void restricted_cells_become_their_substitute_bounds_included(void **state)
{
	assert_answer(PUBLIC, "select start_e, start_lo, start_hi, time_local, place from act where id = 'a-3'",
	    "2021|2021-01-01|2021-12-31|-|pl-town");
	assert_answer(MEETING, "select start_e, start_lo, start_hi, time_local, place from act where id = 'a-3'",
	    "2021-08-09|2021-08-09|2021-08-09|-|pl-town");
	assert_answer(PUBLIC, "select question, print_as from dispute where id = 'd-1'", "-|Probably the same person.");
}

static void claims_on_restricted_cells_are_gone_with_their_links(void **state)
{
	assert_answer(PUBLIC, "select id from claim where ref = 'a-3' order by id", "c-a3-victim");
	assert_answer(MEETING, "select id from claim where ref = 'a-3' order by id", "c-a3-start;c-a3-victim");
	assert_answer(MEETING, IDS("claim_source"), "cs-1;cs-2;cs-3;cs-4;cs-5");
}

static void the_registry_names_the_rows_that_are_left_and_meta_the_level(void **state)
{
	assert_answer(PUBLIC, "select count(*) from registry where id in ('p-bob','n-bob','a-2','hidden-title')", "0");
	assert_answer(PUBLIC, "select r.tbl from registry r where r.id = 'a-3'", "act");
	assert_answer(PUBLIC, "select value from meta where id = 'level'", "public");
	assert_int_equal(data_level(PUBLIC), DATA_PUBLIC);
	assert_int_equal(data_level(MEETING), DATA_MEETING);
}

static void a_projection_of_a_projection_is_the_projection(void **state)
{
	struct data *twice = fixture_level(MEETING, DATA_PUBLIC);
	struct err e = {0};
	size_t n, m;
	char *a, *b;

	/* the restriction that still matters below is known, its reason is not */
	assert_answer(MEETING, "select id, reason, level from restriction", "r-start||meeting");
	assert_true(data_save(twice, fixture_path("a.db"), &e));
	assert_true(data_save(PUBLIC, fixture_path("b.db"), &e));
	a = file_read(fixture_path("a.db"), &n, &e);
	b = file_read(fixture_path("b.db"), &m, &e);
	assert_int_equal(n, m);
	assert_memory_equal(a, b, n);
	free(a);
	free(b);
	data_drop(twice);
}

static void withheld_rows_leave_with_all_that_rests_on_them(void **state)
{
	const char *who[] = {"p-ann"}, *typo[] = {"p-anne"};
	struct err e = {0};
	struct data *d = data_project(full, DATA_EDITORS, who, 1, &e);

	assert_non_null(d);
	assert_answer(d, IDS("person"), "p-bob;p-cat");
	assert_answer(d, IDS("name"), "n-bob;n-cat");
	assert_answer(d, IDS("event"), "e-2");
	assert_answer(d, IDS("act"), "");
	data_drop(d);
	assert_null(data_project(full, DATA_EDITORS, typo, 1, &e));
	assert_string_equal(e.msg, "cannot withhold 'p-anne': there is no such person (did you mean 'p-ann'?)");
}

static void a_level_above_the_datasets_is_refused_with_advice(void **state)
{
	struct err e = {0};

	assert_null(data_project(PUBLIC, DATA_MEETING, NULL, 0, &e));
	assert_string_equal(e.msg, "the dataset is of level 'public' and does not hold what 'meeting' sees: "
	    "ask for 'public' or take a file of level 'meeting'");
}

/* ---- for every cell that a level hides, generated questions */

static size_t asked_in_all;

static void never_says(struct data *d, const char *table, const char *column, const char *id, const char *secret, bool exact)
{
	static const char *const forms[] = {
		"select \"%2$s\" from \"%1$s\" where id = '%3$s'",
		"select t.\"%2$s\" from registry r join \"%1$s\" t on t.id = r.id where r.id = '%3$s'",
		"with \"%1$s\" as (select * from \"%1$s\") select \"%2$s\" from \"%1$s\" where id = '%3$s'",
		"with x as (select \"%2$s\" as y, id from main.\"%1$s\") select y from x where id = '%3$s'",
		"select '<' || \"%2$s\" || '>' from \"%1$s\" where id = '%3$s'",
		"select quote(\"%2$s\") from \"%1$s\" where id = '%3$s'",
		"select max(\"%2$s\") from \"%1$s\" where id = '%3$s'",
		"select group_concat(\"%2$s\") from \"%1$s\" where id = '%3$s'",
		"select id from \"%1$s\" where id = '%3$s' order by nosuch(\"%2$s\")",
		"select abs(\"%2$s\"), cites(id) from \"%1$s\" where id = '%3$s'",
		"select \"%2$s\" as x from \"%1$s\" where id = '%3$s' union all select 'guess' limit 1",
		"select id from \"%1$s\" where \"%2$s\" is not null and id = '%3$s' and length(\"%2$s\") > 2 and substr(\"%2$s\", 2) <> ''",
		"select (select \"%2$s\" from \"%1$s\" where id = '%3$s') || (select count(*) from registry) as x",
		/* the text of an error */
		"select '{}' ->> ('$!' || \"%2$s\") as x from \"%1$s\" where id = '%3$s'",
		"select count(*) as x, cites(\"%2$s\") as x_cites from \"%1$s\" where id = '%3$s'",
		"select '{}' -> (\"%2$s\" || '[') as x from \"%1$s\" where id = '%3$s'",
		"select bounds(\"%2$s\", 'lo') as x from \"%1$s\" where id = '%3$s'",
		"select display_name(\"%2$s\") as x from \"%1$s\" where id = '%3$s'",
		"select grade(\"%2$s\", 'label') as x from \"%1$s\" where id = '%3$s'",
		"select \"%2$s\" from (select \"%2$s\" from \"%1$s\" where id = '%3$s' limit 1) order by abs(\"%2$s\")",
		"select \"%2$s\" like 'x' escape (\"%2$s\") as x from \"%1$s\" where id = '%3$s'",
	};
	char sql[1024];

	/* who may see it is asked once */
	for (size_t i = 0; i < (exact ? 1 : COUNT_OF(forms)); i++) {
		const char *answer;
		snprintf(sql, sizeof sql, forms[i], table, column, id);
		answer = fixture_ask(d, sql);
		asked_in_all++;
		if (!exact && strstr(answer, secret) != NULL && strstr(sql, secret) == NULL)
			fail_msg("%s answers %s", sql, answer);
		if (exact && i == 0 && strcmp(answer, secret) != 0)
			fail_msg("%s answers %s, not %s", sql, answer, secret);
	}
}

static size_t ask_row(struct data *all, const char *id, struct data *d)
{
	struct arena *a = arena_new();
	const char *table, *gone;
	const char *const *columns, *const *ignored;
	struct data_value *values, *left = NULL;
	size_t n, m = 0, asked = 0;

	assert_true(data_row(all, id, a, &table, &columns, &values, &n));
	data_row(d, id, a, &gone, &ignored, &left, &m);
	for (size_t i = 0; i < n; i++) {
		if (values[i].text == NULL || strlen(values[i].text) < 3 || strcmp(columns[i], "level") == 0 || strcmp(table, "restriction") == 0 ||
		    (left != NULL && str_eq(left[i].text, values[i].text)) || strcmp(id, "level") == 0)
			continue;
		never_says(all, table, columns[i], id, values[i].text, true);
		never_says(d, table, columns[i], id, values[i].text, false);
		asked++;
	}
	arena_drop(a);
	return asked;
}

static size_t ask_all(struct data *all, struct data *const *levels)
{
	char *ids = strdup(fixture_ask(all, "select id from registry"));
	size_t asked = 0;

	for (char *save = NULL, *id = strtok_r(ids, ";", &save); id != NULL; id = strtok_r(NULL, ";", &save))
		for (int level = DATA_PUBLIC; level <= DATA_MEETING; level++)
			asked += ask_row(all, id, levels[level]);
	free(ids);
	return asked;
}

static void no_question_gets_what_a_level_hides(void **state)
{
	assert_true(ask_all(full, lower) > 100);
}

static void no_question_gets_what_a_level_of_the_shipped_dataset_hides(void **state)
{
	struct err e = {0};
	struct data *all = data_open_path("src/data/almaty", &e), *levels[2];
	size_t cells;

	if (all == NULL)
		fail_msg("%s", e.msg);
	levels[0] = fixture_level(all, DATA_PUBLIC);
	levels[1] = fixture_level(all, DATA_MEETING);
	asked_in_all = 0;
	cells = ask_all(all, levels);
	print_message("# %zu hidden cells, %zu questions\n", cells, asked_in_all);
	assert_true(cells > 1000);
	data_drop(levels[0]);
	data_drop(levels[1]);
	data_drop(all);
}

static void counts_and_lists_hold_nobody_above_the_level(void **state)
{
	assert_answer(PUBLIC, "select count(*), count(distinct victim) from act where event = 'e-1'", "2|1");
	assert_answer(MEETING, "select count(*), count(distinct victim) from act where event = 'e-1'", "3|2");
	assert_answer(PUBLIC, "select a.id from act a join person p on p.id = a.victim where p.id <> 'p-ann'", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_above_the_level_and_what_refers_to_them_are_gone),
		cmocka_unit_test(chains_are_followed_and_cycles_survive),
		cmocka_unit_test(prose_is_dropped_with_the_rows_that_it_names),
		cmocka_unit_test(restricted_cells_become_their_substitute_bounds_included),
		cmocka_unit_test(claims_on_restricted_cells_are_gone_with_their_links),
		cmocka_unit_test(the_registry_names_the_rows_that_are_left_and_meta_the_level),
		cmocka_unit_test(a_projection_of_a_projection_is_the_projection),
		cmocka_unit_test(withheld_rows_leave_with_all_that_rests_on_them),
		cmocka_unit_test(a_level_above_the_datasets_is_refused_with_advice),
		cmocka_unit_test(no_question_gets_what_a_level_hides),
		cmocka_unit_test(no_question_gets_what_a_level_of_the_shipped_dataset_hides),
		cmocka_unit_test(counts_and_lists_hold_nobody_above_the_level),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
