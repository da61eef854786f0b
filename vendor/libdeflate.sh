# libdeflate: its output does not depend on the processor, only its speed does.
. "${0%/*}/recipe.sh"
unpack libdeflate
compile "-std=gnu99 -I." lib/*.c lib/x86/cpu_features.c
archive
headers libdeflate.h
license libdeflate COPYING
