"""The cells of a desk: inquiry type x channel, each with its volume and its weekly profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from sim.scenario.derived.splits import channel_shares, type_volume, weekly_weights
from sim.scenario.root import Scenario
from sim.workload.demand.profile import WeeklyProfile


@dataclass(frozen=True)
class Cell:
    """The cases of one inquiry type over one channel."""

    name: str
    """What its draws are keyed by: `type/channel`; names contain no slash of their own."""
    type: int
    """Number of the inquiry type in the scenario's order."""
    channel: int
    """Number of the channel in the scenario's order."""
    per_day: float
    """Cases per day, mean over a week; 0 with a trace."""
    profile: WeeklyProfile
    """Spread over the week."""


def read_cells(scenario: Scenario) -> tuple[Cell, ...]:
    """Return every inquiry type on every channel: by type, then channel."""
    holidays = scenario.calendar.days_of_profile
    return tuple(
        Cell(
            name=f"{kind}/{channel}",
            type=type_number,
            channel=number,
            per_day=volume,
            profile=WeeklyProfile(weekly_weights(scenario, kind, channel), holidays),
        )
        for type_number, kind in enumerate(scenario.inquiry_types)
        for number, (channel, volume) in enumerate(_volumes(scenario, kind).items())
    )


def cell_names(scenario: Scenario) -> list[tuple[str, str]]:
    """Return the inquiry type and the channel of every cell, by the cell's number."""
    return list(product(scenario.inquiry_types, scenario.channels))


def places(cells: Sequence[Cell], layers: int) -> list[tuple[str, int]]:
    """Return what candidates are keyed by: every cell's name with every layer, in this order."""
    return list(product((cell.name for cell in cells), range(layers)))


def _volumes(scenario: Scenario, type_name: str) -> dict[str, float]:
    """Return a type's cases per day by channel."""
    whole, share = type_volume(scenario, type_name)
    volume = 0.0 if whole is None else whole.per_day * share
    return {name: volume * part for name, part in channel_shares(scenario, type_name).items()}
