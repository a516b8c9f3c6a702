"""Laws of random durations: handle times, patience, delays."""

import re
from functools import partial
from itertools import pairwise
from math import fsum, sqrt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from sim.scenario.errors import suggest
from sim.scenario.quantities import DURATION, NUMBER, Duration
from sim.scenario.section import Section

HIGHEST_CV = 10.0
"""Largest cv of a family; samples may have a larger one."""

_FIXED_CV = {"exponential": 1.0, "constant": 0.0}
_FREE_CV = ("lognormal", "gamma", "weibull")
_WRITTEN = (*_FIXED_CV, *_FREE_CV)
_EXAMPLES = "`20 min`, `lognormal 20 min cv 1.3`, `exponential 6 min` or `constant 5 s`"


class Law(Section):
    """The law of a random duration, by mean and coefficient of variation or by quantiles."""

    law: Literal["exponential", "lognormal", "gamma", "weibull", "constant", "empirical"]
    """Family; `constant` is the mean itself, `empirical` is read from `values`."""
    mean: Duration
    """Mean; made from the values of an empirical law."""
    cv: Annotated[float, Field(ge=0)]
    """Coefficient of variation, standard deviation over mean; made from the values of an empirical
    law, 1 for an exponential one, 0 for a constant."""
    values: tuple[Duration, ...] = ()
    """Sample or equally spaced quantiles of an empirical law, made sorted; linear between."""

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        family = value.get("law")
        if family == "empirical":
            return _empirical(value)
        if family in _FREE_CV and "cv" not in value:
            raise ValueError(f"a law `{family}` needs its cv, such as `{family} 20 min cv 0.7`")
        return {"cv": _FIXED_CV.get(str(family), 0.0), **value}

    @model_validator(mode="after")
    def _consistent(self) -> "Law":
        fixed = _FIXED_CV.get(self.law)
        if fixed is not None and self.cv != fixed:
            raise ValueError(f"the cv of a law `{self.law}` is {fixed:g}; leave it out")
        if self.law in _FREE_CV and self.cv == 0:
            raise ValueError(f"the cv of a law `{self.law}` is above 0; write `constant` instead")
        if self.law != "empirical" and self.cv > HIGHEST_CV:
            raise ValueError(f"a cv of {self.cv:g} is above {HIGHEST_CV:g}; 130 % is written 1.3")
        if self.values and self.law != "empirical":
            raise ValueError(f"`values` belong to a law `empirical`, not to `{self.law}`")
        return self


def _empirical(value: dict[str, Any]) -> dict[str, Any]:
    values = value.get("values")
    if not isinstance(values, list | tuple) or len(values) < 2:
        raise ValueError("a law `empirical` needs a list of at least 2 `values`")
    quantiles = sorted(DURATION.read(one) for one in values)
    return {**value, "values": quantiles, **_moments(quantiles)}


def _moments(quantiles: list[float]) -> dict[str, float]:
    """Return mean and cv of the law that is linear between equally spaced quantiles."""
    pieces = list(pairwise(quantiles))
    mean = fsum((a + b) / 2 for a, b in pieces) / len(pieces)
    centred = [(a - mean, b - mean) for a, b in pieces]
    variance = fsum((a * a + a * b + b * b) / 3 for a, b in centred) / len(pieces)
    return {"mean": mean, "cv": sqrt(variance) / mean if mean else 0.0}


def _read(value: object, family: str, cv: float) -> object:
    """Return the law that a text or a mapping says; a bare duration is of the given family."""
    if isinstance(value, Law):
        return value
    law = value if isinstance(value, dict) else _from_text(value)
    if not law.keys() & Law.model_fields.keys():
        raise ValueError(f"the mapping has no `law`, `mean` or `values`; write {_EXAMPLES}")
    law = {"law": family, **law}
    return {"cv": cv, **law} if law["law"] == family else law


def _from_text(value: object) -> dict[str, object]:
    if not isinstance(value, str):
        return {"mean": DURATION.read(value)}
    pattern = rf"\s*(?:([a-z]+)\s+)?({NUMBER}\s*[a-z]*)(?:\s+cv\s+({NUMBER}))?\s*"
    match = re.fullmatch(pattern, value)
    if not match:
        raise ValueError(f"{value!r} is no law of a duration; write {_EXAMPLES}")
    name, mean, cv = match.groups()
    if name is not None and name not in _WRITTEN:
        raise ValueError(f"no law is called {name!r}{suggest(name, _WRITTEN)}")
    given = {"law": name, "mean": DURATION.read(mean), "cv": cv and float(cv)}
    return {key: one for key, one in given.items() if one is not None}


def _law_or_channels(value: object) -> str:
    by_channel = isinstance(value, dict) and not value.keys() & Law.model_fields.keys()
    return _BY_CHANNEL if by_channel else _ONE


HandleLaw = Annotated[Law, BeforeValidator(partial(_read, family="lognormal", cv=1.2))]
"""A handle time; a bare duration is lognormal with CV 1.2 (Brown et al. 2005, A)."""
PatienceLaw = Annotated[Law, BeforeValidator(partial(_read, family="exponential", cv=1.0))]
"""A patience; a bare duration is exponential (J)."""
DelayLaw = PatienceLaw
"""A delay; a bare duration is exponential (J)."""

# The tags stand in the paths of pydantic's findings, where no key may be mistaken for them.
_ONE, _BY_CHANNEL = "<one law>", "<by channel>"
HandleTime = Annotated[
    Annotated[HandleLaw, Tag(_ONE)] | Annotated[dict[str, HandleLaw], Tag(_BY_CHANNEL)],
    Discriminator(_law_or_channels),
]
"""One handle time, or one by channel."""
