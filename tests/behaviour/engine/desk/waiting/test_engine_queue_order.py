"""Who is next in line: waiting age, not the order of joining."""

import pytest
from support.handmade import case, played, scenario

BOT = {"handover_saves": 0, "escalated_handling": 1}


def desk(**people):
    return scenario(
        bot=BOT,
        inquiry_types={
            "general": {"handle_time": "1 min", "share": 0.5},
            "direct": {"handle_time": "1 min", "share": 0.5, "queue": "general"}
            | {"bot": {"eligible": False}},
        },
        people={"teams": {"desk": {"headcount": 1}}} | people,
    )


# The agent is taken until 60 s; who is escalated at 50 s has talked to the bot since 10 s.
CASES = [
    case(0, kind=1),
    case(10, {"ask_turn": 4}),
    case(40, kind=1),
]


@pytest.mark.parametrize(("counts", "order"), [(True, [60, 120]), (False, [120, 60])])
def test_the_bot_session_counts_as_waiting_where_it_is_said_so(counts, order):
    _, journal = played(desk(bot_time_counts=counts), CASES)
    assert journal.legs.started.tolist()[1:] == order


def test_an_earlier_age_goes_ahead_of_all_who_joined_before():
    late = [case(40 + second, kind=1) for second in range(5)]
    _, journal = played(desk(), [*CASES[:2], *late])
    assert journal.legs.started[journal.legs.case == 1].tolist() == [60]
