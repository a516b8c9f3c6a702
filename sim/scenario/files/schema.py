"""The JSON schema of a scenario file, for editors that complete and check while one writes.

It is made from the models: their docstrings, defaults and sources are its texts. It asks for less
than they do: no field is required below the top, since a file may extend another and an arm says
only what differs.
"""

from typing import Any

from sim.scenario.root import Scenario
from sim.scenario.sections.policy import PRESETS

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_ZERO = {"enum": [0]}

_WRITTEN: dict[str, list[dict[str, Any]]] = {
    "Law": [_TEXT, _ZERO],
    "Patience": [_TEXT, _ZERO],
    "Hours": [_TEXT, {"type": "array", "items": _TEXT}],
    "Holiday": [{"type": "string", "format": "date"}],
    "Volume": [_TEXT],
    "Comparison": [_TEXT, _NUMBER],
    "ShareComparison": [_TEXT, _NUMBER],
    "TimeComparison": [_TEXT, _ZERO],
    "Goal": [_TEXT],
    "OffQueue": [_TEXT, _NUMBER],
    "RosterFile": [_TEXT],
    "Policy": [{"enum": sorted(PRESETS)}],
}
"""What may stand in a file in place of a model's mapping."""
_TEXT_ONLY = ("Hours",)
"""Models whose mapping is for Python only."""


def scenario_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of a scenario file."""
    scenario = Scenario.model_json_schema()
    required = scenario.pop("required")
    definitions = {"Scenario": scenario, **scenario.pop("$defs")}
    definitions = {name: _tidied(definition) for name, definition in definitions.items()}
    _open_targets(definitions["Targets"])
    _complete_arms(definitions["Scenario"])
    for name, forms in _WRITTEN.items():
        mapping = [] if name in _TEXT_ONLY else [definitions[name]]
        definitions[name] = {"anyOf": [*forms, *mapping]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A tierzero scenario",
        "$ref": "#/$defs/Scenario",
        "anyOf": [{"required": ["extends"]}, {"required": required}],
        "$defs": definitions,
    }


def _tidied(node: Any) -> Any:
    """Return a part of the schema, each text on one line, without titles and required fields."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("properties"), dict):
        node = {key: item for key, item in node.items() if key != "required"}
    kept = {key: _tidied(item) for key, item in node.items() if not _is_title(key, item)}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    return kept


def _is_title(key: str, value: Any) -> bool:
    return key == "title" and isinstance(value, str)


def _open_targets(targets: dict[str, Any]) -> None:
    """Let goals stand directly under the section."""
    targets["additionalProperties"] = targets["properties"]["goals"]["additionalProperties"]


def _complete_arms(scenario: dict[str, Any]) -> None:
    """Let an arm say any part of a scenario, and a file extend another."""
    part = {"anyOf": [{"$ref": "#/$defs/Scenario"}, {"type": "null"}]}
    scenario["properties"]["arms"]["additionalProperties"] = part
    scenario["properties"]["extends"] = {
        "description": "A preset's name or a file that this one builds on: what is written here "
        "replaces what is written there, key by key in mappings.",
        **_TEXT,
    }
