"""The load that `check` shows counts every leg of a contact, and what slots save."""

import pytest
from support.handmade import scenario

from sim.engine import make_plan
from sim.studies.load.load import team_loads
from sim.studies.load.team_load import TeamLoad

KIND = {"handle_time": "constant 6 min", "solved_by_person": 1}
RETURNS = {"returns": {"after_bot": 0, "after_person": 0}}


def loads(**sections) -> dict[str, float]:
    """Mean erlangs by team of a desk with 10 cases an hour around the clock."""
    return {load.name: load.mean for load in all_loads(**sections)}


def all_loads(**sections) -> list[TeamLoad]:
    desk = scenario(
        **{
            "run": {"kind": "typical", "warm_up": "0 weeks", "window": "1 week"},
            "demand": {"volume": "240/day", "profile": "flat"},
            "channels": {"phone": {"kind": "live"}},
            "inquiry_types": {"general": KIND},
        }
        | RETURNS
        | sections
    )
    return team_loads(desk, make_plan(desk))


def teams(**queues):
    return {"teams": {name: {"headcount": 9, "queues": q} for name, q in queues.items()}}


def test_ten_answers_of_six_minutes_are_an_erlang():
    assert loads() == {"desk": pytest.approx(1)}


def test_the_time_to_connect_is_work_of_its_team():
    given = {"headcount": 9, "queues": ["general"]}
    tier2 = {"headcount": 9, "queues": ["tier2"], "handle_factor": 2}
    found = loads(
        inquiry_types={"general": KIND | {"tier2": {"share": 0.2, "handle_time": "12 min"}}},
        people={"teams": {"first": given | {"connect": "36 s"}, "experts": tier2}},
    )
    # 10 answers of 396 s; 2 of 24 min.
    assert found == {"first": pytest.approx(1.1), "experts": pytest.approx(0.8)}
    found = loads(
        inquiry_types={"general": KIND | {"tier2": {"share": 0.2, "handle_time": "12 min"}}},
        people={"teams": {"first": given, "experts": tier2 | {"connect": "6 min"}}},
    )
    assert found == {"first": pytest.approx(1), "experts": pytest.approx(1)}


def test_tier_2_is_work_of_its_own_team():
    found = loads(
        inquiry_types={"general": KIND | {"tier2": {"share": 0.2, "handle_time": "12 min"}}},
        people=teams(first=["general"], experts=["tier2"]),
    )
    assert found == {"first": pytest.approx(1), "experts": pytest.approx(0.4)}


def test_forwards_are_work_of_the_other_type():
    other = {"handle_time": "constant 3 min", "share": 0, "solved_by_person": 1}
    found = loads(
        inquiry_types={
            "general": KIND | {"share": 1, "forwards": {"other": 0.5}},
            "other": other | {"forwards": {"general": 0.1}},
        },
        people=teams(first=["general"], second=["other"]),
    )
    # A tenth of the half comes back as a second forward; a third does not exist.
    assert found == {"first": pytest.approx(1.05), "second": pytest.approx(0.25)}


def test_touches_are_further_answers():
    mail = {"mail": {"touches": {"mean": 1.5, "reply_delay": "1 h"}}}
    run = {"kind": "typical", "warm_up": "1 week", "window": "1 week"}
    assert loads(channels=mail, run=run) == {"desk": pytest.approx(1.5)}


def test_a_dispatcher_reads_everything():
    found = loads(
        triage={"method": "dispatcher", "dispatch_time": "constant 1 min"},
        people=teams(first=["general"], readers=["dispatch"]),
    )
    assert found["readers"] == pytest.approx(10 / 60)


def test_what_is_diverted_outside_the_hours_is_work_all_the_same():
    line = {"kind": "live", "hours": "daily 06:00-18:00"}
    lost = loads(channels={"phone": line | {"share": 1}, "mail": {"share": 0}})
    divert = {"outside_hours": "divert", "diverts_to": "mail", "share": 1}
    kept = loads(channels={"phone": line | divert, "mail": {"share": 0}})
    assert lost == {"desk": pytest.approx(0.5)}
    assert kept == {"desk": pytest.approx(1)}


def test_slots_save_time_where_nobody_is_idle():
    team = {"headcount": 9, "slots": {"phone": 2}}
    people = {"teams": {"desk": team}}
    # Nine people take ten calls an hour one by one.
    (idle,), (busy,) = (
        all_loads(people={"teams": {"desk": team | {"headcount": n}}}) for n in (9, 1)
    )
    assert idle.busy.sum() == pytest.approx(168, rel=0.001)
    # One who takes two at a time is idle as M/M/2 is empty: a third of the time at 1 erlang.
    assert busy.busy.sum() == pytest.approx(168 * 2 / 3, rel=0.01)
    team["slow_down"] = {2: 1.2}
    (slower,) = all_loads(people=people)
    assert slower.full.sum() == pytest.approx(168 * 0.6)


def test_a_factor_on_after_call_work_is_on_its_share():
    kinds = {"general": KIND | {"after_call": 0.25}}
    team = {"headcount": 9, "wrap_factor": 2}
    found = loads(inquiry_types=kinds, people={"teams": {"desk": team}})
    assert found == {"desk": pytest.approx(1.25)}
