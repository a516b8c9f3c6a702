"""Numbers with a unit, as people write them: `20 min`, `65 %`, `25/h`."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from sim.base.time import DAY, HOUR, MINUTE, WEEK

_MOST_BITS = 1000

NUMBER = r"[-+]?\d{1,15}(?:\.\d{1,15})?"
"""Regular expression for the number before a unit: no exponent, no thousands separator."""


@dataclass(frozen=True)
class Quantity:
    """A kind of number: its units, its bounds, and how to write it.

    Attributes
    ----------
    noun
        What it is called in messages, with its article.
    examples
        What to write instead of something wrong.
    high
        The largest value; the smallest is 0.
    units
        Factor to the base unit, by unit; the unit stands after the number.
    """

    noun: str
    examples: str
    high: float
    units: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))

    def read(self, value: object) -> float:
        """Return the value in the base unit; a plain number is in the base unit already.

        Raises
        ------
        ValueError
            When it is not a number with one of the units, or is out of bounds.
        """
        number = plain(value)
        if number is None and isinstance(value, str):
            number = self._with_unit(value)
        if number is None:
            raise ValueError(f"{value!r} is not {self.noun}; write {self.examples}")
        if not 0 <= number <= self.high:
            bounds = f"{self.noun} lies between 0 and {self.high:.12g}"
            raise ValueError(f"{value!r} is out of bounds: {bounds}; write {self.examples}")
        return number

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of both forms: the plain number and the text with a unit."""
        number = {"type": "number", "minimum": 0, "maximum": self.high}
        units = "|".join(self.units)
        text = {"type": "string", "pattern": rf"^\s*\d+(\.\d+)?\s*({units})\s*$"}
        return {"anyOf": [number, text] if self.units else [number]}

    def _with_unit(self, text: str) -> float | None:
        match = re.fullmatch(rf"\s*({NUMBER})\s*(\D*?)\s*", text)
        if not match:
            return None
        unit = re.sub(r"^(/|per\b)\s*", "/", match[2])
        return float(Fraction(match[1]) * self.units[unit]) if unit in self.units else None


def plain(value: object) -> float | None:
    """Return a finite number as a float, anything else as None; a truth value is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:  # no float holds it
        return None
    return float(value) if math.isfinite(value) else None


def _units(factor: float, *names: str) -> dict[str, Fraction]:
    return dict.fromkeys(names, Fraction(factor))


DURATION = Quantity(
    "a duration",
    "`45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`",
    1e9,  # 31 years: sums of times stay on the engine's grid
    {
        "ms": Fraction(1, 1000),
        **_units(1, "s", "sec", "second", "seconds"),
        **_units(MINUTE, "min", "minute", "minutes"),
        **_units(HOUR, "h", "hour", "hours"),
        **_units(DAY, "day", "days"),
        **_units(WEEK, "week", "weeks"),
    },
)
SHARE = Quantity("a share", "`65 %` or `0.65`", 1.0, {"%": Fraction(1, 100)})
GROWTH = Quantity("a growth rate", "`150 %` or `1.5`", 100.0, {"%": Fraction(1, 100)})
AMOUNT = Quantity("an amount of money", "a plain number such as `8000`", 1e15)
HOURLY = Quantity("a price per hour", "`25/h`", 1e9, _units(1, "/h", "/hour"))
MONTHLY = Quantity("a price per month", "`200/month`", 1e12, _units(1, "/month"))

Duration = Annotated[float, BeforeValidator(DURATION.read), WithJsonSchema(DURATION.schema())]
"""Seconds; `45 s`, `20 min`, `1.5 h`, `2 days`, `2 weeks`."""
Share = Annotated[float, BeforeValidator(SHARE.read), WithJsonSchema(SHARE.schema())]
"""A share in 0..1; `65 %` or `0.65`."""
Growth = Annotated[float, BeforeValidator(GROWTH.read), WithJsonSchema(GROWTH.schema())]
"""What comes on top, as a multiple; `150 %` or `1.5`."""
Amount = Annotated[float, BeforeValidator(AMOUNT.read), WithJsonSchema(AMOUNT.schema())]
"""Money in the scenario's currency; `8000`."""
Hourly = Annotated[float, BeforeValidator(HOURLY.read), WithJsonSchema(HOURLY.schema())]
"""Money per hour; `25/h`."""
Monthly = Annotated[float, BeforeValidator(MONTHLY.read), WithJsonSchema(MONTHLY.schema())]
"""Money per month; `200/month`."""
