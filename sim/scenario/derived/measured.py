"""A scenario's arms with all that was entered as it is measured solved for."""

from collections.abc import Mapping, Sequence

from sim.scenario.derived import measured_rates, measured_volume
from sim.scenario.derived.measured_rates import (
    TrueRates,
    entered_rates,
    true_rates,
    with_true_rates,
)
from sim.scenario.derived.solved import Solved
from sim.scenario.root import BASELINE, Scenario

Arms = dict[str, Scenario]


def solve_measured(whole: Scenario, arms: Mapping[str, Scenario]) -> tuple[Arms, list[Solved]]:
    """Return the arms with true rates and cases, and what became what.

    A rate is solved for once, without the arms' overrides, where the bot was measured: an arm that
    changes something else about the bot has the same rates. An arm that says rates of its own is
    solved by itself. Volumes are solved for at the arm `baseline`.

    Parameters
    ----------
    whole
        The scenario without its arms' overrides.
    arms
        The arms as they were written.

    Raises
    ------
    MeasuredError
        When nothing explains what was measured.
    """
    rated, solved = _with_true_rates(whole, arms)
    if not any(map(measured_volume.counts_contacts, arms.values())):
        return rated, solved
    baseline = rated[BASELINE]
    solved_arms = {
        name: measured_volume.with_cases(arm, baseline)
        if measured_volume.counts_contacts(arm)
        else arm
        for name, arm in rated.items()
    }
    return solved_arms, [*measured_volume.shown(baseline, solved_arms[BASELINE]), *solved]


def _with_true_rates(whole: Scenario, arms: Mapping[str, Scenario]) -> tuple[Arms, list[Solved]]:
    known: list[tuple[object, TrueRates]] = []
    solved: list[Solved] = []
    for desk in (whole, *arms.values()):
        entered = entered_rates(desk)
        if desk.bot is not None and entered is not None and _rates_of(entered, known) is None:
            rates = true_rates(desk, desk.bot)
            known.append((entered, rates))
            solved += measured_rates.shown(desk, desk.bot, rates)
    rates_of_arms = {name: _rates_of(entered_rates(arm), known) for name, arm in arms.items()}
    rated = {
        name: with_true_rates(arm, true) if (true := rates_of_arms[name]) else arm
        for name, arm in arms.items()
    }
    return rated, solved


def _rates_of(entered: object, known: Sequence[tuple[object, TrueRates]]) -> TrueRates | None:
    """Return the true rates of what was entered, if they are known."""
    return next((rates for other, rates in known if entered == other), None)
