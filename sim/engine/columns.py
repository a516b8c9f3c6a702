"""Tables as dataclasses of equally long numpy arrays."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags, Floats, Integers

if TYPE_CHECKING:
    import pandas as pd


DTYPES: dict[object, type[np.generic]] = {Floats: np.float64, Integers: np.int64, Flags: np.bool_}
"""Element type by the annotation of a column."""


@dataclass(frozen=True)
class Columns:
    """A table whose fields are its columns, all of the same length."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(getattr(self, next(iter(self.__dataclass_fields__))))

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The columns in the order of the fields."""
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def take(self, rows: NDArray[Any]) -> Self:
        """Return the table of the given rows (a mask or positions)."""
        places = _places(rows)
        return type(self)(*(column.take(places, axis=0) for column in self.columns))

    def taken_when_read(self, rows: NDArray[Any]) -> Self:
        """Return the same as `take`, for a reader of few columns: each is made when first read.

        The table keeps this one alive, and must be read before this one's arrays change.
        """
        table = object.__new__(type(self))
        table.__dict__[_SOURCE] = (self, _places(rows))
        return table

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NDArray[Any]:
            """Return a column of `taken_when_read` that has not been read before."""
            source = self.__dict__.get(_SOURCE)
            if source is None or name not in self.__dataclass_fields__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            table, places = source
            column = self.__dict__[name] = getattr(table, name).take(places, axis=0)
            return column

    def to_frame(self) -> "pd.DataFrame":
        """Return the table as a DataFrame, one column per field."""
        import pandas as pd

        return pd.DataFrame({name: getattr(self, name) for name in self.__dataclass_fields__})


_SOURCE = "taken from"
"""Where a table has the one, and its rows, that its columns are still to be taken from."""


def _places(rows: NDArray[Any]) -> NDArray[Any]:
    return np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
