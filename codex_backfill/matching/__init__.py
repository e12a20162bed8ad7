"""Claims and sources to matches: ranked candidates, each with its evidence, and a verdict with its reason. Pure."""
