"""Forwards without a cap of two, to the own type too, and customers who redial as forwarded."""

import numpy as np
import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario
from support.playing import bound_of, values_of, z_of_share

from sim.engine.journal import Ending, Outcome, Role
from sim.engine.simpy_model.ordered_events import Step, order

BILLING, GENERAL = 0, 1
TYPES = {
    "billing": {"handle_time": "1 min", "share": 0.5},
    "general": {"handle_time": "1 min", "share": 0.5},
}
TEAMS = {
    "billing": {"headcount": 1, "queues": ["billing"]},
    "general": {"headcount": 1, "queues": ["general"]},
}
BOTH = ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))


def desk(forwards=4, **phone):
    channels = {"phone": {"kind": "live"} | phone}
    people = {"teams": TEAMS, "max_forwards": forwards}
    return scenario(inquiry_types=TYPES, channels=channels, people=people)


def run(desk, cases, *shifts):
    plan, journal = played(desk, cases, *(shifts or BOTH))
    check_by_both(journal, plan)
    return journal


def test_four_forwards_each_in_its_queue():
    store = {"forwards": [GENERAL, GENERAL, BILLING, BILLING]}
    legs = run(desk(), [case(0, store)]).legs
    roles = [Role.ANSWER, Role.FORWARD1, Role.FORWARD2, Role.FORWARD, Role.FORWARD]
    assert legs.role.tolist() == roles
    assert legs.queue.tolist() == [BILLING, GENERAL, GENERAL, BILLING, BILLING]
    assert legs.kind.tolist() == [BILLING, GENERAL, GENERAL, BILLING, BILLING]
    assert legs.started.tolist() == [0, 60, 120, 180, 240]
    assert legs.outcome.tolist() == [Outcome.FORWARDED] * 4 + [Outcome.RESOLVED]


def test_to_the_own_type_it_waits_again_behind_nobody_it_has_passed():
    # The agent is offered work at the end of the talk, after the contact has joined again.
    legs = run(desk(), [case(0, {"forwards": [BILLING]}), case(10)]).legs
    assert legs.case.tolist() == [0, 0, 1]
    assert legs.started.tolist() == [0, 120, 60]


def test_forwards_that_end_at_one_instant_go_on_in_the_order_of_their_cases():
    cases = [case(0, {"forwards": [GENERAL, GENERAL, GENERAL]}), case(0, kind=GENERAL)]
    cases += [case(0, {"answer": 60}, kind=GENERAL)]
    legs = run(desk(), cases).legs
    assert legs.started[legs.case == 0].tolist() == [0, 120, 180, 240]


FORWARDED = {"as": "forwarded", "first": 1, "further": 1}


def hanging_up(**redial):
    """A case that is forwarded to a busy line, and hangs up there after 30 seconds."""
    store = {
        "forwards": [GENERAL],
        "forward1_patience": 30.0,
        "redials": 1.0,
        "redial_delay": 100.0,
        "predicted_type": BILLING,
    }
    busy = case(0, {"answer": 500}, kind=GENERAL)
    return run(desk(redial=FORWARDED | redial), [case(0, store, store, store, store), busy])


def test_who_hangs_up_on_a_forward_comes_back_to_that_queue():
    journal = hanging_up()
    legs = journal.legs.take(journal.legs.case == 0)
    assert legs.attempt.tolist() == [0, 0, 1, 2, 3]
    assert legs.role.tolist() == [Role.ANSWER] + [Role.FORWARD1] * 4
    assert legs.joined.tolist() == [0, 60, 190, 320, 450]
    contacts = journal.contacts.take(journal.contacts.case == 0)
    assert contacts.type.tolist() == [BILLING] * 4
    assert contacts.triaged.tolist() == contacts.arrival.tolist()
    assert contacts.ending.tolist()[:3] == [Ending.ABANDONED] * 3


def test_one_who_gets_through_is_answered_there():
    store = {"forwards": [GENERAL], "redials": 1.0, "redial_delay": 600.0}
    impatient = store | {"forward1_patience": 30.0}
    busy = case(0, {"answer": 500}, kind=GENERAL)
    journal = run(desk(redial=FORWARDED), [case(0, impatient, store), busy])
    second = journal.contacts.take((journal.contacts.case == 0) & (journal.contacts.attempt == 1))
    assert (second.answered[0], second.ending[0]) == (690, Ending.PERSON_RESOLVED)


def test_as_new_it_begins_with_an_answer():
    journal = hanging_up(**{"as": "new"})
    legs = journal.legs.take((journal.legs.case == 0) & (journal.legs.attempt == 1))
    assert legs.role.tolist()[0] == Role.ANSWER


def test_who_hangs_up_before_a_forward_begins_anew():
    store = {"forwards": [GENERAL], "answer_patience": 10.0, "redials": 1.0, "redial_delay": 100.0}
    journal = run(desk(redial=FORWARDED), [case(0, {"answer": 300}), case(1, store, store)])
    legs = journal.legs.take((journal.legs.case == 1) & (journal.legs.attempt == 1))
    assert legs.role.tolist()[0] == Role.ANSWER


def drawn(**redial):
    types = {
        "billing": {
            "handle_time": "1 min",
            "share": 0.5,
            "forwards": {"general": 0.3, "billing": 0.3},
        },
        "general": {"handle_time": "1 min", "share": 0.5, "forwards": {"billing": 0.3}},
    }
    return bound_of(
        scenario(
            demand={"volume": "5000/hour"},
            inquiry_types=types,
            channels={"phone": {"kind": "live", "redial": {"first": 1} | redial}},
            people={"teams": {"desk": {"headcount": 1}}, "max_forwards": 5},
        )
    )


def test_shares_of_forwards_are_geometric_up_to_the_cap():
    forwards = values_of(drawn())["forwards"]
    assert set(forwards.tolist()) <= {0, 1, 2, 3, 4, 5}
    # Of billing .6 go on, half of them to billing again; of general .3, to billing.
    onward = np.array([[0.3, 0.3], [0.3, 0.0]])
    at, expected = np.array([0.5, 0.5]), []
    for _ in range(5):
        at = at @ onward
        expected.append(at.sum())
    for number, share in enumerate(expected, start=1):
        assert abs(z_of_share(forwards >= number, share)) < 4


def test_a_case_keeps_its_way_and_its_patience_where_it_says_so():
    kept = drawn(**{"as": "forwarded", "keeps": "patience"})
    anew = drawn()
    for bound, same in ((kept, True), (anew, False)):
        first, second = (values_of(bound, attempt)["forwards"] for attempt in (0, 1))
        assert np.array_equal(first, second) == same
        patience = [bound.legs.values[bound.legs.rows(attempt, 0), 2] for attempt in (0, 1)]
        assert np.array_equal(*patience) == same
    # The first attempts are the same whatever the later ones keep.
    assert kept.contacts.of(0).tobytes() == anew.contacts.of(0).tobytes()


def test_an_instant_has_room_for_every_part_and_says_when_it_has_not():
    places = [
        order(Step.JOIN, case, attempt, part)
        for case in (0, 1)
        for attempt in (0, 31)
        for part in (0, 63, 64, 1023)
    ]
    assert places == sorted(set(places))
    with pytest.raises(OverflowError, match="attempt 0 or part 1024 has no place"):
        order(Step.JOIN, 0, 0, 1024)
    with pytest.raises(OverflowError, match="attempt 32 or part 0 has no place"):
        order(Step.JOIN, 0, 32, 0)
