"""Section `queues`: how a queue's contacts are given out."""

from typing import Literal

from sim.scenario.values.section import Section


class Queue(Section):
    """What differs for a queue; by name (`billing`), with its channel, or `*/phone`."""

    assign: Literal["team_order", "longest_idle", "score", "uniform"] = "team_order"
    """Which of the free agents of its teams takes a contact that joins: one of the first team with
    anybody free (`team_order`), the one who is idle the longest whatever the team
    (`longest_idle`), by the teams' `score` and the share of duty that the agent has been idle
    (`score`), or each alike (`uniform`)."""
