"""`tierzero schema --result`: the published schema of each result."""

import json

import pytest
from jsonschema import Draft202012Validator
from support.commands import run, tierzero, write_desk

from sim.report.documents import DOCUMENTS
from sim.report.schema import result_schema
from sim.scenario.files.schema import scenario_schema


@pytest.mark.parametrize("command", DOCUMENTS)
def test_it_prints_the_schema_of_a_result(command):
    result = tierzero("schema", "--result", command)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == result_schema(command)


def test_without_a_result_it_is_that_of_a_scenario():
    assert json.loads(tierzero("schema").stdout) == scenario_schema()


def test_an_unknown_result_is_a_mistake_that_lists_the_names():
    result = tierzero("schema", "--result", "curves")
    assert (result.exit_code, result.stdout) == (2, "")
    names = ", ".join(repr(command) for command in DOCUMENTS)
    assert f"'curves' is not one of {names}." in result.stderr


def test_what_a_run_prints_fits_what_is_printed_here(folder):
    write_desk(folder)
    document = json.loads(run("--json", "--quiet", "--no-target-exit").stdout)
    schema = json.loads(tierzero("schema", "--result", "run").stdout)
    Draft202012Validator(schema).validate(document)
    (kept,) = folder.glob("results/*/result.json")
    Draft202012Validator(schema).validate(json.loads(kept.read_text()))
