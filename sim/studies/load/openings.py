"""When channels are open, and where people handle what comes while they are not."""

from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR
from sim.engine.plan.plan import Plan
from sim.measures.rows.spans import seconds_by_bin
from sim.studies.load.axis import Axis


class HandledOn(NamedTuple):
    """A channel on which people handle a channel's contacts, and the share of each hour's."""

    channel: int
    share: Floats


def open_shares(plan: Plan, axis: Axis) -> Floats:
    """Return the share of each hour in which each channel is open, shape (channels, hours)."""
    return np.array(
        [seconds_by_bin(spans[:, 0], spans[:, 1], axis.edges)[0] / HOUR for spans in plan.opening]
    )


def handled_on(plan: Plan, channel: int, opened: Floats) -> list[HandledOn]:
    """Return where people handle a channel's contacts; what is missing in the shares is lost.

    Parameters
    ----------
    plan, channel
        The arm, and the code of the channel.
    opened
        What `open_shares` returns.
    """
    own, there = plan.channel_plans[channel], opened[channel]
    if not own.diverts:
        return [HandledOn(channel, there if own.loses else np.ones_like(there))]
    elsewhere = opened[own.target] if plan.channel_plans[own.target].loses else 1.0
    return [HandledOn(channel, there), HandledOn(own.target, np.minimum(1.0 - there, elsewhere))]
