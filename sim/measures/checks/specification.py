"""Which exact checks every journal passes: what the compiled ones are held to, and say."""

from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.checks.bot import check_session_limit, check_usage
from sim.measures.checks.breaks import check_breaks, with_whole_legs
from sim.measures.checks.codes import check_codes, check_keys
from sim.measures.checks.contacts import (
    check_arrivals,
    check_programmes,
    check_returns,
    check_session_ends,
    check_sessions,
)
from sim.measures.checks.endings import check_answers, check_balance, check_endings
from sim.measures.checks.legs import check_disconnections, check_handling, check_waits
from sim.measures.checks.levels import check_agents, check_integrals
from sim.measures.checks.reviews import check_reviews, without_reviews
from sim.measures.checks.routes import (
    check_joinings,
    check_owners,
    check_routes,
    check_teams,
)


def check_as_specified(journal: Journal, plan: Plan) -> None:
    """Check that a journal agrees with itself and with its plan, to the last bit.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.

    Raises
    ------
    ConservationError
        When it does not; the error names the check, the row and the values.
    """
    contacts, legs, end = journal.contacts, journal.legs, journal.end
    rows = without_reviews(journal)
    people = with_whole_legs(rows)
    check_codes(journal, plan)
    check_keys(contacts, legs)
    check_owners(journal)
    check_routes(people, plan)
    check_programmes(contacts)
    check_arrivals(contacts, plan, end)
    check_sessions(contacts, plan, end)
    check_session_ends(contacts, plan)
    check_session_limit(contacts, plan)
    check_usage(contacts, plan)
    check_reviews(journal, plan)
    check_returns(contacts, plan, end)
    check_waits(legs, end)
    check_handling(legs, end)
    check_breaks(journal, plan)
    check_teams(legs, plan)
    check_joinings(people, plan)
    check_answers(rows, people)
    check_endings(people)
    check_disconnections(journal, plan)
    check_balance(people)
    check_agents(journal, plan)
    check_integrals(journal, plan)
