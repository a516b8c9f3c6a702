"""The copilot: how much faster people answer with it, by their experience."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import z_of_share
from support.validation import validate

from sim.engine import make_plan
from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Roster
from sim.scenario.root import Scenario
from sim.studies.load.load import team_loads
from sim.workload.draws.streams import Streams

DAY = 86_400.0
WEEK = 7 * DAY
MONTHS = {"kind": "project", "start": date(2026, 1, 5), "warm_up": "1 week", "months": 14}


def desk(copilot: dict[str, Any], policy: str = "copilot", **team: Any) -> Scenario:
    shift = {"hours": "Mon-Fri 09:00-17:00", "agents": 2000}
    people = {"teams": {"desk": {"shifts": [shift]} | team}, "copilot": copilot}
    week = {"kind": "day", "until": "1 day", "at_end": "cut"}
    return scenario(run=team.pop("run", week), bot={}, policy=policy, people=people)


def roster_of(arm: Scenario) -> Roster:
    """The roster, its factors to nine digits: they are multiples of 2^-30."""
    roster = make_roster(arm, Streams(1, 0))
    assert np.array_equal(roster.factor * 2**30, np.rint(roster.factor * 2**30))
    return replace(roster, factor=roster.factor.round(8))


def test_each_agent_is_a_novice_an_expert_or_neither() -> None:
    factor = roster_of(desk({"novices": 0.3, "experts": 0.5})).factor
    assert set(factor.tolist()) == {0.7, 0.85, 1.0}
    for saved, share in ((0.7, 0.3), (0.85, 0.2), (1.0, 0.5)):
        assert abs(z_of_share(factor == saved, share)) < 4


def test_it_multiplies_the_agents_own_factor() -> None:
    own = roster_of(desk({}, policy="none", agent_spread=0.3)).factor
    helped = roster_of(desk({}, agent_spread=0.3)).factor
    assert np.unique((helped / own).round(6)).tolist() == [0.7, 0.85, 1.0]


def test_without_the_policy_it_helps_nobody() -> None:
    assert set(roster_of(desk({}, policy="always_human")).factor.tolist()) == {1.0}


def test_who_joins_is_a_novice_then_neither_then_an_expert() -> None:
    arm = validate(
        desk({"novices": 0, "experts": 1}).model_dump()
        | {"run": MONTHS}
        | {
            "people": {
                "teams": {
                    "desk": {"shifts": [{"hours": "Mon-Fri 09:00-17:00"}], "changes": {0: 1}}
                },
                "copilot": {"novices": 0, "experts": 1, "novice_for": "10 weeks"},
            }
        }
    )
    roster = roster_of(arm)
    old, new = (roster.take(roster.agent == agent) for agent in (0, 1))
    assert set(old.factor.tolist()) == {1.0}
    weeks = (new.start // DAY - new.start[0] // DAY) // 7
    for level, within in ((0.7, weeks < 10), (0.85, (weeks >= 10) & (weeks < 52))):
        assert set(new.factor[within].tolist()) == {level}
    assert set(new.factor[weeks >= 52].tolist()) == {1.0}


def test_people_are_planned_for_with_it() -> None:
    alone, helped = (desk({}, policy=policy) for policy in ("always_human", "copilot"))
    loads = [team_loads(arm, make_plan(arm))[0].mean for arm in (alone, helped)]
    assert loads[1] / loads[0] == pytest.approx(1 - (0.2 * 0.3 + 0.4 * 0.15))


@pytest.mark.parametrize(
    ("copilot", "message"),
    [
        ({"novices": 0.7, "experts": 0.4}, "`novices` and `experts` add up to 1.1 of a team"),
        ({"expert_after": "1 week"}, "`expert_after` is shorter than `novice_for`"),
        ({"novice": 1}, "Input should be less than 1"),
    ],
)
def test_what_does_not_fit(copilot: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        desk(copilot)
