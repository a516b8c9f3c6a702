"""A kind of number with its units: how it is read, doubted, dumped, and described to editors."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

_MOST_BITS = 1000

NUMBER = r"[-+]?\d{1,15}(?:\.\d{1,340})?"
"""Regular expression for the number before a unit: no exponent, no thousands separator. No float
has more decimals."""

WRITTEN: Mapping[str, bool] = MappingProxyType({"written": True})
"""Context in which pydantic validates what a user wrote: units may not be left out.

Without it a bare number is in the base unit: numbers in Python, such as `Bot(turn_time=25.0)`, mean
what the attributes mean when they are read. Nothing that comes from a file or a setting is
validated without it.
"""

PERCENT: Mapping[str, Fraction] = MappingProxyType({"%": Fraction(1, 100)})
"""The unit of shares, factors and growth."""


@dataclass(frozen=True, eq=False)
class Quantity:
    """A kind of number: its units, its bounds, and how to write it.

    It stands in the `Annotated[float, ...]` of a type, and makes pydantic read and dump it: what is
    dumped as JSON is what a user could have written, so that it reads as the same number.

    Attributes
    ----------
    noun
        What it is called in messages, with its article.
    examples
        What to write instead of something wrong.
    high, low
        The largest and the smallest value.
    above
        Whether the value must be above the smallest.
    units
        Factor to the base unit, by unit; the unit stands after the number.
    needed
        Units to suggest where a number has none, because the unit decides what it means; empty
        where a bare number is clear. 0 is 0 in any unit.
    dumped
        Units in which a value is dumped, the first that makes it a whole number, else the last.
    asks
        Above it a bare number is doubted: a percentage was meant, or let it be written as one.
    doubt
        What a doubted number says, with `{number}` or `{percent}` in it.
    """

    noun: str
    examples: str
    high: float
    low: float = 0.0
    above: bool = False
    units: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    needed: tuple[str, ...] = ()
    dumped: tuple[str, ...] = ()
    asks: float = math.inf
    doubt: str = ""

    def read(self, value: object, *, written: bool = True) -> float:
        """Return the value in the base unit.

        Parameters
        ----------
        value
            A number, or a text with one of the units.
        written
            Whether a user wrote it; if not, a plain number is in the base unit.

        Raises
        ------
        ValueError
            When it is not such a number, lacks a unit that decides, or is out of bounds.
        """
        number = plain(value)
        if number is None and isinstance(value, str):
            number = self._with_unit(value)
        if number is None:
            raise ValueError(f"{value!r} is not {self.noun}; write {self.examples}")
        is_bare = not isinstance(value, str)
        if not self._is_within(number):
            raise ValueError(self._out_of_bounds(value, number if is_bare else None))
        if is_bare and number and written and self.needed:
            raise ValueError(self._lacks_unit(value))
        if is_bare and written and number > self.asks:
            raise ValueError(self._doubted(number))
        return number

    def text(self, number: float) -> float | str:
        """Return a value in the base unit as a user would write it."""
        exact = Fraction(number)
        for unit in self.dumped if number else ():
            count = exact / self.units[unit]
            if count.denominator == 1:
                return _joined(str(count), unit)
        if self.dumped and number:
            return _joined(decimals(number), self.dumped[-1])
        if number > self.asks:
            return f"{decimals(Decimal(repr(number)) * 100)} %"
        return number

    def between(self, low: float, high: float) -> "Quantity":
        """Return the same kind of number with other bounds."""
        return replace(self, low=low, high=high)

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of both forms: the plain number and the text with a unit."""
        least = "exclusiveMinimum" if self.above else "minimum"
        number = {"type": "number", least: self.low, "maximum": min(self.high, self.asks)}
        units = "|".join(map(re.escape, self.units))
        sign = "-?" if self.low < 0 else ""
        text = {"type": "string", "pattern": rf"^\s*{sign}\d+(\.\d+)?\s*({units})\s*$"}
        return {"anyOf": [{"enum": [0]} if self.needed else number, *([text] if units else [])]}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return how pydantic reads and dumps a float that is such a quantity."""
        dumping = None
        if self.dumped or self.asks < self.high:
            dumping = core_schema.plain_serializer_function_ser_schema(self.text, when_used="json")
        return core_schema.with_info_before_validator_function(
            self._validated, handler(source), serialization=dumping
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return `schema`, whatever the float below it would be."""
        return self.schema()

    def _validated(self, value: object, info: ValidationInfo) -> float:
        return self.read(value, written=info.context is WRITTEN)

    def _with_unit(self, text: str) -> float | None:
        match = re.fullmatch(rf"\s*({NUMBER})\s*(\D*?)\s*", text)
        if not match:
            return None
        if not match[2] and self.needed:
            raise ValueError(self._lacks_unit(text))
        unit = re.sub(r"^(/|per\b)\s*", "/", match[2])
        return float(Fraction(match[1]) * self.units[unit]) if unit in self.units else None

    def _is_within(self, number: float) -> bool:
        return self.low <= number <= self.high and not (self.above and number == self.low)

    def _out_of_bounds(self, value: object, bare: float | None) -> str:
        if self.above:
            bounds = f"{self.noun} is above {self.low:.12g} and at most {self.high:.12g}"
        else:
            bounds = f"{self.noun} lies between {self.low:.12g} and {self.high:.12g}"
        remedy = f"write {self.examples}"
        if bare is not None and "%" in self.units and bare > 1 and self._is_within(bare / 100):
            remedy = f"did you mean `{bare:.12g} %`?"
        return f"{value!r} is out of bounds: {bounds}; {remedy}"

    def _lacks_unit(self, value: object) -> str:
        number = str(value).strip()
        ways = " or ".join(f"`{_joined(number, unit)}`" for unit in self.needed)
        return f"{value!r} has no unit, and {self.noun} needs one; write {ways}"

    def _doubted(self, number: float) -> str:
        percent = f"{decimals(Decimal(repr(number)) * 100)} %"
        says = self.doubt.format(number=f"{number:.12g}", percent=percent)
        return f"{number:.12g} is {says}; did you mean `{number:.12g} %`? If not, write `{percent}`"


def plain(value: object) -> float | None:
    """Return a finite number as a float, anything else as None; a truth value is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:  # no float holds it
        return None
    return float(value) if math.isfinite(value) else None


def without_unit(text: str) -> float | str:
    """Return a text as the number that it is, such as `0.65`, or as it stands where it is none."""
    if not re.fullmatch(rf"\s*{NUMBER}\s*", text):
        return text
    return float(text) if "." in text else int(text)


def _joined(number: str, unit: str) -> str:
    """Return a number with its unit, in the singular where it is 1: `1 week`, `25/h`."""
    if number == "1" and unit in ("days", "weeks"):
        unit = unit.removesuffix("s")
    return f"{number}{unit}" if unit.startswith("/") else f"{number} {unit}"


def decimals(number: float | Decimal) -> str:
    """Return all digits of a number, without an exponent."""
    text = f"{number if isinstance(number, Decimal) else Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
