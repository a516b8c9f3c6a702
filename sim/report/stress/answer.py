"""The answer of a stress test in words: one paragraph that a manager can act on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.report.units import duration

Document = Mapping[str, Any]


def stress_answer(found: Document) -> str:
    """Return the answer: a sentence a stress, and what to do for each arm.

    Parameters
    ----------
    found
        The findings of a stress test as its document has them.
    """
    stresses, targets = found["stresses"], found["targets"]
    names = dict.fromkeys(one["name"] for one in stresses)
    arms = dict.fromkeys(one["arm"] for one in stresses)
    sentences = [_of_stress([one for one in stresses if one["name"] == n], targets) for n in names]
    sentences += [_to_do(a, [one for one in stresses if one["arm"] == a], targets) for a in arms]
    return " ".join(sentences)


def holds(one: Document, targets: Document) -> bool:
    """Return whether an arm stands a stress: both on planning replications and on the others."""
    return one["steps_more"] == 0 and _is_on_target(one, targets)


def _of_stress(cases: Sequence[Document], targets: Document) -> str:
    text = cases[0]["text"]
    fates = "; ".join(f"{one['arm']} {_fate(one, targets)}" for one in cases)
    return f"{text[0].upper()}{text[1:]}: {fates}."


def _fate(one: Document, targets: Document) -> str:
    """Return what becomes of an arm under a stress."""
    if one["on_target"] is None:
        return "has no data for its goals"
    share = f"{100 * one['on_target']:.0f} % of {targets['period']}s on target"
    if one["on_target_low"] is not None:
        share += f", {100 * one['on_target_low']:.0f} to {100 * one['on_target_high']:.0f} %"
    return ", ".join([f"{_verdict(one, targets)} ({share})", *_consequences(one)])


def _verdict(one: Document, targets: Document) -> str:
    if holds(one, targets):
        return "holds with today's people"
    if one["steps_more"] == 0 or _is_on_target(one, targets):
        return "is on the edge with today's people"
    return "does not hold with today's people"


def _is_on_target(one: Document, targets: Document) -> bool:
    return bool((one["on_target"] or 0.0) >= targets["confidence"])


def _consequences(one: Document) -> Iterator[str]:
    if one["broken"]:
        yield f"{' and '.join(one['broken'])} breaks"
    if one["missed_anyway"]:
        yield f"{' and '.join(one['missed_anyway'])} is missed even without it"
    if one["steps_more"] != 0:
        yield _remedy(one)
    if one["recovery"] and one["first_break"]["median"] is not None:
        yield f"its days are back to normal {_back(one['recovery']['median'])}"


def _remedy(one: Document) -> str:
    if one["steps_more"] is None:
        return "no number of people would hold it"
    if one["heads_needed"] == one["heads_today"]:
        hours, now = one["paid_hours_week_needed"], one["paid_hours_week_today"]
        return f"it takes {hours:g} paid hours a week instead of {now:g}"
    return f"it takes {one['heads_needed']} people instead of {one['heads_today']}"


def _back(seconds: float | None) -> str:
    if seconds is None:
        return "only after the measured window"
    return f"{duration(seconds)} after the end" if seconds else "as soon as it ends"


def _to_do(arm: str, its: Sequence[Document], targets: Document) -> str:
    """Return what to do about all stresses of an arm."""
    weak = [one for one in its if not holds(one, targets)]
    if not weak:
        return f"To do for {arm}: nothing, today's people stand all of this."
    worst = min(weak, key=lambda one: float(one["on_target"] or 0.0))
    spot = f"the weakest spot is {worst['name']}"
    if any(one["steps_more"] is None for one in weak):
        return f"To do for {arm}: look beyond people, no number of them stands it all; {spot}."
    most = max(weak, key=lambda one: int(one["steps_more"]))
    if most["steps_more"] == 0:
        return f"To do for {arm}: watch it closely; {spot}."
    return f"To do for {arm}: keep a reserve at hand, {_remedy(most)} to stand it all; {spot}."
