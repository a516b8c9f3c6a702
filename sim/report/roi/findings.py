"""What the document of a return on investment says in numbers."""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from sim.base.arrays import Floats
from sim.finance.appraisal import Appraisal, Spread
from sim.finance.formula import Formula
from sim.finance.ledger import LINES, Ledger, mean_lines
from sim.finance.pairs import Books, Side
from sim.finance.roi import Roi
from sim.finance.use import Use
from sim.finance.waterfall import Bar
from sim.measures.rows.labour import paid_week
from sim.report.arm_document import estimate_document
from sim.report.pieces.estimate import SpreadDocument
from sim.report.roi.document import (
    Amount,
    AppraisalDocument,
    BarDocument,
    CashDocument,
    CumulativeDocument,
    FlowDocument,
    FormulaDocument,
    InputsDocument,
    LabourDocument,
    Lines,
    PaidDocument,
    RoiFindings,
    Step,
)

CENTS = 2


def roi_findings(roi: Roi) -> RoiFindings:
    """Return what a return on investment says in numbers.

    Parameters
    ----------
    roi
        The project and what it is worth.
    """
    own, pair = roi.schemes.own, roi.books[roi.schemes.own].pair
    return {
        "start": roi.project.run.start.isoformat(),
        "months": roi.project.months,
        "labour": own,
        "staffing": roi.project.staffing,
        "formula": _formula(roi.formula),
        "simulated": _appraisal(roi.appraisals[own]),
        "labours": {way: _labour(roi.books[way], roi.appraisals[way]) for way in roi.books},
        "waterfall": [_bar(bar) for bar in roi.waterfall],
        "cash": _cash(roi.books[own]),
        "contacts": {"baseline": _flow(roi, pair.baseline), "ai": _flow(roi, pair.ai)},
    }


def _formula(formula: Formula) -> FormulaDocument:
    """Return the spreadsheet, money to the cent."""
    back = formula.payback_months
    return {
        "current_monthly_cost": round(formula.current_monthly_cost, CENTS),
        "remaining_labour_cost": round(formula.remaining_labour_cost, CENTS),
        "new_monthly_cost": round(formula.new_monthly_cost, CENTS),
        "labour_saving": round(formula.labour_saving, CENTS),
        "net_monthly_benefit": round(formula.net_monthly_benefit, CENTS),
        "payback_months": None if back is None else round(back, CENTS),
        "inputs": _inputs(formula),
    }


def _inputs(formula: Formula) -> InputsDocument:
    return {
        "volume": round(formula.volume, 6),
        "handle_time": round(formula.handle_time, 6),
        "hourly_rate": round(formula.hourly_rate, 6),
        "claimed_rate": round(formula.claimed_rate, 6),
        "fees": round(formula.fees, 6),
        "upkeep": round(formula.upkeep, 6),
        "implementation": round(formula.implementation, 6),
    }


def _appraisal(appraisal: Appraisal) -> AppraisalDocument:
    return {
        "payback_months": _spread(appraisal.payback_months),
        "npv": estimate_document(appraisal.npv),
        "irr": _spread(appraisal.irr),
        "p_payback_12": appraisal.p_payback_12,
        "p_payback_24": appraisal.p_payback_24,
    }


def _spread(spread: Spread) -> SpreadDocument:
    return {"median": spread.median, "p10": spread.p10, "p90": spread.p90, "never": spread.never}


def _labour(books: Books, appraisal: Appraisal) -> LabourDocument:
    """Return everything that is said of one way of buying labour."""
    pair = books.pair
    return {
        **_appraisal(appraisal),
        "monthly": {"baseline": _monthly(books.baseline), "ai": _monthly(books.ai)},
        "people": {"baseline": _people(pair.baseline), "ai": _people(pair.ai)},
        "cumulative": _cumulative(books),
    }


def _cumulative(books: Books) -> CumulativeDocument:
    total = np.cumsum(books.flows, axis=1)
    return {
        "mean": total.mean(axis=0).tolist(),
        "p10": np.quantile(total, 0.1, axis=0, method="inverted_cdf").tolist(),
        "p90": np.quantile(total, 0.9, axis=0, method="inverted_cdf").tolist(),
    }


def _bar(bar: Bar) -> BarDocument:
    return {"step": cast(Step, bar.step), **estimate_document(bar.saving)}


def _monthly(ledgers: Sequence[Ledger]) -> Lines[float]:
    """Return the mean of each line per month; the launch is not a month."""
    return _lines(ledgers, lambda mean: float(mean[1:].mean()))


def _cash(books: Books) -> CashDocument:
    """Return the mean lines at the launch and at each month's end."""
    return {
        "month": list(range(books.flows.shape[1])),
        "baseline": _lines(books.baseline, _listed),
        "ai": _lines(books.ai, _listed),
        "saving": _listed(books.flows.mean(axis=0)),
    }


def _listed(amounts: Floats) -> list[float]:
    listed: list[float] = amounts.tolist()
    return listed


def _lines(ledgers: Sequence[Ledger], shown: Callable[[Floats], Amount]) -> Lines[Amount]:
    """Return what is shown of the mean of each line over replications."""
    means = mean_lines(ledgers)
    return cast(Lines[Amount], {line: shown(means[line]) for line in LINES})


def _people(side: Side) -> PaidDocument:
    """Return the heads of each month, and the hours a week for which labour `hours` is paid."""
    months = zip(side.plan.people, side.plan.heads, strict=True)
    bought, heads = [], []
    for people, payroll in months:
        teams = list(people.teams.values())
        bought.append(sum(paid_week(side.scenario, t) for t in teams if t.labour == "hours"))
        heads.append(sum(n for t, n in zip(teams, payroll, strict=True) if t.labour != "hours"))
    return {"heads": heads, "hours_week": bought}


def _flow(roi: Roi, side: Side) -> FlowDocument:
    """Return contacts per month by what became of them, and the hours of handling them."""
    uses = [replication[side.desk] for replication in roi.uses]

    def a_month(count: Callable[[Use], float]) -> float:
        return float(np.mean([count(use) for use in uses])) / roi.project.months

    return {
        "cases": a_month(lambda use: use.flow.cases),
        "resolved_by_bot": a_month(lambda use: use.flow.resolved_by_bot),
        "falsely_closed": a_month(lambda use: use.flow.falsely_closed),
        "repeats": a_month(lambda use: use.flow.repeats),
        "escalated": a_month(lambda use: use.flow.escalated),
        "handling_hours": a_month(lambda use: use.handled.sum()),
    }
