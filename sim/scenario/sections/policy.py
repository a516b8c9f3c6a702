"""Section `policy`: the ordered rules that send a contact to the bot or to a person."""

import re
from typing import Annotated, Any, Literal

from pydantic import field_validator, model_validator

from sim.scenario.errors import suggest
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.units import Comparison, Names


class Conditions(Section):
    """What must hold for a rule to act: everything that is written."""

    type: Names | None = None
    """Predicted inquiry types."""
    channel: Names | None = None
    """Channels."""
    segment: Names | None = None
    """Segments of the customer."""
    vip: bool | None = None
    """Whether the customer's segment is one of VIPs."""
    urgency: Comparison | None = None
    """Predicted urgency, 1..5."""
    attempt: Comparison | None = None
    """Number of the contact within its case, 0 for the first."""
    turn: Comparison | None = None
    """Turns completed; 0 at entry."""
    confidence: Comparison | None = None
    """Reported confidence, a share; compared as log-odds. Known from the entry on, where there is a
    bot."""
    value_at_risk: Comparison | None = None
    """(1 - reported confidence) x what the customer is worth per month: the money at stake if the
    bot fails."""
    mood: Comparison | None = None
    """The customer's mood: 1 at the start, less with each unsolved turn."""
    asked_for_person: bool | None = None
    """Whether the customer has asked for a person."""
    open: bool | None = None
    """Whether the channel's human side is open."""
    queue_length: Comparison | None = None
    """Contacts waiting in the queue that this one would join."""
    estimated_wait: Comparison | None = None
    """(contacts ahead + 1) x mean handle time / agents on duty, plus the time to opening; seconds
    or a duration."""

    @field_validator("urgency", "attempt", "turn", "queue_length", "value_at_risk", mode="before")
    @classmethod
    def _count(cls, value: object) -> object:
        if isinstance(value, str) and re.search(r"[A-Za-z%]", value):
            raise ValueError(f"{value!r} is not a comparison with a plain number; write `>= 3`")
        return value

    @field_validator("confidence", "mood")
    @classmethod
    def _share(cls, value: Comparison | None) -> Comparison | None:
        if value is not None and not 0 <= value.value <= 1:
            raise ValueError(f"{value.value:g} is not between 0 and 1; write `< 0.65` or `< 65 %`")
        return value


class Rule(Section):
    """One rule: the first whose conditions all hold acts."""

    name: str
    """Name, as the journal and the report show it."""
    when: Conditions = Conditions()
    """Conditions; without any, the rule always acts."""
    then: Literal["bot", "person"]
    """Where the contact goes."""


class Policy(Section):
    """An ordered list of rules, asked at entry and after each turn; default: the bot."""

    rules: tuple[Rule, ...] = ()
    """Rules in order. Customers who ask for a person get one (rule `asked`) unless a rule here says
    otherwise."""
    python: Annotated[str | None, Default("none")] = None
    """A policy of your own, asked where no rule acts: `my_policy.py:choose`, a file relative to the
    scenario file and a function in it. It is executed as code, and only the SimPy engine plays
    it."""
    copilot: bool = False
    """Whether an AI assists the people while they answer, as `people.copilot` says."""

    @field_validator("python")
    @classmethod
    def _function_in_file(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r".+\.py:[A-Za-z_]\w*", value):
            raise ValueError(
                f"{value!r} does not name a function in a file; write `my_policy.py:choose`"
            )
        return value

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value not in PRESETS:
            raise ValueError(f"no policy is called {value!r}{suggest(value, PRESETS)}")
        return PRESETS[value]


def _person(name: str, **when: Any) -> dict[str, Any]:
    return {"rules": [{"name": name, "when": when, "then": "person"}]}


PRESETS: dict[str, dict[str, Any]] = {
    "none": {"rules": []},
    "always_human": _person("always_human"),
    "copilot": _person("copilot") | {"copilot": True},
    "triage_only": _person("triage_only"),
    "confidence": _person("low_confidence", turn=">= 1", confidence="< 0.65"),
    "cost_sensitive": _person("much_at_stake", turn=">= 1", value_at_risk="> 10"),
    "turn_limit": _person("three_turns", turn=">= 3"),
    "mood": _person("bad_mood", mood="< 0.6"),
    "vip": _person("vip", vip=True),
    "opt_out": _person("opted_out", asked_for_person=True),
    "after_hours": _person("open", open=True),
    "queue_aware": _person(
        "short_queue", turn=">= 1", estimated_wait="< 5 min", confidence="< 0.8"
    ),
}
"""Policies that a scenario can name in one line."""
