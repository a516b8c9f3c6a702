"""The capacity of a queue: asked at the door of the predicted type's queue, and nowhere else."""

import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine import Journal, make_plan
from sim.engine.journal import Ending
from sim.measures.kpis.certain import certain_shares
from sim.scenario.root import Scenario
from sim.studies.load.load import team_loads

A, B = 0, 1
SERVED, BLOCKED = Ending.PERSON_RESOLVED, Ending.BLOCKED


def desk(queues: dict, **sections) -> Scenario:
    """Two types on two channels, one agent, one minute a contact, nobody leaves."""
    types = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
    phone = {"kind": "live", "patience": "never", "outside_hours": "wait"}
    channels = {"phone": phone, "email": {}}
    defaults = {"inquiry_types": types, "channels": channels}
    return scenario(**defaults | {"queues": queues} | sections)


def journal_of(desk: Scenario, cases: list) -> Journal:
    plan, journal = played(desk, cases)
    check_by_both(journal, plan)
    return journal


def endings(desk: Scenario, cases: list) -> list[Ending]:
    return [Ending(ending) for ending in journal_of(desk, cases).contacts.ending]


def test_who_finds_the_queue_full_is_blocked_and_other_queues_have_room() -> None:
    cases = [case(0), case(10), case(20), case(30, kind=B), case(70)]
    # The second is served from 60 on, so that its place is free again at 70.
    assert endings(desk({"a": {"capacity": 1}}), cases) == [SERVED, SERVED, BLOCKED, SERVED, SERVED]


def test_a_queue_without_places_takes_who_is_served_at_once() -> None:
    cases = [case(0), case(10), case(60)]
    assert endings(desk({"a": {"capacity": 0}}), cases) == [SERVED, BLOCKED, SERVED]


@pytest.mark.parametrize(
    ("queues", "blocked"),
    [
        ({"a/phone": {"capacity": 0}}, [1]),
        ({"*/phone": {"capacity": 0}}, [1, 3]),
        ({"a": {"capacity": 0}}, [1, 2]),
        # The closest name says all.
        ({"a": {"capacity": 0}, "a/phone": {}}, [2]),
    ],
)
def test_a_queue_is_named_with_its_channel_or_without(queues: dict, blocked: list[int]) -> None:
    cases = [case(0), case(10), case(20, channel=1), case(30, kind=B)]
    found = endings(desk(queues), cases)
    assert [number for number, ending in enumerate(found) if ending is BLOCKED] == blocked


def test_the_queue_of_the_predicted_type_is_asked() -> None:
    cases = [case(0), case(10, {"predicted_type": A}, kind=B), case(20, {"predicted_type": B})]
    assert endings(desk({"a": {"capacity": 0}}), cases) == [SERVED, BLOCKED, SERVED]


def test_who_is_forwarded_joins_a_full_queue() -> None:
    cases = [case(0, {"forwards": [A]}, kind=B), case(50), case(55)]
    found = journal_of(desk({"a": {"capacity": 1}}), cases)
    # At 60 the second still waits in the queue of one place, which the first joins behind it.
    assert found.contacts.ending.tolist() == [SERVED, SERVED, BLOCKED]
    assert found.legs.joined.tolist() == [0, 60, 50]
    assert found.legs.started.tolist() == [0, 120, 60]


def test_who_is_transferred_joins_a_full_queue() -> None:
    cases = [case(0, {"predicted_type": B, "misroute": 20}, kind=A), case(10)]
    found = journal_of(desk({"a": {"capacity": 1}}), cases)
    assert found.contacts.ending.tolist() == [SERVED, SERVED]
    assert found.legs.joined.tolist() == [0, 20, 10]


def test_a_capacity_leaves_open_how_contacts_end() -> None:
    assert "turned_away_rate" in certain_shares(desk({}))
    assert "turned_away_rate" not in certain_shares(desk({"a": {"capacity": 100}}))


@pytest.mark.parametrize(("queues", "limited"), [({}, False), ({"b/phone": {"capacity": 9}}, True)])
def test_check_knows_that_who_comes_may_be_turned_away(queues: dict, limited: bool) -> None:
    asked = desk(queues)
    (load,) = team_loads(asked, make_plan(asked))
    assert load.limited is limited
