/* The bot: who is offered it, and its sessions, turn by turn: the sessions of `process`. */
#include <math.h>
#include <string.h>

#include "state.h"

/* Whether the customer, told the wait for people, takes the bot. */
static bool takes_bot(State *s, const Contact *contact)
{
    double least = contact->values[V_least_wait];
    if (least == -INFINITY)
        return true;
    double wait = estimated_wait(s, contact);
    return isinf(wait) || wait > least;
}

/* Find with which rule a session begins, TO_BOT for none; false: the bot takes the contact not. */
bool ask_bot(State *s, int32_t number, int32_t *rule)
{
    Contact *contact = contact_at(s, number);
    const Plan *plan = contact->plan;
    if (!s->bot_is_up || contact->values[V_offered] == 0.0 || !bot_is_there(s, contact))
        return false;
    *rule = decide(s, contact);
    if (*rule == TO_BOT && !takes_bot(s, contact)) {
        contact->rule = number_of(s, contact, built_in(plan, RULE_CHOSE_PERSON));
    } else if (*rule == TO_BOT || *rule == built_in(plan, RULE_ASKED)) {
        if ((double)s->sessions.level < plan->session_limit)
            return true;
        contact->rule = number_of(s, contact, built_in(plan, RULE_BOT_FULL));
    }
    /* Nobody has asked a bot that did not take the contact. */
    contact->asked = false;
    return false;
}

/* Let outages interrupt a session from now on. */
static void listen_to_outages(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    contact->talking = true;
    contact->previous_talking = NOBODY;
    contact->next_talking = s->first_talking;
    if (s->first_talking != NOBODY)
        contact_at(s, s->first_talking)->previous_talking = number;
    s->first_talking = number;
    s->talking++;
}

static void listen_no_more(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    if (!contact->talking)
        return;
    contact->talking = false;
    if (contact->previous_talking == NOBODY)
        s->first_talking = contact->next_talking;
    else
        contact_at(s, contact->previous_talking)->next_talking = contact->next_talking;
    if (contact->next_talking != NOBODY)
        contact_at(s, contact->next_talking)->previous_talking = contact->previous_talking;
    s->talking--;
}

static void schedule_turn(State *s, int32_t number, double seconds)
{
    const Contact *contact = contact_at(s, number);
    uint64_t place =
        order(s, STEP_COMPLETION, contact->case_, contact->attempt, PLACE_SESSION);
    schedule(s, s->now + seconds, place, TURN_PART, number);
}

/* What a reviewer sees of a contact's session. */
static int64_t seen_of(const Contact *contact)
{
    return contact->values[V_watched] != 0.0 ? contact->plan->review_before : REVIEWED_NOTHING;
}

static void begin_turn(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    contact->drafts_now = seen_of(contact) == REVIEWED_EVERY_TURN;
    schedule_turn(s, number, contact->values[contact->drafts_now ? V_first_reply : V_turn_time]);
}

/* End a session: the contact is over, or (ending NIL) a rule sends it to people. */
static void end_session(State *s, int32_t number, int ending, int32_t rule)
{
    Contact *contact = contact_at(s, number);
    listen_no_more(s, number);
    level_change(s, &s->sessions, -1);
    contact->bot_end = s->now;
    if (ending != NIL) {
        end_contact(s, number, ending);
        return;
    }
    contact->rule = number_of(s, contact, rule);
    serve(s, number);
}

void begin_session(State *s, int32_t number, int32_t rule)
{
    Contact *contact = contact_at(s, number);
    contact->ending = ENDING_IN_BOT;
    contact->bot_start = s->now;
    contact->confidence = contact->values[V_confidence];
    level_change(s, &s->sessions, +1);
    listen_to_outages(s, number);
    if (rule == TO_BOT)
        begin_turn(s, number);
    else
        end_session(s, number, NIL, rule);
}

/* Return how a turn would close the session; NIL: it would not. */
static int proposal_of(const Contact *contact, int32_t turn)
{
    if (turn == contact->values[V_solve_turn])
        return ENDING_BOT_RESOLVED;
    return turn == contact->values[V_claim_turn] ? ENDING_BOT_FALSELY_CLOSED : NIL;
}

/* Return how a session ends at the turn just done, by what comes first; NIL: it does not. */
static int session_ending(const Contact *contact)
{
    int proposal = proposal_of(contact, contact->turns);
    if (proposal != NIL)
        return proposal;
    return contact->turns >= contact->values[V_leave_turn] ? ENDING_BOT_LEFT : NIL;
}

static bool rejects(const Contact *contact)
{
    if (contact->proposing == NIL)
        return false;
    bool claims = contact->proposing == ENDING_BOT_FALSELY_CLOSED;
    return contact->values[claims ? V_rejects_claim : V_rejects_solution] != 0.0;
}

/* Act on what a review has come to: outages act when it ends, but for what closes the session. */
static void conclude_review(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    const Plan *plan = contact->plan;
    bool rejected = rejects(contact);
    contact->reviews++;
    if (contact->proposing != NIL)
        contact->proposal = contact->proposing != ENDING_BOT_FALSELY_CLOSED;
    bool closes = plan->review_before == REVIEWED_CLOSING && !rejected;
    if (!s->bot_is_up && !closes) {
        end_session(s, number, NIL, built_in(plan, RULE_OUTAGE));
    } else if (rejected) {
        end_session(s, number, NIL, built_in(plan, RULE_REJECTED));
    } else if (contact->drafts_now) {
        listen_to_outages(s, number);
        contact->drafts_now = false;
        if (contact->turns == 0)
            contact->bot_reply = s->now;
        let_go(s, contact);
        schedule_turn(s, number, contact->values[V_turn_time] - contact->values[V_first_reply]);
    } else {
        end_session(s, number, contact->proposing, TO_BOT);
    }
}

/* Have a turn reviewed, by people or by a judge who takes no time. */
static void begin_review(State *s, int32_t number, int proposal)
{
    Contact *contact = contact_at(s, number);
    contact->proposing = proposal;
    listen_no_more(s, number);
    if (!contact->plan->review_by_people) {
        conclude_review(s, number);
        return;
    }
    if (contact->reviews >= LEGS_OF_ROLE)
        fail(s, "a contact has at most 64 legs of one role");
    int32_t leg = begin_leg(s, number, reviewing(contact));
    contact->review_legs++;
    desk_join(s, leg);
    if (!waits(s, leg))
        after_wait(s, leg);
}

/* A reviewer is there, who holds the contact until it goes on; or the customer has left. */
void review_wait_over(State *s, int32_t row)
{
    Leg *leg = leg_at(s, row);
    if (leg->outcome != OUTCOME_OPEN) {
        end_session(s, leg->contact, ENDING_BOT_LEFT, TO_BOT);
        return;
    }
    Contact *contact = contact_at(s, leg->contact);
    contact->held = row;
    double seconds;
    handling(s, contact, leg, &seconds, &leg->wrap);
    uint64_t place = order(
        s, STEP_COMPLETION, contact->case_, contact->attempt, PLACE_FIRST_LEG + leg->part
    );
    schedule(s, s->now + seconds, place, REVIEW_ENDS, row);
}

void review_ended(State *s, int32_t row)
{
    Leg *leg = leg_at(s, row);
    leg->talk_end = s->now;
    leg->outcome = rejects(contact_at(s, leg->contact)) ? OUTCOME_REJECTED : OUTCOME_PASSED;
    conclude_review(s, leg->contact);
}

/* A turn ends, or its draft is there to be reviewed. */
void turn_part_ended(State *s, int32_t number)
{
    Contact *contact = contact_at(s, number);
    if (!contact->talking)
        return; /* an outage was first */
    if (contact->drafts_now) {
        begin_review(s, number, proposal_of(contact, contact->turns + 1));
        return;
    }
    const Plan *plan = contact->plan;
    contact->turns++;
    if (isnan(contact->bot_reply))
        contact->bot_reply = contact->bot_start + contact->values[V_first_reply];
    int ending = session_ending(contact);
    int32_t rule = TO_BOT;
    if (ending == NIL) {
        rule = decide(s, contact);
        if (rule == TO_BOT && contact->turns == plan->turn_limit)
            rule = built_in(plan, RULE_TURN_LIMIT);
    }
    if (seen_of(contact) == REVIEWED_CLOSING && ending != NIL && ending != ENDING_BOT_LEFT)
        begin_review(s, number, ending);
    else if (ending != NIL || rule != TO_BOT)
        end_session(s, number, ending, rule);
    else
        begin_turn(s, number);
}

static bool comes_first(State *s, int32_t one, int32_t other)
{
    const Contact *first = contact_at(s, one), *second = contact_at(s, other);
    if (first->case_ != second->case_)
        return first->case_ < second->case_;
    return first->attempt < second->attempt;
}

/* Begin or end an outage; running sessions are interrupted by case and attempt. */
void switch_bot(State *s, bool up)
{
    s->bot_is_up = up;
    if (up)
        return;
    int32_t count = 0;
    s->interrupted =
        grown(s, s->interrupted, &s->interrupted_room, s->talking, sizeof(int32_t));
    for (int32_t n = s->first_talking; n != NOBODY; n = contact_at(s, n)->next_talking) {
        /* Who began last stands first: an insertion from behind. */
        int32_t place = 0;
        while (place < count && comes_first(s, s->interrupted[place], n))
            place++;
        memmove(
            s->interrupted + place + 1, s->interrupted + place,
            (size_t)(count - place) * sizeof(int32_t)
        );
        s->interrupted[place] = n;
        count++;
    }
    for (int32_t n = 0; n < count; n++) {
        const Contact *contact = contact_at(s, s->interrupted[n]);
        end_session(s, s->interrupted[n], NIL, built_in(contact->plan, RULE_OUTAGE));
    }
}
