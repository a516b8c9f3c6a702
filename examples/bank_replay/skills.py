"""Which types of call an agent answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from calls import Call

SKILL = 0.01
"""Share of an agent's calls from which a type is a skill of theirs."""
TOO_RARE = {"PE", "TT"}
"""Types of too few calls to tell; whoever does everyday banking takes them."""


def skills(calls: Iterable[Call]) -> dict[str, tuple[str, ...]]:
    """Return the types that each agent answers."""
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for call in calls:
        if call.service and call.service.server:
            taken[call.service.server][call.type] += 1
    return {agent: _usual(counts) for agent, counts in taken.items()}


def _usual(counts: Counter[str]) -> tuple[str, ...]:
    types = {type for type, count in counts.items() if count >= SKILL * counts.total()}
    return tuple(sorted(types | TOO_RARE if "PS" in types else types))
