"""A run's report as a file beside its documents."""

from pathlib import Path

from sim.report.html.page import report_page
from sim.report.kept import read_manifest, read_result
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
        When there is no result, or it or its manifest is no whole document of tierzero.
    """
    result = run / RESULT if run.is_dir() else run
    if not result.is_file():
        raise ScenarioError(f"there is no run at {str(run)!r}; name its folder or its {RESULT}")
    page = report_page(read_result(result), read_manifest(result.with_name(MANIFEST)))
    report = result.with_name(REPORT)
    report.write_text(page, encoding="utf-8")
    return report
