"""Times of day and lengths of time with colons: `9:30`, `09:05:10 PM`, `0:03:20`."""

import re

from sim.base.time import HOUR, MINUTE

_CLOCK = re.compile(
    r"(\d{1,2})(?::([0-5]\d)(?::([0-5]\d(?:[.,]\d{1,9})?))?)?(?:\s*([AaPp])\.?[Mm]\.?)?", re.ASCII
)
_LENGTH = re.compile(r"(\d{1,6}):([0-5]\d):([0-5]\d(?:[.,]\d{1,9})?)", re.ASCII)


def time_of_day(text: str) -> float | None:
    """Return the seconds from midnight of a clock's reading; None where the text is none.

    A clock that goes to 12 says AM or PM; one without goes from 0:00 to 23:59.
    """
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour > 23 or match[2] is None:
        return None
    return hour * HOUR + int(match[2] or 0) * MINUTE + _seconds(match[3])


def length_of_time(text: str) -> float | None:
    """Return the seconds of `h:mm:ss`; None where the text is something else."""
    match = _LENGTH.fullmatch(text)
    if not match:
        return None
    return int(match[1]) * HOUR + int(match[2]) * MINUTE + _seconds(match[3])


def _seconds(text: str | None) -> float:
    return float((text or "0").replace(",", "."))
