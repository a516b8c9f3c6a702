"""A project: every arm plays the baseline until the launch, and goes its own way from then on."""

from datetime import date

import numpy as np
import pytest
from support.validation import validate

from sim.engine import bind, make_plan, play
from sim.engine.bind.people.roster import make_roster
from sim.scenario.errors import ScenarioError
from sim.workload import generate
from sim.workload.draws.streams import Streams

LAUNCH = 7 * 86_400.0


def desk(**sections):
    document = {
        "name": "project",
        "run": {
            "kind": "project",
            "start": date(2026, 3, 2),
            "warm_up": "1 week",
            "months": 1,
            "run_out": "1 week",
        },
        "demand": {"volume": "40/day"},
        "channels": {"email": {"hours": "Mon-Fri 09:00-17:00"}},
        "inquiry_types": {"general": {"handle_time": "10 min"}},
        "people": {"teams": {"desk": {"shifts": [{"hours": "Mon-Fri 09:00-17:00"}]}}},
    }
    return validate(document | sections)


@pytest.fixture(scope="module")
def journals():
    baseline, arm = desk(), desk(bot={"resolution_rate": 0.5})
    workload = generate(arm, 1, 0, arm.run.horizon(), 1.0)
    plain = play(make_plan(baseline), bind(baseline, workload))
    with_ai = play(make_plan(arm, baseline), bind(arm, workload, baseline))
    return plain.contacts, with_ai.contacts


def test_until_the_launch_both_are_the_same(journals):
    plain, with_ai = (table.take(table.ended < LAUNCH) for table in journals)
    assert len(plain) > 100
    for first, second in zip(plain.columns, with_ai.columns, strict=True):
        np.testing.assert_array_equal(first, second)


def test_the_bot_takes_contacts_from_the_launch_on(journals):
    started = journals[1].bot_start
    assert np.nanmin(started) >= LAUNCH
    assert np.sum(started < LAUNCH + 86_400) > 20


def test_a_project_whose_arm_is_the_baseline_changes_nothing(journals):
    baseline = desk()
    workload = generate(baseline, 1, 0, baseline.run.horizon(), 1.0)
    twice = play(make_plan(baseline, baseline), bind(baseline, workload, baseline))
    for first, second in zip(journals[0].columns, twice.contacts.columns, strict=True):
        np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(("earlier", "later"), [(4, 1), (1, 4)])
def test_arms_may_allow_different_numbers_of_attempts(earlier, later):
    baseline = desk(returns={"max_attempts": earlier})
    arm = desk(returns={"max_attempts": later}, bot={"resolution_rate": 0.5})
    workload = generate(arm, 1, 0, arm.run.horizon(), 1.0)
    contacts = play(make_plan(arm, baseline), bind(arm, workload, baseline)).contacts
    assert contacts.attempt[contacts.arrival < LAUNCH].max() < earlier
    after = contacts.take(contacts.arrival >= LAUNCH)
    assert after.attempt.max() >= 1
    assert not (after.attempt[~np.isnan(after.returned)] + 1 >= later).any()


def test_both_arms_need_the_same_queues():
    rule = "a project goes on with who waits at the launch: both arms need the same queues"
    with pytest.raises(ScenarioError, match=f"{rule} .*; not `dispatch/email`"):
        make_plan(desk(), desk(triage={"method": "dispatcher"}))


def test_who_joins_later_is_slower_at_first():
    team = {"shifts": [{"hours": "Mon-Fri 09:00-17:00"}], "changes": {0: 1}}
    team["learning"] = {"start": 2, "half_life": "1 week"}
    arm = desk(people={"teams": {"desk": team}})
    roster = make_roster(arm, Streams(1, 0))
    old, new = (roster.take(roster.agent == agent) for agent in (0, 1))
    assert set(old.factor.tolist()) == {1.0}
    joined = new.start[0] // 86_400 * 86_400
    weeks = (new.start - joined) / (7 * 86_400)
    assert new.factor[0] == pytest.approx(2, abs=0.1)
    assert new.factor.tolist() == pytest.approx((1 + 2.0**-weeks).tolist())


def test_both_arms_need_the_same_segments():
    own = desk(segments={"some": {"customers": 1}})
    with pytest.raises(ScenarioError, match="the same customers in both arms: write the names"):
        make_plan(own, desk())


def test_a_bot_may_be_better_for_a_segment_in_one_arm():
    better, as_ever = (
        desk(segments={"some": {"customers": 1, "bot_quality": quality}}) for quality in (1.2, 1.0)
    )
    assert make_plan(better, as_ever).segments == ("some",)
