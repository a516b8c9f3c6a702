"""Time off the queue: its share, its blocks, and how level it leaves the line."""

from datetime import date

import numpy as np
import pytest
from support.handmade import scenario

from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Activity, Roster
from sim.workload.draws.streams import Streams

HOUR, DAY = 3600.0, 86_400.0
SHIFT = "Mon-Fri 09:00-17:00"


def rostered(team, weeks=2, replication=0) -> Roster:
    run = {"kind": "typical", "start": date(2026, 1, 5), "warm_up": 0, "run_out": 0}
    run["window"] = f"{weeks} weeks"
    desk = scenario(run=run, people={"teams": {"desk": team}})
    return make_roster(desk, Streams(1, replication))


def off(roster: Roster) -> Roster:
    return roster.take(roster.activity == Activity.OFF_QUEUE)


def shifts(agents: int, share=0.3, breaks=None, **how) -> dict:
    shift = {"hours": SHIFT, "agents": agents} | ({"breaks": breaks} if breaks else {})
    return {"shifts": [shift], "off_queue": {"share": share} | how}


def on_the_line(roster: Roster) -> np.ndarray:
    """How many agents work between any two changes in the shifts of weekdays."""
    edges = np.unique(np.concatenate([roster.start, roster.end]))
    middle = (edges[:-1] + edges[1:]) / 2
    clock, weekday = middle % DAY, middle // DAY % 7
    middle = middle[(clock > 9 * HOUR) & (clock < 17 * HOUR) & (weekday < 5)]
    work = roster.take(roster.activity == Activity.WORK)
    return (work.start[:, None] <= middle) & (middle < work.end[:, None])


@pytest.mark.parametrize("agents", [1, 20, 60])
@pytest.mark.parametrize("blocks", [1, 3])
def test_the_line_is_level_within_one_head(agents: int, blocks: int) -> None:
    there = on_the_line(rostered(shifts(agents, blocks=blocks))).sum(axis=0)
    assert np.abs(there - 0.7 * agents).max() < 1.0 + 1e-9


def test_at_random_it_is_not() -> None:
    there = on_the_line(rostered(shifts(20, stagger="random"))).sum(axis=0)
    assert np.abs(there - 14).max() > 2


@pytest.mark.parametrize("how", [{}, {"blocks": 4}, {"stagger": "random"}])
@pytest.mark.parametrize("breaks", [None, "daily 12:00-12:45"])
def test_every_shift_has_its_share(how: dict, breaks: str | None) -> None:
    roster = off(rostered(shifts(6, 0.2, breaks, **how)))
    hours = np.zeros((6, 14))
    np.add.at(hours, (roster.agent, (roster.start // DAY).astype(int)), roster.end - roster.start)
    worked = hours[:, [day for day in range(14) if day % 7 < 5]]
    assert worked == pytest.approx(np.full((6, 10), 1.6 * HOUR), abs=1e-4)


def test_a_bare_share_is_one_staggered_block() -> None:
    bare = rostered({"shifts": [{"hours": SHIFT, "agents": 5}], "off_queue": 0.3})
    said = rostered(shifts(5, blocks=1, stagger="plan"))
    for column, other in zip(bare.columns, said.columns, strict=True):
        np.testing.assert_array_equal(column, other)


def test_what_lies_beyond_the_end_goes_on_at_the_start() -> None:
    roster = off(rostered(shifts(20), weeks=4))
    clock = np.stack([roster.start % DAY, roster.end % DAY]) / HOUR
    assert clock.min() == 9.0
    assert clock.max() == 17.0
    pieces = np.unique(roster.agent * 1000 + roster.start // DAY, return_counts=True)[1]
    assert set(pieces.tolist()) == {1, 2}


def test_days_differ() -> None:
    roster = off(rostered(shifts(1)))
    assert len(np.unique(roster.start % DAY)) > 8


def test_an_agent_more_moves_nobody() -> None:
    few, many = (off(rostered(shifts(agents))) for agents in (5, 6))
    kept = many.take(many.agent < 5)
    for column, other in zip(few.columns, kept.columns, strict=True):
        np.testing.assert_array_equal(column, other)


def test_around_the_clock() -> None:
    roster = off(rostered({"headcount": 10, "off_queue": 0.25}))
    total = (roster.end - roster.start).sum() / (14 * DAY * 10)
    assert total == pytest.approx(0.25, abs=1e-9)
