"""A policy that no list of rules can say: patience with the bot that depends on the queue.

The longer a person would take to be there, the more turns and the less confidence are accepted from
the bot; a VIP is not kept from a person for longer than a minute.

    tierzero run examples/own_policy/desk.yaml
    tierzero compare examples/own_policy/desk.yaml --arms baseline,ai,plain --against plain
"""

TURNS_AT_MOST = 5


def choose(seen):
    """Return "person", "bot", or None where the contact should go on as without this policy."""
    if seen.vip and seen.estimated_wait <= 60:
        return "person"
    minutes = min(seen.estimated_wait / 60, 10)
    turns = min(1 + minutes / 3, TURNS_AT_MOST)
    confidence = 0.85 - 0.05 * minutes
    if seen.turn >= turns or (seen.turn >= 1 and seen.confidence < confidence):
        return "person"
    return None
