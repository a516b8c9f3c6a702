"""Which sessions of the bot were reviewed, and what became of what the bot wanted to do."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import HOUR
from sim.engine.journal import Outcome, Role
from sim.measures.rows.contacts import breakdowns
from sim.measures.rows.rows import Rows, sum_by
from sim.measures.rows.window import Window


@dataclass(frozen=True, eq=False)
class ReviewRows(Rows):
    """One row per measured contact whose session was sent to a reviewer.

    Attributes
    ----------
    reviews
        Reviews that came to an end.
    wait
        Seconds from the first joining of the review queue to its reviewer, or to leaving;
        infinite where it still waited at the run's end. A judge has no wait: NaN.
    inside
        Seconds of the customer's time that all its reviews took, waits included.
    handled
        Hours that people spent on them.
    cost
        What these hours cost at the loaded rate of the reviewers.
    false_closing, solution
        Whether what the bot wanted to do last, and a reviewer decided on, would have closed the
        session without solving the case; would have solved it.
    rejected
        Whether a reviewer rejected it.
    """

    reviews: Integers
    wait: Floats
    inside: Floats
    handled: Floats
    cost: Floats
    false_closing: Flags
    solution: Flags
    rejected: Flags

    @property
    def caught(self) -> Flags:
        """Whether a false closing was rejected."""
        return self.false_closing & self.rejected


def review_rows(window: Window, rates: Floats) -> ReviewRows:
    """Return the reviewed sessions of the measured contacts.

    Parameters
    ----------
    window
        The measured part of the journal.
    rates
        What an hour of each team costs.
    """
    contacts, end = window.contacts, window.journal.end
    role = np.flatnonzero(window.legs.role == Role.REVIEW)
    legs, contact = window.legs.taken_when_read(role), window.contact_of_legs.take(role)
    sent = contacts.reviews > 0
    sent[contact] = True
    kept, count = contacts.taken_when_read(sent), int(np.count_nonzero(sent))
    row = (np.cumsum(sent) - 1).take(contact)
    until = np.fmin(np.fmin(legs.talk_end, legs.left), end)
    busy = np.where(np.isnan(legs.started), 0.0, np.fmin(legs.wrap_end, end) - legs.started)
    by_rule = np.array([name == "rejected" for name in window.plan.rules] + [False])
    rejected = by_rule.take(kept.rule)  # -1 is no rule.
    rejected[row[legs.outcome == Outcome.REJECTED]] = True
    wait = np.full(count, np.nan)
    over = np.fmin(legs.started, legs.left)
    first = np.flatnonzero(np.diff(row, prepend=-1))
    wait[row[first]] = np.where(np.isnan(over), np.inf, over - legs.joined)[first]
    return ReviewRows(
        time=kept.arrival,
        codes=breakdowns(kept),
        reviews=kept.reviews,
        wait=wait,
        inside=sum_by(row, until - legs.joined, count),
        handled=sum_by(row, busy, count) / HOUR,
        cost=sum_by(row, busy * rates[legs.team], count) / HOUR,
        false_closing=kept.proposal == 0,
        solution=kept.proposal == 1,
        rejected=rejected,
    )
