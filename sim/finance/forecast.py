"""What is expected of a month: typical weeks with the volume and the bot of the day before."""

from datetime import date

import numpy as np

from sim.base.time import DAY
from sim.finance.project import Project
from sim.scenario.derived.bot_months import months_between
from sim.scenario.derived.maturity import adoption, maturity
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.demand import Demand
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.sections.people import People
from sim.scenario.values.horizon import EPOCH, add_months
from sim.scenario.values.months import ALIKE
from sim.workload.demand.season import season_factors
from sim.workload.demand.trend import trend_factors


def forecast(project: Project, arm: Scenario, month: int) -> Scenario:
    """Return typical weeks as a manager expects them when a month begins.

    Trend, growth, ramp, decay and adoption are those of the day before, the season is the month's
    own; nobody foresees surges, outages, drifts and flu weeks. Months that look alike are equal.

    Parameters
    ----------
    project
        The calendar.
    arm
        The arm that is planned for, over the project's run.
    month
        Months after the launch.
    """
    day, bot = project.day_before(month), arm.bot
    since = np.array([months_between(bot.launched or project.run.start, day) if bot else 0])
    ripe = float(maturity(bot, since)[0]) if bot else 1.0
    types = {
        name: _as_mature(inquiry_type, ripe) for name, inquiry_type in arm.inquiry_types.items()
    }
    changes = {
        "run": project.run.model_copy(update={"kind": "typical", "as_of": None}),
        "demand": _demand(arm, volume_on(project, arm, day) * season(project, arm, month)),
        "inquiry_types": types,
        "bot": _steady(bot, ripe, float(adoption(bot, since)[0])) if bot else None,
        "people": _usual(arm.people),
    }
    return arm.model_copy(update=changes)


def growth(project: Project) -> float:
    """Return the mean volume of a project's months over that at the launch.

    Neither includes surges, and the launch's does not include its season.
    """
    starts = [add_months(project.run.start, month) for month in range(project.months + 1)]
    volumes = np.array([volume_on(project, project.baseline, day) for day in starts])
    seasons = [season(project, project.baseline, month) for month in range(project.months)]
    return float(((volumes[:-1] + volumes[1:]) * seasons).mean() / 2 / volumes[0])


def volume_on(project: Project, arm: Scenario, day: date) -> float:
    """Return the volume multiplier of a day: trend and growth, without surges and season."""
    demand, grown = arm.demand, 1.0
    if demand.multiplier_over > 0:
        since = (day - project.run.start).days * DAY
        grown = min(max(since / demand.multiplier_over, 0.0), 1.0)
    trend = trend_factors(arm, np.array([day.toordinal() - EPOCH]))[0]
    return float((1.0 + (demand.multiplier - 1.0) * grown) * trend)


def season(project: Project, arm: Scenario, month: int) -> float:
    """Return the mean season of a month's days."""
    start = project.run.start
    first, last = (add_months(start, ahead).toordinal() - EPOCH for ahead in (month, month + 1))
    return float(season_factors(arm, np.arange(first, last)).mean())


def _demand(arm: Scenario, volume: float) -> Demand:
    steady = {
        "multiplier": volume,
        "multiplier_over": 0.0,
        "trend": 0.0,
        "months": ALIKE,
        "surges": (),
    }
    return arm.demand.model_copy(update=steady)


def _as_mature(inquiry_type: InquiryType, ripe: float) -> InquiryType:
    own = inquiry_type.bot.resolution_rate
    if own is None:
        return inquiry_type
    bot = inquiry_type.bot.model_copy(update={"resolution_rate": own * ripe})
    return inquiry_type.model_copy(update={"bot": bot})


def _steady(bot: Bot, ripe: float, offered: float) -> Bot:
    steady = {
        "resolution_rate": bot.resolution_rate * ripe,
        "launch_rate": None,
        "adoption": offered,
        "drift": (),
        "outages": (),
    }
    return bot.model_copy(update=steady)


def _usual(people: People) -> People:
    teams = {name: team.model_copy(update={"changes": {}}) for name, team in people.teams.items()}
    return people.model_copy(update={"teams": teams, "absences": ()})
