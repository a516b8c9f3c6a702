"""The answer of a stress test in words: one paragraph that a manager can act on."""

from collections.abc import Iterator, Sequence

from sim.report.pieces.targets import TargetsDocument
from sim.report.stress.document import StressedDocument, StressFindings
from sim.report.units import duration


def stress_answer(findings: StressFindings) -> str:
    """Return the answer: one sentence per stress, and what to do for each arm.

    Parameters
    ----------
    findings
        What the stress test says in numbers.
    """
    cases, targets = findings["stresses"], findings["targets"]
    names = dict.fromkeys(case["name"] for case in cases)
    arms = dict.fromkeys(case["arm"] for case in cases)
    sentences = [
        _of_stress([case for case in cases if case["name"] == name], targets) for name in names
    ]
    sentences += [_to_do(arm, [case for case in cases if case["arm"] == arm]) for arm in arms]
    return " ".join(sentences)


def holds(case: StressedDocument) -> bool:
    """Return whether an arm stands a stress: on planning replications and on the others.

    Parameters
    ----------
    case
        The arm under the stress.
    """
    return case["steps_more"] == 0 and case["on_target_verdict"] == "yes"


def _of_stress(cases: Sequence[StressedDocument], targets: TargetsDocument) -> str:
    text = cases[0]["text"]
    fates = "; ".join(f"{case['arm']} {_fate(case, targets)}" for case in cases)
    return f"{text[0].upper()}{text[1:]}: {fates}."


def _fate(case: StressedDocument, targets: TargetsDocument) -> str:
    """Return what becomes of an arm under a stress."""
    if case["on_target"] is None:
        return "has no data for its goals"
    share = f"{100 * case['on_target']:.0f} % of {targets['period']}s on target"
    low, high = case["on_target_low"], case["on_target_high"]
    if low is not None and high is not None:
        share += f", {100 * low:.0f} to {100 * high:.0f} %"
    return ", ".join([f"{_verdict(case)} ({share})", *_consequences(case)])


def _verdict(case: StressedDocument) -> str:
    if holds(case):
        return "holds with today's people"
    if case["steps_more"] == 0 and case["on_target_verdict"] == "too few replications":
        return "cannot be told yet with today's people, by too few replications"
    if case["steps_more"] == 0 or case["on_target_verdict"] != "no":
        return "is on the edge with today's people"
    return "does not hold with today's people"


def _consequences(case: StressedDocument) -> Iterator[str]:
    if case["broken"]:
        yield f"{' and '.join(case['broken'])} breaks"
    if case["missed_anyway"]:
        yield f"{' and '.join(case['missed_anyway'])} is missed even without it"
    if case["steps_more"] != 0:
        yield _remedy(case)
    if case["recovery"] and case["first_break"]["median"] is not None:
        yield f"its days are back to normal {_back(case['recovery']['median'])}"


def _remedy(case: StressedDocument) -> str:
    if case["steps_more"] is None:
        return "no number of people would hold it"
    if case["heads_needed"] == case["heads_today"]:
        hours, today = case["paid_hours_week_needed"], case["paid_hours_week_today"]
        return f"it takes {hours:g} paid hours a week instead of {today:g}"
    return f"it takes {case['heads_needed']} people instead of {case['heads_today']}"


def _back(seconds: float | None) -> str:
    if seconds is None:
        return "only after the measured window"
    return f"{duration(seconds)} after the end" if seconds else "as soon as it ends"


def _to_do(arm: str, cases: Sequence[StressedDocument]) -> str:
    """Return what to do about all stresses of an arm."""
    weak = [case for case in cases if not holds(case)]
    if not weak:
        return f"To do for {arm}: nothing, today's people stand all of this."
    worst = min(weak, key=lambda case: case["on_target"] or 0.0)
    spot = f"the weakest spot is {worst['name']}"
    if any(case["steps_more"] is None for case in weak):
        return f"To do for {arm}: look beyond people, no number of them stands it all; {spot}."
    most = max(weak, key=lambda case: case["steps_more"] or 0)
    if most["steps_more"] == 0:
        unsure = any(case["on_target_verdict"] == "too few replications" for case in weak)
        more = "play more replications" if unsure else "watch it closely"
        return f"To do for {arm}: {more}; {spot}."
    return f"To do for {arm}: keep a reserve at hand, {_remedy(most)} to stand it all; {spot}."
