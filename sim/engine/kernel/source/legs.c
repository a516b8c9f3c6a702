/* Legs: which lie ahead of a contact, its place in line, and how long handling takes: `legs`. */
#include <math.h>

#include "state.h"

/* Return the row of a case among rows [first, last) by ascending case; NIL: it has none. */
int64_t row_of(const int64_t *cases, int64_t first, int64_t last, int64_t all, int64_t case_)
{
    int64_t low = first, high = last;
    if (last - first == all) {
        low = first + case_;
    } else {
        while (low < high) {
            int64_t middle = low + (high - low) / 2;
            if (cases[middle] < case_)
                low = middle + 1;
            else
                high = middle;
        }
    }
    return low < last && cases[low] == case_ ? low : NIL;
}

/* Return what a leg of a contact has in store on a channel. */
const double *leg_values(State *s, const Contact *contact, int32_t part, int32_t channel)
{
    const Store *store = contact->store;
    /* All reviews of an attempt have the same in store. */
    int32_t stored = role_of(part) == REVIEW ? part_of(REVIEW, 0) : part;
    if (contact->attempt >= store->attempts || stored >= store->parts)
        fail(s, "nothing is in store for an attempt or a leg");
    int64_t elsewhere = channel != contact->channel;
    int64_t block = ((contact->attempt * store->parts + stored) * 2 + elsewhere) * 2;
    int64_t first = store->blocks[block], last = store->blocks[block + 1];
    int64_t row = row_of(store->leg_case, first, last, store->cases, contact->case_);
    if (row == NIL)
        fail(s, "nothing is in store for a leg");
    return store->leg_values + row * store->leg_width;
}

/* Whether the bot took a contact and a rule sent it on to a person. */
bool escalated(const Contact *contact)
{
    return contact->rule >= 0 && !isnan(contact->bot_start);
}

static int32_t checked_part(State *s, int32_t role, int32_t number)
{
    if (number < 0 || number >= LEGS_OF_ROLE)
        fail(s, "a contact has at most 64 legs of one role");
    return part_of(role, number);
}

static int32_t forward_part(State *s, int32_t number)
{
    if (number < 2)
        return part_of(number ? FORWARD2 : FORWARD1, 0);
    return checked_part(s, FORWARD, number - 2);
}

Ahead reading(const Contact *contact)
{
    Ahead ahead = {
        DISPATCH, contact->predicted_type, part_of(DISPATCH, 0), OUTCOME_DISPATCHED, false
    };
    return ahead;
}

Ahead reviewing(const Contact *contact)
{
    Ahead ahead = {
        REVIEW, contact->predicted_type, part_of(REVIEW, contact->reviews), OUTCOME_PASSED, false
    };
    return ahead;
}

static int32_t queue_by(const Contact *contact, const int64_t *queues, int32_t type, int32_t channel)
{
    return (int32_t)queues[type * contact->plan->channels + channel];
}

/* How many further answers, and how many forwards, the way of a contact has. */
static int32_t touches_of(const Contact *contact)
{
    if (contact->plan->live[contact->way_channel])
        return 0;
    int32_t touches = (int32_t)contact->values[V_touches] - 1;
    return touches > 0 ? touches : 0;
}

static int32_t forwards_of(const Contact *contact)
{
    int32_t forwards = (int32_t)contact->values[V_forwards];
    return forwards > 0 ? forwards : 0;
}

static int32_t kind_of(State *s, const Contact *contact, int32_t part)
{
    return (int32_t)leg_values(s, contact, part, contact->way_channel)[L_kind];
}

/* Return the leg of a way at a step, but for what it leads to: a wrong team, the answer, further
 * answers, the types forwarded to, tier 2. */
static Ahead leg_of_way(State *s, const Contact *contact, int32_t step)
{
    int32_t own = contact->type, touches = touches_of(contact), forwards = forwards_of(contact);
    Ahead ahead = {ANSWER, own, part_of(ANSWER, 0), OUTCOME_OPEN, false};
    if (contact->misrouted) {
        if (step == 0) {
            ahead.role = MISROUTE;
            ahead.type = contact->predicted_type;
            ahead.part = part_of(MISROUTE, 0);
            return ahead;
        }
        step--;
    }
    if (step == 0) {
        /* Where the queue is the same, what ages is what triage took it for. */
        ahead.type = contact->misrouted ? own : contact->predicted_type;
        ahead.transferred = contact->misrouted;
        return ahead;
    }
    step--;
    if (step < touches) {
        ahead.role = TOUCH;
        ahead.part = checked_part(s, TOUCH, step);
        return ahead;
    }
    step -= touches;
    ahead.transferred = true;
    if (step < forwards) {
        ahead.part = forward_part(s, step);
        ahead.role = role_of(ahead.part);
        ahead.type = kind_of(s, contact, ahead.part);
        return ahead;
    }
    ahead.role = TIER2;
    ahead.type = forwards ? kind_of(s, contact, forward_part(s, forwards - 1)) : own;
    ahead.part = part_of(TIER2, 0);
    return ahead;
}

/* Write down which way a contact has with people, as it comes to them. */
void begin_way(State *s, Contact *contact)
{
    const int64_t *queues = contact->plan->queue_of;
    int32_t channel = contact->way_channel = contact->handled_on;
    contact->misrouted = queue_by(contact, queues, contact->predicted_type, channel)
                         != queue_by(contact, queues, contact->type, channel);
    contact->steps = contact->misrouted + 1 + touches_of(contact) + forwards_of(contact)
                     + (contact->values[V_tier2] != 0.0);
    contact->step = 0;
    if (contact->begins == NIL)
        return;
    while (leg_of_way(s, contact, contact->step).part != contact->begins)
        if (++contact->step >= contact->steps)
            fail(s, "a contact begins with a forward that is not on its way");
}

/* Return the leg that lies ahead. */
Ahead ahead_of(State *s, const Contact *contact)
{
    Ahead ahead = leg_of_way(s, contact, contact->step);
    /* What a leg leads to is what comes after it. */
    if (contact->step + 1 < contact->steps) {
        int32_t after = leg_of_way(s, contact, contact->step + 1).role;
        if (ahead.role == MISROUTE)
            ahead.leads_to = OUTCOME_TRANSFERRED;
        else if (after == TOUCH)
            ahead.leads_to = OUTCOME_AWAITS_REPLY;
        else if (is_forward(after))
            ahead.leads_to = OUTCOME_FORWARDED;
        else if (after == TIER2)
            ahead.leads_to = OUTCOME_SENT_TO_TIER2;
    }
    return ahead;
}

/* Return the inquiry type in whose queue a contact would wait first. */
int32_t door_type(State *s, const Contact *contact)
{
    if (contact->begins == NIL)
        return contact->predicted_type;
    return (int32_t)leg_values(s, contact, contact->begins, contact->handled_on)[L_kind];
}

static int32_t queue_for(State *s, const Contact *contact, const Ahead *ahead)
{
    const Plan *plan = contact->plan;
    int32_t queue, channel = contact->handled_on;
    if (ahead->role == DISPATCH)
        queue = (int32_t)plan->dispatch_of[channel];
    else if (ahead->role == REVIEW)
        queue = (int32_t)plan->review_of[channel];
    else if (ahead->role == TIER2)
        queue = queue_by(contact, plan->tier2_of, ahead->type, channel);
    else
        queue = queue_by(contact, plan->queue_of, ahead->type, channel);
    if (queue < 0)
        fail(s, "there is no queue for a leg");
    return CHECKED(s, queue, plan->queues);
}

static Leg *blank_row(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    leg->left = leg->started = leg->talk_end = leg->wrap_end = leg->due = NAN;
    leg->to_do = 1.0;
    leg->team = leg->agent = NOBODY;
    leg->outcome = OUTCOME_OPEN;
    leg->patience_at = leg->next = NIL;
    leg->listener = NO_LISTENER;
    return leg;
}

/* Begin a leg now: its queue, the terms of its score, and its patience. */
int32_t begin_leg(State *s, int32_t number, Ahead ahead)
{
    Contact *contact = contact_at(s, number);
    const Plan *plan = contact->plan;
    const double *values = leg_values(s, contact, ahead.part, contact->handled_on);
    int32_t queue = queue_for(s, contact, &ahead);
    double base = (double)contact->predicted_urgency;
    if (escalated(contact))
        base += plan->escalated_bonus;
    if (ahead.transferred)
        base += plan->transferred_bonus[queue];
    if (ahead.role != REVIEW) {
        contact->ending = ENDING_WAITING;
        contact->part = ahead.part;
    }
    if (isnan(contact->joined) && ahead.role != DISPATCH && ahead.role != REVIEW)
        contact->joined = s->now;
    int32_t row = new_leg_row(s);
    Leg *leg = blank_row(s, row);
    (void)CHECKED(s, ahead.type, plan->types);
    (void)CHECKED(s, (int64_t)values[L_kind], plan->types);
    leg->contact = number;
    leg->number = contact->legs++;
    leg->role = ahead.role;
    leg->kind = (int32_t)values[L_kind];
    leg->part = ahead.part;
    leg->values = values;
    leg->queue = queue;
    leg->channel = contact->handled_on;
    leg->joined = s->now;
    leg->since = escalated(contact) && plan->bot_time_counts ? contact->bot_start : s->now;
    leg->patience = values[L_patience];
    leg->base = base;
    leg->ageing = plan->ageing[ahead.type];
    leg->written = true;
    return row;
}

/* Begin the row in which a leg goes on whose talk was broken off; it is written when it does. */
int32_t rest_of(State *s, int32_t broken, double left)
{
    int32_t row = new_leg_row(s);
    Leg *rest = blank_row(s, row);
    const Leg *leg = leg_at(s, broken);
    rest->contact = leg->contact;
    rest->number = contact_at(s, leg->contact)->legs++;
    rest->role = leg->role;
    rest->kind = leg->kind;
    rest->part = leg->part;
    rest->values = leg->values;
    rest->queue = leg->queue;
    rest->channel = leg->channel;
    rest->joined = s->now;
    rest->since = leg->since;
    rest->patience = INFINITY;
    rest->base = leg->base;
    rest->ageing = leg->ageing;
    rest->talk = left;
    rest->wrap = leg->wrap;
    rest->to_do = leg->to_do * (left / leg->talk);
    return row;
}

/* Round seconds to the grid of 2^-20 s: beside 1.5 x 2^32 neighbouring numbers are a tick apart. */
static double on_grid(State *s, double seconds)
{
    const double shift = 1.5 * 4294967296.0, limit = 2147483648.0;
    if (seconds >= limit || seconds <= -limit)
        fail(s, "a time is 2**31 s (68 years) or more from zero");
    return (seconds + shift) - shift;
}

/* Find the seconds of talk and of after-call work of a leg that has its agent. */
void handling(State *s, const Contact *contact, const Leg *leg, double *talk, double *wrap)
{
    const Plan *plan = contact->plan;
    int64_t law = plan->law[leg->team];
    (void)CHECKED(s, law, contact->store->leg_width - L_FIELDS + 1);
    double base = law == 0 ? leg->values[L_handle] : leg->values[L_FIELDS + law - 1];
    double factor = s->teams[leg->team].agents[leg->agent].factor;
    int64_t steps = plan->slow_down_steps;
    int64_t step = leg->in_hand < steps ? leg->in_hand : steps;
    double slower = plan->slow_down[leg->team * steps + step - 1];
    double person = plan->talk_factor[leg->team * plan->types + leg->kind] * factor;
    double connect = plan->connect[leg->team];
    if (leg->role == MISROUTE || leg->role == DISPATCH || leg->role == REVIEW) {
        *talk = on_grid(s, base * person * slower) + connect;
        *wrap = 0.0;
        return;
    }
    double summary = escalated(contact) ? plan->summary_after_bot : plan->summary;
    double mood = escalated(contact) ? plan->mood_after_bot : 1.0;
    double handle = on_grid(s, base * person * summary * mood * slower);
    double share = on_grid(s, handle * plan->after_call[leg->kind]);
    double after = (share + leg->values[L_after_call] * person)
                   * plan->wrap_factor[leg->team * plan->types + leg->kind];
    *talk = on_grid(s, (handle - share) * leg->to_do) + connect;
    *wrap = on_grid(s, after);
}
