"""Whether the bot's rates fit together wherever its life brings them."""

from collections.abc import Iterator

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.derived.maturity import maturity
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot

ROUNDING = 1e-9


def launch_rates(scenario: Scenario) -> Iterator[Problem]:
    """Check that no type's rate is above 1 at the launch."""
    bot = scenario.bot
    if bot is None or bot.of == "sessions":  # asked again of the true rates
        return
    if bot.launch_rate is None or bot.resolution_rate == 0:
        return
    factor = bot.launch_rate / bot.resolution_rate
    for name, kind in scenario.inquiry_types.items():
        own = kind.bot.resolution_rate
        if own is not None and own * factor > 1 + ROUNDING:
            rule = f"`launch_rate` is {factor:.4g} x `resolution_rate`"
            remedy = f"`{name}`, which has {own:g}, would start above 1; lower one of them"
            yield ("bot", "launch_rate"), f"{rule}, so that {remedy}"


def false_claims(scenario: Scenario) -> Iterator[Problem]:
    """Check that the chance of a false claim, f m / ((1 - f)(1 - m)), is at most 1: f + m is.

    m is the largest below 1 that ramp, decay, drift and its quality for a segment can bring: a bot
    that solves everything has nothing to claim, but may be on the way there.
    """
    bot = scenario.bot
    if bot is None or bot.of == "sessions":
        return
    qualities = {segment.bot_quality for segment in scenario.segments.values()} or {1.0}
    sums: dict[FieldPath, str] = {}
    for name, kind in scenario.inquiry_types.items():
        m, f = kind.bot.resolution_rate, kind.bot.false_resolution
        path = ("bot",) if m is None and f is None else ("inquiry_types", name, "bot")
        m = bot.resolution_rate if m is None else m
        f = bot.false_resolution if f is None else f
        rates = [rate * quality for rate in _rates(bot, m, name) for quality in qualities]
        largest = max((rate for rate in rates if 0 < rate < 1), default=0.0)
        if f + largest > 1 + ROUNDING:
            reached = "" if largest == m else f", which comes to {largest:.4g},"
            sums[path] = f"`resolution_rate` {m:g}{reached} and `false_resolution` {f:g}"
    for section, values in sums.items():
        rule = f"{values} add up to more than 1"
        yield (*section, "resolution_rate"), f"{rule}; lower one of them"


def drift_types(scenario: Scenario) -> Iterator[Problem]:
    """Check that drifts name types that exist."""
    for number, drift in enumerate(scenario.bot.drift if scenario.bot else ()):
        path = ("bot", "drift", str(number), "types")
        yield from unknown(path, drift.types or (), scenario.inquiry_types, "type")


def _rates(bot: Bot, mature: float, name: str) -> Iterator[float]:
    """Yield a type's rates by which the largest below 1 is known: later ones are no higher."""
    rates = [mature]
    if bot.launch_rate is not None or bot.knowledge.kept < 1:
        import numpy as np

        ramp = np.arange(max(bot.ramp, default=0) + 2)
        rates += (mature * maturity(bot, ramp)).tolist()
    drifts = [drift for drift in bot.drift if drift.types is None or name in drift.types]
    turns = {day for drift in drifts for day in (drift.start, drift.end)}
    lost = {
        sum(drift.points for drift in drifts if drift.start <= day < drift.end) for day in turns
    }
    for rate in rates:
        yield rate
        yield from (rate - points for points in lost)
