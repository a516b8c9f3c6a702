"""Where the draws of a table stand in the counter space of their keys."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sim.base.arrays import Floats, Integers, Words
from sim.workload.draws.compiled.library import loaded
from sim.workload.draws.philox import WORDS, philox4x64
from sim.workload.draws.runs import opens_run

# Blocks encrypted at once: few enough for the second-level cache, enough to hide the calls' cost.
_CHUNK = 8192


class Counters:
    """The places of a table's rows in the counter space of their keys.

    A row is word ``ordinal % 4`` of the Philox block whose counter is ``(ordinal // 4, day, 0, 0)``
    under the key that its group says.

    Parameters
    ----------
    day
        Calendar days, counted from 1970-01-01, shape ``(rows,)``.
    ordinal
        Numbers within the day, from 0, broadcast with `day`.
    group
        Which of the keys a row is drawn under. Default: the only one.
    """

    def __init__(self, day: ArrayLike, ordinal: ArrayLike, group: ArrayLike = 0) -> None:
        columns = np.broadcast_arrays(*map(_whole, (day, ordinal, group)))
        self._day, self._ordinal, self._group = map(np.ascontiguousarray, columns)

    def uniforms(self, keys: Words) -> Floats:
        """Draw one uniform for each stream and row.

        Parameters
        ----------
        keys
            Keys of the streams, shape ``(streams, groups, 2)``.

        Returns
        -------
        ndarray of float64
            In the open interval (0, 1), shape ``(streams, rows)``.
        """
        uniforms = np.empty((len(keys), len(self._day)))
        if library := loaded():
            keys = np.ascontiguousarray(keys)
            library.uniforms(keys, self._group, self._day, self._ordinal, uniforms)
        elif len(keys):
            self._draw(keys, uniforms)
        return uniforms

    def _draw(self, keys: Words, uniforms: Floats) -> None:
        """Draw by NumPy: rows of one block share its computation."""
        blocks = self._blocks
        step = max(1, _CHUNK // len(keys))
        for start in range(0, len(blocks.group), step):
            some = slice(start, start + step)
            key = np.moveaxis(keys[:, blocks.group[some]], -1, 0)
            words = philox4x64(key, blocks.counter[:, some]).reshape(len(keys), -1)
            rows = slice(blocks.first[start], blocks.first[start : start + step + 1][-1])
            drawn = words[:, blocks.word[rows] - start * WORDS]
            uniforms[:, blocks.rows[rows]] = open_uniform(drawn)

    @cached_property
    def _blocks(self) -> "_Blocks":
        # By day first: the rows of a day stand near each other in a table that is sorted by time.
        rows = np.lexsort((self._ordinal, self._group, self._day))
        group, day, ordinal = self._group[rows], self._day[rows], self._ordinal[rows]
        number = ordinal // WORDS
        opens = opens_run(group, day, number)
        return _Blocks(
            rows,
            np.append(np.flatnonzero(opens), len(day)),
            group[opens],
            np.stack([number, day])[:, opens].astype(np.uint64),
            (np.cumsum(opens) - 1) * WORDS + ordinal % WORDS,
        )


class _Blocks(NamedTuple):
    """The Philox blocks of rows.

    Attributes
    ----------
    rows
        Rows in the order of their blocks, shape ``(rows,)``.
    first
        Where each block begins among them, and where the last one ends, shape ``(blocks + 1,)``.
    group
        Which key each block has, shape ``(blocks,)``.
    counter
        Two words of each, shape ``(2, blocks)``.
    word
        Which of all blocks' words each row is, shape ``(rows,)``.
    """

    rows: Integers
    first: Integers
    group: Integers
    counter: Words
    word: Integers


def open_uniform(raw: Words) -> Floats:
    """Return ``((raw >> 12) + 0.5) * 2**-52``: uniforms that are never 0 and never 1."""
    return ((raw >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _whole(values: ArrayLike) -> Integers:
    return np.atleast_1d(np.asarray(values, dtype=np.int64))
