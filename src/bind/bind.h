/* bind.h: the Lua modules, and the little that they share. Layer: below host, above layout and data.
 *
 *   data   value.c data.c own.c findings.c     rows, values and texts, each with what it rests on; the organisation's own words
 *   doc    doc.c blocks.c table.c rows.c stream.c    the calls of a template, which build the logical tree
 *          typed.c unit.c                      what may not be typed into wording; what a paragraph, row or tile must have
 *          markdown.c pieces.c inline.c        CommonMark -> events -> pieces with values -> nodes with source marks
 *          canvas.c figure.c                   the object pdf, which records a drawing; figures
 *          theme.c wording.c running.c         styles, fixed wording, heads and feet
 *          marks.c sources.c                   what layout asks while it works: numbers, list of sources
 *          voices.c                            what is no fact: notes, opinions, asks; comparisons
 *          areas.c refs.c                      regions, grids, areas; names, references, table of contents
 *   lua.c args.c chunks.c hints.c                      errors with the script's line and chain of calls, arguments, lengths
 *
 * One struct bind lives as long as the Lua state (host owns both) and is found from it by bind_of. Bound values, evidence, texts and
 * styles lie in its arena, so nodes of the tree may point to them. Between calls that may raise, memory is the arena's or Lua's. */
#ifndef BIND_H
#define BIND_H

#include <lua.h>

#include "base/base.h"
#include "data/data.h"
#include "layout/layout.h"

/* ---- a value of the dataset, and what it rests on */
struct bind_value {
	struct data_value v;                 /* scalar and origin; strings in the arena */
	const char *name, *query;            /* for messages: column and query or text that it came from; query may be NULL */
	const char *lacks;                   /* why nothing can stand for it; may be NULL */
	bool known;                          /* evidence was looked up */
	struct data_evidence evidence;
	bool plain;                          /* a script's own scalar: only where evidence = "none" */
	bool passing;                        /* of a streamed row: lives as long as its batch */
	bool own;                            /* the organisation's own words (--org, --meeting): no claim has to stand for them */
	struct bind_content *prose;          /* parsed body of a PROSE value, made on first use */
};
struct bind_columns {
	const char **names, **lacks; size_t n;       /* lacks: data_column_lacks */
	const char *of;                      /* "query 'acts'", "meeting.asks" */
	const char **tables, **origins;      /* where the column's values come from; NULL until one had an origin */
};
struct bind_row { const struct bind_columns *columns; struct bind_value *values; };

/* ---- parsed CommonMark (markdown.c) */
enum bind_event_kind {
	BIND_PARA, BIND_PARA_END, BIND_LIST, BIND_LIST_END, BIND_ITEM, BIND_ITEM_END,
	BIND_EM, BIND_EM_END, BIND_STRONG, BIND_STRONG_END, BIND_LINK, BIND_LINK_END,
	BIND_TEXT, BIND_BREAK, BIND_PLACE
};
struct bind_event {
	enum bind_event_kind kind;
	const char *text;                    /* TEXT; LINK: address; PLACE: path */
	const char *how;                     /* PLACE: what stands after the colon, NULL without */
	struct bind_value *value;            /* PLACE: already resolved ({row-id.column} of a text) */
	bool numbered;                       /* LIST */
};
struct bind_content {
	const char *name;                    /* for messages: "text 'situation'", NULL for a template's own string */
	struct bind_event *events; size_t n, cap;
	bool fact;                           /* prose of the dataset, or filled in by the engine: nobody typed it */
};

/* ---- inline pieces: content whose placeholders were resolved (pieces.c) */
enum bind_piece_kind { BIND_P_TEXT, BIND_P_VALUE, BIND_P_RESTS, BIND_P_PAGE, BIND_P_BREAK, BIND_P_OPEN, BIND_P_CLOSE };
struct bind_piece {
	enum bind_piece_kind kind;
	const char *text;                    /* TEXT, VALUE (never split); PAGE: name of a block */
	const struct bind_content *from;     /* TEXT: the wording into which it is typed; NULL: nobody typed it */
	bool unmarked;                       /* VALUE, RESTS: no source of it enters a mark */
	const struct bind_value *value;      /* VALUE; RESTS: prints nothing, its sources belong to this sentence */
	bool said;                           /* RESTS: the pieces before it are the text of this value */
	enum bind_event_kind span;           /* OPEN, CLOSE: EM, STRONG or LINK */
	const char *url;                     /* OPEN of a link: an address, or #name of a block */
	struct bind_piece *next;
};
struct bind_pieces { struct bind_piece *first, **end; };

/* where placeholders look: stack indices (absolute), 0 for none; the first one wins */
struct bind_env { int first, second; };
/* where a value prints: its path, how it is asked for (what stands behind the colon), and the text or call; each may be NULL */
struct bind_spot { const char *path, *how, *where; };

/* ---- a unit of evidence while it is built (unit.c) */
enum bind_unit_kind {
	BIND_UNIT_FACT,                      /* it ends with its source marks */
	BIND_UNIT_LABEL                      /* heading, caption, note, figure: none, or its sources stand elsewhere */
};
struct bind_unit {
	bool open, words, marked;            /* words: some are typed; marked: it got a mark */
	size_t from, text;                   /* where its values and its text begin, in bind.said and bind.said_text */
	const struct bind_content *wording;  /* the first that words are typed into */
};
struct bind_said { const struct bind_value *v; bool unmarked, rests; };

/* ---- values whose sources one mark prints */
struct bind_rests { const struct bind_value **v; size_t n, cap; };
enum bind_marks { BIND_MARKS_SENTENCE, BIND_MARKS_END, BIND_MARKS_COLLECT };
struct bind_mark { const char **sources; size_t n; };         /* LAYOUT_MARK's node.value */

struct bind_style { const char *name; struct layout_style style; struct layout_style *variants[8]; };     /* by bold 1, italic 2, mark 4 */
struct bind_color { const char *name; uint32_t rgb; };
struct bind_query { const char *name, *sql; };
struct bind_argument { const char *name; bool integer; long long i; const char *text; };       /* of a query: one or the other */
struct bind_need { const char *ruling; const struct bind_value *v; const char *where; int section; };  /* where: "file.lua:line: " of the print */
struct bind_heard { int32_t node; const struct bind_value *value; };  /* printed with the node, without a text node of its own */
struct bind_placed { const char *id; bool instrument; int number; int32_t entry; };
struct bind_link { int32_t node; size_t placed; };
struct bind_named { const char *name; int32_t node; };        /* blocks with a name */
struct bind_ref { const char *name; int32_t link, page; const char *where; };         /* who refers to one; page LAYOUT_NONE: a mere link */
struct bind_code { const char *key, *words; };
struct bind_chunk { const char *name, *source; size_t n; };   /* [bytes]; lines end in LF */
struct bind_null { const char *column, *of; bool own; int line; };    /* a NULL that a script read, of what, and where; own: of bind_push_own */

enum bind_phase { BIND_IDLE, BIND_LOAD, BIND_RENDER, BIND_LAYOUT };

struct bind {
	lua_State *L;
	struct arena *arena;                 /* owned by the run; while rows are streamed, that of their batch */
	struct arena *keep;                  /* owned: the run's */
	char refused_at[256];                /* place of the last allocation of the script that was refused, "file.lua:line: " */
	char over_at[256];                   /* the same of the moment when time was over */
	enum bind_phase phase;
	bool evidence;
	struct bind_chunk *chunks; size_t n_chunks, cap_chunks;       /* the report's scripts, without ours */
	/* detail lines of the last error raised by us, and of the last error caught: Lua carries the message alone */
	struct err raised, caught;
	struct bind_null null;               /* the last one */
	size_t n_lines;                      /* printed by the script */
	/* the run, set by bind_begin */
	struct data *data;                   /* borrowed */
	enum data_level level;
	const char *lang, *date;
	const struct data_own *org, *meeting;         /* borrowed; NULL: not given */
	bool org_asked, meeting_asked;       /* the script called for them */
	const struct bind_query *queries; size_t n_queries;
	int page_budget;
	struct bind_unit unit;               /* the innermost one that is open */
	struct bind_said *said; size_t n_said, cap_said;              /* values of the open units */
	struct buf said_text;                /* what they print */
	struct bind_typed *typed;            /* owned: what may not be typed into wording, NULL before the first is looked at (typed.c) */
	struct bind_worded *worded; size_t n_worded;  /* wording that was asked for (wording.c) */
	/* the document */
	struct layout_doc *doc;              /* owned */
	struct bind_stream *streams;         /* tables whose rows come while they are composed */
	bool (*guard)(void *host, lua_CFunction f, void *arg, struct err *e);        /* bind_protect under the time limit, after render */
	void *host;                          /* of guard */
	struct text_fonts *fonts;            /* borrowed; NULL: a text cannot be measured */
	struct bind_canvas *canvas;          /* owned: the figure that is being drawn (canvas.c), NULL before the first */
	bool drawing;                        /* within its draw function */
	int32_t flow;                        /* innermost open container of the script */
	int32_t at;                          /* where blocks are added now: flow, or a part of the block being made */
	bool has_title, has_sources, has_marks;
	int heading;                         /* level of the last heading, 0 before the first */
	int32_t title_node, sources_node;
	bool sources_short;                  /* entries without titles, short dates */
	struct bind_code *codes; size_t n_codes, cap_codes;          /* wording of codes, as far as it was asked for */
	/* styles */
	struct bind_style **styles; size_t n_styles, cap_styles;
	struct bind_color *colors; size_t n_colors;                   /* of the theme, by name; in the arena */
	int theme, fmt, language;            /* registry references */
	int grid_columns; mpt grid_gutter;   /* of the page */
	/* identity rulings: print_as sentences printed, and counts that need them, per open section */
	int section, sections;               /* current one and how many there are; 0 is the document */
	int *parents; size_t cap_parents;
	struct bind_need *needs, *printed; size_t n_needs, cap_needs, n_printed, cap_printed;
	/* references between blocks (refs.c) */
	struct bind_named *named; size_t n_named, cap_named;
	struct bind_ref *refs; size_t n_refs, cap_refs;
	bool late_needs;                     /* a streamed row has such a count */
	/* what layout placed */
	struct bind_placed *placed; size_t n_placed, cap_placed;
	struct bind_link *links; size_t n_links, cap_links;
	bool listed;                         /* the list of sources was made */
	struct bind_heard *heard; size_t n_heard, cap_heard;          /* values that an alternative text says */
	struct bind_heard *entries; size_t n_entries, cap_entries;    /* values in the entries of the list of sources */
	const char *late;                    /* a source that was first used after that */
	const char *mark_alt;                /* wording of a mark's link, "source {n}" */
	const char *const *abbreviations; size_t n_abbreviations;     /* a full stop after these ends no sentence */
	char use_by[11];
};

/* ---- for host */
struct bind *bind_new(lua_State *L);                          /* L's extra space leads to it */
void bind_drop(struct bind *b);
struct bind *bind_of(lua_State *L);
void bind_open(lua_State *L);                                 /* pushes nothing; makes metatables of values, rows, texts, doc */
void bind_push_data(lua_State *L);
void bind_push_doc(lua_State *L);
/* after phase, data, lang... were set: theme, language, document root; may raise */
void bind_begin(struct bind *b);
/* after render: title, rulings, sources; may raise */
void bind_end(struct bind *b);
void bind_resolver(struct bind *b, struct layout_resolver *r);
const char *bind_use_by(struct bind *b);
void bind_tell_values(const struct bind *b, struct buf *out);  /* told.c: after layout, a line for each value that was placed */
/* told.c: after layout, each value of the dataset that was placed, once: a cell, or derived from rows. Array in the arena */
void bind_hear(struct bind *b, int32_t node, const struct bind_value *v);    /* the node prints it, and no text node below says so */
bool bind_is_told(const struct bind *b, const struct bind_value *v);  /* it is one of the dataset, by its cell or rows */
size_t bind_printed(const struct bind *b, struct arena *a, struct data_printed **out);
bool bind_check_placed(struct bind *b, struct err *e);        /* after layout: every placed count has its rulings beside it */

/* ---- lua.c */
bool bind_blamed(lua_State *L, lua_Debug *ar);                /* the frame whose line is to blame: the template's */
void bind_where(lua_State *L);                                /* pushes "file.lua:line: " of the script at work, or "" */
size_t bind_place(lua_State *L, char *out, size_t n);         /* the same without touching the state: for signal handlers */
int bind_node_line(lua_State *L);                             /* for a node of the tree */
int bind_line(lua_State *L);                                  /* its line, 0 unknown */
int bind_raise(lua_State *L, const char *fmt, ...) PRINTF(2, 3) __attribute__((noreturn));
int bind_raise_time(lua_State *L) __attribute__((noreturn));
int bind_raise_err(lua_State *L, const struct err *e) __attribute__((noreturn));
int bind_raise_at(lua_State *L, const char *file, int line, const struct err *e) __attribute__((noreturn));  /* blames that line */
int bind_on_error(lua_State *L);                              /* message handler of protected calls: notes the chain of calls */
const char *bind_suggest(struct bind *b, const char *s, const char *const *names, size_t n);  /* " (did you mean 'x'?)" or "" */
const char *bind_join(struct bind *b, const char *const *names, size_t n);                    /* "a, b, c" */
const char **bind_keys(lua_State *L, int table, size_t *n);   /* its string keys, sorted, in the arena */
/* raises on a key that is not among known; what: "doc:paragraph" */
void bind_check_keys(lua_State *L, int table, const char *what, const char *const *known, size_t n);
mpt bind_length(lua_State *L, int index, const char *place);  /* points or "12mm"; raises */
mpt bind_extent(lua_State *L, int index, const char *place);  /* one that is not negative */
void bind_readonly(lua_State *L, const char *what);           /* replaces the table on top by a read-only, strict view of it */
bool bind_protect(struct bind *b, lua_CFunction f, void *arg, struct err *e);  /* f gets arg as light userdata */
bool bind_call(lua_State *L, int args, int results, struct err *e);            /* pcall; the message goes into the error */

/* ---- hints.c: "" where there is none */
const char *bind_hint_field(lua_State *L, const char *key);   /* " (did you mean 'd.about'?)"; key NULL: any that the line reads */
const char *bind_hint_dots(lua_State *L, const char *key, const char *const *keys, size_t n); /* keys of which some begin with "key." */
const char *bind_hint_local(lua_State *L, const char *name);  /* " (did you mean the local 'title'?)" */
const char *bind_hint_loop(lua_State *L);                     /* "for _, l in ipairs(d.open) do" */

/* ---- args.c: place is "doc:heading: argument 1 'level'" or "doc:tile: 'label'" */
/* what stands there, for messages: "two", 7, a table of 3 items, the value 'n' of query 'q' */
const char *bind_shown(lua_State *L, int index, char *out, size_t cap);
int bind_wrong(lua_State *L, int index, const char *place, const char *fmt, ...) PRINTF(4, 5) __attribute__((noreturn));  /* fmt: what is expected */
const char *bind_string(lua_State *L, int index, const char *place);
lua_Integer bind_integer(lua_State *L, int index, const char *place, lua_Integer lo, lua_Integer hi);
bool bind_flag(lua_State *L, int index, const char *place);   /* nil is false */
void bind_table(lua_State *L, int index, const char *place, const char *expected);
void bind_function(lua_State *L, int index, const char *place);
size_t bind_choice(lua_State *L, int index, const char *place, const char *const *names, size_t n);   /* index in names */
struct bind_style *bind_style_given(lua_State *L, int index, const char *place);

/* ---- chunks.c */
void bind_chunk_add(struct bind *b, const char *name, const char *source, size_t n);
/* where a string literal of a script has exactly this text: file and line of its beginning */
bool bind_chunk_find(const struct bind *b, const char *text, const char **name, int *line);
const char *bind_chunk_line(struct bind *b, const char *name, int line);      /* in the arena; NULL: there is none */
void bind_chunk_syntax(struct err *e, const char *source, const char *message);      /* shows the line that Lua's message names */

/* ---- data.c, findings.c */
struct bind *bind_check_load(lua_State *L, const char *what); /* data is open and called with a dot; raises. what: "data.rows" */
int l_findings(lua_State *L);
struct data_stmt **bind_push_statement(lua_State *L);         /* a closed one, owned by the userdata */
bool bind_arguments(struct data_stmt *s, const struct bind_argument *v, size_t n, struct err *e);
struct bind_row *bind_read_row(struct bind *b, const struct data_stmt *s, const struct bind_columns *c, const char *query);

/* ---- value.c */
void bind_value_open(lua_State *L);
void bind_push_value(lua_State *L, struct bind_value *v);     /* nil for NULL */
void bind_push_row(lua_State *L, struct bind_row *row);
void bind_push_text(lua_State *L, struct bind_content *c);
struct bind_value *bind_to_value(lua_State *L, int index);    /* NULL when it is something else */
struct bind_row *bind_to_row(lua_State *L, int index);
struct bind_content *bind_to_text(lua_State *L, int index);
struct bind_value *bind_row_at(const struct bind_row *row, const char *column);       /* NULL: no such column */
void bind_copy_into(struct bind *b, struct bind_value *out, const struct data_value *v, const char *name, const char *query);
struct bind_value *bind_copy_value(struct bind *b, const struct data_value *v, const char *name, const char *query);
const struct data_evidence *bind_evidence(lua_State *L, struct bind_value *v);        /* looked up once; raises */
bool bind_has_provenance(const struct bind_value *v);         /* after bind_evidence */
/* display text by scripts/fmt.lua, or the wording of a code; raises on what does not go with the value */
const char *bind_display(lua_State *L, const struct bind_value *v, struct bind_spot at);
void bind_check_how(lua_State *L, struct bind_spot at);      /* raises on an unknown one */
struct bind_content *bind_prose(lua_State *L, struct bind_value *v);                  /* parsed body of a PROSE value */
/* ---- own.c */
void bind_push_own(lua_State *L, const struct data_own *o, const char *what);         /* nil for NULL; what: "org"; raises */
bool bind_own_knows(lua_State *L, int index, const char *key);        /* it is such a table, and the key is nil because it was not given */
/* ---- markdown.c, pieces.c, inline.c */
struct bind_content *bind_markdown(struct bind *b, const char *name, const char *source, size_t n, struct err *e);
/* resolves {row-id.column} */
void bind_resolve_rows(struct bind *b, struct bind_content *c);
struct bind_content *bind_check_content(lua_State *L, int index, const char *place);   /* enforces the literal rule */
/* content that is one value gets the format that {path:how} would give it; NULL: its own. Raises for other content */
void bind_format(lua_State *L, struct bind_content *c, const char *how, const char *place);
/* typed.c: raises where a digit, a number word, or the name of a person or place is typed into wording; nothing where evidence = "none" */
void bind_check_typed(lua_State *L, const struct bind_pieces *p);
void bind_check_typed_string(lua_State *L, const char *name, const char *s, bool digits);    /* name: for messages, "text 'page.of'" */
void bind_typed_drop(struct bind_typed *t);
bool bind_has_letter(const char *s);
bool bind_has_hedge(lua_State *L, const char *s);            /* one of its words says that somebody says it, by the language's list */
const char *bind_certainty(lua_State *L, const char *s);      /* the word of it that says that something is established; NULL: none */
const char *bind_wording_name(struct bind *b, const struct bind_content *c);  /* "text 'page.of' (en)"; NULL: it has none */
/* ---- unit.c: returns the unit around, which the end takes; node: what an error takes out; what: "doc:paragraph". The end raises */
struct bind_unit bind_unit_begin(struct bind *b);
void bind_unit_break(struct bind *b);
void bind_unit_cut(struct bind *b, size_t said, size_t text);
void bind_unit_piece(struct bind *b, const struct bind_piece *p);
void bind_unit_value(struct bind *b, const struct bind_value *v, bool unmarked, bool rests);
struct bind_unit bind_unit_cell(struct bind *b);              /* within a row; the end takes what it returns; marks: it has to have one */
void bind_unit_cell_end(lua_State *L, struct bind_unit row, bool marks, const char *what);
void bind_unit_end(lua_State *L, struct bind_unit outer, enum bind_unit_kind kind, int32_t node, const char *what);
bool bind_is_opinion(const struct bind *b);                   /* blocks go into doc:opinion */
/* inline pieces of events [from, to); raises on what cannot be resolved or has no provenance */
void bind_resolve(lua_State *L, const struct bind_content *c, size_t from, size_t to, struct bind_env env, struct bind_pieces *out);
/* of content that is one paragraph */
void bind_resolve_inline(lua_State *L, const struct bind_content *c, struct bind_env env, const char *what, struct bind_pieces *out);
const char *bind_plain(struct bind *b, const struct bind_pieces *p);                  /* their text */
void bind_emit(struct bind *b, int32_t parent, struct bind_style *style, const struct bind_pieces *p, enum bind_marks marks,
    struct bind_rests *rests);
/* a single value, as text; for cells, which are many */
void bind_emit_value(struct bind *b, int32_t parent, struct bind_style *style, const struct bind_value *v, const char *text,
    enum bind_marks marks, struct bind_rests *rests);
void bind_emit_mark(struct bind *b, int32_t parent, struct bind_style *style, struct bind_rests *rests);
void bind_rests_add(struct bind *b, struct bind_rests *rests, const struct bind_value *v);
void bind_path(lua_State *L, const char *path, struct bind_env env, const char *where);      /* pushes what stands at a.b.c; raises */
/* a value to print as a fact, at the stack's top, popped; raises when it is none */
struct bind_value *bind_fact(lua_State *L, const char *path, const char *where);
void bind_check_fact(lua_State *L, struct bind_value *v, const char *path, const char *where);       /* raises where it may not print */
const char *bind_said(lua_State *L, const struct bind_value *v, struct bind_spot at);    /* its text, when it is printed now; may raise */
/* a checked one; prose looks for its own {paths} in env */
void bind_add_value(lua_State *L, struct bind_value *v, struct bind_spot at, struct bind_env env, struct bind_pieces *out);
const char *bind_unbroken(struct bind *b, const char *s);     /* a short text with its spaces made no-break */
bool bind_needs_sentence(const struct bind_value *v);          /* a dispute has to be printed beside it */
void bind_note_rulings(lua_State *L, const struct bind_value *v);    /* a value is about to be printed */
void bind_section_enter(struct bind *b);
void bind_section_leave(lua_State *L, int32_t node);          /* raises, and drops the node, where a count lacks the sentence on its ruling */

/* ---- theme.c, wording.c */
void bind_theme_load(lua_State *L);
struct bind_style *bind_style(lua_State *L, const char *name);                        /* raises with the nearest name */
enum { BIND_BOLD = 1, BIND_ITALIC = 2, BIND_SMALL = 4 /* a source mark's size */ };
const struct layout_style *bind_variant(struct bind *b, struct bind_style *s, unsigned how);  /* made once */
/* fixed wording: table text of the dataset, else scripts/language/LANG.lua; {placeholders} stay. NULL when neither has it */
const char *bind_wording(struct bind *b, const char *key);
/* the wording of a code, text 'code.<column>.<code>'; NULL, with the key that is missing */
const char *bind_code_words(lua_State *L, const struct bind_value *v, const char **key);
struct bind_filling { const char *name, *value; };           /* name NULL: of every placeholder */
const char *bind_fill(struct bind *b, const char *wording, const struct bind_filling *f, size_t n);     /* each {name} becomes its value */
const char *bind_fmt(struct bind *b, const char *function, const char *value, const char *how);       /* scripts/fmt.lua, one string in, one out; may raise */

/* ---- blocks.c: shared by doc.c and table.c */
struct bind_options {                /* what every block takes */
	int rank;
	struct bind_style *style;
	const char *name;            /* for references, NULL none */
	bool keep_together, keep_next;
	enum bind_unit_kind unit;    /* of the paragraphs in it */
	struct bind_value *rests[2]; /* what the first paragraph rests on beside its own; NULL: nothing */
};
/* which items a page budget may leave out: all behind the first `least`, by their rank; rank 0: none */
struct bind_shorten { int rank; int least; };
/* doc is open and called with a colon; raises. what: "doc:title" */
struct bind *bind_check_doc(lua_State *L, const char *what);
/* rank and style of the options table at index (none and nil are fine); other keys must be among known */
struct bind_options bind_check_options(lua_State *L, int index, const char *what, const char *usual_style, const char *const *known, size_t n);
struct bind_env bind_check_env(lua_State *L, int index, const char *place);   /* nil, table or row */
/* the same as an argument that options follow: a table of nothing but options in its place is refused; known as for bind_check_options */
struct bind_env bind_check_env_argument(lua_State *L, int index, const char *what, const char *const *known, size_t n);
int32_t bind_add_block(lua_State *L, enum layout_role role, enum layout_kind kind, const struct layout_style *style, int rank);
/* the same with all options; plain: a container, which takes a style only where the script names one */
int32_t bind_add_option_block(lua_State *L, enum layout_role role, enum layout_kind kind, const struct bind_options *o);
/* reads options.shorten; an item is then added with bind_item, and the line "n of m shown" after the last one */
struct bind_shorten bind_check_shorten(lua_State *L, int index, const char *what);
void bind_item(struct bind *b, int32_t node, int number, struct bind_shorten s);      /* number [1-based] */
void bind_add_shown(lua_State *L, int32_t items, struct bind_shorten s);
/* all blocks of the content, below b->at */
void bind_add_content(lua_State *L, const struct bind_content *c, struct bind_env env, struct bind_options o, const char *what);
/* one paragraph with the given role; returns its node */
int32_t bind_add_paragraph(lua_State *L, enum layout_role role, const struct bind_content *c, struct bind_env env, struct bind_options o,
    const char *what);
bool bind_stands(const struct bind *b, int32_t node);         /* neither it nor a block around it was dropped */
/* calls the function at index with blocks going to node; an error drops the node, so that a script that catches it has no half block */
void bind_fill_flow(lua_State *L, int32_t node, int function);
void bind_fill_flow_with(lua_State *L, int32_t node, int args);       /* the function with so many arguments on top, popped */
int l_doc_list(lua_State *L);
int l_doc_table(lua_State *L);                                /* table.c */
void bind_check_sources(lua_State *L);                        /* doc.c: raises where there are marks and no list of sources */

/* ---- stream.c */
bool bind_stream_at(const struct bind *b, int32_t node);      /* the node finds out whether a streamed table has rows */
bool bind_stream_look(struct bind *b, int32_t node, struct err *e);
bool bind_stream_rows(void *ctx, struct layout_doc *d, int32_t table, bool again, struct err *e);
void bind_streams_drop(struct bind *b);

/* ---- areas.c, refs.c */
int l_doc_area(lua_State *L);
int l_doc_budget(lua_State *L);
int l_doc_descriptions(lua_State *L);
int l_doc_grid(lua_State *L);
int l_doc_page_break(lua_State *L);
int l_doc_quote(lua_State *L);
/* voices.c */
int l_doc_ask(lua_State *L);
int l_doc_comparison(lua_State *L);
int l_doc_disputes(lua_State *L);                             /* rulings.c */
int l_doc_note(lua_State *L);
int l_doc_opinion(lua_State *L);
int l_doc_contents(lua_State *L);
void bind_name_block(lua_State *L, int32_t node, const char *name);   /* raises where the name is taken */
void bind_refer(lua_State *L, const char *name, int32_t link, int32_t page);
void bind_settle_refs(lua_State *L);                          /* after render: raises on a name that no block has */
bool bind_contents_make(struct bind *b, struct layout_doc *d, int32_t node, struct err *e);
/* wording of the engine or the dataset as content; raises where there is none */
struct bind_content *bind_wording_content(lua_State *L, const char *key);
struct bind_content *bind_content_of(lua_State *L, const char *key, const char *s);  /* the same of wording at hand; NULL: there is none */

/* ---- canvas.c, figure.c: the object pdf, and the calls of doc that go with it */
void bind_push_pdf(lua_State *L);                             /* the one object of the run */
int l_doc_figure(lua_State *L);
int l_doc_width(lua_State *L);
int l_doc_measure(lua_State *L);
int l_doc_wording(lua_State *L);
int l_doc_sourced(lua_State *L);
int l_doc_level(lua_State *L);
void bind_canvas_drop(struct bind_canvas *v);

/* ---- marks.c, sources.c, running.c */
const char *bind_label(struct bind *b, const struct bind_placed *p);    /* "3" or "B" */
bool bind_sources_make(void *ctx, struct layout_doc *d, int32_t node, struct err *e);
const char *bind_facts_until(struct bind *b);                 /* ISO day; NULL: the dataset does not say */
bool bind_running_make(void *ctx, struct layout_doc *d, int32_t flow, enum layout_artifact where, int page, int pages, struct err *e);

#endif
