"""A run's report as a file beside its documents."""

import json
from pathlib import Path
from typing import Any

from sim.report.html.page import report_page
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
        When there is no result, or it is none of ours.
    """
    result = run / RESULT if run.is_dir() else run
    if not result.is_file():
        raise ScenarioError(f"there is no run at {str(run)!r}; name its folder or its {RESULT}")
    manifest = result.with_name(MANIFEST)
    page = report_page(_read(result), _read(manifest) if manifest.is_file() else None)
    report = result.with_name(REPORT)
    report.write_text(page, encoding="utf-8")
    return report


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ScenarioError(f"{path} is no JSON document: {error}") from None
    if not isinstance(found, dict) or not str(found.get("schema", "")).startswith("tierzero."):
        raise ScenarioError(f"{path} is no document of tierzero: it does not say its schema")
    return found
