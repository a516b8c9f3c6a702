"""`make wheels`: the wheels of all platforms, and a play with the one that this machine can run.

`python __main__.py FOLDER` makes them there.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from support.places import REPOSITORY
from wheels.looking import problems

from sim.base.libraries import TARGETS, this_machine

DAY = "run={kind: day, start: 2026-05-06, until: 1 day, outlook: false}"


def make(name: str, folder: Path) -> Path:
    """The wheel of one platform."""
    for wheel in folder.glob(f"*{TARGETS[name].tag}.whl"):
        wheel.unlink()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=REPOSITORY,
        env=os.environ | {"TIERZERO_TARGET": name},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = folder.glob(f"*-py3-none-{TARGETS[name].tag}.whl")
    found = problems(wheel, TARGETS[name])
    if found:
        sys.exit(f"{wheel.name}: {'; '.join(found)}")
    print(f"{wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
    return wheel


def play(wheel: Path) -> None:
    """Install a wheel where there is nothing else, no compiler either, and play with it."""
    with TemporaryDirectory(prefix="tierzero-wheel-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        constraints = ["--constraint", REPOSITORY / "constraints.txt"]
        subprocess.run([python, *install, *constraints, wheel], check=True)
        alone = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        alone |= {"PATH": str(python.parent), "CC": "no-compiler"}
        for words in (
            ["run", "sme", "--engine", "compiled", "-n", "2", "--no-outlook", "--no-target-exit"],
            ["verify", "--twin", "telecom", "--set", DAY],
        ):
            command = [python, "-m", "sim", *words, "--quiet"]
            shown = subprocess.run(
                command, cwd=folder, env=alone, check=True, stdout=subprocess.PIPE
            )
            print(shown.decode().splitlines()[0], flush=True)


def main() -> None:
    """Make all, and play with this machine's."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(exist_ok=True)
    wheels = {name: make(name, folder) for name in TARGETS}
    mine = this_machine()
    if mine is None:
        print("None of them runs here.")
        return
    (name,) = (name for name, target in TARGETS.items() if target == mine)
    play(wheels[name])
    print(f"The wheel of {name} was installed and played.")


main()
