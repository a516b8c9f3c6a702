"""Many mutants checked in processes of their own, and what was wrong with how they ended."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from checking import MEGABYTES, SECONDS
from support.commands import ENVIRONMENT
from support.places import REPOSITORY

FUZZ = REPOSITORY / "tests" / "fuzz"
REMEDY = re.compile(
    r"write|remove|rename|choose|correct|add |save|did you mean|possible:|join|lower|shorten|give|"
    r"name a|indent|quote|missing|must|check|one scenario|set |merge|leave|needs|clears|has up "
    r"to|begin (?:each|the)|above 0|>= 0|lists all|it goes from"
)


def findings(folder: Path, first: int, last: int) -> Iterator[str]:
    """What is wrong with how the mutants of some numbers end; nothing where all is well."""
    code = [sys.executable, str(FUZZ / "checking.py"), str(folder), str(first), str(last)]
    path = ":".join((str(REPOSITORY), str(REPOSITORY / "tests"), str(FUZZ)))
    patience = 60 + 3 * (last - first)
    process = subprocess.Popen(
        code, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT | {"PYTHONPATH": path}
    )
    with process:
        try:
            output, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
    last_begun = first
    for line in map(json.loads, output.splitlines()):
        if "begins" in line:
            last_begun = line["begins"]
        else:
            yield from (f"{replay(line['number'])}: {what}" for what in _wrong(line))
    if process.returncode:
        yield f"{replay(last_begun)}: the process ended with {process.returncode}"


def replay(number: int) -> str:
    """How to see a mutant again."""
    return f"make fuzz FIRST={number} COUNT=1"


def _wrong(line: dict) -> Iterator[str]:
    error = line["error"]
    if line["seconds"] > SECONDS:
        yield f"took {line['seconds']:.1f} s"
    if line["megabytes"] > MEGABYTES:
        yield f"took {line['megabytes']:.0f} MB"
    if line["code"] not in (0, 2) or "Unexpected failure" in error:
        yield f"ended with {line['code']}: {error[:300]}"
    elif line["code"] == 2:
        head = error.split("\n", 1)[0]
        if not re.search(r"\.(yaml|csv)(:\d+:\d+)?", head):
            yield f"has no place: {head}"
        if not REMEDY.search(head):
            yield f"has no remedy: {head}"
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", error):
        yield "a control character reaches the terminal"
    if len(error) > 100_000:
        yield f"says {len(error):,} characters"
