/* The codes of the journal and of the plan, by the names that they have there.
 *
 * `kernel_layout` says them, and Python holds them against its own when the library is loaded.
 */
#ifndef TIERZERO_CODES_H
#define TIERZERO_CODES_H

#define LEGS_OF_ROLE 64 /* legs of one role that a contact may have */

#define ENDING_CODES(NAME)                                                                      \
    NAME(IN_TRIAGE) NAME(IN_BOT) NAME(WAITING) NAME(IN_SERVICE) NAME(AWAITING_CUSTOMER)         \
    NAME(BOT_RESOLVED) NAME(BOT_FALSELY_CLOSED) NAME(BOT_LEFT) NAME(PERSON_RESOLVED)            \
    NAME(PERSON_UNRESOLVED) NAME(ABANDONED) NAME(DISCONNECTED) NAME(LOST) NAME(BALKED)          \
    NAME(BLOCKED) NAME(AVERTED) NAME(PAUSED)

#define OUTCOME_CODES(NAME)                                                                     \
    NAME(OPEN) NAME(RESOLVED) NAME(UNRESOLVED) NAME(TRANSFERRED) NAME(ABANDONED)                \
    NAME(DISCONNECTED) NAME(SENT_TO_TIER2) NAME(FORWARDED) NAME(DISPATCHED) NAME(AWAITS_REPLY)  \
    NAME(MOVED) NAME(SILENT) NAME(PAUSED) NAME(HANDED_OVER) NAME(PASSED) NAME(REJECTED)

#define ROLE_CODES(NAME)                                                                        \
    NAME(ANSWER) NAME(MISROUTE) NAME(TIER2) NAME(FORWARD1) NAME(FORWARD2) NAME(DISPATCH)        \
    NAME(TOUCH) NAME(REVIEW) NAME(FORWARD)

#define OUTREACH_CODES(NAME) NAME(NONE) NAME(IN_VAIN) NAME(AVERTED) NAME(MOVED)
#define ASSIGN_CODES(NAME) NAME(TEAM_ORDER) NAME(LONGEST_IDLE) NAME(SCORE) NAME(UNIFORM)
#define SHIFT_END_CODES(NAME) NAME(FINISH) NAME(PAUSE) NAME(HAND_OVER)
#define BOT_HOURS_CODES(NAME) NAME(NEVER) NAME(HOURS) NAME(ALWAYS)
#define REVIEWED_CODES(NAME) NAME(NOTHING) NAME(CLOSING) NAME(EVERY_TURN)
#define RELATION_CODES(NAME)                                                                    \
    NAME(LESS) NAME(LESS_EQUAL) NAME(GREATER) NAME(GREATER_EQUAL) NAME(EQUAL) NAME(AMONG)
#define BUILT_IN_CODES(NAME)                                                                    \
    NAME(ASKED) NAME(TURN_LIMIT) NAME(OUTAGE) NAME(REJECTED) NAME(BOT_FULL) NAME(CHOSE_PERSON)
#define CHANGE_CODES(NAME) NAME(END) NAME(ABSENCE) NAME(START)

#define AS_ENDING(name) ENDING_##name,
#define AS_OUTCOME(name) OUTCOME_##name,
#define AS_ROLE(name) name,
#define AS_OUTREACH(name) OUTREACH_##name,
#define AS_ASSIGN(name) ASSIGN_##name,
#define AS_SHIFT_END(name) SHIFT_END_##name,
#define AS_BOT_HOURS(name) BOT_HOURS_##name,
#define AS_REVIEWED(name) REVIEWED_##name,
#define AS_RELATION(name) RELATION_##name,
#define AS_BUILT_IN(name) RULE_##name,
#define AS_CHANGE(name) CHANGE_##name,

enum { ENDING_CODES(AS_ENDING) ENDINGS };
enum { OUTCOME_CODES(AS_OUTCOME) OUTCOMES };
enum { ROLE_CODES(AS_ROLE) ROLES };
enum { OUTREACH_CODES(AS_OUTREACH) OUTREACHES };
enum { ASSIGN_CODES(AS_ASSIGN) ASSIGNS };
enum { SHIFT_END_CODES(AS_SHIFT_END) SHIFT_ENDS };
enum { BOT_HOURS_CODES(AS_BOT_HOURS) BOT_HOURS };
enum { REVIEWED_CODES(AS_REVIEWED) REVIEWEDS };
enum { RELATION_CODES(AS_RELATION) RELATIONS };
enum { BUILT_IN_CODES(AS_BUILT_IN) BUILT_INS };
enum { CHANGE_CODES(AS_CHANGE) CHANGES };

/* The order of events at one instant. */
enum { STEP_CALENDAR = 1, STEP_STAFF, STEP_COMPLETION, STEP_PATIENCE, STEP_OVERFLOW, STEP_JOIN };

/* Places of one contact's completions within an instant; its legs follow by part. */
enum { PLACE_TRIAGE, PLACE_SESSION, PLACE_FIRST_LEG };

enum { TO_BOT = -1 }; /* the policy's decision by which a contact stays with the bot */

#endif
