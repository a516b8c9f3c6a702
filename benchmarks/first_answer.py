"""How long a user waits for the first answer, and how much of it is playing."""

import subprocess
import sys
from tempfile import TemporaryDirectory

from side_by_side import compare_commands

from sim.engine import bind, make_plan, play
from sim.scenario.files.loading import load
from sim.workload import generate

SCENARIO = "configs/sme.yaml"


def main() -> None:
    """Compare the whole command with playing its replications in one process."""
    compare_commands({"playing both arms": play_all, "tierzero run": whole_command}, rounds=3)


def play_all() -> None:
    """Play every replication of both arms, without measuring anything."""
    loaded = load(SCENARIO)
    arms = [loaded.arm(name) for name in ("baseline", "ai")]
    plans = [make_plan(arm) for arm in arms]
    run = loaded.scenario.run
    for replication in range(run.replications):
        workload = generate(loaded.scenario, run.seed, replication, run.horizon(), 1.0)
        for arm, plan in zip(arms, plans, strict=True):
            play(plan, bind(arm, workload))


def whole_command() -> None:
    """Run the command as `make run` does, into a folder that is thrown away."""
    with TemporaryDirectory() as folder:
        arguments = ["run", SCENARIO, "--no-target-exit", "--quiet", "--out", folder]
        subprocess.run([sys.executable, "-m", "sim", *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
