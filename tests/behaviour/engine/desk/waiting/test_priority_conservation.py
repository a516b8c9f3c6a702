"""Priority moves waiting from one class to another and makes none of it go away."""

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import play_out

SECONDS = {"handle_time": "constant 6 min"}
FIRST = 0


def waits(triage: dict | None = None, **urgent) -> tuple[np.ndarray, np.ndarray]:
    """Type and wait of each contact of a busy day of four agents whom nobody leaves."""
    desk = scenario(
        run={"kind": "day", "until": 86_400.0, "at_end": "drain"},
        demand={"volume": "880/day", "profile": "flat"},
        channels={"phone": {"kind": "live", "patience": "never"}},
        inquiry_types={
            "urgent": SECONDS | {"share": 0.3} | urgent,
            "other": SECONDS | {"share": 0.7, "urgency": 1},
        },
        people={"teams": {"desk": {"headcount": 4}}},
        returns={"after_person": 0},
        triage=triage or {},
    )
    _, journal = play_out(desk)
    return journal.contacts.type, journal.legs.started - journal.legs.joined


@pytest.fixture(scope="module")
def first_come() -> np.ndarray:
    return waits(urgency=1)[1]


def test_all_of_the_waiting_together_stays_the_same(first_come: np.ndarray) -> None:
    assert first_come.mean() > 60
    assert waits(urgency=5)[1].sum() == first_come.sum()


def test_what_one_class_gains_the_other_loses(first_come: np.ndarray) -> None:
    kind, served = waits(urgency=5)
    saved = first_come - served
    first, second = saved[kind == FIRST], saved[kind != FIRST]
    assert first.mean() > 60
    # The work of the second over that of the first, since a contact of either is as long.
    assert first.mean() == pytest.approx(-second.mean() * len(second) / len(first))


def test_errors_of_triage_give_a_part_of_it_back(first_come: np.ndarray) -> None:
    kind, right = waits(urgency=5)
    _, noisy = waits({"method": "rules", "accuracy": 1, "urgency_noise": 3}, urgency=5)
    gain, less = ((first_come - served)[kind == FIRST].mean() for served in (right, noisy))
    assert 0 < less < 0.9 * gain
    assert noisy.sum() == first_come.sum()
