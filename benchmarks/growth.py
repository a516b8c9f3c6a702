"""How time and memory grow with the size of a desk: volume, agents, types, teams, months.

Each point is a process of its own. Writes growth.csv, growth.json and, with altair, growth.svg.
"""

import csv
import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import machine
from growth_plot import plot
from tables import show, show_machine

POINT = Path(__file__).with_name("growth_point.py")
AXES: Mapping[str, Sequence[int]] = {
    "contacts": (1_000, 10_000, 100_000, 1_000_000),
    "agents": (10, 50, 200, 500, 1_000, 2_000),
    "types": (1, 5, 10, 20, 50),
    "teams": (1, 5, 10, 20, 50),
    "months": (1, 6, 12, 24, 60),
}
"""Values of each axis; a scenario has up to 50 teams."""
MOST = 10_000_000
MONTHLY = 10_000
"""Contacts of a month, at most, where there are months; fewer people suffice for them."""

Point = Mapping[str, Any]


def main() -> None:
    """Measure all points, print a table an axis, and write the files."""
    options = _options()
    show_machine()
    points = []
    for axis in options.axes.split(","):
        found = list(_points(axis, options))
        points += found
        _show(axis, found)
    options.out.mkdir(parents=True, exist_ok=True)
    _write(points, options.out)
    plot(points, options.out / "growth.svg")
    print(f"\nwrote {options.out}/growth.csv, growth.json and growth.svg")


def _points(axis: str, options: Namespace) -> Iterator[Point]:
    values = AXES[axis] + ((MOST,) if axis == "contacts" and options.most else ())
    values = values[: options.points] if options.points else values
    for value in values:
        size = {"contacts": options.contacts, axis: value}
        if axis == "months":
            size |= {"contacts": min(options.contacts, MONTHLY), "agents": 20}
        yield {"axis": axis, "value": value, **_measured(size)}


def _measured(size: Mapping[str, int]) -> Point:
    code = [sys.executable, str(POINT), json.dumps(size)]
    return json.loads(subprocess.run(code, check=True, capture_output=True, text=True).stdout)


def _show(axis: str, points: Sequence[Point]) -> None:
    stages = ("generate", "bind", "play", "check", "measure", "cpu")
    rows = [
        (
            f"{point['value']:,}",
            f"{point['played']:,}",
            *(f"{point[stage]:.3f}" for stage in stages),
            f"{1e6 * point['cpu'] / max(point['played'], 1):.2f}",
            f"{point['megabytes']:,.0f}",
        )
        for point in points
    ]
    show(f"by {axis}", (axis, "contacts", *stages, "us a contact", "peak MB"), rows)


def _write(points: Sequence[Point], folder: Path) -> None:
    document = {"machine": machine.describe(), "points": points}
    (folder / "growth.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    with (folder / "growth.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(points[0]))
        writer.writeheader()
        writer.writerows(points)


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--axes", default=",".join(AXES), help="some of them, by comma")
    parser.add_argument("--contacts", type=int, default=100_000, help="where volume is no axis")
    parser.add_argument("--points", type=int, help="the first so many of each axis")
    parser.add_argument("--most", action="store_true", help="10 million contacts, too: gigabytes")
    parser.add_argument("--out", type=Path, default=Path("results/growth"), help="folder")
    return parser.parse_args()


if __name__ == "__main__":
    main()
