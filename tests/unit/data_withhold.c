/* People who are left out of a projection: what goes with them, what stays because somebody else told it, and where their names stand. */
#include "data/db.h"
#include "data_fixture.h"

static struct data *all;

/* the small dataset with one file of another content */
static struct data *with(const char *file, const char *text)
{
	struct err e = {0};
	struct data *d = data_open_path(fixture_small(file, text, strlen(text)), &e);

	if (d == NULL)
		fail_msg("%s", e.msg);
	return d;
}

static struct data *without(struct data *d, const char *who)
{
	struct err e = {0};
	struct data *to = data_project(d, DATA_EDITORS, &who, who != NULL, &e);

	if (to == NULL)
		fail_msg("%s", e.msg);
	data_drop(d);
	return to;
}

static void what_rests_on_a_withheld_person_goes_and_is_counted(void **state)
{
	const char *who = "p-ann";
	struct err e = {0};
	struct data *d = data_project(all, DATA_EDITORS, &who, 1, &e);

	assert_non_null(d);
	assert_answer(d, "select id from person order by id", "p-bob;p-cat");
	assert_answer(d, "select count(*) from act", "0");
	assert_answer(d, "select count(*) from registry where id in ('p-ann','n-ann','n-ann-short','e-1','a-1','c-a1-start')", "0");
	assert_int_equal(data_left_out(d)->withheld, 1);
	assert_int_equal(data_left_out(d)->withdrawn, 0);
	assert_true(data_left_out(d)->rows > 10);
	data_drop(d);
}

static void only_people_can_be_withheld(void **state)
{
	const char *act = "a-1", *nobody = "p-anne";
	struct err e = {0}, f = {0};

	assert_null(data_project(all, DATA_EDITORS, &act, 1, &e));
	assert_string_equal(e.msg, "cannot withhold 'a-1': it is a row of table 'act', and only a person can be withheld");
	assert_null(data_project(all, DATA_PUBLIC, &nobody, 1, &f));
	assert_string_equal(f.msg, "cannot withhold 'p-anne': there is no such person (did you mean 'p-ann'?)");
}

static void what_only_they_told_is_gone_and_what_others_told_stays(void **state)
{
	struct data *d = without(with("passage.csv", "id,source,line_first,line_last,gist,modality,speaker\n"
	    "q-1,s-1,1,2,What he said.,asserted,p-cat\nq-2,s-2,1,1,Two were held.,hearsay,\n"), "p-cat");

	assert_answer(d, "select id from passage", "q-2");
	/* only q-1 gave the day of a-1, a passage of another speaker gives victim and status */
	assert_answer(d, "select id from claim where ref = 'a-1' order by id", "c-a1-status;c-a1-status-old;c-a1-victim");
	assert_answer(d, "select start_e, start_lo, start_hi, victim, status from act where id = 'a-1'", "-|-|-|p-ann|held");
	assert_answer(d, "select time_local from act where id = 'a-3'", "-");
	/* a claim that never had a passage is not touched */
	assert_answer(d, "select id from claim where ref = 'a-3' order by id", "c-a3-place;c-a3-start;c-a3-victim");
	/* prose that printed the emptied cell */
	assert_answer(d, "select id from text order by id", "t-bob;t-plain;t-start");
	data_drop(d);
}

static void a_row_goes_when_a_cell_that_must_not_be_empty_was_told_by_nobody_else(void **state)
{
	struct data *d = without(with("passage.csv", "id,source,line_first,line_last,gist,modality,speaker\n"
	    "q-1,s-1,1,2,She was held.,asserted,\nq-2,s-2,1,1,Two were held.,hearsay,p-cat\n"), "p-cat");

	assert_answer(d, "select id from act order by id", "a-2;a-3");
	data_drop(d);
}

static void plain_words_that_name_them_are_emptied_or_go(void **state)
{
	struct data *d = without(with("dispute.csv", "id,kind,state,question,ruling,print_as,decided_by,decided_on\n"
	    "d-1,identity,ruled,Is CATHERINE HIDDEN the same?,Yes.,Probably the same person.,first dataset,2026-11-22\n"
	    "d-2,date,open,Which day?,,Catherine\xE2\x80\x99s friend Catherine Hidden knows.,,\n"), "p-cat");

	assert_answer(d, "select id, question, ruling from dispute", "d-1|-|Yes.");
	/* d-2 could not be empty there; the claim that names it goes with it */
	assert_answer(d, "select count(*) from claim where id = 'c-a1-start'", "0");
	data_drop(d);
}

static void a_name_that_somebody_else_bears_too_may_stand(void **state)
{
	struct data *d = without(with("name.csv", "id,owner,name,lang,script,kind,display,level\nn-ann,p-ann,Ann Example,en,Latn,preferred,1,public\n"
	    "n-bob,p-bob,Example,en,Latn,preferred,1,public\nn-cat,p-cat,Held,en,Latn,preferred,1,public\n"
	    "n-cat-2,p-cat,his friend,en,Latn,descriptive,0,public\n"), "p-bob");

	assert_answer(d, "select id from name order by id", "n-ann;n-cat;n-cat-2");
	data_drop(d);
	d = without(with("name.csv", "id,owner,name,lang,script,kind,display,level\nn-ann,p-ann,Ann Example,en,Latn,preferred,1,public\n"
	    "n-bob,p-bob,Bob,en,Latn,preferred,1,public\nn-cat,p-cat,Two,en,Latn,preferred,1,public\n"), "p-cat");
	/* "two" is a word, "Two" is a name */
	assert_answer(d, "select count(*) from text", "4");
	data_drop(d);
}

#define CONSENT "id,person,scope,basis,withdrawn\nco-cat,p-cat,name,none,1\nco-ann,p-ann,name,public_self,0\n"

static void withdrawn_consent_leaves_a_person_out_of_what_is_imported(void **state)
{
	struct data *d = with("consent.csv", CONSENT);

	assert_answer(d, "select id from person order by id", "p-ann;p-bob");
	assert_answer(d, "select id from consent", "co-ann");
	assert_answer(d, "select count(*) from registry where id in ('p-cat','n-cat','co-cat')", "0");
	assert_int_equal(data_left_out(d)->withdrawn, 1);
	assert_false(data_has_withdrawn(d));
	data_drop(d);
}

/* a database in which somebody wrote it with the stock shell */
static void withdrawn_consent_leaves_a_person_out_of_every_projection(void **state)
{
	struct err e = {0};
	struct data *d = with("consent.csv", "id,person,scope,basis,withdrawn\nco-ann,p-ann,name,public_self,0\n");

	assert_false(data_has_withdrawn(d));
	assert_true(db_exec(d->db, "UPDATE consent SET withdrawn = 1", &e));
	assert_true(data_has_withdrawn(d));
	for (int level = DATA_PUBLIC; level <= DATA_EDITORS; level++) {
		struct data *to = fixture_level(d, (enum data_level)level);
		assert_answer(to, "select count(*) from person where id = 'p-ann'", "0");
		assert_answer(to, "select count(*) from act where victim = 'p-ann'", "0");
		assert_int_equal(data_left_out(to)->withdrawn, 1);
		data_drop(to);
	}
	data_drop(d);
}

/* ---- names as words in text */

static void finds(const char *name, const char *text, bool id, bool want)
{
	struct mention *m = mention_new();

	mention_add(m, name, 7);
	if ((mention_find(m, text, strlen(text), id) == 7) != want)
		fail_msg("'%s' is %s in '%s'", name, want ? "not found" : "found", text);
	mention_drop(m);
}

static void a_name_is_found_as_words_and_not_in_words(void **state)
{
	finds("Li", "Li was held", false, true);
	finds("Li", "seen with Li.", false, true);
	finds("Li", "(LI)", false, true);
	finds("Li", "Li\xE2\x80\x99s brother", false, true);
	finds("Li", "Life, Ali, li", false, false);
	finds("Li", "act-li-2021", true, true);
	finds("Li", "act-life", true, false);
	finds("Li Wei", "of LI\n\tWEI", false, true);
	finds("Li Wei", "of li-wei", false, true);
	finds("Li Wei", "Li, whose name is Wei", false, false);
	finds("Q\xCA\xBB" "izi", "for Q'izi", false, true);
	finds("O", "O said", false, true);
	finds("O", "Or so", false, false);
	finds("Anna", "Jo\xC2\xAD" "anna, An\xC2\xADna", false, true);
	finds("Will", "they will", false, false);
	finds("Qurmanghalieva", "qurmanghalieva.pdf", false, true);
	finds("", "anything", false, false);
	finds("\xE2\x80\x94", "\xE2\x80\x94", false, false);
}

static void a_name_is_found_in_any_script(void **state)
{
	/* Cyrillic and Latin with marks, capitals and small; characters without spaces between words */
	finds("\xD3\x98\xD0\xBB\xD0\xB8", "\xD3\x98\xD0\x9B\xD0\x98 \xD0\xBA\xD0\xB5\xD0\xBB\xD0\xB4\xD1\x96", false, true);
	finds("\xD3\x98\xD0\xBB\xD0\xB8", "\xD3\x98\xD0\xBB\xD0\xB8\xD0\xB9", false, false);
	finds("\xC5\xBD" "eni\xC5\xA1", "\xC5\xBD" "ENI\xC5\xA0", false, true);
	finds("\xE6\x9D\x8E\xE4\xBC\x9F", "\xE6\x98\xAF\xE6\x9D\x8E\xE4\xBC\x9F\xE7\x9A\x84", false, true);
	finds("\xE6\x9D\x8E", "\xE6\x9D\x8E\xE4\xBC\x9F", false, true);
	finds("\xD8\xB9\xD9\x84\xD9\x8A", "\xD9\x82\xD8\xA7\xD9\x84 \xD8\xB9\xD9\x84\xD9\x8A\xD8\x8C", false, true);
}

static void a_place_within_a_name_that_may_stand_is_no_mention(void **state)
{
	struct mention *m = mention_new();

	mention_add(m, "Wei", 3);
	mention_add(m, "Li Wei", MENTION_KEPT);
	mention_add(m, "Li Wei Min", 4);
	assert_true(mention_find(m, "of Li Wei, twice: Li Wei", 24, false) == MENTION_NONE);
	assert_true(mention_find(m, "of Li Wei and Wei", 17, false) == 3);
	assert_true(mention_find(m, "Li Wei Min", 10, false) == 4);
	mention_drop(m);
}

static int setup(void **state)
{
	all = fixture_open();
	return 0;
}

static int teardown(void **state)
{
	data_drop(all);
	return fixture_remove(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_rests_on_a_withheld_person_goes_and_is_counted),
		cmocka_unit_test(only_people_can_be_withheld),
		cmocka_unit_test(what_only_they_told_is_gone_and_what_others_told_stays),
		cmocka_unit_test(a_row_goes_when_a_cell_that_must_not_be_empty_was_told_by_nobody_else),
		cmocka_unit_test(plain_words_that_name_them_are_emptied_or_go),
		cmocka_unit_test(a_name_that_somebody_else_bears_too_may_stand),
		cmocka_unit_test(withdrawn_consent_leaves_a_person_out_of_what_is_imported),
		cmocka_unit_test(withdrawn_consent_leaves_a_person_out_of_every_projection),
		cmocka_unit_test(a_name_is_found_as_words_and_not_in_words),
		cmocka_unit_test(a_name_is_found_in_any_script),
		cmocka_unit_test(a_place_within_a_name_that_may_stand_is_no_mention),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
