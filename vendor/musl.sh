# musl itself, static only, with compilers that use it, for `build.sh musl`.
. "${0%/*}/recipe.sh"
unpack musl
libc=$out/libc
{
	CC=gcc ./configure --prefix="$libc" --disable-shared --enable-wrapper=gcc
	make -j2 install
} >"$out/musl.log" 2>&1 || { tail -n 20 "$out/musl.log" >&2; exit 1; }

# the kernel's headers, which are of no C library
for dir in linux asm-generic "$(gcc -print-multiarch)/asm"; do
	[ ! -d "/usr/include/$dir" ] || ln -sfn "/usr/include/$dir" "$libc/include/${dir##*/}"
done

# musl's wrapper is for C. HarfBuzz needs headers of C++ and no more: those of the compiler, over musl's C headers.
# __GLIBC_PREREQ: libstdc++'s headers were configured for glibc and ask for its version.
{
	echo '#!/bin/sh'
	echo "exec g++ '-D__GLIBC_PREREQ(a,b)=0' -nostdinc \\"
	g++ -E -x c++ -v /dev/null 2>&1 | sed -n 's,^ \(/.*c++.*\),	-isystem \1 \\,p'
	printf '\t-isystem %s -isystem %s "$@"\n' "$libc/include" "$(gcc -print-file-name=include)"
} >"$libc/bin/musl-g++"
chmod +x "$libc/bin/musl-g++"
cd "$out"
rm -rf "$src" "$obj" "$out/musl.log"
