"""Induced demand: easier contact through a bot brings more cases, only where it is offered."""

from datetime import date

import numpy as np
import pytest
from support.desks.workload_desk import cases, desk
from support.handmade import scenario
from support.playing import play_out, workload_of
from support.validation import validate

from sim.engine import bind, make_plan, play
from sim.scenario.derived.offering import may_be_offered
from sim.scenario.root import Scenario
from sim.scenario.sections.policy import PRESETS
from sim.studies.load.load import team_loads
from sim.workload import generate
from sim.workload.candidates.multiplier import (
    largest_multiplier,
    planned_factors,
    volume_multiplier,
)

DAY = 86_400.0
SHARE = 0.25


def line(bot=None, rules=(), channel=None, kind=None, **demand) -> Scenario:
    """Two types on two channels; the bot's section is that of the arm."""
    kinds = {"a": kind or {}, "b": {}}
    base = desk(
        {name: {"share": 0.5, "bot": its} for name, its in kinds.items()},
        {"phone": channel or {}, "email": {}},
        **({"volume": "400/day", "profile": "flat"} | demand),
    )
    section = {"induced_demand": SHARE} if bot is None else bot
    policy = rules if isinstance(rules, str) else {"rules": rules}
    segments = {"vips": {"customers": 1, "value": 1, "vip": True}, "others": {"customers": 1}}
    sections = {"bot": section, "policy": policy, "segments": segments}
    return validate(base.model_dump() | sections)


def to_person(**when):
    return {"name": "person", "when": when, "then": "person"}


def to_bot(**when):
    return {"name": "bot", "when": when, "then": "bot"}


def factors(**sections):
    """By cell: a/phone, a/email, b/phone, b/email."""
    return (planned_factors(line(**sections)) - 1).round(9).tolist()


# ---- Where it acts


def test_it_acts_wherever_the_bot_is():
    assert factors() == [SHARE] * 4


def test_without_a_bot_or_without_a_share_there_is_none():
    assert factors(bot={}) == [0] * 4
    without = line().model_copy(update={"bot": None})
    assert planned_factors(without).tolist() == [1] * 4


def test_it_goes_with_the_adoption():
    bot = {"induced_demand": SHARE}
    assert factors(bot=bot | {"adoption": 0}) == [0] * 4
    assert factors(bot=bot | {"adoption": 0.4}) == [0.4 * SHARE] * 4


def test_in_a_project_it_goes_with_the_adoption_of_the_month():
    run = {"kind": "project", "start": "2026-01-05", "warm_up": "1 week", "months": 3}
    arm = line(bot={"induced_demand": SHARE, "adoption": {"0": 0.2, "2": 1}})
    arm = validate(arm.model_dump() | {"run": run})
    start = arm.run.horizon().window_start
    days = np.array([1.0, 32.0, 60.0, 80.0])
    v = volume_multiplier(arm)(start + 86_400.0 * days, np.zeros(4, dtype=np.int64))
    assert v == pytest.approx(1 + SHARE * np.array([0.2, 0.6, 1, 1]))


def test_a_type_that_the_bot_may_not_take_brings_no_more():
    assert factors(kind={"eligible": False}) == [0, 0, SHARE, SHARE]


def test_a_channel_without_the_bot_brings_no_more():
    assert factors(channel={"bot": "never"}) == [0, SHARE, 0, SHARE]


@pytest.mark.parametrize("policy", sorted(PRESETS))
def test_policies_that_never_offer_the_bot_induce_nothing(policy):
    # With channels that never close, `after_hours` is another word for never.
    never = {"always_human", "triage_only", "copilot", "after_hours"}
    assert factors(rules=policy) == [0 if policy in never else SHARE] * 4


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([to_person(type="a")], [0, 0, 1, 1]),
        ([to_person(type="b", channel="email")], [1, 1, 1, 0]),
        ([to_bot(type="a"), to_person()], [1, 1, 0, 0]),
        ([to_person(type="a"), to_bot(type="a")], [0, 0, 1, 1]),
        ([to_person(turn="== 0")], [0] * 4),
        ([to_person(turn=">= 1")], [1] * 4),
        ([to_person(attempt="< 1")], [0] * 4),
        ([to_person(attempt=">= 1")], [1] * 4),
        ([to_person(mood="> 0.9")], [0] * 4),
        ([to_person(urgency=">= 1")], [0] * 4),
        ([to_person(urgency="== 5")], [1] * 4),
        ([to_person(urgency="== 6")], [1] * 4),
        ([to_person(confidence="< 0.8")], [1] * 4),
        ([to_person(queue_length=">= 0")], [0] * 4),
        ([to_person(queue_length=">= 3")], [1] * 4),
        ([to_person(asked_for_person=True)], [1] * 4),
        ([to_bot(queue_length=">= 3"), to_person()], [1] * 4),
        ([to_bot(turn=">= 1"), to_person()], [0] * 4),
        ([to_person(turn="== 0", confidence="< 0.8"), to_person(type="b")], [1, 1, 0, 0]),
    ],
)
def test_rules_are_read_as_far_as_they_are_sure(rules, expected):
    named = [rule | {"name": f"rule {number}"} for number, rule in enumerate(rules)]
    assert factors(rules=named) == [SHARE * one for one in expected]


@pytest.mark.parametrize(
    ("channel", "offered"),
    [
        ({"hours": "Mon-Fri 09:00-17:00"}, True),
        ({"hours": "Mon-Fri 09:00-17:00", "bot": "hours"}, False),
        ({"hours": "always"}, False),
    ],
)
def test_open_is_sure_where_the_bot_has_the_hours_of_people(channel, offered):
    arm = line(rules="after_hours", channel=channel)
    assert may_be_offered(arm, "a", "phone") is offered


def test_a_holiday_closes_what_never_closes():
    arm = line(rules="after_hours")
    calendar = {"holidays": [date(2026, 1, 6)]}
    arm = validate(arm.model_dump() | {"calendar": calendar})
    assert may_be_offered(arm, "a", "phone")


# ---- How it acts


def test_it_adds_cases_and_moves_none():
    arm, plain = line(channel={"bot": "never"}), line(bot={}, channel={"bot": "never"})
    workload = workload_of(arm)
    more = cases(workload, workload.admit(volume_multiplier(arm)))
    few = cases(workload, workload.admit(volume_multiplier(plain)))
    assert few.items() < more.items()
    assert {identity[0] for identity in more.keys() - few.keys()} == {"a/email", "b/email"}


def test_the_volume_grows_by_the_share():
    arm = line(volume="20000/day", busyness={"cv": 0})
    rows = workload_of(arm).admit(volume_multiplier(arm))
    expected = 20_000 * (1 + SHARE)
    assert abs(len(rows) - expected) < 4 * np.sqrt(expected)


def test_growth_and_surges_multiply_it():
    surge = {"start": "6 h", "duration": "6 h", "growth": "50 %", "types": "b"}
    arm = line(channel={"bot": "never"}, multiplier=1.3, surges=[surge])
    v = volume_multiplier(arm)(np.array([7.0, 7.0, 7.0, 1.0]) * 3600, np.array([0, 1, 3, 3]))
    assert v == pytest.approx([1.3, 1.3 * 1.25, 1.3 * 1.5 * 1.25, 1.3 * 1.25])


@pytest.mark.parametrize("multiplier", [0.7, 1.0, 1.1, 3.3])
def test_the_bound_is_never_passed_and_is_reached(multiplier):
    surges = [{"start": 0, "duration": "1 day", "growth": g} for g in (0.1, 0.7, 1 / 3)]
    arm = line(multiplier=multiplier, surges=surges)
    (v,) = volume_multiplier(arm)(np.array([60.0]), np.array([0]))
    bound = largest_multiplier(arm)
    assert bound == v if multiplier >= 1 else bound == pytest.approx(v / multiplier)


def test_work_against_people_counts_it():
    week = {"kind": "typical", "warm_up": 0, "window": "1 week", "run_out": 0}
    loads = []
    for share in (0, SHARE):
        arm = scenario(run=week, bot={"induced_demand": share, "resolution_rate": 0.5})
        (load,) = team_loads(arm, make_plan(arm))
        loads.append(load.mean)
    assert loads[1] == pytest.approx(loads[0] * (1 + SHARE), rel=1e-12)


# ---- From the launch on

RUN = {"kind": "project", "start": date(2026, 3, 2), "warm_up": "1 week", "months": 1}
LAUNCH = 7 * DAY


def in_project(arm: Scenario) -> Scenario:
    return validate(arm.model_dump() | {"run": RUN})


def test_a_project_induces_nothing_before_the_launch():
    before, arm = in_project(line(bot={})), in_project(line())
    v = volume_multiplier(arm, before)
    around = np.array([0.0, LAUNCH - 1, LAUNCH, LAUNCH + DAY])
    assert v(around, np.zeros(4, dtype=np.int64)).tolist() == [1, 1, 1 + SHARE, 1 + SHARE]


def test_a_bot_that_was_there_before_the_launch_goes_on_until_then():
    before, arm = in_project(line()), in_project(line(bot={}))
    v = volume_multiplier(arm, before)
    assert v(np.array([0.0, LAUNCH]), np.array([0, 0])).tolist() == [1 + SHARE, 1]
    assert largest_multiplier(arm, before) == 1 + SHARE
    assert largest_multiplier(arm) == 1


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
def test_the_arms_of_a_project_share_all_that_comes_before_the_launch(counts):
    sections = {"volume": "40/day", "counts": counts}
    before = in_project(line(**sections)).model_copy(update={"bot": None})
    arm = in_project(line(**sections))
    workload = generate(arm, 1, 0, arm.run.horizon(), largest_multiplier(arm, before))
    plain = play(make_plan(before), bind(before, workload)).contacts
    after = play(make_plan(arm, before), bind(arm, workload, before)).contacts
    shared = [table.take(table.ended < LAUNCH) for table in (plain, after)]
    assert len(shared[0]) > 100
    for first, second in zip(*(table.columns for table in shared), strict=True):
        np.testing.assert_array_equal(first, second)
    firsts = [np.sum((one.arrival >= LAUNCH) & (one.attempt == 0)) for one in (plain, after)]
    assert firsts[1] / firsts[0] == pytest.approx(1 + SHARE, rel=0.05)


def test_identities_stay_whose_they_are_on_both_sides_of_the_launch():
    before = in_project(line(volume="40/day", multiplier=1.5)).model_copy(update={"bot": None})
    arm = in_project(line(volume="40/day"))
    workload = generate(arm, 1, 0, arm.run.horizon(), largest_multiplier(arm, before))
    contacts = play(make_plan(arm, before), bind(arm, workload, before)).contacts
    first = contacts.take(contacts.attempt == 0)
    times = [arrivals(workload.candidates, "time"), arrivals(first, "arrival")]
    assert times[1].items() <= times[0].items()
    layers = [set(first.layer[later == (first.arrival >= LAUNCH)]) for later in (False, True)]
    assert layers == [{0, 1}, {0, 1}]
    assert np.mean(first.layer[first.arrival < LAUNCH]) > 0.25


def arrivals(table, time: str) -> dict[tuple[int, ...], float]:
    """When each case comes, by its identity."""
    columns = [getattr(table, name).tolist() for name in ("cell", "layer", "day", "ordinal", time)]
    return {tuple(identity): at for *identity, at in zip(*columns, strict=True)}


def test_a_bot_that_is_never_offered_is_the_desk_without_a_bot():
    week = {"run": {"kind": "day", "until": "3 days"}}
    silent = validate(
        scenario(**week).model_dump() | {"bot": {"induced_demand": SHARE}, "policy": "always_human"}
    )
    _, with_bot = play_out(silent)
    _, without = play_out(silent.model_copy(update={"bot": None}))
    assert len(without.contacts) > 10
    for first, second in zip(with_bot.contacts.columns, without.contacts.columns, strict=True):
        np.testing.assert_array_equal(first, second)
