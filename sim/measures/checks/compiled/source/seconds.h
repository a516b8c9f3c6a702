/* How much of many spans of time falls into each half hour: `seconds_by_bin`.
 *
 * Times on the grid add up exactly in any order; for the sake of those that are not, what is added
 * comes in the order in which Python adds it, and gives the same bits. All of it is compiled into
 * its callers, which ask it of every row.
 */
#ifndef TIERZERO_SECONDS_H
#define TIERZERO_SECONDS_H

#include "audit.h"

#define HALF_HOUR 1800.0

/* Spans in a half hour: what is left of it where they begin and where they end, and how many more
 * of them begin than end. */
struct Second {
    double begun, ended;
    int64_t entered;
};

/* Return places for the seconds of each group and half hour, all without any. */
static inline Second *no_seconds(Audit *a, int64_t groups)
{
    return take_empty(a, groups * a->half_hours, sizeof(Second));
}

/* The half hour of an instant; those beyond the run's are in its last one. */
static inline int64_t half_hour_of(const Audit *a, double time)
{
    int64_t last = a->half_hours - 1;
    if (!(time < (double)last * HALF_HOUR))
        return last;
    int64_t number = (int64_t)(time * (1 / HALF_HOUR));
    /* What is next to an edge may have been rounded over it. */
    if ((double)number * HALF_HOUR > time)
        return number - 1;
    return (double)(number + 1) * HALF_HOUR <= time ? number + 1 : number;
}

static inline double inside(const Audit *a, double time)
{
    double end = (double)a->half_hours * HALF_HOUR;
    return time < 0 ? 0 : time > end ? end : time;
}

/* Add a span of a group; one whose end is missing lasts to the run's end. */
static inline void add_seconds(const Audit *a, Second *seconds, int64_t group, double start, double end)
{
    double from = inside(a, start), until = inside(a, missing(end) ? a->end : end);
    int64_t first = half_hour_of(a, from), last = half_hour_of(a, until);
    Second *here = seconds + group * a->half_hours;
    here[first].begun += (double)(first + 1) * HALF_HOUR - from;
    here[last].ended += (double)(last + 1) * HALF_HOUR - until;
    here[first].entered++;
    here[last].entered--;
}

/* Return the seconds of the next half hour of a group, of which so many spans hold all that was
 * said to go on so far. */
static inline double next_seconds(const Second *place, int64_t *going_on)
{
    double whole = (double)*going_on * HALF_HOUR;
    *going_on += place->entered;
    return whole + (place->begun - place->ended);
}

#endif
