/* Which exact checks every journal passes. */
#include "audit.h"

typedef void (*Check)(Audit *a);

/* In the order of `check_journal`; what one has found sound the next may look up. */
static const Check ALL[] = {
    check_codes,    check_keys,          check_owners,       make_wholes,
    check_routes,   check_programmes,    check_arrivals,     check_sessions,
    check_session_ends, check_session_limit, check_usage,    check_reviews,
    check_returns,  check_waits,         check_handling,     check_breaks,
    check_teams,    check_joinings,      check_answers,      check_endings,
    check_disconnections, check_balance, check_agents,       check_integrals,
};

#define CHECK_TEXT(name, text) text,
static const char *const NAMES[] = {CHECKS(CHECK_TEXT) "none"};

static int find(Audit *a)
{
    if (setjmp(a->no_memory))
        return CHECKS_NO_MEMORY;
    make_room(a);
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL && !failed(a); i++)
        ALL[i](a);
    return failed(a) ? CHECKS_CONTRADICTION : CHECKS_CONSISTENT;
}

int checks_find(
    const Plan *plan, const Contacts *contacts, const Legs *legs, const Roster *roster,
    const Integrals *integrals, const int64_t *lengths, double end, const char **check,
    int64_t *row
)
{
    Audit a = {
        .plan = plan,
        .contacts = contacts,
        .legs = legs,
        .roster = roster,
        .integrals = integrals,
        .contact_rows = lengths[0],
        .leg_rows = lengths[1],
        .roster_rows = lengths[2],
        .half_hours = lengths[3],
        .end = end,
        .check = NO_CHECK,
    };
    int found = find(&a);
    free_all(&a);
    *check = NAMES[a.check];
    *row = a.row;
    return found;
}
