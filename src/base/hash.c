/* hash.c: SHA-256 through libsodium (FIPS 180-4), as lower-case hex. */
#include "base.h"

#include <sodium.h>

void hash_hex(const void *p, size_t n, char out[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(digest, p, n);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}
