/* Who waits in a queue: by base and ageing, within such a class by since, case and attempt.
 *
 * Within a class the order never changes while one waits, so that only heads are compared.
 */
#include <string.h>

#include "state.h"

static bool stands_before(const Place *one, const Place *other)
{
    if (one->since != other->since)
        return one->since < other->since;
    if (one->case_ != other->case_)
        return one->case_ < other->case_;
    return one->attempt < other->attempt;
}

static Place place_of(State *s, int32_t number)
{
    const Leg *leg = leg_at(s, number);
    const Contact *contact = contact_at(s, leg->contact);
    Place place = {leg->since, contact->case_, contact->attempt, number};
    return place;
}

/* Return how many of a class stand before a place. */
static int32_t rank_of(const Class *class, const Place *place)
{
    const Place *places = class->places + class->head;
    int32_t low = 0, high = class->size;
    /* Who joins mostly stands last, who leaves mostly first. */
    if (high > 0 && stands_before(&places[high - 1], place))
        return high;
    if (high > 0 && !stands_before(&places[0], place))
        return 0;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (stands_before(&places[middle], place))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static Class *class_of(State *s, Line *line, const Leg *leg)
{
    for (int32_t n = 0; n < line->count; n++) {
        Class *class = &line->classes[n];
        if (class->base == leg->base && class->ageing == leg->ageing)
            return class;
    }
    line->classes = grown(s, line->classes, &line->room, line->count + 1, sizeof(Class));
    Class *class = &line->classes[line->count++];
    memset(class, 0, sizeof *class);
    class->base = leg->base;
    class->ageing = leg->ageing;
    return class;
}

void line_insert(State *s, Line *line, int32_t leg)
{
    Class *class = class_of(s, line, leg_at(s, leg));
    Place place = place_of(s, leg);
    if (class->head > 0 && class->head + class->size == class->room) {
        memmove(class->places, class->places + class->head, (size_t)class->size * sizeof(Place));
        class->head = 0;
    }
    int32_t end = class->head + class->size;
    class->places = grown(s, class->places, &class->room, end + 1, sizeof(Place));
    int32_t rank = rank_of(class, &place);
    Place *here = class->places + class->head + rank;
    memmove(here + 1, here, (size_t)(class->size - rank) * sizeof(Place));
    *here = place;
    class->size++;
}

void line_remove(State *s, Line *line, int32_t leg)
{
    Class *class = class_of(s, line, leg_at(s, leg));
    Place place = place_of(s, leg);
    int32_t rank = rank_of(class, &place);
    Place *here = class->places + class->head + CHECKED(s, rank, class->size);
#ifdef KERNEL_CHECKS
    if (here->leg != leg)
        fail(s, "a leg is not where it stands in line");
#endif
    class->size--;
    if (rank == 0)
        class->head++;
    else
        memmove(here, here + 1, (size_t)(class->size - rank) * sizeof(Place));
    if (class->size == 0)
        class->head = 0;
}
