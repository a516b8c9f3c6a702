"""How many people each month needs: the fewest on target, by what is known when it begins."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from sim.finance.forecast import forecast, season
from sim.finance.project import Project
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.staffing.planning import Planner
from sim.studies.staffing.search import StaffingSearch, least_sizes
from sim.studies.staffing.steps import Sizes


class NeedsSearch:
    """The search for the people that a project's months need, on planning replications.

    Parameters
    ----------
    project
        The calendar and the two arms.
    planner
        Plays the planning replications.
    """

    def __init__(self, project: Project, planner: Planner) -> None:
        self._project = project
        self._planner = planner
        self._known: list[tuple[Scenario, Sizes]] = []

    def by_month(self, name: str, baseline: Scenario, arm: Scenario) -> list[Sizes]:
        """Return the sizes that each month from the launch on needs.

        The first month is staffed for the desk as it was: nothing is known of the AI yet. Where two
        months need the same, those between them are assumed to do so, too; the months in which
        ramp, adoption or season turn are searched by themselves.

        Parameters
        ----------
        name
            The arm's name.
        baseline, arm
            The desk before the launch, and the arm that is staffed, with their labour.

        Raises
        ------
        ScenarioError
            When no number of people is on target.
        """
        last = self._project.months - 1
        by_month = {0: self._need("baseline", baseline, 0)}
        all_turns = (*_turns_of_the_bot(arm), *_turns_of_the_season(self._project, arm))
        turns = {min(max(1, turn), last) for turn in all_turns}
        edges = sorted({1, *turns, last} - {0}) if last else []
        for month in edges:
            by_month[month] = self._need(name, arm, month)
        for low, high in pairwise(edges):
            _fill(by_month, low, high, lambda month: self._need(name, arm, month))
        return [by_month[month] for month in range(last + 1)]

    def _need(self, name: str, arm: Scenario, month: int) -> Sizes:
        expected = forecast(self._project, arm, month)
        # Compared and never serialised: an interrupt would be lost in a serialiser.
        for scenario, sizes in self._known:
            if scenario == expected:
                return sizes
        desk = Arm.of(f"{name}, month {month + 1}", expected, None)
        fewest = StaffingSearch(desk, self._planner).fewest(least_sizes(expected))
        if fewest is None:
            raise ScenarioError(_nobody_can(name, month))
        self._known.append((expected, fewest))
        return fewest


def _fill(by_month: dict[int, Sizes], low: int, high: int, need: Callable[[int], Sizes]) -> None:
    """Fill in the sizes of the months between two, halving the gap while its ends differ."""
    if by_month[low] == by_month[high]:
        by_month.update(dict.fromkeys(range(low + 1, high), by_month[low]))
    elif high - low > 1:
        middle = (low + high) // 2
        by_month[middle] = need(middle)
        _fill(by_month, low, middle, need)
        _fill(by_month, middle, high, need)


def _turns_of_the_bot(arm: Scenario) -> Iterator[int]:
    """Yield the months from which on an arm's bot is as mature, and as widely used, as it gets."""
    bot = arm.bot
    if bot is not None and bot.launch_rate is not None:
        yield max(bot.ramp, default=0) + 1
    if bot is not None and isinstance(bot.adoption, dict):
        yield from (month + 1 for month in bot.adoption)


def _turns_of_the_season(project: Project, arm: Scenario) -> list[int]:
    """Return the months after which an arm's season turns from rising to falling, or back."""
    seasons = [season(project, arm, month) for month in range(project.months)]
    directions = np.sign(np.diff(seasons))
    turns: list[int] = (np.flatnonzero(directions[1:] != directions[:-1]) + 1).tolist()
    return turns


def _nobody_can(name: str, month: int) -> str:
    return (
        f"people.staffing: no number of people is on target in month {month + 1} of `{name}`; "
        "lower the targets, or write `staffing: fixed` under `people`"
    )
