"""What is bound as the SimPy model reads it, contact by contact."""

from dataclasses import fields

from sim.engine.bound import Bound, ContactValues, LegBlock, LegValues

FIELDS = len(LegValues._fields)


class Store:
    """What cases, contacts and legs have in store.

    Parameters
    ----------
    bound
        The values.

    Attributes
    ----------
    before
        What contacts that arrive before the launch have in store; None: the same as later ones.
    """

    def __init__(self, bound: Bound) -> None:
        self._cases: dict[str, list[float]] = {
            column.name: getattr(bound.cases, column.name).tolist()
            for column in fields(bound.cases)
        }
        self._contacts = bound.contacts
        self._case, self._values = bound.legs.case, bound.legs.values
        self._blocks = {
            block[:3]: (block.first, block.last)
            for block in map(LegBlock._make, bound.legs.blocks.tolist())
        }
        self.before = Store(bound.before) if bound.before else None

    @property
    def arrivals(self) -> list[float]:
        """When each case comes."""
        return self._cases["arrival"]

    def case(self, column: str, case: int) -> int:
        """Return a case's code in a column of `Cases`."""
        return int(self._cases[column][case])

    def contact(self, case: int, attempt: int) -> ContactValues:
        """Return what a contact has in store."""
        row = self._contacts.row(case, attempt)
        return ContactValues._make(self._contacts.values[row].tolist())

    def leg(self, case: int, attempt: int, part: int, *, elsewhere: bool) -> LegValues:
        """Return what a leg of a contact has in store, which can come to it.

        Parameters
        ----------
        case, attempt, part
            The leg.
        elsewhere
            Whether on the channel to which its contact is diverted.
        """
        row = self._row(case, attempt, part, elsewhere)
        return LegValues._make(self._values[row, :FIELDS].tolist())

    def handle(self, case: int, attempt: int, part: int, *, elsewhere: bool, law: int) -> float:
        """Return the base seconds of a leg's handling under a law that teams have of their own.

        Parameters
        ----------
        case, attempt, part, elsewhere
            The leg, as for `leg`.
        law
            The law, counted from 1.
        """
        row = self._row(case, attempt, part, elsewhere)
        return float(self._values[row, FIELDS + law - 1])

    def _row(self, case: int, attempt: int, part: int, elsewhere: bool) -> int:
        first, last = self._blocks[attempt, part, int(elsewhere)]
        return first + int(self._case[first:last].searchsorted(case))
