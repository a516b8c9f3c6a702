"""Text that others wrote, made fit for a terminal and a message."""

import re

MOST_SHOWN = 2_000
"""Characters of a message that are shown; what is longer is cut in its middle."""

# Control characters (C0 but tab and line breaks, DEL, C1), lone surrogates, line and paragraph
# separators, and the marks that turn the direction of what follows (which disguise a name).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def hidden_character(text: str) -> tuple[int, str] | None:
    """Return where the first character stands that must not reach a terminal, and its name.

    Parameters
    ----------
    text
        Anything; tabs and line breaks are no such characters.

    Returns
    -------
    tuple of int and str
        The position from 0, and a name such as ``U+001B``; None where there is no such character.
    """
    match = _HIDDEN.search(text)
    return (match.start(), f"U+{ord(match[0]):04X}") if match else None


def visible(text: str) -> str:
    """Return a text in which such characters are written as escapes, U+001B as backslash x1b."""
    return _HIDDEN.sub(lambda match: ascii(match[0])[1:-1], text)


def shortened(text: str, most: int = MOST_SHOWN) -> str:
    """Return a text without its middle where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} [... {len(text) - 2 * half:,} characters ...] {text[-half:]}"
