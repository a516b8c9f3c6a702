"""Tables as dataclasses of equally long numpy arrays."""

from dataclasses import dataclass, fields
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
        return len(self.columns[0])

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The columns in the order of the fields."""
        return [getattr(self, f.name) for f in fields(self)]

    def take(self, rows: NDArray[Any]) -> Self:
        """Return the table of the given rows (a mask or positions)."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def to_frame(self) -> "pd.DataFrame":
        """Return the table as a DataFrame, one column per field."""
        import pandas as pd

        return pd.DataFrame({f.name: getattr(self, f.name) for f in fields(self)})
