"""What happened to one case? Its journey."""

from sim.engine.playing import Engine
from sim.report.trace.journey import Journey, journey
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import Loaded
from sim.studies.experiment import make_experiment


def trace(
    loaded: Loaded,
    case: int,
    *,
    arm: str = "ai",
    replication: int = 0,
    engine: Engine = "auto",
) -> Journey:
    """Play a replication again and tell what happened to one of its cases.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`.
    case
        Number of the case, as in the journal's column `case`.
    arm
        The arm in which to look.
    replication
        The replication in which to look.
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
    ((played, journal),) = (
        make_experiment(loaded, engine, "allowed").only([arm], "--arm").play(replication)
    )
    try:
        return journey(journal, played.plan, case)
    except IndexError as error:
        raise ScenarioError(f"CASE: {error}") from None
