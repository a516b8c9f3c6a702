/* Whether reviews of the bot add up: each belongs to a session, and decides what becomes of it. */
#include "audit.h"

/* Check a review: it happens in its contact's session, in its queue. */
static void check_review(Audit *a, int64_t row)
{
    const Contacts *c = a->contacts;
    const Legs *l = a->legs;
    int64_t contact = a->contact_of[row];
    double until = missing(c->bot_end[contact]) ? a->end : c->bot_end[contact];
    double over = missing(l->talk_end[row]) ? l->joined[row] : l->talk_end[row];
    if (!(l->joined[row] >= c->bot_start[contact] && over <= until))
        fails(a, CHECK_REVIEW_TIMES, row);
    if (l->queue[row] != a->plan->review_of[l->channel[row]])
        fails(a, CHECK_REVIEW_QUEUE, row);
    if (!missing(l->talk_end[row]) && !among(l->outcome[row], DECIDED))
        fails(a, CHECK_REVIEW_DECIDES, row);
}

/* Check that reviews happen in sessions, in their queue, and that a rejected one escalates. */
void check_reviews(Audit *a)
{
    const Contacts *c = a->contacts;
    int64_t leg = 0;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        int64_t done = 0;
        for (; leg < a->leg_rows && a->contact_of[leg] == row; leg++)
            if (a->legs->role[leg] == ROLE_REVIEW) {
                check_review(a, leg);
                done += among(a->legs->outcome[leg], DECIDED);
            }
        if (a->plan->by_people ? c->reviews[row] != done : c->reviews[row] < done)
            fails(a, CHECK_REVIEWS, row);
        bool proposed = c->proposal[row] >= 0;
        if (!proposed && by_rule(a->plan, c->rule[row], BIT(RULE_REJECTED)))
            fails(a, CHECK_REJECTED, row);
        bool solves = c->ending[row] == ENDING_BOT_RESOLVED;
        if (proposed && among(c->ending[row], CLOSED_BY_BOT) && solves != (c->proposal[row] == 1))
            fails(a, CHECK_PROPOSAL, row);
    }
}
