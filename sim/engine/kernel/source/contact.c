/* The life of one contact: triage, perhaps the bot, perhaps people; and the next one of its case. */
#include <math.h>

#include "state.h"

/* Return what a contact has in store. */
static const double *stored(State *s, const Store *store, int32_t case_, int32_t attempt)
{
    if (attempt >= store->attempts)
        fail(s, "nothing is in store for an attempt");
    int64_t first = store->contact_starts[attempt], last = store->contact_starts[attempt + 1];
    int64_t row = row_of(store->contact_case, first, last, store->cases, case_);
    if (row == NIL)
        fail(s, "nothing is in store for a contact");
    return store->contact_values + row * V_FIELDS;
}

/* Open the record of a contact that arrives now, under the plan in force. */
static int32_t open_contact(State *s, int32_t case_, int32_t attempt, int32_t begins)
{
    int32_t number = new_contact(s);
    Contact *contact = contact_at(s, number);
    bool before = s->before && s->store_before && s->now < s->run->window_start;
    contact->plan = before ? s->before : s->plan;
    const Store *store = contact->store = before ? s->store_before : s->store;
    contact->values = stored(s, store, case_, attempt);
    contact->case_ = case_;
    contact->attempt = attempt;
    contact->type = (int32_t)store->type[case_];
    contact->channel = contact->handled_on = (int32_t)store->channel[case_];
    contact->segment = (int32_t)store->segment[case_];
    contact->predicted_type = (int32_t)contact->values[V_predicted_type];
    contact->predicted_urgency = (int32_t)contact->values[V_predicted_urgency];
    (void)CHECKED(s, contact->type, s->plan->types);
    (void)CHECKED(s, contact->predicted_type, s->plan->types);
    (void)CHECKED(s, contact->channel, s->plan->channels);
    (void)CHECKED(s, contact->segment + 1, s->plan->segments + 1);
    contact->arrival = s->now;
    contact->open = !s->closed[contact->channel];
    contact->triaged = contact->bot_start = contact->bot_reply = contact->bot_end = NAN;
    contact->confidence = contact->joined = contact->answered = NAN;
    contact->first_response_end = contact->ended = contact->returned = NAN;
    contact->rule = contact->proposal = NIL;
    contact->ending = ENDING_IN_TRIAGE;
    contact->held = NOBODY;
    contact->begins = begins;
    return number;
}

/* Begin a contact; one that begins with a forward goes to people at once. */
void begin_contact(State *s, int32_t case_, int32_t attempt, int32_t begins)
{
    int32_t number = open_contact(s, case_, attempt, begins);
    Contact *contact = contact_at(s, number);
    if (contact->store->outreach[case_] == OUTREACH_AVERTED) {
        end_contact(s, number, ENDING_AVERTED);
    } else if (begins != NIL) {
        contact->triaged = s->now;
        serve(s, number);
    } else if (contact->plan->dispatched) {
        dispatch(s, number);
    } else if (contact->values[V_triage] > 0) {
        uint64_t place = order(s, STEP_COMPLETION, case_, attempt, PLACE_TRIAGE);
        schedule(s, s->now + contact->values[V_triage], place, TRIAGED, number);
    } else {
        contact->triaged = s->now;
        after_triage(s, number);
    }
}

/* Go on with what a contact is taken for: to the bot, or to people. */
void after_triage(State *s, int32_t number)
{
    int32_t rule;
    if (ask_bot(s, number, &rule)) {
        let_go(s, contact_at(s, number));
        begin_session(s, number, rule);
    } else {
        serve(s, number);
    }
}

static bool not_through(const Contact *contact)
{
    int32_t ending = contact->ending;
    return ending == ENDING_ABANDONED || ending == ENDING_DISCONNECTED
           || ending == ENDING_BALKED || ending == ENDING_BLOCKED;
}

/* Find the seconds until the customer of an ended contact tries again; false: they do not. */
static bool tries_again(const Contact *contact, double *delay)
{
    const double *values = contact->values;
    if (not_through(contact)) {
        *delay = values[V_redial_delay];
        return values[V_redials] != 0.0;
    }
    *delay = values[V_return_delay];
    if (contact->ending == ENDING_BOT_FALSELY_CLOSED || contact->ending == ENDING_BOT_LEFT)
        return values[V_back_after_bot] != 0.0;
    return contact->ending == ENDING_PERSON_UNRESOLVED && values[V_back_after_person] != 0.0;
}

/* Return the forward with which the case's next contact begins; NIL: at the door. */
static int32_t next_beginning(const Contact *contact)
{
    const Plan *plan = contact->plan;
    if (!plan->redials_forwarded[contact->type * plan->channels + contact->channel]
        || !not_through(contact))
        return NIL;
    int32_t part = contact->legs ? contact->part : contact->begins;
    return part != NIL && is_forward(role_of(part)) ? part : NIL;
}

/* End a contact; an unresolved case may come back. Who holds it lets go. */
void end_contact(State *s, int32_t number, int ending)
{
    Contact *contact = contact_at(s, number);
    double delay;
    contact->ended = s->now;
    contact->ending = ending;
    s->unfinished--;
    hang_up(s, contact);
    if (tries_again(contact, &delay)) {
        if (contact->attempt + 1 >= contact->plan->max_attempts) {
            contact->gave_up = true;
        } else {
            contact->returned = s->now + delay;
            if (contact->returned < s->run->end) {
                uint64_t place =
                    order(s, STEP_JOIN, contact->case_, contact->attempt + 1, 0);
                schedule(s, contact->returned, place, COMES_BACK, number);
            }
        }
    }
    let_go(s, contact);
}

void come_back(State *s, int32_t number)
{
    const Contact *contact = contact_at(s, number);
    s->unfinished++;
    begin_contact(s, contact->case_, contact->attempt + 1, next_beginning(contact));
}
