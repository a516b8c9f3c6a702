"""What planning measures: the numbers of the whole measure, from no more than the goals read."""

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.engine import Journal
from sim.measures import measure
from sim.measures.rows import tables as made
from sim.studies.experiment import Arm, Experiment
from sim.studies.staffing.desk_samples import desk_samples

CASES = [case(at, {"answer": 50.0, "patience": 100.0}) for at in range(0, 3000, 20)]


def arm(**targets: str) -> Arm:
    return Arm.of("ai", scenario(targets=targets), None)


class ByHand(Experiment):
    """An experiment of one arm whose journal is written by hand."""

    def play(self, _: int):
        (only,) = self.arms
        yield only, journal_of(only)


def journal_of(desk: Arm) -> Journal:
    _, journal = played(desk.scenario, CASES)
    return journal


def test_goals_and_hours_are_those_of_the_whole_measure():
    desk = arm(wait_mean="<= 60 s", abandonment_rate="< 5 %", cost_per_need="< 9")
    (found,) = desk_samples(ByHand((desk,), 1), 0).values()
    whole = measure(journal_of(desk), desk.plan, desk.scenario)
    assert np.isfinite(whole.realised).all()
    assert found.realised.tolist() == whole.realised.tolist()
    assert found.busy.sum() == pytest.approx(whole.week.busy.sum())
    assert found.on_duty.sum() == pytest.approx((whole.week.busy + whole.week.available).sum())


@pytest.mark.parametrize(
    ("goals", "tables"),
    [
        ({"wait_mean": "<= 60 s"}, {"wait"}),
        ({"abandonment_rate": "< 5 %"}, {"contact"}),
        ({"cases_solved": "> 5 %"}, {"case"}),
        ({"occupancy": "< 90 %"}, set()),
    ],
)
def test_only_the_tables_of_the_goals_are_made(
    goals: dict, tables: set, monkeypatch: pytest.MonkeyPatch
):
    asked = []
    for name in ("contact", "case", "need", "wait", "clock", "queue", "programme", "review"):
        make = getattr(made, f"{name}_rows")

        def counting(*arguments, name=name, make=make):
            asked.append(name)
            return make(*arguments)

        monkeypatch.setattr(made, f"{name}_rows", counting)
    desk_samples(ByHand((arm(**goals),), 1), 0)
    assert sorted(asked) == sorted(tables)
