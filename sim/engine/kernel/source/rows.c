/* The rows of contacts and legs as the journal's columns, sorted as it wants them. */
#include <stdlib.h>

#include "state.h"

#define COLUMN(name) CONTACT_##name,
enum { CONTACT_COLUMNS(COLUMN, COLUMN, COLUMN) CONTACT_COLUMN_COUNT };
#undef COLUMN
#define COLUMN(name) LEG_##name,
enum { LEG_COLUMNS(COLUMN, COLUMN, COLUMN) LEG_COLUMN_COUNT };
#undef COLUMN

#define CODE(name, value) (((int64_t *)columns[name])[row] = (value))
#define NUMBER(name, value) (((double *)columns[name])[row] = (value))
#define FLAG(name, value) (((uint8_t *)columns[name])[row] = (value))

int64_t kernel_contacts(const State *s)
{
    return s->contacts;
}

int64_t kernel_legs(const State *s)
{
    int64_t written = 0;
    for (int32_t n = 0; n < s->legs; n++)
        written += s->leg_chunks[n >> CHUNK_BITS][n & (CHUNK - 1)].written;
    return written;
}

/* Where each contact stands when they are sorted by case and attempt: a case's contacts were begun
 * in the order of their attempts. NULL without memory. */
static int64_t *places_of_contacts(State *s)
{
    int64_t *next = calloc((size_t)s->store->cases + 1, sizeof(int64_t));
    int64_t *places = calloc((size_t)s->contacts + 1, sizeof(int64_t));
    if (next && places) {
        for (int32_t n = 0; n < s->contacts; n++)
            next[contact_at(s, n)->case_ + 1]++;
        for (int64_t n = 0; n < s->store->cases; n++)
            next[n + 1] += next[n];
        for (int32_t n = 0; n < s->contacts; n++)
            places[n] = next[contact_at(s, n)->case_]++;
    } else {
        free(places);
        places = NULL;
    }
    free(next);
    return places;
}

static void write_contact(const Contact *contact, int64_t row, void **columns)
{
    const Store *store = contact->store;
    const Plan *plan = contact->plan;
    int64_t case_ = contact->case_, turns = contact->turns;
    CODE(CONTACT_case, case_);
    CODE(CONTACT_attempt, contact->attempt);
    CODE(CONTACT_cell, store->cell[case_]);
    CODE(CONTACT_layer, store->layer[case_]);
    CODE(CONTACT_day, store->day[case_]);
    CODE(CONTACT_ordinal, store->ordinal[case_]);
    CODE(CONTACT_type, contact->type);
    CODE(CONTACT_channel, contact->channel);
    CODE(CONTACT_segment, contact->segment);
    CODE(CONTACT_customer, store->customer[case_]);
    CODE(CONTACT_urgency, store->urgency[case_]);
    CODE(CONTACT_programme, store->programme[case_]);
    CODE(CONTACT_outreach, store->outreach[case_]);
    CODE(CONTACT_predicted_type, contact->predicted_type);
    CODE(CONTACT_predicted_urgency, contact->predicted_urgency);
    NUMBER(CONTACT_arrival, contact->arrival);
    NUMBER(CONTACT_triaged, contact->triaged);
    FLAG(CONTACT_open, contact->open);
    FLAG(CONTACT_asked, contact->asked);
    NUMBER(CONTACT_bot_start, contact->bot_start);
    NUMBER(CONTACT_bot_reply, contact->bot_reply);
    NUMBER(CONTACT_bot_end, contact->bot_end);
    CODE(CONTACT_turns, turns);
    CODE(CONTACT_actions, turns * plan->actions);
    /* Each turn also reads all that was said before it. */
    CODE(
        CONTACT_tokens_in,
        turns * (plan->instructions + plan->customer)
            + (plan->customer + plan->answer) * (turns * (turns - 1) / 2)
    );
    CODE(CONTACT_tokens_out, turns * plan->answer);
    NUMBER(CONTACT_confidence, contact->confidence);
    CODE(CONTACT_rule, contact->rule);
    CODE(CONTACT_handled_on, contact->handled_on);
    NUMBER(CONTACT_joined, contact->joined);
    NUMBER(CONTACT_answered, contact->answered);
    NUMBER(CONTACT_first_response_end, contact->first_response_end);
    NUMBER(CONTACT_ended, contact->ended);
    CODE(CONTACT_ending, contact->ending);
    NUMBER(CONTACT_returned, contact->returned);
    FLAG(CONTACT_gave_up, contact->gave_up);
    CODE(CONTACT_reviews, contact->reviews);
    CODE(CONTACT_proposal, contact->proposal);
}

int kernel_write_contacts(State *s, void **columns)
{
    int64_t *places = places_of_contacts(s);
    if (!places)
        return KERNEL_FAILED;
    for (int32_t n = 0; n < s->contacts; n++)
        write_contact(contact_at(s, n), places[n], columns);
    free(places);
    return KERNEL_DONE;
}

static void write_leg(const Leg *leg, const Contact *contact, int64_t row, void **columns)
{
    CODE(LEG_case, contact->case_);
    CODE(LEG_attempt, contact->attempt);
    CODE(LEG_number, leg->number);
    CODE(LEG_role, leg->role);
    CODE(LEG_queue, leg->queue);
    CODE(LEG_channel, leg->channel);
    NUMBER(LEG_joined, leg->joined);
    NUMBER(LEG_since, leg->since);
    NUMBER(LEG_patience, leg->patience);
    NUMBER(LEG_left, leg->left);
    NUMBER(LEG_started, leg->started);
    NUMBER(LEG_talk_end, leg->talk_end);
    NUMBER(LEG_wrap_end, leg->wrap_end);
    CODE(LEG_team, leg->team);
    CODE(LEG_agent, leg->agent);
    CODE(LEG_in_hand, leg->in_hand);
    CODE(LEG_outcome, leg->outcome);
    CODE(LEG_kind, leg->kind);
}

/* A contact's legs were begun in the order of their numbers; one that is still paused is no row. */
int kernel_write_legs(State *s, void **columns)
{
    int64_t *places = places_of_contacts(s);
    int64_t *next = calloc((size_t)s->contacts + 1, sizeof(int64_t));
    if (!places || !next) {
        free(places);
        free(next);
        return KERNEL_FAILED;
    }
    for (int32_t n = 0; n < s->legs; n++)
        next[places[leg_at(s, n)->contact] + 1] += leg_at(s, n)->written;
    for (int32_t n = 0; n < s->contacts; n++)
        next[n + 1] += next[n];
    for (int32_t n = 0; n < s->legs; n++) {
        const Leg *leg = leg_at(s, n);
        if (leg->written)
            write_leg(leg, contact_at(s, leg->contact), next[places[leg->contact]]++, columns);
    }
    free(places);
    free(next);
    return KERNEL_DONE;
}
