"""Numbers that were entered as they are measured, and what they became."""

from dataclasses import dataclass

from sim.scenario.errors import FieldPath


@dataclass(frozen=True)
class Solved:
    """A number that was entered as it is measured, and what was solved for.

    Attributes
    ----------
    path
        Where it stands in the scenario, such as `("demand", "volume")`.
    measured, of
        What was entered, and of what: `6000.0`, `contacts/month`.
    became, into
        What it became, and of what: `4618.2`, `cases/month`.
    why
        What lies between the two, in words.
    """

    path: FieldPath
    measured: float
    of: str
    became: float
    into: str
    why: str


class MeasuredError(ValueError):
    """Nothing explains what was measured.

    Attributes
    ----------
    path
        Where it stands in the scenario.
    """

    def __init__(self, path: FieldPath, message: str) -> None:
        super().__init__(message)
        self.path = path


def percent(share: float) -> str:
    """Return a share as people write it, to three digits: `65 %`."""
    return f"{100 * share:.3g} %"
