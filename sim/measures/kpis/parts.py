"""Parts of definitions by the rows that they add up, and those that several KPIs share."""

from collections.abc import Callable

from sim.measures.kpis.kpi import Part, Values
from sim.measures.rows.cases import CaseRows
from sim.measures.rows.clock import ClockRows, QueueRows, TeamRows
from sim.measures.rows.contacts import ContactRows
from sim.measures.rows.programmes import ProgrammeRows
from sim.measures.rows.rows import Rows
from sim.measures.rows.waits import WaitRows


def of_contacts(text: str, values: Callable[[ContactRows], Values]) -> Part:
    """Return a part that is added up over measured contacts."""
    return Part(text, "contacts", values)


def of_escalations(text: str, values: Callable[[Rows], Values]) -> Part:
    """Return a part that is added up over measured contacts that were escalated."""
    return Part(text, "escalations", values)


def of_cases(text: str, values: Callable[[CaseRows], Values]) -> Part:
    """Return a part that is added up over measured cases."""
    return Part(text, "cases", values)


def of_waits(text: str, values: Callable[[WaitRows], Values]) -> Part:
    """Return a part that is added up over joinings of a queue by measured contacts."""
    return Part(text, "waits", values)


def of_clock(text: str, values: Callable[[ClockRows], Values]) -> Part:
    """Return a part that is added up over the window."""
    return Part(text, "clock", values)


def of_programmes(text: str, values: Callable[[ProgrammeRows], Values]) -> Part:
    """Return a part that is added up over measured cases that a programme reached."""
    return Part(text, "programmes", values)


def of_queues(text: str, values: Callable[[QueueRows], Values]) -> Part:
    """Return a part that is added up over the window and the queues."""
    return Part(text, "queues", values)


def of_teams(text: str, values: Callable[[TeamRows], Values]) -> Part:
    """Return a part that is added up over the window and the teams."""
    return Part(text, "teams", values)


CONTACTS = of_contacts("contacts", lambda c: c.each)
CASES = of_cases("cases", lambda c: c.each)
HOURS = of_clock("hours of the window", lambda w: w.hours)
MONTHS = of_clock("months of 365 / 12 days", lambda w: w.months)
HALF_HOURS = of_clock("half hours of the window", lambda w: w.each)
