"""The bot's session limit: further contacts go to people at once, and that is no escalation."""

from math import isnan
from typing import Any

import numpy as np
import pytest
from support.audits import check_by_both
from support.handmade import bound as bound_by_hand
from support.handmade import case, played, roster, scenario
from support.playing import play_out, row_of

from sim.engine import Journal, Plan, make_plan, play
from sim.engine.columns import Columns
from sim.engine.journal import Ending
from sim.engine.plan.rules import BuiltIn
from sim.measures import ConservationError
from sim.measures.sample import Label, measure
from sim.report.trace.journey import journey
from sim.scenario.root import Scenario

TURN = 10.0


def desk(limit: int | None = 1, **sections: Any) -> Scenario:
    bot = {"turn_limit": 4, "session_limit": limit, "escalated_handling": 2, "handover_saves": 0.25}
    return scenario(bot=bot | sections.pop("bot", {}), **sections)


def rule_of(plan: Plan, row: dict[str, Any]) -> str:
    return plan.rules[row["rule"]] if row["rule"] >= 0 else ""


def fate(plan: Plan, row: dict[str, Any]) -> str:
    """The rule of a contact; without one `bot` or `person`, who ended it."""
    return rule_of(plan, row) or ("person" if isnan(row["bot_start"]) else "bot")


def fates(desk: Scenario, *cases: Any) -> list[str]:
    """The fate of each case's first contact, in order of arrival."""
    plan, journal = played(desk, list(cases))
    rows = [row_of(journal.contacts, case=number, attempt=0) for number in range(len(cases))]
    return [fate(plan, row) for row in rows]


SOLVED = {"solve_turn": 2}


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, ["bot", "bot_full", "bot_full"]),
        (2, ["bot", "bot", "bot_full"]),
        (3, ["bot", "bot", "bot"]),
        (None, ["bot", "bot", "bot"]),
    ],
)
def test_at_the_limit_contacts_go_to_people(limit: int | None, expected: list[str]):
    cases = [case(at, SOLVED) for at in (0, 5, 19)]
    assert fates(desk(limit), *cases) == expected


def test_a_session_that_ends_at_the_instant_makes_room():
    assert fates(desk(), case(0, SOLVED), case(20, SOLVED)) == ["bot", "bot"]


def test_an_earlier_case_whose_triage_ends_at_the_instant_finds_no_room():
    """Completions of one instant come by case: its triage before the later case's last turn."""
    both = [case(0, SOLVED | {"triage": 25}), case(5, SOLVED)]
    plan, journal = played(desk(), both)
    assert rule_of(plan, row_of(journal.contacts, case=0)) == "bot_full"
    check_limit(plan, journal)


def test_who_asks_at_once_needs_room_too():
    assert fates(desk(), case(0, SOLVED), case(5, {"ask_turn": 0})) == ["bot", "bot_full"]


def test_who_asks_at_once_takes_no_room():
    assert fates(desk(), case(5, {"ask_turn": 0}), case(5, SOLVED)) == ["asked", "bot"]


def test_a_policy_that_sends_to_people_is_asked_first():
    person = {"rules": [{"name": "all", "then": "person"}]}
    assert fates(desk(policy=person), case(0), case(1)) == ["person", "person"]


def test_nobody_who_is_not_offered_the_bot_finds_it_full():
    assert fates(desk(), case(0, SOLVED), case(5, {"offered": 0})) == ["bot", "person"]


def test_it_is_no_session():
    _, journal = played(desk(), [case(0, SOLVED), case(5, {"ask_turn": 0, "confidence": 0.5})])
    row = row_of(journal.contacts, case=1)
    nothing = ("bot_start", "bot_reply", "bot_end", "confidence")
    assert all(isnan(row[name]) for name in nothing)
    assert (row["turns"], row["actions"], row["tokens_in"], row["asked"]) == (0, 0, 0, False)
    assert row["ending"] == Ending.PERSON_RESOLVED


def test_it_is_no_escalation_for_people():
    """Neither mood nor the hand-over summary, no bonus: it waits and is handled as any contact."""
    people = {"teams": {"desk": {"headcount": 1}}, "escalated_bonus": 5}
    cases = [case(0, {"ask_turn": 0}), case(1, SOLVED), case(2), case(30, {"ask_turn": 1})]
    plan, journal = played(desk(people=people), cases)
    full = row_of(journal.contacts, case=2)
    assert rule_of(plan, full) == "bot_full"
    legs = {leg: row_of(journal.legs, case=leg) for leg in (0, 2, 3)}
    handled = {leg: row["talk_end"] - row["started"] for leg, row in legs.items()}
    assert handled == {0: 90.0, 2: 60.0, 3: 90.0}
    assert legs[2]["since"] == legs[2]["joined"] == 2


def test_only_the_escalated_go_before_others():
    people = {"teams": {"desk": {"headcount": 1}}, "escalated_bonus": 5}
    outside = {"offered": 0}
    cases = [case(0, outside), case(1, {"ask_turn": 3}), case(2), case(3, outside)]
    cases += [case(32, {"ask_turn": 0})]
    _, journal = played(desk(people=people), cases)
    order = journal.legs.case[np.argsort(journal.legs.started)].tolist()
    # Two escalated; then the one that found the bot full, by its turn in the line.
    assert order == [0, 1, 4, 2, 3]


KIND = {"how": {"handle_time": "4 min", "solved_by_person": 0.5}}
BUSY: dict[str, Any] = {
    "demand": {"volume": "1500/day"},
    "run": {"kind": "day", "until": "1 day"},
    "inquiry_types": KIND,
    "people": {"teams": {"desk": {"headcount": 8}}},
    "bot": {"session_limit": 2, "turn_time": "60 s"},
}


def check_limit(plan: Plan, journal: Journal) -> None:
    """Count the sessions that run at each start and at each refusal, one by one."""
    c = journal.contacts
    stop = np.where(np.isnan(c.bot_end), np.inf, c.bot_end)
    for start in c.bot_start[stop > c.bot_start]:
        assert np.sum((c.bot_start <= start) & (stop > start)) <= plan.session_limit
    for at in c.triaged[c.rule == plan.policy.number(BuiltIn.BOT_FULL)]:
        assert np.sum((c.bot_start <= at) & (stop >= at)) >= plan.session_limit


def test_a_played_desk_keeps_to_the_limit():
    plan, journal = play_out(scenario(**BUSY))
    full = journal.contacts.rule == plan.policy.number(BuiltIn.BOT_FULL)
    assert 50 < np.count_nonzero(full) < len(full) - 50
    check_limit(plan, journal)


def test_the_rate_is_of_contacts_that_were_offered_the_bot():
    arm = scenario(**BUSY)
    plan, journal = play_out(arm)
    found, contacts = measure(journal, plan, arm), journal.contacts
    measured = contacts.take(contacts.arrival < plan.horizon.window_end)
    full = np.count_nonzero(measured.rule == plan.policy.number(BuiltIn.BOT_FULL))
    sessions = np.count_nonzero(~np.isnan(measured.bot_start))
    place = found.labels.index(Label("bot_full_rate"))
    assert (found.numerators[place], found.denominators[place]) == (full, full + sessions)
    # And no part of escalations.
    escalated = found.labels.index(Label("escalation_rate"))
    left = (measured.rule >= 0) & ~np.isnan(measured.bot_start)
    assert found.numerators[escalated] == np.count_nonzero(left)
    assert "bot_full" not in found.members["rule"]


def test_a_high_limit_changes_nothing():
    plain, roomy = (
        scenario(**BUSY | {"bot": BUSY["bot"] | {"session_limit": limit}}) for limit in (None, 999)
    )
    one, other = (play_out(arm)[1].contacts.columns for arm in (plain, roomy))
    assert [column.tobytes() for column in one] == [column.tobytes() for column in other]


def test_rules_before_the_launch_have_numbers_of_their_own():
    def arm(limit: int) -> Scenario:
        run = {"kind": "project", "start": "2026-02-01", "months": 1, "warm_up": "1 week"}
        rule = {"rules": [{"name": "never", "when": {"turn": ">= 9"}, "then": "person"}]}
        return desk(limit, run=run, policy=rule)

    before, after = arm(1), arm(2)
    plan = make_plan(after, before)
    launch = plan.horizon.window_start
    times = [launch - 60, launch - 55, launch + 60, launch + 61, launch + 62]
    cases = [case(at, SOLVED) for at in times]
    people = roster((0, 0, 0.0, plan.horizon.end))
    earlier, later = (bound_by_hand(one, cases, people) for one in (plan.before, plan))
    journal = play(plan, type(later)(**vars(later) | {"before": earlier}))
    rules = journal.contacts.rule.tolist()
    assert [plan.rules[rule] if rule >= 0 else "" for rule in rules] == [
        *("", "bot_full"),
        *("", "", "bot_full"),
    ]
    assert rules[1] == len(plan.policy.names) + plan.before.policy.number(BuiltIn.BOT_FULL)
    assert rules[4] == plan.policy.number(BuiltIn.BOT_FULL)


# Checks


def with_column(table: Columns, row: int, **changes: float) -> Columns:
    columns = {name: column.copy() for name, column in vars(table).items()}
    for name, value in changes.items():
        columns[name][row] = value
    return type(table)(**columns)


def failure(plan: Plan, journal: Journal, **changes: Any) -> str:
    with pytest.raises(ConservationError) as caught:
        check_by_both(type(journal)(**vars(journal) | changes), plan)
    return str(caught.value)


@pytest.fixture(scope="module")
def busy() -> tuple[Plan, Journal]:
    return play_out(scenario(**BUSY))


def test_a_session_too_many_is_seen(busy: tuple[Plan, Journal]):
    plan, journal = busy
    narrow = make_plan(scenario(**BUSY | {"bot": BUSY["bot"] | {"session_limit": 1}}))
    assert "no more sessions run than may" in failure(narrow, journal)
    wide = make_plan(scenario(**BUSY | {"bot": BUSY["bot"] | {"session_limit": 3}}))
    assert "all sessions are taken" in failure(wide, journal)
    assert plan.session_limit == 2


def test_a_refusal_with_a_session_is_seen(busy: tuple[Plan, Journal]):
    plan, journal = busy
    taken = int(np.flatnonzero(journal.contacts.rule == plan.policy.number(BuiltIn.TURN_LIMIT))[0])
    contacts = with_column(journal.contacts, taken, rule=plan.policy.number(BuiltIn.BOT_FULL))
    assert "only the bot's contacts have a session" in failure(plan, journal, contacts=contacts)


def test_an_escalation_without_a_session_is_seen(busy: tuple[Plan, Journal]):
    plan, journal = busy
    full = int(np.flatnonzero(journal.contacts.rule == plan.policy.number(BuiltIn.BOT_FULL))[0])
    contacts = with_column(journal.contacts, full, rule=plan.policy.number(BuiltIn.TURN_LIMIT))
    assert "only the bot's contacts have a session" in failure(plan, journal, contacts=contacts)


def test_a_limit_of_none_at_all_is_refused():
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        desk(0)


# Its journey


def test_the_journey_says_that_the_bot_was_full():
    plan, journal = played(desk(), [case(0, SOLVED), case(5)])
    text = str(journey(journal, plan, 1))
    said = "finds all sessions of the bot taken: rule `bot_full` sends it to a person"
    assert f"00:00:05  {said}" in text
    assert "not offered" not in text


KINDS = {
    "a": {"share": 0.5, "handle_time": "1 min", "bot": {"eligible": False}},
    "b": {"share": 0.5, "handle_time": "1 min"},
}


@pytest.mark.parametrize(
    ("sections", "values", "said"),
    [
        ({}, {"offered": 0}, "is not offered the bot"),
        ({"inquiry_types": KINDS}, {}, "is not offered the bot, which does not take a"),
        (
            {"channels": {"phone": {"kind": "live", "bot": "never"}}},
            {},
            "is not offered the bot, which is not there on phone",
        ),
        (
            {"bot": {"outages": [{"start": "1 s", "duration": "9 s"}]}},
            {},
            "is not offered the bot, which is down",
        ),
    ],
)
def test_the_journey_says_who_was_not_offered_the_bot(
    sections: dict[str, Any], values: dict[str, float], said: str
):
    plan, journal = played(desk(**sections), [case(5, values)])
    assert f"  {said}" in [line[25:] for line in str(journey(journal, plan, 0)).splitlines()]


def test_on_a_desk_without_a_bot_nobody_misses_it():
    plan, journal = played(scenario(), [case(5)])
    assert "bot" not in str(journey(journal, plan, 0))
