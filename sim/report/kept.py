"""Documents that were kept, read back: others may have changed them, so their shape is checked."""

import json
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from sim.base.regular_file import UnfitFileError, read_regular
from sim.base.visible import shortened
from sim.report.documents import DOCUMENTS, ResultDocument
from sim.report.pieces.manifest import ManifestDocument
from sim.scenario.errors import ScenarioError, suggest

_ANEW = "make it anew with the command that wrote it, or restore the file"


def read_result(path: Path) -> ResultDocument:
    """Return the result in a file.

    Raises
    ------
    ScenarioError
        When it is no JSON, no result, or lacks or changes a part of one; the message says which.
    """
    document = _read(path)
    known = {f"tierzero.{command}/1": command for command in DOCUMENTS}
    schema = str(document["schema"])
    if schema not in known:
        rule = f"schema: {shortened(repr(schema), 60)} is no result"
        raise ScenarioError(f"{path}: {rule}{suggest(schema, known)}")
    return cast(ResultDocument, _checked(path, document, DOCUMENTS[known[schema]]))


def read_manifest(path: Path) -> ManifestDocument | None:
    """Return the manifest in a file; None where there is no such file.

    Raises
    ------
    ScenarioError
        As for a result.
    """
    if not path.is_file():
        return None
    return cast(ManifestDocument, _checked(path, _read(path), ManifestDocument))


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(read_regular(path).decode("utf-8"), parse_constant=_refuse)
    except UnfitFileError as error:
        raise ScenarioError(f"{path}: {error}") from None
    except UnicodeDecodeError:
        raise ScenarioError(f"{path}: the file is not UTF-8 text; {_ANEW}") from None
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise ScenarioError(f"{place}: no JSON document from here on; {_ANEW}") from None
    except (RecursionError, ValueError):  # nested too deeply, or a number that is none
        raise ScenarioError(f"{path}: no JSON document that tierzero wrote; {_ANEW}") from None
    if not isinstance(document, dict) or not str(document.get("schema", "")).startswith(
        "tierzero."
    ):
        rule = "no document of tierzero: it does not say its schema"
        raise ScenarioError(f"{path} is {rule}; name a run's folder or its result.json")
    return document


def _refuse(constant: str) -> None:
    """Refuse `NaN` and `Infinity`, which are no JSON and which no document has."""
    raise ValueError(constant)


def _checked(path: Path, document: dict[str, Any], kind: Any) -> Any:
    """Return a document that has the shape of its kind."""
    try:
        TypeAdapter(kind).validate_python(document, strict=True)
    except ValidationError as error:
        first, *others = error.errors(include_url=False)
        where = ".".join(map(str, first["loc"])) or "the document"
        more = f" ({len(others):,} more)" if others else ""
        wrong = "is missing" if first["type"] == "missing" else "does not have the right form"
        raise ScenarioError(f"{path}: {shortened(where, 200)} {wrong}{more}; {_ANEW}") from None
    return document
