"""`tierzero kpis`: the glossary."""

import json

from support.commands import tierzero

from sim.measures.kpis.registry import BY_KEY


def test_every_key_is_explained():
    text = tierzero("kpis").stdout
    assert all(key in text for key in BY_KEY)


def test_a_definition_says_formula_unit_and_source():
    lines = [line.strip() for line in tierzero("kpis").stdout.splitlines()]
    place = lines.index("Escalation rate (share; neither way is better)")
    assert " ".join(lines[place + 1 : place + 6]) == (
        "escalation_rate contacts that a rule sent from the bot to people / contacts that the bot "
        "took and that left it. Over contacts and cases that arrive in the measured window. "
        "Source: common usage of help-desk vendors."
    )


def test_json_is_one_document():
    found = json.loads(tierzero("kpis", "--json").stdout)
    assert found["schema"] == "tierzero.kpis/1"
    assert [key for kpi in found["kpis"] for key in kpi["keys"]] == list(BY_KEY)


def test_a_ratio_has_two_parts_and_a_distribution_values():
    kpis = {kpi["keys"][0]: kpi for kpi in json.loads(tierzero("kpis", "--json").stdout)["kpis"]}
    assert {"numerator", "denominator"} < set(kpis["service_level"])
    assert kpis["wait_mean"]["values"] == "joining a human queue to service or leaving"
    assert kpis["wait_mean"]["keys"] == ["wait_mean", "wait_median", "wait_p90", "wait_p95"]
