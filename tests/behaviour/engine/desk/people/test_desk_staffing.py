"""Extremes and monotony: nobody waits with enough people; one more agent delays nobody."""

from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, play_out

from sim.engine import Journal, make_plan, play
from sim.engine.journal import Ending
from sim.measures.statistics.estimator import jackknife
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law
from sim.workload.grid import ticks

REPLICATIONS = 10
CALL = {"handle_time": "exponential 10 min", "solved_by_person": 1}


def desk(agents: int, volume: float = 600, **sections: Any) -> Scenario:
    """A day of one line, around the clock, on which nobody loses patience."""
    document: dict[str, Any] = {
        "run": {"kind": "day"},
        "demand": {"volume": f"{volume}/day", "profile": "office"},
        "channels": {"phone": {"kind": "live", "patience": "never"}},
        "inquiry_types": {"call": CALL},
        "people": {"teams": {"desk": {"headcount": agents}}},
    }
    return scenario(**document | sections)


def waits(journal: Journal) -> np.ndarray:
    return journal.legs.started - journal.legs.joined


@pytest.mark.parametrize("method", ["none", "ai"])
def test_nobody_waits_for_infinite_staff(method: str) -> None:
    types = {name: CALL | {"share": 0.5} for name in "ab"}
    sections = {"triage": {"method": method}, "inquiry_types": types, "bot": {}}
    _, journal = play_out(desk(1000, **sections))
    assert len(journal.legs) > 200
    assert not waits(journal).any()
    assert not journal.integrals.waiting.any()


@pytest.mark.parametrize("law", ["exponential 10 min", "lognormal 12 min cv 2", "constant 10 min"])
@pytest.mark.parametrize("replication", [0, 1])
def test_nobody_waits_longer_with_one_more_agent(law: str, replication: int) -> None:
    types = {"call": CALL | {"handle_time": law}}
    before = None
    for agents in (5, 6, 7, 8):
        _, journal = play_out(desk(agents, inquiry_types=types), replication)
        after = waits(journal)
        if before is not None:
            assert (after <= before).all()
            assert after.sum() < before.sum()
        before = after


def test_more_volume_waits_longer_and_keeps_the_common_cases() -> None:
    means = []
    for multiplier in (0.8, 1.0, 1.2):
        demand = {"volume": "600/day", "multiplier": multiplier}
        runs = [play_out(desk(8, demand=demand), number)[1] for number in range(3)]
        means.append(np.concatenate([waits(journal) for journal in runs]).mean())
    assert means[0] < means[1] < means[2]


def test_no_agent_is_idle_while_somebody_waits() -> None:
    _, journal = play_out(desk(6))
    instants = np.concatenate([journal.legs.started, journal.legs.joined])
    start, end = journal.legs.started, journal.legs.wrap_end
    for instant in instants[waits_at(journal, instants) > 0]:
        assert np.count_nonzero((start <= instant) & (end > instant)) == 6


def waits_at(journal: Journal, instants: np.ndarray) -> np.ndarray:
    joined, started = journal.legs.joined, journal.legs.started
    waiting = (joined[:, None] <= instants) & (started[:, None] > instants)
    return waiting.sum(axis=0)


def two_classes(law: str, urgent: int) -> Scenario:
    kind = CALL | {"handle_time": law, "share": 0.5}
    types = {"one": kind | {"urgency": urgent}, "two": kind | {"urgency": 1}}
    return desk(6, inquiry_types=types)


def test_priority_moves_waits_and_makes_none_where_all_work_is_alike() -> None:
    _, fair = play_out(two_classes("constant 10 min", 1))
    _, strict = play_out(two_classes("constant 10 min", 5))
    gain = ticks(waits(fair)) - ticks(waits(strict))
    first = first_class(strict)
    assert gain.sum() == 0
    assert gain[first].sum() > 0
    # The first class gains, a contact, (work of the second / of the first) x what the second loses.
    ratio = np.count_nonzero(~first) / np.count_nonzero(first)
    assert gain[first].mean() == pytest.approx(-ratio * gain[~first].mean(), rel=1e-12)


def first_class(journal: Journal) -> np.ndarray:
    kinds: np.ndarray = journal.contacts.type[journal.legs.case]
    return kinds == 0


def test_priority_leaves_the_mean_wait_between_classes_of_one_law() -> None:
    totals = np.zeros((2, REPLICATIONS, 1))
    for number in range(REPLICATIONS):
        for arm, urgent in enumerate((1, 5)):
            _, journal = play_out(two_classes("exponential 10 min", urgent), number)
            totals[arm, number] = waits(journal).sum()
    fair, strict = totals
    ratio, error = jackknife(strict, fair)
    assert abs(ratio - 1) < 4 * error
    assert error < 0.02


def test_triage_errors_give_part_of_the_priority_back() -> None:
    means = []
    for noise in (0.0, 2.0, 4.0):
        kind = CALL | {"share": 0.5}
        types = {"one": kind | {"urgency": 5}, "two": kind | {"urgency": 1}}
        triage = {"method": "ai", "accuracy": 1, "urgency_noise": noise, "summary_saves": 0}
        noisy = desk(6, inquiry_types=types, triage=triage)
        runs = [play_out(noisy, number)[1] for number in range(3)]
        means.append(np.mean([waits(journal)[first_class(journal)].mean() for journal in runs]))
    assert means[0] < means[1] < means[2]


def test_what_a_person_handles_in_no_time_keeps_nobody_busy() -> None:
    never = desk(1)
    call = never.inquiry_types["call"]
    law = Law(law="constant", mean=0.0)  # a file is refused it, but a trace may give it
    types = {"call": call.model_copy(update={"handle_time": law})}
    _, journal = play_out(never.model_copy(update={"inquiry_types": types}))
    assert len(journal.legs) > 300
    assert not waits(journal).any()
    assert not journal.integrals.busy.any()


def test_nobody_on_duty_answers_nobody() -> None:
    patience = {"phone": {"kind": "live", "patience": "5 min"}}
    _, journal = play_out(desk(0, channels=patience))
    assert set(journal.contacts.ending.tolist()) == {Ending.ABANDONED}
    assert not journal.integrals.available.any()


def test_a_bound_workload_can_be_played_again() -> None:
    few = desk(6)
    plan, bound = make_plan(few), bound_of(few)
    first, again = play(plan, bound), play(plan, bound)
    assert np.array_equal(first.legs.started, again.legs.started)
