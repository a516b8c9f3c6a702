/* The state of a run, as the files of the kernel share it. */
#ifndef TIERZERO_STATE_H
#define TIERZERO_STATE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "codes.h"
#include "kernel.h"

#define NOBODY (-1)
#define NIL (-1)
#define HALF_HOUR 1800.0

enum {
    CHUNK_BITS = 12,
    CHUNK = 1 << CHUNK_BITS
};

#define VALUE_NUMBER(name) V_##name,
enum { CONTACT_VALUES(VALUE_NUMBER) V_FIELDS };
#undef VALUE_NUMBER
#define VALUE_NUMBER(name) L_##name,
enum { LEG_VALUES(VALUE_NUMBER) L_FIELDS };
#undef VALUE_NUMBER

/* An event at an absolute time; `place` orders those of one instant. */
typedef struct {
    double time;
    uint64_t place;
    int32_t ref; /* contact or leg, by the kind of the event */
    int32_t kind;
} Event;

/* What an ordered event does; each says whether `ref` is a contact or a leg. */
enum {
    TRIAGED,     /* contact */
    TURN_PART,   /* contact: the end of a turn, or of its draft */
    TALK_ENDS,   /* leg */
    REVIEW_ENDS, /* leg */
    WRAP_ENDS,   /* leg */
    FOUND_OUT,   /* leg */
    PATIENCE_ENDS, /* leg */
    OVERFLOWS,   /* leg */
    REPLIES,     /* contact */
    COMES_BACK   /* contact that ended */
};

/* A whole-number level and its time integral in each half hour: `TimePersistent`. */
typedef struct {
    int64_t level;
    double since;
    double edge;
    int64_t here;
    int64_t count;
    double *areas;
} Level;

/* A waiting leg's place in its line. */
typedef struct {
    double since;
    int32_t case_;
    int32_t attempt;
    int32_t leg;
} Place;

/* Who waits with the same base and ageing, places[head..head + size) sorted. */
typedef struct {
    double base;
    double ageing;
    Place *places;
    int32_t head;
    int32_t size;
    int32_t room;
} Class;

typedef struct {
    Class *classes;
    int32_t count;
    int32_t room;
} Line;

typedef struct {
    double free_since;
    double factor;
    /* Of the presence so far: seconds on duty, those with none in hand, since when each runs. */
    double duty;
    double idle_time;
    double duty_from;
    double idle_from;
    int32_t in_hand;
    int32_t channel;
    /* Neighbours in the list of those who can take more. */
    int32_t previous;
    int32_t next;
    int32_t talks;  /* legs whose talk a shift's end may break off */
    int32_t paused; /* legs that are to go on, by case and attempt */
    bool on_duty;
    bool listed;
} Agent;

typedef struct {
    int32_t first;
    int32_t last;
} List;

typedef struct {
    Agent *agents;
    const int64_t *room; /* by agent and channel */
    int32_t count;
    int32_t heads_on_duty;
    List idle;
    List *partly; /* by channel */
} Team;

/* What goes on when a wait or a talk is over. */
enum { NO_LISTENER, CONTACT_WAITS, CONTACT_PAUSES, CONTACT_TALKS, SILENT_WAITS };

typedef struct {
    int32_t leg;
    int32_t listener;
} Note;

typedef struct {
    const Plan *plan;
    const Store *store;
    const double *values;
    double arrival, triaged;
    double bot_start, bot_reply, bot_end, confidence;
    double joined, answered, first_response_end, ended, returned;
    int32_t case_, attempt, type, channel, segment, predicted_type, predicted_urgency;
    int32_t handled_on, turns, rule, ending, legs, reviews, review_legs, proposal;
    int32_t begins; /* part of the forward with which it begins; NIL: at the door */
    int32_t part;
    int32_t held; /* leg whose agent has not let go of it; NOBODY */
    /* Its way with people: the channel when it came to them, and how far it is. */
    int32_t way_channel, step, steps;
    int32_t proposing; /* how the turn under review would close the session; NIL */
    /* Neighbours among those whom an outage interrupts. */
    int32_t previous_talking, next_talking;
    bool open, asked, gave_up, on_line, talking, drafts_now, misrouted;
} Contact;

typedef struct {
    const double *values;
    double joined, since, patience, base, ageing;
    double left, started, talk_end, wrap_end, talk, wrap, to_do, due;
    int32_t contact, number, role, kind, part, queue, channel;
    int32_t team, agent, in_hand, outcome;
    int32_t patience_at; /* place of its patience in the heap; NIL */
    int32_t helpers;     /* so many of the queue's helpers help with it */
    int32_t next;        /* among the talks or the paused of its agent */
    int8_t listener, breaks;
    bool over, in_line, written, handed_over;
} Leg;

/* A leg that lies ahead of a contact. */
typedef struct {
    int32_t role, type, part, leads_to;
    bool transferred;
} Ahead;

struct State {
    const Run *run;
    const Plan *plan;
    const Store *store;
    const Plan *before;
    const Store *store_before;
    double now;
    double end;

    Event *heap;
    int32_t heap_size, heap_room;
    int64_t next_arrival, next_calendar, next_duty;

    /* Contacts whose waits ended, to go on one by one in this order. */
    Note *notes;
    int32_t notes_head, notes_size, notes_room;

    Contact **contact_chunks;
    Leg **leg_chunks;
    int32_t contacts, legs;
    int32_t contact_chunks_made, leg_chunks_made, contact_chunks_room, leg_chunks_room;

    Level *waiting, *in_hand, *busy, *available, sessions;
    Line *lines;  /* by queue */
    Line *helped; /* by helper of a queue */
    Team *teams;
    Agent *agents;
    List *partly;
    bool *closed;
    int64_t *on_line;
    int64_t unfinished;

    bool bot_is_up;
    int32_t first_talking, talking;
    int32_t *sorted; /* scratch: legs whose waits or talks end together */
    int32_t sorted_room;
    int32_t *interrupted; /* scratch: contacts whose sessions an outage ends */
    int32_t interrupted_room;

    jmp_buf failed;
    char problem[160];
};

/* memory.c */
void fail(State *s, const char *problem);
void *make(State *s, size_t count, size_t size);
void *grown(State *s, void *array, int32_t *room, int32_t needed, size_t size);
int32_t new_contact(State *s);
int32_t new_leg_row(State *s);
void check_index(State *s, int64_t index, int64_t count, const char *file, int line);

#ifdef KERNEL_CHECKS
#define CHECKED(s, index, count) \
    (check_index((s), (index), (count), __FILE__, __LINE__), (index))
#else
#define CHECKED(s, index, count) (index)
#endif

static inline Contact *contact_at(State *s, int32_t number)
{
    (void)CHECKED(s, number, s->contacts);
    return &s->contact_chunks[number >> CHUNK_BITS][number & (CHUNK - 1)];
}

static inline Leg *leg_at(State *s, int32_t number)
{
    (void)CHECKED(s, number, s->legs);
    return &s->leg_chunks[number >> CHUNK_BITS][number & (CHUNK - 1)];
}

static inline int32_t part_of(int32_t role, int32_t number)
{
    return role * LEGS_OF_ROLE + number;
}

static inline int32_t role_of(int32_t part)
{
    return part / LEGS_OF_ROLE;
}

static inline bool is_forward(int32_t role)
{
    return role == FORWARD1 || role == FORWARD2 || role == FORWARD;
}

/* heap.c */
uint64_t order(State *s, int step, int64_t case_, int attempt, int part);
void schedule(State *s, double time, uint64_t place, int kind, int32_t ref);
Event next_event(State *s);
void forget_patience(State *s, Leg *leg);

/* level.c */
void level_begin(Level *level, double *areas, int64_t count);
void level_change(State *s, Level *level, int64_t by);
void level_settle(State *s, Level *level, double now);

/* line.c */
void line_insert(State *s, Line *line, int32_t leg);
void line_remove(State *s, Line *line, int32_t leg);

/* agents.c */
int32_t first_free(State *s, const Team *team, int32_t channel);
bool can_take(State *s, const Team *team, int32_t agent);
bool is_free_for(const Agent *agent, int32_t channel);
double idle_share(const Agent *agent, double now);
void agent_starts(State *s, Team *team, int32_t agent, double factor, bool arrives);
void agent_ends(State *s, Team *team, int32_t agent);
void agent_takes(State *s, Team *team, int32_t agent, int32_t channel);
void agent_releases(State *s, Team *team, int32_t agent);

/* desk.c */
void pick_up(State *s, Contact *contact);
void hang_up(State *s, Contact *contact);
void desk_join(State *s, int32_t leg);
void desk_leave(State *s, int32_t leg);
void desk_overflow(State *s, int32_t leg, int32_t team);
void desk_pause(State *s, int32_t leg, int32_t team, int32_t agent);
void hand_over_paused(State *s, int32_t team, int32_t agent);
void desk_release(State *s, int32_t leg);
void start_duty(State *s, int32_t team, int32_t agent, double factor, bool arrives);
void end_duty(State *s, int32_t team, int32_t agent);
void open_channel(State *s, int32_t channel);
void close_channel(State *s, int32_t channel);
bool has_agent_for(State *s, int32_t queue);
int64_t waiting_on(State *s, int32_t channel);
int64_t staff_for(State *s, int32_t queue);
void wait_is_over(State *s, int32_t leg);
void note(State *s, int32_t leg, int listener);
void sort_by_identity(State *s, int32_t *legs, int32_t count);

/* legs.c */
/* Of `LegTable` and `ContactTable`: where a case stands among the rows of a block. */
int64_t row_of(const int64_t *cases, int64_t first, int64_t last, int64_t all, int64_t case_);
const double *leg_values(State *s, const Contact *contact, int32_t part, int32_t channel);
bool escalated(const Contact *contact);
void begin_way(State *s, Contact *contact);
Ahead ahead_of(State *s, const Contact *contact);
Ahead reading(const Contact *contact);
Ahead reviewing(const Contact *contact);
int32_t door_type(State *s, const Contact *contact);
int32_t begin_leg(State *s, int32_t contact, Ahead ahead);
int32_t rest_of(State *s, int32_t leg, double left);
void handling(State *s, const Contact *contact, const Leg *leg, double *talk, double *wrap);

/* door.c */
int turned_away(
    State *s, Contact *contact, const int64_t *queues, int32_t type, int32_t patience_of
);

/* policy.c */
bool bot_is_there(State *s, const Contact *contact);
double estimated_wait(State *s, const Contact *contact);
double wait_in(State *s, const Plan *plan, int32_t queue, int32_t type);
int32_t ask_policy(State *s, const Contact *contact);
int32_t built_in(const Plan *plan, int rule);
int32_t decide(State *s, Contact *contact);
int32_t number_of(const State *s, const Contact *contact, int32_t rule);

/* people.c */
void dispatch(State *s, int32_t contact);
void serve(State *s, int32_t contact);
bool waits(State *s, int32_t leg);
void join_queue(State *s, int32_t contact, Ahead ahead);
void come_to_people(State *s, int32_t contact);
void let_go(State *s, Contact *contact);
void after_wait(State *s, int32_t leg);
void give_up(State *s, int32_t leg);
void overflow_now(State *s, int32_t leg);
void after_talk(State *s, int32_t contact);
void silent_wait_over(State *s, int32_t leg);
void found_out(State *s, int32_t leg);
void wrap_ended(State *s, int32_t leg);
void reply_came(State *s, int32_t contact);

/* talks.c */
void begin_talk(State *s, int32_t contact, int32_t leg);
void talk_completed(State *s, int32_t leg);
void end_shifts(State *s, int64_t first, int64_t last);
void talk_over(State *s, int32_t leg);
void pause_over(State *s, int32_t leg);
void handed_over_wait_over(State *s, int32_t leg);
void take_up(State *s, int32_t contact, int32_t leg);

/* bot.c */
bool ask_bot(State *s, int32_t contact, int32_t *rule);
void begin_session(State *s, int32_t contact, int32_t rule);
void turn_part_ended(State *s, int32_t contact);
void review_wait_over(State *s, int32_t leg);
void review_ended(State *s, int32_t leg);
void switch_bot(State *s, bool up);

/* contact.c */
void begin_contact(State *s, int32_t case_, int32_t attempt, int32_t begins);
void after_triage(State *s, int32_t contact);
void end_contact(State *s, int32_t contact, int ending);
void come_back(State *s, int32_t contact);

#endif
