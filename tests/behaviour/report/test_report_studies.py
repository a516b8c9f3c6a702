"""What a report shows of the studies' findings."""

import pytest
from support.findings import COMPARE, CURVE, DIFFERENCE, HEAD, STRESS
from support.pages import Page
from support.projects import result

from sim.report.html.differences import differences
from sim.report.html.grid import share_cell
from sim.report.html.growth import growth
from sim.report.html.hardship import hardship
from sim.report.html.page import report_page
from sim.report.html.returns import returns
from sim.report.html.studies import findings
from sim.report.units import number

# ---- Where findings stand


def test_a_study_s_own_document_holds_its_findings():
    assert findings(CURVE, "curve") is CURVE


def test_a_run_may_hold_them_too():
    assert findings({"schema": "tierzero.run/1", "curve": CURVE}, "curve") is CURVE


def test_other_documents_do_not():
    assert findings(CURVE, "roi") is None


# ---- The staircase


def test_growth_is_a_yes_or_a_no_with_its_probability():
    assert growth(CURVE).growth == [
        ("baseline", "no", ("10 %", "[0, 40] %")),
        ("ai", "yes", ("90 %", "[81, 98] %")),
    ]


def test_where_replications_are_too_few_growth_says_so():
    unsure = CURVE["growth_30"]["ai"] | {"verdict": "too few replications", "feasible": None}
    page = Page(report_page(CURVE | {"growth_30": {"ai": unsure}}, None))
    assert "? too few replications on target in 90 % [81, 98] % of periods" in page.told


@pytest.mark.parametrize(
    ("volume", "at_least", "words"),
    [
        (0.0, False, "today's people are too few at any volume that was tried"),
        (1.4, False, "the next hire is due above 140 % of today's volume"),
        (3.0, True, "nobody need be hired up to 300 % of today's volume"),
    ],
)
def test_the_next_hire_is_due(volume, at_least, words):
    document = CURVE | {
        "max_volume_without_hiring": {"baseline": volume, "ai": volume},
        "reserve": {name: {"at_least": at_least} for name in ("baseline", "ai")},
    }
    assert growth(document).due == [("baseline", words), ("ai", words)]


def test_the_staircase_is_a_table_too():
    grid = growth(CURVE).grid
    assert grid.columns == ["Volume, today = 100 %", "baseline", "ai"]
    assert grid.rows == [
        (
            "100 %",
            [
                ("2 people", "80.0 h a week, on target 90 %"),
                ("1 person", "40.0 h a week, on target 100 %"),
            ],
        ),
        ("300 %", [("no number will do", ""), ("2 people", "80.0 h a week, on target 95 %")]),
    ]


def test_the_rule_says_what_enough_is():
    assert growth(CURVE).rule == "on target in at least 80 % of weeks"


def test_a_curve_s_report_asks_about_growth():
    page = Page(report_page(CURVE, None))
    assert page.headings == ["How many people, and when the next", "What the words mean"]
    assert list(page.charts) == ["staircase"]
    assert "30 % more contacts with today's people" in page.told


# ---- Differences


def test_settings_that_differ_come_first():
    assert differences(COMPARE).settings == [("bot.turn_limit", "ai: 6, pushy: 9")]


def test_differences_have_sign_interval_and_verdict():
    (grid,) = differences(COMPARE).grids
    assert grid.title == "pushy compared with ai"
    assert grid.rows == [
        (
            "Cost per resolution, staffed",
            [("+1.50", "[1.00, 2.00]"), ("worse", ""), ("10 % of pairs", "")],
        )
    ]


def test_outside_the_family_there_is_no_verdict_and_ties_are_told():
    silent = DIFFERENCE | {"verdict": None, "p_better": 0.5, "ties": 9}
    (grid,) = differences(COMPARE | {"differences": [silent]}).grids
    ((_, cells),) = grid.rows
    assert cells[1:] == [("", ""), ("50 % of pairs", "9 tied")]
    assert differences(COMPARE).judged == ["Cost a month, staffed", "Cases solved"]


def test_being_on_target_is_compared_like_a_measure():
    known = DIFFERENCE | {"kpi": "on_target", "unit": "share", "p_better": None}
    (grid,) = differences(COMPARE | {"differences": [known]}).grids
    assert [name for name, _ in grid.rows] == ["Periods on target"]


def test_who_is_not_beaten_is_told():
    found = differences(COMPARE)
    assert found.unbeaten == ["ai"]
    assert found.front.rows[0] == ("ai", [("20.0", "[19.0, 21.0]")])


# ---- Stress


def test_a_stress_says_what_breaks_and_what_holds():
    (row,) = hardship(STRESS).grid.rows
    assert row == (
        "ai: twice as many",
        [
            ("50 %", "[25, 75] % breaks: Wait"),
            ("100 %", ""),
            ("24 h 00 min", "after it began"),
            ("-", ""),
            ("2 (today 1)", "80.0 h a week"),
        ],
    )


def test_where_no_number_of_people_holds_that_is_told():
    worse = STRESS["stresses"][0] | {"heads_needed": None, "paid_hours_week_needed": None}
    (row,) = hardship(STRESS | {"stresses": [worse]}).grid.rows
    assert row[1][-1] == ("no number will do", "")


def test_a_stress_test_s_report_answers_in_a_paragraph():
    page = Page(report_page(STRESS, None))
    assert page.headings == ["What the desk stands", "What the words mean"]
    assert "Twice as many: ai holds." in page.told


def test_shares_without_data_are_dashes():
    assert share_cell(None, None, None) == ("-", "")


# ---- Return on investment


@pytest.fixture(scope="module")
def roi(tmp_path_factory):
    return result(tmp_path_factory.mktemp("roi"), "run.replications=1").document


def test_spreadsheet_and_labours_stand_side_by_side(roi):
    grid = returns(roi).comparison
    assert grid.columns == ["A month", "spreadsheet", *roi["labours"]]
    rows = dict(grid.rows)
    assert rows["payback, months"][0] == (number(roi["formula"]["payback_months"]), "")
    assert {len(cells) for cells in rows.values()} == {1 + len(roi["labours"])}


def test_the_steps_lead_from_the_promise_to_the_cash(roi):
    names = [name for name, _ in returns(roi).steps.rows]
    assert names[0] == "the claim x all handling time"
    assert names[-1] == "less AI, programmes and implementation"


def test_the_promise_has_no_interval(roi):
    (_, ((_, interval),)), *_ = returns(roi).steps.rows
    assert interval == ""


def test_a_return_s_report_says_why(roi):
    page = Page(report_page(roi, None))
    assert page.headings == ["Does it pay?", "What the words mean"]
    assert list(page.charts) == ["cash", "waterfall"]
    assert roi["answer"] in page.told
    assert all(" ".join(line.split()) in page.told for line in roi["why"])


def test_a_run_s_report_shows_what_stands_inside_it(roi):
    document = HEAD | {
        "schema": "tierzero.run/1",
        "curve": CURVE,
        "roi": roi,
        "arms": {},
        "gaps": [],
    }
    page = Page(report_page(document, None))
    assert page.headings[:2] == ["How many people, and when the next", "Does it pay?"]
