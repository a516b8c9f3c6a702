"""Present value, payback and internal rate against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.finance.cash import internal_rate, monthly_rate, payback, present_value


def flows(first: float, monthly: float, months: int) -> np.ndarray:
    """One replication: something at the launch, the same amount at each month's end."""
    return np.array([[first, *[monthly] * months]])


def test_a_years_interest_compounds():
    assert (1 + monthly_rate(0.10)) ** 12 == pytest.approx(1.10)
    assert monthly_rate(0) == 0


def test_what_is_paid_at_the_launch_counts_in_full():
    assert present_value(flows(-8000, 0, 12), 0.10).tolist() == [-8000]


def test_an_amount_a_year_later():
    late = np.array([[0.0] * 12 + [110.0]])
    assert present_value(late, 0.10) == pytest.approx([100])


def test_the_value_of_an_annuity():
    rate = monthly_rate(0.10)
    annuity = (1 - (1 + rate) ** -24) / rate
    assert present_value(flows(-8000, 883.33, 24), 0.10) == pytest.approx(
        [-8000 + 883.33 * annuity]
    )


def test_without_interest_the_value_is_the_sum():
    assert present_value(flows(-100, 10, 24), 0) == pytest.approx([140])


def test_the_golden_payback():
    assert payback(flows(-8000, 883 + 1 / 3, 24)) == pytest.approx([9.0566], abs=1e-4)


def test_payback_is_linear_inside_its_month():
    assert payback(np.array([[-100.0, 60.0, 80.0, 0.0]])) == pytest.approx([1.5])
    assert payback(np.array([[-100.0, 60.0, 40.0, 0.0]])) == pytest.approx([2.0])


@pytest.mark.parametrize("monthly", [-10.0, 0.0, 4.0])
def test_money_that_does_not_come_back_in_time(monthly: float):
    assert payback(flows(-100, monthly, 24)) == [np.inf]


def test_what_was_never_behind_pays_back_at_once():
    assert payback(flows(0, 5, 3)) == [0]
    assert payback(flows(0, 0, 3)) == [0]


def test_a_first_payback_that_does_not_last_is_none():
    again = np.array([[-10.0, 20.0, -15.0, 10.0]])
    assert payback(again) == pytest.approx([2.5])


def test_each_replication_has_its_own():
    both = np.concatenate([flows(-100, 50, 4), flows(-100, 10, 4)])
    assert payback(both).tolist() == [2, np.inf]


def test_the_internal_rate_of_one_repayment():
    assert internal_rate(np.array([-100.0, *[0.0] * 11, 120.0])) == pytest.approx(0.2)


def test_the_internal_rate_makes_the_flows_worth_nothing():
    cash = flows(-8000, 883.33, 24)
    rate = internal_rate(cash[0])
    assert rate is not None
    assert present_value(cash, rate) == pytest.approx([0], abs=1e-6)


def test_a_loss_has_a_negative_rate():
    cash = flows(-100, 5, 12)
    rate = internal_rate(cash[0])
    assert rate is not None
    assert -1 < rate < 0
    assert present_value(cash, rate) == pytest.approx([0], abs=1e-6)


@pytest.mark.parametrize("cash", [(0.0, 0.0), (5.0, 1.0), (-5.0, -1.0), (0.0, -1.0)])
def test_no_sign_change_no_rate(cash: tuple[float, ...]):
    assert internal_rate(np.array(cash)) is None


@pytest.mark.parametrize(
    ("rates", "nearest"),
    [((0.1, 5.0), 0.1), ((-0.4, 0.2), 0.2), ((-0.1, 4.0), -0.1), ((0.3, 2.0, 20.0), 0.3)],
)
def test_of_several_rates_the_nearest_to_nothing(rates: tuple[float, ...], nearest: float):
    # One factor (1 - growth x) for each rate: the flows are worth nothing at each of them.
    cash = np.array([-100.0])
    for rate in rates:
        yearly = np.zeros(13)
        yearly[0], yearly[12] = 1.0, -(1.0 + rate)
        cash = np.convolve(cash, yearly)
    for rate in rates:
        assert present_value(cash[None, :], rate) == pytest.approx(
            [0], abs=1e-9 * np.abs(cash).sum()
        )
    assert internal_rate(cash) == pytest.approx(nearest, abs=1e-6)


@given(rate=st.floats(-0.5, 3.0), months=st.integers(1, 48))
def test_the_rate_of_a_loan_is_found_again(rate: float, months: int):
    cash = np.zeros(months + 1)
    cash[0], cash[months] = -100.0, 100.0 * (1.0 + rate) ** (months / 12)
    if abs(cash[months] - 100.0) > 1e-9:
        assert internal_rate(cash) == pytest.approx(rate, abs=1e-6)


@given(st.lists(st.floats(1, 100), min_size=1, max_size=24), st.floats(1, 1000))
def test_at_payback_the_cumulative_cash_is_nothing(gains: list[float], paid: float):
    cash = np.array([[-paid, *gains]])
    months = payback(cash)[0]
    if np.isfinite(months):
        total = np.interp(months, np.arange(len(gains) + 1), np.cumsum(cash[0]))
        assert total == pytest.approx(0, abs=1e-6)
    else:
        assert sum(gains) < paid
