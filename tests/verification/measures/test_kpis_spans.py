"""Spans counted by interval: exact sums, and how many there are at an instant."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.levels import count_at

from sim.measures.rows.spans import seconds_by_bin

EDGES = np.array([0.0, 1800.0, 3600.0, 5400.0])


def seconds(*spans: tuple[float, float]) -> list[float]:
    start, end = (np.array(column, float) for column in zip(*spans, strict=True))
    return seconds_by_bin(start, end, EDGES)[0].tolist()


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((100, 200), [100, 0, 0]),
        ((0, 1800), [1800, 0, 0]),
        ((1800, 3600), [0, 1800, 0]),
        ((1700, 1900), [100, 100, 0]),
        ((1000, 5000), [800, 1800, 1400]),
        ((-500, 100), [100, 0, 0]),
        ((5000, 9000), [0, 0, 400]),
        ((-9, -1), [0, 0, 0]),
        ((6000, 7000), [0, 0, 0]),
        ((1800, 1800), [0, 0, 0]),
        ((5400, 5400), [0, 0, 0]),
        ((-10, 9999), [1800, 1800, 1800]),
    ],
)
def test_one_span(span: tuple, expected: list):
    assert seconds(span) == expected


def test_spans_add_up():
    assert seconds((0, 100), (50, 1850)) == [100 + 1750, 50, 0]


def test_groups_are_apart():
    start, end = np.array([0.0, 100.0, 100.0]), np.array([10.0, 2000.0, 150.0])
    found = seconds_by_bin(start, end, EDGES, np.array([0, 2, 2]), 3)
    assert found.tolist() == [[10, 0, 0], [0, 0, 0], [1750, 200, 0]]


def test_no_spans_are_no_seconds():
    assert seconds_by_bin(np.zeros(0), np.zeros(0), EDGES).tolist() == [[0, 0, 0]]


def test_uneven_intervals():
    found = seconds_by_bin(np.array([5.0]), np.array([95.0]), np.array([0.0, 10.0, 100.0]))
    assert found.tolist() == [[5, 85]]


TICKS = st.integers(0, 6000 * 2**20)
SPANS = st.lists(st.tuples(TICKS, TICKS).map(sorted), max_size=30)


@given(SPANS)
def test_sums_are_exact_in_ticks(spans: list):
    start, end = np.array(spans, float).reshape(-1, 2).T / 2**20
    edges = (EDGES * 2**20).astype(int).tolist()
    expected = [
        sum(max(0, min(end, high) - max(start, low)) for start, end in spans)
        for low, high in pairwise(edges)
    ]
    assert (seconds_by_bin(start, end, EDGES)[0] * 2**20).tolist() == expected


@given(SPANS, st.randoms())
def test_the_order_of_rows_changes_no_bit(spans: list, random):
    shuffled = spans.copy()
    random.shuffle(shuffled)
    one, other = (np.array(rows, float).reshape(-1, 2).T / 2**20 for rows in (spans, shuffled))
    assert (seconds_by_bin(*one, EDGES) == seconds_by_bin(*other, EDGES)).all()


def test_the_count_is_the_state_just_before_an_instant():
    start, end = np.array([0.0, 10.0, 10.0]), np.array([10.0, 20.0, np.inf])
    instants = np.array([0.0, 10.0, 10.5, 20.0, 21.0])
    assert count_at(start, end, instants).tolist() == [0, 1, 2, 2, 1]


def test_a_wait_of_no_time_is_never_counted():
    assert count_at(np.array([5.0]), np.array([5.0]), np.array([5.0, 6.0])).tolist() == [0, 0]


def test_many_short_spans_in_a_long_interval_are_added_up_exactly():
    start = np.arange(20_000) * 100 + 2.0**-20
    (seconds,) = seconds_by_bin(start, start + 60 + 2.0**-20, np.array([0.0, 31 * 86_400.0]))
    assert seconds == [20_000 * (60 + 2.0**-20)]
