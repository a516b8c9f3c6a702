"""How salaried heads come and go over the months: who leaves, who is hired, who is dismissed.

People leave of their own accord at a steady rate: whoever resigns before the launch is replaced, so
that the first who are not leave one period of notice after it, a whole head at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from sim.base.time import MONTH
from sim.scenario.sections.hiring import Hiring

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Movements:
    """A team's heads by month, and what changed them at the month's beginning."""

    heads: tuple[int, ...]
    leavers: tuple[int, ...]
    hires: tuple[int, ...]
    dismissed: tuple[int, ...]


def movements(heads: Sequence[int], heads_before: int, hiring: Hiring) -> Movements:
    """Return who must come and go for a team to have these heads.

    Parameters
    ----------
    heads
        Heads in each month from the launch on.
    heads_before
        Heads until the launch.
    hiring
        How they come and go.
    """
    heads_so_far, left, hires, dismissed = [heads_before], [], [], []
    for wanted in heads:
        left.append(_leavers(heads_so_far, hiring))
        change = wanted - (heads_so_far[-1] - left[-1])
        hires.append(max(change, 0))
        dismissed.append(max(-change, 0))
        heads_so_far.append(wanted)
    return Movements(tuple(heads), tuple(left), tuple(hires), tuple(dismissed))


def paced(heads_needed: Sequence[int], heads_before: int, hiring: Hiring) -> tuple[int, ...]:
    """Return the heads of a team that dismisses nobody.

    Heads fall only as people leave, down to what is needed. Missing heads come after lead and
    training: a month has the heads that were needed when the hires who start in it were decided on.

    Parameters
    ----------
    heads_needed
        Heads needed in each month from the launch on, as known when it begins.
    heads_before
        Heads until the launch.
    hiring
        How they come and go.
    """
    ahead = months_of(hiring.lead + hiring.training)
    heads_so_far = [heads_before]
    for month in range(len(heads_needed)):
        decided = heads_needed[month - ahead] if month >= ahead else heads_before
        heads_so_far.append(max(heads_so_far[-1] - _leavers(heads_so_far, hiring), decided))
    return tuple(heads_so_far[1:])


def months_of(seconds: float) -> int:
    """Return the whole months that a time takes; begun months count."""
    return ceil(seconds / MONTH - 1e-9)


def _leavers(heads_so_far: Sequence[int], hiring: Hiring) -> int:
    """Return who leaves after the last of some months, the first of which is before the launch."""
    notice = months_of(hiring.notice)
    return _resigned(heads_so_far[notice:], hiring) - _resigned(heads_so_far[notice:-1], hiring)


def _resigned(heads_so_far: Sequence[int], hiring: Hiring) -> int:
    """Return the whole heads who have resigned in some months."""
    return floor(sum(heads_so_far) * hiring.attrition / MONTHS_A_YEAR + 1e-9)
