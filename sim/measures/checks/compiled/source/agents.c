/* What each agent was doing when: scheduled for what, with how many contacts in hand.
 *
 * An agent's stretches and legs are gathered and sorted by time; one sweep asks what holds where
 * handling begins, and another adds up the states in between (`agent_states`).
 */
#include <stdlib.h>

#include "seconds.h"

#define OFF_SHIFT (-1)

/* An agent, and where their instants stand among those of all. */
typedef struct {
    int64_t team, agent;
    int64_t steps, first_step; /* starts and ends of stretches */
    int64_t legs, first_leg;   /* legs that the agent began */
} Agent;

typedef struct {
    Agent *agents;
    int64_t count;
    int32_t *places; /* by hash the agent's number and one more, so that 0 is nobody's */
    uint64_t mask;
} Agents;

/* Instants of all agents, agent by agent. */
typedef struct {
    Instant *steps;  /* the activity that begins and one more, or minus that where it ends */
    Instant *begun;  /* the leg */
    Instant *freed;  /* the leg */
} Instants;

/* Return the number of an agent, who is noted where nobody has met them before. */
static int32_t number_of(Agents *all, int64_t team, int64_t agent)
{
    uint64_t hash = ((uint64_t)agent * 64 + (uint64_t)team) * UINT64_C(0x9E3779B97F4A7C15);
    uint64_t place = (hash >> 32) & all->mask;
    for (; all->places[place]; place = (place + 1) & all->mask) {
        const Agent *known = &all->agents[all->places[place] - 1];
        if (known->team == team && known->agent == agent)
            return all->places[place] - 1;
    }
    all->agents[all->count] = (Agent){.team = team, .agent = agent};
    all->places[place] = (int32_t)++all->count;
    return all->places[place] - 1;
}

static int by_team_and_agent(const void *one, const void *other)
{
    const Agent *x = *(Agent *const *)one, *y = *(Agent *const *)other;
    if (x->team != y->team)
        return x->team < y->team ? -1 : 1;
    return x->agent < y->agent ? -1 : x->agent > y->agent;
}

/* Note the agents of the roster and of the legs, row by row; nobody's legs have none. */
static Agents noted(Audit *a, int32_t *of_stretch, int32_t *of_leg)
{
    const Roster *r = a->roster;
    const Legs *l = a->legs;
    int64_t most = a->roster_rows + a->leg_rows, places = 16;
    while (places < 2 * most)
        places *= 2;
    Agents all = {
        .agents = take(a, most, sizeof(Agent)),
        .places = take_empty(a, places, sizeof(int32_t)),
        .mask = (uint64_t)places - 1,
    };
    for (int64_t row = 0; row < a->roster_rows; row++) {
        of_stretch[row] = number_of(&all, r->team[row], r->agent[row]);
        all.agents[of_stretch[row]].steps += 2;
    }
    for (int64_t row = 0; row < a->leg_rows; row++) {
        of_leg[row] = NOWHERE;
        if (missing(l->started[row]))
            continue;
        of_leg[row] = number_of(&all, l->team[row], l->agent[row]);
        all.agents[of_leg[row]].legs++;
    }
    return all;
}

/* Return the agents in order, each with room for their instants. */
static Agent **ordered(Audit *a, Agents *all)
{
    Agent **order = take(a, all->count, sizeof *order);
    for (int64_t i = 0; i < all->count; i++)
        order[i] = &all->agents[i];
    qsort(order, (size_t)all->count, sizeof *order, by_team_and_agent);
    int64_t steps = 0, legs = 0;
    for (int64_t i = 0; i < all->count; i++) {
        order[i]->first_step = steps;
        order[i]->first_leg = legs;
        steps += order[i]->steps;
        legs += order[i]->legs;
        order[i]->steps = order[i]->legs = 0;
    }
    return order;
}

static Instants gathered(Audit *a, Agents *all, const int32_t *of_stretch, const int32_t *of_leg)
{
    const Roster *r = a->roster;
    const Legs *l = a->legs;
    Instants of_all = {
        .steps = take(a, 2 * a->roster_rows, sizeof(Instant)),
        .begun = take(a, a->leg_rows, sizeof(Instant)),
        .freed = take(a, a->leg_rows, sizeof(Instant)),
    };
    for (int64_t row = 0; row < a->roster_rows; row++) {
        Agent *agent = &all->agents[of_stretch[row]];
        Instant *step = &of_all.steps[agent->first_step + agent->steps];
        int64_t above = r->activity[row] - OFF_SHIFT;
        step[0] = (Instant){r->start[row], above};
        step[1] = (Instant){r->end[row], -above};
        agent->steps += 2;
    }
    for (int64_t row = 0; row < a->leg_rows; row++) {
        if (of_leg[row] == NOWHERE)
            continue;
        Agent *agent = &all->agents[of_leg[row]];
        int64_t place = agent->first_leg + agent->legs++;
        of_all.begun[place] = (Instant){l->started[row], row};
        of_all.freed[place] = (Instant){missing(l->wrap_end[row]) ? a->end : l->wrap_end[row], row};
    }
    return of_all;
}

/* The largest whole number up to `x`. */
static double whole_of(double x)
{
    if (!(x < 4503599627370496.0)) /* 2^52: from there on all are whole */
        return x;
    double whole = (double)(int64_t)x;
    return whole > x ? whole - 1 : whole;
}

/* Slots of an agent where the team has so many on average: `slots_of`. */
static int64_t slots_of(double mean, int64_t agent)
{
    return (int64_t)(whole_of((double)(agent + 1) * mean) - whole_of((double)agent * mean));
}

/* Whether a channel opens or closes, or an outage begins or ends, at an instant. */
static bool turns_at(const Plan *plan, double time)
{
    int64_t low = 0, high = plan->turns;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (plan->turn[middle] < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low < plan->turns && plan->turn[low] == time;
}

/* Check that an agent is on duty where handling begins, and what is in hand then. */
static void check_starts(Audit *a, const Agent *agent, const Instants *of_all)
{
    const Instant *steps = of_all->steps + agent->first_step;
    const Instant *begun = of_all->begun + agent->first_leg;
    const Instant *freed = of_all->freed + agent->first_leg;
    const double *slots = a->plan->slots + agent->team * a->plan->channels;
    int64_t before = 0, until = 0, over_before = 0, over_until = 0, step = 0, stretches = 0;
    double left = -1;
    for (int64_t i = 0; i < agent->legs; i++) {
        double now = begun[i].time;
        int64_t row = begun[i].what, in_hand = a->legs->in_hand[row];
        /* At one instant stretches end, then begin, before contacts are given out. */
        for (; step < agent->steps && steps[step].time <= now; step++)
            if (steps[step].what == 1 || steps[step].what == -1) { /* work */
                stretches += steps[step].what;
                left = steps[step].what < 0 ? steps[step].time : left;
            }
        /* What the calendar brings comes before people leave: a line that closes with the shift. */
        if (stretches <= 0 && !(left == now && turns_at(a->plan, now)))
            fails(a, CHECK_ON_DUTY, row);
        if (in_hand > slots_of(slots[a->legs->channel[row]], agent->agent))
            fails(a, CHECK_ROOM, row);
        /* Legs that begin or end at the very instant may be in hand or not. */
        while (before < agent->legs && begun[before].time < now)
            before++;
        while (until < agent->legs && begun[until].time <= now)
            until++;
        while (over_before < agent->legs && freed[over_before].time < now)
            over_before++;
        while (over_until < agent->legs && freed[over_until].time <= now)
            over_until++;
        if (in_hand < 1 + before - over_until || in_hand > until - over_before)
            fails(a, CHECK_IN_HAND, row);
    }
}

/* Add a span in which the state of an agent stays the same. */
static void add_state(
    const Audit *a, int64_t team, int64_t activity, int64_t in_hand, double start, double end
)
{
    if (in_hand > 0) {
        add_seconds(a, a->busy, team, start, end);
        if (activity == OFF_SHIFT || activity == ACTIVITY_ABSENT)
            add_seconds(a, a->overtime, team, start, end);
    } else if (activity == ACTIVITY_WORK) {
        add_seconds(a, a->available, team, start, end);
    } else if (activity == ACTIVITY_BREAK) {
        add_seconds(a, a->on_break, team, start, end);
    } else if (activity == ACTIVITY_OFF_QUEUE) {
        add_seconds(a, a->off_queue, team, start, end);
    }
}

/* Add up the states of an agent between the instants at which something changes. */
static void add_states(const Audit *a, const Agent *agent, const Instants *of_all)
{
    const Instant *step = of_all->steps + agent->first_step, *steps = step + agent->steps;
    const Instant *begun = of_all->begun + agent->first_leg, *begins = begun + agent->legs;
    const Instant *freed = of_all->freed + agent->first_leg, *frees = freed + agent->legs;
    int64_t activity = OFF_SHIFT, in_hand = 0;
    double since = 0;
    /* What is begun is freed later, or at once, and so the last. */
    while (step < steps || freed < frees) {
        double now = step < steps ? step->time : freed->time;
        if (freed < frees && freed->time < now)
            now = freed->time;
        if (begun < begins && begun->time < now)
            now = begun->time;
        if (now > since)
            add_state(a, agent->team, activity, in_hand, since, now);
        for (; step < steps && step->time == now; step++)
            activity += step->what;
        for (; begun < begins && begun->time == now; begun++)
            in_hand++;
        for (; freed < frees && freed->time == now; freed++)
            in_hand--;
        since = now;
    }
}

static int64_t most_of(Agent **order, int64_t count)
{
    int64_t most = 0;
    for (int64_t i = 0; i < count; i++) {
        most = order[i]->steps > most ? order[i]->steps : most;
        most = order[i]->legs > most ? order[i]->legs : most;
    }
    return most;
}

/* Check where each agent's handling begins, and add up what agents did. */
void check_each_agent(Audit *a)
{
    int32_t *of_stretch = take(a, a->roster_rows, sizeof *of_stretch);
    int32_t *of_leg = take(a, a->leg_rows, sizeof *of_leg);
    Agents all = noted(a, of_stretch, of_leg);
    Agent **order = ordered(a, &all);
    Instants of_all = gathered(a, &all, of_stretch, of_leg);
    Instant *room = take(a, most_of(order, all.count), sizeof *room);
    for (int64_t i = 0; i < all.count; i++) {
        const Agent *agent = order[i];
        sort(of_all.steps + agent->first_step, agent->steps, room);
        sort(of_all.begun + agent->first_leg, agent->legs, room);
        sort(of_all.freed + agent->first_leg, agent->legs, room);
        check_starts(a, agent, &of_all);
        add_states(a, agent, &of_all);
    }
}
