"""Tables of figures as plain text."""

from collections.abc import Sequence

import machine


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column to the left, all others to the right."""
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    print(f"\n{title}")
    for number, line in enumerate(lines):
        first, *others = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join((first, *others)), flush=True)
        if number == 0:
            print("  ".join("-" * width for width in widths))


def show_machine() -> None:
    """Print what the figures were measured on."""
    print(machine.line(), flush=True)


def per_second(count: float, seconds: float) -> str:
    """Return a rate with about three digits."""
    rate = count / seconds if seconds else float("inf")
    return f"{float(f'{rate:.3g}'):,.0f}"
