"""`tierzero init`: write a scenario to begin with."""

from pathlib import Path
from typing import Annotated

import typer

FILE = "scenario.yaml"


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write it.")] = Path(),
    preset: Annotated[str, typer.Option(help="Which desk to begin with.")] = "sme",
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a commented scenario, ready to be changed and run."""
    from sim.scenario.errors import ScenarioError
    from sim.scenario.files.presets import preset_path, preset_story

    text = preset_path(preset).read_text(encoding="utf-8")
    path = folder / FILE
    if path.exists() and not force:
        raise ScenarioError(f"{path} exists; --force overwrites it")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    typer.echo(f"wrote {path}: {preset_story(preset)}")
    typer.echo("next:")
    typer.echo(f"  tierzero check {path}")
    typer.echo(f"  tierzero run {path}")
