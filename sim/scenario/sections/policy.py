"""Section `policy`: the ordered rules that send a contact to the bot or to a person."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model, field_validator, model_validator

from sim.scenario.errors import suggest
from sim.scenario.values.observables import OBSERVABLES, ValueKind
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.units import Comparison, Names, ShareComparison, TimeComparison


class _Conditions(Section):
    """What must hold for a rule to act: everything that is written."""

    def on(self, observable: str) -> Any:
        """Return the condition on an observable; None: there is none."""
        return getattr(self, observable)


_WRITTEN: dict[ValueKind, Any] = {
    "name": Names,
    "flag": bool,
    "count": Comparison,
    "share": ShareComparison,
    "money": Comparison,
    "duration": TimeComparison,
}
"""How a condition on an observable of a kind is written."""

if TYPE_CHECKING:
    Conditions = _Conditions
else:
    Conditions = create_model(
        "Conditions",
        __base__=_Conditions,
        __doc__=_Conditions.__doc__,
        **{
            observable.name: (
                _WRITTEN[observable.kind] | None,
                Field(default=None, description=observable.meaning),
            )
            for observable in OBSERVABLES
        },
    )


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
