# libsodium: the reference code, the same on every processor. The tarball has no configure script; these
# macros are what it would find on Linux with glibc.
. "${0%/*}/recipe.sh"
unpack libsodium 'src/*' LICENSE
cd src/libsodium
sed -e 's/@VERSION@/1.0.18/' -e 's/@SODIUM_LIBRARY_VERSION_MAJOR@/10/' -e 's/@SODIUM_LIBRARY_VERSION_MINOR@/3/' \
	-e 's/@SODIUM_LIBRARY_MINIMAL_DEF@//' include/sodium/version.h.in >include/sodium/version.h
have=
for m in CONFIGURED NATIVE_LITTLE_ENDIAN HAVE_TI_MODE HAVE_GETRANDOM HAVE_SYS_RANDOM_H HAVE_EXPLICIT_BZERO \
	HAVE_MMAP HAVE_MLOCK HAVE_MADVISE HAVE_MPROTECT HAVE_SYS_MMAN_H HAVE_POSIX_MEMALIGN HAVE_WEAK_SYMBOLS \
	HAVE_ATOMIC_OPS HAVE_C_VARARRAYS HAVE_ALLOCA_H; do
	have="$have -D$m=1"
done
# the list of files has no blanks
# shellcheck disable=SC2046
compile "-std=gnu99 -Iinclude -Iinclude/sodium $have" $(find . -name '*.c' | sed 's,^\./,,' | LC_ALL=C sort)
archive
headers include/sodium.h
mkdir -p "$inc/sodium"
cp include/sodium/*.h "$inc/sodium/"
license libsodium ../../LICENSE
