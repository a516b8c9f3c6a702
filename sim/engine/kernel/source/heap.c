/* The events to come: a binary heap by time and, within an instant, by place.
 *
 * No two events that still mean something have the same time and place (see `ordered_events`), so
 * that the order in which they were scheduled is never asked. Patience is in the heap only while
 * its wait lasts: its leg knows where.
 */
#include "state.h"

enum { CASE_BITS = 40, ATTEMPT_BITS = 5, PART_BITS = 10 };

uint64_t order(State *s, int step, int64_t case_, int attempt, int part)
{
    if (attempt >> ATTEMPT_BITS || part >> PART_BITS)
        fail(s, "an attempt or a part has no place among ordered events");
    uint64_t place = ((uint64_t)step << CASE_BITS) | (uint64_t)case_;
    return ((place << ATTEMPT_BITS | (uint64_t)attempt) << PART_BITS) | (uint64_t)part;
}

static bool before(const Event *one, const Event *other)
{
    return one->time < other->time || (one->time == other->time && one->place < other->place);
}

static void put(State *s, int32_t place, Event event)
{
    s->heap[CHECKED(s, place, s->heap_room)] = event;
    if (event.kind == PATIENCE_ENDS)
        leg_at(s, event.ref)->patience_at = place;
}

static void rise(State *s, int32_t place, Event event)
{
    while (place > 0) {
        int32_t parent = (place - 1) / 2;
        if (!before(&event, &s->heap[parent]))
            break;
        put(s, place, s->heap[parent]);
        place = parent;
    }
    put(s, place, event);
}

static void sink(State *s, int32_t place, Event event)
{
    for (;;) {
        int32_t child = 2 * place + 1;
        if (child >= s->heap_size)
            break;
        if (child + 1 < s->heap_size && before(&s->heap[child + 1], &s->heap[child]))
            child++;
        if (!before(&s->heap[child], &event))
            break;
        put(s, place, s->heap[child]);
        place = child;
    }
    put(s, place, event);
}

void schedule(State *s, double time, uint64_t place, int kind, int32_t ref)
{
    /* As the clock reads it when a delay from now is over. */
    Event event = {s->now + (time - s->now), place, ref, kind};
    s->heap = grown(s, s->heap, &s->heap_room, s->heap_size + 1, sizeof(Event));
    rise(s, s->heap_size++, event);
}

static void take_out(State *s, int32_t place)
{
    s->heap_size--;
    Event last = s->heap[CHECKED(s, s->heap_size, s->heap_room)];
    if (place == s->heap_size)
        return;
    if (place > 0 && before(&last, &s->heap[(place - 1) / 2]))
        rise(s, place, last);
    else
        sink(s, place, last);
}

Event next_event(State *s)
{
    Event event = s->heap[0];
    take_out(s, 0);
    if (event.kind == PATIENCE_ENDS)
        leg_at(s, event.ref)->patience_at = NIL;
    return event;
}

void forget_patience(State *s, Leg *leg)
{
    if (leg->patience_at == NIL)
        return;
    take_out(s, leg->patience_at);
    leg->patience_at = NIL;
}
