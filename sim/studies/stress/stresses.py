"""What a desk is put through: growth, a surge, an outage of the bot, or many absences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from sim.base.time import DAY, HOUR
from sim.measures.periods import period_edges
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Outage
from sim.scenario.sections.demand import Surge
from sim.scenario.sections.people import Absences
from sim.scenario.sections.stress import (
    Stress,
    StressAbsence,
    StressGrowth,
    StressOutage,
    StressSurge,
)
from sim.studies.experiment import Arm, Experiment
from sim.studies.stress.onset import busiest_hours, first_day, largest_type, working_day

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


@dataclass(frozen=True)
class Trouble:
    """One stress.

    Attributes
    ----------
    name
        `growth`, `surge`, `outage` or `absence`.
    begins, ends
        In seconds from the start of the measured window; growth never ends.
    text
        What happens, in a few words.
    changed
        Returns a scenario to which it happens.
    """

    name: str
    begins: float
    ends: float
    text: str
    changed: Callable[[Scenario], Scenario]

    def befalls(self, arm: Arm) -> bool:
        """Return whether it affects an arm at all."""
        return self.name != "outage" or arm.scenario.bot is not None

    def periods(self, scenario: Scenario) -> tuple[int, ...]:
        """Return the numbers of the periods of a scenario's targets that it touches."""
        run = scenario.run
        horizon = run.horizon()
        edges = period_edges(run, horizon, scenario.targets.period) - horizon.window_start
        inside = (edges[1:] > self.begins) & (edges[:-1] < self.ends)
        return tuple(np.flatnonzero(inside).tolist())

    def on(self, arm: Arm) -> Arm:
        """Return an arm to which it happens; its name says so."""
        before = self.changed(arm.before) if arm.before else None
        return Arm.of(f"{arm.name} under {self.name}", self.changed(arm.scenario), before)


def troubles(scenario: Scenario) -> Iterator[Trouble]:
    """Yield the stresses of a scenario's section `stress`."""
    stress: Stress = scenario.stress
    if stress.growth:
        yield _growth(stress.growth)
    if stress.surge:
        yield _surge(stress.surge, scenario)
    if stress.outage:
        yield _outage(stress.outage, scenario)
    if stress.absence:
        yield _absence(stress.absence, scenario)


def check_troubles(loaded: "Loaded", experiment: Experiment) -> None:
    """Check that there is a stress, that all touch a period, and that growth can be reached.

    Raises
    ------
    ScenarioError
        When one of these does not hold; the text says where.
    """
    scenario = loaded.scenario
    growth, period = scenario.stress.growth, scenario.targets.period
    stresses = list(troubles(scenario))
    if not any(trouble.befalls(arm) for trouble in stresses for arm in experiment.arms):
        raise loaded.error(
            ("stress",), "nothing is left that would befall these arms; write `growth: {}`"
        )
    for trouble in stresses:
        if not trouble.periods(scenario):
            rule = f"it does not touch a whole {period} of the measured window"
            rule = f"{rule}; write an earlier `start`"
            raise loaded.error(("stress", trouble.name, "start"), rule)
    if growth and growth.over and scenario.demand.multiplier != 1:
        rule = "a ramp begins at a `demand.multiplier` of 1; scale `demand.volume` instead"
        raise loaded.error(("stress", "growth", "over"), rule)


def _growth(stress: StressGrowth) -> Trouble:
    def changed(scenario: Scenario) -> Scenario:
        demand = scenario.demand
        multiplier, over = demand.multiplier * (1.0 + stress.growth), stress.over
        change = {"multiplier": multiplier, "multiplier_over": over or demand.multiplier_over}
        return scenario.model_copy(update={"demand": demand.model_copy(update=change)})

    return Trouble("growth", 0.0, inf, f"{100 * stress.growth:g} % more contacts", changed)


def _surge(stress: StressSurge, scenario: Scenario) -> Trouble:
    types = stress.types or (largest_type(scenario),)
    start = stress.start
    if start is None:
        start = busiest_hours(scenario, types, stress.duration)
    surge = Surge(start=start, duration=stress.duration, growth=stress.growth, types=types)

    def changed(scenario: Scenario) -> Scenario:
        surges = (*scenario.demand.surges, surge)
        demand = scenario.demand.model_copy(update={"surges": surges})
        return scenario.model_copy(update={"demand": demand})

    text = f"{100 * stress.growth:g} % more of {', '.join(types)} for {stress.duration / HOUR:g} h"
    return Trouble("surge", start, start + stress.duration, text, changed)


def _outage(stress: StressOutage, scenario: Scenario) -> Trouble:
    opens, closes = working_day(scenario)
    start = opens if stress.start is None else stress.start
    duration = stress.duration or closes - opens
    outage = Outage(start=start, duration=duration)

    def changed(scenario: Scenario) -> Scenario:
        if scenario.bot is None:
            return scenario
        bot = scenario.bot.model_copy(update={"outages": (*scenario.bot.outages, outage)})
        return scenario.model_copy(update={"bot": bot})

    text = f"the bot is down for {duration / HOUR:g} h"
    return Trouble("outage", start, start + duration, text, changed)


def _absence(stress: StressAbsence, scenario: Scenario) -> Trouble:
    start = first_day(scenario) if stress.start is None else stress.start
    absences = Absences(start=start, duration=stress.duration, share=stress.share)

    def changed(scenario: Scenario) -> Scenario:
        people = scenario.people
        update = {"absences": (*people.absences, absences)}
        return scenario.model_copy(update={"people": people.model_copy(update=update)})

    days = stress.duration / DAY
    text = f"everybody is away with a chance of {100 * stress.share:g} % for {days:g} days"
    return Trouble("absence", start, start + stress.duration, text, changed)
