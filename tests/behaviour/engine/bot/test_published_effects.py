"""Effects that were found at real desks, and that the model shows."""

import numpy as np
from support.handmade import scenario
from support.playing import play_out

from sim.engine import Journal
from sim.engine.journal import Ending, Outcome
from sim.scenario.files.loading import load

DAYS = {"kind": "day", "until": "4 days", "at_end": "cut"}
REPLICATIONS = 4


def chat_desk(**chat):
    """Chats around the clock for six people."""
    return scenario(
        run=DAYS,
        demand={"volume": "60/hour", "profile": "flat", "busyness": {"cv": 0}},
        channels={"chat": {"kind": "live", "patience": "exponential 5 min"} | chat},
        inquiry_types={"general": {"handle_time": "8 min", "solved_by_person": 1}},
        people={"teams": {"care": {"headcount": 6}}},
    )


def journals(desk) -> list[Journal]:
    return [play_out(desk, replication)[1] for replication in range(REPLICATIONS)]


def z(one: list[float], other: list[float]) -> float:
    """How many standard errors the first is above the second, replication by replication."""
    difference = np.array(one) - np.array(other)
    return float(difference.mean() / (difference.std(ddof=1) / np.sqrt(len(difference))))


def left(journal: Journal) -> float:
    """Share of contacts whose patience ended."""
    return float(np.mean(journal.contacts.ending == Ending.ABANDONED))


def test_silent_abandonment_costs_capacity():
    """Who leaves without a sign still takes an agent's time (arXiv 2304.11754)."""
    silent = {"silent_abandonment": 0.7, "silent_time": "90 s"}
    loud, quiet = (journals(chat_desk(**how)) for how in ({}, silent))
    assert z([left(each) for each in quiet], [left(each) for each in loud]) > 4
    for journal in quiet:
        legs = journal.legs.take(journal.legs.outcome == Outcome.SILENT)
        opened = legs.take(~np.isnan(legs.talk_end))
        assert len(opened) > 100
        assert np.allclose(opened.talk_end - opened.started, 90.0)


def copilot_desk(replication: int) -> dict[str, Journal]:
    """A chat desk alone, and with a copilot with which everybody takes one chat more at a time."""
    team = {"headcount": 4, "slots": {"chat": 2}, "slow_down": {2: 1.2, 3: 1.6}}
    halves = {"novices": 0.5, "experts": 0.5, "novice": 0.3, "middle": 0.15, "expert": 0}
    more = {"people": {"teams": {"care": {"slots": {"chat": 3}}}}}
    loaded = load(
        {
            "name": "copilot",
            "run": DAYS,
            "demand": {"volume": "60/hour", "profile": "flat", "busyness": {"cv": 0}},
            "channels": {"chat": {"kind": "live", "patience": "exponential 5 min"}},
            "inquiry_types": {"general": {"handle_time": "8 min", "solved_by_person": 1}},
            "bot": {"resolution_rate": 0.3},
            "people": {"teams": {"care": team}, "copilot": halves},
            "arms": {"baseline": {"bot": None}, "ai": {"policy": "copilot", **more}},
        }
    )
    return {arm: play_out(loaded.arm(arm), replication)[1] for arm in ("baseline", "ai")}


def mean_handling(journal: Journal, agents: np.ndarray) -> float:
    """Mean seconds of a handling by some of the agents."""
    done = journal.legs.take(~np.isnan(journal.legs.wrap_end))
    own = done.take(np.isin(done.agent, agents))
    return float((own.wrap_end - own.started).mean())


def test_a_copilot_that_makes_people_take_more_at_a_time_slows_the_best():
    """Novices gain more than they lose by multitasking, experts only lose (arXiv 2603.29888)."""
    change: dict[bool, list[float]] = {True: [], False: []}
    abandoned: dict[str, list[float]] = {"baseline": [], "ai": []}
    for replication in range(8):
        played = copilot_desk(replication)
        roster = played["ai"].roster
        experts = np.unique(roster.agent[roster.factor == 1.0])
        for is_expert, agents in (
            (True, experts),
            (False, np.setdiff1d(np.unique(roster.agent), experts)),
        ):
            if len(agents):
                times = [mean_handling(played[arm], agents) for arm in ("ai", "baseline")]
                change[is_expert].append(times[0] / times[1] - 1)
        for arm, journal in played.items():
            abandoned[arm].append(left(journal))
    assert all(each > 0.05 for each in change[True])
    assert all(each < 0 for each in change[False])
    assert z(abandoned["baseline"], abandoned["ai"]) > 4
