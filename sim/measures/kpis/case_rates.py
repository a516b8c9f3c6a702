"""What becomes of cases: resolved at once, back again, given up."""

from sim.engine.journal import Ending
from sim.measures.kpis.kpi import INDUSTRY, MODEL, Ratio, share
from sim.measures.kpis.terms import CASES, of_cases, of_contacts
from sim.measures.rows.contacts import ENDED_BY_PERSON, ENDED_IN_BOT

COHORT = of_cases(
    "cases whose first contact lies in the window, those still open included", lambda c: c.each
)


def _repeats(suffix: str, who: str, *endings: Ending) -> Ratio:
    return share(
        f"repeat_contact_rate_7d{suffix}",
        f"Repeat contacts within 7 days of an end {who}",
        of_contacts(
            "those whose case has a further contact within 7 x 24 h of that end",
            lambda c: c.ended_as(*endings) & c.settled & c.came_back,
        ),
        of_contacts(
            f"contacts that ended {who} at least 7 days before the end of the run-out",
            lambda c: c.ended_as(*endings) & c.settled,
        ),
        better="lower",
        source=INDUSTRY,
    )


CASE_RATES = (
    share(
        "cases_solved",
        "Cases solved",
        of_cases("cases truly resolved by the run's end", lambda c: c.resolved),
        COHORT,
        better="higher",
        source=MODEL,
    ),
    share(
        "cases_open",
        "Cases still open",
        of_cases(
            "cases with a contact in the system, or still to come, at the run's end",
            lambda c: c.is_open,
        ),
        COHORT,
        better="lower",
        source=MODEL,
    ),
    share(
        "first_contact_resolution",
        "First contact resolution",
        of_cases("cases resolved by their first contact", lambda c: c.at_once),
        CASES,
        better="higher",
        source=INDUSTRY,
    ),
    _repeats("", "in the bot or by a person", *ENDED_IN_BOT, *ENDED_BY_PERSON),
    _repeats("_ai", "in the bot", *ENDED_IN_BOT),
    _repeats("_human", "by a person", *ENDED_BY_PERSON),
    share(
        "give_up_rate",
        "Cases that gave up",
        of_cases(
            "cases that would have come back but had used up their attempts", lambda c: c.gave_up
        ),
        CASES,
        better="lower",
        source=MODEL,
    ),
)
