"""Where a document holds the findings of a study."""

from typing import Any


def findings(document: dict[str, Any], command: str) -> dict[str, Any] | None:
    """Return what a study found; None where a document does not say.

    Parameters
    ----------
    document
        The study's own document, or one that has it inside under the study's name.
    command
        The study: `compare`, `curve`, `roi` or `stress`.
    """
    own = document["schema"] == f"tierzero.{command}/1"
    return document if own else document.get(command)
