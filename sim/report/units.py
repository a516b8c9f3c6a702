"""Numbers as people write them: `2 h 05 min`, `65.2 %`, `1,234`."""

from sim.report.pieces.estimate import EstimateDocument, IntervalDocument

MINUTE, HOUR, DAY = 60, 3600, 86_400
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
    """Return a number with about three digits, thousands apart."""
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


def value_of(estimate: EstimateDocument) -> str:
    """Return the value of an estimate; `-` without data, `> x` among the censored."""
    if estimate.get("status") == "more_than":
        return f"> {quantity(estimate['more_than'], estimate['unit'])}"
    return "-" if estimate["mean"] is None else quantity(estimate["mean"], estimate["unit"])


def interval_of(estimate: IntervalDocument) -> str:
    """Return the interval of an estimate, such as `[1.97, 2.20] h`; empty without one."""
    low, high = estimate["low"], estimate["high"]
    if low is None:
        return ""
    size = abs(low) if high is None else max(abs(low), abs(high))
    scale, unit = _scale(size, estimate["unit"])
    end = "more" if high is None else number(high / scale)
    return f"[{number(low / scale)}, {end}] {unit}".rstrip()


def _pair(seconds: float, large: int, unit: str, small: int, rest: str) -> str:
    count, left = divmod(round(seconds / small), large // small)
    return f"{count} {unit} {left:02d} {rest}"


def _scale(size: float, unit: str) -> tuple[float, str]:
    """Return by what to divide values of this size, and what the quotients are called."""
    if unit == "s":
        return next((scale, name) for least, scale, name in _SCALES if size >= least)
    return (0.01, "%") if unit == "share" else (1, "")


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; that of shares is in points."""
    shown = f"{100 * abs(value):.1f} pt" if unit == "share" else quantity(abs(value), unit)
    return f"{'-' if value < 0 else '+'}{shown}"
