"""Desks whose people change from month to month."""

from pathlib import Path

import numpy as np
import pytest
from support.playing import play_out, workload_of
from support.projects import project

from sim.engine.bind.bind import bind
from sim.engine.bind.people.roster import team_sizes
from sim.finance.desk import DeskList, uses
from sim.finance.plans import as_needed, as_written
from sim.finance.use import use_of
from sim.scenario.sections.people import People
from sim.studies.experiment import Arm

TEAM = "people.teams.desk"
THREE = f'{TEAM}.shifts=[{{"hours": "Mon-Fri 09:00-17:00", "agents": 3}}]'


def played(found, people: tuple[People, ...]):
    """What the baseline used with these people, in the first replication."""
    return used(found, (Arm.of("baseline", found.baseline, None), people))[0]


def used(found, *desks: tuple[Arm, tuple[People, ...]]):
    """What desks used in the first replication, each with its people by month."""
    asked = DeskList(found.month_edges)
    for arm, people in desks:
        asked.number(arm, people)
    return uses(found.experiment.of(asked.desks), found.month_edges, 0)


def same(one, other) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("overtime", "handled", "conversations", "flow")
    )


def test_people_as_written_play_as_the_engine_plays_them(tmp_path: Path):
    found = project(tmp_path, THREE, f'{TEAM}.changes={{"1": -2}}', f"{TEAM}.absence=20 %")
    plan, journal = play_out(found.baseline)
    expected = use_of(journal, plan, found.month_edges)
    assert same(played(found, as_written(found.baseline).people), expected)


def test_fewer_people_work_more_overtime(tmp_path: Path):
    busy = ("demand.volume=500/month", THREE, f"{TEAM}.at_shift_end=finish")
    found = project(tmp_path, *busy)
    plans = [as_needed(found.baseline, [{"desk": 3}, {"desk": last}]) for last in (3, 1)]
    many, few = (played(found, plan.people) for plan in plans)
    assert few.overtime[0, 0] == many.overtime[0, 0]
    assert few.overtime[0, 1] != many.overtime[0, 1]


def test_hours_that_change(tmp_path: Path):
    buying = (f"{TEAM}.labour=hours", f"{TEAM}.hours_week=40 h")
    found = project(tmp_path, *buying)
    plan = as_needed(found.baseline, [{"desk": 8}, {"desk": 4}])
    assert [team.teams["desk"].hours_week for team in plan.people] == [40 * 3600, 20 * 3600]
    assert played(found, plan.people).handled.shape == (1, 2)


def test_agents_are_counted_over_all_months(tmp_path: Path):
    found = project(tmp_path, THREE)
    arm = Arm.of("baseline", found.baseline, None)
    people = as_needed(found.baseline, [{"desk": 2}, {"desk": 5}]).people
    asked = DeskList(found.month_edges)
    asked.number(arm, people)
    workload = workload_of(found.baseline)
    bound = bind(arm.scenario, workload, None, asked.desks[0].people_changes)
    assert bound.agents.tolist() == [5] == team_sizes(bound.roster, 1).tolist()
    march = found.month_edges[1]
    before = bound.roster.take(bound.roster.start < march)
    assert before.end.max() <= march
    assert sorted(set(before.agent.tolist())) == [0, 1, 2]


def test_desks_that_differ_in_pay_only_are_one(tmp_path: Path):
    found = project(tmp_path)
    arm, other = Arm.of("baseline", found.baseline, None), Arm.of("ai", found.ai, found.baseline)
    people = as_written(found.baseline).people
    paid = tuple(
        one.model_copy(
            update={
                "teams": {
                    name: team.model_copy(update={"labour": "as_used"})
                    for name, team in one.teams.items()
                }
            }
        )
        for one in people
    )
    more = as_needed(found.baseline, [{"desk": 2}] * 2).people
    desks = DeskList(found.month_edges)
    numbers = [desks.number(arm, people), desks.number(arm, paid), desks.number(arm, more)]
    assert [*numbers, desks.number(other, people), desks.number(arm, more)] == [0, 0, 1, 2, 1]
    assert len(desks.desks) == 3


def test_arms_share_the_warm_up_and_the_workload(tmp_path: Path):
    found = project(tmp_path)
    arms = [Arm.of("baseline", found.baseline, None), Arm.of("ai", found.ai, found.baseline)]
    people = as_written(found.baseline).people
    without, with_ai = used(found, *((arm, people) for arm in arms))
    assert with_ai.flow.cases == without.flow.cases
    assert without.conversations.sum() == 0
    assert with_ai.conversations.sum() >= with_ai.flow.cases


@pytest.mark.parametrize("name", ["resolved_by_bot", "falsely_closed", "escalated", "repeats"])
def test_without_a_bot_nothing_of_it_is_counted(tmp_path: Path, name: str):
    found = project(tmp_path)
    assert getattr(played(found, as_written(found.baseline).people).flow, name) == 0
