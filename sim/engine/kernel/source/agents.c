/* The agents of one team: who is on duty, who has a hand free, and since when: `Agents`.
 *
 * Those who can take more stand in lists: the idle by since when they are free, the partly busy by
 * channel, contacts in hand, and since when. Who is enlisted mostly stands last.
 */
#include "state.h"

bool can_take(State *s, const Team *team, int32_t number)
{
    const Agent *agent = &team->agents[CHECKED(s, number, team->count)];
    if (!agent->on_duty)
        return false;
    if (agent->in_hand == 0)
        return true;
    return agent->in_hand < team->room[number * s->plan->channels + agent->channel];
}

int32_t first_free(State *s, const Team *team, int32_t channel)
{
    (void)s; /* asked in checks only */
    if (team->idle.first != NOBODY)
        return team->idle.first;
    return team->partly[CHECKED(s, channel, s->plan->channels)].first;
}

/* Whether one who can take more can take a contact of a channel. */
bool is_free_for(const Agent *agent, int32_t channel)
{
    return agent->listed && (agent->in_hand == 0 || agent->channel == channel);
}

double idle_share(const Agent *agent, double now)
{
    double duty = agent->duty + (now - agent->duty_from);
    if (duty == 0.0)
        return 1.0;
    double idle = agent->idle_time;
    if (agent->in_hand == 0)
        idle += now - agent->idle_from;
    return idle / duty;
}

static List *list_of(const Team *team, const Agent *agent)
{
    return agent->in_hand == 0 ? (List *)&team->idle : &team->partly[agent->channel];
}

/* Whether an agent stands before another one of the same list. */
static bool stands_before(const Team *team, int32_t one, int32_t other)
{
    const Agent *first = &team->agents[one], *second = &team->agents[other];
    if (first->in_hand != second->in_hand)
        return first->in_hand < second->in_hand;
    if (first->free_since != second->free_since)
        return first->free_since < second->free_since;
    return one < other;
}

static void enlist(State *s, Team *team, int32_t number)
{
    Agent *agent = &team->agents[number];
    if (!can_take(s, team, number))
        return;
    List *list = list_of(team, agent);
    int32_t after = list->last;
    while (after != NOBODY && stands_before(team, number, after))
        after = team->agents[after].previous;
    agent->listed = true;
    agent->previous = after;
    agent->next = after == NOBODY ? list->first : team->agents[after].next;
    *(agent->previous == NOBODY ? &list->first : &team->agents[agent->previous].next) = number;
    *(agent->next == NOBODY ? &list->last : &team->agents[agent->next].previous) = number;
}

static void strike(Team *team, int32_t number)
{
    Agent *agent = &team->agents[number];
    if (!agent->listed)
        return;
    List *list = list_of(team, agent);
    agent->listed = false;
    *(agent->previous == NOBODY ? &list->first : &team->agents[agent->previous].next) = agent->next;
    *(agent->next == NOBODY ? &list->last : &team->agents[agent->next].previous) = agent->previous;
}

void agent_starts(State *s, Team *team, int32_t number, double factor, bool arrives)
{
    Agent *agent = &team->agents[CHECKED(s, number, team->count)];
    if (arrives)
        agent->duty = agent->idle_time = 0.0;
    agent->duty_from = agent->idle_from = s->now;
    agent->on_duty = true;
    agent->factor = factor;
    team->heads_on_duty++;
    agent->free_since = s->now;
    enlist(s, team, number);
}

void agent_ends(State *s, Team *team, int32_t number)
{
    Agent *agent = &team->agents[CHECKED(s, number, team->count)];
    strike(team, number);
    agent->duty += s->now - agent->duty_from;
    if (agent->in_hand == 0)
        agent->idle_time += s->now - agent->idle_from;
    agent->on_duty = false;
    team->heads_on_duty--;
}

void agent_takes(State *s, Team *team, int32_t number, int32_t channel)
{
    Agent *agent = &team->agents[CHECKED(s, number, team->count)];
    strike(team, number);
    if (agent->in_hand == 0)
        agent->idle_time += s->now - agent->idle_from;
    agent->in_hand++;
    agent->channel = channel;
    enlist(s, team, number);
}

void agent_releases(State *s, Team *team, int32_t number)
{
    Agent *agent = &team->agents[CHECKED(s, number, team->count)];
    strike(team, number);
    agent->in_hand--;
    agent->free_since = agent->idle_from = s->now;
    enlist(s, team, number);
}
