"""Can the fast engine be trusted? Both engines on one scenario, value by value."""

import shlex
from collections.abc import Callable, Sequence

from sim.api.asked import Settings, asked
from sim.report.verify.document import verify_document
from sim.report.verify.result import VerifyResult
from sim.scenario.files.loading import Loaded, ScenarioLike
from sim.studies.experiment import make_experiment
from sim.studies.twin import Comparison, compare_engines

OWN_OPTIONS = ("run.seed=", "run.replications=")
"""Settings that a replay says by options of their own, or not at all."""


def verify_twin(
    scenario: ScenarioLike,
    *,
    arms: Sequence[str] | None = None,
    replications: Sequence[int] = (0,),
    seed: int | None = None,
    set: Settings | None = None,
    on_comparison: Callable[[Comparison], None] | None = None,
) -> VerifyResult:
    """Play a scenario by both engines, and compare every value of their journals.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    arms
        Names of arms. Default: all.
    replications
        Numbers of the replications, from 0.
    seed, set
        The seed in place of the scenario's; values to lay over it by path.
    on_comparison
        Called after each arm of each replication.

    Returns
    -------
    VerifyResult
        It prints itself; `identical` says whether no value differs.

    Raises
    ------
    ScenarioError
        When the scenario is not valid, or the compiled engine is not built or cannot play an arm.
    """
    loaded = asked(scenario, seed, settings=set)
    experiment = make_experiment(loaded)
    if arms is not None:
        experiment = experiment.only(arms)
    comparisons = []
    for compared in compare_engines(experiment, replications):
        comparisons.append(compared)
        if on_comparison:
            on_comparison(compared)
    document = verify_document(
        loaded.scenario.name,
        experiment.seed,
        comparisons,
        lambda compared: _replay(loaded, compared),
    )
    return VerifyResult(document, tuple(comparisons))


def _replay(loaded: Loaded, compared: Comparison) -> str | None:
    text = loaded.root.mark.text
    if not text.has_places:
        return None
    words = ["tierzero", "verify", "--twin", text.name, "--arms", compared.arm]
    words += ["--replication", str(compared.replication), "--seed", str(loaded.scenario.run.seed)]
    for setting in loaded.settings:
        if not setting.startswith(OWN_OPTIONS):
            words += ["--set", setting]
    return shlex.join(words)
