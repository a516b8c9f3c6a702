"""Laws of random durations: handle times, patience, delays."""

from functools import partial
from math import fsum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag, ValidationInfo, model_validator

from sim.scenario.values.law_moments import (
    Phase,
    balanced_phases,
    of_bounds,
    of_phases,
    of_quantiles,
)
from sim.scenario.values.law_text import (
    BOUNDED,
    EXAMPLES,
    FIXED_CV,
    FREE_CV,
    lacks_bounds,
    read_law,
)
from sim.scenario.values.quantities import DURATION, SHARE, Cv, Duration, Share
from sim.scenario.values.quantity import WRITTEN
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default

HIGHEST_CV = 10.0
"""Largest cv of a family; samples and phases may have a larger one."""


class Law(Section):
    """The law of a random duration, by mean and coefficient of variation or by its parts."""

    law: Literal[
        "exponential",
        "lognormal",
        "gamma",
        "weibull",
        "hyperexponential",
        "uniform",
        "triangular",
        "constant",
        "empirical",
    ]
    """Family; `hyperexponential` mixes exponential laws, `uniform` and `triangular` lie between
    `low` and `high`, `constant` is the mean itself, `empirical` is read from `values`."""
    mean: Duration
    """Mean; computed where `values`, `means` or bounds are given."""
    cv: Cv
    """Coefficient of variation, standard deviation over mean; computed where `values`, `means` or
    bounds are given, 1 for an exponential law, 0 for a constant."""
    values: tuple[Duration, ...] = ()
    """Sample or equally spaced quantiles of an empirical law, sorted when read; linear in
    between."""
    means: Annotated[tuple[Duration, ...], Default("two that bring half of the mean each")] = ()
    """Means of the exponential laws that a hyperexponential one mixes."""
    shares: tuple[Share, ...] = ()
    """Their shares, which add up to 1."""
    low: Annotated[Duration | None, Default("none")] = None
    """Least value of a uniform or triangular law."""
    mode: Annotated[Duration | None, Default("none")] = None
    """Most likely value of a triangular law, between the two others."""
    high: Annotated[Duration | None, Default("none")] = None
    """Largest value of a uniform or triangular law."""

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        family, written = value.get("law"), info.context is WRITTEN
        _check_bounds(value)
        if family == "empirical":
            return _empirical(value, written)
        if family == "hyperexponential" and (value.get("means") or value.get("shares")):
            return _mixed(value, written)
        if family in BOUNDED:
            return _bounded(value, written)
        if family in FREE_CV and "cv" not in value:
            example = f"{family} 20 min cv {1.7 if family == 'hyperexponential' else 0.7:g}"
            raise ValueError(f"the law `{family}` needs a cv, such as `{example}`")
        return {"cv": FIXED_CV.get(str(family), 0.0), **value}

    @model_validator(mode="after")
    def _consistent(self) -> "Law":
        fixed = FIXED_CV.get(self.law)
        if fixed is not None and self.cv != fixed:
            raise ValueError(f"the law `{self.law}` always has cv {fixed:g}; leave `cv` out")
        if self.law in FREE_CV and self.cv == 0:
            raise ValueError(f"the law `{self.law}` needs a cv above 0; for 0 write `constant`")
        if self.law == "hyperexponential" and not self.means and self.cv <= 1:
            raise ValueError(f"the law `{self.law}` needs a cv above 1; for 1 write `exponential`")
        if not (self.values or self.means) and self.cv > HIGHEST_CV:
            rule = f"a cv of {self.cv:g} is above {HIGHEST_CV:g}"
            raise ValueError(f"{rule}; did you mean `{self.cv:g} %`?")
        if self.values and self.law != "empirical":
            raise ValueError(f"`values` belong to the law `empirical`, not to `{self.law}`")
        if (self.means or self.shares) and self.law != "hyperexponential":
            raise ValueError(f"`means` belong to the law `hyperexponential`, not to `{self.law}`")
        return self

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Share and mean of each exponential law that a hyperexponential one mixes."""
        if self.means:
            return tuple(zip(self.shares, self.means, strict=True))
        return balanced_phases(self.mean, self.cv)

    @property
    def bounds(self) -> tuple[float, ...]:
        """Low and high of a uniform law; low, mode and high of a triangular one."""
        return tuple(bound for bound in (self.low, self.mode, self.high) if bound is not None)


class Patience(Law):
    """The law of how long customers wait before they leave."""

    at_once: Share = 0.0
    """Share of customers who leave at once if nobody is free; mean and cv are those of the
    others."""


def _empirical(value: dict[str, Any], written: bool) -> dict[str, Any]:
    values = value.get("values")
    if not isinstance(values, list | tuple) or len(values) < 2:
        raise ValueError("a law `empirical` needs a list of at least 2 `values`")
    seconds = partial(DURATION.read, written=written)
    moments = of_quantiles(sorted(map(seconds, values)))
    return value | {"values": sorted(values, key=seconds)} | _written(moments)


def _mixed(value: dict[str, Any], written: bool) -> dict[str, Any]:
    given = [value.get(key) for key in ("means", "shares")]
    lists = [parts for parts in given if isinstance(parts, list | tuple) and len(parts) > 1]
    if len(lists) < 2:
        raise ValueError(
            "the law `hyperexponential` needs lists of at least 2 `means` and `shares`"
        )
    means = [DURATION.read(mean, written=written) for mean in lists[0]]
    shares = [SHARE.read(share) for share in lists[1]]
    if len(means) != len(shares):
        raise ValueError(
            f"{len(means)} `means` cannot have {len(shares)} `shares`; write one for each"
        )
    if abs(fsum(shares) - 1) > 1e-9:
        raise ValueError(f"the `shares` add up to {fsum(shares):g}, not to 1")
    if min(means) == 0:
        raise ValueError("an exponential law cannot have a mean of 0; write a mean above 0")
    phases = list(zip(shares, means, strict=True))
    return value | _written(of_phases(phases))


def _check_bounds(value: dict[str, Any]) -> None:
    """Refuse the bounds of another family."""
    family = str(value.get("law"))
    for name in BOUNDED["triangular"]:
        if value.get(name) is not None and name not in BOUNDED.get(family, ()):
            owners = " or ".join(f"`{law}`" for law, bounds in BOUNDED.items() if name in bounds)
            raise ValueError(f"`{name}` belongs to the law {owners}, not to `{family}`")


def _bounded(value: dict[str, Any], written: bool) -> dict[str, Any]:
    family = str(value["law"])
    given = [value.get(name) for name in BOUNDED[family]]
    if None in given:
        raise ValueError(lacks_bounds(family))
    bounds = [DURATION.read(bound, written=written) for bound in given]
    if sorted(bounds) != bounds or bounds[0] == bounds[-1]:
        rising = " <= ".join(BOUNDED[family]) if len(bounds) > 2 else "low < high"
        rule = f"the bounds {' to '.join(map(str, given))} do not rise"
        remedy = f"a law `{family}` has {rising}; for one value write `constant {given[-1]}`"
        raise ValueError(f"{rule}: {remedy}")
    return value | _written(of_bounds(bounds))


def _written(moments: dict[str, float]) -> dict[str, Any]:
    """Return mean and cv as a user would write them: the fields read them next."""
    return moments | {"mean": DURATION.text(moments["mean"])}


def _read(value: object, kind: type[Law], family: str, cv: float) -> object:
    """Return the law that text or a mapping describes; a bare duration is of the given family."""
    if isinstance(value, kind):
        return value
    law = value if isinstance(value, dict) else read_law(value)
    if not law.keys() & kind.model_fields.keys():
        raise ValueError(f"the mapping has no `law`, `mean` or `values`; write {EXAMPLES}")
    law = {"law": family, **law}
    return {"cv": cv, **law} if law["law"] == family else law


def _law_or_channels(value: object) -> str:
    by_channel = isinstance(value, dict) and not value.keys() & Patience.model_fields.keys()
    return _BY_CHANNEL if by_channel else _ONE


HandleLaw = Annotated[Law, BeforeValidator(partial(_read, kind=Law, family="lognormal", cv=1.2))]
"""A handle time; a bare duration is lognormal with CV 1.2 (Brown et al. 2005, A)."""
PatienceLaw = Annotated[
    Patience, BeforeValidator(partial(_read, kind=Patience, family="exponential", cv=1.0))
]
"""A patience; a bare duration is exponential (J)."""
DelayLaw = Annotated[Law, BeforeValidator(partial(_read, kind=Law, family="exponential", cv=1.0))]
"""A delay; a bare duration is exponential (J)."""

# The tags stand in the paths of pydantic's findings, where no key may be mistaken for them.
_ONE, _BY_CHANNEL = "<one law>", "<by channel>"
HandleTime = Annotated[
    Annotated[HandleLaw, Tag(_ONE)] | Annotated[dict[str, HandleLaw], Tag(_BY_CHANNEL)],
    Discriminator(_law_or_channels),
]
"""One handle time, or one by channel."""
_PatienceOrNever = PatienceLaw | Literal["never"]
PatienceByChannel = Annotated[
    Annotated[_PatienceOrNever, Tag(_ONE)]
    | Annotated[dict[str, _PatienceOrNever], Tag(_BY_CHANNEL)],
    Discriminator(_law_or_channels),
]
"""One patience, or one by channel; `never` ends."""
