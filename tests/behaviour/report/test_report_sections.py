"""The sections of a report: what each says of a document."""

import copy
import json

import pytest
from support.commands import played

from sim.api.keep.manifest import manifest
from sim.measures.kpis.registry import BY_KEY, KPIS
from sim.report.html.assumptions import OWN, assumptions
from sim.report.html.cards import cards
from sim.report.html.flow import flow
from sim.report.html.headline import headline
from sim.report.html.numbers import breakdowns, numbers, responses
from sim.report.html.reproduction import reproduction
from sim.report.html.settings import arm_settings
from sim.report.html.targets import targets
from sim.report.html.terms import glossary, term
from sim.report.units import change_of, interval_of, value_of


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return played(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def document(result):
    return result.document


@pytest.fixture(scope="module")
def remembered(result, tmp_path_factory):
    return json.loads(json.dumps(manifest(result, tmp_path_factory.mktemp("run"), ["tierzero"])))


# ---- Terms


@pytest.mark.parametrize(
    ("key", "name", "level"),
    [
        ("occupancy", "Occupancy", ""),
        ("wait_mean", "Wait", "on average"),
        ("wait_p90", "Wait", "nine in ten are quicker"),
    ],
)
def test_a_term_has_plain_words(key, name, level):
    assert (term(key).name, term(key).level) == (name, level)


def test_quantiles_of_one_measure_share_one_definition():
    assert term("wait_mean").anchor == term("wait_p90").anchor == "kpi-wait"


def test_the_glossary_has_every_measure_once():
    assert len({one.anchor for one in glossary()}) == len(KPIS)


# ---- Targets


def test_a_target_says_bound_and_verdicts(document):
    (goal,) = targets(document).goals
    assert (goal.term.key, goal.bound) == ("resolution_time_median", "at most 2 h 00 min")
    assert [line.arm for line in goal.lines] == ["baseline", "ai"]
    assert {line.words for line in goal.lines} == {"cannot be told yet"}


@pytest.mark.parametrize(
    ("verdict", "sign", "words"), [("met", "✓", "met"), ("missed", "✗", "missed")]
)
def test_a_verdict_has_a_sign_and_words(document, verdict, sign, words):
    changed = copy.deepcopy(document)
    changed["arms"]["ai"]["verdicts"]["resolution_time_median"]["verdict"] = verdict
    line = targets(changed).goals[0].lines[1]
    assert (line.sign, line.words) == (sign, words)


@pytest.mark.parametrize(
    ("op", "bound"), [("<", "under"), ("<=", "at most"), (">", "above"), (">=", "at least")]
)
def test_bounds_are_told_in_words(document, op, bound):
    changed = copy.deepcopy(document)
    goal = changed["arms"]["baseline"]["verdicts"]["resolution_time_median"]
    goal |= {"op": op, "value": 60.0}
    assert targets(changed).goals[0].bound == f"{bound} 1 min 00 s"


def test_a_service_level_says_its_limit(document):
    changed = copy.deepcopy(document)
    goal = {"verdict": "met", "op": ">=", "value": 0.8, "within": 20.0, "period": "week"}
    changed["arms"]["ai"]["verdicts"] = {"service_level": goal}
    changed["arms"]["baseline"]["verdicts"] = {}
    (found,) = targets(changed).goals
    assert found.bound == "at least 80.0 % within 20 s"
    assert [line.arm for line in found.lines] == ["ai"]


def test_periods_that_meet_all_are_told(document):
    found = targets(document)
    assert found.period == "week"
    assert found.on_target[1].value == value_of(document["arms"]["ai"]["on_target"])


# ---- Cards and sentences


def test_a_card_has_a_line_an_arm(document):
    (card,) = (card for card in cards(document) if card.term.key == "occupancy")
    assert [value.arm for value in card.values] == ["baseline", "ai"]
    estimate = document["arms"]["ai"]["kpis"]["occupancy"]
    assert (card.values[1].value, card.values[1].interval) == (
        value_of(estimate),
        interval_of(estimate),
    )


def test_a_desk_without_a_bot_is_not_asked_what_its_bot_solves(document):
    (card,) = (card for card in cards(document) if card.term.key == "ai_resolution_rate")
    assert [value.arm for value in card.values] == ["ai"]


def test_questions_without_an_answer_have_no_card(document):
    assert "abandonment_rate" not in [card.term.key for card in cards(document)]


def test_what_customers_lose_and_what_it_costs_come_first(document):
    keys = [card.term.key for card in cards(document)]
    assert keys[:4] == [
        "cases_solved",
        "turned_away_rate",
        "cost_per_month_staffed",
        "cost_per_contact_reached",
    ]


def test_a_card_says_by_how_much_the_arms_differ(document):
    (solved, *_) = cards(document)
    (gap,) = (gap for gap in document["gaps"] if gap["kpi"] == "cases_solved")
    assert [value.arm for value in solved.gaps] == ["ai minus baseline"]
    assert solved.gaps[0].value == change_of(gap)


def test_a_document_without_arms_has_no_cards():
    assert cards({"schema": "tierzero.curve/1"}) == []


def test_sentences_say_what_changes(document):
    kpis = document["arms"]["ai"]["kpis"]
    first = headline(document)[0]
    solved = value_of(kpis["ai_resolution_rate"])
    assert first == f"The bot solves {solved} of new questions without a person."
    assert any("without AI" in sentence for sentence in headline(document))


def test_other_arms_have_no_sentences(document):
    arms = {"a": document["arms"]["baseline"], "b": document["arms"]["ai"]}
    assert headline(document | {"arms": arms}) == []


# ---- Flow


def test_the_flow_says_why_the_bot_hands_over(document):
    words = [words for words, _ in flow(document).reasons]
    assert set(words) <= {"the customer asked for a person", "the bot had used up its turns"}
    assert words


def test_rules_of_the_scenario_keep_their_names(document):
    changed = copy.deepcopy(document)
    estimate = {"kpis": {"escalation_rate": {"mean": 0.25}}}
    changed["arms"]["ai"]["by"]["rule"] = {"unsure": estimate, "asked": {"kpis": {
        "escalation_rate": {"mean": 0.5}}}}  # fmt: skip
    assert flow(changed).reasons == [
        ("the customer asked for a person", "50.0 %"),
        ("rule unsure", "25.0 %"),
    ]


def test_nothing_of_a_kind_is_a_dash(document):
    rows = dict(flow(document).ends)
    assert rows["Solved by the bot"][0] == ("-", "")
    assert "Hung up while waiting" not in rows


def test_customers_who_come_back_are_counted(document):
    rows = dict(flow(document).others)
    assert rows["From customers who come back"][1][0] != "-"


# ---- Tables


def test_all_numbers_are_those_with_data(document):
    keys = [row.term.key for row in numbers(document)]
    assert "occupancy" in keys
    assert "abandonment_rate" not in keys
    assert keys == [key for key in BY_KEY if key in keys]


def test_responses_have_all_their_quantiles(document):
    keys = [row.term.key for row in responses(document)]
    assert keys[:4] == [f"first_response_time_{end}" for end in ("mean", "median", "p90", "p95")]
    assert len(keys) == 12


def test_a_breakdown_with_one_member_says_nothing(document):
    assert breakdowns(document) == []


def test_a_breakdown_has_a_row_a_member_and_arm(document):
    changed = copy.deepcopy(document)
    for arm in changed["arms"].values():
        arm["by"]["channel"]["phone"] = arm["by"]["channel"]["email"]
    (found,) = breakdowns(changed)
    assert [(member, arm) for member, arm, _ in found.rows] == [
        ("email", "baseline"),
        ("email", "ai"),
        ("phone", "baseline"),
        ("phone", "ai"),
    ]
    assert all(len(values) == len(found.columns) for _, _, values in found.rows)


# ---- Assumptions


def played_with(remembered, **sections):
    """The manifest of a scenario that says more."""
    return remembered | {part: remembered[part] | sections for part in ("scenario", "written")}


def found(remembered, document=None):
    shown = document or {"schema": "tierzero.run/1"}
    return {one.path: one for one in assumptions(shown, remembered)}


def test_a_default_names_its_source(remembered):
    one = found(remembered)["bot.asks_at_once"]
    assert (one.value, one.source, one.replace) == ("15.0 %", "Kagan et al. 2025, A", False)
    assert one.meaning == "Chance that a customer asks for a person before the first turn."


def test_mere_judgement_is_to_be_replaced(remembered):
    one = found(remembered)["returns.after_bot"]
    assert (one.value, one.source, one.replace) == ("70.0 %", "J", True)


def test_what_the_scenario_says_is_its_own(remembered):
    one = found(remembered)["bot.resolution_rate"]
    assert (one.value, one.source, one.replace) == ("65.0 %", OWN, False)


def test_a_default_that_is_written_as_text_is_still_a_default(remembered):
    assert found(remembered)["returns.delay"].source == "J"


def test_durations_and_laws_are_told_as_people_write_them(remembered):
    its = found(remembered)
    assert its["bot.turn_time"].value == "40 s"
    assert its["returns.delay"].value == "exponential, 24 h 00 min on average"


def test_what_is_to_be_replaced_comes_first(remembered):
    marks = [one.replace for one in found(remembered).values()]
    assert marks == sorted(marks, reverse=True)


def test_what_is_not_played_is_no_assumption(remembered):
    its = found(remembered)
    assert not [path for path in its if path.startswith(("triage.", "stress.", "people.hiring"))]
    assert "bot.ramp" not in its


def test_a_project_rests_on_hiring(remembered):
    own, inside = {"schema": "tierzero.roi/1"}, {"schema": "tierzero.run/1", "roi": {}}
    for document in (own, inside):
        assert "people.hiring.notice" in found(remembered, document)


def test_patience_counts_on_a_line_only(remembered):
    email = remembered["scenario"]["channels"]["email"]
    phone = email | {"kind": "live"}
    shown = found(played_with(remembered, channels={"email": email, "phone": phone}))
    assert shown["channels.phone.patience"].value == "6 min exponential"
    assert "channels.email.patience" not in shown


def test_types_that_agree_are_told_once(remembered):
    kind = remembered["scenario"]["inquiry_types"]["question"] | {"share": 0.5}
    both = played_with(remembered, inquiry_types={"a": kind, "b": kind})
    assert "inquiry_types.*.solved_by_person" in found(both)


def test_what_is_written_is_ones_own_also_where_the_default_says_the_same(remembered):
    same = {"bot": remembered["written"]["bot"] | {"asks_at_once": "15 %"}}
    own = found(remembered | {"written": remembered["written"] | same})["bot.asks_at_once"]
    assert (own.value, own.source) == ("15.0 %", OWN)


def test_a_bare_handle_time_has_a_spread_that_nobody_wrote(remembered):
    spread = found(remembered)["inquiry_types.question.handle_time.cv"]
    assert (spread.value, spread.source) == ("1.2", "Brown et al. 2005, A")
    text = {"inquiry_types": {"question": {"handle_time": "lognormal 20 min cv 1.2"}}}
    own = found(remembered | {"written": remembered["written"] | text})
    assert own["inquiry_types.question.handle_time.cv"].source == OWN


def test_a_copilot_is_an_assumption_where_one_helps(remembered):
    assert not [path for path in found(remembered) if path.startswith("people.copilot")]
    helped = played_with(remembered, policy={"copilot": True})
    assert found(helped)["people.copilot.novice"].value == "30.0 %"
    alone = {"baseline": {"bot": None}, "ai": {"bot": None}}
    unhelped = found(played_with(helped, arms=alone))
    assert not [path for path in unhelped if path.startswith("people.copilot")]


def test_a_project_rests_on_its_interest(remembered):
    assert "money.discount_rate" not in found(remembered)
    interest = found(remembered, {"schema": "tierzero.roi/1"})["money.discount_rate"]
    assert (interest.value, interest.source) == ("10.0 %", "convention, J")


def test_what_only_an_arm_says_is_listed(remembered):
    arms = {"baseline": {"bot": None}, "ai": {"bot": {"asks_at_once": 0.3}}}
    assert found(played_with(remembered, arms=arms))["bot.asks_at_once"].source == OWN


def test_where_arms_differ_the_path_says_whose_it_is(remembered):
    arms = {"baseline": {}, "ai": {"bot": {"asks_at_once": 0.3}}}
    shown = found(played_with(remembered, arms=arms))
    assert shown["bot.asks_at_once (baseline)"].value == "15.0 %"
    assert shown["bot.asks_at_once (ai)"].value == "30.0 %"


def test_arms_say_what_they_change():
    arms = {"baseline": {"bot": None}, "ai": {}, "shy": {"bot": {"turn_limit": 2}}}
    assert arm_settings({"scenario": {"arms": arms}}) == [
        ("baseline", ["bot: null"]),
        ("ai", []),
        ("shy", ["bot.turn_limit: 2"]),
    ]


def test_a_run_can_be_typed_again(document, remembered):
    command = ["/usr/bin/tierzero", "run", "a file.yaml"]
    its = reproduction(document, remembered | {"command": command})
    assert its.command == "tierzero run 'a file.yaml'"
    assert (its.seed, its.replications, its.engine) == (1, 2, document["engine"])
