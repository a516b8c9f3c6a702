/* Whether the bot as a whole adds up: how many sessions run at a time, and what turns use. */
#include <math.h>

#include "audit.h"

/* Whether a contact came under the plan before the launch. */
static bool is_early(const Audit *a, int64_t contact)
{
    return a->plan->has_before && a->contacts->arrival[contact] < a->plan->window_start;
}

/* Who is escalated at the door has a session of no length, which takes no place. */
static bool lasts(const Contacts *c, int64_t row, double *stop)
{
    *stop = missing(c->bot_end[row]) ? INFINITY : c->bot_end[row];
    return *stop > c->bot_start[row];
}

/* Whether anybody may have found the sessions taken, or taken one too many. */
static bool is_limited(const Audit *a, double limit)
{
    if (limit < INFINITY)
        return true;
    for (int64_t row = 0; row < a->contact_rows; row++)
        if (by_rule(a->plan, a->contacts->rule[row], BIT(RULE_BOT_FULL)))
            return true;
    return false;
}

/* Check that no more sessions run than may, and that nobody is turned away before that. */
void check_session_limit(Audit *a)
{
    const Contacts *c = a->contacts;
    const Plan *p = a->plan;
    double limit = p->session_limit, stop;
    if (p->session_limit_before > limit)
        limit = p->session_limit_before;
    if (!is_limited(a, limit))
        return;
    Instant *starts = take(a, a->contact_rows, sizeof *starts);
    Instant *stops = take(a, a->contact_rows, sizeof *stops);
    Instant *room = take(a, a->contact_rows, sizeof *room);
    int64_t sessions = 0;
    for (int64_t row = 0; row < a->contact_rows; row++)
        if (lasts(c, row, &stop)) {
            starts[sessions] = (Instant){c->bot_start[row], row};
            stops[sessions++] = (Instant){stop, row};
        }
    sort(starts, sessions, room);
    sort(stops, sessions, room);
    int64_t begun = 0, over = 0;
    for (int64_t i = 0; i < sessions; i++) {
        double now = starts[i].time;
        while (begun < sessions && starts[begun].time <= now)
            begun++;
        while (over < sessions && stops[over].time <= now)
            over++;
        if (!((double)(begun - over) <= limit))
            fails(a, CHECK_SESSION_LIMIT, starts[i].what);
    }
    for (int64_t row = 0; row < a->contact_rows; row++) {
        if (!by_rule(p, c->rule[row], BIT(RULE_BOT_FULL)))
            continue;
        double now = c->triaged[row];
        /* One that ends at the instant may end before the contact comes or after. */
        int64_t running = count_until(starts, sessions, now) - count_before(stops, sessions, now);
        if (!((double)running >= (is_early(a, row) ? p->session_limit_before : p->session_limit)))
            fails(a, CHECK_BOT_FULL, row);
    }
}

/* Check what each session used by its turns: each reads all that was said before it. */
void check_usage(Audit *a)
{
    const Contacts *c = a->contacts;
    const Plan *p = a->plan;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        bool early = is_early(a, row);
        int64_t turns = c->turns[row], before = turns * (turns - 1) / 2;
        int64_t customer = early ? p->customer_before : p->customer;
        int64_t answer = early ? p->answer_before : p->answer;
        int64_t each = (early ? p->instructions_before : p->instructions) + customer;
        int64_t actions = early ? p->actions_before : p->actions;
        if (c->actions[row] != turns * actions ||
            c->tokens_in[row] != turns * each + before * (customer + answer) ||
            c->tokens_out[row] != turns * answer)
            fails(a, CHECK_USAGE, row);
    }
}
