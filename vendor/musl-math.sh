# musl's mathematical functions: the only ones in the program, so that no answer depends on the processor.
#
# The C library's own pow, exp, log and sin exist several times in libm and the processor chooses one at start (FMA, AVX2); their last
# digits differ. These are plain C, one body each, and the program is linked without libm: what is missing here does not link.
# What calls them: Lua (`^`, `%`, `//`, math.*, keys of tables), HarfBuzz (floor, round, sqrt), libharu (sincos), src/bind (floor).
. "${0%/*}/recipe.sh"
unpack musl COPYRIGHT 'src/math/*' 'src/include/*' 'src/internal/*' 'include/*' 'arch/generic/*' 'arch/x86_64/*' 'tools/mkalltypes.sed'
mkdir -p made/bits
sed -f tools/mkalltypes.sed arch/x86_64/bits/alltypes.h.in include/alltypes.h.in >made/bits/alltypes.h

# musl's own flags (its headers, no builtins, no excess precision), and no contraction of a*b+c. The generic C everywhere, never
# arch/*.c or *.s: those differ between processors.
functions="acos asin atan atan2 ceil cos exp fabs floor fmod frexp hypotf log log10 log2 pow round scalbn sin sincos sqrt sqrtf tan"
inside="__cos __sin __tan __rem_pio2 __rem_pio2_large __math_divzero __math_invalid __math_invalidf __math_oflow __math_uflow
	__math_xflow exp_data log_data log2_data pow_data sqrt_data"
files=
for f in $functions $inside; do files="$files src/math/$f.c"; done
# the list of files has no blanks
# shellcheck disable=SC2086
compile "-std=c99 -nostdinc -ffreestanding -fexcess-precision=standard -frounding-math -fno-strict-aliasing -ffp-contract=off
	-D_XOPEN_SOURCE=700 -Iarch/x86_64 -Iarch/generic -Isrc/include -Isrc/internal -Imade -Iinclude" $files
archive
license musl COPYRIGHT
cd "$out"
rm -rf "$src"
