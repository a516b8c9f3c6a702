"""Weekly hours as people write them."""

import re
from collections.abc import Sequence
from itertools import groupby

from sim.base.time import DAY, HOUR, MINUTE

Span = tuple[float, float]
"""Start and end in seconds."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXAMPLES = "`Mon-Fri 09:00-17:00, Sat 10:00-14:00`, `daily 08:00-20:00` or `always`"

_WEEK = range(len(WEEKDAYS))


def read_weekly(text: str) -> list[Span]:
    """Return the spans of a week that a text describes.

    Parameters
    ----------
    text
        Parts between commas. Days without a time wait for the next time; a time without days
        repeats the last ones.

    Returns
    -------
    list of (float, float)
        Start and end in seconds from Monday 00:00, by start; an end that is not after its start is
        on the next day.

    Raises
    ------
    ValueError
        When the text cannot be read this way.
    """
    if text.strip().lower() == "always":
        text = "daily 00:00-24:00"
    spans: list[Span] = []
    waiting: list[int] = []
    days: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*([A-Za-z]+(?:\s*[-\u2013]\s*[A-Za-z]+)?)?\s*(\d.*?)?\s*", part)
        if not match or not (match[1] or match[2]):
            raise ValueError(f"{text!r} cannot be read as hours; write {EXAMPLES}")
        waiting += _days(match[1]) if match[1] else []
        if match[2]:
            days, waiting = waiting or days, []
            spans += [_span(day, match[2]) for day in days]
    if waiting or not days:
        lack = "time of day" if waiting else "days"
        raise ValueError(f"{text!r} has no {lack}; write {EXAMPLES}")
    return sorted(spans)


def weekly_text(spans: Sequence[Span]) -> str:
    """Return the spans of a week as text that reads as the same spans.

    Parameters
    ----------
    spans
        Start and end in seconds from Monday 00:00, by start, each within a day of its start.
    """
    by_day = [", ".join(_clocks(*span) for span in spans if span[0] // DAY == day) for day in _WEEK]
    parts = []
    for times, days in groupby(_WEEK, key=by_day.__getitem__):
        first, *others = (WEEKDAYS[day][:3] for day in days)
        if times:
            parts.append(f"{'-'.join([first, *others[-1:]])} {times}")
    return ", ".join(parts)


def _clocks(on: float, off: float) -> str:
    return f"{_clock_text(on % DAY)}-{_clock_text(off % DAY or DAY)}"


def _clock_text(seconds: float) -> str:
    minute, second = divmod(round(seconds), int(MINUTE))
    text = f"{minute // 60:02d}:{minute % 60:02d}"
    return f"{text}:{second:02d}" if second else text


def _days(text: str) -> list[int]:
    if text.lower() == "daily":
        return list(range(7))
    ends = [_weekday(name) for name in re.split(r"\s*[-\u2013]\s*", text)]
    return [day % 7 for day in range(ends[0], ends[-1] + 1 + 7 * (ends[-1] < ends[0]))]


def _weekday(name: str) -> int:
    for number, weekday in enumerate(WEEKDAYS):
        if len(name) >= 3 and weekday.lower().startswith(name.lower()):
            return number
    raise ValueError(f"{name!r} is not a day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun or daily")


def _span(day: int, text: str) -> Span:
    clock = r"(\d{1,2})(?::(\d\d))?(?::(\d\d))?"
    match = re.fullmatch(rf"{clock}\s*[-\u2013]\s*{clock}", text)
    if not match:
        raise ValueError(f"{text!r} is not a time span; write `09:00-17:00`")
    on, off = _clock(*match.group(1, 2, 3)), _clock(*match.group(4, 5, 6))
    return day * DAY + on, day * DAY + off + (DAY if off <= on else 0.0)


def _clock(hour: str, minute: str | None, second: str | None) -> float:
    seconds = int(hour) * HOUR + int(minute or 0) * MINUTE + int(second or 0)
    if int(minute or 0) > 59 or int(second or 0) > 59 or seconds > DAY:
        raise ValueError(
            f"{hour}:{minute or '00'} is not a time of day; it goes from 00:00 to 24:00"
        )
    return seconds
