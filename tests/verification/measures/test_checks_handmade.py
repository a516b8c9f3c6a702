"""The checks pass on a consistent journal and fail when any column of it is tampered with."""

from dataclasses import replace

import numpy as np
import pytest
from support.audits import check_by_both
from support.journals import changed, every_way

from sim.engine.journal import Activity
from sim.measures import ConservationError
from sim.measures.checks.endings import check_balance

HOUR = 3600.0
TICK = 2.0**-20
CONTACT_TIMES = (
    "arrival",
    "triaged",
    "bot_start",
    "bot_reply",
    "bot_end",
    "joined",
    "answered",
    "first_response_end",
    "ended",
    "returned",
)
LEG_TIMES = ("joined", "since", "patience", "left", "started", "talk_end", "wrap_end")
TIED = {
    *("triaged", "bot_start", "bot_end", "joined", "answered", "first_response_end", "ended"),
    *("since", "left", "started", "talk_end", "wrap_end"),
}
"""Times that equal another one, row by row."""
TIMES = [
    *(("contacts", name) for name in CONTACT_TIMES),
    *(("legs", name) for name in LEG_TIMES),
    *(("roster", name) for name in ("start", "end")),
    *(("integrals", name) for name in ("waiting", "busy", "available", "bot")),
]
CODES = [
    *(
        ("contacts", name)
        for name in (
            "case",
            "attempt",
            "cell",
            "layer",
            "day",
            "ordinal",
            "type",
            "channel",
            "segment",
            "customer",
            "urgency",
            "predicted_type",
            "predicted_urgency",
            "turns",
            "rule",
            "ending",
        )
    ),
    *(
        ("legs", name)
        for name in ("case", "attempt", "role", "queue", "channel", "team", "agent", "outcome")
    ),
    *(("roster", name) for name in ("team", "agent", "activity")),
]
CASE_COLUMNS = ("cell", "layer", "ordinal", "type", "channel", "urgency")
ROW = {(0, 0): 0, (1, 0): 1, (1, 1): 2, (3, 0): 4, (4, 0): 5, (6, 0): 7, (8, 0): 9, (10, 0): 11}


def tampered(part: str, column: str, row: int, value: float):
    plan, journal = every_way()
    values = getattr(getattr(journal, part), column).copy()
    values[row] = value
    return plan, changed(journal, part, column, values)


def failure(plan, journal) -> ConservationError:
    with pytest.raises(ConservationError) as caught:
        check_by_both(journal, plan)
    return caught.value


def test_a_consistent_journal_passes():
    plan, journal = every_way()
    check_by_both(journal, plan)


def test_an_empty_journal_passes():
    plan, journal = every_way()
    none = np.array([], np.int64)
    empty = replace(
        journal,
        contacts=journal.contacts.take(none),
        legs=journal.legs.take(none),
        roster=journal.roster.take(none),
        integrals=replace(
            journal.integrals,
            **{name: np.zeros_like(areas) for name, areas in vars(journal.integrals).items()},
        ),
    )
    check_by_both(empty, plan)


@pytest.mark.parametrize(("part", "column"), TIMES)
def test_an_hour_more_in_a_column_of_times_fails(part: str, column: str):
    plan, journal = every_way()
    values = getattr(getattr(journal, part), column) + HOUR
    assert failure(plan, changed(journal, part, column, values)).values


@pytest.mark.parametrize(("part", "column"), [pair for pair in TIMES if pair[1] in TIED])
def test_a_tick_more_in_any_row_fails(part: str, column: str):
    plan, journal = every_way()
    original = getattr(getattr(journal, part), column)
    for row in np.flatnonzero(~np.isnan(original)):
        values = original.copy()
        values[row] += TICK
        assert failure(plan, changed(journal, part, column, values)).values


@pytest.mark.parametrize(("part", "column"), CODES)
def test_a_code_without_meaning_fails(part: str, column: str):
    assert failure(*tampered(part, column, 2, -7)).row is not None


@pytest.mark.parametrize("column", CASE_COLUMNS)
def test_a_case_that_changes_between_contacts_fails(column: str):
    _, journal = every_way()
    value = getattr(journal.contacts, column)[ROW[1, 1]]
    error = failure(*tampered("contacts", column, ROW[1, 1], abs(value - 1)))
    assert error.check == "a case stays what it is"
    assert (error.values["case"], error.values["attempt"]) == (1, 1)


@pytest.mark.parametrize("column", ["open", "gave_up"])
@pytest.mark.parametrize("row", [0, 5, 9])
def test_a_flag_turned_round_fails(column: str, row: int):
    plan, journal = every_way()
    values = getattr(journal.contacts, column).copy()
    values[row] = ~values[row]
    assert failure(plan, changed(journal, "contacts", column, values)).row == row


@pytest.mark.parametrize("row", range(7))
def test_another_activity_fails(row: int):
    _, journal = every_way()
    activity = Activity.BREAK if journal.roster.activity[row] == Activity.WORK else Activity.WORK
    assert failure(*tampered("roster", "activity", row, activity)).values


def test_who_was_escalated_for_asking_has_asked():
    error = failure(*tampered("contacts", "asked", ROW[3, 0], False))
    assert error.check == "who is escalated for asking has asked"
    assert str(error) == (
        "check `who is escalated for asking has asked` fails in row 4: "
        "case 3, attempt 0, rule 0, asked False"
    )


@pytest.mark.parametrize(
    ("ending", "row"), [(8, 0), (8, 4), (9, 5), (11, 6), (10, 9), (2, 10), (3, 11), (4, 0)]
)
def test_another_ending_fails(ending: int, row: int):
    assert failure(*tampered("contacts", "ending", row, ending)).row is not None


def test_the_end_must_be_that_of_the_last_leg():
    error = failure(*tampered("contacts", "ended", ROW[4, 0], 506.0))
    assert str(error) == (
        "check `a contact ends when it went` fails in row 5: "
        "case 4, attempt 0, ended 506.0, expected 505.0"
    )


def test_a_return_that_does_not_arrive_fails():
    error = failure(*tampered("contacts", "returned", ROW[3, 0], 7000.0))
    assert error.check == "who returns arrives"
    assert error.values["returned"] == 7000.0
    assert np.isnan(error.values["arrives"])


def test_a_return_after_a_resolved_contact_fails():
    error = failure(*tampered("contacts", "returned", ROW[0, 0], 9000.0))
    assert error.check == "only the unresolved return"


def test_a_contact_that_gives_up_too_early_fails():
    assert failure(*tampered("contacts", "gave_up", 3, True)).check == (
        "only the last attempt gives up"
    )


def test_the_same_case_twice_fails():
    error = failure(*tampered("contacts", "ordinal", 0, 2))
    assert error.check == "no two cases are the same"
    assert error.values["ordinal"] == 2


def test_a_leg_in_another_queue_fails():
    error = failure(*tampered("legs", "queue", 0, 3))
    assert error.check == "a leg waits in its queue"
    assert (error.values["queue"], error.values["expected"]) == (3, 1)


def test_an_agent_with_two_contacts_in_hand_fails():
    plan, journal = every_way()
    values = journal.legs.agent.copy()
    values[journal.legs.role == 1] = 0
    error = failure(plan, changed(journal, "legs", "agent", values))
    assert str(error) == (
        "check `what is in hand is counted` fails in row 2: case 4, attempt 0, team 0, agent 0, "
        "started 205.0, in_hand 1, least 2, most 2"
    )


def test_more_in_hand_than_there_are_slots_fails():
    plan, journal = every_way()
    error = failure(plan, changed(journal, "legs", "in_hand", journal.legs.in_hand * 2))
    assert error.check == "hands are full"


def test_handling_that_begins_off_duty_fails():
    plan, journal = every_way()
    ends = journal.roster.end.copy()
    ends[2] = 2045.0
    error = failure(plan, changed(journal, "roster", "end", ends))
    assert error.check == "handling begins on duty"
    assert error.values["started"] == 2045.0


def test_overlapping_shifts_of_an_agent_fail():
    plan, journal = every_way()
    agents = journal.roster.agent.copy()
    agents[4] = 0
    error = failure(plan, changed(journal, "roster", "agent", agents))
    assert error.check == "an agent's shifts do not overlap"


def test_a_disconnection_at_no_closing_fails():
    plan, journal = every_way()
    plan = replace(plan, opening=(np.array([[0.0, 3650.0]]), plan.opening[1]))
    error = failure(plan, journal)
    assert str(error) == (
        "check `a closing disconnects` fails in row 0: "
        "case 7, attempt 0, joined 3505.0, left 3600.0, channel 0"
    )


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        (
            "waiting",
            (0, 0),
            "check `waiting` fails: queue 0, half hour 0, counted 190.0, found 191.0",
        ),
        ("busy", (0, 1), "check `busy` fails: team 0, half hour 1, counted 100.0, found 101.0"),
        (
            "available",
            (0, 3),
            "check `available` fails: team 0, half hour 3, counted 55.0, found 56.0",
        ),
        ("bot", (3,), "check `bot sessions` fails: half hour 3, counted 35.0, found 36.0"),
    ],
)
def test_an_integral_that_is_a_second_off_fails(name: str, row: tuple, message: str):
    plan, journal = every_way()
    areas = getattr(journal.integrals, name).copy()
    areas[row] += 1
    assert str(failure(plan, changed(journal, "integrals", name, areas))) == message


def test_a_contact_that_vanishes_fails():
    plan, journal = every_way()
    kept = np.arange(len(journal.contacts)) != 3
    error = failure(plan, replace(journal, contacts=journal.contacts.take(kept)))
    assert error.check == "contacts are sorted by case and attempt"


def test_a_leg_that_vanishes_fails():
    plan, journal = every_way()
    kept = np.arange(len(journal.legs)) != 0
    error = failure(plan, replace(journal, legs=journal.legs.take(kept)))
    assert error.check == "a contact agrees with its legs"


def test_a_leg_of_no_contact_fails():
    plan, journal = every_way()
    kept = journal.contacts.case < 10
    error = failure(plan, replace(journal, contacts=journal.contacts.take(kept)))
    assert error.check == "a leg belongs to a contact"
    assert error.values["case"] == 10


def test_the_balance_alone_sees_a_contact_that_is_nowhere():
    _, journal = every_way()
    kept = np.arange(len(journal.legs)) != 0
    with pytest.raises(ConservationError) as caught:
        check_balance(replace(journal, legs=journal.legs.take(kept)))
    assert str(caught.value) == (
        "check `offered = ended + in the system` fails: offered 14, in triage 1, in the bot 1, "
        "ended in the bot 3, waiting 1, in service 1, awaiting the customer 0, "
        "paused 0, ended by a person 3, abandoned 1, disconnected 1, lost 1, balked 0, blocked 0"
    )
