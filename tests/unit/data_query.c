/* Queries: what the guard refuses, and that a value is the cell or the derivation that it says it is. */
#include "data_fixture.h"

static struct data *d;

static int setup(void **state)
{
	d = fixture_open();
	return 0;
}

static int teardown(void **state)
{
	data_drop(d);
	return fixture_remove(state);
}

#define refuses(sql, want) assert_answer(d, sql, "error: " want)

static void a_query_is_one_select(void **state)
{
	assert_answer(d, "  ; select 1 ; -- the end\n /* really */ ;", "1");
	assert_answer(d, "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n", "1;2;3");
	assert_answer(d, "values (1, 'x')", "1|x");
	refuses("", "the query is empty");
	refuses(" -- nothing", "the query is empty");
	refuses("select 1; select 2", "more than one statement: a query is one SELECT");
	refuses("select 1; garbage", "more than one statement: a query is one SELECT");
	refuses("delete from act", "a query may only SELECT");
	refuses("insert into meta values('x','y','public')", "a query may only SELECT");
	refuses("update act set status = 'dead'", "a query may only SELECT");
	refuses("create temp table x(y)", "a query may only SELECT");
	refuses("attach 'x' as y", "a query may only SELECT");
	refuses("pragma table_info(act)", "a query may only SELECT");
	refuses("begin", "a query may only SELECT");
	refuses("vacuum", "a query may only SELECT");
	refuses("explain select 1", "a query may only SELECT");
	refuses("explain query plan select 1", "a query may only SELECT");
	refuses("drop table act", "a query may only SELECT");
	for (const char *const *sql = (const char *const[]){"with x as (select 1) delete from act", "delete from act returning id",
	    "insert into act(id) select 'x' returning id", "replace into meta values('x','y','public')", "savepoint s", "release s", "rollback",
	    "detach main", "reindex", "analyze", "alter table act rename to acts", "create view v as select 1", "create virtual table v using fts5(x)",
	    "create trigger t after insert on act begin select 1; end", "pragma journal_mode = delete", "pragma main.user_version",
	    "vacuum into 'x'", "create table x as select 1", "drop view act", NULL}; *sql != NULL; sql++)
		refuses(*sql, "a query may only SELECT");
}

static void only_the_datasets_tables_are_read(void **state)
{
	refuses("select * from sqlite_schema", "table 'sqlite_master' is not for queries");
	refuses("select name from pragma_table_info('act')", "table 'pragma_table_info' is not for queries");
	refuses("select * from sqlar", "no such table 'sqlar' in this dataset (one of your own is given with --data)");
	refuses("select value from json_each('[1]')", "table 'json_each' is not for queries");
	/* without a column of theirs SQLite asks as it does for a common table expression */
	refuses("select count(*) from json_each('[1]')", "table 'json_each' is not for queries");
	refuses("select 1 from json_tree('[1]')", "table 'json_tree' is not for queries");
	refuses("select count(*) from act, json_each(act.id)", "table 'json_each' is not for queries");
	refuses("select count(*) from pragma_table_info('act')", "table 'pragma_table_info' is not for queries");
	refuses("select count(*) from pragma_database_list", "table 'pragma_database_list' is not for queries");
	refuses("select count(*) from pragma_module_list", "table 'pragma_module_list' is not for queries");
	refuses("select count(*) from sqlite_schema", "table 'sqlite_schema' is not for queries");
	refuses("select count(*) from sqlite_temp_schema", "table 'sqlite_temp_schema' is not for queries");
	refuses("select exists (select 1 from main.sqlite_master)", "table 'sqlite_master' is not for queries");
	refuses("with x as (select * from pragma_table_list) select count(*) from x", "table 'pragma_table_list' is not for queries");
	refuses("select count(*) from dbstat", "no such table 'dbstat' in this dataset (one of your own is given with --data)");
	refuses("select count(*) from generate_series(1, 9)", "no such table 'generate_series' in this dataset (one of your own is given with --data)");
	assert_answer(d, "with each(i) as (select 1) select count(*) from each", "1");
	refuses("select id from actt", "no such table 'actt' (did you mean 'act'?)");
	refuses("select id, satus from act", "no such column 'satus' (did you mean 'status'?)");
	refuses("select act from person", "no such column 'act' (it is a column of 'detention')");
	refuses("select a.satus from act a", "no such column 'a.satus' (did you mean 'status'?)");
	/* a near name of another table is not meant */
	refuses("select n.unitt from name n", "no such column 'n.unitt'; 'name' has id, owner, name, lang, script, kind, display, level");
	refuses("select n.satus from name n join act a on a.victim = n.owner",
	    "no such column 'n.satus'; 'name' has id, owner, name, lang, script, kind, display, level");
	refuses("select x.satus from name join act as x on x.victim = owner", "no such column 'x.satus' (did you mean 'status'?)");
	refuses("select id from act where status = \"held\"",
	    "no such column 'held': double quotes are for names, a text stands in single quotes");
	refuses("select id from", "the statement ends too early");
}

static void functions_are_those_without_clock_or_chance(void **state)
{
	assert_answer(d, "select upper('a') || substr('bcd', 2) || coalesce(null, 'x')", "Acdx");
	refuses("select date('now')", "the function date() is not for queries");
	refuses("select current_timestamp", "the function current_timestamp() is not for queries");
	refuses("select strftime('%s','now')", "the function strftime() is not for queries");
	refuses("select random()", "the function random() is not for queries");
	refuses("select sqlite_version()", "the function sqlite_version() is not for queries");
	refuses("select uppr('a')", "no such function 'uppr' (did you mean 'upper'?)");
	refuses("select load_extension('x')", "no such function 'load_extension'");
	refuses("select changes()", "the function changes() is not for queries");
	refuses("select last_insert_rowid()", "the function last_insert_rowid() is not for queries");
	refuses("select randomblob(8)", "the function randomblob() is not for queries");
	refuses("select json('[1]')", "the function json() is not for queries");
	refuses("select zeroblob(9)", "the function zeroblob() is not for queries");
}

static void large_values_and_deep_expressions_are_stopped(void **state)
{
	const char *s = fixture_ask(d, "select length(replace(hex(replace(printf('%1000000d', 1), ' ', 'xxxxxxxxxxxxxxxxx')), '7', 'yyyyyyyyyyy'))");
	assert_string_equal(s, "error: string or blob too big");
}

static void parameters_are_named_and_bound(void **state)
{
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, "select id from act where victim = :who and id <> :not", true, &e);

	assert_non_null(s);
	assert_false(data_bind_text(s, "whom", "p-ann", &e));
	assert_string_equal(e.msg, "the query has no parameter ':whom' (did you mean 'who'?)");
	e.set = false;
	assert_true(data_bind_text(s, "who", "p-ann", &e));
	assert_int_equal(data_step(s, &e), -1);
	assert_string_equal(e.msg, "parameter ':not' has no value");
	data_stmt_drop(s);
	e.set = false;
	s = data_prepare(d, "select id from act where victim = :who and id <> :not order by id", true, &e);
	assert_true(data_bind_text(s, "who", "p-ann", &e) && data_bind_null(s, "not", &e) && data_bind_text(s, "not", "a-1", &e));
	assert_int_equal(data_step(s, &e), 1);
	assert_string_equal(data_column(s, 0)->text, "a-3");
	assert_int_equal(data_step(s, &e), 0);
	data_stmt_drop(s);
	assert_answer(d, "select id from act where victim = ?", "error: a parameter needs a name: write :name in place of ?");
}

/* table.column of key, of every column of the first row */
static const char *origins(const char *sql)
{
	static struct buf b;
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, sql, true, &e);

	buf_clear(&b);
	buf_puts(&b, "");
	if (s == NULL || data_step(s, &e) != 1) {
		data_stmt_drop(s);
		buf_puts(&b, e.msg);
		return b.p;
	}
	for (size_t i = 0; i < data_columns(s); i++) {
		const struct data_value *v = data_column(s, i);
		if (v->key != NULL)
			buf_printf(&b, "%s.%s of %s; ", v->table, v->column, v->key);
		else
			buf_printf(&b, "%zu cited; ", v->cites == NULL ? 0 : v->n_cites);
	}
	data_stmt_drop(s);
	return b.p;
}
#define comes_from(sql, want) assert_string_equal(origins(sql), want)

static void a_value_knows_the_cell_that_it_was_read_from(void **state)
{
	comes_from("select id, status as s from act where id = 'a-1'", "act.id of a-1; act.status of a-1; ");
	comes_from("select status, id from act where id = 'a-1'", "act.status of a-1; act.id of a-1; ");
	comes_from("select a.id, p.id, p.label, a.status from act a join person p on p.id = a.victim where a.id = 'a-1'",
	    "act.id of a-1; person.id of p-ann; person.label of p-ann; act.status of a-1; ");
	comes_from("select a.id as x, a.status, b.id as y, b.status from act a join act b on b.id = 'a-3' where a.id = 'a-1'",
	    "act.id of a-1; act.status of a-1; act.id of a-3; act.status of a-3; ");
	comes_from("with act as (select id as k, status as v from main.act) select k, v from act where k = 'a-1'",
	    "act.id of a-1; act.status of a-1; ");
	comes_from("select status from act where id = 'a-1'", "0 cited; ");
	comes_from("select id, upper(status) from act where id = 'a-1'", "act.id of a-1; 0 cited; ");
	comes_from("select p.id, a.id, a.status from person p left join act a on a.victim = p.id where p.id = 'p-cat'",
	    "person.id of p-cat; 0 cited; 0 cited; ");
	comes_from("select 'x' as literal", "0 cited; ");
}

static void an_invented_value_is_not_a_columns(void **state)
{
	refuses("select id, status from act where 0 union all select 'a-1', 'dead'",
	    "query column 'status' says it is act.status of 'a-1', but that cell holds another value");
	refuses("select id, status from act where 0 union all select 'a-9', 'dead'",
	    "query column 'id' says it is act.id of 'a-9', but that cell holds another value");
	refuses("select p.id, q.label from person p join person q on q.id = 'p-cat' where p.id = 'p-ann'",
	    "query column 'label' says it is person.label of 'p-ann', but that cell holds another value");
	comes_from("with x(id, label) as (select id, label from person where 0 union all select 'p-ann', 'guess') select id, label from x",
	    "0 cited; 0 cited; ");
	/* a compound that says what the cells say is believed */
	assert_answer(d, "select id, status from act where id = 'a-1' union all select 'a-3', 'released'", "a-1|held;a-3|released");
	/* type counts: text is not a number */
	refuses("select id, line_first from passage where 0 union all select 'q-1', '1'",
	    "query column 'line_first' says it is passage.line_first of 'q-1', but that cell holds another value");
}

static void a_derived_value_is_derived_again_from_its_rows(void **state)
{
	comes_from("select count(*) as n, cites(id) from act", "3 cited; ");
	comes_from("select count(*) as n, cites(id) as n_cites, count(distinct victim) as v, cites(id, 'count', 'victim') as v_cites from act",
	    "3 cited; 3 cited; ");
	comes_from("select sum(line_last) as n, cites(id, 'sum', 'line_last') as cites from passage", "2 cited; ");
	comes_from("select min(start_lo) as a, cites(id, 'min', 'start_lo') as a_cites, max(status), cites(id, 'max', 'status') as cites from act",
	    "3 cited; 3 cited; ");
	comes_from("select count(a.id) as n, cites(a.id) from person p left join act a on a.victim = p.id where p.id = 'p-cat'", "0 cited; ");
	assert_answer(d, "select p.id, count(*) as n, cites(a.id) as n_cites from act a join person p on p.id = a.victim group by p.id order by p.id",
	    "p-ann|2;p-bob|1");
}

static void a_literal_never_becomes_a_fact(void **state)
{
	refuses("select 7 as n, cites(id) from act", "query column 'n': not the number of the 3 rows that it cites "
	    "(for another derivation say cites(id, 'count'|'sum'|'min'|'max', 'field'))");
	refuses("select 'seven' as n, cites(id) from act", "query column 'n': not the number of the 3 rows that it cites "
	    "(for another derivation say cites(id, 'count'|'sum'|'min'|'max', 'field'))");
	refuses("select count(*) as n, cites(id, 'count', 'victim') from act",
	    "query column 'n': not the count of 'victim' over the 3 rows that it cites");
	refuses("select 5 as n, cites(id, 'sum', 'line_last') as n_cites from passage",
	    "query column 'n': not the sum of 'line_last' over the 2 rows that it cites");
	refuses("select 1 as n, char(31) || char(31) || 'nobody' || char(10) as cites",
	    "query column 'n': cites(id): there is no row 'nobody'");
	refuses("select 2 as n, char(31) || char(31) || 'a-1' || char(10) || 'a-1' || char(10) as cites",
	    "query column 'cites' is not what cites() gives");
	refuses("select 1 as n, 'a-1' as cites", "query column 'cites' is not what cites() gives");
	refuses("select count(*) as n, cites(id, 'avg', 'victim') from act",
	    "cites(id, op, field): op is 'count', 'sum', 'min', 'max', 'headcount_lo', 'headcount_hi' or 'lineages', field a column");
	refuses("select count(*) as n, cites(id, 'count', 'victm') from act",
	    "query column 'n': cites(id, 'count', 'victm'): table 'act' has no such column");
	refuses("select cites(id) from act", "the query has only cites columns: select the value that they belong to");
}

static void too_many_cited_rows_are_an_error(void **state)
{
	refuses("with recursive n(i) as (select 1 union all select i + 1 from n where i < 100001) select count(*) as n, cites('x' || i) from n",
	    "cites(id): more than 100000 rows");
}

static void without_evidence_the_tables_of_claims_are_closed(void **state)
{
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, "select id from act", false, &e);

	assert_null(s);
	assert_string_equal(e.msg, "table 'act' holds what claims speak of: a report with evidence = \"none\" may not read it");
	e.set = false;
	assert_null(data_prepare(d, "with x as (select count(*) from act) select * from x", false, &e));
	e.set = false;
	assert_null(data_prepare(d, "select value from claim", false, &e));
	e.set = false;
	s = data_prepare(d, "select id from instrument", false, &e);
	assert_non_null(s);
	data_stmt_drop(s);
}

static void formats_follow_the_declared_type(void **state)
{
	struct err e = {0};
	struct data_stmt *s = data_prepare(d, "select id, start_e, title from event where id = 'e-1'", true, &e);

	assert_int_equal(data_step(s, &e), 1);
	assert_int_equal(data_column(s, 0)->format, DATA_PLAIN);
	assert_int_equal(data_column(s, 1)->format, DATA_EDTF);
	assert_int_equal(data_column(s, 2)->format, DATA_PROSE);
	assert_string_equal(data_column_name(s, 1), "start_e");
	data_stmt_drop(s);
}

static void names_are_listed_sorted(void **state)
{
	struct arena *a = arena_new();
	size_t n;
	const char *const *names = data_names(d, NULL, a, &n);

	for (size_t i = 1; i < n; i++)
		assert_true(strcmp(names[i - 1], names[i]) < 0);
	names = data_names(d, "registry", a, &n);
	assert_int_equal(n, 2);
	assert_string_equal(names[1], "tbl");
	data_names(d, "nothing", a, &n);
	assert_int_equal(n, 0);
	arena_drop(a);
}

static void endless_queries_stop_at_the_time_limit(void **state)
{
	limit_time_set(0.1);
	assert_answer(d, "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
	    "error: the time limit of 0 s is reached: let it do less (or raise it with --timeout)");
	limit_time_set(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_is_one_select),
		cmocka_unit_test(only_the_datasets_tables_are_read),
		cmocka_unit_test(functions_are_those_without_clock_or_chance),
		cmocka_unit_test(large_values_and_deep_expressions_are_stopped),
		cmocka_unit_test(parameters_are_named_and_bound),
		cmocka_unit_test(a_value_knows_the_cell_that_it_was_read_from),
		cmocka_unit_test(an_invented_value_is_not_a_columns),
		cmocka_unit_test(a_derived_value_is_derived_again_from_its_rows),
		cmocka_unit_test(a_literal_never_becomes_a_fact),
		cmocka_unit_test(too_many_cited_rows_are_an_error),
		cmocka_unit_test(without_evidence_the_tables_of_claims_are_closed),
		cmocka_unit_test(formats_follow_the_declared_type),
		cmocka_unit_test(names_are_listed_sorted),
		cmocka_unit_test(endless_queries_stop_at_the_time_limit),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
