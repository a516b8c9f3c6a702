/* The audit of one journal, as the files of the checks share it. */
#ifndef TIERZERO_AUDIT_H
#define TIERZERO_AUDIT_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "checks.h"
#include "codes.h"

#define NOWHERE (-1)

/* All checks in the order in which `check_journal` asks them, by the names that it gives them. */
#define CHECKS(CHECK)                                                                           \
    CHECK(CONTACT_CODES, "codes are in range")                                                  \
    CHECK(CUSTOMERS, "a customer is one of the segment's")                                      \
    CHECK(LEG_CODES, "codes are in range")                                                      \
    CHECK(ROSTER_CODES, "codes are in range")                                                   \
    CHECK(CONTACT_ORDER, "contacts are sorted by case and attempt")                             \
    CHECK(CASE_ORDER, "cases are sorted by arrival")                                            \
    CHECK(CASE_STAYS, "a case stays what it is")                                                \
    CHECK(CASE_ONCE, "no two cases are the same")                                               \
    CHECK(LEG_ORDER, "legs are sorted by case, attempt and number")                             \
    CHECK(LEG_OWNER, "a leg belongs to a contact")                                              \
    CHECK(TARGET, "a contact goes on by its target")                                            \
    CHECK(LEG_CHANNEL, "a leg keeps the channel")                                               \
    CHECK(LEG_QUEUE, "a leg waits in its queue")                                                \
    CHECK(OUTREACH, "outreach is a programme's")                                                \
    CHECK(AVERTED, "averted cases do not come")                                                 \
    CHECK(AVERTED_AT_ONCE, "averted cases end where they would begin")                          \
    CHECK(ARRIVAL, "contacts arrive during the run")                                            \
    CHECK(OPEN, "open says whether people were there")                                          \
    CHECK(TRIAGE, "triage follows the arrival")                                                 \
    CHECK(AFTER_TRIAGE, "what follows begins when triage ends")                                 \
    CHECK(SESSION, "only the bot's contacts have a session")                                    \
    CHECK(TURN, "a turn has an answer")                                                         \
    CHECK(SESSION_TIMES, "a session's times are in order")                                      \
    CHECK(SESSION_END, "a session ends in one way")                                             \
    CHECK(AFTER_BOT, "people follow the bot")                                                   \
    CHECK(ASKED, "who is escalated for asking has asked")                                       \
    CHECK(SESSION_LIMIT, "no more sessions run than may")                                       \
    CHECK(BOT_FULL, "all sessions are taken")                                                   \
    CHECK(USAGE, "turns use what they use")                                                     \
    CHECK(REVIEW_TIMES, "a review is part of a session")                                        \
    CHECK(REVIEW_QUEUE, "a review waits in its queue")                                          \
    CHECK(REVIEW_DECIDES, "a review lets pass or rejects")                                      \
    CHECK(REVIEWS, "reviews are counted")                                                       \
    CHECK(REJECTED, "who is rejected had a proposal")                                           \
    CHECK(PROPOSAL, "what closes is what was proposed")                                         \
    CHECK(RETURNS, "only the unresolved return")                                                \
    CHECK(GIVES_UP, "only the last attempt gives up")                                           \
    CHECK(RETURN_ARRIVES, "who returns arrives")                                                \
    CHECK(WAIT_ENDS_ONCE, "a wait ends in one way")                                             \
    CHECK(WAIT_TIMES, "a wait ends after joining and before patience")                          \
    CHECK(ABANDONED, "patience ends an abandoned wait")                                         \
    CHECK(SILENT, "patience ends before somebody finds out")                                    \
    CHECK(OPEN_WAIT, "patience would have ended an open wait")                                  \
    CHECK(HANDLED_BY_AGENT, "what is handled has an agent")                                     \
    CHECK(AGENT_OF_TEAM, "an agent has a team")                                                 \
    CHECK(OUTCOME, "an outcome comes with the talk's end")                                      \
    CHECK(HANDLING_TIMES, "handling is in order")                                               \
    CHECK(BREAKS, "only deferred work is broken off")                                           \
    CHECK(TEAM_BREAKS, "a team breaks off as it may")                                           \
    CHECK(BREAK_AT_END, "a shift's end breaks off")                                             \
    CHECK(REST, "a leg stays what it is")                                                       \
    CHECK(REST_GOES_ON, "what was broken off goes on")                                          \
    CHECK(TEAM_SERVES, "a team serves the queue")                                               \
    CHECK(LEG_SEQUENCE, "legs come in their order")                                             \
    CHECK(MISROUTE, "a misroute comes first")                                                   \
    CHECK(JOINING, "a leg joins when it should")                                                \
    CHECK(AGE, "a wait's age begins when it should")                                            \
    CHECK(CONTACT_AGREES, "a contact agrees with its legs")                                     \
    CHECK(ENDING, "a contact ends as it went")                                                  \
    CHECK(ENDED, "a contact ends when it went")                                                 \
    CHECK(DISCONNECTION, "a closing disconnects")                                               \
    CHECK(BALANCE, "offered = ended + in the system")                                           \
    CHECK(SHIFT_TIMES, "shifts are in the run")                                                 \
    CHECK(SHIFTS_APART, "an agent's shifts do not overlap")                                     \
    CHECK(ON_DUTY, "handling begins on duty")                                                   \
    CHECK(ROOM, "hands are full")                                                               \
    CHECK(IN_HAND, "what is in hand is counted")                                                \
    CHECK(WAITING, "waiting")                                                                   \
    CHECK(BOT, "bot sessions")                                                                  \
    CHECK(BUSY, "busy")                                                                         \
    CHECK(HANDS, "in hand")                                                                     \
    CHECK(AVAILABLE, "available")                                                               \
    CHECK(PAID, "scheduled + overtime = busy + available + break + off-queue + absent")

#define CHECK_NUMBER(name, text) CHECK_##name,
enum { CHECKS(CHECK_NUMBER) NO_CHECK };

/* A leg as people handled it, whatever broke its talk off: reviews aside, one row a leg. */
typedef struct {
    int32_t first;   /* the row that says how it began */
    int32_t last;    /* the row that says how it ended */
    int32_t number;  /* its number among those of its contact */
    int32_t contact; /* the row of its contact */
} Whole;

/* An instant of somebody or something. */
typedef struct {
    double time;
    int64_t what;
} Instant;

typedef struct Second Second;

typedef union {
    double number;
    int64_t code;
    void *pointer;
} Unit; /* what arrays in memory are aligned to */

typedef struct Block Block;

typedef struct {
    const Plan *plan;
    const Contacts *contacts;
    const Legs *legs;
    const Roster *roster;
    const Integrals *integrals;
    int64_t contact_rows, leg_rows, roster_rows, half_hours;
    double end;
    /* The contradiction that the first check finds, in its first row. */
    int check;
    int64_t row;
    /* Made on the way. */
    int32_t *contact_of; /* by leg, the row of its contact */
    Whole *whole;
    int64_t whole_rows;
    /* Sums of what agents did, made with the checks of agents for those of integrals. */
    Second *busy, *available, *overtime, *on_break, *off_queue;
    /* What is freed at the end; the way out without memory. */
    Block *blocks;
    jmp_buf no_memory;
} Audit;

/* audit.c: what fails, and memory */
void fails(Audit *a, int check, int64_t row);
bool failed(const Audit *a);
void *take(Audit *a, int64_t count, size_t size);
void *take_empty(Audit *a, int64_t count, size_t size);
void make_room(Audit *a);
void free_all(Audit *a);

/* What every row is asked is compiled into its callers. */
static inline bool missing(double time)
{
    return time != time;
}

/* Whether two times are equal, or both missing. */
static inline bool same(double one, double other)
{
    return one == other || (missing(one) && missing(other));
}

/* The earlier of two times; the other one where one is missing. */
static inline double earlier(double one, double other)
{
    if (missing(one))
        return other;
    return other < one ? other : one;
}

/* Whether a rule is one of the model's own, also before the launch. */
static inline bool by_rule(const Plan *p, int64_t rule, uint32_t built_ins)
{
    return rule >= 0 && p->built_in[rule] >= 0 && among(p->built_in[rule], built_ins);
}

/* times.c: instants and opening times */
void sort(Instant *instants, int64_t count, Instant *room);
int64_t count_before(const Instant *sorted, int64_t count, double time);
int64_t count_until(const Instant *sorted, int64_t count, double time);
bool is_open(const Plan *p, int64_t channel, double time);
bool closes(const Plan *p, int64_t channel, double time);

/* wholes.c: legs as people handled them */
bool goes_on(const Audit *a, int64_t row);
void make_wholes(Audit *a);

/* agents.c: what each agent was doing when */
void check_each_agent(Audit *a);

/* The checks, each in the file of the Python module's name. */
void check_codes(Audit *a);
void check_keys(Audit *a);
void check_owners(Audit *a);
void check_routes(Audit *a);
void check_programmes(Audit *a);
void check_arrivals(Audit *a);
void check_sessions(Audit *a);
void check_session_ends(Audit *a);
void check_session_limit(Audit *a);
void check_usage(Audit *a);
void check_reviews(Audit *a);
void check_returns(Audit *a);
void check_waits(Audit *a);
void check_handling(Audit *a);
void check_breaks(Audit *a);
void check_teams(Audit *a);
void check_joinings(Audit *a);
void check_answers(Audit *a);
void check_endings(Audit *a);
void check_disconnections(Audit *a);
void check_balance(Audit *a);
void check_agents(Audit *a);
void check_integrals(Audit *a);

#endif
