"""Scenario files, rosters and traces with faults: what a seed says, and the same every time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from changes import change
from ruamel.yaml import YAML
from support.places import REPOSITORY

PRESETS = sorted((REPOSITORY / "configs").glob("*.yaml"))

DESK = """\
name: Fuzzed desk
timezone: Europe/Berlin
run: {kind: day, start: 2026-01-05, until: 1 day, replications: 1}
demand:
  trace: {file: calls.csv, columns: {arrival: at, type: kind, handle_time: talk}}
channels:
  phone: {kind: live, hours: Mon-Fri 08:00-18:00, patience: 5 min}
inquiry_types:
  order: {handle_time: 5 min}
  refund: {handle_time: lognormal 8 min cv 1.3}
bot: {resolution_rate: 40 %}
policy: {rules: [{name: early, when: {turn: ">= 2"}, then: person}]}
people:
  teams:
    day: {roster: {file: roster.csv, dates: iso}}
    night: {shifts: [{hours: Mon-Fri 18:00-22:00, agents: 2, breaks: daily 20:00-20:15}]}
calendar: {holidays: [2026-01-06, {date: 2026-01-07, like: sunday}]}
arms: {baseline: {bot: null}, ai: {}}
"""
ROSTER = "agent,on,off\n" + "".join(
    f"{name},2026-01-{day:02d} 08:00,2026-01-{day:02d}T16:30:00+01:00\n"
    for day in range(5, 10)
    for name in ("ann", "bob")
)
TRACE = "at,kind,talk\n" + "".join(
    f"2026-01-05 {8 + number // 6:02d}:{number % 6}5:00,{'order' if number % 3 else 'refund'},"
    f"{60 + number if number % 2 else '0:03:20'}\n"
    for number in range(40)
)

_LETTERS = [
    *"0123456789aZ:,;.-+/%&*!|>'\"{}[]#@=? \t\n\r\\~<",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ud7ff",
    "é",
    "字",
    "🦄",
]
_VALUES = [
    "null",
    "true",
    "-1",
    "0",
    "0.0",
    "1e999",
    "-1e-320",
    ".nan",
    ".inf",
    "9" * 310,
    "1" + "0" * 5_000,
    "0x" + "f" * 300,
    "100000",
    "1000000000",
    "0 min",
    "0.000001 ms",
    "1e9 s",
    "31 years",
    "99999999 weeks",
    "130 %",
    "-5 %",
    "[]",
    "{}",
    "{<<: {a: 1}}",
    "{<<: []}",
    "{<<: 1}",
    "''",
    '"\\ud800"',
    '"\\e[2J"',
    '"\\0"',
    "x" * 300,
    "字" * 90,
    "../../x",
    "/dev/zero",
    "/dev/stdin",
    ".",
    "always",
    "never",
    "Mon-Fri 25:00-26:00",
    "Sun-Mon 23:00-01:00, Mon 00:00-05:00",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "1000000000000/hour",
    "0/month",
    "lognormal 1000000 days cv 10",
    "hyperexponential 1 s cv 1.0000001",
    "{law: empirical, values: [0, 0]}",
    "{law: hyperexponential, means: [1, 1e9], shares: [0.5, 0.5]}",
    "[1, 2, 3]",
    "{a: b}",
    "*a",
    "&a x",
    "!!python/object:os.system x",
    "!!int x",
    "!!float y",
    "!!binary abc",
    "!!timestamp 5",
    "!!set {a}",
    "2026-01-05T00:00:00Z",
    "nan",
    "46027.4",
    "1767605400",
    "20260105",
    "5/1/2026",
    "1.234,5",
    "-inf",
    '"',
    "[" * 400,
    "- " * 200 + "x",
]


@dataclass(frozen=True)
class Mutant:
    """A folder's files; `desk.yaml` is the scenario."""

    files: dict[str, bytes]

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)


def mutant(number: int) -> Mutant:
    """The files of a number, which stands for all that is random about them."""
    random = Random(number)
    if random.random() < 0.55:
        return _of_values(random)
    files = {"desk.yaml": DESK, "roster.csv": ROSTER, "calls.csv": TRACE}
    target = random.choices(("desk.yaml", "roster.csv", "calls.csv", "preset"), (3, 2, 2, 5))[0]
    if target == "preset":
        target, files = "desk.yaml", {"desk.yaml": random.choice(PRESETS).read_text("utf-8")}
    text = files[target]
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        text = random.choice(MUTATIONS)(random, text)
    data = {name: content.encode() for name, content in files.items()}
    return Mutant(data | {target: _encoded(random, text)})


def _of_values(random: Random) -> Mutant:
    """A scenario whose text is right and whose values are not."""
    texts = [DESK, *(path.read_text("utf-8") for path in PRESETS)]
    document = YAML(typ="safe", pure=True).load(random.choice(texts))
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        change(random, document)
    text = json.dumps(document, default=str)
    files = {"desk.yaml": text, "roster.csv": ROSTER, "calls.csv": TRACE}
    return Mutant({name: content.encode() for name, content in files.items()})


def _encoded(random: Random, text: str) -> bytes:
    encodings = ("utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le")
    encoding = random.choices(encodings, (40, 2, 1, 1, 1))[0]
    data = text.encode(encoding, "replace")
    if random.random() < 0.03:
        place = random.randrange(len(data) + 1)
        data = data[:place] + random.randbytes(random.choice((1, 2, 30))) + data[place:]
    return data


def _letter(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(_LETTERS) * random.choice((1, 1, 2, 90)) + text[place:]


def _gone(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place + random.choice((1, 1, 3, 30)) :]


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _value(random: Random, text: str) -> str:
    """Another value behind a colon, a comma or an equals sign, as far as the next of them."""
    places = [place for place, letter in enumerate(text) if letter in ":,["]
    if not places:
        return random.choice(_VALUES)
    place = random.choice(places) + 1
    ends = [end for letter in ",}]\n" if (end := text.find(letter, place)) > 0]
    return f"{text[:place]} {random.choice(_VALUES)}{text[min(ends, default=len(text)) :]}"


def _number(random: Random, text: str) -> str:
    """Another number in place of one that is there."""
    places = [place for place, letter in enumerate(text) if letter.isdecimal()]
    if not places:
        return text
    first = last = random.choice(places)
    while last < len(text) and text[last].isdecimal():
        last += 1
    numbers = ("0", "-1", "99", "1000000", "1e300", "0.5", "9" * 40, str(random.randrange(10_000)))
    return text[:first] + random.choice(numbers) + text[last:]


def _line_again(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or ["\n"]
    line = random.choice(lines)
    lines.insert(random.randrange(len(lines) + 1), line * random.choice((1, 1, 2, 50)))
    return "".join(lines)


def _line_gone(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.pop(random.randrange(len(lines)))
    return "".join(lines)


def _indented(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or ["\n"]
    place = random.randrange(len(lines))
    lines[place] = random.choice((" ", "  ", "\t", "- ", "? ", ": ")) + lines[place]
    return "".join(lines)


def _moved(random: Random, text: str) -> str:
    """A part of the text in another place."""
    first = random.randrange(len(text) + 1)
    part = text[first : first + random.choice((3, 30, 300))]
    place = random.randrange(len(text) + 1)
    return text[:place] + part + text[place:]


def _delimited(random: Random, text: str) -> str:
    return text.replace(",", random.choice(";\t|")).replace("-", random.choice("-/."))


def _many(random: Random, text: str) -> str:
    return text + random.choice(("x: y\n", "#\n", "- a\n", "a,0,1\n", " ", "[", "&a ")) * 30_000


MUTATIONS: tuple[Callable[[Random, str], str], ...] = (
    _letter,
    _letter,
    _gone,
    _cut,
    _value,
    _value,
    _value,
    _value,
    _number,
    _number,
    _number,
    _line_again,
    _line_gone,
    _indented,
    _moved,
    _delimited,
    _many,
)
