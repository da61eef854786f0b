/* hash.c: SHA-256 through libsodium (FIPS 180-4), as lower-case hex. */
#include "base.h"

#include <sodium.h>

void hash_hex(const void *p, size_t n, char out[HASH_HEX_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(digest, p, n);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = hex[digest[i] >> 4];
		out[2 * i + 1] = hex[digest[i] & 15];
	}
	out[2 * sizeof digest] = '\0';
}
