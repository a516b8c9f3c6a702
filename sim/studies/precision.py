"""Whether an estimate's interval is narrow enough to stop."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from sim.measures.kpis.kpi import Distribution
from sim.measures.kpis.registry import BY_KEY
from sim.measures.sample import Label, Sample
from sim.measures.statistics.estimator import Estimate, ratios
from sim.measures.statistics.quantiles import quantiles
from sim.measures.totals import level_of
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.values.quantities import SHARE
from sim.scenario.values.quantity import without_unit

EXAMPLE = "`service_level=2%` or `wait_mean=5%`"


@dataclass(frozen=True)
class Precision:
    """The wanted half-width of an interval.

    Attributes
    ----------
    key
        Flat key of the KPI.
    half_width
        Points of a share as a fraction of 1 (.02: two points); relative to the mean otherwise.
    """

    key: str
    half_width: float

    @classmethod
    def parse(cls, text: str) -> "Precision":
        """Read a wanted precision such as `service_level=2%`.

        Raises
        ------
        ScenarioError
            When it is written otherwise, or does not name a KPI.
        """
        match = re.fullmatch(r"(\w+)=(.+)", text)
        if not match:
            problem = f"{text!r} is not a KPI with a half-width"
            raise ScenarioError(f"--precision: {problem}; write {EXAMPLE}")
        if match[1] not in BY_KEY:
            near = get_close_matches(match[1], BY_KEY, n=1)
            hint = suggest(match[1], near) or "; `tierzero kpis` lists all"
            raise ScenarioError(f"--precision: no KPI is called {match[1]!r}{hint}")
        try:
            half_width = SHARE.read(without_unit(match[2]))
        except ValueError as error:
            raise ScenarioError(f"--precision: {error}; such as {EXAMPLE}") from None
        return cls(match[1], half_width)

    def reached(self, results: Sequence[Mapping[str, Sample]]) -> bool:
        """Return whether every arm that has the KPI at all is precise enough.

        Parameters
        ----------
        results
            Samples by arm, in order of replication.
        """
        estimates = [estimate([arms[arm] for arms in results], self.key) for arm in results[0]]
        known = [of_arm for of_arm in estimates if of_arm.status != "no_data"]
        return bool(known) and all(self._is_narrow(of_arm) for of_arm in known)

    def _is_narrow(self, known: Estimate) -> bool:
        if known.mean is None or known.low is None or known.high is None:
            return False
        scale = 1.0 if known.unit == "share" else abs(known.mean)
        return (known.high - known.low) / 2 <= self.half_width * scale


def estimate(samples: Sequence[Sample], key: str) -> Estimate:
    """Return the estimate of one KPI.

    Parameters
    ----------
    samples
        Of one arm, in order of replication.
    key
        Flat key of the KPI.
    """
    kpi, level = BY_KEY[key], level_of(key)
    if isinstance(kpi, Distribution) and level is not None:
        pools = [sample.pools[kpi.key].values for sample in samples]
        return quantiles(pools, [level], kpi.unit)[0]
    place = samples[0].labels.index(Label(key))
    numerators = np.array([[sample.numerators[place]] for sample in samples])
    denominators = np.array([[sample.denominators[place]] for sample in samples])
    return ratios(numerators, denominators, [kpi.unit])[0]
