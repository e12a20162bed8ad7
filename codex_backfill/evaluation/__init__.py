"""A matcher and known pairs to what it can claim: trials, intervals, losses, a report."""
