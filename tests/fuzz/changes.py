"""Changes of a scenario's values that leave it readable."""

from collections.abc import Iterator
from random import Random
from typing import Any

NUMBERS = (0, -1, 1, 2, 0.5, 99, 1e6, 1e9, 1e15, 1e300, -1e-300, 10**25, 50_000, 10_000, 336, True)
TEXTS = (
    "",
    " ",
    "0",
    "0 min",
    "1 ms",
    "31 years",
    "9 weeks",
    "15 weeks",
    "700 weeks",
    "100 %",
    "0 %",
    "500 %",
    "9999/h",
    "0/month",
    "1000000/hour",
    "30000000/month",
    "always",
    "never",
    "announced",
    "daily 00:00-24:00",
    "Sun 23:00-06:00, Mon 06:00-23:00",
    "lognormal 300 days cv 9",
    "lognormal 1 ms cv 10",
    "gamma 5 min cv 0.001",
    "weibull 5 min cv 9.9",
    "weibull 5 min cv 0.01",
    "hyperexponential 5 min cv 1.0000001",
    "constant 0 s",
    "uniform 0 to 31 years",
    "triangular 1 ms to 1 ms to 9 weeks",
    "2000-01-01",
    "2199-12-31",
    "2026-02-28",
    "billing",
    "phone",
    "email/chat",
    "live",
    "deferred",
    "closed",
    "fixed",
    "fewest",
    "project",
    "typical",
    "day",
    "weeks",
    "=SUM(1+1)",
    "../x",
    "a/b",
    "ai",
    "\u202ex",
    "\x1b[2J",
    "\ud800",
    "\n",
    "字" * 81,
    "x" * 3_000,
    "Europe/Berlin",
    "+14:59",
    "calls.csv",
    "roster.csv",
    "../desk.yaml",
    "desk.yaml",
    ">= 5",
    "<= 1e3",
    ">= 80 % within 0 s",
    "< 5 per day",
)
SHAPES: tuple[Any, ...] = (
    None,
    [],
    {},
    [[]],
    [None],
    [0] * 48,
    [1] * 336,
    [0] * 168,
    [1e308] * 168,
    [1e-300] * 336,
    {"a": 1},
    {"law": "empirical", "values": [0, 0]},
    {"law": "empirical", "values": [1, 1e9]},
    {"law": "hyperexponential", "means": [1e-3, 1e9], "shares": [0.999999, 0.000001]},
    {"mean": "5 min", "cv": 1e-9},
    {"law": "triangular", "low": 0, "mode": "5 min", "high": "2 h"},
    {"low": "5 min", "high": 0},
    {"file": "calls.csv", "columns": {"arrival": "at"}},
    {"hours": "daily 00:00-24:00", "agents": 9_999},
)


def change(random: Random, document: Any) -> None:
    """Change one value, or one key, somewhere in a document."""
    parent, key = random.choice(list(places(document)))
    random.choice(CHANGES)(random, document, parent, key)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each value's parent, and its key or position there."""
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield value, key
            yield from places(value[key])


def _number(random: Random, document: Any, parent: Any, key: Any) -> None:
    parent[key] = random.choice(NUMBERS)


def _text(random: Random, document: Any, parent: Any, key: Any) -> None:
    parent[key] = random.choice(TEXTS)


def _shape(random: Random, document: Any, parent: Any, key: Any) -> None:
    parent[key] = random.choice(SHAPES)


def _gone(random: Random, document: Any, parent: Any, key: Any) -> None:
    del parent[key]


def _renamed(random: Random, document: Any, parent: Any, key: Any) -> None:
    if isinstance(parent, dict):
        parent[random.choice(TEXTS)] = parent.pop(key)


def _again(random: Random, document: Any, parent: Any, key: Any) -> None:
    """The same once more under another name, or many times."""
    if isinstance(parent, dict):
        for number in range(random.choice((1, 3, 120))):
            parent[f"{key}{number}"] = parent[key]
    else:
        parent += [parent[key]] * random.choice((1, 3, 600))


def _elsewhere(random: Random, document: Any, parent: Any, key: Any) -> None:
    """What stands in another place."""
    other, there = random.choice(list(places(document)))
    if not isinstance(other[there], dict | list):
        parent[key] = other[there]


def _scaled(random: Random, document: Any, parent: Any, key: Any) -> None:
    factor = random.choice((-1, 0.001, 10, 100, 3600, 1e9))
    if isinstance(parent[key], int | float):
        parent[key] = parent[key] * factor
    elif isinstance(parent[key], str) and (digits := "".join(filter(str.isdecimal, parent[key]))):
        parent[key] = parent[key].replace(digits[0], f"{int(digits[0]) * factor:.12g}", 1)


CHANGES = (_number, _number, _text, _text, _text, _shape, _gone, _renamed, _again, _elsewhere)
CHANGES += (_scaled, _scaled, _scaled)
