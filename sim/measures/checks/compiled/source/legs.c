/* Whether each leg agrees with itself: its wait, its handling, and being disconnected. */
#include "audit.h"

/* Check that each wait ends in service, in time, or by leaving when patience says. */
void check_waits(Audit *a)
{
    const Legs *l = a->legs;
    double end = a->end;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        double joined = l->joined[row], limit = joined + l->patience[row];
        double left = l->left[row], over = earlier(l->started[row], left);
        bool silent = l->outcome[row] == OUTCOME_SILENT, leaves = !missing(left);
        bool both = leaves && !missing(l->started[row]);
        if (both || (!silent && leaves != among(l->outcome[row], LEFT)))
            fails(a, CHECK_WAIT_ENDS_ONCE, row);
        bool in_time = over >= joined && over <= (silent ? end : limit) && over <= end;
        if (!missing(over) && !in_time)
            fails(a, CHECK_WAIT_TIMES, row);
        if (l->outcome[row] == OUTCOME_ABANDONED && left != limit)
            fails(a, CHECK_ABANDONED, row);
        if (silent && !(limit <= end && (missing(over) || over >= limit)))
            fails(a, CHECK_SILENT, row);
        if (!silent && missing(over) && !(limit >= end))
            fails(a, CHECK_OPEN_WAIT, row);
    }
}

/* Check that talk and after-call work follow the start, and have somebody who does them. */
void check_handling(Audit *a)
{
    const Legs *l = a->legs;
    double end = a->end;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        double talk_end = l->talk_end[row], wrap_end = l->wrap_end[row];
        bool served = !missing(l->started[row]), talked = !missing(talk_end);
        if (served != (l->team[row] >= 0))
            fails(a, CHECK_HANDLED_BY_AGENT, row);
        if (served != (l->agent[row] >= 0))
            fails(a, CHECK_AGENT_OF_TEAM, row);
        bool silent = l->outcome[row] == OUTCOME_SILENT;
        if (!silent && talked != among(l->outcome[row], TALKED))
            fails(a, CHECK_OUTCOME, row);
        bool talk = !talked || (talk_end >= l->started[row] && talk_end <= end);
        bool wrap = missing(wrap_end) || (wrap_end >= talk_end && wrap_end <= end);
        if (!talk || !wrap)
            fails(a, CHECK_HANDLING_TIMES, row);
    }
}

/* Sort the ends of stretches of the roster; those that are missing equal nothing. */
static int64_t sorted_ends(Audit *a, Instant **ends)
{
    *ends = take(a, a->roster_rows, sizeof **ends);
    Instant *room = take(a, a->roster_rows, sizeof *room);
    int64_t count = 0;
    for (int64_t row = 0; row < a->roster_rows; row++)
        if (!missing(a->roster->end[row]))
            (*ends)[count++] = (Instant){a->roster->end[row], row};
    sort(*ends, count, room);
    return count;
}

/* Check that contacts are disconnected on closed channels only, and at which instants. */
void check_disconnections(Audit *a)
{
    const Legs *l = a->legs;
    Instant *ends = NULL;
    int64_t count = 0;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        double left = l->left[row];
        if (missing(left) || l->outcome[row] == OUTCOME_ABANDONED)
            continue;
        bool happens = left == l->joined[row] || closes(a->plan, l->channel[row], left);
        if (!happens) {
            if (!ends)
                count = sorted_ends(a, &ends);
            happens = count_until(ends, count, left) > count_before(ends, count, left);
        }
        if (!happens || is_open(a->plan, l->channel[row], left))
            fails(a, CHECK_DISCONNECTION, row);
    }
}
