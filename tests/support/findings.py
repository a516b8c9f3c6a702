"""Findings of the studies as their documents tell them, made by hand."""

HEAD = {"scenario": "Desk", "seed": 1, "replications": 10, "engine": "simpy"}
TARGETS = {"period": "week", "confidence": 0.8}


def share(key, value, low=None, high=None):
    return {key: value, f"{key}_low": low, f"{key}_high": high}


def point(arm, volume, heads, on_target):
    people = {"headcount": heads, "paid_hours_week": heads and 40.0 * heads}
    place = {"arm": arm, "volume_multiplier": volume}
    return place | people | share("on_target", on_target, 0.7, 1.0)


CURVE = HEAD | {
    "schema": "tierzero.curve/1",
    "targets": TARGETS,
    "points": [
        point("baseline", 1.0, 2, 0.9),
        point("ai", 1.0, 1, 1.0),
        point("baseline", 3.0, None, None),
        point("ai", 3.0, 2, 0.95),
    ],
    "max_volume_without_hiring": {"baseline": 0.0, "ai": 1.4},
    "reserve": {"baseline": {"at_least": False}, "ai": {"at_least": False}},
    "growth_30": {
        "baseline": {
            "verdict": "no",
            "feasible": False,
            "probability": 0.1,
            "low": 0.0,
            "high": 0.4,
        },
        "ai": {"verdict": "yes", "feasible": True, "probability": 0.9, "low": 0.81, "high": 0.98},
    },
}
SETTING = {"path": "bot.turn_limit", "values": {"ai": 6, "pushy": 9}}
DIFFERENCE = {
    "arm": "pushy",
    "against": "ai",
    "kpi": "cost_per_resolution_staffed",
    "unit": "money",
    "mean": 1.5,
    "low": 1.0,
    "high": 2.0,
    "p_better": 0.1,
    "ties": 0,
    "verdict": "worse",
}
ESTIMATE = {"mean": 20.0, "low": 19.0, "high": 21.0, "unit": "money", "n": 9}
COMPARE = HEAD | {
    "schema": "tierzero.compare/1",
    "against": "ai",
    "same_workload": True,
    "settings": [SETTING],
    "differences": [DIFFERENCE, DIFFERENCE | {"kpi": "on_target", "unit": "share", "mean": None}],
    "family": {"kpis": ["cost_per_month_staffed", "cases_solved"], "tests": 2},
    "pareto": {"kpis": ["cost_per_resolution_staffed"], "front": ["ai"]},
    "arms": {name: {"kpis": {"cost_per_resolution_staffed": ESTIMATE}} for name in ("ai", "pushy")},
}
STRESS = HEAD | {
    "schema": "tierzero.stress/1",
    "targets": TARGETS,
    "answer": "Twice as many: ai holds.",
    "stresses": [
        {
            "arm": "ai",
            "text": "twice as many",
            "broken": ["wait_p90"],
            "first_break": {"median": 86_400.0},
            "recovery": None,
            "heads_today": 1,
            "heads_needed": 2,
            "paid_hours_week_needed": 80.0,
            **share("on_target", 0.5, 0.25, 0.75),
            **share("on_target_unstressed", 1.0),
        }
    ],
}
