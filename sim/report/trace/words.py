"""How contacts and talks end, in words."""

from sim.engine.journal import Ending, Outcome

HOW_IT_ENDED = {
    Ending.IN_TRIAGE: "was in triage when the run ended",
    Ending.IN_BOT: "was with the bot when the run ended",
    Ending.WAITING: "was waiting when the run ended",
    Ending.IN_SERVICE: "was with a person when the run ended",
    Ending.AWAITING_CUSTOMER: "awaited the customer's reply when the run ended",
    Ending.PAUSED: "was paused until its agent's next shift when the run ended",
    Ending.BOT_RESOLVED: "ends: the bot resolved the case",
    Ending.BOT_FALSELY_CLOSED: "ends: the bot closed the case, which is not solved",
    Ending.BOT_LEFT: "ends: the customer left the bot",
    Ending.PERSON_RESOLVED: "ends: a person resolved the case",
    Ending.PERSON_UNRESOLVED: "ends: a person answered, and the case is not solved",
    Ending.ABANDONED: "ends: the customer's patience is over",
    Ending.DISCONNECTED: "ends: disconnected at closing",
    Ending.LOST: "ends: lost, nobody is there outside the opening hours",
    Ending.BALKED: "ends: the customer would not wait",
    Ending.BLOCKED: "ends: no line or no place to wait was free",
    Ending.AVERTED: "would have come now: a programme averted the case",
}
HOW_THE_TALK_ENDED = {
    Outcome.RESOLVED: "resolved",
    Outcome.UNRESOLVED: "not solved",
    Outcome.TRANSFERRED: "transferred: this was the wrong team",
    Outcome.SENT_TO_TIER2: "sent on to tier 2",
    Outcome.FORWARDED: "forwarded",
    Outcome.DISPATCHED: "read and routed",
    Outcome.AWAITS_REPLY: "answered; the customer is to reply",
    Outcome.PAUSED: "is paused: the agent's shift is over",
    Outcome.HANDED_OVER: "is handed over: the agent's shift is over",
    Outcome.PASSED: "reviewed: what the bot wants to do may pass",
    Outcome.REJECTED: "reviewed and rejected",
}
