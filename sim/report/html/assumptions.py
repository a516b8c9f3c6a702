"""What the result rests on: settings that somebody has to vouch for, and who does.

The docstring of a setting names the source of its default in brackets, with a grade: A paper or
field data, B vendor documentation or analyst survey, C blog, J judgement.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from sim.report.documents import ResultDocument
from sim.report.html.settings import written
from sim.report.html.studies import Study, findings
from sim.report.pieces.manifest import ManifestDocument
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law
from sim.scenario.values.section import Section

REPLACE = ("C", "J")
"""Grades of what users should replace by numbers from their own desk."""
OWN = "your scenario"
PLAYED_BY: dict[str, Study] = {
    "people.hiring.": "roi",
    "money.hiring": "roi",
    "money.severance": "roi",
    "stress.": "stress",
}
"""Settings that only some studies play with, and which."""

_SOURCE = re.compile(r"\s*\(([^()]*\b[ABCJ]\b[^()]*)\)")
"""Words in brackets with a grade among them."""
_DEFAULT = re.compile(r"Default: (.+?)\.?$", re.DOTALL)


@dataclass(frozen=True)
class Assumption:
    """A setting with a graded default.

    Attributes
    ----------
    path
        Where it stands in a scenario; `*` stands for all names that agree.
    value
        What was played.
    meaning
        What it says.
    source
        Who vouches for the value.
    replace
        Whether it is a mere assumption.
    """

    path: str
    value: str
    meaning: str
    source: str
    replace: bool


def assumptions(document: ResultDocument, manifest: ManifestDocument) -> list[Assumption]:
    """Return the settings of a played scenario that have graded defaults, the weakest first.

    Parameters
    ----------
    document
        The result, which says what was played.
    manifest
        Its manifest, which has the scenario in full.
    """
    scenario = Scenario.model_validate(manifest["scenario"])
    used = [
        setting for setting in _walk(scenario, ()) if _is_used(setting.path, scenario, document)
    ]
    return sorted(_merged(used), key=lambda setting: (not setting.replace, setting.source == OWN))


def _is_used(path: str, scenario: Scenario, document: ResultDocument) -> bool:
    for beginning, command in PLAYED_BY.items():
        if path.startswith(beginning):
            return findings(document, command) is not None
    if path == "triage.summary_saves":
        return scenario.triage.method == "ai"
    if path.startswith("triage."):
        return scenario.triage.predicts
    bot = scenario.bot
    if bot is not None and path.startswith("bot.knowledge."):
        return bot.knowledge.kept < 1 or bot.knowledge.hours > 0
    return path != "bot.ramp" or (bot is not None and bot.launch_rate is not None)


def _walk(section: Section, path: tuple[str, ...]) -> Iterator[Assumption]:
    for name, field in type(section).model_fields.items():
        value, place = getattr(section, name), (*path, name)
        if isinstance(value, Section) and not isinstance(value, Law):
            yield from _walk(value, place)
        elif isinstance(value, Mapping):
            for key, entry in value.items():
                if isinstance(entry, Section):
                    yield from _walk(entry, (*place, str(key)))
        source = _SOURCE.search(field.description or "")
        # Nobody waits in line on a deferred channel, so patience does not matter there.
        if source and (value is not None or getattr(section, "live", False)):
            yield _assumption(field, value, place, source)


def _assumption(
    field: FieldInfo, value: object, path: tuple[str, ...], source: re.Match[str]
) -> Assumption:
    own = value != _default(field)
    words = " ".join(_SOURCE.sub("", field.description or "").split())
    default = _DEFAULT.search(words)
    return Assumption(
        path=".".join(path),
        value=default[1] if value is None and default else written(value, field),
        meaning=words.split(". ")[0].rstrip(".") + ".",
        source=OWN if own else " ".join(source[1].split()),
        replace=not own and any(re.search(rf"\b{grade}\b", source[1]) for grade in REPLACE),
    )


def _default(field: FieldInfo) -> object:
    """Return what a setting's default is read as; None without one."""
    if field.is_required():
        return None
    default = field.get_default(call_default_factory=True)
    read: Any = Annotated[field.annotation, *field.metadata, "default"]
    return TypeAdapter(read).validate_python(default)


def _merged(settings: Iterable[Assumption]) -> list[Assumption]:
    """Return the assumptions, those merged that agree in all but a name in their path."""
    groups: dict[Assumption, list[Assumption]] = {}
    for setting in settings:
        common = replace(setting, path=_without_name(setting.path))
        groups.setdefault(common, []).append(setting)
    return [common if len(same) > 1 else same[0] for common, same in groups.items()]


def _without_name(path: str) -> str:
    return re.sub(r"^(channels|inquiry_types|people\.teams)\.[^.]+", r"\1.*", path)
