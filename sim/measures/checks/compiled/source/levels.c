/* Whether levels add up: what the engine integrated is what the journal's rows come to. */
#include "seconds.h"

/* Check that stretches are in the run, and that those of an agent follow each other. */
static void check_stretches(Audit *a)
{
    const Roster *r = a->roster;
    for (int64_t row = 0; row < a->roster_rows; row++) {
        double start = r->start[row], end = r->end[row];
        if (!(start >= 0 && start <= end && end <= a->end))
            fails(a, CHECK_SHIFT_TIMES, row);
        bool alike = row > 0 && r->team[row] == r->team[row - 1] &&
                     r->agent[row] == r->agent[row - 1];
        if (alike && !(start >= r->end[row - 1]))
            fails(a, CHECK_SHIFTS_APART, row);
    }
}

/* Check that agents work on shifts only, and on as many contacts at once as they may. */
void check_agents(Audit *a)
{
    int64_t teams = a->plan->teams;
    check_stretches(a);
    if (failed(a))
        return;
    a->busy = no_seconds(a, teams);
    a->available = no_seconds(a, teams);
    a->overtime = no_seconds(a, teams);
    a->on_break = no_seconds(a, teams);
    a->off_queue = no_seconds(a, teams);
    check_each_agent(a);
}

/* Check that what the rows add up to is what the engine integrated, place by place. */
static void check_equal(
    Audit *a, int check, const Second *counted, const double *stated, int64_t groups
)
{
    for (int64_t group = 0; group < groups; group++) {
        int64_t first = group * a->half_hours, going_on = 0;
        for (int64_t place = first; place < first + a->half_hours; place++)
            if (next_seconds(&counted[place], &going_on) != stated[place])
                fails(a, check, place);
    }
}

static void check_waiting(Audit *a)
{
    const Legs *l = a->legs;
    Second *waiting = no_seconds(a, a->plan->queues);
    for (int64_t row = 0; row < a->leg_rows; row++) {
        double over = earlier(l->started[row], l->left[row]);
        add_seconds(a, waiting, l->queue[row], l->joined[row], over);
    }
    check_equal(a, CHECK_WAITING, waiting, a->integrals->waiting, a->plan->queues);
}

static void check_bot(Audit *a)
{
    const Contacts *c = a->contacts;
    Second *bot = no_seconds(a, 1);
    for (int64_t row = 0; row < a->contact_rows; row++)
        if (!missing(c->bot_start[row]))
            add_seconds(a, bot, 0, c->bot_start[row], c->bot_end[row]);
    check_equal(a, CHECK_BOT, bot, a->integrals->bot, 1);
}

static void check_in_hand(Audit *a)
{
    const Legs *l = a->legs;
    Second *in_hand = no_seconds(a, a->plan->teams);
    for (int64_t row = 0; row < a->leg_rows; row++)
        if (!missing(l->started[row]))
            add_seconds(a, in_hand, l->team[row], l->started[row], l->wrap_end[row]);
    check_equal(a, CHECK_HANDS, in_hand, a->integrals->in_hand, a->plan->teams);
}

/* Check a team: all scheduled time and overtime is accounted for. */
static void check_team_paid(Audit *a, int64_t team, const Second *roster, const Second *absent)
{
    int64_t paid = 0, over = 0, rest = 0, aside = 0, away = 0, first = team * a->half_hours;
    const double *busy = a->integrals->busy, *available = a->integrals->available;
    for (int64_t i = first; i < first + a->half_hours; i++) {
        double owed = next_seconds(&roster[i], &paid) + next_seconds(&a->overtime[i], &over);
        double used = busy[i] + available[i] + next_seconds(&a->on_break[i], &rest);
        used = used + next_seconds(&a->off_queue[i], &aside);
        used = used + next_seconds(&absent[i], &away);
        if (owed != used)
            fails(a, CHECK_PAID, i);
    }
}

static void check_paid(Audit *a)
{
    const Roster *r = a->roster;
    int64_t teams = a->plan->teams;
    Second *all = no_seconds(a, teams), *absent = no_seconds(a, teams);
    for (int64_t row = 0; row < a->roster_rows; row++) {
        add_seconds(a, all, r->team[row], r->start[row], r->end[row]);
        if (r->activity[row] == ACTIVITY_ABSENT)
            add_seconds(a, absent, r->team[row], r->start[row], r->end[row]);
    }
    for (int64_t team = 0; team < teams; team++)
        check_team_paid(a, team, all, absent);
}

/* Check that the engine's integrals are the sums of waits, agents' states and sessions. */
void check_integrals(Audit *a)
{
    int64_t teams = a->plan->teams;
    check_waiting(a);
    check_bot(a);
    check_equal(a, CHECK_BUSY, a->busy, a->integrals->busy, teams);
    check_in_hand(a);
    check_equal(a, CHECK_AVAILABLE, a->available, a->integrals->available, teams);
    check_paid(a);
}
