"""The cases that bring the contacts that were counted (`of: contacts`).

A telephone system counts repeats with the rest. The contacts of a volume are its cases times what
one of them brings at the arm `baseline`, whose desk was counted: see `traffic` and `case_life`.
"""

from math import fsum

from sim.scenario.derived.solved import MeasuredError, Solved
from sim.scenario.derived.splits import type_volume
from sim.scenario.derived.traffic import traffic
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.values.volume import Volume


def counts_contacts(scenario: Scenario) -> bool:
    """Return whether any volume of a scenario is one of contacts."""
    types = scenario.inquiry_types
    volumes = (scenario.demand.volume, *(kind.volume for kind in types.values()))
    return any(volume is not None and volume.of == "contacts" for volume in volumes)


def with_cases(scenario: Scenario, baseline: Scenario) -> Scenario:
    """Return an arm whose volumes are cases.

    Raises
    ------
    MeasuredError
        When the baseline's cases have no contacts at all.
    """
    whole = scenario.demand.volume
    if whole is not None:
        whole = _in_cases(whole, contacts_of_all(baseline), ("demand", "volume"))
    types = {
        name: kind.model_copy(
            update={"volume": _in_cases(kind.volume, contacts_of(baseline, name), _path(name))}
        )
        if kind.volume is not None
        else kind
        for name, kind in scenario.inquiry_types.items()
    }
    demand = scenario.demand.model_copy(update={"volume": whole})
    return scenario.model_copy(update={"demand": demand, "inquiry_types": types})


def contacts_of_all(scenario: Scenario) -> float:
    """Return the contacts of a case of the whole demand, of all types by their shares."""
    types = scenario.inquiry_types
    return fsum(type_volume(scenario, name)[1] * contacts_of(scenario, name) for name in types)


def contacts_of(scenario: Scenario, name: str) -> float:
    """Return the contacts of a case of a type's volume."""
    return traffic(scenario, name).life.contacts


def shown(written: Scenario, solved: Scenario) -> list[Solved]:
    """Return what the volumes of an arm became."""
    pairs: dict[FieldPath, tuple[Volume | None, Volume | None]] = {
        ("demand", "volume"): (written.demand.volume, solved.demand.volume)
    }
    for name, kind in written.inquiry_types.items():
        pairs[_path(name)] = kind.volume, solved.inquiry_types[name].volume
    return [
        _shown(path, before, after)
        for path, (before, after) in pairs.items()
        if before is not None and after is not None and before.of == "contacts"
    ]


def _shown(path: FieldPath, before: Volume, after: Volume) -> Solved:
    each = before.count / after.count if after.count else 0.0
    why = f"{each:.3g} contacts a case at the baseline, whose customers come back"
    period = before.period
    return Solved(path, before.count, f"contacts/{period}", after.count, f"cases/{period}", why)


def _path(name: str) -> FieldPath:
    return ("inquiry_types", name, "volume")


def _in_cases(volume: Volume, contacts: float, path: FieldPath) -> Volume:
    if volume.of == "cases":
        return volume
    if not contacts:
        rule = "no case has a contact at the baseline: programmes avert all of them"
        raise MeasuredError(path, f"{rule}; give the volume of cases, such as `200/month`")
    return Volume(count=volume.count / contacts, period=volume.period)
