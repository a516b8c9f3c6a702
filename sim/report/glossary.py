"""The glossary: what each KPI means, from its one definition."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.measures.kpis.kpi import Distribution, Ratio
from sim.measures.kpis.registry import KPIS

SCHEMA = "tierzero.kpis/1"
CLOCKS = {
    "arrival": "contacts and cases that arrive in the measured window",
    "window": "the time of the measured window",
}

Document = dict[str, Any]


def glossary_document() -> Document:
    """Return all definitions."""
    return {"schema": SCHEMA, "kpis": [_definition(kpi) for kpi in KPIS]}


def glossary_text() -> RenderableType:
    """Return all definitions for a terminal."""
    parts: list[RenderableType] = []
    for kpi in KPIS:
        head = Text(kpi.name, "bold").append(f" ({kpi.unit}; {_better(kpi)})", "not bold")
        over = f"Over {CLOCKS[kpi.clock]}. Source: {kpi.source}."
        lines = [Text(", ".join(kpi.keys), "cyan"), Text(meaning(kpi)), Text(over, "dim")]
        parts += [head, *(Padding(line, (0, 0, 0, 4)) for line in lines), ""]
    return Group(*parts[:-1])


def _definition(kpi: Ratio | Distribution) -> Document:
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


def _formula(kpi: Ratio | Distribution) -> Document:
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
