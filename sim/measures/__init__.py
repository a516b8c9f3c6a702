"""What it means: KPIs with their uncertainty, and the checks that every journal passes.

`measure` says what one replication contributes, `summarise` estimates from all of them:

    check_journal(journal, plan)
    samples = [measure(journal, plan, scenario), ...]        # in order of replication
    summary = summarise(samples, scenario.targets)
    summary.kpis["wait_p90"].to_json()

A KPI is defined once, in `bot_rates`, `contact_rates`, `case_rates`, `times`, `levels` or `costs`;
`registry` finds it by its key. It adds up rows of `tables`: contacts and cases by their arrival in
the measured window, agents' time and money by its clock. `estimator` and `quantiles` make
intervals, `paired` differences between arms, `targets` verdicts. Nothing still open at the end is
dropped: it is infinite in a quantile, and counted beside a mean.
"""

from sim.measures.checks.conservation import ConservationError
from sim.measures.checks.journal import check_journal
from sim.measures.kpis.registry import BY_KEY, KPIS
from sim.measures.sample import Sample, measure
from sim.measures.statistics.estimator import Estimate
from sim.measures.summary import Summary, summarise
from sim.measures.targets import Verdict, check_targets

__all__ = [
    "BY_KEY",
    "KPIS",
    "ConservationError",
    "Estimate",
    "Sample",
    "Summary",
    "Verdict",
    "check_journal",
    "check_targets",
    "measure",
    "summarise",
]
