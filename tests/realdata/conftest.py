import sys

from support.places import EXAMPLES

EXAMPLE = EXAMPLES / "bank_replay"
# The example is a folder of scripts that import one another, as they do when they are run.
sys.path.insert(0, str(EXAMPLE))
