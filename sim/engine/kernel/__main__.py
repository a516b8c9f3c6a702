"""`python -m sim.engine.kernel` compiles the kernel for this machine."""

import sys

from sim.engine.kernel.build import BuildError, build

try:
    print(build())
except (BuildError, OSError) as error:
    sys.exit(f"the compiled engine was not built; SimPy plays instead: {error}")
