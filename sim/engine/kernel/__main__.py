"""`python -m sim.engine.kernel` compiles the kernel, the checks and the draws for this machine."""

import sys

from sim.base.libraries import BuildError, build_all

try:
    for library in build_all():
        print(library)
except (BuildError, OSError) as error:
    sys.exit(f"the compiled engine was not built; SimPy plays instead: {error}")
