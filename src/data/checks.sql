-- The checks of attest: each rule in one sentence, then the query whose rows are the places that break it.
--
--   -- CODE SEVERITY WHERE[, disputable][, editors]: rule
--   severity    E an error, W a warning, I for information
--   where       data: on the dataset; sources: needs the documents; run: while a report is made; pack: when a copy is written
--   disputable  a ruled or settled dispute of the claims on that cell answers the finding, where it is of one of the kinds behind it
--   editors     reads rows that only level editors holds
--   -- by: NAME a function of the program instead of a query, and what it is told
--   -- do: what to do in place of it, where it never runs on a dataset
--
-- Columns of a query: ref (id of the row), field (NULL: the row), message, where it knows better dispute, sev, source, and lo and hi, days
-- that it computed.
-- :date is the day that re-checks, reviews and waivers are held against. The same code may stand at several queries.
-- Stock SQL, but for words(), unfilled(), unquoted(), says() of check_words.c, and bounds(), certainly_before(), lineages(), headcount_lo() and _hi() of functions.c.

-- What stands before the first check is done before all of them, and taken back behind them.

-- alone: claims that one report alone stands for
CREATE TEMP TABLE alone AS SELECT k.claim, min(p.source) AS source FROM claim_source k JOIN passage p ON p.id = k.passage
WHERE k.stance IN ('supports', 'repeats') GROUP BY k.claim HAVING min(p.source) = max(p.source);

-- ---------------------------------------------------------------- sources

-- SRC-01 E sources: the document is in the folder, unchanged
-- by: files_whole

-- SRC-01 E data: the custody log has the hash of the document that the dataset has
SELECT c.source AS ref, 'sha256' AS field, 'the custody log (' || c.id || ') has another hash for it' AS message
FROM custody c JOIN source s ON s.id = c.source
WHERE c.action IN ('received', 'copied') AND c.sha256 IS NOT NULL AND c.sha256 <> s.sha256;

-- SRC-02 W data: a report that was read states the day of its publication
SELECT id AS ref, 'pub_e' AS field, CASE WHEN pub_e IS NULL THEN 'the report states no date and none is known'
	ELSE 'the report states no date; ' || pub_e || ' is ' || pub_basis END AS message
FROM source WHERE kind <> 'stub' AND pub_basis <> 'stated';

-- SRC-03 E data: a grade of reliability has a reason
SELECT id AS ref, 'rel_why' AS field, 'grade ' || rel || ' without a reason' AS message FROM source WHERE trim(coalesce(rel_why, '')) = '';

-- SRC-04 W data: claims do not rest on a machine translation, or one of unknown making, alone
SELECT o.id AS ref, 'translation' AS field, count(*) || ' claims rest on it alone, ' ||
	CASE o.translation WHEN 'machine' THEN 'a machine translation' ELSE 'perhaps a translation' END AS message
FROM temp.alone JOIN source o ON o.id = alone.source
WHERE o.translation IN ('machine', 'unknown') GROUP BY o.id;

-- SRC-05 W data: an author or publisher with ties to the people reported on is declared
SELECT DISTINCT s.id AS ref, 'interest' AS field, 'its author has ties to people of the dataset (' || k.id || '), and no interest is declared' AS message
FROM relation w JOIN source s ON s.id = w.b AND w.kind = 'author_of'
JOIN relation k ON (k.a = w.a OR k.b = w.a) AND k.id <> w.id AND k.kind NOT IN ('author_of', 'not_same_as')
WHERE s.interest IS NULL;

-- SRC-05 W data: claims that rest on a report with an interest have another one beside it
SELECT o.id AS ref, 'interest' AS field, count(*) || ' claims rest on it alone, and an interest is declared' AS message
FROM temp.alone JOIN source o ON o.id = alone.source
WHERE o.interest IS NOT NULL GROUP BY o.id;

-- SRC-06 W sources: no two documents share a passage without a link
-- by: files_shared

-- SRC-07 W data: a status does not rest on a report that is older than the dataset allows (meta, max-age-days)
SELECT s.id AS ref, 'pub_e' AS field, count(DISTINCT c.ref) || CASE count(DISTINCT c.ref) WHEN 1 THEN ' status rests' ELSE ' statuses rest' END || ' on this report, of ' || coalesce(s.pub_e, 'unknown date') AS message
FROM claim c JOIN registry g ON g.id = c.ref AND g.tbl = 'act' JOIN claim_source k ON k.claim = c.id JOIN passage p ON p.id = k.passage
JOIN source s ON s.id = p.source
WHERE c.field = 'status' AND c.rank <> 'deprecated' AND k.stance IN ('supports', 'repeats')
	AND CASE s.pub_hi WHEN '9999-12-31' THEN s.pub_lo ELSE s.pub_hi END
		< date(:date, '-' || coalesce((SELECT value FROM meta WHERE id = 'max-age-days'), 180) || ' days')
GROUP BY s.id;

-- ---------------------------------------------------------------- passages and claims

-- PAS-01 E data: a passage lies within its document
SELECT p.id AS ref, 'line_last' AS field, 'line ' || p.line_last || ' of a document of ' || coalesce(s.lines, 'no') || ' lines' AS message
FROM passage p JOIN source s ON s.id = p.source WHERE s.lines IS NULL OR p.line_last > s.lines OR p.line_first > p.line_last;

-- PAS-01 E data: a quotation has no more words than the dataset allows (meta, quote-max-words)
SELECT p.id AS ref, 'quote' AS field, words(p.quote) || ' words are quoted' AS message
FROM passage p WHERE words(p.quote) > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE id = 'quote-max-words'), 7);

-- PAS-01 E sources: a quotation stands in its lines, word for word
-- by: files_quotes

-- CLM-01 E data: a claim has a passage that stands for it
SELECT c.id AS ref, NULL AS field, 'no passage supports this claim on ' || c.ref || '.' || c.field AS message FROM claim c
WHERE c.rank <> 'deprecated' AND NOT EXISTS (SELECT 1 FROM claim_source k WHERE k.claim = c.id AND k.stance IN ('supports', 'repeats', 'silent'));

-- CLM-02 E data: a cell of a column that prints has a claim
-- by: cells_bare act.kind act.victim act.start_e act.end_e act.time_local act.place act.by_org act.stated_reason act.alleged_reason act.status act.asof_e detention.regime detention.custodian detention.expected_basis detention.ordered_first detention.ordered_final detention.held_reported detention.unit detention.release_kind event.title event.outcome event.start_e event.end_e event.place name.name person.sex person.public_role relation.kind statement.speaker statement.said_e statement.gist tally.lo tally.hi tally.wording tally.at_e tally.by_who demand.by_who demand.to_who demand.gist involvement.role

-- CLM-03 I data: claims rest on more than one report
SELECT alone.source AS ref, NULL AS field, count(*) || ' claims rest on it alone' AS message
FROM temp.alone GROUP BY alone.source;

-- CLM-03 E data: a claim graded as confirmed has two independent lineages
SELECT c.id AS ref, 'cred' AS field, 'graded as confirmed, and ' || lineages(c.id) || ' independent lineage stands for it' AS message
FROM claim c WHERE c.cred = 1 AND lineages(c.id) < 2;

-- CLM-04 E data: opinion, guess and prediction alone support no fact
SELECT c.id AS ref, 'modality' AS field, 'stated as ' || c.modality || ' on ' || c.ref || '.' || c.field || ', and every passage for it is opinion, guess or prediction' AS message
FROM claim c JOIN registry g ON g.id = c.ref
WHERE c.rank <> 'deprecated' AND g.tbl IN ('act', 'detention', 'event', 'person', 'relation', 'tally', 'involvement')
	AND c.modality NOT IN ('opinion', 'speculative', 'predicted')
	AND c.id IN (SELECT k.claim FROM claim_source k JOIN passage p ON p.id = k.passage
		WHERE k.stance IN ('supports', 'repeats') AND p.modality IN ('opinion', 'speculative', 'predicted'))
	AND NOT EXISTS (SELECT 1 FROM claim_source k JOIN passage p ON p.id = k.passage WHERE k.claim = c.id
		AND k.stance IN ('supports', 'repeats') AND p.modality NOT IN ('opinion', 'speculative', 'predicted'));

-- CLM-05 W data, disputable: claims that say different things have a preferred one, or a ruling
SELECT c.ref AS ref, c.field AS field, count(DISTINCT c.value) || ' values, none preferred: ' || replace(group_concat(DISTINCT c.value), ',', ', ') AS message
FROM claim c WHERE c.rank <> 'deprecated' GROUP BY c.ref, c.field
HAVING count(DISTINCT c.value) > 1 AND max(c.rank = 'preferred') = 0;

-- CLM-06 E data, disputable: a preferred claim is graded no lower than one that was passed over
SELECT c.id AS ref, 'cred' AS field, 'graded ' || c.cred || ', and ' || min(o.id) || ', which was passed over, ' || min(o.cred) AS message
FROM claim c JOIN claim o ON o.ref = c.ref AND o.field = c.field AND o.id <> c.id
WHERE c.rank = 'preferred' AND o.rank <> 'preferred' AND o.value <> c.value AND o.cred < c.cred GROUP BY c.id;

-- CLM-07 E data: a cell that has claims is what its preferred one says, or its only one
-- by: cells_equal

-- ---------------------------------------------------------------- names

-- NAM-01 E data, disputable identity: one spelling means one person
SELECT n.id AS ref, 'name' AS field, 'the same spelling as ' || o.id || ', of ' || o.owner || ' and not of ' || n.owner AS message
FROM name n JOIN name o ON o.name = n.name AND o.owner > n.owner JOIN person a ON a.id = n.owner JOIN person b ON b.id = o.owner
WHERE n.kind <> 'descriptive' AND o.kind <> 'descriptive' AND n.kind <> 'title' AND o.kind <> 'title';

-- NAM-02 W data: near-identical spellings of two persons are related, or said not to be the same
-- by: names_near

-- NAM-03 E data: the name that prints is no garbled, mistaken or partial one
SELECT n.id AS ref, 'display' AS field, 'prints a name of kind ' || n.kind AS message
FROM name n WHERE n.display = 1 AND n.kind NOT IN ('preferred', 'descriptive')
UNION ALL
SELECT n.id, 'name', 'the name that prints is also kept as ' || o.kind || ' (' || o.id || ')'
FROM name n JOIN name o ON o.owner = n.owner AND o.name = n.name AND o.kind IN ('garbled', 'misspelling', 'given_only', 'surname_only')
WHERE n.display = 1;

-- NAM-04 E data: a name is written in the script that its row states, and in that alone
-- by: names_script

-- NAM-05 E data: the fonts inside have every character of a name
-- by: names_glyphs

-- NAM-06 I data: a report spells a person in one way
SELECT n.owner AS ref, NULL AS field, count(DISTINCT n.name) || ' spellings in one report: ' || replace(group_concat(DISTINCT n.name), ',', ', ') AS message, p.source AS source
FROM name n JOIN person v ON v.id = n.owner JOIN claim c ON c.ref = n.id AND c.field = 'name' AND c.rank <> 'deprecated'
JOIN claim_source k ON k.claim = c.id AND k.stance IN ('supports', 'repeats') JOIN passage p ON p.id = k.passage
WHERE n.kind NOT IN ('descriptive', 'title', 'given_only', 'surname_only') GROUP BY n.owner, p.source HAVING count(DISTINCT n.name) > 1;

-- NAM-07 W data: organisations that share a name are related, or said not to be the same
SELECT DISTINCT o.id AS ref, NULL AS field, '''' || n.name || ''' is within ''' || m.name || ''', the name of ' || q.id || ', and no row relates them' AS message
FROM organisation o CROSS JOIN name n ON n.owner = o.id AND n.display = 1 CROSS JOIN organisation q ON q.id <> o.id CROSS JOIN name m ON m.owner = q.id AND m.display = 1
WHERE n.lang = m.lang AND n.kind <> 'descriptive' AND m.kind <> 'descriptive' AND (n.name <> m.name OR o.id < q.id) AND length(n.name) >= 5 AND instr(' ' || lower(m.name) || ' ', ' ' || lower(n.name) || ' ') > 0
	AND o.parent IS NOT q.id AND q.parent IS NOT o.id
	AND NOT EXISTS (SELECT 1 FROM relation r WHERE (r.a = o.id AND r.b = q.id) OR (r.a = q.id AND r.b = o.id));

-- ---------------------------------------------------------------- dates

-- DAT-01 E data: a date is written as the subset of EDTF has it, and its stored bounds follow from it
-- by: dates_sound

-- DAT-02 E data, disputable date arithmetic: nothing ends certainly before it begins
SELECT id AS ref, 'end_e' AS field, 'ends ' || end_e || ', begins ' || start_e AS message FROM event WHERE end_hi < start_lo
UNION ALL SELECT id, 'end_e', 'ends ' || end_e || ', begins ' || start_e FROM act WHERE end_hi < start_lo
UNION ALL SELECT id, 'to_e', 'ends ' || to_e || ', begins ' || from_e FROM relation WHERE certainly_before(to_e, from_e)
UNION ALL SELECT id, 'expires_e', 'expires ' || expires_e || ', was given ' || given_e FROM consent WHERE expires_hi < given_lo
UNION ALL SELECT id, 'ends_e', 'ends ' || ends_e || ', is in force from ' || in_force_e FROM instrument WHERE ends_hi < in_force_lo
UNION ALL SELECT id, 'in_force_e', 'in force from ' || in_force_e || ', is of ' || date_e FROM instrument WHERE in_force_hi < date_lo;

-- DAT-03 W data, disputable date arithmetic: nothing ends possibly before it begins
SELECT id AS ref, 'end_e' AS field, 'may end (' || end_e || ') before it begins (' || start_e || ')' AS message
FROM event WHERE end_hi >= start_lo AND (end_lo < start_lo OR end_hi < start_hi)
UNION ALL SELECT id, 'end_e', 'may end (' || end_e || ') before it begins (' || start_e || ')'
FROM act WHERE end_hi >= start_lo AND (end_lo < start_lo OR end_hi < start_hi)
UNION ALL SELECT id, 'expires_e', 'may expire (' || expires_e || ') before it was given (' || given_e || ')'
FROM consent WHERE expires_hi >= given_lo AND (expires_lo < given_lo OR expires_hi < given_hi);

-- DAT-04 E data, disputable date arithmetic: a part does not lie certainly outside its whole
SELECT p.id AS ref, 'start_e' AS field, p.start_e || ' lies outside ' || w.id || ', ' || w.start_e || coalesce(' to ' || w.end_e, '') AS message
FROM event p JOIN event w ON w.id = p.part_of
WHERE coalesce(p.end_hi, p.start_hi) < w.start_lo OR p.start_lo > w.end_hi OR (w.end_e IS NULL AND w.kind <> 'campaign' AND p.start_lo > w.start_hi);

-- DAT-05 E data, disputable date arithmetic: nothing is reported before it happened or was said
SELECT DISTINCT c.ref AS ref, c.field AS field, c.value || ' is later than ' || s.id || ' of ' || s.pub_e || ', which reports it' AS message, s.id AS source
FROM claim c JOIN registry g ON g.id = c.ref JOIN claim_source k ON k.claim = c.id AND k.stance IN ('supports', 'repeats')
JOIN passage p ON p.id = k.passage JOIN source s ON s.id = p.source
WHERE c.rank <> 'deprecated' AND g.tbl IN ('event', 'act', 'statement', 'tally') AND c.field IN ('start_e', 'said_e', 'at_e', 'asof_e')
	AND bounds(c.value, 'lo') > s.pub_hi;

-- DAT-05 W data, disputable date arithmetic: a day without its year fits between what it speaks of and the report that has it
SELECT DISTINCT c.ref AS ref, c.field AS field, 'no ' || substr(c.value, 6) || ' lies between ' || e.start_e || ', which it speaks of, and ' || s.id || ' of ' || s.pub_e AS message, s.id AS source,
	substr(e.start_lo, 1, 4) || substr(c.value, 5) AS lo, substr(e.start_lo, 1, 4) || substr(c.value, 5) AS hi
FROM claim c JOIN statement t ON t.id = c.ref JOIN event e ON e.id = t.about
JOIN claim_source k ON k.claim = c.id AND k.stance IN ('supports', 'repeats') JOIN passage p ON p.id = k.passage JOIN source s ON s.id = p.source
WHERE c.rank <> 'deprecated' AND c.field = 'said_e' AND c.value GLOB 'XXXX-[0-9][0-9]-[0-9][0-9]' AND e.start_lo IS NOT NULL AND s.pub_hi < '9999'
	AND substr(e.start_lo, 1, 4) || substr(c.value, 5) > s.pub_hi AND substr(e.start_lo, 1, 4) || substr(c.value, 5) >= e.start_lo;

-- DAT-06 W data: a weekday that stands beside a date is the right one
-- by: weekdays

-- DAT-07 W data: 'today', 'yesterday' and 'last month' are not counted from a date that is itself inferred
WITH relative(w) AS (VALUES (' today'), (' yesterday'), (' that day'), (' a day earlier'), (' the day before'), (' last '), (' recent'), (' ago '), (' of the year before'), (' now ')),
	said(id, source, x) AS (SELECT id, source, ' ' || lower(coalesce(quote, '') || ' ' || gist) || ' ' FROM passage),
	counting(id, source) AS MATERIALIZED (SELECT id, source FROM said WHERE EXISTS (SELECT 1 FROM relative WHERE instr(x, w) > 0))
SELECT s.id AS ref, 'pub_e' AS field, count(DISTINCT c.id) || ' dates count from its ' || s.pub_basis || ' day, ' || coalesce(s.pub_e, 'none') AS message
FROM claim_source k JOIN counting p ON p.id = k.passage JOIN claim c ON c.id = k.claim JOIN source s ON s.id = p.source
WHERE s.kind <> 'stub' AND s.pub_basis <> 'stated' AND c.rank <> 'deprecated' AND c.field LIKE '%\_e' ESCAPE '\' AND k.stance IN ('supports', 'repeats')
GROUP BY s.id;

-- DAT-08 W data, disputable date arithmetic: a date is no finer than the claims on it
SELECT e.id AS ref, 'start_e' AS field, e.start_e || ' is finer than ' || min(c.value) || ', which its claims say' AS message
FROM (SELECT id, start_e, start_lo AS lo, start_hi AS hi FROM event UNION ALL SELECT id, start_e, start_lo, start_hi FROM act) e
JOIN claim c ON c.ref = e.id AND c.field = 'start_e' AND c.rank <> 'deprecated'
WHERE e.start_e IS NOT NULL GROUP BY e.id, e.start_e, e.lo, e.hi
HAVING min(julianday(bounds(c.value, 'hi')) - julianday(bounds(c.value, 'lo'))) > julianday(e.hi) - julianday(e.lo);

-- ---------------------------------------------------------------- events

-- EVT-01 W data: no event of the same kind stands twice at one place on one day
SELECT e.id AS ref, NULL AS field, 'the same kind, place and day as ' || o.id AS message FROM event e JOIN event o ON o.kind = e.kind AND o.place = e.place
	AND o.start_e = e.start_e AND o.id > e.id
WHERE e.start_lo = e.start_hi AND e.part_of IS NOT o.id AND o.part_of IS NOT e.id
	AND NOT EXISTS (SELECT 1 FROM event_link l WHERE (l.a = e.id AND l.b = o.id) OR (l.a = o.id AND l.b = e.id));

-- EVT-02 W data, disputable value identity translation: a mission is called an embassy or a consulate, not both
SELECT n.id AS ref, 'name' AS field, '''' || n.name || ''' and ''' || min(o.name) || ''' for one place' AS message
FROM name n JOIN name o ON o.owner = n.owner AND lower(o.name) LIKE '%consulate%'
WHERE lower(n.name) LIKE '%embassy%' GROUP BY n.id;

-- EVT-03 I data: an event of the core has an act, a statement, a number, a part or somebody involved
SELECT e.id AS ref, NULL AS field, 'nothing speaks of this event beside its own row' AS message FROM event e
WHERE e.scope = 'core' AND NOT EXISTS (SELECT 1 FROM act WHERE event = e.id) AND NOT EXISTS (SELECT 1 FROM statement WHERE about = e.id)
	AND NOT EXISTS (SELECT 1 FROM tally WHERE about = e.id) AND NOT EXISTS (SELECT 1 FROM event p WHERE p.part_of = e.id)
	AND NOT EXISTS (SELECT 1 FROM involvement WHERE object = e.id);

-- EVT-04 W data, disputable: a part that one alone can have is not given to two
SELECT min(i.id) AS ref, 'role' AS field, count(DISTINCT i.subject) || ' of role ' || i.role || ' in ' || i.object || ': ' || replace(group_concat(DISTINCT i.subject), ',', ', ') AS message
FROM involvement i WHERE i.role IN ('recorder', 'custodian') GROUP BY i.object, i.role HAVING count(DISTINCT i.subject) > 1
UNION ALL
SELECT c.ref, 'custodian', count(DISTINCT c.value) || ' custodians: ' || replace(group_concat(DISTINCT c.value), ',', ', ')
FROM claim c JOIN detention d ON d.id = c.ref WHERE c.field = 'custodian' AND c.rank <> 'deprecated' GROUP BY c.ref HAVING count(DISTINCT c.value) > 1;

-- ---------------------------------------------------------------- detentions

-- DET-01 E data, disputable date arithmetic identity: nobody is held by two custodians at the same time
SELECT b.id AS ref, 'start_e' AS field, 'held from ' || b.start_e || ' by ' || y.custodian || ', and by ' || x.custodian || ' until ' || a.end_e || ' (' || a.id || ')' AS message
FROM act a JOIN act b ON b.victim = a.victim AND b.id <> a.id JOIN detention x ON x.act = a.id JOIN detention y ON y.act = b.id
WHERE x.custodian <> y.custodian AND a.start_hi <= b.start_lo AND a.end_lo > b.start_hi;

-- DET-02 E data, disputable date arithmetic identity: a detention does not begin certainly before the one before it ends
SELECT b.id AS ref, 'start_e' AS field, 'begins ' || b.start_e || ', while ' || a.id || ' lasts until ' || coalesce(a.end_e, date(a.start_lo, '+' || x.held_reported || ' days') || ', as reported') AS message
FROM act a JOIN detention x ON x.act = a.id JOIN act b ON b.victim = a.victim AND b.id <> a.id JOIN detention y ON y.act = b.id
WHERE a.start_hi < b.start_lo AND (a.end_lo > b.start_hi
	OR (a.end_e IS NULL AND x.unit = 'day' AND date(a.start_lo, '+' || x.held_reported || ' days') > b.start_hi));

-- DET-03 W data, disputable arithmetic figure value date: the time held fits the term as finally fixed, counted either way
SELECT d.id AS ref, 'ordered_final' AS field, d.ordered_final || ' days ordered; from ' || a.start_e || ' to ' || e.ended || ' are ' ||
	CAST(julianday(e.ended) - julianday(a.start_lo) AS INTEGER) AS message, date(a.start_lo, '+' || d.ordered_final || ' days') AS lo, e.ended AS hi
FROM detention d JOIN act a ON a.id = d.act JOIN (SELECT id, end_lo AS ended FROM act WHERE end_lo = end_hi
	-- an end that a ruling leaves out of print stands in a claim alone
	UNION SELECT c.ref, c.value FROM claim c JOIN act x ON x.id = c.ref AND x.end_e IS NULL WHERE c.field = 'end_e' AND c.value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') e ON e.id = a.id
WHERE d.unit = 'day' AND d.ordered_final IS NOT NULL AND a.start_lo = a.start_hi
	AND julianday(e.ended) - julianday(a.start_lo) NOT IN (d.ordered_final, d.ordered_final - 1);

-- DET-03 W data, disputable arithmetic figure value date: the time between two detentions has room for the term as finally fixed
SELECT d.id AS ref, 'ordered_final' AS field, d.ordered_final || ' days from ' || a.start_e || ' go beyond ' || b.start_e || ', when ' || b.id || ' begins' AS message
FROM detention d JOIN act a ON a.id = d.act JOIN act b ON b.victim = a.victim AND b.kind = 'detention' AND b.start_lo > a.start_hi
WHERE d.unit = 'day' AND d.ordered_final IS NOT NULL AND date(a.start_hi, '+' || (d.ordered_final - 1) || ' days') > b.start_lo;

-- DET-04 W data, disputable arithmetic figure value legal: a term that was changed says how: longer by an appeal, shorter by some decision
SELECT id AS ref, 'ordered_final' AS field, ordered_first || ' ' || unit || 's as first ordered, ' || ordered_final || ' in the end, and ' ||
	coalesce('released as ' || release_kind, 'nothing says why') AS message
FROM detention WHERE (ordered_final > ordered_first AND release_kind IS NOT 'appeal') OR (ordered_final < ordered_first AND release_kind IS NULL);

-- DET-05 W data, disputable arithmetic figure value legal: the days ordered are within the maximum of the law that the act is based on, once that law is verified
SELECT d.id AS ref, 'ordered_final' AS field, coalesce(d.ordered_final, d.ordered_first) || ' days, where ' || i.id || ' allows ' || m.hi AS message
FROM detention d JOIN act a ON a.id = d.act JOIN instrument i ON i.id = d.expected_basis AND i.verified = 'yes'
JOIN tally m ON m.about = i.id AND m.what = 'days_maximum' AND m.unit = 'day'
WHERE d.unit = 'day' AND a.stated_reason IS NOT NULL AND coalesce(d.ordered_final, d.ordered_first) > m.hi;

-- DET-06 W data, disputable date arithmetic identity: nobody is detained after their death
SELECT b.id AS ref, 'start_e' AS field, 'begins ' || b.start_e || ', after the death by ' || coalesce(a.start_e, a.asof_e) || ' (' || a.id || ')' AS message
FROM act a JOIN act b ON b.victim = a.victim AND b.id <> a.id
WHERE (a.kind = 'death_in_custody' OR a.status = 'dead') AND b.kind IN ('detention', 'house_arrest') AND b.start_lo > coalesce(a.start_hi, a.asof_hi);

-- ---------------------------------------------------------------- counts

-- CNT-01 E data, disputable figure arithmetic value date: a number of missing relatives is the sum of those that are named or counted
SELECT t.id AS ref, 'lo' AS field, t.wording || ': the rows of relatives make ' || sum(v.members) AS message
FROM tally t JOIN person v ON v.known_by = t.about JOIN act a ON a.victim = v.id AND a.kind = 'no_news'
WHERE t.what = 'relatives_missing' GROUP BY t.id HAVING sum(v.members IS NULL) = 0 AND (sum(v.members) < t.lo OR sum(v.members) > t.hi);

-- CNT-01 E data, disputable figure arithmetic value date: a number is the sum of the parts that are reported of it
SELECT t.id AS ref, 'lo' AS field, t.wording || ': the parts (' || group_concat(p.wording, ', ') || ') make ' || sum(p.lo) || CASE WHEN sum(p.hi) <> sum(p.lo) THEN ' to ' || sum(p.hi) ELSE '' END AS message
FROM tally t JOIN tally p ON p.about = t.about AND p.what = t.what || '_part' AND p.at_e IS t.at_e
WHERE t.lo IS NOT NULL GROUP BY t.id HAVING count(p.lo) = count(*) AND count(p.hi) = count(*) AND (sum(p.hi) < t.lo OR sum(p.lo) > t.hi);

-- CNT-02 W data, disputable figure arithmetic value date: counts of days leave a common first day
WITH counted(about, what, id, lo, hi) AS (
	SELECT about, what, id, date(at_lo, '-' || coalesce(hi, 36500) || ' days'), date(at_hi, '-' || (lo - 1) || ' days')
	FROM tally WHERE unit = 'day' AND what = 'days_protest' AND lo IS NOT NULL AND at_lo IS NOT NULL
	UNION ALL SELECT e.id, 'days_protest', e.id, e.start_lo, e.start_hi FROM event e
	WHERE e.start_lo IS NOT NULL AND e.id IN (SELECT about FROM tally WHERE what = 'days_protest'))
SELECT about AS ref, 'start_e' AS field, 'the day counts allow no common first day: it would lie between ' || max(lo) || ' and ' || min(hi) AS message
FROM counted GROUP BY about, what HAVING max(lo) > min(hi);

-- CNT-03 I data: a count of days fixes a first day
SELECT id AS ref, 'lo' AS field, wording || CASE WHEN lo = hi THEN ': counted back from ' || at_e || ' the first day is ' || date(at_hi, '-' || lo || ' days') || ', or '
	|| date(at_hi, '-' || (lo - 1) || ' days') || ' when the first day counts' ELSE ': the first day is ' || date(at_hi, '-' || (lo - 1) || ' days') || ' or earlier' END AS message,
	CASE WHEN lo = hi THEN date(at_lo, '-' || lo || ' days') END AS lo, date(at_hi, '-' || (lo - 1) || ' days') AS hi
FROM tally WHERE unit = 'day' AND what IN ('days_protest', 'days_held') AND at_lo = at_hi AND lo IS NOT NULL
UNION ALL
SELECT id, 'lo', wording || ': within ' || at_e || ', so the first day lies between ' || date(at_lo, '-' || lo || ' days') || ' and ' || date(at_hi, '-' || (lo - 1) || ' days'),
	date(at_lo, '-' || lo || ' days'), date(at_hi, '-' || (lo - 1) || ' days')
FROM tally WHERE unit = 'day' AND what IN ('days_protest', 'days_held') AND at_lo < at_hi AND lo = hi;

-- CNT-03 I data: counts of days together fix a first day
WITH counted(about, id, lo, hi) AS (
	SELECT about, id, date(at_lo, '-' || coalesce(hi, 36500) || ' days'), date(at_hi, '-' || (lo - 1) || ' days')
	FROM tally WHERE unit = 'day' AND what = 'days_protest' AND lo IS NOT NULL AND at_lo IS NOT NULL
	UNION ALL SELECT e.id, e.id, e.start_lo, e.start_hi FROM event e
	WHERE e.start_lo IS NOT NULL AND e.id IN (SELECT about FROM tally WHERE what = 'days_protest'))
SELECT about AS ref, 'start_e' AS field, (count(*) - 1) || ' counts and the reported month leave ' || max(lo) || ' to ' || min(hi) || ' for the first day' AS message,
	max(lo) AS lo, min(hi) AS hi
FROM counted GROUP BY about HAVING count(*) > 2 AND max(lo) <= min(hi);

-- CNT-04 E data, disputable figure arithmetic value date: as many are detained by name or number as the event's number says
SELECT t.id AS ref, 'lo' AS field, t.wording || ': the acts make ' || headcount_lo(a.victim) ||
	CASE WHEN headcount_hi(a.victim) IS NULL THEN ' at least' WHEN headcount_hi(a.victim) > headcount_lo(a.victim) THEN ' to ' || headcount_hi(a.victim) ELSE '' END AS message
FROM tally t JOIN act a ON a.event = t.about AND a.kind = 'detention'
WHERE t.what = 'detained' AND a.status <> 'alleged' GROUP BY t.id
HAVING headcount_lo(a.victim) > t.hi OR headcount_hi(a.victim) < t.lo;

-- CNT-05 W data, disputable figure arithmetic value date: a number is given as one, and numbers for the same thing fit together
SELECT id AS ref, 'wording' AS field, '''' || wording || ''' gives no number' AS message FROM tally WHERE lo IS NULL AND hi IS NULL
UNION ALL
SELECT t.id, 'lo', '''' || t.wording || ''' and ''' || o.wording || ''' (' || o.id || ') exclude each other' FROM tally t JOIN tally o
	ON o.about = t.about AND o.what = t.what AND o.id > t.id AND o.at_e IS t.at_e WHERE (t.hi < o.lo OR o.hi < t.lo) AND t.what NOT LIKE '%\_part' ESCAPE '\';

-- CNT-06 W data, disputable figure arithmetic value date: ages of one person imply the same year of birth, give or take one
SELECT o.id AS ref, 'lo' AS field, 'born about ' || (substr(o.at_lo, 1, 4) - o.lo) || ', and by ' || t.id || ' about ' || (substr(t.at_lo, 1, 4) - t.lo) AS message
FROM tally t JOIN tally o ON o.about = t.about AND o.what = 'age' AND o.id > t.id
WHERE t.what = 'age' AND abs((substr(o.at_lo, 1, 4) - o.lo) - (substr(t.at_lo, 1, 4) - t.lo)) > 1;

-- ---------------------------------------------------------------- relations

-- REL-01 E data: no row is related to itself, and nothing is part of what is part of it
SELECT id AS ref, 'b' AS field, 'related to itself' AS message FROM relation WHERE a = b
UNION ALL
SELECT id, 'parent', 'is its own parent, over ' || up FROM (
	WITH RECURSIVE upward(id, up) AS (SELECT id, parent FROM organisation WHERE parent IS NOT NULL UNION SELECT u.id, o.parent FROM upward u JOIN organisation o ON o.id = u.up WHERE o.parent IS NOT NULL)
	SELECT id, up FROM upward WHERE id = up)
UNION ALL
SELECT id, 'parent', 'is its own parent, over ' || up FROM (
	WITH RECURSIVE upward(id, up) AS (SELECT id, parent FROM place WHERE parent IS NOT NULL UNION SELECT u.id, o.parent FROM upward u JOIN place o ON o.id = u.up WHERE o.parent IS NOT NULL)
	SELECT id, up FROM upward WHERE id = up)
UNION ALL
SELECT id, 'part_of', 'is part of itself' FROM (
	WITH RECURSIVE upward(id, up) AS (SELECT id, part_of FROM event WHERE part_of IS NOT NULL UNION SELECT u.id, o.part_of FROM upward u JOIN event o ON o.id = u.up WHERE o.part_of IS NOT NULL)
	SELECT id, up FROM upward WHERE id = up)
UNION ALL
SELECT id, 'known_by', 'is known through itself' FROM (
	WITH RECURSIVE upward(id, up) AS (SELECT id, known_by FROM person WHERE known_by IS NOT NULL UNION SELECT u.id, o.known_by FROM upward u JOIN person o ON o.id = u.up WHERE o.known_by IS NOT NULL)
	SELECT id, up FROM upward WHERE id = up);

-- REL-01 E data, disputable identity value figure: two relations of the same two do not exclude each other
SELECT r.id AS ref, 'kind' AS field, r.kind || ', and ' || q.id || ' says ' || q.kind || CASE WHEN q.a = r.a THEN '' ELSE ' the other way round' END AS message
FROM relation r JOIN relation q ON q.id > r.id AND ((q.a = r.a AND q.b = r.b) OR (q.a = r.b AND q.b = r.a))
WHERE (r.kind IN ('same_as', 'same_as_candidate') AND q.kind = 'not_same_as') OR (r.kind = 'not_same_as' AND q.kind IN ('same_as', 'same_as_candidate'))
	OR (q.a = r.b AND r.kind = q.kind AND r.kind IN ('parent', 'child', 'grandchild', 'child_in_law', 'author_of'))
	OR (q.a = r.a AND r.kind = 'parent' AND q.kind = 'child') OR (q.a = r.a AND r.kind = 'child' AND q.kind = 'parent');

-- REL-02 W data, disputable identity value figure: a counted group has as many members as people were named of it
SELECT g.id AS ref, 'members' AS field, g.members || ' members, and ' || count(*) || ' people are named as such' AS message
FROM person g JOIN relation r ON r.b = g.id AND r.kind = 'member_of' JOIN person v ON v.id = r.a
WHERE g.kind IN ('group', 'family') AND g.members IS NOT NULL GROUP BY g.id HAVING count(*) <> g.members;

-- ---------------------------------------------------------------- statuses, instruments, requests

-- STA-01 E data: a status has the date for which it holds
SELECT id AS ref, 'asof_e' AS field, 'status ' || status || ' without a date for which it holds' AS message FROM act WHERE asof_e IS NULL AND status NOT IN ('done', 'unk');

-- STA-01 W data: a status is no older than the dataset allows (meta, max-age-days)
SELECT id AS ref, 'asof_e' AS field, status || ' as of ' || asof_e || ', ' ||
	printf('%,d', julianday(:date) - julianday(CASE asof_hi WHEN '9999-12-31' THEN asof_lo ELSE asof_hi END)) || ' days' AS message
FROM act WHERE julianday(:date) - julianday(CASE asof_hi WHEN '9999-12-31' THEN asof_lo ELSE asof_hi END)
	> coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE id = 'max-age-days'), 180) AND status NOT IN ('done');

-- STA-01 E run: a status prints with the date for which it holds
-- do: attest run REPORT stops at a status that prints without its date, where evidence = "strict"

-- STA-02 W data, disputable identity value: who is dead, free or has served a term is not also held, of the same date or a later one
SELECT b.id AS ref, 'status' AS field, 'status ' || b.status || ' as of ' || b.asof_e || ', and ' || a.id || ' says ' || a.status || ' as of ' || a.asof_e AS message
FROM act a JOIN act b ON b.victim = a.victim AND b.id <> a.id
WHERE a.status = 'dead' AND b.status IN ('held', 'held_uncharged', 'on_trial', 'serving', 'house_arrest') AND b.asof_hi >= a.asof_lo;

-- INS-01 E run: an instrument prints with its state of verification
-- do: attest run REPORT stops at an instrument that prints without it, where evidence = "strict"

-- INS-01 W data: an instrument was checked, and the day to check it again has not passed
SELECT id AS ref, 'recheck_on' AS field, 'to be checked again by ' || recheck_on AS message FROM instrument WHERE recheck_on < :date
UNION ALL
SELECT id, 'verified', 'not verified' || coalesce(': ' || unverified, '') FROM instrument WHERE verified <> 'yes';

-- INS-02 W data: a commitment says where it stands
SELECT id AS ref, 'locus' AS field, 'no article or paragraph of ' || instrument AS message, instrument AS source FROM commitment WHERE locus IS NULL AND bearing <> 'none';

-- ASK-01 E data: a request has an addressee, a verb and rows that it rests on
SELECT id AS ref, 'addressee' AS field, 'nobody is asked' AS message FROM ask WHERE trim(coalesce(addressee, '')) = ''
UNION ALL SELECT id, 'verb', 'no verb' FROM ask WHERE trim(coalesce(verb, '')) = ''
UNION ALL SELECT a.id, NULL, 'no row supports this request' FROM ask a WHERE NOT EXISTS (SELECT 1 FROM ask_support s WHERE s.ask = a.id);

-- ASK-01 W data: a request has a day by which it is to be done
SELECT id AS ref, 'deadline_e' AS field, 'no day: ' || occasion AS message FROM ask WHERE deadline_e IS NULL AND occasion NOT IN ('standing', 'at any time');

-- ASK-02 E run: an event is set against a commitment only when that is certainly earlier
-- do: attest run REPORT stops at such a comparison, where evidence = "strict"

-- ---------------------------------------------------------------- protection

-- RED-01 E pack: nothing above the level of a copy stands in it
-- do: attest pack searches every copy that it writes for what was dropped, and writes none that holds it

-- RED-02 E data: no minor is named
SELECT n.id AS ref, 'name' AS field, 'the name of somebody who may be a minor: ' || t.id AS message
FROM tally t JOIN name n ON n.owner = t.about WHERE t.what = 'age' AND t.lo < 18 AND n.kind NOT IN ('descriptive')
UNION ALL
SELECT n.id, 'name', 'a name for a group that may hold minors' FROM person p JOIN name n ON n.owner = p.id
WHERE p.kind IN ('group', 'family') AND n.kind <> 'descriptive';

-- RED-02 E data: no address, route or telephone number stands where others than editors read it
-- by: private_words

-- RED-03 W data, editors: a person who is shown has consented
SELECT p.id AS ref, NULL AS field, coalesce('consent: ' || c.basis, 'no consent is recorded') AS message
FROM person p LEFT JOIN consent c ON c.person = p.id AND c.scope IN ('as_printed', 'name')
WHERE p.level <> 'editors' AND p.kind IN ('individual', 'family') AND (c.id IS NULL OR c.basis = 'none')
	AND NOT EXISTS (SELECT 1 FROM consent o WHERE o.person = p.id AND o.basis <> 'none' AND o.withdrawn = 0);

-- RED-03 W data, editors: no consent and no day of review has passed
SELECT id AS ref, 'expires_e' AS field, 'expired ' || expires_e AS message FROM consent WHERE expires_hi < :date
UNION ALL SELECT id, 'review_on', 'to be reviewed by ' || review_on FROM source WHERE review_on < :date
UNION ALL SELECT id, 'review_on', 'to be reviewed by ' || review_on FROM restriction WHERE review_on < :date;

-- RED-04 W data: somebody who is not named is not told by place, day, sex and role together
SELECT p.id AS ref, NULL AS field, 'known by place and day (' || min(e.id) || ')' || CASE WHEN p.sex IS NULL THEN '' ELSE ', sex' END ||
	CASE WHEN p.public_role IS NULL THEN '' ELSE ', role' END AS message
FROM person p JOIN (SELECT speaker AS who, about AS what, level FROM statement UNION SELECT by_who, about, level FROM tally UNION SELECT subject, object, level FROM involvement
	UNION SELECT victim, event, level FROM act) s ON s.who = p.id
JOIN event e ON e.id = s.what AND e.place IS NOT NULL AND e.start_lo = e.start_hi
WHERE p.kind IN ('unnamed', 'role') AND p.level <> 'editors' AND s.level <> 'editors' GROUP BY p.id;

-- ---------------------------------------------------------------- words, pages, waivers

-- TXT-01 W data: no word that the dataset avoids (meta, avoid-words, apart by ';') stands outside a quotation
WITH RECURSIVE cut(word, rest) AS (SELECT '', value || ';' FROM meta WHERE id = 'avoid-words'
	UNION ALL SELECT trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1) FROM cut WHERE rest <> ''),
said(ref, field, body) AS (SELECT id, 'body', body FROM text UNION ALL SELECT id, 'title', title FROM event UNION ALL SELECT id, 'outcome', outcome FROM event
	UNION ALL SELECT id, 'gist', gist FROM statement UNION ALL SELECT id, 'gist', gist FROM passage UNION ALL SELECT id, 'gist', gist FROM ask
	UNION ALL SELECT id, 'gist', gist FROM demand UNION ALL SELECT id, 'gist', gist FROM commitment UNION ALL SELECT id, 'print_as', print_as FROM dispute)
SELECT s.ref AS ref, s.field AS field, 'says ''' || c.word || '''' AS message
FROM cut c CROSS JOIN said s ON instr(lower(s.body), lower(c.word)) > 0 AND says(unquoted(s.body), c.word) WHERE c.word <> '';

-- TXT-02 E data: wording of table text holds no number and no person's name of its own
WITH said(id, body) AS MATERIALIZED (SELECT id, unfilled(body) FROM text)
SELECT id AS ref, 'body' AS field, 'a number is typed into this wording' AS message FROM said WHERE body GLOB '*[0-9]*'
UNION ALL
SELECT DISTINCT t.id, 'body', 'the name of ' || p.id || ' is typed into this wording' FROM said t JOIN name n ON says(t.body, n.name) JOIN person p ON p.id = n.owner
WHERE n.kind NOT IN ('descriptive', 'title');

-- TXT-02 E run: a template holds no number, name or date of its own
-- do: attest run REPORT stops at one that is typed into wording, where evidence = "strict"

-- TXT-04 E data: a placeholder in prose leads to a row and a column of it
-- by: prose_rows

-- TXT-03 W data: wording is there, and reviewed, in every language of the dataset
SELECT t.id AS ref, 'status' AS field, 'not reviewed in ' || t.lang AS message FROM text t WHERE t.status = 'draft'
UNION ALL
SELECT min(t.id), 'lang', count(*) || ' texts have no wording in ' || l.lang FROM text t JOIN (
	WITH RECURSIVE cut(lang, rest) AS (SELECT '', value || ' ' FROM meta WHERE id = 'languages'
		UNION ALL SELECT trim(substr(rest, 1, instr(rest, ' ')), ' ,'), substr(rest, instr(rest, ' ') + 1) FROM cut WHERE rest <> '')
	SELECT DISTINCT lang FROM cut WHERE lang <> '') l
WHERE t.lang = (SELECT value FROM meta WHERE id = 'language') AND l.lang <> t.lang
	AND NOT EXISTS (SELECT 1 FROM text o WHERE o.key = t.key AND o.lang = l.lang) GROUP BY l.lang;

-- LAY-01 W run: no page overflows, no heading stands alone at a foot, no document is longer than its report allows
-- do: attest run REPORT leaves out what its budget ranks, says what, and fails where that is not enough

-- WAI-01 E data, editors: a waiver has an author and has not expired
SELECT id AS ref, 'until' AS field, 'expired on ' || until AS message FROM waiver WHERE until < :date OR until IS NOT date(until)
UNION ALL SELECT id, 'by_who', 'nobody signed it' FROM waiver WHERE trim(coalesce(by_who, '')) = '';
