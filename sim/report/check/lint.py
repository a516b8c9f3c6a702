"""What a planner would want to be told of a scenario that is valid: each with place and remedy."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sim.measures.rows.service_limits import SERVICE_LIMIT, judged_queues, own_limits
from sim.report.check.defaults import defaults_that_decide
from sim.report.check.document import AdviceDocument
from sim.report.units import number, quantity
from sim.studies.load.load import ArmLoad

if TYPE_CHECKING:
    from sim.scenario.root import Scenario

SPOKEN = ("phone", "call", "voice", "tel", "hotline", "chat", "video")
"""Beginnings of names of channels on which customers wait."""
LIVE_GOALS = ("service_level", "abandonment_rate", "turned_away_rate", "wait", "first_response")
"""Beginnings of the KPIs that say how long those who wait on a line may wait."""
MANY_LOST = 0.2
"""Share of contacts for people, lost at a closed door, from which that is told."""


def lint(scenarios: "Mapping[str, Scenario]", loads: Mapping[str, ArmLoad]) -> list[AdviceDocument]:
    """Return hints about arms; what several arms have in common is told once.

    Parameters
    ----------
    scenarios, loads
        By arm.
    """
    hints: dict[tuple[str, str], AdviceDocument] = {}
    for name, scenario in scenarios.items():
        for place, finding, remedy in _of_arm(scenario, loads[name]):
            hints.setdefault(
                (place, remedy),
                {"level": "hint", "place": place, "finding": finding, "remedy": remedy},
            )
    return list(hints.values())


def _of_arm(scenario: "Scenario", load: ArmLoad) -> Iterator[tuple[str, str, str]]:
    yield from _deferred_by_mistake(scenario)
    yield from _without_target(scenario)
    yield from _without_limit(scenario)
    yield from defaults_that_decide(scenario)
    yield from _nobody_absent(scenario)
    yield from _nothing_comes(load)
    yield from _lost_at_the_door(scenario, load)
    yield from _not_foreseen(scenario)


def _deferred_by_mistake(scenario: "Scenario") -> Iterator[tuple[str, str, str]]:
    for name, channel in scenario.channels.items():
        if not channel.live and name.lower().startswith(SPOKEN):
            finding = "sounds live, and is played as deferred: customers write and do not wait"
            yield f"channels.{name}.kind", finding, "write `kind: live`, or another name"


def _without_target(scenario: "Scenario") -> Iterator[tuple[str, str, str]]:
    goals = scenario.targets.goals
    live = [name for name, channel in scenario.channels.items() if channel.live]
    if live and not any(key.startswith(LIVE_GOALS) for key in goals):
        names = ", ".join(f"`{name}`" for name in live)
        finding = f"no target says how long those on {names} may wait"
        yield "targets", finding, 'add one, such as `service_level: ">= 80 % within 20 s"`'


def _without_limit(scenario: "Scenario") -> Iterator[tuple[str, str, str]]:
    goal = scenario.targets.goals.get("service_level")
    own = own_limits(scenario)
    unsaid = any(own[queue] is None for queue in judged_queues(scenario))
    if goal is not None and goal.within is None and unsaid:
        finding = f"no limit is written, so that it counts who is served in {SERVICE_LIMIT:g} s"
        yield "targets.service_level", finding, "write it, such as `>= 80 % within 30 s`"


def _nobody_absent(scenario: "Scenario") -> Iterator[tuple[str, str, str]]:
    """Of a desk of one person it is not told: who is away is replaced, or the desk is closed."""
    teams = scenario.people.teams.values()
    rostered = any(team.roster for team in teams)
    heads = sum(shift.agents for team in teams for shift in team.shifts)
    seats = [team.headcount for team in teams if team.headcount]
    if rostered or scenario.people.absences or (heads < 2 and not seats):
        return
    if not any(team.absence or team.off_queue.share for team in teams):
        finding = "nobody is ever ill, on leave or in a meeting"
        remedy = "write the share, such as `absence: 5 %` and `off_queue: 8 %` of a team"
        yield "people.teams", finding, remedy


def _nothing_comes(load: ArmLoad) -> Iterator[tuple[str, str, str]]:
    for team in load.teams:
        if team.staff.any() and not team.load.any():
            finding = "nothing that comes reaches this team"
            yield f"people.teams.{team.name}", finding, "correct its `queues`, or leave it out"


def _not_foreseen(scenario: "Scenario") -> Iterator[tuple[str, str, str]]:
    """Tell what only a run shows: the load leaves it out."""
    bot = scenario.bot
    if bot and bot.choice:
        finding = "who chooses people at the door is not in the load: it depends on the wait"
        yield "bot.choice", finding, "play the scenario"


def _lost_at_the_door(scenario: "Scenario", load: ArmLoad) -> Iterator[tuple[str, str, str]]:
    contacts = load.contacts
    if contacts.for_people and contacts.lost >= MANY_LOST * contacts.for_people:
        losing = [
            name for name, channel in scenario.channels.items() if channel.loses_outside_hours
        ]
        share = quantity(contacts.lost / contacts.for_people, "share")
        finding = f"{share} of the contacts for people come while it is closed, and are lost"
        finding += f" ({number(contacts.lost)} a month)"
        remedy = "write `outside_hours: divert`, or longer `hours`"
        yield f"channels.{', '.join(losing)}", finding, remedy
