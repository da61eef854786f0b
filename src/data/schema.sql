-- The dataset of attest, schema version 2. One CSV file per table fills it; registry and *_lo, *_hi come from the importer.
-- Plain SQLite that the stock shell reads: no function of ours, no view, no trigger.
-- Every row: id (lower-case ASCII, unique in the whole dataset, stable for ever) and level (who may see it).
-- Declared types carry meaning: EDTF TEXT a date, PROSE TEXT CommonMark with {row-id.column} placeholders.
-- A typed reference is a foreign key; one that may point to any table is REFERENCES registry(id).
-- NULL means: not reported. It is never a claim that something did not happen.
-- The importer fills the tables with foreign keys off and then runs PRAGMA foreign_key_check.

-- registry: every row of every table once, so that claims, restrictions and supports name one thing. Made by the importer.
CREATE TABLE registry(
  id TEXT PRIMARY KEY NOT NULL,
  tbl TEXT NOT NULL
);

-- meta: what the whole file says of itself; id is the key (schema-version, title, facts-until, as-of, level, ...).
CREATE TABLE meta(
  id TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- source: one document as obtained; a stub is a document that was not read, known because another one relays it.
CREATE TABLE source(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('news-direct','news-secondary','aggregator','official','court-doc','ngo-report',
    'testimony','social-post','database','leaked-doc','image','video','stub')),
  title TEXT,                       -- as printed; NULL where the file has none
  publisher TEXT,                   -- NULL: not stated
  author TEXT,                      -- NULL: not stated
  lang TEXT,                        -- BCP 47, of the file
  orig_lang TEXT,                   -- BCP 47, of what was translated; NULL: not stated
  translation TEXT CHECK(translation IN('none','human','machine','unknown')),
  translation_basis TEXT CHECK(translation_basis IN('stated','inferred')),
  pub_e EDTF TEXT, pub_lo TEXT, pub_hi TEXT,
  pub_basis TEXT NOT NULL CHECK(pub_basis IN('stated','archive','inferred','unknown')),
  pub_why TEXT,                     -- how an inferred date was found
  url TEXT,
  archive_url TEXT,
  collected_on TEXT,
  collected_by TEXT,                -- NULL: not recorded
  file TEXT, bytes INTEGER, lines INTEGER, sha256 TEXT,
  reach TEXT NOT NULL CHECK(reach IN('local','national','regional','international','diaspora','social','official','unk')),
  rel TEXT NOT NULL CHECK(rel IN('A','B','C','D','E','F')),  -- Admiralty code, of this kind of information
  rel_why TEXT NOT NULL,
  interest TEXT,                    -- ties of author or publisher to the people reported on; no person's name here
  review_on TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK(kind = 'stub' OR (file IS NOT NULL AND bytes > 0 AND lines > 0 AND length(sha256) = 64))
);

-- source_link: lineage; two sources that meet in this graph are not independent.
CREATE TABLE source_link(
  id TEXT PRIMARY KEY NOT NULL,
  child TEXT NOT NULL REFERENCES source(id),
  parent TEXT NOT NULL REFERENCES source(id),
  kind TEXT NOT NULL CHECK(kind IN('relays','translates','quotes','reprints','shares_passage','same_publisher','same_author','corrects')),
  basis TEXT NOT NULL CHECK(basis IN('stated','inferred','editors')),
  note TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  UNIQUE(child, parent, kind)
);

-- custody: what happened to a source file, in order: received, copied, transformed, handed over, deleted. Rows are only ever added.
CREATE TABLE custody(
  id TEXT PRIMARY KEY NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  seq INTEGER NOT NULL CHECK(seq >= 1),
  at_e EDTF TEXT, at_lo TEXT, at_hi TEXT,
  who TEXT,                         -- NULL: not recorded
  action TEXT NOT NULL CHECK(action IN('received','copied','transformed','handed_over','deleted')),
  sha256 TEXT CHECK(length(sha256) = 64),
  note TEXT,
  level TEXT NOT NULL DEFAULT 'editors' CHECK(level IN('public','meeting','editors')),
  UNIQUE(source, seq)
);

-- passage: the smallest citable span: lines of a source file, what it says in our words, who speaks.
CREATE TABLE passage(
  id TEXT PRIMARY KEY NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  line_first INTEGER NOT NULL CHECK(line_first >= 1),   -- [1-based line of the source file]
  line_last INTEGER NOT NULL,
  gist PROSE TEXT NOT NULL,
  quote TEXT,                       -- verbatim, seven words at most
  speaker TEXT REFERENCES registry(id),  -- person or organisation to whom the file ascribes it
  attribution TEXT,                 -- how the file names a speaker who has no row or no name there
  modality TEXT NOT NULL CHECK(modality IN('asserted','hearsay','alleged','denied','opinion','speculative','predicted','official_finding')),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK(line_last >= line_first)
);

-- dispute: conflicting or inferred claims, how they were ruled, and the sentence to print. Public; question and ruling are restricted.
CREATE TABLE dispute(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('value','date','figure','identity','attribution','arithmetic','legal','translation')),
  state TEXT NOT NULL CHECK(state IN('open','ruled','settled','waived')),
  question PROSE TEXT,
  ruling PROSE TEXT,
  print_as TEXT NOT NULL,           -- plain text, no placeholder, no name, no figure
  decided_by TEXT,
  decided_on TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK(state = 'open' OR (decided_by IS NOT NULL AND decided_on IS NOT NULL))
);

-- claim: one field of one row as one or more passages give it. value equals the cell where the claim is the one to print.
CREATE TABLE claim(
  id TEXT PRIMARY KEY NOT NULL,
  ref TEXT NOT NULL REFERENCES registry(id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  modality TEXT NOT NULL CHECK(modality IN('asserted','hearsay','alleged','denied','opinion','speculative','predicted','official_finding')),
  cred INTEGER NOT NULL CHECK(cred BETWEEN 1 AND 6),    -- Admiralty code; 1 needs two independent lineages
  conf TEXT NOT NULL CHECK(conf IN('low','medium','high')),
  rank TEXT NOT NULL CHECK(rank IN('preferred','normal','deprecated')),
  dispute TEXT REFERENCES dispute(id),
  asof_e EDTF TEXT,                 -- the date for which the value holds, where it can change
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- claim_source: which passage stands for a claim, and how near its speaker was. 'silent': the passage tells the event and gives no such detail.
CREATE TABLE claim_source(
  id TEXT PRIMARY KEY NOT NULL,
  claim TEXT NOT NULL REFERENCES claim(id),
  passage TEXT NOT NULL REFERENCES passage(id),
  stance TEXT NOT NULL CHECK(stance IN('supports','contradicts','repeats','silent')),
  closeness TEXT NOT NULL CHECK(closeness IN('victim','witness','relative','colleague','lawyer','official','reporter','relayed','unk')),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  UNIQUE(claim, passage)
);

-- place: where things happened, nested; coarse on purpose, never a home address.
CREATE TABLE place(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('country','region','prefecture','city','district','site','border')),
  label TEXT NOT NULL,              -- handle for editors; what prints is the name row
  parent TEXT REFERENCES place(id),
  country TEXT,                     -- ISO 3166-1 alpha-2
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- organisation: authorities, police units, missions, groups, media, courts.
CREATE TABLE organisation(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('authority','police','court','mission','government','ngo','media','platform','party','parliament')),
  label TEXT NOT NULL,
  country TEXT,
  place TEXT REFERENCES place(id),
  parent TEXT REFERENCES organisation(id),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- person: individuals, counted groups (members; NULL: number not reported), people known only by a role.
CREATE TABLE person(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('individual','family','group','unnamed','role')),
  label TEXT NOT NULL,              -- handle for editors; what prints is the name row
  members INTEGER CHECK(members = 1 OR members IS NULL OR kind IN('family','group')),  -- [people], 1 for one person; NULL: number not reported
  sex TEXT CHECK(sex IN('f','m')),  -- only where a source says so
  public_role TEXT,
  known_by TEXT REFERENCES person(id),  -- known only through this person, and hidden together with that person
  level TEXT NOT NULL DEFAULT 'meeting' CHECK(level IN('public','meeting','editors'))
);

-- consent: who agreed to what use. public_self: acted or spoke in public, used only as far as the press carried it; none: no consent
-- is recorded. withdrawn = 1 takes the person out of every projection, counts included, whoever makes it.
CREATE TABLE consent(
  id TEXT PRIMARY KEY NOT NULL,
  person TEXT NOT NULL REFERENCES person(id),
  scope TEXT NOT NULL CHECK(scope IN('as_printed','name','case','contact')),
  basis TEXT NOT NULL CHECK(basis IN('public_self','via_family','written','oral','none')),
  given_e EDTF TEXT, given_lo TEXT, given_hi TEXT,
  expires_e EDTF TEXT, expires_lo TEXT, expires_hi TEXT,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK(withdrawn IN(0,1)),
  note TEXT,
  level TEXT NOT NULL DEFAULT 'editors' CHECK(level IN('public','meeting','editors')),
  UNIQUE(person, scope),
  CHECK(basis IN('public_self','none') OR given_e IS NOT NULL OR withdrawn = 1)
);

-- name: every spelling of a person, organisation or place; display = 1 marks the one that prints in its language.
CREATE TABLE name(
  id TEXT PRIMARY KEY NOT NULL,
  owner TEXT NOT NULL REFERENCES registry(id),
  name TEXT NOT NULL,
  lang TEXT NOT NULL,               -- BCP 47
  script TEXT NOT NULL,             -- ISO 15924
  kind TEXT NOT NULL CHECK(kind IN('preferred','as_printed','translit','patronymic_form','given_only','surname_only','misspelling','garbled','alias',
    'zh_transcription','former','external_id','title','descriptive')),
  display INTEGER NOT NULL DEFAULT 0 CHECK(display IN(0,1)),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK(display = 0 OR kind IN('preferred','descriptive'))
);

-- relation: a is <kind> of b (a sibling of b, a leader_of b).
CREATE TABLE relation(
  id TEXT PRIMARY KEY NOT NULL,
  a TEXT NOT NULL REFERENCES registry(id),
  kind TEXT NOT NULL CHECK(kind IN('sibling','parent','child','spouse','grandchild','child_in_law','other_relative','member_of','leader_of',
    'founder_of','official_of','author_of','published_on','same_as_candidate','same_as','not_same_as')),
  b TEXT NOT NULL REFERENCES registry(id),
  from_e EDTF TEXT, to_e EDTF TEXT,
  level TEXT NOT NULL DEFAULT 'meeting' CHECK(level IN('public','meeting','editors')),
  CHECK(a <> b)
);

-- event: one kind, one place, one day, or a campaign that holds such days.
-- scope: core = protests and detentions in Kazakhstan; relatives = people held or without news in China; context = the rest.
CREATE TABLE event(
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN('protest','campaign','detention','hearing','violence','no_news','death','visit','official_contact',
    'interview','legislation','epidemic')),
  sub TEXT CHECK(sub IN('peaceful','intervention','excessive_force','arrest','border','assault')),
  title PROSE TEXT NOT NULL,        -- eight words at most
  outcome PROSE TEXT,               -- ten words at most
  start_e EDTF TEXT, start_lo TEXT, start_hi TEXT,
  end_e EDTF TEXT, end_lo TEXT, end_hi TEXT,
  place TEXT REFERENCES place(id),
  part_of TEXT REFERENCES event(id),
  scope TEXT NOT NULL CHECK(scope IN('core','relatives','context')),
  timeline INTEGER NOT NULL DEFAULT 0 CHECK(timeline IN(0,1,2)),  -- 1: a row of the short chronology and of the long one, 2: of the long one only
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- event_link: how two events hang together; claimed: somebody says that a caused b, which we do not.
CREATE TABLE event_link(
  id TEXT PRIMARY KEY NOT NULL,
  a TEXT NOT NULL REFERENCES event(id),
  kind TEXT NOT NULL CHECK(kind IN('precedes','causes_claimed','parallel','consequence')),
  b TEXT NOT NULL REFERENCES event(id),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  UNIQUE(a, b, kind),
  CHECK(a <> b)
);

-- act: one act on one victim (a person, or a counted group). status holds as of asof_e, the date of the last report.
CREATE TABLE act(
  id TEXT PRIMARY KEY NOT NULL,
  event TEXT NOT NULL REFERENCES event(id),
  kind TEXT NOT NULL CHECK(kind IN('detention','house_arrest','no_news','death_in_custody','beating','kick','hit','threat','fine','warning',
    'assembly_denied','passport_taken','press_obstructed')),
  victim TEXT NOT NULL REFERENCES person(id),
  start_e EDTF TEXT, start_lo TEXT, start_hi TEXT,
  end_e EDTF TEXT, end_lo TEXT, end_hi TEXT,
  time_local TEXT,                  -- [hh:mm, local]
  place TEXT REFERENCES place(id),
  by_org TEXT REFERENCES organisation(id),   -- who did it, as far as reported
  stated_reason TEXT,               -- the reason that authorities gave, as reported
  alleged_reason TEXT,              -- the reason that others gave
  status TEXT NOT NULL CHECK(status IN('alleged','ordered','held','held_uncharged','on_trial','serving','served','held_past','released',
    'house_arrest','missing','dead','done','unk')),
  asof_e EDTF TEXT, asof_lo TEXT, asof_hi TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- detention: what an act of kind detention adds: terms as first ordered and as finally fixed, time reported as held, outcome.
CREATE TABLE detention(
  id TEXT PRIMARY KEY NOT NULL,
  act TEXT NOT NULL UNIQUE REFERENCES act(id),
  regime TEXT NOT NULL CHECK(regime IN('administrative_arrest','police_custody','pretrial','prison','camp','border_hold','unk')),
  custodian TEXT REFERENCES organisation(id),   -- where the person was taken
  expected_basis TEXT REFERENCES instrument(id),-- law that somebody expected to be applied
  ordered_first INTEGER,            -- [unit]
  ordered_final INTEGER,            -- [unit]
  held_reported INTEGER,            -- [unit]
  unit TEXT CHECK(unit IN('day','year')),
  whereabouts TEXT NOT NULL CHECK(whereabouts IN('located_contact','located_no_contact','acknowledged_unlocated','denied','unk')),
  release_kind TEXT CHECK(release_kind IN('served','term_reduced','court_warning','fine','appeal','pardon','dead')),
  outcome_reported INTEGER NOT NULL CHECK(outcome_reported IN(0,1)),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK((ordered_first IS NULL AND ordered_final IS NULL AND held_reported IS NULL) OR unit IS NOT NULL),
  CHECK(outcome_reported = (ordered_first IS NOT NULL OR held_reported IS NOT NULL OR release_kind IS NOT NULL))
);

-- involvement: what a person or an organisation was in an event or an act.
CREATE TABLE involvement(
  id TEXT PRIMARY KEY NOT NULL,
  subject TEXT NOT NULL REFERENCES registry(id),  -- person or organisation
  role TEXT NOT NULL CHECK(role IN('participant','organiser','organiser_alleged','perpetrator','gave_order','failed_to_prevent','custodian',
    'court','decision_body','official_present','warning_authority','witness','recorder','reporter','lawyer')),
  object TEXT NOT NULL REFERENCES registry(id),   -- event or act
  level TEXT NOT NULL DEFAULT 'meeting' CHECK(level IN('public','meeting','editors')),
  UNIQUE(subject, role, object)
);

-- tally: every reported number as low and high with the original wording, unit and basis. detained_part: some of a 'detained' that
-- stands beside it; duration: how long something took; interval: the time from one thing to the next.
CREATE TABLE tally(
  id TEXT PRIMARY KEY NOT NULL,
  what TEXT NOT NULL CHECK(what IN('detained','detained_part','participants','days_protest','days_held','relatives_missing','held_xinjiang','age','notice_days','distance_m',
    'frequency','duration','interval','days_maximum')),
  about TEXT NOT NULL REFERENCES registry(id),
  lo INTEGER, hi INTEGER,
  wording TEXT NOT NULL,            -- as printed, seven words at most
  unit TEXT NOT NULL CHECK(unit IN('person','day','week','month','year','minute','metre')),
  basis TEXT NOT NULL CHECK(basis IN('calendar','ordinal','elapsed','head','na','unk')),
  at_e EDTF TEXT, at_lo TEXT, at_hi TEXT,
  by_who TEXT REFERENCES registry(id),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK(lo IS NULL OR hi IS NULL OR lo <= hi)
);

-- statement: positions, replies, silence, warnings, opinions; never turned into facts.
CREATE TABLE statement(
  id TEXT PRIMARY KEY NOT NULL,
  speaker TEXT REFERENCES registry(id),
  kind TEXT NOT NULL CHECK(kind IN('slogan','appeal','official_reply','official_denial','acknowledgement','warning','silence','opinion','prediction','finding','account','position')),
  said_e EDTF TEXT, said_lo TEXT, said_hi TEXT,
  gist PROSE TEXT NOT NULL,
  about TEXT REFERENCES registry(id),
  modality TEXT NOT NULL CHECK(modality IN('asserted','hearsay','alleged','denied','opinion','speculative','predicted','official_finding')),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- demand: what somebody asks of whom, as reported, and the reply as far as one is reported.
CREATE TABLE demand(
  id TEXT PRIMARY KEY NOT NULL,
  by_who TEXT NOT NULL REFERENCES registry(id),
  to_who TEXT REFERENCES registry(id),   -- NULL: not stated
  kind TEXT NOT NULL CHECK(kind IN('release','information','intercede','close_camps','end_policy','accountability','protection','let_leave','other')),
  gist PROSE TEXT NOT NULL,
  first_e EDTF TEXT, first_lo TEXT, first_hi TEXT,
  reply TEXT REFERENCES statement(id),   -- NULL: none reported
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- instrument: agreements, dialogues, resolutions, sanctions, laws. Its own source: prints its reference and verification state.
CREATE TABLE instrument(
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  short TEXT,                       -- for charts and narrow columns, five words at most; NULL: nothing prints it short
  kind TEXT NOT NULL CHECK(kind IN('agreement','dialogue','sanctions','listing','ep_resolution','ep_question','ep_vote','regulation','directive','guideline','strategy',
    'un_treaty','un_doc','national_law','court_ruling','mandate','negotiation','rules')),
  ref TEXT,
  date_e EDTF TEXT, date_lo TEXT, date_hi TEXT,
  in_force_e EDTF TEXT, in_force_lo TEXT, in_force_hi TEXT,
  ends_e EDTF TEXT, ends_lo TEXT, ends_hi TEXT,
  gist TEXT,                        -- what it is for here; of bearing direct: what it says, reads on from short and a colon
  -- direct: to or of Kazakhstan, on protest, detention or trials; indirect: on people held in Xinjiang; NULL: neither
  bearing TEXT CHECK(bearing IN('direct','indirect')),
  applies TEXT NOT NULL CHECK(applies IN('yes','no','unk')),
  verified TEXT NOT NULL CHECK(verified IN('yes','no')),
  unverified TEXT,                  -- the details that are not verified although the row is
  checked_on TEXT,
  recheck_on TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  CHECK((verified = 'yes') = (checked_on IS NOT NULL) AND (verified = 'yes') = (recheck_on IS NOT NULL))
);

-- commitment: a promise or a duty within an instrument: where it stands, who owes it, how it bears on the events.
CREATE TABLE commitment(
  id TEXT PRIMARY KEY NOT NULL,
  instrument TEXT NOT NULL REFERENCES instrument(id),
  locus TEXT,                       -- article, paragraph; NULL: not checked
  holder TEXT NOT NULL,             -- who owes it
  gist PROSE TEXT NOT NULL,
  bearing TEXT NOT NULL CHECK(bearing IN('direct','indirect','context','none')),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- reader: a kind of reader: how much they may see, how long a paper may be for them.
CREATE TABLE reader(
  id TEXT PRIMARY KEY NOT NULL,
  label TEXT NOT NULL,
  max_level TEXT NOT NULL CHECK(max_level IN('public','meeting','editors')),
  max_pages INTEGER CHECK(max_pages >= 1),
  langs TEXT,                       -- BCP 47, separated by blanks
  note TEXT,
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors'))
);

-- ask: a request that this dataset suggests; gist reads on from verb and addressee. No person's name below level meeting.
CREATE TABLE ask(
  id TEXT PRIMARY KEY NOT NULL,
  prio INTEGER NOT NULL,
  reader TEXT NOT NULL CHECK(reader IN('mep','apa','droi','eeas-ca','eeas-cn','eeas-hr','delegation','cohom','commission','press','own-team')),
  verb TEXT NOT NULL CHECK(verb IN('raise','table','co-sign','write','observe','visit','list','submit','request','publish','fund','meet','condition')),
  headline INTEGER NOT NULL DEFAULT 0 CHECK(headline IN(0,1)),  -- 1: on the first page of a long document, 0: among its recommendations
  addressee TEXT NOT NULL,
  unit TEXT,                        -- part of the addressee that does it; NULL: the addressee as such
  occasion TEXT NOT NULL,           -- when it is to be done, reads on from the addressee; 'standing': at any time
  gist PROSE TEXT NOT NULL,
  deadline_e EDTF TEXT, deadline_lo TEXT, deadline_hi TEXT,
  instrument TEXT REFERENCES instrument(id),
  status TEXT NOT NULL CHECK(status IN('open','promised','done','refused','overtaken')),
  outcome TEXT,
  level TEXT NOT NULL DEFAULT 'meeting' CHECK(level IN('public','meeting','editors'))
);

-- ask_support: the rows that justify an ask.
CREATE TABLE ask_support(
  id TEXT PRIMARY KEY NOT NULL,
  ask TEXT NOT NULL REFERENCES ask(id),
  ref TEXT NOT NULL REFERENCES registry(id),
  level TEXT NOT NULL DEFAULT 'meeting' CHECK(level IN('public','meeting','editors')),
  UNIQUE(ask, ref)
);

-- restriction: one field of one row that needs a higher level; below it the cell becomes the substitute (NULL: empty).
CREATE TABLE restriction(
  id TEXT PRIMARY KEY NOT NULL,
  ref TEXT NOT NULL REFERENCES registry(id),
  field TEXT NOT NULL,
  needs TEXT NOT NULL CHECK(needs IN('meeting','editors')),
  mode TEXT NOT NULL CHECK(mode IN('drop','mask','initials','pseudonym','generalise','substitute')),
  substitute TEXT,
  reason TEXT NOT NULL,
  review_on TEXT,
  level TEXT NOT NULL DEFAULT 'editors' CHECK(level IN('public','meeting','editors')),
  UNIQUE(ref, field),
  CHECK((mode = 'drop') = (substitute IS NULL))
);

-- waiver: a finding of a check that a named editor accepts until a day. Expired, it is a finding itself.
CREATE TABLE waiver(
  id TEXT PRIMARY KEY NOT NULL,
  chk TEXT NOT NULL,                -- code of the check
  ref TEXT NOT NULL REFERENCES registry(id),
  field TEXT,                       -- NULL: all of the row
  reason TEXT NOT NULL,
  by_who TEXT NOT NULL,
  until TEXT NOT NULL,              -- [yyyy-mm-dd] the last day
  level TEXT NOT NULL DEFAULT 'editors' CHECK(level IN('public','meeting','editors')),
  UNIQUE(chk, ref, field)
);

-- text: narrative and fixed wording by key and language; the same rules of evidence as a template. status source: the English master.
CREATE TABLE text(
  id TEXT PRIMARY KEY NOT NULL,
  key TEXT NOT NULL,
  lang TEXT NOT NULL,
  body PROSE TEXT NOT NULL,
  status TEXT NOT NULL CHECK(status IN('source','draft','reviewed')),
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  UNIQUE(key, lang)
);

-- vocabulary: every code of a CHECK above: its words, what it means, and the number in HURIDOCS' micro-thesauri or ACLED's codebook.
CREATE TABLE vocabulary(
  id TEXT PRIMARY KEY NOT NULL,
  voc TEXT NOT NULL,                -- table.column
  code TEXT NOT NULL,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  maps_to TEXT,                     -- for example 'huridocs:29' or 'acled:arrests'
  level TEXT NOT NULL DEFAULT 'public' CHECK(level IN('public','meeting','editors')),
  UNIQUE(voc, code)
);

CREATE INDEX claim_ref_field ON claim(ref, field);
CREATE INDEX claim_source_claim ON claim_source(claim);
CREATE INDEX name_owner ON name(owner);
CREATE UNIQUE INDEX name_display ON name(owner, lang) WHERE display = 1;
