/* What the library was built from, and its layout as text for who loads it. */
#include "state.h"

#define TEXT(text) #text
#define QUOTED(text) TEXT(text)

#ifndef SOURCE_HASH
#define SOURCE_HASH unknown
#endif

#define SAY_COUNT(name) "count " #name "\n"
#define SAY_NUMBER(name) "number " #name "\n"
#define SAY_CODES(name) "codes " #name "\n"
#define SAY_NUMBERS(name) "numbers " #name "\n"
#define SAY_SUMS(name) "sums " #name "\n"
#define SAY_FLAGS(name) "flags " #name "\n"
#define SAY_NAME(name) #name "\n"

const char *kernel_hash(void)
{
    return QUOTED(SOURCE_HASH);
}

static const char layout[] =
    "[plan]\n" PLAN_LAYOUT(SAY_COUNT, SAY_NUMBER, SAY_CODES, SAY_NUMBERS)
    "[store]\n" STORE_LAYOUT(SAY_COUNT, SAY_NUMBER, SAY_CODES, SAY_NUMBERS)
    "[run]\n" RUN_LAYOUT(SAY_COUNT, SAY_NUMBER, SAY_CODES, SAY_NUMBERS, SAY_SUMS)
    "[contacts]\n" CONTACT_COLUMNS(SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[legs]\n" LEG_COLUMNS(SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[contact_values]\n" CONTACT_VALUES(SAY_NUMBERS)
    "[leg_values]\n" LEG_VALUES(SAY_NUMBERS)
    "[observables]\n" OBSERVABLES(SAY_NAME)
    "[Ending]\n" ENDING_CODES(SAY_NAME)
    "[Outcome]\n" OUTCOME_CODES(SAY_NAME)
    "[Role]\n" ROLE_CODES(SAY_NAME)
    "[Outreach]\n" OUTREACH_CODES(SAY_NAME)
    "[Assign]\n" ASSIGN_CODES(SAY_NAME)
    "[ShiftEnd]\n" SHIFT_END_CODES(SAY_NAME)
    "[BotHours]\n" BOT_HOURS_CODES(SAY_NAME)
    "[Reviewed]\n" REVIEWED_CODES(SAY_NAME)
    "[Relation]\n" RELATION_CODES(SAY_NAME)
    "[BuiltIn]\n" BUILT_IN_CODES(SAY_NAME)
    "[Change]\n" CHANGE_CODES(SAY_NAME);

const char *kernel_layout(void)
{
    return layout;
}
