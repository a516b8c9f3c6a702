"""What every section of a scenario has in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from sim.scenario.values.sources import described


class Section(BaseModel):
    """A frozen part of a scenario: unknown keys are errors, docstrings become the schema's text."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_default=True,
        allow_inf_nan=False,
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        """Return the JSON schema, in which a field's text also tells its default and source."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, field in cls.model_fields.items():
            if name in properties and field.description:
                properties[name]["description"] = described(field)
        return schema


def as_written(text: str) -> Any:
    """Return a field whose default is a text, read as it would be in a file: `4 weeks`."""
    return Field(default=text, validate_default=True)
