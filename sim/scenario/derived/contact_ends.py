"""How one contact ends, as chances that are straight lines in the latent probability p."""

from typing import NamedTuple

from sim.scenario.derived.polynomials import Polynomial, plus, scaled
from sim.scenario.derived.sessions import Patient


class SessionEnds(NamedTuple):
    """Chances of how a session ends that the customer does not leave for a person."""

    resolved: Polynomial
    false: Polynomial
    left: Polynomial


NO_SESSION = SessionEnds((0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


class ContactEnds(NamedTuple):
    """Chances of what becomes of a contact.

    Attributes
    ----------
    session
        The bot takes it.
    resolved, false
        The bot resolves it, or closes it although it did not.
    people
        It reaches people.
    onward
        Another contact follows.
    """

    session: Polynomial
    resolved: Polynomial
    false: Polynomial
    people: Polynomial
    onward: Polynomial


def session_ends(patient: Patient, claims: float) -> SessionEnds:
    """Return how a session ends.

    Parameters
    ----------
    patient
        Whose session it is.
    claims
        Chance of a false claim, phi, in a session that the bot cannot solve.
    """
    closes, before = patient.closes, patient.leaves_before
    unsolvable = claims * before + (1 - claims) * patient.leaves
    return SessionEnds(
        resolved=(0.0, closes),
        false=(claims * closes, -claims * closes),
        left=(unsolvable, before - unsolvable),
    )


def contact_ends(
    session: SessionEnds, offered: float, reach: float, after_bot: float, after_people: float
) -> ContactEnds:
    """Return what becomes of a contact.

    Parameters
    ----------
    session
        How a session ends.
    offered
        Chance that the contact is offered the bot.
    reach
        Chance that it reaches people where it is for them.
    after_bot, after_people
        Chance of another contact after the bot did not solve it, and after people took it.
    """
    resolved, false, left = (scaled(end, offered) for end in session)
    in_bot = plus(resolved, false, left)
    people = scaled(plus((1.0, 0.0), scaled(in_bot, -1.0)), reach)
    onward = plus(scaled(plus(false, left), after_bot), scaled(people, after_people))
    return ContactEnds((offered, 0.0), resolved, false, people, onward)


def mixed(share: float, likely: ContactEnds, other: ContactEnds) -> ContactEnds:
    """Return what becomes of a contact that is like one by a chance, else like the other."""
    both = zip(likely, other, strict=True)
    return ContactEnds(*(plus(scaled(a, share), scaled(b, 1 - share)) for a, b in both))
