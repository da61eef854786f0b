# md4c: the CommonMark parser alone, without its HTML writer.
. "${0%/*}/recipe.sh"
unpack md4c 'src/*' LICENSE.md
cd src
compile "-std=gnu99 -DMD4C_USE_UTF8" md4c.c
archive
headers md4c.h
license md4c ../LICENSE.md
