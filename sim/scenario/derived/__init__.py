"""What follows from a scenario by itself? Queues, offers, the bot's months, graded defaults.

`queues` says which queues there are and who may wait in them, `offering` where the bot may be
offered, `bot_months` and `maturity` how the bot changes, `graded` which defaults have a source.
"""
