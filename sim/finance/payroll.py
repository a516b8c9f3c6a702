"""Salaried heads over the months: who leaves, who is hired, who is dismissed.

People leave by themselves at a steady rate: whoever resigns before the launch is being replaced, so
that the first who may stay away leave one notice after it, a whole head at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from sim.scenario.sections.hiring import Hiring

MONTH = 365 / 12 * 86_400.0
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Movements:
    """A team's heads by month, and what changed them at the month's beginning."""

    heads: tuple[int, ...]
    leavers: tuple[int, ...]
    hires: tuple[int, ...]
    dismissed: tuple[int, ...]


def movements(heads: Sequence[int], before: int, hiring: Hiring) -> Movements:
    """Return who must come and go for a team to have these heads.

    Parameters
    ----------
    heads
        Heads in each month from the launch on.
    before
        Heads until the launch.
    hiring
        How they come and go.
    """
    path, left, hires, dismissed = [before], [], [], []
    for wanted in heads:
        left.append(_leavers(path, hiring))
        change = wanted - (path[-1] - left[-1])
        hires.append(max(change, 0))
        dismissed.append(max(-change, 0))
        path.append(wanted)
    return Movements(tuple(heads), tuple(left), tuple(hires), tuple(dismissed))


def paced(needs: Sequence[int], before: int, hiring: Hiring) -> tuple[int, ...]:
    """Return the heads of a team that dismisses nobody.

    Heads fall only as people leave, and are no more than needed as soon as that allows. Who is
    missing comes after lead and training: a month has the heads that were needed when the hires
    who start in it were decided on.

    Parameters
    ----------
    needs
        Heads needed in each month from the launch on, as known when it begins.
    before
        Heads until the launch.
    hiring
        How they come and go.
    """
    ahead = months_of(hiring.lead + hiring.training)
    path = [before]
    for month in range(len(needs)):
        decided = needs[month - ahead] if month >= ahead else before
        path.append(max(path[-1] - _leavers(path, hiring), decided))
    return tuple(path[1:])


def months_of(seconds: float) -> int:
    """Return the whole months that a time takes, begun ones too."""
    return ceil(seconds / MONTH - 1e-9)


def _leavers(path: Sequence[int], hiring: Hiring) -> int:
    """Return who leaves after the last month of a path that begins with the heads before."""
    notice = months_of(hiring.notice)
    return _resigned(path[notice:], hiring) - _resigned(path[notice:-1], hiring)


def _resigned(path: Sequence[int], hiring: Hiring) -> int:
    """Return the whole heads who have resigned in some months."""
    return floor(sum(path) * hiring.attrition / MONTHS_A_YEAR + 1e-9)
