"""The page: sections, charts and the documents that they were made from, in one HTML file."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.report.charts.figure import PALETTE, Figure, arm_names
from sim.report.charts.vega import library, specification
from sim.report.documents import ResultDocument
from sim.report.html.sections import ORIGINS, SECTIONS, View
from sim.report.html.terms import glossary
from sim.report.pieces.arm import ArmDocument
from sim.report.pieces.manifest import ManifestDocument

TEMPLATES = Path(__file__).parents[1] / "templates"
LARGEST = 1_450_000
"""Characters of a page that carries its whole result; a larger one leaves out breakdowns."""


@dataclass(frozen=True)
class Shown:
    """A section with what its template shows."""

    key: str
    title: str
    view: View


def report_page(document: ResultDocument, manifest: ManifestDocument | None) -> str:
    """Return the report of a run as one HTML file that needs nothing else.

    Parameters
    ----------
    document
        The result, as `result.json` holds it.
    manifest
        The run's manifest, which knows assumptions and command; None where it is lost.
    """
    render = partial(
        _environment().get_template("report.html.j2").render,
        document=document,
        manifest=manifest,
        arms=arm_names(document),
        sections=list(_sections(document, manifest)),
        glossary=glossary(),
        library=b64encode(library()).decode(),
    )
    page = render(embedded=document)
    return page if len(page) <= LARGEST else render(embedded=_without_breakdowns(document))


def _without_breakdowns(document: ResultDocument) -> ResultDocument:
    """Return a result without its largest part, which only runs have."""
    if document["schema"] != "tierzero.run/1":
        return document
    arms: dict[str, ArmDocument] = {
        name: {**arm, "by": {}} for name, arm in document["arms"].items()
    }
    return {**document, "arms": arms}


def _sections(document: ResultDocument, manifest: ManifestDocument | None) -> Iterator[Shown]:
    for section in SECTIONS:
        if view := section.view(document):
            yield Shown(section.key, section.title, view)
    if manifest is not None:
        for origin in ORIGINS:
            yield Shown(origin.key, origin.title, origin.view(document, manifest))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"json": _as_script, "vega": _as_vega}
    environment.globals["palette"] = PALETTE
    return environment


def _as_script(document: Mapping[str, object]) -> Markup:
    """Return a document as JSON that may stand in a script element."""
    text = json.dumps(document, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c"))


def _as_vega(figure: Figure) -> Markup:
    return _as_script(specification(figure))
