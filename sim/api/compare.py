"""How do arms, policies or scenarios differ? From loaded scenarios to their comparison."""

from collections.abc import Sequence
from difflib import get_close_matches

from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.measures.kpis.kpi import Distribution
from sim.measures.kpis.registry import BY_KEY
from sim.measures.totals import level_of
from sim.report.compare.result import CompareResult
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.loading import Loaded
from sim.studies.arms import AI, policy_arms, scenario_arms
from sim.studies.compare.compare import play_comparison
from sim.studies.compare.contrasts import ON_TARGET
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.progress import OnProgress

COMPARED = (
    "ai_resolution_rate",
    "containment_rate",
    "false_resolution_rate",
    "first_response_time_mean",
    "wait_mean",
    "resolution_time_mean",
    "service_level",
    "abandonment_rate",
    "occupancy",
    "first_contact_resolution",
    "repeat_contact_rate_7d",
    "cost_per_interaction_staffed",
    "cost_per_interaction_activity",
    "cost_per_resolution_staffed",
    "cost_per_resolution_activity",
)
"""What is compared unless KPIs are named; where there are goals, being on target, too."""


def compare(
    *scenarios: Loaded,
    arms: Sequence[str] | None = None,
    policies: Sequence[str] | None = None,
    against: str | None = None,
    kpis: Sequence[str] | None = None,
    engine: Engine = "auto",
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> CompareResult:
    """Play arms, policies or scenarios on the same workload, and compare them.

    Parameters
    ----------
    *scenarios
        One or several, from `sim.load`. The first one's section `run` says the seed and how many
        replications.
    arms
        Names of arms. Default: all of one scenario; `ai` of each of several.
    policies
        Names of policies, each of which replaces the policy of the arm `ai`.
    against
        The arm that the others are compared with. Default: the first.
    kpis
        Flat keys of ratios and means, or `on_target`. Default: the usual ones.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes; with several the calling script needs ``if __name__ == "__main__":``.
        The result does not depend on it.
    on_progress
        Called after each finished replication.

    Returns
    -------
    CompareResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When a scenario or a name is not valid; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    made = [make_experiment(loaded, engine) for loaded in scenarios]
    experiment = _experiment(scenarios, made, arms, policies)
    first = _compared_with(experiment, against)
    wanted = _checked(kpis) if kpis else _usual(experiment)
    replications = scenarios[0].scenario.run.replications
    return timed(
        CompareResult,
        scenarios[0],
        experiment,
        jobs,
        lambda: play_comparison(experiment, first, wanted, replications, jobs, on_progress),
    )


def _experiment(
    scenarios: Sequence[Loaded],
    made: Sequence[Experiment],
    arms: Sequence[str] | None,
    policies: Sequence[str] | None,
) -> Experiment:
    if policies and (arms or len(scenarios) > 1):
        rule = "policies are compared in the arm `ai` of one scenario"
        raise ScenarioError(f"--policies: {rule}; name no --arms, and one scenario only")
    if policies:
        experiment = policy_arms(scenarios[0], made[0], policies)
    elif len(scenarios) > 1:
        experiment = scenario_arms(scenarios, made, arms or [AI])
    else:
        experiment = made[0].only(arms or scenarios[0].arm_names)
    if len(experiment.arms) < 2:
        (only,) = experiment.arms
        rule = f"a comparison needs two arms, and there is only `{only.name}`"
        if policies:
            raise ScenarioError(f"--policies: {rule}; write `--policies none,{only.name}`")
        raise ScenarioError(f"--arms: {rule}; write `--arms baseline,ai`, or add another scenario")
    return experiment


def _compared_with(experiment: Experiment, against: str | None) -> str:
    names = [arm.name for arm in experiment.arms]
    if against is None:
        return names[0]
    if against not in names:
        raise ScenarioError(f"--against: no arm is called {against!r}{suggest(against, names)}")
    return against


def _usual(experiment: Experiment) -> list[str]:
    goals = all(arm.scenario.targets.goals for arm in experiment.arms)
    return [*COMPARED, ON_TARGET] if goals else list(COMPARED)


def _checked(kpis: Sequence[str]) -> list[str]:
    """Return the KPIs, each once, after checking that each has a paired difference."""
    for key in kpis:
        if key not in BY_KEY and key != ON_TARGET:
            near = get_close_matches(key, BY_KEY, n=1)
            hint = suggest(key, near) or "; `tierzero kpis` lists all"
            raise ScenarioError(f"--kpis: no KPI is called {key!r}{hint}")
        kpi = BY_KEY.get(key)
        if isinstance(kpi, Distribution) and level_of(key) is not None:
            mean = f"`{kpi.keys[0]}` or `{ON_TARGET}`"
            raise ScenarioError(f"--kpis: quantiles such as {key!r} are not paired; write {mean}")
    return list(dict.fromkeys(kpis))
