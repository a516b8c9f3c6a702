"""What every section of a scenario has in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A frozen part of a scenario: unknown keys are errors, docstrings become the schema's text."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_default=True,
        allow_inf_nan=False,
    )
