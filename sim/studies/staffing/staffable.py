"""Whether a scenario says enough for a search for the fewest people."""

from typing import TYPE_CHECKING

from sim.measures.periods import period_edges
from sim.studies.experiment import Experiment
from sim.studies.staffing.steps import is_fixed

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


def check_staffable(loaded: "Loaded", experiment: Experiment) -> None:
    """Check that arms have goals, periods to judge them over, and teams that can grow.

    Raises
    ------
    ScenarioError
        When they do not; the text says what to write.
    """
    for arm in experiment.arms:
        targets, run = arm.scenario.targets, arm.scenario.run
        if not targets.goals:
            rule = "people are counted by the goals that they must meet, and there is none; write"
            example = '`first_response_time_human_business_p90: "<= 8 h"`'
            raise loaded.error(("targets",), f"{rule} {example} under `targets`")
        if len(period_edges(run, run.horizon(), targets.period)) < 2:
            rule = f"the measured window does not hold a whole {targets.period}"
            raise loaded.error(
                ("targets", "period"), f"{rule}; write a shorter `period`, or a longer `run.window`"
            )
        if all(is_fixed(team) for team in arm.scenario.people.teams.values()):
            rule = "no team can grow: a roster file says who works when"
            raise loaded.error(("people", "teams"), f"{rule}; write `shifts` or `headcount`")
