"""What can one ask? Studies play a scenario's arms and say what the replications have in common.

==============  ==================================================================================
module          what it answers
==============  ==================================================================================
``experiment``  which arms are played, and what one replication of them comes to
``replicate``   what many replications come to, one after the other
``executors``   where they are played: in this process or in several
``precision``   whether an estimate is precise enough to stop
``runs``        `tierzero run`: the estimates of every arm
``load``        `tierzero check`: how much work meets how many people, without playing anything
==============  ==================================================================================

A study works on a function of the replication's number, so that what is replicated may be anything
that can be pickled.
"""
