/* The human side: contacts wait and are handled, leg by leg: `HumanSide`.
 *
 * Each function goes on from one event to the next one that the contact waits for.
 */
#include <math.h>

#include "state.h"

static uint64_t place_of(State *s, const Leg *leg, int step)
{
    const Contact *contact = contact_at(s, leg->contact);
    return order(s, step, contact->case_, contact->attempt, PLACE_FIRST_LEG + leg->part);
}

/* Begin to wait in line; false: the wait is over already, with an agent or without. */
bool waits(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    if (leg->over)
        return false;
    const Plan *plan = s->plan;
    int64_t first = plan->helper_starts[leg->queue];
    if (first < plan->helper_starts[leg->queue + 1]) {
        double time = leg->joined + plan->helper_after[first];
        schedule(s, time, place_of(s, leg, STEP_OVERFLOW), OVERFLOWS, number);
    }
    if (!isinf(leg->patience)) {
        double time = leg->joined + leg->patience;
        schedule(s, time, place_of(s, leg, STEP_PATIENCE), PATIENCE_ENDS, number);
    }
    leg->listener = CONTACT_WAITS;
    return true;
}

/* Wait for an agent; who held the contact until now is free once it has joined. */
void join_queue(State *s, int32_t contact, Ahead ahead)
{
    int32_t leg = begin_leg(s, contact, ahead);
    desk_join(s, leg);
    let_go(s, contact_at(s, contact));
    if (!waits(s, leg))
        after_wait(s, leg);
}

static void begin_to_talk(State *s, int32_t number, int32_t leg)
{
    Contact *contact = contact_at(s, number);
    contact->held = leg;
    take_up(s, number, leg);
    if (leg_at(s, leg)->role == ANSWER || leg_at(s, leg)->part == contact->begins)
        contact->answered = s->now;
    begin_talk(s, number, leg);
}

/* Return the leg that a contact waits for: its reading by a dispatcher, or that of its way. */
static Ahead waited_for(State *s, const Contact *contact, const Leg *leg)
{
    return leg->role == DISPATCH ? reading(contact) : ahead_of(s, contact);
}

/* Go on after a wait. */
void after_wait(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    Contact *contact = contact_at(s, leg->contact);
    if (leg->outcome == OUTCOME_OPEN && leg->team == NOBODY)
        leg->outcome =
            contact->plan->moves[leg->channel] ? OUTCOME_MOVED : OUTCOME_DISCONNECTED;
    if (leg->handed_over) {
        handed_over_wait_over(s, number);
    } else if (leg->role == REVIEW) {
        review_wait_over(s, number);
    } else if (leg->outcome == OUTCOME_OPEN) {
        begin_to_talk(s, leg->contact, number);
    } else if (leg->outcome == OUTCOME_MOVED) {
        hang_up(s, contact);
        contact->handled_on = (int32_t)contact->plan->target[contact->handled_on];
        pick_up(s, contact);
        join_queue(s, leg->contact, waited_for(s, contact, leg));
    } else {
        bool disconnected = leg->outcome == OUTCOME_DISCONNECTED;
        end_contact(s, leg->contact, disconnected ? ENDING_DISCONNECTED : ENDING_ABANDONED);
    }
}

/* End a wait whose patience is over; who leaves without a sign keeps the place in line. */
void give_up(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    const Contact *contact = contact_at(s, leg->contact);
    if (contact->values[V_silent] != 0.0 && leg->role != REVIEW) {
        leg->outcome = OUTCOME_SILENT;
        s->unfinished++;
        note(s, number, leg->listener);
        leg->listener = SILENT_WAITS;
    } else {
        leg->outcome = OUTCOME_ABANDONED;
        desk_leave(s, number);
        wait_is_over(s, number);
    }
}

/* Open a waiting leg to the next team that helps with its queue. */
void overflow_now(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    const Plan *plan = s->plan;
    if (!leg->in_line)
        return;
    int64_t first = plan->helper_starts[leg->queue], last = plan->helper_starts[leg->queue + 1];
    desk_overflow(s, number, (int32_t)plan->helper_team[first + leg->helpers]);
    if (leg->in_line && first + leg->helpers < last) {
        double time = leg->joined + plan->helper_after[first + leg->helpers];
        schedule(s, time, place_of(s, leg, STEP_OVERFLOW), OVERFLOWS, number);
    }
}

/* An agent opens the contact of a customer who has left, or a closing ends it. */
void silent_wait_over(State *s, int32_t number)
{
    const Leg *leg = leg_at(s, number);
    if (leg->team == NOBODY) {
        s->unfinished--;
        return;
    }
    double time = s->now + s->plan->silent_time[leg->channel];
    schedule(s, time, place_of(s, leg, STEP_COMPLETION), FOUND_OUT, number);
}

void found_out(State *s, int32_t number)
{
    Leg *leg = leg_at(s, number);
    leg->talk_end = leg->wrap_end = s->now;
    desk_release(s, number);
    s->unfinished--;
}

/* Let the agent who holds a contact do the after-call work, or take the next contact. */
void let_go(State *s, Contact *contact)
{
    int32_t number = contact->held;
    contact->held = NOBODY;
    if (number == NOBODY)
        return;
    Leg *leg = leg_at(s, number);
    if (leg->wrap > 0) {
        s->unfinished++;
        schedule(s, s->now + leg->wrap, place_of(s, leg, STEP_COMPLETION), WRAP_ENDS, number);
    } else {
        leg->wrap_end = s->now;
        desk_release(s, number);
    }
}

void wrap_ended(State *s, int32_t number)
{
    leg_at(s, number)->wrap_end = s->now;
    s->unfinished--;
    desk_release(s, number);
}

/* Wait until a dispatcher has read a contact. */
void dispatch(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    const Plan *plan = contact->plan;
    int refusal = turned_away(
        s, contact, plan->dispatch_of, contact->predicted_type, part_of(ANSWER, 0)
    );
    if (refusal != NIL) {
        contact->triaged = s->now;
        end_contact(s, number, refusal);
        return;
    }
    join_queue(s, number, reading(contact));
}

/* Go to the leg ahead; before a further answer the agent lets go and the customer replies. */
static void go_to_next_leg(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    Ahead ahead = ahead_of(s, contact);
    if (ahead.role != TOUCH) {
        join_queue(s, number, ahead);
        return;
    }
    contact->ending = ENDING_AWAITING_CUSTOMER;
    let_go(s, contact);
    double time = s->now + leg_values(s, contact, ahead.part, contact->handled_on)[L_reply];
    uint64_t place = order(s, STEP_JOIN, contact->case_, contact->attempt, ahead.part);
    schedule(s, time, place, REPLIES, number);
}

void reply_came(State *s, int32_t contact)
{
    join_queue(s, contact, ahead_of(s, contact_at(s, contact)));
}

/* Come to people, through the door if that is the first time. */
void serve(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    if (contact->legs == contact->review_legs) {
        const Plan *plan = contact->plan;
        int32_t type = door_type(s, contact);
        int32_t part = contact->begins == NIL ? part_of(ANSWER, 0) : contact->begins;
        int refusal =
            turned_away(s, contact, plan->queue_of + type * plan->channels, type, part);
        if (refusal != NIL) {
            end_contact(s, number, refusal);
            return;
        }
    }
    pick_up(s, contact);
    begin_way(s, contact);
    go_to_next_leg(s, number);
}

/* Go on after a talk: a dispatcher has read the contact, or the next leg follows, or none. */
void after_talk(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    const Leg *leg = leg_at(s, contact->held);
    if (leg->role == DISPATCH) {
        hang_up(s, contact);
        contact->triaged = s->now;
        after_triage(s, number);
    } else if (++contact->step < contact->steps) {
        go_to_next_leg(s, number);
    } else {
        bool resolved = leg->outcome == OUTCOME_RESOLVED;
        end_contact(s, number, resolved ? ENDING_PERSON_RESOLVED : ENDING_PERSON_UNRESOLVED);
    }
}
