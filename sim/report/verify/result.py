"""The result of `tierzero verify`."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.text import to_text
from sim.report.verify.document import VerifyDocument
from sim.studies.twin import Comparison


@dataclass(frozen=True, repr=False)
class VerifyResult:
    """What both engines made of the same replications.

    Attributes
    ----------
    document
        What `--json` prints.
    comparisons
        What was compared, in the order of playing.
    """

    document: VerifyDocument
    comparisons: tuple[Comparison, ...]

    @property
    def identical(self) -> bool:
        """Whether no journal differs, in any bit."""
        return self.document["identical"]

    def __str__(self) -> str:
        """Return a line on each comparison, and what follows from them."""
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        """Return in one line which result this is."""
        verdict = "identical" if self.identical else "different"
        return f"<VerifyResult of {self.document['scenario']!r}: {verdict}>"

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    def _lines(self) -> Iterator[str]:
        document = self.document
        name, seed = document["scenario"], document["seed"]
        yield f"{name}, played by SimPy and the compiled engine, seed {seed}"
        yield ""
        for compared, each in zip(self.comparisons, document["twin"], strict=True):
            yield _line(compared)
            if each["difference"] and each["difference"]["replay"]:
                yield f"  again: {each['difference']['replay']}"
        yield ""
        if self.identical:
            yield "Both engines give the same journals, to the last bit."
        else:
            yield "The engines differ, which is a defect of tierzero: please report it."
            yield "SimPy plays the model as it is specified: --engine simpy."


def _line(compared: Comparison) -> str:
    what = f"{compared.contacts:,} contacts, {compared.legs:,} legs, {compared.values:,} values"
    verdict = "identical" if compared.difference is None else f"DIFFERENT: {compared.difference}"
    return f"{compared.arm}, replication {compared.replication}: {what}: {verdict}"
