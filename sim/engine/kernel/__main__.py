"""`python -m sim.engine.kernel` compiles the kernel, and the checks, for this machine."""

import sys

from sim.engine.kernel.build import BuildError, build_all

try:
    for library in build_all():
        print(library)
except (BuildError, OSError) as error:
    sys.exit(f"the compiled engine was not built; SimPy plays instead: {error}")
