/* What is drawn: rows of a table under the keys of streams. */
#ifndef DRAWS_H
#define DRAWS_H

#include <stdint.h>


/* Rows by group (which of a stream's keys), day and number within the day. */
#define ROWS_LAYOUT(COUNT, CODES) COUNT(rows) COUNT(groups) CODES(group) CODES(day) CODES(ordinal)

#define COUNT_MEMBER(name) int64_t name;
#define CODES_MEMBER(name) const int64_t *name;

typedef struct {
    ROWS_LAYOUT(COUNT_MEMBER, CODES_MEMBER)
} Rows;

const char *draws_hash(void);
const char *draws_layout(void);

/* Fill uniforms by stream and row; the keys are two words by stream and group. */
void draws_uniforms(const Rows *rows, const uint64_t *keys, int64_t streams, double *uniforms);

#endif
