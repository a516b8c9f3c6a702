/* Whether codes and keys are sound: everything in range, sorted and unique. */
#include "audit.h"

#define NO_LIMIT ((int64_t)1 << 62)

static int64_t most(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

/* Check that a column's codes are from `low` to below `beyond`. */
static void in_range(
    Audit *a, int check, const int64_t *column, int64_t rows, int64_t low, int64_t beyond
)
{
    /* Without a sign, what is below is far above. */
    uint64_t width = (uint64_t)beyond - (uint64_t)low;
    bool outside = false;
    for (int64_t row = 0; row < rows; row++)
        outside |= (uint64_t)column[row] - (uint64_t)low >= width;
    for (int64_t row = 0; outside && row < rows; row++)
        if ((uint64_t)column[row] - (uint64_t)low >= width) {
            fails(a, check, row);
            return;
        }
}

static void check_contact_codes(Audit *a)
{
    const Contacts *c = a->contacts;
    const Plan *p = a->plan;
    const struct {
        const int64_t *column;
        int64_t low, beyond;
    } ranges[] = {
        {c->attempt, 0, most(p->max_attempts, p->max_attempts_before)},
        {c->cell, 0, p->types * p->channels},
        {c->layer, 0, NO_LIMIT},
        {c->day, p->first_day, p->first_day + p->days},
        {c->ordinal, 0, NO_LIMIT},
        {c->type, 0, p->types},
        {c->channel, 0, p->channels},
        {c->segment, -1, p->segments},
        {c->urgency, 1, 6},
        {c->programme, -1, p->programmes},
        {c->outreach, 0, OUTREACHES},
        {c->predicted_type, 0, p->types},
        {c->predicted_urgency, 1, 6},
        {c->turns, 0, most(p->turn_limit, p->turn_limit_before) + 1},
        {c->rule, -1, p->rules},
        {c->handled_on, 0, p->channels},
        {c->ending, 0, ENDINGS},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        in_range(
            a, CHECK_CONTACT_CODES, ranges[i].column, a->contact_rows, ranges[i].low,
            ranges[i].beyond
        );
}

static void check_customers(Audit *a)
{
    const Contacts *c = a->contacts;
    int64_t lowest = a->plan->segments ? 0 : -1;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        int64_t segment = c->segment[row], customer = c->customer[row];
        int64_t beyond = segment < 0 ? 0 : a->plan->customers[segment];
        if (segment < lowest || customer < lowest || customer >= beyond)
            fails(a, CHECK_CUSTOMERS, row);
    }
}

static void check_other_codes(Audit *a)
{
    const Legs *l = a->legs;
    const Roster *r = a->roster;
    const Plan *p = a->plan;
    in_range(a, CHECK_LEG_CODES, l->role, a->leg_rows, 0, ROLES);
    in_range(a, CHECK_LEG_CODES, l->queue, a->leg_rows, 0, p->queues);
    in_range(a, CHECK_LEG_CODES, l->channel, a->leg_rows, 0, p->channels);
    in_range(a, CHECK_LEG_CODES, l->team, a->leg_rows, -1, p->teams);
    in_range(a, CHECK_LEG_CODES, l->agent, a->leg_rows, -1, NO_LIMIT);
    in_range(a, CHECK_LEG_CODES, l->outcome, a->leg_rows, 0, OUTCOMES);
    in_range(a, CHECK_ROSTER_CODES, r->team, a->roster_rows, 0, p->teams);
    in_range(a, CHECK_ROSTER_CODES, r->agent, a->roster_rows, 0, NO_LIMIT);
    in_range(a, CHECK_ROSTER_CODES, r->activity, a->roster_rows, 0, ACTIVITIES);
}

void check_codes(Audit *a)
{
    check_contact_codes(a);
    /* A code out of range must not be looked up. */
    if (!failed(a))
        check_customers(a);
    if (!failed(a))
        check_other_codes(a);
}

/* Check that contacts are sorted by case and attempt, and cases by arrival. */
static void check_contact_keys(Audit *a)
{
    const Contacts *c = a->contacts;
    int64_t cases = 0, begins = 0;
    double before = 0;
    for (int64_t row = 0; row < a->contact_rows; row++) {
        if (c->attempt[row] == 0) {
            begins = row;
            if (!(c->arrival[row] - before >= 0))
                fails(a, CHECK_CASE_ORDER, cases);
            before = c->arrival[row];
            cases++;
        }
        if (c->case_[row] != cases - 1 || c->attempt[row] != row - begins)
            fails(a, CHECK_CONTACT_ORDER, row);
    }
}

/* Check that what a case is does not change from contact to contact. */
static void check_cases(Audit *a)
{
    const Contacts *c = a->contacts;
    const int64_t *columns[] = {
        c->cell,    c->layer,    c->day,     c->ordinal,   c->type,     c->channel,
        c->segment, c->customer, c->urgency, c->programme, c->outreach,
    };
    for (int64_t row = 0; row < a->contact_rows; row++) {
        if (c->attempt[row] == 0)
            continue;
        int64_t first = row - c->attempt[row];
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
            if (columns[i][row] != columns[i][first])
                fails(a, CHECK_CASE_STAYS, row);
    }
}

static uint64_t mixed(uint64_t hash, int64_t code)
{
    hash = (hash ^ (uint64_t)code) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Check that no two cases have one identity: each is looked for in a table of all before it. */
static void check_identities(Audit *a)
{
    const Contacts *c = a->contacts;
    int64_t places = 16, number = -1;
    while (places < 2 * a->contact_rows)
        places *= 2;
    struct {
        uint32_t hash;
        int32_t row; /* one more, so that 0 is nobody's */
    } *known = take_empty(a, places, sizeof *known);
    for (int64_t row = 0; row < a->contact_rows; row++) {
        if (c->attempt[row] != 0)
            continue;
        number++;
        uint64_t hash = mixed(mixed(mixed(0, c->cell[row]), c->layer[row]), c->day[row]);
        hash = mixed(hash, c->ordinal[row]);
        int64_t place = (int64_t)(hash >> 32) & (places - 1);
        for (; known[place].row; place = (place + 1) & (places - 1)) {
            int64_t other = known[place].row - 1;
            if (known[place].hash == (uint32_t)hash && c->cell[other] == c->cell[row] &&
                c->layer[other] == c->layer[row] && c->day[other] == c->day[row] &&
                c->ordinal[other] == c->ordinal[row])
                fails(a, CHECK_CASE_ONCE, number);
        }
        known[place].hash = (uint32_t)hash;
        known[place].row = (int32_t)row + 1;
    }
}

static void check_leg_keys(Audit *a)
{
    const Legs *l = a->legs;
    int64_t attempts = 1, before = -1;
    for (int64_t row = 0; row < a->contact_rows; row++)
        attempts = most(attempts, a->contacts->attempt[row] + 1);
    for (int64_t row = 0; row < a->leg_rows; row++) {
        /* Cases of legs have no range: what they overflow to is no contact's in `check_owners`. */
        uint64_t key = (uint64_t)l->case_[row] * (uint64_t)attempts + (uint64_t)l->attempt[row];
        int64_t step = (int64_t)(key - (uint64_t)before);
        uint64_t next = row > 0 ? (uint64_t)l->number[row - 1] + 1 : 0;
        if (step < 0 || (uint64_t)l->number[row] != (step ? 0 : next))
            fails(a, CHECK_LEG_ORDER, row);
        before = (int64_t)key;
    }
}

void check_keys(Audit *a)
{
    check_contact_keys(a);
    if (failed(a))
        return;
    check_cases(a);
    check_identities(a);
    check_leg_keys(a);
}
