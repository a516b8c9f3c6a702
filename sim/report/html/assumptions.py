"""What the result rests on: settings that somebody has to vouch for, and who does."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sim.report.documents import ResultDocument
from sim.report.html.settings import written
from sim.report.html.studies import Study, findings
from sim.report.pieces.manifest import ManifestDocument
from sim.scenario.derived.graded import GradedField, graded_fields
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.tree import merge, planted
from sim.scenario.root import Scenario
from sim.scenario.values.quantity import WRITTEN

REPLACE = ("C", "J")
"""Grades of what users should replace by numbers from their own desk."""
OWN = "your scenario"
"""Stands for a source where somebody wrote the setting, be it what the default says."""
PLAYED_BY: dict[str, Study] = {
    "people.hiring.": "roi",
    "money.hiring": "roi",
    "money.severance": "roi",
    "money.discount_rate": "roi",
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
    by_arm = [
        (name, _assumption(graded))
        for name, scenario, own in _arms(manifest)
        for graded in graded_fields(scenario, own)
        if _counts(graded, scenario) and _is_used(graded.path, scenario, document)
    ]
    merged = _merged(_apart(by_arm))
    return sorted(merged, key=lambda known: (not known.replace, known.source == OWN))


def _apart(by_arm: list[tuple[str, Assumption]]) -> Iterator[Assumption]:
    """Yield each assumption once; where arms differ in one, its path says whose it is."""
    known = dict.fromkeys(assumption for _, assumption in by_arm)
    paths = Counter(assumption.path for assumption in known)
    for assumption in known:
        if paths[assumption.path] == 1:
            yield assumption
        else:
            arms = ", ".join(name for name, same in by_arm if same == assumption)
            yield replace(assumption, path=f"{assumption.path} ({arms})")


def _arms(manifest: ManifestDocument) -> Iterator[tuple[str, Scenario, dict[str, Any]]]:
    """Yield the name and the scenario of each arm, and what of it somebody wrote."""
    for name, override in manifest["scenario"]["arms"].items():
        whole = _under(manifest["scenario"], override)
        own = manifest["written"].get("arms") or {}
        written = _under(manifest["written"], own.get(name) or {})
        yield name, Scenario.model_validate(whole, context=WRITTEN), written


def _under(scenario: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario with an arm's override laid over it."""
    nowhere = Mark(UserText("manifest", ()), 0, 0)
    base = {key: value for key, value in scenario.items() if key != "arms"}
    merged: dict[str, Any] = merge(planted(base, nowhere), planted(override, nowhere)).plain()
    return merged


def _counts(graded: GradedField, scenario: Scenario) -> bool:
    """Return whether anything is played: a value, or a live channel's patience by default."""
    if graded.value is not None:
        return True
    section, name, *_ = graded.path
    return section == "channels" and scenario.channels[name].live


def _is_used(path: tuple[str, ...], scenario: Scenario, document: ResultDocument) -> bool:
    dotted = ".".join(path)
    for beginning, command in PLAYED_BY.items():
        if dotted.startswith(beginning):
            return findings(document, command) is not None
    for beginning, plays in PLAYS.items():
        if dotted.startswith(beginning):
            return plays(scenario)
    if path[0] == "channels" and path[-1] in ("silent_abandonment", "silent_time"):
        channel = scenario.channels[path[1]]
        return channel.live and (path[-1] == "silent_abandonment" or channel.silent_abandonment > 0)
    return True


def _assists(scenario: Scenario) -> bool:
    """Return whether a copilot helps people."""
    return scenario.policy.copilot and scenario.bot is not None


def _ages(scenario: Scenario) -> bool:
    """Return whether the bot's knowledge is lost, or kept by work."""
    bot = scenario.bot
    return bot is not None and (bot.knowledge.kept < 1 or bot.knowledge.hours > 0)


def _matures(scenario: Scenario) -> bool:
    return scenario.bot is not None and scenario.bot.launch_rate is not None


def _people_err(scenario: Scenario) -> bool:
    return any(kind.solved_by_person < 1 for kind in scenario.inquiry_types.values())


def _has_bot(scenario: Scenario) -> bool:
    return scenario.bot is not None


PLAYS: dict[str, Callable[[Scenario], bool]] = {
    "people.copilot.": _assists,
    "bot.knowledge.": _ages,
    "bot.ramp": _matures,
    "triage.summary_saves": lambda scenario: scenario.triage.method == "ai",
    "triage.dispatch_time": lambda scenario: scenario.triage.method == "dispatcher",
    "triage.": lambda scenario: scenario.triage.predicts,
    "returns.after_bot": _has_bot,
    "returns.after_person": _people_err,
    "returns.delay": lambda scenario: _has_bot(scenario) or _people_err(scenario),
}
"""Settings that only some scenarios play with, by the beginnings of their paths, and which."""


def _assumption(graded: GradedField) -> Assumption:
    words = " ".join((graded.field.description or "").split())
    unset = graded.default_words if graded.value is None else None
    is_own = graded.is_written or not graded.is_default
    return Assumption(
        path=".".join(graded.path),
        value=unset or written(graded.value, graded.field),
        meaning=words.split(". ")[0].rstrip(".") + ".",
        source=OWN if is_own else graded.source,
        replace=not is_own and graded.grade in REPLACE,
    )


def _merged(used: Iterable[Assumption]) -> list[Assumption]:
    """Return the assumptions with those that agree but for a name in their path made one."""
    groups: dict[Assumption, list[Assumption]] = {}
    for known in used:
        groups.setdefault(replace(known, path=_without_name(known.path)), []).append(known)
    return [common if len(alike) > 1 else alike[0] for common, alike in groups.items()]


def _without_name(path: str) -> str:
    return re.sub(r"^(channels|inquiry_types|people\.teams)\.[^.]+", r"\1.*", path)
