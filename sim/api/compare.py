"""How do arms, policies or scenarios differ? From loaded scenarios to their comparison."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from sim.api.asked import Settings, as_options, asked
from sim.api.keeping import Keeping
from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.measures.kpis.registry import BY_KEY
from sim.report.compare.result import CompareResult
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.loading import Loaded, ScenarioLike
from sim.scenario.root import Scenario
from sim.studies.arms import policy_arms, scenario_arms
from sim.studies.compare.compare import play_comparison
from sim.studies.compare.contrasts import ON_TARGET
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.progress import OnProgress

COMPARED = (
    "cases_solved",
    "turned_away_rate",
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
    "cost_per_month_staffed",
    "cost_per_month_activity",
    "cost_per_contact_reached",
    "cost_per_need",
    "cost_per_interaction_staffed",
    "cost_per_interaction_activity",
    "cost_per_resolution_staffed",
    "cost_per_resolution_activity",
)
"""What is compared unless KPIs are named; where there are goals, being on target, too."""
NEEDED: Mapping[str, Callable[[Scenario], bool]] = {
    "service_level": lambda scenario: any(line.live for line in scenario.channels.values()),
    "cost_per_need": lambda scenario: bool(scenario.programmes),
}
"""Without whom one of them says nothing new: somebody on a live line; a programme."""


def compare(
    *scenarios: ScenarioLike,
    arms: Sequence[str] | None = None,
    policies: Sequence[str] | None = None,
    against: str | None = None,
    kpis: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: OnProgress | None = None,
) -> CompareResult:
    """Play arms, policies or scenarios on the same workload, and compare them.

    Parameters
    ----------
    *scenarios
        One or several: files, manifests, presets' names, dictionaries, or what `sim.load` returned.
        The first one's section `run` says the seed and how many replications.
    arms
        Names of arms. Default: all of one scenario; `ai`, or the last without it, of each of
        several.
    policies
        Names of policies, each of which replaces the policy of the arm `ai`.
    against
        The arm that the others are compared with. Default: the first.
    kpis
        Flat keys, or `on_target`. Default: the usual ones. The targets' KPIs, cases solved and the
        cost of a month are compared in any case: verdicts are about them.
    replications, seed, set
        How many, and the seed, in place of the first scenario's; values to lay over each by
        path, such as
        `{"demand.volume": "300/month"}`.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes, or where to play; with several processes the calling script needs
        ``if __name__ == "__main__":``. The result does not depend on it.
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
    loaded = [asked(scenario, seed, replications, set) for scenario in scenarios]
    made = [make_experiment(each, engine) for each in loaded]
    experiment = _experiment(loaded, made, arms, policies)
    first = _compared_with(experiment, against)
    wanted = _checked(kpis) if kpis else _usual(experiment)
    count = loaded[0].scenario.run.replications
    options = as_options(arms=arms, policies=policies, against=against, kpis=kpis)
    return timed(
        CompareResult,
        loaded[0],
        experiment,
        jobs,
        Keeping("compare", options),
        lambda place: play_comparison(experiment, first, wanted, count, place, on_progress),
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
        experiment = scenario_arms(scenarios, made, arms)
    else:
        experiment = made[0].only(arms or scenarios[0].arm_names)
    if len(experiment.arms) < 2:
        (only,) = experiment.arms
        rule = f"a comparison needs two arms, and there is only `{only.name}`"
        if policies:
            raise ScenarioError(f"--policies: {rule}; write `--policies none,{only.name}`")
        if len(scenarios[0].arms) == 1:
            remedy = "write a `bot:`, or another arm under `arms`, or name a second scenario"
            raise scenarios[0].error(("arms",), f"{rule}; {remedy}")
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
    scenarios = [arm.scenario for arm in experiment.arms]
    usual = [key for key in COMPARED if key not in NEEDED or any(map(NEEDED[key], scenarios))]
    goals = all(scenario.targets.goals for scenario in scenarios)
    return [*usual, ON_TARGET] if goals else usual


def _checked(kpis: Sequence[str]) -> list[str]:
    """Return the KPIs, each once, after checking that there are such."""
    for key in kpis:
        if key not in BY_KEY and key != ON_TARGET:
            near = get_close_matches(key, BY_KEY, n=1)
            hint = suggest(key, near) or "; `tierzero kpis` lists all"
            raise ScenarioError(f"--kpis: no KPI is called {key!r}{hint}")
    return list(dict.fromkeys(kpis))
