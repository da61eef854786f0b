# Sourced by test programs: sentences in, `ok - ` and `not ok - ` out. Ends the program with 1 when one failed.
set -u
: "${ATTEST:?}" "${ROOT:?}" "${TMP:?}"
failed=0
trap 'code=$?; [ $failed = 0 ] || code=1; exit $code' EXIT

# stock SQL...: the stock shell on the executable. On a copy: root's shell opens a file for writing, and what is open for writing cannot
# be executed by the tests that run beside this one.
stock() {
	[ -e "$TMP-stock" ] || cp "$ATTEST" "$TMP-stock"
	sqlite3 "$TMP-stock" "$@"
}

ok() { echo "ok - $1"; }
skip() { echo "ok - $1 # SKIP $2"; }
# not_ok SENTENCE [WHY]
not_ok() {
	echo "not ok - $1"
	[ -z "${2:-}" ] || printf '%s\n' "$2" | head -n 40 | sed 's/^/# /'
	failed=1
}

# exits CODE SENTENCE COMMAND...: leaves what it printed in $TMP/stdout and $TMP/stderr
exits() {
	want=$1 sentence=$2
	shift 2
	status=0
	"$@" >"$TMP/stdout" 2>"$TMP/stderr" </dev/null || status=$?
	if [ $status = "$want" ]; then ok "$sentence"; else
		not_ok "$sentence" "exit $status instead of $want
$(head -c 2000 "$TMP/stdout" | tr -d '\0')
$(cat "$TMP/stderr")"
	fi
}
# says SENTENCE TEXT [FILE]: the file (default: the standard error of `exits`) holds the text
says() {
	if grep -qF -- "$2" "${3:-$TMP/stderr}"; then ok "$1"; else
		not_ok "$1" "'$2' is not in:
$(head -c 4000 "${3:-$TMP/stderr}" | tr -d '\0')"
	fi
}
silent() { if [ ! -s "${2:-$TMP/stderr}" ]; then ok "$1"; else not_ok "$1" "$(head -c 2000 "${2:-$TMP/stderr}" | tr -d '\0')"; fi; }
# equal SENTENCE WANT GOT
equal() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "want: $2
got:  $3"; fi; }
same_bytes() { if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1" "$(cmp "$2" "$3" 2>&1)"; fi; }
# nothing beside the files that are named is in the folder
only() {
	sentence=$1 dir=$2
	shift 2
	found=$(find "$dir" -mindepth 1 -maxdepth 1 -printf '%f\n' | LC_ALL=C sort | tr '\n' ' ')
	equal "$sentence" "$(printf '%s\n' "$@" | sed '/^$/d' | LC_ALL=C sort | tr '\n' ' ')" "$found"
}
root() { [ "$(id -u)" = 0 ]; }
static() { [ "${MODE:-static}" = static ]; }

# Titles of articles are other people's sentences: a PDF may cite them, the files of the tests say {src-x.title} in place of one of eight
# words or more. untitled: standard input so
untitled() {
	stock "select 's|' || replace(replace(title, '.', '[.]'), '*', '[*]') || '|{' || id || '.title}|g' from source
		where kind <> 'stub' and length(trim(title)) - length(replace(trim(title), ' ', '')) >= 7" >"$TMP/titles.sed"
	sed -f "$TMP/titles.sed"
}
