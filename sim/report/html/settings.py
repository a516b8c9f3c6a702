"""Settings of a scenario as people write them."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.report.pieces.manifest import ManifestDocument
from sim.report.units import duration, quantity
from sim.scenario.values.laws import Law, Patience
from sim.scenario.values.quantities import GROWTH, SHARE
from sim.scenario.values.quantity import Quantity

_AS_SHARES = (SHARE.noun, GROWTH.noun)


def written(value: object, field: FieldInfo) -> str:
    """Return the value of a setting in the unit that its field has."""
    return _text(value, next(_quantities((field.annotation, *field.metadata)), None))


def arm_settings(manifest: ManifestDocument) -> list[tuple[str, list[str]]]:
    """Return what each arm of a played scenario says differently: `path: value`."""
    arms = manifest["scenario"]["arms"]
    return [(name, list(_flat(override, ""))) for name, override in arms.items()]


def _flat(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            yield from _flat(entry, f"{path}.{key}" if path else key)
    elif path:
        yield f"{path}: {value if isinstance(value, str) else json.dumps(value)}"


def _quantities(parts: Any) -> Iterator[Quantity]:
    for part in parts:
        if isinstance(part, Quantity):
            yield part
        elif get_origin(part) is Annotated or get_args(part):
            yield from _quantities(get_args(part))


def _text(value: object, kind: Quantity | None) -> str:
    if isinstance(value, Patience) and value.at_once > 0:
        leave, others = quantity(value.at_once, "share"), value.model_copy(update={"at_once": 0.0})
        return f"{leave} leave at once, else {_text(others, None)}"
    if isinstance(value, Law):
        return f"{value.law}, {duration(value.mean)} on average"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(entry, kind)}" for key, entry in value.items())
    if isinstance(value, tuple):
        return ", ".join(_text(item, kind) for item in value)
    if isinstance(value, float) and kind is not None and kind.noun in _AS_SHARES:
        return quantity(value, "share")
    if isinstance(value, float) and kind is not None and "s" in kind.units:
        return duration(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
