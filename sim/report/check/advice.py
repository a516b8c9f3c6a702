"""What work against people warns of, and what to do about it: the worst first."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from sim.report.check.document import AdviceDocument
from sim.report.check.hours import hour_name
from sim.report.units import number, quantity
from sim.studies.load.arrivals import day_of
from sim.studies.load.load import ArmLoad
from sim.studies.load.team_load import TeamLoad

COMFORTABLE = 0.9
"""Share of what people can do in a week that leaves no lasting backlog."""
MANY_LEAVE = 0.2
"""Share of live work whose customers leave first from which that is told."""


class _Finding(NamedTuple):
    """Something wrong, and how bad it is."""

    weight: float
    finding: str
    remedy: str


def advice_on(loads: Mapping[str, ArmLoad]) -> list[AdviceDocument]:
    """Return the warnings about the work of arms, the worst first.

    Parameters
    ----------
    loads
        Work against people by arm.
    """
    findings = [
        (finding, f"arm {name}, team {team.name}")
        for name, load in loads.items()
        for team in load.teams
        for finding in _of_team(team)
    ]
    findings.sort(key=lambda pair: -pair[0].weight)
    return [
        {"level": "warning", "place": place, "finding": finding.finding, "remedy": finding.remedy}
        for finding, place in findings
    ]


def _of_team(team: TeamLoad) -> Iterator[_Finding]:
    use = team.week_use
    if use is None:
        if team.load.any():
            remedy = "give the team `shifts`, or its queues to another team"
            yield _Finding(inf, "nobody is ever at work, and work comes", remedy)
        return
    if use >= 1:
        yield _overrun(team, use)
    else:
        yield from _busy_weeks(team)
        yield from _never_cleared(team)
    if team.unstable:
        yield _unstable(team)
    elif team.leaving >= MANY_LEAVE:
        share = quantity(team.leaving, "share")
        remedy = "add people where the peak is, or lower the load there"
        yield _Finding(team.leaving, f"{share} of those who call or chat leave first", remedy)


def _overrun(team: TeamLoad, use: float) -> _Finding:
    growth = float(team.full_load.sum() - team.staff.sum())
    what = f"{quantity(use, 'share')} of the work it can do in a week"
    if team.deferred:
        what += f"; the backlog grows by {number(growth)} hours a week"
    times = number(use / COMFORTABLE)
    return _Finding(1 + use, what, f"it needs {times} times its people, or less work")


def _busy_weeks(team: TeamLoad) -> Iterator[_Finding]:
    over = [week for week in team.weeks if (week.occupancy or 0.0) >= 1]
    if over:
        worst = max(over, key=lambda week: week.occupancy or 0.0)
        share = quantity(worst.occupancy or 0.0, "share")
        what = f"{share} busy in the week from {day_of(worst.first_day)}"
        yield _Finding(worst.occupancy or 0.0, what, "plan more people for that week")


def _never_cleared(team: TeamLoad) -> Iterator[_Finding]:
    if team.backlog.any() and team.cleared is None:
        what = f"deferred work is never all done; at best {number(float(team.backlog.min()))} hours"
        yield _Finding(0.99, f"{what} of it are left", "add hours to this team")


def _unstable(team: TeamLoad) -> _Finding:
    hours = team.unstable
    worst = max(hours, key=lambda hour: team.full[hour] - team.staff[hour])
    work, staff = number(float(team.live[worst])), number(float(team.staff[worst]))
    many = "1 hour" if len(hours) == 1 else f"{len(hours)} hours"
    what = f"more live work than its people can do in {many} of the week, worst {hour_name(worst)}"
    weight = float(team.full[worst] / team.staff[worst]) if team.staff[worst] else 2.0
    remedy = "move people to these hours, or close the channel then"
    return _Finding(weight, f"{what}: {work} erlangs, {staff} at work", remedy)
