"""The document of a return on investment: what `tierzero roi --json` prints."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from sim.finance.appraisal import Appraisal
from sim.finance.formula import Formula
from sim.finance.ledger import Ledger, mean_lines
from sim.finance.pairs import Books, Side
from sim.finance.roi import Roi
from sim.measures.rows.labour import paid_week
from sim.report.roi.answer import answer
from sim.report.roi.why import why
from sim.report.study_result import Document

CENTS = 2


def roi_findings(roi: Roi) -> Document:
    """Return what the document of a return on investment says beyond its head."""
    own = roi.schemes.own
    found = {
        "start": roi.project.run.start.isoformat(),
        "months": roi.project.months,
        "labour": own,
        "staffing": roi.project.staffing,
        "formula": _formula(roi.formula),
        "simulated": _appraisal(roi.appraisals[own]),
        "labours": {way: _labour(roi, way) for way in roi.books},
        "waterfall": [{"step": bar.step, **bar.saving.to_json()} for bar in roi.waterfall],
        "cash": _cash(roi.books[own]),
        "contacts": _contacts(roi),
    }
    return found | {"answer": answer(found), "why": why(found, roi.project)}


def _formula(formula: Formula) -> Document:
    """Return the spreadsheet, money to the cent."""
    back = formula.payback_months
    return {
        "current_monthly_cost": round(formula.current_monthly_cost, CENTS),
        "remaining_labour_cost": round(formula.remaining_labour_cost, CENTS),
        "new_monthly_cost": round(formula.new_monthly_cost, CENTS),
        "labour_saving": round(formula.labour_saving, CENTS),
        "net_monthly_benefit": round(formula.net_monthly_benefit, CENTS),
        "payback_months": None if back is None else round(back, CENTS),
        "inputs": {key: round(value, 6) for key, value in asdict(formula).items()},
    }


def _appraisal(appraisal: Appraisal) -> Document:
    return {
        "payback_months": asdict(appraisal.payback_months),
        "npv": appraisal.npv.to_json(),
        "irr": asdict(appraisal.irr),
        "p_payback_12": appraisal.p_payback_12,
        "p_payback_24": appraisal.p_payback_24,
    }


def _labour(roi: Roi, way: str) -> Document:
    """Return what there is to say of one way of buying labour."""
    books = roi.books[way]
    total = np.cumsum(books.flows, axis=1)
    return {
        **_appraisal(roi.appraisals[way]),
        "monthly": {"baseline": _monthly(books.baseline), "ai": _monthly(books.ai)},
        "people": {"baseline": _people(books.pair.baseline), "ai": _people(books.pair.ai)},
        "cumulative": {
            "mean": total.mean(axis=0).tolist(),
            "p10": np.quantile(total, 0.1, axis=0, method="inverted_cdf").tolist(),
            "p90": np.quantile(total, 0.9, axis=0, method="inverted_cdf").tolist(),
        },
    }


def _monthly(ledgers: Sequence[Ledger]) -> dict[str, float]:
    """Return the mean of each line a month; the launch is no month."""
    return {line: float(mean[1:].mean()) for line, mean in mean_lines(ledgers).items()}


def _cash(books: Books) -> Document:
    """Return the mean lines at the launch and at each month's end."""
    arms = {"baseline": books.baseline, "ai": books.ai}
    months = list(range(books.flows.shape[1]))
    lines = {
        arm: {line: mean.tolist() for line, mean in mean_lines(ledgers).items()}
        for arm, ledgers in arms.items()
    }
    return {"month": months, **lines, "saving": books.flows.mean(axis=0).tolist()}


def _people(side: Side) -> Document:
    """Return the heads of each month, and the hours a week for which labour `hours` is paid."""
    months = zip(side.plan.people, side.plan.heads, strict=True)
    bought, heads = [], []
    for people, payroll in months:
        teams = list(people.teams.values())
        bought.append(sum(paid_week(side.scenario, t) for t in teams if t.labour == "hours"))
        heads.append(sum(n for t, n in zip(teams, payroll, strict=True) if t.labour != "hours"))
    return {"heads": heads, "hours_week": bought}


def _contacts(roi: Roi) -> Document:
    """Return contacts a month by what became of them, and the hours of handling them."""
    pair = roi.books[roi.schemes.own].pair
    return {
        name: _flow(roi, side.desk) for name, side in (("baseline", pair.baseline), ("ai", pair.ai))
    }


def _flow(roi: Roi, desk: int) -> Document:
    uses, months = [one[desk] for one in roi.uses], roi.project.months
    flows = [asdict(use.flow) for use in uses]
    counts = {name: float(np.mean([flow[name] for flow in flows])) / months for name in flows[0]}
    handled = float(np.mean([use.handled.sum() for use in uses])) / months
    return {**counts, "handling_hours": handled}
