"""Random desks of the whole vocabulary, played by both engines: one journal, to the last bit.

The desks are those of `property/`, where every check of the journal holds as well.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from property import test_desk_properties as whole
from property import test_shift_end_properties as shift_ends
from support.handmade import bound, roster
from support.twins import played_by_both
from twin.random_desks import Desk

from sim.engine import make_plan
from sim.scenario.root import Scenario

COARSE = st.sampled_from([True, False, False])
"""In a third of the examples all times are whole minutes, so that ties occur."""


def same_journal(desk: Scenario, rows: list[Any], people: list[Any]) -> None:
    plan = make_plan(desk)
    played_by_both(plan, bound(plan, rows, roster(*people)))


@given(st.data(), COARSE)
@settings(max_examples=200)
def test_a_plain_desk(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(whole.desks())
    same_journal(desk, data.draw(whole.cases(coarse, True)), data.draw(whole.shifts(coarse)))


@given(st.data(), COARSE)
@settings(max_examples=200)
def test_a_desk_that_says_all(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(whole.whole_desks())
    same_journal(desk, data.draw(whole.cases(coarse)), data.draw(whole.shifts(coarse)))


@pytest.mark.parametrize("rule", ["pause", "hand_over"])
@given(data=st.data())
@settings(max_examples=100)
def test_shifts_that_end_in_deferred_work(rule: str, data: st.DataObject) -> None:
    desk, mail = data.draw(shift_ends.desks(rule)), data.draw(shift_ends.mails)
    people = data.draw(shift_ends.shifts(len(desk.people.teams)))
    same_journal(desk, shift_ends.rows(mail), people)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_desks_of_any_numbers(first: int) -> None:
    compare_desks(range(first, first + 100))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(400, 2400, 250))
def test_two_thousand_further_desks(first: int) -> None:
    compare_desks(range(first, first + 250))


def compare_desks(seeds: range) -> None:
    for seed in seeds:
        desk = Desk(seed)
        played_by_both(desk.plan, desk.bound, f"Desk({seed})")
