/* Memory: arrays that double, rows in chunks that never move, and the way out when something fails. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

/* Leave the event that is played: the run cannot go on. */
void fail(State *s, const char *problem)
{
    snprintf(s->problem, sizeof s->problem, "%s", problem);
    longjmp(s->failed, 1);
}

void check_index(State *s, int64_t index, int64_t count, const char *file, int line)
{
    if (index >= 0 && index < count)
        return;
    const char *name = strrchr(file, '/');
    snprintf(
        s->problem, sizeof s->problem, "index %lld of %lld at %s:%d", (long long)index,
        (long long)count, name ? name + 1 : file, line
    );
    longjmp(s->failed, 1);
}

void *make(State *s, size_t count, size_t size)
{
    void *array = calloc(count ? count : 1, size);
    if (!array)
        fail(s, "not enough memory");
    return array;
}

/* Return an array with room for `needed` elements: twice what it had, and at least 16. */
void *grown(State *s, void *array, int32_t *room, int32_t needed, size_t size)
{
    if (needed <= *room)
        return array;
    int64_t more = *room ? (int64_t)*room * 2 : 16;
    while (more < needed)
        more *= 2;
    if (more > INT32_MAX)
        fail(s, "more than 2^31 rows");
    void *larger = realloc(array, (size_t)more * size);
    if (!larger)
        fail(s, "not enough memory");
    *room = (int32_t)more;
    return larger;
}

int32_t new_contact(State *s)
{
    if (s->contacts == INT32_MAX)
        fail(s, "more than 2^31 contacts");
    int32_t chunk = s->contacts >> CHUNK_BITS;
    if (chunk == s->contact_chunks_made) {
        s->contact_chunks =
            grown(s, s->contact_chunks, &s->contact_chunks_room, chunk + 1, sizeof(Contact *));
        s->contact_chunks[chunk] = make(s, CHUNK, sizeof(Contact));
        s->contact_chunks_made++;
    }
    return s->contacts++;
}

int32_t new_leg_row(State *s)
{
    if (s->legs == INT32_MAX)
        fail(s, "more than 2^31 legs");
    int32_t chunk = s->legs >> CHUNK_BITS;
    if (chunk == s->leg_chunks_made) {
        s->leg_chunks = grown(s, s->leg_chunks, &s->leg_chunks_room, chunk + 1, sizeof(Leg *));
        s->leg_chunks[chunk] = make(s, CHUNK, sizeof(Leg));
        s->leg_chunks_made++;
    }
    return s->legs++;
}
