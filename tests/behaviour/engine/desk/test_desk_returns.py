"""Who comes back, when, how often, and who gives up."""

from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.playing import bound_again, bound_of, play_out, row_of, values_of, z_of_share

from sim.engine.journal import Ending
from sim.scenario.root import Scenario

HOUR = 3600.0


def desk(returns: dict[str, Any], volume: str = "400/day", **sections: Any) -> Scenario:
    document: dict[str, Any] = {
        "run": {"warm_up": "0 weeks", "window": "1 week", "run_out": "1 week"},
        "demand": {"volume": volume, "profile": "flat"},
        "channels": {"mail": {}},
        "inquiry_types": {"call": {"handle_time": "constant 1 min", "solved_by_person": 0.6}},
        "people": {"teams": {"desk": {"headcount": 20}}},
        "returns": returns,
    }
    return scenario(**document | sections)


def contacts_of(journal, number: int) -> list[tuple[float, Ending]]:
    rows = journal.contacts.take(journal.contacts.case == number)
    return list(zip(rows.arrival.tolist(), map(Ending, rows.ending.tolist()), strict=True))


def test_an_unresolved_case_comes_back_after_its_delay() -> None:
    again = {"solved": 0, "back_after_person": 1, "return_delay": 600}
    _, journal = played(scenario(), [case(10, again, {"solved": 1})])
    assert contacts_of(journal, 0) == [
        (10, Ending.PERSON_UNRESOLVED),
        (10 + 60 + 600, Ending.PERSON_RESOLVED),
    ]


def test_a_case_gives_up_after_its_last_attempt() -> None:
    again = {"solved": 0, "back_after_person": 1, "return_delay": 100}
    three = scenario(returns={"max_attempts": 3})
    _, journal = played(three, [case(0, again, again, again)])
    assert journal.contacts.attempt.tolist() == [0, 1, 2]
    assert journal.contacts.gave_up.tolist() == [False, False, True]
    assert np.isnan(journal.contacts.returned).tolist() == [False, False, True]


def test_who_would_not_come_back_does_not_give_up() -> None:
    _, journal = played(scenario(returns={"max_attempts": 1}), [case(0, {"solved": 0})])
    assert journal.contacts.gave_up.tolist() == [False]


@pytest.mark.parametrize(
    ("stops", "ending"),
    [({"claim_turn": 1}, Ending.BOT_FALSELY_CLOSED), ({"leave_turn": 1}, Ending.BOT_LEFT)],
)
@pytest.mark.parametrize("back", [0, 1])
def test_returns_after_the_bot(stops: dict[str, float], ending: Ending, back: int) -> None:
    first = stops | {"back_after_bot": back, "back_after_person": 1 - back, "return_delay": 100}
    _, journal = played(scenario(bot={}), [case(0, first, {"solve_turn": 1})])
    returned = [(0, ending), (110, Ending.BOT_RESOLVED)]
    assert contacts_of(journal, 0) == returned[: 1 + back]


def test_who_leaves_the_line_does_not_come_back() -> None:
    again = {"back_after_bot": 1, "back_after_person": 1, "return_delay": 1}
    _, journal = played(scenario(), [case(0), case(1, again | {"patience": 5})])
    assert contacts_of(journal, 1) == [(1, Ending.ABANDONED)]


def test_a_return_beyond_the_end_is_noted_and_not_played() -> None:
    again = {"solved": 0, "back_after_person": 1, "return_delay": 2 * HOUR}
    _, journal = played(scenario(), [case(0, again)])
    row = row_of(journal.contacts, case=0)
    assert row["returned"] == 60 + 2 * HOUR
    assert not row["gave_up"]


def test_the_share_that_comes_back() -> None:
    _, journal = play_out(desk({"after_person": 0.75, "delay": "1 h"}))
    contacts = journal.contacts
    unresolved = contacts.take(contacts.ending == Ending.PERSON_UNRESOLVED)
    back = ~np.isnan(unresolved.returned) | unresolved.gave_up
    assert len(back) > 2000
    assert abs(z_of_share(back, 0.75)) < 4


@pytest.mark.parametrize(
    ("delay", "mean", "cv"),
    [("2 h", 2 * HOUR, 1), ("lognormal 1 day cv 0.5", 24 * HOUR, 0.5), ("constant 10 min", 600, 0)],
)
def test_the_delay_has_its_law(delay: str, mean: float, cv: float) -> None:
    bound = bound_of(desk({"delay": delay}, volume="3000/day"))
    found = values_of(bound, attempt=2)["return_delay"]
    assert found.mean() == pytest.approx(mean, rel=0.03)
    assert found.std() == pytest.approx(cv * mean, rel=0.03, abs=1e-9)


def test_attempts_have_draws_of_their_own() -> None:
    bound = bound_again(desk({}, volume="3000/day"))
    first, second = (values_of(bound, attempt)["solved"] for attempt in (0, 1))
    both = np.mean((first == 0) & (second == 0))
    assert both == pytest.approx(0.4 * 0.4, abs=0.01)


def test_max_attempts_bounds_the_contacts_of_a_case() -> None:
    types = {"call": {"handle_time": "1 min", "solved_by_person": 0}}
    _, journal = play_out(
        desk({"max_attempts": 3, "after_person": 1, "delay": "1 h"}, "50/day", inquiry_types=types)
    )
    contacts = journal.contacts
    assert set(contacts.attempt.tolist()) == {0, 1, 2}
    assert np.array_equal(
        contacts.gave_up, (contacts.attempt == 2) & (contacts.ending == Ending.PERSON_UNRESOLVED)
    )


def test_no_returns_means_one_contact_a_case() -> None:
    _, journal = play_out(desk({"after_person": 0}, "100/day"))
    assert not journal.contacts.attempt.any()
    assert np.isnan(journal.contacts.returned).all()
