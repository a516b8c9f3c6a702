/* What the library was built from, and its layout as text for who loads it. */
#include "draws.h"

#define TEXT(text) #text
#define QUOTED(text) TEXT(text)

#ifndef SOURCE_HASH
#define SOURCE_HASH unknown
#endif

#define SAY_COUNT(name) "count " #name "\n"
#define SAY_CODES(name) "codes " #name "\n"

const char *draws_hash(void)
{
    return QUOTED(SOURCE_HASH);
}

const char *draws_layout(void)
{
    return "[rows]\n" ROWS_LAYOUT(SAY_COUNT, SAY_CODES);
}
