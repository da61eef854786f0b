# libharu without PNG and zlib: images are decoded and streams compressed by us.
. "${0%/*}/recipe.sh"
unpack libharu 'src/*' 'include/*' README
cat >include/hpdf_config.h <<'END'
#define LIBHPDF_HAVE_NOPNGLIB
#define LIBHPDF_HAVE_NOZLIB
#define LIBHPDF_STDC_HEADERS 1
END
compile "-std=gnu99 -Iinclude" src/*.c
archive
# the internal headers too: src/pdf stands on the object layer
headers include/*.h
license libharu README
