"""What can be said of a scenario before anything is played."""

from sim.report.check.result import CheckResult
from sim.report.check.workloads import check_document
from sim.scenario.files.loading import Loaded


def check(loaded: Loaded) -> CheckResult:
    """Set a scenario's work against its people, hour by hour of the week.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`, which has validated it.

    Returns
    -------
    CheckResult
        It prints itself.

    Raises
    ------
    ScenarioError
        When an arm contradicts the run, a goal does not name a KPI, or a trace or a roster file
        cannot be read.
    """
    return CheckResult(check_document(loaded))
