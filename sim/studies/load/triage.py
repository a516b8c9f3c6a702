"""What triage takes contacts for: the shares of predicted types and urgencies."""

import numpy as np
from scipy.special import ndtr

from sim.base.arrays import Floats
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType

LEVELS = 5


def type_shares(scenario: Scenario) -> Floats:
    """Return the share of each predicted type by true type, shape (types, types)."""
    names, triage = list(scenario.inquiry_types), scenario.triage
    count = len(names)
    if not triage.predicts or count == 1:
        return np.eye(count)
    shares = np.full((count, count), (1.0 - triage.accuracy) / (count - 1))
    np.fill_diagonal(shares, triage.accuracy)
    for name, row in triage.confusion.items():
        shares[names.index(name)] = [row.get(other, 0.0) for other in names]
    return shares


def urgency_shares(scenario: Scenario) -> Floats:
    """Return the share of each predicted urgency 1..5 by the true one, shape (5, 5).

    The prediction is the true level plus normal noise, or plus or minus its size where errors lie
    on one side, rounded and kept within 1..5.
    """
    noise = scenario.triage.urgency_noise if scenario.triage.predicts else 0.0
    if noise == 0:
        return np.eye(LEVELS)
    levels = np.arange(1.0, LEVELS + 1)
    below = ndtr((levels[None, :-1] + 0.5 - levels[:, None]) / noise)
    if scenario.triage.urgency_errors == "up":
        below = np.maximum(2 * below - 1, 0.0)
    if scenario.triage.urgency_errors == "down":
        below = np.minimum(2 * below, 1.0)
    edges = np.concatenate([np.zeros((LEVELS, 1)), below, np.ones((LEVELS, 1))], axis=1)
    return np.diff(edges, axis=1)


def true_urgencies(inquiry_type: InquiryType) -> Floats:
    """Return the share of each true urgency 1..5 of a type, shape (5,)."""
    given = inquiry_type.urgency
    shares = given if isinstance(given, dict) else {given: 1.0}
    return np.array([shares.get(level, 0.0) for level in range(1, LEVELS + 1)])
