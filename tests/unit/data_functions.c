/* The derivations as SQL functions: values reckoned by hand, on a dataset made for it and on the one shipped. */
#include "data_fixture.h"

static struct data *d, *almaty;

static int setup(void **state)
{
	struct err e = {0};

	d = data_open_path("tests/unit/fixtures/derive", &e);
	almaty = d == NULL ? NULL : data_open_path("src/data/almaty", &e);
	if (almaty == NULL)
		print_error("%s\n", e.msg);
	return almaty == NULL ? -1 : 0;
}

static int teardown(void **state)
{
	data_drop(d);
	data_drop(almaty);
	return fixture_remove(state);
}

#define is(sql, want) assert_answer(d, "select " sql, want)
#define refuses(sql, want) assert_answer(d, "select " sql, "error: " want)

static void bounds_are_the_first_and_the_last_day_meant(void **state)
{
	is("bounds('2021-07-01', 'lo'), bounds('2021-07', 'hi'), bounds(2021, 'hi')", "2021-07-01|2021-07-31|2021-12-31");
	is("bounds('[2021-11-26..]', 'lo'), bounds('[2021-11-26..]', 'hi'), bounds('../2022', 'lo'), bounds(null, 'lo')", "2021-11-26|-|-|-");
	/* as wide as this dataset's meta says: 5 days, 2 months, 0 years */
	is("bounds('2021-07-01~', 'lo'), bounds('2021-07-01~', 'hi'), bounds('2021-07~', 'lo'), bounds('2021-07~', 'hi')",
	    "2021-06-26|2021-07-06|2021-05-01|2021-09-30");
	is("bounds('2021-02~', 'lo'), bounds('2021-12~', 'hi'), bounds('2021~', 'lo'), bounds('2021~', 'hi')",
	    "2020-12-01|2022-02-28|2021-01-01|2021-12-31");
	assert_answer(almaty, "select bounds('2021-07-01~', 'lo'), bounds('2021-07~', 'hi'), bounds('2021~', 'lo')", "2021-06-28|2021-08-31|2020-01-01");
	refuses("bounds('July', 'lo')", "bounds(): 'July' is not a date: yyyy, yyyy-mm or yyyy-mm-dd, with ? or ~ behind, a/b, ../b, a/.. or [a,b]");
	refuses("bounds('2021', 'first')", "bounds(): the second argument is 'lo' or 'hi'");
	refuses("bounds('2021', null)", "bounds(): the second argument is 'lo' or 'hi'");
}

static void the_importer_widens_dates_as_meta_says(void **state)
{
	static const char meta[] = "id,value\nlevel,editors\nfuzz-days,wide\n";
	struct err e = {0};

	is("start_lo, start_hi from event where id = 'e-2'", "2021-06-26|2021-07-06");
	fixture_small("meta.csv", meta, sizeof meta - 1);
	assert_null(data_open_path(fixture_path("x"), &e));
	assert_non_null(strstr(e.msg, "meta.csv:3: column 'value': 'wide' is not a whole number from 0 to 1000"));
}

static void an_order_is_certain_or_possible(void **state)
{
	is("certainly_before('2021-02', '2021-03-01'), certainly_before('2021-02', '2021-02-28'), certainly_before('2021-02-01', '2021-02-01')", "1|0|0");
	is("possibly_before('2021-02', '2021-02-10'), possibly_before('2021-02-01', '2021-02-01'), possibly_before('2021', '2021')", "1|0|1");
	is("certainly_before('2021/..', '2999'), certainly_before('../2021', '2022'), certainly_before('2021', '../2022')", "0|1|0");
	is("possibly_before('2999/..', '2021'), possibly_before('../2999', '2021'), possibly_before('2999', '2021/..')", "0|1|1");
	is("certainly_before('2021', null), possibly_before(null, '2021')", "-|-");
	refuses("possibly_before('2021', 'now')", "possibly_before(): 'now' is not a date: yyyy, yyyy-mm or yyyy-mm-dd, with ? or ~ behind, a/b, ../b, a/.. or [a,b]");
}

/* by a calendar: 2018-03-21 to 2021-03-21 are 365 + 366 + 365 = 1096 days, and from 2021-02-02 on 47 of them are left */
static void days_are_counted_ordinally_or_elapsed(void **state)
{
	is("day_number('2018-03-21', '2021-02-02', 'elapsed'), day_number('2018-03-22', '2021-02-02'), day_number('2018-03-22', '2021-02-02', 'ordinal')",
	    "1049|1049|1049");
	is("day_shift('2021-02-02', -1049), day_shift('2021-02-02', 1 - 1049)", "2018-03-21|2018-03-22");
	/* more than 140 days on 1 July 2021, the 500th day between 15 and 25 June 2022: a first day of 1 to 11 February 2021 */
	is("day_shift('2021-07-01', 1 - 141), day_number('2021-02-11', '2021-07-01')", "2021-02-11|141");
	is("day_shift('2021-02-01', 499), day_shift('2021-02-11', 499), day_number('2021-02-11', '2022-06-25')", "2022-06-15|2022-06-25|500");
	is("day_number('2021-02-02', '2021-02-02'), day_number('2021-02-02', '2021-02-02', 'elapsed'), day_number('2021-02-02', '2021-02-01'),"
	   " day_number('2021-02-02', '2021-02-01', 'elapsed')", "1|0|-|-1");
	is("day_number('2021-02', '2021-02-02'), day_number('2021-02-01?', '2021-02-02'), day_number('2021-02-01', '2021-02-02~'), day_number(null, '2021')", "-|-|-|-");
	is("day_number(bounds('2021-02', 'lo'), bounds('2021-02', 'hi'))", "28");
	is("day_number('0001-01-01', '9999-12-31', 'elapsed'), day_shift('0001-01-01', 3652058), day_shift('2024-02-28', 1)", "3652058|9999-12-31|2024-02-29");
	refuses("day_number('2021-02-01', '2021-02-02', 'inclusive')", "day_number(): the third argument is 'ordinal' or 'elapsed'");
	refuses("day_shift('9999-12-31', 1)", "day_shift(): '9999-12-31' is not a day yyyy-mm-dd, or 1 days from it there is none");
	refuses("day_shift('2021-02', 1)", "day_shift(): '2021-02' is not a day yyyy-mm-dd, or 1 days from it there is none");
	refuses("day_shift('2021-02-01', 'x')", "day_shift(): the second argument is a whole number of days");
	refuses("day_shift('2021-02-01', 9223372036854775807)",
	    "day_shift(): '2021-02-01' is not a day yyyy-mm-dd, or 9223372036854775807 days from it there is none");
}

static void a_name_is_the_one_that_prints_in_the_language(void **state)
{
	is("display_name('ann'), display_name('ann', 'en'), display_name('ann', 'kk'), name_id('ann', 'kk-Latn')", "Ann Example|Ann Example|Анн Мысал|n-ann-kk");
	is("display_name('ann', 'ru'), display_name('ann', 'ru', 'Cyrl'), display_name('ann', 'kk', 'Latn'), display_name('ann', 'kk', 'Arab')",
	    "Ann Example|Анн Мысал|Ann Example|-");
	is("display_name('bo'), display_name('cy'), display_name(null), display_name('ann', null)", "波|-|-|Ann Example");
	assert_answer(almaty, "select display_name('baibolat-kunbolat'), display_name('serikzhan-bilash', 'kk')", "Baibolat Kunbolat|Serikzhan Bilash");
	assert_answer(almaty, "select count(*) from name where display_name(owner) is not null and display_name(owner) in"
	    " (select name from name where kind in ('garbled', 'misspelling'))", "0");
}

static void names_are_ordered_by_letters_then_accents_then_case(void **state)
{
	static const char order[] = "with w(v) as (values ('Zoë'), ('zoe'), ('Zoe'), ('Šahin'), ('Sahin'), ('Sahin Ali'), ('Sahin-Ali'), ('Sahinali'),"
	    " ('Çelik'), ('Cem'), ('Ibrayeva'), ('Ömer'), ('Omir'), ('7th'), ('Άλφα')) select v from w order by sort_key(v), v";
	static const char turkish[] = "with w(v) as (values ('Işık'), ('İnce'), ('Çelik'), ('Cem'), ('Cuma'), ('Ömer'), ('Oya'), ('Ozan')) "
	    "select v from w order by sort_key(v, 'tr')";
	static const char kazakh[] = "with w(v) as (values ('Ұлан'), ('Уәли'), ('Үміт'), ('Қанат'), ('Кенже'), ('Әлия'), ('Абай'), ('Ілияс'), ('Ыдырыс'),"
	    " ('Ғани'), ('Гүл'), ('Өмір'), ('Олжас'), ('Ңар'), ('Нұр'), ('Һаким'), ('Хан'), ('Ann')) select v from w order by sort_key(v, 'kk')";
	static const char latin[] = "with w(v) as (values ('Ğani'), ('Gül'), ('Ämina'), ('Azat'), ('Şolpan'), ('Sultan'), ('Yzğar'), ('Ünal'), ('Ural'), ('Ilesip'), ('İlyas'))"
	    " select v from w order by sort_key(v, 'kk-Latn')";

	assert_answer(d, order, "7th;Çelik;Cem;Ibrayeva;Ömer;Omir;Sahin;Šahin;Sahin Ali;Sahin-Ali;Sahinali;zoe;Zoe;Zoë;Άλφα");
	assert_answer(d, turkish, "Cem;Cuma;Çelik;Işık;İnce;Oya;Ozan;Ömer");
	assert_answer(d, kazakh, "Абай;Әлия;Гүл;Ғани;Кенже;Қанат;Нұр;Ңар;Олжас;Өмір;Уәли;Ұлан;Үміт;Хан;Һаким;Ыдырыс;Ілияс;Ann");
	assert_answer(d, latin, "Azat;Ämina;Gül;Ğani;Ilesip;İlyas;Sultan;Şolpan;Ural;Ünal;Yzğar");
	is("sort_key('Ab'), sort_key(null), sort_key('', 'kk'), sort_key('é') = sort_key('e' || char(769))", "04000401.00.10|-|..|1");
	is("sort_key('Ё', 'ru') > sort_key('Е', 'ru'), sort_key('Ёлка', 'ru') < sort_key('Ель', 'ru'), sort_key('Ann', 'ru') > sort_key('Яна', 'ru'),"
	   " sort_key('Ann', 'en') < sort_key('Яна', 'en')", "1|1|1|1");
}

static void a_value_is_what_the_claims_agree_on(void **state)
{
	is("display_value('a-1', 'kind'), display_value('a-1', 'status'), display_value('a-1', 'stated_reason'), display_value('a-1', 'alleged_reason')",
	    "detention|-|a rally|a rally");
	is("display_value('a-2', 'kind'), claim_id('a-2', 'kind'), claim_id('a-1', 'status'), claim_id('a-1', 'stated_reason'), claim_id('a-1', 'start_lo')",
	    "detention|c-same-1|-|c-stated-1|c-start");
	is("display_value('a-4', 'kind'), display_value('a-1', null), display_value('a-1', 'nothing')", "-|-|-");
	refuses("display_value('a-9', 'kind')", "display_value(): there is no row 'a-9'");
}

static void lineages_are_sources_that_no_tie_joins(void **state)
{
	is("lineages('c-kind'), lineages('c-victim'), lineages('c-event'), lineages('c-time'), lineages('c-repeat'), lineages('c-silent'), lineages('c-none')",
	    "2|1|2|1|1|2|0");
	is("lineages(null), lineage_id(null), lineage_id('s-5'), lineage_id('s-6'), lineage_id('s-4')", "-|-|s-3|s-6|s-3");
	refuses("lineage_id('a-1')", "lineage_id(): 'a-1' is not the id of a source");
	is("count(distinct lineage_id(id)) as n, cites(id, 'lineages', 'id') as n_cites from source", "5");
	refuses("count(distinct id) as n, cites(id, 'lineages', 'id') as n_cites from source", "query column 'n': not the lineages of 'id' over the 7 rows that it cites");
	refuses("lineages('a-1')", "lineages(): 'a-1' is not the id of a claim");
	refuses("lineages('')", "lineages(): '' is not the id of a claim");
	assert_answer(almaty, "select count(distinct lineage_id(id)), min(lineage_id(id)) from source where kind <> 'stub'", "3|src-a0");
	assert_answer(almaty, "select count(*) from source where lineage_id(id) > id or lineage_id(lineage_id(id)) <> lineage_id(id)", "0");
	/* told in two files, which share a passage */
	assert_answer(almaty, "select count(distinct p.source), lineages('c-act-kunbolat-2021-02-02-kind') from claim_source s join passage p on p.id = s.passage"
	    " where s.claim = 'c-act-kunbolat-2021-02-02-kind'", "2|1");
	assert_answer(almaty, "select count(*) from claim c join act a on a.id = c.ref where c.field = 'kind' and a.kind = 'detention' and lineages(c.id) <> 1", "0");
}

static void a_grade_is_one_of_four_words(void **state)
{
	is("grade('a-1', 'kind'), grade('a-1', 'victim'), grade('a-1', 'status'), grade('a-1', 'stated_reason'), grade('a-1', 'alleged_reason')",
	    "established|reported|disputed|reported|disputed");
	is("grade('a-1', 'start_e'), grade('a-1', 'start_hi'), grade('a-1', 'asof_e'), grade('a-1', 'event'), grade('a-1', 'time_local'), grade('a-1', 'place'), grade('a-1', 'by_org')",
	    "alleged|alleged|alleged|established|reported|disputed|alleged");
	is("grade('a-2', 'kind'), grade('a-2', 'victim'), grade('a-2', 'start_e'), grade('a-3', 'kind')", "established|reported|reported|-");
	assert_answer(almaty, "select grade('det-maxutkhan-2021-07-01', 'custodian'), grade('act-beating-kunbolat-2021-07-01', 'kind'),"
	    " grade('act-kunbolat-2021-02-02', 'kind'), grade('act-qazybek-2021-11-25', 'kind')", "disputed|alleged|reported|reported");
}

static void a_status_is_that_of_the_last_act_by_its_as_of_date(void **state)
{
	is("status_id('ann'), status_now('ann-again'), status_asof('ann')", "a-2|released|2021-09-01");
	is("status_id('bo'), status_now('bo'), status_id('cy'), status_now(null)", "a-5|house_arrest|-|-");
	refuses("status_now('a-1')", "status_now(): 'a-1' is not the id of a person");
	assert_answer(almaty, "select status_now('khaliola-father'), status_asof('khaliola-father'), status_now('baimurat-nauryzbek'), status_asof('baimurat-nauryzbek')",
	    "dead|2022-06-27|held|2021-02-02");
}

#define counts(ids, want) is("headcount_lo(id), headcount_hi(id) from person where id in (" ids ")", want)

static void people_are_counted_once_whoever_they_are(void **state)
{
	counts("'ann', 'ann-again'", "1|1");
	counts("'bo', 'bo-perhaps'", "1|2");
	counts("'cy', 'cy-not'", "2|2");
	counts("'three', 'dee', 'ann'", "4|4");
	counts("'dee', 'ann'", "2|2");
	counts("'three', 'three-again'", "3|3");
	counts("'some', 'bo', 'bo-perhaps'", "2|-");
	counts("'nobody'", "0|0");
	is("headcount_lo(victim), headcount_hi(victim), count(*) from act", "3|3|6");
	is("headcount_lo(null), headcount_hi(null)", "0|0");
	refuses("headcount_lo(id) from act", "headcount_lo(): 'a-1' is not the id of a person");
	/* five detentions of one man, one of them by a ruling; 6 = 1 + 3 + 2 in November */
	assert_answer(almaty, "select count(*), headcount_lo(a.victim), headcount_hi(a.victim) from act a where a.kind = 'detention' and a.victim in"
	    " (select 'baibolat-kunbolat' union select r.a from relation r where r.b = 'baibolat-kunbolat' and r.kind = 'same_as')", "5|1|1");
	assert_answer(almaty, "select headcount_lo(victim), headcount_hi(victim) from act where event = 'e-2021-11-25'", "6|6");
	assert_answer(almaty, "select headcount_lo(victim), headcount_hi(victim) from act where kind in ('no_news', 'death_in_custody')", "24|24");
	assert_answer(almaty, "select headcount_lo(victim), headcount_hi(victim) from act where event = 'e-2021-07-01' and kind = 'detention'", "5|-");
}

static void a_headcount_is_derived_again_from_what_it_cites(void **state)
{
	is("headcount_lo(victim) as n, cites(id, 'headcount_lo', 'victim') as n_cites from act", "3");
	is("headcount_hi(id) as n, cites(id, 'headcount_hi', 'id') as n_cites from person where id = 'some'", "-");
	refuses("count(victim) as n, cites(id, 'headcount_lo', 'victim') as n_cites from act",
	    "query column 'n': not the headcount_lo of 'victim' over the 6 rows that it cites");
}

static void what_a_report_without_evidence_may_not_read_no_function_tells_it(void **state)
{
	static const char *const calls[] = {"claim_id('a-1', 'kind')", "display_name('ann')", "display_value('a-1', 'kind')", "grade('a-1', 'kind')",
	    "headcount_hi('ann')", "headcount_lo('ann')", "lineage_id('s-1')", "lineages('c-kind')", "name_id('ann')", "status_asof('ann')", "status_id('ann')", "status_now('ann')"};

	for (size_t i = 0; i < COUNT_OF(calls); i++) {
		struct err e = {0};
		char sql[80];
		snprintf(sql, sizeof sql, "select %s", calls[i]);
		assert_null(data_prepare(d, sql, false, &e));
		assert_non_null(strstr(e.msg, "reads what claims speak of: a report with evidence = \"none\" may not call it"));
	}
}

static void hostile_arguments_are_errors(void **state)
{
	refuses("bounds(printf('%20000d', 1), 'lo')", "bounds(): an argument of 20000 bytes, 10000 are the most");
	refuses("sort_key(char(65, 0, 66))", "sort_key(): an argument is not text: it holds a NUL, or bytes that are not UTF-8");
	refuses("display_name(cast(x'ff' as text))", "display_name(): an argument is not text: it holds a NUL, or bytes that are not UTF-8");
	refuses("bounds(char(10), 'lo')", "bounds(): '\\n' is not a date: yyyy, yyyy-mm or yyyy-mm-dd, with ? or ~ behind, a/b, ../b, a/.. or [a,b]");
	refuses("grade('a-1')", "wrong number of arguments to function grade()");
	refuses("graed('a-1', 'kind')", "no such function 'graed' (did you mean 'grade'?)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bounds_are_the_first_and_the_last_day_meant),
		cmocka_unit_test(the_importer_widens_dates_as_meta_says),
		cmocka_unit_test(an_order_is_certain_or_possible),
		cmocka_unit_test(days_are_counted_ordinally_or_elapsed),
		cmocka_unit_test(a_name_is_the_one_that_prints_in_the_language),
		cmocka_unit_test(names_are_ordered_by_letters_then_accents_then_case),
		cmocka_unit_test(a_value_is_what_the_claims_agree_on),
		cmocka_unit_test(lineages_are_sources_that_no_tie_joins),
		cmocka_unit_test(a_grade_is_one_of_four_words),
		cmocka_unit_test(a_status_is_that_of_the_last_act_by_its_as_of_date),
		cmocka_unit_test(people_are_counted_once_whoever_they_are),
		cmocka_unit_test(a_headcount_is_derived_again_from_what_it_cites),
		cmocka_unit_test(what_a_report_without_evidence_may_not_read_no_function_tells_it),
		cmocka_unit_test(hostile_arguments_are_errors),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
