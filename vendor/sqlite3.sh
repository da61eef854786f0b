# SQLite: the amalgamation is made from the full tree, which needs tclsh.
. "${0%/*}/recipe.sh"
made=$root/build/vendor/amalgamation # the same for every compiler, so kept for the next
if [ -z "${ATTEST_VENDOR:-}" ] || [ ! -e "$made/sqlite3.c" ]; then
	unpack sqlite3
	{
		CC=gcc ./configure --disable-tcl --disable-shared --disable-readline
		make sqlite3.c sqlite3.h
	} >"$out/sqlite3.log" 2>&1 || { tail -n 20 "$out/sqlite3.log" >&2; exit 1; }
	mkdir -p "$made"
	cp sqlite3.c sqlite3.h LICENSE.md "$made/"
fi
cd "$made"

# No threads, no extensions, temporary tables in memory only. The image is read through the
# mapping of the executable, so mmap_size must accept its size (the format allows 1 GiB).
# Memory statistics stay on: the heap limit for scripts needs them. No math functions: nobody needs
# them, and it calls nothing of libm without.
# Text to number and back is its own code, no strtod or printf; but it looks at start whether long
# double is wider than double, and takes other arithmetic then. With LONGDOUBLE_TYPE=double that is the
# same everywhere; its sums of two doubles are wrong once a*b+c is contracted.
compile "-ffp-contract=off -DLONGDOUBLE_TYPE=double -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_DEPRECATED -DSQLITE_DQS=0
	-DSQLITE_TEMP_STORE=3 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DESERIALIZE
	-DSQLITE_DEFAULT_FOREIGN_KEYS=0 -DSQLITE_MAX_MMAP_SIZE=1099511627776" sqlite3.c
archive
headers sqlite3.h
license sqlite LICENSE.md
cd "$out"
rm -rf "$src" "$out/sqlite3.log"
