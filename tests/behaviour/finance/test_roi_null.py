"""An AI that does nothing and costs nothing is worth exactly nothing."""

import numpy as np
import pytest
from support.projects import NULL, appraised

from sim.finance.cash import present_value

HEADS = 'people.teams.desk.shifts=[{"hours": "Mon-Fri 09:00-17:00", "agents": 2}]'
WITH_A_BOT_BEFORE = 'arms.baseline={"policy": "always_human"}'
LIVELY = (
    "people.teams.desk.absence=10 %",
    "people.teams.desk.off_queue=10 %",
    'people.teams.desk.changes={"1": 1}',
    "demand.trend=0.3",
    "inquiry_types.question.solved_by_person=60 %",
    "bot.launch_rate=0.2",
    "bot.induced_demand=5 %",
    'programmes.notice={"types": "question", "success": 0.5, "cost": 1, "upsell": 0.5}',
)


@pytest.mark.parametrize(
    "settings",
    [(), (HEADS, *LIVELY), (WITH_A_BOT_BEFORE,), ("triage.method=ai",)],
    ids=["plain", "lively", "bot in both arms", "triage"],
)
def test_a_null_ai_with_people_as_they_are(tmp_path, settings: tuple[str, ...]):
    found = appraised(tmp_path, *NULL, *settings)
    for books in found.books.values():
        assert present_value(books.flows, 0.10).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("rule", ["fewest", "attrition"])
def test_a_null_ai_with_people_as_needed(tmp_path, rule: str):
    found = appraised(tmp_path, *NULL, f"people.staffing={rule}", "demand.trend=2", months=3)
    assert set(found.books) == {"salaried", "hours", "as_used"}
    for books in found.books.values():
        assert not np.any(books.flows)


def test_a_null_ai_pays_back_at_once_and_has_no_rate(tmp_path):
    found = appraised(tmp_path, *NULL).appraisals["salaried"]
    assert (found.npv.mean, found.npv.low, found.npv.high) == (0.0, 0.0, 0.0)
    assert found.payback_months.p90 == 0
    assert found.irr.never == 1


def test_a_price_is_the_only_difference(tmp_path):
    found = appraised(tmp_path, *NULL, "money.platform=100/month")
    assert found.books["salaried"].flows == pytest.approx(np.array([[0, -100, -100]] * 2))
