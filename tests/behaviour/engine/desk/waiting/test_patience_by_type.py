"""Patience that differs by inquiry type: what it means, and where it has no meaning."""

import numpy as np
import pytest
from support.playing import bound_of, legs_of, play_out
from support.validation import validate

from sim.engine.journal import Ending
from sim.scenario.root import Scenario


def desk(patience=None, *, ways=None, agents: int = 1, **kind) -> Scenario:
    """Ordinary calls and those of one type `own` with a patience of its own."""
    kinds = {"ordinary": {}, "own": {"patience": patience} | kind}
    return validate(
        {
            "name": "desk",
            "run": {"kind": "day", "until": "4 h"},
            "demand": {"volume": "2000/day", "profile": "flat"},
            "channels": ways or {"phone": {"kind": "live", "patience": "constant 2 min"}},
            "inquiry_types": {
                name: {"share": 0.5, "handle_time": "constant 1 min"} | its
                for name, its in kinds.items()
            },
            "people": {"teams": {"desk": {"headcount": agents}}},
        }
    )


def by_type(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Patience of ordinary calls and of the type's own."""
    bound = bound_of(scenario)
    kind, seconds = bound.cases.type, legs_of(bound)["patience"]
    return seconds[kind == 0], seconds[kind == 1]


TWO_LINES = {"phone": {"kind": "live"}, "chat": {"kind": "live"}, "email": {}}


def test_a_types_own_patience_takes_the_place_of_the_channels():
    ordinary, own = by_type(desk("constant 30 s"))
    assert set(ordinary) == {120}
    assert set(own) == {30}


def test_a_type_may_never_leave():
    _, own = by_type(desk("never"))
    assert np.all(np.isinf(own))


def test_patience_may_differ_by_channel():
    mapping = {"phone": "constant 10 s", "chat": "never"}
    scenario = desk(mapping, ways=TWO_LINES)
    bound = bound_of(scenario)
    kind, way = bound.cases.type, bound.cases.channel
    seconds = legs_of(bound)["patience"]
    assert set(seconds[(kind == 1) & (way == 0)]) == {10}
    assert np.all(np.isinf(seconds[(kind == 1) & (way == 1)]))


def test_a_channel_that_the_mapping_leaves_out_keeps_its_own():
    ways = TWO_LINES | {"chat": {"kind": "live", "patience": "constant 7 s"}}
    bound = bound_of(desk({"phone": "never"}, ways=ways))
    kind, way = bound.cases.type, bound.cases.channel
    assert set(legs_of(bound)["patience"][(kind == 1) & (way == 1)]) == {7}


def test_nobody_leaves_a_deferred_channel():
    bound = bound_of(desk("constant 5 s", ways=TWO_LINES))
    deferred = bound.cases.channel == 2
    assert np.all(np.isinf(legs_of(bound)["patience"][deferred]))


def test_who_leaves_at_once_does_so_only_when_nobody_is_free():
    patience = {"law": "constant", "mean": "1 h", "at_once": 1}
    _, journal = play_out(desk(patience, agents=2))
    contacts = journal.contacts.take(journal.contacts.type == 1)
    left = contacts.take(contacts.ending == Ending.ABANDONED)
    served = contacts.take(contacts.ending != Ending.ABANDONED)
    assert len(left) > 20
    assert len(served) > 20
    assert np.all(left.ended == left.joined)
    assert np.all(served.answered == served.joined)


@pytest.mark.parametrize(
    ("patience", "kind", "message"),
    [
        (
            {"fax": "1 min"},
            {},
            "inquiry_types.own.patience.fax: no channel is called 'fax'; "
            "possible: `phone`, `chat`, `email`",
        ),
        (
            {"email": "1 min"},
            {},
            "inquiry_types.own.patience.email: nobody waits on the line of `email`, which is "
            "deferred; remove it",
        ),
        (
            "1 min",
            {"channels": {"email": 1}},
            "inquiry_types.own.patience: nobody waits on a line: this type has no live channel; "
            "remove it",
        ),
    ],
)
def test_patience_without_a_line_is_an_error(patience, kind, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is asserted below
        desk(patience, ways=TWO_LINES, **kind)
    assert message in str(caught.value)
