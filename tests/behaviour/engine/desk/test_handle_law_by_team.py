"""Teams with laws of handle times of their own: bound from the same draws, one column a law."""

from pathlib import Path

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, play_out

from sim.engine import Bound, make_plan
from sim.engine.bind.bind import bind
from sim.engine.bound import LegValues
from sim.engine.journal import Journal, Outreach, Role
from sim.engine.parts import forward_part, part_of
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.load.load import team_loads
from sim.workload import generate

FIELDS = len(LegValues._fields)
TYPES = {
    "a": {"share": 0.5, "handle_time": "exponential 1 min", "solved_by_person": 1},
    "b": {"share": 0.5, "handle_time": "constant 2 min", "solved_by_person": 1},
}
MAIL = {"mail": {}}


def desk(laws: dict, queues: dict | None = None, **sections) -> Scenario:
    """Teams of 20 with laws of handle times (None: the types')."""
    teams = {
        name: {"headcount": 20, "handle_time": law, "queues": (queues or {}).get(name, "all")}
        for name, law in laws.items()
    }
    given = {"demand": {"volume": "400/hour"}, "inquiry_types": TYPES, "people": {"teams": teams}}
    return scenario(**given | sections)


def handles(bound: Bound, part: int = 0) -> np.ndarray:
    """Seconds of a leg under the types' laws, then under each law of teams."""
    rows = bound.legs.rows(0, part)
    return bound.legs.values[rows][:, [0, *range(FIELDS, bound.legs.values.shape[1])]]


def test_each_distinct_law_is_one_column_and_teams_know_theirs() -> None:
    own, by_type = "constant 3 min", {"b": "constant 4 min"}
    laws = {"first": own, "second": None, "third": by_type, "fourth": own}
    asked = desk(laws)
    assert make_plan(asked).team_plan.law.tolist() == [1, 0, 2, 1]
    bound = bound_of(asked)
    assert bound.legs.values.shape[1] == FIELDS + 2
    usual, first, third = handles(bound).T
    of_b = bound.cases.type == 1
    assert set(first) == {180}
    assert set(third[of_b]) == {240}
    # A type that is not named keeps its own law.
    assert np.array_equal(third[~of_b], usual[~of_b])


def test_a_teams_law_moves_no_other_value() -> None:
    plain, own = bound_of(desk({"first": None})), bound_of(desk({"first": "gamma 3 min cv 0.5"}))
    assert np.array_equal(plain.legs.values, own.legs.values[:, :FIELDS])
    assert np.array_equal(plain.contacts.values, own.contacts.values, equal_nan=True)
    assert np.array_equal(plain.cases.arrival, own.cases.arrival)


def test_all_laws_come_from_the_same_uniform() -> None:
    bound = bound_of(desk({"first": "exponential 3 min", "second": {"a": "gamma 1 min cv 1"}}))
    usual, three, gamma = handles(bound)[bound.cases.type == 0].T
    # Three times the mean: three times the quantile, to a tick of the grid each; gamma of cv 1 is
    # exponential.
    assert np.abs(three - 3 * usual).max() <= 2 * 2.0**-20
    assert np.abs(gamma - usual).max() <= 2.0**-20


def test_answers_touches_and_forwards_have_it_and_no_other_leg() -> None:
    kinds = {name: kind | {"handle_time": "constant 2 min"} for name, kind in TYPES.items()}
    kinds["a"] |= {"forwards": {"b": 0.5}, "tier2": {"share": 0.5}}
    asked = desk(
        {"first": {"a": "constant 7 min", "b": "constant 9 min"}},
        inquiry_types=kinds,
        channels={"mail": {"touches": {"mean": 2}}},
        triage={"method": "dispatcher", "misroute_time": "constant 30 s", "dispatch_time": "5 s"},
    )
    bound = bound_of(asked)
    types = bound.cases.type
    answer, touch, forward = (
        (bound.legs.case[bound.legs.rows(0, part)], handles(bound, part)[:, 1])
        for part in (part_of(Role.ANSWER), part_of(Role.TOUCH), forward_part(0))
    )
    for cases, seconds in (answer, touch):
        assert np.array_equal(seconds, np.where(types[cases] == 0, 420, 540))
    assert set(forward[1]) == {540}
    for role in (Role.MISROUTE, Role.DISPATCH, Role.TIER2):
        usual, own = handles(bound, part_of(role)).T
        assert np.array_equal(usual, own)


def talks(journal: Journal, team: int, role: Role = Role.ANSWER) -> np.ndarray:
    legs = journal.legs
    rows = (legs.team == team) & (legs.role == role) & ~np.isnan(legs.talk_end)
    assert rows.any()
    return legs.talk_end[rows] - legs.started[rows]


def test_who_handles_a_contact_decides_how_long_it_takes() -> None:
    kinds = {name: kind | {"handle_time": "constant 2 min"} for name, kind in TYPES.items()}
    asked = desk(
        {"first": "constant 4 min", "second": None},
        {"first": ["a"]},
        inquiry_types=kinds,
        channels=MAIL,
        demand={"volume": "2000/hour"},
    )
    _, journal = play_out(asked)
    assert set(talks(journal, 0)) == {240}
    assert set(talks(journal, 1)) == {120}
    # The second team helps with what the first is too slow for.
    assert set(journal.legs.queue[journal.legs.team == 1]) == {0, 1}


def test_all_factors_act_on_a_teams_law() -> None:
    team = {"headcount": 50, "handle_time": "constant 4 min", "connect": "5 s"}
    team |= {"handle_factor": 0.5, "wrap_factor": 3}
    kind = {"handle_time": "constant 2 min", "after_call": 0.25, "solved_by_person": 1}
    asked = scenario(
        demand={"volume": "400/hour"},
        inquiry_types={"general": kind},
        people={"teams": {"desk": team}},
        triage={"method": "ai", "summary_saves": 0.1},
    )
    _, journal = play_out(asked)
    # 240 s x 0.5 x 0.9 are 108 s: 81 of talk, and 27 x 3 after the call.
    assert set(talks(journal, 0)) == {81 + 5}
    done = ~np.isnan(journal.legs.wrap_end)
    assert set((journal.legs.wrap_end - journal.legs.talk_end)[done]) == {81}


def test_where_a_contact_is_diverted_the_teams_law_holds_there_too() -> None:
    phone = {"kind": "live", "hours": "daily 02:00-03:00", "outside_hours": "divert"}
    channels = {"phone": phone | {"diverts_to": "mail"}, "mail": {}}
    kinds = {name: kind | {"channels": {"phone": 1}} for name, kind in TYPES.items()}
    asked = desk({"first": "constant 4 min"}, channels=channels, inquiry_types=kinds)
    _, journal = play_out(asked)
    assert set(journal.contacts.handled_on) == {1}
    assert set(talks(journal, 0)) == {240}


def test_a_forward_is_handled_by_the_law_for_its_type() -> None:
    kinds = {name: kind | {"handle_time": "constant 2 min"} for name, kind in TYPES.items()}
    kinds["a"] |= {"forwards": {"b": 1}}
    law = {"b": "constant 5 min"}
    _, journal = play_out(desk({"first": law}, inquiry_types=kinds, channels=MAIL))
    assert set(talks(journal, 0, Role.FORWARD1)) == {300}
    legs = journal.legs.take((journal.legs.role == Role.ANSWER) & (journal.legs.talk_end > 0))
    found = set(zip(legs.queue.tolist(), (legs.talk_end - legs.started).tolist(), strict=True))
    assert found == {(0, 120.0), (1, 300.0)}


def test_programmes_shorten_every_law() -> None:
    notice = {"types": "a", "effect": "move", "earlier": "1 min", "handle_factor": 0.5}
    bound = bound_of(desk({"first": "constant 4 min"}, programmes={"notice": notice}))
    moved = bound.cases.outreach == Outreach.MOVED
    assert moved.any()
    assert set(handles(bound)[moved, 1]) == {120}
    assert set(handles(bound)[~moved, 1]) == {240}


def test_what_a_trace_gives_takes_the_place_of_every_law(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("at,kind,ht\n10,a,33\n20,b,\n30,b,44\n")
    columns = {"arrival": "at", "type": "kind", "handle_time": "ht"}
    asked = desk(
        {"first": "constant 4 min"},
        demand={"trace": {"file": str(tmp_path / "calls.csv"), "columns": columns}},
    )
    found = handles(bind(asked, generate(asked, 1, 0, asked.run.horizon(), 1)))
    assert found.tolist() == [[33, 33], [120, 240], [44, 44]]


def test_check_reckons_with_what_a_trace_gives(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("at,kind,ht\n10,a,30\n20,b,50\n30,b,100\n")
    columns = {"arrival": "at", "type": "kind", "handle_time": "ht"}
    trace = {"trace": {"file": str(tmp_path / "calls.csv"), "columns": columns}}
    for law in (None, "constant 4 min"):
        asked = desk({"first": law}, demand=trace)
        (load,) = team_loads(asked, make_plan(asked))
        assert load.load.sum() * 3600 == pytest.approx(180)


def test_arms_that_differ_in_a_law_are_bound_apart() -> None:
    arms = [Arm.of("arm", desk({"first": law}), None) for law in (None, "4 min", "4 min", "5 min")]
    assert [arms[1].origin.bound == arm.origin.bound for arm in arms] == [False, True, True, False]


def loads(laws: dict, queues: dict, **sections) -> dict[str, float]:
    """Mean erlangs by team of 10 cases an hour of each type, around the clock."""
    week = {"kind": "typical", "warm_up": "0 weeks", "window": "1 week", "run_out": "0 weeks"}
    given = {"run": week, "demand": {"volume": "480/day", "profile": "flat"}, "channels": MAIL}
    asked = desk(laws, queues, **given | sections)
    return {load.name: load.mean for load in team_loads(asked, make_plan(asked))}


def test_check_reckons_with_the_mean_of_the_teams_law() -> None:
    queues = {"first": ["a"], "second": ["b"]}
    usual = {"first": pytest.approx(10 / 60), "second": pytest.approx(20 / 60)}
    assert loads({"first": None, "second": None}, queues) == usual
    laws = {"first": "6 min", "second": {"a": "9 min"}}
    assert loads(laws, queues) == usual | {"first": pytest.approx(1)}


def test_check_knows_which_legs_have_the_teams_law() -> None:
    kinds = {**TYPES, "a": TYPES["a"] | {"after_call": 0.5, "tier2": {"share": 0.5, "solved": 1}}}
    kinds["b"] = TYPES["b"] | {"after_call": "constant 3 min"}
    found = loads({"first": "6 min"}, {}, inquiry_types=kinds)
    # An hour brings 10 answers of 6 min to a, 5 of tier 2 at the type's 1 min, and 10 to b of 6 min
    # with 3 min of after-call work of its own law.
    assert found == {"first": pytest.approx((60 + 5 + 60 + 30) / 60)}


@pytest.mark.parametrize(
    ("law", "message"),
    [
        ({"c": "1 min"}, "people.teams.first.handle_time.c: no type is called 'c'"),
        ("0 s", "people.teams.first.handle_time: a handle time of 0 is no work"),
        ({"a": "0 s"}, "people.teams.first.handle_time.a: a handle time of 0 is no work"),
        ("lognormal 20 days cv 9", "people.teams.first.handle_time: a mean of 20 days"),
    ],
)
def test_a_law_that_cannot_be_is_a_located_error(law: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        desk({"first": law})
