/* hash.c: SHA-256 through libsodium (FIPS 180-4), as lower-case hex. */
#include "base.h"

#include <sodium.h>

/* base.h does not tell everybody what libsodium keeps */
_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct hash), "struct hash is too small");

static crypto_hash_sha256_state *inside(struct hash *h) { return (crypto_hash_sha256_state *)h->state; }

void hash_begin(struct hash *h) { crypto_hash_sha256_init(inside(h)); }
void hash_add(struct hash *h, const void *p, size_t n) { crypto_hash_sha256_update(inside(h), p, n); }

void hash_end(struct hash *h, char out[HASH_HEX_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(inside(h), digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = hex[digest[i] >> 4];
		out[2 * i + 1] = hex[digest[i] & 15];
	}
	out[2 * sizeof digest] = '\0';
}

void hash_hex(const void *p, size_t n, char out[HASH_HEX_SIZE])
{
	struct hash h;

	hash_begin(&h);
	hash_add(&h, p, n);
	hash_end(&h, out);
}
