# cmocka: for tests/unit only; nothing of it is in the executable.
. "${0%/*}/recipe.sh"
unpack cmocka 'src/*' 'include/*'
have=
for h in STDLIB STRING STDINT INTTYPES SIGNAL SETJMP TIME MALLOC UNISTD STRINGS; do have="$have -DHAVE_${h}_H=1"; done
touch include/config.h
compile "-std=gnu99 -D_GNU_SOURCE -Iinclude $have -DHAVE_STRUCT_TIMESPEC=1 -DHAVE_CLOCK_GETTIME=1
	-DHAVE_CLOCK_REALTIME=1 -DHAVE_GCC_THREAD_LOCAL_STORAGE=1" src/cmocka.c
archive
headers include/cmocka.h
