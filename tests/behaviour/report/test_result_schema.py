"""The published schemas: every result fits its own, and what is changed does not."""

import copy
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.commands import played
from support.desks.chatdesk import chat_desk
from support.projects import result as appraised
from support.schemas import faults

from sim.api.compare import compare
from sim.api.curve import curve
from sim.api.run import run
from sim.api.stress import stress
from sim.engine.journal import Contacts, Legs
from sim.finance.formula import Formula
from sim.finance.ledger import LINES
from sim.report.documents import DOCUMENTS
from sim.report.roi.document import InputsDocument, Lines
from sim.report.schema import field_docstrings, result_schema
from sim.report.trace.records import ContactRecord, LegRecord
from sim.scenario.files.loading import load

COMMANDS = tuple(DOCUMENTS)
Place = tuple[Any, ...]
Object = tuple[Place, list[str]]
OUTLOOK = ("run.outlook=true", "people.staffing=fixed")


def read(result) -> dict[str, Any]:
    """A document as a program that reads its JSON has it."""
    return json.loads(result.to_json())


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> dict[str, dict[str, Any]]:
    """A result of each command, of desks that are played in a moment."""
    folder = tmp_path_factory.mktemp("desks")
    chat = chat_desk(folder, "run.replications=2")
    results = {
        "run": played(folder, *OUTLOOK, "run.replications=1"),
        "compare": compare(chat),
        "curve": curve(chat, volumes="1"),
        "stress": stress(chat),
        "roi": appraised(folder, months=1),
    }
    return {command: read(result) for command, result in results.items()}


# ---- Every document fits


@pytest.mark.parametrize("command", COMMANDS)
def test_a_result_fits_its_schema(documents, command):
    assert documents[command]["schema"] == f"tierzero.{command}/1"
    assert faults(documents[command]) == []


def test_an_outlook_stands_in_its_run(documents):
    assert {"curve", "roi"} <= set(documents["run"])


@pytest.mark.parametrize(
    "settings",
    [
        ("run.replications=1", "run.kind=day"),
        ("run.replications=2", 'targets.service_level=">= 80 % within 30 s"'),
    ],
)
def test_so_does_one_without_intervals_or_with_a_time_limit(tmp_path, settings):
    assert faults(read(played(tmp_path, *settings))) == []


@pytest.mark.parametrize("preset", ["bank", "retailer", "telecom"])
def test_presets_fit(preset):
    small = ("run.replications=1", "run.outlook=false", "demand.multiplier=0.02")
    assert faults(read(run(load(preset, small)))) == []


def test_a_volume_that_nobody_can_serve_fits(tmp_path):
    goal = 'targets.resolution_time_mean="<= 1 s"'
    document = read(curve(chat_desk(tmp_path, "run.replications=2", goal), volumes="1"))
    assert document["points"][0]["headcount"] is None
    assert faults(document) == []


@pytest.mark.parametrize("command", ["compare", "curve", "stress", "roi"])
def test_an_interrupted_study_fits(documents, command):
    assert faults(documents[command] | {"interrupted": True}) == []


# ---- What is changed does not


def few(value: Any) -> Any:
    """A document with one of many: of a list's entries, of KPIs."""
    if isinstance(value, list):
        return [few(entry) for entry in value[:1]]
    if isinstance(value, dict):
        entries = list(value.items())
        return {key: few(entry) for key, entry in (entries[:1] if len(entries) > 30 else entries)}
    return value


def objects(value: Any, schema: Any, root: dict[str, Any], place: Place = ()) -> Iterator[Object]:
    """The place of each object whose keys the schema names, with the keys that it requires."""
    schema = resolved(schema, root)
    if "properties" in schema:
        yield place, schema.get("required", [])
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, entry in entries:
        if isinstance(entry, dict | list):
            named = schema.get("properties", {}).get(key)
            rest = schema.get("additionalProperties", schema.get("items"))
            yield from objects(entry, named or rest, root, (*place, key))


def resolved(schema: Any, root: dict[str, Any]) -> dict[str, Any]:
    """What a schema says of an object: references followed, null left aside."""
    if not isinstance(schema, dict):
        return {}
    for choice in schema.get("anyOf", ()):
        if choice != {"type": "null"}:
            return resolved(choice, root)
    if "$ref" in schema:
        return root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def at(document: Any, place: Place) -> Any:
    for key in place:
        document = document[key]
    return document


def lean(document: dict[str, Any]) -> dict[str, Any]:
    """A document without those that stand inside it."""
    return {key: few(value) for key, value in document.items() if key not in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_key_is_refused_everywhere(documents, command):
    document, schema = lean(documents[command]), result_schema(command)
    assert faults(document) == []
    for place, _ in objects(document, schema, schema):
        changed = copy.deepcopy(document)
        at(changed, place)["surprise"] = 1
        assert any("'surprise' was unexpected" in fault for fault in faults(changed))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_key_is_refused_everywhere(documents, command):
    document, schema = lean(documents[command]), result_schema(command)
    for place, required in objects(document, schema, schema):
        for key in set(required) - {"schema"}:  # by which the document itself finds its schema
            changed = copy.deepcopy(document)
            del at(changed, place)[key]
            message = f"'{key}' is a required property"
            assert any(message in fault for fault in faults(changed)), (place, key)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("key", "value"), [("seed", "1"), ("replications", 1.5), ("scenario", None), ("engine", 1)]
)
def test_a_value_of_another_type_is_refused(documents, command, key, value):
    (fault,) = faults(documents[command] | {key: value})
    assert fault.startswith(f"$.{key}: {value!r} is not of type")


def test_a_number_that_must_be_there_is_not_null(documents):
    changed = copy.deepcopy(documents["roi"])
    changed["formula"]["labour_saving"] = None
    assert faults(changed) == ["$.formula.labour_saving: None is not of type 'number'"]


def test_a_word_that_no_document_says_is_refused(documents):
    changed = copy.deepcopy(documents["compare"])
    changed["differences"][0]["verdict"] = "splendid"
    word, no_verdict = faults(changed)
    assert word.startswith("$.differences[0].verdict: 'splendid' is not one of ['better',")
    assert no_verdict == "$.differences[0].verdict: 'splendid' is not of type 'null'"


# ---- The schemas themselves


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_is_one_of_draft_2020_12(command):
    schema = result_schema(command)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_type_and_every_key_is_described(command):
    schema = result_schema(command)
    for definition in (schema, *schema["$defs"].values()):
        assert definition["description"]
        assert definition["additionalProperties"] is False
        assert all(field["description"] for field in definition["properties"].values())


def test_descriptions_of_a_base_are_kept():
    texts = field_docstrings(DOCUMENTS["curve"])
    assert texts["seed"] == "Seed of all draws."
    assert texts["answer"] == "The answer in words."


# ---- Types name what is really there


def test_the_lines_are_those_of_the_ledger():
    assert tuple(Lines.__annotations__) == LINES


def test_the_inputs_are_those_of_the_formula():
    assert list(InputsDocument.__annotations__) == [field.name for field in fields(Formula)]


@pytest.mark.parametrize(("record", "table"), [(ContactRecord, Contacts), (LegRecord, Legs)])
def test_records_name_columns_of_the_journal(record, table):
    assert set(record.__annotations__) <= {column.name for column in fields(table)}
