"""`tierzero init` and `tierzero schema`, and the schema that editors read."""

import json
import re
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from sim.cli.init import init
from sim.cli.schema import schema
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.scenario.files.presets import preset_names
from sim.scenario.files.schema import scenario_schema
from sim.scenario.sections.policy import PRESETS


def run(command, *arguments: str):
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, arguments)


def test_init_writes_a_scenario_that_loads(tmp_path):
    result = run(init, str(tmp_path / "new"))
    path = tmp_path / "new" / "scenario.yaml"
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"wrote {path}: A small shop: 200 e-mails a month, one person, and a bot that is said to "
        "solve 65 % of them.",
        "next:",
        f"  tierzero check {path}",
        f"  tierzero run {path}",
    ]
    assert load(path).document == load("sme").document
    assert path.read_text(encoding="utf-8").startswith("# A small shop")


@pytest.mark.parametrize("name", preset_names())
def test_init_writes_any_preset(tmp_path, name):
    assert run(init, str(tmp_path), "--preset", name).exit_code == 0
    assert load(tmp_path / "scenario.yaml").scenario == load(name).scenario


def test_init_never_overwrites_unasked(tmp_path):
    path = tmp_path / "scenario.yaml"
    path.write_text("mine", encoding="utf-8")
    result = run(init, str(tmp_path))
    assert isinstance(result.exception, ScenarioError)
    assert str(result.exception) == f"{path} exists; --force overwrites it"
    assert path.read_text(encoding="utf-8") == "mine"


def test_init_overwrites_when_asked(tmp_path):
    path = tmp_path / "scenario.yaml"
    path.write_text("mine", encoding="utf-8")
    assert run(init, str(tmp_path), "--force").exit_code == 0
    assert load(path).scenario == load("sme").scenario


def test_init_with_an_unknown_preset_writes_nothing(tmp_path):
    result = run(init, str(tmp_path / "new"), "--preset", "smee")
    assert "no preset is called 'smee'; did you mean `sme`?" in str(result.exception)
    assert not (tmp_path / "new").exists()


def test_schema_prints_one_json_document():
    assert json.loads(run(schema).stdout) == scenario_schema()


def fits(schema: dict, value: object, definitions: dict) -> bool:
    """Whether a value fits a schema, by the keywords that ours uses."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return fits(definitions[name], value, definitions)
    if "anyOf" in schema:
        return any(fits(one, value, definitions) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if schema.get("type") == "object" or "properties" in schema:
        rest = schema.get("additionalProperties", True)
        return isinstance(value, dict) and all(
            _fits_entry(schema.get("properties", {}).get(key, rest), one, definitions)
            for key, one in value.items()
        )
    if schema.get("type") == "array":
        return isinstance(value, list) and all(
            fits(schema.get("items", {}), one, definitions) for one in value
        )
    return _fits_scalar(schema, value)


def _fits_entry(schema: dict | bool, value: object, definitions: dict) -> bool:
    return schema if isinstance(schema, bool) else fits(schema, value, definitions)


def _fits_scalar(schema: dict, value: object) -> bool:
    kinds = {"string": str, "number": int | float, "integer": int, "boolean": bool}
    kinds["null"] = type(None)
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if "pattern" in schema:
        return re.search(schema["pattern"], value) is not None
    return schema.get("minimum", -1e300) <= value if isinstance(value, int | float) else True


@pytest.mark.parametrize("name", preset_names())
def test_the_presets_fit_the_schema(name):
    whole = scenario_schema()
    definitions = whole["$defs"]
    assert fits(definitions["Scenario"], load(name).document, definitions)


@pytest.mark.parametrize(
    ("path", "value", "fitting"),
    [
        ("demand.volume", "200/month", True),
        ("inquiry_types.question.handle_time", "20 min", True),
        ("inquiry_types.question.handle_time", {"email": "20 min"}, True),
        ("inquiry_types.question.handle_time", {"mean": "20 min", "cv": 2}, True),
        ("inquiry_types.question.share", "65 %", True),
        ("inquiry_types.question.share", "65 min", False),
        ("inquiry_types.question.shrae", 0.5, False),
        ("policy", "queue_aware", True),
        ("policy", "queue_unaware", False),
        ("targets.csat", ">= 4", True),
        ("targets.period", "year", False),
        ("run.window", "8 weeks", True),
        ("run.window", "8 wekks", False),
        ("run.start", "2026-01-05", True),
        ("bot", None, True),
        ("extends", "sme", True),
        ("arms.ai.bot.turn_limit", 3, True),
        ("arms.ai.bot.turn_limits", 3, False),
        ("arms.baseline", None, True),
    ],
)
def test_the_schema_knows_the_written_forms(path, value, fitting):
    for key in reversed(path.split(".")):
        value = {key: value}
    definitions = scenario_schema()["$defs"]
    assert fits(definitions["Scenario"], value, definitions) is fitting


def test_the_schema_asks_for_the_sections_unless_a_base_has_them():
    alternatives = scenario_schema()["anyOf"]
    assert alternatives[0] == {"required": ["extends"]}
    assert alternatives[1] == {"required": ["name", "channels", "inquiry_types", "people"]}


def test_the_schema_explains_every_field():
    for name, definition in scenario_schema()["$defs"].items():
        model = definition.get("anyOf", [definition])[-1]
        for field, one in model.get("properties", {}).items():
            assert one.get("description"), f"{name}.{field}"
            assert "\n" not in one["description"]


def test_the_schema_offers_the_policies():
    assert scenario_schema()["$defs"]["Policy"]["anyOf"][0] == {"enum": sorted(PRESETS)}


def test_the_commands_import_no_models_until_they_run():
    code = (
        "import sys; import sim.cli.init, sim.cli.schema, sim.scenario.files.presets;"
        "print({'pydantic', 'ruamel.yaml', 'numpy'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
