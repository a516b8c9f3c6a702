"""What does it mean? KPIs with their uncertainty, and the checks that every journal passes.

`measure` returns what one replication contributes, `summarise` estimates from all of them:

    check_journal(journal, plan)
    samples = [measure(journal, plan, scenario), ...]        # in order of replication
    summary = summarise(samples, scenario.targets)
    summary.kpis["wait_p90"].to_json()

==================  ==============================================================================
`checks/`           does a journal contradict itself?
`rows/`             what can be added up? The tables of the measured part of a replication
`kpis/`             which figures are there? Each KPI is defined once, `registry` has all by key
`statistics/`       how sure is a figure? Intervals of ratios and quantiles, paired differences
`totals`            what do the terms of KPIs come to, row by row?
`sums`              what do all of them add up to, by member of every breakdown?
`periods`, `week`   the same by period of the targets, and by half hour of the week
`targets`           are goals met? The verdict on a long-run value, and being on target
`warmup`            how long should the warm-up be?
`sample`            what does one replication contribute?
`response_curve`    how soon do customers hear?
`summary`           what do all replications say?
`pairing`           by how much do two arms differ?
==================  ==============================================================================

Contacts and cases count by their arrival in the measured window, agents' time and money by its
clock. Nothing still open at the end is dropped: it is infinite in a quantile, and counted beside a
mean.
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
