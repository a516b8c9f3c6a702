"""Sources and grades of defaults: metadata of the fields, told by the schema and by one list."""

import re

import pytest

from sim.scenario.derived.graded import graded_fields
from sim.scenario.files.loading import load
from sim.scenario.files.presets import preset_names
from sim.scenario.files.schema import scenario_schema
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.channels import Channel
from sim.scenario.sections.copilot import Copilot
from sim.scenario.sections.demand import Busyness
from sim.scenario.values.section import Section
from sim.scenario.values.sources import GRADES, Source, described, sources_of


def sections(model=Section):
    for section in model.__subclasses__():
        yield section
        yield from sections(section)


FIELDS = [
    (section.__name__, name, field)
    for section in sections()
    if section.__module__.startswith("sim.scenario.")
    for name, field in section.model_fields.items()
]
GRADED = [
    (section, name, field)
    for section, name, field in FIELDS
    if any(source.grade for source in sources_of(field))
]


DEFINITIONS = scenario_schema()["$defs"]


def text_of(section, field):
    """What the schema says of a field."""
    definition = DEFINITIONS[section]
    return definition.get("anyOf", [definition])[-1]["properties"][field]["description"]


def listed(scenario):
    return {".".join(graded.path): graded for graded in graded_fields(scenario)}


@pytest.fixture(scope="module")
def sme():
    return load("sme").scenario


# ---- What a field says


def test_many_fields_have_a_grade():
    assert len(GRADED) > 60


def test_the_schema_names_the_source_of_every_graded_field():
    for section, name, field in GRADED:
        text = text_of(section, name)
        meaning, _, sources = text.partition(" Source: ")
        assert meaning, (section, name)
        for source in sources_of(field):
            assert source.text in sources, (section, name)
            assert source.grade is None or GRADES[source.grade] in sources, (section, name)


def test_docstrings_leave_sources_and_defaults_to_the_metadata():
    for section, name, field in FIELDS:
        text = field.description or ""
        assert not re.search(r"\([^()]*\b[ABCJ]\b[^()]*\)", text), (section, name)
        assert "Default: " not in text, (section, name)


@pytest.mark.parametrize(
    ("section", "name", "end"),
    [
        (Bot, "asks_per_turn", "an unsolved turn. Source: judgement (J)."),
        (Bot, "asks_at_once", "turn. Source: Kagan et al. 2025 (A, paper or field data)."),
        (Channel, "share", "types may override it. Default: equal shares."),
        (Channel, "patience", "Default: 6 min exponential. Source: judgement (J)."),
        (Copilot, "expert", "QJE 2025 (A, paper or field data)."),
        (Busyness, "cv", "Source: judgement (J); Avramidis et al. 2004 for the model."),
    ],
)
def test_a_text_tells_meaning_then_default_then_source(section, name, end):
    assert described(section.model_fields[name]).endswith(end)
    assert text_of(section.__name__, name).endswith(end)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Source(grade="J"), "J"),
        (Source("SQM", "B"), "SQM, B"),
        (Source("convention"), "convention"),
    ],
)
def test_a_source_is_text_and_grade(source, text):
    assert str(source) == text


# ---- The list of a scenario


def test_a_default_is_listed_with_its_source(sme):
    graded = listed(sme)["bot.asks_at_once"]
    assert (graded.value, graded.default, graded.is_default) == (0.15, 0.15, True)
    assert (graded.source, graded.grade) == ("Kagan et al. 2025, A", "A")


def test_a_value_of_ones_own_is_listed_beside_the_default(sme):
    graded = listed(sme)["bot.resolution_rate"]
    assert (graded.value, graded.default, graded.is_default) == (0.65, 0.45, False)


def test_a_default_that_is_written_as_text_is_read(sme):
    graded = listed(sme)["returns.delay"]
    assert graded.is_default
    assert graded.default.mean == 86_400


def test_the_grade_is_that_of_the_value(sme):
    graded = listed(sme)["demand.busyness.cv"]
    assert (graded.source, graded.grade) == ("J; Avramidis et al. 2004 for the model", "J")


def test_a_value_that_is_not_set_has_words(sme):
    graded = listed(sme)["channels.email.patience"]
    assert (graded.value, graded.default_words) == (None, "6 min exponential")


def test_a_setting_below_a_name_is_listed_for_each(sme):
    types = sme.inquiry_types
    assert {f"inquiry_types.{name}.solved_by_person" for name in types} <= listed(sme).keys()


def test_a_section_that_is_left_out_has_no_settings():
    listing = listed(load("sme").arm("baseline"))
    assert not [path for path in listing if path.startswith("bot.")]


@pytest.mark.parametrize("preset", preset_names())
def test_every_listed_path_leads_to_its_value(preset):
    scenario = load(preset).scenario
    assert isinstance(scenario, Scenario)
    for graded in graded_fields(scenario):
        value = scenario
        for step in graded.path:
            value = value[step] if isinstance(value, dict) else getattr(value, step)
        assert value == graded.value
