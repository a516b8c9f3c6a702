/* What goes into the kernel and what comes out of it: the columns of `Bound`, `Plan` and `Journal`.
 *
 * Each list below is said once and read three times: as the fields of a struct or the numbers of
 * columns here, and as the text of `kernel_layout`, from which Python makes the same structs and
 * which it holds against its own dataclasses when the library is loaded.
 *
 * All whole numbers are int64, all others float64; flags come out as bytes.
 */
#ifndef TIERZERO_KERNEL_H
#define TIERZERO_KERNEL_H

#include <stdint.h>

/* `Plan`; ragged lists are a column of values and one of `_starts`, which has an entry more. */
#define PLAN_LAYOUT(COUNT, NUMBER, CODES, NUMBERS)                                              \
    COUNT(types) COUNT(channels) COUNT(queues) COUNT(teams) COUNT(segments)                     \
    /* types; redials by type and channel */                                                    \
    CODES(eligible) NUMBERS(mood_step) NUMBERS(ageing) NUMBERS(after_call)                      \
    CODES(redials_forwarded)                                                                    \
    /* channels */                                                                              \
    CODES(live) CODES(loses) CODES(diverts) CODES(disconnects) CODES(moves) CODES(target)       \
    CODES(bot_hours) CODES(announces) NUMBERS(queue_capacity) NUMBERS(trunks)                   \
    NUMBERS(silent_time)                                                                        \
    /* queues */                                                                                \
    CODES(assign) NUMBERS(capacity) NUMBERS(transferred_bonus)                                  \
    CODES(channel_of) CODES(is_review) CODES(queue_of) CODES(tier2_of) CODES(dispatch_of)       \
    CODES(review_of) CODES(teams_of) CODES(queues_on_starts) CODES(queues_on)                   \
    NUMBERS(mean_handle) CODES(opening_starts) NUMBERS(openings)                                \
    /* teams */                                                                                 \
    CODES(served_starts) CODES(served_queue) NUMBERS(served_weight)                             \
    CODES(helper_starts) NUMBERS(helper_after) CODES(helper_team)                               \
    CODES(helped_starts) CODES(helped)                                                          \
    CODES(law) NUMBERS(talk_factor) NUMBERS(wrap_factor) NUMBERS(connect) NUMBERS(score)        \
    CODES(at_shift_end) COUNT(slow_down_steps) NUMBERS(slow_down)                               \
    /* the bot and its policy */                                                                \
    CODES(vips) COUNT(turn_limit) NUMBER(session_limit)                                         \
    COUNT(actions) COUNT(instructions) COUNT(customer) COUNT(answer)                            \
    COUNT(review_before) COUNT(review_by_people)                                                \
    COUNT(rules) COUNT(rule_names) CODES(to_person) CODES(test_starts) CODES(test_observable)   \
    CODES(test_relation) NUMBERS(test_bound) CODES(code_starts) CODES(codes)                    \
    /* people */                                                                                \
    NUMBER(summary) NUMBER(summary_after_bot) NUMBER(mood_after_bot) NUMBER(escalated_bonus)    \
    COUNT(bot_time_counts) COUNT(max_attempts) COUNT(dispatched)

/* `Cases`, `ContactTable`, `LegTable` with its blocks by attempt and part. */
#define STORE_LAYOUT(COUNT, NUMBER, CODES, NUMBERS)                                             \
    COUNT(cases) COUNT(attempts) COUNT(parts) COUNT(leg_width) COUNT(leg_rows)                  \
    NUMBERS(arrival) CODES(cell) CODES(layer) CODES(day) CODES(ordinal) CODES(type)             \
    CODES(channel) CODES(segment) CODES(customer) CODES(urgency) CODES(programme)               \
    CODES(outreach)                                                                             \
    CODES(contact_starts) CODES(contact_case) NUMBERS(contact_values)                           \
    CODES(blocks) CODES(leg_case) NUMBERS(leg_values)

/* One run: its end, its calendar and duties in order, and where the integrals are added up. */
#define RUN_LAYOUT(COUNT, NUMBER, CODES, NUMBERS, SUMS)                                         \
    NUMBER(end) NUMBER(arrivals_end) NUMBER(window_start) COUNT(drains) COUNT(half_hours)       \
    CODES(agent_starts) CODES(room) CODES(closed)                                               \
    COUNT(calendar_events) NUMBERS(calendar_time) CODES(calendar_opens)                         \
    CODES(calendar_channel)                                                                     \
    COUNT(duty_events) NUMBERS(duty_time) CODES(duty_change) CODES(duty_team)                   \
    CODES(duty_agent) NUMBERS(duty_factor) CODES(duty_of_presence) CODES(duty_returns)          \
    SUMS(waiting) SUMS(in_hand) SUMS(busy) SUMS(available) SUMS(bot)

/* `Contacts`, column by column. */
#define CONTACT_COLUMNS(CODES, NUMBERS, FLAGS)                                                  \
    CODES(case) CODES(attempt) CODES(cell) CODES(layer) CODES(day) CODES(ordinal) CODES(type)   \
    CODES(channel) CODES(segment) CODES(customer) CODES(urgency) CODES(programme)               \
    CODES(outreach) CODES(predicted_type) CODES(predicted_urgency) NUMBERS(arrival)             \
    NUMBERS(triaged) FLAGS(open) FLAGS(asked) NUMBERS(bot_start) NUMBERS(bot_reply)             \
    NUMBERS(bot_end) CODES(turns) CODES(actions) CODES(tokens_in) CODES(tokens_out)             \
    NUMBERS(confidence) CODES(rule) CODES(handled_on) NUMBERS(joined) NUMBERS(answered)         \
    NUMBERS(first_response_end) NUMBERS(ended) CODES(ending) NUMBERS(returned) FLAGS(gave_up)   \
    CODES(reviews) CODES(proposal)

/* `Legs`, column by column. */
#define LEG_COLUMNS(CODES, NUMBERS, FLAGS)                                                      \
    CODES(case) CODES(attempt) CODES(number) CODES(role) CODES(queue) CODES(channel)            \
    NUMBERS(joined) NUMBERS(since) NUMBERS(patience) NUMBERS(left) NUMBERS(started)             \
    NUMBERS(talk_end) NUMBERS(wrap_end) CODES(team) CODES(agent) CODES(in_hand)                 \
    CODES(outcome) CODES(kind)

/* `ContactValues` and `LegValues`, field by field. */
#define CONTACT_VALUES(NUMBERS)                                                                 \
    NUMBERS(predicted_type) NUMBERS(predicted_urgency) NUMBERS(triage) NUMBERS(offered)         \
    NUMBERS(solve_turn) NUMBERS(claim_turn) NUMBERS(ask_turn) NUMBERS(leave_turn)               \
    NUMBERS(turn_time) NUMBERS(first_reply) NUMBERS(confidence) NUMBERS(at_risk)                \
    NUMBERS(least_wait) NUMBERS(watched) NUMBERS(rejects_claim) NUMBERS(rejects_solution)       \
    NUMBERS(touches) NUMBERS(forwards) NUMBERS(tier2) NUMBERS(solved) NUMBERS(silent)           \
    NUMBERS(back_after_bot) NUMBERS(back_after_person) NUMBERS(return_delay) NUMBERS(balks)     \
    NUMBERS(redials) NUMBERS(redial_delay)

#define LEG_VALUES(NUMBERS)                                                                     \
    NUMBERS(handle) NUMBERS(after_call) NUMBERS(patience) NUMBERS(reply) NUMBERS(kind)          \
    NUMBERS(assign)

/* The observables of a policy, in the order of `OBSERVABLES`. */
#define OBSERVABLES(NAME)                                                                       \
    NAME(type) NAME(channel) NAME(segment) NAME(vip) NAME(urgency) NAME(attempt) NAME(turn)     \
    NAME(confidence) NAME(value_at_risk) NAME(mood) NAME(asked_for_person) NAME(open)           \
    NAME(queue_length) NAME(estimated_wait)

#define FIELD_COUNT(name) int64_t name;
#define FIELD_NUMBER(name) double name;
#define FIELD_CODES(name) const int64_t *name;
#define FIELD_NUMBERS(name) const double *name;
#define FIELD_SUMS(name) double *name;

typedef struct Plan {
    PLAN_LAYOUT(FIELD_COUNT, FIELD_NUMBER, FIELD_CODES, FIELD_NUMBERS)
} Plan;

typedef struct Store {
    STORE_LAYOUT(FIELD_COUNT, FIELD_NUMBER, FIELD_CODES, FIELD_NUMBERS)
} Store;

typedef struct Run {
    RUN_LAYOUT(FIELD_COUNT, FIELD_NUMBER, FIELD_CODES, FIELD_NUMBERS, FIELD_SUMS)
} Run;

typedef struct State State;

enum { KERNEL_DONE = 0, KERNEL_GOES_ON = 1, KERNEL_FAILED = 2 };

/* What the library was built from, and the layout above as text. */
const char *kernel_hash(void);
const char *kernel_layout(void);

/* Begin a run; NULL where there is no memory. `before` is NULL where a plan has none. All that is
 * pointed to must outlive the state. */
State *kernel_begin(
    const Run *run, const Plan *plan, const Store *store, const Plan *before,
    const Store *store_before
);
/* Play at most so many events. */
int kernel_play(State *state, int64_t events);
/* What went wrong, after KERNEL_FAILED. */
const char *kernel_problem(const State *state);
/* Close the integrals; return when the run ended. */
double kernel_close(State *state);
/* How many rows the journal has; its columns, sorted. */
int64_t kernel_contacts(const State *state);
int64_t kernel_legs(const State *state);
int kernel_write_contacts(State *state, void **columns);
int kernel_write_legs(State *state, void **columns);
void kernel_free(State *state);

#endif
