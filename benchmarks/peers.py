"""Other simulators that play the desks of `desks.py`, as far as they are installed."""

from collections.abc import Callable, Mapping
from importlib import import_module

from desks import Desk

Player = Callable[[Desk, int], object]
"""Plays a desk with so many customers, drawing what it needs."""

PEERS: Mapping[str, tuple[str, str]] = {
    "bare SimPy": ("bare_simpy", "play"),
    "Ciw": ("ciw_desk", "play"),
    "Cimba, processes": ("cimba_processes", "play"),
    "Cimba, events": ("cimba_events", "play"),
}
"""Module and function of each."""


def installed(wanted: str) -> dict[str, Player]:
    """Return the players that are asked for, by name, and say which are not installed.

    Parameters
    ----------
    wanted
        Beginnings of their names, separated by commas, whatever their case; `all`, or `none`.
    """
    players = {}
    for name, (module, function) in PEERS.items():
        if not _asked(name, wanted):
            continue
        try:
            players[name] = getattr(import_module(module), function)
        except ModuleNotFoundError as error:
            print(f"{name}: {error.name} is not installed")
    return players


def _asked(name: str, wanted: str) -> bool:
    if wanted in ("all", "none"):
        return wanted == "all"
    return any(name.lower().startswith(part.strip().lower()) for part in wanted.split(","))
