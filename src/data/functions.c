/* functions.c: the derivations as SQL functions, on every handle: what a script, 'attest query', a check and a command derive is the
 * same. Here: how they are registered, and how their arguments are read.
 *
 *   functions_dates.c    bounds, certainly_before, possibly_before, day_number, day_shift
 *   functions_names.c    display_name, name_id, sort_key
 *   functions_claims.c   display_value, claim_id, grade, lineages, lineage_id
 *   functions_people.c   status_now, status_asof, status_id, headcount_lo, headcount_hi
 *   cites.c              cites
 *
 * None stands in the schema (SQLITE_DIRECTONLY): the stock shell reads every table without them. A name added here is added to the
 * list of guard.c too. */
#include "data/db.h"

#include <stdlib.h>
#include <string.h>

/*** topic functions: SQL functions: dates, names, counts and grades, derived once for all
 * Beside SQL's own functions a query has these. They answer the same in a report, in 'attest query' and in 'attest check'. E stands for
 * a date as the columns *_e have it, DAY for yyyy-mm-dd, REF for the id of any row. Of NULL they are NULL.
 * Dates:
 *   bounds(E, 'lo'), bounds(E, 'hi')
 *       first and last day that the date can mean; NULL for an open end, where the columns *_lo and
 *       *_hi have 0001-01-01 and 9999-12-31. How far '~' widens a date, meta says: fuzz-days,
 *       fuzz-months, fuzz-years
 *   certainly_before(E, E)
 *       1: the first ends before the second begins, whatever days are meant; else 0
 *   possibly_before(E, E)
 *       1: some day of the first is before some day of the second; open ends are without end
 *   day_number(E, E)
 *       which day of a count the second is when the first is day 1; NULL when it is before, or when
 *       one of them is not exactly one day: '?', '~', a month
 *   day_number(E, E, 'elapsed')
 *       days from the first to the second: one less, below 0 when it is before
 *   day_shift(DAY, n)
 *       the day n days later. An elapsed count of n days that ends on DAY began on
 *       day_shift(DAY, -n), an ordinal one on day_shift(DAY, 1 - n)
 * Names:
 *   display_name(REF), display_name(REF, lang), display_name(REF, lang, script)
 *       the spelling that prints: in that language, else in one with the same primary tag (kk for
 *       kk-Latn), else in the dataset's own, else the first by id; with a script only names of it. A
 *       garbled or misspelt form is never one. NULL: there is none
 *   name_id(...)
 *       the id of that row of table name, by the same arguments
 *   sort_key(name), sort_key(name, lang)
 *       what to order by: letters first, then accents, then case. In ru, kk and other languages
 *       written in Cyrillic these letters come first, in the order of the alphabet
 * Claims:
 *   display_value(REF, field)
 *       the value of the preferred claim, else what all normal ones say, else NULL: they differ
 *   claim_id(REF, field)
 *       the id of that claim, of the first by id when several say the same
 *   lineages(claim)
 *       how many independent lineages its passages come from. Sources that meet through source_link,
 *       whichever way and however far, are one (a correction joins nothing). So are two when the
 *       author of one is the author or a speaker of the other, or related to that person: the report
 *       of a founder's wife and the one that quotes the founder. Passages that support count; where
 *       there are none, those that repeat, else those that are silent
 *   lineage_id(source)
 *       the first by id of the sources that this one is joined with by source_link:
 *       count(distinct lineage_id(id)) is how many lineages sources are
 *   grade(REF, field)
 *       'disputed': live claims of the field differ and no dispute of theirs is ruled, settled or
 *       waived, or one of their disputes is open. 'alleged': the claim is an allegation, a denial, an
 *       opinion, speculation or a prediction; or it is hearsay, and of none who tell it is known how
 *       near they were; or its credibility is 4 to 6. 'established': credibility 1 or 2, and two
 *       lineages at least. Else 'reported'. Of claims that say the same the best one counts, and the
 *       lineages of all together. NULL: there is no claim
 * People:
 *   status_now(person), status_asof(person), status_id(person)
 *       status, asof_e and id of the act with the latest asof_e (by its first day; then the later
 *       start, then the id) among detention, house_arrest, no_news and death_in_custody. Rows joined
 *       by same_as are one person
 *   headcount_lo(person), headcount_hi(person)
 *       aggregates: how many people these rows are, at least and at most. Rows joined by same_as are
 *       one person; by same_as_candidate perhaps one, so the least counts them so, unless not_same_as
 *       says no. A group counts its members; without a number it is 1 at least and has no upper bound
 *       (NULL). Who is member_of a group among them is not counted beside it
 *   cites(id)
 *       what a count rests on: 'attest help cites'
 * A value from a function has no cell. To print one as a fact, select the cell that it chose (a join on name_id, claim_id or status_id),
 * or the count with cites(id, 'headcount_lo', 'victim') beside it. In a report with evidence = "none" those that read claims are refused.
 * @usage [claims]
 *   local report = { id = "held", title = "Held", api = 1, levels = { "meeting" }, evidence = "strict" }
 *   report.queries = {
 *     people = [[
 *       select headcount_lo(a.victim) as least, cites(a.id, 'headcount_lo', 'victim') as least_cites
 *         from act a where a.kind = 'no_news' ]],
 *     names = [[
 *       select n.id, n.name, a.id, a.status, a.asof_e from person p join name n on n.id = name_id(p.id) join act a on a.id = status_id(p.id)
 *        where grade(a.id, 'status') <> 'disputed' order by sort_key(n.name, 'en'), n.id ]],
 *   }
 *   function report.load(data)
 *     return { people = data.row("people"), names = data.rows("names"), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     doc:tile { value = d.people.least, label = d.t["tile.missing.label"] }
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

static const char *const reads_evidence[] = {"claim_id", "display_value", "grade", "lineage_id", "lineages", "status_asof", "status_id", "status_now"};
static const char *const reads_people[] = {"display_name", "headcount_hi", "headcount_lo", "name_id"};

static int by_name(const void *a, const void *b) { return sqlite3_stricmp(a, *(const char *const *)b); }

bool functions_read_evidence(const char *name)
{
	return bsearch(name, reads_evidence, COUNT_OF(reads_evidence), sizeof *reads_evidence, by_name) != NULL ||
	    bsearch(name, reads_people, COUNT_OF(reads_people), sizeof *reads_people, by_name) != NULL;
}

bool functions_add(struct data *d, const char *name, int n_args, unsigned flags,
    void (*f)(sqlite3_context *, int, sqlite3_value **), struct err *e)
{
	int how = SQLITE_UTF8 | SQLITE_DIRECTONLY | ((flags & FUNCTION_PURE) != 0 ? SQLITE_DETERMINISTIC : 0);

	return sqlite3_create_function_v2(d->db, name, n_args, how, d, f, NULL, NULL, NULL) == SQLITE_OK || db_fail(d->db, e);
}

bool functions_register(struct data *d, struct err *e)
{
	return cites_register(d->db, e) && functions_dates_register(d, e) && functions_names_register(d, e) && functions_claims_register(d, e) &&
	    functions_people_register(d, e);
}

/* ---- arguments and errors */
bool functions_text(sqlite3_context *x, const char *function, sqlite3_value *v, const char **text)
{
	const char *s = (const char *)sqlite3_value_text(v);
	int n = sqlite3_value_bytes(v);
	struct err e = {0};

	*text = s;
	if (s == NULL)
		return true;
	if (n > FUNCTION_TEXT_MAX)
		err_set(&e, "an argument of %d bytes, %d are the most", n, FUNCTION_TEXT_MAX);
	else if (strlen(s) != (size_t)n || !utf8_valid(s, (size_t)n, NULL))
		err_set(&e, "an argument is not text: it holds a NUL, or bytes that are not UTF-8");
	else
		return true;
	functions_fail(x, function, &e);
	return false;
}

void functions_row(sqlite3_context *x, sqlite3_stmt *s, int column, struct err *e)
{
	int rc = sqlite3_step(s);

	if (rc == SQLITE_ROW)
		sqlite3_result_value(x, sqlite3_column_value(s, column));
	else if (rc != SQLITE_DONE)
		db_fail(sqlite3_db_handle(s), e);
	sqlite3_reset(s);
}

void functions_fail(sqlite3_context *x, const char *function, const struct err *e)
{
	char *s;

	if (limit_time_over()) {
		sqlite3_result_error_code(x, SQLITE_INTERRUPT);
		return;
	}
	s = sqlite3_mprintf("%s(): %s", function, e->msg);
	sqlite3_result_error(x, s != NULL ? s : "out of memory", -1);
	sqlite3_free(s);
}

/* the guard judges what a stranger's statement compiles to, and SQLite may compile that again while it runs */
sqlite3_stmt *functions_cached(struct data *d, struct err *e, const char *sql)
{
	bool on = d->guard.on;
	sqlite3_stmt *s;

	d->guard.on = false;
	s = db_cached(d, e, "%s", sql);
	d->guard.on = on;
	return s;
}
