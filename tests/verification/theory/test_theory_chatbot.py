from __future__ import annotations

import pytest

from sim.theory.chatbot import ChatbotDesk, chatbot_desk
from sim.theory.erlang_a import erlang_a


def desk(arrival_rate: float = 3.0, escalation_share: float = 0.5) -> ChatbotDesk:
    return chatbot_desk(
        arrival_rate, 4.0, escalation_share, mean_service=10.0, mean_patience=20.0, agents=14
    )


def test_sessions_follow_littles_law() -> None:
    assert desk().mean_in_bot == 12.0


def test_people_see_an_erlang_a() -> None:
    assert desk().escalation_rate == 1.5
    assert desk().people == erlang_a(1.5, 10.0, 20.0, 14)


def test_a_bot_that_escalates_everything_shields_nobody() -> None:
    assert desk(escalation_share=1.0).people == erlang_a(3.0, 10.0, 20.0, 14)


def test_a_bot_that_escalates_nothing_leaves_the_people_idle() -> None:
    people = desk(escalation_share=0.0).people
    assert (people.mean_queue, people.occupancy) == (0.0, 0.0)


def test_less_escalation_means_shorter_waits() -> None:
    waits = [desk(escalation_share=share).people.mean_wait for share in (0.2, 0.4, 0.6, 0.8)]
    assert waits == sorted(waits)


def test_refuses_bad_input() -> None:
    with pytest.raises(ValueError, match=r"^escalation_share must be a share"):
        desk(escalation_share=1.5)
    with pytest.raises(ValueError, match=r"^arrival_rate must be"):
        desk(arrival_rate=-1.0)
    with pytest.raises(ValueError, match=r"^mean_session must be"):
        chatbot_desk(1.0, 0.0, 0.5, mean_service=1.0, mean_patience=1.0, agents=1)
