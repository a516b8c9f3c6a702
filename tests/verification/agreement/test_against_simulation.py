"""A desk that no formula solves, held against a plain event simulation of it."""

import numpy as np
import pytest
from support.agreement import verification_desk
from support.desks.three_teams import TEAMS, Counted, Desk
from support.playing import journals

from sim.base.time import DAY
from sim.engine.journal import Ending
from sim.measures.rows.spans import seconds_by_bin
from sim.measures.statistics.estimator import student

PEERS = 12
"""Runs of the plain simulation, as long as those of the engine."""
FURTHEST, WIDEST = 4.0, 0.02


@pytest.fixture(scope="module")
def engine() -> dict[str, np.ndarray]:
    """By figure: its value in each replication."""
    scenario = verification_desk("three_teams")
    horizon = scenario.run.horizon()
    window = np.array([horizon.window_start, horizon.window_end])
    found: dict[str, list[float]] = {}
    for _, journal in journals(scenario):
        contacts, legs = journal.contacts, journal.legs
        served = legs.take(~np.isnan(legs.started))
        until = np.where(np.isnan(served.wrap_end), journal.end, served.wrap_end)
        busy = seconds_by_bin(served.started, until, window, served.team, len(TEAMS))
        hands = dict(zip(TEAMS, busy.ravel().tolist(), strict=True))
        gone = contacts.ended[contacts.ending == Ending.ABANDONED]
        instants = (contacts.arrival, legs.started, gone)
        counted = Counted(hands, *(int(np.histogram(each, window)[0][0]) for each in instants))
        for name, value in figures(counted, window[1] - window[0]).items():
            found.setdefault(name, []).append(value)
    return {name: np.array(values) for name, values in found.items()}


@pytest.fixture(scope="module")
def peer() -> dict[str, np.ndarray]:
    found: dict[str, list[float]] = {}
    for seed in range(PEERS):
        for name, value in figures(Desk(seed, 7 * DAY, 21 * DAY).run(), 14 * DAY).items():
            found.setdefault(name, []).append(value)
    return {name: np.array(values) for name, values in found.items()}


def figures(counted: Counted, seconds: float) -> dict[str, float]:
    """Occupancy by team, and calls, answers and hang-ups a day."""
    occupancy = {team: counted.busy[team] / (heads * seconds) for team, (heads, _) in TEAMS.items()}
    days = seconds / DAY
    return {
        **occupancy,
        "contacts": counted.contacts / days,
        "answered": counted.answered / days,
        "abandoned": counted.abandoned / days,
    }


@pytest.mark.parametrize("name", [*TEAMS, "contacts", "answered", "abandoned"])
def test_the_engine_agrees_with_a_plain_simulation(name: str, engine, peer):
    mine, theirs = engine[name], peer[name]
    errors = [values.std(ddof=1) / np.sqrt(len(values)) for values in (mine, theirs)]
    z = (mine.mean() - theirs.mean()) / np.hypot(*errors)
    print(f"{name}: {mine.mean():.5g} {theirs.mean():.5g}, z {z:.2f}")
    assert abs(z) < FURTHEST
    if name != "abandoned":
        assert student(len(mine)) * errors[0] < WIDEST * mine.mean()
