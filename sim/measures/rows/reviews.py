"""Which sessions of the bot were reviewed, and what became of what the bot wanted to do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.base.time import HOUR
from sim.engine.journal import Journal, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.measures.rows.contacts import breakdowns
from sim.measures.rows.rows import Rows, contact_of_legs, sum_by


@dataclass(frozen=True)
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

    reviews: Floats
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


def review_rows(
    journal: Journal, plan: Plan, measured: Flags, rates: Sequence[float]
) -> ReviewRows:
    """Return the reviewed sessions of the measured contacts.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    measured
        Whether each contact of the journal is measured.
    rates
        What an hour of each team costs.
    """
    contacts = journal.contacts
    role = journal.legs.role == Role.REVIEW
    legs, row = journal.legs.take(role), contact_of_legs(journal)[role]
    count = len(contacts)
    until = np.fmin(np.fmin(legs.talk_end, legs.left), journal.end)
    inside = sum_by(row, until - legs.joined, count)
    busy = np.where(np.isnan(legs.started), 0.0, np.fmin(legs.wrap_end, journal.end) - legs.started)
    handled = sum_by(row, busy, count) / HOUR
    cost = sum_by(row, busy * np.array(rates)[legs.team], count) / HOUR
    by_rule = [number for number, name in enumerate(plan.rules) if name == "rejected"]
    rejected = np.isin(contacts.rule, by_rule)
    rejected[row[legs.outcome == Outcome.REJECTED]] = True
    wait = np.full(count, np.nan)
    over = np.fmin(legs.started, legs.left)
    first = np.unique(row, return_index=True)[1]
    wait[row[first]] = np.where(np.isnan(over), np.inf, over - legs.joined)[first]
    sent = contacts.reviews > 0
    sent[row] = True
    sent &= measured
    kept = contacts.take(sent)
    return ReviewRows(
        time=kept.arrival,
        codes=breakdowns(kept),
        reviews=kept.reviews.astype(np.float64),
        wait=wait[sent],
        inside=inside[sent],
        handled=handled[sent],
        cost=cost[sent],
        false_closing=kept.proposal == 0,
        solution=kept.proposal == 1,
        rejected=rejected[sent],
    )
