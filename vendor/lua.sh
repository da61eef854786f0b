# Lua 5.4: the library without its two programs.
. "${0%/*}/recipe.sh"
unpack lua5.4 'src/*'
cd src
rm lua.c luac.c

# A constant seed: the order of `pairs` must not depend on addresses or the clock.
# LUA_USE_POSIX: mkstemp in place of tmpnam (a link warning), _setjmp in place of setjmp.
cat >"$obj/seed.h" <<'END'
#define luai_makeseed(L) ((void)(L), 0x61747473u)
END
# Floats are printed and read by src/base/num.c: what printf and strtod do is the C library's and the locale's.
# luaconf.h has room for such changes.
cat >"$obj/local.h" <<'END'
extern int num_printf(char *s, size_t size, const char *format, double x);
extern double num_parse(const char *s, char **end);
/* what goes through here is one conversion of one value: an integer, a text, or a float */
#undef l_sprintf
#define l_sprintf(s,sz,f,i)	_Generic((i), double: num_printf, default: snprintf)(s,sz,f,i)
#undef lua_str2number
#define lua_str2number(s,p)	num_parse((s), (p))
#undef lua_getlocaledecpoint
#define lua_getlocaledecpoint()	'.'
END
sed -i -e '/^\*\* without modifying the main part/{n' -e "r $obj/local.h" -e '}' luaconf.h
grep -q num_printf luaconf.h # there was room
# Loops of the libraries that call no Lua code are out of the reach of hooks: here they ask for the time. Indices may come from a
# lying __len, so every read by index of table.* asks (host_poll raises); a pattern that tries too much ends as if it were too deep, a
# search for plain text as if it had found something: the error or the answer is replaced, because the hook raises before the script
# goes on. string.rep asks in the sandbox's own wrapper.
cat >"$obj/poll.h" <<'END'
#include <stdbool.h>
struct lua_State;
void host_poll(struct lua_State *L);
bool limit_time_over(void);
END
cat >"$obj/poll-table.h" <<'END'
#include "poll.h"
#define lua_geti(L, t, i) (host_poll(L), lua_geti(L, t, i))
END
cat >"$obj/poll-string.h" <<'END'
#include "poll.h"
#include <string.h>
#define luai_likely(x) (__builtin_expect(((x) != 0), 1))
#define luai_unlikely(x) (__builtin_expect(((x) != 0), 0) || limit_time_over())
#define memcmp(a, b, n) (limit_time_over() ? 0 : memcmp(a, b, n))
END
# Weak tables would show when the collector ran; setmetatable refuses __mode, and here the collector ignores one that is set later.
cat >"$obj/strong.h" <<'END'
#define LUA_CORE
#include "lprefix.h"
#include "lua.h"
#include "ltm.h"
#undef gfasttm
#define gfasttm(g, et, e) ((et) == NULL || (e) == TM_MODE ? NULL : \
	((et)->flags & (1u << (e))) ? NULL : luaT_gettm(et, e, (g)->tmname[e]))
END
flags="-std=gnu99 -ffp-contract=off -DLUA_USE_POSIX -I. -include $obj/seed.h"
mv ltablib.c lstrlib.c lgc.c "$obj"
compile "$flags" *.c
mv "$obj/ltablib.c" "$obj/lstrlib.c" "$obj/lgc.c" .
compile "$flags -include $obj/poll-table.h" ltablib.c
compile "$flags -include $obj/poll-string.h" lstrlib.c
compile "$flags -include $obj/strong.h" lgc.c
archive
headers lua.h luaconf.h lualib.h lauxlib.h
# the tarball has no licence file; the text closes lua.h
sed -n '/^\* Copyright (C)/,/^\*\{10,\}/p' lua.h | sed -e '$d' -e 's/^\* \{0,1\}//' >"$src/LICENSE"
license lua "$src/LICENSE"
