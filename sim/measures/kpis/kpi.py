"""What the definition of a KPI holds: its words and its formula in one object."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from sim.measures.rows.contacts import CONTACT_BREAKDOWNS

Clock = Literal["arrival", "window"]
Direction = Literal["higher", "lower", "neutral"]
RowValues = NDArray[Any]
"""One value per row of a table, shape (rows,)."""

MODEL = "tierzero"
CALL_CENTRE = "Gans, Koole and Mandelbaum 2003"
INDUSTRY = "common usage of help-desk vendors"

BY_CONTACT = CONTACT_BREAKDOWNS
"""Breakdowns of everything that is counted by contact or case."""

LEVELS = {"median": 0.5, "p90": 0.9, "p95": 0.95}
"""Quantiles of a distribution, by the ending of their keys."""


@dataclass(frozen=True)
class Term:
    """A numerator, a denominator or the values of a distribution.

    Attributes
    ----------
    text
        What is added up, in words.
    table
        The field of `Tables` whose rows are added up.
    values
        Returns the value of each of these rows.
    """

    text: str
    table: str
    values: Callable[[Any], RowValues]


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """The one definition of a KPI.

    Attributes
    ----------
    key
        Its name in targets and documents.
    name
        Its name for people.
    unit
        Unit of its values.
    clock
        `arrival`: over contacts or cases that arrive in the measured window; `window`: over the
        time of the window.
    direction
        Which values are better.
    source
        Whose definition it is.
    by
        Its breakdowns. A denominator without one of them stands whole against every member.
    """

    key: str
    name: str
    unit: str
    clock: Clock = "arrival"
    direction: Direction
    source: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ratio(Kpi):
    """A KPI that is a total over a total."""

    numerator: Term
    denominator: Term

    @property
    def keys(self) -> tuple[str, ...]:
        """Its flat keys."""
        return (self.key,)


@dataclass(frozen=True, kw_only=True)
class Distribution(Kpi):
    """A KPI with one value per row: mean, median, p90 and p95.

    The value is NaN for a row that does not count, infinite where it is still to come.
    """

    unit: str = "s"
    direction: Direction = "lower"
    values: Term

    @property
    def keys(self) -> tuple[str, ...]:
        """Its flat keys."""
        return tuple(f"{self.key}_{ending}" for ending in ("mean", *LEVELS))


def share(
    key: str, name: str, numerator: Term, denominator: Term, *, better: Direction, source: str
) -> Ratio:
    """Return the definition of a share of contacts or cases, with all their breakdowns."""
    return Ratio(
        key=key,
        name=name,
        unit="share",
        direction=better,
        source=source,
        by=BY_CONTACT,
        numerator=numerator,
        denominator=denominator,
    )
