"""The sections of a report in their order, and what each shows of a run's documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.report.charts.figure import arms_with
from sim.report.charts.outcomes import outcome_figure
from sim.report.charts.response import response_figure
from sim.report.charts.week import week_figures
from sim.report.html.assumptions import assumptions
from sim.report.html.cards import cards
from sim.report.html.differences import differences
from sim.report.html.flow import flow
from sim.report.html.growth import growth
from sim.report.html.hardship import hardship
from sim.report.html.headline import headline
from sim.report.html.numbers import breakdowns, numbers, responses
from sim.report.html.reproduction import reproduction
from sim.report.html.returns import returns
from sim.report.html.settings import arm_settings
from sim.report.html.studies import findings
from sim.report.html.targets import targets

Document = dict[str, Any]
View = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """A section of a report.

    Attributes
    ----------
    key
        Name of its template, and of its place in the page.
    title
        Its heading.
    view
        What its template shows of a result; empty where that has nothing for it.
    """

    key: str
    title: str
    view: Callable[[Document], View]


@dataclass(frozen=True)
class Origin:
    """A section on where a result comes from, which needs its manifest, too."""

    key: str
    title: str
    view: Callable[[Document, Document], View]


def _targets(document: Document) -> View:
    found = targets(document)
    return {"targets": found} if found else {}


def _answer(document: Document) -> View:
    found = cards(document)
    return {"cards": found, "sentences": headline(document)} if found else {}


def _advice(document: Document) -> View:
    return {"lines": document["advice"]} if document.get("advice") else {}


def _response(document: Document) -> View:
    figure = response_figure(document)
    return {"figure": figure, "rows": responses(document)} if figure else {}


def _flow(document: Document) -> View:
    if not arms_with(document, "kpis"):
        return {}
    return {"figure": outcome_figure(document), "flow": flow(document)}


def _week(document: Document) -> View:
    figures = week_figures(document)
    return {"figures": figures} if figures else {}


def _parts(document: Document) -> View:
    found = breakdowns(document)
    return {"breakdowns": found} if found else {}


def _numbers(document: Document) -> View:
    rows = numbers(document)
    return {"rows": rows} if rows else {}


def _of(command: str, show: Callable[[Document], object]) -> Callable[[Document], View]:
    """Return the view of a study's findings."""

    def view(document: Document) -> View:
        found = findings(document, command)
        return {show.__name__: show(found)} if found else {}

    return view


SECTIONS = (
    Section("targets", "Is it good enough?", _targets),
    Section("answer", "The answer in numbers", _answer),
    Section("advice", "What to do next", _advice),
    Section("growth", "How many people, and when the next", _of("curve", growth)),
    Section("returns", "Does it pay?", _of("roi", returns)),
    Section("differences", "What the arms change", _of("compare", differences)),
    Section("hardship", "What the desk stands", _of("stress", hardship)),
    Section("response", "How soon customers hear", _response),
    Section("flow", "What becomes of the contacts", _flow),
    Section("week", "A week at the desk", _week),
    Section("parts", "By channel and kind of question", _parts),
    Section("numbers", "All numbers", _numbers),
)
"""What a result shows, in this order."""

ORIGINS = (
    Origin(
        "assumptions",
        "What this rests on",
        lambda document, manifest: {
            "assumptions": assumptions(document, manifest),
            "arms": arm_settings(manifest),
        },
    ),
    Origin(
        "reproduction",
        "Getting the same numbers again",
        lambda document, manifest: {"its": reproduction(document, manifest)},
    ),
)
"""Where it comes from, below."""
