/* What the policy sees, and where it sends a contact: `observables` and `policy`. */
#include <math.h>

#include "state.h"

#define PLACE_OF(name) SEES_##name,
enum { OBSERVABLES(PLACE_OF) SEES };
#undef PLACE_OF

/* Whether a contact can be offered the bot now, outages apart. */
bool bot_is_there(State *s, const Contact *contact)
{
    const Plan *plan = contact->plan;
    if (plan->turn_limit == 0 || !plan->eligible[contact->predicted_type])
        return false;
    int64_t hours = plan->bot_hours[contact->channel];
    return hours == BOT_HOURS_ALWAYS
           || (hours == BOT_HOURS_HOURS && !s->closed[contact->channel]);
}

/* Return the start of a channel's next opening after now; infinite if none follows. */
static double next_opening(State *s, const Plan *plan, int64_t channel)
{
    int64_t low = plan->opening_starts[channel], last = plan->opening_starts[channel + 1];
    int64_t high = last;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (plan->openings[middle] <= s->now)
            low = middle + 1;
        else
            high = middle;
    }
    return low < last ? plan->openings[low] : INFINITY;
}

/* (contacts ahead + 1) x mean handle time / agents on duty, and the time to the next opening. */
double wait_in(State *s, const Plan *plan, int32_t queue, int32_t type)
{
    (void)CHECKED(s, queue, plan->queues);
    int64_t channel = plan->channel_of[queue], staff = staff_for(s, queue);
    if (!staff)
        return INFINITY;
    double wait = (double)(s->waiting[queue].level + 1)
                  * plan->mean_handle[type * plan->channels + channel] / (double)staff;
    if (!s->closed[channel])
        return wait;
    return wait + next_opening(s, plan, channel) - s->now;
}

double estimated_wait(State *s, const Contact *contact)
{
    const Plan *plan = contact->plan;
    int32_t type = contact->predicted_type;
    int64_t queue = plan->queue_of[type * plan->channels + contact->handled_on];
    return wait_in(s, plan, (int32_t)queue, type);
}

static double queue_length(State *s, const Contact *contact)
{
    const Plan *plan = contact->plan;
    int64_t place = contact->predicted_type * plan->channels + contact->channel;
    return (double)s->waiting[CHECKED(s, plan->queue_of[place], plan->queues)].level;
}

static double seen(State *s, const Contact *contact, int64_t observable)
{
    const Plan *plan = contact->plan;
    switch (observable) {
    case SEES_type:
        return contact->predicted_type;
    case SEES_channel:
        return contact->channel;
    case SEES_segment:
        return contact->segment;
    case SEES_vip:
        return contact->segment >= 0 && plan->vips[contact->segment];
    case SEES_urgency:
        return contact->predicted_urgency;
    case SEES_attempt:
        return contact->attempt;
    case SEES_turn:
        return contact->turns;
    case SEES_confidence:
        return contact->values[V_confidence];
    case SEES_value_at_risk:
        return contact->values[V_at_risk];
    case SEES_mood:
        return 1.0 - contact->turns * plan->mood_step[contact->type];
    case SEES_asked_for_person:
        return contact->asked;
    case SEES_open:
        return !s->closed[contact->channel];
    case SEES_queue_length:
        return queue_length(s, contact);
    case SEES_estimated_wait:
        return estimated_wait(s, contact);
    default:
        fail(s, "a policy looks at something that nobody can read");
        return NAN;
    }
}

static bool is_among(const Plan *plan, int64_t test, double value)
{
    for (int64_t n = plan->code_starts[test]; n < plan->code_starts[test + 1]; n++)
        if ((double)plan->codes[n] == value)
            return true;
    return false;
}

static bool holds(State *s, const Contact *contact, int64_t test)
{
    const Plan *plan = contact->plan;
    double value = seen(s, contact, plan->test_observable[test]), bound = plan->test_bound[test];
    switch (plan->test_relation[test]) {
    case RELATION_LESS:
        return value < bound;
    case RELATION_LESS_EQUAL:
        return value <= bound;
    case RELATION_GREATER:
        return value > bound;
    case RELATION_GREATER_EQUAL:
        return value >= bound;
    case RELATION_EQUAL:
        return value == bound;
    default:
        return is_among(plan, test, value);
    }
}

/* Return the number of a built-in rule: they stand behind the policy's own. */
int32_t built_in(const Plan *plan, int rule)
{
    return (int32_t)(plan->rule_names - BUILT_INS + rule);
}

/* Return the rule that sends a contact to a person now, or TO_BOT; a condition never holds for
 * NaN. */
int32_t ask_policy(State *s, const Contact *contact)
{
    const Plan *plan = contact->plan;
    for (int64_t rule = 0; rule < plan->rules; rule++) {
        int64_t test = plan->test_starts[rule], last = plan->test_starts[rule + 1];
        while (test < last && holds(s, contact, test))
            test++;
        if (test == last)
            return plan->to_person[rule] ? (int32_t)rule : TO_BOT;
    }
    return contact->asked ? built_in(plan, RULE_ASKED) : TO_BOT;
}

/* Ask the policy about a contact at the bot's door or after a turn. */
int32_t decide(State *s, Contact *contact)
{
    contact->asked = contact->turns >= contact->values[V_ask_turn];
    return ask_policy(s, contact);
}

/* Return the number in `Plan.rules` of a rule of the contact's plan. */
int32_t number_of(const State *s, const Contact *contact, int32_t rule)
{
    return contact->plan == s->plan ? rule : rule + (int32_t)s->plan->rule_names;
}
