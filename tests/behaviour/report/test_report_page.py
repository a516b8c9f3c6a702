"""The report of a run: one page that needs nothing else."""

import copy
import gzip
import json
import re
from base64 import b64decode

import pytest
from support.commands import played
from support.pages import Page

from sim.api.keep.manifest import manifest
from sim.report.html.page import LARGEST, report_page


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    result = played(folder)
    document = json.loads(result.to_json())
    remembered = manifest(result, folder, ["/somewhere/tierzero", "run", "desk yaml", "-n", "2"])
    return document, json.loads(json.dumps(remembered))


@pytest.fixture(scope="module")
def page(made):
    return Page(report_page(*made))


def test_it_carries_its_result(made, page):
    assert page.document("result") == made[0]


def test_it_carries_its_manifest(made, page):
    assert page.document("manifest") == made[1]


def test_the_same_documents_make_the_same_page(made):
    assert report_page(*made) == report_page(*made)


def test_it_is_rendered_from_what_it_carries(page):
    again = report_page(page.document("result"), page.document("manifest"))
    assert again == page.text


def test_nothing_is_asked_of_any_server(page):
    assert all(address.startswith(("#", "data:")) for address in page.addresses)
    assert "@import" not in page.text
    assert not re.findall(r"url\(", page.text)
    assert "default-src 'none'" in page.text


def test_it_stays_below_one_and_a_half_megabytes(page):
    assert len(page.text.encode()) < 1_500_000


def test_the_library_is_packed(page):
    script = gzip.decompress(b64decode(page.scripts["vega"])).decode()
    assert "vegaEmbed" in script


def test_every_link_leads_somewhere(page):
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_no_place_has_the_name_of_another(page):
    assert len(page.ids) == len(set(page.ids))


def test_the_sections_of_a_run_stand_in_their_order(page):
    assert page.headings == [
        "Is it good enough?",
        "The answer in numbers",
        "What to do next",
        "How soon customers hear",
        "What becomes of the contacts",
        "A week at the desk",
        "All numbers",
        "What this rests on",
        "Getting the same numbers again",
        "What the words mean",
    ]


def test_without_a_manifest_nothing_is_said_of_its_origin(made):
    page = Page(report_page(made[0], None))
    assert "What this rests on" not in page.headings
    assert "Getting the same numbers again" not in page.headings
    assert "manifest" not in page.scripts


def test_without_targets_that_section_is_left_out(made):
    document = copy.deepcopy(made[0])
    for arm in document["arms"].values():
        arm |= {"verdicts": {}, "on_target": None}
    assert "Is it good enough?" not in Page(report_page(document, None)).headings


def test_without_advice_that_section_is_left_out(made):
    assert "What to do next" not in Page(report_page(made[0] | {"advice": []}, None)).headings


def test_every_chart_says_what_it_shows(page):
    assert len(page.charts) == 4
    for spec in page.charts.values():
        assert spec["description"] in page.labels


def test_the_command_is_told_as_one_types_it(page):
    assert "tierzero run 'desk yaml' -n 2" in page.words


def test_hash_and_releases_are_told(made, page):
    assert made[1]["scenario_hash"] in page.told
    assert made[1]["versions"]["numpy"] in page.told


def test_what_the_arms_change_is_told(page):
    assert "bot: null" in page.told
    assert "nothing: the scenario as it is written" in page.told


def test_names_cannot_break_the_page(made):
    bad = "</script><b>&"
    document = json.loads(json.dumps(made[0]).replace('"ai"', f'"{bad}"'))
    page = Page(report_page(document | {"scenario": bad}, None))
    assert page.document("result")["scenario"] == bad
    assert bad in page.document("result")["arms"]
    assert bad in page.words


def test_a_large_result_is_carried_without_its_breakdowns(made):
    document = copy.deepcopy(made[0])
    document["arms"]["ai"]["by"]["rule"]["asked"]["note"] = "x" * LARGEST
    found = Page(report_page(document, None)).document("result")
    assert [arm["by"] for arm in found["arms"].values()] == [{}, {}]
    assert found["arms"]["ai"]["kpis"] == document["arms"]["ai"]["kpis"]


def test_one_replication_is_told_as_once(made):
    page = Page(report_page(made[0] | {"replications": 1}, None))
    assert "Played once on a computer" in page.told
