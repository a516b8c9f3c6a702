/* Whether contacts end as they should: each by its legs, and all of them in balance. */
#include <math.h>

#include "audit.h"

#define IMPOSSIBLE (-1)
#define BY_WAIT (-2) /* where the last leg is decides */

/* How a contact ends by the outcome of its last leg. */
static const int64_t ENDING_OF[OUTCOMES] = {
    [OUTCOME_OPEN] = BY_WAIT,
    [OUTCOME_RESOLVED] = ENDING_PERSON_RESOLVED,
    [OUTCOME_UNRESOLVED] = ENDING_PERSON_UNRESOLVED,
    [OUTCOME_TRANSFERRED] = IMPOSSIBLE,
    [OUTCOME_ABANDONED] = ENDING_ABANDONED,
    [OUTCOME_DISCONNECTED] = ENDING_DISCONNECTED,
    [OUTCOME_SENT_TO_TIER2] = IMPOSSIBLE,
    [OUTCOME_FORWARDED] = IMPOSSIBLE,
    [OUTCOME_DISPATCHED] = BY_WAIT,
    [OUTCOME_AWAITS_REPLY] = ENDING_AWAITING_CUSTOMER,
    [OUTCOME_MOVED] = IMPOSSIBLE,
    [OUTCOME_SILENT] = ENDING_ABANDONED,
    [OUTCOME_PAUSED] = ENDING_PAUSED,
    [OUTCOME_HANDED_OVER] = BY_WAIT,
    [OUTCOME_PASSED] = BY_WAIT,
    [OUTCOME_REJECTED] = BY_WAIT,
};

/* Whether a leg is an answer that a customer gets; of a contact that begins on a forward, that
 * forward is. `after` is the outcome of the leg before, `number` its own. */
static bool answers(const Legs *l, int64_t first, int64_t last, int64_t number, int64_t after)
{
    bool begins = number == 0 || (number == 1 && after == OUTCOME_MOVED);
    bool answer = l->role[first] == ROLE_ANSWER || (begins && among(l->role[first], FORWARDS));
    return answer && l->outcome[last] != OUTCOME_SILENT;
}

/* What a contact says of its first legs. */
typedef struct {
    double joined, answered, talked;
} Answer;

/* Note what the rows of a whole leg say: each of them is a start, and may be the first. */
static void note_rows(const Audit *a, const Whole *leg, int64_t *number, int64_t *after, Answer *of)
{
    const Legs *l = a->legs;
    for (int64_t row = leg->first; row <= leg->last; row++) {
        if (l->role[row] == ROLE_REVIEW)
            continue;
        if (missing(of->answered) && answers(l, row, row, *number, *after))
            of->answered = l->started[row];
        ++*number;
        *after = l->outcome[row];
    }
}

/* Check that a contact joins with its first leg and is answered by its answering leg. */
void check_answers(Audit *a)
{
    const Contacts *c = a->contacts;
    const Legs *l = a->legs;
    int64_t i = 0;
    for (int64_t contact = 0; contact < a->contact_rows; contact++) {
        Answer of = {NAN, NAN, NAN};
        int64_t number = 0, after = OUTCOME_OPEN, before = OUTCOME_OPEN;
        bool joined = false, talked = false;
        for (; i < a->whole_rows && a->whole[i].contact == contact; i++) {
            const Whole *leg = &a->whole[i];
            if (!joined && l->role[leg->first] != ROLE_DISPATCH) {
                of.joined = l->joined[leg->first];
                joined = true;
            }
            note_rows(a, leg, &number, &after, &of);
            double talk_end = l->talk_end[leg->last];
            bool done = !missing(talk_end) && !among(l->outcome[leg->last], BROKEN_OFF);
            if (!talked && done && answers(l, leg->first, leg->last, leg->number, before)) {
                of.talked = talk_end;
                talked = true;
            }
            before = l->outcome[leg->last];
        }
        if (!same(c->joined[contact], of.joined) || !same(c->answered[contact], of.answered) ||
            !same(c->first_response_end[contact], of.talked))
            fails(a, CHECK_CONTACT_AGREES, contact);
    }
}

/* How and when a contact ended that is with nobody. */
static void without_people(const Contacts *c, int64_t row, int64_t *ending, double *ended)
{
    bool in_bot = !missing(c->bot_start[row]);
    *ending = among(c->ending[row], TURNED_AWAY) ? c->ending[row] : ENDING_LOST;
    *ended = in_bot ? c->bot_end[row] : c->triaged[row];
    if (in_bot && c->rule[row] < 0)
        *ending = c->ending[row];
    if (in_bot && missing(c->bot_end[row]))
        *ending = ENDING_IN_BOT;
    if (missing(c->triaged[row]))
        *ending = ENDING_IN_TRIAGE;
    if (c->outreach[row] == OUTREACH_AVERTED) {
        *ending = ENDING_AVERTED;
        *ended = c->arrival[row];
    }
}

/* How and when a contact ended by its last leg; the silent leave when patience ends. */
static void by_people(const Legs *l, const Whole *leg, int64_t *ending, double *ended)
{
    int64_t last = leg->last, outcome = l->outcome[last];
    *ending = ENDING_OF[outcome];
    if (*ending == BY_WAIT)
        *ending = missing(l->started[last]) ? ENDING_WAITING : ENDING_IN_SERVICE;
    *ended = earlier(l->left[last], l->talk_end[last]);
    if (outcome == OUTCOME_SILENT)
        *ended = l->joined[leg->first] + l->patience[leg->first];
    if (outcome == OUTCOME_AWAITS_REPLY || outcome == OUTCOME_PAUSED)
        *ended = NAN;
}

/* Check how and when each contact ended against its session and its last leg. */
void check_endings(Audit *a)
{
    const Contacts *c = a->contacts;
    const Legs *l = a->legs;
    int64_t i = 0, ending;
    double ended;
    for (int64_t contact = 0; contact < a->contact_rows; contact++) {
        const Whole *deciding = NULL;
        /* After the dispatcher, on whichever channel, it goes on as if it had not been with anybody. */
        for (; i < a->whole_rows && a->whole[i].contact == contact; i++) {
            int64_t row = a->whole[i].last, outcome = l->outcome[row];
            bool moved = outcome == OUTCOME_MOVED && l->role[row] == ROLE_DISPATCH;
            if (!moved && outcome != OUTCOME_DISPATCHED)
                deciding = &a->whole[i];
        }
        if (deciding)
            by_people(l, deciding, &ending, &ended);
        else
            without_people(c, contact, &ending, &ended);
        if (c->ending[contact] != ending)
            fails(a, CHECK_ENDING, contact);
        if (!same(c->ended[contact], ended))
            fails(a, CHECK_ENDED, contact);
    }
}

/* How many places of the balance a leg is in; every reply of a customer is a further touch. */
static int64_t places_of_leg(const Legs *l, const Whole *leg)
{
    int64_t last = leg->last, outcome = l->outcome[last];
    bool there = outcome != OUTCOME_SILENT, started = !missing(l->started[last]);
    bool waiting = there && !started && missing(l->left[last]);
    bool in_service = there && started && missing(l->talk_end[last]);
    uint32_t over = BIT(OUTCOME_AWAITS_REPLY) | BIT(OUTCOME_PAUSED) | BIT(OUTCOME_RESOLVED) |
                    BIT(OUTCOME_UNRESOLVED) | BIT(OUTCOME_ABANDONED) | BIT(OUTCOME_SILENT) |
                    BIT(OUTCOME_DISCONNECTED);
    return waiting + in_service + among(outcome, over) - (l->role[leg->first] == ROLE_TOUCH);
}

/* How many places of the balance a contact is in, its legs aside. */
static int64_t places_of_contact(const Contacts *c, int64_t row, bool has_legs)
{
    bool averted = c->ending[row] == ENDING_AVERTED, finished = !missing(c->bot_end[row]);
    bool in_triage = missing(c->triaged[row]) && !averted && !has_legs;
    bool in_bot = !missing(c->bot_start[row]) && !finished;
    bool ended_in_bot = finished && c->rule[row] < 0;
    return in_triage + in_bot + ended_in_bot + among(c->ending[row], TURNED_AWAY);
}

/* Check that the contacts offered are those that ended in some way and those still there. */
void check_balance(Audit *a)
{
    const Contacts *c = a->contacts;
    int64_t i = 0, offered = 0, found = 0;
    for (int64_t contact = 0; contact < a->contact_rows; contact++) {
        int64_t first = i;
        for (; i < a->whole_rows && a->whole[i].contact == contact; i++)
            found += places_of_leg(a->legs, &a->whole[i]);
        found += places_of_contact(c, contact, i > first);
        offered += c->ending[contact] != ENDING_AVERTED;
    }
    if (offered != found)
        fails(a, CHECK_BALANCE, NOWHERE);
}
