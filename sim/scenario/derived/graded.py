"""The settings of a scenario whose defaults somebody vouches for, and who does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from sim.scenario.root import Scenario
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Grade, default_words, sources_of


@dataclass(frozen=True)
class GradedField:
    """A setting with a graded default.

    Attributes
    ----------
    path
        Keys that lead to it, such as `("bot", "turn_time")`.
    value
        What the scenario says.
    default
        What it would say by itself; None where the field is required, too.
    default_words
        What a value that is not set means; None where the default tells.
    source
        All sources of the default with their grades, such as `Xiong et al. 2023, A`.
    grade
        The grade of the default's value.
    field
        The field: meaning, unit and bounds.
    """

    path: tuple[str, ...]
    value: object
    default: object
    default_words: str | None
    source: str
    grade: Grade
    field: FieldInfo

    @property
    def is_default(self) -> bool:
        """Whether the scenario says what the default says."""
        return bool(self.value == self.default)


def graded_fields(scenario: Scenario) -> Iterator[GradedField]:
    """Yield every setting of a scenario whose default is graded, in the order of the sections.

    A setting below a name, such as a channel's, comes once for each name. Sections that the
    scenario does without, such as `bot: null`, have none.
    """
    yield from _walk(scenario, ())


def _walk(section: Section, path: tuple[str, ...]) -> Iterator[GradedField]:
    for name, field in type(section).model_fields.items():
        value, place = getattr(section, name), (*path, name)
        for step, inner in _inside(value):
            yield from _walk(inner, (*place, *step))
        grades = [source.grade for source in sources_of(field) if source.grade]
        if grades:
            yield GradedField(
                path=place,
                value=value,
                default=_default(field),
                default_words=default_words(field),
                source="; ".join(map(str, sources_of(field))),
                grade=grades[0],
                field=field,
            )


def _inside(value: object) -> Iterator[tuple[tuple[str, ...], Section]]:
    """Yield the sections that a value holds, each with the keys that lead to it from there."""
    if isinstance(value, Section):
        yield (), value
    elif isinstance(value, Mapping):
        yield from (((str(key),), item) for key, item in value.items() if isinstance(item, Section))
    elif isinstance(value, tuple):
        items = enumerate(value)
        yield from (((str(place),), item) for place, item in items if isinstance(item, Section))


def _default(field: FieldInfo) -> object:
    """Return what a field's default is read as: `1 day` is a law."""
    if field.is_required():
        return None
    default = field.get_default(call_default_factory=True)
    read: Any = Annotated[field.annotation, *field.metadata, "default"]
    return TypeAdapter(read).validate_python(default)
