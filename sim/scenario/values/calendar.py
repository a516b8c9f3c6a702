"""Section `calendar`: dates on which the hours of another day hold."""

import datetime
from typing import Any, Literal

from pydantic import field_validator, model_validator

from sim.scenario.values.horizon import EPOCH
from sim.scenario.values.hours_text import WEEKDAYS
from sim.scenario.values.section import Section

SUNDAY = 6


class Holiday(Section):
    """A date that is not like its day of the week, written as the date alone or with `like`."""

    date: datetime.date
    """The date, such as `2026-12-25`."""
    like: Literal[
        "closed", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
    ] = "closed"
    """The day whose opening hours, shifts and profile hold; `closed`: channels stay closed, nobody
    has a shift, and the profile is Sunday's."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return value if isinstance(value, dict | Holiday) else {"date": value}

    @property
    def day_of_hours(self) -> int | None:
        """The weekday, 0 for Monday, whose hours hold; None: none do."""
        return None if self.like == "closed" else WEEKDAYS.index(self.like.capitalize())

    @property
    def day_of_profile(self) -> int:
        """The weekday, 0 for Monday, whose profile holds."""
        return SUNDAY if self.day_of_hours is None else self.day_of_hours


class Calendar(Section):
    """Dates that differ from the week; each acts on its own date, in every kind of run.

    The volume is not made up for: a holiday brings what the day brings whose profile it has, and
    no other day brings more because of it. A shift that began the day before ends as planned.
    Months keep their lengths, contracts their hours; a roster file and a trace know their own
    dates.
    """

    holidays: tuple[Holiday, ...] = ()
    """Holidays, such as `[2026-12-25, {date: 2026-12-26, like: sunday}]`."""

    @field_validator("holidays")
    @classmethod
    def _each_once(cls, holidays: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
        seen: set[datetime.date] = set()
        for holiday in holidays:
            if holiday.date in seen:
                raise ValueError(f"{holiday.date} is listed twice; remove one of them")
            seen.add(holiday.date)
        return holidays

    def within(self, first_day: datetime.date, days: int) -> dict[datetime.date, Holiday]:
        """Return the holidays of a number of days from the first on, by date in order."""
        last = first_day + datetime.timedelta(days=days - 1)
        within = (holiday for holiday in self.holidays if first_day <= holiday.date <= last)
        return {day.date: day for day in sorted(within, key=lambda holiday: holiday.date)}

    def days_of_hours(self, first_day: datetime.date, days: int) -> list[int | None]:
        """Return for a number of days the weekday, 0 for Monday, whose hours hold; None: closed."""
        weekdays: list[int | None] = [(first_day.weekday() + day) % 7 for day in range(days)]
        for date, holiday in self.within(first_day, days).items():
            weekdays[(date - first_day).days] = holiday.day_of_hours
        return weekdays

    @property
    def days_of_profile(self) -> dict[int, int]:
        """The weekday whose profile holds on each holiday, by days since 1970-01-01."""
        return {day.date.toordinal() - EPOCH: day.day_of_profile for day in self.holidays}


NO_HOLIDAYS = Calendar()
"""Weeks that are all alike."""
