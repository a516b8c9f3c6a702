"""How often a study draws, binds, plays and checks: a study that does more has grown slower.

Bounds are upper ones where less would do, and exact where each play is one that was asked for.
"""

from collections import Counter
from pathlib import Path

import pytest
from support.desks.chatdesk import chat_desk
from support.work import count_calls

import sim
from sim.engine.bind.bind import bind_world, with_roster
from sim.engine.playing import play
from sim.measures.checks.journal import check_journal
from sim.studies.worlds import forget
from sim.workload.generate import generate

SEAMS = (generate, bind_world, with_roster, play, check_journal)
REPLICATIONS = 4
"""Of the desk that is played."""
ARMS = 2
"""`baseline` and `ai`, which share their world and differ in what is bound."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    forget()
    return count_calls(monkeypatch, SEAMS)


def test_a_run_draws_once_and_plays_each_arm_once(calls: Counter[str], tmp_path: Path) -> None:
    sim.run(chat_desk(tmp_path))
    assert calls["play"] == calls["check_journal"] == ARMS * REPLICATIONS
    assert 0 < calls["generate"] <= REPLICATIONS
    assert 0 < calls["bind_world"] <= ARMS * REPLICATIONS


def test_arms_that_differ_in_people_are_bound_once(calls: Counter[str], tmp_path: Path) -> None:
    more = {"arms.more": {"people": {"teams": {"desk": {"headcount": 5}}}}}
    sim.run(chat_desk(tmp_path), set=more, arms=["ai", "more"])
    assert calls["play"] == 2 * REPLICATIONS
    assert 0 < calls["bind_world"] <= REPLICATIONS
    assert calls["with_roster"] == calls["play"]


def test_compared_policies_share_one_world(calls: Counter[str], tmp_path: Path) -> None:
    policies = ["none", "turn_limit", "confidence"]
    sim.compare(chat_desk(tmp_path), policies=policies)
    assert calls["play"] == calls["check_journal"] == len(policies) * REPLICATIONS
    assert 0 < calls["generate"] <= REPLICATIONS
    # `none` lets nobody meet the bot, which binds as all others do: a policy binds nothing.
    assert 0 < calls["bind_world"] <= REPLICATIONS


PLANNED = 10
"""Replications of a desk that planning tries, at most, on this desk of few targets."""
TRIES = 3
"""Desks that are tried for an arm and a volume: the guess is next to the answer, which needs one
desk that is on target and one with fewer people that is not."""
REPORTED = 2
"""Desks that are reported for each: the one that was found, and today's."""


WORLDS = 20 + 10 + 5 + REPLICATIONS
"""Planning replications of today's volume, of 30 % more and of what is tried between them, until it
is clear; and those that are reported."""


def test_a_curve_tries_few_desks(calls: Counter[str], tmp_path: Path) -> None:
    volumes = (1.0, 1.3)
    sim.curve(chat_desk(tmp_path), volumes=",".join(map(str, volumes)))
    most = ARMS * len(volumes) * (TRIES * PLANNED + REPORTED * REPLICATIONS)
    assert 0 < calls["play"] == calls["check_journal"] <= most
    assert 0 < calls["generate"] <= WORLDS
    # What is reported of both volumes comes of one world, bound for each.
    assert 0 < calls["bind_world"] <= ARMS * (WORLDS + REPLICATIONS)
