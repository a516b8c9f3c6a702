"""What the result rests on: settings that somebody has to vouch for, and who does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.report.documents import ResultDocument
from sim.report.html.settings import written
from sim.report.html.studies import Study, findings
from sim.report.pieces.manifest import ManifestDocument
from sim.scenario.derived.graded import GradedField, graded_fields
from sim.scenario.root import Scenario
from sim.scenario.values.quantity import WRITTEN

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
    scenario = Scenario.model_validate(manifest["scenario"], context=WRITTEN)
    used = [
        _assumption(graded)
        for graded in graded_fields(scenario)
        if _counts(graded, scenario) and _is_used(".".join(graded.path), scenario, document)
    ]
    return sorted(_merged(used), key=lambda known: (not known.replace, known.source == OWN))


def _counts(graded: GradedField, scenario: Scenario) -> bool:
    """Return whether anything is played: a value, or a live channel's patience by default."""
    if graded.value is not None:
        return True
    section, name, *_ = graded.path
    return section == "channels" and scenario.channels[name].live


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


def _assumption(graded: GradedField) -> Assumption:
    words = " ".join((graded.field.description or "").split())
    unset = graded.default_words if graded.value is None else None
    return Assumption(
        path=".".join(graded.path),
        value=unset or written(graded.value, graded.field),
        meaning=words.split(". ")[0].rstrip(".") + ".",
        source=graded.source if graded.is_default else OWN,
        replace=graded.is_default and graded.grade in REPLACE,
    )


def _merged(used: Iterable[Assumption]) -> list[Assumption]:
    """Return the assumptions with those that agree but for a name in their path made one."""
    groups: dict[Assumption, list[Assumption]] = {}
    for known in used:
        groups.setdefault(replace(known, path=_without_name(known.path)), []).append(known)
    return [common if len(alike) > 1 else alike[0] for common, alike in groups.items()]


def _without_name(path: str) -> str:
    return re.sub(r"^(channels|inquiry_types|people\.teams)\.[^.]+", r"\1.*", path)
