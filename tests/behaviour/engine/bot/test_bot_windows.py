"""Outages and drifts act in their windows and nowhere else, where no queue couples contacts."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import play_out, z_of_share

from sim.engine import Journal, Plan
from sim.engine.journal import Ending
from sim.engine.plan.rules import BuiltIn
from sim.scenario.root import Scenario

DAY, HOUR = 86_400.0, 3600.0
MONDAY = date(2026, 1, 5)
EPOCH = date(1970, 1, 1).toordinal()
WARM_UP = 7 * DAY
NOBODY_INTERVENES = {"asks_at_once": 0, "asks_per_turn": 0, "leaves_per_turn": 0}


def desk(**bot: Any) -> Scenario:
    """So many people that nobody waits, alike and around the clock."""
    return scenario(
        run={"start": MONDAY, "warm_up": "1 week", "window": "2 weeks", "run_out": "1 week"},
        demand={"volume": "150/day"},
        inquiry_types={
            "how": {"share": 0.5, "handle_time": "8 min", "solved_by_person": 0.8},
            "bill": {"share": 0.5, "handle_time": "8 min", "bot": {"resolution_rate": 0.3}},
        },
        bot={"turn_time": "2 min", "false_resolution": 0.2} | bot,
        people={"teams": {"desk": {"headcount": 60}}},
        returns={"delay": "12 h"},
    )


@pytest.fixture(scope="module")
def plain() -> tuple[Plan, Journal]:
    plan, journal = play_out(desk())
    assert (journal.legs.started[~np.isnan(journal.legs.started)] == served(journal)).all()
    return plan, journal


def served(journal: Journal) -> np.ndarray:
    return journal.legs.joined[~np.isnan(journal.legs.started)]


def rows(journal: Journal, cases: np.ndarray) -> dict[str, bytes]:
    kept = np.isin(journal.contacts.case, cases)
    return {name: column[kept].tobytes() for name, column in vars(journal.contacts).items()}


def test_an_outage_acts_on_the_sessions_that_it_meets_and_on_no_other(
    plain: tuple[Plan, Journal],
):
    start, end = WARM_UP + 3 * DAY + 9 * HOUR, WARM_UP + 3 * DAY + 15 * HOUR
    plan, down = play_out(desk(outages=[{"start": "81 h", "duration": "6 h"}]))
    assert plan.outages.tolist() == [[start, end]]
    met = []
    for journal in (plain[1], down):
        c = journal.contacts
        until = np.where(np.isnan(c.bot_end), c.triaged, c.bot_end)
        met.append(c.case[(c.triaged < end) & (until >= start)])
    touched = np.union1d(*met)
    others = np.setdiff1d(np.unique(down.contacts.case), touched)
    assert len(touched) > 20
    assert len(others) > 3000
    assert rows(down, others) == rows(plain[1], others)
    inside = (down.contacts.triaged >= start) & (down.contacts.triaged < end)
    assert np.isnan(down.contacts.bot_start[inside]).all()
    cut = down.contacts.rule == plan.policy.number(BuiltIn.OUTAGE)
    assert cut.any()
    assert set(down.contacts.bot_end[cut].tolist()) == {start}


DRIFT = {"start": "2026-01-15", "duration": "5 days", "points": "20 %"}


@pytest.mark.parametrize("types", [None, ["how"]])
def test_a_drift_acts_on_the_cases_that_first_arrive_in_it_and_on_no_other(
    plain: tuple[Plan, Journal], types: list[str] | None
):
    _, drifted = play_out(desk(drift=[DRIFT | {"types": types}]))
    first = drifted.contacts.take(drifted.contacts.attempt == 0)
    day = first.day + EPOCH
    inside = (day >= date(2026, 1, 15).toordinal()) & (day < date(2026, 1, 20).toordinal())
    if types:
        inside &= first.type == 0
    assert np.count_nonzero(inside) > 300
    assert rows(drifted, first.case[~inside]) == rows(plain[1], first.case[~inside])
    assert rows(drifted, first.case[inside]) != rows(plain[1], first.case[inside])


def test_it_costs_its_points():
    """In its window the bot solves ten points less of first contacts; outside, as many as ever."""
    drift = DRIFT | {"duration": "2 weeks", "points": "10 %"}
    bot = {"resolution_rate": 0.5, "drift": [drift], **NOBODY_INTERVENES}
    arm = scenario(
        run={"start": MONDAY, "warm_up": "0 weeks", "window": "4 weeks", "run_out": "1 week"},
        demand={"volume": "250/day"},
        bot=bot,
        people={"teams": {"desk": {"headcount": 60}}},
        returns={"max_attempts": 1},
    )
    _, journal = play_out(arm)
    ended = journal.contacts.take(~np.isnan(journal.contacts.bot_end))
    day = ended.day + EPOCH
    inside = (day >= date(2026, 1, 15).toordinal()) & (day < date(2026, 1, 29).toordinal())
    solved = ended.ending == Ending.BOT_RESOLVED
    assert abs(z_of_share(solved[inside], 0.4)) < 4
    assert abs(z_of_share(solved[~inside], 0.5)) < 4
    assert abs(z_of_share(solved[inside], 0.5)) > 4
