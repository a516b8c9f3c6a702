"""The sections of a report in their order, and what each shows of a run's documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.report.charts.figure import arms_with
from sim.report.charts.outcomes import outcome_figure
from sim.report.charts.response import response_figure
from sim.report.charts.week import week_figures
from sim.report.documents import ResultDocument
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
from sim.report.pieces.manifest import ManifestDocument

View = Mapping[str, object]
"""What a template shows, by the names that it uses."""


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
        What its template shows of a result; empty where the result has nothing for it.
    """

    key: str
    title: str
    view: Callable[[ResultDocument], View]


@dataclass(frozen=True)
class Origin:
    """A section on where a result comes from, which needs its manifest, too."""

    key: str
    title: str
    view: Callable[[ResultDocument, ManifestDocument], View]


def _targets(document: ResultDocument) -> View:
    goals = targets(document)
    return {"targets": goals} if goals else {}


def _answer(document: ResultDocument) -> View:
    answers = cards(document)
    return {"cards": answers, "sentences": headline(document)} if answers else {}


def _advice(document: ResultDocument) -> View:
    lines = document.get("advice")
    return {"lines": lines} if lines else {}


def _growth(document: ResultDocument) -> View:
    curve = findings(document, "curve")
    return {"growth": growth(curve)} if curve else {}


def _returns(document: ResultDocument) -> View:
    roi = findings(document, "roi")
    return {"returns": returns(roi)} if roi else {}


def _differences(document: ResultDocument) -> View:
    comparison = findings(document, "compare")
    return {"differences": differences(comparison)} if comparison else {}


def _hardship(document: ResultDocument) -> View:
    stress = findings(document, "stress")
    return {"hardship": hardship(stress)} if stress else {}


def _response(document: ResultDocument) -> View:
    figure = response_figure(document)
    return {"figure": figure, "rows": responses(document)} if figure else {}


def _flow(document: ResultDocument) -> View:
    if not arms_with(document, "kpis"):
        return {}
    return {"figure": outcome_figure(document), "flow": flow(document)}


def _week(document: ResultDocument) -> View:
    figures = week_figures(document)
    return {"figures": figures} if figures else {}


def _parts(document: ResultDocument) -> View:
    grids = breakdowns(document)
    return {"breakdowns": grids} if grids else {}


def _numbers(document: ResultDocument) -> View:
    rows = numbers(document)
    return {"rows": rows} if rows else {}


SECTIONS = (
    Section("targets", "Is it good enough?", _targets),
    Section("answer", "The answer in numbers", _answer),
    Section("advice", "What to do next", _advice),
    Section("growth", "How many people, and when the next", _growth),
    Section("returns", "Does it pay?", _returns),
    Section("differences", "What the arms change", _differences),
    Section("hardship", "What the desk stands", _hardship),
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
        lambda document, manifest: {"reproduction": reproduction(document, manifest)},
    ),
)
"""Where it comes from, below."""
