"""The error that a user's input raises, and the guess at what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

FieldPath = tuple[str | int, ...]
"""Keys and positions that lead to a value, such as `("policy", "rules", 0, "when")`."""


class ScenarioError(ValueError):
    """Something in the user's input does not hold; the text is ready to be shown as it is."""


def suggest(word: str, choices: Iterable[str]) -> str:
    """Return how to end a message about an unknown word.

    Parameters
    ----------
    word
        What was written.
    choices
        What could have been written.

    Returns
    -------
    str
        ``; did you mean `chat`?`` for the nearest choice, otherwise the list of choices; nothing
        when there are none.
    """
    known = list(choices)
    if near := get_close_matches(word, known, n=1, cutoff=0.6):
        return f"; did you mean `{near[0]}`?"
    return f"; possible: {', '.join(f'`{choice}`' for choice in known)}" if known else ""
