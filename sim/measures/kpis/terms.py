"""Which rows the terms of a KPI add up, and the terms that several KPIs share."""

from collections.abc import Callable

from sim.measures.kpis.kpi import BY_CONTACT, MODEL, Direction, Ratio, RowValues, Term
from sim.measures.rows.cases import CaseRows
from sim.measures.rows.clock import ClockRows, QueueRows, TeamRows
from sim.measures.rows.contacts import ContactRows
from sim.measures.rows.programmes import ProgrammeRows
from sim.measures.rows.reviews import ReviewRows
from sim.measures.rows.rows import Rows
from sim.measures.rows.waits import WaitRows


def of_contacts(text: str, values: Callable[[ContactRows], RowValues]) -> Term:
    """Return a term that is added up over measured contacts."""
    return Term(text, "contacts", values)


def of_escalations(text: str, values: Callable[[Rows], RowValues]) -> Term:
    """Return a term that is added up over measured contacts that were escalated."""
    return Term(text, "escalations", values)


def of_cases(text: str, values: Callable[[CaseRows], RowValues]) -> Term:
    """Return a term that is added up over measured cases."""
    return Term(text, "cases", values)


def of_waits(text: str, values: Callable[[WaitRows], RowValues]) -> Term:
    """Return a term that is added up over joinings of a queue by measured contacts."""
    return Term(text, "waits", values)


def of_clock(text: str, values: Callable[[ClockRows], RowValues]) -> Term:
    """Return a term that is added up over the window."""
    return Term(text, "clock", values)


def of_programmes(text: str, values: Callable[[ProgrammeRows], RowValues]) -> Term:
    """Return a term that is added up over measured cases that a programme reached."""
    return Term(text, "programmes", values)


def of_reviews(text: str, values: Callable[[ReviewRows], RowValues]) -> Term:
    """Return a term that is added up over measured sessions that were reviewed."""
    return Term(text, "reviews", values)


def of_needs(text: str, values: Callable[[Rows], RowValues]) -> Term:
    """Return a term that is added up over measured cases, those that never came included."""
    return Term(text, "needs", values)


def of_queues(text: str, values: Callable[[QueueRows], RowValues]) -> Term:
    """Return a term that is added up over the window and the queues."""
    return Term(text, "queues", values)


def of_teams(text: str, values: Callable[[TeamRows], RowValues]) -> Term:
    """Return a term that is added up over the window and the teams."""
    return Term(text, "teams", values)


CONTACTS = of_contacts("contacts", lambda c: c.each)
CASES = of_cases("cases", lambda c: c.each)
HOURS = of_clock("hours of the window", lambda w: w.hours)
MONTHS = of_clock("months of 365 / 12 days", lambda w: w.months)
HALF_HOURS = of_clock("half hours of the window", lambda w: w.each)


def per_month(
    key: str, name: str, counted: str, numerator: Term, better: Direction = "neutral"
) -> Ratio:
    """Return the definition of what is counted of contacts, per month."""
    return Ratio(
        key=f"{key}_per_month",
        name=f"{name} per month",
        unit=f"{counted}/month",
        direction=better,
        source=MODEL,
        by=BY_CONTACT,
        numerator=numerator,
        denominator=MONTHS,
    )
