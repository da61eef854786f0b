# Shared by the recipes vendor/<lib>.sh, which source it: `. "${0%/*}/recipe.sh"`.
#
# A recipe unpacks into build/vendor/src/<lib>, compiles there with its own flags and leaves
# build/vendor/lib/lib<name>.a, headers in build/vendor/include and the licence text in
# build/image/assets/licenses. With ATTEST_VENDOR all of it goes to that folder instead, CC and CXX
# name other compilers and ATTEST_OPT the level of optimisation: vendor/build does that for another C
# library. Paths given to the compiler are relative, so that the objects are the same bytes wherever the
# repository lies.
set -eu
recipe_name=${0##*/}
recipe_name=${recipe_name%.sh}
root=$(cd "${0%/*}/.." && pwd)
out=${ATTEST_VENDOR:-$root/build/vendor}
src=$out/src/$recipe_name
obj=$out/obj/$recipe_name
inc=$out/include
assets=$root/build/image/assets
[ -z "${ATTEST_VENDOR:-}" ] || assets=$out/assets # licence texts that nobody packs
CC=${CC:-gcc}
CXX=${CXX:-g++}
OPT="${ATTEST_OPT:--O2} -g0 -fPIE -ffunction-sections -fdata-sections -w"

rm -rf "$src" "$obj"
mkdir -p "$src" "$obj" "$inc" "$out/lib" "$assets/licenses"

# unpack NAME [MEMBER...]: the pinned tarball, or only the members whose path below its top folder matches
unpack() {
	unpack_file=$("$root/vendor/fetch" "$1")
	shift
	if [ $# -gt 0 ]; then
		for member; do shift; set -- "$@" "*/$member"; done
		tar -xf "$unpack_file" -C "$src" --strip-components=1 --no-same-owner --wildcards "$@"
	else
		tar -xf "$unpack_file" -C "$src" --strip-components=1 --no-same-owner
	fi
	cd "$src"
}

# unpack_deb NAME: the pinned package's files
unpack_deb() {
	unpack_file=$("$root/vendor/fetch" "$1")
	dpkg-deb -x "$unpack_file" "$src"
}

# compile FLAGS FILE...: one object per C file
compile() {
	compile_flags=$1
	shift
	for f; do
		# the flags of a recipe are a list of words on purpose
		# shellcheck disable=SC2086
		$CC $OPT $compile_flags -c "$f" -o "$obj/$(echo "${f%.c}" | tr / _).o"
	done
}

archive() {
	lib=$out/lib/lib${recipe_name#lib}.a
	rm -f "$lib"
	ar rcsD "$lib" "$obj"/*.o
	rm -rf "$obj"
}

# headers FILE...: a flat folder, usable as -isystem build/vendor/include
headers() { cp "$@" "$inc/"; }

# license NAME FILE...: the text that `attest licenses` prints
license() {
	license_name=$1
	shift
	cat "$@" >"$assets/licenses/$license_name.txt"
}
