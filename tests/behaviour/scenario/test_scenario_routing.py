"""Where contacts may go: diversion, forwards, tier 2, dispatchers, overflow, named in one place."""

import pytest
from support.validation import validate

from sim.scenario.consistency.checks import problems as inconsistencies
from sim.scenario.root import Scenario

BASE = {
    "name": "desk",
    "demand": {"volume": "200/month"},
    "channels": {"email": {}, "chat": {"kind": "live"}},
    "inquiry_types": {
        "order": {"handle_time": "20 min", "share": 0.6},
        "refund": {"handle_time": "5 min", "share": 0.4},
    },
    "people": {"teams": {"desk": {"headcount": 1}, "more": {"headcount": 1, "queues": ["order"]}}},
}


def changed(base: dict, changes: dict) -> dict:
    return base | {
        key: changed(base[key], value) if isinstance(base.get(key), dict) else value
        for key, value in changes.items()
    }


def problems(changes: dict) -> list[tuple[str, str]]:
    found = inconsistencies(Scenario.model_validate(changed(BASE, changes)))
    return [(".".join(path), message) for path, message in found]


def chat(**channel) -> dict:
    return {"channels": {"chat": channel}}


def more(**team) -> dict:
    return {"people": {"teams": {"more": team}}}


def order(**kind) -> dict:
    return {"inquiry_types": {"order": kind}}


WRONG = {
    "a diversion to nowhere": (
        chat(outside_hours="divert"),
        "channels.chat.diverts_to",
        "`diverts_to` is missing; name the channel on which contacts go on",
    ),
    "a target that nothing is diverted to": (
        chat(diverts_to="email"),
        "channels.chat.diverts_to",
        "this channel diverts nothing; add `outside_hours: divert` or `at_closing: to_deferred`",
    ),
    "an unknown target": (
        chat(outside_hours="divert", diverts_to="mail"),
        "channels.chat.diverts_to",
        "no channel is called 'mail'; did you mean `email`?",
    ),
    "a channel that diverts to itself": (
        chat(outside_hours="divert", diverts_to="chat"),
        "channels.chat.diverts_to",
        "a channel cannot divert to itself",
    ),
    "a chain": (
        {
            "channels": {
                "chat": {"outside_hours": "divert", "diverts_to": "email"},
                "email": {"outside_hours": "divert", "diverts_to": "chat"},
            }
        },
        "channels.chat.diverts_to",
        "'email' diverts contacts, too; name a channel where they stay",
    ),
    "a closing line that moves to another line": (
        {
            "channels": {
                "chat": {"at_closing": "to_deferred", "diverts_to": "phone"},
                "phone": {"kind": "live"},
            }
        },
        "channels.chat.diverts_to",
        "`at_closing: to_deferred` diverts to a deferred channel; 'phone' is live",
    ),
    "an e-mail that leaves without a sign": (
        {"channels": {"email": {"silent_abandonment": 0.5}}},
        "channels.email.silent_abandonment",
        "nobody leaves a deferred channel; remove it or add `kind: live`",
    ),
    "touches of a live contact": (
        chat(touches={}),
        "channels.chat.touches",
        "a live contact has one answer; remove it or add `kind: deferred`",
    ),
    "a forward to an unknown type": (
        order(forwards={"refnd": 0.1}),
        "inquiry_types.order.forwards.refnd",
        "no type is called 'refnd'; did you mean `refund`?",
    ),
    "help with what a team serves anyway": (
        more(overflow={"order/chat": "2 min"}),
        "people.teams.more.overflow.order/chat",
        "the team serves this queue anyway; remove it",
    ),
    "help with an unknown queue": (
        more(overflow={"refnd": "2 min"}),
        "people.teams.more.overflow.refnd",
        "no queue is called 'refnd'; did you mean `refund`?",
    ),
    "slots of an unknown channel": (
        more(slots={"chats": 2}),
        "people.teams.more.slots.chats",
        "no channel is called 'chats'; did you mean `chat`?",
    ),
    "a factor of an unknown type": (
        more(handle_factor={"ordr": 2}),
        "people.teams.more.handle_factor.ordr",
        "no type is called 'ordr'; did you mean `order`?",
    ),
    "an order of unknown teams": (
        {"people": {"team_order": {"order": ["mor"]}}},
        "people.team_order.order.0",
        "no team is called 'mor'; did you mean `more`?",
    ),
    "a type with the dispatchers' name": (
        {"triage": {"method": "dispatcher"}} | order(queue="dispatch"),
        "inquiry_types.order",
        "`dispatch` is the dispatchers' queue; choose another name",
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_what_does_not_fit(title):
    changes, path, message = WRONG[title]
    assert (path, message) in problems(changes)


def test_somebody_must_serve_tier_2_and_dispatch():
    teams = {"teams": {"desk": {"headcount": 1, "queues": ["order", "refund"]}}}
    changes = {"people": teams, "triage": {"method": "dispatcher"}} | order(tier2={"share": 0.1})
    assert [message for _, message in problems(changes)] == [
        f"no team serves `{queue}`; add it to `queues`"
        for queue in ("tier2/email", "dispatch/email", "tier2/chat", "dispatch/chat")
    ]


def test_a_forward_needs_a_handle_time_on_the_channel_of_what_is_forwarded():
    changes = {
        "inquiry_types": {
            "order": {"forwards": {"refund": 0.1}},
            "refund": {"handle_time": {"email": "5 min"}, "channels": {"email": 1}},
        }
    }
    assert problems(changes) == [
        (
            "inquiry_types.refund.handle_time.chat",
            "`chat` is missing; contacts of this type use it",
        )
    ]


def test_more_than_all_answers_cannot_go_on():
    with pytest.raises(ValueError, match="`tier2` and `forwards` add up to"):
        validate(changed(BASE, order(tier2={"share": 0.6}, forwards={"refund": 0.5})))


@pytest.mark.parametrize(
    "changes",
    [
        chat(outside_hours="divert", diverts_to="email", hours="Mon-Fri 09:00-17:00"),
        chat(at_closing="to_deferred", diverts_to="email"),
        order(forwards={"refund": 0.1}, tier2={"share": 0.1, "handle_time": "30 min"}),
        more(overflow={"refund": "2 min"}),
        {"triage": {"method": "dispatcher"}},
        {"people": {"team_order": {"order/chat": ["more"]}}},
    ],
)
def test_what_fits(changes):
    assert problems(changes) == []
