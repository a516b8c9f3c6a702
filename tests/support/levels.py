"""How many spans of time hold an instant."""

import numpy as np

from sim.measures.rows.edges import Edges
from sim.measures.rows.spans import Spans


def count_at(start: np.ndarray, end: np.ndarray, instants: np.ndarray) -> np.ndarray:
    """How many spans hold each instant: start < instant <= end, the state just before it.

    Instants ascend, and none is negative.
    """
    edges = Edges(np.append(-1.0, instants))
    return Spans(start, end, edges, np.zeros(len(start), np.int64)).at_ends()[0]
