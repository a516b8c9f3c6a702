"""Every KPI by its key: the glossary, and what a target may name."""

from sim.measures.bot_rates import BOT_RATES
from sim.measures.bot_usage import BOT_USAGE
from sim.measures.case_rates import CASE_RATES
from sim.measures.contact_rates import CONTACT_RATES
from sim.measures.costs import COSTS
from sim.measures.kpi import Distribution, Ratio
from sim.measures.levels import LEVELS_OVER_TIME
from sim.measures.programme_rates import PROGRAMME_RATES
from sim.measures.times import TIMES

KPIS: tuple[Ratio | Distribution, ...] = (
    *BOT_RATES,
    *CONTACT_RATES,
    *TIMES,
    *CASE_RATES,
    *LEVELS_OVER_TIME,
    *COSTS,
    *PROGRAMME_RATES,
    *BOT_USAGE,
)
"""All definitions, in the order of the glossary."""

BY_KEY: dict[str, Ratio | Distribution] = {key: kpi for kpi in KPIS for key in kpi.keys}
"""The definition behind each flat key, such as `wait_p90` or `service_level`."""
