/* What the checks read, the columns of `Journal` and the numbers of `Plan`, and what they answer.
 *
 * Each list is said once and read twice: as the fields of a struct here, and as the text of
 * `checks_layout`, from which Python makes the same structs and which it holds against its own
 * dataclasses when the library is loaded.
 *
 * All whole numbers are int64, all others float64; flags are bytes.
 */
#ifndef TIERZERO_CHECKS_H
#define TIERZERO_CHECKS_H

#include <stdint.h>

/* Numbers that change at the launch are said twice: `_before` is the same where nothing does. */
#define PLAN_LAYOUT(COUNT, NUMBER, CODES, NUMBERS)                                              \
    COUNT(types) COUNT(channels) COUNT(segments) COUNT(programmes) COUNT(queues) COUNT(teams)   \
    COUNT(rules) COUNT(first_day) COUNT(days)                                                   \
    NUMBER(window_start) COUNT(has_before) COUNT(by_people)                                     \
    COUNT(max_attempts) COUNT(max_attempts_before) COUNT(turn_limit) COUNT(turn_limit_before)   \
    NUMBER(session_limit) NUMBER(session_limit_before)                                          \
    COUNT(actions) COUNT(instructions) COUNT(customer) COUNT(answer)                            \
    COUNT(actions_before) COUNT(instructions_before) COUNT(customer_before)                     \
    COUNT(answer_before)                                                                        \
    /* by segment; by rule the `BuiltIn` that it is, else -1 */                                 \
    CODES(customers) CODES(built_in)                                                            \
    /* by channel; opening times from `opening_starts` on, which has an entry more */           \
    CODES(live) CODES(target) CODES(target_before) CODES(dispatch_of) CODES(review_of)          \
    CODES(opening_starts) NUMBERS(openings) NUMBERS(closings)                                   \
    /* instants at which a channel opens or closes, or an outage begins or ends, ascending */   \
    COUNT(turns) NUMBERS(turn)                                                                  \
    /* by type and channel */                                                                   \
    CODES(queue_of) CODES(tier2_of)                                                             \
    /* by team and queue, by team and channel, by team */                                       \
    CODES(serves) NUMBERS(helps_after) NUMBERS(slots)                                           \
    CODES(at_shift_end) CODES(at_shift_end_before)

#define CONTACT_COLUMNS(KEY, CODES, NUMBERS, FLAGS)                                                  \
    KEY(case) CODES(attempt) CODES(cell) CODES(layer) CODES(day) CODES(ordinal) CODES(type)   \
    CODES(channel) CODES(segment) CODES(customer) CODES(urgency) CODES(programme)               \
    CODES(outreach) CODES(predicted_type) CODES(predicted_urgency) NUMBERS(arrival)             \
    NUMBERS(triaged) FLAGS(open) FLAGS(asked) NUMBERS(bot_start) NUMBERS(bot_reply)             \
    NUMBERS(bot_end) CODES(turns) CODES(actions) CODES(tokens_in) CODES(tokens_out)             \
    NUMBERS(confidence) CODES(rule) CODES(handled_on) NUMBERS(joined) NUMBERS(answered)         \
    NUMBERS(first_response_end) NUMBERS(ended) CODES(ending) NUMBERS(returned) FLAGS(gave_up)   \
    CODES(reviews) CODES(proposal)

#define LEG_COLUMNS(KEY, CODES, NUMBERS, FLAGS)                                                      \
    KEY(case) CODES(attempt) CODES(number) CODES(role) CODES(queue) CODES(channel)            \
    NUMBERS(joined) NUMBERS(since) NUMBERS(patience) NUMBERS(left) NUMBERS(started)             \
    NUMBERS(talk_end) NUMBERS(wrap_end) CODES(team) CODES(agent) CODES(in_hand)                 \
    CODES(outcome) CODES(kind)

#define ROSTER_COLUMNS(CODES, NUMBERS, FLAGS)                                                   \
    CODES(team) CODES(agent) NUMBERS(start) NUMBERS(end) CODES(activity) NUMBERS(factor)

#define INTEGRAL_COLUMNS(CODES, NUMBERS, FLAGS)                                                 \
    NUMBERS(waiting) NUMBERS(in_hand) NUMBERS(busy) NUMBERS(available) NUMBERS(bot)

#define FIELD_COUNT(name) int64_t name;
#define FIELD_NUMBER(name) double name;
#define FIELD_KEY(name) const int64_t *name##_; /* C has a word of the name */
#define FIELD_CODES(name) const int64_t *name;
#define FIELD_NUMBERS(name) const double *name;
#define FIELD_FLAGS(name) const uint8_t *name;

typedef struct {
    PLAN_LAYOUT(FIELD_COUNT, FIELD_NUMBER, FIELD_CODES, FIELD_NUMBERS)
} Plan;

typedef struct {
    CONTACT_COLUMNS(FIELD_KEY, FIELD_CODES, FIELD_NUMBERS, FIELD_FLAGS)
} Contacts;

typedef struct {
    LEG_COLUMNS(FIELD_KEY, FIELD_CODES, FIELD_NUMBERS, FIELD_FLAGS)
} Legs;

typedef struct {
    ROSTER_COLUMNS(FIELD_CODES, FIELD_NUMBERS, FIELD_FLAGS)
} Roster;

typedef struct {
    INTEGRAL_COLUMNS(FIELD_CODES, FIELD_NUMBERS, FIELD_FLAGS)
} Integrals;

enum { CHECKS_CONSISTENT = 0, CHECKS_CONTRADICTION = 1, CHECKS_NO_MEMORY = 2 };

/* What the library was built from, and the layout above as text. */
const char *checks_hash(void);
const char *checks_layout(void);

/* Check a journal that ended at `end`, with so many contacts, legs, stretches of the roster and
 * half hours (at least one; each below 2^31). A contradiction is named by its check, and by a row
 * of the table, or a place of the integral, where it shows first; -1 where it has none. */
int checks_find(
    const Plan *plan, const Contacts *contacts, const Legs *legs, const Roster *roster,
    const Integrals *integrals, const int64_t *lengths, double end, const char **check,
    int64_t *row
);

#endif
