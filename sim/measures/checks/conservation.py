"""How a check fails: loudly, with the row and its values."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags, Floats
from sim.engine.columns import Columns


class ConservationError(Exception):
    """A journal contradicts itself: a defect of the engine, never of a scenario.

    Attributes
    ----------
    check
        Name of the check.
    row
        The first row that fails; None where the check is about a whole table.
    values
        What stood against each other there.
    """

    def __init__(self, check: str, row: int | None, values: dict[str, Any]) -> None:
        self.check = check
        self.row = row
        self.values = values
        place = "" if row is None else f" in row {row}"
        shown = ", ".join(f"{name} {value}" for name, value in values.items())
        super().__init__(f"check `{check}` fails{place}: {shown}")

    def __reduce__(self) -> tuple[type, tuple[str, int | None, dict[str, Any]]]:
        """Return what makes it anew: errors of worker processes come home as they are."""
        return type(self), (self.check, self.row, self.values)


class DisagreementError(ConservationError):
    """The compiled checks object to what those in Python let pass: a defect of one of the two."""

    def __init__(self, check: str, row: int | None, values: dict[str, Any] | None = None) -> None:
        super().__init__(check, row, values or {"in C": "fails", "in Python": "passes"})


def require(check: str, table: Columns, holds: Flags, *columns: str, **expected: Any) -> None:
    """Check every row of a table.

    Parameters
    ----------
    check
        Name of the check.
    table
        The table.
    holds
        Whether the check holds, by row.
    columns
        Columns of the table to show when it does not; case and attempt are shown where they exist.
    expected
        Further columns to show.

    Raises
    ------
    ConservationError
        When it does not hold everywhere; it shows the first row where it fails.
    """
    if holds.all():
        return
    row = int(np.argmin(holds))
    names = dict.fromkeys((*(n for n in ("case", "attempt") if hasattr(table, n)), *columns))
    shown = {name: getattr(table, name)[row].item() for name in names}
    for name, column in expected.items():
        shown[name] = column[row].item()
    raise ConservationError(check, row, shown)


def require_equal(check: str, counted: NDArray[Any], stated: NDArray[Any], *axes: str) -> None:
    """Check that two arrays are equal, element by element.

    Parameters
    ----------
    check
        Name of the check.
    counted, stated
        What the journal's rows add up to, and what the engine's integrals state.
    axes
        What each axis of the arrays counts.

    Raises
    ------
    ConservationError
        When they differ; it shows the first place where they do.
    """
    differ = np.argwhere(counted != stated)
    if not len(differ):
        return
    place = tuple(differ[0].tolist())
    where = dict(zip(axes, place, strict=True))
    values = {"counted": counted[place].item(), "found": stated[place].item()}
    raise ConservationError(check, None, where | values)


def same(first: Floats, second: Floats) -> Flags:
    """Return whether two times are equal, or both missing."""
    equal: Flags = (first == second) | (np.isnan(first) & np.isnan(second))
    return equal
