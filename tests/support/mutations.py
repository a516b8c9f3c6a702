"""Every number of a scenario, and the ways in which it may be typed or meant otherwise."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

NUMBER = r"-?\d+(?:\.\d+)?"
UNITS = ("ms", "s", "min", "h", "hour", "days?", "weeks?", "%", "/h", "/hour", "/month", "/day")
WITH_UNIT = rf"(?P<number>{NUMBER})(?P<unit>\s*(?:{'|'.join(UNITS)}))(?![\w/])"
PLAIN = rf"(?P<number>{NUMBER})(?P<unit>)"
DATE_OR_HOURS = r"\d{4}-\d\d-\d\d|\d\d:\d\d"

Path = tuple[str, ...]
Moves = Literal["up", "down", "refused"]


@dataclass(frozen=True)
class Mutation:
    """A number written otherwise.

    Attributes
    ----------
    path
        Where it stands.
    what
        What was done to it.
    value
        What stands there now.
    moves
        Where the number that is read goes, if it is not refused; `refused`: it must be.
    """

    path: Path
    what: str
    value: Any
    moves: Moves

    @property
    def setting(self) -> str:
        """What `--set` would say."""
        return f"{'.'.join(self.path)}={json.dumps(self.value)}"


def mutations(document: Any, path: Path = ()) -> Iterator[Mutation]:
    """Every number of a document with its unit dropped, times 100, negative, or a share above 1."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from mutations(value, (*path, key))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from mutations(value, (*path, str(place)))
    elif isinstance(document, str):
        yield from of_text(document, path)
    elif isinstance(document, int | float) and not isinstance(document, bool) and document:
        yield Mutation(path, "times 100", document * 100, "up")
        yield Mutation(path, "sign", -document, "down")
        if 0 < document < 1:
            yield Mutation(path, "share above 1", document + 1, "up")


def of_text(text: str, path: Path) -> Iterator[Mutation]:
    """The same of the numbers in a text."""
    if re.search(DATE_OR_HOURS, text) or not re.match(rf"[<>=a-z ]*{NUMBER}", text):
        return
    for match in [*re.finditer(WITH_UNIT, text)] or [*re.finditer(PLAIN, text)][:1]:
        number, unit = match["number"], match["unit"]
        if float(number) == 0:
            continue

        def written(new: str, match: re.Match[str] = match) -> str:
            return text[: match.start()] + new + text[match.end() :]

        if unit:
            yield Mutation(path, "unit dropped", bare(written(number)), "refused")
        yield Mutation(path, "times 100", written(f"{float(number) * 100:.12g}{unit}"), "up")
        yield Mutation(path, "sign", written(f"-{number}{unit}"), "down")
        if unit.strip() == "%":
            yield Mutation(path, "share above 1", written(f"{float(number) + 100:g}{unit}"), "up")


def bare(text: str) -> Any:
    """A text as the number that it is now, if it is one."""
    return json.loads(text) if re.fullmatch(NUMBER, text) else text


def numbers(value: Any, path: Path = ()) -> Iterator[tuple[Path, float]]:
    """The numbers of a scenario that was read."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from numbers(inner, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from numbers(inner, (*path, str(place)))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value
