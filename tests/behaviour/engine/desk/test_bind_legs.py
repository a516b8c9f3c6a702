"""Values of legs are made for the contacts that can come to them, and for no others."""

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, values_of

from sim.engine.bound import Bound
from sim.engine.journal import Role
from sim.engine.parts import part_of
from sim.engine.simpy_model.store import Store

KINDS = {
    "a": {"handle_time": "1 min", "share": 0.6, "forwards": {"b": 0.3}},
    "b": {"handle_time": "1 min", "share": 0.4, "tier2": {"share": 0.2}},
}


@pytest.fixture(scope="module")
def bound() -> Bound:
    return bound_of(
        scenario(
            demand={"volume": "2000/day"},
            channels={
                "chat": {"kind": "live", "outside_hours": "divert", "diverts_to": "mail"},
                "mail": {"touches": {"mean": 1.5}},
            },
            inquiry_types=KINDS,
            triage={"method": "rules", "accuracy": 0.8},
        )
    )


def of_part(bound: Bound, role: Role, elsewhere: bool = False) -> list[int]:
    return bound.legs.case[bound.legs.rows(0, part_of(role), elsewhere=elsewhere)].tolist()


def test_everybody_has_an_answer(bound):
    assert of_part(bound, Role.ANSWER) == list(range(len(bound.cases.arrival)))


@pytest.mark.parametrize(
    ("role", "field", "least"),
    [(Role.TIER2, "tier2", 1), (Role.FORWARD1, "forwards", 1), (Role.TOUCH, "touches", 2)],
)
def test_only_those_have_a_further_leg_who_can_come_to_it(bound, role, field, least):
    rows = np.flatnonzero(values_of(bound)[field] >= least).tolist()
    assert 0 < len(rows) < len(bound.cases.arrival)
    assert of_part(bound, role) == rows


def test_only_those_are_misrouted_whose_type_is_mistaken(bound):
    mistaken = values_of(bound)["predicted_type"] != bound.cases.type
    assert of_part(bound, Role.MISROUTE) == np.flatnonzero(mistaken).tolist()


def test_only_those_are_answered_elsewhere_whose_channel_diverts(bound):
    diverted = np.flatnonzero(bound.cases.channel == 0).tolist()
    assert of_part(bound, Role.ANSWER, elsewhere=True) == diverted


def test_a_case_finds_its_own_row(bound):
    rows = bound.legs.rows(0, part_of(Role.TIER2))
    for row, case in enumerate(bound.legs.case[rows].tolist()):
        stored = Store(bound).leg(case, 0, part_of(Role.TIER2), elsewhere=False)
        assert list(stored) == bound.legs.values[rows][row].tolist()
