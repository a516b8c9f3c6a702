"""What the review of the bot catches, and what it takes of people's and customers' time."""

from sim.base.time import HOUR
from sim.measures.kpis.kpi import (
    BY_CONTACT,
    MODEL,
    Distribution,
    Ratio,
    share,
)
from sim.measures.kpis.terms import of_reviews, per_month

CAUGHT = of_reviews("false closings that a reviewer rejected", lambda r: r.caught)


REVIEWS = (
    per_month(
        "reviews",
        "Reviews of the bot",
        "reviews",
        of_reviews("reviews of the bot that came to an end", lambda r: r.reviews),
    ),
    Distribution(
        key="review_wait",
        name="Wait for review",
        source=MODEL,
        by=BY_CONTACT,
        values=of_reviews(
            "joining the queue of reviews for the first time to a reviewer or leaving",
            lambda r: r.wait,
        ),
    ),
    share(
        "review_catch_rate",
        "Share of false closings that review catches",
        CAUGHT,
        of_reviews("false closings that a reviewer decided on", lambda r: r.false_closing),
        better="higher",
        source=MODEL,
    ),
    share(
        "review_mistake_rate",
        "Share of true solutions that review rejects",
        of_reviews(
            "true solutions that a reviewer rejected by mistake", lambda r: r.solution & r.rejected
        ),
        of_reviews("true solutions that a reviewer decided on", lambda r: r.solution),
        better="lower",
        source=MODEL,
    ),
    per_month(
        "review_caught",
        "False closings caught",
        "closings",
        CAUGHT,
        "higher",
    ),
    per_month(
        "review_missed",
        "False closings missed in review",
        "closings",
        of_reviews(
            "false closings that a reviewer let pass", lambda r: r.false_closing & ~r.rejected
        ),
        "lower",
    ),
    per_month(
        "reviewer_hours",
        "Reviewers' hours",
        "hours",
        of_reviews("hours that people spent on reviews", lambda r: r.handled),
        "lower",
    ),
    per_month(
        "review_customer_hours",
        "Customers' hours in review",
        "hours",
        of_reviews(
            "hours from joining the queue of reviews to the review's end or leaving",
            lambda r: r.inside / HOUR,
        ),
        "lower",
    ),
    Ratio(
        key="cost_per_caught_error",
        name="Cost per caught error",
        unit="money",
        direction="lower",
        source=MODEL,
        by=BY_CONTACT,
        numerator=of_reviews("reviewers' hours x loaded rate", lambda r: r.cost),
        denominator=CAUGHT,
    ),
)
"""Of sessions whose contact arrives in the window; all are absent on a desk without review."""
