"""Which settings differ between several scenarios, path by path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.base.interrupts import interrupts_later
from sim.scenario.root import Scenario

GIVEN = "given"
"""Stands for a section that some arms have and others lack; its settings follow."""
_APART: Mapping[str, bool | set[str]] = {
    "name": True,
    "arms": True,
    "stress": True,
    "run": {"seed", "replications"},
}
"""What is not a setting of a desk, or is the same for all that are compared."""


@dataclass(frozen=True)
class Setting:
    """A setting that is not the same everywhere.

    Attributes
    ----------
    path
        With dots, such as `bot.turn_limit`.
    values
        By arm; arms without the section that holds it are left out.
    """

    path: str
    values: Mapping[str, Any]


def differing(scenarios: Mapping[str, Scenario]) -> tuple[Setting, ...]:
    """Return the settings that differ between scenarios, defaults included, in file order.

    Parameters
    ----------
    scenarios
        By arm.
    """
    with interrupts_later():  # pydantic's serialiser would swallow one
        documents = {
            name: scenario.model_dump(mode="json", exclude=_APART)
            for name, scenario in scenarios.items()
        }
    return tuple(_walk("", documents))


def _walk(path: str, values: Mapping[str, Any]) -> Iterator[Setting]:
    first, *others = values.values()
    if all(other == first for other in others):
        return
    sections = {name: value for name, value in values.items() if isinstance(value, dict)}
    if len(sections) < len(values):
        yield Setting(path, {n: GIVEN if n in sections else value for n, value in values.items()})
    if len(sections) > 1:
        keys = dict.fromkeys(key for section in sections.values() for key in section)
        for key in keys:
            inner = {name: section.get(key) for name, section in sections.items()}
            yield from _walk(f"{path}.{key}".lstrip("."), inner)
