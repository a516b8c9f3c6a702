"""The library of draws, loaded: if it was built from these sources."""

import ctypes
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from sim.base.arrays import Floats, Integers, Words
from sim.base.libraries import DRAWS, source_hash
from sim.base.loading import (
    POINTER,
    NotLoadedError,
    layout_of,
    load_functions,
    packed,
    struct,
)

NAME = "the library of draws"


class Library(NamedTuple):
    """The library.

    Attributes
    ----------
    rows
        Class of the struct `Rows` of `draws.h`.
    draw
        Its function `draws_uniforms`.
    """

    rows: type[ctypes.Structure]
    draw: Callable[..., None]

    def uniforms(
        self, keys: Words, group: Integers, day: Integers, ordinal: Integers, into: Floats
    ) -> None:
        """Draw one uniform for each stream and row.

        Parameters
        ----------
        keys
            Keys of the streams, shape ``(streams, groups, 2)``.
        group, day, ordinal
            Which key each row is drawn under, its day, and its number within the day, shape
            ``(rows,)``.
        into
            Where the uniforms are put, shape ``(streams, rows)``, contiguous.
        """
        values = {"rows": len(group), "groups": keys.shape[1], "group": group, "day": day}
        rows = packed(self.rows, values | {"ordinal": ordinal})
        self.draw(rows.address, keys.ctypes.data, len(keys), into.ctypes.data)


@cache
def loaded() -> Library | None:
    """Return the library that was built; None: there is none that fits, and NumPy draws."""
    try:
        return load()
    except NotLoadedError:
        return None


@lru_cache
def load(path: Path = DRAWS) -> Library:
    """Load the library.

    Parameters
    ----------
    path
        Where it is.

    Raises
    ------
    NotLoadedError
        When it is not there, or was built from other sources.
    """
    signature = (None, (POINTER, POINTER, ctypes.c_int64, POINTER))
    functions = load_functions(path, source_hash(DRAWS), NAME, "draws_", {"uniforms": signature})
    return Library(struct("rows", layout_of(functions)["rows"]), functions["uniforms"])
