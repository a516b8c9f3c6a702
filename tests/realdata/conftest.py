import sys
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "bank_replay"
# The example is a folder of scripts that import one another, as they do when they are run.
sys.path.insert(0, str(EXAMPLE))
