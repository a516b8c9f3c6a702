"""How a team grows and shrinks in whole steps: by heads, or by hours.

==================================  ================================================================
a team with                         a step is
==================================  ================================================================
`shifts`                            one head; heads are added to the shifts in their order, round
                                    and round, and taken away in the opposite order
one pattern, labour `hours` or      `hours_step` bought hours per week of the pattern
`hours_week`
`headcount`                         one more at the highest half hour; the others keep their
                                    proportion to it, rounded up
`roster`                            none: a file says who works when
==================================  ================================================================

Larger teams contain smaller ones: whoever works with n steps works the same hours with n + 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from math import ceil

from sim.base.time import HOUR
from sim.measures.rows.labour import live_week, scheduled_week
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Shift, Team

Sizes = Mapping[str, int]
"""Steps of each team that can grow, in file order."""


def is_fixed(team: Team) -> bool:
    """Return whether a team can neither grow nor shrink."""
    return team.roster is not None


def buys_hours(team: Team) -> bool:
    """Return whether a team's steps are hours: they are bought of its one pattern."""
    return len(team.shifts) == 1 and (team.labour == "hours" or team.hours_week is not None)


def size(team: Team) -> int:
    """Return how many steps a team has today; hours between two steps count as the next."""
    if buys_hours(team):
        return ceil(scheduled_week(team) * HOUR / team.hours_step)
    if team.headcount is not None:
        return max(_seats(team))
    return sum(shift.agents for shift in team.shifts)


def resized(team: Team, steps: int) -> Team:
    """Return a team with a number of steps; today's number gives the team as it is.

    Parameters
    ----------
    team
        As the scenario has it.
    steps
        At least 0.
    """
    if steps == size(team):
        return team
    if buys_hours(team):
        return _with_hours(team, steps * team.hours_step)
    if team.headcount is not None:
        return team.model_copy(update={"headcount": tuple(_scaled(_seats(team), steps))})
    agents = _spread([shift.agents for shift in team.shifts], steps)
    shifts = tuple(map(_with_agents, team.shifts, agents))
    return team.model_copy(update={"shifts": shifts})


def least_size(team: Team, scenario: Scenario) -> int:
    """Return the fewest steps that a team may have: at least one, as no team is dissolved.

    Where hours are bought and a live channel is served, somebody must be there for the whole
    pattern.
    """
    if buys_hours(team) and live_week(scenario, team):
        return ceil(_frame(team.shifts[0]) / team.hours_step)
    return 1


def _with_hours(team: Team, seconds: float) -> Team:
    if seconds > 0:
        return team.model_copy(update={"hours_week": seconds})
    nobody = (_with_agents(team.shifts[0], 0),)
    return team.model_copy(update={"hours_week": None, "shifts": nobody})


def _frame(shift: Shift) -> float:
    """Return the seconds per week of somebody who works the whole pattern."""
    return sum(end - start for start, end in shift.hours.weekly)


def _with_agents(shift: Shift, agents: int) -> Shift:
    return shift.model_copy(update={"agents": agents})


def _seats(team: Team) -> tuple[int, ...]:
    headcount = team.headcount or 0
    return headcount if isinstance(headcount, tuple) else (headcount,) * 48


def _scaled(seats: tuple[int, ...], most: int) -> Iterator[int]:
    """Return seats by half hour in proportion to today's, all alike where there are none today."""
    shape = seats if any(seats) else (1,) * len(seats)
    highest = max(shape)
    return (-(-seat * most // highest) for seat in shape)


def _spread(agents: Sequence[int], total: int) -> list[int]:
    """Return agents by shift: today's, with more from the first shift on or fewer from the last."""
    spread, places = list(agents), range(len(agents))
    growing, shrinking = cycle(places), cycle(reversed(places))
    while sum(spread) < total:
        spread[next(growing)] += 1
    while sum(spread) > total:
        place = next(shrinking)
        spread[place] -= spread[place] > 0
    return spread
