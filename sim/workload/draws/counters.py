"""Where the draws of a table stand in the counter space of their keys."""

import numpy as np
from numpy.typing import ArrayLike

from sim.base.arrays import Floats, Integers, Words
from sim.workload.draws.philox import WORDS, philox4x64
from sim.workload.draws.runs import opens_run

# Blocks encrypted at once: few enough for the second-level cache, enough to hide the calls' cost.
_CHUNK = 8192


class Counters:
    """The places of a table's rows in the counter space of their keys.

    A row is word ``ordinal % 4`` of the Philox block whose counter is ``(ordinal // 4, day, 0, 0)``
    under the key that its group says. Rows of one block share its computation.

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
        days, ordinals, groups = np.broadcast_arrays(*map(_whole, (day, ordinal, group)))
        # By day first: the rows of a day stand near each other in a table that is sorted by time.
        self._rows = np.lexsort((ordinals, groups, days))
        groups, days, ordinals = groups[self._rows], days[self._rows], ordinals[self._rows]
        blocks = ordinals // WORDS
        opens_block = opens_run(groups, days, blocks)
        self._first = np.append(np.flatnonzero(opens_block), len(days))
        self._group = groups[opens_block]
        self._counter = np.stack([blocks, days])[:, opens_block].astype(np.uint64)
        self._word = (np.cumsum(opens_block) - 1) * WORDS + ordinals % WORDS

    def uniforms(self, keys: Words) -> Floats:
        """Draw one uniform for each stream and row.

        Parameters
        ----------
        keys
            Keys of at least one stream, shape ``(streams, groups, 2)``.

        Returns
        -------
        ndarray of float64
            In the open interval (0, 1), shape ``(streams, rows)``.
        """
        uniforms = np.empty((len(keys), len(self._rows)))
        step = max(1, _CHUNK // len(keys))
        for start in range(0, len(self._group), step):
            blocks = slice(start, start + step)
            key = np.moveaxis(keys[:, self._group[blocks]], -1, 0)
            words = philox4x64(key, self._counter[:, blocks]).reshape(len(keys), -1)
            rows = slice(self._first[start], self._first[start : start + step + 1][-1])
            uniforms[:, self._rows[rows]] = open_uniform(words[:, self._word[rows] - start * WORDS])
        return uniforms


def open_uniform(raw: Words) -> Floats:
    """Return ``((raw >> 12) + 0.5) * 2**-52``: uniforms that are never 0 and never 1."""
    return ((raw >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _whole(values: ArrayLike) -> Integers:
    return np.atleast_1d(np.asarray(values, dtype=np.int64))
