"""The workload of one replication: candidate cases and every draw that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.base.arrays import Floats, Integers, Words
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
    _keys: dict[Draw, Words] = field(default_factory=dict, repr=False)

    def uniforms(self, stream: str, attempt: int = 0, role: str = "") -> Floats:
        """Return one uniform in (0, 1) per candidate, shape ``(rows,)``.

        Parameters
        ----------
        stream
            Name of the quantity. Names that begin with ``demand.`` are the workload's own.
        attempt
            Number of the contact, 0 the first.
        role
            Role of the leg; empty for what belongs to the contact as a whole.
        """
        every = np.arange(len(self.candidates))
        uniforms: Floats = self.draws(every).several([Draw(stream, attempt, role)])[0]
        return uniforms

    def draws(self, rows: Integers) -> "RowDraws":
        """Return the draws of some candidates.

        Parameters
        ----------
        rows
            Numbers of their rows.
        """
        return RowDraws(self, rows)

    def keys(self, draws: Sequence[Draw]) -> Words:
        """Return the keys of draws by cell and layer, shape ``(draws, cells * layers, 2)``."""
        missing = [draw for draw in dict.fromkeys(draws) if draw not in self._keys]
        if missing:
            keys = self.streams.keys(missing, places(self.cells, self.layers))
            self._keys.update(zip(missing, keys, strict=True))
        return np.array([self._keys[draw] for draw in draws])

    def given_of(self, rows: Integers) -> dict[str, Floats]:
        """Return the seconds that a trace gives of some candidates, by name."""
        return {name: column[rows] for name, column in self.given.items()}

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


class RowDraws:
    """The draws of some candidates, whose places in the counter space are found once.

    Parameters
    ----------
    workload
        Whose candidates they are.
    rows
        Numbers of their rows.
    """

    def __init__(self, workload: Workload, rows: Integers) -> None:
        self._workload = workload
        self._rows = rows

    def several(self, draws: Sequence[Draw]) -> Floats:
        """Return one uniform in (0, 1) per draw and row; one call is faster than many.

        Returns
        -------
        ndarray of float64
            Shape ``(draws, rows)``.
        """
        return self._counters.uniforms(self._workload.keys(draws))

    def take(self, rows: Integers) -> "RowDraws":
        """Return the draws of some of these candidates, by their places among them."""
        return RowDraws(self._workload, self._rows[rows])

    @cached_property
    def _counters(self) -> Counters:
        candidates, rows = self._workload.candidates, self._rows
        place = candidates.cell * self._workload.layers + candidates.layer
        return Counters(candidates.day[rows], candidates.ordinal[rows], place[rows])
