"""What arms change: settings first, then results, then what weighs up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.measures.kpis.registry import BY_KEY
from sim.report.charts.differences import difference_figures
from sim.report.charts.figure import Figure
from sim.report.compare.document import CompareDocument, DifferenceDocument
from sim.report.compare.words import short
from sim.report.html.grid import Cell, Grid
from sim.report.html.terms import term
from sim.report.labels import label
from sim.report.pieces.estimate import Estimates
from sim.report.units import change_of, interval_of, interval_of_change, value_of


@dataclass(frozen=True)
class Differences:
    """A comparison.

    Attributes
    ----------
    against
        The arm that the others are compared with.
    settings
        Path and values of each setting that differs.
    figures
        A chart for each measure that matters most.
    grids
        Differences by arm.
    front
        What is weighed of each arm.
    unbeaten
        Arms that no other beats in all of that at once.
    paired
        Whether all arms met the same cases.
    judged
        Names of the measures on which verdicts are given.
    """

    against: str
    settings: list[tuple[str, str]]
    figures: list[Figure]
    grids: list[Grid]
    front: Grid
    unbeaten: list[str]
    paired: bool
    judged: list[str]


def differences(document: CompareDocument) -> Differences:
    """Return what the document of a comparison shows."""
    arms = dict.fromkeys(row["arm"] for row in document["differences"])
    return Differences(
        against=document["against"],
        settings=[
            (setting["path"], _values(setting["values"])) for setting in document["settings"]
        ],
        figures=difference_figures(document),
        grids=[_grid(document, arm) for arm in arms],
        front=_front(document),
        unbeaten=document["pareto"]["front"],
        paired=document["same_workload"],
        judged=[_name(key) for key in document["family"]["kpis"]],
    )


def _values(values: Mapping[str, object]) -> str:
    return ", ".join(f"{arm}: {short(value)}" for arm, value in values.items())


def _grid(document: CompareDocument, arm: str) -> Grid:
    rows = [
        (_name(row["kpi"], document["arms"][arm]["kpis"]), list(_cells(row)))
        for row in document["differences"]
        if row["arm"] == arm and row["mean"] is not None
    ]
    title = f"{arm} compared with {document['against']}"
    return Grid(title, ["Measure", "difference", "verdict", "better in"], rows)


def _cells(row: DifferenceDocument) -> Iterator[Cell]:
    yield change_of(row), interval_of_change(row)
    yield row["verdict"] or "", ""
    if row["p_better"] is None:
        yield "", ""
    else:
        ties = f"{row['ties']} tied" if row["ties"] else ""
        yield f"{100 * row['p_better']:.0f} % of pairs", ties


def _front(document: CompareDocument) -> Grid:
    keys = document["pareto"]["kpis"]
    rows = [
        (name, [(value_of(arm["kpis"][key]), interval_of(arm["kpis"][key])) for key in keys])
        for name, arm in document["arms"].items()
    ]
    return Grid("Cost, service, speed and returns together", ["Arm", *map(_name, keys)], rows)


def _name(key: str, kpis: Estimates | None = None) -> str:
    """Return a measure's name; being on target is not one of the KPIs."""
    name = label(key, kpis.get(key) if kpis else None)
    level = term(key).level if key in BY_KEY else ""
    return f"{name}, {level}" if level else name
