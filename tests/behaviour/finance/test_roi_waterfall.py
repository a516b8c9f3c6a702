"""The steps from the promise to the cash."""

import pytest
from support.projects import appraised, project

from sim.finance.desk import uses
from sim.finance.formula import formula
from sim.finance.roi import Roi
from sim.finance.schemes import CASHABLE, QUALITY, STAFFED, make_schemes

SIX = 'people.teams.desk.shifts=[{"hours": "Mon-Fri 09:00-17:00", "agents": 6}]'
BIG = ("demand.volume=1500/month", SIX)


def bars(found) -> dict[str, float]:
    return {bar.step: bar.saving.mean for bar in found.waterfall}


def test_the_promise_is_the_spreadsheets(tmp_path):
    found = appraised(tmp_path)
    bar = found.waterfall[0]
    assert bar.saving.mean == pytest.approx(found.formula.labour_saving)
    assert bar.saving.low == bar.saving.mean == bar.saving.high


def test_the_promise_grows_with_the_volume(tmp_path):
    found = appraised(tmp_path, "demand.trend=1.0", months=12)
    mean = 1 / 0.6931  # the mean of 2^t over a year
    assert bars(found)["theoretical"] == pytest.approx(found.formula.labour_saving * mean, rel=0.01)


def test_fixed_people_save_nothing_but_overtime(tmp_path):
    found = appraised(tmp_path, "money.overtime_paid=0")
    assert [bars(found)[step] for step in (STAFFED, QUALITY, CASHABLE)] == [0, 0, 0]


def test_net_takes_off_what_the_ai_costs(tmp_path):
    found = bars(appraised(tmp_path, "money.upkeep=50/month", "money.per_conversation=0"))
    assert found["net"] == pytest.approx(found["cashable"] - 250 - 8000 / 2)


def test_handling_time_of_an_ideal_ai_is_nearly_the_promise(tmp_path):
    found = bars(appraised(tmp_path, *BIG, "people.teams.desk.labour=as_used", months=3))
    assert found["staffed"] == pytest.approx(found["theoretical"], rel=0.1)
    assert found["quality"] < found["staffed"]


def test_freed_time_is_worth_something_only_as_cash(tmp_path):
    used = (*BIG, "people.teams.desk.labour=as_used")
    half = bars(appraised(tmp_path, *used, "money.freed_time_worth=50 %"))
    assert half["cashable"] == pytest.approx(half["quality"] / 2)
    none = appraised(tmp_path, *used, "money.freed_time_worth=0")
    assert bars(none)["cashable"] == 0
    assert none.appraisals["as_used"].payback_months.never == 1


class Known:
    """Needs that are known: six heads without the AI, three with it from the second month on."""

    def by_month(self, name: str, *_arms: object) -> list[dict[str, int]]:
        with_ai = [{"desk": 6}, *[{"desk": 3}] * 2]
        return [{"desk": 6}] * 3 if name == "baseline" else with_ai


def test_heads_that_stay_are_not_cash(tmp_path):
    settings = (
        "people.staffing=fewest",
        "people.hiring.attrition=0",
        SIX,
        "demand.volume=60/month",
    )
    staffed = project(tmp_path, *settings, months=3)
    schemes = make_schemes(staffed, 0.65, Known())
    used = [uses(staffed.experiment.of(schemes.desks), staffed.month_edges, 0)]
    found = Roi(staffed, formula(staffed), schemes, used, interrupted=False)
    assert schemes.bars[QUALITY].ai.plan.heads == ((6,), (3,), (3,))
    assert schemes.bars[CASHABLE].ai.plan.heads == ((6,), (6,), (6,))
    assert bars(found)["quality"] > 3 * 40 * 25 > 100 > bars(found)["cashable"]


def test_as_many_desks_as_differ(tmp_path):
    found = appraised(tmp_path)
    names = [desk.name.rpartition(" ")[0] for desk in found.schemes.desks]
    assert sorted(names) == ["ai", "baseline", "ideal AI"]
