"""The glossary: what each KPI means, from its only definition."""

from typing import Literal, NotRequired

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from typing_extensions import TypedDict

from sim.measures.kpis.kpi import Clock, Direction, Distribution, Ratio
from sim.measures.kpis.registry import KPIS

CLOCKS: dict[Clock, str] = {
    "arrival": "contacts and cases that arrive in the measured window",
    "window": "the time of the measured window",
}


class FormulaDocument(TypedDict):
    """What a KPI counts, in words: a total over a total, or quantiles of values."""

    numerator: NotRequired[str]
    """What is added up above the fraction line."""
    denominator: NotRequired[str]
    """What is added up below the fraction line."""
    values: NotRequired[str]
    """What is averaged and ordered."""


class KpiDocument(FormulaDocument):
    """The definition of a KPI."""

    keys: list[str]
    """Its flat keys."""
    name: str
    """Its name for people."""
    unit: str
    """Unit of its values."""
    clock: Clock
    """Whether it counts what arrives in the measured window, or the time of the window."""
    direction: Direction
    """Which values are better."""
    by: list[str]
    """Its breakdowns."""
    source: str
    """Whose definition it is."""


class GlossaryDocument(TypedDict):
    """All definitions: what `tierzero kpis --json` prints."""

    schema: Literal["tierzero.kpis/1"]
    """Name of this document's schema."""
    kpis: list[KpiDocument]
    """One definition per KPI."""


def glossary_document() -> GlossaryDocument:
    """Return all definitions."""
    return {"schema": "tierzero.kpis/1", "kpis": [_definition(kpi) for kpi in KPIS]}


def glossary_text() -> RenderableType:
    """Return all definitions for a terminal."""
    parts: list[RenderableType] = []
    for kpi in KPIS:
        head = Text(kpi.name, "bold").append(f" ({kpi.unit}; {_better(kpi)})", "not bold")
        over = f"Over {CLOCKS[kpi.clock]}. Source: {kpi.source}."
        lines = [Text(", ".join(kpi.keys), "cyan"), Text(meaning(kpi)), Text(over, "dim")]
        parts += [head, *(Padding(line, (0, 0, 0, 4)) for line in lines), ""]
    return Group(*parts[:-1])


def _definition(kpi: Ratio | Distribution) -> KpiDocument:
    return {
        "keys": list(kpi.keys),
        "name": kpi.name,
        "unit": kpi.unit,
        "clock": kpi.clock,
        "direction": kpi.direction,
        **_formula(kpi),
        "by": list(kpi.by),
        "source": kpi.source,
    }


def _formula(kpi: Ratio | Distribution) -> FormulaDocument:
    if isinstance(kpi, Distribution):
        return {"values": kpi.values.text}
    return {"numerator": kpi.numerator.text, "denominator": kpi.denominator.text}


def meaning(kpi: Ratio | Distribution) -> str:
    """Return what a KPI counts, in one sentence."""
    if isinstance(kpi, Distribution):
        return f"{kpi.values.text}: mean, median, 90 % and 95 % quantile."
    return f"{kpi.numerator.text} / {kpi.denominator.text}."


def _better(kpi: Ratio | Distribution) -> str:
    return "neither way is better" if kpi.direction == "neutral" else f"{kpi.direction} is better"
