"""The grid of 2^-20 s: rounding, exact sums and its limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.workload.grid import LIMIT, TICK, on_grid, ticks

seconds = st.floats(-(2.0**30), 2.0**30, allow_nan=False)
on_ticks = st.integers(-(2**50), 2**50).map(lambda n: n * TICK)


@given(seconds)
def test_rounding_moves_by_half_a_tick_at_most(x):
    assert abs(on_grid(x) - x) <= TICK / 2


@given(seconds)
def test_the_result_is_a_whole_number_of_ticks(x):
    assert (on_grid(x) / TICK).is_integer()


@given(seconds)
def test_rounding_twice_is_rounding_once(x):
    assert on_grid(on_grid(x)) == on_grid(x)


@given(seconds)
def test_rounding_is_symmetric(x):
    assert on_grid(-x) == -on_grid(x)


@given(on_ticks)
def test_what_is_on_the_grid_stays(x):
    assert on_grid(x) == x


@given(st.lists(st.integers(-(2**45), 2**45).map(lambda n: n * TICK), min_size=2, max_size=12))
def test_sums_are_exact_in_any_order(times):
    assert sum(times) == sum(reversed(times)) == sum(sorted(times))


@given(st.lists(on_ticks, min_size=1, max_size=20))
def test_ticks_give_the_time_back(times):
    counted = ticks(np.array(times))
    assert counted.dtype == np.int64
    assert (counted * TICK).tolist() == times


@given(st.lists(seconds, max_size=20))
def test_arrays_round_like_numbers(values):
    assert on_grid(np.array(values)).tolist() == [on_grid(x) for x in values]


@pytest.mark.parametrize(
    ("half_ticks", "whole_ticks"), [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2), (-5, -2)]
)
def test_ties_go_to_the_even_tick(half_ticks, whole_ticks):
    assert on_grid(half_ticks * TICK / 2) == whole_ticks * TICK


def test_a_float_stays_a_plain_float():
    assert type(on_grid(1.2345)) is float


def test_the_shape_of_an_array_stays():
    assert on_grid(np.full((2, 3), 0.1)).shape == (2, 3)


def test_the_argument_is_not_changed():
    values = np.array([0.1, 0.2])
    on_grid(values)
    assert values.tolist() == [0.1, 0.2]


def test_ticks_of_one_time():
    assert ticks(1.5) == 1.5 * 2**20


def test_the_last_time_within_the_limit():
    last = LIMIT - TICK
    assert on_grid(last) == last
    assert ticks(last) == 2**51 - 1


@pytest.mark.parametrize("bad", [LIMIT, -LIMIT, 1e300, float("inf")])
@pytest.mark.parametrize("function", [on_grid, ticks])
def test_times_out_of_range_are_refused(function, bad):
    with pytest.raises(ValueError, match=r"s is 2\*\*31 s \(68 years\) or more from zero$"):
        function(bad)


def test_what_is_not_known_stays_not_known():
    assert np.array_equal(on_grid(np.array([0.1, np.nan])), [on_grid(0.1), np.nan], equal_nan=True)
    assert np.isnan(on_grid(float("nan")))


@pytest.mark.parametrize("function", [on_grid, ticks])
def test_no_times_are_fine(function):
    assert function(np.array([])).shape == (0,)


@pytest.mark.parametrize("function", [on_grid, ticks])
def test_the_message_names_the_value_out_of_range(function):
    with pytest.raises(ValueError, match=r"^a time of 3000000000 s is "):
        function(np.array([0.0, np.nan, -3e9, 1.0]))


@pytest.mark.parametrize("bad", [0.1, np.array([1.0, 0.1]), float("nan")])
def test_ticks_of_a_time_off_the_grid_are_refused(bad):
    with pytest.raises(ValueError, match="not on the grid of 2\\*\\*-20 s: round it with on_grid"):
        ticks(bad)
