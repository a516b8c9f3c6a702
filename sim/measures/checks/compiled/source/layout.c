/* What the library was built from, and its layout as text for who loads it. */
#include "checks.h"
#include "codes.h"

#define TEXT(text) #text
#define QUOTED(text) TEXT(text)

#ifndef SOURCE_HASH
#define SOURCE_HASH unknown
#endif

#define SAY_COUNT(name) "count " #name "\n"
#define SAY_NUMBER(name) "number " #name "\n"
#define SAY_CODES(name) "codes " #name "\n"
#define SAY_NUMBERS(name) "numbers " #name "\n"
#define SAY_FLAGS(name) "flags " #name "\n"
#define SAY_NAME(name) #name "\n"

const char *checks_hash(void)
{
    return QUOTED(SOURCE_HASH);
}

static const char layout[] =
    "[plan]\n" PLAN_LAYOUT(SAY_COUNT, SAY_NUMBER, SAY_CODES, SAY_NUMBERS)
    "[contacts]\n" CONTACT_COLUMNS(SAY_CODES, SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[legs]\n" LEG_COLUMNS(SAY_CODES, SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[roster]\n" ROSTER_COLUMNS(SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[integrals]\n" INTEGRAL_COLUMNS(SAY_CODES, SAY_NUMBERS, SAY_FLAGS)
    "[Ending]\n" ENDING_CODES(SAY_NAME)
    "[Outcome]\n" OUTCOME_CODES(SAY_NAME)
    "[Role]\n" ROLE_CODES(SAY_NAME)
    "[Outreach]\n" OUTREACH_CODES(SAY_NAME)
    "[Activity]\n" ACTIVITY_CODES(SAY_NAME)
    "[ShiftEnd]\n" SHIFT_END_CODES(SAY_NAME)
    "[BuiltIn]\n" BUILT_IN_CODES(SAY_NAME);

const char *checks_layout(void)
{
    return layout;
}
