/* Evidence: from a cell or cited rows to claims, sources and rulings. */
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

static const char *listed(const struct data_evidence *ev)
{
	static struct buf b;

	buf_clear(&b);
	for (size_t i = 0; i < ev->n_claims; i++)
		buf_printf(&b, "%s ", ev->claims[i]);
	buf_puts(&b, "| ");
	for (size_t i = 0; i < ev->n_sources; i++)
		buf_printf(&b, "%s ", ev->sources[i]);
	buf_puts(&b, "|");
	for (size_t i = 0; i < ev->n_rulings; i++)
		buf_printf(&b, " %s", ev->rulings[i]);
	if (ev->apparatus)
		buf_puts(&b, " apparatus");
	if (ev->uneven != NULL)
		buf_printf(&b, " uneven: %s", ev->uneven);
	return b.p;
}

static const char *evidence_of(struct data_value v)
{
	static char out[4096];
	struct arena *a = arena_new();
	struct data_evidence ev;
	struct err e = {0};

	if (!data_evidence_of(d, &v, a, &ev, &e))
		snprintf(out, sizeof out, "error: %s", e.msg);
	else
		snprintf(out, sizeof out, "%s", listed(&ev));
	arena_drop(a);
	return out;
}

#define CELL(t, c, k) ((struct data_value){.kind = DATA_TEXT, .table = t, .column = c, .key = k})
#define rests_on(v, want) assert_string_equal(evidence_of(v), want)

static void a_cell_rests_on_the_claims_on_its_field(void **state)
{
	rests_on(CELL("act", "victim", "a-1"), "c-a1-victim | s-1 s-2 | d-1");
	rests_on(CELL("act", "start_e", "a-1"), "c-a1-start | s-1 |");
}

static void deprecated_claims_and_contradicting_passages_do_not_support(void **state)
{
	rests_on(CELL("act", "status", "a-1"), "c-a1-status | s-2 |");
}

static void computed_bounds_rest_on_the_claims_on_their_date(void **state)
{
	rests_on(CELL("act", "start_lo", "a-1"), "c-a1-start | s-1 |");
}

static void a_row_rests_on_all_its_claims(void **state)
{
	rests_on(CELL("act", NULL, "a-1"), "c-a1-start c-a1-status c-a1-victim | s-1 s-2 | d-1");
}

static void a_cell_of_an_evidential_table_without_claim_has_none(void **state)
{
	rests_on(CELL("act", "kind", "a-1"), "| |");
}

static void an_instrument_is_its_own_source(void **state)
{
	rests_on(CELL("instrument", "title", "i-1"), "| i-1 |");
}

static void passages_and_claims_rest_on_themselves(void **state)
{
	char *source;
	struct arena *a = arena_new();
	struct data_value v;

	assert_true(data_cell(d, "q-1", "source", a, &v, NULL));
	source = arena_printf(a, "| %s |", v.text);
	rests_on(CELL("passage", "gist", "q-1"), source);
	rests_on(CELL("claim", "value", "c-a1-start"), "c-a1-start | s-1 |");
	rests_on(CELL("claim", "value", "c-a1-status-old"), "| |");
	arena_drop(a);
}

static void sources_of_some_rows_do_not_cover_others(void **state)
{
	const char *two[] = {"a-1", "q-1"}, *bare[] = {"a-1", "p-ann"}, *places[] = {"pl-town", "pl-x"};
	struct data_value v = {.kind = DATA_INT, .i = 2, .text = "2", .cites = two, .n_cites = 2};

	assert_non_null(strstr(evidence_of(v), "uneven: it cites rows of two tables, 'act' and 'passage': count each by itself"));
	v.cites = bare;
	assert_non_null(strstr(evidence_of(v), "uneven: it cites rows of two tables"));
	v.cites = places;
	assert_null(strstr(evidence_of(v), "uneven"));
}

static void a_source_is_its_own_other_tables_are_apparatus(void **state)
{
	rests_on(CELL("source", "title", "s-1"), "| s-1 |");
	rests_on(CELL("person", "label", "p-ann"), "| | apparatus");
}

static void an_evidential_table_stays_so_at_a_level_without_claims(void **state)
{
	const char *who[] = {"p-ann", "p-bob"};
	struct err e = {0};
	struct data *less = data_project(d, DATA_EDITORS, who, 2, &e), *all = d;

	assert_non_null(less);
	assert_null(data_prepare(less, "select id from act", false, &e));
	assert_true(strstr(e.msg, "table 'act' holds what claims speak of") == e.msg);
	d = all;
	data_drop(less);
}

static void a_derived_value_rests_on_all_claims_on_its_rows(void **state)
{
	const char *ids[] = {"a-1", "a-2"}, *nobody[] = {"a-1", "x"};
	struct data_value v = {.kind = DATA_INT, .i = 2, .text = "2", .cites = ids, .n_cites = 2};

	rests_on(v, "c-a1-start c-a1-status c-a1-victim c-a2-victim | s-1 s-2 | d-1");
	v.cites = nobody;
	rests_on(v, "error: there is no row 'x'");
	v.n_cites = 0;
	rests_on(v, "| |");
}

static void cells_and_rows_are_found_by_id(void **state)
{
	struct arena *a = arena_new();
	struct data_value v, *values;
	const char *table;
	const char *const *columns;
	struct err e = {0};
	size_t n;

	assert_true(data_cell(d, "a-3", "time_local", a, &v, &e));
	assert_string_equal(v.text, "05:45");
	assert_string_equal(v.table, "act");
	assert_true(data_cell(d, "a-1", "time_local", a, &v, &e));
	assert_int_equal(v.kind, DATA_NULL);
	assert_false(data_cell(d, "a-9", "status", a, &v, &e));
	assert_string_equal(e.msg, "there is no row 'a-9'");
	e.set = false;
	assert_false(data_cell(d, "a-1", "satus", a, &v, &e));
	assert_string_equal(e.msg, "table 'act' has no column 'satus' (did you mean 'status'?)");
	assert_true(data_row(d, "e-1", a, &table, &columns, &values, &n));
	assert_string_equal(table, "event");
	assert_string_equal(columns[0], "id");
	assert_string_equal(values[0].text, "e-1");
	assert_string_equal(values[0].key, "e-1");
	assert_false(data_row(d, "e-9", a, &table, &columns, &values, &n));
	arena_drop(a);
}

static void what_is_asked_again_is_answered_again(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		rests_on(CELL("act", "victim", "a-1"), "c-a1-victim | s-1 s-2 | d-1");   /* the second time from what was kept */
		rests_on(CELL("act", "start_e", "a-1"), "c-a1-start | s-1 |");
	}
}

static void the_sources_that_a_source_took_from_come_in_order(void **state)
{
	struct err e = {0};
	struct data *almaty = data_open_path("src/data/almaty", &e);
	struct data_stmt *q = data_prepare(almaty, "select id, child, kind, parent from source_link order by child, kind, id", true, &e);
	struct arena *a = arena_new();
	const char *const *parents, *child = "", *kind = "";
	size_t n = 0, i = 0, rows = 0;

	(void)state;
	for (; data_step(q, &e) > 0; i++, rows++) {
		if (!str_eq(child, data_column(q, 1)->text) || !str_eq(kind, data_column(q, 2)->text)) {
			assert_int_equal(i, n);
			child = arena_strdup(a, data_column(q, 1)->text);
			kind = arena_strdup(a, data_column(q, 2)->text);
			assert_true(data_source_parents(almaty, child, kind, a, &parents, &n));
			i = 0;
		}
		assert_true(i < n);
		assert_string_equal(parents[i], data_column(q, 3)->text);
	}
	assert_true(rows > 0 && i == n);
	assert_true(data_source_parents(almaty, "no-such-source", "relays", a, &parents, &n) && n == 0);
	data_source_parents(d, "s-1", "relays", a, &parents, &n);
	assert_int_equal(n, 0);
	data_stmt_drop(q);
	data_drop(almaty);
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_rests_on_the_claims_on_its_field),
		cmocka_unit_test(what_is_asked_again_is_answered_again),
		cmocka_unit_test(the_sources_that_a_source_took_from_come_in_order),
		cmocka_unit_test(deprecated_claims_and_contradicting_passages_do_not_support),
		cmocka_unit_test(computed_bounds_rest_on_the_claims_on_their_date),
		cmocka_unit_test(a_row_rests_on_all_its_claims),
		cmocka_unit_test(a_cell_of_an_evidential_table_without_claim_has_none),
		cmocka_unit_test(an_instrument_is_its_own_source),
		cmocka_unit_test(passages_and_claims_rest_on_themselves),
		cmocka_unit_test(sources_of_some_rows_do_not_cover_others),
		cmocka_unit_test(a_source_is_its_own_other_tables_are_apparatus),
		cmocka_unit_test(an_evidential_table_stays_so_at_a_level_without_claims),
		cmocka_unit_test(a_derived_value_rests_on_all_claims_on_its_rows),
		cmocka_unit_test(cells_and_rows_are_found_by_id),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
