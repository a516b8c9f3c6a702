"""What do formulas say? Closed-form queues to size a desk by, and to test the simulation against.

===========================  ======================================================================
module                       what it knows
===========================  ======================================================================
``erlang_b``                 M/M/c/c: blocking without a queue
``erlang_c``                 M/M/c: delay, mean wait, service level, wait quantiles
``erlang_a``                 M/M/n+M: the same for customers who lose patience
``fractional_agents``        Erlang B, C and A for people who need not be whole, many desks at once
``staffing``                 the fewest agents that meet a service goal, in Erlang C and in Erlang A
``seats``                    seats a desk still needs as a bot's promise meets reality
``single_server``            M/G/1 (Pollaczek-Khinchine)
``constant_service``         M/D/c (Crommelin)
``priorities``               non-preemptive priorities: M/G/1, M/M/c, M/M/c+M
``limited_mean``             E[min(S, t)] of the usual laws
``infinite_server``          M(t)/G/inf: the load that a time-varying demand offers
``modified_offered_load``    time-varying desks, one stationary formula per moment
``chatbot``                  bot, then escalation, then Erlang A
===========================  ======================================================================

Formulas carry no unit: give rates and times in one unit of time and the answers come in it. Bad
input raises ``ValueError`` with one line. This package imports nothing else of ``sim``, and its
modules are imported one by one (``from sim.theory.erlang_c import erlang_c``), so that nobody
waits for SciPy who asks no formula.
"""
