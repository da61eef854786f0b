/* num.c: against the C library, which rounds exactly in the C locale, and against what the standard says where it may differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

/* splitmix64: the same patterns in every run */
static uint64_t state;
static uint64_t next_bits(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static double from_bits(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

static bool same_bits(double x, double y) { return memcmp(&x, &y, sizeof x) == 0; }

/* any pattern; every other one with an exponent that documents have */
static double next_double(void)
{
	uint64_t bits = next_bits();

	if (bits % 2 == 0) {
		uint64_t exponent = 1023 - 40 + next_bits() % 100;
		bits = (bits & ~(UINT64_C(0x7FF) << 52)) | exponent << 52;
		if (bits % 4 == 0)           /* few bits: ties and short texts */
			bits &= ~UINT64_C(0) << (20 + bits / 4 % 32);
	}
	return from_bits(bits);
}

static void check_format(const char *format, double x)
{
	char want[1600], got[1600];
	int n, m;

	if (x != x)
		return;
	n = snprintf(want, sizeof want, format, x);
	m = num_printf(got, sizeof got, format, x);
	if (m != n || strcmp(got, want) != 0)
		fail_msg("%s of %a: got '%s', the C library gives '%s'", format, x, got, want);
}

static void check_reading(const char *text)
{
	char *end, *want_end;
	double got = num_parse(text, &end), want = strtod(text, &want_end);

	if (!same_bits(got, want) || end != want_end)
		fail_msg("'%s': got %a up to %zu, the C library gives %a up to %zu", text, got, (size_t)(end - text), want,
		    (size_t)(want_end - text));
}

static const double hard[] = {
	0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.25, 0.35, 0.125, 0.375, 1e15, 1e16, 1e17, 123456789012345678.0, 9007199254740991.0, 9007199254740993.0,
	0.1, 0.2, 0.3, 1.0 / 3, 2.0 / 3, 9.5, 99.5, 999.5, 9.995, 0.9999995, 99999.95, 999999.5, 9999995.0, 0.00001, 0.0001, 0.00009999995,
	1e21, 1e22, 1e23, 5e-324, 1e-323, 2.2250738585072014e-308, 2.225073858507201e-308, DBL_MAX, DBL_MIN, DBL_EPSILON, -DBL_MAX,
	4.35, 1.005, 1.015, 1.025, 2.675, 1234.5, 12345.5, 0.05, 0.005, 0.0005, 0.06, 0.95, 0.049, 1e100, 1e-100, 1e300, INFINITY, -INFINITY,
};
static const char *const formats[] = {
	"%.14g", "%g", "%f", "%e", "%.0f", "%.1f", "%.2f", "%.3f", "%.17g", "%.0e", "%.0g", "%.1g", "%.16e", "%.20f", "%.99f", "%.99e", "%.99g",
	"%#.0f", "%#.0e", "%+.2f", "% .2f", "%012.3f", "%-12.3f", "%12g", "%+012e", "% 012g", "%-+9.1f", "%E", "%G", "%F", "%.f",
	"%020f", "%.1100f", "%5.0f", "%a", "%A", "%+a", "%20a", "%020a",
};

static void hard_cases_print_as_the_c_library_prints(void **unused)
{
	for (size_t i = 0; i < COUNT_OF(hard); i++)
		for (size_t f = 0; f < COUNT_OF(formats); f++)
			check_format(formats[f], hard[i]);
	for (uint64_t e = 0; e < 2047; e++)          /* each power of two is a change of spacing */
		for (size_t f = 0; f < COUNT_OF(formats); f += 4) {
			check_format(formats[f], from_bits(e << 52));
			check_format(formats[f], from_bits((e << 52) + 1));
			check_format(formats[f], from_bits((e << 52) - (e > 0)));
		}
}

static void random_patterns_print_as_the_c_library_prints(void **unused)
{
	static const char *const usual[] = {"%.14g", "%.17g", "%f", "%.1f", "%.2f", "%e", "%a"};

	state = 1;
	for (int i = 0; i < 100000; i++) {
		double x = next_double();
		check_format(usual[i % COUNT_OF(usual)], x);
		check_format(formats[next_bits() % COUNT_OF(formats)], x);
	}
}

/* glibc forgets the zeros when rounding carries into a new digit, so it is no judge here (C11, 7.21.6.1: # keeps them) */
static void g_with_a_hash_keeps_its_zeros(void **unused)
{
	static const struct { const char *format; double x; const char *text; } cases[] = {
		{"%#.3g", 999.5, "1.00e+03"}, {"%#g", 999999.5, "1.00000e+06"}, {"%#g", 1, "1.00000"}, {"%#.3g", 0, "0.00"}, {"%#.1g", 5, "5."},
		{"%#g", 0.0001, "0.000100000"}, {"%#g", 123456, "123456."}, {"%#.0g", 1e-5, "1.e-05"}, {"%#.3g", 9.996, "10.0"}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char got[32];
		num_printf(got, sizeof got, cases[i].format, cases[i].x);
		assert_string_equal(got, cases[i].text);
	}
}

static void a_nan_has_no_sign(void **unused)
{
	static const struct { const char *format, *text; } cases[] = {
		{"%.14g", "nan"}, {"%+f", "nan"}, {"%E", "NAN"}, {"%6.1f", "   nan"}, {"%06.1f", "   nan"}, {"%-6.1f", "nan   "}, {"%a", "nan"}};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (int sign = 0; sign < 2; sign++) {
			char got[32];
			num_printf(got, sizeof got, cases[i].format, from_bits(UINT64_C(0x7FF8000000000000) | (uint64_t)sign << 63));
			assert_string_equal(got, cases[i].text);
		}
}

static void a_small_buffer_is_cut_and_the_length_counted(void **unused)
{
	for (size_t size = 1; size < 12; size++) {
		char got[12], want[12];
		memset(got, 'x', sizeof got);
		assert_int_equal(num_printf(got, size, "%9.3f", -12.5), snprintf(want, size, "%9.3f", -12.5));
		assert_string_equal(got, want);
		if (size < sizeof got)
			assert_int_equal(got[size], 'x');
	}
	assert_int_equal(num_printf(NULL, 0, "%g", 0.5), 3);
}

static void texts_read_as_the_c_library_reads(void **unused)
{
	static const char *const texts[] = {
		"", " ", "x", ".", "-", "+.", "e5", "0", "-0", "00", "1", " \t\n\v\f\r7", "1.", ".5", "-.5e1x", "1e", "1e+", "1e-x", "1E5", "1e005", "0x", "0xg",
		"0x1", "0X1.8p1", "0x.8p-1", "0x1p", "0x1.8", "0x.", "0x1p-1074", "0x1p-1075", "0x1.8p-1074", "0x1.8p-1075", "0x1.00000000000008p0",
		"0x1.000000000000080000000000001p0", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1p1024", "0x123456789abcdef0123456789",
		"0x0.0000000000000000000000000000000000001p160", "0xfffffffffffffbff", "0xfffffffffffffc00", "0x1p99999999999", "0x1p-99999999999",
		"9007199254740993", "9007199254740992.999999999", "9007199254740993.0000000000000000000000000000001", "9007199254740995",
		"179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123347747",
		"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "1e99999999999", "1e-99999999999", "-1e400",
		"2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308", "4.9e-324", "2.5e-324", "2.4703282292062327208e-324",
		"2.4703282292062328e-324", "2.47e-324", "1e-325", "1e-330", "1e-400", "6.631236846766476e-316", "3.237883913302901e-319", "1e22", "1e23",
		"8.442911973260991817129021e-309", "123456789012345e22", "123456789012345e-22", "1234567890123456e22", "0.1", "0.30000000000000004",
		"1.00000005960464477550", "7.0420557077594588669468784357561207962098443483187940792729600000e+59", "0.000000000000000000000000000000000000000000001e45",
		"1.000000000000000111022302462515654042363166809082031250", "1.000000000000000111022302462515654042363166809082031251",
		"1.000000000000000111022302462515654042363166809082031249",
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		check_reading(texts[i]);
}

static void random_texts_read_as_the_c_library_reads(void **unused)
{
	char text[1600];

	state = 2;
	for (int i = 0; i < 40000; i++) {
		static const char *const how[] = {"%.14g", "%.16e", "%.15e", "%.17g", "%.30e", "%.10f", "%a"};
		double x = next_double();
		if (x - x != 0)
			continue;
		snprintf(text, sizeof text, how[i % COUNT_OF(how)], x);
		check_reading(text);
	}
	for (int i = 0; i < 40000; i++) {            /* digits of no double, of every length and size */
		int n = 1 + (int)(next_bits() % 25), at = 0;
		while (at < n)
			text[at++] = (char)('0' + next_bits() % 10);
		snprintf(text + at, sizeof text - (size_t)at, "e%d", (int)(next_bits() % 680) - 350);
		check_reading(text);
	}
}

/* all digits of the middle between two doubles, then a little less and more: the last digit of 770 decides */
static void the_middle_between_two_doubles_reads_exactly(void **unused)
{
	char text[2400];

	state = 3;
	for (int i = 0; i < 1500; i++) {
		double x = from_bits(i % 3 == 0 ? next_bits() >> 12 : next_bits() >> 2);
		uint64_t bits;
		size_t n;
		long double middle;
		if (x - x != 0 || x >= 1e300)
			continue;
		memcpy(&bits, &x, sizeof bits);
		middle = ((long double)x + from_bits(bits + 1)) / 2;        /* 64 bits hold it */
		n = (size_t)snprintf(text, sizeof text, "%.1100Lf", middle);
		assert_in_range(n, 1, sizeof text - 900);
		check_reading(text);
		memset(text + n, '0', 800);
		strcpy(text + n + 800, "1");
		check_reading(text);
		for (n--; text[n] == '0' || text[n] == '.'; n--)
			;
		text[n]--;
		strcpy(text + n + 1, "999999");
		check_reading(text);
	}
}

static void what_is_printed_with_17_digits_reads_back(void **unused)
{
	state = 4;
	for (int i = 0; i < 30000; i++) {
		double x = next_double();
		char text[40];
		if (x - x != 0)
			continue;
		num_printf(text, sizeof text, i % 2 == 0 ? "%.17g" : "%a", x);
		assert_true(same_bits(num_parse(text, NULL), x));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hard_cases_print_as_the_c_library_prints), cmocka_unit_test(random_patterns_print_as_the_c_library_prints),
		cmocka_unit_test(g_with_a_hash_keeps_its_zeros), cmocka_unit_test(a_nan_has_no_sign),
		cmocka_unit_test(a_small_buffer_is_cut_and_the_length_counted), cmocka_unit_test(texts_read_as_the_c_library_reads),
		cmocka_unit_test(random_texts_read_as_the_c_library_reads), cmocka_unit_test(the_middle_between_two_doubles_reads_exactly),
		cmocka_unit_test(what_is_printed_with_17_digits_reads_back)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
