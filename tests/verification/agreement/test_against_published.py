"""Published tables of simulated call centres, held against the same desks played here.

The tables are those of the examples of ContactCenters (É. Buist, P. L'Ecuyer, *A Java library for
simulating contact centers*, WSC 2005; files doc/examples/*.res, Apache licence 2.0). "Good" calls
are answered in 20 s, in Telethon in a minute.

Both sides have errors, so a difference is divided by the root of the sum of both variances; the
published side's comes from its interval and from the digits that are printed. The half-width here
is under 5 % or, where that would take more days than were published, no wider than theirs.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
import pytest
from support.agreement import (
    DAY,
    HOUR,
    MINUTE,
    WIDEST,
    Counting,
    Counts,
    count_estimates,
    verification_desk,
)

from sim.base.time import HALF_HOUR
from sim.engine import Journal
from sim.engine.journal import Ending
from sim.measures.statistics.estimator import student

pytestmark = pytest.mark.slow

FURTHEST = 3.0
NORMAL = {0.95: 1.95996, 0.90: 1.64485}


class Published(NamedTuple):
    """A mean and its interval as they were printed, in steps of the last digit."""

    mean: float
    low: float
    high: float
    digit: float
    level: float = 0.95

    @property
    def variance(self) -> float:
        """The square of the interval's standard error, and that of rounding the mean."""
        error = (self.high - self.low) / 2 / NORMAL[self.level]
        return error**2 + self.digit**2 / 12


MMC = {
    "good": Published(1816.158, 1812.6, 1819.7, 0.001),
    "good/served": Published(0.902, 0.900, 0.904, 0.001),
    "wait of served": Published(0.099, 0.097, 0.102, 0.001),
    "occupancy": Published(0.695, 0.694, 0.697, 0.001),
}
MMCAB = {
    "good": Published(1906.008, 1903.8, 1908.2, 0.001),
    "good/served": Published(0.975, 0.974, 0.975, 0.001),
    "good/without early": Published(0.968, 0.968, 0.969, 0.001),
    "wait of served": Published(0.024, 0.023, 0.024, 0.001),
    "occupancy": Published(0.675, 0.674, 0.677, 0.001),
    "abandoned": Published(58.609, 57.7, 59.6, 0.001),
}
MMC_BLOCKED = {
    "good": Published(1854.284, 1851.7, 1856.9, 0.001),
    "good/served": Published(0.929, 0.928, 0.930, 0.001),
    "wait of served": Published(0.060, 0.059, 0.061, 0.001),
    "occupancy": Published(0.689, 0.688, 0.690, 0.001),
    "blocked": Published(18.655, 18.0, 19.3, 0.001),
}
CALLCC = {
    "arrivals": Published(1639.507, 1612.8, 1666.2, 0.001, 0.90),
    "wait/expected": Published(11.834, 10.06, 13.61, 0.001, 0.90),
    "waited under 20 s/expected": Published(0.853, 0.844, 0.862, 0.001, 0.90),
    "gone/expected": Published(0.0342, 0.0311, 0.0374, 0.0001, 0.90),
}
TELETHON = {
    "arrivals": Published(1000.169, 998.0, 1002.0, 0.001),
    "served": Published(963.109, 961.4, 964.8, 0.001),
    "left": Published(31.82, 31.2, 32.5, 0.01),
    "messages": Published(4.96, 4.78, 5.14, 0.01),
    "cut off": Published(0.28, 0.235, 0.325, 0.01),
    "good": Published(950.265, 948.6, 952.0, 0.001),
    "wait of served": Published(0.036, 0.036, 0.037, 0.001),
}
"""Numbers are means a day (Telethon: of five mornings), times in minutes, in CallCC in seconds."""


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("published_mmc", MMC),
        ("published_mmcab", MMCAB),
        ("published_mmcblocked", MMC_BLOCKED),
    ],
)
def test_eight_hours_of_one_pool(name: str, published: dict[str, Published]) -> None:
    assert_agree_jointly(name, published, lambda _, journal: pool(journal))


def test_thirteen_hours_of_a_call_centre() -> None:
    assert_agree_jointly("published_callcc", CALLCC, lambda _, journal: call_centre(journal))


def test_five_mornings_of_a_telethon() -> None:
    assert_agree_jointly("published_telethon", TELETHON, lambda _, journal: telethon(journal))


def assert_agree_jointly(name: str, published: dict[str, Published], counting: Counting) -> None:
    scenario = verification_desk(name)
    found = count_estimates(scenario, counting)
    wrong = []
    for key, theirs in published.items():
        ours = found[key]
        half = (ours.high - ours.low) / 2
        error = half / student(scenario.run.replications)
        z = (ours.mean - theirs.mean) / sqrt(error**2 + theirs.variance)
        line = f"{name} {key}: {theirs.mean:.5g} {ours.mean:.5g} +- {half:.2g}, z {z:.2f}"
        print(line)
        if abs(z) >= FURTHEST or half > max(WIDEST * theirs.mean, (theirs.high - theirs.low) / 2):
            wrong.append(line)
    assert not wrong


class Calls(NamedTuple):
    """The calls of a journal by what became of them, and how long each waited in seconds."""

    ending: np.ndarray
    seconds: np.ndarray
    patience: np.ndarray

    @property
    def served(self) -> np.ndarray:
        return self.ending == Ending.PERSON_RESOLVED

    def good(self, within: float) -> int:
        return np.count_nonzero(self.served & (self.seconds <= within))

    def ended(self, *endings: Ending) -> int:
        return np.count_nonzero(np.isin(self.ending, endings))


def calls(journal: Journal) -> Calls:
    """All calls: these desks have one leg a call that joins, and no call comes twice."""
    contacts, legs = journal.contacts, journal.legs
    over = np.fmin(legs.started, legs.left) - legs.joined
    seconds = np.zeros(len(contacts.case))
    patience = np.full(len(contacts.case), np.inf)
    seconds[legs.case], patience[legs.case] = over, legs.patience
    return Calls(contacts.ending, seconds, patience)


def pool(journal: Journal) -> Counts:
    """Eight hours a day; the occupancy is that of the eight hours."""
    found, days = calls(journal), round(journal.end / DAY)
    served, good = np.count_nonzero(found.served), found.good(20)
    early = (found.ending == Ending.ABANDONED) & (found.seconds <= 20)
    busy, free = (
        level[0].reshape(days, -1)[:, : round(8 * HOUR / HALF_HOUR)].sum()
        for level in (journal.integrals.busy, journal.integrals.available)
    )
    return {
        "good": (good, days),
        "good/served": (good, served),
        "good/without early": (good, len(found.ending) - np.count_nonzero(early)),
        "wait of served": (found.seconds[found.served].sum() / MINUTE, served),
        "occupancy": (busy, busy + free),
        "abandoned": (found.ended(Ending.ABANDONED), days),
        "blocked": (found.ended(Ending.BLOCKED), days),
    }


def call_centre(journal: Journal) -> Counts:
    """Everything over the calls to expect, however busy the days were.

    Waits under 20 s count here however they ended: those of callers who hung up, too.
    """
    found, days = calls(journal), round(journal.end / DAY)
    expected = 1660 * days
    return {
        "arrivals": (len(found.ending), days),
        "wait/expected": (found.seconds.sum(), expected),
        "waited under 20 s/expected": (np.count_nonzero(found.seconds <= 20), expected),
        "gone/expected": (found.ended(Ending.ABANDONED, Ending.BALKED), expected),
    }


def telethon(journal: Journal) -> Counts:
    """Five mornings a row; who was patient for the whole two minutes leaves a message."""
    found, weeks = calls(journal), round(journal.end / DAY / 5)
    served, left = np.count_nonzero(found.served), found.ending == Ending.ABANDONED
    messages = np.count_nonzero(left & (found.patience == 2 * MINUTE))
    return {
        "arrivals": (len(found.ending), weeks),
        "served": (served, weeks),
        "left": (np.count_nonzero(left) - messages, weeks),
        "messages": (messages, weeks),
        "cut off": (found.ended(Ending.DISCONNECTED), weeks),
        "good": (found.good(MINUTE), weeks),
        "wait of served": (found.seconds[found.served].sum() / MINUTE, served),
    }
