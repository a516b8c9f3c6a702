"""Which KPIs there are, by key: the glossary, and what a target may name."""

from sim.measures.kpis.bot_rates import BOT_RATES
from sim.measures.kpis.bot_usage import BOT_USAGE
from sim.measures.kpis.case_rates import CASE_RATES
from sim.measures.kpis.contact_rates import CONTACT_RATES
from sim.measures.kpis.costs import COSTS
from sim.measures.kpis.kpi import Distribution, Ratio
from sim.measures.kpis.levels import LEVELS_OVER_TIME
from sim.measures.kpis.programme_rates import PROGRAMME_RATES
from sim.measures.kpis.reviews import REVIEWS
from sim.measures.kpis.times import TIMES

KPIS: tuple[Ratio | Distribution, ...] = (
    *BOT_RATES,
    *CONTACT_RATES,
    *TIMES,
    *CASE_RATES,
    *LEVELS_OVER_TIME,
    *COSTS,
    *PROGRAMME_RATES,
    *BOT_USAGE,
    *REVIEWS,
)
"""All definitions, in the order of the glossary."""

BY_KEY: dict[str, Ratio | Distribution] = {key: kpi for kpi in KPIS for key in kpi.keys}
"""The definition behind each flat key, such as `wait_p90` or `service_level`."""
