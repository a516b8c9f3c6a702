"""Redials that differ by inquiry type: a type's own take the place of its channel's."""

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.playing import bound_of, legs_of, values_of, whose, z_of_share

from sim.engine import Bound, make_plan
from sim.engine.journal import Role
from sim.measures.kpis.certain import certain_shares
from sim.scenario.root import Scenario

ORDINARY, OWN = 0, 1
PHONE = {"kind": "live", "redial": {"first": 0.5, "further": 0.2, "delay": "constant 10 min"}}
REDIAL = {"first": 0.9, "further": 0.4, "delay": "constant 5 min"}


def desk(own: dict | None = None, phone: dict | None = None) -> Scenario:
    """Ordinary calls, and those of one type with redials of its own."""
    kind = {"share": 0.5, "handle_time": "1 min", "forwards": {"ordinary": 0.5}}
    return scenario(
        demand={"volume": "4000/hour"},
        channels={"phone": PHONE if phone is None else phone},
        inquiry_types={"ordinary": kind, "own": kind | {"redial": own}},
    )


def of_type(bound: Bound, field: str, kind: int, attempt: int = 0) -> np.ndarray:
    return values_of(bound, attempt)[field][bound.cases.type[whose(bound, attempt)] == kind]


@pytest.mark.parametrize(
    ("kind", "attempt", "share"), [(0, 0, 0.5), (0, 2, 0.2), (1, 0, 0.9), (1, 2, 0.4)]
)
def test_a_type_has_chances_of_its_own(kind: int, attempt: int, share: float) -> None:
    assert abs(z_of_share(of_type(bound_of(desk(REDIAL)), "redials", kind, attempt) > 0, share)) < 4


def test_a_type_has_a_delay_of_its_own() -> None:
    bound = bound_of(desk(REDIAL))
    assert set(of_type(bound, "redial_delay", ORDINARY)) == {600}
    assert set(of_type(bound, "redial_delay", OWN)) == {300}


def test_one_types_redials_move_no_value_of_another() -> None:
    without, bound = bound_of(desk()), bound_of(desk(REDIAL))
    for field in ("redials", "redial_delay", "forwards", "solved"):
        for attempt in range(4):
            same = of_type(without, field, ORDINARY, attempt), of_type(bound, field, 0, attempt)
            assert len(same[0])
            assert np.array_equal(*same)
    assert np.array_equal(without.cases.arrival, bound.cases.arrival)


def test_a_type_may_redial_where_its_channel_does_not() -> None:
    bound = bound_of(desk(REDIAL, {"kind": "live"}))
    assert bound.contacts.attempts == 4
    assert not of_type(bound, "redials", ORDINARY).any()
    assert abs(z_of_share(of_type(bound, "redials", OWN) > 0, 0.9)) < 4
    assert "redial_rate" not in certain_shares(desk(REDIAL, {"kind": "live"}))
    assert "redial_rate" in certain_shares(desk(None, {"kind": "live"}))


def test_a_type_keeps_its_way_and_its_patience_where_it_says_so() -> None:
    bound = bound_of(desk(REDIAL | {"as": "forwarded", "keeps": "patience"}))
    again = whose(bound, 1)
    own = bound.cases.type[again] == OWN
    first, second = values_of(bound)["forwards"][again], values_of(bound, 1)["forwards"]
    assert np.array_equal(first[own], second[own])
    assert not np.array_equal(first[~own], second[~own])
    first, second = (legs_of(bound, Role.ANSWER, attempt)["patience"] for attempt in (0, 1))
    first = first[again]
    assert np.array_equal(first[own], second[own])
    assert not (first[~own] == second[~own]).any()


def test_who_comes_back_to_a_forward_is_told_by_the_type() -> None:
    plan = make_plan(desk(REDIAL | {"as": "forwarded"}))
    assert [kind.redials_forwarded for kind in plan.type_plans] == [(False,), (True,)]


@pytest.mark.parametrize(("kind", "role"), [(ORDINARY, Role.ANSWER), (OWN, Role.FORWARD1)])
def test_the_next_attempt_begins_as_the_type_of_the_case_says(kind: int, role: Role) -> None:
    store = {"forwards": [ORDINARY], "forward1_patience": 30, "redials": 1, "redial_delay": 100}
    asked = desk({"as": "forwarded"})
    # Its answer ends at 60; on the forward, to a type that begins anew, it waits up to 90.
    _, journal = played(asked, [case(0, *[store] * 4, kind=kind), case(0, {"answer": 500})])
    legs = journal.legs.take((journal.legs.case == 0) & (journal.legs.attempt == 1))
    assert (legs.role[0], legs.joined[0]) == (role, 190)
