/* Waiting and assignment: who waits where, who is free, and who gets whom: `Desk`.
 *
 * State changes at once; contacts whose waits end are noted and go on when the event is done.
 */
#include <stdlib.h>

#include "state.h"

static Level *waiting_in(State *s, int32_t queue)
{
    return &s->waiting[CHECKED(s, queue, s->plan->queues)];
}

static Team *team_at(State *s, int32_t team)
{
    return &s->teams[CHECKED(s, team, s->plan->teams)];
}

void pick_up(State *s, Contact *contact)
{
    contact->on_line = true;
    s->on_line[CHECKED(s, contact->handled_on, s->plan->channels)]++;
}

void hang_up(State *s, Contact *contact)
{
    s->on_line[CHECKED(s, contact->handled_on, s->plan->channels)] -= contact->on_line;
    contact->on_line = false;
}

void note(State *s, int32_t leg, int listener)
{
    s->notes = grown(s, s->notes, &s->notes_room, s->notes_size + 1, sizeof(Note));
    Note noted = {leg, listener};
    s->notes[s->notes_size++] = noted;
}

/* End a wait: whoever waits for that goes on when what happens now is done. */
void wait_is_over(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    leg->over = true;
    forget_patience(s, leg);
    if (leg->listener != NO_LISTENER)
        note(s, number, leg->listener);
    leg->listener = NO_LISTENER;
}

static void take_out_of_line(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    line_remove(s, &s->lines[CHECKED(s, leg->queue, s->plan->queues)], number);
    int64_t first = s->plan->helper_starts[leg->queue];
    for (int32_t helper = 0; helper < leg->helpers; helper++)
        line_remove(s, &s->helped[first + helper], number);
    leg->helpers = 0;
    leg->in_line = false;
    level_change(s, waiting_in(s, leg->queue), -1);
}

static void give(State *s, int32_t number, int32_t team, int32_t agent)
{
    Leg *leg = leg_at(s, number);
    Team *agents = team_at(s, team);
    if (!agents->agents[agent].in_hand) {
        level_change(s, &s->busy[team], +1);
        level_change(s, &s->available[team], -1);
    }
    agent_takes(s, agents, agent, leg->channel);
    level_change(s, &s->in_hand[team], +1);
    leg->team = team;
    leg->agent = agent;
    leg->started = s->now;
    leg->in_hand = agents->agents[agent].in_hand;
    wait_is_over(s, number);
}

/* Among the free agents of several teams, by `assign`: what one is ranked by; the lowest first. */
typedef struct {
    int32_t in_hand;
    double score;
    double since;
    int32_t place;
    int32_t team;
    int32_t agent;
} Rank;

static bool ranks_before(const Rank *one, const Rank *other)
{
    if (one->in_hand != other->in_hand)
        return one->in_hand < other->in_hand;
    if (one->score != other->score)
        return one->score > other->score;
    if (one->since != other->since)
        return one->since < other->since;
    if (one->place != other->place)
        return one->place < other->place;
    return one->agent < other->agent;
}

/* Return the first by rank of the free: of each team's heads alone where scores do not count. */
static bool first_by_rank(State *s, const Leg *leg, bool by_score, Rank *best)
{
    bool found = false;
    const int64_t *teams = s->plan->teams_of + leg->queue * s->plan->teams;
    for (int32_t place = 0; place < s->plan->teams && teams[place] != NOBODY; place++) {
        Team *team = team_at(s, (int32_t)teams[place]);
        int32_t heads[] = {team->idle.first, team->partly[leg->channel].first};
        for (int list = 0; list < 2; list++) {
            for (int32_t n = heads[list]; n != NOBODY; n = team->agents[n].next) {
                const Agent *agent = &team->agents[n];
                double score = by_score ? s->plan->score[teams[place]] + idle_share(agent, s->now)
                                        : 0.0;
                Rank rank = {
                    agent->in_hand, score, agent->free_since, place, (int32_t)teams[place], n
                };
                if (!found || ranks_before(&rank, best))
                    *best = rank;
                found = true;
                if (!by_score)
                    break;
            }
        }
    }
    return found;
}

/* Return the floor(u n)-th of the n free, by place of the team and number. */
static bool any_alike(State *s, const Leg *leg, Rank *chosen)
{
    const int64_t *teams = s->plan->teams_of + leg->queue * s->plan->teams;
    int64_t free_agents = 0, left = -1;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t place = 0; place < s->plan->teams && teams[place] != NOBODY; place++) {
            Team *team = team_at(s, (int32_t)teams[place]);
            for (int32_t n = 0; n < team->count; n++) {
                if (!is_free_for(&team->agents[n], leg->channel))
                    continue;
                if (pass == 0) {
                    free_agents++;
                } else if (left-- == 0) {
                    chosen->team = (int32_t)teams[place];
                    chosen->agent = n;
                    return true;
                }
            }
        }
        if (free_agents == 0)
            return false;
        left = (int64_t)(leg->values[L_assign] * (double)free_agents);
    }
    fail(s, "no agent has the number that was drawn");
    return false;
}

static bool choose(State *s, const Leg *leg, Rank *chosen)
{
    const Plan *plan = s->plan;
    int64_t assign = plan->assign[leg->queue];
    if (assign == ASSIGN_UNIFORM)
        return any_alike(s, leg, chosen);
    if (assign != ASSIGN_TEAM_ORDER)
        return first_by_rank(s, leg, assign == ASSIGN_SCORE, chosen);
    const int64_t *teams = plan->teams_of + leg->queue * plan->teams;
    for (int32_t place = 0; place < plan->teams && teams[place] != NOBODY; place++) {
        chosen->team = (int32_t)teams[place];
        chosen->agent = first_free(s, team_at(s, chosen->team), leg->channel);
        if (chosen->agent != NOBODY)
            return true;
    }
    return false;
}

static void disconnect(State *s, int32_t queue)
{
    const Line *line = &s->lines[CHECKED(s, queue, s->plan->queues)];
    int32_t count = 0;
    for (int32_t n = 0; n < line->count; n++)
        count += line->classes[n].size;
    if (count == 0)
        return;
    s->sorted = grown(s, s->sorted, &s->sorted_room, count, sizeof(int32_t));
    int32_t found = 0;
    for (int32_t n = 0; n < line->count; n++)
        for (int32_t place = 0; place < line->classes[n].size; place++)
            s->sorted[found++] = line->classes[n].places[line->classes[n].head + place].leg;
    sort_by_identity(s, s->sorted, count);
    for (int32_t n = 0; n < count; n++) {
        desk_leave(s, s->sorted[n]);
        wait_is_over(s, s->sorted[n]);
    }
}

/* Disconnect who waits on a closed line that nobody is left to serve. */
static void disconnect_if_hopeless(State *s, int32_t queue)
{
    const Plan *plan = s->plan;
    if (plan->is_review[queue])
        return;
    int64_t channel = plan->channel_of[queue];
    bool leaves = plan->live[channel]
                  && (plan->loses[channel] || plan->diverts[channel] || plan->moves[channel]);
    if (s->closed[channel] && leaves && !staff_for(s, queue))
        disconnect(s, queue);
}

void desk_join(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    Rank chosen;
    if (choose(s, leg, &chosen)) {
        give(s, number, chosen.team, chosen.agent);
        return;
    }
    line_insert(s, &s->lines[leg->queue], number);
    leg->in_line = true;
    level_change(s, waiting_in(s, leg->queue), +1);
    disconnect_if_hopeless(s, leg->queue);
}

void desk_leave(State *s, int32_t leg)
{
    take_out_of_line(s, leg);
    leg_at(s, leg)->left = s->now;
}

void desk_overflow(State *s, int32_t number, int32_t team)
{
    Leg *leg = leg_at(s, number);
    int32_t agent = first_free(s, team_at(s, team), leg->channel);
    if (agent != NOBODY) {
        take_out_of_line(s, number);
        give(s, number, team, agent);
        return;
    }
    line_insert(s, &s->helped[s->plan->helper_starts[leg->queue] + leg->helpers], number);
    leg->helpers++;
}

static bool comes_first(State *s, const Leg *one, const Leg *other)
{
    const Contact *first = contact_at(s, one->contact), *second = contact_at(s, other->contact);
    if (first->case_ != second->case_)
        return first->case_ < second->case_;
    return first->attempt < second->attempt;
}

/* Keep what an agent is to go on with, by case and attempt. */
void desk_pause(State *s, int32_t number, int32_t team, int32_t agent)
{
    Leg *leg = leg_at(s, number);
    int32_t *place = &team_at(s, team)->agents[agent].paused;
    while (*place != NIL && !comes_first(s, leg, leg_at(s, *place)))
        place = &leg_at(s, *place)->next;
    leg->next = *place;
    *place = number;
}

/* Give up that an agent who is absent goes on with what was paused. */
void hand_over_paused(State *s, int32_t team, int32_t agent)
{
    int32_t number = team_at(s, team)->agents[agent].paused;
    team_at(s, team)->agents[agent].paused = NIL;
    while (number != NIL) {
        int32_t next = leg_at(s, number)->next;
        wait_is_over(s, number);
        number = next;
    }
}

/* Let an agent go on with what was paused, as far as hands are free for its channel. */
static void resume(State *s, int32_t team, int32_t number)
{
    Team *agents = team_at(s, team);
    Agent *agent = &agents->agents[number];
    int32_t *place = &agent->paused;
    while (*place != NIL) {
        int32_t paused = *place;
        Leg *leg = leg_at(s, paused);
        if (can_take(s, agents, number) && (!agent->in_hand || agent->channel == leg->channel)) {
            *place = leg->next;
            leg->joined = leg->since = s->now;
            give(s, paused, team, number);
        } else {
            place = &leg->next;
        }
    }
}

typedef struct {
    double score;
    const Place *place;
    int32_t queue;
} Best;

static bool beats(const Best *one, const Best *other)
{
    if (one->score != other->score)
        return one->score > other->score;
    if (one->place->since != other->place->since)
        return one->place->since < other->place->since;
    if (one->queue != other->queue)
        return one->queue < other->queue;
    if (one->place->case_ != other->place->case_)
        return one->place->case_ < other->place->case_;
    return one->place->attempt < other->place->attempt;
}

/* Compare the heads of a line with the best so far. */
static void look_at(State *s, const Line *line, int32_t queue, double weight, Best *best)
{
    for (int32_t n = 0; n < line->count; n++) {
        const Class *class = &line->classes[n];
        if (class->size == 0)
            continue;
        Best head = {0.0, &class->places[class->head], queue};
        head.score = (class->base + weight) + class->ageing * (s->now - head.place->since);
        if (best->place == NULL || beats(&head, best))
            *best = head;
    }
}

/* Return the waiting leg with the highest score for a team, on one channel or on any (NIL). */
static int32_t best_for(State *s, int32_t team, int32_t channel)
{
    const Plan *plan = s->plan;
    Best best = {0.0, NULL, NIL};
    for (int64_t n = plan->served_starts[team]; n < plan->served_starts[team + 1]; n++) {
        int32_t queue = (int32_t)plan->served_queue[n];
        if (s->waiting[queue].level == 0 || (channel != NIL && plan->channel_of[queue] != channel))
            continue;
        look_at(s, &s->lines[queue], queue, plan->served_weight[n], &best);
    }
    for (int64_t n = plan->helped_starts[team]; n < plan->helped_starts[team + 1]; n++) {
        int32_t queue = (int32_t)plan->helped[2 * n];
        if (s->waiting[queue].level == 0 || (channel != NIL && plan->channel_of[queue] != channel))
            continue;
        look_at(s, &s->helped[plan->helped[2 * n + 1]], queue, 0.0, &best);
    }
    return best.place == NULL ? NIL : best.place->leg;
}

/* Give an agent what was paused, then the waiting contacts with the highest scores. */
static void offer(State *s, int32_t team, int32_t number)
{
    Team *agents = team_at(s, team);
    const Agent *agent = &agents->agents[number];
    if (agent->paused != NIL)
        resume(s, team, number);
    while (can_take(s, agents, number)) {
        int32_t leg = best_for(s, team, agent->in_hand ? agent->channel : NIL);
        if (leg == NIL)
            return;
        take_out_of_line(s, leg);
        give(s, leg, team, number);
    }
}

void desk_release(State *s, int32_t number)
{
    const Leg *leg = leg_at(s, number);
    int32_t team = leg->team, agent = leg->agent;
    Team *agents = team_at(s, team);
    agent_releases(s, agents, agent);
    level_change(s, &s->in_hand[team], -1);
    if (!agents->agents[agent].in_hand) {
        level_change(s, &s->busy[team], -1);
        level_change(s, &s->available[team], can_take(s, agents, agent));
    }
    offer(s, team, agent);
}

void start_duty(State *s, int32_t team, int32_t number, double factor, bool arrives)
{
    Team *agents = team_at(s, team);
    Agent *agent = &agents->agents[CHECKED(s, number, agents->count)];
    if (agent->on_duty) {
        agent->factor = factor;
        return;
    }
    agent_starts(s, agents, number, factor, arrives);
    level_change(s, &s->available[team], !agent->in_hand);
    offer(s, team, number);
}

void end_duty(State *s, int32_t team, int32_t number)
{
    const Plan *plan = s->plan;
    Team *agents = team_at(s, team);
    Agent *agent = &agents->agents[CHECKED(s, number, agents->count)];
    if (!agent->on_duty)
        return;
    agent_ends(s, agents, number);
    level_change(s, &s->available[team], -(int64_t)!agent->in_hand);
    for (int64_t n = plan->served_starts[team]; n < plan->served_starts[team + 1]; n++)
        disconnect_if_hopeless(s, (int32_t)plan->served_queue[n]);
}

void open_channel(State *s, int32_t channel)
{
    s->closed[CHECKED(s, channel, s->plan->channels)] = false;
}

void close_channel(State *s, int32_t channel)
{
    const Plan *plan = s->plan;
    s->closed[CHECKED(s, channel, plan->channels)] = true;
    for (int64_t n = plan->queues_on_starts[channel]; n < plan->queues_on_starts[channel + 1]; n++) {
        if (plan->disconnects[channel] || plan->moves[channel])
            disconnect(s, (int32_t)plan->queues_on[n]);
        else
            disconnect_if_hopeless(s, (int32_t)plan->queues_on[n]);
    }
}

bool has_agent_for(State *s, int32_t queue)
{
    const Plan *plan = s->plan;
    const int64_t *teams = plan->teams_of + queue * plan->teams;
    int32_t channel = (int32_t)plan->channel_of[queue];
    for (int32_t place = 0; place < plan->teams && teams[place] != NOBODY; place++)
        if (first_free(s, team_at(s, (int32_t)teams[place]), channel) != NOBODY)
            return true;
    return false;
}

int64_t waiting_on(State *s, int32_t channel)
{
    const Plan *plan = s->plan;
    int64_t waiting = 0;
    for (int64_t n = plan->queues_on_starts[channel]; n < plan->queues_on_starts[channel + 1]; n++)
        waiting += s->waiting[plan->queues_on[n]].level;
    return waiting;
}

int64_t staff_for(State *s, int32_t queue)
{
    const int64_t *teams = s->plan->teams_of + queue * s->plan->teams;
    int64_t staff = 0;
    for (int32_t place = 0; place < s->plan->teams && teams[place] != NOBODY; place++)
        staff += team_at(s, (int32_t)teams[place])->heads_on_duty;
    return staff;
}

/* Sort legs by case and attempt: a heap sort, which needs no memory and no global state. */
static void sift(State *s, int32_t *legs, int32_t root, int32_t count)
{
    for (int32_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count
            && comes_first(s, leg_at(s, legs[child]), leg_at(s, legs[child + 1])))
            child++;
        if (!comes_first(s, leg_at(s, legs[root]), leg_at(s, legs[child])))
            return;
        int32_t held = legs[root];
        legs[root] = legs[child];
        legs[child] = held;
    }
}

void sort_by_identity(State *s, int32_t *legs, int32_t count)
{
    for (int32_t root = count / 2 - 1; root >= 0; root--)
        sift(s, legs, root, count);
    for (int32_t last = count - 1; last > 0; last--) {
        int32_t first = legs[0];
        legs[0] = legs[last];
        legs[last] = first;
        sift(s, legs, 0, last);
    }
}
