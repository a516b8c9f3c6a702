"""The README's tour: every command, and what it says the command prints."""

import re
import shlex
from pathlib import Path

import pytest
from support.commands import tierzero
from support.places import REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PROMPT = "$ tierzero "


def tour() -> list[tuple[str, str]]:
    """The commands of all console blocks in order, each with the output that is shown."""
    steps = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for step in block.split(PROMPT)[1:]:
            command, _, output = step.partition("\n")
            steps.append((command, output))
    return steps


def agrees(output: str, shown: str) -> bool:
    """Whether an output is what is shown; a line of three dots stands for any lines."""
    parts = [
        re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", plain(shown), flags=re.M)
    ]
    return (
        re.fullmatch(r"\n*" + r"(?:.*\n)?".join(parts) + r"\n*", plain(output), re.DOTALL)
        is not None
    )


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def test_the_readme_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, shown in tour():
        result = tierzero(*shlex.split(command))
        assert result.exit_code == 0, result.output
        assert agrees(result.stdout, shown), f"tierzero {command} prints\n{result.stdout}"


def test_the_tour_has_every_command_that_answers() -> None:
    commands = {command.split()[0] for command, _ in tour()}
    assert commands == {"init", "check", "run", "curve", "compare", "roi", "stress"}


@pytest.mark.parametrize(
    ("shown", "same"), [("a\n...\nc\n", True), ("a\nb\n...\n", True), ("b\n...\n", False)]
)
def test_three_dots_stand_for_any_lines(shown: str, same: bool) -> None:
    assert agrees("a\nb\nc\n", shown) is same
