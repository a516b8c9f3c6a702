"""Overtime, and answers by people after hours, worked out by hand."""

import pytest
from support.handmade import case, played, scenario

from sim.measures import measure
from sim.measures.sample import Label

SHIFTS = ((0, 0, 0.0, 100.0), (0, 0, 1000.0, 3600.0))
MONTHS = 3600 / (365 * 86400 / 12)
CASES = [case(80, {"answer": 50, "after_call": 30}), case(1100), case(1200, {"answer": 2500})]
"""One at the shift's end, one within the shift, one that is open at the end."""


def totals(rule: str, key: str, hours: str = "always") -> tuple[float, float]:
    team = {"headcount": 1, "at_shift_end": rule}
    desk = scenario(
        channels={"email": {"hours": hours}},
        people={"teams": {"desk": team}},
    )
    plan, journal = played(desk, CASES, *SHIFTS)
    sample = measure(journal, plan, desk)
    place = sample.labels.index(Label(key))
    return float(sample.numerators[place]), float(sample.denominators[place])


@pytest.mark.parametrize(("rule", "seconds", "contacts"), [("finish", 60, 1), ("pause", 0, 0)])
def test_what_is_finished_after_the_shift_is_overtime(rule: str, seconds: float, contacts: int):
    hours, months = totals(rule, "overtime_hours_per_month")
    assert hours == pytest.approx(seconds / 3600, rel=1e-12, abs=0)
    assert months == pytest.approx(MONTHS, rel=1e-12)
    assert totals(rule, "overtime_rate") == (contacts, 2)


def test_answers_outside_the_opening_hours_are_counted():
    # The first answer ends at 130 s, paused at 1030 s; the second at 1160 s.
    open_early = "daily 00:00-00:02"
    assert totals("finish", "after_hours_rate", open_early) == (2, 2)
    assert totals("finish", "after_hours_rate", "daily 00:00-00:03") == (1, 2)
    assert totals("pause", "after_hours_rate", "daily 00:00-00:03") == (2, 2)
    assert totals("pause", "after_hours_rate") == (0, 2)


def test_a_leg_that_was_broken_off_is_handled_once():
    assert totals("pause", "transfers_per_contact")[1] == 3
    assert totals("pause", "wait_mean")[1] == totals("finish", "wait_mean")[1]
