"""How many people each month is found to need."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support.projects import project as quick_project

from sim.finance.forecast import forecast
from sim.finance.needs import NeedsSearch
from sim.finance.project import Project
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.staffing.planning import Score

TEN = 'people.teams.desk.shifts=[{"hours": "Mon-Fri 09:00-17:00", "agents": 10}]'
RAMP = ("bot.launch_rate=0.1", 'bot.ramp={"0": 0, "4": 1.0}')


def project(folder: Path, *settings: str, months: int = 2) -> Project:
    """The quick project with ten heads."""
    return quick_project(folder, TEN, *settings, months=months)


class Oracle:
    """A planner to whom a rule says how many heads an arm needs; it remembers what was asked."""

    def __init__(self, enough: Callable[[Scenario], float]) -> None:
        self._enough = enough
        self.asked: list[str] = []

    def score(self, arm: Arm) -> Score:
        self.asked.append(arm.name)
        heads = sum(shift.agents for shift in arm.scenario.people.teams["desk"].shifts)
        enough = heads >= self._enough(arm.scenario)
        return Score(float(enough), enough, np.zeros(1))


def by_volume(scenario: Scenario) -> float:
    """A head for each tenth of the volume."""
    return 10 * scenario.demand.multiplier


def by_work(scenario: Scenario) -> float:
    """Ten heads less what the bot resolves."""
    return 10 * (1 - (scenario.bot.resolution_rate if scenario.bot else 0)) - 1e-9


def needs(found: Project, oracle: Oracle) -> list[int]:
    """The heads of the arm `ai` by month."""
    months = NeedsSearch(found, oracle).by_month("ai", found.baseline, found.ai)
    return [sizes["desk"] for sizes in months]


def test_the_first_month_knows_nothing_of_the_ai(tmp_path):
    found = project(tmp_path, "bot.resolution_rate=0.5", months=4)
    assert needs(found, Oracle(by_work)) == [10, 5, 5, 5]


def test_a_steady_project_is_searched_once(tmp_path):
    found, oracle = project(tmp_path, months=24), Oracle(by_volume)
    assert needs(found, oracle) == [10] * 24
    assert len({name.partition(" (")[0] for name in oracle.asked}) == 2


def test_both_arms_of_a_desk_without_a_bot_are_searched_once(tmp_path):
    found, oracle = project(tmp_path, months=24), Oracle(by_volume)
    search = NeedsSearch(found, oracle)
    search.by_month("baseline", found.baseline, found.baseline)
    asked = len(oracle.asked)
    search.by_month("baseline again", found.baseline, found.baseline)
    assert len(oracle.asked) == asked


def test_heads_never_fall_as_volume_grows(tmp_path):
    found = project(tmp_path, "demand.trend=0.5", months=24)
    heads = needs(found, Oracle(by_volume))
    assert heads == sorted(heads)
    assert heads[0] == 10
    # The day before the last month the trend has had 23 months less a day.
    assert heads[-1] == np.ceil(10 * 1.5 ** (699 / 365))


def test_each_step_of_growth_stands_in_its_month(tmp_path):
    found, oracle = project(tmp_path, "demand.trend=0.5", months=24), Oracle(by_volume)
    heads = needs(found, oracle)
    alone = [
        int(np.ceil(10 * 1.5 ** ((found.day_before(month) - found.run.start).days / 365)))
        for month in range(1, 24)
    ]
    assert heads[1:] == alone


def test_the_end_of_the_adoption_is_looked_at(tmp_path):
    """From there on months look alike, so that the last one is not searched again."""
    found = project(tmp_path, 'bot.adoption={"0": 0.2, "4": 0.21}', months=9)
    oracle = Oracle(lambda arm: 10 * (1 - arm.bot.adoption) if arm.bot else 10)
    assert needs(found, oracle) == [10] + [8] * 8
    months = {name.partition(" (")[0] for name in oracle.asked}
    assert months == {"baseline, month 1", "ai, month 2", "ai, month 6"}


@pytest.mark.parametrize("trend", [0.0, 0.5])
def test_a_peak_between_quiet_months_is_staffed(tmp_path, trend: float):
    season = 'demand.months={"march": 2, "april": 3, "november": 1.5, "december": 1.5}'
    found = project(tmp_path, season, f"demand.trend={trend}", months=24)
    alone = [
        int(np.ceil(10 * forecast(found, found.ai, month).demand.multiplier)) for month in range(24)
    ]
    assert needs(found, Oracle(by_volume)) == alone
    assert alone[3] > 2 * alone[6] >= 2 * alone[0]


def test_heads_fall_as_the_bot_ripens(tmp_path):
    found = project(tmp_path, *RAMP, months=12)
    heads = needs(found, Oracle(by_work))
    # 10 % at the launch, 65 % from the fourth month on: known a month later.
    assert heads[:2] == [10, 9]
    assert heads[1:] == sorted(heads[1:], reverse=True)
    assert heads[5:] == [4] * 7


def test_growth_after_the_ramp_is_seen(tmp_path):
    found = project(tmp_path, *RAMP, "demand.trend=1.7", months=24)

    def both(scenario: Scenario) -> float:
        return by_work(scenario) * scenario.demand.multiplier

    heads = needs(found, Oracle(both))
    assert min(heads) < heads[1]
    assert min(heads) < heads[-1]


def test_a_single_month(tmp_path):
    assert needs(project(tmp_path, months=1), Oracle(by_volume)) == [10]


def test_what_no_number_of_people_can_do_is_an_error(tmp_path):
    hopeless = Oracle(lambda _: np.inf)
    with pytest.raises(ScenarioError, match="no number of people is on target in month 1 of `base"):
        needs(project(tmp_path), hopeless)
