"""Documents held against the schemas that are published for them."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from sim.report.schema import result_schema


def faults(document: Mapping[str, Any]) -> list[str]:
    """What a document's schema says against it: where and what."""
    command = document["schema"].removeprefix("tierzero.").removesuffix("/1")
    errors = chain.from_iterable(map(causes, validator(command).iter_errors(document)))
    return [f"{error.json_path}: {error.message}" for error in errors]


def causes(error: ValidationError) -> Iterator[ValidationError]:
    """Why each of several choices does not fit, where there is a choice: mostly of null."""
    if not error.context:
        yield error
    for cause in error.context:
        yield from causes(cause)


@cache
def validator(command: Any) -> Draft202012Validator:
    return Draft202012Validator(result_schema(command))
