"""Days from empty whose calls and agents change by the hour, held against Markov chains."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from support.agreement import (
    DAY,
    HOUR,
    Answers,
    Counting,
    Counts,
    assert_agree,
    count_estimates,
    read_values,
    verification_desk,
)
from support.desks.chains import Desk, by_hours
from support.levels import count_at

from sim.engine import Journal, Plan
from sim.engine.journal import Ending

OVERLOAD = (8, 14, 14, 8, 6, 6)
CALLS = (100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60)
AGENTS = (4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4)


class Hours(NamedTuple):
    """A scenario file, its chain, and the hours that are looked at.

    Attributes
    ----------
    rough
        Parts of keys held by z alone: queues of a few hundredths of a contact at one instant, or
        a handful who leave, whose half-widths would take tens of thousands of days.
    """

    desk: Desk
    calls: Sequence[float]
    agents: Sequence[int]
    hours: Sequence[int]
    rough: Sequence[str] = ()


CASES = {
    "overload6": Hours(Desk(1), OVERLOAD, [10] * 6, (0, 2, 3), ("0/delayed", "0/waiting")),
}
HEAVY = {
    "overload6_impatient": Hours(
        Desk(1, leaving=0.5), OVERLOAD, [10] * 6, (0, 1, 4), ("0/delayed", "0/gone", "0/waiting")
    ),
    "day13": Hours(
        Desk(36, leaving=3.6, balking=0.1),
        CALLS,
        AGENTS,
        (0, 2, 3, 6, 8, 12),
        ("at_end", "2/gone", "6/gone", "12/gone", "2/waiting", "6/waiting", "12/waiting"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_day_by_hours(name: str) -> None:
    assert_hours_agree(name, CASES[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_day_by_hours(name: str) -> None:
    assert_hours_agree(name, HEAVY[name])


def assert_hours_agree(name: str, case: Hours) -> None:
    scenario = verification_desk(name)
    right = answers(case)
    rough = [key for key in right if any(part in key for part in case.rough)]
    found = count_estimates(scenario, counting(case.hours))
    assert_agree(scenario.run.replications, found, right, rough)


def answers(case: Hours, *, finishing: bool = True) -> Answers:
    """What the chain says of each hour; a key is `hour/metric`."""
    stretches = by_hours(case.desk, case.calls, case.agents, finishing=finishing)
    return {
        f"{hour}/{metric}": value
        for hour in case.hours
        for metric, value in {
            "arrivals": case.calls[hour],
            **stretches[hour]._asdict(),
        }.items()
        if value > 0
    }


METRICS = {
    "arrivals": "arrivals",
    "delayed": "frac_delayed",
    "gone": "abandoned",
    "waiting": "mean_queue",
    "occupancy": "occupancy",
    "waiting_at_end": "queue_at_end",
}
"""Names of the metrics in closed_form_cases.csv."""


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "case_of_hour"),
    [("overload6", "TV03_p{}"), ("overload6_impatient", "TV04_p{}"), ("day13", "TV01_p{:02}")],
)
def test_the_chain_gives_the_published_values(
    name: str, case_of_hour: str, shared_data: Callable[[str], Path]
) -> None:
    """The table's calls go back into the queue when their agents leave."""
    case = (CASES | HEAVY)[name]
    values = read_values(shared_data("closed_form_cases.csv"))
    said = answers(case, finishing=False)
    for hour in case.hours:
        published = values[case_of_hour.format(hour)]
        of_hour = {metric: said.get(f"{hour}/{key}", 0.0) for key, metric in METRICS.items()}
        assert of_hour == pytest.approx(published, rel=1e-7)


def counting(hours: Sequence[int]) -> Counting:
    def count(_: Plan, journal: Journal) -> Counts:
        return {
            f"{hour}/{metric}": counts
            for hour in hours
            for metric, counts in in_hour(journal, hour).items()
        }

    return count


def in_hour(journal: Journal, hour: int) -> Counts:
    """What happened in one hour of all days, as numerators and denominators."""
    contacts, legs, levels = journal.contacts, journal.legs, journal.integrals
    days = round(journal.end / DAY)
    balked = contacts.ending == Ending.BALKED
    delayed = balked | (contacts.answered != contacts.joined)
    gone = balked | (contacts.ending == Ending.ABANDONED)
    arrived = contacts.arrival % DAY // HOUR == hour
    over = np.fmin(legs.started, legs.left)
    until = np.where(np.isnan(over), np.inf, over)
    ends = np.arange(days) * DAY + (hour + 1) * HOUR
    waiting, busy, free = (
        level.sum(axis=0).reshape(days, 24, 2)[:, hour].sum()
        for level in (levels.waiting, levels.busy, levels.available)
    )
    return {
        "arrivals": (arrived.sum(), days),
        "delayed": ((arrived & delayed).sum(), arrived.sum()),
        "gone": ((gone & (contacts.ended % DAY // HOUR == hour)).sum(), days),
        "waiting": (waiting, days * HOUR),
        "occupancy": (busy, busy + free),
        "waiting_at_end": (count_at(legs.joined, until, ends).sum(), days),
    }
