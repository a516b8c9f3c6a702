"""A run's report as a file beside its documents."""

import json
from pathlib import Path
from typing import Any, cast

from sim.report.documents import ResultDocument
from sim.report.html.page import report_page
from sim.report.pieces.manifest import ManifestDocument
from sim.scenario.errors import ScenarioError

RESULT, MANIFEST, REPORT = "result.json", "manifest.json", "report.html"


def write_report(run: Path) -> Path:
    """Write the report of a run beside its result and return where it is.

    Parameters
    ----------
    run
        The run's folder, or the result in it.

    Raises
    ------
    ScenarioError
        When there is no result, or it is not a document of tierzero.
    """
    result = run / RESULT if run.is_dir() else run
    if not result.is_file():
        raise ScenarioError(f"there is no run at {str(run)!r}; name its folder or its {RESULT}")
    page = report_page(cast(ResultDocument, _read(result)), _manifest(result.with_name(MANIFEST)))
    report = result.with_name(REPORT)
    report.write_text(page, encoding="utf-8")
    return report


def _manifest(path: Path) -> ManifestDocument | None:
    return cast(ManifestDocument, _read(path)) if path.is_file() else None


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ScenarioError(f"{path} is no JSON document: {error}") from None
    if not isinstance(document, dict) or not str(document.get("schema", "")).startswith(
        "tierzero."
    ):
        raise ScenarioError(f"{path} is no document of tierzero: it does not say its schema")
    return document
