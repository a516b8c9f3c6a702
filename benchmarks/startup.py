"""How long a user waits for `tierzero --help`."""

import subprocess
import sys

from side_by_side import compare_commands


def main() -> None:
    """Compare the command with an empty Python."""
    compare_commands(
        {
            "python -c pass": lambda: _run("-c", "pass"),
            "tierzero --help": lambda: _run("-m", "sim", "--help"),
        }
    )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
