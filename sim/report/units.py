"""Numbers as people write them: `2 h 05 min`, `65.2 %`, `1,234`."""

from sim.base.time import DAY, HOUR, MINUTE
from sim.report.pieces.estimate import (
    ChangeDocument,
    EstimateDocument,
    IntervalDocument,
    LimitDocument,
)

LONG = 2 * DAY
"""Durations from this length on are given in days."""

_SCALES = ((LONG, DAY, "d"), (HOUR, HOUR, "h"), (MINUTE, MINUTE, "min"), (0, 1, "s"))
"""The unit in which an interval of durations is given, by its length: the first that fits."""


def duration(seconds: float) -> str:
    """Return a duration in two units: `45 s`, `2 min 05 s`, `2 h 05 min`, `3 d 04 h`."""
    if round(seconds) < MINUTE:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    if round(seconds) < HOUR:
        return _pair(seconds, MINUTE, "min", 1, "s")
    if round(seconds / MINUTE) * MINUTE < LONG:
        return _pair(seconds, HOUR, "h", MINUTE, "min")
    return _pair(seconds, DAY, "d", HOUR, "h")


def number(value: float) -> str:
    """Return a number with about three digits, thousands apart; only 0 itself looks like 0."""
    if 0 < abs(value) < 0.01:
        return f"{value:.1g}"
    size = round(abs(value), 2)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    return f"{value:,.{decimals}f}"


def quantity(value: float, unit: str) -> str:
    """Return a value in its unit: a duration, a percentage, or a number."""
    if unit == "s":
        return duration(value)
    if unit == "share":
        return f"{100 * value:.1f} %"
    return number(value)


def limit(seconds: float) -> str:
    """Return a time limit in the largest unit of which it is a whole number, such as `20 s`."""
    units = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (1, "s"))
    size, unit = next((pair for pair in units if seconds % pair[0] == 0), units[-1])
    return f"{seconds / size:g} {unit}"


def limits(limited: LimitDocument) -> str:
    """Return what stands for a time limit, such as `20 s`, or `20 s to 1 min` where it varies."""
    bounds = (limited.get("within"), limited.get("within_up_to"))
    return " to ".join(limit(seconds) for seconds in bounds if seconds is not None)


def words_of(estimate: EstimateDocument) -> str:
    """Return the value of an estimate for a sentence, where no interval stands beside it."""
    if estimate.get("status") == "more_than":
        return f"> {quantity(estimate['more_than'], estimate['unit'])}"
    return "-" if estimate["mean"] is None else quantity(estimate["mean"], estimate["unit"])


def value_of(estimate: EstimateDocument) -> str:
    """Return the value of an estimate in its interval's unit; `-` without data, `> x` if censored.

    Durations have one unit, the value's own: `2.09 h` with `[1.92, 2.32] h`.
    """
    value = _value(estimate)
    if value is None or estimate["unit"] != "s":
        return words_of(estimate)
    scale, unit = _scale(abs(value), "s")
    return f"{'> ' if estimate['mean'] is None else ''}{number(value / scale)} {unit}"


def interval_of(estimate: EstimateDocument) -> str:
    """Return the interval of an estimate in its value's unit; empty without one, or any width."""
    return _interval(estimate, *_scale(abs(_value(estimate) or 0.0), estimate["unit"]))


def change_of(difference: ChangeDocument) -> str:
    """Return a difference with its sign, in its interval's unit: `-13.0 pt`, `+1.20 min`."""
    mean = difference["mean"]
    if mean is None:
        return "-"
    scale, unit = _scale_of_change(difference)
    return _signed(number(abs(mean) / scale), mean, unit)


def interval_of_change(difference: ChangeDocument) -> str:
    """Return the interval of a difference in the difference's unit; empty without one."""
    return _interval(difference, *_scale_of_change(difference))


def _value(estimate: EstimateDocument) -> float | None:
    return estimate.get("more_than") if estimate["mean"] is None else estimate["mean"]


def _interval(estimate: IntervalDocument, scale: float, unit: str) -> str:
    low, high = estimate["low"], estimate["high"]
    if low is None or low == high:
        return ""
    end = "more" if high is None else number(high / scale)
    return f"[{number(low / scale)}, {end}] {unit}".rstrip()


def _scale_of_change(difference: ChangeDocument) -> tuple[float, str]:
    """Return the scale of a difference; one that may as well be 0 has that of its interval."""
    low, high, mean = difference["low"], difference["high"], difference["mean"] or 0.0
    if low is not None and high is not None and low <= 0 <= high:
        mean = max(-low, high)
    scale, unit = _scale(abs(mean), difference["unit"])
    return scale, "pt" if difference["unit"] == "share" else unit


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; that of shares is in points."""
    shown = f"{100 * abs(value):.1f} pt" if unit == "share" else quantity(abs(value), unit)
    return _signed(shown, value)


def _signed(shown: str, value: float, unit: str = "") -> str:
    return f"{'-' if value < 0 else '+'}{shown} {unit}".rstrip()


def _pair(seconds: float, large: float, unit: str, small: float, rest: str) -> str:
    count, left = divmod(round(seconds / small), round(large / small))
    return f"{count} {unit} {left:02d} {rest}"


def _scale(size: float, unit: str) -> tuple[float, str]:
    """Return by what to divide values of this size, and what the quotients are called."""
    if unit == "s":
        return next((scale, name) for least, scale, name in _SCALES if size >= least)
    return (0.01, "%") if unit == "share" else (1, "")
