"""Where instants lie among edges: the same as a search finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.rows.edges import Edges

TICKS = st.integers(-(2**24), 2**24)
EDGES = st.lists(TICKS, min_size=1, max_size=40, unique=True).map(sorted)


@given(EDGES, st.lists(TICKS, max_size=40), st.sampled_from([2.0**-20, 0.1, 1.0, 1800.0]))
def test_it_is_the_last_edge_at_or_before(edges: list, instants: list, tick: float):
    ordered, asked = np.array(edges) * tick, np.array(instants, float) * tick
    near = np.concatenate(
        (asked, ordered, np.nextafter(ordered, -np.inf), np.nextafter(ordered, np.inf))
    )
    everything = np.append(near, [-np.inf, np.inf])
    found = np.searchsorted(ordered, everything, side="right") - 1
    assert Edges(ordered).last_before(everything).tolist() == found.tolist()


def test_many_edges_close_to_each_other_are_told_apart():
    edges = np.array([0.0, 1.0, 1.0 + 2**-20, 1.0 + 2**-19, 1e6])
    instants = np.array([0.5, 1.0, 1.0 + 2**-20, 2.0, 1e6])
    assert Edges(edges).last_before(instants).tolist() == [0, 1, 2, 3, 4]


def test_without_edges_none_is_before():
    assert Edges(np.zeros(0)).last_before(np.array([1.0])).tolist() == [-1]


def test_what_never_came_is_not_counted():
    instants = np.array([np.nan, -1.0, 0.0, 5.0, 10.0, 20.0])
    assert Edges(np.array([0.0, 10.0, 20.0])).count(instants).tolist() == [2, 1]
