/* The sandbox: what a chunk may call, what it is told where it may not, and that nothing it sees depends on chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "host/host.h"

static struct data_image *image;
static struct host *host;

static int setup_all(void **state)
{
	struct err e = {0};
	const char *attest = getenv("ATTEST");

	image = data_image_open(attest != NULL ? attest : "build/attest", &e);
	return image == NULL;
}

static int teardown_all(void **state)
{
	data_image_drop(image);
	return 0;
}

static int setup(void **state)
{
	struct err e = {0};

	host = host_new(image, 16u << 20, &e);
	return host == NULL;
}

static int teardown(void **state)
{
	host_drop(host);
	limit_time_set(0);
	return 0;
}

static void runs(const char *source)
{
	struct err e = {0};

	if (!host_run_chunk(host, "t.lua", source, strlen(source), &e))
		fail_msg("%s\n%s", source, e.msg);
}

static void raises(const char *source, const char *message)
{
	struct err e = {0};

	assert_false(host_run_chunk(host, "t.lua", source, strlen(source), &e));
	assert_string_equal(e.msg, message);
}

static void pairs_goes_through_sorted_keys(void **state)
{
	runs("local t, s = { b = 1, a = 2, [10] = 3, [2] = 4, [1.5] = 5, ['10'] = 6 }, ''\n"
	     "for k, v in pairs(t) do s = s .. tostring(k) .. '=' .. v .. ' ' end\n"
	     "assert(s == '1.5=5 2=4 10=3 10=6 a=2 b=1 ', s)");
	runs("local t, n = { a = 1, b = 2 }, 0 for k in pairs(t) do t.b = nil n = n + 1 end assert(n == 1)");
	runs("local n = 0 for k, v in pairs(require('fmt')) do n = n + 1 end assert(n > 4)");
	raises("for k in pairs({ [true] = 1 }) do end", "t.lua:1: pairs: a key is a boolean, which has no order: use strings or numbers as keys");
	raises("for k in pairs({ [{}] = 1 }) do end", "t.lua:1: pairs: a key is a table, which has no order: use strings or numbers as keys");
}

static void no_text_of_a_value_is_an_address(void **state)
{
	runs("assert(tostring({}) == 'table' and tostring(pairs) == 'function')");
	runs("assert(string.format('%s %s %d', {}, pairs, 3) == 'table function 3')");
	raises("return string.format('%p', {})", "t.lua:1: string.format: %p would print an address: use %s");
	raises("return string.format('\\0%5p', 'x')", "t.lua:1: string.format: %p would print an address: use %s");
	runs("assert(string.format('\\0%%p%d%%', 3) == '\\0%p3%')");
}

static void floats_print_by_our_own_rules(void **state)
{
	runs("assert(tostring(0/0) == 'nan' and tostring(-(0/0)) == 'nan' and tostring(1/0) == 'inf' and tostring(-1/0) == '-inf')");
	runs("assert(tostring(1e15) == '1e+15' and tostring(2^53) == '9.007199254741e+15' and tostring(3.0) == '3.0' and 0.1 .. '' == '0.1')");
	runs("assert(string.format('%d %i %5.2f|%-8.1e|%g %G %+.0f %c %x %X %o %u', 3, 4.0, 2.675, 12345.678, 1e20, 1e-7, 2.5, 65, 255, 255, 8, 9)\n"
	     " == '3 4  2.67|1.2e+04 |1e+20 1E-07 +2 A ff FF 10 9')");
	runs("assert(('%q %q %q %q'):format(0.1, 1/0, 0/0, 2^-1074) == '0x1.999999999999ap-4 1e9999 (0/0) 0x0.0000000000001p-1022')");
	runs("assert(('%.99f'):format(2^1023):len() == 308 + 1 + 99 and ('%s'):format(1.5) == '1.5' and ('%5s'):format(-0.0) == ' -0.0')");
	runs("assert(table.concat({ 1.25, 1e100, 7 }, ' ') == '1.25 1e+100 7')");
	runs("assert(tonumber('0.1') == 0.1 and tonumber(' 1e2 ') == 100.0 and tonumber('0x.8p1') == 1.0 and tonumber('1e') == nil)");
	runs("assert(tonumber('inf') == nil and tonumber('nan') == nil and tonumber('1,5') == nil and tonumber('1e400') == math.huge)");
	raises("return ('%a'):format(1)", "t.lua:1: string.format: %a prints base 16, which no reader wants: use %.17g (or %q for a script)");
	raises("return ('%8.3A'):format(1)", "t.lua:1: string.format: %A prints base 16, which no reader wants: use %.17g (or %q for a script)");
	raises("return ('%F'):format(1)", "t.lua:1: invalid conversion '%F' to 'format'");
	raises("return ('%.100f'):format(1)", "t.lua:1: invalid conversion specification: '%.100f'");
	raises("return ('%d'):format('x')", "t.lua:1: bad argument #1 to 'format' (number expected, got string)");
	raises("local t = {} t[0/0] = 1", "t.lua:1: table index is NaN");
	runs("local t, s = { [1/0] = 1, [-1/0] = 2, [2^53] = 3, [-0.5] = 4 }, '' for k in pairs(t) do s = s .. tostring(k) .. ' ' end\n"
	     "assert(s == '-inf -0.5 9007199254740992 inf ', s) assert(({})[0/0] == nil)");
	runs("local t = { 0/0, 3, 0/0, 1, 2, 0/0 } pcall(table.sort, t) assert(#t == 6)");
}

static void absent_names_say_why(void **state)
{
	raises("local f = io.open", "t.lua:1: 'io' is not available in a report: a report reads nothing but its dataset: use data.rows");
	raises("os.time()", "t.lua:1: 'os' is not available in a report: clock and environment would change what is printed: dates are parameters");
	raises("math.random()", "t.lua:1: 'math.random' is not available in a report: the same input makes the same document");
	raises("string.dump(function() end)", "t.lua:1: 'string.dump' is not available in a report: no bytecode");
	raises("local s = ('x'):dump()", "t.lua:1: 'string.dump' is not available in a report: no bytecode");
	raises("load('return 1')", "t.lua:1: 'load' is not available in a report: code comes from files: use require");
	raises("collectgarbage()", "t.lua:1: 'collectgarbage' is not available in a report: when the collector runs must not matter");
	raises("local g = _G", "t.lua:1: '_G' is not available in a report: globals are fixed: use local");
	for (const char *const *name = (const char *const[]){"debug", "package", "coroutine", "dofile", "loadfile", "xpcall", "next", NULL};
	     *name != NULL; name++) {
		char source[64];
		struct err e = {0};
		snprintf(source, sizeof source, "return %s.x", *name);
		assert_false(host_run_chunk(host, "t.lua", source, strlen(source), &e));
		assert_non_null(strstr(e.msg, "is not available in a report"));
	}
}

/* the last digits are those of vendor/musl-math.sh; what libm gives for some of them depends on the processor */
static void mathematical_functions_have_one_answer(void **state)
{
	static const char *const answers[] = {
		"math.sin(5.159) == -0x1.cdc7efb4a5be3p-1", "math.cos(1e22) == 0x1.0be2cef01c8f4p-1", "math.tan(1.5) == 0x1.c33ed50b88777p+3",
		"math.asin(0.3) == 0x1.380159e14f6ffp-2", "math.acos(0.3) == 0x1.441f5ecbeef59p+0", "math.atan(-1, 3) == -0x1.4978fa3269ee1p-2",
		"math.exp(0.737) == 0x1.0b79e2851bc92p+1", "math.log(10) == 0x1.26bb1bbb55516p+1", "math.log(8, 2) == 3.0", "math.log(1000, 10) == 3.0",
		"0.737 ^ 1.37 == 0x1.510e0270d9ee1p-1", "2 ^ 0.5 == math.sqrt(2)", "math.deg(math.pi) == 180.0", "math.rad(180) == math.pi",
		"-5.5 % 2 == 0.5 and -5.5 // 2 == -3.0 and math.fmod(-5.5, 2) == -1.5",
	};

	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		char source[160];
		snprintf(source, sizeof source, "assert(%s)", answers[i]);
		runs(source);
	}
}

static void globals_are_strict(void **state)
{
	raises("\nreturn stirng.rep", "t.lua:2: 'stirng' is not defined (did you mean 'string'?)");
	raises("total = 1", "t.lua:1: assignment to the undefined global 'total': write local total = ...");
	raises("_ENV.total = 1", "t.lua:1: assignment to the undefined global 'total': write local total = ...");
	raises("rawset(_ENV, 'total', 1)", "t.lua:1: rawset: this table is read-only: keep your own values in a local table");
	raises("setmetatable(_ENV, nil)", "t.lua:1: setmetatable: the metatable is protected: make a table of your own");
	raises("string.trim = 1", "t.lua:1: nothing is added to 'string': use a local function");
	raises("string.lenght('x')", "t.lua:1: 'string.lenght' is not a function of this library (did you mean 'len'?)");
	runs("assert(getmetatable('x') == nil and getmetatable(string) == false)");
}

/* scripts/ share globals and libraries with the template: whoever replaces table.concat prints another date with the old one's sources */
static void nothing_that_scripts_call_can_be_replaced(void **state)
{
	raises("tostring = function() return '9' end", "t.lua:1: 'tostring' cannot be replaced: write local tostring = ...");
	raises("_ENV.table = {}", "t.lua:1: 'table' cannot be replaced: write local table = ...");
	raises("require = nil", "t.lua:1: 'require' cannot be replaced: write local require = ...");
	raises("rawset(table, 'concat', tostring)", "t.lua:1: rawset: this table is read-only: keep your own values in a local table");
	raises("rawset(require('language.en'), 'months', {})", "t.lua:1: rawset: this table is read-only: keep your own values in a local table");
	raises("require('language.en').months[2] = 'March'",
	    "t.lua:1: module 'language.en': 'months' is read-only: keep your own values in a local table");
	raises("for k, v in pairs(require('theme')) do if k == 'styles' then v.foot.size = 0 end end",
	    "t.lua:1: module 'theme': 'styles': 'foot' is read-only: keep your own values in a local table");
	raises("table.insert(require('language.en').abbreviations, 'x')",
	    "t.lua:1: module 'language.en': 'abbreviations' is read-only: keep your own values in a local table");
	runs("local n = 0 for i, m in ipairs(require('language.en').months) do n = i end assert(n == 12 and #require('language.en').months == 12)");
	runs("local tostring = function() return 'x' end assert(tostring(1) == 'x' and require('fmt').date('2021-02-09') == '9 February 2021')");
}

static void finalizers_and_weak_tables_are_refused(void **state)
{
	raises("setmetatable({}, { __gc = function() end })",
	    "t.lua:1: setmetatable: '__gc' is not available: close things where they end, with a function");
	raises("setmetatable({}, { __mode = 'k' })",
	    "t.lua:1: setmetatable: '__mode' is not available: weak tables would show when the collector ran");
	runs("assert(setmetatable({}, { __index = { a = 1 } }).a == 1)");
}

static void require_finds_scripts_and_nothing_outside(void **state)
{
	runs("assert(require('fmt').integer(1049) == '1,049' and require('fmt') == require('fmt'))");
	runs("assert(require('language.en').months[2] == 'February')");
	raises("require('fmt').integer = nil", "t.lua:1: module 'fmt' is read-only: keep your own values in a local table");
	raises("require('fnt')", "t.lua:1: require: there is no module 'fnt' (did you mean 'fmt'?); tried scripts/fnt.lua in the executable and reports/fnt.lua");
	raises("require('../x')", "t.lua:1: require: '../x' is no module name: letters, digits, _ and -, with a dot between folders");
	raises("require('a..b')", "t.lua:1: require: 'a..b' is no module name: letters, digits, _ and -, with a dot between folders");
	raises("require('.a')", "t.lua:1: require: '.a' is no module name: letters, digits, _ and -, with a dot between folders");
	raises("\x1bLua", "t.lua: bytecode is not run: give the Lua source");
}

static void errors_have_file_and_line_of_the_script(void **state)
{
	raises("local x\nlocal y = x.z", "t.lua:2: attempt to index a nil value (local 'x')");
	raises("x = = 1", "t.lua:1: unexpected symbol near '='");
	raises("error({})", "t.lua:1: error was called with a table: give it a message");
	raises("error('two\\nlines')", "t.lua:1: two lines");
	raises("\nrequire('fmt').date('soon')", "t.lua:2: fmt.date: argument 1 'edtf': expected an EDTF date such as 2021-02-09, 2021-06~ or 2021-07-01/.., got \"soon\"");
}

static void memory_and_time_have_limits(void **state)
{
	struct err e = {0};
	const char *loop = "while true do pcall(function() while true do end end) end";

	limit_memory_set(16u << 20);
	raises("local s = ('x'):rep(1 << 30)", "t.lua:1: the memory limit of 16 MiB is reached: let it do less (or raise it with --memory)");
	limit_memory_set(0);
	runs("assert(#('x'):rep(1000) == 1000)");
	limit_time_set(0.2);
	assert_false(host_run_chunk(host, "t.lua", loop, strlen(loop), &e));
	assert_non_null(strstr(e.msg, "the time limit of 0 s is reached"));
}

static void warnings_are_errors_when_strict(void **state)
{
	size_t before = warning_count();

	runs("warn('one ', 2, {})");
	assert_int_equal(warning_count(), before + 1);
	warning_strict(true);
	raises("\nwarn('one ', 2)", "t.lua:2: one 2 (a warning, and --strict makes errors of them)");
	runs("assert(not pcall(warn, 'caught'))");
	warning_strict(false);
	assert_int_equal(warning_count(), before + 3);       /* so that a script cannot hide them */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(pairs_goes_through_sorted_keys), TEST(no_text_of_a_value_is_an_address),
		TEST(floats_print_by_our_own_rules), TEST(absent_names_say_why),
		TEST(mathematical_functions_have_one_answer), TEST(globals_are_strict), TEST(nothing_that_scripts_call_can_be_replaced),
		TEST(finalizers_and_weak_tables_are_refused), TEST(require_finds_scripts_and_nothing_outside),
		TEST(errors_have_file_and_line_of_the_script), TEST(memory_and_time_have_limits),
		TEST(warnings_are_errors_when_strict)};

	return cmocka_run_group_tests(tests, setup_all, teardown_all);
}
