"""Desks as large, as full and as odd as `tierzero check` lets them be: one journal, and no mishap.

`make sanitize` plays them by a kernel that watches its memory and its arithmetic.
"""

from datetime import datetime, timedelta

import numpy as np
from support.twins import played_by_both

from sim.engine import Journal
from sim.engine.journal import Ending, Outcome
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment

MIDNIGHT = datetime(2026, 1, 5)
DAY = {"kind": "day", "start": MIDNIGHT.date(), "at_end": "cut", "outlook": False}
HOUR = DAY | {"until": "1 hour"}
TYPE = {"handle_time": "3 min", "patience": "5 min"}


def played(**sections: object) -> Journal:
    """The journal of a desk's last arm; sections replace those of a plain phone line."""
    document = {
        "name": "hostile",
        "run": HOUR,
        "demand": {"volume": "4800/day", "profile": "flat"},
        "channels": {"phone": {"kind": "live"}},
        "inquiry_types": {"general": TYPE},
        "people": {"teams": {"desk": {"headcount": 5}}},
    }
    experiment = make_experiment(load(document | sections))
    for arm, bound in experiment.bound(0):
        journal = played_by_both(arm.plan, bound, arm.name)
    return journal


def test_as_many_types_channels_teams_and_rules_as_fit():
    types = {f"type{n}": TYPE | {"share": 0.01, "tier2": {"share": 0.2}} for n in range(100)}
    teams = {f"team{n}": {"headcount": 1, "queues": [f"type{n}"]} for n in range(49)}
    rule = {"when": {"turn": ">= 3"}, "then": "person"}
    journal = played(
        demand={"volume": "24000/day", "profile": "flat"},
        channels={f"line{n}": {"kind": "live"} for n in range(6)},
        inquiry_types=types,
        people={"teams": teams | {"all": {"headcount": 5}}},
        bot={"resolution_rate": 0.3, "turn_limit": 60},
        policy={"rules": [rule | {"name": f"rule{n}"} for n in range(200)]},
        returns={"max_attempts": 20},
    )
    assert len(journal.integrals.waiting) >= 600
    assert {*journal.legs.team.tolist()} >= set(range(50))


def test_as_many_agents_as_fit():
    journal = played(
        demand={"volume": "96000/day", "profile": "flat"},
        channels={"phone": {"kind": "live"}, "chat": {"kind": "live"}},
        people={"teams": {"desk": {"headcount": 10_000, "slots": {"chat": 20}}}},
    )
    assert len(journal.legs) > 3_000
    assert (journal.legs.started == journal.legs.joined).all()


def test_a_crush_before_one_person():
    journal = played(
        demand={"volume": "1000000/day", "profile": "flat"},
        channels={"mail": {"kind": "deferred"}},
        inquiry_types={"general": {"handle_time": "3 min"}},
        people={"teams": {"desk": {"headcount": 1, "slots": {"mail": 20}}}},
        run=DAY | {"until": "15 min"},
    )
    assert len(journal.legs) > 8_000
    assert (journal.legs.outcome == Outcome.OPEN).mean() > 0.9


def test_nobody_comes_and_nobody_is_there():
    nothing = played(demand={"volume": "0/day"})
    assert (len(nothing.contacts), len(nothing.legs)) == (0, 0)
    alone = played(people={"teams": {"desk": {"headcount": 0}}})
    assert len(alone.contacts) > 100
    assert not (alone.contacts.ending == Ending.PERSON_RESOLVED).any()
    drained = played(demand={"volume": "0/day"}, run=HOUR | {"at_end": "drain"})
    assert drained.end == 3600.0


def test_rates_of_none_and_all():
    for share in (0.0, 1.0):
        played(
            channels={
                "chat": {
                    "kind": "live",
                    "balking": share,
                    "silent_abandonment": share,
                    "redial": {"first": share, "further": share, "delay": "1 s"},
                    "queue_capacity": 1,
                    "trunks": 2,
                }
            },
            bot={"resolution_rate": share},
            returns={"max_attempts": 20, "after_bot": share, "after_person": share},
            people={"teams": {"desk": {"headcount": 2, "absence": share}}},
        )


def test_all_at_one_instant(folder):
    (folder / "calls.csv").write_text("at\n" + "600\n" * 3000)
    journal = played(
        demand={"trace": {"file": "calls.csv", "columns": {"arrival": "at"}}},
        inquiry_types={"general": {"handle_time": {"law": "constant", "mean": "1 min"}}},
        people={"teams": {"desk": {"headcount": 40}, "other": {"headcount": 40}}},
    )
    assert (journal.contacts.arrival == 600).sum() == 3000
    assert len(np.unique(journal.legs.started)) < 60


def test_shifts_of_a_second(folder):
    begins = [MIDNIGHT + timedelta(seconds=2 * n) for n in range(1500)]
    shifts = [
        f"{agent},{begin.isoformat()},{(begin + timedelta(seconds=1)).isoformat()}"
        for agent in range(3)
        for begin in begins
    ]
    (folder / "shifts.csv").write_text("\n".join(["agent,on,off", *shifts]))
    for rule in ("pause", "hand_over", "finish"):
        journal = played(
            channels={"mail": {"kind": "deferred"}, "form": {"kind": "deferred"}},
            inquiry_types={"general": {"handle_time": "2 min"}},
            people={
                "teams": {
                    "desk": {
                        "roster": "shifts.csv",
                        "at_shift_end": rule,
                        "slots": {"mail": 3, "form": 3},
                    }
                }
            },
        )
        broken = np.isin(journal.legs.outcome, (Outcome.PAUSED, Outcome.HANDED_OVER)).sum()
        assert (broken > 1000) == (rule != "finish")


def test_as_long_a_way_as_a_contact_can_have():
    journal = played(
        demand={"volume": "2400/day", "profile": "flat"},
        channels={"mail": {"kind": "deferred", "touches": {"mean": 5, "reply_delay": "1 s"}}},
        inquiry_types={
            one: {
                "handle_time": "1 s",
                "share": 0.5,
                "solved_by_person": 0,
                "forwards": {other: 0.95},
                "tier2": {"share": 0.05},
            }
            for one, other in (("a", "b"), ("b", "a"))
        },
        people={"max_forwards": 20, "teams": {"desk": {"headcount": 50}}},
        returns={"max_attempts": 20, "after_person": 1, "delay": "1 s"},
    )
    legs = np.unique(journal.legs.case * 32 + journal.legs.attempt, return_counts=True)[1]
    assert legs.max() >= 20
    assert journal.legs.attempt.max() >= 3
