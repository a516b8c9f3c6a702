"""Numbers that stand for dates: a spreadsheet's days, an epoch's seconds, dates without hyphens."""

import re
from datetime import UTC, date, datetime, timedelta

DAY_ZERO = datetime(1899, 12, 30)
"""From here spreadsheets count days."""
UNIX = datetime(1970, 1, 1, tzinfo=UTC)
"""From here epochs count seconds, or milliseconds."""

_YEAR = 366
_NEAR = 3 * _YEAR
_TEN_YEARS = 315_360_000
_MILLISECONDS = 100_000_000_000
_END = 7_258_118_400
"""2200 in seconds from 1970."""


def looks_like_serials(least: float, most: float, first_day: date) -> bool:
    """Return whether all of a column's plain numbers look like a spreadsheet's dates.

    Parameters
    ----------
    least, most
        The least and the greatest of two or more; as seconds, all of them would lie in the same
        half hour of one day, which is what makes the other meaning the likely one.
    first_day
        The run's first day, from which dates are no more than three years away.
    """
    middle = (first_day - DAY_ZERO.date()).days
    return middle - _NEAR < least <= most < middle + _NEAR


def beyond_seconds(number: float, text: str) -> str | None:
    """Return why a number cannot be meant as seconds from a run's start; None where it can."""
    if re.fullmatch(r"(19|20|21)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])", text, re.ASCII):
        return "this looks like a date without hyphens; write `dates: iso` beside `file`"
    seconds = unix_seconds(number)
    if seconds is None or number < _TEN_YEARS:
        return None
    moment = UNIX + timedelta(seconds=seconds)
    return (
        f"this looks like {'milli' if number >= _MILLISECONDS else ''}seconds from 1970 "
        f"({moment:%Y-%m-%d %H:%M} UTC), not from the run's start; write `dates: unix` beside "
        "`file` and `timezone:` at the top of the scenario"
    )


def unix_seconds(number: float) -> float | None:
    """Return the seconds from 1970 that an epoch's seconds or milliseconds stand for."""
    seconds = number / 1000 if number >= _MILLISECONDS else number
    return seconds if 0 <= seconds < _END else None
