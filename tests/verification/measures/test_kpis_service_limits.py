"""Each wait is held against the time limit of its queue, worked out by hand."""

import pytest
from support.handmade import case, played, scenario

from sim.measures import measure
from sim.measures.rows.service_limits import judged_queues, service_limits
from sim.measures.sample import Label
from sim.report.labels import label

A, B = 0, 1
TYPES = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
# One agent, a minute each: the waits are 0, 15 and 50 s in the queue of a, 25 s in that of b.
CASES = [case(0), case(45), case(70), case(155, kind=B)]


def in_time(queues: dict, **sections) -> tuple[float, float]:
    """How many of how many waits are in time."""
    desk = scenario(inquiry_types=TYPES, queues=queues, **sections)
    plan, journal = played(desk, CASES)
    assert (journal.legs.started - journal.legs.joined).tolist() == [0, 15, 50, 25]
    sample = measure(journal, plan, desk)
    place = sample.labels.index(Label("service_level"))
    return sample.numerators[place], sample.denominators[place]


@pytest.mark.parametrize(
    ("queues", "goal", "served"),
    [
        ({}, None, 2),
        ({"a": {"service_limit": "10 s"}}, None, 1),
        # The wait of exactly 50 s is in time.
        ({"a": {"service_limit": "50 s"}}, None, 3),
        ({"b/phone": {"service_limit": "25 s"}}, None, 3),
        ({"*/phone": {"service_limit": "30 s"}}, None, 3),
        ({"a": {"service_limit": "10 s"}, "*/phone": {"service_limit": "30 s"}}, None, 2),
        # A goal's limit is that of the queues without their own.
        ({"a": {"service_limit": "10 s"}}, ">= 80 % within 1 min", 2),
        ({}, ">= 80 % within 1 min", 4),
    ],
)
def test_a_wait_is_held_against_the_limit_of_its_queue(
    queues: dict, goal: str | None, served: int
) -> None:
    goals = {"targets": {"service_level": goal}} if goal else {}
    assert in_time(queues, **goals) == (served, 4)


def test_every_queue_has_a_limit_and_those_of_live_channels_are_judged() -> None:
    desk = scenario(
        channels={"phone": {"kind": "live"}, "email": {}},
        inquiry_types=TYPES | {"b": TYPES["b"] | {"tier2": {"share": 0.1}}},
        queues={"*/email": {"service_limit": "4 h"}, "tier2": {"service_limit": "1 min"}},
        triage={"method": "dispatcher"},
    )
    assert service_limits(desk) == {
        "a/phone": 20,
        "a/email": 14400,
        "b/phone": 20,
        "b/email": 14400,
        "tier2/phone": 60,
        "tier2/email": 60,
        "dispatch/phone": 20,
        "dispatch/email": 14400,
    }
    assert sorted(judged_queues(desk)) == ["a/phone", "b/phone", "tier2/phone"]


def test_where_nobody_is_on_a_line_all_queues_are_judged() -> None:
    desk = scenario(channels={"email": {}}, inquiry_types=TYPES)
    assert sorted(judged_queues(desk)) == ["a/email", "b/email"]


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        ({}, "Service level"),
        ({"within": 20.0}, "Service level (20 s)"),
        ({"within": 20.0, "within_up_to": 3600.0}, "Service level (20 s to 1 h)"),
    ],
)
def test_the_name_says_the_limits(limits: dict, name: str) -> None:
    estimate = {"mean": 0.8, "low": 0.7, "high": 0.9, "unit": "share", "n": 9}
    assert label("service_level", estimate | limits) == name
