/* Instants, sorted and looked up, and those at which channels are open. */
#include <string.h>

#include "audit.h"

enum { SHORT = 16 };

static void insert(Instant *instants, int64_t count)
{
    for (int64_t i = 1; i < count; i++) {
        Instant moved = instants[i];
        int64_t place = i;
        for (; place > 0 && instants[place - 1].time > moved.time; place--)
            instants[place] = instants[place - 1];
        instants[place] = moved;
    }
}

/* Merge two sorted halves; what is nearly in order, as most columns of times are, costs little. */
static void merge(Instant *instants, int64_t half, int64_t count, Instant *room)
{
    if (instants[half - 1].time <= instants[half].time)
        return;
    memcpy(room, instants, (size_t)half * sizeof *room);
    int64_t left = 0, right = half, place = 0;
    while (left < half) {
        bool later = right < count && instants[right].time < room[left].time;
        instants[place++] = later ? instants[right++] : room[left++];
    }
}

/* Sort instants by time, equal ones in the order that they have; `room` holds as many. None may be
 * missing. */
void sort(Instant *instants, int64_t count, Instant *room)
{
    for (int64_t first = 0; first < count; first += SHORT)
        insert(instants + first, count - first < SHORT ? count - first : SHORT);
    for (int64_t half = SHORT; half < count; half *= 2)
        for (int64_t first = 0; first + half < count; first += 2 * half) {
            int64_t here = count - first < 2 * half ? count - first : 2 * half;
            merge(instants + first, half, here, room);
        }
}

/* How many sorted instants are before a time, and before or at it; all, if it is missing. */
int64_t count_before(const Instant *sorted, int64_t count, double time)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (sorted[middle].time < time || missing(time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t count_until(const Instant *sorted, int64_t count, double time)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (sorted[middle].time <= time || missing(time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many of ascending times are before or at a time that is not missing. */
static int64_t passed(const double *times, int64_t count, double time)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (times[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether a channel is open; opening times are merged, so that they ascend. */
bool is_open(const Plan *p, int64_t channel, double time)
{
    int64_t first = p->opening_starts[channel], spans = p->opening_starts[channel + 1] - first;
    if (missing(time))
        return false;
    int64_t number = passed(p->openings + first, spans, time);
    return number > 0 && time < p->closings[first + number - 1];
}

/* Whether a channel's opening time ends at an instant. */
bool closes(const Plan *p, int64_t channel, double time)
{
    int64_t first = p->opening_starts[channel], spans = p->opening_starts[channel + 1] - first;
    if (missing(time))
        return false;
    int64_t number = passed(p->closings + first, spans, time);
    return number > 0 && p->closings[first + number - 1] == time;
}
