"""Section `run`: which stretch of time is simulated and which part of it is measured."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from sim.base.time import DAY
from sim.scenario.values.horizon import Horizon
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default
from sim.scenario.values.units import DayDuration, WholeDays

DRAIN_LIMIT = 7 * DAY


class Run(Section):
    """A typical stretch of weeks, a dated project, or a run that starts empty."""

    kind: Literal["typical", "project", "day"] = "typical"
    """`typical`: one date's volume and roster repeat by the week; `project`: calendar months;
    `day`: starts empty."""
    start: date = date(2026, 1, 5)
    """First simulated day (typical, day) or the launch date (project). A day begins at 00:00."""
    as_of: Annotated[
        date | None,
        Default("the bot is mature, the trend is 1, and the month is like the year's mean"),
    ] = None
    """The one date at which the bot's maturity, the trend and the month stand still (typical)."""
    warm_up: WholeDays = as_written("4 weeks")
    """Played before the measured window and not measured (typical, project). Whole weeks, or whole
    days where all days are alike."""
    window: WholeDays = as_written("8 weeks")
    """Contacts that arrive in it are measured (typical). Whole weeks, or days, as `warm_up`."""
    run_out: WholeDays = as_written("2 weeks")
    """Arrivals continue after the window, unmeasured, while measured contacts end (typical,
    project). Whole weeks, or days, as `warm_up`."""
    months: Annotated[int, Field(ge=1, le=120)] = 12
    """Measured calendar months from `start` (project)."""
    until: DayDuration = as_written("1 day")
    """When arrivals stop (day)."""
    at_end: Literal["drain", "cut"] = "drain"
    """`drain`: play until the desk is empty (a week at most); `cut`: stop at `until` (day)."""
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    """Seed; every draw is a function of it."""
    replications: Annotated[int, Field(ge=1, le=100_000)] = 30
    """Independent replications of each arm."""
    outlook: Annotated[bool | None, Default("for up to 1,000 cases a month")] = None
    """Whether `tierzero run` also finds the headcount by volume, the answer to 30 % more, and the
    return on investment (typical)."""

    @model_validator(mode="after")
    def _some_time(self) -> "Run":
        if self.outlook and self.kind != "typical":
            raise ValueError("`outlook` is for a typical run; leave it out")
        if self.kind == "typical" and self.window == 0:
            raise ValueError("`window` is 0, so nothing is measured; write `8 weeks`")
        if self.kind == "day" and self.until == 0:
            raise ValueError("`until` is 0, so nothing arrives; write `8 h`")
        if self.kind == "project" and self.start.day > 28:
            raise ValueError(
                "a project must `start` on a day from 1 to 28, so that months are whole"
            )
        return self

    @field_validator("start")
    @classmethod
    def _countable(cls, start: date) -> date:
        if not 1970 < start.year < 2200:
            raise ValueError(f"{start} is outside the years 1971 to 2199")
        return start

    def horizon(self) -> Horizon:
        """Return the run's calendar in seconds from its first instant."""
        if self.kind == "day":
            end = self.until + (DRAIN_LIMIT if self.at_end == "drain" else 0.0)
            return Horizon(self.start, 0.0, self.until, end, self.until, self.at_end == "drain")
        if self.kind == "project":
            return Horizon.of_months(self.start, self.warm_up, self.months, self.run_out)
        window_end = self.warm_up + self.window
        end = window_end + self.run_out
        return Horizon(self.start, self.warm_up, window_end, end, end, False)
