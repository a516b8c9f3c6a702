"""What follows from a scenario by itself? Its queues, the bot's months, where it is offered."""
