/* The door to people: who is turned away, hangs up, or joins a queue: `admission`. */
#include <math.h>

#include "state.h"

/* Return how a contact for people ends at the door, NIL: it joins a queue.
 *
 * queues: by channel, the queue that it would join; type: whose mean handle time an announced wait
 * is reckoned with; patience_of: the part of the leg whose patience it has. Where it is diverted to
 * is written down.
 */
int turned_away(
    State *s, Contact *contact, const int64_t *queues, int32_t type, int32_t patience_of
)
{
    const Plan *plan = contact->plan;
    int32_t channel = contact->handled_on;
    if (plan->diverts[channel] && s->closed[channel])
        contact->handled_on = channel = (int32_t)plan->target[channel];
    (void)CHECKED(s, channel, plan->channels);
    if (plan->loses[channel] && s->closed[channel])
        return ENDING_LOST;
    if ((double)s->on_line[channel] >= plan->trunks[channel])
        return ENDING_BLOCKED;
    int32_t queue = (int32_t)CHECKED(s, queues[channel], plan->queues);
    bool balks = contact->values[V_balks] != 0.0;
    bool limited = !isinf(plan->queue_capacity[channel]) || !isinf(plan->capacity[queue]);
    if (!(limited || plan->announces[channel] || balks) || has_agent_for(s, queue))
        return NIL;
    if ((double)waiting_on(s, channel) >= plan->queue_capacity[channel])
        return ENDING_BLOCKED;
    if ((double)s->waiting[queue].level >= plan->capacity[queue])
        return ENDING_BLOCKED;
    if (balks)
        return ENDING_BALKED;
    if (plan->announces[channel]
        && wait_in(s, plan, queue, type)
               > leg_values(s, contact, patience_of, contact->handled_on)[L_patience])
        return ENDING_BALKED;
    return NIL;
}
