/* What an audit has found, and its memory. */
#include <stdlib.h>
#include <string.h>

#include "seconds.h"

/* A check fails in a row. Each function of checks goes through its rows once and asks all of its
 * checks there: the first check counts, then the first row. */
void fails(Audit *a, int check, int64_t row)
{
    if (check < a->check || (check == a->check && row < a->row)) {
        a->check = check;
        a->row = row;
    }
}

bool failed(const Audit *a)
{
    return a->check != NO_CHECK;
}

/* Memory comes in blocks that arrays are cut from, and one that is not too large is kept for the next
 * audit: fresh pages would cost a short journal more than its checks do. */
struct Block {
    Block *next;
    size_t size, used;
    Unit bytes[];
};

#define KEPT ((size_t)1 << 24)

#ifdef CHECKS_APART /* an array a block, so that sanitizers see where each ends */
enum { APART = true };
#else
enum { APART = false };
#endif

static Block *spare; /* whoever audits takes it away, so that two at a time have one each */

static void add_block(Audit *a, Block *block, size_t size)
{
    if (!block)
        block = malloc(sizeof *block + size);
    if (!block)
        longjmp(a->no_memory, 1);
    *block = (Block){.next = a->blocks, .size = size};
    a->blocks = block;
}

/* Make room for what an audit of so many rows takes, or most of it. */
void make_room(Audit *a)
{
    size_t places = (size_t)(a->plan->queues + 1 + 8 * a->plan->teams) * (size_t)a->half_hours;
    size_t rows = (size_t)(a->contact_rows + a->leg_rows + a->roster_rows);
    size_t size = 4096 + places * sizeof(Second) + rows * 128;
    Block *block = __atomic_exchange_n(&spare, NULL, __ATOMIC_ACQ_REL);
    if (block && block->size < size) {
        free(block);
        block = NULL;
    }
    add_block(a, block, block ? block->size : size);
}

/* Memory for an array, until the audit is over. */
void *take(Audit *a, int64_t count, size_t size)
{
    size_t unit = sizeof(Unit), needed = ((size_t)count * size + unit - 1) / unit * unit;
    if (APART)
        add_block(a, NULL, needed);
    else if (a->blocks->size - a->blocks->used < needed)
        add_block(a, NULL, needed > a->blocks->size ? needed : a->blocks->size);
    void *memory = (char *)a->blocks->bytes + a->blocks->used;
    a->blocks->used += needed;
    return memory;
}

/* The same, all zero. */
void *take_empty(Audit *a, int64_t count, size_t size)
{
    void *memory = take(a, count, size);
    return memset(memory, 0, (size_t)count * size);
}

void free_all(Audit *a)
{
    while (a->blocks) {
        Block *block = a->blocks;
        a->blocks = block->next;
        if (!APART && block->size <= KEPT)
            block = __atomic_exchange_n(&spare, block, __ATOMIC_ACQ_REL);
        free(block);
    }
}
