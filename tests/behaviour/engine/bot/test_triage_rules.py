"""Triage by rules and by a confusion matrix: what it predicts, and what it costs."""

import re
from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, legs_of, play_out, values_of, z_of_share

from sim.engine.journal import Role
from sim.engine.plan.plan import make_plan
from sim.scenario.root import Scenario

KIND = {"handle_time": "constant 1 min", "solved_by_person": 1}
THREE = {name: KIND | {"share": share} for name, share in {"a": 0.5, "b": 0.25, "c": 0.25}.items()}
CONFUSED = {"a": {"a": 0.7, "c": 0.3}, "b": {"c": 0.6, "a": 0.4}}


def desk(volume: str = "20000/day", people: Any = None, **triage: Any) -> Scenario:
    return scenario(
        run={"kind": "day"},
        demand={"volume": volume},
        channels={"mail": {}},
        inquiry_types=THREE,
        triage={"method": "rules"} | triage,
        people=people or {"teams": {"desk": {"headcount": 50}}},
    )


def predictions(**triage: Any) -> tuple[np.ndarray, np.ndarray]:
    """True and predicted types."""
    bound = bound_of(desk(**triage))
    return bound.cases.type, values_of(bound)["predicted_type"].astype(int)


def test_rules_predict_what_ai_does_in_no_time() -> None:
    by_ai = bound_of(desk(method="ai", accuracy=0.8, urgency_noise=1))
    by_rules = bound_of(desk(accuracy=0.8, urgency_noise=1))
    ai, rules = values_of(by_ai), values_of(by_rules)
    for field in ("predicted_type", "predicted_urgency"):
        assert np.array_equal(ai[field], rules[field])
    for role in (Role.ANSWER, Role.MISROUTE):
        assert np.array_equal(legs_of(by_ai, role)["handle"], legs_of(by_rules, role)["handle"])
    assert set(ai["triage"]) == {2.0}
    assert set(rules["triage"]) == {0.0}


@pytest.mark.parametrize(("method", "factor"), [("none", 1.0), ("rules", 1.0), ("ai", 0.75)])
def test_only_ai_writes_a_summary(method: str, factor: float) -> None:
    plan = make_plan(desk(method=method, summary_saves=0.25))
    assert plan.handling.summary == factor


def test_errors_of_rules_cost_a_leg_and_no_triage_time() -> None:
    _, journal = play_out(desk("2000/day", accuracy=0.8, misroute_time="constant 30 s"))
    contacts, legs = journal.contacts, journal.legs
    assert np.array_equal(contacts.triaged, contacts.arrival)
    wrong = contacts.predicted_type != contacts.type
    assert np.array_equal(legs.case[legs.role == Role.MISROUTE], contacts.case[wrong])
    assert abs(z_of_share(wrong, 0.2)) < 4


@pytest.mark.parametrize(
    ("true", "taken_for", "share"),
    [(0, 0, 0.7), (0, 1, 0.0), (0, 2, 0.3), (1, 0, 0.4), (1, 1, 0.0), (1, 2, 0.6)],
)
def test_types_are_confused_in_their_shares(true: int, taken_for: int, share: float) -> None:
    kinds, predicted = predictions(confusion=CONFUSED)
    hits = predicted[kinds == true] == taken_for
    assert abs(z_of_share(hits, share)) < 4 if share else not hits.any()


def test_a_type_without_a_row_has_the_accuracy() -> None:
    kinds, predicted = predictions(confusion=CONFUSED, accuracy=0.6)
    _, by_accuracy = predictions(accuracy=0.6)
    assert np.array_equal(predicted[kinds == 2], by_accuracy[kinds == 2])


def test_who_is_predicted_rightly_stays_so_with_less_confusion() -> None:
    kinds, worse = predictions(confusion={"a": {"a": 0.7, "c": 0.3}})
    _, better = predictions(confusion={"a": {"a": 0.8, "b": 0.2}})
    assert np.all(better[(kinds == 0) & (worse == 0)] == 0)
    _, by_accuracy = predictions(accuracy=0.7)
    assert np.array_equal(worse[kinds == 0] == 0, by_accuracy[kinds == 0] == 0)


def test_the_order_of_a_row_means_nothing() -> None:
    _, one = predictions(confusion={"a": {"a": 0.5, "b": 0.2, "c": 0.3}})
    _, other = predictions(confusion={"a": {"c": 0.3, "b": 0.2, "a": 0.5}})
    assert np.array_equal(one, other)


def test_without_triage_nothing_is_confused() -> None:
    kinds, predicted = predictions(method="none", confusion=CONFUSED)
    assert np.array_equal(kinds, predicted)


def two_ways(confusion: Any) -> Scenario:
    """Type a comes by mail and b by phone, and only those two queues have a team."""
    return scenario(
        channels={"mail": {}, "phone": {"kind": "live"}},
        inquiry_types={
            "a": KIND | {"share": 0.5, "channels": {"mail": 1}},
            "b": KIND | {"share": 0.5, "channels": {"phone": 1}},
        },
        triage={"method": "rules", "confusion": confusion},
        people={"teams": {"desk": {"queues": ["a/mail", "b/phone"], "headcount": 1}}},
    )


def test_a_queue_that_no_confusion_leads_to_needs_no_team() -> None:
    assert two_ways({"a": {"a": 1}, "b": {"b": 1}}).triage.predicts


@pytest.mark.parametrize("confusion", [{"a": {"a": 1}}, {"a": {"a": 1}, "b": {"a": 0.1, "b": 0.9}}])
def test_a_queue_that_confusion_leads_to_needs_a_team(confusion: Any) -> None:
    with pytest.raises(ValueError, match="no team serves `a/phone`; add it to `queues`"):
        two_ways(confusion)


@pytest.mark.parametrize(
    ("confusion", "message"),
    [
        (
            {"d": {"a": 1}},
            "triage.confusion.d: no type is called 'd'; possible: `a`, `b`, `c`",
        ),
        (
            {"a": {"a": 0.5, "d": 0.5}},
            "triage.confusion.a.d: no type is called 'd'; possible: `a`, `b`, `c`",
        ),
        ({"a": {"a": 0.5, "b": 0.4}}, "triage.confusion.a: the shares add up to 0.9, not to 1"),
    ],
)
def test_wrong_confusion_is_a_located_error(confusion: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        desk(confusion=confusion)
