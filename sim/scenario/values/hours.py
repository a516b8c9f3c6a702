"""Weekly hours: opening times of channels and shifts of people."""

from datetime import date, timedelta
from math import inf
from typing import Any

from pydantic import ValidationInfo, field_validator, model_serializer, model_validator

from sim.base.time import DAY, WEEK
from sim.scenario.values.calendar import NO_HOLIDAYS, Calendar
from sim.scenario.values.hours_text import EXAMPLES, WEEKDAYS, Span, read_weekly, weekly_text
from sim.scenario.values.quantity import WRITTEN
from sim.scenario.values.section import Section


class Hours(Section):
    """Stretches of time that repeat every week.

    Written as `Mon-Fri 09:00-17:00, Sat 10:00-14:00`, `daily 08:00-20:00` or `always`; an end that
    is not after its start is on the next day.
    """

    weekly: tuple[Span, ...]
    """Start and end in seconds from Monday 00:00, by start. A span starts within the week, may end
    after it, lasts at most a day and overlaps no other; spans that touch stay apart, since each is
    a shift of its own."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, Hours) or (isinstance(value, dict) and info.context is not WRITTEN):
            return value
        text = ", ".join(value) if _is_texts(value) else value
        if not isinstance(text, str):
            raise ValueError(f"{value!r} cannot be read as hours; write {EXAMPLES}")
        return {"weekly": read_weekly(text)}

    @field_validator("weekly")
    @classmethod
    def _apart(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if not spans or any(not (0 <= on < WEEK and on < off <= on + DAY) for on, off in spans):
            rule = "each span must start within the week and end after its start, within a day"
            raise ValueError(rule)
        following = [*spans[1:], (spans[0][0] + WEEK, spans[0][1] + WEEK)]
        for (_, off), (on, _) in zip(spans, following, strict=True):
            if on < off:
                weekday = WEEKDAYS[int(on // DAY) % 7]
                raise ValueError(f"two spans overlap on {weekday}; merge them")
        return spans

    @model_serializer(mode="plain", when_used="json")
    def _dumped(self) -> str:
        return weekly_text(self.weekly)

    @property
    def always(self) -> bool:
        """Whether no moment of the week is left out."""
        return self.spans(date(2024, 1, 1), 7) == [(0.0, WEEK)]

    @property
    def alike(self) -> bool:
        """Whether every day of the week has the same stretches."""
        days = [self._on(weekday) for weekday in range(len(WEEKDAYS))]
        return all(day == days[0] for day in days)

    def spans(self, first_day: date, days: int, calendar: Calendar = NO_HOLIDAYS) -> list[Span]:
        """Return the stretches within some days, merged.

        Parameters
        ----------
        first_day
            The first calendar day.
        days
            Number of days.
        calendar
            Dates on which the hours of another day hold.

        Returns
        -------
        list of (float, float)
            Start and end in seconds from midnight of `first_day`, within [0, days x 86,400].
        """
        end = days * DAY
        shifts = self.shifts(first_day, days, calendar)
        return merged([(max(on, 0.0), min(off, end)) for on, off in shifts])

    def shifts(self, first_day: date, days: int, calendar: Calendar = NO_HOLIDAYS) -> list[Span]:
        """Return the stretches that reach into some days, each whole and by itself.

        Parameters
        ----------
        first_day
            The first calendar day.
        days
            Number of days.
        calendar
            Dates on which the hours of another day hold.

        Returns
        -------
        list of (float, float)
            Start and end in seconds from midnight of `first_day`, by start; the start is negative
            for one that began on a day before. One that began before a holiday, or on it, ends as
            ever; where the next day's would begin before, it begins then.
        """
        weekdays = calendar.days_of_hours(first_day - timedelta(days=1), days + 1)
        shifts: list[Span] = []
        busy_until = -inf
        for day, weekday in enumerate(weekdays, start=-1):
            for on, off in self._on(weekday):
                start, end = max(day * DAY + on, busy_until), day * DAY + off
                if start < end and end > 0:
                    shifts.append((start, end))
                    busy_until = end
        return shifts

    def _on(self, weekday: int | None) -> list[Span]:
        """Return the spans that start on a weekday, in seconds from its midnight."""
        if weekday is None:
            return []
        midnight = weekday * DAY
        spans = ((on - midnight, off - midnight) for on, off in self.weekly)
        return [(on, off) for on, off in spans if 0 <= on < DAY]


def merged(spans: list[Span]) -> list[Span]:
    """Return sorted spans with those that overlap or touch made one."""
    result: list[Span] = []
    for on, off in spans:
        if result and on <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], off))
        else:
            result.append((on, off))
    return result


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


ALWAYS = Hours(weekly=tuple((day * DAY, (day + 1) * DAY) for day in range(7)))
"""Around the clock."""
