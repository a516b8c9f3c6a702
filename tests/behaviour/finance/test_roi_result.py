"""The result of a return on investment: its document, its words and its tables."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from support.projects import NULL, project_of, result

import sim
from sim.api.roi import roi
from sim.finance.ledger import LINES
from sim.finance.project import DEFAULT_REPLICATIONS
from sim.report.roi.result import RoiResult
from sim.report.roi.words import ROWS
from sim.scenario.files.loading import load

FIGURES = (
    "current_monthly_cost",
    "remaining_labour_cost",
    "new_monthly_cost",
    "labour_saving",
    "net_monthly_benefit",
    "payback_months",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> RoiResult:
    folder = tmp_path_factory.mktemp("roi")
    return result(folder, "people.staffing=fewest", "demand.volume=200/month", months=3)


def shown(one: RoiResult) -> str:
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(one)
    return console.export_text()


def test_the_head_says_what_was_played(found: RoiResult):
    head = {key: found.document[key] for key in ("schema", "scenario", "seed", "months", "engine")}
    assert head == {
        "schema": "tierzero.roi/1",
        "scenario": "Quick project",
        "seed": 1,
        "months": 3,
        "engine": found.engine,
    }
    assert (found.document["labour"], found.document["staffing"]) == ("salaried", "fewest")


def test_the_spreadsheet_is_to_the_cent(found: RoiResult):
    sheet = found.document["formula"]
    assert [sheet[key] for key in FIGURES] == [1666.67, 583.33, 783.33, 1083.33, 883.33, 9.06]


def test_the_simulation_is_that_of_the_scenarios_labour(found: RoiResult):
    simulated = found.document["simulated"]
    assert set(simulated) == {"payback_months", "npv", "irr", "p_payback_12", "p_payback_24"}
    assert set(simulated["payback_months"]) == {"median", "p10", "p90", "never"}
    own = found.document["labours"]["salaried"]
    assert {key: own[key] for key in simulated} == simulated


def test_salaried_labour_never_pays_back_here(found: RoiResult):
    back = found.document["simulated"]["payback_months"]
    assert back == {"median": None, "p10": None, "p90": None, "never": 1.0}
    assert found.document["simulated"]["irr"]["never"] == 1.0
    people = found.document["labours"]["salaried"]["people"]
    assert people["baseline"]["heads"] == people["ai"]["heads"] == [1, 1, 1]


def test_bought_hours_fall_in_steps(found: RoiResult):
    people = found.document["labours"]["hours"]["people"]
    before, after = people["baseline"]["hours_week"], people["ai"]["hours_week"]
    assert all(hours % 5 == 0 for hours in before + after)
    # Nothing is known of the AI in the first month.
    assert after[0] == before[0]
    assert after[2] < before[2]


def test_the_waterfall_stands_in_its_order(found: RoiResult):
    bars = found.document["waterfall"]
    assert [bar["step"] for bar in bars] == ["theoretical", "staffed", "quality", "cashable", "net"]
    assert bars[0]["mean"] == pytest.approx(1083.33, abs=0.01)
    assert bars[1]["mean"] < 200
    assert bars[4]["mean"] == pytest.approx(bars[3]["mean"] - 200 - 8000 / 3)


def test_cash_adds_up(found: RoiResult):
    cash = found.document["cash"]
    assert cash["month"] == [0, 1, 2, 3]
    for month in cash["month"]:
        costs = [sum(cash[arm][line][month] for line in LINES) for arm in ("baseline", "ai")]
        assert cash["saving"][month] == pytest.approx(costs[0] - costs[1])
    cumulative = found.document["labours"]["salaried"]["cumulative"]["mean"]
    assert cumulative[0] == -8000
    assert cumulative[-1] == pytest.approx(sum(cash["saving"]))


def test_the_words_have_the_numbers(found: RoiResult):
    answer, why = found.document["answer"], " ".join(found.document["why"])
    assert answer.startswith("By the spreadsheet the money is back after 9.06 months; played")
    assert "it is not back within 3 months" in answer
    assert "a month and not by 1,083, above all because people come whole" in answer
    assert "has 1 head without the AI and 1 head with it" in why
    assert "The AI costs 200 a month in fees and upkeep, and 8,000 at the launch." in why
    assert "Labour salaried does not pay back within 3 months in 100.0 %" in why


def test_a_ramp_is_a_reason(tmp_path: Path):
    words = result(tmp_path, "bot.launch_rate=20 %").document["why"]
    assert any("The bot starts at 20.0 % and grows to 65.0 %" in line for line in words)


def test_nothing_claimed_and_nothing_saved(tmp_path: Path):
    words = result(tmp_path, *NULL, "money.claimed_rate=0").document["answer"]
    assert words.endswith("Labour falls by 0 a month, as claimed.")


def test_labour_as_used_comes_nearest_to_the_claim(tmp_path: Path):
    words = result(tmp_path, labour="as_used", months=6).document["answer"]
    assert words.endswith("above all because the real bot does not do what is claimed.")


def test_json_is_plain_and_the_same_again(found: RoiResult, tmp_path: Path):
    again = result(tmp_path, "people.staffing=fewest", "demand.volume=200/month", months=3)
    assert again.to_json() == found.to_json()
    assert json.loads(found.to_json()) == found.document


def test_the_frame_is_tidy(found: RoiResult):
    frame = found.to_frame()
    assert list(frame.columns) == ["labour", "arm", "line", "month", "amount"]
    assert len(frame) == 3 * 2 * len(LINES) * 4
    paid = frame[(frame["line"] == "implementation") & (frame["arm"] == "ai")]
    assert paid[paid["labour"] == "hours"]["amount"].tolist() == [8000, 0, 0, 0]


def test_the_table_fits_a_terminal(found: RoiResult):
    text = shown(found)
    assert max(map(len, text.splitlines())) <= 80
    for words in ("spreadsheet", "salaried", "as_used", "9.06", "never", "theoretical"):
        assert words in text
    for amount in ("1,666.67", "583.33", "1,083.33", "200.00", "883.33"):
        assert amount in text


def test_a_notebook_shows_the_short_table(found: RoiResult):
    assert "<table" in found._repr_html_()
    assert "net before implementation" in found._repr_html_()
    assert len(found._repr_html_()) < 5000


def test_two_nets_have_two_names(found: RoiResult):
    assert "net before implementation" in shown(found)
    assert "net of all" in shown(found)


def test_with_fixed_people_nobody_can_be_saved_and_that_is_why(tmp_path: Path):
    told = result(tmp_path, "people.staffing=fixed").document
    assert "above all because people stay as they are written" in told["answer"]
    assert "nobody can be saved" in told["answer"]
    why = " ".join(told["why"])
    assert "so that nobody can be saved, whatever the AI takes over" in why
    assert "People come whole" not in why
    assert "Hours come in steps" not in why


@pytest.mark.parametrize(
    ("rate", "text"), [(None, "-"), (0.25, "25.0 %"), (9.99, "999.0 %"), (4e13, "over 1,000 %")]
)
def test_a_rate_beyond_all_sense_says_so(rate: float | None, text: str):
    shows = dict(ROWS)["internal rate a year"]
    assert shows({"irr": {"median": rate}}) == text


def test_labour_can_be_chosen(tmp_path: Path):
    chosen = result(tmp_path, labour="hours")
    assert chosen.document["labour"] == "hours"
    assert next(iter(chosen.document["labours"])) == "hours"
    assert chosen.scenario.people.teams["desk"].labour == "hours"


def test_teams_that_are_paid_differently_are_mixed(tmp_path: Path):
    teams = (
        'people.teams={"desk": {"labour": "as_used"}, "others": {"shifts": '
        '[{"hours": "Mon-Fri 09:00-17:00"}]}}'
    )
    assert next(iter(result(tmp_path, teams).document["labours"])) == "mixed"


def test_replications_that_nobody_names():
    assert project_of(load("sme")).run.replications == DEFAULT_REPLICATIONS
    assert project_of(load("sme", ["run.replications=7"])).run.replications == 7


def test_the_package_offers_it():
    assert sim.roi is roi
