#!/bin/sh
# build.sh [build|run|dist|test|look|check|fuzz|bench|musl|clean]: makes build/attest, one static executable with everything in it.
#
#	build   (default) libraries, fonts, program, dataset, executable; does only what is missing or stale
#	run     build, then the two briefings build/brief.pdf and build/eu-briefing.pdf
#	dist    what may be handed out, into build/dist: executables of levels public and meeting, licences, the source archive, SHA-256 of each
#	test    build, then tests/run; `build.sh test PATTERN` runs a part
#	look    pictures of every page of every report, in colour, grey and one bit, build/look/index.html; `build.sh look REPORT...`: of these
#	check   cppcheck and luacheck, then every test under AddressSanitizer and UBSan
#	fuzz    the fuzz targets of tests/fuzz: `build.sh fuzz [TARGET|all] [SECONDS]`, 600 s each without SECONDS
#	bench   one page, prose and a register: time, memory and size of whole processes, beside an empty one, a floor over libharu, and
#	        Typst from PyPI, as ratios in one run: `build.sh bench [ROUNDS [LARGE_ROUNDS]]`
#	musl    the same program over musl in place of glibc, build/musl/attest: a test compares what both print
#	clean   removes build/
#
# Writes build/ and the cache of fetched sources ($ATTEST_CACHE, default ~/.cache/attest), nothing else.
set -eu
cd "$(dirname "$0")"
root=$PWD
jobs=${ATTEST_JOBS:-2}

die() {
	echo "build.sh: $*" >&2
	exit 1
}

# need TOOL:PACKAGE...: every tool is there, or its package is installed, or the command is printed
need() {
	missing=
	for pair; do
		command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
	done
	[ -n "$missing" ] || return 0
	as=
	if [ "$(id -u)" != 0 ]; then as='sudo -n'; fi
	if [ -z "$as" ] || sudo -n true 2>/dev/null; then
		echo "build.sh: installing$missing" >&2
		# stale package lists are the usual reason for a first failure
		# shellcheck disable=SC2086
		{ $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing ||
			{ $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; }
		} >/dev/null 2>&1 || die "could not install:$missing; run: apt-get update && apt-get install$missing"
	else
		die "these packages are missing; run: sudo apt-get install$missing"
	fi
}

# put FILE: standard input, written only when it differs, so that make sees no change where there is none
put() {
	cat >"$1.$$"
	if cmp -s "$1.$$" "$1"; then rm "$1.$$"; else mv "$1.$$" "$1"; fi
}

# The makefile. OUT and MODE choose between the static program (build), the sanitized one (build/asan), the fuzzed one (build/fuzz), that
# over musl (build/musl), and the one in which tests force failures (build/faults).
makefile() {
	cat <<'END'
MAKEFLAGS += --no-builtin-rules --no-print-directory
comma := ,
.DELETE_ON_ERROR:
.SECONDARY:
OUT := build
MODE := static
VENDOR := build/vendor
CC := gcc
ifeq ($(MODE),musl)
VENDOR := build/musl/vendor
CC := $(VENDOR)/libc/bin/musl-gcc
endif
LIB := $(VENDOR)/lib
# archives in the order that the linker wants: users before what they use. No -lm: vendor/musl-math.sh says why
LIBS := $(patsubst %,$(LIB)/lib%.a,lua sqlite3 harfbuzz haru unibreak yyjson deflate md4c sodium musl-math)

WARN := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Werror
# paths in the objects do not depend on where the repository lies
COMMON := -std=c11 -D_GNU_SOURCE -fPIE -ffunction-sections -fdata-sections -ffp-contract=off -Isrc -isystem $(VENDOR)/include
# every allocation, also those of the libraries, is counted (src/base/memory.c)
WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
ifeq ($(MODE),asan)
# the instrumentation makes the compiler warn where there is nothing; the plain build is the judge of warnings
CFLAGS := $(COMMON) -w -O1 -g -DATTEST_FAULTS -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS := -fsanitize=address,undefined -pie -Wl,--gc-sections,-z,relro,-z,now $(WRAP)
UNIT_LDFLAGS := $(LDFLAGS)
else ifeq ($(MODE),fuzz)
CC := clang
SAN := -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
# comparisons within SQLite tell the fuzzer little and cost half of the time
SAN_sqlite3 := $(subst fuzzer-no-link$(comma),,$(SAN)) -fsanitize-coverage=inline-8bit-counters,pc-table
CFLAGS := $(COMMON) -w -O1 $(SAN)
UNIT_LDFLAGS := -fsanitize=fuzzer,address,undefined -pie -Wl,--gc-sections $(WRAP)
else ifeq ($(MODE),musl)
CFLAGS := $(COMMON) -w -O1 -g0
LDFLAGS := -static -no-pie -s -Wl,--gc-sections,-z,relro,-z,now $(WRAP)
else
CFLAGS := $(COMMON) $(WARN) -O2 -g0
LDFLAGS := -static-pie -s -Wl,--gc-sections,-z,relro,-z,now,--build-id=sha1 $(WRAP)
UNIT_LDFLAGS := -pie -Wl,--gc-sections $(WRAP)
ifeq ($(MODE),faults)
# the same program, in which tests can force failures (src/base/fault.c)
CFLAGS += -DATTEST_FAULTS
endif
endif

SRC := $(sort $(wildcard src/*.c src/*/*.c))
OBJ := $(SRC:src/%.c=$(OUT)/obj/%.o) $(OUT)/obj/schema.o
UNIT := $(sort $(wildcard tests/unit/*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$(OUT)/unit/%)
# the lint of layout traces
LINT := $(sort $(wildcard tests/lint/layout/*.c))
# a fuzz target with its driver: libFuzzer, or else what feeds it the kept corpus
FUZZ_BIN := $(patsubst %,$(OUT)/target/%,csv import image loader commonmark pdf)
FUZZ_SRC := tests/fuzz/fuzz.c $(if $(filter fuzz,$(MODE)),,tests/fuzz/replay.c)
FUZZ_WRAP := $(patsubst %,-Wl$(comma)--wrap=%,file_read file_read_most file_in_open file_in_read file_in_drop os_map_file os_map_close os_map_private_write os_is_dir os_exists os_is_inside os_list_dir os_timer_start os_timer_stop)
# what parses a stranger's bytes is instrumented too, by the same recipes below a root of its own
FUZZ_LIBS := $(patsubst %,build/fuzz/build/vendor/lib/lib%.a,lua sqlite3 md4c)
ASSETS := build/image/assets

all: $(OUT)/attest
bare: $(OUT)/attest-bare
units: $(UNIT_BIN) $(FUZZ_BIN) $(OUT)/lint/layout
targets: $(FUZZ_BIN)

$(OUT)/obj/%.o: src/%.c build/gen/makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -MMD -MP -c $< -o $@
$(OUT)/obj/schema.o: build/gen/schema.S src/data/schema.sql src/data/vocabulary.csv src/data/checks.sql
	@mkdir -p $(@D)
	@gcc -c $< -o $@
-include $(OBJ:.o=.d) $(UNIT_BIN:=.d) $(FUZZ_BIN:=.d)

# build/gen/*.list name the files of a folder: a file that went away is a change too
$(OUT)/attest-bare: $(OBJ) build/gen/sources.list $(VENDOR)/stamp/all
	@$(CC) $(LDFLAGS) -Wl,-Map=$@.map -o $@ $(OBJ) $(LIBS)
	@echo "linked $@"

$(OUT)/unit/%: tests/unit/%.c $(filter-out $(OUT)/obj/main.o,$(OBJ)) build/gen/makefile $(VENDOR)/stamp/all
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -Wno-unused-parameter -Itests/unit -MMD -MP -MF $@.d -MT $@ $(UNIT_LDFLAGS) -o $@ $< $(filter %.o,$^) $(LIB)/libcmocka.a $(LIBS)

$(OUT)/lint/layout: $(LINT) tests/lint/layout/trace.h $(filter-out $(OUT)/obj/main.o,$(OBJ)) build/gen/makefile $(VENDOR)/stamp/all
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(UNIT_LDFLAGS) -o $@ $(LINT) $(filter %.o,$^) $(LIBS)

$(OUT)/target/%: tests/fuzz/%.c $(FUZZ_SRC) tests/fuzz/fuzz.h $(filter-out $(OUT)/obj/main.o,$(OBJ)) build/gen/makefile build/vendor/stamp/all
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -Itests/fuzz -MMD -MP -MF $@.d -MT $@ $(UNIT_LDFLAGS) $(FUZZ_WRAP) -o $@ $< $(FUZZ_SRC) $(filter %.o,$^) $(filter %.a,$^) $(LIBS)
ifeq ($(MODE),fuzz)
$(FUZZ_BIN): $(FUZZ_LIBS)
build/fuzz/build/vendor/lib/lib%.a: build/vendor/stamp/%
	@mkdir -p build/fuzz
	@ln -sfn ../../vendor build/fuzz/vendor
	@echo "fuzz: $*"
	@CC="clang $(or $(SAN_$*),$(SAN))" ASAN_OPTIONS=detect_leaks=0 sh build/fuzz/vendor/$*.sh
endif

# the dataset and what lies beside it, written by the program itself: the same code that users have
build/image/almaty.db: build/attest-bare $(sort $(wildcard src/data/almaty/*)) build/gen/dataset.list
	@rm -f $@
	@build/attest-bare import src/data/almaty -o $@
build/gen/assets: $(sort $(shell find scripts reports src/cmd/new -type f 2>/dev/null)) build/gen/assets.list build/gen/reference.txt build/vendor/stamp/all
	@rm -rf $(ASSETS)/scripts $(ASSETS)/reports $(ASSETS)/help
	@mkdir -p $(ASSETS)/scripts $(ASSETS)/reports $(ASSETS)/help
	@cp build/gen/reference.txt $(ASSETS)/help/
	@for f in src/cmd/new/*.lua src/cmd/new/*.txt; do cp $$f $(ASSETS)/help/new-$${f##*/}; done
	@if [ -d scripts ]; then cp -R scripts/. $(ASSETS)/scripts/; fi
	@if [ -d reports ]; then cp -R reports/. $(ASSETS)/reports/; fi
	@touch $@
$(OUT)/attest: $(OUT)/attest-bare build/image/almaty.db build/gen/assets
	@rm -f $@
	@$(OUT)/attest-bare pack -o $@ --data build/image/almaty.db --assets $(ASSETS)
	@chmod 0555 $@
	@echo "packed $@, $$(stat -c %s $@) bytes"
END
}

# the doc blocks as they stand, which `attest help` reads
reference() {
	find src scripts -name '*.[cl]*' -type f | LC_ALL=C sort | while read -r f; do
		case $f in
		*.c) blocks='/^\/\*\*\* /,/\*\/$/p' ;;
		*.lua) blocks='/^--- /,/^\([^-]\|$\)/p' ;;
		*) continue ;;
		esac
		sed -n "$blocks" "$f" | sed "1s,^,@file $f\\
,"
	done
}

generate() {
	mkdir -p build/gen
	makefile | put build/gen/makefile
	find src -name '*.c' -o -path 'src/data/*.sql' -o -path src/data/vocabulary.csv | LC_ALL=C sort | put build/gen/sources.list
	find src/data/almaty -type f 2>/dev/null | LC_ALL=C sort | put build/gen/dataset.list
	find scripts reports src/cmd/new -type f 2>/dev/null | LC_ALL=C sort | put build/gen/assets.list
	reference | put build/gen/reference.txt
	# what the program holds as strings that end in NUL: extern const char data_schema_sql[], data_checks_sql[], data_vocabulary_csv[];
	for file in schema.sql checks.sql vocabulary.csv; do
		name=data_${file%.*}_${file#*.}
		cat <<END
	.section .rodata
	.globl $name
	.type $name, @object
$name:
	.incbin "src/data/$file"
	.byte 0
	.size $name, . - $name
END
	done >build/gen/strings.S
	echo '	.section .note.GNU-stack,"",@progbits' >>build/gen/strings.S
	put build/gen/schema.S <build/gen/strings.S
}

# one build at a time in this folder, also when two people or sessions start one
run_make() { flock build/lock make -s -f build/gen/makefile -j"$jobs" "$@"; }

# have_program: there is something of ours to build yet
have_program() { [ -e src/main.c ] && [ -e src/data/schema.sql ]; }

build() {
	need gcc:gcc g++:g++ make:make tclsh:tcl xz:xz-utils tar:tar dpkg-deb:dpkg ar:binutils sha256sum:coreutils flock:util-linux
	# the C library's headers and its static archive come in a package of their own
	[ -e /usr/include/stdlib.h ] || need no-such-tool:libc6-dev
	mkdir -p build
	flock build/lock vendor/build
	generate
	have_program || { echo "build.sh: vendor libraries are built; src/main.c or src/data/schema.sql is not there yet"; exit "${1:-1}"; }
	run_make all
}

check() {
	need cppcheck:cppcheck luacheck:lua-check
	build
	# missingInclude: system and vendor headers are not shown to cppcheck on purpose
	cppcheck --quiet --std=c11 --language=c -j "$jobs" --error-exitcode=1 --inline-suppr -Isrc -D_GNU_SOURCE \
		--enable=warning,portability,performance --suppress=missingInclude --suppress=missingIncludeSystem \
		--suppress=preprocessorErrorDirective --suppress=unusedFunction --suppress=normalCheckLevelMaxBranches src
	lua=$(for d in scripts reports tests; do find "$d" -name '*.lua' -not -path '*/corpus/*' 2>/dev/null || :; done)
	# file names have no blanks
	# shellcheck disable=SC2086
	[ -z "$lua" ] || luacheck --quiet --codes $lua
	run_make OUT=build/asan MODE=asan all units
	ATTEST=$root/build/asan/attest tests/run "$@"
}

fuzz() {
	need clang:clang llvm-symbolizer:llvm
	[ -e "$(clang -print-runtime-dir)/libclang_rt.fuzzer-x86_64.a" ] || need "no-such-tool:libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
	build
	run_make OUT=build/fuzz MODE=fuzz targets
	tests/fuzz/run "$@"
}

# the files of this repository that go into the source archive, without pictures and tests, which show what is above public
sources() {
	{ git ls-files 2>/dev/null || find . -type f | sed 's,^\./,,'; } |
		grep -vE '^(build|tests|\.git|\.ci)/|^src/data/almaty/' | while read -r f; do [ ! -f "$f" ] || echo "$f"; done | LC_ALL=C sort
}

# what the reader of the source archive must know
about() { # NAME PACKAGE=VERSION
	cat <<END
$1: the complete source of the attest executables beside it, as their licences ask for it.

cache/    every archive that the build fetches, with the hashes of vendor/pins.txt; ATTEST_CACHE=\$PWD/cache ./build.sh build needs no other
src/data/almaty/    the dataset at level public: who has an archive has all of it. Tests and pictures show more, so they are not here.

The executables are linked statically with the C library of the machine that built them, under the LGPL 2.1: $(c_library). To use another
one, change it and build: everything that is linked with it is here. Its own source comes from that system: apt-get source ${2:-glibc}.
END
}
c_library() { dpkg-query -W -f '${source:Package} ${source:Version}' libc6-dev 2>/dev/null || echo "glibc"; }

# the same files give the same bytes: sorted, nobody's, of one day. Not compressed: what is large in it is
archive() { # FOLDER NAME OUT
	tar -C "$1" --format=ustar --sort=name --mtime='2000-01-01 00:00:00Z' --owner=0 --group=0 --numeric-owner --mode='u+rwX,go+rX,go-w' -cf "$3" "$2"
}

dist() {
	build
	version=$(sed -n 's/.*CMD_VERSION "\(.*\)".*/\1/p' src/cmd/cmd.h)
	name=attest-$version-source
	rm -rf build/dist build/dist-stage
	mkdir -p build/dist "build/dist-stage/$name/cache" "build/dist-stage/$name/src/data"
	for level in public meeting; do build/attest pack --level $level -o build/dist/attest-$level; done
	build/attest licenses >build/dist/LICENCES.txt
	sources >build/dist-stage/list
	tar -cf - --files-from build/dist-stage/list | tar -xf - -C "build/dist-stage/$name"
	build/attest export "build/dist-stage/$name/src/data/almaty" --level public
	grep -v '^#' vendor/pins.txt | while read -r path sum rest; do
		[ -n "$sum$rest" ] || continue
		file=${path##*/}
		cp "$(vendor/fetch "${file%%_*}")" "build/dist-stage/$name/cache/$file"
	done
	about "$name" "$(c_library | sed 's/ /=/')" >"build/dist-stage/$name/ABOUT-THIS-ARCHIVE.txt"
	archive build/dist-stage "$name" "build/dist/$name.tar"
	chmod -R u+w build/dist-stage
	rm -rf build/dist-stage
	(cd build/dist && sha256sum -- attest-public attest-meeting LICENCES.txt "$name.tar" >SHA256SUMS)
	echo "wrote $root/build/dist: $(cd build/dist && echo *)"
}

case ${1:-build} in
build)
	build 0
	;;
run)
	build
	build/attest run brief -o build/brief.pdf
	build/attest run eu-briefing -o build/eu-briefing.pdf
	echo "wrote $root/build/brief.pdf and $root/build/eu-briefing.pdf"
	;;
dist)
	dist
	;;
test)
	shift
	build
	run_make units
	# the program in which tests force failures
	run_make OUT=build/faults MODE=faults all
	tests/run "$@"
	;;
look)
	shift
	need pdftoppm:poppler-utils pnmcat:netpbm sqlite3:sqlite3
	build
	tests/look/run "$@"
	echo "wrote $root/build/look/index.html"
	;;
check)
	shift
	check "$@"
	;;
fuzz)
	shift
	fuzz "$@"
	;;
bench)
	shift
	build
	(need python3:python3 pip3:python3-pip pdfinfo:poppler-utils) || echo "build.sh: bench leaves out what needs them"
	tests/bench/run "$@"
	;;
musl)
	build
	flock build/lock vendor/build musl
	run_make OUT=build/musl MODE=musl all
	;;
clean)
	chmod -R u+w build 2>/dev/null || :
	rm -rf build
	;;
*)
	echo "usage: build.sh [build|run|dist|test|look|check|fuzz|bench|musl|clean]" >&2
	exit 2
	;;
esac
