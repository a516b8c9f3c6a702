"""Salaried heads over the months: who comes and who goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.finance.payroll import months_of, movements, paced
from sim.scenario.sections.hiring import Hiring

STEADY = Hiring(attrition=0.0)
NONE_AT_ONCE = Hiring(attrition=0.0, lead=0.0, training=0.0)
QUICK = Hiring(attrition=1.0, lead=0.0, training=0.0, notice=0.0)
DAY = 86_400.0

heads = st.lists(st.integers(0, 40), min_size=1, max_size=36)
habits = st.builds(
    Hiring,
    attrition=st.floats(0, 1),
    lead=st.integers(0, 90).map(lambda days: days * DAY),
    training=st.integers(0, 60).map(lambda days: days * DAY),
    notice=st.integers(0, 90).map(lambda days: days * DAY),
)


@pytest.mark.parametrize(("days", "months"), [(0, 0), (1, 1), (30, 1), (31, 2), (63, 3), (365, 12)])
def test_begun_months_count(days: float, months: int):
    assert months_of(days * DAY) == months


def test_heads_that_stay():
    found = movements([3, 3, 3], 3, STEADY)
    assert (found.hires, found.dismissed, found.leavers) == ((0,) * 3,) * 3


def test_growth_is_hired_and_decline_dismissed():
    found = movements([5, 5, 2], 3, STEADY)
    assert found.hires == (2, 0, 0)
    assert found.dismissed == (0, 0, 3)


def test_who_leaves_and_is_needed_is_replaced():
    found = movements([12] * 12, 12, QUICK)
    assert sum(found.leavers) == 12
    assert found.hires == found.leavers
    assert found.dismissed == (0,) * 12


def test_who_leaves_need_not_be_dismissed():
    found = movements([11, 10, 9], 12, QUICK)
    assert found.leavers == (1, 0, 1)
    assert found.dismissed == (0, 1, 0)


def test_the_first_leave_a_notice_after_the_launch():
    late = QUICK.model_copy(update={"notice": 60 * DAY})
    assert movements([12] * 5, 12, late).leavers == (0, 0, 1, 1, 1)


def test_a_small_desk_rarely_loses_a_whole_head():
    found = movements([1] * 36, 1, Hiring(notice=0.0))
    assert sum(found.leavers) == 0
    assert sum(movements([1] * 37, 1, Hiring(notice=0.0)).leavers) == 1


def test_without_leavers_heads_never_fall():
    assert paced([2, 2, 2], 10, NONE_AT_ONCE) == (10, 10, 10)


def test_heads_fall_as_people_leave_down_to_the_need():
    # A twelfth of the heads leaves each month, as far as it makes whole ones.
    assert paced([22] * 4, 24, QUICK) == (22, 22, 22, 22)
    assert paced([20] * 4, 24, QUICK) == (22, 21, 20, 20)


def test_heads_rise_after_lead_and_training():
    needs = [3, 5, 5, 5, 5, 5]
    assert paced(needs, 3, Hiring(attrition=0.0)) == (3, 3, 3, 3, 5, 5)
    assert paced(needs, 3, NONE_AT_ONCE) == tuple(needs)


@given(heads, st.integers(0, 40), habits)
def test_the_books_of_heads_balance(path: list[int], before: int, hiring: Hiring):
    found = movements(path, before, hiring)
    now = before
    for left, hired, dismissed, wanted in zip(
        found.leavers, found.hires, found.dismissed, path, strict=True
    ):
        assert 0 <= left <= now
        assert hired == 0 or dismissed == 0
        now += hired - dismissed - left
        assert now == wanted


@given(heads, st.integers(0, 40), habits)
def test_a_paced_payroll_dismisses_nobody(needs: list[int], before: int, hiring: Hiring):
    found = movements(paced(needs, before, hiring), before, hiring)
    assert sum(found.dismissed) == 0


@given(heads, st.integers(0, 40))
def test_hires_at_once_meet_every_need(needs: list[int], before: int):
    path = paced(needs, before, NONE_AT_ONCE)
    assert all(has >= need for has, need in zip(path, needs, strict=True))
