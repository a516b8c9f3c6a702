"""A plain table: a heading for each column, a name for each row."""

from dataclasses import dataclass

Cell = tuple[str, str]
"""A value and what stands below it in smaller letters."""


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    title
        What it is a table of.
    columns
        Headings, that of the rows' names first.
    rows
        Name and cells of each row.
    """

    title: str
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]


def share_cell(value: float | None, low: float | None, high: float | None) -> Cell:
    """Return a share with its interval in per cent; `-` without data.

    Parameters
    ----------
    value
        The share, within 0..1.
    low, high
        Ends of its interval; None without one.
    """
    if value is None:
        return "-", ""
    known = [f"{100 * end:.0f}" for end in (low, high) if end is not None]
    return f"{100 * value:.0f} %", f"[{', '.join(known)}] %" if known else ""
