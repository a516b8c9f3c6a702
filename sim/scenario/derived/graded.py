"""The settings of a scenario whose defaults somebody vouches for, and who does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from sim.scenario.root import Scenario
from sim.scenario.values.laws import HandleLaw, Law
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Grade, Source, default_words, sources_of

HANDLED = "handle_time"
"""Fields of this name hold laws of handle times, whose spread has a default of its own."""
SPREAD = Source("Brown et al. 2005", "A")


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
    is_written
        Whether somebody wrote it, be it what the default says.
    """

    path: tuple[str, ...]
    value: object
    default: object
    default_words: str | None
    source: str
    grade: Grade
    field: FieldInfo
    is_written: bool

    @property
    def is_default(self) -> bool:
        """Whether the scenario says what the default says."""
        return bool(self.value == self.default)


def graded_fields(
    scenario: Scenario, written: Mapping[str, Any] | None = None
) -> Iterator[GradedField]:
    """Yield every setting of a scenario whose default is graded, in the order of the sections.

    A setting below a name, such as a channel's, comes once for each name. Sections that the
    scenario does without, such as `bot: null`, have none.

    Parameters
    ----------
    scenario
        The scenario in full.
    written
        What somebody wrote of it. Default: nothing.
    """
    yield from _walk(scenario, (), written or {})


def _walk(section: Section, path: tuple[str, ...], written: Any) -> Iterator[GradedField]:
    for name, field in type(section).model_fields.items():
        value, place = getattr(section, name), (*path, name)
        said = _said(written, name)
        for step, inner in _inside(value):
            yield from _walk(inner, (*place, *step), _said(said, *step))
        if name == HANDLED:
            yield from _spreads(value, place, said)
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
                is_written=said is not None,
            )


def _said(written: Any, *steps: str) -> Any:
    """Return what was written at some steps below a mapping or a list; None where nothing was."""
    for step in steps:
        if isinstance(written, list):
            written = written[int(step)] if int(step) < len(written) else None
        else:
            written = written.get(step) if isinstance(written, Mapping) else None
    return written


def _spreads(value: object, path: tuple[str, ...], said: Any) -> Iterator[GradedField]:
    """Yield how handle times vary: a bare duration has a spread that nobody wrote."""
    if isinstance(value, Mapping):
        for channel, law in value.items():
            yield from _spreads(law, (*path, channel), _said(said, channel))
    elif isinstance(value, Law) and value.law == "lognormal":
        yield GradedField(
            path=(*path, "cv"),
            value=value.cv,
            default=TypeAdapter[Law](HandleLaw).validate_python("1 min").cv,
            default_words=None,
            source=str(SPREAD),
            grade="A",
            field=Law.model_fields["cv"],
            is_written="cv" in said if isinstance(said, str | Mapping) else False,
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
