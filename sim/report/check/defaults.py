"""Defaults that decide what is played, where nobody said so: not wrong, and worth a look."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.base.time import WEEK
from sim.report.units import quantity
from sim.scenario.derived.queues import queue_labels
from sim.scenario.values.hours import merged

if TYPE_CHECKING:
    from sim.scenario.root import Scenario
    from sim.scenario.sections.team import Team

Hint = tuple[str, str, str]
"""Place, finding and remedy."""


def defaults_that_decide(scenario: "Scenario") -> Iterator[Hint]:
    """Yield the defaults of an arm that decide much: where, what they make of it, what to write."""
    yield from _rate_of_the_bot(scenario)
    yield from _queues_of_teams(scenario)
    yield from _opening_hours(scenario)
    yield from _shares_of_channels(scenario)


def _rate_of_the_bot(scenario: "Scenario") -> Iterator[Hint]:
    bot = scenario.bot
    if bot is None or "resolution_rate" in bot.model_fields_set:
        return
    types = scenario.inquiry_types.values()
    if any(kind.bot.eligible and kind.bot.resolution_rate is None for kind in types):
        share = quantity(bot.resolution_rate, "share")
        yield (
            "bot.resolution_rate",
            f"is not written: {share} is assumed",
            "write what yours solves",
        )


def _queues_of_teams(scenario: "Scenario") -> Iterator[Hint]:
    """Yield the teams that serve what other people are there for."""
    teams = scenario.people.teams
    special = [name for name, team in teams.items() if team.queues != "all"]
    for name, team in teams.items():
        if special and "queues" not in team.model_fields_set:
            labels = ", ".join(f"`{label}`" for label in queue_labels(scenario))
            finding = f"is not written: it serves {labels}, and `{special[0]}` is there for some"
            yield f"people.teams.{name}.queues", finding, "name its queues, or write `queues: all`"


def _opening_hours(scenario: "Scenario") -> Iterator[Hint]:
    """Yield the channels that are open around the clock while people are not there."""
    in_business = any("_business" in key for key in scenario.targets.goals)
    for name, channel in scenario.channels.items():
        matters = channel.live or in_business
        if matters and "hours" not in channel.model_fields_set and not _at_any_time(scenario):
            finding = "is not written: it is open around the clock, and people are not there"
            remedy = "write `hours: Mon-Fri 09:00-17:00`, or `hours: always`"
            yield f"channels.{name}.hours", finding, remedy


def _shares_of_channels(scenario: "Scenario") -> Iterator[Hint]:
    channels, types = scenario.channels, scenario.inquiry_types.values()
    unsaid = all(channel.share is None for channel in channels.values())
    split = all(kind.channels is not None for kind in types)
    if len(channels) > 1 and unsaid and not split and scenario.demand.trace is None:
        finding = f"no `share` is written: each of the {len(channels)} gets as many cases"
        yield "channels", finding, "write one under each, such as `share: 40 %`"


def _at_any_time(scenario: "Scenario") -> bool:
    """Return whether somebody may be at work at any time, as far as the teams say."""
    teams = scenario.people.teams.values()
    if any(team.roster is not None or _has_seats(team) for team in teams):
        return True
    week = merged(sorted(s for team in teams for shift in team.shifts for s in shift.hours.weekly))
    return len(week) == 1 and week[0][1] - week[0][0] >= WEEK


def _has_seats(team: "Team") -> bool:
    seats = team.headcount
    return min(seats, default=0) > 0 if isinstance(seats, tuple) else bool(seats)
