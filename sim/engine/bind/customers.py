"""Whose cases they are: segments and customers, and what they are worth."""

from collections.abc import Mapping

import numpy as np

from sim.base.arrays import Floats
from sim.scenario.sections.segments import Segment, shares_of


class Customers:
    """The segment and the customer of each case.

    Parameters
    ----------
    segments
        The scenario's segments.
    draws
        Uniforms of the streams `segment` and `customer`, shape (cases,); none without segments.
    cases
        How many cases there are.
    """

    def __init__(
        self, segments: Mapping[str, Segment], draws: Mapping[str, Floats], cases: int
    ) -> None:
        self._segments = tuple(segments.values())
        self.segment = self.customer = np.full(cases, -1)
        if segments:
            shares = list(shares_of(segments).values())
            edges = np.cumsum(shares)[:-1]
            self.segment = np.searchsorted(edges, draws["segment"], side="right")
            self.customer = np.floor(draws["customer"] * self._each("customers")).astype(np.int64)

    @property
    def value(self) -> Floats:
        """What each case's customer is worth per month; 0 without segments."""
        return self._each("value", without=0.0)

    @property
    def bot_affinity(self) -> Floats:
        """What each case's chances of asking for a person are divided by; 1 without segments."""
        return self._each("bot_affinity", without=1.0)

    @property
    def bot_quality(self) -> Floats:
        """Factor on the bot's resolution rate for each case; 1 without segments."""
        return self._each("bot_quality", without=1.0)

    def _each(self, field: str, without: float = 0.0) -> Floats:
        """Return a field of the segment of each case, as a number."""
        if not self._segments:
            return np.full(len(self.segment), without)
        values = np.array([getattr(segment, field) for segment in self._segments], dtype=np.float64)
        each: Floats = values[self.segment]
        return each
