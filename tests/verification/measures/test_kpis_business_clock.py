"""The business clock: opening seconds between two instants, exactly."""

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.rows.business import Opening, seconds_before

SPANS = np.array([[100.0, 200.0], [300.0, 350.0], [400.0, 1000.0]])
OPENING = Opening(SPANS)
INSTANTS = [(0, 0), (100, 0), (150, 50), (200, 100), (250, 100), (300, 100), (325, 125)]
LATER = [(350, 150), (399, 150), (400, 150), (1000, 750), (5000, 750)]


def business_seconds(
    opening: list[Opening], channel: np.ndarray, start: np.ndarray, end: np.ndarray
) -> np.ndarray:
    """The seconds by the business clock from one instant to another."""
    return seconds_before(opening, channel, end) - seconds_before(opening, channel, start)


@pytest.mark.parametrize(("instant", "seconds"), INSTANTS + LATER)
def test_opening_seconds_before_an_instant(instant: float, seconds: float):
    assert OPENING.seconds_before(np.array([float(instant)])) == [seconds]


def test_an_instant_that_never_came_has_none():
    assert np.isnan(OPENING.seconds_before(np.array([nan]))).all()


def test_a_channel_that_never_opens_has_no_opening_seconds():
    never = Opening(np.zeros((0, 2)))
    seconds = business_seconds(
        [never], np.array([0, 0]), np.array([1.0, 2.0]), np.array([9.0, nan])
    )
    assert seconds[0] == 0
    assert np.isnan(seconds[1])


def test_each_row_has_the_clock_of_its_channel():
    always = Opening(np.array([[0.0, 5000.0]]))
    start, end = np.array([50.0, 50.0]), np.array([325.0, 325.0])
    assert business_seconds([OPENING, always], np.array([0, 1]), start, end).tolist() == [125, 275]


def test_a_night_counts_nothing():
    assert business_seconds([OPENING], np.array([0]), np.array([210.0]), np.array([290.0])) == [0]


def test_no_rows_have_no_seconds():
    nothing = np.zeros(0)
    assert len(business_seconds([OPENING], np.zeros(0, np.int64), nothing, nothing)) == 0


TICKS = st.integers(0, 1200 * 2**20)


@given(TICKS, TICKS)
def test_it_is_exact_on_the_grid(one: int, other: int):
    start, end = sorted((one, other))
    spans = [(int(low * 2**20), int(high * 2**20)) for low, high in SPANS]
    ticks = sum(max(0, min(end, high) - max(start, low)) for low, high in spans)
    found = business_seconds(
        [OPENING], np.array([0]), np.array([start / 2**20]), np.array([end / 2**20])
    )
    assert found == [ticks / 2**20]


@given(TICKS, TICKS, TICKS)
def test_it_adds_up(a: int, b: int, c: int):
    first, middle, last = (np.array([t / 2**20]) for t in sorted((a, b, c)))
    channel = np.array([0])
    whole = business_seconds([OPENING], channel, first, last)
    parts = business_seconds([OPENING], channel, first, middle)
    assert whole == parts + business_seconds([OPENING], channel, middle, last)
