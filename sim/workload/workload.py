"""The workload of one replication: candidate cases and every draw that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.workload.candidates.admission import Multiplier, multiplier_of_days, multiplier_of_rows
from sim.workload.candidates.table import Candidates
from sim.workload.demand.cells import Cell, places
from sim.workload.draws.counters import Counters
from sim.workload.draws.streams import Draw, Streams


@dataclass(frozen=True)
class Workload:
    """What the world brings in one replication, whatever the plan."""

    cells: tuple[Cell, ...]
    """Every inquiry type on every channel: what the candidates' cell numbers mean."""
    layers: int
    """Layers of candidates."""
    max_multiplier: float
    """The largest volume multiplier that can be admitted."""
    days: Integers
    """Calendar days on which cases arrive, counted from 1970-01-01."""
    streams: Streams
    """The draws of the replication, also those of people and of the world."""
    candidates: Candidates
    """Cases that could arrive, sorted by (time, cell, layer, ordinal)."""
    given: Mapping[str, Floats]
    """Seconds that a trace gives (`handle_time`, `patience`, `bot_time`), aligned with the
    candidates; not a number where a case has none."""
    fixed_counts: bool
    """Whether a day's mean multiplier admits the day's cases, rather than that of their instant."""
    _drawn: dict[Draw, Floats] = field(default_factory=dict, repr=False)

    def uniforms(self, stream: str, attempt: int = 0, role: str = "") -> Floats:
        """Return one uniform in (0, 1) per candidate, shape ``(rows,)``, read-only.

        Parameters
        ----------
        stream
            Name of the quantity. Names that begin with ``demand.`` are the workload's own.
        attempt
            Number of the contact, 0 the first.
        role
            Role of the leg; empty for what belongs to the contact as a whole.
        """
        return self.several([Draw(stream, attempt, role)])[0]

    def several(self, draws: Sequence[Draw]) -> list[Floats]:
        """Return the uniforms of several draws; one call is faster than many.

        What was drawn before is kept, and not drawn again.
        """
        missing = [draw for draw in dict.fromkeys(draws) if draw not in self._drawn]
        if missing:
            keys = self.streams.keys(missing, places(self.cells, self.layers))
            drawn = self._counters.uniforms(keys)
            drawn.setflags(write=False)
            self._drawn.update(zip(missing, drawn, strict=True))
        return [self._drawn[draw] for draw in draws]

    def of_rows(self, draws: Sequence[Draw], rows: Integers) -> list[Floats]:
        """Return the uniforms of a few candidates, shape ``(len(rows),)`` each; they are not kept.

        Parameters
        ----------
        draws
            What the uniforms are for.
        rows
            Numbers of the candidates' rows.
        """
        keys = self.streams.keys(draws, places(self.cells, self.layers))
        return list(self.candidates.take(rows).counters(self.layers).uniforms(keys))

    def admit(self, multiplier: Multiplier) -> Integers:
        """Return the rows of the candidates that exist under a volume multiplier v.

        Growth adds rows, shrinkage removes some; a row that two multipliers admit is the same case
        with the same time and draws.

        Parameters
        ----------
        multiplier
            v, as a number or as a function of time and cell.

        Returns
        -------
        ndarray of int64
            Row numbers, ascending: those whose mark is below v.

        Raises
        ------
        ValueError
            When v is somewhere above `max_multiplier`.
        """
        if self.fixed_counts:
            v = multiplier_of_days(multiplier, self.candidates, self.cells, self.days)
        else:
            v = multiplier_of_rows(multiplier, self.candidates)
        if v.max(initial=0.0) > self.max_multiplier:
            bound = f"the largest that this workload is for, {self.max_multiplier:g}"
            raise ValueError(f"a volume multiplier of {v.max():g} is above {bound}")
        return np.flatnonzero(self.candidates.mark < v)

    @cached_property
    def _counters(self) -> Counters:
        return self.candidates.counters(self.layers)
