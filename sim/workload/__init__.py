"""What does the world bring? Candidate cases, and all draws that belong to them, as uniforms.

A plan chooses among the candidates and never changes a draw::

    workload = generate(scenario, seed, replication, horizon, max_multiplier=1.3)
    rows = workload.admit(1.3)                        # the cases that exist under 30 % growth
    patience = workload.uniforms("patience", attempt=1)[rows]

`demand` says what volume each cell has and how many candidates that makes, `candidates` when they
arrive and which of them exist under the scenario's multiplier; `traces` takes them from a file
instead. `draws` is the identity of all draws, `grid` the rounding of all times.
"""

from sim.workload.candidates.admission import Multiplier
from sim.workload.candidates.table import Candidates
from sim.workload.demand.cells import Cell
from sim.workload.draws.streams import Draw, Streams
from sim.workload.generate import generate
from sim.workload.grid import TICK, on_grid, ticks
from sim.workload.workload import Workload

__all__ = [
    "TICK",
    "Candidates",
    "Cell",
    "Draw",
    "Multiplier",
    "Streams",
    "Workload",
    "generate",
    "on_grid",
    "ticks",
]
