"""What labour is paid for: heads by their contract, bought hours, or handling time only.

`salaried`
    Heads x contract hours, whatever they do. A pattern or a roster file says how many heads there
    are; a headcount with more hours than the contracts of its seats takes more heads than seats.
`hours`
    The shifts' hours, in whole steps, and never fewer than the live channels are open for: at least
    one person must be there.
`as_used`
    Handling time, as spreadsheets assume.

Overtime is paid on top, except for `as_used`, which already pays for the handling.
"""

from datetime import date
from math import ceil

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import DAY, HOUR, HOURS_OF_WEEK
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Shift, Team
from sim.scenario.values.horizon import Horizon, add_months
from sim.scenario.values.hours import merged

MONDAY = date(2024, 1, 1)


def hourly_rates(scenario: Scenario) -> list[float]:
    """Return the loaded cost of a paid hour of each team, in file order."""
    money, teams = scenario.money, scenario.people.teams.values()
    return [(money.wage if team.wage is None else team.wage) * money.on_cost for team in teams]


def paid_hours(scenario: Scenario, contracted: Floats, overtime: Floats, in_hand: Floats) -> Floats:
    """Return the hours for which each team is paid in full.

    Parameters
    ----------
    scenario
        How labour is bought.
    contracted
        Hours that each team is paid for before any overtime, as `contracted_hours`.
    overtime, in_hand
        Hours worked outside shifts; contact-hours in hand.

    Returns
    -------
    ndarray
        Hours at the loaded rate, shape (teams, bins), as all of them.
    """
    paid = contracted + scenario.money.overtime_paid * overtime
    for number, team in enumerate(scenario.people.teams.values()):
        if team.labour == "as_used":
            paid[number] = in_hand[number]
    return paid


def contracted_hours(scenario: Scenario, team: Team, edges: Floats, rostered: int = 0) -> Floats:
    """Return the hours that a team is paid for before any overtime, shape (bins,).

    A week's hours accrue evenly over the clock; `changes` count from the first interval that begins
    in their month.

    Parameters
    ----------
    scenario, team
        The team, and what it serves.
    edges
        Ascending ends of the intervals in seconds of the run, shape (bins + 1,).
    rostered
        Heads of a roster file.
    """
    steps = [(-np.inf, team), *_changed(team, scenario.run.horizon())]
    starts = np.array([start for start, _ in steps])
    a_week = np.array([paid_week(scenario, later, rostered) for _, later in steps])
    current = np.searchsorted(starts, edges[:-1], side="right") - 1
    hours: Floats = a_week[current] / HOURS_OF_WEEK * np.diff(edges) / HOUR
    return hours


def paid_week(scenario: Scenario, team: Team, rostered: int = 0) -> float:
    """Return the hours per week that a team is paid for whatever it does; 0 where paid as used.

    Parameters
    ----------
    scenario, team
        The team as it is in the week, and what it serves.
    rostered
        Heads of a roster file.
    """
    if team.labour == "salaried":
        return heads(team, rostered) * team.contract / HOUR
    if team.labour == "as_used":
        return 0.0
    bought = max(scheduled_week(team), live_week(scenario, team))
    step = team.hours_step / HOUR
    return ceil(bought / step - 1e-9) * step


def heads(team: Team, rostered: int = 0) -> int:
    """Return the people on a team's payroll; `rostered` are those of a roster file."""
    if team.roster is not None:
        return rostered
    seats = 0 if team.hours_week else sum(shift.agents for shift in team.shifts)
    return max(seats, ceil(scheduled_week(team) * HOUR / team.contract - 1e-9))


def scheduled_week(team: Team) -> float:
    """Return the hours per week of a team's shifts, breaks included; 0 for a roster file."""
    if team.hours_week is not None:
        return team.hours_week / HOUR
    if team.headcount is not None:
        seats = team.headcount if isinstance(team.headcount, tuple) else (team.headcount,)
        return sum(seats) / len(seats) * HOURS_OF_WEEK
    return sum(shift.agents * _frame(shift) for shift in team.shifts)


def live_week(scenario: Scenario, team: Team) -> float:
    """Return the hours per week in which a live channel that a team serves is open."""
    labels = [inquiry_type.queue or name for name, inquiry_type in scenario.inquiry_types.items()]
    spans = [
        span
        for channel_name, channel in scenario.channels.items()
        if channel.live and any(team.weight(label, channel_name) is not None for label in labels)
        for span in channel.hours.spans(MONDAY, 7)
    ]
    return sum(off - on for on, off in merged(sorted(spans))) / HOUR


def in_month(team: Team, month: int) -> Team:
    """Return a team as its `changes` leave it in a month after the launch; 0 is the first."""
    joined = sum(heads for since, heads in team.changes.items() if since <= month)
    if not joined or not team.shifts:
        return team.model_copy(update={"changes": {}})
    *others, last = team.shifts
    changed = last.model_copy(update={"agents": max(last.agents + joined, 0)})
    return team.model_copy(update={"shifts": (*others, changed), "changes": {}})


def _changed(team: Team, horizon: Horizon) -> list[tuple[float, Team]]:
    """Return the team as each of its changes leaves it, with the time from which it is so."""
    launch = date.fromordinal(horizon.first_day.toordinal() + int(horizon.window_start // DAY))
    return [
        (
            (add_months(launch, month) - horizon.first_day).days * DAY,
            in_month(team, month),
        )
        for month in sorted(team.changes)
    ]


def _frame(shift: Shift) -> float:
    """Return the hours per week of somebody who works the whole pattern."""
    return sum(end - start for start, end in shift.hours.weekly) / HOUR
