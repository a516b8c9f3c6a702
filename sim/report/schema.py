"""The JSON schemas of results, for programs that read a document and want to rely on its shape.

They are made from the types of the documents, whose docstrings are the descriptions. A key that the
type does not know is refused.
"""

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema
from typing_extensions import get_original_bases

from sim.report.documents import DOCUMENTS, Command


def result_schema(command: Command) -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of the document that a command prints.

    Parameters
    ----------
    command
        `run`, `compare`, `curve`, `stress` or `roi`.
    """
    schema = TypeAdapter(DOCUMENTS[command]).json_schema(schema_generator=_Strict)
    return {"$schema": _Strict.schema_dialect, **schema}


class _Strict(GenerateJsonSchema):
    """What makes a schema refuse unknown keys, and describe every key."""

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> dict[str, Any]:
        """Return the schema of a document, or of a part of one."""
        described = super().typed_dict_schema(schema) | {"additionalProperties": False}
        texts = field_docstrings(schema["cls"])
        for name, field in described["properties"].items():
            field["description"] = texts[name]
        return described

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Return False: the title of a key would only repeat it."""
        return False


def field_docstrings(document: Any) -> dict[str, str]:
    """Return the docstrings below the keys of a TypedDict, those of its bases first.

    pydantic by itself leaves out the bases', of which a TypedDict remembers the keys alone.
    """
    if not hasattr(document, "__required_keys__"):
        return {}
    texts: dict[str, str] = {}
    for base in get_original_bases(document):
        texts |= field_docstrings(base)
    return texts | _own_docstrings(document)


def _own_docstrings(document: Any) -> dict[str, str]:
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(document))).body
    assert isinstance(body, ast.ClassDef)
    texts = {}
    for field, below in pairwise(body.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                texts[name] = " ".join(text.split())
    return texts
