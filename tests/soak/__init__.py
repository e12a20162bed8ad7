"""Rounds of people and the tool on one vault: `python -m tests.soak` for the long one, a short one in the suite."""
