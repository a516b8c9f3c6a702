import pytest

from sim.report.stress.answer import stress_answer

TARGETS = {"period": "month", "confidence": 0.8}
NEVER = {"median": None, "p10": None, "p90": None, "never": 1.0}
FEW = "too few replications"
CASE = {
    "name": "growth",
    "arm": "ai",
    "text": "30 % more contacts",
    "broken": [],
    "missed_anyway": [],
    "first_break": NEVER,
    "recovery": None,
    "steps_more": 0,
    "heads_today": 2,
    "heads_needed": 2,
    "paid_hours_week_today": 80.0,
    "paid_hours_week_needed": 80.0,
    "on_target": 0.95,
    "on_target_low": 0.81,
    "on_target_high": 0.99,
    "on_target_verdict": "yes",
}


def answer(*cases: dict) -> str:
    return stress_answer({"targets": TARGETS, "stresses": [CASE | case for case in cases]})


def after(seconds: float | None) -> dict:
    """A stress whose days are back after so many seconds."""
    begun = NEVER | {"median": 0.0, "never": 0.0}
    return {"first_break": begun, "recovery": begun | {"median": seconds}}


def test_a_desk_that_holds_needs_nothing():
    assert answer({}) == (
        "30 % more contacts: ai holds with today's people "
        "(95 % of months on target, 81 to 99 %). "
        "To do for ai: nothing, today's people stand all of this."
    )


def test_a_desk_that_does_not_hold_is_told_what_it_takes():
    broken = {
        "on_target": 0.4,
        "on_target_verdict": "no",
        "broken": ["wait_mean"],
        "steps_more": 1,
        "heads_needed": 3,
    }
    assert answer(broken) == (
        "30 % more contacts: ai does not hold with today's people "
        "(40 % of months on target, 81 to 99 %), wait_mean breaks, "
        "it takes 3 people instead of 2. "
        "To do for ai: keep a reserve at hand, it takes 3 people instead of 2 to stand it all; "
        "the weakest spot is growth."
    )


@pytest.mark.parametrize(
    "case", [{"steps_more": 1, "heads_needed": 3}, {"on_target": 0.79, "on_target_verdict": "no"}]
)
def test_where_planning_and_report_disagree_the_desk_is_on_the_edge(case: dict):
    assert "ai is on the edge with today's people" in answer(case)


def test_ten_of_ten_months_are_too_few_for_a_yes():
    found = answer({"on_target": 1.0, "on_target_low": 0.72, "on_target_verdict": FEW})
    assert "ai cannot be told yet with today's people, by too few replications" in found
    assert "To do for ai: play more replications; the weakest spot is growth." in found


@pytest.mark.parametrize("verdict", ["yes", "too few replications"])
def test_what_planning_refuses_is_on_the_edge_unless_the_report_says_no(verdict: str):
    more = {"steps_more": 1, "heads_needed": 3, "on_target_verdict": verdict}
    assert "ai is on the edge with today's people" in answer(more)


def test_an_edge_that_needs_nobody_is_watched():
    assert "To do for ai: watch it closely; the weakest spot is growth." in answer(
        {"on_target": 0.79, "on_target_verdict": "no"}
    )


def test_more_hours_are_told_where_heads_stay():
    hours = {
        "on_target": 0.4,
        "on_target_verdict": "no",
        "steps_more": 2,
        "paid_hours_week_needed": 90.0,
    }
    assert "it takes 90 paid hours a week instead of 80" in answer(hours)


def test_what_people_cannot_mend_is_said():
    hopeless = {
        "on_target": 0.0,
        "on_target_verdict": "no",
        "steps_more": None,
        "heads_needed": None,
    }
    assert "no number of people would hold it" in answer(hopeless)
    assert "look beyond people, no number of them stands it all" in answer(hopeless)


def test_what_is_missed_anyway_is_said():
    case = {
        "on_target": 0.4,
        "on_target_verdict": "no",
        "missed_anyway": ["wait_mean", "service_level"],
    }
    assert "wait_mean and service_level is missed even without it" in answer(case)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "its days are back to normal as soon as it ends"),
        (36_000.0, "its days are back to normal 10 h 00 min after the end"),
        (None, "its days are back to normal only after the measured window"),
    ],
)
def test_how_long_days_stay_bad_is_said(seconds: float | None, text: str):
    assert text in answer(after(seconds))


def test_bad_days_in_few_replications_are_not_told():
    assert "back to normal" not in answer(after(0.0) | {"first_break": NEVER})


def test_one_replication_has_no_interval():
    assert "(95 % of months on target)" in answer({"on_target_low": None})


def test_without_data_nothing_is_claimed():
    assert "ai has no data for its goals" in answer({"on_target": None})


def test_a_sentence_tells_all_arms_of_a_stress():
    told = answer({}, {"name": "surge", "text": "a surge"}, {"arm": "baseline"})
    assert told.count("30 % more contacts") == 1
    assert told.index("baseline holds") < told.index("A surge: ai holds")


def test_the_dearest_stress_says_what_to_keep():
    cases = [
        {"on_target": 0.7, "on_target_verdict": "no", "steps_more": 1, "heads_needed": 3},
        {
            "name": "surge",
            "on_target": 0.5,
            "on_target_verdict": "no",
            "steps_more": 3,
            "heads_needed": 5,
        },
    ]
    assert "keep a reserve at hand, it takes 5 people instead of 2 to stand it all" in answer(
        *cases
    )
    assert answer(*cases).endswith("the weakest spot is surge.")
