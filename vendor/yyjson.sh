# yyjson: JSON in and out.
. "${0%/*}/recipe.sh"
unpack yyjson 'src/*' LICENSE
cd src
compile "-std=gnu99 -ffp-contract=off" yyjson.c
archive
headers yyjson.h
license yyjson ../LICENSE
