/* state.h: the inside of struct host, for src/host only. */
#ifndef HOST_STATE_H
#define HOST_STATE_H

#include <lua.h>

#include "bind/bind.h"
#include "host/host.h"

struct host_source {                 /* a Lua file, read before anything of it runs */
	struct host_source *next;
	const char *path, *text; size_t n;
};

struct host {
	lua_State *L;                /* owned */
	struct bind *bind;           /* owned; outlives L, whose values point into it */
	struct data_image *assets;   /* borrowed */
	struct text_fonts *fonts;    /* owned: those of the executable */
	void *stack;                 /* the block of L's stack */
	size_t memory, used;         /* [bytes] cap of the Lua state, 0 none; in use */
	const char *folder;          /* of a report given by path, with its last slash; NULL for one from the executable */
	struct host_source *report_source, *sources;  /* in bind's arena; sources: of the report's folder, itself included */
	struct host_source *ran;     /* in bind's arena: what was loaded, last first; path: below the report's folder */
	char **beside; size_t n_beside;      /* names of files in that folder, for messages; owned */
	struct host_report report;
	const char **given;          /* values by -p, parallel to report.params; NULL: not given */
	struct bind_query *queries; size_t n_queries;
	int table;                   /* registry reference of the report table */
};

/* sandbox.c */
void host_poll(lua_State *L);                                 /* host.c: raises when time is over */
void host_sandbox(lua_State *L);                              /* globals and libraries of a report; may raise */
/* tables.c: replacements for what would show addresses or the order of hashing */
int l_pairs(lua_State *L);
int l_ipairs(lua_State *L);
int l_tostring(lua_State *L);
int l_format(lua_State *L);
int l_rep(lua_State *L);
int l_setmetatable(lua_State *L);
int l_getmetatable(lua_State *L);
int l_rawset(lua_State *L);
int l_print(lua_State *L);
int l_warn(lua_State *L);
/* require.c */
void host_require_open(lua_State *L, struct host *h);         /* sets the global function */
struct host_source *host_read_source(struct host *h, const char *path, struct err *e);        /* NULL: e */
bool host_read_required(struct host *h, struct err *e);       /* files of the folder that those read so far require by a written name */
int host_require_script(lua_State *L, struct host *h, const char *name);      /* registry reference of scripts/NAME.lua; may raise */
bool host_load_chunk(struct host *h, const char *chunk, bool inside, const char *source, size_t n, struct err *e);  /* pushes the function */
/* report.c */
void host_report_read(lua_State *L, struct host *h);          /* checks the table on top; may raise */
/* params.c */
void host_params_push(lua_State *L, struct host *h);          /* the table p; may raise */

#endif
