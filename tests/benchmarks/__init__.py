"""How fast the tool is, as ratios to what a user would otherwise do: `python -m tests.benchmarks`."""
