/* Whether contacts agree with themselves before and after people: triage, bot, returns. */
#include <math.h>

#include "audit.h"

/* Check that only programmes avert or move cases, and that averted ones end as they begin. */
void check_programmes(Audit *a)
{
    const Contacts *c = a->contacts;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        bool averted = c->outreach[row] == OUTREACH_AVERTED;
        if ((c->programme[row] >= 0) != (c->outreach[row] != OUTREACH_NONE))
            fails(a, CHECK_OUTREACH, row);
        if (averted != (c->ending[row] == ENDING_AVERTED))
            fails(a, CHECK_AVERTED, row);
        if (averted && !(c->attempt[row] == 0 && c->ended[row] == c->arrival[row]))
            fails(a, CHECK_AVERTED_AT_ONCE, row);
    }
}

/* When a contact comes to people: joining a queue, or being lost. */
static double at_people(const Contacts *c, int64_t row)
{
    return missing(c->joined[row]) ? c->ended[row] : c->joined[row];
}

static double after_triage(const Contacts *c, int64_t row)
{
    /* Who leaves before a dispatcher was there has no triage that ends. */
    if (among(c->ending[row], GAVE_UP) && missing(c->triaged[row]))
        return NAN;
    if (c->ending[row] == ENDING_AVERTED)
        return NAN;
    return missing(c->bot_start[row]) ? at_people(c, row) : c->bot_start[row];
}

/* Check arrivals and triage: the next step begins at the end of triage. */
void check_arrivals(Audit *a)
{
    const Contacts *c = a->contacts;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        double arrival = c->arrival[row], triaged = c->triaged[row];
        if (!(arrival >= 0 && arrival < a->end))
            fails(a, CHECK_ARRIVAL, row);
        if ((c->open[row] != 0) != is_open(a->plan, c->channel[row], arrival))
            fails(a, CHECK_OPEN, row);
        if (!missing(triaged) && !(triaged >= arrival && triaged <= a->end))
            fails(a, CHECK_TRIAGE, row);
        if (!same(triaged, after_triage(c, row)))
            fails(a, CHECK_AFTER_TRIAGE, row);
    }
}

/* Check that only contacts with the bot have a session, and that its times are in order. */
void check_sessions(Audit *a)
{
    const Contacts *c = a->contacts;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        double start = c->bot_start[row], reply = c->bot_reply[row], stop = c->bot_end[row];
        bool taken = !missing(start), no_turn = c->turns[row] == 0;
        bool at_door = by_rule(a->plan, c->rule[row], BIT(RULE_BOT_FULL) | BIT(RULE_CHOSE_PERSON));
        bool nothing = missing(reply) && missing(stop) && no_turn &&
                       (c->rule[row] < 0 || at_door) && missing(c->confidence[row]);
        if (taken ? at_door : !nothing)
            fails(a, CHECK_SESSION, row);
        bool drafted = no_turn && c->reviews[row] > 0;
        if (!drafted && missing(reply) != no_turn)
            fails(a, CHECK_TURN, row);
        double replied = missing(reply) ? start : reply;
        double until = missing(stop) ? a->end : stop;
        if (taken && !(start <= replied && replied <= until && until <= a->end))
            fails(a, CHECK_SESSION_TIMES, row);
    }
}

/* Check that a session ends in the bot or goes to people, who come at once. */
void check_session_ends(Audit *a)
{
    const Contacts *c = a->contacts;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        bool ended_in_bot = among(c->ending[row], ENDED_IN_BOT);
        bool finished = !missing(c->bot_end[row]);
        bool escalated = c->rule[row] >= 0 && !missing(c->bot_start[row]);
        if (finished != (escalated || ended_in_bot) || (escalated && ended_in_bot))
            fails(a, CHECK_SESSION_END, row);
        if (escalated && at_people(c, row) != c->bot_end[row])
            fails(a, CHECK_AFTER_BOT, row);
        if (!c->asked[row] && by_rule(a->plan, c->rule[row], BIT(RULE_ASKED)))
            fails(a, CHECK_ASKED, row);
    }
}

/* Check returns: a case's next contact arrives when the one before says. */
void check_returns(Audit *a)
{
    const Contacts *c = a->contacts;
    const Plan *p = a->plan;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        double returned = c->returned[row];
        bool unresolved = among(c->ending[row], MAY_COME_AGAIN), comes = !missing(returned);
        if (comes && !(unresolved && returned >= c->ended[row]))
            fails(a, CHECK_RETURNS, row);
        int64_t attempts = c->attempt[row] + 1;
        bool last = attempts == p->max_attempts || attempts == p->max_attempts_before;
        if (c->gave_up[row] && !(unresolved && last && !comes))
            fails(a, CHECK_GIVES_UP, row);
        bool again = row + 1 < a->contact_rows && c->attempt[row + 1] > 0;
        double following = again ? c->arrival[row + 1] : NAN;
        if (!same(returned < a->end ? returned : NAN, following))
            fails(a, CHECK_RETURN_ARRIVES, row);
    }
}
