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


def share_cell(estimate: dict[str, float | None], key: str, low: str, high: str) -> Cell:
    """Return a share with its interval as a study's document has them, in per cent."""
    value, ends = estimate[key], (estimate[low], estimate[high])
    if value is None:
        return "-", ""
    known = [f"{100 * end:.0f}" for end in ends if end is not None]
    return f"{100 * value:.0f} %", f"[{', '.join(known)}] %" if known else ""
