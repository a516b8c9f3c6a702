"""Which arms a study plays: some of a scenario's, one per policy, or some of several files'."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.scenario.consistency.segmentation import segment_rules
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.root import AI, BASELINE
from sim.scenario.sections.policy import PRESETS, Policy
from sim.studies.experiment import Arm, Experiment

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

USUAL = (BASELINE, AI)
"""The arms that a study of people plays unless others are named."""


def usual_arms(experiment: Experiment) -> Experiment:
    """Return the experiment of the usual arms that it has; of all where it has none of them."""
    names = [arm.name for arm in experiment.arms if arm.name in USUAL]
    return experiment.only(names) if names else experiment


def policy_arms(loaded: "Loaded", experiment: Experiment, policies: Sequence[str]) -> Experiment:
    """Return the experiment of the arm `ai` under several policies, each arm named by its policy.

    Parameters
    ----------
    loaded, experiment
        The scenario, and the experiment of its arms.
    policies
        Names of presets.

    Raises
    ------
    ScenarioError
        When a name is not a preset's or comes twice, the arm has no bot, or a policy looks at
        something that the scenario does not have.
    """
    for name in policies:
        if name not in PRESETS:
            raise ScenarioError(f"--policies: no policy is called {name!r}{suggest(name, PRESETS)}")
    if len(set(policies)) < len(policies):
        raise ScenarioError(
            f"--policies: {','.join(policies)!r} names a policy twice; name each once"
        )
    arm = next((arm for arm in experiment.arms if arm.name == AI), None)
    if arm is None or arm.scenario.bot is None:
        rule = "policies are about a bot, and the arm `ai` has none; write `bot:`"
        raise loaded.error(("arms", AI), rule)
    return experiment.of([_under(loaded, arm, name) for name in policies])


def scenario_arms(
    loaded: Sequence["Loaded"],
    experiments: Sequence[Experiment],
    names: Sequence[str] | None = None,
) -> Experiment:
    """Return the experiment of some arms of several scenarios, with the first one's seed.

    An arm has its scenario's name, followed by its own where there are several of each.

    Parameters
    ----------
    loaded, experiments
        The scenarios, and the experiment of each one's arms.
    names
        The arms of each scenario. Default: the one that a scenario is about, `ai` or the last.

    Raises
    ------
    ScenarioError
        When the scenarios are not played over one run, or one lacks an arm.
    """
    for other in loaded[1:]:
        _check_run(loaded[0], other)
    arms = []
    for label, experiment in zip(_labels(loaded), experiments, strict=True):
        wanted = names or [experiment.chief]
        for arm in experiment.only(wanted).arms:
            name = label if len(wanted) == 1 else f"{label}/{arm.name}"
            arms.append(replace(arm, name=name))
    return experiments[0].of(arms)


def _labels(loaded: Sequence["Loaded"]) -> list[str]:
    """Return the scenarios' names, numbered where several have the same."""
    names = [scenario.scenario.name for scenario in loaded]
    return [
        name if names.count(name) == 1 else f"{name} {names[: place + 1].count(name)}"
        for place, name in enumerate(names)
    ]


def _under(loaded: "Loaded", arm: Arm, policy: str) -> Arm:
    update: Mapping[str, Policy] = {"policy": Policy.model_validate(policy)}
    scenario = arm.scenario.model_copy(update=update)
    for _, problem in segment_rules(scenario):
        raise loaded.error(("segments",), f"policy `{policy}`: {problem}")
    return Arm.of(policy, scenario, arm.before)


def _check_run(first: "Loaded", other: "Loaded") -> None:
    """Check that two scenarios are played over one run; the first's seed and replications hold."""
    fields = type(first.scenario.run).model_fields.keys() - {"seed", "replications"}
    for field in sorted(fields):
        if getattr(other.scenario.run, field) != getattr(first.scenario.run, field):
            name = first.scenario.name
            raise other.error(("run", field), f"it differs from that of {name!r}; write the same")
