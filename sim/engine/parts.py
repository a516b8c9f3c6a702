"""Parts: which of a contact's legs one is, as a number that values, draws and ties are keyed by."""

from sim.engine.journal import Role

NUMBERS = 64
"""Legs of one role that a contact may have."""


def part_of(role: int, number: int = 0) -> int:
    """Return the part of the leg of a role before which so many of that role came.

    Raises
    ------
    ValueError
        When there are more than `NUMBERS` of one role.
    """
    if not 0 <= number < NUMBERS:
        raise ValueError(f"a contact has at most {NUMBERS} legs of one role, not number {number}")
    return role * NUMBERS + number


def role_of(part: int) -> Role:
    """Return the role of a part."""
    return Role(part // NUMBERS)


def number_of(part: int) -> int:
    """Return how many of the same role came before a part."""
    return part % NUMBERS


def forward_part(number: int) -> int:
    """Return the part of a contact's forward: the first two have roles of their own."""
    first = (Role.FORWARD1, Role.FORWARD2)
    return part_of(first[number]) if number < 2 else part_of(Role.FORWARD, number - 2)


def part_name(part: int) -> str:
    """Return the name of a leg in the identity of draws: `touch2`, `forward3`, else its role's."""
    role, number = role_of(part), number_of(part)
    if role is Role.TOUCH:
        return f"touch{number + 2}"
    return f"forward{number + 3}" if role is Role.FORWARD else role.name.lower()
