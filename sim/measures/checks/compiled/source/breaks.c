/* Whether work that a shift's end breaks off adds up: when, whose, and how it goes on. */
#include <math.h>
#include <stdlib.h>

#include "audit.h"

/* An agent's presence ends. */
typedef struct {
    int64_t team, agent;
    double end;
} Leaving;

static int by_agent_and_end(const void *one, const void *other)
{
    const Leaving *x = one, *y = other;
    if (x->team != y->team)
        return x->team < y->team ? -1 : 1;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Return the ends of presences, sorted: of stretches without another that touches them. */
static Leaving *leavings(Audit *a, int64_t *count)
{
    const Roster *r = a->roster;
    Leaving *found = take(a, a->roster_rows, sizeof *found);
    int64_t last = NOWHERE;
    *count = 0;
    for (int64_t row = 0; row <= a->roster_rows; row++) {
        bool over = row == a->roster_rows;
        if (!over && r->activity[row] == ACTIVITY_ABSENT)
            continue;
        bool lasts = !over && last != NOWHERE && r->team[row] == r->team[last] &&
                     r->agent[row] == r->agent[last] && r->start[row] == r->end[last];
        /* An end that is missing equals nothing. */
        if (last != NOWHERE && !lasts && !missing(r->end[last]))
            found[(*count)++] = (Leaving){r->team[last], r->agent[last], r->end[last]};
        last = row;
    }
    qsort(found, (size_t)*count, sizeof *found, by_agent_and_end);
    return found;
}

static bool team_may(const int64_t *at_shift_end, int64_t team, int64_t outcome)
{
    if (outcome == OUTCOME_PAUSED)
        return at_shift_end[team] == SHIFT_END_PAUSE;
    return at_shift_end[team] != SHIFT_END_FINISH;
}

/* Check a row whose talk was broken off. */
static void check_break(Audit *a, int64_t row, int64_t number, const Leaving *ends, int64_t count)
{
    const Legs *l = a->legs;
    const Plan *p = a->plan;
    int64_t team = l->team[row], outcome = l->outcome[row];
    if (p->live[l->channel[row]] || !among(l->role[row], BREAKABLE))
        fails(a, CHECK_BREAKS, number);
    if (!team_may(p->at_shift_end, team, outcome) &&
        !team_may(p->at_shift_end_before, team, outcome))
        fails(a, CHECK_TEAM_BREAKS, number);
    Leaving asked = {team, l->agent[row], l->talk_end[row]};
    bool ends_then = count && bsearch(&asked, ends, (size_t)count, sizeof asked, by_agent_and_end);
    if (!ends_then || l->wrap_end[row] != l->talk_end[row])
        fails(a, CHECK_BREAK_AT_END, number);
}

/* Check a row in which a leg goes on. */
static void check_rest(Audit *a, int64_t row, int64_t number)
{
    const Legs *l = a->legs;
    int64_t before = row - 1;
    bool alike = among(l->role[row], BREAKABLE) && l->case_[row] == l->case_[before] &&
                 l->attempt[row] == l->attempt[before] && l->role[row] == l->role[before] &&
                 l->queue[row] == l->queue[before] && l->channel[row] == l->channel[before] &&
                 l->kind[row] == l->kind[before];
    if (!alike || !isinf(l->patience[row]))
        fails(a, CHECK_REST, number);
    double joined = l->joined[row];
    bool waits = l->since[row] == l->since[before];
    bool resumed = joined == l->started[row] && l->since[row] == joined &&
                   l->team[row] == l->team[before] && l->agent[row] == l->agent[before];
    /* What is paused is handed over when its agent is absent from the next shift: perhaps at once. */
    bool at_once = joined == l->talk_end[before], later = joined > l->talk_end[before];
    bool handed_over = l->outcome[before] == OUTCOME_HANDED_OVER;
    if (!((waits && at_once) || (!handed_over && later && (resumed || waits))))
        fails(a, CHECK_REST_GOES_ON, number);
}

/* Check that only deferred work is broken off, at a shift's end, and how it goes on. */
void check_breaks(Audit *a)
{
    Leaving *ends = NULL;
    int64_t count = 0, broken = 0, rests = 0;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        if (goes_on(a, row))
            check_rest(a, row, rests++);
        if (!among(a->legs->outcome[row], BROKEN_OFF))
            continue;
        if (!ends)
            ends = leavings(a, &count);
        check_break(a, row, broken++, ends, count);
    }
}
