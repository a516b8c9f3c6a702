"""What the sections of a scenario must say together."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from support.validation import validate

from sim.scenario.consistency.checks import problems as inconsistencies
from sim.scenario.files.tree import merge, planted
from sim.scenario.root import Scenario

ONE_TYPE = {
    "name": "desk",
    "demand": {"volume": "200/month"},
    "channels": {"email": {}, "chat": {"kind": "live"}},
    "inquiry_types": {"order": {"handle_time": "20 min"}},
    "people": {"teams": {"desk": {"headcount": 1}}},
}
TWO_TYPES = {
    **ONE_TYPE,
    "inquiry_types": {
        "order": {"handle_time": "20 min", "share": 0.6},
        "refund": {"handle_time": "5 min", "share": 0.4},
    },
}


def with_changes(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = merge(planted(base, None), planted(changes, None)).plain()
    return changed


def problems(base: dict[str, Any], changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Paths and messages of what is wrong with a desk that is changed like this."""
    found = inconsistencies(Scenario.model_validate(with_changes(base, changes)))
    return [(".".join(path), message) for path, message in found]


@pytest.mark.parametrize("desk", [ONE_TYPE, TWO_TYPES])
def test_the_desks_of_these_tests_are_right(desk):
    assert problems(desk, {}) == []


def test_the_smallest_scenario_has_five_lines():
    scenario = validate(ONE_TYPE)
    assert validate(scenario.model_dump(mode="json")) == scenario


WRONG = {
    "shares of types do not add up": (
        TWO_TYPES,
        {"inquiry_types": {"order": {"share": 0.5}}},
        [("inquiry_types", "the shares add up to 0.9, not to 1")],
    ),
    "one type lacks its share": (
        TWO_TYPES,
        {"inquiry_types": {"order": {"share": None}}},
        [("inquiry_types.order", "`share` is missing; others have one")],
    ),
    "the share of a single type is not 1": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"share": 0.5}}},
        [("inquiry_types", "the shares add up to 0.5, not to 1")],
    ),
    "no volume": (
        ONE_TYPE,
        {"demand": {"volume": None}},
        [("demand.volume", "`volume` is missing; write `200/month`")],
    ),
    "two volumes": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"volume": "5/day"}}},
        [
            (
                "demand",
                "give volumes in one way only: `volume` here, `trace`, or `volume` of each type",
            )
        ],
    ),
    "one type lacks its volume": (
        TWO_TYPES,
        {
            "demand": {"volume": None},
            "inquiry_types": {"order": {"share": None, "volume": "5/day"}},
        },
        [("inquiry_types.refund", "`volume` is missing; others have one")],
    ),
    "share and volume": (
        ONE_TYPE,
        {"demand": {"volume": None}, "inquiry_types": {"order": {"share": 1, "volume": "5/day"}}},
        [("inquiry_types.order.share", "give either `share` or `volume`, not both")],
    ),
    "a trace in a typical run": (
        ONE_TYPE,
        {
            "demand": {
                "volume": None,
                "trace": {"file": "a.csv", "columns": {"arrival": "t", "channel": "c"}},
            }
        },
        [
            (
                "demand.trace",
                "a trace needs a run of the kind `day`, not `typical`; or write `resample: days`",
            )
        ],
    ),
    "shares of channels do not add up": (
        ONE_TYPE,
        {"channels": {"email": {"share": 0.5}, "chat": {"share": 0.6}}},
        [("channels", "the shares add up to 1.1, not to 1")],
    ),
    "one channel lacks its share": (
        ONE_TYPE,
        {"channels": {"email": {"share": 0.5}}},
        [("channels.chat", "`share` is missing; others have one")],
    ),
    "a split over a channel that does not exist": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"channels": {"email": 0.5, "chad": 0.5}}}},
        [
            (
                "inquiry_types.order.channels.chad",
                "no channel is called 'chad'; did you mean `chat`?",
            )
        ],
    ),
    "a split that does not add up": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"channels": {"email": 0.5}}}},
        [("inquiry_types.order.channels", "the shares add up to 0.5, not to 1")],
    ),
    "patience on a deferred channel": (
        ONE_TYPE,
        {"channels": {"email": {"patience": "3 min"}}},
        [
            (
                "channels.email.patience",
                "nobody waits on the line of a deferred channel; remove it or add `kind: live`",
            )
        ],
    ),
    "a deferred channel that disconnects": (
        ONE_TYPE,
        {"channels": {"email": {"at_closing": "disconnect"}}},
        [
            (
                "channels.email.at_closing",
                "nobody waits on the line of a deferred channel; remove it or add `kind: live`",
            )
        ],
    ),
    "a handle time for one of two channels": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"handle_time": {"chat": "5 min"}}}},
        [
            (
                "inquiry_types.order.handle_time.email",
                "`email` is missing; contacts of this type use it",
            )
        ],
    ),
    "a handle time for no channel": (
        ONE_TYPE,
        {"inquiry_types": {"order": {"handle_time": {"chat": 5, "email": 5, "fone": 5}}}},
        [
            (
                "inquiry_types.order.handle_time.fone",
                "no channel is called 'fone'; possible: `email`, `chat`",
            )
        ],
    ),
    "a queue that does not exist": (
        ONE_TYPE,
        {"people": {"teams": {"back": {"headcount": 1, "queues": ["*/cat", "*/chat", "order"]}}}},
        [("people.teams.back.queues.0", "no queue is called '*/cat'; did you mean `*/chat`?")],
    ),
    "a weight of a queue that does not exist": (
        ONE_TYPE,
        {"people": {"teams": {"back": {"headcount": 1, "queues": {"odrer": 2}}}}},
        [("people.teams.back.queues.odrer", "no queue is called 'odrer'; did you mean `order`?")],
    ),
    "what differs for a queue that does not exist": (
        ONE_TYPE,
        {"queues": {"order/chat": {}, "*/cat": {}, "odrer": {"capacity": 3}, "dispatch": {}}},
        [
            ("queues.*/cat", "no queue is called '*/cat'; did you mean `*/chat`?"),
            ("queues.odrer", "no queue is called 'odrer'; did you mean `order`?"),
        ],
    ),
    "a type's own name where it has another queue": (
        ONE_TYPE,
        {
            "inquiry_types": {"order": {"queue": "orders"}},
            "people": {"teams": {"back": {"headcount": 1, "queues": ["order"]}}},
        },
        [("people.teams.back.queues.0", "no queue is called 'order'; did you mean `orders`?")],
    ),
    "a queue that nobody serves": (
        TWO_TYPES,
        {"people": {"teams": {"desk": {"queues": ["order", "refund/chat"]}}}},
        [("people.teams", "no team serves `refund/email`; add it to `queues`")],
    ),
    "a queue that only a wrong prediction reaches": (
        TWO_TYPES,
        {
            "triage": {"method": "ai"},
            "inquiry_types": {
                "order": {"channels": {"email": 1}},
                "refund": {"channels": {"chat": 1}},
            },
            "people": {"teams": {"desk": {"queues": ["order", "refund/chat"]}}},
        },
        [("people.teams", "no team serves `refund/email`; add it to `queues`")],
    ),
    "a rule about a type that does not exist": (
        ONE_TYPE,
        {"policy": {"rules": [{"name": "a", "when": {"type": "ordr"}, "then": "person"}]}},
        [("policy.rules.0.when.type.0", "no type is called 'ordr'; did you mean `order`?")],
    ),
    "a rule about a channel that does not exist": (
        ONE_TYPE,
        {"policy": {"rules": [{"name": "a", "when": {"channel": ["chat", "x"]}, "then": "bot"}]}},
        [("policy.rules.0.when.channel.1", "no channel is called 'x'; possible: `email`, `chat`")],
    ),
    "two rules of one name": (
        ONE_TYPE,
        {"policy": {"rules": [{"name": "a", "then": "bot"}, {"name": "a", "then": "person"}]}},
        [("policy.rules.1.name", "a rule is already called 'a'; choose another name")],
    ),
    "a rule with a name of ours": (
        ONE_TYPE,
        {"policy": {"rules": [{"name": "turn_limit", "then": "person"}]}},
        [("policy.rules.0.name", "a rule is already called 'turn_limit'; choose another name")],
    ),
    "phi above 1": (
        ONE_TYPE,
        {"bot": {"resolution_rate": 0.65, "false_resolution": 0.36}},
        [
            (
                "bot.resolution_rate",
                "`resolution_rate` 0.65 and `false_resolution` 0.36 add up to more than 1; "
                "lower one of them",
            )
        ],
    ),
    "goals of two periods": (
        ONE_TYPE,
        {"targets": {"csat": ">= 4 per week", "nps": ">= 30"}},
        [
            (
                "targets.csat",
                "the period of all targets is the month; write `period: week` under `targets`",
            )
        ],
    ),
    "a surge of a type that does not exist": (
        ONE_TYPE,
        {"demand": {"surges": [{"start": 0, "duration": 60, "growth": 1, "types": ["ordr"]}]}},
        [("demand.surges.0.types.0", "no type is called 'ordr'; did you mean `order`?")],
    ),
    "an arm in an arm": (
        ONE_TYPE,
        {"arms": {"baseline": {}, "ai": {"arms": {}}}},
        [("arms.ai.arms", "an arm cannot have its own `arms`; remove it")],
    ),
    "no arms": (
        ONE_TYPE,
        {"arms": {"other": {}}},
        [("arms.baseline", "`baseline` is missing; it may be empty: `baseline: {}`")],
    ),
    "no arm with the bot": (
        ONE_TYPE,
        {"bot": {"resolution_rate": 0.5}, "arms": {"baseline": {}}},
        [("arms.ai", "`ai` is missing; it may be empty: `ai: {}`")],
    ),
    "a slash in a name": (
        ONE_TYPE,
        {"inquiry_types": {"b/c": {"handle_time": 60, "share": 0}, "order": {"share": 1}}},
        [("inquiry_types.b/c", "the name 'b/c' contains a `/`; choose another name")],
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_sections_that_do_not_fit_together(title):
    desk, changes, expected = WRONG[title]
    assert problems(desk, changes) == expected


RIGHT = {
    "shares add up": {"inquiry_types": {"order": {"share": "65 %"}, "refund": {"share": "35 %"}}},
    "volumes by type": {
        "demand": {"volume": None},
        "inquiry_types": {
            "order": {"share": None, "volume": "5/day"},
            "refund": {"share": None, "volume": "1/h"},
        },
    },
    "a channel without cases needs no handle time": {
        "channels": {"email": {"share": 1}, "chat": {"share": 0}},
        "inquiry_types": {"order": {"handle_time": {"email": "5 min"}}},
    },
    "teams by channel": {
        "people": {
            "teams": {
                "desk": {"queues": ["*/chat"]},
                "back": {"headcount": 2, "queues": {"order/email": 2, "refund": 1}},
            }
        }
    },
    "a shared queue": {
        "inquiry_types": {"order": {"queue": "general"}, "refund": {"queue": "general"}},
        "people": {"teams": {"desk": {"queues": ["general"]}}},
    },
    "phi of 1": {"bot": {"resolution_rate": 0.65, "false_resolution": 0.35}},
    "a perfect bot": {"bot": {"resolution_rate": 1}},
    "one period for all": {"targets": {"period": "week", "csat": ">= 4 per week"}},
    "empty arms": {"arms": {"baseline": None, "ai": None, "third": {"bot": {}}}},
}


@pytest.mark.parametrize("title", RIGHT)
def test_sections_that_fit_together(title):
    assert problems(TWO_TYPES, RIGHT[title]) == []


@pytest.mark.parametrize(
    ("section", "value", "message"),
    [
        ("run", {"window": 0}, "`window` is 0, so nothing is measured; write `8 weeks`"),
        ("run", {"kind": "day", "until": 0}, "`until` is 0, so nothing arrives; write `8 h`"),
        (
            "run",
            {"kind": "project", "start": "2026-01-31"},
            "a project must `start` on a day from 1 to",
        ),
        ("run", {"start": "0026-01-05"}, "0026-01-05 is outside the years 1971 to 2199"),
        (
            "run",
            {"warm_up": "36 h"},
            "1.5 days is not a whole number of days; write `3 weeks`",
        ),
        ("bot", {"turns_to_solve": [0, 1]}, "the first turn needs a weight above 0"),
        ("policy", "confidnce", "no policy is called 'confidnce'; did you mean `confidence`?"),
        (
            "policy",
            {"rules": [{"name": "a", "when": {"turn": "> 50 %"}, "then": "bot"}]},
            "'50 %' is not a plain number; write `3`",
        ),
        (
            "policy",
            {"rules": [{"name": "a", "when": {"confidence": "< 65"}, "then": "bot"}]},
            "65 is out of bounds: a share lies between 0 and 1; did you mean `65 %`?",
        ),
        (
            "people",
            {"teams": {"desk": {"headcount": None}}},
            "nobody is on duty; give `shifts`, `headcount` or `roster`",
        ),
        (
            "people",
            {"teams": {"desk": {"roster": "a.csv"}}},
            "give only one of `shifts`, `headcount` and `roster`; an override clears the other",
        ),
        (
            "people",
            {"teams": {"desk": {"headcount": [1, 2]}}},
            "`headcount` has 2 numbers; write 1, 48 or 336",
        ),
        (
            "people",
            {"teams": {"desk": {"queues": ["order", "order"]}}},
            "`queues` names a queue twice",
        ),
        (
            "inquiry_types",
            {"order": {"urgency": {1: 0.5, 3: 0.6}}},
            "the shares of the urgency levels add up to 1.1, not to 1",
        ),
    ],
)
def test_a_section_that_does_not_fit_itself(section, value, message):
    with pytest.raises(ValidationError) as caught:
        validate(with_changes(ONE_TYPE, {section: value}))
    (finding,) = caught.value.errors()
    assert finding["msg"].removeprefix("Value error, ").startswith(message)


def test_goals_stand_under_targets_with_the_settings():
    targets = validate({**ONE_TYPE, "targets": {"confidence": "90 %", "csat": ">= 4"}})
    assert targets.targets.confidence == 0.9
    assert list(targets.targets.goals) == ["csat"]


def test_a_dumped_scenario_is_the_same_scenario():
    changes = {
        "run": {"kind": "project", "start": date(2026, 2, 1)},
        "bot": {"resolution_rate": "65 %"},
        "policy": "queue_aware",
        "targets": {"period": "week", "service_level": ">= 80 % within 20 s"},
        "channels": {"chat": {"patience": "weibull 6 min cv 1.4", "hours": "daily 22:00-06:00"}},
        "inquiry_types": {"order": {"urgency": {1: 0.5, 5: 0.5}, "after_call": "10 %"}},
    }
    scenario = validate(with_changes(TWO_TYPES, changes))
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario
