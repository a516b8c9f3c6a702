"""The error that a user's input raises, and the guess at what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from sim.base.visible import visible

FieldPath = tuple[str | int, ...]
"""Keys and positions that lead to a value, such as `("policy", "rules", 0, "when")`."""


_MOST_CHOICES = 30


class ScenarioError(ValueError):
    """Something in the user's input does not hold; the text is ready to be shown as it is.

    Whatever it repeats of the input: characters that would act on a terminal are escaped.
    """

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))


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
        ``; did you mean `chat`?`` for the nearest choice, otherwise the list of choices, as far as
        it is short; nothing when there are none.
    """
    known = list(choices)
    if near := get_close_matches(word, known, n=1, cutoff=0.6):
        return f"; did you mean `{near[0]}`?"
    if not known:
        return ""
    shown = ", ".join(f"`{choice}`" for choice in known[:_MOST_CHOICES])
    rest = len(known) - _MOST_CHOICES
    return f"; possible: {shown}" + (f" and {rest} more" if rest > 0 else "")
