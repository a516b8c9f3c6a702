"""Which are the fewest people with whom a desk is on target.

A candidate is on target when at least `targets.confidence` of the periods of its planning
replications are. With one team that can grow, the number is bracketed and bisected, as more people
never hurt; with several, people are added one by one where that helps most for its cost, and then
taken away where nothing is lost. The result is reported on other replications than these.
"""

from collections.abc import Iterator

from sim.measures.rows.labour import hourly_rates, scheduled_week
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.staffing.bracket import least_number
from sim.studies.staffing.guess import guessed_sizes
from sim.studies.staffing.planning import Planner, Score
from sim.studies.staffing.steps import Sizes, is_fixed, least_size, resized, size

MOST_TIMES = 4
"""A search gives up at this many times the guess or today's size: no number of people will do."""
SPARE = 4
"""Steps above that, since small numbers multiply to small numbers."""


def todays_sizes(scenario: Scenario) -> dict[str, int]:
    """Return how many steps the teams that can grow have today."""
    teams = scenario.people.teams
    return {name: size(team) for name, team in teams.items() if not is_fixed(team)}


def least_sizes(scenario: Scenario) -> dict[str, int]:
    """Return the fewest steps that the teams may have."""
    teams = scenario.people.teams
    return {name: least_size(teams[name], scenario) for name in todays_sizes(scenario)}


def staffed(arm: Arm, sizes: Sizes) -> Arm:
    """Return an arm with teams of these sizes; its name says so."""
    people = arm.scenario.people
    teams = {name: resized(people.teams[name], steps) for name, steps in sizes.items()}
    resized_people = people.model_copy(update={"teams": people.teams | teams})
    scenario = arm.scenario.model_copy(update={"people": resized_people})
    label = ", ".join(f"{name} {steps}" for name, steps in sizes.items())
    return Arm.of(f"{arm.name} ({label})", scenario, arm.before)


class StaffingSearch:
    """The search for the fewest people of one arm.

    Parameters
    ----------
    arm
        The arm; its people say how teams grow.
    planner
        Plays the planning replications.
    """

    def __init__(self, arm: Arm, planner: Planner) -> None:
        self._arm = arm
        self._planner = planner
        self._teams = list(arm.scenario.people.teams)
        self._worth = dict(zip(self._teams, _relative_rates(arm.scenario), strict=True))
        self._scores: dict[tuple[int, ...], Score] = {}

    def fewest(self, least: Sizes, lean: float = 1.0) -> dict[str, int] | None:
        """Return the fewest people that are on target, with no team below its least size.

        None where no number of people is on target: what misses it is then not a lack of people.

        Parameters
        ----------
        least
            Least sizes of the teams.
        lean
            Factor on the guess by formulas, as far as it is known from a search before.
        """
        guess = guessed_sizes(self._arm)
        today = todays_sizes(self._arm.scenario)
        begin = {name: max(round(guess[name] * lean), steps) for name, steps in least.items()}
        most = {name: MOST_TIMES * max(begin[name], today[name]) + SPARE for name in begin}
        if len(begin) == 1:
            return self._fewest_of_one(least, begin, most)
        enough = self._grown(begin, most)
        return None if enough is None else self._trimmed(enough, least)

    def one_less(self, sizes: Sizes) -> dict[str, int]:
        """Return sizes with one step less where that hurts least; some must be above 0."""
        choices = list(_smaller(sizes, dict.fromkeys(sizes, 0)))
        if len(choices) == 1:
            return choices[0]
        return max(choices, key=lambda choice: self._score(choice).share)

    def _fewest_of_one(self, least: Sizes, begin: Sizes, most: Sizes) -> dict[str, int] | None:
        (team,) = begin
        number = least_number(
            lambda steps: self._score({team: steps}).enough, least[team], begin[team], most[team]
        )
        return None if number is None else {team: number}

    def _grown(self, sizes: dict[str, int], most: Sizes) -> dict[str, int] | None:
        """Add people one by one until the desk is on target."""
        while not self._score(sizes).enough:
            open_to = [name for name in sizes if sizes[name] < most[name]]
            if not open_to:
                return None
            best = max(open_to, key=lambda name: self._use(sizes, name))
            sizes = {**sizes, best: sizes[best] + 1}
        return sizes

    def _use(self, sizes: Sizes, name: str) -> tuple[float, float]:
        """Return what one more step of a team gains for its cost, and how busy the team is."""
        more = {**sizes, name: sizes[name] + 1}
        gain = self._score(more).share - self._score(sizes).share
        occupancy = self._score(sizes).occupancy[self._teams.index(name)]
        return gain / (self._cost(more) - self._cost(sizes)), float(occupancy)

    def _trimmed(self, sizes: dict[str, int], least: Sizes) -> dict[str, int]:
        """Take people away, the dearest first, as long as the desk stays on target."""
        while choices := [fewer for fewer in _smaller(sizes, least) if self._score(fewer).enough]:
            sizes = min(choices, key=self._cost)
        return sizes

    def _cost(self, sizes: Sizes) -> float:
        """Return what the teams cost a week, in hours of the dearest."""
        teams, worth = self._arm.scenario.people.teams, self._worth
        return sum(
            scheduled_week(resized(teams[name], steps)) * worth[name]
            for name, steps in sizes.items()
        )

    def _score(self, sizes: Sizes) -> Score:
        key = tuple(sizes.values())
        if key not in self._scores:
            self._scores[key] = self._planner.score(staffed(self._arm, sizes))
        return self._scores[key]


def _relative_rates(scenario: Scenario) -> list[float]:
    """Return what an hour of each team costs over the dearest; 1 where some cost nothing."""
    rates = hourly_rates(scenario)
    return [rate / max(rates) for rate in rates] if all(rates) else [1.0] * len(rates)


def _smaller(sizes: Sizes, least: Sizes) -> Iterator[dict[str, int]]:
    """Yield the sizes with one step less of each team that has one to spare."""
    for name, steps in sizes.items():
        if steps > least[name]:
            yield {**sizes, name: steps - 1}
