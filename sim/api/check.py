"""What can be said of a scenario before anything is played."""

from sim.api.asked import Settings, asked
from sim.report.check.result import CheckResult
from sim.report.check.workloads import check_document
from sim.scenario.files.loading import ScenarioLike


def check(
    scenario: ScenarioLike, *, seed: int | None = None, set: Settings | None = None
) -> CheckResult:
    """Set a scenario's work against its people, hour by hour of the week.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    seed, set
        The seed in place of the scenario's; values to lay over it by path.

    Returns
    -------
    CheckResult
        It prints itself.

    Raises
    ------
    ScenarioError
        When the scenario is not valid, an arm contradicts the run, a goal does not name a KPI, or a
        trace or a roster file cannot be read.
    """
    return CheckResult(check_document(asked(scenario, seed, settings=set)))
