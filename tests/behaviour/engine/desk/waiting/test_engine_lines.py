"""The door to people on a live line: trunks, queue capacity, balking, redialling."""

import pytest
from support.handmade import case, played, scenario

from sim.engine.journal import Ending


def phone(**fields):
    return scenario(
        channels={"phone": {"kind": "live", "patience": "never"} | fields},
        returns={"max_attempts": 6},
    )


def endings(journal):
    contacts = journal.contacts
    keys = zip(contacts.case.tolist(), contacts.attempt.tolist(), strict=True)
    return dict(zip(keys, map(Ending, contacts.ending), strict=True))


def test_the_contact_above_the_queue_capacity_is_blocked():
    _, journal = played(phone(queue_capacity=1), [case(0), case(10), case(20), case(70)])
    assert endings(journal) == {
        (0, 0): Ending.PERSON_RESOLVED,
        (1, 0): Ending.PERSON_RESOLVED,
        (2, 0): Ending.BLOCKED,
        (3, 0): Ending.PERSON_RESOLVED,
    }


def test_capacity_zero_takes_only_who_is_served_at_once():
    _, journal = played(phone(queue_capacity=0), [case(0), case(10), case(60)])
    assert list(endings(journal).values()) == [
        Ending.PERSON_RESOLVED,
        Ending.BLOCKED,
        Ending.PERSON_RESOLVED,
    ]


def test_trunks_count_who_waits_and_who_talks():
    _, journal = played(phone(trunks=2), [case(0), case(10), case(20), case(61)])
    assert endings(journal)[2, 0] is Ending.BLOCKED
    assert endings(journal)[3, 0] is Ending.PERSON_RESOLVED


def test_after_call_work_needs_no_trunk():
    _, journal = played(phone(trunks=1), [case(0, {"after_call": 100}), case(60.0)])
    assert endings(journal)[1, 0] is Ending.PERSON_RESOLVED


def test_who_balks_does_so_only_when_they_would_wait():
    cases = [case(0, {"balks": 1}), case(10, {"balks": 1}), case(20)]
    _, journal = played(phone(balking=0.5), cases)
    assert list(endings(journal).values()) == [
        Ending.PERSON_RESOLVED,
        Ending.BALKED,
        Ending.PERSON_RESOLVED,
    ]


@pytest.mark.parametrize(
    ("patience", "ending"), [(59, Ending.BALKED), (60, Ending.PERSON_RESOLVED)]
)
def test_an_announced_wait_above_the_patience_turns_away(patience, ending):
    # One minute's handling and one agent: nobody ahead means an announced wait of a minute.
    _, journal = played(phone(balking="announced"), [case(0), case(1, {"patience": patience})])
    assert endings(journal)[1, 0] is ending


def test_who_does_not_get_through_tries_again():
    again = {"redials": 1, "redial_delay": 30}
    cases = [case(0, {"answer": 100}), case(10, again, again, again, {})]
    _, journal = played(phone(queue_capacity=0), cases)
    contacts = journal.contacts.take(journal.contacts.case == 1)
    assert contacts.arrival.tolist() == [10, 40, 70, 100]
    assert contacts.ending.tolist() == [Ending.BLOCKED] * 3 + [Ending.PERSON_RESOLVED]


def test_an_abandoned_contact_redials_after_its_patience():
    cases = [case(0, {"answer": 200}), case(10, {"patience": 20, "redials": 1, "redial_delay": 5})]
    _, journal = played(phone(), cases)
    assert journal.contacts.returned[1] == 10 + 20 + 5


def test_who_got_through_does_not_redial():
    _, journal = played(phone(), [case(0, {"redials": 1, "redial_delay": 5})])
    assert len(journal.contacts) == 1
