"""Journals of random desks, and such in which one random cell says something else."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from support.twins import checked_library
from twin.random_desks import Desk

from sim.engine import Journal, Plan
from sim.engine.journal import Activity, Ending, Outcome, Outreach, Role
from sim.engine.kernel.playing import play

TICK = 2.0**-20
SHIFTS = (TICK, -TICK, 0.1, 1.0, -60.0, 60.0, 600.0, 1800.0)
CODES = {
    "ending": len(Ending),
    "outcome": len(Outcome),
    "role": len(Role),
    "outreach": len(Outreach),
    "activity": len(Activity),
}
PARTS = ("contacts", "legs", "legs", "roster", "integrals")


def sound_journal(seed: int) -> tuple[Plan, Journal]:
    """The plan and the journal of a random desk, whose cases are such as a scenario brings."""
    desk = Desk(seed)
    plan, cases = desk.plan, desk.bound.cases
    last = plan.horizon.arrivals_end if plan.horizon.drains else plan.horizon.end
    cases = replace(
        cases,
        # All during the run, and of a customer whom the desk has.
        arrival=np.minimum(cases.arrival, last - 60.0),
        segment=np.maximum(cases.segment, 0),
        customer=np.zeros_like(cases.customer),
    )
    before = desk.bound.before and replace(desk.bound.before, cases=cases)
    bound = replace(desk.bound, cases=cases, before=before)
    return plan, play(plan, bound, checked_library())


@dataclass(frozen=True)
class Change:
    """Another value of one cell; as text it says what was done."""

    part: str
    column: str
    place: tuple[int, ...]
    value: Any

    def made_in(self, journal: Journal) -> Journal:
        """The journal with the change."""
        table = getattr(journal, self.part)
        values = getattr(table, self.column).copy()
        values[self.place] = self.value
        return replace(journal, **{self.part: replace(table, **{self.column: values})})


def random_change(rng: np.random.Generator, journal: Journal, plan: Plan) -> Change | None:
    """A random change of a cell; None where the part that was drawn has no cells."""
    part = PARTS[rng.integers(len(PARTS))]
    columns = vars(getattr(journal, part))
    column = list(columns)[rng.integers(len(columns))]
    values = columns[column]
    if not values.size:
        return None
    place = tuple(int(rng.integers(size)) for size in values.shape)
    if values.dtype == np.float64 and part != "integrals" and rng.random() < 0.4:
        value = _beside(rng, columns, place)
    else:
        value = _other(rng, column, values, place, plan)
    return Change(part, column, place, value)


def _beside(rng: np.random.Generator, columns: Any, place: tuple[int, ...]) -> Any:
    """Another time of the row, or one a tick from it: where comparisons turn round."""
    times = [values[place] for values in columns.values() if values.dtype == np.float64]
    return times[rng.integers(len(times))] + rng.choice([0.0, TICK, -TICK])


def _other(
    rng: np.random.Generator, column: str, values: np.ndarray, place: tuple[int, ...], plan: Plan
) -> Any:
    """Another value of the cell: one nearby, or one that stands elsewhere in its column."""
    old = values[place]
    if values.dtype == np.bool_:
        return not old
    if rng.random() < 0.3:
        return values.ravel()[rng.integers(values.size)]
    if values.dtype == np.float64:
        if np.isnan(old) or rng.random() < 0.2:
            known = values[~np.isnan(values)]
            return rng.choice([np.nan, 600.0, 3600.0, *known[:3]])
        return old + SHIFTS[rng.integers(len(SHIFTS))]
    codes = CODES.get(column, len(plan.rules) if column == "rule" else 0)
    return rng.integers(-1, codes) if codes else old + rng.integers(-2, 3)
