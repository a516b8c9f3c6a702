"""`tierzero check` agrees with what is played: work and occupancy of every team of every preset.

Where nobody can leave, a team's work by formula is within 5 % of the simulated one; of a team whose
queues others serve, too, it may differ by 4 % of its hours instead: who takes a contact is a small
difference of large numbers. Where customers leave, the formula is an upper bound.
"""

import pytest
from support.checked import Compared, compared, quiet, shrunk

from sim.scenario.files.loading import load

CLOSE = 0.05
OF_STAFF = 0.04
NOTICES = 0.035
"""Half-widths are below it, so that 5 % would be noticed."""

SHORT = ["run.warm_up=1 week", "run.run_out=0 weeks"]
ARMS = {
    "telecom": ("baseline", "ai", "pushy"),
    "bank": ("baseline", "ai"),
    "retailer": ("baseline", "both"),
    "saas": ("baseline", "ai"),
    "enterprise": ("baseline", "ai"),
}
SHARED = ("calls", "desk", "specialists", "post", "season", "engineers", "partner", "backoffice")
"""Teams whose queues others serve, too, and who is free takes what comes."""


FARTHER = {"ai, engineers": 0.08, "baseline, backoffice": 0.08}
"""Those of them of which it is known to be farther away, and how far in shares of their hours."""


def room_of(row: Compared) -> float:
    """Hours by which the work of a team may differ in any case."""
    shared = row.name.endswith(SHARED)
    return FARTHER.get(row.name, OF_STAFF if shared else 0.0) * row.staff


def desks(name: str, *, patient: bool) -> dict:
    loaded = load(name, SHORT)
    small = (lambda each: shrunk(each, 0.05)) if name == "enterprise" else (lambda each: each)
    return {arm: quiet(small(loaded.arms[arm]), patient=patient) for arm in ARMS[name]}


def test_the_small_shop_is_as_busy_as_check_says():
    arms = load("sme", [*SHORT, "run.window=4 weeks"]).arms
    rows = compared({name: quiet(arm, patient=True) for name, arm in arms.items()}, 30)
    for row in rows:
        assert row.half_width < NOTICES, row.name
        assert row.ratio == pytest.approx(1, abs=CLOSE), row.name
        assert row.occupancy == pytest.approx(row.played_occupancy, rel=CLOSE), row.name
        assert not row.bound


@pytest.mark.slow
@pytest.mark.parametrize("name", ARMS)
def test_work_is_as_check_says_where_nobody_leaves(name: str):
    for row in compared(desks(name, patient=True), 12):
        assert not row.bound, row.name
        room = room_of(row)
        away = abs(row.expected - row.played.mean())
        assert away <= max(CLOSE * row.played.mean(), room), (row.name, row.ratio)
        close = max(CLOSE * row.played_occupancy, room / row.staff)
        assert row.occupancy == pytest.approx(row.played_occupancy, abs=close), row.name


@pytest.mark.slow
@pytest.mark.parametrize("name", ARMS)
def test_work_is_at_most_what_check_says_where_customers_leave(name: str):
    for row in compared(desks(name, patient=False), 8):
        room = room_of(row)
        most = max(row.expected * (1 + CLOSE), row.expected + room)
        assert row.played.mean() <= most, (row.name, row.ratio)
