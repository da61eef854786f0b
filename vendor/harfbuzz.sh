# HarfBuzz with hb-subset: one translation unit holds both. It takes longest, so build.sh starts it first.
. "${0%/*}/recipe.sh"
unpack harfbuzz 'src/*' COPYING

# Left out: threads, environment, files (fonts come from memory), colour, variable, AAT, math and bitmap
# fonts, which the fonts inside are not. Shaping by GSUB and GPOS and subsetting of TrueType and CFF stay.
# Built like this it needs no C++ run-time library.
cut="-DHB_NO_MT -DHB_NO_GETENV -DHB_NO_MMAP -DHB_NO_OPEN -DHB_NO_SETLOCALE -DHB_NO_ATEXIT
	-DHB_NO_COLOR -DHB_NO_VAR -DHB_NO_AAT -DHB_NO_MATH -DHB_NO_PAINT -DHB_NO_STYLE
	-DHB_NO_BUFFER_SERIALIZE -DHB_NO_BUFFER_MESSAGE -DHB_NO_BUFFER_VERIFY -DHB_NO_META
	-DHB_DISABLE_DEPRECATED -DHB_NO_HINTING -DHB_NO_BITMAP -DHB_NO_SVG"
# shellcheck disable=SC2086
$CXX $OPT -std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics -fvisibility=hidden -DNDEBUG \
	-ffp-contract=off $cut -c src/harfbuzz-subset.cc -o "$obj/harfbuzz-subset.o"
archive
mkdir -p "$inc"
for h in src/hb*.h; do
	# system bindings (glib, icu, directwrite...) would not compile here
	case $h in
	*-glib.h | *-gobject*.h | *-icu.h | *-ft.h | *-uniscribe.h | *-directwrite.h | *-coretext.h | *-gdi.h | *-graphite2.h | *-cairo.h | *-wasm*.h | *-features.h.in) ;;
	*) headers "$h" ;;
	esac
done
license harfbuzz COPYING
cd "$out"
rm -rf "$src"
