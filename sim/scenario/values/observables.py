"""What a policy may look at: each observable is declared here, once.

The conditions of rules, what a policy in Python sees, the table in docs/policies.md and what is
known of a first contact at the door all follow from this list; the engine says how each is read.
"""

from math import inf
from typing import Literal, NamedTuple

ValueKind = Literal["name", "flag", "count", "share", "money", "duration"]
"""What an observable's value is; a name is a code in the engine."""

Bounds = tuple[float, float]


class Observable(NamedTuple):
    """Something that a desk knows of a contact or of itself.

    Attributes
    ----------
    name
        How a condition is written.
    kind
        What its value is.
    meaning
        What it says.
    python
        What a policy in Python sees, where that is said in other words.
    at_entry
        Between which numbers it lies when a first contact meets the policy; None: that is not
        known beforehand.
    of_queue
        Whether it is read from the queue that the contact would join.
    """

    name: str
    kind: ValueKind
    meaning: str
    python: str = ""
    at_entry: Bounds | None = None
    of_queue: bool = False


OBSERVABLES = (
    Observable("type", "name", "Predicted inquiry types.", "Predicted inquiry type."),
    Observable("channel", "name", "Channels.", "Channel."),
    Observable(
        "segment",
        "name",
        "Segments of the customer.",
        "The customer's segment; None where the scenario has none.",
    ),
    Observable("vip", "flag", "Whether the customer's segment is one of VIPs."),
    Observable("urgency", "count", "Predicted urgency, 1..5.", at_entry=(1.0, 5.0)),
    Observable(
        "attempt",
        "count",
        "Number of the contact within its case, 0 for the first.",
        at_entry=(0.0, 0.0),
    ),
    Observable("turn", "count", "Turns completed; 0 at entry.", at_entry=(0.0, 0.0)),
    Observable(
        "confidence",
        "share",
        "Reported confidence, a share; compared as log-odds. Known from the entry on, where there "
        "is a bot.",
        "Reported confidence, a share.",
        at_entry=(0.0, 1.0),
    ),
    Observable(
        "value_at_risk",
        "money",
        "(1 - reported confidence) x what the customer is worth per month: the money at stake if "
        "the bot fails.",
    ),
    Observable(
        "mood",
        "share",
        "The customer's mood: 1 at the start, less with each unsolved turn.",
        at_entry=(1.0, 1.0),
    ),
    Observable("asked_for_person", "flag", "Whether the customer has asked for a person."),
    Observable("open", "flag", "Whether the channel's human side is open."),
    Observable(
        "queue_length",
        "count",
        "Contacts waiting in the queue that this one would join.",
        at_entry=(0.0, inf),
        of_queue=True,
    ),
    Observable(
        "estimated_wait",
        "duration",
        "(contacts ahead + 1) x mean handle time / agents on duty, plus the time to opening; "
        "seconds or a duration.",
        "Seconds that it would wait there, infinite with nobody on duty.",
        at_entry=(0.0, inf),
        of_queue=True,
    ),
)
"""In the order in which the engine reads them."""

PLACE = {observable.name: place for place, observable in enumerate(OBSERVABLES)}
"""Place of each in `OBSERVABLES`, by name."""
