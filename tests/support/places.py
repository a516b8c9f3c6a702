"""Where things lie in the checkout."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
EXAMPLES = REPOSITORY / "examples"
BEHAVIOUR_SCENARIOS = REPOSITORY / "tests" / "behaviour" / "scenarios"
VERIFICATION_SCENARIOS = REPOSITORY / "tests" / "verification" / "scenarios"
