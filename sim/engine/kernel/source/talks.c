/* Talks, and what a shift's end breaks off: of an agent, on deferred contacts: `talk` and `Talks`. */
#include "state.h"

/* Begin to handle a contact: how long is known from now on. */
void take_up(State *s, int32_t number, int32_t leg)
{
    Contact *contact = contact_at(s, number);
    Leg *held = leg_at(s, leg);
    handling(s, contact, held, &held->talk, &held->wrap);
    contact->ending = ENDING_IN_SERVICE;
}

/* Whether a shift's end may break the talk of a leg off. */
static bool may_break(const Contact *contact, const Leg *leg)
{
    if (contact->plan->at_shift_end[leg->team] == SHIFT_END_FINISH
        || contact->plan->live[leg->channel])
        return false;
    return leg->role != MISROUTE && leg->role != DISPATCH && leg->role != REVIEW;
}

static int32_t *talks_of(State *s, const Leg *leg)
{
    return &s->teams[leg->team].agents[leg->agent].talks;
}

/* Begin a talk, or go on with it, to its completion or what comes before that. */
void begin_talk(State *s, int32_t number, int32_t row)
{
    const Contact *contact = contact_at(s, number);
    Leg *leg = leg_at(s, row);
    uint64_t place = order(
        s, STEP_COMPLETION, contact->case_, contact->attempt, PLACE_FIRST_LEG + leg->part
    );
    schedule(s, s->now + leg->talk, place, TALK_ENDS, row);
    leg->breaks = SHIFT_END_FINISH;
    if (!may_break(contact, leg))
        return;
    leg->breaks = (int8_t)contact->plan->at_shift_end[leg->team];
    leg->due = s->now + leg->talk;
    leg->next = *talks_of(s, leg);
    *talks_of(s, leg) = row;
}

static void forget_talk(State *s, int32_t row)
{
    int32_t *place = talks_of(s, leg_at(s, row));
    while (*place != row)
        place = &leg_at(s, *place)->next;
    *place = leg_at(s, row)->next;
}

static bool broken_off(const Leg *leg)
{
    return leg->outcome == OUTCOME_PAUSED || leg->outcome == OUTCOME_HANDED_OVER;
}

/* The time comes at which a talk is done that nothing has broken off. */
void talk_completed(State *s, int32_t row)
{
    const Leg *leg = leg_at(s, row);
    if (broken_off(leg))
        return;
    if (leg->breaks != SHIFT_END_FINISH)
        forget_talk(s, row);
    talk_over(s, row);
}

/* Break off what agents have in hand whose presence ends, by case and attempt; what is due at this
 * instant is completed. first and last: their duty events. */
void end_shifts(State *s, int64_t first, int64_t last)
{
    const Run *run = s->run;
    int32_t count = 0;
    for (int64_t n = first; n < last; n++) {
        if (!run->duty_of_presence[n])
            continue;
        int32_t row = s->teams[run->duty_team[n]].agents[run->duty_agent[n]].talks;
        for (; row != NIL; row = leg_at(s, row)->next) {
            Leg *leg = leg_at(s, row);
            if (leg->due <= s->now || broken_off(leg))
                continue;
            bool waits_for_agent = leg->breaks == SHIFT_END_PAUSE && run->duty_returns[n];
            leg->outcome = waits_for_agent ? OUTCOME_PAUSED : OUTCOME_HANDED_OVER;
            s->sorted = grown(s, s->sorted, &s->sorted_room, count + 1, sizeof(int32_t));
            s->sorted[count++] = row;
        }
    }
    sort_by_identity(s, s->sorted, count);
    for (int32_t n = 0; n < count; n++) {
        Leg *leg = leg_at(s, s->sorted[n]);
        leg->talk_end = leg->wrap_end = s->now;
        desk_release(s, s->sorted[n]);
        forget_talk(s, s->sorted[n]);
        note(s, s->sorted[n], CONTACT_TALKS);
    }
}

/* Go on with a talk that was broken off, with its agent or in its queue. */
void pause_over(State *s, int32_t row)
{
    Leg *rest = leg_at(s, row);
    Contact *contact = contact_at(s, rest->contact);
    rest->written = true;
    if (rest->team != NOBODY) {
        contact->ending = ENDING_IN_SERVICE;
        contact->held = row;
        begin_talk(s, rest->contact, row);
        return;
    }
    contact->ending = ENDING_WAITING;
    rest->joined = s->now;
    rest->over = false;
    rest->handed_over = true;
    desk_join(s, row);
    if (!waits(s, row))
        after_wait(s, row);
}

void handed_over_wait_over(State *s, int32_t row)
{
    int32_t number = leg_at(s, row)->contact;
    take_up(s, number, row);
    contact_at(s, number)->held = row;
    begin_talk(s, number, row);
}

/* A talk is over: done, or broken off and to go on. */
void talk_over(State *s, int32_t row)
{
    Leg *leg = leg_at(s, row);
    Contact *contact = contact_at(s, leg->contact);
    if (broken_off(leg)) {
        contact->held = NOBODY;
        int32_t rest = rest_of(s, row, leg->due - s->now);
        if (leg->outcome == OUTCOME_PAUSED) {
            contact->ending = ENDING_PAUSED;
            desk_pause(s, rest, leg->team, leg->agent);
            leg_at(s, rest)->listener = CONTACT_PAUSES;
        } else {
            pause_over(s, rest);
        }
        return;
    }
    leg->talk_end = s->now;
    if (leg->role == ANSWER || leg->part == contact->begins)
        contact->first_response_end = s->now;
    leg->outcome = leg->role == DISPATCH ? OUTCOME_DISPATCHED : ahead_of(s, contact).leads_to;
    if (leg->outcome == OUTCOME_OPEN)
        leg->outcome = contact->values[V_solved] != 0.0 ? OUTCOME_RESOLVED : OUTCOME_UNRESOLVED;
    after_talk(s, leg->contact);
}
