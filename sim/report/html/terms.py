"""KPIs in plain words."""

from dataclasses import dataclass

from sim.measures.kpis.kpi import Distribution
from sim.measures.kpis.registry import BY_KEY, KPIS
from sim.report.glossary import meaning

LEVELS = {
    "mean": "on average",
    "median": "typical: half are quicker",
    "p90": "nine in ten are quicker",
    "p95": "19 in 20 are quicker",
}
"""What the quantiles of a distribution are called."""


@dataclass(frozen=True)
class Term:
    """A KPI's name for people, and where its definition stands."""

    key: str
    name: str
    level: str
    meaning: str

    @property
    def anchor(self) -> str:
        """Name of its entry in the page's glossary."""
        return f"kpi-{BY_KEY[self.key].key}"


def term(key: str) -> Term:
    """Return the term of a flat key."""
    kpi = BY_KEY[key]
    level = LEVELS[key.rsplit("_", 1)[1]] if isinstance(kpi, Distribution) else ""
    return Term(key, kpi.name, level, meaning(kpi))


def glossary() -> list[Term]:
    """Return one term of each KPI, in the order of the registry."""
    return [term(kpi.keys[0]) for kpi in KPIS]
