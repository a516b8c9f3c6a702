/* Philox4x64-10 (Salmon et al., SC'11): a uniform for each stream and row, made from its key and
 * counter alone. The same numbers as `philox.py`, which explains them; two rows at a time, so that
 * the multiplications of one hide the wait for those of another. */
#include "draws.h"

#define ROUNDS 10
#define LANES 2
#define MULTIPLIER_0 UINT64_C(0xD2E7470EE14C6C93)
#define MULTIPLIER_1 UINT64_C(0xCA5A826395121157)
#define INCREMENT_0 UINT64_C(0x9E3779B97F4A7C15)
#define INCREMENT_1 UINT64_C(0xBB67AE8584CAA73B)

__extension__ typedef unsigned __int128 Product;

/* A block under encryption: its four words and the two of its key. */
typedef struct {
    uint64_t word[4], key[2];
} Block;

static inline void encrypt_once(Block *b)
{
    Product of_0 = (Product)b->word[0] * MULTIPLIER_0;
    Product of_2 = (Product)b->word[2] * MULTIPLIER_1;
    uint64_t word_1 = b->word[1], word_3 = b->word[3];
    b->word[0] = (uint64_t)(of_2 >> 64) ^ word_1 ^ b->key[0];
    b->word[1] = (uint64_t)of_2;
    b->word[2] = (uint64_t)(of_0 >> 64) ^ word_3 ^ b->key[1];
    b->word[3] = (uint64_t)of_0;
    b->key[0] += INCREMENT_0;
    b->key[1] += INCREMENT_1;
}

static inline Block block_of(const Rows *rows, const uint64_t *keys, int64_t row)
{
    const uint64_t *key = keys + 2 * rows->group[row];
    uint64_t ordinal = (uint64_t)rows->ordinal[row], day = (uint64_t)rows->day[row];
    Block block = { { ordinal >> 2, day, 0, 0 }, { key[0], key[1] } };
    return block;
}

/* In the open interval (0, 1). */
static inline double uniform(uint64_t word)
{
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}

static void draw(const Rows *rows, const uint64_t *keys, int64_t first, int count, double *uniforms)
{
    Block b[LANES];
    for (int lane = 0; lane < LANES; lane++)
        b[lane] = block_of(rows, keys, first + (lane < count ? lane : 0));
    for (int round = 0; round < ROUNDS; round++) {
        encrypt_once(&b[0]);
        encrypt_once(&b[1]);
    }
    for (int lane = 0; lane < count; lane++)
        uniforms[first + lane] = uniform(b[lane].word[rows->ordinal[first + lane] & 3]);
}

void draws_uniforms(const Rows *rows, const uint64_t *keys, int64_t streams, double *uniforms)
{
    for (int64_t stream = 0; stream < streams; stream++) {
        for (int64_t first = 0; first < rows->rows; first += LANES) {
            int64_t left = rows->rows - first;
            draw(rows, keys, first, left < LANES ? (int)left : LANES, uniforms);
        }
        keys += 2 * rows->groups;
        uniforms += rows->rows;
    }
}
