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
compile "-std=gnu99 -ffp-contract=off -DLUA_USE_POSIX -include $obj/seed.h" *.c
archive
headers lua.h luaconf.h lualib.h lauxlib.h
# the tarball has no licence file; the text closes lua.h
sed -n '/^\* Copyright (C)/,/^\*\{10,\}/p' lua.h | sed -e '$d' -e 's/^\* \{0,1\}//' >"$src/LICENSE"
license lua "$src/LICENSE"
