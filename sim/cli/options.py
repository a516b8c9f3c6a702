"""Options that several commands share."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer


def whole(example: str, least: int, most: int | None = None) -> Callable[[str | int], int]:
    """Return what reads a whole number, and says of anything else what to write.

    Parameters
    ----------
    example
        What to write.
    least, most
        The bounds; None: there is none.
    """
    bounds = f"of at least {least}" if most is None else f"from {least} to {most}"

    def read(text: str | int) -> int:
        written = str(text)
        number = int(written) if re.fullmatch(r"[+-]?[0-9]{1,18}", written) else None
        if number is None or number < least or (most is not None and number > most):
            rule = f"{written!r} is not a whole number {bounds}"
            raise typer.BadParameter(f"{rule}; write `{example}`")
        return number

    return read


Scenario = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A YAML file, the manifest of a run, or a preset's name."
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change a value; may be repeated."),
]
Seed = Annotated[
    int | None, typer.Option(metavar="N", parser=whole("--seed 1", 0), help="Seed of all draws.")
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        "-n",
        metavar="N",
        parser=whole("-n 30", 1, 100_000),
        help="How many; with --precision: at most.",
    ),
]
Precision = Annotated[
    str | None,
    typer.Option(
        metavar="KPI=SHARE",
        help="Stop when the interval's half-width is reached: points of a share "
        "(service_level=2%), part of any other value (wait_mean=5%).",
    ),
]
Engine = Annotated[
    Literal["auto", "compiled", "simpy"],
    typer.Option(help="What plays the model; `auto` takes the fastest that can."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=whole("--jobs 4", 1, 1024),
        show_default="all cores",
        help="Processes to use.",
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Dask scheduler that plays, such as tcp://host:8786."),
]
Resume = Annotated[
    str | None,
    typer.Option(metavar="RUN", help="Go on from a command that was interrupted or killed."),
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder of all results.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.")]
Arms = Annotated[str | None, typer.Option(metavar="NAMES", help="Arms to play: a,b,c.")]
AllowCode = Annotated[
    bool,
    typer.Option(
        "--allow-code",
        help="Let a policy in Python run that a manifest or a base names, or from elsewhere.",
    ),
]
NoTargetExit = Annotated[
    bool, typer.Option("--no-target-exit", help="Exit with 0 whatever the targets' verdicts are.")
]


def as_settings(seed: int | None, replications: int | None, most: int | None = None) -> list[str]:
    """Return the settings of a scenario that options stand for.

    Parameters
    ----------
    seed, replications
        What was given.
    most
        Replications where none are given; None: the scenario's.
    """
    given = {"seed": seed, "replications": most if replications is None else replications}
    return [f"run.{key}={value}" for key, value in given.items() if value is not None]


def names(text: str | None) -> list[str] | None:
    """Return the names in a text such as `a,b,c`."""
    return None if text is None else [name.strip() for name in text.split(",")]
