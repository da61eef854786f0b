# Fonts, colour profile and licence texts of the image; needs HarfBuzz built.
. "${0%/*}/recipe.sh"
mkdir -p "$assets/fonts" "$assets/icc"
rm -f "$assets/fonts"/*

# shellcheck disable=SC2086
$CC -std=c11 -O2 -g0 -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Werror \
	-isystem "$inc" "$root/vendor/reduce-fonts.c" -o "$obj/reduce-fonts" "$out/lib/libharfbuzz.a" -lm \
	-Wl,--gc-sections

for deb in fonts-noto-core fonts-noto-mono fonts-noto-cjk icc-profiles-free; do unpack_deb $deb; done
truetype=$src/usr/share/fonts/truetype/noto
for face in NotoSans-Regular NotoSans-Bold NotoSans-Italic NotoSans-BoldItalic \
	NotoSerif-Regular NotoSerif-Bold NotoSerif-Italic NotoSerif-BoldItalic \
	NotoSansMono-Regular NotoSansMono-Bold; do
	"$obj/reduce-fonts" text "$truetype/$face.ttf" 0 "$assets/fonts/$face.ttf"
done
for face in NotoNaskhArabic-Regular NotoNaskhArabic-Bold; do
	"$obj/reduce-fonts" arabic "$truetype/$face.ttf" 0 "$assets/fonts/$face.ttf"
done
"$obj/reduce-fonts" math "$truetype/NotoSansMath-Regular.ttf" 0 "$assets/fonts/NotoSansMath-Regular.ttf"
"$obj/reduce-fonts" symbols "$truetype/NotoSansSymbols2-Regular.ttf" 0 "$assets/fonts/NotoSansSymbols2-Regular.ttf"
# face 2 of the collection is Simplified Chinese
"$obj/reduce-fonts" cjk "$src/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" 2 \
	"$assets/fonts/NotoSansCJKsc-Regular.otf"

# PDF/A wants an RGB display profile; look into the header (ICC.1, 7.2) rather than trust the name
icc=$src/usr/share/color/icc/sRGB.icc
[ "$(head -c 24 "$icc" | tail -c 12)" = 'mntrRGB XYZ ' ] && [ "$(head -c 40 "$icc" | tail -c 4)" = acsp ] ||
	{ echo "vendor/fonts.sh: $icc is no RGB display profile" >&2; exit 1; }
install -m 644 "$icc" "$assets/icc/sRGB.icc"

license attest "$root/src/LICENSE"
license noto-fonts "$src/usr/share/doc/fonts-noto-core/copyright"
license noto-fonts-mono "$src/usr/share/doc/fonts-noto-mono/copyright"
license noto-fonts-cjk "$src/usr/share/doc/fonts-noto-cjk/copyright"
license icc-profile "$src/usr/share/doc/icc-profiles-free/copyright"
# what a static executable holds of the compiler's machine: glibc (LGPL, so its text too) and libgcc
license glibc /usr/share/doc/libc6-dev/copyright /usr/share/common-licenses/LGPL-2.1
libgcc=$($CC -print-libgcc-file-name)
libgcc=${libgcc%/*}
license libgcc "/usr/share/doc/libgcc-${libgcc##*/}-dev/copyright"
cd "$out"
rm -rf "$src" "$obj"
