"""A case's journey in words and times, from a hand-made journal that ends in every way."""

import pytest
from support.handmade import case, played, scenario
from support.journals import every_way

from sim.engine.journal import Ending, Outcome
from sim.report.trace.journey import journey
from sim.report.trace.words import HOW_IT_ENDED, HOW_THE_TALK_ENDED


def told(number: int) -> list[str]:
    plan, journal = every_way()
    return str(journey(journal, plan, number)).splitlines()


def test_a_case_that_comes_back():
    assert told(1) == [
        "Case 1: how, urgency 3",
        "",
        "Contact 1",
        "  Mon 2026-01-05 00:00:10  comes by mail, inside the opening hours",
        "  Mon 2026-01-05 00:00:15  is taken for how, urgency 3",
        "  Mon 2026-01-05 00:00:15  begins with the bot, which reports a confidence of 62.2 %",
        "  Mon 2026-01-05 00:00:21  has the bot's first answer",
        "  Mon 2026-01-05 00:00:55  leaves the bot after 1 turn",
        "  Mon 2026-01-05 00:00:55  ends: the bot closed the case, which is not solved",
        "  Mon 2026-01-05 00:00:55  will come back in 15 min 45 s",
        "",
        "Contact 2",
        "  Mon 2026-01-05 00:16:40  comes by mail, inside the opening hours",
        "  Mon 2026-01-05 00:16:45  is taken for how, urgency 3",
        "  Mon 2026-01-05 00:16:45  is not offered the bot",
        "  Mon 2026-01-05 00:16:45  waits in how/mail (answer)",
        "  Mon 2026-01-05 00:16:45  is with agent 0 of desk, after 0.0 s",
        "  Mon 2026-01-05 00:21:45  not solved",
        "  Mon 2026-01-05 00:21:45  ends: a person answered, and the case is not solved",
        "  Mon 2026-01-05 00:21:45  would come back, and has used up its attempts",
        "  Mon 2026-01-05 00:22:45  agent 0 of desk is done with the after-call work",
    ]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (3, "00:01:45  leaves the bot after 0 turns; rule `asked` sends it to a person"),
        (4, "00:03:25  is taken for bill, wrongly, urgency 3"),
        (4, "00:04:25  transferred: this was the wrong team"),
        (5, "00:05:05  waits in how/phone for 50 s at most (answer)"),
        (5, "00:05:55  ends: the customer's patience is over"),
        (7, "01:00:00  ends: disconnected at closing"),
        (8, "01:01:45  ends: lost, nobody is there outside the opening hours"),
        (10, "02:00:00  was waiting when the run ended"),
        (12, "02:00:00  was in triage when the run ended"),
    ],
)
def test_lines(number: int, line: str):
    assert f"  Mon 2026-01-05 {line}" in told(number)


def test_who_left_without_a_sign_is_opened_in_vain():
    desk = scenario(channels={"chat": {"kind": "live", "silent_abandonment": 0.5}})
    plan, journal = played(desk, [case(0), case(1, {"patience": 9, "silent": 1})])
    text = str(journey(journal, plan, 1))
    assert "00:00:10  ends: the customer's patience is over" in text
    assert "00:01:00  is opened by agent 0 of desk in vain: the customer has gone" in text


def test_where_a_contact_goes_on_is_said():
    channels = {
        "chat": {"kind": "live", "hours": "Mon 09:00-17:00", "outside_hours": "divert"},
        "mail": {},
    }
    channels["chat"]["diverts_to"] = "mail"
    plan, journal = played(scenario(channels=channels), [case(60)])
    assert "00:01:00  goes on by mail" in str(journey(journal, plan, 0))


def test_the_document_has_the_steps_in_seconds():
    plan, journal = every_way()
    document = journey(journal, plan, 0).document()
    assert document["schema"] == "tierzero.trace/1"
    (steps,) = document["contacts"]
    assert [step["time"] for step in steps] == [0, 5, 5, 11, 65, 65]
    assert steps[-1]["text"] == "ends: the bot resolved the case"


def test_an_unknown_case_is_an_error():
    plan, journal = every_way()
    with pytest.raises(IndexError, match="no case 13; the replication has cases 0 to 12"):
        journey(journal, plan, 13)


def test_every_ending_and_every_outcome_of_a_talk_has_words():
    assert set(HOW_IT_ENDED) == set(Ending)
    unsaid = {Outcome.OPEN, Outcome.ABANDONED, Outcome.DISCONNECTED, Outcome.MOVED, Outcome.SILENT}
    assert set(HOW_THE_TALK_ENDED) == set(Outcome) - unsaid
