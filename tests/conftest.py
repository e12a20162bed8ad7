"""One hypothesis profile for all tests: the same examples on every machine, so that a red run can be repeated."""

from hypothesis import settings

settings.register_profile("codex", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("codex")
