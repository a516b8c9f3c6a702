"""What a field says of its default: who vouches for it, and what it means when nothing is set.

Both are metadata, put into a field's `Annotated[...]`; the docstring says what the field means. The
JSON schema shows the three together.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from pydantic.fields import FieldInfo

Grade = Literal["A", "B", "C", "J"]

GRADES = MappingProxyType(
    {
        "A": "paper or field data",
        "B": "vendor documentation or analyst survey",
        "C": "blog",
        "J": "judgement",
    }
)
"""What each grade stands for, the strongest first."""


@dataclass(frozen=True)
class Source:
    """Who vouches for a default.

    A field may have several: the first is that of the value, further ones back its form or say that
    the effect exists.

    Attributes
    ----------
    text
        The citation, or a remark on the value; empty where the grade says it all.
    grade
        How strong the source is, as in `GRADES`; None for a citation that is not graded.
    """

    text: str = ""
    grade: Grade | None = None

    def __str__(self) -> str:
        """Return text and grade, such as `Xiong et al. 2023, A`."""
        return ", ".join(part for part in (self.text, self.grade) if part)

    @property
    def in_full(self) -> str:
        """Text and grade in words, such as `judgement (J)`."""
        if self.grade is None:
            return self.text
        kind = GRADES[self.grade]
        return f"{self.text} ({self.grade}, {kind})" if self.text else f"{kind} ({self.grade})"


@dataclass(frozen=True)
class Default:
    """What a field that is not set means, where its bare default does not tell.

    Attributes
    ----------
    words
        The meaning, such as `equal shares`.
    """

    words: str


def sources_of(field: FieldInfo) -> tuple[Source, ...]:
    """Return the sources of a field, that of its value first."""
    return tuple(item for item in field.metadata if isinstance(item, Source))


def default_words(field: FieldInfo) -> str | None:
    """Return what a field that is not set means; None where its bare default tells."""
    return next((item.words for item in field.metadata if isinstance(item, Default)), None)


def described(field: FieldInfo) -> str:
    """Return the meaning of a field, then its default in words and its sources."""
    meaning = " ".join((field.description or "").split())
    words, sources = default_words(field), sources_of(field)
    parts = [
        meaning,
        f"Default: {words}." if words else "",
        f"Source: {'; '.join(source.in_full for source in sources)}." if sources else "",
    ]
    return " ".join(part for part in parts if part)
