/* A whole-number level such as a queue's length, and its integral by half hours: `TimePersistent`. */
#include "state.h"

void level_begin(Level *level, double *areas, int64_t count)
{
    level->level = 0;
    level->since = 0.0;
    level->edge = HALF_HOUR;
    level->here = 0;
    level->count = count;
    level->areas = areas;
}

static int64_t half_hour_of(double time)
{
    int64_t number = (int64_t)(time / HALF_HOUR);
    /* The quotient may have been rounded up to the next whole number. */
    return (double)number * HALF_HOUR > time ? number - 1 : number;
}

static void add(State *s, Level *level, double seconds)
{
    (void)s; /* asked in checks only */
    level->areas[CHECKED(s, level->here, level->count)] += (double)level->level * seconds;
}

/* Add the area up to `now`; exact, since times are on the grid and levels are whole. */
void level_settle(State *s, Level *level, double now)
{
    if (level->level == 0 && now > level->edge) {
        /* Through an empty night at once. */
        int64_t here = half_hour_of(now);
        level->here = here < level->count - 1 ? here : level->count - 1;
        level->edge = (double)(level->here + 1) * HALF_HOUR;
        level->since = now;
    }
    while (level->edge < now) {
        add(s, level, level->edge - level->since);
        level->since = level->edge;
        level->here++;
        level->edge += HALF_HOUR;
    }
    add(s, level, now - level->since);
    level->since = now;
}

void level_change(State *s, Level *level, int64_t by)
{
    double now = s->now;
    if (now <= level->edge) {
        /* Nearly always: the same half hour as the last change. */
        add(s, level, now - level->since);
        level->since = now;
    } else {
        level_settle(s, level, now);
    }
    level->level += by;
}
