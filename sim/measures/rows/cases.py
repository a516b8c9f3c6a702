"""Which cases are measured: those whose first contact arrived in the window."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Journal
from sim.measures.rows.contacts import OPEN, RESOLVED, breakdowns
from sim.measures.rows.rows import Rows


@dataclass(frozen=True)
class CaseRows(Rows):
    """One row per measured case.

    Attributes
    ----------
    resolved
        Whether it was truly resolved by the run's end.
    at_once
        Whether its first contact resolved it.
    is_open
        Whether one of its contacts was still in the system, or to come, at the run's end.
    gave_up
        Whether it would have come back but had used up its attempts.
    seconds
        First arrival to true resolution; infinite while open, NaN where it ended unresolved.
    """

    resolved: Flags
    at_once: Flags
    is_open: Flags
    gave_up: Flags
    seconds: Floats


def case_rows(journal: Journal, measured: Flags) -> CaseRows:
    """Return the measured cases of a journal.

    Parameters
    ----------
    journal
        What happened.
    measured
        Whether each contact of the journal is measured.
    """
    begins = np.flatnonzero(journal.contacts.attempt == 0)
    ends = np.append(begins[1:], len(journal.contacts)) - 1
    kept = measured[begins]
    first = journal.contacts.take(begins[kept])
    last = journal.contacts.take(ends[kept])
    resolved = np.isin(last.ending, RESOLVED)
    # A return beyond the run's end leaves the case open.
    is_open = np.isin(last.ending, OPEN) | ~np.isnan(last.returned)
    unresolved = np.where(is_open, np.inf, np.nan)
    return CaseRows(
        time=first.arrival,
        codes=breakdowns(first),
        resolved=resolved,
        at_once=np.isin(first.ending, RESOLVED),
        is_open=is_open,
        gave_up=last.gave_up,
        seconds=np.where(resolved, last.ended - first.arrival, unresolved),
    )


def need_rows(journal: Journal, inside: Flags) -> Rows:
    """Return one row per need: a case, or what would have been one had no programme averted it.

    Parameters
    ----------
    journal
        What happened.
    inside
        Whether each contact of the journal came in the window, or would have.
    """
    first = journal.contacts.take(inside & (journal.contacts.attempt == 0))
    return Rows(first.arrival, breakdowns(first))
