"""How planning replications are asked, with outcomes that are written by hand."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pytest
from support.handmade import scenario

from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import unsaid
from sim.studies.staffing.desk_samples import DeskSample, desk_samples
from sim.studies.staffing.planning import FIRST, Planner, share_on_target

GOALS = {"wait_mean": "<= 60 s", "confidence": 0.8}


def arm(**targets) -> Arm:
    return Arm.of("ai", scenario(targets=GOALS | targets), None)


def outcome(*waits: float, busy: float = 3.0, on_duty: float = 4.0) -> DeskSample:
    """A replication whose periods had these mean waits."""
    realised = np.array(waits)[:, None]
    return DeskSample(realised, realised, np.array([busy]), np.array([on_duty]))


class Each:
    """Gives the replications' outcomes by their number, and remembers which were wanted."""

    def __init__(self, of: Callable[[int], DeskSample]) -> None:
        self.of = of
        self.numbers: list[int] = []

    def __call__(self, _, numbers: Iterable[int]) -> Iterator[dict[str, DeskSample]]:
        for number in numbers:
            self.numbers.append(number)
            yield {"ai": self.of(number)}


def asked(of: Callable[[int], DeskSample], **targets) -> tuple[Each, Planner, Arm]:
    each = Each(of)
    return each, Planner(Experiment((), 1), each, unsaid), arm(**targets)


def test_planning_replications_are_others_than_those_that_are_reported():
    each, planner, desk = asked(lambda _: outcome(90.0))
    planner.score(desk)
    assert each.numbers == list(range(FIRST, FIRST + 5))
    assert FIRST == 1_000_000


def test_a_desk_that_never_is_on_target_is_given_up_at_the_first_look():
    each, planner, desk = asked(lambda _: outcome(90.0))
    assert planner.score(desk).share == 0.0
    assert len(each.numbers) == 5


def test_a_desk_that_always_is_on_target_needs_a_second_look():
    each, planner, desk = asked(lambda _: outcome(30.0))
    assert planner.score(desk).enough
    assert len(each.numbers) == 10


def test_near_the_confidence_all_planning_replications_are_played():
    each, planner, desk = asked(lambda number: outcome(90.0 if number % 5 == 0 else 30.0))
    score = planner.score(desk)
    assert (score.share, score.enough, len(each.numbers)) == (0.8, True, 20)


def test_below_a_lower_confidence_less_is_enough():
    _, planner, desk = asked(lambda number: outcome(90.0 if number % 2 else 30.0), confidence=0.5)
    assert planner.score(desk).enough


def test_only_the_periods_that_count_are_asked_about():
    each = Each(lambda _: outcome(90.0, 30.0, 30.0))
    assert Planner(Experiment((), 1), each, unsaid, (1, 2)).score(arm()).share == 1.0
    assert Planner(Experiment((), 1), each, unsaid, (0,)).score(arm()).share == 0.0


def test_a_desk_without_data_is_on_target_never():
    _, planner, desk = asked(lambda _: outcome(np.nan))
    score = planner.score(desk)
    assert (score.share, score.enough) == (0.0, False)


def test_the_occupancy_is_that_of_all_replications():
    _, planner, desk = asked(lambda number: outcome(90.0, busy=float(number - FIRST), on_duty=8.0))
    assert planner.score(desk).occupancy.tolist() == [0.25]


def test_a_team_that_never_is_on_duty_is_not_busy():
    _, planner, desk = asked(lambda _: outcome(90.0, busy=0.0, on_duty=0.0))
    assert planner.score(desk).occupancy.tolist() == [0.0]


def test_what_was_found_is_told():
    lines: list[str] = []
    Planner(Experiment((), 1), Each(lambda _: outcome(90.0)), lines.append).score(arm())
    assert lines == ["ai: 0 % on target in 5 plans"]


def test_the_share_on_target_has_wilsons_interval():
    found = share_on_target(arm(), [outcome(30.0), outcome(90.0)])
    assert found.mean == 0.5
    assert (found.low, found.high) == pytest.approx((0.0945, 0.9055), abs=1e-4)


def test_an_outcome_adds_up_what_agents_did():
    quick = scenario(targets=GOALS, inquiry_types={"general": {"handle_time": "constant 60 s"}})
    found = desk_samples(Experiment((Arm.of("ai", quick, None),), 1), 0)["ai"]
    assert found.realised.shape == found.days.shape == (1, 1)
    assert found.on_duty.tolist() == [1.0]
    assert found.busy[0] * 60 == pytest.approx(round(found.busy[0] * 60), abs=1.0)
