"""What can one ask? Studies play a scenario's arms and say what the replications have in common.

==================  ==============================================================================
`experiment`        which arms are played, and what one replication of them comes to
`arms`              which arms a study is about: a scenario's, one per policy, or several files'
`files`             where are the files that a scenario names?
`replicate`         what many replications come to, one after the other
`executors`         where they are played: in this process or in several
`progress`          how far a study has come
`precision`         whether an estimate is precise enough to stop
`played_run`        `tierzero run`: what do the replications say of every arm?
`load/`             `tierzero check`: how much work meets how many people, without playing?
`staffing/`         how many people are enough? Chosen on planning replications, reported on the
                    ordinary ones
`compare/`          `tierzero compare`: what does a choice change?
`curve/`            `tierzero curve`: how many people does each volume need?
`stress/`           `tierzero stress`: what breaks, when, and for how long?
==================  ==============================================================================

A study works on a function of the replication's number, so that what is replicated may be anything
that can be pickled.
"""
