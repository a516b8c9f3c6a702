"""Which people the curve is about, chosen on planning replications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from sim.studies.curve.volumes import GROWTH, grown
from sim.studies.experiment import Arm
from sim.studies.staffing.bracket import least_number
from sim.studies.staffing.guess import guessed_sizes, staffing_ratios
from sim.studies.staffing.planning import Planner
from sim.studies.staffing.search import StaffingSearch, least_sizes, staffed, todays_sizes
from sim.studies.staffing.steps import Sizes

FINENESS = 10
"""Volumes at which the next hire is due are multiples of 1 / this."""


@dataclass(frozen=True)
class Planned:
    """The fewest people of an arm at a volume.

    Attributes
    ----------
    volume, arm
        Volume multiplier; the arm's name.
    sizes
        Steps by team; None: no number of people is on target.
    desk, one_less
        The arm at this volume with these people; with one step less, None where nobody is left.
    """

    volume: float
    arm: str
    sizes: Sizes | None = None
    desk: Arm | None = None
    one_less: Arm | None = None


@dataclass(frozen=True)
class Reserve:
    """How much volume today's people can carry.

    Attributes
    ----------
    volume
        The largest multiplier at which they are on target; 0: at none.
    desk
        The arm with today's people at this volume.
    at_least
        Whether no larger multiplier was tried.
    """

    volume: float
    desk: Arm | None
    at_least: bool


@dataclass(frozen=True)
class Plans:
    """What was chosen.

    Attributes
    ----------
    points
        By arm and volume.
    reserves
        By arm.
    today, growth
        By arm: the desk with today's people at today's volume; at 30 % growth.
    """

    points: tuple[Planned, ...]
    reserves: Mapping[str, Reserve]
    today: Mapping[str, Arm]
    growth: Mapping[str, Arm]

    @property
    def desks(self) -> tuple[Arm, ...]:
        """All desks that are to be reported on, each once."""
        wanted = [desk for point in self.points for desk in (point.desk, point.one_less)]
        wanted += [reserve.desk for reserve in self.reserves.values()]
        wanted += [*self.today.values(), *self.growth.values()]
        return tuple({desk.name: desk for desk in wanted if desk}.values())


def plan_curve(arms: Sequence[Arm], volumes: Sequence[float], planner: Planner) -> Plans:
    """Choose the people of each arm at each volume.

    Parameters
    ----------
    arms
        With today's people.
    volumes
        Multipliers in ascending order.
    planner
        Asks the planning replications.
    """
    by_arm = {arm.name: _staircase(arm, volumes, planner) for arm in arms}
    return Plans(
        points=tuple(point for points in by_arm.values() for point in points),
        reserves={arm.name: _reserve(arm, by_arm[arm.name], planner) for arm in arms},
        today={arm.name: _today_at(arm, 1.0) for arm in arms},
        growth={arm.name: _today_at(arm, GROWTH) for arm in arms},
    )


def _staircase(arm: Arm, volumes: Sequence[float], planner: Planner) -> list[Planned]:
    """Plan volume by volume: needs never fall as it grows, so each search begins at the last's."""
    least: Sizes | None = least_sizes(arm.scenario)
    points: list[Planned] = []
    for volume in volumes:
        point = Planned(volume, arm.name)
        if least is not None:
            point = _planned(arm, volume, least, _lean(arm, points), planner)
            least = point.sizes
        points.append(point)
    return points


def _lean(arm: Arm, points: Sequence[Planned]) -> float:
    """Return the people needed at the last volume over those guessed there; 1 before the first."""
    if not points or points[-1].sizes is None:
        return 1.0
    guess = guessed_sizes(grown(arm, points[-1].volume))
    return sum(points[-1].sizes.values()) / sum(guess.values())


def _planned(arm: Arm, volume: float, least: Sizes, lean: float, planner: Planner) -> Planned:
    desk = grown(arm, volume)
    search = StaffingSearch(desk, planner)
    sizes = search.fewest(least, lean)
    if sizes is None:
        return Planned(volume, arm.name)
    fewer = search.one_less(sizes)
    one_less = staffed(desk, fewer) if any(fewer.values()) else None
    return Planned(volume, arm.name, sizes, staffed(desk, sizes), one_less)


def _reserve(arm: Arm, points: Sequence[Planned], planner: Planner) -> Reserve:
    """Find the first multiplier, on a grid, at which today's people are off target."""
    largest = max(points[-1].volume, GROWTH)
    first, last = _gap(arm, points, largest)
    ratio = max(staffing_ratios(arm).values())
    number = least_number(
        lambda place: not planner.score(_today_at(arm, place / FINENESS)).enough,
        first,
        int(FINENESS / max(ratio, 1 / last)),
        last,
    )
    volume = min(last / FINENESS, largest) if number is None else (number - 1) / FINENESS
    desk = _today_at(arm, volume) if volume else None
    return Reserve(volume, desk, at_least=volume == largest)


def _gap(arm: Arm, points: Sequence[Planned], largest: float) -> tuple[int, int]:
    """Return the places on the grid between which the next hire falls due, by the staircase."""
    today = todays_sizes(arm.scenario)
    fits = [
        point.sizes is not None and all(point.sizes[name] <= today[name] for name in today)
        for point in points
    ]
    enough = [point.volume for point, fit in zip(points, fits, strict=True) if fit]
    first = floor(max(enough, default=0.0) * FINENESS) + 1
    # Among several teams one may need more and another fewer: today's people may still suffice.
    few = [point.volume for point, fit in zip(points, fits, strict=True) if not fit]
    last = min(few) if few and len(today) == 1 else largest
    return first, ceil(last * FINENESS)


def _today_at(arm: Arm, volume: float) -> Arm:
    return staffed(grown(arm, volume), todays_sizes(arm.scenario))
