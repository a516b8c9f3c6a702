"""What can a program call? One function per study; each returns a result that renders itself.

`run`, `compare`, `curve`, `stress` and `roi` play a loaded scenario; `check` and `trace` answer
without a study. `outlook` is what `run` answers besides KPIs, `timing` plays a study and takes its
time, and `keep/` writes the folder of a result.
"""

from sim.api.check import check
from sim.api.compare import compare
from sim.api.curve import curve
from sim.api.roi import roi
from sim.api.run import run
from sim.api.stress import stress
from sim.api.trace import trace

__all__ = ["check", "compare", "curve", "roi", "run", "stress", "trace"]
