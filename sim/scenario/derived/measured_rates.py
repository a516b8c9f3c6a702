"""The bot's true resolution rates, where those of its dashboard were entered (`of: sessions`).

A dashboard shows the share of the bot's sessions that it closed: those that it resolved and those
that it closed falsely, among all that it had, also those whose customers asked for a person at once
or left. Of first sessions alone it closes

    m C / (1 - f)

with the true rate m, the chance C that the customer is still there at the turn at which the bot
solves or claims to, and the share f of false ones among closings. Who comes back is harder to help
than who came first, so that all sessions together show less; `case_life` adds them up, and the rate
that shows what was measured is found by halving.
"""

from dataclasses import dataclass
from math import fsum

from sim.scenario.derived.case_life import case_life, false_share, total, true_rate
from sim.scenario.derived.offering import may_be_offered
from sim.scenario.derived.sessions import patients
from sim.scenario.derived.solved import MeasuredError, Solved, percent
from sim.scenario.derived.splits import channel_shares, type_volume
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot

HALVINGS = 60
"""So often the interval of possible rates is halved."""


@dataclass(frozen=True)
class TrueRates:
    """True rates of a bot, in the place of those that its dashboard shows.

    Attributes
    ----------
    general
        The bot's own: the mean of the types without a rate of their own, by their volume.
    launch
        The same at the launch; None where the bot is mature from the start.
    types
        By inquiry type.
    """

    general: float
    launch: float | None
    types: dict[str, float]


def entered_rates(scenario: Scenario) -> object:
    """Return what a scenario says of the rates; None where it says nothing of sessions."""
    bot = scenario.bot
    if bot is None or bot.of == "cases":
        return None
    own = {name: kind.bot.resolution_rate for name, kind in scenario.inquiry_types.items()}
    return bot.resolution_rate, bot.launch_rate, own


def true_rates(scenario: Scenario, bot: Bot) -> TrueRates:
    """Return the true rates that show what was entered.

    Raises
    ------
    MeasuredError
        When no rate does.
    """
    types = {
        name: _solved(scenario, bot, name, true_rate(scenario, bot, name), _path(scenario, name))
        for name in _with_sessions(scenario)
    }
    general = _mean(scenario, types)
    launch = None
    if bot.launch_rate is not None:
        at_launch = ("bot", "launch_rate")
        launch = _mean(
            scenario,
            {name: _solved(scenario, bot, name, bot.launch_rate, at_launch) for name in types},
        )
    return TrueRates(bot.resolution_rate if general is None else general, launch, types)


def with_true_rates(scenario: Scenario, rates: TrueRates) -> Scenario:
    """Return an arm with true rates; its spreadsheet still believes what the dashboard shows."""
    bot, money = scenario.bot, scenario.money
    assert bot is not None
    types = dict(scenario.inquiry_types)
    for name, rate in rates.types.items():
        own = types[name].bot.model_copy(update={"resolution_rate": rate})
        types[name] = types[name].model_copy(update={"bot": own})
    true = {"of": "cases", "resolution_rate": rates.general, "launch_rate": rates.launch}
    claim = bot.resolution_rate if money.claimed_rate is None else money.claimed_rate
    return scenario.model_copy(
        update={
            "bot": bot.model_copy(update=true),
            "inquiry_types": types,
            "money": money.model_copy(update={"claimed_rate": claim}),
        }
    )


def shown(scenario: Scenario, bot: Bot, rates: TrueRates) -> list[Solved]:
    """Return what the rates that were entered became, each once."""
    entered: dict[FieldPath, Solved] = {}
    for name, rate in rates.types.items():
        path = _path(scenario, name)
        became = rates.general if path[0] == "bot" else rate
        measured = true_rate(scenario, bot, name)
        entered[path] = Solved(
            path, measured, "sessions", became, "cases", _why(scenario, bot, name)
        )
    return list(entered.values())


def _path(scenario: Scenario, name: str) -> FieldPath:
    is_own = scenario.inquiry_types[name].bot.resolution_rate is not None
    section = ("inquiry_types", name) if is_own else ()
    return (*section, "bot", "resolution_rate")


def _with_sessions(scenario: Scenario) -> list[str]:
    """Return the types that the bot may have sessions with."""
    ways = list(scenario.channels)
    return [
        name
        for name in scenario.inquiry_types
        if any(may_be_offered(scenario, name, way) for way in ways)
    ]


def _mean(scenario: Scenario, rates: dict[str, float]) -> float | None:
    """Return the mean rate of the types without their own, by volume; of all if all have one."""
    types = scenario.inquiry_types
    names = [name for name in rates if types[name].bot.resolution_rate is None] or list(rates)
    weights = [_cases(scenario, name) for name in names]
    if not sum(weights):
        return None
    weighted = zip(names, weights, strict=True)
    return fsum(rates[name] * weight for name, weight in weighted) / fsum(weights)


def _cases(scenario: Scenario, name: str) -> float:
    """Return a number in proportion to a type's cases."""
    volume, share = type_volume(scenario, name)
    own = scenario.inquiry_types[name].volume is not None and volume is not None
    return volume.count if own and volume is not None else share


def _solved(scenario: Scenario, bot: Bot, name: str, measured: float, path: FieldPath) -> float:
    best = max(patient.quality for patient in patients(scenario, bot))
    low, high = 0.0, min(1.0, (1.0 - false_share(scenario, bot, name)) / best)
    most = _closed(scenario, name, high)
    if measured > most:
        raise MeasuredError(path, _impossible(measured, most))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _closed(scenario, name, middle) < measured:
            low = middle
        else:
            high = middle
    return high


def _closed(scenario: Scenario, name: str, rate: float) -> float:
    """Return the share of a type's sessions that a bot with a true rate closes."""
    lives = [
        case_life(scenario, name, channel, rate).times(share)
        for channel, share in channel_shares(scenario, name).items()
    ]
    life = total(lives)
    return life.closings / life.sessions if life.sessions else 0.0


def _impossible(measured: float, most: float) -> str:
    rule = "customers ask for a person or leave before the bot is done"
    lower = "lower it, or `asks_at_once`, `asks_per_turn` or `leaves_per_turn`"
    return (
        f"{percent(measured)} of the sessions cannot be closed: {rule}, so that at most "
        f"{percent(most)} can; {lower}"
    )


def _why(scenario: Scenario, bot: Bot, name: str) -> str:
    there = sum(patient.share * patient.closes for patient in patients(scenario, bot))
    false = percent(false_share(scenario, bot, name))
    return (
        f"{percent(there)} of the customers are still there when the bot solves or claims to, "
        f"{false} of its closings are false, and who comes back is harder to help"
    )
