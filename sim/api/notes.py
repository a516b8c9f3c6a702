"""What is left out of a scenario's data files, or looks wrong in them."""

from sim.scenario.files.loading import Loaded
from sim.studies.experiment import make_experiment


def data_notes(loaded: Loaded) -> tuple[str, ...]:
    """Read a scenario's data files, and say what a user should know before they are played.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`.

    Returns
    -------
    tuple of str
        One sentence each.

    Raises
    ------
    ScenarioError
        When a file or a value in it is wrong, with file, line and column.
    """
    return make_experiment(loaded, code="none").notes
