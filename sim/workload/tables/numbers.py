"""Numbers as people and programs write them into tables."""

import math
import re

from sim.scenario.sections.data_file import DataFile

_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_BLANKS = " \u00a0\u2009\u202f'"
"""What may stand between thousands whatever the decimal sign is."""
_GROUPED = re.compile(rf"[-+]?\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+", re.ASCII)
_MOST_LETTERS = 40

AMBIGUOUS = (
    "may mean thousands or decimals; write `decimal: comma` or `decimal: point` beside `file`"
)


class Numbers:
    """Reads numbers with thousands separators.

    A comma with three digits after it is a thousands separator, unless the file declares
    `decimal: comma`, or has `;` between its fields, which is what programs write whose decimal sign
    is a comma: there it must be declared.

    Parameters
    ----------
    file
        What is declared.
    delimiter
        What stands between fields.
    """

    def __init__(self, file: DataFile, delimiter: str) -> None:
        self._comma = file.decimal == "comma"
        self._unsure = file.decimal is None and delimiter == ";"

    def __call__(self, text: str) -> float | None:
        """Return a finite number, or None where the text is none.

        Raises
        ------
        ValueError
            When it may be two numbers.
        """
        if text.isdigit() and text.isascii() and len(text) <= _MOST_LETTERS:  # most of all numbers
            return float(text)
        if not self._comma and _PLAIN.fullmatch(text) and len(text) <= _MOST_LETTERS:
            return _finite(text)
        plain = self._without_groups(text) if len(text) <= _MOST_LETTERS else None
        return _finite(plain) if plain is not None and _PLAIN.fullmatch(plain) else None

    def _without_groups(self, text: str) -> str | None:
        sign, between = (",", ".") if self._comma else (".", ",")
        whole, point, rest = text.partition(sign)
        if between in whole:
            if not re.fullmatch(rf"[-+]?\d{{1,3}}(?:\{between}\d{{3}})+", whole, re.ASCII):
                if self._unsure and re.fullmatch(r"[-+]?\d+,\d+", text, re.ASCII):
                    raise ValueError(AMBIGUOUS)
                return None
            if self._unsure and not point and whole.count(between) == 1:
                raise ValueError(AMBIGUOUS)
        elif _GROUPED.fullmatch(whole):
            whole = re.sub(f"[{_BLANKS}]", "", whole)
        return whole.replace(between, "") + ("." + rest if point else "")


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
