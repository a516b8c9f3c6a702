"""What can a program call? One function per study; each returns a result that renders itself.

`run`, `compare`, `curve`, `stress` and `roi` play a scenario; `check`, `trace` and `verify_twin`
answer without a study. Each takes what `asked` understands: a name, a path, a dictionary, or what
was loaded.
`outlook` is what `run` answers besides KPIs, `timing` plays a study and takes its time, `keeping`
is what a result calls to be kept, and `keep/` writes the folder of a result.
"""

from sim.api.check import check
from sim.api.compare import compare
from sim.api.curve import curve
from sim.api.roi import roi
from sim.api.run import run
from sim.api.runs import runs
from sim.api.stress import stress
from sim.api.trace import trace
from sim.api.verify import verify_twin

__all__ = ["check", "compare", "curve", "roi", "run", "runs", "stress", "trace", "verify_twin"]
