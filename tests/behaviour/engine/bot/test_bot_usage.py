"""What sessions use, counted raw: actions, tokens that grow with the context, closings, returns."""

from typing import Any

import numpy as np
import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario
from support.playing import play_out

from sim.engine import Journal, Plan
from sim.engine.journal import Ending
from sim.measures import ConservationError
from sim.measures.kpis.kpi import BY_CONTACT
from sim.measures.kpis.registry import BY_KEY
from sim.measures.sample import Label, measure

USAGE = {
    "actions_per_turn": 3,
    "tokens_instructions": 1000,
    "tokens_customer": 40,
    "tokens_answer": 200,
}
KEYS = ("sessions", "turns", "actions", "tokens_in", "tokens_out", "closings", "closing_returns")
MONTH = 365 / 12


@pytest.mark.parametrize(
    ("turns", "read"),
    [
        (1, 1040),
        # The second turn reads the first message and the first answer once more.
        (2, 1040 + 1280),
        (3, 1040 + 1280 + 1520),
        (6, sum(1000 + 240 * before + 40 for before in range(6))),
    ],
)
def test_each_turn_reads_all_that_was_said_before(turns: int, read: int):
    desk = scenario(bot={"usage": USAGE, "turn_limit": 6})
    _, journal = played(desk, [case(0, {"solve_turn": turns})])
    used = journal.contacts
    assert (used.actions[0], used.tokens_in[0], used.tokens_out[0]) == (
        3 * turns,
        read,
        200 * turns,
    )


def test_the_defaults_are_those_of_the_scenario():
    _, journal = played(scenario(bot={}), [case(0, {"solve_turn": 2})])
    used = journal.contacts
    assert (used.actions[0], used.tokens_in[0], used.tokens_out[0]) == (4, 3330, 300)


def test_a_session_without_a_turn_uses_nothing():
    _, journal = played(scenario(bot={"usage": USAGE}), [case(0, {"ask_turn": 0})])
    used = journal.contacts
    assert not np.isnan(used.bot_start[0])
    assert (used.actions[0], used.tokens_in[0], used.tokens_out[0]) == (0, 0, 0)


def test_a_turn_that_an_outage_cuts_short_uses_nothing():
    outage = {"outages": [{"start": "25 s", "duration": "60 s"}], "usage": USAGE}
    _, journal = played(scenario(bot=outage), [case(0)])
    used = journal.contacts
    assert (used.turns[0], used.bot_end[0]) == (2, 25)
    assert (used.actions[0], used.tokens_in[0], used.tokens_out[0]) == (6, 2320, 400)


@pytest.mark.parametrize(("field", "value"), [("actions_per_turn", 1.5), ("tokens_answer", -1)])
def test_counts_are_whole_and_not_negative(field: str, value: float):
    with pytest.raises(ValueError, match=field):
        scenario(bot={"usage": {field: value}})


# KPIs


@pytest.fixture(scope="module")
def measured() -> tuple[Any, Plan, Journal]:
    desk = scenario(
        run={"kind": "typical", "warm_up": "1 week", "window": "2 weeks", "run_out": "1 week"},
        demand={"volume": "60/day"},
        channels={"phone": {"kind": "live"}, "mail": {}},
        bot={"usage": USAGE},
    )
    plan, journal = play_out(desk)
    return measure(journal, plan, desk), plan, journal


def total(sample: Any, key: str, breakdown: str = "", member: str = "") -> tuple[float, float]:
    place = sample.labels.index(Label(key, breakdown, member))
    return sample.numerators[place], sample.denominators[place]


def test_kpis_count_what_the_window_brought(measured: tuple[Any, Plan, Journal]):
    sample, plan, journal = measured
    arrival = journal.contacts.arrival
    inside = (arrival >= plan.horizon.window_start) & (arrival < plan.horizon.window_end)
    c = journal.contacts.take(inside)
    closed = np.isin(c.ending, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
    back = closed & ~np.isnan(c.returned)
    expected = [
        np.count_nonzero(~np.isnan(c.bot_start)),
        *(column.sum() for column in (c.turns, c.actions, c.tokens_in, c.tokens_out)),
        np.count_nonzero(closed),
        np.count_nonzero(back),
    ]
    found = [total(sample, f"bot_{key}_per_month") for key in KEYS]
    assert [numerator for numerator, _ in found] == expected
    assert [months for _, months in found] == pytest.approx([14 / MONTH] * len(KEYS))
    assert 0 < expected[-1] < expected[-2]


def test_channels_add_up_to_the_whole(measured: tuple[Any, Plan, Journal]):
    sample, _, _ = measured
    for key in KEYS:
        parts = [total(sample, f"bot_{key}_per_month", "channel", way) for way in ("phone", "mail")]
        assert sum(part for part, _ in parts) == total(sample, f"bot_{key}_per_month")[0]


def test_without_a_bot_they_are_0():
    desk = scenario(demand={"volume": "200/day"})
    plan, journal = play_out(desk)
    sample = measure(journal, plan, desk)
    assert {total(sample, f"bot_{key}_per_month")[0] for key in KEYS} == {0.0}


def test_their_units_are_numbers_a_month():
    units = {BY_KEY[f"bot_{key}_per_month"].unit for key in KEYS}
    names = ("sessions", "turns", "actions", "tokens", "closings", "returns")
    assert units == {f"{name}/month" for name in names}
    assert {BY_KEY[f"bot_{key}_per_month"].by for key in KEYS} == {BY_CONTACT}


# Checks


@pytest.mark.parametrize("column", ["actions", "tokens_in", "tokens_out"])
def test_a_session_that_used_something_else_is_seen(
    measured: tuple[Any, Plan, Journal], column: str
):
    _, plan, journal = measured
    row = int(np.argmax(journal.contacts.turns))
    values = getattr(journal.contacts, column).copy()
    values[row] += 1
    contacts = type(journal.contacts)(**vars(journal.contacts) | {column: values})
    with pytest.raises(ConservationError, match=f"turns use what they use.*{column}"):
        check_by_both(type(journal)(**vars(journal) | {"contacts": contacts}), plan)
