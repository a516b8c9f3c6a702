/* The run: what is known beforehand and what was scheduled, one event after the other. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

static void begin_levels(State *s, Level *levels, double *areas, int64_t count)
{
    for (int64_t n = 0; n < count; n++)
        level_begin(&levels[n], areas + n * s->run->half_hours, s->run->half_hours);
}

static void begin_teams(State *s)
{
    const Plan *plan = s->plan;
    const int64_t *starts = s->run->agent_starts;
    s->teams = make(s, (size_t)plan->teams, sizeof(Team));
    s->agents = make(s, (size_t)starts[plan->teams], sizeof(Agent));
    s->partly = make(s, (size_t)(plan->teams * plan->channels), sizeof(List));
    List nobody = {NOBODY, NOBODY};
    for (int64_t n = 0; n < plan->teams * plan->channels; n++)
        s->partly[n] = nobody;
    for (int64_t n = 0; n < starts[plan->teams]; n++) {
        s->agents[n].factor = 1.0;
        s->agents[n].talks = s->agents[n].paused = NIL;
    }
    for (int64_t n = 0; n < plan->teams; n++) {
        Team *team = &s->teams[n];
        team->agents = s->agents + starts[n];
        team->room = s->run->room + starts[n] * plan->channels;
        team->count = (int32_t)(starts[n + 1] - starts[n]);
        team->idle = nobody;
        team->partly = s->partly + n * plan->channels;
    }
}

static void begin_desk(State *s)
{
    const Plan *plan = s->plan;
    size_t queues = (size_t)plan->queues, teams = (size_t)plan->teams;
    size_t channels = (size_t)plan->channels;
    s->waiting = make(s, queues, sizeof(Level));
    s->in_hand = make(s, teams, sizeof(Level));
    s->busy = make(s, teams, sizeof(Level));
    s->available = make(s, teams, sizeof(Level));
    begin_levels(s, s->waiting, s->run->waiting, plan->queues);
    begin_levels(s, s->in_hand, s->run->in_hand, plan->teams);
    begin_levels(s, s->busy, s->run->busy, plan->teams);
    begin_levels(s, s->available, s->run->available, plan->teams);
    begin_levels(s, &s->sessions, s->run->bot, 1);
    s->lines = make(s, queues, sizeof(Line));
    s->helped = make(s, (size_t)plan->helper_starts[plan->queues], sizeof(Line));
    s->closed = make(s, channels, sizeof(bool));
    s->on_line = make(s, channels, sizeof(int64_t));
    for (size_t channel = 0; channel < channels; channel++)
        s->closed[channel] = s->run->closed[channel] != 0;
    begin_teams(s);
}

/* Whether there was memory for a run's beginning. */
static bool begun(State *s)
{
    if (setjmp(s->failed))
        return false;
    begin_desk(s);
    return true;
}

State *kernel_begin(
    const Run *run, const Plan *plan, const Store *store, const Plan *before,
    const Store *store_before
)
{
    State *s = calloc(1, sizeof(State));
    if (!s)
        return NULL;
    s->run = run;
    s->plan = plan;
    s->store = store;
    s->before = before;
    s->store_before = store_before;
    s->end = run->end;
    s->bot_is_up = true;
    s->first_talking = NOBODY;
    s->unfinished = store->cases;
    if (begun(s))
        return s;
    kernel_free(s);
    return NULL;
}

/* Who leaves at one instant leaves together: nobody takes what another one leaves behind. */
static void play_duty(State *s)
{
    const Run *run = s->run;
    int64_t first = s->next_duty, last = first + 1;
    if (run->duty_change[first] == CHANGE_END) {
        while (last < run->duty_events && run->duty_change[last] == CHANGE_END
               && run->duty_time[last] == run->duty_time[first])
            last++;
        s->next_duty = last;
        for (int64_t n = first; n < last; n++)
            end_duty(s, (int32_t)run->duty_team[n], (int32_t)run->duty_agent[n]);
        end_shifts(s, first, last);
        return;
    }
    s->next_duty = last;
    int32_t team = (int32_t)run->duty_team[first], agent = (int32_t)run->duty_agent[first];
    if (run->duty_change[first] == CHANGE_START)
        start_duty(s, team, agent, run->duty_factor[first], run->duty_of_presence[first] != 0);
    else
        hand_over_paused(s, team, agent);
}

static void play_calendar(State *s)
{
    int64_t n = s->next_calendar++;
    bool opens = s->run->calendar_opens[n] != 0;
    int32_t channel = (int32_t)s->run->calendar_channel[n];
    if (channel == s->plan->channels)
        switch_bot(s, opens);
    else if (opens)
        open_channel(s, channel);
    else
        close_channel(s, channel);
}

static void play_scheduled(State *s, Event event)
{
    switch (event.kind) {
    case TRIAGED:
        contact_at(s, event.ref)->triaged = s->now;
        after_triage(s, event.ref);
        return;
    case TURN_PART:
        turn_part_ended(s, event.ref);
        return;
    case TALK_ENDS:
        talk_completed(s, event.ref);
        return;
    case REVIEW_ENDS:
        review_ended(s, event.ref);
        return;
    case WRAP_ENDS:
        wrap_ended(s, event.ref);
        return;
    case FOUND_OUT:
        found_out(s, event.ref);
        return;
    case PATIENCE_ENDS:
        give_up(s, event.ref);
        return;
    case OVERFLOWS:
        overflow_now(s, event.ref);
        return;
    case REPLIES:
        reply_came(s, event.ref);
        return;
    case COMES_BACK:
        come_back(s, event.ref);
        return;
    default:
        fail(s, "an event of no kind");
    }
}

/* Let the noted contacts go on, one by one; what they note stands behind. */
static void play_notes(State *s)
{
    while (s->notes_head < s->notes_size) {
        Note noted = s->notes[s->notes_head++];
        switch (noted.listener) {
        case CONTACT_WAITS:
            after_wait(s, noted.leg);
            break;
        case CONTACT_PAUSES:
            pause_over(s, noted.leg);
            break;
        case CONTACT_TALKS:
            talk_over(s, noted.leg);
            break;
        default:
            silent_wait_over(s, noted.leg);
        }
    }
    s->notes_head = s->notes_size = 0;
}

/* Where the next event comes from. */
enum { FROM_NOWHERE, FROM_CALENDAR, FROM_DUTIES, FROM_HEAP, FROM_ARRIVALS };

/* Find the time of the next event, infinite without one, and where it comes from. At one instant
 * the calendar comes first, then duties, then by place what was scheduled and arrivals. */
static int next_source(const State *s, double *time)
{
    const Run *run = s->run;
    int source = FROM_NOWHERE;
    *time = INFINITY;
    if (s->next_arrival < s->store->cases) {
        *time = s->store->arrival[s->next_arrival];
        source = FROM_ARRIVALS;
    }
    if (s->heap_size) {
        const Event *event = &s->heap[0];
        uint64_t place = ((uint64_t)STEP_JOIN << 40 | (uint64_t)s->next_arrival) << 15;
        if (event->time < *time || (event->time == *time && event->place < place)) {
            *time = event->time;
            source = FROM_HEAP;
        }
    }
    if (s->next_duty < run->duty_events && run->duty_time[s->next_duty] <= *time) {
        *time = run->duty_time[s->next_duty];
        source = FROM_DUTIES;
    }
    if (s->next_calendar < run->calendar_events
        && run->calendar_time[s->next_calendar] <= *time) {
        *time = run->calendar_time[s->next_calendar];
        source = FROM_CALENDAR;
    }
    return source;
}

static void play_from(State *s, int source)
{
    switch (source) {
    case FROM_CALENDAR:
        play_calendar(s);
        return;
    case FROM_DUTIES:
        play_duty(s);
        return;
    case FROM_HEAP:
        play_scheduled(s, next_event(s));
        return;
    default:
        begin_contact(s, (int32_t)s->next_arrival++, 0, NIL);
    }
}

int kernel_play(State *s, int64_t events)
{
    const Run *run = s->run;
    if (setjmp(s->failed))
        return KERNEL_FAILED;
    for (int64_t n = 0; n < events; n++) {
        double time;
        int source = next_source(s, &time);
        bool drained = run->drains && !s->unfinished && time >= run->arrivals_end;
        if (drained)
            s->end = s->now > run->arrivals_end ? s->now : run->arrivals_end;
        if (drained || time >= run->end)
            return KERNEL_DONE;
        s->now = time;
        play_from(s, source);
        play_notes(s);
    }
    return KERNEL_GOES_ON;
}

const char *kernel_problem(const State *s)
{
    return s->problem;
}

double kernel_close(State *s)
{
    for (int64_t n = 0; n < s->plan->queues; n++)
        level_settle(s, &s->waiting[n], s->end);
    for (int64_t n = 0; n < s->plan->teams; n++) {
        level_settle(s, &s->in_hand[n], s->end);
        level_settle(s, &s->busy[n], s->end);
        level_settle(s, &s->available[n], s->end);
    }
    level_settle(s, &s->sessions, s->end);
    return s->end;
}

static void free_lines(Line *lines, int64_t count)
{
    for (int64_t n = 0; lines && n < count; n++) {
        for (int32_t class = 0; class < lines[n].count; class++)
            free(lines[n].classes[class].places);
        free(lines[n].classes);
    }
    free(lines);
}

void kernel_free(State *s)
{
    for (int32_t n = 0; n < s->contact_chunks_made; n++)
        free(s->contact_chunks[n]);
    for (int32_t n = 0; n < s->leg_chunks_made; n++)
        free(s->leg_chunks[n]);
    free_lines(s->lines, s->plan->queues);
    free_lines(s->helped, s->plan->helper_starts[s->plan->queues]);
    free(s->contact_chunks);
    free(s->leg_chunks);
    free(s->heap);
    free(s->notes);
    free(s->waiting);
    free(s->in_hand);
    free(s->busy);
    free(s->available);
    free(s->teams);
    free(s->agents);
    free(s->partly);
    free(s->closed);
    free(s->on_line);
    free(s->sorted);
    free(s->interrupted);
    free(s);
}
