/* The text of queries: tokens, the outermost ORDER BY, and where a refused query is wrong. */
#include "data_fixture.h"
#include "data/db.h"

static const char *tokens(const char *sql)
{
	static struct buf b;
	struct sql_token t = {.p = sql};

	buf_clear(&b);
	buf_puts(&b, "");
	while (sql_next(&t))
		buf_printf(&b, "%c%d:%.*s ", "owns1v"[t.kind], t.depth, (int)t.n, t.p);
	return b.p;
}

static void a_query_is_cut_as_sqlite_cuts_it(void **state)
{
	assert_string_equal(tokens("select a.b, 'it''s'"), "w0:select w0:a o0:. w0:b o0:, s0:'it''s' ");
	assert_string_equal(tokens("-- x\n(1.5e3 /* ) */)x"), "o1:( 11:1.5e3 o1:) w0:x ");
	assert_string_equal(tokens("\"a\"\"b\" [c d] `e``f`"), "n0:\"a\"\"b\" n0:[c d] n0:`e``f` ");
	assert_string_equal(tokens(":order @by $x ? ?1"), "v0::order v0:@by v0:$x o0:? v0:?1 ");
	assert_string_equal(tokens("'open"), "s0:'open ");
	assert_string_equal(tokens("[open"), "n0:[open ");
	assert_string_equal(tokens("/* open"), "");
	assert_string_equal(tokens("\u0434\u0435\u043d\u044c=1"), "w0:\u0434\u0435\u043d\u044c o0:= 10:1 ");
	assert_string_equal(tokens(""), "");
}

#define ordered(sql) assert_true(data_sql_ordered(sql))
#define unordered(sql) assert_false(data_sql_ordered(sql))

static void only_an_outermost_order_by_orders_a_query(void **state)
{
	ordered("select id from act order by id");
	ordered("SELECT id FROM act ORDER -- the\n /* one */ BY id");
	ordered("select id from act union all select id from person order by 1");
	ordered("with a as (select 1) select * from a order by 1");
	ordered("select (select max(id) from act) as x from person order by x limit 3");
	unordered("select id from act");
	unordered("select id from (select id from act order by id)");
	unordered("with a as (select id from act order by id) select id from a");
	unordered("select row_number() over (order by id) from act");
	unordered("select sum(x) over w from act window w as (order by id)");
	unordered("select group_concat(id order by id) from act");
	unordered("select id from act -- order by id");
	unordered("select id from act /* order by id */");
	unordered("select 'order by id' from act");
	unordered("select id as \"order by\" from act");
	unordered("select id as [order by] from act");
	unordered("select id as `order by` from act");
	unordered("select id as \"order\", \"by\" from act");
	unordered("select :order by from act");
	unordered("select id from act where id in (select id from act order by id) union select id from person");
	ordered("select ')' as x, \"(\" from act order by 1");
}

static void a_result_column_that_is_an_aggregate_is_known(void **state)
{
	assert_true(sql_aggregate("select count(*) as n from act", 0));
	assert_true(sql_aggregate("select id, upper(kind, 2), Max(a.x) latest from act", 2));
	assert_true(sql_aggregate("with a as (select 1, 2) select distinct 1, sum(x) filter (where x > 1) from a", 1));
	assert_true(sql_aggregate("select min(x)", 0));
	assert_false(sql_aggregate("select count(*) as n from act", 1));
	assert_false(sql_aggregate("select count(*) + 1 as n from act", 0));
	assert_false(sql_aggregate("select 'count(*)' as n from act", 0));
	assert_false(sql_aggregate("select avg(x) from act", 0));
	assert_false(sql_aggregate("select max from act", 0));
	assert_false(sql_aggregate("select *, count(*) as n from act", 1));
	assert_false(sql_aggregate("select a.*, count(*) as n from act a", 1));
	assert_true(sql_aggregate("select a*2, count(*) as n from act a", 1));
	assert_false(sql_aggregate("", 0));
}

static const char *shown(struct data *d, const char *sql)
{
	static struct err e;

	e = (struct err){0};
	assert_null(data_prepare(d, sql, true, &e));
	return e.more;
}

static void what_is_wrong_in_a_query_is_marked(void **state)
{
	struct data *d = fixture_open();
	size_t at;

	assert_string_equal(shown(d, "select id,\n  satus\nfrom act"), "satus\n^^^^^\n");
	assert_true(data_refused_at(d, &at));
	assert_int_equal(at, 13);
	assert_string_equal(shown(d, "  select id from actt a"), "select id from actt a\n               ^^^^\n");
	assert_string_equal(shown(d, "select 'act', a.[satus] from act a"), "select 'act', a.[satus] from act a\n              ^^^^^^^^^\n");
	assert_string_equal(shown(d, "select id from act; delete from act"), "select id from act; delete from act\n                    ^^^^^^\n");
	assert_string_equal(shown(d, "-- first\ndelete from act"), "delete from act\n^^^^^^\n");
	assert_string_equal(shown(d, "select random ()"), "select random ()\n       ^^^^^^\n");
	assert_string_equal(shown(d, "select id from \"sqlite_schema\""), "select id from \"sqlite_schema\"\n       ^^\n");
	assert_string_equal(shown(d, "select id from act where "), "select id from act where\n                        ^\n");
	assert_string_equal(shown(d, ""), "");
	assert_false(data_refused_at(d, &at));
	data_stmt_drop(data_prepare(d, "select 1", true, &(struct err){0}));
	assert_false(data_refused_at(d, &at));
	data_drop(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_is_cut_as_sqlite_cuts_it),
		cmocka_unit_test(only_an_outermost_order_by_orders_a_query),
		cmocka_unit_test(a_result_column_that_is_an_aggregate_is_known),
		cmocka_unit_test(what_is_wrong_in_a_query_is_marked),
	};

	return cmocka_run_group_tests(tests, NULL, fixture_remove);
}
