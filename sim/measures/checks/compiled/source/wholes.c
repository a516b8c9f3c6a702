/* Legs as people handled them: reviews aside, and one for all rows of a talk that was broken off.
 *
 * `without_reviews` and `with_whole_legs` in one pass; rows are sorted and each has its contact.
 */
#include "audit.h"

/* Whether a row goes on with the leg of the row before, whose talk a shift's end broke off. */
bool goes_on(const Audit *a, int64_t row)
{
    return row > 0 && among(a->legs->outcome[row - 1], BROKEN_OFF) && a->legs->number[row] > 0;
}

void make_wholes(Audit *a)
{
    const Legs *l = a->legs;
    a->whole = take(a, a->leg_rows, sizeof(Whole));
    Whole *last = NULL;
    for (int64_t row = 0; row < a->leg_rows; row++) {
        if (l->role[row] == ROLE_REVIEW)
            continue;
        int32_t contact = a->contact_of[row];
        bool alike = last && last->contact == contact;
        if (alike && among(l->outcome[last->last], BROKEN_OFF)) {
            last->last = (int32_t)row;
            continue;
        }
        int32_t number = alike ? last->number + 1 : 0;
        last = &a->whole[a->whole_rows++];
        *last = (Whole){(int32_t)row, (int32_t)row, number, contact};
    }
}
