"""What can one ask? Studies play a scenario's arms and say what the replications have in common.

==================  ==============================================================================
module              what it answers
==================  ==============================================================================
``experiment``      which arms are played, and what one replication of them comes to
``arms``            which arms a study is about: a scenario's, one a policy, or several files'
``replicate``       what many replications come to, one after the other
``executors``       where they are played: in this process or in several
``precision``       whether an estimate is precise enough to stop
``runs``            `tierzero run`: the estimates of every arm
``load``            `tierzero check`: how much work meets how many people, nothing being played
``compare``         `tierzero compare`: ``contrasts`` of arms, ``differing`` settings, ``pareto``
``staffing``        the fewest people on target: in ``steps``, from a ``guess``, by a ``bracket``
``planning``        whether a desk is on target, on replications that are not reported
``reported``        the same on those that are: their ``outcomes``, and the ``payroll``
``curve``           `tierzero curve`: people by ``volumes``, as ``curve_plans`` choose them
``stress``          `tierzero stress`: ``stresses`` and their ``onset``, the ``stress_cases`` of
                    arms, and ``findings``: what breaks, and its ``recovery``
``staffable``       whether a scenario says enough for these
==================  ==============================================================================

A study works on a function of the replication's number, so that what is replicated may be anything
that can be pickled.
"""
