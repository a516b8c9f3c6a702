/* Whether legs follow each other as they should: which queue, which team, and when. */
#include "audit.h"

#define ANYTHING (-1) /* the queue of a leg whose type is not in the journal */

/* Roles that come after a leg, by its outcome; after any other none does. */
static const uint32_t FOLLOWS[OUTCOMES] = {
    [OUTCOME_TRANSFERRED] = BIT(ROLE_ANSWER),
    [OUTCOME_FORWARDED] = FORWARDS,
    [OUTCOME_SENT_TO_TIER2] = BIT(ROLE_TIER2),
    [OUTCOME_AWAITS_REPLY] = BIT(ROLE_TOUCH),
    [OUTCOME_DISPATCHED] = BIT(ROLE_ANSWER) | BIT(ROLE_MISROUTE),
    [OUTCOME_MOVED] = BIT(ROLES) - 1,
};

/* Check that each leg belongs to a contact, and note which. */
void check_owners(Audit *a)
{
    const Contacts *c = a->contacts;
    const Legs *l = a->legs;
    a->contact_of = take(a, a->leg_rows, sizeof(int32_t));
    int64_t contact = 0;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        int64_t number = l->case_[row], attempt = l->attempt[row];
        while (contact < a->contact_rows &&
               (c->case_[contact] < number ||
                (c->case_[contact] == number && c->attempt[contact] < attempt)))
            contact++;
        if (contact == a->contact_rows || c->case_[contact] != number ||
            c->attempt[contact] != attempt) {
            fails(a, CHECK_LEG_OWNER, row);
            return;
        }
        a->contact_of[row] = (int32_t)contact;
    }
}

/* Whether a leg's queue is one of its role and channel. */
static bool may_wait_in(const Plan *p, int64_t role, int64_t channel, int64_t queue)
{
    if (role == ROLE_DISPATCH)
        return p->dispatch_of[channel] == queue;
    if (role != ROLE_TIER2 && !among(role, FORWARDS))
        return false;
    const int64_t *queues = role == ROLE_TIER2 ? p->tier2_of : p->queue_of;
    for (int64_t type = 0; type < p->types; type++)
        if (queues[type * p->channels + channel] == queue)
            return true;
    return false;
}

static bool waits_rightly(const Audit *a, const Whole *leg)
{
    const Plan *p = a->plan;
    int64_t role = a->legs->role[leg->first], channel = a->legs->channel[leg->first];
    int64_t queue = a->legs->queue[leg->first], expected = ANYTHING;
    if (role == ROLE_ANSWER || role == ROLE_TOUCH)
        expected = p->queue_of[a->contacts->type[leg->contact] * p->channels + channel];
    else if (role == ROLE_MISROUTE)
        expected = p->queue_of[a->contacts->predicted_type[leg->contact] * p->channels + channel];
    if (expected == ANYTHING)
        return may_wait_in(p, role, channel, queue);
    return queue == expected;
}

/* Check that each leg waits on its contact's channel, in a queue that is its own. */
void check_routes(Audit *a)
{
    const Contacts *c = a->contacts;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        int64_t channel = c->channel[row], on = c->handled_on[row];
        if (on != channel && on != a->plan->target[channel] &&
            on != a->plan->target_before[channel])
            fails(a, CHECK_TARGET, row);
    }
    for (int64_t i = 0; i < a->whole_rows;) {
        int32_t contact = a->whole[i].contact;
        int64_t first = i, moves = NOWHERE;
        for (; i < a->whole_rows && a->whole[i].contact == contact; i++)
            if (a->legs->outcome[a->whole[i].last] == OUTCOME_MOVED)
                moves = i;
        for (int64_t each = first; each < i; each++) {
            const Whole *leg = &a->whole[each];
            const int64_t *channel = each <= moves ? c->channel : c->handled_on;
            if (a->legs->channel[leg->first] != channel[contact])
                fails(a, CHECK_LEG_CHANNEL, each);
            if (!waits_rightly(a, leg))
                fails(a, CHECK_LEG_QUEUE, each);
        }
    }
}

/* Check that each leg's team serves its queue, or helps with it when it does. */
void check_teams(Audit *a)
{
    const Legs *l = a->legs;
    const Plan *p = a->plan;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        if (l->team[row] < 0)
            continue;
        int64_t place = l->team[row] * p->queues + l->queue[row];
        double after = p->serves[place] ? 0.0 : p->helps_after[place];
        /* Who helped goes on with what the shift's end has paused. */
        bool resumed = goes_on(a, row) && l->since[row] == l->joined[row];
        if (!resumed && !(l->started[row] >= l->joined[row] + after))
            fails(a, CHECK_TEAM_SERVES, row);
    }
}

/* Check that a leg comes after the one before it, and when it joins. */
static void check_joining(Audit *a, int64_t i)
{
    const Contacts *c = a->contacts;
    const Legs *l = a->legs;
    const Plan *p = a->plan;
    const Whole *leg = &a->whole[i];
    int64_t contact = leg->contact, role = l->role[leg->first], channel = l->channel[leg->first];
    bool first = leg->number == 0;
    /* There is a leg before one that is not the first. */
    const Whole *previous = first ? leg : leg - 1;
    int64_t after = first ? OUTCOME_OPEN : l->outcome[previous->last];
    bool moved = after == OUTCOME_MOVED;
    bool fits = first ? among(role, FIRST_ROLES)
                      : among(role, FOLLOWS[after]) && (!moved || l->role[previous->first] == role);
    if (!fits)
        fails(a, CHECK_LEG_SEQUENCE, i);
    bool begins = first ? role != ROLE_DISPATCH : after == OUTCOME_DISPATCHED;
    /* Who tries again as forwarded goes to where the last contact was. */
    bool misrouted = begins && !among(role, FORWARDS) &&
                     p->queue_of[c->predicted_type[contact] * p->channels + channel] !=
                         p->queue_of[c->type[contact] * p->channels + channel];
    if (!moved && misrouted != (role == ROLE_MISROUTE))
        fails(a, CHECK_MISROUTE, i);
    double joined = l->joined[leg->first], expected = begins ? c->joined[contact]
                                                             : c->arrival[contact];
    if (among(after, PASSED_ON))
        expected = l->talk_end[previous->last];
    if (moved)
        expected = l->left[previous->last];
    bool in_time = after == OUTCOME_AWAITS_REPLY ? joined >= l->talk_end[previous->last]
                                                 : joined == expected;
    if (!in_time)
        fails(a, CHECK_JOINING, i);
    double since = l->since[leg->first];
    if (since != joined && !(c->rule[contact] >= 0 && since == c->bot_start[contact]))
        fails(a, CHECK_AGE, i);
}

/* Check that each leg joins its queue, and begins its waiting age, when it should. */
void check_joinings(Audit *a)
{
    for (int64_t i = 0; i < a->whole_rows; i++)
        check_joining(a, i);
}
