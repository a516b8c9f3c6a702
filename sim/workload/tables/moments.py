"""Times in a table: dates in a declared order, offsets, serial numbers, seconds."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from sim.base.time import DAY
from sim.scenario.sections.data_file import DataFile
from sim.scenario.values.timezone import zone_of
from sim.workload.grid import LIMIT
from sim.workload.tables.clocks import time_of_day
from sim.workload.tables.numbers import Numbers
from sim.workload.tables.serials import (
    DAY_ZERO,
    UNIX,
    beyond_seconds,
    looks_like_serials,
    unix_seconds,
)

FAR = "over 68 years from the run's start; correct it or `run.start`"
LOCAL = (
    "an offset from UTC says nothing without the desk's zone; write `timezone: Europe/Berlin`, or "
    "an offset such as `+01:00`, at the top of the scenario"
)
FORM = "write it as `2026-01-05T09:30:00` or in seconds from the run's start"
ORDER = (
    "day or month may come first; write `dates: day_first` or `dates: month_first` beside `file`"
)
_DATE = re.compile(
    r"(?P<a>\d{1,4})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4})"
    r"(?:(?:\s*,\s*|\s+|T)(?P<clock>.+))?",
    re.ASCII,
)
_OFFSET = re.compile(r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)", re.ASCII)


class Moments:
    """Reads the times of a column as seconds from the run's start.

    Parameters
    ----------
    file
        What is declared: the order of dates, the zone.
    numbers
        Reads numbers.
    first_day
        The run's first day.
    """

    def __init__(self, file: DataFile, numbers: Numbers, first_day: date) -> None:
        self._dates = file.dates
        self._numbers = numbers
        self._zone = zone_of(file.timezone) if file.timezone else None
        self._first_day = first_day
        self._midnight = datetime.combine(first_day, datetime.min.time())
        self._read = self._dated = self._midnights = self._offsets = 0
        self._plain = 0
        self._first = self._least = self._most = 0.0

    def __call__(self, text: str) -> float:
        """Return the seconds from the run's start to the time in a field.

        Raises
        ------
        ValueError
            When it is no time, or very far from the run.
        """
        seconds = self._seconds(text)
        if not abs(seconds) < LIMIT:
            raise ValueError(FAR)
        self._read += 1
        return seconds

    def day(self, text: str) -> float:
        """Return the seconds from the run's start to the midnight of the date in a field.

        Raises
        ------
        ValueError
            When it is no date, or has a time of day.
        """
        try:
            seconds = self(text)
        except ValueError as error:
            far = str(error) in (FAR, ORDER)
            rule = str(error) if far else "not a date; write it as `2026-01-05`"
            raise ValueError(rule) from None
        if seconds % DAY or self._plain:
            raise ValueError("not a date without a time of day; write it as `2026-01-05`")
        return seconds

    def doubts(self, name: str) -> Iterator[str]:
        """Yield what looks wrong in the whole column, after it was read."""
        if self._dated > 1 and self._midnights == self._dated:
            yield (
                f"all {self._dated:,} times of `{name}` are at 00:00:00: has the export cut the "
                "time of day?"
            )
        elif self._dated >= 10 and 2 * self._midnights > self._dated:
            yield (
                f"{self._midnights:,} of {self._dated:,} times of `{name}` are at exactly "
                "00:00:00: has the export cut the time of day?"
            )
        if 0 < self._offsets < self._dated:
            local = self._dated - self._offsets
            yield (
                f"{local:,} of {self._dated:,} times of `{name}` have no offset and are taken for "
                "the desk's own"
            )
        if self._plain and self._dated:
            yield (
                f"{self._plain:,} of {self._read:,} times of `{name}` are seconds from the "
                "run's start, the others dates"
            )

    def check(self) -> None:
        """Check the whole column, after it was read.

        Raises
        ------
        ValueError
            When all its plain numbers look like a spreadsheet's dates.
        """
        if self._dates is None and self._plain > 1 and self._plain == self._read:
            if not looks_like_serials(self._least, self._most, self._first_day):
                return
            example = DAY_ZERO + timedelta(days=self._first)
            raise ValueError(
                f"this and all others look like a spreadsheet's dates ({example:%Y-%m-%d %H:%M}), "
                "not like seconds from the run's start; write `dates: spreadsheet` beside `file`, "
                "or `dates: seconds` if they are seconds"
            )

    def _seconds(self, text: str) -> float:
        if text[4:5] == "-":  # what nearly all files have, by the fastest way
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                pass
            else:
                return self._since(moment)
        if match := _DATE.fullmatch(text):
            return self._of_parts(match)
        number = self._numbers(text)
        if number is None:
            raise ValueError(f"not a time; {FORM}")
        return self._of_number(number, text)

    def _since(self, moment: datetime) -> float:
        """Return the wall clock's distance from the run's first midnight."""
        if moment.tzinfo:
            if self._zone is None:
                raise ValueError(LOCAL)
            try:
                moment = moment.astimezone(self._zone).replace(tzinfo=None)
            except OverflowError:
                raise ValueError(FAR) from None
            self._offsets += 1
        self._dated += 1
        seconds = (moment - self._midnight).total_seconds()
        if not seconds % DAY:
            self._midnights += 1
        return seconds

    def _of_parts(self, match: re.Match[str]) -> float:
        day = self._date(match["a"], match["b"], match["c"])
        clock = match["clock"] or ""
        offset = _OFFSET.search(clock) if clock else None
        if offset and offset.end() == len(clock):
            clock = clock[: offset.start()]
        else:
            offset = None
        seconds = time_of_day(clock) if clock else 0.0
        if seconds is None:
            raise ValueError("not a time of day after the date; write `9:30` or `9:30:00`")
        moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)
        if offset:
            known = {"Z": "UTC", "GMT": "UTC"}.get(offset[1], offset[1])
            try:
                moment = moment.replace(tzinfo=zone_of(known))
            except ValueError:
                raise ValueError("an offset of more than 14 hours; correct it") from None
        return self._since(moment)

    def _date(self, a: str, b: str, c: str) -> date:
        if len(a) == 4:
            year, month, day = a, b, c
        elif self._dates == "day_first" and len(a) <= 2:
            day, month, year = a, b, c
        elif self._dates == "month_first" and len(a) <= 2:
            month, day, year = a, b, c
        else:
            raise ValueError(ORDER)
        try:
            century = {2: 2000, 4: 0}[len(year)]
            return date(century + int(year), int(month), int(day))
        except (KeyError, ValueError):
            order = f" with `dates: {self._dates}`" if self._dates else ""
            raise ValueError(f"there is no such date{order}; correct it, or the order") from None

    def _of_number(self, number: float, text: str) -> float:
        if self._dates == "unix":
            if self._zone is None:
                raise ValueError(LOCAL)
            seconds = unix_seconds(number)
            if seconds is None:
                raise ValueError("no seconds or milliseconds from 1970 to 2200; correct it")
            return self._since(UNIX + timedelta(seconds=seconds))
        if self._dates == "spreadsheet":
            if not 0 < number < 150_000:
                raise ValueError("no day from 1900 to 2300 by a spreadsheet's count; correct it")
            return self._since(DAY_ZERO + timedelta(seconds=round(number * DAY, 3)))
        if self._dates in ("iso", "day_first", "month_first"):
            return self._of_compact(text)
        if self._dates is None and (rule := beyond_seconds(number, text)):
            raise ValueError(rule)
        self._least = min(self._least, number) if self._plain else number
        self._most = max(self._most, number) if self._plain else number
        self._first = self._first if self._plain else number
        self._plain += 1
        return number

    def _of_compact(self, text: str) -> float:
        """Return the time of an ISO date without hyphens, such as `20260105`."""
        if re.fullmatch(r"\d{8}", text, re.ASCII):
            with suppress(ValueError):
                return self._since(datetime.strptime(text, "%Y%m%d"))
        raise ValueError(f"not a date; write it as declared by `dates: {self._dates}`")
