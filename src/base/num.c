/* num.c: floats to text and back, exactly rounded, without locale.
 *
 * A double is m * 2^e with m < 2^53, so it has finitely many decimal digits: those of m * 2^e, or of m * 5^-e with the point -e places
 * from the right. They are made in one big integer and rounded once, half to even. Reading divides big integers and rounds the quotient
 * the same way. No table of powers, no long double, nothing of the C library: one answer everywhere.
 *
 * Infinity is "inf". A NaN is "nan" without sign: the sign of what 0/0 gives is the processor's choice. */
#include <assert.h>
#include <float.h>
#include <string.h>

#include "base/base.h"

/* ---- big integers: base 2^32, lowest first. The largest are 10^1111 * 2^63, when 1e-330 is read from 781 digits */
#define BIG_WORDS 128
struct big { uint32_t w[BIG_WORDS]; int n; /* [words] in use; the highest is not 0 */ };

static void big_set(struct big *b, uint64_t v)
{
	b->w[0] = (uint32_t)v;
	b->w[1] = (uint32_t)(v >> 32);
	b->n = b->w[1] != 0 ? 2 : b->w[0] != 0;
}

static void big_mul_add(struct big *b, uint32_t factor, uint32_t carry)
{
	for (int i = 0; i < b->n; i++) {
		uint64_t v = (uint64_t)b->w[i] * factor + carry;
		b->w[i] = (uint32_t)v;
		carry = (uint32_t)(v >> 32);
	}
	if (carry != 0) {
		assert(b->n < BIG_WORDS);
		b->w[b->n++] = carry;
	}
}

static void big_mul_power(struct big *b, uint32_t base, int power)
{
	for (; power >= 9; power -= 9) {
		uint32_t p = base;
		for (int i = 1; i < 9; i++)
			p *= base;           /* 10^9 < 2^32 */
		big_mul_add(b, p, 0);
	}
	while (power-- > 0)
		big_mul_add(b, base, 0);
}

static void big_shift(struct big *b, int bits)
{
	int words = bits / 32;

	big_mul_add(b, 1u << bits % 32, 0);
	if (words == 0 || b->n == 0)
		return;
	assert(b->n + words <= BIG_WORDS);
	memmove(b->w + words, b->w, (size_t)b->n * sizeof *b->w);
	memset(b->w, 0, (size_t)words * sizeof *b->w);
	b->n += words;
}

/* divides; returns the remainder */
static uint32_t big_div(struct big *b, uint32_t divisor)
{
	uint64_t rest = 0;

	for (int i = b->n - 1; i >= 0; i--) {
		rest = rest << 32 | b->w[i];
		b->w[i] = (uint32_t)(rest / divisor);
		rest %= divisor;
	}
	while (b->n > 0 && b->w[b->n - 1] == 0)
		b->n--;
	return (uint32_t)rest;
}

static bool big_less(const struct big *a, const struct big *b)
{
	int i = a->n - 1;

	if (a->n != b->n)
		return a->n < b->n;
	while (i >= 0 && a->w[i] == b->w[i])
		i--;
	return i >= 0 && a->w[i] < b->w[i];
}

/* b is not greater than a */
static void big_sub(struct big *a, const struct big *b)
{
	uint64_t borrow = 0;

	for (int i = 0; i < a->n; i++) {
		uint64_t v = (uint64_t)a->w[i] - (i < b->n ? b->w[i] : 0) - borrow;
		a->w[i] = (uint32_t)v;
		borrow = v >> 63;
	}
	while (a->n > 0 && a->w[a->n - 1] == 0)
		a->n--;
}

static int bit_length(uint64_t v) { return v == 0 ? 0 : 64 - __builtin_clzll(v); }
static int big_bits(const struct big *b) { return b->n == 0 ? 0 : (b->n - 1) * 32 + bit_length(b->w[b->n - 1]); }

/* ---- the parts of a double */
#define FRACTION_BITS 52
#define EXPONENT_LEAST (-1074)       /* of the lowest bit */

static uint64_t bits_of(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static int exponent_field(uint64_t bits) { return (int)(bits >> FRACTION_BITS & 0x7FF); }
static uint64_t fraction_field(uint64_t bits) { return bits & ((UINT64_C(1) << FRACTION_BITS) - 1); }

/* ---- digits of a finite double: 0.d[0]d[1]... * 10^point; n is 0 for 0 */
struct digits {
	unsigned char d[90 * 9];     /* each 0 to 9; 2^-1074 and its neighbours have up to 767 */
	int n, point;
};

static int digit_at(const struct digits *g, int i) { return i >= 0 && i < g->n ? g->d[i] : 0; }

static void digits_of(struct digits *g, double x)
{
	uint64_t bits = bits_of(x), m = fraction_field(bits);
	int e = EXPONENT_LEAST, first = sizeof g->d;
	struct big b;

	if (exponent_field(bits) != 0) {
		m |= UINT64_C(1) << FRACTION_BITS;
		e += exponent_field(bits) - 1;
	}
	for (; e < 0 && m != 0 && m % 2 == 0; m /= 2)
		e++;
	big_set(&b, m);
	if (e > 0)
		big_shift(&b, e);
	else
		big_mul_power(&b, 5, -e);
	while (b.n > 0) {
		uint32_t nine = big_div(&b, 1000000000);
		for (int i = 0; i < 9; i++, nine /= 10)
			g->d[--first] = (unsigned char)(nine % 10);
	}
	while (first < (int)sizeof g->d && g->d[first] == 0)
		first++;
	g->n = (int)sizeof g->d - first;
	memmove(g->d, g->d + first, (size_t)g->n);
	g->point = g->n == 0 ? 1 : g->n + (e < 0 ? e : 0);
}

/* keeps that many digits, half to even */
static void digits_round(struct digits *g, int keep)
{
	bool up;
	int i = keep + 1;

	if (keep >= g->n)
		return;
	if (keep < 0) {
		g->n = 0;
		return;
	}
	while (i < g->n && g->d[i] == 0)
		i++;
	up = g->d[keep] > 5 || (g->d[keep] == 5 && (i < g->n || digit_at(g, keep - 1) % 2 != 0));
	g->n = keep;
	if (!up)
		return;
	for (i = keep - 1; i >= 0 && g->d[i] == 9; i--)
		g->d[i] = 0;
	if (i >= 0) {
		g->d[i]++;
		return;
	}
	g->d[0] = 1;                         /* 99.9 became 100: the zeros are there */
	g->n = keep > 0 ? keep : 1;
	g->point++;
}

/* ---- one conversion of printf */
#define PRECISION_MOST 1100          /* every double is exact with 1074 digits behind the point */

struct spec {
	bool left, plus, blank, sharp, zero;
	int width, precision;        /* precision -1: not given */
	char kind;                   /* a e f g */
	bool upper;
};
struct text { char p[1 + 309 + 1 + PRECISION_MOST + 8]; size_t n; };

static void put(struct text *t, int c) { t->p[t->n++] = (char)c; }
static void put_words(struct text *t, const char *s)
{
	while (*s != '\0')
		put(t, *s++);
}

static void put_fixed(struct text *t, const struct digits *g, int precision, bool sharp)
{
	if (g->point <= 0)
		put(t, '0');
	for (int i = 0; i < g->point; i++)
		put(t, '0' + digit_at(g, i));
	if (precision > 0 || sharp)
		put(t, '.');
	for (int i = 0; i < precision; i++)
		put(t, '0' + digit_at(g, g->point + i));
}

static void put_exponent(struct text *t, char letter, int e, int least)
{
	char digits[8];
	int n = 0;

	put(t, letter);
	put(t, e < 0 ? '-' : '+');
	for (e = e < 0 ? -e : e; e > 0 || n < least; e /= 10)
		digits[n++] = (char)('0' + e % 10);
	while (n > 0)
		put(t, digits[--n]);
}

static void put_scientific(struct text *t, const struct digits *g, int precision, bool sharp)
{
	put(t, '0' + digit_at(g, 0));
	if (precision > 0 || sharp)
		put(t, '.');
	for (int i = 1; i <= precision; i++)
		put(t, '0' + digit_at(g, i));
	put_exponent(t, 'e', g->point - 1, 2);
}

/* C11, 7.21.6.1: of g; without # no zeros at the end */
static void put_general(struct text *t, struct digits *g, int precision, bool sharp)
{
	int e, significant;

	precision = precision == 0 ? 1 : precision;
	digits_round(g, precision);
	e = g->point - 1;
	significant = sharp ? precision : g->n;
	while (!sharp && significant > 1 && digit_at(g, significant - 1) == 0)
		significant--;
	if (e < -4 || e >= precision)
		put_scientific(t, g, significant > 1 ? significant - 1 : 0, sharp);
	else
		put_fixed(t, g, significant > g->point ? significant - g->point : 0, sharp);
}

/* The bits as they are; a precision is not looked at. */
static void put_hexadecimal(struct text *t, double x)
{
	uint64_t bits = bits_of(x), fraction = fraction_field(bits);
	int e = exponent_field(bits);

	put_words(t, e != 0 ? "0x1" : "0x0");
	if (fraction != 0)
		put(t, '.');
	for (; fraction != 0; fraction = fraction << 4 & ((UINT64_C(1) << FRACTION_BITS) - 1))
		put(t, "0123456789abcdef"[fraction >> (FRACTION_BITS - 4)]);
	put_exponent(t, 'p', e != 0 ? e - 1023 : fraction_field(bits) != 0 ? -1022 : 0, 1);
}

static void put_finite(struct text *t, const struct spec *s, double x)
{
	struct digits g;
	int precision = s->precision < 0 ? 6 : s->precision;

	if (s->kind == 'a') {
		put_hexadecimal(t, x);
		return;
	}
	digits_of(&g, x);
	if (s->kind == 'g') {
		put_general(t, &g, precision, s->sharp);
	} else if (s->kind == 'e') {
		digits_round(&g, precision + 1);
		put_scientific(t, &g, precision, s->sharp);
	} else {
		digits_round(&g, g.point + precision);
		put_fixed(t, &g, precision, s->sharp);
	}
}

static int number(const char **p, int most)
{
	int n = 0;

	for (; **p >= '0' && **p <= '9'; ++*p)
		n = n < most ? n * 10 + (**p - '0') : most;
	return n < most ? n : most;
}

static struct spec spec_read(const char *f)
{
	struct spec s = {.precision = -1};

	for (f++; *f != '\0' && strchr("-+ #0", *f) != NULL; f++) {
		s.left |= *f == '-';
		s.plus |= *f == '+';
		s.blank |= *f == ' ';
		s.sharp |= *f == '#';
		s.zero |= *f == '0';
	}
	s.width = number(&f, 1 << 20);
	if (*f == '.') {
		f++;
		s.precision = number(&f, PRECISION_MOST);
	}
	s.upper = *f >= 'A' && *f <= 'Z';
	s.kind = (char)(s.upper ? *f - 'A' + 'a' : *f);
	assert(s.kind == 'a' || (s.kind >= 'e' && s.kind <= 'g'));
	return s;
}

/* what fits is written; the rest is counted */
struct sink { char *p; size_t size, n; };
static void sink_put(struct sink *k, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++, k->n++)
		if (k->n + 1 < k->size)
			k->p[k->n] = s[i];
}

static void sink_fill(struct sink *k, char c, int n)
{
	while (n-- > 0)
		sink_put(k, &c, 1);
}

int num_printf(char *out, size_t size, const char *format, double x)
{
	struct spec s = spec_read(format);
	struct sink k = {.p = out, .size = size};
	struct text t = {.n = 0};
	bool nan = x != x, finite = x - x == 0;
	const char *sign = nan ? "" : bits_of(x) >> 63 != 0 ? "-" : s.plus ? "+" : s.blank ? " " : "";
	size_t skip;
	int fill;

	if (finite)
		put_finite(&t, &s, x);
	else
		put_words(&t, nan ? "nan" : "inf");
	for (size_t i = 0; s.upper && i < t.n; i++)
		if (t.p[i] >= 'a' && t.p[i] <= 'z')
			t.p[i] = (char)(t.p[i] - 'a' + 'A');
	fill = s.width - (int)(strlen(sign) + t.n);
	if (!s.left && !(s.zero && finite))
		sink_fill(&k, ' ', fill);
	sink_put(&k, sign, strlen(sign));
	skip = s.kind == 'a' && finite ? 2 : 0;      /* zeros come behind 0x */
	sink_put(&k, t.p, skip);
	if (!s.left && s.zero && finite)
		sink_fill(&k, '0', fill);
	sink_put(&k, t.p + skip, t.n - skip);
	if (s.left)
		sink_fill(&k, ' ', fill);
	if (size > 0)
		out[k.n < size ? k.n : size - 1] = '\0';
	return (int)k.n;
}

/* ---- reading */
static double from_bits(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}
#define INFINITE (UINT64_C(0x7FF) << FRACTION_BITS)

/* q * 2^k and, when `more`, less than 2^k above it; q has 61 bits or more, unless it is exact */
static double round_to_double(uint64_t q, int k, bool more)
{
	int drop = bit_length(q) - (FRACTION_BITS + 1);
	uint64_t m, rest, half, bits;

	if (drop < EXPONENT_LEAST - k)
		drop = EXPONENT_LEAST - k;
	if (drop > 63)
		return 0;                    /* less than half of the least */
	if (drop <= 0) {
		m = q << -drop;
	} else {
		half = UINT64_C(1) << (drop - 1);
		rest = q & (half * 2 - 1);
		m = q >> drop;
		m += rest > half || (rest == half && (more || m % 2 != 0));
	}
	/* the hidden bit of m, and a carry out of it, add to the exponent */
	bits = ((uint64_t)(k + drop - EXPONENT_LEAST) << FRACTION_BITS) + m;
	return from_bits(bits < INFINITE ? bits : INFINITE);
}

/* n / d, both not 0, by long division to 62 or 63 bits; changes both */
static double divide(struct big *n, struct big *d)
{
	int k = big_bits(n) - big_bits(d) - 62;
	uint64_t q = 0;

	big_shift(k > 0 ? d : n, k > 0 ? k : -k);
	big_shift(d, 63);
	for (int i = 0; i < 64; i++) {
		q <<= 1;
		if (!big_less(n, d)) {
			big_sub(n, d);
			q |= 1;
		}
		big_shift(n, 1);
	}
	return round_to_double(q, k, n->n != 0);
}

#define DIGITS_MOST 780              /* no more decide; whether others than 0 follow does */
struct decimal {
	uint32_t d[DIGITS_MOST + 1];
	int n;
	int64_t exponent;            /* the digits as an integer, times 10^exponent */
};

static double decimal_value(const struct decimal *t)
{
	static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
		1e18, 1e19, 1e20, 1e21, 1e22};
	struct big n, d;

	_Static_assert(FLT_EVAL_METHOD == 0, "the short way needs that a double operation rounds once");
	if (t->n == 0 || t->n + t->exponent < -330)
		return 0;
	if (t->n + t->exponent > 310)
		return from_bits(INFINITE);
	big_set(&n, 0);
	for (int i = 0; i < t->n; i++)
		big_mul_add(&n, 10, t->d[i]);
	if (t->n <= 15 && t->exponent >= -22 && t->exponent <= 22) {         /* both sides exact, so one rounding */
		double v = (double)((n.n > 1 ? (uint64_t)n.w[1] << 32 : 0) | n.w[0]);
		return t->exponent < 0 ? v / powers[-t->exponent] : v * powers[t->exponent];
	}
	big_set(&d, 1);
	big_mul_power(t->exponent < 0 ? &d : &n, 10, (int)(t->exponent < 0 ? -t->exponent : t->exponent));
	return divide(&n, &d);
}

/* an exponent behind its letter; what is no exponent is not read */
static int64_t exponent_read(const char **p, char letter)
{
	const char *s = *p;
	bool minus;
	int64_t e = 0;

	if ((*s | 0x20) != letter)
		return 0;
	minus = *++s == '-';
	s += *s == '-' || *s == '+';
	if (*s < '0' || *s > '9')
		return 0;
	for (; *s >= '0' && *s <= '9'; s++)
		if (e < INT64_C(1000000000000000))
			e = e * 10 + (*s - '0');
	*p = s;
	return minus ? -e : e;
}

/* false when there is no digit */
static bool decimal_read(const char **p, double *value)
{
	struct decimal t = {.n = 0};
	const char *s = *p;
	bool point = false, any = false, more = false;

	for (;; s++) {
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9')
			break;
		any = true;
		if (t.n < DIGITS_MOST) {
			t.exponent -= point;
			t.d[t.n] = (uint32_t)(*s - '0');
			t.n += t.n > 0 || *s != '0';
		} else {
			t.exponent += !point;
			more |= *s != '0';
		}
	}
	if (!any)
		return false;
	while (t.n > 0 && !more && t.d[t.n - 1] == 0) {
		t.n--;
		t.exponent++;
	}
	if (more) {
		t.d[t.n++] = 1;
		t.exponent--;
	}
	t.exponent += exponent_read(&s, 'e');
	*value = decimal_value(&t);
	*p = s;
	return true;
}

static int hexadecimal_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* behind 0x */
static bool hexadecimal_read(const char **p, double *value)
{
	const char *s = *p;
	bool point = false, any = false, more = false;
	uint64_t m = 0;
	int64_t k = 0;

	for (;; s++) {
		int digit = hexadecimal_digit(*s);
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (digit < 0)
			break;
		any = true;
		if (m >> 60 == 0) {
			m = m << 4 | (uint64_t)digit;
			k -= point ? 4 : 0;
		} else {
			k += point ? 0 : 4;
			more |= digit != 0;
		}
	}
	if (!any)
		return false;
	k += exponent_read(&s, 'p');
	if (m == 0 || k < -1200)
		*value = 0;
	else if (k > 1024)
		*value = from_bits(INFINITE);
	else
		*value = round_to_double(m, (int)k, more);
	*p = s;
	return true;
}

double num_parse(const char *text, char **end)
{
	const char *s = text + strspn(text, " \t\n\v\f\r");
	bool minus = *s == '-';
	double x = 0;
	const char *hexadecimal;

	s += *s == '-' || *s == '+';
	hexadecimal = s + 2;
	if (s[0] == '0' && (s[1] | 0x20) == 'x' && hexadecimal_read(&hexadecimal, &x)) {
		s = hexadecimal;
	} else if (!decimal_read(&s, &x)) {
		s = text;
		minus = false;
	}
	if (end != NULL)
		*end = (char *)s;
	return minus ? -x : x;
}
