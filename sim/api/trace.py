"""What happened to one case? Its journey."""

from sim.api.asked import Settings, asked
from sim.engine.playing import Engine
from sim.report.trace.journey import Journey, journey
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import ScenarioLike
from sim.studies.experiment import make_experiment


def trace(
    scenario: ScenarioLike,
    case: int,
    *,
    arm: str | None = None,
    replication: int = 0,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
) -> Journey:
    """Play a replication again and tell what happened to one of its cases.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    case
        Number of the case, as in the journal's column `case`.
    arm
        The arm in which to look. Default: `ai`, or the last one without it.
    replication
        The replication in which to look.
    seed, set
        The seed in place of the scenario's; values to lay over it by path.
    engine
        What plays the model; `auto` chooses.

    Returns
    -------
    Journey
        `str` of it is its text.

    Raises
    ------
    ScenarioError
        When there is no such arm or case, or a policy in Python is not allowed to run.
    """
    loaded = asked(scenario, seed, settings=set)
    made = make_experiment(loaded, engine, "allowed")
    ((played, journal),) = made.only([arm or made.chief], "--arm").play(replication)
    try:
        return journey(journal, played.plan, case)
    except IndexError as error:
        raise ScenarioError(f"CASE: {error}") from None
